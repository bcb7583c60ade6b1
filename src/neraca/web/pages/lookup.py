"""One record as JSON, whole or with the way to its sentences, as the command line's `show` and `explain` have it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from neraca.records import Event, Meanings
from neraca.service.explaining import explain
from neraca.service.judgement_rows import judged_row
from neraca.service.linking import claim_of, link_row, pair_row
from neraca.service.lookup import find_record, record_row
from neraca.store import Store
from neraca.web.pages.api import send_rows
from neraca.web.visit import Visit, open_visit


def show_json(request: Request) -> Response:
    """Everything that one record holds.

    Raises:
        NeracaError: N102, when there is none of this name.
    """
    visit = open_visit(request)
    account = visit.snapshot.whole
    found = find_record(account, request.path_params["id"])
    return send_rows({**record_row(found, account), **judged_row(found, account, visit.snapshot.standing)})


def explain_json(request: Request) -> Response:
    """The way from a record to its sentences; with `claim`, whether two claims are of one event, and why.

    Raises:
        NeracaError: N102, when there is none of this name.
    """
    visit = open_visit(request)
    account, standing = visit.snapshot.whole, visit.snapshot.standing
    name, other = request.path_params["id"], visit.query("claim")
    found = find_record(account, name)
    if other:
        one, two = claim_of(found, name), claim_of(find_record(account, other), other)
        return send_rows(pair_row(one, two, account, _meanings(visit)))
    way = {**explain(found, account, standing), **judged_row(found, account, standing)}
    if isinstance(found.record, Event):
        way |= link_row(found.record, account, _meanings(visit))
    return send_rows(way)


def _meanings(visit: Visit) -> tuple[Meanings, ...]:
    """What all sentences mean: as much to read as the texts, and needed for events and pairs only."""
    with Store.open(visit.desk.settings.store) as store:
        return store.meanings(visit.as_of)


LOOKUP_API = (
    Route("/api/show/{id:path}.json", show_json),
    Route("/api/explain/{id:path}.json", explain_json),
)
