"""What is known on a day: decayed counts at several half-lives, windows of the past, last days; nothing later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from neraca.forecast.cells import OTHER, QUADS, Cells, Places, find_codes, quads_of

Floats = NDArray[np.float64]

HALF_LIVES = (3, 10, 30, 90, 365)
"""Days after which an event counts half."""
SETTLED = 180, 365, 730, 1460
"""Half-lives among which the decayed Poisson's is chosen."""
QUIET_DAYS = 90
"""An event after as many days without one is an onset."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sums:
    """Counts by a key: for each half-life, and without decay under 0.

    A key that never occurs counts 0.
    """

    keys: Places
    counts: Mapping[int, Floats]

    def of(self, codes: Places, half_life: int) -> Floats:
        """The decayed count of each code."""
        if not len(self.keys):
            return np.zeros(np.shape(codes))
        place = find_codes(self.keys, codes)
        return np.where(place < 0, 0.0, self.counts[half_life][place])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Grouping:
    """Cells gathered under larger keys; it depends on the names of cells only, never on what happened."""

    keys: Places
    place: Places

    def sums(self, counts: Mapping[int, Floats]) -> Sums:
        """Add up the counts of the cells."""
        size = len(self.keys)
        return Sums(keys=self.keys, counts={name: add_up(self.place, one, size) for name, one in counts.items()})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Groupings:
    """The larger keys: acts between two by class and all, types by actor and by recipient, each party, each type."""

    dyad_class: Grouping
    pair: Grouping
    actor_type: Grouping
    recipient_type: Grouping
    actor: Grouping
    recipient: Grouping
    type: Grouping


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lags:
    """The state on a day.

    Attributes:
        day: Its end is the time at which this is known.
        horizon_days: Length of the windows.
        days: Days of history, from the first known event to this day.
        windows: Whole windows in it, counted back from this day.
        cells: Event days of each cell, each as much as its event is trusted; those named as in `Groupings` add them up.
        hits: Windows with an event, by cell in order of `cells.keys`.
        last: The cell's last known event day; 0 where none was known.
        recent: Event days in the last window, by cell.
        quarter: Event days in the last `QUIET_DAYS`, by cell.
        effective: How many days each half-life counts for.
        type_hits: Windows with an event of each type, over all pairs.
        pairs: Ordered pairs of parties of which any event was known.
    """

    day: int
    horizon_days: int
    days: int
    windows: int
    cells: Sums
    hits: Floats
    last: Places
    recent: Floats
    quarter: Floats
    effective: Mapping[int, float]
    dyad_class: Sums
    pair: Sums
    actor_type: Sums
    recipient_type: Sums
    actor: Sums
    recipient: Sums
    type: Sums
    type_hits: Floats
    pairs: int


def make_groupings(cells: Cells) -> Groupings:
    """The larger keys of the cells."""
    source, target, relation = cells.sources, cells.targets, cells.relations
    actors, kinds = max(len(cells.actors), 1), cells.kinds
    quad = quads_of(cells.types)[relation]
    return Groupings(
        dyad_class=_group((source * actors + target) * (OTHER + 1) + quad),
        pair=_group(source * actors + target),
        actor_type=_group(source * kinds + relation),
        recipient_type=_group(target * kinds + relation),
        actor=_group(source),
        recipient=_group(target),
        type=Grouping(keys=np.arange(kinds), place=relation),
    )


def dyad_class_code(cells: Cells, source: Places, target: Places, quad: int) -> Places:
    """Key of a class of acts from one party to another; -1 for an unknown party."""
    made = (source * len(cells.actors) + target) * (len(QUADS) + 1) + quad
    return np.where((source < 0) | (target < 0), -1, made)


def make_lags(cells: Cells, groupings: Groupings, *, day: int, horizon_days: int) -> Lags:
    """What was known by the end of this day."""
    seen = cells.known <= day
    cell, when, trust = cells.cell[seen], cells.day[seen], cells.weight[seen]
    age = day - when
    size = len(cells.keys)
    days = int(age.max()) + 1 if len(age) else 0
    windows = days // horizon_days
    counts: dict[int, Floats] = {0: add_up(cell, trust, size)}
    steps = np.arange(days + 1)
    effective = {0: float(days)}
    for half_life in (*HALF_LIVES, *SETTLED):
        weights = np.exp2(-steps / half_life)
        counts[half_life] = add_up(cell, weights[age] * trust, size)
        effective[half_life] = float(weights[:days].sum())
    hits = _hits(cell, age // horizon_days, windows, size)
    last = np.zeros(size, np.int64)
    last[cell] = when  # in order of day: the last one stays
    by_type = groupings.type.place
    return Lags(
        day=day,
        horizon_days=horizon_days,
        days=days,
        windows=windows,
        cells=Sums(keys=cells.keys, counts=counts),
        hits=hits,
        last=last,
        recent=add_up(cell, age < horizon_days, size),
        quarter=add_up(cell, age < QUIET_DAYS, size),
        effective=effective,
        dyad_class=groupings.dyad_class.sums(counts),
        pair=groupings.pair.sums(counts),
        actor_type=groupings.actor_type.sums(counts),
        recipient_type=groupings.recipient_type.sums(counts),
        actor=groupings.actor.sums(counts),
        recipient=groupings.recipient.sums(counts),
        type=groupings.type.sums(counts),
        type_hits=add_up(by_type, hits, cells.kinds),
        pairs=int(np.unique(cells.keys[counts[0] > 0] // cells.kinds).size),
    )


def add_up(place: Places, values: NDArray[np.bool_] | Floats, size: int) -> Floats:
    """Sums of values by place."""
    return np.bincount(place, values, size).astype(np.float64)


def _hits(cell: Places, window: Places, windows: int, size: int) -> Floats:
    """Windows with an event by cell; days of a cell are in order, so equal windows stand side by side."""
    new = np.ones(len(cell), bool)
    new[1:] = (cell[1:] != cell[:-1]) | (window[1:] != window[:-1])
    return np.bincount(cell[new & (window < windows)], minlength=size).astype(np.float64)


def _group(codes: Places) -> Grouping:
    keys, place = np.unique(codes, return_inverse=True)
    return Grouping(keys=keys, place=place)
