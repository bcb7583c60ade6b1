"""Windows of days around possible causes of an effect, counted for every pair and day at once.

A unit is a cell of the pair between which the effect is: whether a cause stands there is asked afterwards, for each
type and shape, so that the windows are counted once for an effect.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from neraca.records import Shape
from neraca.relate.panel import Ints, Panel, count_within

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

# News comes together over the whole world, as in the weeks of the General Assembly: errors of a block may go together.
BLOCK_DAYS = 28
# First days of the far windows, in windows of `within` days: two and four windows away on either side.
FAR_WINDOWS = (-5, -3, 2, 4)
# How far they reach on either side, in windows.
REACH = 5
# Shapes without a third party.
BETWEEN = frozenset((Shape.BACK, Shape.AGAIN))
_THIRD_ACTS = frozenset((Shape.THIRD_TO_TARGET, Shape.THIRD_TO_ACTOR))
_OF_ACTOR = frozenset((Shape.ACTOR_TO_THIRD, Shape.THIRD_TO_ACTOR))
# With a cause and an effect of one type these look the same forward and backward.
_TURNED = frozenset((Shape.BACK, Shape.AGAIN, Shape.ACTOR_TO_THIRD, Shape.THIRD_TO_TARGET))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days [start, end) of a history that are looked at alone."""

    start: int
    end: int

    def units(self, cells: Ints, panel: Panel, *, reach: tuple[int, int]) -> Ints:
        """Those cells whose windows, so many days before and after, stay inside."""
        _, day = panel.split(cells)
        return cells[(day - reach[0] >= self.start) & (day + reach[1] < self.end)]

    def inside(self, cells: Ints, panel: Panel) -> Ints:
        """The cells of its days."""
        return self.units(cells, panel, reach=(0, 0))


@dataclass(frozen=True, slots=True, eq=False)
class OrderUnits:
    """Units with the effect in one of the two windows around, or nearer in one of them, and not on the day itself.

    Attributes:
        after: Whether the nearest effect is the later one.
        days: How far it is.
        activity: Events of the pair in either direction that are not of the effect's type: before and after.
        volume: Logarithm of all events after less that of all before.
    """

    cells: Ints
    after: Flags
    days: Ints
    activity: tuple[Ints, Ints]
    volume: Floats


@dataclass(frozen=True, slots=True, eq=False)
class LevelUnits:
    """Units with the effect in the window after, the one before or one of the far ones.

    Attributes:
        after: 1 with the effect in the window after.
        before: 1 with the effect in the window before.
        far: In how many of the far windows it is.
    """

    cells: Ints
    after: Ints
    before: Ints
    far: Ints


def shapes_of(panel: Panel, cause: int, effect: int) -> tuple[Shape, ...]:
    """Shapes that can be told apart and have an order; a mutual act has no side, so that some are the same."""
    left_out: frozenset[Shape] = frozenset()
    if panel.mutual[cause]:
        left_out |= _OF_ACTOR | {Shape.AGAIN}
    if panel.mutual[effect]:
        left_out |= _THIRD_ACTS | {Shape.AGAIN}
    if cause == effect:
        left_out |= frozenset(Shape) if panel.mutual[cause] else _TURNED
    return tuple(shape for shape in Shape if shape not in left_out)


def order_units(panel: Panel, effect: int, *, within: int, stretch: Stretch) -> OrderUnits:
    """Compare the days after with those before, for the effect that has this place in the panel's types."""
    own = stretch.inside(panel.by_type[effect], panel)
    after, before = _seen(own, first=1, within=within), _seen(own, first=-within, within=within)
    cells = np.setdiff1d(np.union1d(after, before), own, assume_unique=True)
    cells = stretch.units(cells, panel, reach=(within, within))
    to_next, to_last = _distances(own, cells)
    cells, to_next, to_last = (part[to_next != to_last] for part in (cells, to_next, to_last))
    every = np.sort(np.concatenate(panel.by_type))
    later = {"after": 1, "until": within}
    earlier = {"after": -within, "until": -1}
    activity = [
        sum(
            (
                count_within(every, around, **side) - count_within(panel.by_type[effect], around, **side)
                for around in (cells, panel.reversed(cells))
            ),
            np.zeros(len(cells), dtype=np.int64),
        )
        for side in (earlier, later)
    ]
    return OrderUnits(
        cells=cells,
        after=to_next < to_last,
        days=np.minimum(to_next, to_last),
        activity=(activity[0], activity[1]),
        volume=_volume_change(panel, panel.split(cells)[1], within=within),
    )


