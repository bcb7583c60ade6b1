"""What if an event had not been, or another had: which forecasts move, by how much, and through which reasons.

The answer is an association, not a cause: it says how the model reads another past, learned from what tended to go
together. It does not say what the world would have done.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np

from neraca.forecast.table import EventTable, make_table
from neraca.forecast.window_model import WindowModel
from neraca.forecast.window_reasons import Asked
from neraca.forecast.windows import WindowForecast, answer, open_view

ASSUMED = "assumed"
"""Place of an event that is only assumed."""
BASE = "base"
"""The part of a move that the base rate makes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumed:
    """An event that is added; it counts as known on its day, and no earlier than the first event of the table."""

    day: date
    actor: str
    type: str
    recipient: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What a reason adds before and after, in log-odds; of the kind `base`, the base rate's own log-odds."""

    kind: str
    before: float
    after: float

    @property
    def change(self) -> float:
        """After less before."""
        return self.after - self.before


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A question in the past as it was, and in the other one.

    Attributes:
        moves: Reasons that moved, the farthest first; they add up to the change of log-odds. Empty where either past
            gives no probability.
    """

    asked: Asked
    before: WindowForecast
    after: WindowForecast
    moves: tuple[Move, ...] = ()

    @property
    def difference(self) -> float | None:
        """Probability after less before; None where either is missing."""
        if self.before.probability is None or self.after.probability is None:
            return None
        return self.after.probability - self.before.probability


def what_if(
    model: WindowModel,
    table: EventTable,
    *,
    as_of: date,
    questions: Iterable[Asked],
    remove: Iterable[str] = (),
    add: Iterable[Assumed] = (),
) -> tuple[Shift, ...]:
    """How forecasts of a fitted model move in a past without the events at these places, or with others added.

    The model stays as it was fitted. Moves are associations, not causes. Questions keep their order.

    Raises:
        ValueError: The model was trained on later days.
    """
    asked = tuple(questions)
    before = answer(open_view(model, table, as_of=as_of), asked)
    other = with_events(without_events(table, remove), add)
    after = answer(open_view(model, other, as_of=as_of), asked)
    return tuple(
        Shift(asked=one, before=was, after=then, moves=_moves(was, then))
        for one, was, then in zip(asked, before, after, strict=True)
    )


def without_events(table: EventTable, places: Iterable[str]) -> EventTable:
    """The table without the events at these places; places that it lacks change nothing."""
    gone = frozenset(places)
    if not gone:
        return table
    files = {place.rpartition("#")[0] or place for place in gone} | gone
    suspects = np.isin(table.file, [number for number, name in enumerate(table.files) if name in files])
    kept = ~suspects
    for number in np.flatnonzero(suspects).tolist():
        kept[number] = table.place_of(number) not in gone
    return table.only(kept)


def with_events(table: EventTable, events: Iterable[Assumed]) -> EventTable:
    """The table with events added; they count whole."""
    added = tuple(events)
    if not added:
        return table
    actors = tuple(dict.fromkeys((*table.actors, *(name for one in added for name in (one.actor, one.recipient)))))
    relations = tuple(dict.fromkeys((*table.relations, *(one.type for one in added))))
    day = np.asarray([one.day.toordinal() for one in added])
    # An event of long ago would else make the history as long, and every base rate as small.
    begins = np.maximum(table.day, table.published).min() if len(table) else 0
    return make_table(
        actors=actors,
        relations=relations,
        files=(*table.files, ASSUMED),
        day=np.concatenate((table.day, day)),
        published=np.concatenate((table.published, np.maximum(day, begins))),
        source=np.concatenate((table.source, [actors.index(one.actor) for one in added])),
        relation=np.concatenate((table.relation, [relations.index(one.type) for one in added])),
        target=np.concatenate((table.target, [actors.index(one.recipient) for one in added])),
        weight=np.concatenate((table.weight, np.ones(len(added)))),
        file=np.concatenate((table.file, np.full(len(added), len(table.files)))),
        row=np.concatenate((table.row, np.arange(1, len(added) + 1))),
    )


def _moves(before: WindowForecast, after: WindowForecast) -> tuple[Move, ...]:
    if before.probability is None or after.probability is None:
        return ()
    was, then = _terms(before), _terms(after)
    moves = (
        Move(kind=kind, before=was.get(kind, 0.0), after=then.get(kind, 0.0)) for kind in dict.fromkeys((*was, *then))
    )
    return tuple(sorted((one for one in moves if one.change), key=lambda one: -abs(one.change)))


def _terms(forecast: WindowForecast) -> dict[str, float]:
    rate = forecast.base_rate or 0.5
    return {BASE: float(np.log(rate / (1.0 - rate))), **{one.kind: one.weight for one in forecast.drivers}}
