"""Forecasts made beside a server: what a form asks is read at once; the answer may take a while.

The fields of what is asked are the arguments of the function that answers it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from neraca.errors import fail
from neraca.packs.catalogue import Packs, load_packs
from neraca.publish.exports import Row
from neraca.service.book_resolving import Resolved, resolve
from neraca.service.event_sets import history_names
from neraca.service.foresight import next_rows
from neraca.service.question_book import ask, check_window
from neraca.service.ranking import who_rows
from neraca.service.selection import read_party, read_type
from neraca.service.what_if import what_if_rows
from neraca.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A question that somebody asks, in ids; see `Question`."""

    actor: str
    type: str
    recipient: str
    as_of: date
    horizon_days: int
    history: str


def read_wanted(
    store: Store,
    packs: Packs,
    *,
    actor: str,
    type: str,  # noqa: A002 - the field's name
    recipient: str,
    as_of: date,
    horizon_days: int,
    history: str,
    today: date,
) -> Wanted:
    """A question as a person wrote it, so that what is wrong with it is said at once.

    Raises:
        NeracaError: N107, when there is no such actor, type or history; N153, when both sides are one; N155 or N156,
            when the window or the day does not fit.
    """
    check_window(as_of, horizon_days, today=today)
    doer, other = (read_party(packs, actor, option="ACTOR"), read_party(packs, recipient, option="RECIPIENT"))
    if doer == other:
        raise fail("N153", value=actor)
    known = history_names(store)
    if history not in known:
        raise fail("N107", value=history or "''", option="--history", known=", ".join(known))
    kind = read_type(packs, type, option="TYPE")
    return Wanted(actor=doer, type=kind, recipient=other, as_of=as_of, horizon_days=horizon_days, history=history)


def ask_beside(_folder: Path, store: Path, wanted: Wanted) -> str:
    """Put a question into the book of a store, with the program's answer; its id.

    Raises:
        NeracaError: As `ask`.
    """
    with Store.open(store) as opened:
        return ask(opened, None, load_packs(), **asdict(wanted)).question.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """Whose next acts somebody asks for; see `next_rows`."""

    actor: str
    recipient: str | None
    types: tuple[str, ...]
    as_of: date
    within: int
    history: str
    limit: int


def next_beside(_folder: Path, store: Path, coming: Coming) -> list[Row]:
    """What an actor of a store will do next.

    Raises:
        NeracaError: As `next_rows`.
    """
    with Store.open(store) as opened:
        return next_rows(opened, None, load_packs(), **asdict(coming))


def rule_beside(_folder: Path, store: Path, question: str, today: date) -> Resolved:
    """Decide a question of a store by rule.

    Raises:
        NeracaError: As `resolve`.
    """
    with Store.open(store) as opened:
        return resolve(opened, None, load_packs(), today=today, question=question)[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposed:
    """Another past that somebody supposes; see `what_if_rows`.

    Attributes:
        coming: Whose acts are looked at.
        removed: Places of events that are left out.
        added: Assumed events, as lines.
        first: What is told first, however little it moves; None for nothing.
    """

    coming: Coming
    removed: tuple[str, ...]
    added: tuple[str, ...]
    first: Coming | None = None


def what_if_beside(_folder: Path, store: Path, supposed: Supposed) -> list[Row]:
    """How forecasts of a store move in another past; rows of what is told first stand before the others.

    Raises:
        NeracaError: As `what_if_rows`.
    """
    rows: list[Row] = []
    with Store.open(store) as opened:
        for coming in (supposed.first, supposed.coming):
            if coming is not None:
                rows += what_if_rows(
                    opened,
                    None,
                    load_packs(),
                    removed=supposed.removed,
                    added=supposed.added,
                    **asdict(coming),
                )
    return rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Whom:
    """To whom somebody will do a thing next, or who will do it to somebody; see `who_rows`."""

    type: str
    actor: str | None
    recipient: str | None
    as_of: date
    history: str
    limit: int
    boosted: bool = False
    fine: bool = False


def who_beside(_folder: Path, store: Path, whom: Whom) -> list[Row]:
    """Who of a store's history will be next.

    Raises:
        NeracaError: As `who_rows`.
    """
    with Store.open(store) as opened:
        return who_rows(opened, None, load_packs(), **asdict(whom))
