"""Which events a filter finds: made once for an account, so that a page of 25 needs no walk over all of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from neraca.pipeline.judgements import event_mark
from neraca.publish.events import section_of
from neraca.records import UNKNOWN_PARTY, Account, Event

FACETS = ("actor", "type", "status", "stage", "section", "outlet", "language", "item", "judged")
ORDERS = ("weight", "newest", "time")
_NEVER = date.max.toordinal()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """Places of events among the account's, by what they can be filtered by.

    Attributes:
        ids: Of the events, by place.
        held: By facet and value, the places of the events that have it.
        days: Of each event, the first and the last ordinal day on which it may have happened, else that of its first
            report; None where neither is known. As `Selection` bounds them.
        orders: All places by weight of evidence, by newest report, and by time of the event.
        first_reports: Ordinal day of each event's first dated report; 0 where none is dated.
    """

    ids: tuple[str, ...]
    held: Mapping[str, Mapping[str, frozenset[int]]]
    days: tuple[tuple[int, int] | None, ...]
    orders: Mapping[str, tuple[int, ...]]
    first_reports: tuple[int, ...]

    def find(
        self,
        wanted: Mapping[str, Collection[str]],
        *,
        since: date | None = None,
        until: date | None = None,
        order: str = "weight",
    ) -> tuple[str, ...]:
        """Ids of the events that have one of the values wanted of each facet, in order.

        Args:
            wanted: Values by facet; a facet without values filters nothing.
            since: First day, inclusive, as `Selection` means it.
            until: Last day, inclusive.
            order: One of `ORDERS`.
        """
        kept = self.places(wanted)
        first = since.toordinal() if since else None
        last = until.toordinal() if until else None
        places: Iterable[int] = self.orders[order]
        if kept is not None:
            places = (place for place in places if place in kept)
        if first is not None or last is not None:
            places = (place for place in places if self._is_within(place, first, last))
        return tuple(self.ids[place] for place in places)

    def places(self, wanted: Mapping[str, Collection[str]]) -> frozenset[int] | None:
        """Places of the events that have one of the values wanted of each facet; None where nothing is wanted."""
        kept: frozenset[int] | None = None
        for facet, values in wanted.items():
            if values:
                known = self.held.get(facet, {})
                found = frozenset().union(*(known.get(value, frozenset()) for value in values))
                kept = found if kept is None else kept & found
        return kept

    def counts(self, facet: str, among: frozenset[int] | None = None) -> tuple[tuple[str, int], ...]:
        """Values of a facet with how many events have each, the most frequent first; those that none has left out."""
        found = []
        for value, places in self.held.get(facet, {}).items():
            number = len(places) if among is None else len(places & among)
            if number:
                found.append((value, number))
        return tuple(sorted(found, key=lambda pair: (-pair[1], pair[0])))

    def _is_within(self, place: int, first: int | None, last: int | None) -> bool:
        span = self.days[place]
        return span is not None and (first is None or span[1] >= first) and (last is None or span[0] <= last)


def index_facets(account: Account) -> Facets:
    """Index an account's events."""
    documents = {document.id: document for document in account.documents}
    homes = {claim.id: documents[claim.document] for claim in account.claims}
    held: dict[str, dict[str, set[int]]] = {facet: {} for facet in FACETS}
    days: list[tuple[int, int] | None] = []
    newest: list[int] = []
    first_reports: list[int] = []
    for place, event in enumerate(account.events):
        carriers = {homes[claim].id: homes[claim] for claim in event.claims}
        reported = [document.day.toordinal() for document in carriers.values() if document.day is not None]
        days.append(_days(event, reported))
        newest.append(max(reported, default=0))
        first_reports.append(min(reported, default=0))
        outlets = {document.outlet.value for document in carriers.values() if document.outlet is not None}
        values: dict[str, Iterable[str]] = {
            "actor": {code for code in (*event.actors, *event.recipients) if code != UNKNOWN_PARTY},
            "type": (event.type,),
            "status": (event.status.value,),
            "stage": (event.stage.value,),
            "section": (section_of(event),),
            "outlet": outlets,
            "language": {document.language for document in carriers.values()},
            "item": event.items,
            "judged": (event_mark(event) or "not",),
        }
        for facet, listed in values.items():
            for value in listed:
                held[facet].setdefault(value, set()).add(place)
    places = range(len(account.events))
    return Facets(
        ids=tuple(event.id for event in account.events),
        held={facet: {value: frozenset(found) for value, found in known.items()} for facet, known in held.items()},
        days=tuple(days),
        orders={
            "weight": tuple(sorted(places, key=lambda at: (*_weight(account.events[at]), at))),
            "newest": tuple(sorted(places, key=lambda at: (-newest[at], at))),
            "time": tuple(places),
        },
        first_reports=tuple(first_reports),
    )


def _weight(event: Event) -> tuple[int, int]:
    return -(event.witnesses + len(event.testimony_against)), -event.reports


def _days(event: Event, reported: list[int]) -> tuple[int, int] | None:
    if event.when is not None and (event.when.start or event.when.end):
        first = event.when.start.toordinal() if event.when.start else 0
        last = (event.when.end - timedelta(days=1)).toordinal() if event.when.end else _NEVER
        return first, last
    return (min(reported), min(reported)) if reported else None
