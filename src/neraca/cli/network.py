"""The command `network`: who stands with whom on a day, and what changed since another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import typer

from neraca.cli import cells
from neraca.cli.columns import Column, Row, selected, show_rows, text_cell
from neraca.cli.options import ActorOption, AsOfOption, JsonOption, LangOption, StoreOption, TypeOption
from neraca.cli.session import open_session
from neraca.packs.words import Names, Words
from neraca.publish.format import format_share
from neraca.records import Account, Network, RoleKind
from neraca.service.network import network_day, network_on
from neraca.service.network_rows import balance_rows, bloc_rows, role_rows, tie_rows, triad_rows
from neraca.service.selection import Selection

Cell = Callable[[Row, Names, Words], str]

DayOption = Annotated[
    str | None,
    typer.Option(
        "--until", "--day", metavar="DATE", help="The network of this day: what had happened by then. Default: the end."
    ),
]
BeforeOption = Annotated[
    str | None, typer.Option("--since", metavar="DATE", help="Compare with the network of this earlier day.")
]
BlocsOption = Annotated[bool, typer.Option("--blocs", help="Show blocs: who stands together.")]
RolesOption = Annotated[bool, typer.Option("--roles", help="Show what third parties do towards a pair.")]
TriadsOption = Annotated[bool, typer.Option("--triads", help="Show closed triads, balanced or not.")]
BalanceOption = Annotated[bool, typer.Option("--balance", help="Show balance and polarity of the whole.")]


def register_network(app: typer.Typer) -> None:
    """Give the application its command `network`."""
    app.command("network")(network)


def network(  # noqa: PLR0913, PLR0917 - a command has as many arguments as options
    actor: ActorOption = None,
    type: TypeOption = None,  # noqa: A002 - the option's name
    since: BeforeOption = None,
    until: DayOption = None,
    blocs: BlocsOption = False,
    roles: RolesOption = False,
    triads: TriadsOption = False,
    balance: BalanceOption = False,
    as_of: AsOfOption = None,
    lang: LangOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Ties between actors by what had happened up to a day: cooperation, hostility, last act, events."""
    session = open_session(store=store, as_json=json, language=lang)
    selection = selected(session, actor=actor, kind=type, since=since, until=until)
    account = session.account(as_of)
    day = selection.until or network_day(account)
    if day is None:
        show_rows([], (), session=session)
        return
    now = network_on(account, session.packs, day=day, kind=selection.type)
    then = None
    if selection.since is not None:
        then = network_on(account, session.packs, day=selection.since, kind=selection.type)
    asked = (("blocs", blocs), ("roles", roles), ("triads", triads), ("balance", balance))
    shown = next((name for name, is_asked in asked if is_asked), "ties")
    rows = _rows(shown, now, then, account=account, selection=selection)
    show_rows(rows, _columns(shown, compared=then is not None), session=session)


def _rows(
    name: str, now: Network, then: Network | None, *, account: Account, selection: Selection
) -> list[dict[str, Any]]:
    if name == "blocs":
        return [row for one in (then, now) if one is not None for row in bloc_rows(one, selection)]
    if name == "roles":
        return role_rows(now, account, selection)
    if name == "triads":
        return triad_rows(now, selection)
    return balance_rows(now, then) if name == "balance" else tie_rows(now, then, selection)


def _columns(name: str, *, compared: bool) -> tuple[Column, ...]:
    if name == "ties":
        return (*TIES, *(CHANGE if compared else ()), *AFTER)
    return {"blocs": BLOCS, "roles": ROLES, "triads": TRIADS, "balance": BALANCE}[name]


def _number_cell(key: str) -> Cell:
    def cell(row: Row, _names: Names, words: Words) -> str:
        return "" if row[key] is None else _hundredths(row[key], words)

    return cell


def _hundredths(number: float, words: Words) -> str:
    """With two decimals always: numbers of a column stand under each other."""
    whole, _, rest = f"{number:,.2f}".partition(".")
    return f"{whole.replace(',', words.group)}{words.decimal}{rest}"


