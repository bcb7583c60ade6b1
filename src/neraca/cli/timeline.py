"""The timeline: events in the order of their own time, and by day, month or year."""

from __future__ import annotations

from typing import Annotated

import typer

from neraca.cli import cells
from neraca.cli.columns import (
    STATUS,
    WHEN,
    Column,
    Row,
    matter_cell,
    quote_cell,
    selected,
    show_rows,
    when_cell,
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
)
from neraca.cli.session import open_session, tell
from neraca.packs.words import Names, Words
from neraca.publish.format import format_share
from neraca.records import Level
from neraca.service.timeline_rows import count_undated, timeline_rows, zoomed_rows

ByOption = Annotated[
    Level | None, typer.Option("--by", help="Sum up by day, month or year, with what is not precise enough for it.")
]
TopOption = Annotated[
    int | None,
    typer.Option("--top", metavar="N", min=1, help="Only the N most important; with --by, so many named in each."),
]


def stories_cell(row: Row, _names: Names, _words: Words) -> str:
    """Numbers of the stories that tell it, as the table of documents has them."""
    return " ".join(map(str, row["stories"]))


def weight_cell(row: Row, _names: Names, words: Words) -> str:
    """Importance in percent."""
    return format_share(row["importance"], words)


def period_cell(row: Row, names: Names, words: Words) -> str:
    """A day, month or year, or why there is none."""
    return words.say(f"precision.{row['reason']}") if row["reason"] else when_cell(row, names, words)


def top_cell(row: Row, names: Names, words: Words) -> str:
    """The most important events of a period, and how many more there are."""
    lines = [f"{cells.short_id(one['id'])} {cells.matter(one, names, words)}" for one in row["top"]]
    more = len(row["events"]) - len(lines)
    return "\n".join([*lines, words.say("more", n=more)] if more else lines)


def count_cell(key: str) -> Column:
    """A column of the number of things under a key."""
    return Column(head=key, cell=lambda row, _names, _words: str(len(row[key])), align="right")


EVENT_COLUMNS: tuple[Column, ...] = (
    WHEN,
    Column(head="matter", cell=matter_cell, ratio=4),
    STATUS,
    Column(head="importance", cell=weight_cell, align="right"),
    Column(head="story", cell=stories_cell, width=6),
    Column(head="quote", cell=quote_cell, ratio=4),
)
PERIOD_COLUMNS: tuple[Column, ...] = (
    Column(head="when", cell=period_cell, width=13),
    count_cell("events"),
    count_cell("claims"),
    Column(head="important", cell=top_cell, ratio=1),
)


def register_timeline(app: typer.Typer) -> None:
    """Give the application its timeline."""
    app.command("timeline")(timeline)


def timeline(  # noqa: PLR0913, PLR0917 - the options of a command line
    by: ByOption = None,
    top: TopOption = None,
    actor: ActorOption = None,
    type: TypeOption = None,  # noqa: A002 - the option's name
    since: SinceOption = None,
    until: UntilOption = None,
    as_of: AsOfOption = None,
    lang: LangOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Events with a known time, in the order in which they happened; or summed up by day, month or year."""
    session = open_session(store=store, as_json=json, language=lang)
    selection = selected(session, actor=actor, kind=type, since=since, until=until)
    account = session.account(as_of)
    background = session.background(account, as_of)
    if by is not None:
        rows = zoomed_rows(account, selection, background, level=by, top=top)
        show_rows(rows, PERIOD_COLUMNS, session=session)
        return
    show_rows(timeline_rows(account, selection, background, top=top), EVENT_COLUMNS, session=session)
    undated = count_undated(account, selection)
    if undated and not json:
        tell(session.words.count("timeline.undated", undated))
