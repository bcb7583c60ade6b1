"""What if an event had not been, or another had: a question before and after, and what else would move."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from neraca.errors import NeracaError
from neraca.packs.problems import Told, tell_problem
from neraca.publish.exports import Row
from neraca.publish.format import format_probability
from neraca.records import Question
from neraca.service.asking import Coming, Supposed, what_if_beside
from neraca.service.book_rows import line_row
from neraca.service.foresight_ground import ANSWERED, Spoken, act_words
from neraca.store import Store
from neraca.web.book import is_over, read_lines, store_key, today_of
from neraca.web.cases import Case, open_cases
from neraca.web.desk import job_of, tell_state
from neraca.web.foreseen import Figure, place_of, tell_act, tell_weight, tell_window
from neraca.web.jobs import Job
from neraca.web.pages.asking import frequent_actors
from neraca.web.visit import Visit, open_visit

WHAT_IF = "what-if"
_ASSUMED = ("day", "who", "what", "whom")
_PATIENCE_S = 2.0
_OTHERS = 10
_LOOKED_AT = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Shifted:
    """A forecast in both pasts.

    Attributes:
        difference: In percentage points, signed.
        moved: Kinds of reasons in words, each with what it adds before, after, and the change.
    """

    act: str
    before: Figure
    after: Figure
    difference: str
    is_up: bool | None
    moved: tuple[tuple[str, str, str, str], ...]


def what_if_page(request: Request) -> Response:
    """What can be supposed about a question, and what would move."""
    visit = open_visit(request)
    with Store.open(visit.desk.settings.store) as store:
        own = request.path_params["id"]
        line = read_lines(visit, store).get(own)
        if line is None:
            raise HTTPException(404)
        row = line_row(line, visit.packs, today=today_of(visit))
        places = tuple(
            dict.fromkeys(place for one in row["numbers"] for part in one["drivers"] for place in part["cases"])
        )
        parties = (line.question.actor, line.question.recipient)
        cases = open_cases(visit, store, places, as_of=line.question.as_of, parties=parties)
        key = store_key(store)
    removed = tuple(dict.fromkeys(one for one in visit.request.query_params.getlist("remove") if one))
    added = _read_added(visit)
    job, error = None, None
    if removed or added:
        supposed = _suppose(line.question, removed=removed, added=added)
        try:
            job = visit.desk.jobs.once(WHAT_IF, (key, supposed), what_if_beside, visit.desk.settings.store, supposed)
            is_over(job, wait_s=_PATIENCE_S)
            error = None if job.failure is None else tell_problem(job.failure, visit.words)
        except NeracaError as fault:
            error = tell_problem(fault, visit.words)
    return _page(visit, row, cases, removed=removed, added=added, job=job, error=error)


def what_if_state(request: Request) -> Response:
    """How far it is, for the open page."""
    return tell_state(job_of(request, WHAT_IF))


def lay_out_shift(visit: Visit, row: Row) -> Shifted:
    """A row of `what_if_rows` as the page shows it."""
    words, points = visit.words, round(row["difference"] * 100, 1)
    sign = "" if points == 0 else "+" if points > 0 else "−"
    return Shifted(
        act=act_words(Spoken(words, visit.names), actor=row["actor"], type=row["type"], recipient=row["recipient"]),
        before=_figure(visit, row, "before"),
        after=_figure(visit, row, "after"),
        difference=f"{sign}{abs(points):.1f}".replace(".", words.decimal),
        is_up=None if points == 0 else points > 0,
        moved=tuple(
            (
                one["sentence"][visit.language],
                tell_weight(visit, one["before"]),
                tell_weight(visit, one["after"]),
                tell_weight(visit, one["difference"]),
            )
            for one in row["moved"]
        ),
    )


def _figure(visit: Visit, row: Row, side: str) -> Figure:
    return Figure(
        number=format_probability(row[side], visit.words),
        term=visit.words.say(row[f"{side}_term"]),
        place=place_of(row[side]),
        base=None,
        rate="",
        grounds="",
        persistence="",
        why_none="",
        help="",
    )


def _suppose(question: Question, *, removed: tuple[str, ...], added: tuple[str, ...]) -> Supposed:
    """What is supposed of all that the question's actor may do, the question itself first."""
    coming = Coming(
        actor=question.actor,
        recipient=None,
        types=(),
        as_of=question.as_of,
        within=question.horizon_days,
        history=question.history,
        limit=_LOOKED_AT,
    )
    own = replace(coming, recipient=question.recipient, types=(question.type,), limit=1)
    return Supposed(coming=coming, removed=removed, added=added, first=own)


def _read_added(visit: Visit) -> tuple[str, ...]:
    """Assumed events, as lines: those of the address, and the one that the form's fields tell."""
    lines = [one.strip() for one in visit.request.query_params.getlist("add") if one.strip()]
    typed = [visit.query(name) for name in _ASSUMED]
    if any(typed[1:]):
        lines.append(", ".join(typed))
    return tuple(dict.fromkeys(lines))


def _page(
    visit: Visit,
    row: Row,
    cases: dict[str, Case],
    *,
    removed: tuple[str, ...],
    added: tuple[str, ...],
    job: Job | None,
    error: Told | None,
) -> Response:
    rows: list[Row] = (job.result if job is not None else None) or []
    told = [one for one in rows if one["status"] == ANSWERED]
    mine = next((one for one in told if _is_of(one, row)), None)
    others = [one for one in told if not _is_of(one, row) and round(abs(one["difference"]), 3) > 0]
    values: dict[str, Any] = {name: visit.query(name) for name in _ASSUMED}
    values["day"] = values["day"] or row["as_of"]
    return visit.page(
        "what_if_page.html.j2",
        status_code=400 if error is not None else 200,
        row=row,
        act=tell_act(visit, row),
        window=tell_window(visit, row),
        cases=cases,
        removed=frozenset(removed),
        added=added,
        values=values,
        types=sorted(((code, visit.names.event(code)) for code in visit.packs.events.types), key=lambda one: one[1]),
        actors=frequent_actors(visit),
        job=job,
        settled=job is None or job.state in ("done", "failed"),
        asked=bool(removed or added),
        mine=None if mine is None else lay_out_shift(visit, mine),
        others=[lay_out_shift(visit, one) for one in others[:_OTHERS]],
        others_left=max(0, len(others) - _OTHERS),
        too_little=rows[0]["sentence"][visit.language] if rows and not told else "",
        error=error,
        note=rows[0]["note"][visit.language] if rows else visit.words.say("foresight.association"),
    )


def _is_of(shift: Row, row: Row) -> bool:
    return all(shift[part] == row[part] for part in ("actor", "type", "recipient"))


WHAT_IF_PAGES = (
    Route("/forecast/{id}/what-if", what_if_page),
    Route("/forecasts/what-if/{job}.json", what_if_state),
)
