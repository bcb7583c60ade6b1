"""What an article is about, as weighted terms: stems, numbers, names, pairs of names, and keys given by the caller."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from heapq import nsmallest
from math import log1p

from neraca.packs.function_words import CommonWords, common_words
from neraca.records import Document, ZoneKind
from neraca.text.stems import stem
from neraca.text.words import word_ranges

# Stems are comparable in one language only; names, numbers and keys in all.
WORD, NAME, PAIR, NUMBER, KEY = "word", "name", "pair", "number", "key"
Term = tuple[str, str]

_LEFT_OUT = frozenset({ZoneKind.NAVIGATION, ZoneKind.CAPTION, ZoneKind.BYLINE, ZoneKind.DATELINE})
# A name counts as a word, too: so a named word has twice the weight of another.
_WEIGHTS = {WORD: 1.0, NAME: 1.0, PAIR: 2.0, NUMBER: 2.0, KEY: 5.0}
_LEAD = 1.5
# News tells its matter first; what a very long text adds behind this makes it like everything.
_WORDS_READ = 2000
_TERMS_KEPT = 256
_CAPITALS = 0.7
_HEADLINE_AT_MOST = 300
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")


@dataclass(slots=True)
class Terms:
    """Terms of an article: how much each weighs (log of 1 + its weighted count), and how the text writes it."""

    weights: dict[Term, float]
    surfaces: dict[Term, str]


@dataclass(slots=True)
class _Reader:
    language: str
    common: CommonWords
    counts: Counter[Term] = field(default_factory=Counter)
    surfaces: dict[Term, str] = field(default_factory=dict)
    left: int = _WORDS_READ

    def note(self, kind: str, value: str, surface: str, *, factor: float = 1.0) -> None:
        # One word's stem in Indonesian and in English are two terms.
        term = (f"{WORD}:{self.language}" if kind == WORD else kind, value)
        self.counts[term] += _WEIGHTS[kind] * factor  # type: ignore[assignment]
        self.surfaces.setdefault(term, surface)

    def read(self, text: str, *, factor: float) -> None:
        """Count the terms of one line."""
        before: str | None = None
        end = 0
        headline = _is_headline(text)
        for start, stop in word_ranges(text):
            if self.left <= 0:
                return
            self.left -= 1
            word, between = text[start:stop], text[end:start].strip()
            end = stop
            name = self._take(word, factor=factor)
            if name and before and not between and not headline:
                self.note(PAIR, f"{before} {name}".lower(), f"{before} {name}")
            before = name

    def _take(self, word: str, *, factor: float) -> str | None:
        """Count one word; the name that it is, or None."""
        lower = word.lower()
        if len(lower) < 2 or lower in self.common.function:
            return None
        if word[0].isdigit():
            self.note(NUMBER, _plain_number(lower), word, factor=factor)
            return None
        self.note(WORD, stem(lower, self.language), word, factor=factor)
        if lower in self.common.calendar or not (word.isupper() or (word[0].isupper() and len(word) > 2)):
            return None
        name = re.sub(r"['’]s$", "", word)
        self.note(NAME, name.lower(), name, factor=factor)
        return name


def find_terms(document: Document, *, keys: Iterable[str] = ()) -> Terms:
    """The article's terms; navigation, captions, bylines and datelines are no part of the matter.

    Title and first line weigh half as much again. The 2,000 first words are read, and the 256 weightiest terms kept.

    Args:
        document: The article.
        keys: Terms that mean the same in any language, such as actor ids and item classes.
    """
    reader = _Reader(document.language, common_words(document.language))
    if document.title is not None and document.title.span is None:
        reader.read(document.title.value, factor=_LEAD)
    lead_open = True
    for kind, start, end in _stretches(document):
        for line in document.text[start:end].split("\n"):
            if not line.strip():
                continue
            is_lead = kind is ZoneKind.TITLE or (kind is None and lead_open)
            lead_open = lead_open and kind is not None
            reader.read(line, factor=_LEAD if is_lead else 1.0)
    for key in sorted(set(keys)):
        reader.note(KEY, key, key)
    kept = nsmallest(_TERMS_KEPT, reader.counts.items(), key=lambda item: (item[0][0] != KEY, -item[1], item[0]))
    return Terms(
        weights={term: log1p(count) for term, count in kept},
        surfaces={term: reader.surfaces[term] for term, _ in kept},
    )


def _is_headline(line: str) -> bool:
    """Whether every word of weight has its capital, so that neighbours need not be one name."""
    long = [start for start, end in word_ranges(line[:_HEADLINE_AT_MOST]) if end - start > 3]
    return sum(line[start].isupper() for start in long) > _CAPITALS * len(long)


def in_one_language(term: Term) -> bool:
    """Whether the term says nothing to a text of another language."""
    return term[0].startswith(WORD)


def _stretches(document: Document) -> Iterator[tuple[ZoneKind | None, int, int]]:
    """Zones and the body between them, in text order, without what is left out."""
    done = 0
    for zone in document.zones:
        if done < zone.span.start:
            yield None, done, zone.span.start
        if zone.kind not in _LEFT_OUT:
            yield zone.kind, zone.span.start, zone.span.end
        done = zone.span.end
    if done < len(document.text):
        yield None, done, len(document.text)


def _plain_number(word: str) -> str:
    """6.000 and 6,000 alike; 1,5 and 1.5 alike."""
    if _THOUSANDS.fullmatch(word):
        return re.sub("[.,]", "", word)
    return word.replace(",", ".")
