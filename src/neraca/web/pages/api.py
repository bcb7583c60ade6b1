"""Every view as JSON, with the same rows as the command line's `--json` and the same names for what bounds them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from neraca.service import tables
from neraca.service.selection import Selection, select
from neraca.web.pages.changes import changes_view
from neraca.web.pages.law import sanctions_view
from neraca.web.pages.ledger import ledger_view
from neraca.web.pages.network import network_view
from neraca.web.pages.views import (
    checks_view,
    disputes_view,
    outlets_view,
    outlook_view,
    reactions_view,
    timeline_view,
)
from neraca.web.visit import Visit, open_visit

Rows = list[dict[str, Any]]


def _documents(visit: Visit, bounds: Selection) -> Rows:
    snapshot = visit.snapshot
    return tables.documents_rows(snapshot.whole, bounds, snapshot.standing, snapshot.whole_background)


def _claims(visit: Visit, bounds: Selection) -> Rows:
    return tables.claims_rows(visit.snapshot.whole, bounds, visit.snapshot.standing)


def _events(visit: Visit, bounds: Selection) -> Rows:
    return tables.events_rows(visit.snapshot.whole, bounds)


def _issues(visit: Visit, _bounds: Selection) -> Rows:
    return tables.issues_rows(visit.snapshot.issues)


VIEWS: Mapping[str, Callable[[Visit, Selection], Rows]] = {
    "documents": _documents,
    "claims": _claims,
    "events": _events,
    "issues": _issues,
    "ledger": ledger_view,
    "sanctions": sanctions_view,
    "network": network_view,
    "disputes": disputes_view,
    "outlets": outlets_view,
    "checks": checks_view,
    "timeline": timeline_view,
    "reactions": reactions_view,
    "outlook": outlook_view,
    "changes": lambda visit, _bounds: changes_view(visit),
}


def read_bounds(visit: Visit) -> Selection:
    """What the address bounds a view by, as the options of the command line do.

    Raises:
        NeracaError: N103, N107, as `select`.
    """
    return select(
        visit.packs,
        actor=visit.query("actor") or None,
        type=visit.query("type") or None,
        since=visit.day("since"),
        until=visit.day("until"),
    )


def view(request: Request) -> Response:
    """The rows of a view."""
    name = request.path_params["name"]
    if name not in VIEWS:
        raise HTTPException(404)
    visit = open_visit(request)
    return send_rows(VIEWS[name](visit, read_bounds(visit)))


def send_rows(rows: Any) -> Response:
    """Rows or a row as JSON."""
    text = json.dumps(rows, ensure_ascii=False, allow_nan=False)
    return Response(text, media_type="application/json")


API = (Route("/api/{name}.json", view),)
