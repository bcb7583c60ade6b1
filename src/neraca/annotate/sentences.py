"""Sentences and headings of a document: every line is read by itself, marked zones are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from neraca.packs.language import Language, SentenceWords
from neraca.records import Document, Sentence, SentenceKind, Span, ZoneKind
from neraca.text.words import word_ranges

MAX_HEADING_WORDS = 16
_MAX_SENTENCE = 4_000
_LEFT_OUT = frozenset({ZoneKind.NAVIGATION, ZoneKind.CAPTION, ZoneKind.BYLINE, ZoneKind.DATELINE})
_HEADS = frozenset({ZoneKind.TITLE, ZoneKind.HEADING})

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
# Markdown signs, list signs and list numbers in front of a line's first word.
_LEAD = re.compile(
    r"\s*(?:#{1,6}\s+|>\s*|[-*+•●▪–—]\s+)*(?:\(?\d{1,2}[.)]\s+(?=\D)|[a-z][.)]\s+(?=[^\W\d_]))?(?:\*\*|__)?\s*"
)
_TAIL = re.compile(r"(?:\s|\*\*|__|#)*\Z")
_CLOSERS = "\"'”’“»›)\\]}*_"
_OPENERS = "\"'“‘„«‹([{*_¿¡"
_STOP = re.compile(rf"(?P<mark>[.!?…]+)(?P<closers>[{_CLOSERS}]*)(?P<gap>\s*)")
_LAST_WORD = re.compile(r"(?:[^\W\d_]\.)*[^\W_]+\Z")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*")
_SAID = re.compile(r"""["”»›’']""")
_BREAK = re.compile(r"""[!?;:"“”«»]""")
_SPEAKER_REACH = 120
_SPEAKER_WORDS = 6
_FIRST_WORD = re.compile(rf"[{re.escape(_OPENERS)}\-–—\s]*([^\W_]+)")
_DOMAINS = frozenset({"com", "co", "id", "net", "org", "go", "ac", "sch", "tv", "info", "news", "gov", "edu", "io"})


def split_sentences(document: Document, language: Language) -> tuple[Sentence, ...]:
    """All sentences and headings, in text order and without overlap.

    A line break always ends a sentence. Lines in navigation, captions and bylines are not read, a dateline
    is cut off. `paragraph` counts the text's non-empty lines from 0.
    """
    found: list[Sentence] = []
    lines = [m.span() for m in _LINE.finditer(document.text) if not m.group().isspace()]
    for paragraph, (start, end) in enumerate(lines):
        follows = document.text[lines[paragraph + 1][0] :][:80] if paragraph + 1 < len(lines) else ""
        for piece_start, piece_end, head in _pieces(document, start, end):
            found.extend(_read_piece(document.text, (piece_start, piece_end), head, follows, paragraph, language))
    return tuple(found)


