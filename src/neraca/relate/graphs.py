"""Signed graphs of pairs, and the walks over them: all that the graph library does for us stands here.

It is loaded when the first graph is made: commands that need none start without it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import TYPE_CHECKING

from neraca.records import Dyad

if TYPE_CHECKING:
    from networkx import Graph

_FINE = 6


def signed_graph(dyads: Iterable[Dyad]) -> Graph:
    """The graph of the pairs with a sign; `net` is the net weight, below zero for hostile pairs.

    `strength` is log(1 + |net|), `weight` the same with the sign: how often a pair is reported grows with who is
    looking, and a pair with a hundred reports must not outweigh all others. Nodes and edges are put in sorted, so that
    walks over the graph have one order in every process.
    """
    from networkx import Graph  # noqa: PLC0415

    listed = sorted((dyad.first, dyad.second, dyad.net) for dyad in dyads if dyad.sign)
    graph = Graph()
    graph.add_nodes_from(sorted({actor for first, second, _ in listed for actor in (first, second)}))
    for first, second, net in listed:
        strength = round(math.log1p(abs(net)), _FINE)
        graph.add_edge(first, second, net=net, strength=strength, weight=math.copysign(strength, net))
    return graph


def friends_only(graph: Graph, *, near: float) -> Graph:
    """The same actors with their friendly pairs only, from a net weight on."""
    from networkx import Graph  # noqa: PLC0415

    friends = Graph()
    friends.add_nodes_from(sorted(graph.nodes))
    friends.add_edges_from(sorted((a, b) for a, b, net in graph.edges(data="net") if net > 0 and net >= near))
    return friends


def connected_parts(graph: Graph) -> list[tuple[str, ...]]:
    """Actors that hang together, each part and all of them sorted."""
    from networkx import connected_components  # noqa: PLC0415

    return sorted(tuple(sorted(part)) for part in connected_components(graph))


def biconnected_parts(graph: Graph) -> list[frozenset[str]]:
    """Parts that no single actor's going would part, sorted; two parts share one actor at most."""
    from networkx import biconnected_components  # noqa: PLC0415

    return sorted((frozenset(part) for part in biconnected_components(graph)), key=sorted)


def triangles(graph: Graph) -> Iterator[tuple[str, str, str]]:
    """Every three actors with all three pairs between them, sorted inside."""
    from networkx import enumerate_all_cliques  # noqa: PLC0415

    # Cliques come by size: nothing beyond the triangles is walked.
    for clique in takewhile(lambda one: len(one) <= 3, enumerate_all_cliques(graph)):
        if len(clique) == 3:
            first, second, third = sorted(clique)
            yield first, second, third
