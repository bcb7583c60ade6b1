"""The options with which reactions are measured on a history that was brought in, instead of the store's own events."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from neraca.cli.options import read_day
from neraca.cli.session import Session, tell, tell_problem
from neraca.relate.associations import WITHIN_DAYS
from neraca.service.event_sets import current_sets, measured_history
from neraca.service.history import History, read_history

_SHOWN = 5

HistoryOption = Annotated[
    Path | None,
    typer.Option(
        "--history",
        metavar="NAME|FILE",
        help="Measure on an imported history, or a CSV of date, source, type, target (PLOVER types or CAMEO codes).",
    ),
]
WithinOption = Annotated[
    int, typer.Option("--within", metavar="DAYS", min=1, max=90, help="How many days after an event count.")
]
WITHIN = WITHIN_DAYS


def open_history(session: Session, file: Path | None, *, as_of: str | None = None) -> History | None:
    """The history in a file, or the imported one of that name where there is no such file, as of a day.

    None without a file. Tells what cannot be read.

    Raises:
        NeracaError: As `read_history`; N103, when `as_of` is no day.
    """
    if file is None:
        return None
    history = _opened(session, file, as_of=read_day(as_of) if as_of is not None else None)
    if history.damaged:
        tell(session.words.count("history.damaged", len(history.damaged)))
        for problem in history.damaged[:_SHOWN]:
            tell_problem(problem, session.words)
    if history.other:
        tell(session.words.count("history.other", history.other))
    return history


def _opened(session: Session, file: Path, *, as_of: date | None) -> History:
    if not file.is_file():
        with session.open_store() as store:
            if str(file) in current_sets(store):
                return measured_history(store, session.packs, name=str(file), as_of=as_of)
    return read_history(file, session.packs).between(None, as_of)
