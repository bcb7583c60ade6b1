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
from neraca.cli.session import Session, open_session, out, print_json
from neraca.packs.catalogue import Packs
from neraca.packs.words import Names, Words
from neraca.records import Account
from neraca.service import tables
from neraca.service.selection import Selection, select

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: the key of its head, how to fill it, and the least and greatest share of the line it wants.

    Attributes:
        ratio: Share of the free width; 0 takes what its content needs.
    """

    head: str
    cell: Callable[[Row, Names, Words], str]
    ratio: int = 0
    align: Literal["left", "right"] = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableKind:
    """A table command."""

    name: str
    help: str
    rows: Callable[[Account, Packs, Selection], list[dict[str, Any]]]
    columns: tuple[Column, ...]


def _id(row: Row, _names: Names, _words: Words) -> str:
    return cells.short_id(row["id"])


def _text(key: str) -> Callable[[Row, Names, Words], str]:
    def cell(row: Row, _names: Names, _words: Words) -> str:
        value = row[key]
        return "" if value is None else cells.plain(str(value))

    return cell


def _published(row: Row, _names: Names, words: Words) -> str:
    return row["published"] or words.say("undated")


def _act(row: Row, names: Names, words: Words) -> str:
    return cells.act(row, names, words)


def _parties(row: Row, names: Names, _words: Words) -> str:
    return cells.parties(row, names)


def _exchange(row: Row, names: Names, _words: Words) -> str:
    return f"{names.actor(row['giver'])} → {names.actor(row['receiver'])}"


def _things(row: Row, names: Names, words: Words) -> str:
    figures = cells.amounts(row.get("quantity") or row.get("figures") or (), words)
    things = names.item(row["item"]) if "item" in row else cells.items(row, names)
    return ": ".join(part for part in (things, figures) if part)


def _term(kind: str, key: str) -> Callable[[Row, Names, Words], str]:
    def cell(row: Row, _names: Names, words: Words) -> str:
        return words.term(kind, row[key]) if row[key] else ""

    return cell


def _when(row: Row, _names: Names, words: Words) -> str:
    return cells.days(row.get("when", row), words)


def _claim_quote(row: Row, _names: Names, _words: Words) -> str:
    return cells.shorten(row["span"]["exact"], 200)


def _quote(row: Row, _names: Names, _words: Words) -> str:
    return cells.shorten(row["quote"], 200)


def _voices(key: str) -> Callable[[Row, Names, Words], str]:
    def cell(row: Row, names: Names, words: Words) -> str:
        return cells.voices(row[key], names, words)

    return cell


def _rival(row: Row, names: Names, words: Words) -> str:
    if row["figures"]:
        return " / ".join(cells.amount(figure, words) for figure in row["figures"])
    return cells.items(row, names)


TABLES: tuple[TableKind, ...] = (
    TableKind(
        name="documents",
        help="The articles: title, outlet, day of publication; copies name what they repeat.",
        rows=lambda account, _packs, selection: tables.documents_rows(account, selection),
        columns=(
            Column(head="document", cell=_text("document"), ratio=3),
            Column(head="published", cell=_published),
            Column(head="outlet", cell=_text("outlet"), ratio=2),
            Column(head="claims", cell=_text("claims"), align="right"),
            Column(head="title", cell=_text("title"), ratio=4),
        ),
    ),
    TableKind(
        name="claims",
        help="Every claim with its sentence.",
        rows=lambda account, _packs, selection: tables.claims_rows(account, selection),
        columns=(
            Column(head="id", cell=_id),
            Column(head="act", cell=_act),
            Column(head="parties", cell=_parties, ratio=2),
            Column(head="stage", cell=_term("stage", "stage")),
            Column(head="quote", cell=_claim_quote, ratio=4),
        ),
    ),
    TableKind(
        name="events",
        help="What several claims are about, with its status and independent witnesses.",
        rows=lambda account, _packs, selection: tables.events_rows(account, selection),
        columns=(
            Column(head="id", cell=_id),
            Column(head="when", cell=_when, ratio=2),
            Column(head="act", cell=_act),
            Column(head="parties", cell=_parties, ratio=3),
            Column(head="items", cell=_things, ratio=3),
            Column(head="status", cell=_term("event-status", "status")),
            Column(head="witnesses", cell=_text("witnesses"), align="right"),
        ),
    ),
    TableKind(
        name="ledger",
        help="The exchange ledger: who gave what to whom, how much, and how sure it is.",
        rows=lambda account, _packs, selection: tables.ledger_rows(account, selection),
        columns=(
            Column(head="id", cell=_id),
            Column(head="parties", cell=_exchange, ratio=3),
            Column(head="items", cell=_things, ratio=4),
            Column(head="status", cell=_term("entry-status", "status")),
            Column(head="when", cell=_when, ratio=2),
            Column(head="witnesses", cell=_text("witnesses"), align="right"),
        ),
    ),
    TableKind(
        name="timeline",
        help="Events with a known time, in the order in which they happened.",
        rows=lambda account, _packs, selection: tables.timeline_rows(account, selection),
        columns=(
            Column(head="when", cell=_when, ratio=3),
            Column(head="act", cell=_act),
            Column(head="parties", cell=_parties, ratio=3),
            Column(head="status", cell=_term("event-status", "status")),
            Column(head="quote", cell=_quote, ratio=6),
        ),
    ),
    TableKind(
        name="disputes",
        help="Where the sources do not agree: who says so, who denies it, rival figures.",
        rows=lambda account, _packs, selection: tables.disputes_rows(account, selection),
        columns=(
            Column(head="id", cell=lambda row, _names, _words: cells.short_id(row["event_id"])),
            Column(head="kind", cell=lambda row, _names, words: words.say(row["kind"])),
            Column(head="act", cell=_act),
            Column(head="parties", cell=_parties, ratio=3),
            Column(head="items", cell=_rival, ratio=3),
            Column(head="for", cell=_voices("for"), ratio=2),
            Column(head="against", cell=_voices("against"), ratio=2),
        ),
    ),
    TableKind(
        name="outlets",
        help="Who published: documents, copies among them, claims, days.",
        rows=tables.outlets_rows,
        columns=(
            Column(head="outlet", cell=_text("outlet"), ratio=3),
            Column(head="kind", cell=_term("kind", "kind"), ratio=1),
            Column(head="documents", cell=_text("documents"), align="right"),
            Column(head="derived", cell=_text("derived"), align="right"),
            Column(head="claims", cell=_text("claims"), align="right"),
            Column(
                head="published",
                cell=lambda row, _names, _words: " – ".join(filter(None, (row["first"], row["last"]))),
                ratio=3,
            ),
        ),
    ),
)

ISSUE_COLUMNS: tuple[Column, ...] = (
    Column(head="code", cell=_text("code")),
    Column(head="where", cell=_text("where"), ratio=3),
    Column(head="message", cell=_text("message"), ratio=4),
    Column(head="fix", cell=_text("fix"), ratio=4),
)


def register_tables(app: typer.Typer) -> None:
    """Give the application its table commands."""
    for kind in TABLES:
        app.command(kind.name, help=kind.help)(_command(kind))
    app.command("issues")(issues)


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
        selection = select(
            session.packs,
            actor=actor,
            type=type,
            since=read_day(since) if since else None,
            until=read_day(until) if until else None,
        )
        show_rows(kind.rows(session.account(as_of), session.packs, selection), kind.columns, session=session)

    return command


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
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=True, show_edge=False)
    for column in columns:
        head = Text(words.say(f"col.{column.head}"))
        table.add_column(head, ratio=column.ratio or None, justify=column.align, overflow="fold")
    for row in rows:
        table.add_row(*(Text(column.cell(row, names, words)) for column in columns))
    out().print(table)
