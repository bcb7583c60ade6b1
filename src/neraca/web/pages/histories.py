"""Event histories that can be asked from: our own events, and sets that were imported."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from neraca.publish.format import format_day
from neraca.records import EventSet
from neraca.service.event_sets import OWN, current_sets, list_histories
from neraca.service.imports import HISTORIES
from neraca.store import Store
from neraca.web.cases import NO_EVENTS
from neraca.web.foreseen import tell_history
from neraca.web.outlook_tabs import outlook_tabs
from neraca.web.visit import NotReadyError, Visit, open_visit

# To count the events of a hundred thousand claims takes longer than a page should.
_PATIENCE_S = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRow:
    """A history on the page.

    Attributes:
        form: Name of its format; "" of our own events.
        actors, relations: How many names of parties and of acts it has; "" of our own events.
        damaged: Rows that could not be read, and the address of the issues that name them.
    """

    name: str
    title: str
    form: str
    events: str
    first: str
    last: str
    actors: str
    relations: str
    damaged: str
    issues: str
    files: tuple[str, ...]
    ask: str


def histories(request: Request) -> Response:
    """The page of all."""
    visit = open_visit(request)
    own = own_row(visit, wait_s=_PATIENCE_S)
    with Store.open(visit.desk.settings.store) as store:
        sets = sorted(current_sets(store).items())
    rows = [_own(visit, own), *(_imported(visit, events) for _, events in sets)]
    return visit.page("histories_page.html.j2", tabs=outlook_tabs(visit), rows=rows, formats=sorted(HISTORIES))


def own_row(visit: Visit, *, wait_s: float) -> dict[str, Any] | None:
    """The row of our own events, counted once for a snapshot; None while it is being counted."""
    desk, account = visit.desk, visit.snapshot.account

    def count() -> dict[str, Any]:
        with Store.open(desk.settings.store) as store:
            return next(row for row in list_histories(store, account) if row["name"] == OWN)

    return desk.bench.get(visit.snapshot, "histories", count, wait_s=wait_s)


def all_rows(visit: Visit) -> list[dict[str, Any]]:
    """Rows of `neraca forecast histories --json`.

    Raises:
        NotReadyError: Our own events are still being counted.
    """
    own = own_row(visit, wait_s=visit.desk.patience_s)
    if own is None:
        raise NotReadyError
    with Store.open(visit.desk.settings.store) as store:
        return [own, *(row for row in list_histories(store, NO_EVENTS) if row["name"] != OWN)]


def _own(visit: Visit, row: dict[str, Any] | None) -> HistoryRow:
    days = (row[key] if row is not None else None for key in ("first", "last"))
    first, last = (date.fromisoformat(day) if day else None for day in days)
    return HistoryRow(
        name=OWN,
        title=tell_history(visit, OWN),
        form="",
        events=visit.words.say("web.histories-counting") if row is None else visit.amount(row["events"]),
        first=format_day(first, visit.words) if first else "",
        last=format_day(last, visit.words) if last else "",
        actors="",
        relations="",
        damaged="",
        issues="",
        files=(),
        ask=visit.url("/forecasts/ask"),
    )


def _imported(visit: Visit, events: EventSet) -> HistoryRow:
    return HistoryRow(
        name=events.name,
        title=tell_history(visit, events.name),
        form=events.format,
        events=visit.amount(events.rows),
        first=format_day(events.first, visit.words),
        last=format_day(events.last, visit.words),
        actors=visit.amount(_named(events.actors)),
        relations=visit.amount(_named(events.relations)),
        damaged=visit.amount(events.damaged) if events.damaged else "",
        issues=visit.url("/issues", where=f"history:{events.name}/"),
        files=events.files,
        ask=visit.url("/forecasts/ask", history=events.name),
    )


def _named(names: Iterable[str]) -> int:
    """How many there are; a row without a party is told by an empty name."""
    return sum(bool(name) for name in names)


HISTORY_PAGES = (Route("/histories", histories),)
