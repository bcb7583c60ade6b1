"""One question of the book: its number with reasons and cases, who else answered, what became of it; and its forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from neraca.errors import NeracaError, fail
from neraca.packs.problems import tell_problem
from neraca.publish.exports import Row
from neraca.publish.format import format_day
from neraca.records import Outcome
from neraca.service.asking import rule_beside
from neraca.service.book_lines import PROGRAM, RULE, BookLine, find_line
from neraca.service.book_resolving import Resolved, resolve_by_hand
from neraca.service.book_rows import line_row
from neraca.service.question_book import answer, moment
from neraca.store import Store
from neraca.web.book import is_over, read_lines, today_of
from neraca.web.cases import Case, open_cases
from neraca.web.foreseen import (
    MARKS,
    Figure,
    lay_out_figure,
    lay_out_stair,
    tell_act,
    tell_outcome,
    tell_state,
    tell_window,
    whose,
)
from neraca.web.visit import PERSON, Visit, open_visit

DONE = "done"
"""Name in an address of what has just been done: `asked`, `answered`, `decided`, `ruled`; or of why nothing was."""
_YEAR_S = 365 * 24 * 3600
_MOST_NAME = 80
_PATIENCE_S = 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A number that somebody gave.

    Attributes:
        counts: Whether it is the one that is scored.
    """

    name: str
    is_program: bool
    figure: Figure
    day: str
    timing: str
    note: str
    counts: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What somebody, or the rule, said became of it.

    Attributes:
        cases: Evidence that can be opened, by place.
        evidence: All of it, as it was named.
    """

    name: str
    outcome: str
    mark: str
    day: str
    note: str
    evidence: tuple[str, ...]
    cases: Mapping[str, Case]


def forecast(request: Request) -> Response:
    """A question of the book."""
    return _show(open_visit(request), request.path_params["id"])


async def take_answer(request: Request) -> Response:
    """Add a person's number, and go back to the question; with a fault, the page again with what was written."""
    return await run_in_threadpool(_take, request, await _typed(request), "answer")


async def take_resolution(request: Request) -> Response:
    """Add what a person, or the rule, says became of a question, and go back to it."""
    return await run_in_threadpool(_take, request, await _typed(request), "resolve")


async def _typed(request: Request) -> dict[str, str]:
    form = await request.form(max_files=0, max_fields=20)
    return {name: value.strip() for name, value in form.items() if isinstance(value, str)}


def _take(request: Request, typed: dict[str, str], what: str) -> Response:
    visit = open_visit(request)
    person = " ".join(typed.get("person", "").split())[:_MOST_NAME] or visit.person
    name = typed.get("question", "")
    try:
        with Store.open(visit.desk.settings.store) as store:
            done = (_answer if what == "answer" else _resolve)(visit, store, typed, person)
    except NeracaError as error:
        return _show(visit, name, error=error, typed=typed)
    to = RedirectResponse(visit.url(f"/forecast/{quote(name, safe='')}", done=done), status_code=303)
    to.set_cookie(PERSON, quote(person), max_age=_YEAR_S, httponly=True, samesite="lax")
    return to


def _answer(_visit: Visit, store: Store, typed: dict[str, str], person: str) -> str:
    given, note = typed.get("probability", ""), typed.get("note", "")
    made = answer(store, question=typed.get("question", ""), person=person, probability=given, note=note)
    return "answered" if made.is_new_forecast else "same"


def _resolve(visit: Visit, store: Store, typed: dict[str, str], person: str) -> str:
    name, word = typed.get("question", ""), typed.get("outcome", "")
    if word == RULE:
        return _rule(visit, find_line(store, name).question.id)
    if word not in tuple(Outcome):
        raise fail("N107", value=word or "''", option="OUTCOME", known=" ".join(Outcome))
    evidence = tuple(one for one in typed.get("evidence", "").split() if one)
    done = resolve_by_hand(
        store, question=name, outcome=Outcome(word), person=person, evidence=evidence, note=typed.get("note", "")
    )
    return "decided" if done.is_new else "same"


def _rule(visit: Visit, question: str) -> str:
    """Let the rule look at a question, beside the pages: it may have to read a whole history."""
    jobs, folder = visit.desk.jobs, visit.desk.settings.store
    job = jobs.open(RULE, label=question)
    jobs.start(job, rule_beside, folder, question, moment(None).date(), lane="reading", then=_nothing)
    if not is_over(job, wait_s=_PATIENCE_S):
        return "ruling"
    if job.failure is not None:
        raise job.failure
    made: Resolved = job.result
    if made.is_new:
        return "ruled"
    return "same" if made.outcome is not None else made.reason


