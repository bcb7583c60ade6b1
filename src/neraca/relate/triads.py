"""Balance: whether friends of friends are friends, and how far two camps explain who is friend and who is foe."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from neraca.records import Balance, Dyad, Polarity, Triad
from neraca.relate.graphs import biconnected_parts, connected_parts, signed_graph, triangles

if TYPE_CHECKING:
    from networkx import Graph

_DIGITS = 4
# Up to this many actors that hang together in circles, every split is tried.
_EXACT = 16
_EPSILON = 1e-9


def find_triads(dyads: Iterable[Dyad], *, most: int) -> tuple[tuple[Triad, ...], Balance]:
    """Closed triads, the weightiest first, and how many of all are balanced (Cartwright and Harary 1956).

    The share is by weight: a triad weighs the geometric mean of its three pairs (Onnela et al. 2005), so that a
    triangle with one faint side says little.

    Args:
        dyads: In any order; a mixed pair closes no triad.
        most: How many are listed; all count.
    """
    graph = signed_graph(dyads)
    found = [_triad(graph, members) for members in triangles(graph)]
    found.sort(key=lambda triad: (-triad.weight, triad.members))
    whole = math.fsum(triad.weight for triad in found)
    even = math.fsum(triad.weight for triad in found if triad.balanced)
    share = None if not found else round(even / whole, _DIGITS) if whole else 0.0
    balance = Balance(share=share, triads=len(found), balanced=sum(triad.balanced for triad in found))
    return tuple(found[:most]), balance


def measure_polarity(dyads: Iterable[Dyad]) -> Polarity:
    """The split into two camps that contradicts the least weight: a friendly pair across or a hostile one inside does.

    That least weight is the line index of balance (Harary 1959), here weighted; fit is 1 - 2L/m (Aref and Wilson 2018).
    It adds up over the biconnected parts of the graph, and each part is split by itself: exactly up to 16 actors, else
    by local moves from several starts, which may miss a better split.
    """
    graph = signed_graph(dyads)
    whole = math.fsum(abs(weight) for _, _, weight in graph.edges(data="weight"))
    if not whole:
        return Polarity(fit=None, division=None, camps=((), ()), exact=True)
    side: dict[str, int] = {}
    exact = True
    against = 0.0
    for members in connected_parts(graph):
        for part in _parts_from(graph, members):
            own, is_exact = _split(graph.subgraph(part))
            exact = exact and is_exact
            known = next((node for node in sorted(part) if node in side), None)
            turn = 1 if known is None or side[known] == own[known] else -1
            side |= {node: turn * value for node, value in own.items()}
    across = 0.0
    for first, second, weight in sorted(graph.edges(data="weight")):
        together = side[first] == side[second]
        if together != (weight > 0):
            against += abs(weight)
        elif weight < 0:
            across -= weight
    return Polarity(
        fit=round(1 - 2 * against / whole, _DIGITS),
        division=round(across / whole, _DIGITS),
        camps=_camps(side, graph),
        exact=exact,
    )


def _triad(graph: Graph, members: Sequence[str]) -> Triad:
    first, second, third = members
    one, two, three = graph[first][second]["weight"], graph[first][third]["weight"], graph[second][third]["weight"]
    return Triad(
        members=(first, second, third),
        signs=(_sign(one), _sign(two), _sign(three)),
        weight=round(abs(one * two * three) ** (1 / 3), _DIGITS),
    )


def _sign(weight: float) -> int:
    return 1 if weight > 0 else -1


def _parts_from(graph: Graph, members: Sequence[str]) -> list[frozenset[str]]:
    """Biconnected parts of a connected part, each after one that it shares an actor with."""
    waiting = biconnected_parts(graph.subgraph(members))
    placed, ordered = {members[0]}, []
    while waiting:
        following = next(part for part in waiting if part & placed)
        waiting.remove(following)
        ordered.append(following)
        placed |= following
    return ordered


def _split(graph: Graph) -> tuple[Mapping[str, int], bool]:
    """Sides (1 and -1) of one part with the least weight against them, and whether no split has less."""
    nodes = sorted(graph.nodes)
    place = {node: at for at, node in enumerate(nodes)}
    weights = [[(place[other], row["weight"]) for other, row in sorted(graph[node].items())] for node in nodes]
    exact = len(nodes) <= _EXACT
    sides = _best_of_all(weights) if exact else _best_of_some(weights, graph, nodes)
    return dict(zip(nodes, sides, strict=True)), exact


def _best_of_all(weights: Sequence[Sequence[tuple[int, float]]]) -> list[int]:
    """Every split, each from the one before by one actor's change of side (a Gray code); the first of equals."""
    count = len(weights)
    sides = [1] * count
    best, least, worth = list(sides), 0.0, 0.0
    for step in range(1, 1 << max(0, count - 1)):
        at = (step & -step).bit_length()  # the first actor never moves: the mirror image is the same split
        worth += sides[at] * sum(weight * sides[other] for other, weight in weights[at])
        sides[at] = -sides[at]
        if worth < least - _EPSILON:
            least, best = worth, list(sides)
    return best


def _best_of_some(weights: Sequence[Sequence[tuple[int, float]]], graph: Graph, nodes: Sequence[str]) -> list[int]:
    """The best of what local moves reach from all together and from each actor's friends against the rest."""
    found = []
    for start in (None, *nodes):
        near = {start, *(other for other, row in graph[start].items() if row["weight"] > 0)} if start else set(nodes)
        sides = _settle([1 if node in near else -1 for node in nodes], weights)
        worth = sum(side * weight * sides[other] for at, side in enumerate(sides) for other, weight in weights[at])
        found.append((-round(worth, 9), sides))
    return min(found, key=lambda pair: pair[0])[1]


def _settle(sides: list[int], weights: Sequence[Sequence[tuple[int, float]]]) -> list[int]:
    """Let the actor whose change of side is worth most change it, until none is worth anything."""
    pulls = [side * sum(weight * sides[other] for other, weight in weights[at]) for at, side in enumerate(sides)]
    while True:
        at = min(range(len(sides)), key=lambda one: (round(pulls[one], 9), one))
        if pulls[at] >= -_EPSILON:
            return sides
        sides[at] = -sides[at]
        pulls[at] = -pulls[at]
        for other, weight in weights[at]:
            pulls[other] += 2 * sides[other] * weight * sides[at]


def _camps(side: Mapping[str, int], graph: Graph) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Both camps of the weightiest connected part, the larger first, then by alphabet."""
    weights = {
        members: math.fsum(graph[one][two]["strength"] for one in members for two in graph[one])
        for members in connected_parts(graph)
    }
    members = min(weights, key=lambda part: (-weights[part], part))
    one = tuple(node for node in members if side[node] > 0)
    two = tuple(node for node in members if side[node] < 0)
    first, second = sorted((one, two), key=lambda camp: (-len(camp), camp))
    return first, second
