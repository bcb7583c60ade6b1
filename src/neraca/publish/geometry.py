"""An equal-area view of the globe, and the cutting of lines and areas to its frame."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from neraca.publish.world import Point

# Half units between two points of a path, at least: two pixels of a wide screen are not seen, and weigh much.
_NEAR = 4
# Beyond this distance from the centre (its cosine) the projection smears; nothing there is drawn.
_FAR = math.cos(math.radians(150))


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Lambert's azimuthal equal-area projection (Snyder 1987, p. 185) into a frame.

    Attributes:
        centre: Degrees east and north of the projection's centre.
        origin: Where the frame's upper left corner lies in the projection, y downwards, in earth radii.
        scale: Units of the frame for an earth radius.
        width: Of the frame.
        height: Of the frame.
    """

    centre: Point
    origin: Point
    scale: float
    width: float
    height: float

    def place(self, point: Point) -> Point | None:
        """Where a point falls in the frame's units; None when it lies behind the globe."""
        plane = to_plane(point, self.centre)
        if plane is None:
            return None
        return (plane[0] - self.origin[0]) * self.scale, (plane[1] - self.origin[1]) * self.scale

    def holds(self, place: Point, margin: float = 0.0) -> bool:
        """Whether a place lies inside the frame, `margin` away from its edges."""
        return margin <= place[0] <= self.width - margin and margin <= place[1] <= self.height - margin


def to_plane(point: Point, centre: Point) -> Point | None:
    """Project a point, y downwards, in earth radii; None when it lies far behind."""
    lon, lat = math.radians(point[0] - centre[0]), math.radians(point[1])
    lat0 = math.radians(centre[1])
    cosine = math.sin(lat0) * math.sin(lat) + math.cos(lat0) * math.cos(lat) * math.cos(lon)
    if cosine < _FAR:
        return None
    k = math.sqrt(2 / (1 + cosine))
    return (
        k * math.cos(lat) * math.sin(lon),
        -k * (math.cos(lat0) * math.sin(lat) - math.sin(lat0) * math.cos(lat) * math.cos(lon)),
    )


def middle_of(points: Sequence[Point]) -> Point:
    """The middle of points on the globe: the direction of the sum of their unit vectors."""
    x = y = z = 0.0
    for lon, lat in points:
        a, b = math.radians(lon), math.radians(lat)
        x, y, z = x + math.cos(b) * math.cos(a), y + math.cos(b) * math.sin(a), z + math.sin(b)
    return math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))


def frame_points(points: Sequence[Point], *, width: float, height: float, smallest: float) -> View:
    """A view that holds all points with room around them.

    Args:
        points: At least one, in degrees.
        width: Of the frame.
        height: Of the frame.
        smallest: Width in earth radii below which the view does not zoom in.
    """
    centre = middle_of(points)
    places = [place for point in points if (place := to_plane(point, centre))]
    xs, ys = [x for x, _ in places] or [0.0], [y for _, y in places] or [0.0]
    wide = max((max(xs) - min(xs)) * 1.6, (max(ys) - min(ys)) * 1.9 * width / height, smallest)
    left, top = (max(xs) + min(xs) - wide) / 2, (max(ys) + min(ys) - wide * height / width) / 2
    return View(centre=centre, origin=(left, top), scale=width / wide, width=width, height=height)


def clip_area(points: Sequence[Point], width: float, height: float) -> list[Point]:
    """Cut a polygon to the frame (Sutherland and Hodgman 1974)."""
    area = list(points)
    for axis, limit, sign in ((0, 0.0, 1), (0, width, -1), (1, 0.0, 1), (1, height, -1)):
        area = _cut_side(area, axis=axis, limit=limit, sign=sign)
    return area


def _cut_side(points: list[Point], *, axis: int, limit: float, sign: int) -> list[Point]:
    kept: list[Point] = []
    for position, here in enumerate(points):
        before = points[position - 1]
        inside, was_inside = (here[axis] - limit) * sign >= 0, (before[axis] - limit) * sign >= 0
        if inside != was_inside:
            part = (limit - before[axis]) / (here[axis] - before[axis])
            kept.append((before[0] + part * (here[0] - before[0]), before[1] + part * (here[1] - before[1])))
        if inside:
            kept.append(here)
    return kept


def draw_path(lines: Iterable[Sequence[Point]], *, closed: bool) -> str:
    """SVG path data in half units, relative; points within two units of the one before are left out."""
    pieces: list[str] = []
    for line in lines:
        grid = [(round(x * 2), round(y * 2)) for x, y in line]
        steps, last = [], grid[0] if grid else (0, 0)
        for point in grid[1:]:
            if abs(point[0] - last[0]) + abs(point[1] - last[1]) >= _NEAR:
                steps.append(f"{point[0] - last[0]} {point[1] - last[1]}")
                last = point
        if len(steps) >= (2 if closed else 1):
            pieces.append(f"M{grid[0][0]} {grid[0][1]}l{' '.join(steps)}{'z' if closed else ''}".replace(" -", "-"))
    return "".join(pieces)
