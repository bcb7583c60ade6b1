"""The command `sanctions`: who restricts whom, and what acts are said to break."""

from __future__ import annotations

from typing import Annotated

import typer

from neraca.cli import cells
from neraca.cli.columns import QUOTE, STATUS, Column, Row, selected, show_rows, term_cell, voices_cell, when_cell
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
from neraca.service.law_rows import charges_rows, gather_law, restrictions_rows

BreachesOption = Annotated[
    bool, typer.Option("--breaches", help="Show instead what acts are said to break, by whom, and who disputes it.")
]


def tie_cell(row: Row, names: Names, words: Words) -> str:
    """Who restricts whom; a side that no text tells is not an unnamed one."""
    issuers, targets = (_parties(row[side], names, words) for side in ("issuer", "target"))
    return f"{issuers} → {targets}"


def pair_cell(row: Row, names: Names, words: Words) -> str:
    """The two sides of the act."""
    return " ⇄ ".join(names.actor(one) for one in row["pair"]) or words.say("unsaid")


def rule_cell(row: Row, _names: Names, _words: Words) -> str:
    """The rule's name."""
    return cells.plain(row["rule"]["name"])


def sentence_cell(row: Row, _names: Names, _words: Words) -> str:
    """The first sentence that tells it, shortened."""
    said = row.get("sentences") or [*row["asserted"], *row["disputed"]]
    return cells.shorten(said[0]["quote"], QUOTE)


RESTRICTION_COLUMNS: tuple[Column, ...] = (
    Column(head="when", cell=when_cell, width=11),
    Column(head="kind", cell=term_cell("restriction", "kind"), width=12),
    Column(head="tie", cell=tie_cell, ratio=4),
    Column(head=STATUS.head, cell=term_cell("restriction-status", "status"), width=12),
    Column(head="quote", cell=sentence_cell, ratio=5),
)
CHARGE_COLUMNS: tuple[Column, ...] = (
    Column(head="between", cell=pair_cell, ratio=3),
    Column(head="rule-of-law", cell=rule_cell, ratio=3),
    Column(head="broken-by", cell=voices_cell("asserted_by"), ratio=3),
    Column(head="kept-by", cell=voices_cell("disputed_by"), ratio=3),
    Column(head="quote", cell=sentence_cell, ratio=5),
)


def register_sanctions(app: typer.Typer) -> None:
    """Give the application its command `sanctions`."""
    app.command("sanctions")(sanctions)


def sanctions(
    breaches: BreachesOption = False,
    actor: ActorOption = None,
    type: TypeOption = None,  # noqa: A002 - the option's name
    since: SinceOption = None,
    until: UntilOption = None,
    as_of: AsOfOption = None,
    lang: LangOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Sanctions, embargoes, resolutions, vetoes and monitors: who restricts whom, since when, in whose words."""
    session = open_session(store=store, as_json=json, language=lang)
    selection = selected(session, actor=actor, kind=type, since=since, until=until)
    account = session.account(as_of)
    law, language = gather_law(account, session.packs), session.settings.language
    if breaches:
        show_rows(charges_rows(account, law, selection, language=language), CHARGE_COLUMNS, session=session)
    else:
        show_rows(restrictions_rows(account, law, selection, language=language), RESTRICTION_COLUMNS, session=session)


def _parties(ids: list[str], names: Names, words: Words) -> str:
    return ", ".join(names.actor(one) for one in ids) or words.say("unsaid")
