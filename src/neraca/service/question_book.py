"""The question book: questions about what will happen, and the numbers that the program and people give."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from neraca.errors import fail
from neraca.forecast.table import EventTable
from neraca.forecast.window_model import WindowModel
from neraca.forecast.windows import forecast_window
from neraca.packs.catalogue import Packs
from neraca.records import Account, Forecast, Question
from neraca.service.book_lines import PERSON, PROGRAM, BookLine, account_on, find_line, read_book
from neraca.service.event_sets import OWN, history_events
from neraca.service.fitted import fitted_windows
from neraca.service.selection import read_party, read_type
from neraca.store import Store

Clock = Callable[[], datetime]

LEAST_DAYS, MOST_DAYS = 1, 365
_NUMBER = re.compile(r"([0-9]+(?:[.,][0-9]+)?)\s*(%|persen|percent)?", re.IGNORECASE)
_TICK = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What came of asking or answering.

    Attributes:
        question: The question.
        forecast: The answer that holds: the one just added, or the same one that was there.
        is_new_question: The question was not in the book.
        is_new_forecast: The answer was added.
    """

    question: Question
    forecast: Forecast
    is_new_question: bool
    is_new_forecast: bool


def ask(  # noqa: PLR0913 - a question has as many parts
    store: Store,
    account: Account | None,
    packs: Packs,
    *,
    actor: str,
    type: str,  # noqa: A002 - the field's name
    recipient: str,
    as_of: date,
    horizon_days: int,
    history: str = OWN,
    clock: Clock | None = None,
) -> Asked:
    """Put a question into the book, with the program's answer to it from what was known on the day.

    Asked again, it adds nothing as long as model and events are the same; a changed history, or model, adds an answer
    that supersedes the one before. Where the history does not suffice, the answer has no probability and says why.

    Args:
        store: Where the book is kept.
        account: The store's account of `as_of`, where the caller has it; another one is built when it is needed.
        packs: Names of actors and event types.
        actor: Who does it: an id, or a name in any language.
        type: A PLOVER event type in any case, or its name in any language.
        recipient: To whom, as `actor`.
        as_of: The last day whose news may be used.
        horizon_days: Length of the window behind that day.
        history: `own`, the name of an imported set, or `all`.
        clock: Gives the time; the system's when None.

    Raises:
        NeracaError: N107, when there is no such actor, type or history; N153, when both
            sides are one; N155 or N156, when the window or the day does not fit.
    """
    now = moment(clock)
    check_window(as_of, horizon_days, today=now.date())
    kind = read_type(packs, type, option="TYPE")
    doer, other = (read_party(packs, actor, option="ACTOR"), read_party(packs, recipient, option="RECIPIENT"))
    if doer == other:
        raise fail("N153", value=actor)
    question = Question(actor=doer, type=kind, recipient=other, as_of=as_of, horizon_days=horizon_days, history=history)
    table = known_events(store, account, packs, history=history, as_of=as_of)
    model = fitted_windows(store.path.parent, table, until=as_of, horizon_days=horizon_days)
    return _put(store, question, answer_of(question, table, model, made_at=now))


def answer_of(question: Question, table: EventTable, model: WindowModel, *, made_at: datetime) -> Forecast:
    """The program's answer to a question from the events known on its day, by a model fitted on these."""
    found = forecast_window(
        model, table, actor=question.actor, type=question.type, recipient=question.recipient, as_of=question.as_of
    )
    return Forecast(
        question=question.id,
        forecaster=PROGRAM,
        probability=found.probability,
        base_rate=found.base_rate,
        persistence=found.persistence,
        drivers=found.drivers,
        cases=found.cases,
        hits=found.hits,
        model=model.name,
        model_digest=model.digest,
        input_digest=table.digest,
        made_at=made_at,
        note=found.why_none,
    )


