"""What the server holds from start to end: the project's settings, the snapshots, and work that is under way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request

from neraca.service.project import Settings
from neraca.web.shelf import Shelf


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The server's surroundings.

    Attributes:
        settings: The project's, with what the command line says above them.
        shelf: The snapshots.
        patience_s: How long a page waits for a snapshot that is being built, before it says so.
        jobs: Work that a visitor began, by its id; filled and read by the pages that begin it.
    """

    settings: Settings
    shelf: Shelf
    patience_s: float = 15.0
    jobs: dict[str, Any] = field(default_factory=dict)


def desk_of(request: Request) -> Desk:
    """The desk of the server that a request came to."""
    desk: Desk = request.app.state.desk
    return desk
