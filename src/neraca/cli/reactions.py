"""The command `reactions`: what sets off what, said by the texts or measured on event history."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

import typer

from neraca.cli import cells
from neraca.cli.columns import WITNESSES, Column, Row, quote_cell, selected, show_rows, text_cell
from neraca.cli.history import WITHIN, HistoryOption, WithinOption, open_history
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
from neraca.service.association_rows import measured_rows
from neraca.service.reaction_rows import chain_rows, return_rows, said_rows


class Basis(StrEnum):
    """What a reaction rests on."""

    SAID = "said"
    MEASURED = "measured"


OnlyOption = Annotated[Basis | None, typer.Option("--only", help="Only those said by the texts, or only the measured.")]
ChainsOption = Annotated[bool, typer.Option("--chains", help="Show chains of reactions that the texts tell.")]
ReturnsOption = Annotated[bool, typer.Option("--returns", help="Show what was given for what, in the texts' words.")]


def register_reactions(app: typer.Typer) -> None:
    """Give the application its command `reactions`."""
    app.command("reactions")(reactions)


def reactions(  # noqa: PLR0913, PLR0917 - a command has as many arguments as options
    only: OnlyOption = None,
    chains: ChainsOption = False,
    returns: ReturnsOption = False,
    history: HistoryOption = None,
    within: WithinOption = WITHIN,
    actor: ActorOption = None,
    type: TypeOption = None,  # noqa: A002 - the option's name
    since: SinceOption = None,
    until: UntilOption = None,
    as_of: AsOfOption = None,
    lang: LangOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """What sets off what: said by the texts, with their words, or measured on event history. Neither is a cause."""
    session = open_session(store=store, as_json=json, language=lang)
    selection = selected(session, actor=actor, kind=type, since=since, until=until)
    account = session.account(as_of)
    if chains:
        show_rows(chain_rows(account, session.packs, selection), CHAINS, session=session)
        return
    if returns:
        show_rows(return_rows(account, selection), RETURNS, session=session)
        return
    rows: list[dict[str, Any]] = []
    if only is not Basis.MEASURED:
        rows += said_rows(account, session.packs, selection)
    if only is not Basis.SAID:
        read = open_history(session, history, as_of=as_of)
        rows += measured_rows(account, session.packs, selection, history=read, within_days=within)
    show_rows(rows, REACTIONS, session=session)


def _basis_cell(row: Row, _names: Names, words: Words) -> str:
    return words.term("basis", row["kind"])


def _sentence_cell(row: Row, _names: Names, words: Words) -> str:
    return cells.plain(row["sentence"][words.language])


def _witness_cell(row: Row, _names: Names, _words: Words) -> str:
    return str(row.get("witnesses", ""))


def _saying_cell(row: Row, _names: Names, words: Words) -> str:
    """The words that tie the two, and the sentence of the act that answers."""
    if not row.get("sayings"):
        return ""
    first = row["sayings"][0]
    return words.say("tied-by", cue=cells.plain(first["cue"]), quote=cells.shorten(first["quote"], 140))


def _gift_cell(row: Row, names: Names, _words: Words) -> str:
    items = cells.items(row, names)
    return f"{cells.parties(row, names)}" + (f" ({items})" if items else "")


def _price_cell(row: Row, _names: Names, _words: Words) -> str:
    return cells.shorten(row["for"] or "; ".join(row["price_quotes"]), 160)


REACTIONS: tuple[Column, ...] = (
    Column(head="basis", cell=_basis_cell, width=9),
    Column(head="reaction", cell=_sentence_cell, ratio=5),
    Column(head="witnesses", cell=_witness_cell, align="right"),
    Column(head="words", cell=_saying_cell, ratio=4),
)
CHAINS: tuple[Column, ...] = (
    Column(head="chain", cell=_sentence_cell, ratio=1),
    WITNESSES,
    Column(head="documents", cell=text_cell("documents"), align="right"),
)
RETURNS: tuple[Column, ...] = (
    Column(head="gift", cell=_gift_cell, ratio=3),
    Column(head="given-for", cell=_price_cell, ratio=4),
    Column(head="words", cell=text_cell("cue"), ratio=2),
    Column(head="quote", cell=quote_cell, ratio=5),
)
