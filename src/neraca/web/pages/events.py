"""Events: the filtered list, and the page of one with everything that speaks for and against it."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from neraca.publish.events import event_row
from neraca.service.facets import ORDERS
from neraca.service.selection import find_actor
from neraca.web.rows import cut, list_events, turn
from neraca.web.visit import Visit, open_visit

FILTERS = ("section", "status", "stage", "type", "actor", "item", "outlet", "language", "judged")
_MOST_CHOICES = 60


def events(request: Request) -> Response:
    """A page of the events that the filters find."""
    visit = open_visit(request)
    wanted = read_filters(visit)
    order = visit.query("order") if visit.query("order") in ORDERS else "weight"
    facets = visit.snapshot.facets
    found = facets.find(wanted, since=visit.day("since"), until=visit.day("until"), order=order)
    shown, leaf = turn(found, visit.number("page"))
    return visit.page(
        "events_page.html.j2",
        rows=list_events(visit, shown),
        leaf=leaf,
        wanted=wanted,
        order=order,
        orders=ORDERS,
        choices=[(facet, _choices(visit, facet, wanted)) for facet in FILTERS],
        words_of=lambda facet, value: name_value(visit, facet, value),
        since=visit.query("since"),
        until=visit.query("until"),
    )


def read_filters(visit: Visit) -> dict[str, tuple[str, ...]]:
    """Values wanted of each facet; an actor may be named in any language, and a type be written in any case."""
    wanted = {}
    for facet in FILTERS:
        values = [value.strip() for value in visit.request.query_params.getlist(facet) if value.strip()]
        if facet == "actor":
            values = [find_actor(visit.packs, value) or value for value in values]
        if facet == "type":
            values = [value.upper() for value in values]
        wanted[facet] = tuple(values)
    return wanted


def name_value(visit: Visit, facet: str, value: str) -> str:
    """What a filter's value is called in the visitor's language."""
    names, words = visit.names, visit.words
    if facet == "actor":
        return names.actor(value)
    if facet == "type":
        return names.event(value)
    if facet == "item":
        return names.item(value)
    if facet == "outlet":
        return names.outlet(value)
    kinds = {"status": "event-status", "stage": "stage", "section": "web.section", "language": "web.language"}
    return words.term(kinds.get(facet, f"web.{facet}"), value)


def _choices(visit: Visit, facet: str, wanted: dict[str, tuple[str, ...]]) -> list[tuple[str, int]]:
    """Values of a facet among the events that all other filters find, with their numbers; those chosen always."""
    facets = visit.snapshot.facets
    others = facets.places({name: values for name, values in wanted.items() if name != facet})
    counted = list(facets.counts(facet, others))
    kept = counted[:_MOST_CHOICES]
    known = {value for value, _ in kept}
    numbers = dict(counted)
    return kept + [(value, numbers.get(value, 0)) for value in wanted[facet] if value not in known]


def event(request: Request) -> Response:
    """One event."""
    visit = open_visit(request)
    own = request.path_params["id"]
    if own not in visit.snapshot.index.events:
        raise HTTPException(404)
    book = visit.book(cut(visit, (own,)))
    (known,) = (one for one in book.account.events if one.id == own)
    return visit.page("event_page.html.j2", row=event_row(known, book), listed=list_events(visit, (own,), book)[0])


def claim(request: Request) -> Response:
    """To a claim's place in its article."""
    visit = open_visit(request)
    own = request.path_params["id"]
    if own not in visit.snapshot.index.claims:
        raise HTTPException(404)
    return RedirectResponse(visit.link(own), status_code=303)


EVENTS = (
    Route("/events", events),
    Route("/events/{id}", event),
    Route("/claims/{id}", claim),
)
