"""The options with which reactions are measured on a table of events instead of the store's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from neraca.cli.options import read_day
from neraca.cli.session import Session, tell, tell_problem
from neraca.relate.associations import WITHIN_DAYS
from neraca.service.history import History, read_history

_SHOWN = 5

HistoryOption = Annotated[
    Path | None,
    typer.Option(
        "--history",
        metavar="FILE",
        help="Measure on this table of events (CSV: date, source, type, target; PLOVER types or CAMEO codes).",
    ),
]
WithinOption = Annotated[
    int, typer.Option("--within", metavar="DAYS", min=1, max=90, help="How many days after an event count.")
]
WITHIN = WITHIN_DAYS


def open_history(session: Session, file: Path | None, *, as_of: str | None = None) -> History | None:
    """The history in a file, cut to what had happened by a day; None without a file. Tells what cannot be read.

    Raises:
        NeracaError: As `read_history`; N103, when `as_of` is no day.
    """
    if file is None:
        return None
    history = read_history(file, session.packs).between(None, read_day(as_of) if as_of is not None else None)
    if history.damaged:
        tell(session.words.count("history.damaged", len(history.damaged)))
        for problem in history.damaged[:_SHOWN]:
            tell_problem(problem, session.words)
    if history.other:
        tell(session.words.count("history.other", history.other))
    return history
