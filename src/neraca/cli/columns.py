"""Columns and table commands: how a table is described, filled, selected and printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

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
from neraca.cli.session import Session, open_session, print_json, printing
from neraca.packs.catalogue import Packs
from neraca.packs.problems import tell_problem
from neraca.packs.words import Names, Words
from neraca.pipeline.judgements import Standing
from neraca.publish.background import Background
from neraca.publish.findings import finding_sentences
from neraca.publish.format import format_share
from neraca.records import Account, Issue
from neraca.service.selection import Selection, select

Row = Mapping[str, Any]

QUOTE = 200


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


def id_cell(row: Row, _names: Names, _words: Words) -> str:
    """The short id of the event, or of the row itself."""
    return cells.short_id(row.get("event_id") or row["id"])


def text_cell(key: str) -> Callable[[Row, Names, Words], str]:
    """A cell of the words under a key."""

    def cell(row: Row, _names: Names, _words: Words) -> str:
        value = row[key]
        return "" if value is None else cells.plain(str(value))

    return cell


def term_cell(kind: str, key: str) -> Callable[[Row, Names, Words], str]:
    """A cell of the word for a value of a closed list."""

    def cell(row: Row, _names: Names, words: Words) -> str:
        return words.term(kind, row[key]) if row[key] else ""

    return cell


def voices_cell(key: str) -> Callable[[Row, Names, Words], str]:
    """A cell of names of voices."""

    def cell(row: Row, names: Names, words: Words) -> str:
        return cells.voices(row[key], names, words)

    return cell


def published_cell(row: Row, _names: Names, words: Words) -> str:
    """Day of publication."""
    return row["published"] or words.say("undated")


def title_cell(row: Row, _names: Names, words: Words) -> str:
    """Title of a document, and what it repeats."""
    title, parent = cells.plain(row["title"] or ""), row["derived_from"]
    if parent is not None:
        title = f"{title} ({words.term('derivation', row['derivation'])}: {cells.plain(parent)})"
    return marked(row, title, words)


def matter_cell(row: Row, names: Names, words: Words) -> str:
    """A claim in one line."""
    return marked(row, cells.matter(row, names, words), words)


def event_cell(row: Row, names: Names, words: Words) -> str:
    """An event in one line, with its amounts and a person's verdict."""
    return marked(row, cells.matter({**row, "quantity": row["figures"]}, names, words), words)


def marked(row: Row, line: str, words: Words) -> str:
    """The line with a person's verdict, where there is one."""
    mark = row.get("judged")
    return f"{line} [{words.say(f'judged.{mark}')}]" if mark else line


def when_cell(row: Row, _names: Names, _words: Words) -> str:
    """When it happened."""
    return cells.days(row.get("when", row))


def claim_quote_cell(row: Row, _names: Names, _words: Words) -> str:
    """A claim's sentence, shortened."""
    return cells.shorten(row["span"]["exact"], QUOTE)


def quote_cell(row: Row, _names: Names, _words: Words) -> str:
    """A sentence, shortened."""
    return cells.shorten(row["quote"], QUOTE)


def share_cell(key: str) -> Callable[[Row, Names, Words], str]:
    """A cell of a share."""

    def cell(row: Row, _names: Names, words: Words) -> str:
        return "" if row[key] is None else format_share(row[key], words)

    return cell


def finding_cell(key: str) -> Callable[[Row, Names, Words], str]:
    """A cell of what a check says, in the language of the table."""

    def cell(row: Row, _names: Names, words: Words) -> str:
        said = finding_sentences(row["kind"], row["values"], words)
        message, settle = said or (row["message"], row["settle"])
        return cells.plain(message if key == "message" else settle)

    return cell


def problem_cell(key: Literal["message", "fix"]) -> Callable[[Row, Names, Words], str]:
    """A cell of what an issue says, in the language of the table."""

    def cell(row: Row, _names: Names, words: Words) -> str:
        issue = Issue(**{name: row[name] for name in ("code", "where", "message", "why", "fix")})
        told = tell_problem(issue, words)
        return cells.plain(told.message if key == "message" else told.fix)

    return cell


def balance_cell(row: Row, _names: Names, _words: Words) -> str:
    """Independent witnesses for and against."""
    judged = row["testimony"] or row["against"]
    return f"{len(row['testimony']) if judged else row['witnesses']}:{len(row['against'])}"


ID = Column(head="id", cell=id_cell)
WHEN = Column(head="when", cell=when_cell, width=11)
STATUS = Column(head="status", cell=term_cell("event-status", "status"), width=15)
WITNESSES = Column(head="witnesses", cell=text_cell("witnesses"), align="right")


def table_command(kind: TableKind) -> Callable[..., None]:
    """The command of a table."""

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
        selection = selected(session, actor=actor, kind=type, since=since, until=until)
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


def selected(
    session: Session, *, actor: str | None, kind: str | None, since: str | None, until: str | None
) -> Selection:
    """What the options of a table command choose."""
    return select(
        session.packs,
        actor=actor,
        type=kind,
        since=read_day(since) if since is not None else None,
        until=read_day(until) if until is not None else None,
    )


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
