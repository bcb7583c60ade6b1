"""The book of questions as a visitor sees it: read from the store itself, as much of it as their day knows."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from concurrent.futures import wait
from dataclasses import dataclass, replace
from datetime import date

from neraca.publish.format import format_day
from neraca.service.book_lines import BookLine, read_book
from neraca.service.event_sets import ALL, OWN, current_sets
from neraca.service.question_book import moment
from neraca.store import Store
from neraca.web.jobs import Job
from neraca.web.visit import Visit


def today_of(visit: Visit) -> date:
    """The day on which windows run or are over: the visitor's, else today's."""
    return visit.as_of or moment(None).date()


def read_lines(visit: Visit, store: Store) -> tuple[BookLine, ...]:
    """The book's questions; on an earlier day only those asked as of it or before, as `known_on` has them."""
    lines = read_book(store)
    return lines if visit.as_of is None else tuple(known_on(lines, visit.as_of))


def known_on(lines: Iterable[BookLine], day: date) -> Iterable[BookLine]:
    """Questions that may be asked as of a day or before; of a window that still ran then nobody knew what became."""
    for line in lines:
        if line.question.as_of <= day:
            yield line if line.question.due <= day else replace(line, resolutions=())


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
            label=words.say(
                "web.forecast.history-until",
                name=words.term("forecast.history", name),
                day=format_day(last, words) if last is not None else "–",
            ),
            last=last,
        )
        for name, last in found
    )


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
