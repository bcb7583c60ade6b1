"""The web app: a server's surroundings, its middleware, and how it answers when something is wrong."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from neraca.errors import NeracaError
from neraca.packs.problems import tell_problem
from neraca.packs.words import read_words
from neraca.service.project import Settings
from neraca.web.desk import Desk, desk_of
from neraca.web.guard import LOOPBACK, Guard
from neraca.web.jobs import Jobs
from neraca.web.routes import BODIES, ROUTES
from neraca.web.shelf import Shelf
from neraca.web.templates import templates
from neraca.web.visit import NotReadyError, find_language

_MOST_BYTES_UNZIPPED = 1_000
# Of an error's page, where it is not 400.
_STATUSES = {"N102": 404, "N151": 404, "N121": 413, "N123": 429}


def create_app(settings: Settings, *, hosts: Collection[str] = LOOPBACK, shelf: Shelf | None = None) -> Starlette:
    """The application over a store.

    Args:
        settings: The project's; its password, if there is one, is asked for.
        hosts: Names by which the server may be called.
        shelf: Where snapshots come from; None makes one that builds in a process of its own.
    """
    shelf = shelf or Shelf(settings.store)
    desk = Desk(settings=settings, shelf=shelf, jobs=Jobs(beside=shelf.beside))

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        await run_in_threadpool(desk.shelf.start)
        try:
            yield
        finally:
            await run_in_threadpool(desk.jobs.close)
            await run_in_threadpool(desk.bench.close)
            await run_in_threadpool(desk.shelf.close)

    app = Starlette(
        routes=list(ROUTES),
        middleware=[
            Middleware(Guard, hosts=hosts, password=settings.password, bodies=BODIES, answer=answer_any),
            Middleware(GZipMiddleware, minimum_size=_MOST_BYTES_UNZIPPED),
        ],
        exception_handlers={
            NeracaError: answer_error,
            NotReadyError: answer_not_ready,
            HTTPException: answer_http,
        },
        lifespan=lifespan,
    )
    app.state.desk = desk
    return app


def answer_any(request: Request, error: Exception) -> Response:
    """What the guard answers: to a request that it refuses, or to a fault that no page caught."""
    return answer_error(request, error) if isinstance(error, NeracaError) else answer_fault(request, error)


def answer_error(request: Request, error: Exception) -> Response:
    """What went wrong, why, and the way out, as a page or as JSON."""
    assert isinstance(error, NeracaError)
    status = _STATUSES.get(error.code, 400)
    if _wants_json(request):
        row = {"code": error.code, "message": error.message, "why": error.why, "fix": error.fix}
        return JSONResponse(row, status_code=status)
    told = tell_problem(error, read_words(find_language(request, desk_of(request))))
    return _plain_page(request, head=told.message, lines=(told.why, told.fix), status=status, code=error.code)


def answer_not_ready(request: Request, _error: Exception) -> Response:
    """The page that stands in while the account is being built; it asks again by itself."""
    if _wants_json(request):
        return JSONResponse({"building": True}, status_code=503, headers={"retry-after": "5"})
    words = read_words(find_language(request, desk_of(request)))
    lines = (words.say("web.building-note"),)
    return _plain_page(request, head=words.say("web.building"), lines=lines, status=503, again=5)


def answer_http(request: Request, error: Exception) -> Response:
    """Nothing at this address, or not in this way."""
    assert isinstance(error, HTTPException)
    if _wants_json(request):
        return JSONResponse({"message": error.detail}, status_code=error.status_code)
    words = read_words(find_language(request, desk_of(request)))
    known = error.status_code == 404
    head = words.say("web.not-found" if known else "web.not-so")
    lines = (words.say("web.not-found-note"),) if known else (error.detail,)
    return _plain_page(request, head=head, lines=lines, status=error.status_code)


def answer_fault(request: Request, _error: Exception) -> Response:
    """A fault of ours: said so, without its insides."""
    if _wants_json(request):
        return JSONResponse({"message": "internal error"}, status_code=500)
    words = read_words(find_language(request, desk_of(request)))
    return _plain_page(request, head=words.say("web.fault"), lines=(words.say("web.fault-note"),), status=500)


def _plain_page(
    request: Request, *, head: str, lines: Collection[str], status: int, code: str = "", again: int = 0
) -> Response:
    language = find_language(request, desk_of(request))
    words = read_words(language)
    content = (
        templates()
        .get_template("plain.html.j2")
        .render(language=language, say=words.say, head=head, lines=lines, code=code, again=again)
    )
    headers = {"retry-after": str(again)} if again else {}
    return HTMLResponse(content, status_code=status, headers=headers)


def _wants_json(request: Request) -> bool:
    return request.url.path.endswith(".json")
