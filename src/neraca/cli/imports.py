"""The command that brings in what others wrote: `import`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from neraca.cli.options import JsonOption, LangOption, StoreOption, read_day
from neraca.cli.session import Session, open_session, print_json, tell_problem
from neraca.service.imported import ImportedHistory, ImportOptions, history_row
from neraca.service.imports import HISTORIES, IMPORTS, import_file
from neraca.service.tables import issues_rows
from neraca.store import Store

PART_FAILED = 3
SHOWN = 10
"""Damaged rows of a history that are told at once; `neraca issues` lists all."""


def register_imports(app: typer.Typer) -> None:
    """Give the application its command that brings in what others wrote."""
    app.command("import")(import_command)


def import_command(
    form: Annotated[str, typer.Argument(metavar="FORMAT", help=f"One of: {', '.join(IMPORTS)}.")],
    path: Annotated[
        Path, typer.Argument(metavar="PATH", help="Judgements: JSON Lines or .csv. A history: its folder, file or zip.")
    ],
    first_day: Annotated[
        str | None,
        typer.Option("--from", metavar="DATE", help="Of a history whose times are numbers: the day of 0."),
    ] = None,
    name: Annotated[
        str, typer.Option("--name", metavar="NAME", help="What to call a history; else as its folder is called.")
    ] = "",
    lang: LangOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Bring in judgements that another store exported, or a history of events; again on the same adds nothing.

    A line that cannot be taken is named with a way out, the rest is in, and the exit code is 3.
    """
    session = open_session(store=store, as_json=json, language=lang)
    options = ImportOptions(name=name, first_day=None if first_day is None else read_day(first_day))
    # A history stands for itself; judgements are about what is there.
    is_history = form.strip().casefold() in HISTORIES
    with Store.create(session.settings.store) if is_history else session.open_store() as opened:
        done = import_file(path, opened, session.packs, name=form, options=options)
    shown = done.issues[:SHOWN] if is_history else done.issues
    for issue in shown:
        tell_problem(issue, session.words)
    if len(shown) < len(done.issues):
        session.say("import.more", n=len(done.issues) - len(shown))
    figures = {"added": done.added, "known": done.known, "failed": done.failed}
    if session.as_json:
        history = {} if done.history is None else {"history": history_row(done.history)}
        print_json({"format": form, **figures, **history, "issues": issues_rows(done.issues)})
    if done.history is not None:
        _say_history(done.history, session)
    session.say("import.done", **figures)
    if done.failed:
        raise typer.Exit(PART_FAILED)


def _say_history(history: ImportedHistory, session: Session) -> None:
    """Whose days the history covers, how its times were read, and what it took the place of."""
    events = history.events
    if events is None:
        return
    session.say("import.history", name=events.name, first=f"{events.first}", last=f"{events.last}")
    if history.unit:
        session.say(f"import.unit.{history.unit}")
    if history.repeated:
        session.say("import.repeated", n=history.repeated)
    if history.superseded:
        session.say("import.superseded", name=events.name)
