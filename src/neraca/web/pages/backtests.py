"""Back-tests that were run: a list, and the page of one with its drawings and tables."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from neraca.errors import NeracaError
from neraca.publish.backtest import lay_out_backtest, tell_verdict
from neraca.publish.format import format_day
from neraca.records import BacktestResult
from neraca.service.backtests import list_backtests, read_backtest
from neraca.web.foreseen import tell_history
from neraca.web.outlook_tabs import outlook_tabs
from neraca.web.rows import turn
from neraca.web.visit import Visit, open_visit

_PER_PAGE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A back-test in the list; `span` is from its first to its last origin."""

    name: str
    history: str
    span: str
    origins: str
    verdict: str
    made: str


def backtests(request: Request) -> Response:
    """All that are kept beside the store, the newest first."""
    visit = open_visit(request)
    found = {one.name: one for one in list_backtests(visit.desk.settings.store)}
    shown, leaf = turn(tuple(found), visit.number("page"), per_page=_PER_PAGE)
    return visit.page(
        "backtests_page.html.j2",
        tabs=outlook_tabs(visit),
        rows=[_listed(visit, found[name]) for name in shown],
        leaf=leaf,
    )


def backtest(request: Request) -> Response:
    """One back-test."""
    visit, name = open_visit(request), request.path_params["name"]
    try:
        result = read_backtest(visit.desk.settings.store, name)
    except NeracaError as error:
        if error.code == "N107":
            raise HTTPException(404) from error
        raise
    view = lay_out_backtest(result, words=visit.words, names=visit.names)
    return visit.page("backtest_page.html.j2", result=result, view=view)


def _listed(visit: Visit, result: BacktestResult) -> Listed:
    words = visit.words
    return Listed(
        name=result.name,
        history=tell_history(visit, result.history),
        span=words.say("from-to", start=format_day(result.first, words), end=format_day(result.last, words)),
        origins=visit.amount(result.origins),
        verdict=tell_verdict(result, words),
        made=format_day(result.made_on, words),
    )


BACKTESTS = (Route("/backtests", backtests), Route("/backtests/{name}", backtest))
