"""Words and word triples of documents as numbers, and how rare each is in a collection."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from neraca.records import Document, ZoneKind
from neraca.text.words import word_ranges, words_of

Codes = NDArray[np.uint32]
Indices = NDArray[np.intp]
Weights = NDArray[np.float64]

# What an editor changes first, or a page template adds: it says nothing about where the text came from.
_LEFT_OUT = frozenset({ZoneKind.NAVIGATION, ZoneKind.CAPTION, ZoneKind.BYLINE, ZoneKind.TITLE})
_OUTLET_BOILERPLATE_FROM = 3
_MOST_SLOTS = 1 << 25
# Odd numbers with well mixed bits (Steele, Lea and Flood 2014), one for each place in a triple and one to finish.
_MIX = tuple(np.uint64(number) for number in (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB))
_NO_CODES: Codes = np.empty(0, dtype=np.uint32)
_NO_WEIGHTS: Weights = np.empty(0, dtype=np.float64)
_FINISH = np.uint64(0xD6E8FEB86659FD93)


@dataclass(frozen=True, slots=True, eq=False)
class Fingerprint:
    """What a document is compared by; titles, bylines, captions and navigation are left out.

    Attributes:
        words: A number for each word read, in text order; case does not count.
        ordinary: Whether the word stands there in small letters: no name, number or beginning of a sentence.
        grams: A number for each word triple, in text order.
        gram_at: Position in `words` of each triple's first word; none crosses a stretch that is left out.
        unique: Each triple once, ascending.
        terms: Each word once, ascending.
    """

    words: Codes
    ordinary: NDArray[np.bool_]
    grams: Codes
    gram_at: Indices
    unique: Codes
    terms: Codes


class _WordNumbers(dict[str, int]):
    """Number of a written word: 31 bits of the CRC-32 of its lower case, then a bit for small letters."""

    def __missing__(self, word: str) -> int:
        # CRC-32 and not hash(): the same number in every process.
        number = self[word] = crc32(word.casefold().encode()) >> 1 << 1 | word.islower()
        return number


def take_fingerprints(documents: Iterable[Document]) -> tuple[Fingerprint, ...]:
    """The fingerprint of each document."""
    numbers = _WordNumbers()
    return tuple(_fingerprint(document, numbers) for document in documents)


def read_words(document: Document) -> list[tuple[int, int]]:
    """Ranges in the text of the words that a fingerprint counts, in its order."""
    return [span for start, end in _read_ranges(document) for span in word_ranges(document.text, start, end)]


def where_in(values: Codes, ascending: Codes) -> NDArray[np.bool_]:
    """For each value, whether it is among the others; those ascend."""
    if not len(ascending):
        return np.zeros(len(values), dtype=np.bool_)
    # A value above all others is given the last place, where it is not.
    return np.asarray(ascending.take(ascending.searchsorted(values), mode="clip") == values, dtype=np.bool_)


def _fingerprint(document: Document, numbers: _WordNumbers) -> Fingerprint:
    stretches = [
        np.fromiter(map(numbers.__getitem__, words_of(document.text, start, end)), dtype=np.uint32)
        for start, end in _read_ranges(document)
    ]
    written = np.concatenate(stretches) if stretches else np.empty(0, dtype=np.uint32)
    words = written >> np.uint32(1)
    at = np.arange(max(0, len(words) - 2))
    if len(stretches) > 1:
        ends = np.cumsum([len(one) for one in stretches])
        at = at[np.searchsorted(ends, at, side="right") == np.searchsorted(ends, at + 2, side="right")]
    wide = words.astype(np.uint64)
    mixed = wide[at] * _MIX[0] + wide[at + 1] * _MIX[1] + wide[at + 2] * _MIX[2]
    grams = ((mixed ^ mixed >> np.uint64(29)) * _FINISH >> np.uint64(32)).astype(np.uint32)
    return Fingerprint(
        words=words,
        ordinary=(written & np.uint32(1)).astype(np.bool_),
        grams=grams,
        gram_at=at,
        unique=distinct(grams),
        terms=distinct(words),
    )


def distinct(values: Codes) -> Codes:
    """Each value once, ascending."""
    ordered = np.sort(values)
    return ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))] if len(ordered) else ordered


def _read_ranges(document: Document) -> Iterable[tuple[int, int]]:
    hidden = [zone.span for zone in document.zones if zone.kind in _LEFT_OUT]
    ends = [0, *(span.end for span in hidden)]
    starts = [*(span.start for span in hidden), len(document.text)]
    return [(start, end) for start, end in zip(ends, starts, strict=True) if start < end]


class Rarity:
    """How many families of texts carry a number: a triple of a fingerprint, or a word.

    A family (a text with its copies) counts once, so that copies do not make their own words common.
    Counts are kept in a table of hashed slots; a shared slot makes a number look slightly more common than it is.
    """

    def __init__(self, texts: Sequence[Codes]) -> None:
        """Count the numbers of each text, every one once."""
        self.total = sum(map(len, texts))
        slots = 1 << 16
        while slots < 8 * self.total and slots < _MOST_SLOTS:
            slots *= 2
        self._mask = np.uint32(slots - 1)
        self.families = len(texts)
        self._counts = np.zeros(slots, dtype=np.uint32)
        for text in texts:
            # Two numbers of one text in one slot count once: rather too rare by one than a slow count.
            self._counts[text & self._mask] += np.uint32(1)

    def count(self, numbers: Codes) -> NDArray[np.uint32]:
        """Families that carry each number; a few more where numbers share a slot, at least one."""
        return np.asarray(np.maximum(self._counts[numbers & self._mask], 1), dtype=np.uint32)

    def fold(self, families: Iterable[Sequence[Codes]]) -> None:
        """Count each family once instead of each member."""
        for family in families:
            numbers, times = np.unique(np.concatenate(family), return_counts=True)
            self.families -= len(family) - 1
            self.total -= int(times.sum()) - len(numbers)
            slots = numbers & self._mask
            extra = np.minimum(times - 1, self._counts[slots]).astype(np.uint32)
            np.subtract.at(self._counts, slots, extra)


class Weigher:
    """How much a shared triple says: the logarithm of how many families of texts there are for each that has it.

    A triple that three or more families of one outlet carry is that outlet's boilerplate and counts for the fraction.
    """

    def __init__(self, rarity: Rarity) -> None:
        self._rarity = rarity
        self._boilerplate: dict[str, tuple[Codes, Weights]] = {}

    def weigh(self, numbers: Codes, *, outlet: str) -> Weights:
        """The weight of each of the ascending triples in a text of this outlet ("" when unknown)."""
        weights = np.log1p(self._rarity.families / self._rarity.count(numbers))
        known, times = self._boilerplate.get(outlet, (_NO_CODES, _NO_WEIGHTS))
        own = where_in(numbers, known)
        weights[own] /= times[np.searchsorted(known, numbers[own])]
        return np.asarray(weights, dtype=np.float64)

    def boilerplate(self, outlet: str) -> Codes:
        """The triples that are an outlet's boilerplate, ascending."""
        return self._boilerplate.get(outlet, (_NO_CODES, _NO_WEIGHTS))[0]

    def note_boilerplate(self, texts: Iterable[tuple[str, Sequence[Codes]]]) -> None:
        """Learn each outlet's boilerplate from its families: pairs of outlet and the family's texts there."""
        of_outlet: dict[str, list[Codes]] = {}
        for outlet, family in texts:
            if outlet:
                numbers = family[0] if len(family) == 1 else distinct(np.concatenate(family))
                carried = numbers[self._rarity.count(numbers) >= _OUTLET_BOILERPLATE_FROM]
                of_outlet.setdefault(outlet, []).append(carried)
        for outlet, parts in of_outlet.items():
            numbers, times = np.unique(np.concatenate(parts), return_counts=True)
            common = times >= _OUTLET_BOILERPLATE_FROM
            if common.any():
                self._boilerplate[outlet] = numbers[common], times[common].astype(np.float64)