def level_units(panel: Panel, effect: int, *, within: int, stretch: Stretch) -> LevelUnits:
    """Compare the days around with windows of the same pair further away."""
    own = stretch.inside(panel.by_type[effect], panel)
    after, before = _seen(own, first=1, within=within), _seen(own, first=-within, within=within)
    starts = [window * within + (window > 0) for window in FAR_WINDOWS]
    far = [_seen(own, first=start, within=within) for start in starts]
    cells = np.unique(np.concatenate([after, before, *far]))
    cells = stretch.units(cells, panel, reach=(-min(starts), max(starts) + within - 1))
    return LevelUnits(
        cells=cells,
        after=_member(after, cells).astype(np.int64),
        before=_member(before, cells).astype(np.int64),
        far=np.sum([_member(one, cells) for one in far], axis=0, dtype=np.int64),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Causes:
    """Where causes stand: for each type, party and day how many pairs with the party on a side have such an event."""

    panel: Panel
    by_source: NDArray[np.int32]
    by_target: NDArray[np.int32]

    def around(self, cells: Ints) -> AtUnits:
        """What stands on the days of units."""
        return AtUnits(causes=self, cells=cells)


class AtUnits:
    """What stands on the days of units: looked up once, asked for each type and shape."""

    def __init__(self, *, causes: Causes, cells: Ints) -> None:
        panel = self.panel = causes.panel
        self._causes = causes
        self.cells = cells
        self.pair, self.day = panel.split(cells)
        self._own = panel.masks_at(cells)
        self._back = panel.masks_at(panel.reversed(cells))

    def holds(self, cause: int, shape: Shape) -> Flags:
        """Whether a cause of this type and shape stands on each unit's day.

        One that stands between the unit's own two parties as well is none of a third party.
        """
        own, back = (self._own >> cause & 1).astype(bool), (self._back >> cause & 1).astype(bool)
        if shape is Shape.AGAIN:
            return own
        if shape is Shape.BACK:
            return back
        if shape in (Shape.TARGET_TO_THIRD, Shape.THIRD_TO_TARGET):
            counts = self._causes.by_target[cause]
        else:
            counts = self._causes.by_source[cause]
        held: Flags = (counts[self.pivot(shape), self.day] > 0) & ~own & ~back
        return held

    def chosen(self, cause: int, effect: int, shape: Shape) -> Ints:
        """Places of the units with such a cause; where both acts are mutual, each pair stands there once."""
        held = self.holds(cause, shape)
        if shape in BETWEEN and self.panel.mutual[cause] and self.panel.mutual[effect]:
            held = held & (self.pair % 2 == 0)
        return np.flatnonzero(held)

    def pivot(self, shape: Shape) -> Ints:
        """The party of each unit that is in the cause as well."""
        panel = self.panel
        ends = panel.source if shape in (Shape.TARGET_TO_THIRD, Shape.ACTOR_TO_THIRD) else panel.target
        return ends[self.pair]

    def clusters(self, shape: Shape) -> tuple[Ints, Ints]:
        """Which units may go together: those of two parties, or of the party that both events share; of one time."""
        together = self.pair >> 1 if shape in BETWEEN else self.pivot(shape)
        return together, self.day // BLOCK_DAYS


def find_causes(panel: Panel) -> Causes:
    """Count a panel's events by party and day."""
    return Causes(
        panel=panel, by_source=panel.party_counts(of=panel.source), by_target=panel.party_counts(of=panel.target)
    )


def _seen(own: Ints, *, first: int, within: int) -> Ints:
    """Sorted units that see one of the cells in their window of `within` days from day `first` on."""
    shifts = np.arange(first, first + within)
    return np.unique((own[:, None] - shifts[None, :]).ravel())


def _distances(own: Ints, cells: Ints) -> tuple[Ints, Ints]:
    """Days from cells to the next and to the last of the sorted `own` that is not the cell itself."""
    beyond = np.iinfo(np.int64).max // 4
    padded = np.concatenate([[-beyond], own, [beyond]])
    place = np.searchsorted(padded, cells, side="left")
    to_next: Ints = padded[place] - cells
    to_last: Ints = cells - padded[place - 1]
    return to_next, to_last


def _member(sorted_cells: Ints, cells: Ints) -> Flags:
    if not len(sorted_cells):
        return np.zeros(len(cells), dtype=bool)
    places = np.minimum(np.searchsorted(sorted_cells, cells), len(sorted_cells) - 1)
    held: Flags = sorted_cells[places] == cells
    return held


def _volume_change(panel: Panel, day: Ints, *, within: int) -> Floats:
    sums = np.concatenate([[0], np.cumsum(panel.volume())])
    after = sums[np.minimum(day + within + 1, panel.days)] - sums[np.minimum(day + 1, panel.days)]
    before = sums[day] - sums[np.maximum(day - within, 0)]
    change: Floats = np.log1p(after) - np.log1p(before)
    return change
