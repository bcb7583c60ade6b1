"""Blocs: who stands together, by signed community detection."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from neraca.records import Bloc, Dyad
from neraca.relate.graphs import connected_parts, friends_only, signed_graph

if TYPE_CHECKING:
    from networkx import Graph

_DIGITS = 4
# Gains below this are rounding, not improvement.
_EPSILON = 1e-9
# Up to this many actors every partition is weighed.
_EXACT = 10
# Starts of the local moves: every actor alone in this many different orders, and the parts that friendship joins.
_ORDERS = 6


def find_blocs(dyads: Iterable[Dyad], *, near: float) -> tuple[Bloc, ...]:
    """Blocs of two members or more, the one with most friendly weight inside first.

    The partition has the greatest signed modularity that local moves find (Gómez, Jensen and Arenas 2009): friends sit
    together and foes apart, each measured against what actors with as many friends and foes would have by chance. A
    bloc whose members no friendly pairs join falls into the parts that they do join: a common enemy alone makes none,
    nor does a single meeting.

    Args:
        dyads: In any order; mixed pairs count on neither side.
        near: Least net weight with which a friendly pair joins two members.
    """
    graph = signed_graph(dyads)
    blocs = []
    for members in partition_actors(graph):
        friends = friends_only(graph.subgraph(members), near=near)
        blocs += [_bloc(part, graph) for part in connected_parts(friends) if len(part) > 1]
    return tuple(sorted(blocs, key=lambda bloc: (-bloc.friendly, bloc.members)))


def partition_actors(graph: Graph) -> tuple[tuple[str, ...], ...]:
    """The partition of a signed graph with the greatest modularity found, lone actors included; all of it sorted.

    Local moves and mergers (Blondel et al. 2008) from several starts; up to ten actors no partition has more. The same
    graph gives the same partition, whatever the order in which it was built.
    """
    nodes = sorted(graph.nodes)
    gains = _gains(graph, nodes)
    best: tuple[float, list[int]] | None = None
    for start, order in _starts(graph, nodes):
        found = _improve(start, order, gains=gains)
        worth = _worth(found, gains)
        if best is None or worth > best[0] + _EPSILON:
            best = worth, found
    labels = best[1] if best else []
    if 2 < len(nodes) <= _EXACT:
        labels = _search_all(labels, gains)
    groups: dict[int, list[str]] = {}
    for node, label in zip(nodes, labels, strict=True):
        groups.setdefault(label, []).append(node)
    return tuple(sorted(tuple(group) for group in groups.values()))


def signed_modularity(graph: Graph, parts: Iterable[Iterable[str]]) -> float:
    """Signed modularity of a partition (Gómez, Jensen and Arenas 2009, eq. 17); 0 for a graph without edges."""
    nodes = sorted(graph.nodes)
    label = {node: number for number, part in enumerate(parts) for node in part}
    labels = [label[node] for node in nodes]
    gains = _gains(graph, nodes)
    whole = 2 * math.fsum(abs(weight) for _, _, weight in graph.edges(data="weight"))
    inside = 2 * _worth(labels, gains) + math.fsum(gains[at][at] for at in range(len(nodes)))
    return inside / whole if whole else 0.0


def _gains(graph: Graph, nodes: Sequence[str]) -> list[list[float]]:
    """What putting two actors together is worth: their weight less what chance would give them."""
    place = {node: at for at, node in enumerate(nodes)}
    friendly, hostile = [0.0] * len(nodes), [0.0] * len(nodes)
    table = [[0.0] * len(nodes) for _ in nodes]
    for first, second, weight in sorted(graph.edges(data="weight")):
        one, two = place[first], place[second]
        table[one][two] += weight
        table[two][one] += weight
        for at in (one, two):
            if weight > 0:
                friendly[at] += weight
            else:
                hostile[at] -= weight
    all_friendly, all_hostile = math.fsum(friendly), math.fsum(hostile)
    for one, row in enumerate(table):
        for two in range(len(nodes)):
            if all_friendly:
                row[two] -= friendly[one] * friendly[two] / all_friendly
            if all_hostile:
                row[two] += hostile[one] * hostile[two] / all_hostile
    return table


def _starts(graph: Graph, nodes: Sequence[str]) -> list[tuple[list[int], list[int]]]:
    """Labels to start from, each with the order in which actors may move."""
    alone = list(range(len(nodes)))
    strength = {node: sum(abs(row["weight"]) for row in graph[node].values()) for node in nodes}
    by_strength = sorted(alone, key=lambda at: (-strength[nodes[at]], at))
    orders = [alone, alone[::-1], by_strength, by_strength[::-1]]
    orders += [[(at * step) % len(nodes) for at in alone] for step in (3, 7) if len(nodes) % step]
    joined = list(alone)
    for number, part in enumerate(connected_parts(friends_only(graph, near=0.0))):
        for node in part:
            joined[nodes.index(node)] = number
    return [(alone, order) for order in orders[:_ORDERS]] + [(joined, by_strength), (joined, alone)]


def _improve(start: Sequence[int], order: Sequence[int], *, gains: Sequence[Sequence[float]]) -> list[int]:
    """Move single actors, then merge whole parts, until neither is worth anything."""
    labels = list(start)
    while True:
        moved = _move(labels, order, gains)
        if not _merge(labels, gains) and not moved:
            return labels


def _move(labels: list[int], order: Sequence[int], gains: Sequence[Sequence[float]]) -> bool:
    """Let each actor in turn go where it is worth most, or stand alone; True when any did."""
    worth = [_worth_by_part(at, labels, gains) for at in range(len(labels))]
    sizes = Counter(labels)
    ever = False
    while True:
        changed = False
        for at in order:
            here = labels[at]
            sums = worth[at]
            label, best = max(
                ((one, sums.get(one, 0.0)) for one in sizes if one != here), key=_by_worth, default=(0, 0.0)
            )
            if best < 0.0 or len(sizes) == 1:
                label, best = max(sizes) + 1, 0.0
            if best > sums.get(here, 0.0) + _EPSILON:
                labels[at] = label
                sizes[label] += 1
                sizes[here] -= 1
                if not sizes[here]:
                    del sizes[here]
                _tell_others(at, worth, gains, here=here, label=label)
                changed = ever = True
        if not changed:
            return ever


def _worth_by_part(at: int, labels: Sequence[int], gains: Sequence[Sequence[float]]) -> dict[int, float]:
    """What joining each part is worth to an actor, its own part included."""
    sums: dict[int, float] = {}
    row = gains[at]
    for other, label in enumerate(labels):
        if other != at:
            sums[label] = sums.get(label, 0.0) + row[other]
    return sums


def _tell_others(
    at: int, worth: Sequence[dict[int, float]], gains: Sequence[Sequence[float]], *, here: int, label: int
) -> None:
    """Keep what parts are worth to the others after one has moved."""
    for other, sums in enumerate(worth):
        if other != at:
            gain = gains[at][other]
            sums[here] = sums.get(here, 0.0) - gain
            sums[label] = sums.get(label, 0.0) + gain


def _by_worth(pair: tuple[int, float]) -> tuple[float, int]:
    return round(pair[1], 9), -pair[0]


def _merge(labels: list[int], gains: Sequence[Sequence[float]]) -> bool:
    """Put the two parts together whose merger is worth most; True when one was."""
    parts: dict[int, list[int]] = {}
    for at, label in enumerate(labels):
        parts.setdefault(label, []).append(at)
    best, pair = _EPSILON, None
    for one, two in combinations(sorted(parts), 2):
        worth = sum(gains[a][b] for a in parts[one] for b in parts[two])
        if worth > best + _EPSILON:
            best, pair = worth, (one, two)
    if pair is None:
        return False
    for at in parts[pair[1]]:
        labels[at] = pair[0]
    return True


def _search_all(labels: Sequence[int], gains: Sequence[Sequence[float]]) -> list[int]:
    """The best of all partitions: depth first, leaving out what cannot come to more than the best so far."""
    count = len(labels)
    # What the actors from a place on could add at most: every gain that they bring.
    hope = [0.0] * (count + 1)
    for at in reversed(range(count)):
        hope[at] = hope[at + 1] + sum(max(0.0, gains[at][other]) for other in range(at))
    best, least = list(labels), _worth(labels, gains)
    waiting: list[tuple[list[int], float]] = [([], 0.0)]
    while waiting:
        known, worth = waiting.pop()
        at = len(known)
        if worth + hope[at] <= least + _EPSILON:
            continue
        if at == count:
            best, least = known, worth
            continue
        for label in range(max(known, default=-1) + 2):
            gain = sum(gains[at][other] for other, own in enumerate(known) if own == label)
            waiting.append(([*known, label], worth + gain))
    return best


def _worth(labels: Sequence[int], gains: Sequence[Sequence[float]]) -> float:
    return math.fsum(gains[one][two] for one, two in combinations(range(len(labels)), 2) if labels[one] == labels[two])


def _bloc(members: Sequence[str], graph: Graph) -> Bloc:
    own = set(members)
    nets = {
        key: [
            row["net"]
            for one in members
            for two, row in graph[one].items()
            if ((two in own) == inside) and (not inside or one < two)
        ]
        for key, inside in (("inside", True), ("outside", False))
    }
    return Bloc(
        members=tuple(members),
        friendly=_sum(nets, "inside", sign=1),
        hostile=_sum(nets, "inside", sign=-1),
        against=_sum(nets, "outside", sign=-1),
    )


def _sum(weights: Mapping[str, Sequence[float]], key: str, *, sign: int) -> float:
    return round(math.fsum(abs(weight) for weight in weights[key] if weight * sign > 0), _DIGITS)
