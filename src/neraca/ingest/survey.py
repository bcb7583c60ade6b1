"""What a plain text says about itself: its facts, each with its words, and its zones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from neraca.ingest.datelines import Dateline, find_dateline, is_outlet
from neraca.ingest.dates import Calendar
from neraca.ingest.furniture import Piece, cut_bare, cut_line
from neraca.ingest.header import Named, choose_author, choose_outlet, choose_title, lead_clause
from neraca.ingest.labels import (
    is_caption,
    is_name,
    is_navigation,
    is_newsroom,
    is_numbered,
    newsroom_outlet,
    opens_links,
    strip_edition,
)
from neraca.ingest.language import guess_language
from neraca.ingest.lines import Line, split_lines
from neraca.ingest.published import choose_date, dateline_date, lead_date
from neraca.ingest.signature import cut_signature
from neraca.ingest.zones import Layout, mark_zones
from neraca.packs.ingest import IngestPack
from neraca.records import Found, Zone

_HEAD_LINES = 14
_FOOT_LINES = 10
# Where a title may stand, and how long it may be.
_HEADER_LINES = 40
_LONGEST = 300
# Links to other stories below one announcement.
_LINKS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """Facts and zones of a text; a fact that the text does not state is None."""

    language: str
    title: Found | None
    outlet: Found | None
    author: Found | None
    published: Found | None
    zones: tuple[Zone, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known before the text is read: the format's own title, outlet, zone and language, "" for nothing.

    `skip` is where the text itself begins, behind front matter.
    """

    title: str = ""
    outlet: str = ""
    language: str = ""
    zone: str = ""
    skip: int = 0


def survey_text(text: str, pack: IngestPack, *, known: Known) -> Survey:
    """Find title, outlet, author, day of publication and zones of a text."""
    lines = split_lines(text, start=known.skip)
    language = known.language or guess_language(text[known.skip :], pack)
    calendar = _calendar(language, known, pack)
    pieces = _furniture(lines, pack, calendar=calendar)
    marked = frozenset(piece.line for piece in pieces)
    navigation = _navigation(lines, pack)
    captions = frozenset(
        line.number
        for line in lines
        if line.number not in marked and is_caption(line.text, pack, prose=line.prose) and not line.heading
    )
    other = marked | captions | navigation
    body = _body_start(lines, other, pack=pack)
    header = [
        line for line in lines[: min(body, _HEADER_LINES)] if line.number not in other and len(line.text) <= _LONGEST
    ]
    named = next((piece for piece in pieces if piece.kind == "title" and piece.line < max(body, 1)), None)
    title_line = _known_title(header, known.title) or (None if named else choose_title(header, pack))
    pieces = tuple(piece for piece in pieces if piece.kind != "outlet" or piece.line < body)
    others = _others(header, title_line, lines, pack=pack)
    dateline = _first_dateline(lines, body, other, pack=pack)
    near = sorted([*pieces, *others], key=lambda piece: piece.span)
    outlet = choose_outlet(near, dateline, text, pack)
    zoned = _with_zone(calendar, known.outlet or (outlet.value if outlet else ""), pack)
    if zoned != calendar:
        pieces = _furniture(lines, pack, calendar=zoned)
    author = choose_author(near, outlet, pack)
    prose = [line for line in lines[body:] if line.prose and line.number not in other]
    published = choose_date(pieces, text, foot=max(body + 1, len(lines) - _FOOT_LINES))
    if published is None and dateline is not None:
        published = dateline_date(dateline, text, pack, calendar=zoned)
    if published is None:
        published = lead_date(prose, text, pack, calendar=zoned)
    layout = Layout(
        lines=lines,
        body=body,
        title=title_line if named is None else lines[named.line],
        title_words=known.title,
        outlet="" if outlet is None else outlet.value,
        dateline=dateline,
        furniture=marked | frozenset(piece.line for piece in others),
        navigation=navigation,
        captions=captions,
    )
    return Survey(
        language=language,
        title=_title_piece(named, text) if named else _title(title_line, prose, text, dateline=dateline),
        outlet=None if outlet is None else outlet.found(text),
        author=None if author is None else author.found(text),
        published=published,
        zones=mark_zones(layout, skip=known.skip),
    )


def _calendar(language: str, known: Known, pack: IngestPack) -> Calendar:
    day_first = next((words.day_first for words in pack.languages if words.language == language), False)
    return _with_zone(Calendar(order="dmy" if day_first else "", zone=known.zone), known.outlet, pack)


