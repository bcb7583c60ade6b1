"""The commands `forecast next`, `who` and `whatif`: what may follow, how sure one may be, why, what would move it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated

import typer
from rich.padding import Padding
from rich.text import Text

from neraca.cli import cells
from neraca.cli.backtest import backtest_command
from neraca.cli.columns import Row
from neraca.cli.options import JsonOption, LangOption, StoreOption, read_day
from neraca.cli.session import Session, is_terminal, open_session, print_json, printing, tell
from neraca.forecast.lag_features import REST
from neraca.forecast.windows import SHORT_HISTORY, UNTRAINED
from neraca.packs.words import Names, Words
from neraca.publish.format import format_probability, format_skill
from neraca.service.event_sets import OWN
from neraca.service.foresight import LIMIT, WITHIN_DAYS, next_rows
from neraca.service.foresight_ground import ANSWERED
from neraca.service.question_book import LEAST_DAYS, MOST_DAYS, moment
from neraca.service.ranking import who_rows
from neraca.service.what_if import what_if_rows

_REASONS, _OTHERS = 3, 2

WhoArgument = Annotated[str, typer.Argument(metavar="ACTOR", help="Who does it: PRK, Korea Utara, North Korea.")]
TargetOption = Annotated[str | None, typer.Option("--target", metavar="WHO", help="Only what is done to this party.")]
TypesOption = Annotated[
    list[str] | None,
    typer.Option("--type", metavar="EVENT", help="PLOVER event type, or its name: AID, bantuan; more than one."),
]
WithinOption = Annotated[
    int, typer.Option("--within", metavar="DAYS", min=LEAST_DAYS, max=MOST_DAYS, help="Length of the window.")
]
KnownOption = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="Use only news up to the end of that day; default today (UTC)."),
]
EventsOption = Annotated[
    str,
    typer.Option("--history", metavar="NAME", help="Events to answer from: own, the name of an imported set, or all."),
]
LimitOption = Annotated[int, typer.Option("--limit", metavar="N", min=1, max=1000, help="How many at most.")]


def last_known(as_of: str | None) -> date:
    """The last day whose news is used: the one that is named, or today (UTC).

    Raises:
        NeracaError: As `read_day`.
    """
    return moment(None).date() if as_of is None else read_day(as_of)


def register_foresight(group: typer.Typer) -> None:
    """Give the group `forecast` its commands that foresee."""
    group.command("next")(next_command)
    group.command("who")(who_command)
    group.command("whatif")(whatif_command)
    group.command("backtest")(backtest_command)


def next_command(  # noqa: PLR0913, PLR0917 - a command has as many arguments as options
    actor: WhoArgument,
    target: TargetOption = None,
    type: TypesOption = None,  # noqa: A002 - the option's name
    within: WithinOption = WITHIN_DAYS,
    as_of: KnownOption = None,
    history: EventsOption = OWN,
    limit: LimitOption = LIMIT,
    lang: LangOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """What an actor will do next, and how sure you may be: probabilities beside their base rates, with reasons.

    Each number says how often such windows held such an event before, and which events move it up or down. Where the
    history does not suffice, it says so instead.
    """
    session = open_session(store=store, as_json=json, language=lang)
    with session.open_store() as opened:
        rows = next_rows(
            opened,
            None,
            session.packs,
            actor=actor,
            recipient=target,
            types=type or (),
            as_of=last_known(as_of),
            within=within,
            history=history,
            limit=limit,
        )
    show(rows, session)


def who_command(  # noqa: PLR0913, PLR0917 - a command has as many arguments as options
    type: Annotated[  # noqa: A002 - the argument's name
        str, typer.Argument(metavar="TYPE", help="PLOVER event type, or its name: AID, bantuan.")
    ],
    actor: Annotated[
        str | None, typer.Option("--actor", metavar="WHO", help="Who does it; then to whom is asked.")
    ] = None,
    target: Annotated[
        str | None, typer.Option("--target", metavar="WHO", help="To whom; then who does it is asked.")
    ] = None,
    as_of: KnownOption = None,
    history: EventsOption = OWN,
    limit: LimitOption = LIMIT,
    boosted: Annotated[
        bool, typer.Option("--boosted", help="Rank by boosted trees: a little better, reasons less exact.")
    ] = False,
    fine: Annotated[
        bool, typer.Option("--fine", help="Ask an imported set by its own names of parties and acts.")
    ] = False,
    lang: LangOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """To whom an actor will do a thing next, or who will do it to somebody: an order, with the rules behind it.

    Each rule says in how many past cases it held, the least share that this bears out, and what happened. The first
    question of a history waits for its model, a minute or two for a large one; it is kept for the next.
    """
    session = open_session(store=store, as_json=json, language=lang)
    if is_terminal():
        session.say("foresight.patience")
    with session.open_store() as opened:
        rows = who_rows(
            opened,
            None,
            session.packs,
            type=type,
            actor=actor,
            recipient=target,
            as_of=last_known(as_of),
            history=history,
            limit=limit,
            boosted=boosted,
            fine=fine,
        )
    show(rows, session)


def whatif_command(  # noqa: PLR0913, PLR0917 - a command has as many arguments as options
    actor: WhoArgument,
    add: Annotated[
        list[str] | None,
        typer.Option("--add", metavar="WHAT", help='Assume this event: "2024-10-19 PRK AID RUS"; more than one.'),
    ] = None,
    remove: Annotated[
        list[str] | None,
        typer.Option("--remove", metavar="PLACE", help="Leave out this event: NAME/FILE#ROW, or an id; more than one."),
    ] = None,
    target: TargetOption = None,
    type: TypesOption = None,  # noqa: A002 - the option's name
    within: WithinOption = WITHIN_DAYS,
    as_of: KnownOption = None,
    history: EventsOption = OWN,
    limit: LimitOption = LIMIT,
    lang: LangOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """How forecasts would move without an event, or with another one: before, after, and through which reasons.

    The model stays as it was fitted. What it says is an association, not a cause.
    """
    session = open_session(store=store, as_json=json, language=lang)
    with session.open_store() as opened:
        rows = what_if_rows(
            opened,
            None,
            session.packs,
            actor=actor,
            recipient=target,
            types=type or (),
            removed=remove or (),
            added=add or (),
            as_of=last_known(as_of),
            within=within,
            history=history,
            limit=limit,
        )
    show(rows, session)
    tell(rows[0]["note"][session.words.language])


def show(rows: Sequence[Row], session: Session) -> None:
    """Print answers: each number in a sentence, what stands beside it, and its reasons with cases to open."""
    if session.as_json:
        print_json(rows)
        return
    words, names = session.words, session.names
    with printing() as console:
        for row in rows:
            for indent, line in _lines(row, words, names):
                console.print(Padding(Text(line), (0, 0, 0, indent)))


def _lines(row: Row, words: Words, names: Names) -> Iterator[tuple[int, str]]:
    """Lines of an answer, each with how far it is set in."""
    sentence = cells.plain(row["sentence"][words.language])
    yield 0, f"{row['rank']}. {sentence}" if row["status"] == ANSWERED else sentence
    if row["status"] != ANSWERED:
        # Where there is no window, a shorter one helps nothing.
        why = row["why_none"] if row["why_none"] != SHORT_HISTORY or "base_rate" in row else UNTRAINED
        if words.has(f"forecast.helps.{why}"):
            yield 0, words.say(f"forecast.helps.{why}")
        return
    yield from _beside(row, words)
    for move in row.get("moved", ())[:_REASONS]:
        yield 3, f"{format_skill(move['difference'], words)}  {cells.plain(move['sentence'][words.language])}"
    for driver in _chosen(row.get("drivers", ())):
        yield 3, _reason_line(driver, words)
        for case in driver["opened"][:1]:
            yield 11, case_line(case, names)


def _chosen(drivers: Sequence[Row]) -> Sequence[Row]:
    """The first reasons, the weightiest of the others, and the rest where it outweighs each of these."""
    others = [one for one in drivers[_REASONS:] if one["kind"] != REST]
    named = [*drivers[:_REASONS], *sorted(others, key=lambda one: -abs(one["weight"]))[:_OTHERS]]
    most = max((abs(one["weight"]) for one in named), default=0.0)
    rest = [one for one in drivers[_REASONS:] if one["kind"] == REST and abs(one["weight"]) > most]
    return [*named, *rest]


def _reason_line(driver: Row, words: Words) -> str:
    line = f"{format_skill(driver['weight'], words)}  {cells.plain(driver['sentence'][words.language])}"
    low = driver["values"].get("low")
    return line if low is None else f"{line} {words.say('foresight.low', share=format_probability(float(low), words))}"


def _beside(row: Row, words: Words) -> Iterator[tuple[int, str]]:
    if row.get("base_rate") is None:
        return
    yield 3, words.count("foresight.cases", row["cases"], hits=f"{row['hits']:,}".replace(",", words.group))
    if row["persistence"] is not None:
        yield 3, words.say("forecast.persistence", rate=format_probability(row["persistence"], words))


def case_line(case: Row, names: Names) -> str:
    """A past case in one line: when, who, what, to whom, and where it can be opened."""
    who = f"{names.actor(case['actor'])} → {names.actor(case['recipient'])}"
    what = names.event(case["type"]) if case["event"] else case["what"]
    return cells.plain(f"{case['day']}  {who}: {what} [{case['place']}]")
