"""Who will be next: to whom somebody will do a thing, or who will do it to somebody, with the rules behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from neraca.errors import NeracaError, fail
from neraca.packs.problems import Told, tell_problem
from neraca.publish.exports import Row
from neraca.publish.format import format_day, format_probability
from neraca.service.asking import Whom, who_beside
from neraca.service.event_sets import OWN
from neraca.service.foresight_ground import ANSWERED, Spoken, act_words
from neraca.service.question_book import check_window, moment
from neraca.service.ranking import LIMIT
from neraca.store import Store
from neraca.web.book import HistoryChoice, day_of, history_choices, is_over, store_key
from neraca.web.cases import Case, case_of_row
from neraca.web.desk import job_of, tell_state
from neraca.web.foreseen import rounded_weights, tell_weight
from neraca.web.jobs import Job
from neraca.web.options import read_party
from neraca.web.pages.asking import frequent_actors, shown_party
from neraca.web.visit import Visit, open_visit

WHO = "who"
LIMITS = (10, 20, 40)
"""Rows of a page, which is to stay under 500 kB."""
_PATIENCE_S = 2.0
_MOST = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A reason: what it adds to the score, in words, with its cases."""

    weight: str
    is_up: bool | None
    sentence: str
    cases: dict[str, Case]


@dataclass(frozen=True, slots=True, kw_only=True)
class Likely:
    """A party that may be next; `share` is the model's belief among its candidates, an order and no probability."""

    rank: int
    act: str
    share: str
    score: str
    rules: tuple[Rule, ...]


def who_page(request: Request) -> Response:
    """The form, and for a type and a party the list, or how far it is."""
    visit = open_visit(request)
    with Store.open(visit.desk.settings.store) as store:
        histories, key = history_choices(visit, store), store_key(store)
    chosen = next((one for one in histories if one.name == visit.query("history")), histories[0])
    if not (visit.query("type") or visit.query("actor") or visit.query("target")):
        return _page(visit, chosen, histories)
    try:
        whom = read_whom(visit, as_of=day_of(visit, chosen), most=LIMITS[-1])
        if (whom.actor is None) == (whom.recipient is None):
            raise fail("N605")
        job = visit.desk.jobs.once(WHO, (key, whom), who_beside, visit.desk.settings.store, whom)
    except NeracaError as error:
        return _page(visit, chosen, histories, error=tell_problem(error, visit.words), status=400)
    is_over(job, wait_s=_PATIENCE_S)
    failure = None if job.failure is None else tell_problem(job.failure, visit.words)
    return _page(visit, chosen, histories, job=job, error=failure, rows=job.result)


def who_state(request: Request) -> Response:
    """How far a list is, for the open page."""
    return tell_state(job_of(request, WHO))


def read_whom(visit: Visit, *, as_of: date, most: int = _MOST) -> Whom:
    """What the address asks, by the option names of `neraca forecast who`; `most` rows at most.

    Raises:
        NeracaError: N156, when the day lies ahead.
    """
    check_window(as_of, 1, today=moment(None).date())
    return Whom(
        type=visit.query("type"),
        actor=visit.query("actor") or None,
        recipient=visit.query("target") or None,
        as_of=as_of,
        history=visit.query("history") or OWN,
        limit=min(visit.number("limit", LIMIT), most),
    )


def lay_out_likely(visit: Visit, row: Row) -> Likely:
    """A row of `who_rows` as the page shows it."""
    act = act_words(Spoken(visit.words, visit.names), actor=row["actor"], type=row["type"], recipient=row["recipient"])
    shown = rounded_weights(round(row["score"], 2), row["drivers"]) if row["drivers"] else []
    return Likely(
        rank=row["rank"],
        act=act,
        share=format_probability(row["share"], visit.words),
        score=tell_weight(visit, row["score"]),
        rules=tuple(
            Rule(
                weight=tell_weight(visit, weight),
                is_up=None if weight == 0 else weight > 0,
                sentence=one["sentence"][visit.language],
                cases={case["place"]: case_of_row(visit, case) for case in one["opened"]},
            )
            for one, weight in zip(row["drivers"], shown, strict=True)
        ),
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
    told = [row for row in rows or [] if row["status"] == ANSWERED]
    limit = min(visit.number("limit", LIMIT), LIMITS[-1])
    return visit.page(
        "forecast_who_page.html.j2",
        status_code=status,
        values={
            "actor": shown_party(visit, read_party(visit, "actor")),
            "target": shown_party(visit, read_party(visit, "target")),
            "type": visit.query("type").upper(),
            "limit": limit,
        },
        chosen=chosen.name,
        histories=histories,
        limits=sorted({*LIMITS, limit}),
        types=sorted(((code, visit.names.event(code)) for code in visit.packs.events.types), key=lambda one: one[1]),
        actors=frequent_actors(visit),
        job=job,
        settled=job is None or job.state in ("done", "failed"),
        rows=[lay_out_likely(visit, row) for row in told],
        too_little=rows[0]["sentence"][visit.language] if rows and not told else "",
        error=error,
        as_of=format_day(day_of(visit, chosen), visit.words),
        made=rows[0] if rows else None,
    )


WHO_PAGES = (
    Route("/forecasts/who", who_page),
    Route("/forecasts/who/{job}.json", who_state),
)
