"""The command `ledger`: lines of the exchange ledger, the balance of each pair, and how lines were corrected."""

from __future__ import annotations

from typing import Annotated

import typer

from neraca.cli import cells
from neraca.cli.columns import WHEN, WITNESSES, Column, Row, id_cell, selected, show_rows, term_cell, text_cell
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
from neraca.relate.balance import Period
from neraca.service.ledger_rows import balance_rows, history_rows, ledger_rows, select_entries

_PURPOSE = 60


def _exchange(row: Row, names: Names, words: Words) -> str:
    line = f"{names.actor(row['giver'])} → {names.actor(row['receiver'])}: {_thing(row, names)}"
    amounts = cells.totals(row, words)
    price = "; ".join(cells.shorten(purpose["text"], _PURPOSE) for purpose in row["purposes"])
    line = f"{line} ({amounts})" if amounts else line
    return f"{line} {words.say('in-return', what=price)}" if price else line


def _thing(row: Row, names: Names) -> str:
    """The item class, and in brackets what the texts call it where that says more."""
    kinds = [names.item(kind) for kind in row.get("kinds", ())]
    name = names.item(row["item"])
    return f"{name}: {', '.join(kinds)}" if kinds else name


def _voices(row: Row, names: Names, words: Words) -> str:
    said = cells.voices(row["asserted_by"], names, words)
    denied = cells.voices(row["denied_by"], names, words)
    return "; ".join(part for part in (said, words.say("denied-by", who=denied) if denied else "") if part)


def _pair(row: Row, names: Names, _words: Words) -> str:
    return f"{names.actor(row['left'])} ⇄ {names.actor(row['right'])}: {names.item(row['item'])}"


def _pan(key: str) -> Column:
    def cell(row: Row, names: Names, words: Words) -> str:
        return "\n".join(_given({**one, "item": row["item"]}, names, words) for one in row[key])

    return Column(head=key.replace("_", "-"), cell=cell, ratio=3)


def _given(one: Row, names: Names, words: Words) -> str:
    """What of it, and how much; the text's own words where they name no more than the class."""
    amounts = cells.totals(one, words)
    kinds = ", ".join(names.item(kind) for kind in one["kinds"])
    # Where no text has a word for it, the line is called by its class.
    said = names.item(one["item"]) if one["name"] == one["item"] else f"“{cells.plain(one['name'])}”"
    thing = f"{kinds} ({amounts})" if kinds and amounts else kinds or amounts or said
    return f"{words.term('entry-status', one['status'])}: {thing}"


def _posted(row: Row, names: Names, words: Words) -> str:
    amounts = cells.amounts(row["quantity"], words)
    line = f"{names.actor(row['giver'])} → {names.actor(row['receiver'])}: {names.item(row['item'])}"
    return f"{line} ({amounts})" if amounts else line


def _standing(row: Row, _names: Names, words: Words) -> str:
    status = words.term("entry-status", row["status"])
    if row["replaced_status"] is None or row["replaced_status"] == row["status"]:
        return status
    return words.say("instead-of", now=status, before=words.term("entry-status", row["replaced_status"]))


_LINES = (
    Column(head="id", cell=id_cell),
    Column(head="exchange", cell=_exchange, ratio=4),
    Column(head="status", cell=term_cell("entry-status", "status"), width=12),
    Column(head="voices", cell=_voices, ratio=3),
    WHEN,
    WITNESSES,
)
_BALANCE = (
    Column(head="pair", cell=_pair, ratio=3),
    Column(head="period", cell=text_cell("period"), width=7),
    _pan("left_gave"),
    _pan("right_gave"),
)
_HISTORY = (
    Column(head="published", cell=lambda row, _names, words: row["day"] or words.say("undated"), width=10),
    Column(head="posting", cell=text_cell("id"), width=10),
    Column(head="exchange", cell=_posted, ratio=1),
    Column(head="status", cell=_standing, width=14),
    Column(head="replaces", cell=text_cell("replaces"), width=10),
)


def register_ledger(app: typer.Typer) -> None:
    """Give the application its ledger."""
    app.command("ledger")(ledger)


def ledger(  # noqa: PLR0913, PLR0917 - a command has as many arguments as options
    balance: Annotated[
        bool, typer.Option("--balance", help="Both directions of each pair side by side, by item class, with totals.")
    ] = False,
    by: Annotated[
        Period | None, typer.Option("--by", help="With --balance: gifts by the year or month in which they lie.")
    ] = None,
    history: Annotated[
        bool, typer.Option("--history", help="How lines came to stand as they do: each posting and what it corrects.")
    ] = False,
    actor: ActorOption = None,
    type: TypeOption = None,  # noqa: A002 - the option's name
    since: SinceOption = None,
    until: UntilOption = None,
    as_of: AsOfOption = None,
    lang: LangOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """The exchange ledger: who gave what to whom, how much, on whose word, and how sure it is."""
    session = open_session(store=store, as_json=json, language=lang)
    selection = selected(session, actor=actor, kind=type, since=since, until=until)
    account = session.account(as_of)
    if history:
        show_rows(history_rows(select_entries(account, selection)), _HISTORY, session=session)
    elif balance or by is not None:
        show_rows(balance_rows(select_entries(account, selection), by=by), _BALANCE, session=session)
    else:
        show_rows(ledger_rows(account, selection), _LINES, session=session)
