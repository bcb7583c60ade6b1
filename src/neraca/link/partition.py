"""Which of a few neighbouring articles belong together: average linkage, then division where two incidents part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]

# Tuned on the training part of ECB+ (bench/stories.py); from 0.05 to 0.1 the figures hardly move.
_LINKED_FROM = 0.06
# Two sides are two incidents where texts of one side are so many times as alike as texts across. A story that is one
# reaches this in one case of twenty, two similar incidents fail to in one of five.
_DIVIDED_FROM = 2.5
_SMALLEST_SIDE = 3
_SHARE_OF_SIDES = 0.7
_TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Neighbours:
    """A few articles as rows over the terms that any of them has.

    Attributes:
        weights: A row for each article, a column for each term.
        rarity: For each term, how much sharing it says in the whole collection.
        common: For each term, whether texts of different languages can share it.
        nearness: For each two articles, 1 for one day and less the further their days are apart.
        languages: Of each article.
    """

    weights: Matrix
    rarity: Matrix
    common: NDArray[np.bool_]
    nearness: Matrix
    languages: tuple[str, ...]

    def rows(self, chosen: Sequence[int]) -> Neighbours:
        """Some of the articles, in this order."""
        return Neighbours(
            weights=self.weights[chosen],
            rarity=self.rarity,
            common=self.common,
            nearness=self.nearness[np.ix_(chosen, chosen)],
            languages=tuple(self.languages[at] for at in chosen),
        )

    def similarity(self, *, locally: bool = False) -> Matrix:
        """Cosines, less for days apart; texts of two languages are compared by the terms that both can have.

        Locally, a term counts less the more of these articles have it: what sets them apart is what tells.
        """
        carried = (self.weights > 0).sum(axis=0)
        scale = self.rarity**2
        if locally:
            count = len(self.weights)
            scale = scale * np.log1p(count / np.maximum(carried, 1)) / log(1 + count)
        found = self._cosines(scale, shared=carried > 1)
        if len(set(self.languages)) > 1:
            spoken = np.array(self.languages)
            across = self._cosines(scale * self.common, shared=(carried > 1) & self.common)
            found = np.where(spoken[:, None] == spoken[None, :], found, across)
        return found * self.nearness

    def _cosines(self, scale: Matrix, *, shared: NDArray[np.bool_]) -> Matrix:
        lengths = np.sqrt(self.weights**2 @ scale) + _TINY
        rows = self.weights[:, shared] * np.sqrt(scale[shared]) / lengths[:, None]
        return np.asarray(rows @ rows.T)


def link_groups(similarity: Matrix, groups: Sequence[Sequence[int]]) -> list[list[int]]:
    """Join groups of articles as long as two are alike on average; the numbers of the groups that stay together."""
    parts = {number: [number] for number in range(len(groups))}
    for one, other, _ in _joins(similarity, groups, least=_LINKED_FROM):
        parts[one[0]] += parts.pop(other[0])
    return list(parts.values())


def divide(neighbours: Neighbours) -> list[list[int]]:
    """Part articles that are alike but report several incidents; their rows, each once.

    Incidents of one kind share most of their words. They show in that the articles fall into two sides that together
    are most of them, each far more alike inside than across once shared words count little. Texts in the language that
    most are written in decide; the others go to the side that they are nearer to.
    """
    everything = list(range(len(neighbours.languages)))
    spoken = Counter(neighbours.languages)
    language = min(spoken, key=lambda one: (-spoken[one], one))
    deciding = [at for at in everything if neighbours.languages[at] == language]
    if len(deciding) < 2 * _SMALLEST_SIDE:
        return [everything]
    sides = _sides(neighbours.rows(deciding).similarity(locally=True))
    if sides is None:
        return [everything]
    whole = neighbours.similarity()
    one, other = ([deciding[at] for at in side] for side in sides)
    near, far = list(one), list(other)
    for at in sorted(set(everything) - {*one, *other}):
        (near if whole[at, one].mean() >= whole[at, other].mean() else far).append(at)
    return [[side[at] for at in part] for side in (near, far) for part in divide(neighbours.rows(side))]


def _sides(similarity: Matrix) -> tuple[list[int], list[int]] | None:
    """The two sides of the join that most clearly should not have been made, or None."""
    count = len(similarity)
    inside = [0.0] * count  # sum of the similarities of all pairs in a group
    best: tuple[float, list[int], list[int]] | None = None
    for one, other, across in _joins(similarity, [[at] for at in range(count)], least=-0.5):
        if min(len(one), len(other)) >= _SMALLEST_SIDE and len(one) + len(other) >= _SHARE_OF_SIDES * count:
            within = sum(2 * inside[side[0]] / (len(side) - 1) for side in (one, other)) / (len(one) + len(other))
            clearness = within / (across + _TINY)
            if clearness >= _DIVIDED_FROM and (best is None or clearness > best[0]):
                best = clearness, list(one), list(other)
        inside[one[0]] += inside[other[0]] + across * len(one) * len(other)
    return None if best is None else best[1:]


def _joins(
    similarity: Matrix, groups: Sequence[Sequence[int]], *, least: float
) -> Iterator[tuple[list[int], list[int], float]]:
    """Average linkage: each join of two groups by their numbers and their mean similarity; the first goes on."""
    belongs = np.zeros((len(groups), len(similarity)))
    for number, group in enumerate(groups):
        belongs[number, list(group)] = 1 / len(group)
    table = belongs @ similarity @ belongs.T
    np.fill_diagonal(table, -1.0)
    joined = {number: [number] for number in range(len(groups))}
    sizes = [len(group) for group in groups]
    while len(joined) > 1:
        one, other = divmod(int(table.argmax()), len(groups))
        mean = float(table[one, other])
        if mean < least:
            return
        yield joined[one], joined[other], mean
        table[one] = (table[one] * sizes[one] + table[other] * sizes[other]) / (sizes[one] + sizes[other])
        table[:, one] = table[one]
        table[one, one] = -1.0
        table[other] = table[:, other] = -1.0
        sizes[one] += sizes[other]
        joined[one] += joined.pop(other)