def _with_zone(calendar: Calendar, outlet: str, pack: IngestPack) -> Calendar:
    """The outlet's own zone, and the order of numbers in its country."""
    found = pack.outlets.named(outlet) if outlet else None
    if found is None:
        return calendar
    order = calendar.order or ("mdy" if found.country == "USA" else "dmy")
    return Calendar(order=order, zone=calendar.zone or found.zone)


def _furniture(lines: Sequence[Line], pack: IngestPack, *, calendar: Calendar) -> tuple[Piece, ...]:
    """Pieces of the lines with a date or label, near the top and the foot of the text.

    A first line with a date in it is the title when another line has the date.
    """
    found: list[tuple[Piece, ...]] = []
    waiting = ""
    for line in lines:
        if _HEAD_LINES <= line.number < len(lines) - _FOOT_LINES:
            continue
        pieces = cut_line(line, pack, calendar=calendar) or cut_signature(line, lines, pack, calendar=calendar)
        if not pieces and waiting:
            pieces = _named_below(line, waiting)
        waiting = pieces[0].words if pieces and pieces[0].kind == "label" else ""
        if pieces:
            found.append(pieces)
    dated = [pieces for pieces in found if any(piece.dated for piece in pieces)]
    if len(dated) > 1 and dated[0][0].line == 0 and any(len(p.words.split()) > 2 for p in dated[0] if p.kind == "bare"):
        found.remove(dated[0])
    return tuple(piece for pieces in found for piece in pieces)


def _named_below(line: Line, kind: str) -> tuple[Piece, ...]:
    """A name below a label that stands alone on its line (*Reporter*, then *Sita*)."""
    if line.prose or not is_name(line.text):
        return ()
    return (Piece(kind=kind, words=line.text, span=line.span, line=line.number),)


def _body_start(lines: Sequence[Line], other: frozenset[int], *, pack: IngestPack) -> int:
    """Number of the first line that is prose, or opens a report with its outlet however short it is."""
    for line in lines:
        if line.number not in other and (line.prose or (line.size >= 6 and _opens_report(line, pack))):
            return line.number
    return len(lines)


def _opens_report(line: Line, pack: IngestPack) -> bool:
    dateline = find_dateline(line, pack)
    return dateline is not None and any(is_outlet(words, pack) for _, words, _ in dateline.parts)


def _navigation(lines: Sequence[Line], pack: IngestPack) -> frozenset[int]:
    """Lines of navigation, and the headlines right below a line that announces links."""
    found: set[int] = set()
    links = 0
    for line in lines:
        if is_navigation(line.text, pack, prose=line.prose):
            found.add(line.number)
            links = _LINKS if opens_links(line.text, pack) else 0
        elif links and not line.prose and not line.heading and not is_numbered(line.text):
            found.add(line.number)
            links -= 1
        else:
            links = 0
    return frozenset(found)


def _known_title(header: Sequence[Line], title: str) -> Line | None:
    wanted = " ".join(title.split()).casefold()
    return next((line for line in header if wanted and " ".join(line.text.split()).casefold() == wanted), None)


def _others(header: Sequence[Line], title: Line | None, lines: Sequence[Line], *, pack: IngestPack) -> list[Piece]:
    """Pieces of short header lines that hold names only (outlet, author, section)."""
    pieces: list[Piece] = []
    for line in header:
        repeated = title is not None and line.text.casefold() == title.text.casefold()
        if line is title or repeated or is_numbered(line.text) or line.heading or line.size > 10:
            continue
        cut = cut_bare(line, pack)
        if cut and all(piece.kind == "section" or _may_name(piece, pack) for piece in cut):
            pieces.extend(cut)
    return pieces


def _may_name(piece: Piece, pack: IngestPack) -> bool:
    return (
        is_name(strip_edition(piece.words, pack))
        or is_newsroom(piece.words, pack)
        or newsroom_outlet(piece.words, pack) is not None
    )


def _first_dateline(lines: Sequence[Line], body: int, other: frozenset[int], *, pack: IngestPack) -> Dateline | None:
    for line in lines[body:]:
        if line.prose and line.number not in other:
            return find_dateline(line, pack)
    return None


def _title_piece(piece: Piece, text: str) -> Found:
    return Named(value=" ".join(piece.words.split()), span=piece.span).found(text)


def _title(line: Line | None, prose: Sequence[Line], text: str, *, dateline: Dateline | None) -> Found | None:
    if line is not None:
        return Found(value=" ".join(line.text.split()), how="text", span=line.span, quote=line.text)
    if not prose:
        return None
    start = prose[0].start if dateline is None else max(dateline.end, prose[0].start)
    return lead_clause(prose[0], text, start=start).found(text)
