"""The book of questions as plain rows: what was asked, each number with its reasons, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from neraca.forecast.estimative import term_of
from neraca.packs.catalogue import Packs
from neraca.publish.exports import Row
from neraca.records import Account, Forecast, Resolution, TimeSpan
from neraca.records.days import shift_day
from neraca.service.book_lines import PERSON, PROGRAM, BookLine, BookState, Timing, account_on, read_book
from neraca.service.book_resolving import Resolved
from neraca.service.driver_rows import driver_row
from neraca.service.event_sets import case_at
from neraca.service.selection import Selection
from neraca.store import Store

ALL = Selection()
OPENED = 3
"""Past cases of a reason that are looked up; the places of the others stand beside them."""
_DAY = timedelta(days=1)


def book(
    store: Store,
    packs: Packs,
    selection: Selection = ALL,
    *,
    today: date,
    states: Iterable[BookState] = tuple(BookState),
) -> list[Row]:
    """The questions of the book: first the undecided, the soonest to end at the top, then the decided, newest first.

    Args:
        store: Where the book is kept.
        packs: Names.
        selection: A party or type that questions are about; days of their windows.
        today: The day on which a window runs or is over.
        states: Only questions that stand so.
    """
    wanted = frozenset(states)
    lines = [line for line in read_book(store) if line.state(today) in wanted and _holds(selection, line)]
    undecided = sorted((line for line in lines if line.outcome is None), key=_end)
    decided = sorted((line for line in lines if line.outcome is not None), key=_end, reverse=True)
    return [line_row(line, packs, today=today) for line in (*undecided, *decided)]


def line_row(line: BookLine, packs: Packs, *, today: date) -> Row:
    """A question with everything in the book about it.

    `base_rate` stands first among the numbers: how often such windows held such an event before. `probability` is the
    program's, null where `why_none` says why (`forecast.none.KEY`); `term` is the key of its words. `numbers` has the
    current number of each forecaster, `forecasts` all that were ever given, oldest first, each with the id of the one
    that superseded it.
    """
    question, held = line.question, line.resolution
    own = line.current(PROGRAM)
    return {
        "id": question.id,
        "actor": question.actor,
        "type": question.type,
        "recipient": question.recipient,
        "as_of": question.as_of.isoformat(),
        "horizon_days": question.horizon_days,
        "due": question.due.isoformat(),
        "history": question.history,
        "state": line.state(today).value,
        "base_rate": None if own is None else own.base_rate,
        "cases": 0 if own is None else own.cases,
        "hits": 0 if own is None else own.hits,
        "persistence": None if own is None else own.persistence,
        "probability": None if own is None else own.probability,
        "term": _term(own),
        "why_none": own.note if own is not None and own.probability is None else None,
        "numbers": [forecast_row(one, line, packs) for one in _current(line)],
        "forecasts": [forecast_row(one, line, packs) for one in line.forecasts],
        "outcome": None if held is None else held.outcome.value,
        "resolution": None if held is None else resolution_row(held),
        "resolutions": [resolution_row(one) for one in line.resolutions],
    }


def opened_row(store: Store, line: BookLine, packs: Packs, *, today: date, account: Account | None = None) -> Row:
    """A question as `line_row` has it, with the first past cases of each current reason looked up, in `opened`.

    Args:
        store: Where events and sets are kept.
        line: The question.
        packs: Names.
        today: The day on which its window runs or is over.
        account: The store's account of the question's `as_of`, where the caller has it.
    """
    row, question = line_row(line, packs, today=today), line.question
    held = account_on(store, account, histories=(question.history,), day=question.as_of)
    for number in row["numbers"]:
        for driver in number["drivers"]:
            found = [
                case_at(store, place, account=held, packs=packs, parties=(question.actor, question.recipient))
                for place in driver["cases"][:OPENED]
            ]
            driver["opened"] = [case for case in found if case is not None]
    return row


def forecast_row(forecast: Forecast, line: BookLine, packs: Packs) -> Row:
    """A number that a forecaster gave, with its reasons in words; `timing` says whether it can count as foresight."""
    later = [one for one in line.forecasts if one.forecaster == forecast.forecaster and one.made_at > forecast.made_at]
    person = forecast.forecaster.removeprefix(PERSON) if forecast.forecaster.startswith(PERSON) else None
    is_none = forecast.probability is None
    return {
        "id": forecast.id,
        "forecaster": forecast.forecaster,
        "person": person,
        "base_rate": forecast.base_rate,
        "cases": forecast.cases,
        "hits": forecast.hits,
        "persistence": forecast.persistence,
        "probability": forecast.probability,
        "term": _term(forecast),
        "why_none": forecast.note if is_none else None,
        "note": None if is_none else forecast.note or None,
        "drivers": [driver_row(one, packs) for one in forecast.drivers],
        "model": forecast.model or None,
        "model_digest": forecast.model_digest or None,
        "input_digest": forecast.input_digest or None,
        "made_at": forecast.made_at.isoformat(),
        "timing": line.timing(forecast).value,
        "counts": any(line.counted(forecast.forecaster, timing) == forecast for timing in Timing),
        "superseded_by": later[0].id if later else None,
    }


def resolution_row(resolution: Resolution) -> Row:
    """What somebody, or the rule, said became of a question."""
    is_person = resolution.by.startswith(PERSON)
    return {
        "id": resolution.id,
        "outcome": resolution.outcome.value,
        "by": resolution.by,
        "person": resolution.by.removeprefix(PERSON) if is_person else None,
        "evidence": list(resolution.evidence),
        "note": resolution.note or None,
        "made_at": resolution.made_at.isoformat(),
    }


def resolved_row(done: Resolved) -> Row:
    """What the rule, or a person, just said of a question; `outcome` is null where it stays open, `reason` says why."""
    question = done.question
    return {
        "id": question.id,
        "actor": question.actor,
        "type": question.type,
        "recipient": question.recipient,
        "as_of": question.as_of.isoformat(),
        "due": question.due.isoformat(),
        "history": question.history,
        "outcome": None if done.outcome is None else done.outcome.value,
        "reason": done.reason or None,
        "evidence": list(done.evidence),
        "new": done.is_new,
    }


def _current(line: BookLine) -> list[Forecast]:
    found = (line.current(forecaster) for forecaster in line.forecasters)
    return [one for one in found if one is not None]


def _term(forecast: Forecast | None) -> str | None:
    if forecast is None or forecast.probability is None:
        return None
    return term_of(forecast.probability)


def _holds(selection: Selection, line: BookLine) -> bool:
    question = line.question
    window = TimeSpan(start=question.as_of + _DAY, end=shift_day(question.due, _DAY))
    return selection.holds({question.actor, question.recipient}, {question.type}, window, None)


def _end(line: BookLine) -> tuple[date, str]:
    return line.question.due, line.question.id
