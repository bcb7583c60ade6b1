"""What became of a question by rule: an event inside its window, or a history that tells past its end of none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from neraca.forecast.table import EventTable
from neraca.records import MUTUAL_TYPES, Outcome, Question

HAPPENED = "happened"
NOT_HAPPENED = "not-happened"
WINDOW_RUNS = "window-runs"
HISTORY_ENDS = "history-ends"
HISTORY_BEGINS = "history-begins"

_DAY = timedelta(days=1)

Span = tuple[date, date]
"""The first and the last day of which a history tells as a whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What the rule says of a question.

    Attributes:
        outcome: None while it is open.
        reason: Key of its sentence (`forecast.ruling.REASON`).
        evidence: Places of the events in the window, in order of day.
    """

    outcome: Outcome | None
    reason: str
    evidence: tuple[str, ...] = ()


def rule_on(question: Question, table: EventTable, *, today: date, told: Iterable[Span]) -> Ruling:
    """The ruling on a question as of a day.

    Yes as soon as such an event is known, of a mutual type in either direction; no once the window is over and the
    history tells of all its days; else open.

    Args:
        question: The question.
        table: Events that are not denied and happened; only those known by `today` count.
        today: The day.
        told: The days of which the history tells as a whole: one span, one for each history in it, or none.
    """
    known = table.known_by(today)
    found = events_in_window(question, known)
    if len(found):
        places = tuple(dict.fromkeys(known.place_of(int(number)) for number in found))
        return Ruling(outcome=Outcome.YES, reason=HAPPENED, evidence=places)
    if today <= question.due:
        return Ruling(outcome=None, reason=WINDOW_RUNS)
    spans = tuple(told)
    if tells_of_all(question, spans):
        return Ruling(outcome=Outcome.NO, reason=NOT_HAPPENED)
    is_past = any(question.due <= last for _, last in spans)
    return Ruling(outcome=None, reason=HISTORY_BEGINS if is_past else HISTORY_ENDS)


def tells_of_all(question: Question, told: Iterable[Span]) -> bool:
    """Whether one of the spans holds all days of the question's window: only then can no event mean that none was."""
    return any(first <= question.as_of + _DAY and question.due <= last for first, last in told)


def events_in_window(question: Question, table: EventTable) -> NDArray[np.intp]:
    """Numbers of the events that answer a question, in order of day."""
    first, last = question.as_of.toordinal(), question.due.toordinal()
    within = (table.day > first) & (table.day <= last)
    actor, recipient = _place(table.actors, question.actor), _place(table.actors, question.recipient)
    between = (table.source == actor) & (table.target == recipient)
    if question.type in MUTUAL_TYPES:
        between |= (table.source == recipient) & (table.target == actor)
    return np.flatnonzero(within & between & (table.relation == _place(table.relations, question.type)))


def _place(names: tuple[str, ...], name: str) -> int:
    """The name's place; one that no event has where it is not among them."""
    return names.index(name) if name in names else -1
