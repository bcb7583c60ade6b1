"""Which texts have enough in common to be compared: an index of what few of them carry."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from neraca.link.fingerprints import Codes

Places = NDArray[np.int64]

# A number leads to the first texts that carry it and no more, which bounds the work per text.
_MOST_CARRIERS = 32
_PAIRS_AT_ONCE = 1 << 22


def find_meetings(texts: Sequence[Codes], *, least: int) -> dict[tuple[int, int], int]:
    """Pairs of texts (lower position first) that carry `least` or more of the same numbers, with how many.

    Args:
        texts: The numbers of each text, each once; what no other text carries may be left out.
        least: Pairs with less in common are left out.
    """
    numbers = np.concatenate(texts) if texts else np.empty(0, dtype=np.uint32)
    if not len(numbers):
        return {}
    owners = np.repeat(np.arange(len(texts), dtype=np.int64), [len(text) for text in texts])
    order = np.argsort(numbers, kind="stable")
    numbers, owners = numbers[order], owners[order]
    places = np.arange(len(numbers), dtype=np.int64)
    first = np.maximum.accumulate(np.where(np.concatenate(([True], numbers[1:] != numbers[:-1])), places, 0))
    keys, times = _count_pairs(owners, first=first, earlier=np.minimum(places - first, _MOST_CARRIERS))
    enough = times >= least
    pairs = zip((keys[enough] >> 32).tolist(), (keys[enough] & 0xFFFFFFFF).tolist(), strict=True)
    return dict(zip(pairs, times[enough].tolist(), strict=True))


def _count_pairs(owners: Places, *, first: Places, earlier: Places) -> tuple[Places, Places]:
    """Each pair of owners as one number, ascending, and how often it meets; in blocks, which bounds the memory."""
    made = np.cumsum(earlier)
    cuts = np.searchsorted(made, np.arange(_PAIRS_AT_ONCE, int(made[-1]) + _PAIRS_AT_ONCE, _PAIRS_AT_ONCE))
    parts, start = [(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64))], 0
    for cut in cuts.tolist():
        stop = min(cut + 1, len(owners))
        parts.append(_pairs_of(owners, range(start, stop), first=first, earlier=earlier))
        start = stop
    return _summed(parts)


def _pairs_of(owners: Places, block: range, *, first: Places, earlier: Places) -> tuple[Places, Places]:
    counts = earlier[block.start : block.stop]
    later = np.repeat(np.arange(block.start, block.stop, dtype=np.int64), counts)
    steps = np.arange(len(later), dtype=np.int64) - np.repeat(np.cumsum(counts) - counts, counts)
    keys, times = np.unique(owners[first[later] + steps] << 32 | owners[later], return_counts=True)
    return keys, times.astype(np.int64)


def _summed(parts: Sequence[tuple[Places, Places]]) -> tuple[Places, Places]:
    keys, places = np.unique(np.concatenate([part[0] for part in parts]), return_inverse=True)
    times = np.zeros(len(keys), dtype=np.int64)
    np.add.at(times, places, np.concatenate([part[1] for part in parts]))
    return keys, times
