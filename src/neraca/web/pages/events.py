"""The list of events, as filters bound it."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from neraca.publish.format import format_day
from neraca.publish.telling import tell_deed
from neraca.service.facets import ORDERS
from neraca.web.filters import Wanted, list_choices, read_filters
from neraca.web.rows import list_events, turn
from neraca.web.visit import Visit, open_visit

FILTERS = ("section", "status", "stage", "type", "actor", "item", "outlet", "language", "judged")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """A filter that is set: what it is called, its value in words, and the address without it."""

    name: str
    value: str
    without: str


def events(request: Request) -> Response:
    """A page of the events that the filters find."""
    visit = open_visit(request)
    wanted = read_filters(visit, FILTERS)
    order = visit.query("order") if visit.query("order") in ORDERS else "weight"
    facets = visit.snapshot.facets
    since, until = visit.stretch()
    found = facets.find(wanted, since=since, until=until, order=order)
    shown, leaf = turn(found, visit.number("page"))
    beside = visit.snapshot.index.events.get(visit.query("with"))
    return visit.page(
        "events_page.html.j2",
        chips=list_chips(visit, wanted),
        beside=None if beside is None else (beside.id, tell_deed(beside, visit.names, visit.words)),
        rows=list_events(visit, shown),
        leaf=leaf,
        wanted=wanted,
        order=order,
        orders=ORDERS,
        choices=[(facet, list_choices(facets, facet, wanted)) for facet in FILTERS],
        words_of=lambda facet, value: name_value(visit, facet, value),
        since=visit.query("since"),
        until=visit.query("until"),
    )


def list_chips(visit: Visit, wanted: Wanted) -> list[Chip]:
    """The filters that are set, each with the address that takes it out."""
    words, chips = visit.words, []
    for facet, values in wanted.items():
        for value in values:
            rest = [one for one in values if one != value]
            name, shown = words.say(f"web.facet.{facet}"), name_value(visit, facet, value)
            chips.append(Chip(name=name, value=shown, without=visit.here(**{facet: rest, "page": None})))
    for bound, key in (("since", "web.from"), ("until", "web.to")):
        day = visit.day(bound)
        if day is not None:
            without = visit.here(**{bound: None, "page": None})
            chips.append(Chip(name=words.say(key), value=format_day(day, words), without=without))
    return chips


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


EVENTS = (Route("/events", events),)
