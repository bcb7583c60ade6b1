"""Zones of a text: title, headings, bylines, dateline, captions and navigation; the body is what is left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from neraca.ingest.datelines import Dateline
from neraca.ingest.labels import is_numbered
from neraca.ingest.lines import Line
from neraca.records import Span, Zone, ZoneKind

_HEADING_WORDS = 18
_TAIL_WORDS = 6
_TAIL_LINES = 3
# Reporters' and editors' initials under a report: (ard/sir).
_INITIALS = re.compile(r"[(\[][\w .]{1,20}(?:\s*[/,-]\s*[\w .]{1,20}){0,3}[)\]]")
_ENDS = re.compile(r"[.…,;]\s*[\"'”’)\]]*$")
_ASKS = re.compile(r"[?!][\"'”’)\]]*$")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_SHORT_QUESTION = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A text's lines and what is known of them; sets hold numbers of lines.

    Attributes:
        body: Number of the first line of prose; the number of lines where there is none.
        title: The title's line, None where the title stands on no line of its own.
        title_words: A title that the format gives, whose line counts as title too.
        outlet: The outlet's name, "" where unknown.
        furniture: Lines with date, byline or outlet.
    """

    lines: tuple[Line, ...]
    body: int
    title: Line | None
    title_words: str
    outlet: str
    dateline: Dateline | None
    furniture: frozenset[int]
    navigation: frozenset[int]
    captions: frozenset[int]


def mark_zones(layout: Layout, *, skip: int) -> tuple[Zone, ...]:
    """The zones, sorted and apart; `skip` is where the text begins behind front matter, which is navigation.

    A sentence is never marked but as title, dateline or caption: a rest of the page that is missed costs less than a
    sentence that nobody reads.
    """
    zones = list(_front(layout, skip))
    if layout.dateline is not None:
        zones.append(Zone(span=layout.dateline.span, kind=ZoneKind.DATELINE))
    tail = _tail(layout)
    for line in layout.lines:
        kind = _kind(line, layout, tail=tail)
        if kind is not None:
            zones.append(Zone(span=line.span, kind=kind))
    return tuple(sorted(zones))


def _front(layout: Layout, skip: int) -> Iterator[Zone]:
    if skip:
        yield Zone(span=Span(start=0, end=skip), kind=ZoneKind.NAVIGATION)


def _kind(line: Line, layout: Layout, *, tail: int) -> ZoneKind | None:
    number = line.number
    if layout.title is not None and line is layout.title:
        return ZoneKind.TITLE
    if layout.title is not None and not line.prose and line.text.casefold() == layout.title.text.casefold():
        return ZoneKind.NAVIGATION
    if number in layout.furniture:
        return ZoneKind.BYLINE
    if number in layout.navigation:
        return ZoneKind.NAVIGATION
    if number in layout.captions:
        return ZoneKind.CAPTION
    if line.prose:
        return None
    if _INITIALS.fullmatch(line.text):
        return ZoneKind.BYLINE
    if number >= tail:
        return ZoneKind.NAVIGATION
    return _heading(line, layout)


def _heading(line: Line, layout: Layout) -> ZoneKind | None:
    """A short line without an end that prose follows, with nothing but other such lines between."""
    if line.heading:
        return ZoneKind.HEADING
    if line.size > _HEADING_WORDS or _ENDS.search(line.text) is not None or not _opens(line.text):
        return None
    if _ASKS.search(line.text) is not None and not _is_titled(line):
        return None
    if line.number < layout.body and layout.outlet and line.text.casefold().startswith(layout.outlet.casefold()):
        return ZoneKind.NAVIGATION
    return ZoneKind.HEADING if _prose_follows(line, layout) else None


def _is_titled(line: Line) -> bool:
    """Whether a question stands as a heading does: most long words capitalised, or short and with space above it."""
    words = _LONG_WORD.findall(line.text)
    capitals = sum(word[0].isupper() for word in words)
    return capitals > 0.6 * len(words) or (line.apart and line.size <= _SHORT_QUESTION)


def _opens(words: str) -> bool:
    return words[0].isupper() or words[0].isdigit() or words[0] in "\"“‘'(¿¡" or is_numbered(words)


def _prose_follows(line: Line, layout: Layout) -> bool:
    """Whether prose comes within three lines; a longer row of short lines is a list or a table."""
    following = layout.lines[line.number + 1 : line.number + 4]
    return any(other.prose for other in following)


def _tail(layout: Layout) -> int:
    """Number of the first line of what a page leaves under its article.

    That is everything behind the last sentence from the first known navigation on, and up to three lines of a few
    words right before it. Without known navigation there is none: a list may end an article.
    """
    lines = layout.lines
    last = max((line.number for line in lines if line.prose and line.number not in layout.captions), default=len(lines))
    rest = [line for line in lines[last + 1 :] if line.number not in layout.furniture]
    if not rest:
        return len(lines)
    known = next((line.number for line in rest if line.number in layout.navigation), len(lines))
    start = known
    for line in reversed([line for line in rest if line.number < known][-_TAIL_LINES:] if known < len(lines) else []):
        if not _is_rest(line):
            break
        start = line.number
    return start


def _is_rest(line: Line) -> bool:
    if line.size > _TAIL_WORDS or line.heading or is_numbered(line.text):
        return False
    return line.text[-1].isalnum() or line.text[-1] in ")]"