def _pieces(document: Document, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """The parts of a line that are read, each with whether a zone makes it a heading."""
    at = start
    for zone in document.zones:
        if zone.span.end <= at or zone.span.start >= end:
            continue
        if zone.span.start > at:
            yield at, zone.span.start, False
        at = min(zone.span.end, end)
        if zone.kind in _HEADS:
            yield max(zone.span.start, start), at, True
        elif zone.kind not in _LEFT_OUT:
            yield max(zone.span.start, start), at, False
    if at < end:
        yield at, end, False


def _read_piece(
    text: str, piece: tuple[int, int], head: bool, follows: str, paragraph: int, language: Language
) -> Iterator[Sentence]:
    lead = _LEAD.match(text, *piece)
    start = lead.end() if lead else piece[0]
    tail = _TAIL.search(text, start, piece[1])
    end = tail.start() if tail else piece[1]
    if start >= end:
        return
    marked = "#" in text[piece[0] : start]
    ranges = _sentence_ranges(text, start, end, language.sentences)
    heading = head or marked or _looks_like_heading(text[start:end], len(ranges), follows)
    for sentence_start, sentence_end in [(start, end)] if heading else ranges:
        words = word_ranges(text, sentence_start, sentence_end)
        if words:
            yield Sentence(
                span=Span(start=sentence_start, end=sentence_end),
                words=tuple(Span(start=a, end=b) for a, b in words),
                kind=SentenceKind.HEADING if heading else SentenceKind.BODY,
                paragraph=paragraph,
            )


def _looks_like_heading(line: str, sentences: int, follows: str) -> bool:
    """Whether a line is short, opens with a capital and does not end as a sentence does.

    A line that the next one continues in lower case is a broken line, not a heading.
    """
    words = [line[a:b] for a, b in word_ranges(line)]
    bare = line.rstrip(_CLOSERS.replace("\\", "") + " ")
    if not 0 < len(words) <= MAX_HEADING_WORDS or not bare or bare[-1] in ".…,;:" or sentences > 2:
        return False
    first = words[0][0]
    if first.islower() or follows.lstrip()[:1].islower():
        return False
    if bare[-1] not in "!?" and sentences == 1 and line[-1] not in "\"”»'’":
        return True
    long = [word for word in words if len(word) > 3]
    capitals = sum(word[0].isupper() or word[0].isdigit() for word in long)
    return len(long) > 1 and capitals >= 0.6 * len(long)


def _sentence_ranges(text: str, start: int, end: int, words: SentenceWords) -> list[tuple[int, int]]:
    ranges = []
    at = start
    for stop in _STOP.finditer(text, start, end):
        cut = stop.end("closers")
        if stop.end() < end and stop.start() > at and _ends_sentence(text, stop, at, end, words):
            ranges.append((at, cut))
            at = stop.end()
    ranges.append((at, end))
    return [part for whole in ranges for part in _parts(text, *whole)]


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, or parts of one that no sentence is as long as: what reads it may look at all pairs of its words."""
    while end - start > _MAX_SENTENCE:
        cut = text.rfind(" ", start + 1, start + _MAX_SENTENCE)
        yield start, cut if cut > 0 else start + _MAX_SENTENCE
        start = cut + 1 if cut > 0 else start + _MAX_SENTENCE
    yield start, end


def _ends_sentence(text: str, stop: re.Match[str], start: int, end: int, words: SentenceWords) -> bool:
    nxt = _FIRST_WORD.match(text, stop.end(), end)
    if nxt is None or nxt.group(1)[0].islower():
        return False
    if not stop.group("gap"):
        return _ends_without_gap(text, stop, nxt)
    if stop.group("mark") != "." and _SAID.search(stop.group("closers")):
        return not _speaks(text[stop.end() : end], _table(words))
    if stop.group("mark") != "." or stop.group("closers").strip(")]"):
        return True
    last = _LAST_WORD.search(text, max(start, stop.start() - 30), stop.start())
    bracket = text[stop.end()] in "(["
    table = _table(words)
    if stop.group("closers"):
        return last is None or last.group().casefold() not in table.abbreviations  # Gen. (ret.) Kim
    return last is None or not _holds(last.group(), nxt.group(1), bracket, table)


def _speaks(ahead: str, table: _Table) -> bool:
    """Whether what follows a question or cry in quotation marks says whose it is (*“Why?” Kim asked.*)."""
    words = list(_WORD.finditer(ahead[:_SPEAKER_REACH]))
    for at in range(1, min(len(words), _SPEAKER_WORDS + 1)):
        if words[at].group() in table.speech:
            follows = words[at + 1].group() if at + 1 < len(words) else ""
            return follows not in table.clauses and _BREAK.search(ahead, 0, words[at].start()) is None
    return False


def _ends_without_gap(text: str, stop: re.Match[str], nxt: re.Match[str]) -> bool:
    """Whether a sentence ends where the space behind its mark is missing (*selesai.Presiden*)."""
    if stop.group("closers"):
        return stop.end("closers") - stop.start("closers") == 1 and text[stop.end() - 1] in '"”'
    word = nxt.group(1)
    before = text[max(0, stop.start() - 3) : stop.start()]
    return (
        nxt.start(1) == stop.end()
        and before.isalpha()
        and before[-2:].islower()
        and len(word) > 1
        and word[1:].islower()
        and word.casefold() not in _DOMAINS
    )


def _holds(last: str, following: str, bracket: bool, table: _Table) -> bool:
    """Whether the period behind `last` belongs to it and ends no sentence."""
    low = last.casefold()
    if low in table.trailing:
        return bracket or following in table.followers or following.casefold() in table.trailing
    if low in table.abbreviations or (low in table.numbered and following[0].isdigit()):
        return True
    if low in table.acronyms:
        return following not in table.starters
    initial = last.isupper() and _INITIALS.fullmatch(last) is not None
    return initial and following not in table.starters


class _Table:
    """The pack's words as sets."""

    __slots__ = ("abbreviations", "acronyms", "clauses", "followers", "numbered", "speech", "starters", "trailing")

    def __init__(self, words: SentenceWords) -> None:
        self.abbreviations = frozenset(words.abbreviations)
        self.numbered = frozenset(words.numbered)
        self.acronyms = frozenset(words.acronyms)
        self.starters = frozenset(words.starters)
        self.trailing = frozenset(words.trailing)
        self.followers = frozenset(words.followers)
        self.speech = frozenset(words.speech)
        self.clauses = frozenset(words.clauses)


@lru_cache(maxsize=8)
def _table(words: SentenceWords) -> _Table:
    return _Table(words)
