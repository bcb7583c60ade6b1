"""What a row of the catalogue of errors holds."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Reaction(StrEnum):
    """What the caller should do about an error."""

    STOP = "stop"
    SKIP = "skip"
    RETRY = "retry"


class ErrorKind(NamedTuple):
    """One row of the catalogue; `{names}` are filled in when the error is raised."""

    code: str
    reaction: Reaction
    message: str
    why: str
    fix: str


STOP, SKIP, RETRY = Reaction.STOP, Reaction.SKIP, Reaction.RETRY
