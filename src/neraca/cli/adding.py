"""Commands that bring articles in: `init`, `add`, `demo`."""

from __future__ import annotations

import os
import webbrowser
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from neraca.cli.demo import show_findings
from neraca.cli.options import JsonOption, LangOption, StoreOption, read_moment
from neraca.cli.session import Session, is_terminal, open_session, print_json, printing, tell_problem
from neraca.errors import NeracaError, fail
from neraca.ingest import Given
from neraca.service import Report, add, build_account
from neraca.service.adding import Progress as Told
from neraca.service.demo import sample_files
from neraca.service.output import make_dossier, write_file
from neraca.service.project import make_project
from neraca.service.summary import count_account
from neraca.service.tables import issues_rows
from neraca.store import Store

PART_FAILED = 3

Date = Annotated[str, typer.Option("--date", metavar="DATE", help="Day of publication of all these articles.")]
Outlet = Annotated[str, typer.Option("--outlet", metavar="NAME", help="Who published them.")]
Address = Annotated[str, typer.Option("--url", metavar="URL", help="Address of the article.")]
Workers = Annotated[
    int | None,
    typer.Option("--workers", metavar="N", min=1, help="Number of processes (default: by the input's size)."),
]


def register_adding(app: typer.Typer) -> None:
    """Give the application its commands that bring articles in."""
    app.command("demo")(demo)
    app.command("init")(init)
    app.command("add")(add_paths)


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder; made where there is none.")],
    lang: LangOption = None,
    json: JsonOption = False,
) -> None:
    """Make a project folder with a neraca.toml that explains its keys."""
    path = make_project(folder)
    if json:
        print_json({"path": str(path)})
    open_session(language=lang).say("init.done", path=path)


def add_paths(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files, or folders of them.")],
    date: Date = "",
    outlet: Outlet = "",
    url: Address = "",
    workers: Workers = None,
    lang: LangOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Read articles, find their claims, and keep both; again on the same input adds nothing.

    Reads .txt, .md, .html, .json, .jsonl and .csv (news-watch's columns). What cannot be read is named with a way out,
    the rest is in, and the exit code is 3.
    """
    session = open_session(store=store, as_json=json, language=lang)
    if date:
        read_moment(date)
    if not any(os.path.exists(path) for path in paths):  # noqa: PTH110 - no error for a name that is too long
        # A misspelt path must not leave an empty store behind.
        for path in paths:
            tell_problem(fail("N301", where=str(path)), session.words)
        raise typer.Exit(PART_FAILED)
    given = Given(date=date, outlet=outlet, url=url)
    with Store.create(session.settings.store) as opened, told(session) as progress:
        report = add(paths, opened, given=given, workers=workers or session.settings.workers, progress=progress)
    _show(report, session)
    if report.failed:
        raise typer.Exit(PART_FAILED)


def demo(
    open_page: Annotated[bool, typer.Option("--open", help="Open the dossier in the browser.")] = False,
    store: Annotated[
        Path, typer.Option("--store", metavar="DIR", help="Folder for the demonstration's store and dossier.")
    ] = Path("neraca-demo"),
    lang: LangOption = None,
    json: JsonOption = False,
) -> None:
    """Read the sample articles, write a dossier, and say what was found; needs no network."""
    session = open_session(store=store, as_json=json, language=lang)
    with Store.create(store) as opened:
        with sample_files() as files, told(session) as progress:
            add(files, opened, progress=progress)
        account = build_account(opened)
    page = store / "dossier.html"
    dossier = make_dossier(
        account,
        session.packs,
        language=session.settings.language,
        title=session.settings.title,
        background=session.background(account),
    )
    try:
        write_file(page, dossier.encode("utf-8"))
    except NeracaError as error:
        # There is no -o here, which N601 names as the way out.
        raise fail("N108", **dict(error.values)) from error
    if json:
        print_json({**count_account(account), "dossier": str(page), "store": str(store)})
    else:
        with printing() as console:
            show_findings(account, session, console, page=page)
    if open_page:
        webbrowser.open(page.absolute().as_uri())


@contextmanager
def told(session: Session, key: str = "progress.read") -> Generator[Told | None]:
    """A progress bar on stderr, where that is a terminal; else none."""
    if not is_terminal():
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(session.words.say(key), total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _show(report: Report, session: Session) -> None:
    for issue in report.issues:
        if issue.is_problem:
            tell_problem(issue, session.words)
    if session.as_json:
        print_json({**asdict(report), "issues": issues_rows(report.issues)})
        return
    if not (report.added or report.known or report.failed):
        session.say("add.nothing")
        return
    session.say("add.done", added=report.added, claims=report.claims, known=report.known, failed=report.failed)
    if report.replaced:
        session.say("add.replaced", n=report.replaced)
