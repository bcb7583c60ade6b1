"""Reports: a dossier, a bundle or an export, made beside the server and fetched when it is done."""

from __future__ import annotations

from datetime import date

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from neraca.errors import NeracaError, fail
from neraca.packs.catalogue import load_packs
from neraca.packs.problems import Told, tell_problem
from neraca.service.reports import DOSSIERS, KINDS, MEDIA_TYPES, Asked, Made, make_report
from neraca.service.scope import Scope, read_pair
from neraca.service.selection import select
from neraca.web.desk import Desk, desk_of, job_of
from neraca.web.forms import read_form, text_of
from neraca.web.jobs import Job
from neraca.web.visit import Visit, find_language, open_visit, read_day

REPORT = "report"
MOST_CLAIMS = 5_000
"""Claims of a whole dossier that is made from the browser: some 20 MB of HTML."""

_FIELDS = ("kind", "pair", "event", "question", "actor", "type", "since", "until", "title", "words", "as_of")
# What the page calls the options that an error of the command line names.
_LABELS = {"--actor": "web.facet.actor", "--type": "web.facet.type"}


def reports_page(request: Request) -> Response:
    """The form; an address may fill it in, as those of pairs and events do."""
    visit = open_visit(request)
    return _form(visit, values={name: visit.query(name) for name in _FIELDS}, error=None, status=200)


async def begin(request: Request) -> Response:
    """Begin to make what was asked for."""
    form = await read_form(request)
    try:
        job = await run_in_threadpool(_begin, request, form)
    except NeracaError as error:
        values = {name: text_of(form, name) for name in _FIELDS}
        return await run_in_threadpool(_refuse, request, error, values)
    finally:
        await form.close()
    return RedirectResponse(f"/reports/{job.id}", status_code=303)


def _begin(request: Request, form: FormData) -> Job:
    desk = desk_of(request)
    asked = read_asked(form, desk, language=find_language(request, desk))
    if asked.kind in DOSSIERS and asked.scope.is_all:
        snapshot = desk.shelf.peek()
        claims = 0 if snapshot is None else len(snapshot.account.claims)
        if claims > MOST_CLAIMS:
            raise fail("N124", n=claims, most=MOST_CLAIMS)
    job = desk.jobs.open(REPORT, label=asked.kind)
    desk.jobs.start(job, make_report, desk.settings.store, asked, lane="reading", then=_nothing)
    return job


def read_asked(form: FormData, desk: Desk, *, language: str) -> Asked:
    """What a form asks for; the options of `neraca report` by their names.

    Raises:
        NeracaError: N103, N104, N107, when a field holds what is not known.
    """
    kind = text_of(form, "kind") or DOSSIERS[0]
    if kind not in KINDS:
        raise fail("N104", name=kind, known=", ".join(KINDS))
    packs = load_packs()
    pair = text_of(form, "pair")
    return Asked(
        kind=kind,
        language=text_of(form, "words") or language,
        title=text_of(form, "title"),
        default_title=desk.settings.title,
        as_of=_day(form, "as_of"),
        scope=Scope(
            pair=read_pair(packs, (pair,)) if pair else (),
            event=text_of(form, "event"),
            question=text_of(form, "question"),
            selection=select(
                packs,
                actor=text_of(form, "actor") or None,
                type=text_of(form, "type") or None,
                since=_day(form, "since"),
                until=_day(form, "until"),
            ),
        ),
        with_originals=not text_of(form, "without_originals"),
    )


def job_page(request: Request) -> Response:
    """How far a report is, and at the end where it is fetched."""
    visit, job = open_visit(request), job_of(request, REPORT)
    failure = job.failure
    return visit.page(
        "report_job_page.html.j2",
        job=job,
        made=job.result,
        progress=job.progress,
        settled=job.state in ("done", "failed"),
        failure=None if failure is None else tell_problem(failure, visit.words),
    )


def job_state(request: Request) -> Response:
    """How far a report is, for the open page."""
    job = job_of(request, REPORT)
    done, total = job.progress
    settled = job.state in ("done", "failed")
    return JSONResponse({"state": job.state, "done": done, "total": total, "settled": settled})


def send_file(request: Request) -> Response:
    """The file, to be kept: a browser does not show it, so nothing in it can act in this server's name."""
    made: Made | None = job_of(request, REPORT).result
    if made is None or made.path.name != request.path_params["name"]:
        raise HTTPException(404)
    return FileResponse(
        made.path,
        media_type=MEDIA_TYPES[made.path.suffix],
        filename=made.path.name,
        content_disposition_type="attachment",
    )


def _nothing() -> None:
    """A report changes nothing that a page shows."""


def _day(form: FormData, name: str) -> date | None:
    return read_day(text_of(form, name))


def _refuse(request: Request, error: NeracaError, values: dict[str, str]) -> Response:
    visit = open_visit(request)
    told = tell_problem(error, visit.words)
    for option, label in _LABELS.items():
        told = told._replace(message=told.message.replace(option, f"“{visit.words.say(label)}”"))
    return _form(visit, values=values, error=told, status=400)


def _form(visit: Visit, *, values: dict[str, str], error: Told | None, status: int) -> Response:
    snapshot = visit.snapshot
    event = values["event"]
    return visit.page(
        "reports_page.html.j2",
        status_code=status,
        values=values,
        error=error,
        dossiers=DOSSIERS,
        exports=[kind for kind in KINDS if kind not in DOSSIERS],
        claims=len(snapshot.account.claims),
        most=MOST_CLAIMS,
        event=event if event in snapshot.index.events else "",
        actors=[(code, visit.names.actor(code)) for code, _ in snapshot.facets.counts("actor")[:200]],
        types=[(code, visit.names.event(code)) for code, _ in snapshot.facets.counts("type")],
    )


REPORTS = (
    Route("/reports", reports_page, methods=["GET"]),
    Route("/reports", begin, methods=["POST"]),
    Route("/reports/{job}.json", job_state),
    Route("/reports/{job}/{name}", send_file),
    Route("/reports/{job}", job_page),
)
