"""The book of questions as it stands: each question with all its answers and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from enum import StrEnum
from typing import TypeVar

from neraca.errors import fail
from neraca.forecast.resolution import Span
from neraca.records import Account, Forecast, Outcome, Question, Resolution
from neraca.service.accounts import build_account
from neraca.service.event_sets import ALL, OWN
from neraca.store import Store

T = TypeVar("T", Forecast, Resolution)

PROGRAM = "neraca"
PERSON = "person:"
RULE = "rule"
_DAY = timedelta(days=1)


class Timing(StrEnum):
    """Whether a forecast was made before its window began, or later: then what happened may have been known."""

    PROSPECTIVE = "prospective"
    RETROSPECTIVE = "retrospective"


class BookState(StrEnum):
    """Where a question stands: its window runs, its window is over and nothing is decided, or it is decided."""

    OPEN = "open"
    DUE = "due"
    RESOLVED = "resolved"


@dataclass(frozen=True, slots=True, kw_only=True)
class BookLine:
    """A question with its forecasts and resolutions, each oldest first."""

    question: Question
    forecasts: tuple[Forecast, ...]
    resolutions: tuple[Resolution, ...]

    @property
    def forecasters(self) -> tuple[str, ...]:
        """Who answered, the program first, then people in order of their names."""
        return tuple(sorted({one.forecaster for one in self.forecasts}, key=lambda one: (one != PROGRAM, one)))

    @property
    def resolution(self) -> Resolution | None:
        """What holds: a person's last one, else the rule's last one."""
        people = [one for one in self.resolutions if one.by != RULE]
        held = people or self.resolutions
        return held[-1] if held else None

    def current(self, forecaster: str) -> Forecast | None:
        """The forecaster's last answer, made at whatever time."""
        own = [one for one in self.forecasts if one.forecaster == forecaster]
        return own[-1] if own else None

    def counted(self, forecaster: str, timing: Timing) -> Forecast | None:
        """The answer that is scored: the forecaster's last one of this timing."""
        own = [one for one in self.forecasts if one.forecaster == forecaster and self.timing(one) is timing]
        return own[-1] if own else None

    def timing(self, forecast: Forecast) -> Timing:
        """When the forecast was made; days are those of UTC."""
        made = forecast.made_at.astimezone(UTC).date()
        return Timing.PROSPECTIVE if made <= self.question.as_of else Timing.RETROSPECTIVE

    def state(self, today: date) -> BookState:
        """Where it stands on a day."""
        if self.resolution is not None:
            return BookState.RESOLVED
        return BookState.OPEN if today <= self.question.due else BookState.DUE

    @property
    def outcome(self) -> Outcome | None:
        """What became of it; None while that is open."""
        return None if self.resolution is None else self.resolution.outcome


def read_book(store: Store) -> tuple[BookLine, ...]:
    """All questions, oldest first, each with its answers and what became of it."""
    with store.reading():
        questions, forecasts, resolutions = store.questions(), store.forecasts(), store.resolutions()
    answers = _by_question(forecasts)
    ends = _by_question(resolutions)
    return tuple(
        BookLine(
            question=one,
            forecasts=tuple(sorted(answers.get(one.id, ()), key=lambda own: (own.made_at, own.id))),
            resolutions=tuple(sorted(ends.get(one.id, ()), key=lambda own: (own.made_at, own.id))),
        )
        for one in questions
    )


def find_line(store: Store, name: str) -> BookLine:
    """The question whose id begins with `name`, with or without its kind.

    Raises:
        NeracaError: N151, when there is none, or more than one.
    """
    key = name.strip()
    found = [
        line
        for line in read_book(store)
        if line.question.id.startswith(key) or line.question.id.partition("-")[2].startswith(key.casefold())
    ]
    if not key or len(found) != 1:
        raise fail("N151", name=name or "''")
    return found[0]


def account_on(store: Store, account: Account | None, *, histories: Iterable[str], day: date) -> Account:
    """The store's account of a day as far as the histories need one: an empty one where all are imported sets.

    Args:
        store: Where it is kept.
        account: One that the caller has; it serves where it is of that very day.
        histories: Names of histories.
        day: The day.
    """
    if account is not None and account.as_of == day:
        return account
    if {OWN, ALL}.isdisjoint(histories):
        return Account(as_of=day, documents=(), claims=(), derivations=(), events=(), entries=())
    return build_account(store, as_of=day)


def told_days(store: Store, histories: Iterable[str], *, today: date) -> dict[str, tuple[Span, ...]]:
    """By history, the days of which it tells as a whole, as far as is known by a day; nothing where it tells nothing.

    Those of a set are its first to its last day; of our own events from the first publication to the day before the
    last, since what happened on that day may not have been published yet; all together have a span for each of these.
    """
    asked = frozenset(histories)
    sets = {one.name: (one.first, one.last) for one in store.event_sets()}
    own = store.publication_days(today) if asked & {OWN, ALL} else None
    found: dict[str, tuple[Span, ...]] = {}
    for name in asked:
        spans = [span for called, span in sets.items() if name in (ALL, called)]
        spans += [(own[0], own[1] - _DAY)] if own is not None and name in (OWN, ALL) else []
        found[name] = tuple(sorted(span for span in spans if span[0] <= span[1] <= today))
    return found


def _by_question(records: Iterable[T]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = {}
    for one in records:
        found.setdefault(one.question, []).append(one)
    return found
