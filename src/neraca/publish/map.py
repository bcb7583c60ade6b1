"""The map: who is involved, and a line for each direction in which things are said to have passed."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from neraca.publish.balance import pair_id
from neraca.publish.book import Book
from neraca.publish.geometry import View, clip_area, draw_path, frame_points, middle_of
from neraca.publish.traffic import Load, Traffic, Way, find_traffic
from neraca.publish.world import Point, Ring, Shape, World

WIDTH, HEIGHT = 720.0, 400.0
_SMALLEST = 0.42  # earth radii: about 2,700 km across
_WIDEST = 1.9  # earth radii: about 12,000 km; beyond, the map would show half the globe and little of what matters
_CORE = 2  # parties that are always shown
_BOW = 0.16  # how far a line bends, as a part of its length
_MOST_LABELS = 14
_LETTER, _LINE = 7.2, 15.0  # rough size of a letter and a line of the labels
_NARROW = 1.3  # how much wider a narrow screen writes the names of main parties
_HOPELESS = 1e6
_MISREAD = 400.0  # what a name costs that stands so near another party's dot that it would be read as that one's
_NEAR = 9.0
# Two dots so near that names may seem to belong to the other one.
_BESIDE = 30.0
# Where a name may stand beside its dot: steps right and down (in lines below, in tenths above), and its anchor.
_SIDES = (
    (9.0, 0.35, "start"), (-9.0, 0.35, "end"), (0.0, 1.2, "middle"), (0.0, -1.0, "middle"),
    (8.0, 1.0, "start"), (-8.0, 1.0, "end"), (8.0, -0.6, "start"), (-8.0, -0.6, "end"),
)  # fmt: skip
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A party's name and dot; `main` parties have lines."""

    name: str
    x: float
    y: float
    text_x: float
    text_y: float
    anchor: str
    main: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """A line from giver to receiver; `real` when any of it is delivered or under way.

    `pair` is the balance that it stands for, `title` what it says in words.
    """

    pair: str
    title: str
    path: str
    head: str
    width: float
    real: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """The words to a line; `drawn` is `solid` or `broken`, or `beyond` where a party lies outside the map."""

    pair: str
    giver: str
    receiver: str
    count: str
    drawn: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A hatched area that the frame holds, and where its name stands, if there is room."""

    name: str
    x: float
    y: float
    has_room: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """Paths in half units of a WIDTH by HEIGHT frame."""

    land: str
    involved: str
    disputed: str
    borders: str
    flows: tuple[Flow, ...]
    labels: tuple[Label, ...]
    exchanges: tuple[Exchange, ...]
    outside: str
    hatched: tuple[Spot, ...]
    source: str


def draw_map(book: Book, world: World, traffic: Traffic | None = None) -> Map | None:
    """The map of an account; None when no party has a place on it.

    Args:
        book: Names and words; the account too, where it is not counted yet.
        world: Outlines.
        traffic: What is drawn; None counts the book's account.
    """
    seats = _seats(world)
    known = traffic or find_traffic(book.account)
    routes, weight = known.loads, known.parties
    main = [code for code in sorted({code for route in routes for code in route}) if code in seats]
    shown = _heaviest(routes) if main else list(weight)
    view = _frame([seats[code] for code in shown if code in seats])
    if view is None:
        return None
    inside, outside = _split(weight, seats, view)
    ring = _Drawer(world, view)
    labels = _labels(inside, set(main), routes=routes, view=view, seats=seats, book=book)
    plain = [shape for shape in world.shapes if not shape.disputed]
    return Map(
        land=ring.areas([shape for shape in plain if shape.code not in weight]),
        involved=ring.areas([shape for shape in plain if shape.code in weight]),
        disputed=ring.areas([shape for shape in world.shapes if shape.disputed]),
        borders=ring.borders(),
        flows=tuple(_flow(route, known, view=view, seats=seats, book=book) for route in sorted(routes)
                    if route[0] in inside and route[1] in inside and route[0] != route[1]),
        labels=labels,
        exchanges=_exchanges(known, set(inside), book),
        outside=book.parties(tuple(outside)),
        hatched=_hatched(world, view, book, labels=labels),
        source=world.source,
    )  # fmt: skip


def _heaviest(routes: Mapping[Way, Load]) -> list[str]:
    """Parties of the ledger, those with most lines first."""
    lines: Counter[str] = Counter()
    for route in sorted(routes):
        for code in route:
            lines[code] += routes[route].lines
    return sorted(lines, key=lambda code: (-lines[code], code))


def _frame(points: list[Point]) -> View | None:
    """A view of the first points and of all others that do not make it much wider; None without a point."""
    view, kept = None, list[Point]()
    for point in points:
        wider = frame_points([*kept, point], width=WIDTH, height=HEIGHT, smallest=_SMALLEST)
        if len(kept) < _CORE or WIDTH / wider.scale <= _WIDEST:
            view, kept = wider, [*kept, point]
    return view


class _Drawer:
    """Draws parts of one world in one view."""

    def __init__(self, world: World, view: View) -> None:
        self._world = world
        self._view = view

    def areas(self, shapes: list[Shape]) -> str:
        """One path for all the shapes."""
        rings = (self._area(ring) for shape in shapes for part in shape.parts for ring in part)
        return draw_path((ring for ring in rings if ring), closed=True)

    def _area(self, ring: Ring) -> list[Point]:
        placed = [place for point in self._world.ring(ring) if (place := self._view.place(point))]
        return clip_area(placed, WIDTH, HEIGHT) if len(placed) > 2 else []

    def borders(self) -> str:
        """Lines between two shapes; the seam at 180 degrees is none."""
        uses = Counter(
            number if number >= 0 else ~number
            for shape in self._world.shapes
            for part in shape.parts
            for ring in part
            for number in ring
        )
        lines: list[list[Point]] = []
        for number in sorted(number for number, used in uses.items() if used > 1):
            lines += self._pieces(self._world.arcs[number])
        return draw_path(lines, closed=False)

    def _pieces(self, arc: tuple[Point, ...]) -> list[list[Point]]:
        pieces: list[list[Point]] = [[]]
        for point in arc:
            place = self._view.place(point) if abs(point[0]) < 179.9 else None
            if place is not None and self._view.holds(place):
                pieces[-1].append(place)
            elif pieces[-1]:
                pieces.append([])
        return [piece for piece in pieces if piece]


def _hatched(world: World, view: View, book: Book, *, labels: tuple[Label, ...]) -> tuple[Spot, ...]:
    """Names of the disputed areas in the frame, each below its largest part."""
    spots = []
    for shape in world.shapes:
        largest = max((world.ring(part[0]) for part in shape.parts), key=len)
        place = view.place(middle_of(largest)) if shape.disputed else None
        if place is not None and view.holds(place, 8):
            lowest = max(point[1] for point in map(view.place, largest) if point is not None)
            name, y = book.words.term("disputed-area", shape.code), lowest + 10
            half = len(name) * _LETTER * 0.4
            x = min(max(place[0], half + 2), WIDTH - half - 2)
            box = (x - half, y - 10, x + half, y + 3)
            has_room = not any(_overlap(box, _text_box(label)) for label in labels)
            spots.append(Spot(name=name, x=round(x, 1), y=round(y, 1), has_room=has_room))
    return tuple(sorted(spots, key=lambda spot: spot.name))


def _seats(world: World) -> dict[str, Point]:
    """Where each party is anchored: its seat, or the middle of its largest part."""
    found = dict(world.seats)
    for shape in world.shapes:
        if shape.code not in found:
            largest = max((world.ring(part[0]) for part in shape.parts), key=len)
            found[shape.code] = middle_of(largest)
    return found


def _split(weight: Mapping[str, int], seats: Mapping[str, Point], view: View) -> tuple[list[str], list[str]]:
    inside: list[str] = []
    outside: list[str] = []
    for code in weight:
        place = view.place(seats[code]) if code in seats else None
        (inside if place and view.holds(place, 8) else outside).append(code)
    return inside, outside


def _flow(route: Way, traffic: Traffic, *, view: View, seats: Mapping[str, Point], book: Book) -> Flow:
    load = traffic.loads[route]
    start, end = view.place(seats[route[0]]), view.place(seats[route[1]])
    if start is None or end is None:
        raise AssertionError("both ends lie inside the frame")
    bend = _bend(start, end)
    room = min(9.0, math.dist(start, end) / 5)
    start, end = _towards(start, bend, room), _towards(end, bend, room)
    ax, ay = end[0] - bend[0], end[1] - bend[1]
    along = math.hypot(ax, ay) or 1.0
    ux, uy = ax / along, ay / along
    width = round(1.6 + math.log2(1 + load.witnesses) * 0.7, 1)
    size = 5 + width
    neck = (end[0] - ux * size, end[1] - uy * size)
    head = (end, (neck[0] - uy * size / 2, neck[1] + ux * size / 2), (neck[0] + uy * size / 2, neck[1] - ux * size / 2))
    return Flow(
        pair=pair_id(*route),
        title=f"{book.parties(route[:1])} → {book.parties(route[1:])}: {book.words.count('lines', load.lines)}",
        path=f"M{start[0]:.1f} {start[1]:.1f}Q{bend[0]:.1f} {bend[1]:.1f} {neck[0]:.1f} {neck[1]:.1f}",
        head=" ".join(f"{x:.1f},{y:.1f}" for x, y in head),
        width=width,
        real=load.is_real,
    )


def _towards(point: Point, target: Point, distance: float) -> Point:
    dx, dy = target[0] - point[0], target[1] - point[1]
    length = math.hypot(dx, dy) or 1.0
    return point[0] + dx / length * distance, point[1] + dy / length * distance


def _labels(
    codes: list[str],
    main: set[str],
    *,
    routes: Mapping[Way, Load],
    view: View,
    seats: Mapping[str, Point],
    book: Book,
) -> tuple[Label, ...]:
    """Names beside their dots, main parties first, where they cover neither each other nor the edge."""
    shown = sorted(codes, key=lambda code: code not in main)[:_MOST_LABELS]
    places = {code: place for code in shown if (place := view.place(seats[code]))}
    taken = [_around(place, 6.0) for place in places.values()]
    for giver, receiver in routes:
        if giver in places and receiver in places:
            taken += [_around(point, 2.0) for point in _curve(places[giver], places[receiver])]
    labels = []
    for code, place in places.items():
        others = [dot for other, dot in places.items() if other != code]
        tried = [_try_side(code, place, side, main=main, taken=taken, book=book) for side in _SIDES]
        label, box, covered = tried[pick_side([(box, covered) for _, box, covered in tried], dots=others, own=place)]
        if covered < _HOPELESS or code in main:
            taken.append(box)
            labels.append(label)
    return tuple(labels)


def _try_side(
    code: str, place: Point, side: tuple[float, float, str], *, main: set[str], taken: list[Box], book: Book
) -> tuple[Label, Box, float]:
    """A label at one side of its dot, its box, and how much it covers (a lot, when it leaves the frame)."""
    name = book.names.actor(code)
    wide = len(name) * _LETTER * (1.5 if code in main else 1)
    high = _LINE * (1.4 if code in main else 1)
    dx, dy, anchor = side
    x, y = place[0] + dx, place[1] + (dy * high if dy > 0 else dy * 10)
    left, right = _reach(x, wide, anchor)
    box = (left, y - high * 0.8, right, y + 3)
    edges = _reach(x, wide * _NARROW if code in main else wide, anchor)
    inside = edges[0] > 2 and edges[1] < WIDTH - 2 and box[1] > 2 and box[3] < HEIGHT - 2
    covered = sum(_overlap(box, other) for other in taken) + (0 if inside else _HOPELESS)
    text = {"x": round(place[0], 1), "y": round(place[1], 1), "text_x": round(x, 1), "text_y": round(y, 1)}
    return Label(name=name, anchor=anchor, main=code in main, **text), box, covered


def _reach(x: float, wide: float, anchor: str) -> tuple[float, float]:
    """Where a text of this width begins and ends."""
    left = x - (wide if anchor == "end" else wide / 2 if anchor == "middle" else 0)
    return left, left + wide


def pick_side(tried: list[tuple[Box, float]], *, dots: list[Point], own: Point) -> int:
    """Which of the boxes of a name is best: the least covered, and not where it would be read as another party's.

    That is beside the dot of another party, or above its own dot where a neighbour lies just north of it, as Seoul's
    name above Pyongyang's would.

    Args:
        tried: Each box, and how much it covers.
        dots: Of the other parties.
        own: Its own dot.
    """
    beside = [dot for dot in dots if math.dist(dot, own) < _BESIDE]

    def cost(number: int) -> float:
        box, covered = tried[number]
        off = (box[1] + box[3]) / 2 - own[1]
        crossed = sum(abs(off) > _LINE / 2 and off * (dot[1] - own[1]) > 0 for dot in beside)
        return covered + _MISREAD * (crossed + sum(_overlap(box, _around(dot, _NEAR)) > 0 for dot in dots))

    return min(range(len(tried)), key=cost)


def _text_box(label: Label) -> Box:
    """Where a label's name stands, roughly."""
    wide = len(label.name) * _LETTER * (1.5 if label.main else 1)
    left = label.text_x - (wide if label.anchor == "end" else wide / 2 if label.anchor == "middle" else 0)
    return (left, label.text_y - _LINE, left + wide, label.text_y + 3)


