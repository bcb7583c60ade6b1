"""Word triples of a document, and how rare each is in a collection."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import log
from zlib import crc32

from neraca.records import Document, ZoneKind
from neraca.text.words import word_ranges

# What an editor changes first, or a page template adds: it says nothing about where the text came from.
_LEFT_OUT = frozenset({ZoneKind.NAVIGATION, ZoneKind.CAPTION, ZoneKind.BYLINE, ZoneKind.TITLE})
_OUTLET_BOILERPLATE_FROM = 3
_MOST_SLOTS = 1 << 25


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Word triples of a document as 32-bit numbers: `grams` in text order, `unique` each once, ascending."""

    grams: array[int]
    unique: array[int]


def fingerprint(document: Document) -> Fingerprint:
    """The document's word triples; none crosses a stretch that is left out (titles, bylines, captions, navigation)."""
    grams = array("I")
    for start, end in _read_ranges(document):
        words = [document.text[a:b].casefold() for a, b in word_ranges(document.text, start, end)]
        # CRC-32 and not hash(): the same number in every process.
        grams.extend(
            crc32(f"{one} {two} {three}".encode()) for one, two, three in zip(words, words[1:], words[2:], strict=False)
        )
    return Fingerprint(grams=grams, unique=array("I", sorted(set(grams))))


def _read_ranges(document: Document) -> Iterable[tuple[int, int]]:
    hidden = [zone.span for zone in document.zones if zone.kind in _LEFT_OUT]
    ends = [0, *(span.end for span in hidden)]
    starts = [*(span.start for span in hidden), len(document.text)]
    return [(start, end) for start, end in zip(ends, starts, strict=True) if start < end]


class Rarity:
    """How much a shared triple says: the logarithm of how many families of texts there are for each that has it.

    A family (a text with its copies) counts once, so that copies do not make their own words common. A triple that
    three or more families of one outlet carry is that outlet's boilerplate and counts for the fraction.
    Counts are kept in a table of hashed slots; a shared slot makes a triple look slightly more common than it is.
    """

    def __init__(self, prints: Sequence[Fingerprint]) -> None:
        triples = sum(len(one.unique) for one in prints)
        slots = 1 << 16
        while slots < 8 * triples and slots < _MOST_SLOTS:
            slots *= 2
        self._mask = slots - 1
        self._counts = array("I", bytes(4 * slots))
        self._families = len(prints)
        self._boilerplate: dict[str, dict[int, int]] = {}
        counts, mask = self._counts, self._mask
        for one in prints:
            for gram in one.unique:
                counts[gram & mask] += 1

    def carried(self, grams: Iterable[int], *, by: int) -> list[int]:
        """Those of the triples that at least so many families carry; a few that fewer carry may be among them."""
        counts, mask = self._counts, self._mask
        return [gram for gram in grams if counts[gram & mask] >= by]

    def weigher(self, outlet: str) -> Callable[[int], float]:
        """Gives the weight of a triple in a text of this outlet ("" when unknown)."""
        counts, mask, families = self._counts, self._mask, self._families
        boilerplate = self._boilerplate.get(outlet, {})

        def weigh(gram: int) -> float:
            value = log(1 + families / (counts[gram & mask] or 1))
            return value / boilerplate[gram] if gram in boilerplate else value

        return weigh

    def fold(self, families: Iterable[Sequence[Fingerprint]]) -> None:
        """Count each family once instead of each member."""
        for family in families:
            carried = Counter(gram for one in family for gram in one.unique)
            self._families -= len(family) - 1
            for gram, times in carried.items():
                self._counts[gram & self._mask] -= times - 1

    def note_boilerplate(self, texts: Iterable[tuple[str, Sequence[Fingerprint]]]) -> None:
        """Learn each outlet's boilerplate from its families: pairs of outlet and the family's texts there."""
        carried: Counter[tuple[str, int]] = Counter()
        for outlet, family in texts:
            if not outlet:
                continue
            grams = {gram for one in family for gram in self.carried(one.unique, by=_OUTLET_BOILERPLATE_FROM)}
            carried.update((outlet, gram) for gram in grams)
        for (outlet, gram), times in carried.items():
            if times >= _OUTLET_BOILERPLATE_FROM:
                self._boilerplate.setdefault(outlet, {})[gram] = times
