"""Adding articles from the browser: files or a pasted text, how far they are, and what came of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from neraca.errors import NeracaError, fail
from neraca.packs.problems import Told, tell_problem
from neraca.records import Issue
from neraca.service.uploads import Came, add_upload, keep_files, keep_text, read_given, safe_name
from neraca.web.desk import Desk, desk_of, job_of
from neraca.web.forms import MOST_FILES, files_of, read_form, text_of
from neraca.web.jobs import Job
from neraca.web.rows import ListedEvent, cut, list_events
from neraca.web.visit import Visit, open_visit

ADD = "add"
MOST_BYTES = 25_000_000
SUFFIXES = (".txt", ".md", ".html", ".htm", ".json", ".jsonl", ".csv")
_FIELDS = ("title", "text", "outlet", "date", "url")
# An outcome lists so many of each kind, and how many more there are.
_MOST_LISTED = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleCame:
    """An article that was added, with the number of its claims."""

    id: str
    title: str
    outlet: str
    day: str
    claims: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of files that were added, as the snapshot shows it.

    Attributes:
        came: What the adding said.
        shown: Whether pages show what was added; before that there may be neither articles nor events.
        new: Events that rest on these articles alone.
        stronger: Events that others told before, and that rest on these articles too.
        problems: What could not be read, each with its place and its way out.
    """

    came: Came
    shown: bool
    articles: tuple[ArticleCame, ...]
    claims: int
    new: tuple[ListedEvent, ...]
    new_number: int
    stronger: tuple[ListedEvent, ...]
    stronger_number: int
    problems: tuple[tuple[Issue, Told], ...]


def add_page(request: Request) -> Response:
    """The forms: choose files, or paste a text."""
    return _form(open_visit(request), error=None, values={}, status=200)


async def begin(request: Request) -> Response:
    """Take what was sent, and begin to add it."""
    form: FormData | None = None
    try:
        form = await read_form(request)
        job = await run_in_threadpool(_begin, desk_of(request), form)
    except NeracaError as error:
        values = {} if form is None else {name: text_of(form, name) for name in _FIELDS}
        return await run_in_threadpool(_refuse, request, error, values)
    finally:
        if form is not None:
            await form.close()
    return RedirectResponse(f"/add/{job.id}", status_code=303)


def _begin(desk: Desk, form: FormData) -> Job:
    given = read_given(date=text_of(form, "date"), outlet=text_of(form, "outlet"), url=text_of(form, "url"))
    files, text = files_of(form), text_of(form, "text")
    if not files and not text:
        raise fail("N122")
    named = ", ".join(safe_name(one.filename or "") for one in files[:3])
    job = desk.jobs.open(ADD, label=named or text_of(form, "title"))
    try:
        if files:
            keep_files(job.folder, [(one.filename or "", one.file) for one in files])
        if text:
            keep_text(job.folder, title=text_of(form, "title"), text=text)
    except OSError as error:
        desk.jobs.drop(job)
        raise fail("N108", path="the temporary folder", detail=error.strerror or error) from error
    desk.jobs.start(
        job,
        add_upload,
        desk.settings.store,
        given,
        desk.settings.workers or 1,
        lane="adding",
        then=desk.shelf.changed,
    )
    return job


def job_page(request: Request) -> Response:
    """How far an adding is, and at the end what came of it."""
    job = job_of(request, ADD)
    # Before the visit: what pages show now is in the snapshot that the visit takes, or in none of its day.
    settled = is_settled(desk_of(request), job)
    visit = open_visit(request)
    outcome = read_outcome(visit, job.result, shown=settled) if job.state == "done" else None
    failure = job.failure
    return visit.page(
        "add_job_page.html.j2",
        job=job,
        progress=job.progress,
        outcome=outcome,
        failure=None if failure is None else tell_problem(failure, visit.words),
        settled=settled,
    )


def job_state(request: Request) -> Response:
    """How far an adding is, for the open page: when `settled`, nothing more will change."""
    job, desk = job_of(request, ADD), desk_of(request)
    done, total = job.progress
    settled = is_settled(desk, job)
    return JSONResponse({"state": job.state, "done": done, "total": total, "settled": settled})


def is_settled(desk: Desk, job: Job) -> bool:
    """Whether the job is over, and pages show what it added, or what has taken its place since."""
    if job.state != "done":
        return job.state == "failed"
    came: Came = job.result
    return desk.shelf.serial() > came.state


def read_outcome(visit: Visit, came: Came, *, shown: bool) -> Outcome:
    """What came of an adding, from the snapshot of the visit; articles that later ones replaced are left out."""
    index, words = visit.snapshot.index, visit.words
    documents = [one for one in (*came.new, *came.known) if one in index.documents]
    fresh = frozenset(one for one in came.new if one in index.documents)
    claims = {claim.id for one in fresh for claim in index.claims_in.get(one, ())}
    touched = {event.id: event for claim in claims for event in index.events_of.get(claim, ())}
    ordered = sorted(touched, key=index.order.__getitem__)
    new = [one for one in ordered if claims.issuperset(touched[one].claims)]
    stronger = [one for one in ordered if not claims.issuperset(touched[one].claims)]
    listed = [*new[:_MOST_LISTED], *stronger[:_MOST_LISTED]]
    book = visit.book(cut(visit, listed, documents=documents[:_MOST_LISTED]))
    articles = tuple(
        ArticleCame(
            id=one,
            title=book.title(index.documents[one]),
            outlet=book.outlet(index.documents[one]),
            day=book.day(index.documents[one]),
            claims=words.count("claims", len(index.claims_in.get(one, ()))),
        )
        for one in documents[:_MOST_LISTED]
    )
    return Outcome(
        came=came,
        shown=shown,
        articles=articles,
        claims=len(claims),
        new=list_events(visit, new[:_MOST_LISTED], book),
        new_number=len(new),
        stronger=list_events(visit, stronger[:_MOST_LISTED], book),
        stronger_number=len(stronger),
        problems=tuple((issue, tell_problem(issue, words)) for issue in came.report.issues if issue.is_problem),
    )


def _refuse(request: Request, error: NeracaError, values: dict[str, str]) -> Response:
    visit = open_visit(request)
    return _form(visit, error=tell_problem(error, visit.words), values=values, status=400)


def _form(visit: Visit, *, error: Told | None, values: dict[str, str], status: int) -> Response:
    bounds: dict[str, Any] = {
        "files": MOST_FILES,
        "bytes": MOST_BYTES,
        "megabytes": MOST_BYTES // 1_000_000,
        "suffixes": SUFFIXES,
    }
    asked = {name: values.get(name, "") for name in _FIELDS}
    return visit.page("add_page.html.j2", status_code=status, error=error, values=asked, bounds=bounds)


ADDING = (
    Route("/add", add_page, methods=["GET"]),
    Route("/add", begin, methods=["POST"]),
    Route("/add/{job}.json", job_state),
    Route("/add/{job}", job_page),
)
