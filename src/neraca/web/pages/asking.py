"""Asking the book: a form, and the work that answers it, which may have to fit a model first."""

from __future__ import annotations

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from neraca.errors import NeracaError
from neraca.packs.problems import Told, tell_problem
from neraca.records import HORIZONS
from neraca.service.asking import ask_beside, read_wanted
from neraca.service.event_sets import OWN
from neraca.service.question_book import moment
from neraca.store import Store
from neraca.web.book import day_of, history_choices, is_over, today_of
from neraca.web.desk import desk_of, job_of
from neraca.web.forms import read_form, text_of
from neraca.web.visit import Visit, open_visit, read_day

ASK = "ask"
_FIELDS = ("actor", "type", "recipient", "within", "as_of", "history")
_MOST_ACTORS = 200
_MOST_DIGITS = 4
# So long a page waits for an answer before it says how far it is.
_PATIENCE_S = 3.0


def ask_page(request: Request) -> Response:
    """The form; an address may fill it in, as those of pairs and questions do."""
    visit = open_visit(request)
    return _form(visit, values={name: visit.query(name) for name in _FIELDS}, error=None, status=200)


async def begin(request: Request) -> Response:
    """Read what a form asks, and begin to answer it."""
    form = await read_form(request)
    try:
        to = await run_in_threadpool(_begin, request, form)
    except NeracaError as error:
        values = {name: text_of(form, name) for name in _FIELDS}
        return await run_in_threadpool(_refuse, request, error, values)
    finally:
        await form.close()
    return RedirectResponse(to, status_code=303)


def _begin(request: Request, form: FormData) -> str:
    """The address of the work begun."""
    visit, desk = open_visit(request), desk_of(request)
    typed = _days(text_of(form, "within"))
    today = moment(None).date()
    with Store.open(desk.settings.store) as store:
        wanted = read_wanted(
            store,
            visit.packs,
            actor=text_of(form, "actor"),
            type=text_of(form, "type"),
            recipient=text_of(form, "recipient"),
            as_of=read_day(text_of(form, "as_of")) or today_of(visit),
            horizon_days=HORIZONS[1] if typed is None else typed,
            history=text_of(form, "history") or OWN,
            today=today,
        )
    names = visit.names
    label = f"{names.actor(wanted.actor)} → {names.actor(wanted.recipient)}: {names.event(wanted.type)}"
    job = desk.jobs.open(ASK, label=label)
    desk.jobs.start(job, ask_beside, desk.settings.store, wanted, lane="reading", then=_nothing)
    return visit.url(f"/forecasts/ask/{job.id}")


def job_page(request: Request) -> Response:
    """How far an answer is; when it is there, its question."""
    job = job_of(request, ASK)
    is_over(job, wait_s=_PATIENCE_S)
    visit, failure = open_visit(request), job.failure
    if job.state == "done":
        return RedirectResponse(visit.url(f"/forecast/{job.result}", done="asked"), status_code=303)
    return visit.page(
        "forecast_job_page.html.j2",
        job=job,
        progress=job.progress,
        settled=job.state == "failed",
        path=f"/forecasts/ask/{job.id}",
        failure=None if failure is None else tell_problem(failure, visit.words),
    )


def job_state(request: Request) -> Response:
    """How far an answer is, for the open page."""
    job = job_of(request, ASK)
    settled = job.state in ("done", "failed")
    return JSONResponse({"state": job.state, "done": 0, "total": 0, "settled": settled})


def frequent_actors(visit: Visit) -> list[str]:
    """Names of the parties that most events have, for a list to choose from."""
    return [visit.names.actor(code) for code, _ in visit.snapshot.facets.counts("actor")[:_MOST_ACTORS]]


def shown_party(visit: Visit, code: str) -> str:
    """A party as a form holds it: by its name, where that is one; else as it was written."""
    return visit.names.actor(code) if code in visit.names.actors else code


def _nothing() -> None:
    """A question changes nothing that a snapshot shows."""


def _refuse(request: Request, error: NeracaError, values: dict[str, str]) -> Response:
    visit = open_visit(request)
    return _form(visit, values=values, error=tell_problem(error, visit.words), status=400)


def _days(text: str) -> int | None:
    """A window's length as an address or a form has it; None for what is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS else None


def _form(visit: Visit, *, values: dict[str, str], error: Told | None, status: int) -> Response:
    with Store.open(visit.desk.settings.store) as store:
        histories = history_choices(visit, store)
    chosen = next((one for one in histories if one.name == values["history"]), histories[0])
    shown: dict[str, Any] = {
        **values,
        "actor": shown_party(visit, values["actor"]),
        "recipient": shown_party(visit, values["recipient"]),
        "type": values["type"].upper(),
        "as_of": values["as_of"] or day_of(visit, chosen).isoformat(),
        "within": values["within"] or str(HORIZONS[1]),
        "history": chosen.name,
    }
    return visit.page(
        "forecast_ask_page.html.j2",
        status_code=status,
        values=shown,
        error=error,
        histories=histories,
        horizons=sorted({*HORIZONS, _days(shown["within"]) or HORIZONS[1]}),
        types=sorted(((code, visit.names.event(code)) for code in visit.packs.events.types), key=lambda one: one[1]),
        actors=frequent_actors(visit),
        today=moment(None).date().isoformat(),
    )


ASKING = (
    Route("/forecasts/ask", ask_page, methods=["GET"]),
    Route("/forecasts/ask", begin, methods=["POST"]),
    Route("/forecasts/ask/{job}.json", job_state),
    Route("/forecasts/ask/{job}", job_page),
)
