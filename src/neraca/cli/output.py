"""Commands that write files: `report`, `export`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from neraca.cli.options import (
    ActorOption,
    AsOfOption,
    JsonOption,
    LangOption,
    OutOption,
    SinceOption,
    StoreOption,
    TypeOption,
    UntilOption,
    read_day,
)
from neraca.cli.session import open_session, print_json
from neraca.service.bundle import write_bundle
from neraca.service.dossiers import write_dossier
from neraca.service.output import EXPORTS, make_export, write_file
from neraca.service.scope import Scope, read_pair
from neraca.service.selection import select

_BUNDLE = ".zip"


def register_output(app: typer.Typer) -> None:
    """Give the application its commands that write files."""
    app.command("report", context_settings={"allow_extra_args": True})(report)
    app.command("export")(export)


def report(  # noqa: PLR0913, PLR0917 - a command has as many arguments as options
    context: typer.Context,
    out: OutOption = None,
    title: Annotated[str, typer.Option("--title", metavar="WORDS", help="Title of the page.")] = "",
    pair: Annotated[
        str,
        typer.Option("--pair", metavar="WHO WHO", help="Only what happened between two parties: PRK RUS or PRK,RUS."),
    ] = "",
    event: Annotated[
        str, typer.Option("--event", metavar="ID", help="Only one event, with those that hang directly on it.")
    ] = "",
    question: Annotated[
        str, typer.Option("--question", metavar="WORDS", help="Only events that answer to these words.")
    ] = "",
    actor: ActorOption = None,
    type: TypeOption = None,  # noqa: A002 - the option's name
    since: SinceOption = None,
    until: UntilOption = None,
    without_originals: Annotated[
        bool, typer.Option("--without-originals", help="Leave articles and texts out of a bundle: only their digests.")
    ] = False,
    as_of: AsOfOption = None,
    lang: LangOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Write the dossier: one HTML file without script or outside request (default: dossier.html).

    With -o FILE.zip it is a bundle: the dossier with its claims, quoted places, texts and originals, which `neraca
    verify FILE.zip` and the verify.py in it check offline.
    """
    session = open_session(store=store, as_json=json, language=lang)
    if context.args and not (pair and len(context.args) == 1):
        raise typer.BadParameter(f"got unexpected arguments: {' '.join(context.args)}")
    scope = Scope(
        pair=read_pair(session.packs, (pair, *context.args)) if pair else (),
        event=event,
        question=question,
        selection=select(
            session.packs,
            actor=actor,
            type=type,
            since=read_day(since) if since is not None else None,
            until=read_day(until) if until is not None else None,
        ),
    )
    path = out or Path("dossier.html")
    account, language = session.account(as_of), session.settings.language
    dossier = write_dossier(
        account,
        session.packs,
        language=language,
        title=title,
        default_title=session.settings.title,
        background=session.background(account, as_of),
        scope=scope,
    )
    shown = dossier.account
    row: Mapping[str, Any] = {"path": str(path), "documents": len(shown.documents), "claims": len(shown.claims)}
    if path.suffix.lower() == _BUNDLE:
        with session.open_store() as opened:
            digest = write_bundle(
                path,
                dossier,
                opened,
                language=language,
                standing=session.standing(),
                with_originals=not without_originals,
            )
        row = {**row, "manifest_sha256": digest}
    else:
        write_file(path, dossier.page.encode("utf-8"))
    if not scope.is_all:
        row = {**row, "events": len(shown.events), "limits": list(dossier.limits)}
    if session.as_json:
        print_json(row)
    session.say("report.done", path=path, documents=len(shown.documents), claims=len(shown.claims))
    if "manifest_sha256" in row:
        session.say("bundle.digest", digest=row["manifest_sha256"])


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
