"""Scores of a clustering against the right one: B-cubed, MUC, CEAF-e, their mean (CoNLL), and pairs.

Both are mappings from mention to cluster name, over the same mentions.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from itertools import count

Clustering = Mapping[str, Hashable]
Score = tuple[float, float, float]
"""Precision, recall, F1."""


def all_scores(right: Clustering, found: Clustering) -> dict[str, float]:
    """F1 by each measure, in percent, and precision and recall by pairs."""
    together = {"muc": muc(right, found), "b3": b_cubed(right, found), "ceafe": ceaf_e(right, found)}
    by_pairs = pairs(right, found)
    scores = {name: round(100 * score[2], 1) for name, score in together.items()}
    scores["conll"] = round(100 * sum(score[2] for score in together.values()) / 3, 1)
    names = ("pair_p", "pair_r", "pair_f1")
    return scores | {name: round(100 * value, 1) for name, value in zip(names, by_pairs, strict=True)}


def b_cubed(right: Clustering, found: Clustering) -> Score:
    """Bagga and Baldwin 1998."""
    gold, mine = _members(right), _members(found)
    shared = Counter((right[one], found[one]) for one in right)
    size = len(right) or 1
    precision = sum(n * n / len(mine[of]) for (_, of), n in shared.items()) / size
    recall = sum(n * n / len(gold[of]) for (of, _), n in shared.items()) / size
    return _with_f1(precision, recall)


def muc(right: Clustering, found: Clustering) -> Score:
    """Vilain et al. 1995."""
    return _with_f1(_links_kept(found, right), _links_kept(right, found))


def ceaf_e(right: Clustering, found: Clustering) -> Score:
    """Luo 2005, with the entity similarity 2 |both| / (|one| + |other|)."""
    gold, mine = _members(right), _members(found)
    shared = Counter((right[one], found[one]) for one in right)
    alike = {(one, of): 2 * n / (len(gold[one]) + len(mine[of])) for (one, of), n in shared.items()}
    total = _best_matching(alike)
    return _with_f1(total / (len(mine) or 1), total / (len(gold) or 1))


def pairs(right: Clustering, found: Clustering) -> Score:
    """Of all pairs that are put together the right ones, and of all right ones those put together."""

    def number(sizes: Mapping[Hashable, int]) -> int:
        return sum(n * (n - 1) // 2 for n in sizes.values())

    both = number(Counter((right[one], found[one]) for one in right))
    return _with_f1(
        both / (number(Counter(found[one] for one in right)) or 1), both / (number(Counter(right.values())) or 1)
    )


def _members(clustering: Clustering) -> dict[Hashable, set[str]]:
    members: dict[Hashable, set[str]] = defaultdict(set)
    for one, of in clustering.items():
        members[of].add(one)
    return members


def _links_kept(whole: Clustering, parted: Clustering) -> float:
    kept = possible = 0
    for members in _members(whole).values():
        kept += len(members) - len({parted[one] for one in members})
        possible += len(members) - 1
    return kept / possible if possible else 0.0


def _with_f1(precision: float, recall: float) -> Score:
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0


def _best_matching(alike: Mapping[tuple[Hashable, Hashable], float]) -> float:
    """Weight of the best one-to-one matching, component by component (Kuhn 1955, Munkres 1957)."""
    neighbours: dict[tuple[int, Hashable], set[tuple[int, Hashable]]] = defaultdict(set)
    for one, other in alike:
        neighbours[0, one].add((1, other))
        neighbours[1, other].add((0, one))
    seen: set[tuple[int, Hashable]] = set()
    total = 0.0
    for start in neighbours:
        if start in seen:
            continue
        part, waiting = {start}, [start]
        while waiting:
            for near in neighbours[waiting.pop()] - part:
                part.add(near)
                waiting.append(near)
        seen |= part
        rows = [name for side, name in part if side == 0]
        columns = [name for side, name in part if side == 1]
        total += _assigned([[alike.get((one, other), 0.0) for other in columns] for one in rows])
    return total


def _assigned(weights: list[list[float]]) -> float:
    """Greatest sum with one column for each row at most (Hungarian method with potentials)."""
    if len(weights) > len(weights[0]):
        weights = [list(column) for column in zip(*weights, strict=True)]
    rows, columns = len(weights), len(weights[0])
    high, low = [0.0] * (rows + 1), [0.0] * (columns + 1)
    taken = [0] * (columns + 1)
    for row in range(1, rows + 1):
        taken[0] = row
        at, way = _free_column(weights, high, low, taken)
        while at:
            taken[at] = taken[way[at]]
            at = way[at]
    return sum(weights[taken[column] - 1][column - 1] for column in range(1, columns + 1) if taken[column])


def _free_column(
    weights: list[list[float]], high: list[float], low: list[float], taken: list[int]
) -> tuple[int, list[int]]:
    """The free column that the row in column 0 reaches best, and the way to it; adjusts the potentials."""
    columns = range(len(low))
    at, least, way = 0, [float("inf")] * len(low), [0] * len(low)
    used = [False] * len(low)
    for _ in count():
        used[at] = True
        here = taken[at]
        for column in columns[1:]:
            cost = -weights[here - 1][column - 1] - high[here] - low[column]
            if not used[column] and cost < least[column]:
                least[column], way[column] = cost, at
        following = min((column for column in columns[1:] if not used[column]), key=least.__getitem__)
        step = least[following]
        for column in columns:
            if used[column]:
                high[taken[column]] += step
                low[column] -= step
            else:
                least[column] -= step
        at = following
        if taken[at] == 0:
            break
    return at, way