def _around(point: Point, reach: float) -> Box:
    return point[0] - reach, point[1] - reach, point[0] + reach, point[1] + reach


def _overlap(a: Box, b: Box) -> float:
    return max(0.0, min(a[2], b[2]) - max(a[0], b[0])) * max(0.0, min(a[3], b[3]) - max(a[1], b[1]))


def _curve(start: Point, end: Point) -> list[Point]:
    """Points along the line that `_flow` draws."""
    bend = _bend(start, end)
    points = []
    for step in range(1, 40):
        t = step / 40
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t**2
        points.append((a * start[0] + b * bend[0] + c * end[0], a * start[1] + b * bend[1] + c * end[1]))
    return points


def _bend(start: Point, end: Point) -> Point:
    dx, dy = end[0] - start[0], end[1] - start[1]
    return (start[0] + end[0]) / 2 - dy * _BOW, (start[1] + end[1]) / 2 + dx * _BOW


def _exchanges(traffic: Traffic, inside: set[str], book: Book) -> tuple[Exchange, ...]:
    unknown = book.words.say("unknown-party")
    return tuple(
        Exchange(
            pair=pair_id(*route),
            giver=book.parties((route[0],)) or unknown,
            receiver=book.parties((route[1],)) or unknown,
            count=book.words.count("lines", traffic.loads[route].lines),
            drawn=("solid" if traffic.loads[route].is_real else "broken") if inside.issuperset(route) else "beyond",
        )
        for route in traffic.ordered()
    )
