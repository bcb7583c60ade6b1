"""Lines around an article that hold its date, byline and outlet, cut into labelled pieces."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from neraca.ingest.dates import Calendar, Dated, find_dates
from neraca.ingest.labels import find_label, is_newsroom, is_section, newsroom_outlet, trim
from neraca.ingest.lines import Line
from neraca.packs.ingest import IngestPack
from neraca.records import Span

_SEPARATOR = re.compile(r"\s*[|•·;/]\s*|\s+[-–—>»]+\s+|\s*—\s*|,\s+|(?<=[^\W\d_]{4})\.\s+(?=[A-Z0-9])|\t+|\s{3,}")
_BEFORE = re.compile(r"(?:^|[,|•·–—/:;(\[>*_.\-])\s*$")
_AFTER = re.compile(r"^\s*(?:$|[,|•·–—/:;)\]<*_.\-])")
_MOST_WORDS = 26
_LONGEST = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of a furniture line.

    Attributes:
        kind: `author`, `editor`, `title`, `outlet` (named by a label), `published`, `updated` (dates with such a
            label), `date`, `newsroom`, `section`, `label` (one that waits for the next line), or `bare` where only its
            place tells what it is.
        words: Its words, without the label.
        span: Where they stand.
        line: Number of its line.
        dated: The date, for the three kinds of dates.
        comma: A comma joins it to the piece before.
    """

    kind: str
    words: str
    span: Span
    line: int
    dated: Dated | None = None
    comma: bool = False


def cut_line(line: Line, pack: IngestPack, *, calendar: Calendar) -> tuple[Piece, ...]:
    """The pieces of a line that holds a date or begins with a label; none when it is something else.

    A line with a date is furniture when the date stands between separators and nothing else on the line is long.
    """
    if len(line.text) > _LONGEST or line.size > _MOST_WORDS or line.heading == 1:
        return ()
    dates = find_dates(line.text, pack, calendar=calendar)
    label = find_label(line.text, pack)
    if not dates and label is None:
        return ()
    if line.prose and not dates:
        return ()
    if not all(_stands_alone(line.text, dated, pack) for dated in dates):
        return ()
    if label is not None and label.kind == "title":
        start = line.start + label.width
        title = Piece(kind="title", words=line.text[label.width :], span=line.span, line=line.number)
        return (replace(title, span=Span(start=start, end=line.end)),) if start < line.end else ()
    pieces = _pieces(line, dates, pack)
    if not pieces and label is not None and label.kind in ("author", "editor"):
        return (Piece(kind="label", words=label.kind, span=line.span, line=line.number),)
    if any(piece.kind == "bare" and len(piece.words.split()) > 6 for piece in pieces):
        return ()
    if line.prose and any(piece.kind == "bare" and piece.words[:1].islower() for piece in pieces):
        return ()
    return pieces


def cut_bare(line: Line, pack: IngestPack) -> tuple[Piece, ...]:
    """The pieces of a short line without a date or label (*Tim | CNN Indonesia*)."""
    return _pieces(line, (), pack)


def _stands_alone(text: str, dated: Dated, pack: IngestPack) -> bool:
    before, after = text[: dated.span.start], text[dated.span.end :]
    labelled = find_label(before.strip(" (["), pack)
    ahead = _BEFORE.search(before) is not None or (labelled is not None and labelled.width >= len(before.strip(" ([")))
    clock_zone = re.match(r"\s+[A-Z][a-z]+ time\b", after)
    return ahead and (_AFTER.match(after) is not None or clock_zone is not None)


def _pieces(line: Line, dates: tuple[Dated, ...], pack: IngestPack) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    at, pending = 0, ""
    for dated in (*dates, None):
        stop = len(line.text) if dated is None else dated.span.start
        rest, pending = _rests(line, at, stop, pack=pack, pending=pending)
        pieces.extend(rest)
        if dated is not None:
            span = Span(start=line.start + dated.span.start, end=line.start + dated.span.end)
            kind = pending if pending in ("published", "updated") else "date"
            words = line.text[dated.span.start : dated.span.end]
            pieces.append(Piece(kind=kind, words=words, span=span, line=line.number, dated=dated))
            at, pending = dated.span.end, ""
    return tuple(pieces)


def _rests(line: Line, start: int, stop: int, *, pack: IngestPack, pending: str) -> tuple[list[Piece], str]:
    """Pieces between two dates, and the label that waits for what follows."""
    pieces: list[Piece] = []
    for left, right, comma in _ranges(line.text, start, stop):
        left, right = trim(line.text, left, right)  # noqa: PLW2901
        label = find_label(line.text[left:right], pack)
        if label is not None:
            pending = label.kind
            left = trim(line.text, min(left + label.width, right), right)[0]  # noqa: PLW2901
        if left >= right:
            continue
        words = line.text[left:right]
        kind = _kind(words, pack, pending=pending)
        span = Span(start=line.start + left, end=line.start + right)
        pieces.append(Piece(kind=kind, words=words, span=span, line=line.number, comma=comma))
        pending = ""
    return pieces, pending


def _kind(words: str, pack: IngestPack, *, pending: str) -> str:
    if pending in ("author", "editor", "title", "outlet"):
        return pending
    if newsroom_outlet(words, pack) is not None or is_newsroom(words, pack):
        return "newsroom"
    return "section" if is_section(words, pack) else "bare"


def _ranges(text: str, start: int, stop: int) -> list[tuple[int, int, bool]]:
    ranges: list[tuple[int, int, bool]] = []
    at, comma = start, False
    for match in _SEPARATOR.finditer(text, start, stop):
        ranges.append((at, match.start(), comma))
        at, comma = match.end(), match.group().strip() == ","
    ranges.append((at, stop, comma))
    return ranges