def answer(
    store: Store, *, question: str, person: str, probability: str, note: str = "", clock: Clock | None = None
) -> Asked:
    """Add a person's own number beside the program's; the same number and note again add nothing.

    The base rate that the program's current answer shows is kept with it: what the person is scored against.

    Args:
        store: Where the book is kept.
        question: A question's id, or its beginning.
        person: Whose number it is.
        probability: As `read_probability` takes it.
        note: Why, in their words.
        clock: Gives the time; the system's when None.

    Raises:
        NeracaError: N112, without a name; N151, when there is no such question; N152, when it is no probability.
    """
    if not person.strip():
        raise fail("N112")
    given = read_probability(probability)
    line = find_line(store, question)
    shown = line.current(PROGRAM)
    forecast = Forecast(
        question=line.question.id,
        forecaster=f"{PERSON}{person.strip()}",
        probability=given,
        base_rate=None if shown is None else shown.base_rate,
        persistence=None if shown is None else shown.persistence,
        cases=0 if shown is None else shown.cases,
        hits=0 if shown is None else shown.hits,
        made_at=moment(clock),
        note=note.strip(),
    )
    return _put(store, line.question, forecast)


def read_probability(words: str) -> float:
    """A probability as people write it: `0.3`, `0,3`, `30`, `30 %` or `30 persen`.

    Without a percent sign, a number below 1, and 1 with decimals (`1.0`), is a share of one, all others are percent; a
    lone `1` could mean either.

    Raises:
        NeracaError: N152, when it is none.
    """
    found = _NUMBER.fullmatch(words.strip())
    if found is None or words.strip() == "1":
        raise fail("N152", value=words.strip() or "''")
    number = float(found[1].replace(",", "."))
    is_share = found[2] is None and (number < 1 or (number == 1 and not found[1].isdecimal()))
    share = number if is_share else number / 100
    if share > 1:
        raise fail("N152", value=words.strip())
    return share


def check_window(as_of: date, horizon_days: int, *, today: date) -> None:
    """See that a question's window can be.

    Raises:
        NeracaError: N155, when it is too short or long or runs past the calendar; N156, when it begins in the future.
    """
    if as_of > today:
        raise fail("N156", value=as_of, today=today)
    is_within = LEAST_DAYS <= horizon_days <= MOST_DAYS
    if not is_within or (date.max - as_of).days < horizon_days:
        raise fail("N155", value=horizon_days, least=LEAST_DAYS, most=MOST_DAYS)


def known_events(store: Store, account: Account | None, packs: Packs, *, history: str, as_of: date) -> EventTable:
    """A history's events as they were known on a day; see `ask` for the arguments.

    Raises:
        NeracaError: N107, when there is no such history.
    """
    account = account_on(store, account, histories=(history,), day=as_of)
    return history_events(store, account, packs, name=history, as_of=as_of).table


def _put(store: Store, question: Question, forecast: Forecast) -> Asked:
    """Add what is new of both; an answer that says the same as the forecaster's last one is not."""
    line = next((one for one in read_book(store) if one.question.id == question.id), None)
    before = None if line is None else line.current(forecast.forecaster)
    if before is not None and _same(before, forecast):
        return Asked(question=question, forecast=before, is_new_question=False, is_new_forecast=False)
    later = _after(forecast, line)
    with store.writing() as writer:
        is_new = writer.put_question(question, later.made_at)
        writer.put_forecast(later)
    return Asked(question=question, forecast=later, is_new_question=is_new, is_new_forecast=True)


def _after(forecast: Forecast, line: BookLine | None) -> Forecast:
    """The forecast, made later than the question's last one: the clock may stand still or go back."""
    last = max((one.made_at for one in line.forecasts), default=None) if line is not None else None
    return forecast if last is None else replace(forecast, made_at=max(forecast.made_at, last + _TICK))


def _same(before: Forecast, forecast: Forecast) -> bool:
    """Whether a forecast says what the one before said; the program's, from the same events by the same model."""
    names: tuple[str, ...] = ("probability", "note")
    if forecast.forecaster == PROGRAM:
        names += ("base_rate", "persistence", "model", "model_digest", "input_digest")
    return all(getattr(before, name) == getattr(forecast, name) for name in names)


def moment(clock: Clock | None) -> datetime:
    """The time of a record in UTC: the clock's, or the system's."""
    return (clock or (lambda: datetime.now(UTC)))().astimezone(UTC)
