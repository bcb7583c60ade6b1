"""Country outlines and seats of government, read from the package's data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources.abc import Traversable

import msgspec

from neraca.errors import fail
from neraca.packs.files import data_folder, read_toml

Point = tuple[float, float]
Ring = tuple[int, ...]


class _Shape(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    code: str
    disputed: bool
    parts: tuple[tuple[Ring, ...], ...]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    step: float
    arcs: tuple[tuple[int, ...], ...]
    shapes: tuple[_Shape, ...]


class _Seats(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    seats: dict[str, tuple[float, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A country's parts, each a list of rings of arc numbers (`~n` is arc n backwards).

    `disputed` shapes are drawn hatched and given to nobody.
    """

    code: str
    disputed: bool
    parts: tuple[tuple[Ring, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Outlines as arcs that neighbours share; points are (degrees east, degrees north)."""

    source: str
    arcs: tuple[tuple[Point, ...], ...]
    shapes: tuple[Shape, ...]
    seats: Mapping[str, Point]

    def ring(self, ring: Ring) -> list[Point]:
        """The points of a ring, closed."""
        points: list[Point] = []
        for number in ring:
            piece = self.arcs[number] if number >= 0 else self.arcs[~number][::-1]
            points += piece[1:] if points else piece
        return points


@lru_cache(maxsize=1)
def read_world() -> World:
    """The outlines that come with the package.

    Raises:
        NeracaError: N201, when a file breaks its format.
    """
    folder = data_folder().joinpath("publish")
    return load_world(folder.joinpath("world.json"), seats=folder.joinpath("seats.toml"))


def load_world(file: Traversable, *, seats: Traversable) -> World:
    """Read outlines and seats from two files.

    Raises:
        NeracaError: N201, when a file breaks its format.
    """
    try:
        found = msgspec.json.decode(file.read_bytes(), type=_File)
    except msgspec.DecodeError as error:
        raise fail("N201", where=file.name, detail=str(error)) from error
    return World(
        source=found.source,
        arcs=tuple(_unpack(arc, step=found.step) for arc in found.arcs),
        shapes=tuple(Shape(code=s.code, disputed=s.disputed, parts=s.parts) for s in found.shapes),
        seats=read_toml(seats, _Seats).seats,
    )


def _unpack(deltas: tuple[int, ...], *, step: float) -> tuple[Point, ...]:
    points, x, y = [], 0, 0
    for dx, dy in zip(deltas[::2], deltas[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x * step, y * step))
    return tuple(points)
