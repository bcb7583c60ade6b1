"""Places of actors in a drawing: friends near, foes far, and as little moved as can be from one date to the next."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from neraca.records import Bloc, Dyad, Place

Point = tuple[float, float]

_DIGITS = 3
_ROUNDS = 200
_SETTLED = 1e-5
# Distances asked for, in parts of the drawing: friends by strength, foes by strength, all others.
_NEAREST, _FRIEND, _BLOC, _OTHER, _FOE, _FARTHEST = 0.28, 0.45, 0.42, 0.75, 0.9, 1.1
# How firmly a pair without a tie keeps its distance, against 1 for one with a tie.
_LOOSE = 0.15
# How firmly an actor keeps to where it stood on the other date, in parts of all that pulls at it.
_ANCHOR = 1.5
# Names stand below the places: two may not be nearer than this in both directions.
_WIDE, _HIGH = 0.24, 0.11
_MARGIN_X, _MARGIN_Y = 0.13, 0.08
_PUSHES = 120


def lay_out(
    actors: Iterable[str], *, dyads: Iterable[Dyad], blocs: Sequence[Bloc], before: Iterable[Place] = ()
) -> tuple[Place, ...]:
    """Places of actors, sorted by actor.

    Minimises the stress between the distances drawn and those asked for, by majorization (Gansner, Koren and North
    2004). Actors that have a place on the other date start there and are held to it (Brandes and Mader 2011);
    otherwise the start is a circle, bloc by bloc.

    Args:
        actors: Who is drawn.
        dyads: Their pairs; others are left out.
        blocs: Of the date.
        before: Their places on the other date.
    """
    nodes = sorted(set(actors))
    asked, firm = _asked(nodes, dyads, blocs)
    anchors = {place.actor: (place.x, place.y) for place in before if place.actor in set(nodes)}
    points = _start(nodes, blocs, anchors)
    held = [anchors.get(node) for node in nodes]
    if anchors:
        scale = _scale(nodes, anchors, asked)
        asked = {pair: distance * scale for pair, distance in asked.items()}
    for _ in range(_ROUNDS):
        moved = _majorize(points, asked=asked, firm=firm, held=held)
        shift = max((math.dist(old, new) for old, new in zip(points, moved, strict=True)), default=0.0)
        points = moved
        if shift < _SETTLED:
            break
    points = points if anchors else _fit(points)
    points = _push_apart([_within(point) for point in points])
    return tuple(
        Place(actor=node, x=round(x, _DIGITS), y=round(y, _DIGITS)) for node, (x, y) in zip(nodes, points, strict=True)
    )


def _asked(
    nodes: Sequence[str], dyads: Iterable[Dyad], blocs: Sequence[Bloc]
) -> tuple[dict[tuple[int, int], float], dict[tuple[int, int], float]]:
    """The distance asked for each pair, and how firmly."""
    place = {node: at for at, node in enumerate(nodes)}
    shown = [dyad for dyad in dyads if dyad.first in place and dyad.second in place]
    most = max((abs(dyad.net) for dyad in shown), default=0.0) or 1.0
    asked = dict.fromkeys(combinations(range(len(nodes)), 2), _OTHER)
    firm = dict.fromkeys(asked, _LOOSE)
    for bloc in blocs:
        for pair in combinations([place[member] for member in bloc.members if member in place], 2):
            asked[pair] = _BLOC
    for dyad in shown:
        pair = place[dyad.first], place[dyad.second]
        share = math.sqrt(abs(dyad.net) / most)
        if dyad.sign > 0:
            asked[pair] = min(asked[pair], _FRIEND - (_FRIEND - _NEAREST) * share)
        elif dyad.sign < 0:
            asked[pair] = _FOE + (_FARTHEST - _FOE) * share
        firm[pair] = 1.0
    return asked, firm


def _start(nodes: Sequence[str], blocs: Sequence[Bloc], anchors: Mapping[str, Point]) -> list[Point]:
    """The other date's places; newcomers on a circle, members of a bloc side by side."""
    in_bloc = [member for bloc in blocs for member in bloc.members if member in set(nodes)]
    order = [*in_bloc, *(node for node in nodes if node not in set(in_bloc))]
    turn = {node: 2 * math.pi * at / max(1, len(order)) for at, node in enumerate(order)}
    circle = {node: (0.5 + 0.4 * math.cos(angle), 0.5 + 0.4 * math.sin(angle)) for node, angle in turn.items()}
    return [anchors.get(node, circle[node]) for node in nodes]


