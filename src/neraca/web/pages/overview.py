"""The first page: what is agreed, what is disputed, what is only foreseen, and what is new."""

from __future__ import annotations

from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from neraca.publish.format import format_day
from neraca.records.days import shift_day
from neraca.web.rows import cut, list_events
from neraca.web.visit import Visit, open_visit

SECTIONS = ("agreed", "disputed", "foreseen")
_FEW = 6
_NEW = timedelta(days=7)


def overview(request: Request) -> Response:
    """The sections' weightiest events, the newest ones, and how much there is."""
    visit = open_visit(request)
    facets, newest = visit.snapshot.facets, visit.snapshot.newest
    chosen = {section: facets.find({"section": (section,), "judged": ("not", "right")})[:_FEW] for section in SECTIONS}
    fresh = _newest(visit)
    book = visit.book(cut(visit, {one for listed in (*chosen.values(), fresh) for one in listed}))
    return visit.page(
        "overview.html.j2",
        counts=_counts(visit),
        sections=[
            (section, len(facets.held["section"].get(section, ())), list_events(visit, listed, book))
            for section, listed in chosen.items()
        ],
        fresh=list_events(visit, fresh, book),
        newest=format_day(newest, visit.words) if newest else "",
        since=shift_day(newest, -_NEW).isoformat() if newest else "",
    )


def _newest(visit: Visit) -> tuple[str, ...]:
    """Events that were first reported in the last days before the newest article, weightiest first."""
    newest, facets = visit.snapshot.newest, visit.snapshot.facets
    if newest is None:
        return ()
    first = newest.toordinal() - _NEW.days
    places = (place for place in facets.orders["weight"] if facets.first_reports[place] > first)
    return tuple(facets.ids[place] for place in places)[:_FEW]


def _counts(visit: Visit) -> tuple[tuple[str, int, str], ...]:
    """Key, number and page of what there is."""
    account = visit.snapshot.account
    outlets = {document.outlet.value for document in account.documents if document.outlet is not None}
    return (
        ("documents", len(account.documents), visit.url("/articles")),
        ("outlets", len(outlets), visit.url("/outlets")),
        ("claims", len(account.claims), visit.url("/claims")),
        ("events", len(account.events), visit.url("/events")),
        ("entries", len(account.entries), visit.url("/ledger")),
        ("findings", len(visit.snapshot.background.findings), visit.url("/checks")),
    )


OVERVIEW = (Route("/", overview),)
