"""Claims: the filtered list, each in its sentence."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from neraca.publish.claims import ClaimRow, claim_row, source_line
from neraca.service.claim_facets import CLAIM_FACETS, CLAIM_ORDERS
from neraca.web.filters import list_choices, read_filters
from neraca.web.pages.events import name_value
from neraca.web.rows import cut, turn
from neraca.web.visit import Visit, open_visit


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
    wanted = read_filters(visit, CLAIM_FACETS)
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
        choices=[(facet, list_choices(visit.snapshot.claim_facets, facet, wanted)) for facet in CLAIM_FACETS],
        words_of=lambda facet, value: name_value(visit, facet, value),
        since=visit.query("since"),
        until=visit.query("until"),
    )


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


CLAIMS = (Route("/claims", claims),)
