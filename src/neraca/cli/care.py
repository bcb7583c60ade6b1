"""Commands that ask whether all is well: `verify`, `doctor`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from neraca.cli import cells
from neraca.cli.options import JsonOption, LangOption, StoreOption
from neraca.cli.session import Session, grouped, open_session, print_json, printing, tell, tell_problem
from neraca.packs.words import Words, read_words
from neraca.service.bundle import report_row, tell_bundle, verify_bundle
from neraca.service.checkup import check_up, verify_store
from neraca.service.tables import issues_rows

FINDINGS = 1
BROKEN = 4

_LABEL = 11


def register_care(app: typer.Typer) -> None:
    """Give the application its commands that ask whether all is well."""
    app.command("verify")(verify)
    app.command("doctor")(doctor)


def verify(
    bundle: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE.zip]", help="A dossier's bundle, packed or not, instead of the store."),
    ] = None,
    lang: LangOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Check the whole chain of evidence: files, records, ids, digests, and that every quote stands in its text.

    Exit code 4 when anything is not as it was written.
    """
    session = open_session(store=store, as_json=json, language=lang)
    if bundle is not None:
        _verify_bundle(bundle, session)
        return
    faults, counts = verify_store(session.settings.store)
    if session.as_json:
        print_json({"fine": not faults, "faults": issues_rows(faults)})
    for fault in faults:
        tell_problem(fault, session.words)
    if counts is None:
        session.say("verify.broken", n=len(faults))
        raise typer.Exit(BROKEN)
    if not session.as_json:
        figures = {"documents": counts.documents, "claims": counts.claims, "originals": counts.originals}
        line = session.words.say("verify.fine", **grouped(figures, session.words))
        with printing() as console:
            console.print(Text(line))


def _verify_bundle(path: Path, session: Session) -> None:
    report = verify_bundle(path)
    lines = tell_bundle(report, path, session.settings.language)
    if session.as_json:
        print_json(report_row(report, path))
    if session.as_json or report.faults:
        for line in lines if report.faults else ():
            tell(line)
    else:
        with printing() as console:
            for line in lines:
                console.print(Text(cells.harmless(line)), soft_wrap=True)
    if report.faults:
        raise typer.Exit(BROKEN)


def doctor(lang: LangOption = None, store: StoreOption = None, json: JsonOption = False) -> None:
    """Look at the program and the store: versions, packs, trained reader, search, counts, open issues.

    Exit code 1 when something needs a look.
    """
    session = open_session(store=store, as_json=json, language=lang)
    # Machines are told in English, as with every other table.
    report = check_up(session.settings.store, read_words("en") if session.as_json else session.words)
    if session.as_json:
        print_json(report)
    else:
        with printing() as console:
            _show(report, session, console)
    if not report["fine"]:
        raise typer.Exit(FINDINGS)


def _show(report: Mapping[str, Any], session: Session, console: Console) -> None:
    words = session.words
    for key in ("neraca", "python", "sqlite", "system"):
        console.print(Text(f"{_label(key, words)} {report[key]}"))
    console.print(Text(f"{_label('search', words)} FTS5 {'✓' if report['search'] else '✗'}"))
    for part in ("packs", "reader", "store"):
        values = report[part]
        if values is None:
            missing = words.say("doctor.no-store", path=session.settings.store) if part == "store" else "✗"
            console.print(Text(f"{_label(part, words)} {missing}"))
            continue
        for number, (key, value) in enumerate(values.items()):
            shown = ", ".join(map(str, value)) if isinstance(value, list | dict) else grouped({"": value}, words)[""]
            console.print(
                Text(f"{_label(part, words) if number == 0 else ' ' * _LABEL} {words.gloss('field', key)}: {shown}")
            )
    console.print(Text(words.say("doctor.fine" if report["fine"] else "doctor.look")))
    for finding in report["findings"]:
        console.print(Text(f"- {finding}"))


def _label(key: str, words: Words) -> str:
    return words.gloss("field", key).ljust(_LABEL)
