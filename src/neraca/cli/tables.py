"""The table commands: one description for each, and one way to print them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import typer
from rich import box
from rich.table import Table
from rich.text import Text

from neraca.cli import cells
from neraca.cli.care import FINDINGS
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
from neraca.cli.session import Session, open_session, print_json, printing
from neraca.packs.catalogue import Packs
from neraca.packs.words import Names, Words
from neraca.pipeline.judgements import Standing
from neraca.publish.background import Background
from neraca.publish.findings import finding_sentences
from neraca.publish.format import format_share
from neraca.records import Account
from neraca.service import tables
from neraca.service.checking import checks_rows, find_all
from neraca.service.selection import Selection, select

Row = Mapping[str, Any]

_QUOTE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: the key of its head and how to fill it.

    Attributes:
        ratio: Share of the free width; 0 takes what its content needs, or `width` at most.
    """

    head: str
    cell: Callable[[Row, Names, Words], str]
    ratio: int = 0
    width: int | None = None
    align: Literal["left", "right"] = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the rows of a table are made of; `background` is empty for tables that do not say they need it."""

    account: Account
    packs: Packs
    selection: Selection
    standing: Standing
    background: Background


@dataclass(frozen=True, slots=True, kw_only=True)
class TableKind:
    """A table command.

    Attributes:
        with_wrong: It shows, marked, what a person judged wrong.
        with_background: It says something of documents beside their claims.
    """

    name: str
    help: str
    rows: Callable[[Asked], list[dict[str, Any]]]
    columns: tuple[Column, ...]
    with_wrong: bool = False
    with_background: bool = False


def _id(row: Row, _names: Names, _words: Words) -> str:
    return cells.short_id(row.get("event_id") or row["id"])


def _text(key: str) -> Callable[[Row, Names, Words], str]:
    def cell(row: Row, _names: Names, _words: Words) -> str:
        value = row[key]
        return "" if value is None else cells.plain(str(value))

    return cell


def _term(kind: str, key: str) -> Callable[[Row, Names, Words], str]:
    def cell(row: Row, _names: Names, words: Words) -> str:
        return words.term(kind, row[key]) if row[key] else ""

    return cell


def _voices(key: str) -> Callable[[Row, Names, Words], str]:
    def cell(row: Row, names: Names, words: Words) -> str:
        return cells.voices(row[key], names, words)

    return cell


def _published(row: Row, _names: Names, words: Words) -> str:
    return row["published"] or words.say("undated")


def _title(row: Row, _names: Names, words: Words) -> str:
    title, parent = cells.plain(row["title"] or ""), row["derived_from"]
    if parent is not None:
        title = f"{title} ({words.term('derivation', row['derivation'])}: {cells.plain(parent)})"
    return _judged(row, title, words)


def _matter(row: Row, names: Names, words: Words) -> str:
    return _judged(row, cells.matter(row, names, words), words)


def event_matter(row: Row, names: Names, words: Words) -> str:
    """An event in one line, with its amounts and a person's verdict."""
    return _judged(row, cells.matter({**row, "quantity": row["figures"]}, names, words), words)


def _judged(row: Row, line: str, words: Words) -> str:
    mark = row.get("judged")
    return f"{line} [{words.say(f'judged.{mark}')}]" if mark else line


def _exchange(row: Row, names: Names, words: Words) -> str:
    amounts = cells.amounts(row["quantity"], words)
    line = f"{names.actor(row['giver'])} → {names.actor(row['receiver'])}: {names.item(row['item'])}"
    return f"{line} ({amounts})" if amounts else line


def _when(row: Row, _names: Names, _words: Words) -> str:
    return cells.days(row.get("when", row))


def _claim_quote(row: Row, _names: Names, _words: Words) -> str:
    return cells.shorten(row["span"]["exact"], _QUOTE)


def _quote(row: Row, _names: Names, _words: Words) -> str:
    return cells.shorten(row["quote"], _QUOTE)


def _share(key: str) -> Callable[[Row, Names, Words], str]:
    def cell(row: Row, _names: Names, words: Words) -> str:
        return "" if row[key] is None else format_share(row[key], words)

    return cell


def _finding(key: str) -> Callable[[Row, Names, Words], str]:
    def cell(row: Row, _names: Names, words: Words) -> str:
        said = finding_sentences(row["kind"], row["values"], words)
        message, settle = said or (row["message"], row["settle"])
        return cells.plain(message if key == "message" else settle)

    return cell


def _balance(row: Row, _names: Names, _words: Words) -> str:
    """Independent witnesses for and against."""
    judged = row["testimony"] or row["against"]
    return f"{len(row['testimony']) if judged else row['witnesses']}:{len(row['against'])}"


_ID = Column(head="id", cell=_id)
_WHEN = Column(head="when", cell=_when, width=11)
_STATUS = Column(head="status", cell=_term("event-status", "status"), width=15)
_WITNESSES = Column(head="witnesses", cell=_text("witnesses"), align="right")

