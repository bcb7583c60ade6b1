"""Whom a report credits for all that it tells: in its dateline, its first lines, its last, or in set phrases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from neraca.packs.credits import CreditPack, CreditSource, CreditWords
from neraca.records import Document, ZoneKind
from neraca.records.credit import Credit, CreditKind

_LEFT_OUT = frozenset({ZoneKind.NAVIGATION, ZoneKind.CAPTION, ZoneKind.TITLE, ZoneKind.HEADING})
# A report that is told after another outlet says so in its first paragraphs.
_LEAD = 600
_PROSE_WORDS = 10
_OPENING_LINES = 4
_CLOSING_LINES = 3
_LONGEST_NAME = 6
_BRACKETED = re.compile(r"^[^\n()]{0,80}\((?P<names>[^()\n]{2,40})\)\s*(?:--?|–|—|:)")
_AFTER_COMMA = re.compile(r"^[A-Z][^\n,()]{1,40},\s*(?P<names>[^\n,()]{2,40}?)\s+(?:--?|–|—)\s")
_SIGNATURE = re.compile(r"(?:^|(?<=[.!?\"”’])\s*)(?:\((?P<round>[^()\n]{2,60})\)|/(?P<slash>[^/\n]{2,40})/)\s*\.?$")
_DIVIDER = re.compile(r"\s*[/;,|&=-]\s*")
_LINE = re.compile(r"\S[^\n]*")
_WORD = re.compile(r"[^\W_]+(?:[.'’&-][^\W_]+)*")
_Names = Mapping[str, CreditSource]


@dataclass(frozen=True, slots=True, order=True)
class _Line:
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Named:
    start: int
    end: int
    source: CreditSource


def find_credits(document: Document, pack: CreditPack, *, also: Iterable[str] = ()) -> tuple[Credit, ...]:
    """The outlets and agencies that the report as a whole rests on, each once, by place.

    A credit for a sentence further down is none, nor is one to the report's own outlet; and what the report's own
    outlet was told makes the first lines' credits doubtful, so that they are left out.

    Args:
        document: The report.
        pack: Cue words and the names of outlets and agencies.
        also: Names of further outlets, such as those of the collection.
    """
    return _find_credits(document, pack, tuple(sorted(also)))


# As many as a large store has: accounts are made again for each new article, and the others still credit whom they did.
@lru_cache(maxsize=1 << 14)
def _find_credits(document: Document, pack: CreditPack, also: tuple[str, ...]) -> tuple[Credit, ...]:
    words = pack.words.get(document.language)
    if words is None:
        return ()
    names = _names_with(pack, also)
    own = None if document.outlet is None else document.outlet.value.casefold()
    own = names[own].outlet.casefold() if own is not None and own in names else own
    lines = _visible_lines(document)
    found = [*_dateline(document, lines, names), *_closing(document, lines, names, pack.short)]
    found += [*_labels(document, lines, names, words), *_signed(document, names)]
    found += _phrases(document, lines, names, words, cues=words.whole)
    if not _asked_itself(document, words, names, own):
        lead = _lead(document, lines)
        found += [*_phrases(document, lead, names, words, cues=words.lead), *_reported(document, lead, names, words)]
    first: dict[str, Credit] = {}
    for named in sorted(found, key=lambda one: (one.start, one.end)):
        if named.source.outlet.casefold() != own:
            credit = _credit(document, named)
            first.setdefault(credit.source, credit)
    return tuple(first.values())


@lru_cache(maxsize=8)
def _names_with(pack: CreditPack, also: tuple[str, ...]) -> _Names:
    names = dict(pack.sources)
    for name in also:
        names.setdefault(
            name.casefold(), CreditSource(actor="", outlet=name, agency=False, spellings=frozenset((name,)))
        )
    return names


def _credit(document: Document, named: _Named) -> Credit:
    return Credit(
        document=document.id,
        evidence=document.evidence(named.start, named.end),
        source=named.source.actor or named.source.outlet,
        outlet=named.source.outlet,
        kind=CreditKind.AGENCY if named.source.agency else CreditKind.OUTLET,
    )


def _visible_lines(document: Document) -> list[_Line]:
    hidden = [zone.span for zone in document.zones if zone.kind in _LEFT_OUT]
    ends = [0, *(span.end for span in hidden)]
    starts = [*(span.start for span in hidden), len(document.text)]
    return [
        _Line(*match.span())
        for start, end in zip(ends, starts, strict=True)
        if start < end
        for match in _LINE.finditer(document.text, start, end)
    ]


def _lead(document: Document, lines: Iterable[_Line]) -> list[_Line]:
    """The first lines of prose, as far as `_LEAD` characters."""
    found, left = [], _LEAD
    for line in lines:
        if left > 0 and len(document.text[line.start : line.end].split()) >= _PROSE_WORDS:
            found.append(_Line(line.start, min(line.end, line.start + left)))
            left -= line.end - line.start
    return found


def _dateline(document: Document, lines: list[_Line], names: _Names) -> Iterator[_Named]:
    for line in lines[:_OPENING_LINES]:
        text = document.text[line.start : line.end]
        match = _BRACKETED.match(text) or _AFTER_COMMA.match(text)
        if match is not None:
            yield from _listed(match["names"], line.start + match.start("names"), names)


def _closing(
    document: Document, lines: list[_Line], names: _Names, short: Mapping[str, CreditSource]
) -> Iterator[_Named]:
    """Names in brackets or strokes at the end of the last lines; initials and desks may stand beside them."""
    for line in lines[-_CLOSING_LINES:]:
        match = _SIGNATURE.search(document.text[line.start : line.end].rstrip())
        if match is not None:
            group = "round" if match["round"] is not None else "slash"
            known = {**names, **short}
            yield from _listed(match[group], line.start + match.start(group), known, small=frozenset(short))


def _signed(document: Document, names: _Names) -> Iterator[_Named]:
    """The author, where an outlet signs as one."""
    author = document.author
    if author is not None and author.span is not None:
        yield from _listed(document.words(author.span), author.span.start, names)


def _labels(document: Document, lines: Iterable[_Line], names: _Names, words: CreditWords) -> Iterator[_Named]:
    """Lines such as `Sumber: Antara`; whatever else stands there makes them something else."""
    label = _label_pattern(words.label)
    for line in lines:
        match = label.match(document.text[line.start : line.end])
        if match is not None:
            parts = _DIVIDER.split(match["names"].strip(" ."))
            found = list(_listed(match["names"], line.start + match.start("names"), names))
            if len(found) == len(parts):
                yield from found


def _listed(text: str, offset: int, names: _Names, *, small: frozenset[str] = frozenset()) -> Iterator[_Named]:
    start = 0
    for cut in [*(_DIVIDER.finditer(text)), None]:
        stop = len(text) if cut is None else cut.start()
        words = text[start:stop].strip(" .")
        if words and (source := _source(words, names, small=small)) is not None:
            at = offset + text.index(words, start)
            yield _Named(at, at + len(words), source)
        start = stop if cut is None else cut.end()


def _phrases(
    document: Document, lines: Iterable[_Line], names: _Names, words: CreditWords, *, cues: tuple[str, ...]
) -> Iterator[_Named]:
    """Names behind a cue, and those joined to them."""
    cue = _cue_pattern(cues, words.filler)
    joiner = re.compile(rf"\s*(?:,|/|\b(?:{_either(words.joiner)})\b)\s*")
    for line in lines:
        for match in cue.finditer(document.text, line.start, line.end):
            start, at = match.start(), match.end()
            while (named := _name_at(document.text, at, line.end, names, words)) is not None:
                yield _Named(start, named.end, named.source)
                joined = joiner.match(document.text, named.end, line.end)
                if joined is None:
                    break
                start = at = joined.end()


def _reported(document: Document, lines: Iterable[_Line], names: _Names, words: CreditWords) -> Iterator[_Named]:
    """Names before a cue: *Kyodo News reported on Tuesday*."""
    if not words.after:
        return
    cue = re.compile(rf"\s+(?:{_either(words.after)})\b(?!\s+(?:no|not)\b)")
    for line in lines:
        for match in cue.finditer(document.text, line.start, line.end):
            before = [word.start() for word in _WORD.finditer(document.text, line.start, match.start())]
            for start in before[-_LONGEST_NAME:]:
                written = document.text[start : match.start()]
                if (source := _source(written, names)) is not None:
                    yield _Named(start, match.end(), source)
                    break


def _name_at(text: str, start: int, end: int, names: _Names, words: CreditWords) -> _Named | None:
    """The longest name that begins here; none where a capitalised word goes on behind it."""
    ends: list[int] = []
    at = start
    while len(ends) < _LONGEST_NAME and (match := _WORD.match(text, at, end)) is not None:
        ends.append(match.end())
        at = match.end() + 1
        if text[match.end() : at] != " ":
            break
    for stop in reversed(ends):
        source = _source(text[start:stop], names)
        if source is not None:
            following = _WORD.match(text, stop + 1, end) if text[stop : stop + 1] == " " else None
            goes_on = following is not None and following[0][0].isupper()
            if goes_on and following is not None and following[0].casefold() not in words.follow:
                return None
            return _Named(start, stop, source)
    return None


def _source(words: str, names: _Names, *, small: frozenset[str] = frozenset()) -> CreditSource | None:
    source = names.get(words.casefold())
    if source is None or words in source.spellings or words.casefold() in small:
        return source
    # Two or three letters are too few to be known by, unless they are written as the outlet writes them.
    return source if len(words) > 3 and (words[0].isupper() or words[0].isdigit()) else None


def _asked_itself(document: Document, words: CreditWords, names: _Names, own: str | None) -> bool:
    """Whether somebody told the report's own outlet something."""
    if own is None:
        return False
    spellings = [key for key, source in names.items() if source.outlet.casefold() == own] or [own]
    pattern = rf"\b(?:{_either(words.own)})\s+(?:{_either(spellings)})(?!\w)"
    return re.search(pattern, document.text, re.IGNORECASE) is not None


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(one) for one in sorted(words, key=lambda word: (-len(word), word)))


@lru_cache(maxsize=32)
def _cue_pattern(cues: tuple[str, ...], filler: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:(?i:{_either(cues)}))\s+(?:(?:{_either(filler)})\s+)*")


@lru_cache(maxsize=32)
def _label_pattern(labels: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?i:{_either(labels)})\s*:\s*(?P<names>[^\n]{{2,60}})$")
