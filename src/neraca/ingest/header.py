"""Title, outlet and author of a plain text, from the lines around its body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from neraca.ingest.datelines import Dateline, is_place
from neraca.ingest.furniture import Piece
from neraca.ingest.labels import (
    is_agency,
    is_desk,
    is_domain,
    is_name,
    is_newsroom,
    is_numbered,
    is_one_word_outlet,
    is_outlet_like,
    newsroom_outlet,
    strip_edition,
)
from neraca.ingest.lines import Line
from neraca.packs.ingest import IngestPack
from neraca.records import Found, Span

_TITLE_MOST = 120
_CLAUSE_LEAST = 50
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)]*(?=\s|$)")
_CLAUSE_END = re.compile(r"\s*(?:[,;:]|\s[-–—])(?=\s)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Somebody's or something's name in the text: the value, and where its words stand."""

    value: str
    span: Span

    def found(self, text: str) -> Found:
        """As a fact found in the text."""
        return Found(value=self.value, how="text", span=self.span, quote=text[self.span.start : self.span.end])


def choose_title(candidates: Sequence[Line], pack: IngestPack) -> Line | None:
    """The header line that is the title.

    A Markdown heading comes first, then a line that stands there twice, then the first line of three words
    or more that does not read like an outlet's name, then the first at all that does not.
    """
    headings = [line for line in candidates if line.heading]
    if headings:
        top = min(line.heading for line in headings)
        return next(line for line in headings if line.heading == top)
    fitting = [line for line in candidates if not is_numbered(line.text) and len(line.text) > 3]
    fitting = [line for line in fitting if line.text[-1] not in "-–—" and newsroom_outlet(line.text, pack) is None]
    seen: set[str] = set()
    for line in fitting:
        if line.text.casefold() in seen and line.size > 1:
            return next(first for first in fitting if first.text.casefold() == line.text.casefold())
        seen.add(line.text.casefold())
    plain = [line for line in fitting if not _names_outlet(line.text, pack)]
    longer = [line for line in plain if line.size >= 3]
    return next(iter(longer or plain or fitting), None)


def lead_clause(line: Line, text: str, *, start: int) -> Named:
    """A title for a text that has none: the first sentence, or as many of its clauses as a headline has room for."""
    ends = [match.start() for match in _SENTENCE_END.finditer(text, start, line.end)]
    stop = min(ends, default=line.end)
    if stop <= start:
        stop = line.end
    if stop - start > _TITLE_MOST:
        clauses = [match.start() for match in _CLAUSE_END.finditer(text, start, start + _TITLE_MOST)]
        fitting = [at for at in clauses if at - start >= _CLAUSE_LEAST]
        space = text.rfind(" ", start + _CLAUSE_LEAST, start + _TITLE_MOST)
        stop = fitting[-1] if fitting else (space if space > start else start + _TITLE_MOST)
    span = Span(start=start, end=stop)
    return Named(value=" ".join(text[start:stop].split()), span=span)


def choose_outlet(pieces: Sequence[Piece], dateline: Dateline | None, text: str, pack: IngestPack) -> Named | None:
    """The outlet: a known or unmistakable name in the header or dateline, then a name whose place says so.

    A name that could as well be a place, a person or the story's subject is none.
    """
    sure = [named for named in (_sure(piece, text, pack) for piece in pieces) if named is not None]
    wires = [named for named in sure if is_agency(named.value, pack)]
    papers = [named for named in sure if named not in wires]
    if papers:
        return papers[0]
    opening = None if dateline is None else _dateline_outlet(dateline, text, pack)
    if opening is not None:
        return opening
    placed = _placed(pieces, text, pack)
    return placed or next(iter(wires), None) or (None if dateline is None else _wire(dateline, pack))


def choose_author(pieces: Sequence[Piece], outlet: Named | None, pack: IngestPack) -> Named | None:
    """The author: a labelled name, then a bare name beside a date or alone on its line."""
    labelled = [piece for piece in pieces if piece.kind == "author"]
    if labelled:
        return Named(value=labelled[0].words, span=labelled[0].span)
    taken = None if outlet is None else outlet.span
    bare = [
        piece
        for piece in pieces
        if piece.kind == "bare"
        and (taken is None or not taken.meets(piece.span))
        and _may_be_person(piece.words, pack)
        and not _names_outlet(piece.words, pack)
        and not is_desk(piece.words, pack)
        and (outlet is None or outlet.value.casefold() not in piece.words.casefold())
    ]
    newsroom = [piece for piece in pieces if piece.kind == "newsroom"]
    chosen = next(iter([*bare, *newsroom]), None)
    return None if chosen is None else Named(value=chosen.words, span=chosen.span)


