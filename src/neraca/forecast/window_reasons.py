"""The reasons of a window's probability: what was counted, how much it moved the log-odds, and the events behind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import fsum

import numpy as np
from numpy.typing import NDArray

from neraca.forecast.cells import OTHER, QUADS, Cells, Places, quads_of
from neraca.forecast.lag_features import CLASSES, REST
from neraca.forecast.table import EventTable
from neraca.forecast.window_model import KINDS
from neraca.records import Driver

Floats = NDArray[np.float64]

MOST_CASES = 5
LEAST_WEIGHT = 1e-9
"""Less is rounding, and goes into the rest."""
SPANS = {"pair": 365, "recent": 30, "steady": 365, "reverse": 90, "conflict": 90, "cooperation": 90, "activity": 90}
"""Days back over which a reason's events are counted and shown, or as many as the history has; the weight itself rests
on decayed counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Will the actor do a thing of this type to the recipient?"""

    actor: str
    type: str
    recipient: str


def reasons_of(
    table: EventTable, cells: Cells, asked: Asked, as_of: date, terms: Floats, *, windows: int
) -> tuple[Driver, ...]:
    """The reasons, the weightiest first; `rest` stands last and holds what makes them add up.

    Values of a reason with events: `count` in the last `days` days, how many are `usual` in as many days over the whole
    history ("" where these days are the whole history), and the day of the `last` one ("" for none); of `rest`, from
    how many `windows` it was learned.
    """
    made = [
        _driver(kind, float(weight), table, cells, asked, as_of.toordinal())
        for kind, weight in zip(KINDS, terms, strict=False)
        if abs(weight) > LEAST_WEIGHT
    ]
    made.sort(key=lambda one: -abs(one.weight))
    rest = fsum((*terms.tolist(), *(-one.weight for one in made)))
    return (*made, Driver(kind=REST, values=(("windows", str(windows)),), weight=rest))


def _driver(kind: str, weight: float, table: EventTable, cells: Cells, asked: Asked, today: int) -> Driver:
    if kind not in SPANS:
        return Driver(kind=kind, weight=weight)
    history = today - int(cells.day.min()) + 1
    days = min(SPANS[kind], history)
    counted = _counted(kind, cells, asked)
    mine = np.isin(cells.cell, counted)
    numbers = np.unique(cells.number[mine & (cells.day > today - days)])[::-1]  # in order of day: the newest first
    usual = len(np.unique(cells.number[mine])) * days / history
    last = table.day_of(int(numbers[0])).isoformat() if len(numbers) else ""
    return Driver(
        kind=kind,
        values=(
            ("count", str(len(numbers))),
            ("days", str(days)),
            ("usual", "" if days == history else f"{usual:.1f}"),
            ("last", last),
        ),
        weight=weight,
        cases=tuple(dict.fromkeys(table.place_of(int(number)) for number in numbers))[:MOST_CASES],
    )


def _counted(kind: str, cells: Cells, asked: Asked) -> Places:
    """Places of the cells that a reason counts."""
    actor, recipient = cells.actors.index(asked.actor), cells.actors.index(asked.recipient)
    relation = cells.types.index(asked.type)
    source, target, relations = cells.sources, cells.targets, cells.relations
    to, back = (source == actor) & (target == recipient), (source == recipient) & (target == actor)
    same = relations == relation
    if kind == "pair":
        return np.flatnonzero(to)
    if kind == "activity":
        return np.flatnonzero(same & ((source == actor) | (target == recipient)) & ~to)
    if kind == "reverse":
        return np.flatnonzero(back & same)
    if kind in ("recent", "steady"):
        return np.flatnonzero(to & same)
    return np.flatnonzero((to | back) & np.isin(quads_of(cells.types)[relations], list(_classes(kind))))


def _classes(kind: str) -> Iterable[int]:
    return (place for place, quad in enumerate(QUADS) if place != OTHER and CLASSES[quad] == kind)
