"""Event history in columns: who did what to whom on which day, and when that could be known."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int32]
COLUMNS = ("day", "published", "source", "relation", "target", "file", "row")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class EventTable:
    """Events in order of day, each column of shape (events,).

    Attributes:
        actors: Names or ids; `source` and `target` are places in here, from 0.
        relations: Names or PLOVER types; `relation` is a place in here.
        files: What the events come from: names of files, or ids of events where `row` is 0.
        day: When it happened, as `date.toordinal()` counts.
        published: When it was first known; the day itself where a set does not tell.
        weight: How much it counts, above 0 and at most 1: `trust_in` its witnesses, 1 in a set that tells of none.
        file: Place in `files`.
        row: Number of the row in its file, from 1; 0 where the file is an event's id.
    """

    actors: tuple[str, ...]
    relations: tuple[str, ...]
    files: tuple[str, ...]
    day: Whole
    published: Whole
    source: Whole
    relation: Whole
    target: Whole
    weight: NDArray[np.float32]
    file: Whole
    row: Whole

    def __len__(self) -> int:
        return len(self.day)

    def known_by(self, day: date) -> EventTable:
        """What had happened and been published by the end of this day."""
        last = day.toordinal()
        return self.only((self.published <= last) & (self.day <= last))

    def only(self, chosen: NDArray[np.bool_] | NDArray[np.intp]) -> EventTable:
        """The events chosen, by mask or by places in order; names stay as they are."""
        return replace(
            self,
            **{name: getattr(self, name)[chosen] for name in (*COLUMNS, "weight")},
        )

    def place_of(self, number: int) -> str:
        """Where an event can be opened: an event's id, or `FILE#ROW`."""
        file, row = self.files[int(self.file[number])], int(self.row[number])
        return f"{file}#{row}" if row else file

    def day_of(self, number: int) -> date:
        """The day of an event."""
        return date.fromordinal(int(self.day[number]))

    @property
    def digest(self) -> str:
        """SHA-256 of the names and columns; of files too, since reasons name events by them."""
        made = hashlib.sha256(repr((self.actors, self.relations, self.files)).encode())
        for name in (*COLUMNS, "weight"):
            made.update(np.ascontiguousarray(getattr(self, name)).tobytes())
        return made.hexdigest()


def trust_in(witnesses: int) -> float:
    """How much an event of so many independent witnesses counts: each further one halves what is missing to 1."""
    return 1.0 - 0.5 ** max(witnesses, 1)


def make_table(  # noqa: PLR0913 - one argument for each column
    *,
    actors: tuple[str, ...],
    relations: tuple[str, ...],
    day: NDArray[np.integer],
    source: NDArray[np.integer],
    relation: NDArray[np.integer],
    target: NDArray[np.integer],
    published: NDArray[np.integer] | None = None,
    weight: NDArray[np.floating] | None = None,
    files: tuple[str, ...] = ("",),
    file: NDArray[np.integer] | None = None,
    row: NDArray[np.integer] | None = None,
) -> EventTable:
    """An event table in order of day; equal days keep the order given.

    `published` is the day where it is not given, `weight` 1, and `row` counts from 1.
    """
    order = np.argsort(day, kind="stable")
    count = len(day)
    return EventTable(
        actors=actors,
        relations=relations,
        files=files,
        day=_whole(day, order),
        published=_whole(day if published is None else published, order),
        source=_whole(source, order),
        relation=_whole(relation, order),
        target=_whole(target, order),
        weight=(np.ones(count) if weight is None else np.asarray(weight))[order].astype(np.float32),
        file=_whole(np.zeros(count, np.int32) if file is None else file, order),
        row=_whole(np.arange(1, count + 1) if row is None else row, order),
    )


def _whole(column: NDArray[np.integer], order: NDArray[np.intp]) -> Whole:
    return np.asarray(column)[order].astype(np.int32)