def _scale(nodes: Sequence[str], anchors: Mapping[str, Point], asked: Mapping[tuple[int, int], float]) -> float:
    """Factor by which the distances asked for fit the other date's drawing best."""
    pairs = [
        (math.dist(anchors[nodes[one]], anchors[nodes[two]]), distance)
        for (one, two), distance in asked.items()
        if nodes[one] in anchors and nodes[two] in anchors
    ]
    whole = math.fsum(distance * distance for _, distance in pairs)
    return math.fsum(drawn * distance for drawn, distance in pairs) / whole if whole else 0.7


def _majorize(
    points: Sequence[Point],
    *,
    asked: Mapping[tuple[int, int], float],
    firm: Mapping[tuple[int, int], float],
    held: Sequence[Point | None],
) -> list[Point]:
    """One step: each place becomes the mean of where the others, and the other date, would have it."""
    sums = [[0.0, 0.0, 0.0] for _ in points]
    for (one, two), distance in asked.items():
        weight = firm[one, two]
        dx, dy = points[one][0] - points[two][0], points[one][1] - points[two][1]
        apart = math.sqrt(dx * dx + dy * dy)
        pull = distance / apart if apart > _SETTLED else 0.0
        for at, other, sign in ((one, two, 1.0), (two, one, -1.0)):
            sums[at][0] += weight * (points[other][0] + sign * dx * pull)
            sums[at][1] += weight * (points[other][1] + sign * dy * pull)
            sums[at][2] += weight
    moved = []
    for point, anchor, (x, y, weight) in zip(points, held, sums, strict=True):
        own = _ANCHOR * (weight or 1.0) if anchor is not None else 0.0
        at_x, at_y = anchor or point
        whole = weight + own
        moved.append(((x + own * at_x) / whole, (y + own * at_y) / whole) if whole else point)
    return moved


def _fit(points: Sequence[Point]) -> list[Point]:
    """Stretch to the drawing's edges; a line or a point lies in the middle."""
    if not points:
        return []
    ranges = [(min(axis), max(axis)) for axis in zip(*points, strict=True)]
    room = (1 - 2 * _MARGIN_X, 1 - 2 * _MARGIN_Y)

    def fitted(value: float, axis: int) -> float:
        low, high = ranges[axis]
        part = (value - low) / (high - low) if high - low > _SETTLED else 0.5
        return (1 - room[axis]) / 2 + room[axis] * part

    return [(fitted(x, 0), fitted(y, 1)) for x, y in points]


def _within(point: Point) -> Point:
    return min(max(point[0], _MARGIN_X), 1 - _MARGIN_X), min(max(point[1], _MARGIN_Y), 1 - _MARGIN_Y)


def _push_apart(points: Sequence[Point]) -> list[Point]:
    """Part those whose names would lie on one another, in the direction in which less is needed."""
    spots = [list(point) for point in points]
    for _ in range(_PUSHES):
        crowded = False
        for one, two in combinations(range(len(spots)), 2):
            dx, dy = spots[two][0] - spots[one][0], spots[two][1] - spots[one][1]
            lack_x, lack_y = _WIDE - abs(dx), _HIGH - abs(dy)
            if lack_x <= _SETTLED or lack_y <= _SETTLED:
                continue
            crowded = True
            axis, lack, gap = (1, lack_y, dy) if lack_y <= lack_x else (0, lack_x, dx)
            step = (lack / 2 + _SETTLED) * (1.0 if gap >= 0 else -1.0)
            spots[one][axis] -= step
            spots[two][axis] += step
        spots = [list(_within((x, y))) for x, y in spots]
        if not crowded:
            break
    return [(x, y) for x, y in spots]