def _share_cell(key: str) -> Cell:
    def cell(row: Row, _names: Names, words: Words) -> str:
        return "" if row[key] is None else format_share(row[key], words)

    return cell


def _tie_cell(row: Row, names: Names, _words: Words) -> str:
    return f"{names.actor(row['source'])} → {names.actor(row['target'])}"


def _members_cell(row: Row, names: Names, _words: Words) -> str:
    return ", ".join(names.actor(member) for member in row["members"])


def _toward_cell(row: Row, names: Names, words: Words) -> str:
    key = "network.sides" if row["role"] == RoleKind.SIDES_WITH_ONE else "network.pair"
    return words.say(key, first=names.actor(row["toward"][0]), second=names.actor(row["toward"][1]))


def _actor_cell(row: Row, names: Names, _words: Words) -> str:
    return names.actor(row["actor"])


def _count_cell(key: str) -> Cell:
    def cell(row: Row, _names: Names, _words: Words) -> str:
        return str(len(row[key]))

    return cell


def _role_cell(row: Row, _names: Names, words: Words) -> str:
    return words.term("role", row["role"])


def _sentence_cell(row: Row, _names: Names, _words: Words) -> str:
    return cells.shorten(row["sentences"][0]["quote"], 120) if row["sentences"] else ""


def _signs_cell(row: Row, _names: Names, _words: Words) -> str:
    return " ".join("+" if sign > 0 else "−" for sign in row["signs"])


def _balanced_cell(row: Row, _names: Names, words: Words) -> str:
    return words.say("network.balanced" if row["balanced"] else "network.unbalanced")


def _camps_cell(row: Row, names: Names, _words: Words) -> str:
    return " | ".join(", ".join(names.actor(member) for member in camp) for camp in row["camps"] if camp)


TIES: tuple[Column, ...] = (
    Column(head="tie", cell=_tie_cell, ratio=1),
    Column(head="positive", cell=_number_cell("positive"), align="right"),
    Column(head="negative", cell=_number_cell("negative"), align="right"),
    Column(head="net", cell=_number_cell("net"), align="right"),
)
CHANGE: tuple[Column, ...] = (
    Column(head="net-before", cell=_number_cell("net_before"), align="right"),
    Column(head="net-change", cell=_number_cell("change"), align="right"),
)
AFTER: tuple[Column, ...] = (
    Column(head="last", cell=text_cell("last"), width=10),
    Column(head="events", cell=_count_cell("events"), align="right"),
)
BLOCS: tuple[Column, ...] = (
    Column(head="day", cell=text_cell("day"), width=10),
    Column(head="bloc", cell=_members_cell, ratio=1),
    Column(head="inside", cell=_number_cell("friendly"), align="right"),
    Column(head="against-others", cell=_number_cell("against"), align="right"),
)
ROLES: tuple[Column, ...] = (
    Column(head="third-party", cell=_actor_cell, ratio=3),
    Column(head="role", cell=_role_cell, ratio=3),
    Column(head="toward", cell=_toward_cell, ratio=3),
    Column(head="events", cell=_count_cell("events"), align="right"),
    Column(head="quote", cell=_sentence_cell, ratio=4),
)
TRIADS: tuple[Column, ...] = (
    Column(head="triad", cell=_members_cell, ratio=1),
    Column(head="signs", cell=_signs_cell),
    Column(head="balanced", cell=_balanced_cell),
    Column(head="weight", cell=_number_cell("weight"), align="right"),
)
BALANCE: tuple[Column, ...] = (
    Column(head="day", cell=text_cell("day"), width=10),
    Column(head="balance-share", cell=_share_cell("balance"), align="right"),
    Column(head="triads", cell=text_cell("triads"), align="right"),
    Column(head="fit", cell=_number_cell("fit"), align="right"),
    Column(head="division", cell=_share_cell("division"), align="right"),
    Column(head="camps", cell=_camps_cell, ratio=1),
)
