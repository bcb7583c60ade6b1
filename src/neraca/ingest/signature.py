"""The signature under an article: *(Damar Kusumo)*, *(Bagus Tirtana, 5 November 2023)*."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from neraca.ingest.dates import Calendar
from neraca.ingest.furniture import Piece, cut_bare, cut_line
from neraca.ingest.labels import is_name
from neraca.ingest.lines import Line
from neraca.packs.ingest import IngestPack

_BRACKETED = re.compile(r"[(\[][^()\[\]]{2,80}[)\]]\.?")


def cut_signature(line: Line, lines: Sequence[Line], pack: IngestPack, *, calendar: Calendar) -> tuple[Piece, ...]:
    """The pieces of a bracketed line in the text's second half; none when it is no signature."""
    if line.number * 2 < len(lines) or _BRACKETED.fullmatch(line.text) is None:
        return ()
    pieces = cut_line(line, pack, calendar=calendar) or cut_bare(line, pack)
    names = [piece for piece in pieces if piece.dated is None and piece.kind == "bare"]
    if not all(is_name(piece.words) for piece in names):
        return ()
    return tuple(replace(piece, kind="author") if piece in names and " " in piece.words else piece for piece in pieces)