TABLES: tuple[TableKind, ...] = (
    TableKind(
        name="documents",
        help="The articles: title, outlet, day of publication, story; copies name what they repeat.",
        rows=lambda asked: tables.documents_rows(asked.account, asked.selection, asked.standing, asked.background),
        with_wrong=True,
        with_background=True,
        columns=(
            Column(head="document", cell=_text("document"), ratio=4),
            Column(head="published", cell=_published, width=10),
            Column(head="outlet", cell=_text("outlet"), ratio=3),
            Column(head="story", cell=_text("story_number"), align="right"),
            Column(head="claims", cell=_text("claims"), align="right"),
            Column(head="title", cell=_title, ratio=6),
        ),
    ),
    TableKind(
        name="claims",
        help="Every claim with its sentence.",
        rows=lambda asked: tables.claims_rows(asked.account, asked.selection, asked.standing),
        with_wrong=True,
        columns=(
            _ID,
            Column(head="matter", cell=_matter, ratio=4),
            Column(head="quote", cell=_claim_quote, ratio=5),
            Column(head="published", cell=_published, width=10),
        ),
    ),
    TableKind(
        name="events",
        help="What several claims are about: status, proposed credibility (1-6), independent witnesses for:against.",
        rows=lambda asked: tables.events_rows(asked.account, asked.selection),
        with_wrong=True,
        columns=(
            _ID,
            _WHEN,
            Column(head="matter", cell=event_matter, ratio=1),
            _STATUS,
            Column(head="credibility", cell=_text("credibility"), align="right"),
            Column(head="balance", cell=_balance, align="right"),
        ),
    ),
    TableKind(
        name="ledger",
        help="The exchange ledger: who gave what to whom, how much, and how sure it is.",
        rows=lambda asked: tables.ledger_rows(asked.account, asked.selection),
        columns=(
            _ID,
            Column(head="exchange", cell=_exchange, ratio=1),
            Column(head="status", cell=_term("entry-status", "status"), width=12),
            _WHEN,
            _WITNESSES,
        ),
    ),
    TableKind(
        name="timeline",
        help="Events with a known time, in the order in which they happened.",
        rows=lambda asked: tables.timeline_rows(asked.account, asked.selection),
        columns=(
            _WHEN,
            Column(head="matter", cell=_matter, ratio=4),
            _STATUS,
            Column(head="quote", cell=_quote, ratio=5),
        ),
    ),
    TableKind(
        name="disputes",
        help="Where the sources do not agree: who says so, who denies it, rival figures.",
        rows=lambda asked: tables.disputes_rows(asked.account, asked.selection),
        columns=(
            _ID,
            Column(head="kind", cell=lambda row, _names, words: words.say(row["kind"])),
            Column(head="matter", cell=event_matter, ratio=3),
            Column(head="for", cell=_voices("for"), ratio=2),
            Column(head="against", cell=_voices("against"), ratio=2),
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
            Column(head="outlet", cell=_text("outlet"), ratio=1),
            Column(head="kind", cell=_term("kind", "kind"), width=10),
            Column(head="docs", cell=_text("documents"), align="right"),
            Column(head="derived", cell=_text("derived"), align="right"),
            Column(head="claims", cell=_text("claims"), align="right"),
            Column(head="attributed", cell=_share("attributed"), align="right"),
            Column(head="anonymous", cell=_share("anonymous"), align="right"),
            Column(head="findings", cell=_text("findings"), align="right"),
            Column(head="reliability", cell=_text("reliability")),
        ),
    ),
)

ISSUE_COLUMNS: tuple[Column, ...] = (
    Column(head="code", cell=_text("code")),
    Column(head="where", cell=_text("where"), ratio=3),
    Column(head="message", cell=_text("message"), ratio=4),
    Column(head="fix", cell=_text("fix"), ratio=4),
)


CHECK_COLUMNS: tuple[Column, ...] = (
    Column(head="document", cell=_text("document"), ratio=3),
    Column(head="check", cell=_term("check", "kind"), ratio=2),
    Column(head="quote", cell=_quote, ratio=4),
    Column(head="message", cell=_finding("message"), ratio=6),
    Column(head="settle", cell=_finding("settle"), ratio=4),
)


def register_tables(app: typer.Typer) -> None:
    """Give the application its table commands."""
    for kind in TABLES:
        app.command(kind.name, help=kind.help)(_command(kind))
    app.command("issues")(issues)
    app.command("checks")(checks)


def _command(kind: TableKind) -> Callable[..., None]:
    def command(
        actor: ActorOption = None,
        type: TypeOption = None,  # noqa: A002 - the option's name
        since: SinceOption = None,
        until: UntilOption = None,
        as_of: AsOfOption = None,
        lang: LangOption = None,
        store: StoreOption = None,
        json: JsonOption = False,
    ) -> None:
        session = open_session(store=store, as_json=json, language=lang)
        selection = _selected(session, actor=actor, kind=type, since=since, until=until)
        account = session.account(as_of, with_wrong=kind.with_wrong)
        asked = Asked(
            account=account,
            packs=session.packs,
            selection=selection,
            standing=session.standing(),
            background=session.background(account, as_of) if kind.with_background else Background(),
        )
        rows = kind.rows(asked)
        show_rows(rows, kind.columns, session=session)

    return command


def _selected(
    session: Session, *, actor: str | None, kind: str | None, since: str | None, until: str | None
) -> Selection:
    return select(
        session.packs,
        actor=actor,
        type=kind,
        since=read_day(since) if since is not None else None,
        until=read_day(until) if until is not None else None,
    )


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
    selection = _selected(session, actor=actor, kind=type, since=since, until=until)
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


def show_rows(rows: Sequence[Row], columns: Iterable[Column], *, session: Session) -> None:
    """Print rows as JSON or as a table."""
    if session.as_json:
        print_json(rows)
        return
    if not rows:
        session.say("nothing")
        return
    names, words = session.names, session.words
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), expand=True, show_edge=False)
    for column in columns:
        head = Text(words.say(f"col.{column.head}"))
        table.add_column(
            head, ratio=column.ratio or None, max_width=column.width, justify=column.align, overflow="fold"
        )
    for row in rows:
        table.add_row(*(Text(column.cell(row, names, words)) for column in columns))
    with printing() as console:
        console.print(table)
