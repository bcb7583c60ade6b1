"""Forecasts as JSON: `/api/forecast/NAME.json` has the rows of `neraca forecast NAME --json`, with its options."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Hashable
from dataclasses import replace

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from neraca.codec.json import encode
from neraca.service.asking import Supposed, next_beside, what_if_beside, who_beside
from neraca.service.backtests import kept_row, list_backtests, read_backtest
from neraca.service.book_lines import BookState, find_line
from neraca.service.book_rows import book, line_row, opened_row
from neraca.service.book_scores import By, compare, score
from neraca.store import Store
from neraca.web.book import is_over, known_on, read_lines, store_key, today_of
from neraca.web.options import Rows, is_set
from neraca.web.pages.api import read_bounds, send_rows
from neraca.web.pages.coming import NEXT, read_coming
from neraca.web.pages.histories import all_rows
from neraca.web.pages.what_if import WHAT_IF
from neraca.web.pages.who import WHO, read_whom
from neraca.web.visit import NotReadyError, Visit, open_visit


def list_json(request: Request) -> Response:
    """The questions of the book, with the options `open`, `resolved`, `actor` and `type`."""
    visit = open_visit(request)
    states = list(BookState)
    if is_set(visit, "open") != is_set(visit, "resolved"):
        states = [BookState.RESOLVED] if is_set(visit, "resolved") else [BookState.DUE, BookState.OPEN]
    with Store.open(visit.desk.settings.store) as store:
        if visit.as_of is None:
            rows = book(store, visit.packs, read_bounds(visit), today=today_of(visit), states=states)
        else:
            # What is known of a question by now says nothing of where it stood then.
            rows = _rows_then(visit, store, states)
    return send_rows(rows)


def _rows_then(visit: Visit, store: Store, states: Collection[BookState]) -> Rows:
    known, today = read_lines(visit, store), today_of(visit)
    every = book(store, visit.packs, read_bounds(visit), today=today)
    lines = [known[row["id"]] for row in every if row["id"] in known]
    lines.sort(key=lambda line: line.outcome is not None)
    return [line_row(line, visit.packs, today=today) for line in lines if line.state(today) in states]


def show_json(request: Request) -> Response:
    """A question with everything in the book about it.

    Raises:
        NeracaError: N151, when there is none of this id.
    """
    visit = open_visit(request)
    with Store.open(visit.desk.settings.store) as store:
        found = find_line(store, request.path_params["id"])
        line = found if visit.as_of is None else known_on(found, visit.as_of)
        if line is None:
            raise HTTPException(404)
        account = visit.snapshot.account
        return send_rows(opened_row(store, line, visit.packs, today=today_of(visit), account=account))


def score_json(request: Request) -> Response:
    """How the numbers fared, with the options `by`, `actor` and `type`."""
    visit = open_visit(request)
    by = visit.query("by") or By.FORECASTER.value
    if by not in tuple(By):
        raise HTTPException(400, f"by: {', '.join(By)}")
    bounds, today = read_bounds(visit), today_of(visit)
    with Store.open(visit.desk.settings.store) as store:
        rows = [*score(store, bounds, today=today, by=By(by)), *compare(store, bounds, today=today)]
    return send_rows(rows)


def histories_json(request: Request) -> Response:
    """Event histories."""
    return send_rows(all_rows(open_visit(request)))


def next_json(request: Request) -> Response:
    """What an actor will do next.

    Raises:
        NotReadyError: It is still being worked out.
        NeracaError: As `next_rows`.
    """
    visit = open_visit(request)
    coming = read_coming(visit, as_of=today_of(visit))
    return send_rows(_worked_out(visit, NEXT, next_beside, coming))


def who_json(request: Request) -> Response:
    """Who will be next, with the options of `neraca forecast who`.

    Raises:
        NotReadyError: It is still being worked out.
        NeracaError: As `who_rows`.
    """
    visit = open_visit(request)
    whom = read_whom(visit, as_of=today_of(visit))
    whom = replace(whom, boosted=is_set(visit, "boosted"), fine=is_set(visit, "fine"))
    return send_rows(_worked_out(visit, WHO, who_beside, whom))


def what_if_json(request: Request) -> Response:
    """How forecasts would move without some events (`remove`), or with others (`add`).

    Raises:
        NotReadyError: It is still being worked out.
        NeracaError: As `what_if_rows`.
    """
    visit = open_visit(request)
    asked = visit.request.query_params
    supposed = Supposed(
        coming=read_coming(visit, as_of=today_of(visit)),
        removed=tuple(asked.getlist("remove")),
        added=tuple(asked.getlist("add")),
    )
    return send_rows(_worked_out(visit, WHAT_IF, what_if_beside, supposed))


def backtest_json(request: Request) -> Response:
    """Back-tests that are kept, or with `kept` the one of this name, whole.

    Raises:
        NeracaError: N107, when there is none of this name.
    """
    visit = open_visit(request)
    folder, name = visit.desk.settings.store, visit.query("kept")
    if name:
        return send_rows(json.loads(encode(read_backtest(folder, name))))
    return send_rows([kept_row(one) for one in list_backtests(folder)])


def _worked_out(visit: Visit, kind: str, work: Callable[..., Rows], asked: Hashable) -> Rows:
    with Store.open(visit.desk.settings.store) as store:
        key = store_key(store)
    job = visit.desk.jobs.once(kind, (key, asked), work, visit.desk.settings.store, asked)
    if not is_over(job, wait_s=visit.desk.patience_s):
        raise NotReadyError
    if job.failure is not None:
        raise job.failure
    rows: Rows = job.result
    return rows


FORECAST_API = (
    Route("/api/forecast/list.json", list_json),
    Route("/api/forecast/show/{id}.json", show_json),
    Route("/api/forecast/score.json", score_json),
    Route("/api/forecast/histories.json", histories_json),
    Route("/api/forecast/next.json", next_json),
    Route("/api/forecast/who.json", who_json),
    Route("/api/forecast/whatif.json", what_if_json),
    Route("/api/forecast/backtest.json", backtest_json),
)
