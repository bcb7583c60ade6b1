"""Books of questions by hand: sets of events in a store, questions, forecasts and outcomes."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, time, timedelta

import numpy as np

from neraca.codec.columns import pack_columns
from neraca.records import EventSet, Forecast, Outcome, Question, Resolution
from neraca.store import Store

FIRST = date(2020, 1, 1)
LAST = date(2021, 12, 31)
AS_OF = date(2021, 6, 30)
TODAY = date(2022, 6, 1)
NAMES = {"RUS": "Russia", "PRK": "North Korea", "KOR": "South Korea"}
ACTS = {"CONSULT": "Consult", "ACCUSE": "Criticize or denounce", "AID": "Provide military aid"}
Told = tuple[date, str, str, str]


def noon(day: date) -> datetime:
    """Noon of a day, UTC."""
    return datetime.combine(day, time(12), UTC)


def after(days: int, *, first: date = AS_OF) -> date:
    """The day so many days later."""
    return first + timedelta(days=days)


def steady_history(*, until: date = LAST) -> list[Told]:
    """Two years in which Russia consults North Korea every fourth week and South Korea accuses it every eighth day."""
    told: list[Told] = []
    for number in range((LAST - FIRST).days + 1):
        day = FIRST + timedelta(days=number)
        told += [(day, "RUS", "CONSULT", "PRK")] if number % 28 == 0 else []
        told += [(day, "KOR", "ACCUSE", "PRK")] if number % 8 == 0 else []
        told += [(day, "PRK", "ACCUSE", "KOR")] if number % 11 == 0 else []
    return [one for one in told if one[0] <= until]


def put_history(store: Store, told: list[Told], *, name: str = "set", at: int = 0) -> EventSet:
    """Put a set of events into a store, as an import does; a later one (`at`) of the same name counts."""
    told = sorted(told)
    actors = tuple(sorted({NAMES[side] for _, one, _, other in told for side in (one, other)}))
    relations = tuple(sorted({ACTS[kind] for _, _, kind, _ in told}))
    columns = {
        "day": [day.toordinal() for day, *_ in told],
        "source": [actors.index(NAMES[one]) for _, one, _, _ in told],
        "relation": [relations.index(ACTS[kind]) for _, _, kind, _ in told],
        "target": [actors.index(NAMES[other]) for *_, other in told],
        "file": [0] * len(told),
        "row": list(range(1, len(told) + 1)),
    }
    packed = pack_columns({part: np.array(column, np.int32) for part, column in columns.items()})
    with store.writing() as writer:
        events = EventSet(
            name=name,
            format="icews",
            files=("a.txt",),
            originals=(writer.put_original(f"rows {at}".encode(), "text/plain"),),
            actors=actors,
            relations=relations,
            rows=len(told),
            first=told[0][0],
            last=told[-1][0],
            content=hashlib.sha256(packed).hexdigest(),
        )
        writer.put_event_set(events, packed, noon(FIRST) + timedelta(seconds=at))
    return events


def make_question(
    *, as_of: date = AS_OF, kind: str = "CONSULT", actor: str = "RUS", horizon: int = 30, history: str = "set"
) -> Question:
    """Will Russia consult North Korea?"""
    return Question(actor=actor, type=kind, recipient="PRK", as_of=as_of, horizon_days=horizon, history=history)


def make_forecast(
    question: Question,
    probability: float | None,
    *,
    forecaster: str = "neraca",
    base_rate: float | None = 0.5,
    made: datetime | None = None,
    model: str = "",
) -> Forecast:
    """A number, given at noon of the question's day where no other time is named."""
    return Forecast(
        question=question.id,
        forecaster=forecaster,
        probability=probability,
        base_rate=base_rate,
        model=model,
        made_at=noon(question.as_of) if made is None else made,
        note="" if probability is not None else "few_events",
    )


def put_line(
    store: Store, question: Question, *forecasts: Forecast, outcome: Outcome | None = None, by: str = "rule"
) -> None:
    """Put a question with its answers into the book, and what became of it."""
    with store.writing() as writer:
        writer.put_question(question, noon(question.as_of))
        for one in forecasts:
            writer.put_forecast(one)
        if outcome is not None:
            end = noon(after(1, first=question.due))
            writer.put_resolution(
                Resolution(question=question.id, outcome=outcome, by=by, made_at=end, note="" if by == "rule" else "so")
            )
