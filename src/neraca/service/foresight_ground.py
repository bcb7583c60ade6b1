"""What forecasts are made from, and their numbers and reasons as plain rows in every language."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from neraca.errors import fail
from neraca.forecast.cells import known_types
from neraca.forecast.estimative import term_of
from neraca.forecast.table import EventTable
from neraca.forecast.window_model import WindowModel
from neraca.forecast.windows import (
    HISTORY_ENDED,
    NO_HISTORY,
    SHORT_HISTORY,
    UNSEEN_PARTY,
    WindowForecast,
    forecast_window,
)
from neraca.packs.catalogue import Packs
from neraca.packs.words import Names, Words, languages, read_words
from neraca.publish.exports import Row
from neraca.publish.format import format_day, format_probability
from neraca.records import Account, Driver
from neraca.records.days import shift_day
from neraca.service.book_lines import account_on
from neraca.service.driver_rows import driver_row
from neraca.service.event_sets import case_at
from neraca.service.naming import names_for
from neraca.service.question_book import known_events
from neraca.service.selection import read_party, read_type
from neraca.store import Store

ANSWERED, TOO_LITTLE = "answered", "too_little"
"""`status` of a row: a number, or a sentence that says why there is none."""
OPENED = 3
"""Cases of a reason that are looked up, the newest first; the places of the others stand beside them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What is asked, in ids, and what it is answered from.

    Attributes:
        actor: Who does it; None for anybody.
        recipient: To whom; None for anybody.
        types: PLOVER types; all where there are none.
        as_of: Last day whose news may be used.
        history: Name of the history.
        table: Its events known on that day.
    """

    store: Store
    account: Account
    packs: Packs
    actor: str | None
    recipient: str | None
    types: tuple[str, ...]
    as_of: date
    history: str
    table: EventTable

    def case(self, place: str, parties: Collection[str] = ()) -> Row | None:
        """A past case; see `case_at`."""
        return case_at(self.store, place, account=self.account, packs=self.packs, parties=parties)

    def reason(self, driver: Driver, parties: Collection[str]) -> Row:
        """A reason of what is foreseen of these parties, with its sentence, and the first of its cases in `opened`."""
        found = (self.case(place, parties) for place in driver.cases[:OPENED])
        return {**driver_row(driver, self.packs), "opened": [one for one in found if one is not None]}


@dataclass(frozen=True, slots=True)
class Spoken:
    """One language: its words and names."""

    words: Words
    names: Names


def open_ground(
    store: Store,
    account: Account | None,
    packs: Packs,
    *,
    actor: str | None,
    recipient: str | None,
    types: Iterable[str] = (),
    as_of: date,
    history: str,
) -> Ground:
    """Read what a person asks, and the events it is answered from.

    Raises:
        NeracaError: N107, when there is no such actor, type or history; N153, when both sides are one.
    """
    held = account_on(store, account, histories=(history,), day=as_of)
    table = known_events(store, held, packs, history=history, as_of=as_of)
    doer = None if actor is None else read_party(packs, actor, option="--actor")
    other = None if recipient is None else read_party(packs, recipient, option="--target")
    if doer is not None and doer == other:
        raise fail("N153", value=actor)
    return Ground(
        store=store,
        account=held,
        packs=packs,
        actor=doer,
        recipient=other,
        types=tuple(dict.fromkeys(read_type(packs, one, option="--type") for one in types)),
        as_of=as_of,
        history=history,
        table=table,
    )


def spoken(packs: Packs) -> tuple[Spoken, ...]:
    """All languages that the program speaks."""
    return tuple(Spoken(read_words(code), names_for(packs, code)) for code in languages())


def act_words(speech: Spoken, *, actor: str, type: str, recipient: str) -> str:  # noqa: A002 - the field's name
    """Who does what to whom, as a clause."""
    one, other = speech.names.actor(actor), speech.names.actor(recipient)
    key = f"act.{type}"
    if speech.words.has(key):
        return speech.words.say(key, a=one, b=other)
    return f"{one} → {other}: {speech.names.event(type)}"


def number_row(ground: Ground, found: WindowForecast, *, actor: str, type: str, recipient: str, within: int) -> Row:  # noqa: A002
    """A probability with what stands beside it, in words; one that is none says why."""
    probability = found.probability
    beside = {
        "base_rate": found.base_rate,
        "cases": found.cases,
        "hits": found.hits,
        "persistence": found.persistence,
    }
    if probability is None:
        return {**none_row(ground, found.why_none), **beside}
    term = term_of(probability)
    return {
        "status": ANSWERED,
        "probability": probability,
        "term": term,
        **beside,
        "why_none": None,
        "sentence": {
            one.words.language: one.words.count(
                "foresight.next",
                within,
                act=act_words(one, actor=actor, type=type, recipient=recipient),
                term=one.words.say(term),
                probability=format_probability(probability, one.words),
                rate=format_probability(found.base_rate or 0.0, one.words),
            )
            for one in spoken(ground.packs)
        },
        "drivers": [ground.reason(driver, (actor, recipient)) for driver in found.drivers],
    }


def none_row(ground: Ground, why: str) -> Row:
    """No number, and why; a history that ended says when."""
    table = ground.table
    last = table.day_of(len(table) - 1) if len(table) else None
    told = {}
    for one in spoken(ground.packs):
        said = one.words.say("foresight.none", why=one.words.term("forecast.none", why))
        if last is not None:
            said = f"{said} {one.words.say('foresight.history-until', day=format_day(last, one.words))}"
        told[one.words.language] = said
    return {
        "status": TOO_LITTLE,
        "probability": None,
        "term": None,
        "base_rate": None,
        "cases": 0,
        "hits": 0,
        "persistence": None,
        "why_none": why,
        "sentence": told,
        "drivers": [],
    }


def find_fault(ground: Ground, within: int) -> str:
    """Why no model could have a number, however it is fitted; "" where one might."""
    types = known_types(ground.table)
    why = why_nothing(ground, WindowModel(horizon_days=within, until=ground.as_of, types=types))
    return why if why in (NO_HISTORY, SHORT_HISTORY, HISTORY_ENDED, UNSEEN_PARTY) else ""


def why_nothing(ground: Ground, model: WindowModel) -> str:
    """Why a model has no number for any question that is asked: what it says of the likeliest one to have one."""
    one, other = _pair(ground)
    if one is None or other is None:
        return UNSEEN_PARTY if len(ground.table) else NO_HISTORY
    type_ = (*ground.types, *model.types, "CONSULT")[0]
    found = forecast_window(model, ground.table, actor=one, type=type_, recipient=other, as_of=ground.as_of)
    return found.why_none or UNSEEN_PARTY


def due_day(as_of: date, within: int) -> str:
    """Last day of a window, in ISO form; the calendar's last one where it would lie beyond."""
    return shift_day(as_of, timedelta(days=within)).isoformat()


def _pair(ground: Ground) -> tuple[str | None, str | None]:
    """The parties that are asked for, and for one that is not the other's most frequent partner."""
    if ground.actor is not None and ground.recipient is not None:
        return ground.actor, ground.recipient
    known = ground.actor or ground.recipient
    table = ground.table
    if known is None or known not in table.actors:
        return None, None
    place = table.actors.index(known)
    partners = np.concatenate((table.target[table.source == place], table.source[table.target == place]))
    partners = partners[partners != place]
    if not len(partners):
        return None, None
    partner = table.actors[int(np.bincount(partners).argmax())]
    return (known, partner) if ground.actor is not None else (partner, known)
