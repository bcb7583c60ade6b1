"""Commands that write files: `report`, `export`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from neraca.cli.options import AsOfOption, JsonOption, LangOption, OutOption, StoreOption
from neraca.cli.session import open_session, print_json
from neraca.service.output import EXPORTS, make_dossier, make_export, write_file


def register_output(app: typer.Typer) -> None:
    """Give the application its commands that write files."""
    app.command("report")(report)
    app.command("export")(export)


def report(
    out: OutOption = None,
    title: Annotated[str, typer.Option("--title", metavar="WORDS", help="Title of the page.")] = "",
    as_of: AsOfOption = None,
    lang: LangOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Write the dossier: one HTML file without script or outside request (default: dossier.html)."""
    session = open_session(store=store, as_json=json, language=lang)
    account = session.account(as_of)
    page = out or Path("dossier.html")
    heading = title or session.settings.title
    background = session.background(account, as_of)
    text = make_dossier(
        account, session.packs, language=session.settings.language, title=heading, background=background
    )
    write_file(page, text.encode("utf-8"))
    figures = {"documents": len(account.documents), "claims": len(account.claims)}
    if session.as_json:
        print_json({"path": str(page), **figures})
    session.say("report.done", path=page, **figures)


def export(
    name: Annotated[str, typer.Argument(metavar="FORMAT", help=f"One of: {', '.join(EXPORTS)}.")],
    out: OutOption = None,
    as_of: AsOfOption = None,
    lang: LangOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Write records for other programs: CSV where FILE ends in .csv, else JSON Lines; on stdout without -o."""
    session = open_session(store=store, as_json=json, language=lang)
    as_csv = out is not None and out.suffix.lower() == ".csv"
    account = session.account(as_of, with_wrong=True)
    content = make_export(account, name=name, as_csv=as_csv, standing=session.standing())
    if out is None or str(out) == "-":
        typer.get_binary_stream("stdout").write(content)
        return
    write_file(out, content)
    lines = content.count(b"\n") - as_csv
    if session.as_json:
        print_json({"path": str(out), "format": name, "lines": lines})
    session.say("export.done", path=out, n=lines)
