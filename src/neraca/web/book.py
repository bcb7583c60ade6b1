"""The book of questions as a visitor sees it: read from the store itself, as much of it as their day knows."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from concurrent.futures import wait
from dataclasses import dataclass, replace
from datetime import date

from neraca.packs.words import Words
from neraca.publish.format import format_day
from neraca.service.book_lines import BookLine
from neraca.service.event_sets import ALL, OWN, current_sets
from neraca.service.question_book import moment
from neraca.store import Store
from neraca.web.jobs import Job
from neraca.web.visit import Visit


def today_of(visit: Visit) -> date:
    """The day on which windows run or are over: the visitor's, else today's."""
    return visit.as_of or moment(None).date()


def read_lines(visit: Visit, store: Store) -> Mapping[str, BookLine]:
    """The book's questions by id, the soonest to end first; on an earlier day as `known_on` has them."""
    lines = visit.desk.books.lines(store)
    if visit.as_of is None:
        return lines
    known = ((own, known_on(line, visit.as_of)) for own, line in lines.items())
    return {own: line for own, line in known if line is not None}


def known_on(line: BookLine, day: date) -> BookLine | None:
    """A question as it stood on a day: None where it was asked as of a later one.

    While its window still ran nobody knew what became of it.
    """
    if line.question.as_of > day:
        return None
    return line if line.question.due <= day else replace(line, resolutions=())


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryChoice:
    """A history that can be asked from; `last` is the last day of which it tells, None where it tells of none."""

    name: str
    label: str
    last: date | None


def history_choices(visit: Visit, store: Store) -> tuple[HistoryChoice, ...]:
    """Our own events, imported sets by name, and all together where there are any sets."""
    words, newest = visit.words, visit.snapshot.newest
    sets = sorted(current_sets(store).items())
    ends = [day for day in (newest, *(one.last for _, one in sets)) if day is not None]
    found = [(OWN, newest), *((name, one.last) for name, one in sets)]
    if sets:
        found.append((ALL, max(ends)))
    return tuple(
        HistoryChoice(
            name=name,
            label=_label(words, words.term("forecast.history", name), last),
            last=last,
        )
        for name, last in found
    )


def _label(words: Words, name: str, last: date | None) -> str:
    if last is None:
        return name
    return words.say("web.forecast.history-until", name=name, day=format_day(last, words))


def day_of(visit: Visit, history: HistoryChoice) -> date:
    """The visitor's day, or the last day of the history where that is past: of what comes later it knows nothing."""
    today = today_of(visit)
    return today if history.last is None or history.last > today else history.last


def store_key(store: Store) -> Hashable:
    """What changes with all that a forecast is made from."""
    return store.state(), tuple(sorted(one.id for one in current_sets(store).values()))


def is_over(job: Job, *, wait_s: float) -> bool:
    """Whether a job is done, well or not, after waiting for it a while."""
    return job.future is not None and not wait((job.future,), timeout=wait_s).not_done
