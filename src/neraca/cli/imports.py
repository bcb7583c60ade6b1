"""The command that brings in what others wrote: `import`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from neraca.cli.options import JsonOption, LangOption, StoreOption
from neraca.cli.session import open_session, print_json, tell_problem
from neraca.service.imports import IMPORTS, import_file
from neraca.service.tables import issues_rows

PART_FAILED = 3


def register_imports(app: typer.Typer) -> None:
    """Give the application its command that brings in what others wrote."""
    app.command("import")(import_command)


def import_command(
    name: Annotated[str, typer.Argument(metavar="FORMAT", help=f"One of: {', '.join(IMPORTS)}.")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file: JSON Lines, or CSV where it ends in .csv.")],
    lang: LangOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Bring in what another store exported: judgements keep person, time and id; again on the same file adds nothing.

    A line that cannot be taken is named with a way out, the rest is in, and the exit code is 3.
    """
    session = open_session(store=store, as_json=json, language=lang)
    with session.open_store() as opened:
        done = import_file(file, opened, session.packs, name=name)
    for issue in done.issues:
        tell_problem(issue, session.words)
    figures = {"added": done.added, "known": done.known, "failed": done.failed}
    if session.as_json:
        print_json({"format": name, **figures, "issues": issues_rows(done.issues)})
    session.say("import.done", **figures)
    if done.failed:
        raise typer.Exit(PART_FAILED)
