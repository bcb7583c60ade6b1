"""The command `outlook`: what is foreseen, by whom, for when, and what became of it."""

from __future__ import annotations

from typing import Annotated

import typer

from neraca.cli import cells
from neraca.cli.columns import ID, Column, Row, event_cell, quote_cell, selected, show_rows, term_cell, text_cell
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
from neraca.cli.session import open_session
from neraca.packs.words import Names, Words
from neraca.publish.format import format_share
from neraca.service.outlook_rows import outlook_rows, record_rows

RecordsOption = Annotated[
    bool,
    typer.Option("--records", help="Show instead how many outlooks of each voice and outlet came to what."),
]


def voice_cell(row: Row, names: Names, words: Words) -> str:
    """Whose outlook it is: actors, else what the text calls the voice, else the outlets whose own word it is."""
    if row["voice"]:
        return cells.voices(row["voice"], names, words)
    own = ", ".join(names.outlet(outlet) for outlet in row["outlets"] if outlet)
    return cells.plain(row["voice_words"] or own) or words.say("unnamed")


def window_cell(row: Row, _names: Names, _words: Words) -> str:
    """When it is to happen, where a text says so."""
    return cells.days(row["window"]) if row["window_words"] else ""


def matter_cell(row: Row, names: Names, words: Words) -> str:
    """What is foreseen, in one line."""
    return event_cell({**row, "figures": ()}, names, words)


def source_cell(row: Row, names: Names, _words: Words) -> str:
    """A voice or an outlet."""
    name = names.outlet(row["source"]) if row["kind"] == "outlet" else names.actor(row["source"])
    return cells.plain(name if row["actor"] or row["kind"] == "outlet" else row["source"])


def rate_cell(row: Row, _names: Names, words: Words) -> str:
    """The rate with its interval; empty where too few are settled."""
    if row["rate"] is None:
        return ""
    low, high = (format_share(bound, words) for bound in row["interval"])
    return f"{format_share(row['rate'], words)} ({low}–{high})"


OUTLOOK_COLUMNS: tuple[Column, ...] = (
    ID,
    Column(head="window", cell=window_cell, width=11),
    Column(head="fate", cell=term_cell("outlook-status", "status"), width=10),
    Column(head="matter", cell=matter_cell, ratio=4),
    Column(head="voices", cell=voice_cell, ratio=2),
    Column(head="quote", cell=quote_cell, ratio=4),
)
RECORD_COLUMNS: tuple[Column, ...] = (
    Column(head="kind", cell=term_cell("record-kind", "kind")),
    Column(head="voices", cell=source_cell, ratio=1),
    Column(head="fulfilled", cell=text_cell("fulfilled"), align="right"),
    Column(head="partly", cell=text_cell("partly"), align="right"),
    Column(head="lapsed", cell=text_cell("lapsed"), align="right"),
    Column(head="contradicted", cell=text_cell("contradicted"), align="right"),
    Column(head="open", cell=text_cell("open"), align="right"),
    Column(head="rate", cell=rate_cell, align="right"),
)


def register_outlook(app: typer.Typer) -> None:
    """Give the application its command `outlook`."""
    app.command("outlook")(outlook)


def outlook(
    records: RecordsOption = False,
    actor: ActorOption = None,
    type: TypeOption = None,  # noqa: A002 - the option's name
    since: SinceOption = None,
    until: UntilOption = None,
    as_of: AsOfOption = None,
    lang: LangOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """What is planned, predicted, urged or conditional: whose it is, for when, and what became of it.

    Those still to fall due come first, the soonest at the top, then what is settled, then those without an end; the
    newest first. --actor finds the parties and the voice; --since and --until mean the days for which it is foreseen,
    or on which it was told where it names none.
    """
    session = open_session(store=store, as_json=json, language=lang)
    selection = selected(session, actor=actor, kind=type, since=since, until=until)
    account = session.account(as_of)
    if records:
        show_rows(record_rows(account, selection), RECORD_COLUMNS, session=session)
    else:
        show_rows(outlook_rows(account, selection), OUTLOOK_COLUMNS, session=session)