def _nothing() -> None:
    """An outcome changes nothing that a snapshot shows."""


def _show(
    visit: Visit, name: str, *, error: NeracaError | None = None, typed: Mapping[str, str] | None = None
) -> Response:
    with Store.open(visit.desk.settings.store) as store:
        line = read_lines(visit, store).get(name)
        if line is None:
            raise HTTPException(404)
        row = line_row(line, visit.packs, today=today_of(visit))
        parties = (line.question.actor, line.question.recipient)
        cases = open_cases(visit, store, _places(row), as_of=line.question.as_of, parties=parties)
    own = next((one for one in row["numbers"] if one["person"] is None), None)
    return visit.page(
        "forecast_page.html.j2",
        status_code=200 if error is None else 400,
        line=line,
        row=row,
        act=tell_act(visit, row),
        window=tell_window(visit, row),
        state=(MARKS[row["outcome"] or row["state"]], tell_state(visit, row)),
        figure=lay_out_figure(visit, row),
        stair=None if own is None else lay_out_stair(visit, own),
        cases=cases,
        own=own,
        answers=[_lay_out_answer(visit, one) for one in row["numbers"]],
        earlier=[_lay_out_answer(visit, one) for one in reversed(row["forecasts"]) if one["superseded_by"]],
        decisions=[_lay_out_decision(visit, one, cases) for one in _held_first(row)],
        can_rule=line.resolution is None or line.resolution.by == RULE,
        done=_tell_done(visit),
        typed=typed or {},
        wrong=None if error is None else tell_problem(error, visit.words),
        others=_others(line),
    )


def _tell_done(visit: Visit) -> str:
    """What has just been done, or what the rule found; "" where the address says nothing of it."""
    said = (f"{kind}.{visit.query(DONE)}" for kind in ("web.forecast.done", "forecast.ruling"))
    return next((visit.words.say(key) for key in said if visit.words.has(key)), "")


def _places(row: Row) -> list[str]:
    """Places of all cases and of evidence that may be opened."""
    drivers = [driver for one in row["numbers"] for driver in one["drivers"]]
    told = [place for one in row["resolutions"] for place in one["evidence"] if _is_place(place)]
    return [*(place for driver in drivers for place in driver["cases"]), *told]


def _is_place(text: str) -> bool:
    """Whether a piece of evidence is an event or a row; a person may also have named an address, or a claim."""
    return text.startswith("event-") or ("#" in text and "://" not in text)


def _lay_out_answer(visit: Visit, one: Row) -> Answer:
    return Answer(
        name=whose(visit, one["forecaster"]),
        is_program=one["forecaster"] == PROGRAM,
        figure=lay_out_figure(visit, one),
        day=format_day(date.fromisoformat(one["made_at"][:10]), visit.words),
        timing=visit.words.term("forecast-timing", one["timing"]),
        note=one["note"] or "",
        counts=one["counts"],
    )


def _held_first(row: Row) -> list[Row]:
    """Resolutions, the one that holds first, then the newest."""
    held = row["resolution"]
    others = [one for one in reversed(row["resolutions"]) if held is None or one["id"] != held["id"]]
    return [held, *others] if held is not None else others


def _lay_out_decision(visit: Visit, one: Row, cases: Mapping[str, Case]) -> Decision:
    return Decision(
        name=whose(visit, one["by"]),
        outcome=tell_outcome(visit, one),
        mark=MARKS[one["outcome"]],
        day=format_day(date.fromisoformat(one["made_at"][:10]), visit.words),
        note=one["note"] or "",
        evidence=tuple(one["evidence"]),
        cases=cases,
    )


def _others(line: BookLine) -> dict[str, Any]:
    """What other pages are asked with from here."""
    question = line.question
    return {
        "actor": question.actor,
        "recipient": question.recipient,
        "type": question.type,
        "within": question.horizon_days,
        "history": question.history,
    }


FORECAST = (
    Route("/forecast/{id}", forecast, methods=["GET"]),
    Route("/forecasts/answer", take_answer, methods=["POST"]),
    Route("/forecasts/resolve", take_resolution, methods=["POST"]),
)
