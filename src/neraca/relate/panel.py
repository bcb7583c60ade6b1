"""A history as days of pairs: which types of events each pair of parties had on which day, for fast counting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from neraca.records import MUTUAL_TYPES, HistoryEvent

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """A history counted by pair and day; a pair is ordered, and `pair ^ 1` is its other direction.

    A cell is one pair on one day, numbered `pair * stride + day`; the stride leaves room between pairs, so that a
    window around a day never meets another pair's days.

    Attributes:
        parties: Sorted names of all parties.
        types: Sorted event types.
        mutual: Of each type, whether its parties act together: its events stand in both directions of their pair.
        source, target: Party of each pair, by its place in `parties`.
        days: Number of days from the first to the last.
        stride: Cells from a pair's day to the same day of the next pair.
        cells: Sorted cells with any event.
        masks: For each cell the types of its events, one bit each.
        by_type: Sorted cells of each type.
        ids: By type, then cell: id of the first of the cell's events.
        first: The first day.
    """

    parties: tuple[str, ...]
    types: tuple[str, ...]
    mutual: tuple[bool, ...]
    source: Ints
    target: Ints
    days: int
    stride: int
    cells: Ints
    masks: Ints
    by_type: tuple[Ints, ...]
    ids: tuple[dict[int, str], ...]
    first: date

    @property
    def pairs(self) -> int:
        """Number of ordered pairs; both directions of each are there."""
        return len(self.source)

    def split(self, cells: Ints) -> tuple[Ints, Ints]:
        """Pair and day of cells."""
        pair, day = np.divmod(cells, self.stride)
        return pair, day

    def reversed(self, cells: Ints) -> Ints:
        """The cells of the other direction on the same days."""
        pair, day = self.split(cells)
        return (pair ^ 1) * self.stride + day

    def masks_at(self, cells: Ints) -> Ints:
        """Types of events in cells; 0 where there are none."""
        if not len(self.cells):
            return np.zeros(len(cells), dtype=np.int64)
        places = np.minimum(np.searchsorted(self.cells, cells), len(self.cells) - 1)
        return np.where(self.cells[places] == cells, self.masks[places], 0)

    def party_counts(self, *, of: Ints) -> NDArray[np.int32]:
        """For type, party and day the number of pairs with such an event, with the party on the side `of`."""
        counts = np.zeros((len(self.types), len(self.parties), self.days), dtype=np.int32)
        for place, cells in enumerate(self.by_type):
            pair, day = self.split(cells)
            np.add.at(counts[place], (of[pair], day), 1)
        return counts

    def volume(self) -> Ints:
        """For each day the number of events between all pairs, each type of a pair once."""
        volume = np.zeros(self.days, dtype=np.int64)
        for cells in self.by_type:
            volume += np.bincount(self.split(cells)[1], minlength=self.days)
        return volume


def build_panel(history: Iterable[HistoryEvent], *, margin: int) -> Panel:
    """Count a history; the order of its events does not matter, and one told twice counts once.

    Args:
        history: At least one event.
        margin: Days around a day that windows may reach.
    """
    events = sorted(set(history))
    parties = sorted({party for event in events for party in (event.source, event.target)})
    types = sorted({event.type for event in events})
    first = min(event.day for event in events)
    days = (max(event.day for event in events) - first).days + 1
    stride = days + 2 * margin + 2
    place, kind = {name: at for at, name in enumerate(parties)}, {name: at for at, name in enumerate(types)}
    known = sorted({tuple(sorted((place[event.source], place[event.target]))) for event in events})
    both = [pair for one, other in known for pair in ((one, other), (other, one))]
    pairs = {pair: at for at, pair in enumerate(both)}
    ids: list[dict[int, str]] = [{} for _ in types]
    for event in events:
        pair = pairs[place[event.source], place[event.target]]
        for own in (pair, pair ^ 1) if event.type in MUTUAL_TYPES else (pair,):
            ids[kind[event.type]].setdefault(own * stride + (event.day - first).days, event.id)
    by_type = tuple(np.array(sorted(own), dtype=np.int64) for own in ids)
    cells, masks = _masks(by_type)
    ends = np.array(both, dtype=np.int64).reshape(-1, 2)
    return Panel(
        parties=tuple(parties),
        types=tuple(types),
        mutual=tuple(name in MUTUAL_TYPES for name in types),
        source=ends[:, 0],
        target=ends[:, 1],
        days=days,
        stride=stride,
        cells=cells,
        masks=masks,
        by_type=by_type,
        ids=tuple(ids),
        first=first,
    )


def count_within(cells: Ints, around: Ints, *, after: int, until: int) -> Ints:
    """How many of the sorted `cells` lie `after` to `until` days after each of `around`, both inclusive."""
    ends = np.searchsorted(cells, around + until, side="right")
    starts = np.searchsorted(cells, around + after, side="left")
    result: Ints = ends - starts
    return result


def _masks(by_type: tuple[Ints, ...]) -> tuple[Ints, Ints]:
    cells = np.unique(np.concatenate([np.zeros(0, dtype=np.int64), *by_type]))
    masks = np.zeros(len(cells), dtype=np.int64)
    for place, own in enumerate(by_type):
        masks[np.searchsorted(cells, own)] |= 1 << place
    return cells, masks
