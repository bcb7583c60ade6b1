"""Which sentence of one text says what which sentence of another says, by their vectors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
NOBODY = -1
# Cosines are cut to so many places before they are compared: the last ones depend on the machine.
_PLACES = 4
_UNMATCHED = -1.0


@dataclass(frozen=True, slots=True)
class Side:
    """For each sentence of a text its partner in the other text (or `NOBODY`), and how close the two are."""

    partners: tuple[int, ...]
    closeness: tuple[float, ...]


def match(one: Vectors, other: Vectors) -> tuple[Side, Side]:
    """Pair the sentences of two texts, the closest first, each with one of the other's.

    Closeness is the cosine less what the two sentences have on average with all others of the two texts, which takes
    away what they owe to the common topic. The order of sentences is free: desks move paragraphs. A sentence left over
    takes its neighbour's partner where that fits better than what it has: so sentences merged or cut in two are found.

    Args:
        one: Vectors of length 1 [sentences, width], placed in one space for all languages.
        other: Likewise.
    """
    cosines = np.round((one @ other.T).astype(np.float64), _PLACES)
    rows, columns = cosines.shape
    by_row = (cosines.sum(1, keepdims=True) - cosines) / max(columns - 1, 1)
    by_column = (cosines.sum(0, keepdims=True) - cosines) / max(rows - 1, 1)
    margins = np.round(cosines - (by_row + by_column) / 2, _PLACES)
    pairs = _pair(margins)
    mine = _side(margins, partners=dict(pairs))
    theirs = _side(margins.T, partners={column: row for row, column in pairs})
    return mine, theirs


def _pair(margins: NDArray[np.float64]) -> list[tuple[int, int]]:
    left = margins.copy()
    pairs: list[tuple[int, int]] = []
    for _ in range(min(left.shape)):
        row, column = divmod(int(left.argmax()), left.shape[1])
        if left[row, column] <= 0:
            break
        pairs.append((row, column))
        left[row, :] = _UNMATCHED
        left[:, column] = _UNMATCHED
    return pairs


def _side(margins: NDArray[np.float64], *, partners: dict[int, int]) -> Side:
    chosen = [partners.get(row, NOBODY) for row in range(len(margins))]
    own = [_UNMATCHED if at == NOBODY else float(margins[row, at]) for row, at in enumerate(chosen)]
    ends, values = list(chosen), list(own)
    for row in range(len(chosen)):
        for neighbour in _neighbours(row, chosen):
            joined = float(margins[row, chosen[neighbour]])
            if own[neighbour] > joined > values[row]:
                ends[row], values[row] = chosen[neighbour], joined
    return Side(partners=tuple(ends), closeness=tuple(values))


def _neighbours(row: int, chosen: Sequence[int]) -> list[int]:
    return [at for at in (row - 1, row + 1) if 0 <= at < len(chosen) and chosen[at] != NOBODY]
