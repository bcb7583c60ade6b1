"""Claims: the filtered list, each in its sentence."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from neraca.publish.claims import ClaimRow, claim_row, source_line
from neraca.service.claim_facets import CLAIM_FACETS, CLAIM_ORDERS
from neraca.service.selection import find_actor
from neraca.web.pages.events import name_value
from neraca.web.rows import cut, turn
from neraca.web.visit import Visit, open_visit

_MOST_CHOICES = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedClaim:
    """A claim in a list, with its article and a person's verdict."""

    row: ClaimRow
    document: str
    title: str
    source: str
    judged: str


def claims(request: Request) -> Response:
    """A page of the claims that the filters find."""
    visit = open_visit(request)
    wanted = read_filters(visit)
    order = visit.query("order") if visit.query("order") in CLAIM_ORDERS else CLAIM_ORDERS[0]
    since, until = visit.stretch()
    found = visit.snapshot.claim_facets.find(wanted, since=since, until=until, order=order)
    shown, leaf = turn(found, visit.number("page"))
    return visit.page(
        "claims_page.html.j2",
        rows=list_page(visit, shown),
        leaf=leaf,
        wanted=wanted,
        order=order,
        orders=CLAIM_ORDERS,
        choices=[(facet, _choices(visit, facet, wanted)) for facet in CLAIM_FACETS],
        words_of=lambda facet, value: name_value(visit, facet, value),
        since=visit.query("since"),
        until=visit.query("until"),
    )


def read_filters(visit: Visit) -> dict[str, tuple[str, ...]]:
    """Values wanted of each facet; an actor may be named in any language, and a type be written in any case."""
    wanted = {}
    for facet in CLAIM_FACETS:
        values = [value.strip() for value in visit.request.query_params.getlist(facet) if value.strip()]
        if facet == "actor":
            values = [find_actor(visit.packs, value) or value for value in values]
        if facet == "type":
            values = [value.upper() for value in values]
        wanted[facet] = tuple(values)
    return wanted


def list_page(visit: Visit, shown: tuple[str, ...]) -> tuple[ListedClaim, ...]:
    """Rows of some claims, in the order asked for."""
    index = visit.snapshot.index
    events = {event.id for one in shown for event in index.events_of.get(one, ())}
    book = visit.book(cut(visit, events, documents={index.claims[one].document for one in shown}))
    listed = [index.claims[one] for one in shown]
    marks = visit.snapshot.standing.marks(listed)
    return tuple(
        ListedClaim(
            row=claim_row(claim, book),
            document=claim.document,
            title=book.title(index.documents[claim.document]),
            source=source_line(index.documents[claim.document], book),
            judged=marks.get(claim.id) or "",
        )
        for claim in listed
    )


def _choices(visit: Visit, facet: str, wanted: dict[str, tuple[str, ...]]) -> list[tuple[str, int]]:
    """Values of a facet among the claims that all other filters find, with their numbers; those chosen always."""
    facets = visit.snapshot.claim_facets
    others = facets.places({name: values for name, values in wanted.items() if name != facet})
    counted = list(facets.counts(facet, others))
    known = {value for value, _ in counted[:_MOST_CHOICES]}
    numbers = dict(counted)
    return counted[:_MOST_CHOICES] + [(value, numbers.get(value, 0)) for value in wanted[facet] if value not in known]


CLAIMS = (Route("/claims", claims),)
