"""Days with an event, for each cell of actor, recipient and type: what probabilities are counted from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from neraca.forecast.table import EventTable
from neraca.packs.coding import Quad, load_coding
from neraca.records import MUTUAL_TYPES

Places = NDArray[np.int64]
QUADS = tuple(Quad)
OTHER = len(QUADS)
"""Place of the class of acts without a type; they count as activity only."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cells:
    """Event days in order of cell and day; an event day counts once, however many events were told of it.

    Attributes:
        actors: As in the table.
        types: PLOVER types in order; the place after the last stands for acts without a type.
        keys: Code of each cell that holds a day, in order: `(source * actors + target) * (types + 1) + type`.
        cell: Place in `keys` of each event day.
        day: As `date.toordinal()` counts.
        known: First day on which it had both happened and been published.
        number: The event behind it that was known first, as a place in the table.
        weight: How much that event counts.
    """

    actors: tuple[str, ...]
    types: tuple[str, ...]
    keys: Places
    cell: Places
    day: Places
    known: Places
    number: Places
    weight: NDArray[np.float64]

    @property
    def sources(self) -> Places:
        """The actor of each cell."""
        return self.keys // self.kinds // max(len(self.actors), 1)

    @property
    def targets(self) -> Places:
        """The recipient of each cell."""
        return self.keys // self.kinds % max(len(self.actors), 1)

    @property
    def relations(self) -> Places:
        """The type of each cell."""
        return self.keys % self.kinds

    @property
    def kinds(self) -> int:
        """Types, and one for acts without."""
        return len(self.types) + 1

    def code(self, source: Places, target: Places, relation: Places) -> Places:
        """The code of cells, whether they hold a day or not; -1 where a party is no actor of the table (-1)."""
        made = (source * len(self.actors) + target) * self.kinds + relation
        return np.where((source < 0) | (target < 0) | (relation < 0), -1, made)

    def find(self, codes: Places) -> Places:
        """Places in `keys`; -1 for a cell that holds no day."""
        return find_codes(self.keys, codes)

    def days_of(self, code: int, *, by: int) -> Places:
        """Places of a cell's event days that were known by the end of this day, in order."""
        place = int(self.find(np.asarray([code]))[0])
        if place < 0:
            return np.empty(0, np.int64)
        first, last = np.searchsorted(self.cell, (place, place + 1))
        return np.arange(first, last)[self.known[first:last] <= by]


def find_codes(keys: Places, codes: Places) -> Places:
    """Places of codes in keys that are in order; -1 where there is none."""
    if not len(keys):
        return np.full(np.shape(codes), -1)
    place = np.minimum(np.searchsorted(keys, codes), len(keys) - 1)
    return np.where(keys[place] == codes, place, -1)


def make_cells(table: EventTable, types: tuple[str, ...] | None = None) -> Cells:
    """Count a table's days; acts that parties do together count for both, and what an actor does to itself for none.

    Days before anything was known are not counted either: what an article tells of long ago says nothing of how often
    such things happened then, and a history is as long as it has been told.

    `types` are those of the table that PLOVER has, if they are not given.
    """
    chosen = known_types(table) if types is None else types
    place_of = {name: number for number, name in enumerate(chosen)}
    relation_of = np.asarray([place_of.get(name, len(chosen)) for name in table.relations] or [0], np.int64)
    mutual = np.asarray([name in MUTUAL_TYPES for name in chosen] + [False])
    source, target = table.source.astype(np.int64), table.target.astype(np.int64)
    relation = relation_of[table.relation]
    number = np.arange(len(table), dtype=np.int64)
    both = np.flatnonzero(mutual[relation])
    source, target = np.concatenate((source, target[both])), np.concatenate((target, source[both]))
    relation, number = np.concatenate((relation, relation[both])), np.concatenate((number, both))
    day = table.day[number].astype(np.int64)
    known = np.maximum(day, table.published[number])
    kept = (source != target) & (day >= known.min(initial=date.max.toordinal()))
    source, target, relation, number = source[kept], target[kept], relation[kept], number[kept]
    day, known = day[kept], known[kept]
    code = (source * len(table.actors) + target) * (len(chosen) + 1) + relation
    order = np.lexsort((number, known, day, code))
    code, day, known, number = code[order], day[order], known[order], number[order]
    first = np.ones(len(code), bool)
    first[1:] = (code[1:] != code[:-1]) | (day[1:] != day[:-1])
    keys, cell = np.unique(code[first], return_inverse=True)
    return Cells(
        actors=table.actors,
        types=chosen,
        keys=keys,
        cell=cell,
        day=day[first],
        known=known[first],
        number=number[first],
        weight=table.weight[number[first]].astype(np.float64),
    )


def known_types(table: EventTable) -> tuple[str, ...]:
    """PLOVER types among a table's relations, in order of name."""
    return tuple(sorted(set(table.relations) & set(load_coding().types)))


def quads_of(types: tuple[str, ...]) -> Places:
    """Each type's class as a place in `QUADS`, and `OTHER` for acts without a type."""
    book = load_coding().types
    return np.asarray([QUADS.index(book[name].quad) for name in types] + [OTHER], np.int64)
