"""The network as a drawing: circles for parties, lines for pairs, a broad line below those that join a bloc."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from neraca.publish.book import Book
from neraca.records import Bloc, Dyad, Network

WIDTH, HEIGHT = 360.0, 340.0
# Names longer than this break at the space nearest to their middle.
_LONG = 13
# Rough width of a letter on a narrow screen.
_LETTER = 6.6
_THINNEST, _THICKEST = 1.2, 6.5
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A party; `letter` is its bloc's, "" where it stands alone; `lines` are its name, below the circle.

    The middle of the name is at `text_x`: nearer to the middle of the drawing where it would leave the frame.
    """

    actor: str
    text_x: float
    x: float
    y: float
    letter: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A pair; `kind` is friendly, hostile or mixed."""

    path: str
    kind: str
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """One drawing in a frame of WIDTH by HEIGHT; `outlines` are paths below the pairs that join blocs."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    outlines: tuple[str, ...]


def draw_graph(network: Network, book: Book, *, letters: Mapping[str, str], most: float) -> Graph:
    """Draw what has a place.

    Args:
        network: With places.
        book: Names.
        letters: Of the blocs, by id.
        most: Strength of the strongest pair of all drawings; its line is the thickest.
    """
    spots = {place.actor: (place.x * WIDTH, place.y * HEIGHT) for place in network.places}
    by_member = {member: letters[bloc.id] for bloc in network.blocs for member in bloc.members}
    shown = [dyad for dyad in network.dyads if dyad.first in spots and dyad.second in spots]
    return Graph(
        nodes=tuple(
            _node(actor, spot, letter=by_member.get(actor, ""), name=book.parties((actor,)))
            for actor, spot in sorted(spots.items())
        ),
        edges=tuple(_edge(dyad, spots, most) for dyad in sorted(shown, key=_faintest_first)),
        outlines=tuple(outline for bloc in network.blocs if (outline := _outline(bloc, shown, spots))),
    )


def _node(actor: str, spot: tuple[float, float], *, letter: str, name: str) -> Node:
    x, lines = spot[0], break_name(name)
    half = min(max(map(len, lines)) * _LETTER / 2 + 2, WIDTH / 2)
    return Node(
        actor=actor,
        text_x=round(min(max(x, half), WIDTH - half), 1),
        x=round(x, 1),
        y=round(spot[1], 1),
        letter=letter,
        lines=lines,
    )


def letter_blocs(networks: Sequence[Network]) -> dict[str, str]:
    """A letter for each bloc, by id; a bloc of an earlier network keeps that of the later one it shares most with.

    Args:
        networks: The earlier first.
    """
    letters: dict[str, str] = {}
    later: Sequence[Bloc] = ()
    for network in reversed(networks):
        taken: set[str] = set()
        for bloc in network.blocs:
            like = [
                (-len(set(bloc.members) & set(other.members)), letters[other.id])
                for other in later
                if set(bloc.members) & set(other.members) and letters[other.id] not in taken
            ]
            if bloc.id not in letters:
                letters[bloc.id] = min(like)[1] if like else _next(set(letters.values()))
            taken.add(letters[bloc.id])
        later = network.blocs
    return letters


def break_name(name: str) -> tuple[str, ...]:
    """A name in one line, or in two of about the same length."""
    words = name.split()
    if len(name) <= _LONG or len(words) == 1:
        return (name,)
    cuts = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    return min(cuts, key=lambda cut: (max(map(len, cut)), cut))


def kind_of(dyad: Dyad) -> str:
    """`friendly`, `hostile` or `mixed`."""
    return {1: "friendly", -1: "hostile", 0: "mixed"}[dyad.sign]


def _next(taken: set[str]) -> str:
    count = len(taken)
    return _LETTERS[count] if count < len(_LETTERS) else str(count + 1)


def _faintest_first(dyad: Dyad) -> tuple[float, str, str]:
    return dyad.strength, dyad.first, dyad.second


def _edge(dyad: Dyad, spots: Mapping[str, tuple[float, float]], most: float) -> Edge:
    share = math.sqrt(dyad.strength / most) if most else 0.0
    return Edge(
        path=_line(dyad, spots),
        kind=kind_of(dyad),
        width=round(_THINNEST + (_THICKEST - _THINNEST) * share, 1),
    )


def _outline(bloc: Bloc, dyads: Sequence[Dyad], spots: Mapping[str, tuple[float, float]]) -> str:
    """A path along the friendly pairs inside a bloc, for a broad line below them; "" where none is drawn."""
    own = set(bloc.members)
    return "".join(_line(dyad, spots) for dyad in dyads if dyad.sign > 0 and {dyad.first, dyad.second} <= own)


def _line(dyad: Dyad, spots: Mapping[str, tuple[float, float]]) -> str:
    (x1, y1), (x2, y2) = spots[dyad.first], spots[dyad.second]
    return f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}"
