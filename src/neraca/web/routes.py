"""Every address of the web app: the pages' routes put together."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from neraca.web.pages.adding import ADDING
from neraca.web.pages.api import API
from neraca.web.pages.articles import ARTICLES
from neraca.web.pages.asking import ASKING
from neraca.web.pages.backtests import BACKTESTS
from neraca.web.pages.changes import CHANGES
from neraca.web.pages.checks import CHECKS
from neraca.web.pages.claims import CLAIMS
from neraca.web.pages.coming import COMING
from neraca.web.pages.event import EVENT_PAGES
from neraca.web.pages.events import EVENTS
from neraca.web.pages.forecast import FORECAST
from neraca.web.pages.forecast_api import FORECAST_API
from neraca.web.pages.histories import HISTORY_PAGES
from neraca.web.pages.issues import ISSUES
from neraca.web.pages.judgements import JUDGEMENTS, JUDGEMENTS_API
from neraca.web.pages.judging import JUDGING
from neraca.web.pages.law import LAW
from neraca.web.pages.ledger import LEDGER
from neraca.web.pages.lookup import LOOKUP_API
from neraca.web.pages.map import MAP
from neraca.web.pages.network import NETWORK
from neraca.web.pages.outlets import OUTLETS
from neraca.web.pages.outlook import OUTLOOK
from neraca.web.pages.overview import OVERVIEW
from neraca.web.pages.reactions import REACTIONS
from neraca.web.pages.reports import REPORTS
from neraca.web.pages.search import SEARCH, SEARCH_API
from neraca.web.pages.state import STATE
from neraca.web.pages.timeline import TIMELINE
from neraca.web.pages.what_if import WHAT_IF_PAGES
from neraca.web.pages.who import WHO_PAGES
from neraca.web.templates import read_asset


def send_asset(request: Request) -> Response:
    """A style sheet or script; its address changes with its content, so that browsers may keep it."""
    found = read_asset(request.path_params["name"])
    if found is None:
        raise HTTPException(404)
    content, kind = found
    headers = {"cache-control": "public, max-age=31536000, immutable", "content-type": kind}
    return Response(content, headers=headers)


UPLOADS = 25_000_000
"""Bytes that a browser may send at once, where it sends files."""

BODIES: Mapping[str, int] = {"/add": UPLOADS, "/judgements/import": UPLOADS}
"""Most bytes of a request's body, where it is not the guard's own bound."""

ROUTES: tuple[Route, ...] = (
    *OVERVIEW,
    *EVENTS,
    *EVENT_PAGES,
    *JUDGING,
    *ARTICLES,
    *STATE,
    *TIMELINE,
    *REACTIONS,
    *OUTLOOK,
    *FORECAST,
    *ASKING,
    *COMING,
    *WHAT_IF_PAGES,
    *WHO_PAGES,
    *BACKTESTS,
    *HISTORY_PAGES,
    *OUTLETS,
    *CHECKS,
    *CHANGES,
    *LEDGER,
    *MAP,
    *LAW,
    *NETWORK,
    *SEARCH,
    *ADDING,
    *CLAIMS,
    *ISSUES,
    *JUDGEMENTS,
    *REPORTS,
    *SEARCH_API,
    *JUDGEMENTS_API,
    *LOOKUP_API,
    *FORECAST_API,
    *API,
    Route("/static/{digest}/{name}", send_asset),
)
