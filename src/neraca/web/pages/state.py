"""What a page asks while it is open: whether something newer has come in."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from neraca.web.desk import desk_of
from neraca.web.visit import read_day


def state(request: Request) -> Response:
    """A number that grows with what pages of the day show, and whether something newer is being made."""
    shelf = desk_of(request).shelf
    day = read_day(request.query_params.get("as_of", ""))
    return JSONResponse({"serial": shelf.serial(day), "building": shelf.is_building()})


STATE = (Route("/state.json", state),)
