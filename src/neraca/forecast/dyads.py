"""Who dealt with whom in which way, numbered once, and counts of it that are advanced day by day.

Every event stands twice: as "A did X to B", and turned round as "B had X done by A", whose relation is a number further
up. "Who did X to B?" is then the question "B had X done by whom?", and one way of answering does for both directions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from neraca.forecast.table import EventTable

Ints = NDArray[np.int64]
Reals = NDArray[np.float32]
Columns = dict[str, NDArray[Any]]
"""Columns by name, side by side."""

NEVER = -1
NO_LAG = 9999
"""The lag of what never happened, in days."""

WEEK_DAYS = 7.0
MONTH_DAYS = 30.0
"""Half-lives of the two decayed counts."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Index:
    """Events in both directions, each once a day, with the numbers of their dyad and triple.

    Attributes:
        actors: Number of actors.
        relations: Number of relations, those turned round included: `r` turned round is `r + relations / 2`.
        day: Day of each event, ascending; the next five stand beside it.
        dyad: Number of (subject, object); dyads are in order of subject, then object.
        triple: Number of (subject, object, relation), in order of dyad, then relation.
        dyad_object: Object of each dyad.
        dyad_start: First dyad of each subject, one more at the end.
        triple_relation: Relation of each triple.
        triple_dyad: Dyad of each triple.
        triple_start: First triple of each dyad, one more at the end.
    """

    actors: int
    relations: int
    day: Ints
    subject: Ints
    relation: Ints
    object: Ints
    dyad: Ints
    triple: Ints
    dyad_object: Ints
    dyad_start: Ints
    triple_relation: Ints
    triple_dyad: Ints
    triple_start: Ints

    def span_of(self, day: int) -> slice:
        """The events of a day."""
        first, last = np.searchsorted(self.day, (day, day + 1))
        return slice(int(first), int(last))


def turn_round(relation: Ints, relations: int) -> Ints:
    """The number of the same relation seen from the other side; `relations` counts both."""
    half = relations // 2
    return np.where(relation < half, relation + half, relation - half)


def make_index(table: EventTable) -> Index:
    """Number the events of a table in both directions; several on one day count once."""
    actors, half = len(table.actors), len(table.relations)
    relations = 2 * half
    source, target, kind = (part.astype(np.int64) for part in (table.source, table.target, table.relation))
    subject = np.concatenate((source, target))
    relation = np.concatenate((kind, kind + half))
    other = np.concatenate((target, source))
    start = int(table.day[0]) if len(table) else 0
    day = np.tile(table.day.astype(np.int64) - start, 2)
    event = np.unique(((day * actors + subject) * relations + relation) * actors + other)
    event, other = np.divmod(event, actors)
    event, relation = np.divmod(event, relations)
    day, subject = np.divmod(event, actors)
    pairs, dyad = np.unique(subject * actors + other, return_inverse=True)
    ways, triple = np.unique(dyad * relations + relation, return_inverse=True)
    return Index(
        actors=actors,
        relations=relations,
        day=day + start,
        subject=subject,
        relation=relation,
        object=other,
        dyad=dyad,
        triple=triple,
        dyad_object=pairs % actors,
        dyad_start=np.searchsorted(pairs // actors, np.arange(actors + 1)),
        triple_relation=ways % relations,
        triple_dyad=ways // relations,
        triple_start=np.searchsorted(ways // relations, np.arange(len(pairs) + 1)),
    )


def expand(start: Ints, stop: Ints) -> tuple[Ints, Ints]:
    """Lay half-open ranges end to end: whose each number is, and the number."""
    size = stop - start
    owner = np.repeat(np.arange(len(start)), size)
    before = np.cumsum(size) - size
    return owner, np.arange(len(owner)) + np.repeat(start - before, size)


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """When each of some numbered things last happened and how often; the arrays change as days are added.

    `week` and `month` are as of the last day of each thing; `read` decays them to the day that is asked for.
    """

    last: NDArray[np.int32]
    week: Reals
    month: Reals
    ever: Reals


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """Counts of some things as of a day; `lag` is `NO_LAG` for what never happened."""

    lag: Ints
    week: Reals
    month: Reals
    ever: Reals


def no_counts(size: int) -> Counts:
    """Counts of things that have not happened."""
    return Counts(np.full(size, NEVER, np.int32), *(np.zeros(size, np.float32) for _ in range(3)))


def add_day(counts: Counts, numbers: Ints, day: int) -> None:
    """Count what happened on a day that is no earlier than any before."""
    at, times = np.unique(numbers, return_counts=True)
    gap = (day - counts.last[at]).astype(np.float32)
    counts.week[at] = counts.week[at] * np.exp2(-gap / WEEK_DAYS) + times
    counts.month[at] = counts.month[at] * np.exp2(-gap / MONTH_DAYS) + times
    counts.ever[at] += times
    counts.last[at] = day


def count_all(numbers: Ints, days: Ints, size: int) -> Counts:
    """Counts of a whole history at once: what `add_day` makes of it day by day, but for rounding."""
    last = np.full(size, NEVER, np.int32)
    np.maximum.at(last, numbers, days.astype(np.int32))
    gap = last[numbers] - days
    week, month = (np.bincount(numbers, np.exp2(-gap / half), size) for half in (WEEK_DAYS, MONTH_DAYS))
    ever = np.bincount(numbers, minlength=size)
    return Counts(last, week.astype(np.float32), month.astype(np.float32), ever.astype(np.float32))


def read(counts: Counts, numbers: Ints, day: int) -> Seen:
    """The counts of some things as of a day; a number below 0 stands for what cannot happen."""
    if len(counts.last) == 0:
        return Seen(np.full(len(numbers), NO_LAG), *(np.zeros(len(numbers), np.float32) for _ in range(3)))
    at = np.maximum(numbers, 0)
    known = (numbers >= 0) & (counts.last[at] != NEVER)
    lag = np.where(known, day - counts.last[at], NO_LAG).astype(np.int64)
    gap = lag.astype(np.float32)
    return Seen(
        lag,
        np.where(known, counts.week[at] * np.exp2(-gap / WEEK_DAYS), 0).astype(np.float32),
        np.where(known, counts.month[at] * np.exp2(-gap / MONTH_DAYS), 0).astype(np.float32),
        np.where(known, counts.ever[at], 0).astype(np.float32),
    )
