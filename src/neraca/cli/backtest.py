"""The command `forecast backtest`: how forecasts would have fared in the past, as a table and as a page."""

from __future__ import annotations

import json as json_module
from dataclasses import asdict
from typing import Annotated

import typer

from neraca.cli.adding import told
from neraca.cli.columns import Column, Row, show_rows, text_cell
from neraca.cli.options import JsonOption, LangOption, OutOption, StoreOption, read_day
from neraca.cli.session import Session, open_session, print_json, tell
from neraca.codec.json import encode
from neraca.errors import fail
from neraca.packs.words import Names, Words
from neraca.publish.backtest import lay_out_backtest
from neraca.records import BacktestResult
from neraca.service.backtests import (
    EVERY_DAYS,
    WITHIN_DAYS,
    kept_row,
    list_backtests,
    read_backtest,
    run_backtest,
    write_backtest,
)
from neraca.service.event_sets import OWN
from neraca.service.question_book import LEAST_DAYS, MOST_DAYS, moment


def backtest_command(  # noqa: PLR0913, PLR0917 - a command has as many arguments as options
    first: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="The first day as of which forecasts are made.")
    ] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Windows end by this day.")] = None,
    every: Annotated[
        int, typer.Option("--every", metavar="DAYS", min=1, max=MOST_DAYS, help="Days between one origin and the next.")
    ] = EVERY_DAYS,
    within: Annotated[
        int, typer.Option("--within", metavar="DAYS", min=LEAST_DAYS, max=MOST_DAYS, help="Length of the window.")
    ] = WITHIN_DAYS,
    actor: Annotated[
        list[str] | None,
        typer.Option(
            "--actor", metavar="WHO", help="Ask between these parties; more than one. Without: those of most events."
        ),
    ] = None,
    type: Annotated[  # noqa: A002 - the option's name
        list[str] | None,
        typer.Option("--type", metavar="EVENT", help="Score only these event types; more than one."),
    ] = None,
    history: Annotated[
        str,
        typer.Option("--history", metavar="NAME", help="Events to run on: own, the name of an imported set, or all."),
    ] = OWN,
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="What the result is kept as.")] = "",
    kept: Annotated[
        str | None, typer.Option("--kept", metavar="NAME", help="Run nothing; show the result kept as this.")
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help="Run nothing; list what is kept.")] = False,
    out: OutOption = None,
    lang: LangOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """How forecasts would have fared: made for days of the past from what was known then, and scored by what followed.

    All models stand beside the base rate and persistence, with intervals; onsets are counted apart. The result is kept
    in the store's folder; -o writes it as a page with drawings.
    """
    session = open_session(store=store, as_json=json, language=lang)
    if listed:
        with session.open_store() as opened:
            found = list_backtests(opened.path.parent)
        show_rows([kept_row(one) for one in found], KEPT, session=session)
        return
    if kept is not None:
        with session.open_store() as opened:
            result = read_backtest(opened.path.parent, kept)
    else:
        if first is None or last is None:
            raise fail("N164")
        with session.open_store() as opened, told(session, "progress.backtest") as progress:
            result = run_backtest(
                opened,
                None,
                session.packs,
                first=read_day(first),
                last=read_day(last),
                every=every,
                within=within,
                actors=actor or (),
                types=type or (),
                history=history,
                name=name,
                made_on=moment(None).date(),
                progress=progress,
            )
    _show(result, session)
    if out is not None:
        write_backtest(out, result, session.packs, language=session.settings.language)
        session.say("backtest.written", path=out)


def _show(result: BacktestResult, session: Session) -> None:
    if session.as_json:
        print_json(json_module.loads(encode(result)))
        return
    view = lay_out_backtest(result, words=session.words, names=session.names)
    parts = (("all", view.models), *((line.value, line.lines) for line in view.onsets))
    rows = [{**asdict(line), "part": part} for part, lines in parts for line in lines]
    show_rows(rows, SCORES, session=session)
    tell(view.lead)
    tell(view.verdict)
    session.say("backtest.kept", name=result.name)


def _range_cell(row: Row, _names: Names, _words: Words) -> str:
    return f"{row['first']}–{row['last']}"


def _part_cell(row: Row, _names: Names, words: Words) -> str:
    return words.say(f"backtest.part.{row['part']}")


SCORES: tuple[Column, ...] = (
    Column(head="part", cell=_part_cell, width=9),
    Column(head="model", cell=text_cell("name"), ratio=1),
    *(
        Column(head=head, cell=text_cell(key), align="right")
        for head, key in (
            ("forecasts", "windows"),
            ("happened", "events"),
            ("brier", "brier"),
            ("skill", "skill"),
            ("interval", "interval"),
        )
    ),
)
KEPT: tuple[Column, ...] = (
    Column(head="name", cell=text_cell("name"), ratio=1),
    Column(head="days", cell=_range_cell, width=21),
    Column(head="origins", cell=text_cell("origins"), align="right"),
    Column(head="made", cell=text_cell("made_on")),
)
