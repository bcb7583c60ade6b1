"""An article's text cut for reading: paragraphs, and in each the stretches that claims, copies and findings mark."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from neraca.publish.claims import Passage
from neraca.records import Claim, Document, Span, ZoneKind

LONG_TEXT, MANY_CLAIMS = 16_000, 40
# A line without an end, as broken files have, is cut at a blank.
_LONGEST_LINE = 6_000
_CONTEXT = 1_500
_REST = frozenset({ZoneKind.NAVIGATION})
_HEADS = frozenset({ZoneKind.TITLE, ZoneKind.HEADING})

Range = tuple[int, int]
"""Half-open range of code points in a document's text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of the text, and what marks it.

    Attributes:
        kind: `claim`, `trigger` (the words that name a claim's act), `from` and `to` (passages that stand in another
            text, which is the earlier or the later one), or `finding`.
        key: Id of the claim or finding; "" for passages.
    """

    start: int
    end: int
    kind: str
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Words under the same marks.

    Attributes:
        kinds: Kinds of the marks on it.
        claims, findings: Ids of those it belongs to.
        ends: Claims and findings whose words end here, where their number stands.
    """

    words: str
    kinds: frozenset[str] = frozenset()
    claims: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A line of the text.

    Attributes:
        kind: `body`, `head`, `rest` (navigation, which is not read), or the name of another zone.
        begins: Ids of the claims and findings whose words begin here, in their order.
    """

    kind: str
    stretches: tuple[Stretch, ...]
    begins: tuple[str, ...]


def split_lines(text: str) -> tuple[Range, ...]:
    """Ranges of the text's lines that hold more than blanks."""
    found: list[Range] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        at = start
        while end - at > _LONGEST_LINE:
            blank = text.rfind(" ", at + 1, at + _LONGEST_LINE)
            cut = blank + 1 if blank > at else at + _LONGEST_LINE
            found.append((at, cut))
            at = cut
        if text[at:end].strip():
            found.append((at, end))
        start = end + 1
    return tuple(found)


def split_pages(lines: Sequence[Range], claims: Iterable[Claim]) -> tuple[tuple[Range, ...], ...]:
    """Lines by page: so many that neither their text nor their claims are too much for one; one page at least."""
    starts = sorted(claim.evidence.span.start for claim in claims)
    pages: list[list[Range]] = [[]]
    size = held = 0
    for start, end in lines:
        within = bisect_right(starts, end - 1) - bisect_right(starts, start - 1)
        if pages[-1] and (size + end - start > LONG_TEXT or held + within > MANY_CLAIMS):
            pages.append([])
            size = held = 0
        pages[-1].append((start, end))
        size, held = size + end - start, held + within
    return tuple(tuple(page) for page in pages)


def page_of(pages: Sequence[Sequence[Range]], start: int) -> int:
    """Number, from 1, of the page on which a place of the text stands."""
    found = [number for number, page in enumerate(pages, start=1) if page and page[0][0] <= start]
    return found[-1] if found else 1


def is_long(document: Document, claims: Sequence[Claim]) -> bool:
    """Whether an article may need more than one page."""
    return len(document.text) > LONG_TEXT or len(claims) > MANY_CLAIMS


def claim_marks(claims: Iterable[Claim]) -> list[Mark]:
    """The words of claims, and in them those that name the act."""
    found = []
    for claim in claims:
        own, span, trigger = claim.id, claim.evidence.span, claim.trigger.span
        found.append(Mark(start=span.start, end=span.end, kind="claim", key=own))
        found.append(Mark(start=trigger.start, end=trigger.end, kind="trigger", key=own))
    return found


def passage_marks(spans: Iterable[Span], kind: str) -> list[Mark]:
    """Passages that another text shares, those that overlap joined."""
    found: list[Mark] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Mark(start=found[-1].start, end=max(found[-1].end, span.end), kind=kind)
        else:
            found.append(Mark(start=span.start, end=span.end, kind=kind))
    return found


def mark_lines(document: Document, lines: Sequence[Range], marks: Iterable[Mark]) -> tuple[Paragraph, ...]:
    """The lines as paragraphs; together their words are exactly the text of the lines."""
    ordered = sorted(marks, key=lambda one: (one.start, -one.end, one.kind, one.key))
    return tuple(_mark_line(document, line, [one for one in ordered if _meets(one, line)]) for line in lines)


def _mark_line(document: Document, line: Range, marks: Sequence[Mark]) -> Paragraph:
    start, end = line
    bounds = {start, end, *(at for one in marks for at in (one.start, one.end) if start < at < end)}
    ordered = sorted(bounds)
    stretches = [_stretch(document.text[one:other], (one, other), marks, line) for one, other in pairwise(ordered)]
    begins = [one.key for one in marks if one.key and one.kind != "trigger" and start <= one.start < end]
    return Paragraph(kind=_kind(document, line), stretches=tuple(stretches), begins=tuple(dict.fromkeys(begins)))


def _stretch(words: str, place: Range, marks: Sequence[Mark], line: Range) -> Stretch:
    over = [one for one in marks if one.start <= place[0] and place[1] <= one.end]
    named = [one for one in over if one.key and one.kind != "trigger"]
    # What runs on into the next line has its number at the end of the one where it begins.
    ends = [one.key for one in named if min(one.end, line[1]) == place[1] and line[0] <= one.start]
    return Stretch(
        words=words,
        kinds=frozenset(one.kind for one in over),
        claims=tuple(dict.fromkeys(one.key for one in over if one.kind == "claim")),
        findings=tuple(dict.fromkeys(one.key for one in over if one.kind == "finding")),
        ends=tuple(dict.fromkeys(ends)),
    )


def _kind(document: Document, line: Range) -> str:
    """What most of a line is."""
    for zone in document.zones:
        covered = min(zone.span.end, line[1]) - max(zone.span.start, line[0])
        if 2 * covered > line[1] - line[0]:
            if zone.kind in _REST:
                return "rest"
            return "head" if zone.kind in _HEADS else zone.kind.value
    return "body"


def _meets(mark: Mark, line: Range) -> bool:
    return mark.start < line[1] and line[0] < mark.end


def cut_paragraph(document: Document, claim: Claim) -> Passage:
    """A claim's words in the whole paragraph, of which at most 1,500 characters on either side."""
    text, span, trigger = document.text, claim.evidence.span, claim.trigger.span
    start = text.rfind("\n", 0, span.start) + 1
    stop = text.find("\n", span.end)
    stop = len(text) if stop < 0 else stop
    first, last = max(start, span.start - _CONTEXT), min(stop, span.end + _CONTEXT)
    return Passage(
        before=("… " if first > start else "") + text[first : span.start],
        lead=text[span.start : trigger.start],
        trigger=text[trigger.start : trigger.end],
        tail=text[trigger.end : span.end],
        after=text[span.end : last] + (" …" if last < stop else ""),
        language="" if document.language == "und" else document.language,
    )
