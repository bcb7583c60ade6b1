"""Events as pages list them: the dossier's row, with since when it is told."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from neraca.pipeline.judgements import event_mark
from neraca.publish.book import Book
from neraca.publish.events import EventRow, event_row
from neraca.publish.format import format_day
from neraca.records import Event
from neraca.service.narrowing import Narrowed, narrow
from neraca.web.visit import Visit

PER_PAGE = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedEvent:
    """An event in a list; `since` is the day of its first dated report, "" where none is dated."""

    row: EventRow
    since: str
    judged: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One page of a long list.

    Attributes:
        number, last: Of this page and of the last one, from 1.
        total: Of all entries on all pages.
    """

    number: int
    last: int
    total: int

    @property
    def near(self) -> tuple[int, ...]:
        """Numbers of the pages that a reader may want from here."""
        wanted = {1, self.last, *range(self.number - 2, self.number + 3)}
        return tuple(number for number in sorted(wanted) if 1 <= number <= self.last)


def turn(entries: Sequence[str], page: int, *, per_page: int = PER_PAGE) -> tuple[tuple[str, ...], Leaf]:
    """The entries of a page, the nearest one where there is no such page."""
    last = max(1, -(-len(entries) // per_page))
    number = min(max(1, page), last)
    start = (number - 1) * per_page
    return tuple(entries[start : start + per_page]), Leaf(number=number, last=last, total=len(entries))


def cut(visit: Visit, events: Iterable[str], *, documents: Iterable[str] = (), with_relations: bool = True) -> Narrowed:
    """The part of the visit's account that belongs to some events and documents."""
    snapshot = visit.snapshot
    return narrow(
        snapshot.whole,
        background=snapshot.background,
        relations=snapshot.relations,
        events=tuple(events),
        documents=tuple(documents),
        index=snapshot.index,
        with_relations=with_relations,
    )


def list_events(visit: Visit, events: Sequence[str], book: Book | None = None) -> tuple[ListedEvent, ...]:
    """Rows of some events, in the order asked for."""
    book = book or visit.book(cut(visit, events, with_relations=False))
    known = {event.id: event for event in book.account.events}
    return tuple(_listed(visit, known[one], book) for one in events if one in known)


def _listed(visit: Visit, event: Event, book: Book) -> ListedEvent:
    facets, index = visit.snapshot.facets, visit.snapshot.index
    first = facets.first_reports[index.order[event.id]]
    return ListedEvent(
        row=event_row(event, book, brief=True),
        since=format_day(date.fromordinal(first), visit.words) if first else "",
        judged=event_mark(event),
    )


def rank(visit: Visit, places: Collection[int]) -> tuple[str, ...]:
    """Ids of the events at some places of the account, the one with most evidence first."""
    facets = visit.snapshot.facets
    return tuple(facets.ids[place] for place in facets.orders["weight"] if place in places)
