"""The table commands: one description for each."""

from __future__ import annotations

import typer

from neraca.cli.care import FINDINGS
from neraca.cli.columns import (
    ID,
    STATUS,
    WHEN,
    Column,
    TableKind,
    balance_cell,
    claim_quote_cell,
    event_cell,
    finding_cell,
    matter_cell,
    problem_cell,
    published_cell,
    quote_cell,
    selected,
    share_cell,
    show_rows,
    table_command,
    term_cell,
    text_cell,
    title_cell,
    voices_cell,
)
from neraca.cli.options import (
    ActorOption,
    AsOfOption,
    JsonOption,
    LangOption,
    SinceOption,
    StoreOption,
    TypeOption,
    UntilOption,
    read_day,
)
from neraca.cli.session import open_session
from neraca.service import tables
from neraca.service.checking import checks_rows, find_all

TABLES: tuple[TableKind, ...] = (
    TableKind(
        name="documents",
        help="The articles: title, outlet, day of publication, story; copies name what they repeat.",
        rows=lambda asked: tables.documents_rows(asked.account, asked.selection, asked.standing, asked.background),
        with_wrong=True,
        with_background=True,
        columns=(
            Column(head="document", cell=text_cell("document"), ratio=4),
            Column(head="published", cell=published_cell, width=10),
            Column(head="outlet", cell=text_cell("outlet"), ratio=3),
            Column(head="story", cell=text_cell("story_number"), align="right"),
            Column(head="claims", cell=text_cell("claims"), align="right"),
            Column(head="title", cell=title_cell, ratio=6),
        ),
    ),
    TableKind(
        name="claims",
        help="Every claim with its sentence.",
        rows=lambda asked: tables.claims_rows(asked.account, asked.selection, asked.standing),
        with_wrong=True,
        columns=(
            ID,
            Column(head="matter", cell=matter_cell, ratio=4),
            Column(head="quote", cell=claim_quote_cell, ratio=5),
            Column(head="published", cell=published_cell, width=10),
        ),
    ),
    TableKind(
        name="events",
        help="What several claims are about: status, proposed credibility (1-6), independent witnesses for:against.",
        rows=lambda asked: tables.events_rows(asked.account, asked.selection),
        with_wrong=True,
        columns=(
            ID,
            WHEN,
            Column(head="matter", cell=event_cell, ratio=1),
            STATUS,
            Column(head="credibility", cell=text_cell("credibility"), align="right"),
            Column(head="balance", cell=balance_cell, align="right"),
        ),
    ),
    TableKind(
        name="disputes",
        help="Where the sources do not agree: who says so, who denies it, rival figures.",
        rows=lambda asked: tables.disputes_rows(asked.account, asked.selection),
        columns=(
            ID,
            Column(head="kind", cell=lambda row, _names, words: words.term("dispute", row["kind"])),
            Column(head="matter", cell=event_cell, ratio=3),
            Column(head="for", cell=voices_cell("for"), ratio=2),
            Column(head="against", cell=voices_cell("against"), ratio=2),
        ),
    ),
    TableKind(
        name="outlets",
        help="Who published: documents, copies among them, claims, whose word they are, findings, a person's grade.",
        rows=lambda asked: tables.outlets_rows(
            asked.account, asked.packs, asked.selection, asked.standing, asked.background
        ),
        with_wrong=True,
        with_background=True,
        columns=(
            Column(head="outlet", cell=text_cell("outlet"), ratio=1),
            Column(head="kind", cell=term_cell("kind", "kind"), width=10),
            Column(head="docs", cell=text_cell("documents"), align="right"),
            Column(head="derived", cell=text_cell("derived"), align="right"),
            Column(head="claims", cell=text_cell("claims"), align="right"),
            Column(head="attributed", cell=share_cell("attributed"), align="right"),
            Column(head="anonymous", cell=share_cell("anonymous"), align="right"),
            Column(head="findings", cell=text_cell("findings"), align="right"),
            Column(head="reliability", cell=text_cell("reliability")),
        ),
    ),
)

ISSUE_COLUMNS: tuple[Column, ...] = (
    Column(head="code", cell=text_cell("code")),
    Column(head="where", cell=text_cell("where"), ratio=3),
    Column(head="message", cell=problem_cell("message"), ratio=4),
    Column(head="fix", cell=problem_cell("fix"), ratio=4),
)


CHECK_COLUMNS: tuple[Column, ...] = (
    Column(head="document", cell=text_cell("document"), ratio=3),
    Column(head="check", cell=term_cell("check", "kind"), ratio=2),
    Column(head="quote", cell=quote_cell, ratio=4),
    Column(head="message", cell=finding_cell("message"), ratio=6),
    Column(head="settle", cell=finding_cell("settle"), ratio=4),
)


def register_tables(app: typer.Typer) -> None:
    """Give the application its table commands."""
    for kind in TABLES:
        app.command(kind.name, help=kind.help)(table_command(kind))
    app.command("issues")(issues)
    app.command("checks")(checks)


def checks(
    actor: ActorOption = None,
    type: TypeOption = None,  # noqa: A002 - the option's name
    since: SinceOption = None,
    until: UntilOption = None,
    as_of: AsOfOption = None,
    lang: LangOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """What is odd in the articles: offices out of term, wrong dates, words that a copy lost, far-out figures.

    Exit code 1 when there is anything.
    """
    session = open_session(store=store, as_json=json, language=lang)
    selection = selected(session, actor=actor, kind=type, since=since, until=until)
    with session.open_store() as opened:
        found = find_all(opened, session.packs, as_of=read_day(as_of) if as_of is not None else None)
    rows = checks_rows(*found, selection)
    show_rows(rows, CHECK_COLUMNS, session=session)
    if rows:
        raise typer.Exit(FINDINGS)


def issues(lang: LangOption = None, store: StoreOption = None, json: JsonOption = False) -> None:
    """What was read but not understood, or could not be read, each with its way out."""
    session = open_session(store=store, as_json=json, language=lang)
    with session.open_store() as opened:
        found = opened.issues()
    show_rows(tables.issues_rows(found), ISSUE_COLUMNS, session=session)
