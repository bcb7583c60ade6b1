"""What the server holds from start to end: the project's settings, the snapshots, and work that is under way."""

from __future__ import annotations

from dataclasses import dataclass, field

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse

from neraca.service.project import Settings
from neraca.web.bookkeeper import Bookkeeper
from neraca.web.jobs import Job, Jobs
from neraca.web.shelf import Shelf
from neraca.web.workbench import Workbench


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The server's surroundings.

    Attributes:
        settings: The project's, with what the command line says above them.
        shelf: The snapshots.
        jobs: Work that visitors began, which goes on beside the pages.
        bench: What pages need and what takes a while, made beside them and kept.
        books: The book of questions, as it was last read.
        patience_s: How long a page waits for a snapshot that is being built, before it says so.
    """

    settings: Settings
    shelf: Shelf
    jobs: Jobs
    patience_s: float = 15.0
    bench: Workbench = field(default_factory=Workbench)
    books: Bookkeeper = field(default_factory=Bookkeeper)


def desk_of(request: Request) -> Desk:
    """The desk of the server that a request came to."""
    desk: Desk = request.app.state.desk
    return desk


def job_of(request: Request, kind: str) -> Job:
    """The work that an address names.

    Raises:
        HTTPException: 404, when there is none of this kind, or it is no longer remembered.
    """
    job = desk_of(request).jobs.get(request.path_params["job"], kind=kind)
    if job is None:
        raise HTTPException(404)
    return job


def tell_state(job: Job) -> JSONResponse:
    """How far work without steps is, for the open page."""
    return JSONResponse({"state": job.state, "done": 0, "total": 0, "settled": job.state in ("done", "failed")})
