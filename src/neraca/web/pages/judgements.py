"""Judgements: their history, with what holds and a way back; sent out as a file, and taken in from one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from neraca.errors import NeracaError, fail
from neraca.packs.problems import Told, tell_problem
from neraca.pipeline.judgements import EVENT, OUTLET, Standing, is_event
from neraca.publish.format import format_day
from neraca.records import Account, Judgement
from neraca.service.accounts import read_standing
from neraca.service.judgement_rows import judgement_rows
from neraca.service.judging import judgements_about
from neraca.service.output import make_export
from neraca.service.reports import MEDIA_TYPES
from neraca.service.uploads import import_upload, keep_files, safe_name
from neraca.store import Store
from neraca.web.desk import desk_of, job_of, tell_state
from neraca.web.forms import files_of, read_form
from neraca.web.jobs import Job
from neraca.web.pages.api import send_rows
from neraca.web.rows import cut, turn
from neraca.web.visit import Visit, open_visit

IMPORT = "import"


def history(request: Request) -> Response:
    """A page of the judgements, newest first."""
    return _history(open_visit(request), error=None, status=200)


def review_json(request: Request) -> Response:
    """The judgements' rows, oldest first, as `neraca review` has them; `id` (repeatable): those about something."""
    visit = open_visit(request)
    account, standing = visit.snapshot.whole, fresh_standing(visit)
    names = [one for one in request.query_params.getlist("id") if one.strip()]
    listed: Sequence[Judgement] = standing.judgements
    if names:
        listed = judgements_about(names, account, visit.packs, standing)
    return send_rows(judgement_rows(listed, standing, account))


def send_judgements(request: Request) -> Response:
    """All judgements as a file, as `neraca export judgements` writes it."""
    visit = open_visit(request)
    suffix = request.path_params["suffix"]
    if suffix not in ("jsonl", "csv"):
        raise HTTPException(404)
    nothing = Account(as_of=None, documents=(), claims=(), derivations=(), events=(), entries=())
    content = make_export(nothing, name="judgements", as_csv=suffix == "csv", standing=fresh_standing(visit))
    headers = {"content-disposition": f'attachment; filename="judgements.{suffix}"'}
    return Response(content, media_type=MEDIA_TYPES[f".{suffix}"], headers=headers)


async def begin_import(request: Request) -> Response:
    """Begin to take in the judgements of a file."""
    form: FormData | None = None
    try:
        form = await read_form(request)
        job = await run_in_threadpool(_begin, request, form)
    except NeracaError as error:
        return await run_in_threadpool(_refuse, request, error)
    finally:
        if form is not None:
            await form.close()
    return RedirectResponse(f"/judgements/import/{job.id}", status_code=303)


def import_page(request: Request) -> Response:
    """How far an import is, and at the end what came of it."""
    visit, job = open_visit(request), job_of(request, IMPORT)
    failure = job.failure
    result = job.result
    return visit.page(
        "import_job_page.html.j2",
        job=job,
        progress=job.progress,
        settled=job.state in ("done", "failed"),
        done=result,
        problems=[] if result is None else [(one, tell_problem(one, visit.words)) for one in result.issues[:100]],
        failure=None if failure is None else tell_problem(failure, visit.words),
    )


def import_state(request: Request) -> Response:
    """How far an import is, for the open page."""
    return tell_state(job_of(request, IMPORT))


def fresh_standing(visit: Visit) -> Standing:
    """What stands of all judgements now, which may be more than pages show yet."""
    with Store.open(visit.desk.settings.store) as store:
        return read_standing(store)


def history_rows(visit: Visit, listed: Sequence[Judgement], standing: Standing) -> list[dict[str, Any]]:
    """Rows of some judgements with what each decides in words; only their subjects' part of the account is read."""
    rows = judgement_rows(listed, standing, _subjects(visit, listed))
    return [
        {
            **row,
            "told": tell_decision(row, visit),
            "day": format_day(date.fromisoformat(row["made_at"][:10]), visit.words),
        }
        for row in rows
    ]


def tell_decision(row: Mapping[str, Any], visit: Visit) -> str:
    """What a judgement decides, in a line."""
    words = visit.words
    if row["fields"]:
        listed = (
            f"{words.say(f'decided.{name}')}: {_field(name, value, visit)}" for name, value in row["fields"].items()
        )
        return words.say("decided.misread", fields="; ".join(listed))
    said = words.term("decision", row["decision"])
    value = words.term("event-status", row["value"]) if row["decision"] == "status" else row["value"]
    return f"{said} {value}" if value else said


def _field(name: str, value: Any, visit: Visit) -> str:
    words, names = visit.words, visit.names
    if isinstance(value, bool):
        return words.say("decided.yes" if value else "decided.no")
    if isinstance(value, list):
        named = (names.item(one) if name == "items" else names.actor(one) for one in value)
        return words.say("comma").join(named) or words.say("decided.none")
    return names.event(value) if name == "event" else words.term(name, value)


def _subjects(visit: Visit, listed: Iterable[Judgement]) -> Account:
    """The part of the account that some judgements are about."""
    index, snapshot = visit.snapshot.index, visit.snapshot
    refs = {ref for one in listed for ref in one.about}
    claims = {ref.removeprefix(EVENT) for ref in refs if is_event(ref) or ref in index.claims}
    events = {event.id for claim in claims for event in index.events_of.get(claim, ())}
    documents = {index.claims[claim].document for claim in claims if claim in index.claims}
    documents |= {ref for ref in refs if ref in index.documents}
    outlets = {ref.removeprefix(OUTLET) for ref in refs if ref.startswith(OUTLET)}
    if outlets:
        named = ((one.outlet.value, one.id) for one in snapshot.whole.documents if one.outlet is not None)
        documents |= {own: one for one, own in named if one in outlets}.keys()
    return cut(visit, events, documents=documents).account


def _begin(request: Request, form: FormData) -> Job:
    desk = desk_of(request)
    files = files_of(form)
    if len(files) != 1:
        raise fail("N122")
    job = desk.jobs.open(IMPORT, label=safe_name(files[0].filename or ""))
    try:
        keep_files(job.folder, [(files[0].filename or "", files[0].file)])
    except OSError as error:
        desk.jobs.drop(job)
        raise fail("N108", path="the temporary folder", detail=error.strerror or error) from error
    desk.jobs.start(job, import_upload, desk.settings.store, "judgements", lane="adding", then=desk.shelf.changed)
    return job


def _refuse(request: Request, error: NeracaError) -> Response:
    visit = open_visit(request)
    return _history(visit, error=tell_problem(error, visit.words), status=400)


def _history(visit: Visit, *, error: Told | None, status: int) -> Response:
    standing = fresh_standing(visit)
    known = {one.id: one for one in reversed(standing.judgements)}
    shown, leaf = turn(tuple(known), visit.number("page"))
    return visit.page(
        "judgements_page.html.j2",
        status_code=status,
        rows=history_rows(visit, [known[one] for one in shown], standing),
        leaf=leaf,
        error=error,
        done=visit.query("done"),
    )


JUDGEMENTS = (
    Route("/judgements", history),
    Route("/judgements/import", history, methods=["GET"]),
    Route("/judgements/import", begin_import, methods=["POST"]),
    Route("/judgements/import/{job}.json", import_state),
    Route("/judgements/import/{job}", import_page),
    Route("/judgements.{suffix}", send_judgements),
)
JUDGEMENTS_API = (Route("/api/review.json", review_json),)
