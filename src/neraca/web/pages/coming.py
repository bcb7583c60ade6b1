"""What an actor will do next: a ranked list of numbers beside their base rates, worked out beside the pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from neraca.errors import NeracaError
from neraca.packs.problems import Told, tell_problem
from neraca.publish.exports import Row
from neraca.publish.format import format_day
from neraca.records import HORIZONS
from neraca.service.asking import Coming, next_beside
from neraca.service.event_sets import OWN
from neraca.service.foresight import WITHIN_DAYS
from neraca.service.foresight_ground import ANSWERED, Spoken, act_words
from neraca.service.question_book import check_window, moment
from neraca.service.selection import read_party
from neraca.store import Store
from neraca.web.book import HistoryChoice, day_of, history_choices, is_over, store_key
from neraca.web.cases import Case, case_of_row
from neraca.web.desk import job_of, tell_state
from neraca.web.foreseen import Figure, Stair, lay_out_figure, lay_out_stair
from neraca.web.jobs import Job
from neraca.web.pages.asking import frequent_actors, shown_party
from neraca.web.visit import Visit, open_visit

NEXT = "next"
LIMITS = (10, 20, 40)
"""Rows of a page: each has some 10 kB of reasons and cases, and a page is to stay under 500 kB."""
_PATIENCE_S = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """One thing that an actor may do.

    Attributes:
        first: The weightiest reason in words; "" where there is none.
        ask: Address of the form that puts the question into the book.
    """

    rank: int
    act: str
    figure: Figure
    first: str
    stair: Stair | None
    cases: dict[str, Case]
    ask: str


def next_page(request: Request) -> Response:
    """The form, and for an actor the list, or how far it is."""
    visit = open_visit(request)
    with Store.open(visit.desk.settings.store) as store:
        histories = history_choices(visit, store)
        key = store_key(store)
    chosen = next((one for one in histories if one.name == visit.query("history")), histories[0])
    if not visit.query("actor"):
        return _page(visit, chosen, histories)
    try:
        coming = read_coming(visit, as_of=day_of(visit, chosen), most=LIMITS[-1])
        job = visit.desk.jobs.once(NEXT, (key, coming), next_beside, visit.desk.settings.store, coming)
    except NeracaError as error:
        return _page(visit, chosen, histories, error=tell_problem(error, visit.words), status=400)
    is_over(job, wait_s=_PATIENCE_S)
    failure = None if job.failure is None else tell_problem(job.failure, visit.words)
    return _page(visit, chosen, histories, job=job, error=failure, rows=job.result)


def next_state(request: Request) -> Response:
    """How far a list is, for the open page."""
    return tell_state(job_of(request, NEXT))


def read_coming(visit: Visit, *, as_of: date, most: int = 1000) -> Coming:
    """What the address asks, by the option names of `neraca forecast next`; `most` rows at most.

    Raises:
        NeracaError: N155 or N156, when window or day do not fit.
    """
    within = visit.number("within", WITHIN_DAYS)
    check_window(as_of, within, today=moment(None).date())
    return Coming(
        actor=visit.query("actor"),
        recipient=visit.query("target") or None,
        types=tuple(one.strip() for one in visit.request.query_params.getlist("type") if one.strip()),
        as_of=as_of,
        within=within,
        history=visit.query("history") or OWN,
        limit=min(visit.number("limit", LIMITS[0]), most),
    )


def lay_out_ahead(visit: Visit, row: Row) -> Ahead:
    """A row of `next_rows` as the page shows it."""
    stair = lay_out_stair(visit, row)
    opened = [case for driver in row["drivers"] for case in driver["opened"]]
    first = next((one for one in stair.steps if one.is_up is not None), None) if stair else None
    asked = {"actor": row["actor"], "type": row["type"], "recipient": row["recipient"]}
    return Ahead(
        rank=row["rank"],
        act=act_words(Spoken(visit.words, visit.names), **asked),
        figure=lay_out_figure(visit, row),
        first=f"{first.sentence} ({first.weight})" if first else "",
        stair=stair,
        cases={case["place"]: case_of_row(visit, case) for case in opened},
        ask=visit.url("/forecasts/ask", **asked, within=row["horizon_days"], history=row["history"]),
    )


def _page(
    visit: Visit,
    chosen: HistoryChoice,
    histories: tuple[HistoryChoice, ...],
    *,
    job: Job | None = None,
    rows: list[Row] | None = None,
    error: Told | None = None,
    status: int = 200,
) -> Response:
    as_of = day_of(visit, chosen)
    told = [row for row in rows or [] if row["status"] == ANSWERED]
    too_little = rows[0]["sentence"][visit.language] if rows and not told else ""
    values: dict[str, Any] = {
        "actor": shown_party(visit, _known(visit, "actor")),
        "target": shown_party(visit, _known(visit, "target")),
        "within": visit.number("within", WITHIN_DAYS),
        "limit": min(visit.number("limit", LIMITS[0]), LIMITS[-1]),
    }
    return visit.page(
        "forecast_next_page.html.j2",
        status_code=status,
        values=values,
        chosen=chosen.name,
        histories=histories,
        horizons=sorted({*HORIZONS, values["within"]}),
        limits=sorted({*LIMITS, values["limit"]}),
        actors=frequent_actors(visit),
        job=job,
        settled=job is None or job.state in ("done", "failed"),
        rows=[lay_out_ahead(visit, row) for row in told],
        too_little=too_little,
        error=error,
        as_of=format_day(as_of, visit.words),
        made=rows[0] if rows else None,
    )


def _known(visit: Visit, name: str) -> str:
    """The id of the party that the address names; what it says where nobody has it."""
    text = visit.query(name)
    if not text:
        return ""
    try:
        return read_party(visit.packs, text, option=name)
    except NeracaError:
        return text


COMING = (
    Route("/forecasts/next", next_page),
    Route("/forecasts/next/{job}.json", next_state),
)