def _names_outlet(words: str, pack: IngestPack) -> bool:
    return is_outlet_like(words, pack) or is_domain(words, pack) or pack.outlets.named(words) is not None


def _may_be_person(words: str, pack: IngestPack) -> bool:
    return is_name(words) and len(words.split()) <= 4 and not is_place(words, pack) and not re.search(r"\d", words)


def _sure(piece: Piece, text: str, pack: IngestPack) -> Named | None:
    """The outlet that a piece names beyond doubt."""
    words, start = piece.words, piece.span.start
    if piece.kind in ("newsroom", "author", "editor"):
        at = newsroom_outlet(words, pack)
        if at is not None:
            return _canonical(words[at:], start + at, pack)
        return None
    if piece.kind == "outlet":
        return _canonical(words, start, pack)
    if piece.kind != "bare" or is_newsroom(words, pack):
        return None
    if _names_outlet(words, pack) or (is_name(words) and _signs_elsewhere(words, piece.span, text)):
        return _canonical(strip_edition(words, pack), start, pack)
    letters = words.replace(" ", "")
    if letters.isupper() and len(letters) > 3 and is_name(words) and not is_place(words, pack):
        return _canonical(words, start, pack)
    return None


def _canonical(words: str, start: int, pack: IngestPack) -> Named:
    words = words.rstrip()
    known = pack.outlets.named(words)
    return Named(value=known.name if known else words, span=Span(start=start, end=start + len(words)))


def _signs_elsewhere(words: str, span: Span, text: str) -> bool:
    """Whether the name opens the report before a dash, follows its place there, or is credited with a picture."""
    name = re.escape(words)
    pattern = "|".join(
        (
            rf"^{name}(?:, [A-Z][\w ]+)?\s*[-–—]",
            rf"^[A-Z][\w .]+, {name}\s*[-–—]",
            rf"[(\[][^()]*[:/]\s*{name}[)\]]",
            rf"^(?:Tim|Redaksi) {name}\b",
            rf"^{name} \S+(?: \S+)?$",
        )
    )
    return any(
        not (span.start <= match.start() < span.end) for match in re.finditer(pattern, text[:4000], re.MULTILINE)
    )


def _dateline_outlet(dateline: Dateline, text: str, pack: IngestPack) -> Named | None:
    """A domain or known outlet in the dateline; else the name beside a place; else a lone name that is no subject."""
    open_parts = [(span, words) for span, words, bracketed in dateline.parts if not bracketed]
    for span, words in open_parts:
        if is_domain(words, pack) or (pack.outlets.named(words) is not None and not is_place(words, pack)):
            return _canonical(words, span.start, pack)
    names = [(span, words) for span, words in open_parts if is_name(words) and not is_place(words, pack)]
    names = [(span, words) for span, words in names if not re.search(r"\d", words)]
    places = [words for _, words in open_parts if is_place(words, pack) or words.isupper()]
    rest = text[dateline.end :]
    names = [
        (span, words) for span, words in names if words not in rest and not (words.isupper() and len(open_parts) > 1)
    ]
    if len(names) != 1:
        return None
    span, words = names[0]
    if places and len(open_parts) == 2:
        return _canonical(words, span.start, pack)
    alone = len(words.split()) in (2, 3) or is_one_word_outlet(words, pack)
    if len(dateline.parts) == 1 and alone and not words.isupper():
        return _canonical(words, span.start, pack)
    return None


def _wire(dateline: Dateline, pack: IngestPack) -> Named | None:
    """The agency in the dateline's brackets."""
    for span, words, bracketed in dateline.parts:
        if bracketed and is_name(words) and not is_place(words, pack) and not re.search(r"\d", words):
            return _canonical(words, span.start, pack)
    return None


def _placed(pieces: Sequence[Piece], text: str, pack: IngestPack) -> Named | None:
    """The outlet among bare names, by their places: behind a comma last (*Name, Outlet*), otherwise first."""
    bare = [
        piece for piece in pieces if piece.kind == "bare" and is_name(piece.words) and not is_place(piece.words, pack)
    ]
    bare = [piece for piece in bare if not is_agency(piece.words, pack)]
    labelled = any(piece.kind == "author" for piece in pieces)
    if len(bare) == 1 and (labelled or any(is_agency(piece.words, pack) for piece in pieces)):
        chosen = bare[0]
    elif len(bare) == 2 and not labelled:
        chosen = bare[1] if bare[1].comma and bare[1].line == bare[0].line else bare[0]
    else:
        return None
    return _canonical(strip_edition(chosen.words, pack), chosen.span.start, pack)
