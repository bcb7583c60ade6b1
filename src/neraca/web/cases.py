"""Past cases behind a number, each with what happened and where it can be opened."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from neraca.publish.format import format_day, format_span
from neraca.publish.telling import tell_deed
from neraca.records import Account
from neraca.service.event_sets import case_at
from neraca.service.foresight_ground import Spoken, act_words
from neraca.store import Store
from neraca.web.visit import Visit

NO_EVENTS = Account(as_of=None, documents=(), claims=(), derivations=(), events=(), entries=())
"""Stands for our own events where only imported sets are asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A past case.

    Attributes:
        act: Who did what to whom, in words.
        event: Id of an event of our own, "" for a row of an imported set.
        address: The event's page; "" for a row.
        who, what, whom: As the set writes them.
        file, row: The place of a row.
    """

    place: str
    day: str
    act: str
    event: str = ""
    address: str = ""
    who: str = ""
    what: str = ""
    whom: str = ""
    file: str = ""
    row: str = ""


def open_cases(
    visit: Visit, store: Store, places: Iterable[str], *, as_of: date, parties: Collection[str] = ()
) -> dict[str, Case]:
    """The cases at some places; one that is there no more is left out.

    Args:
        visit: Whose words they are told in.
        store: Has the imported sets.
        places: As a reason names them.
        as_of: Day of the question: an event of our own that has another id since is opened as of it.
        parties: Those of the question; see `case_at`.
    """
    found = {}
    for place in dict.fromkeys(places):
        if "#" not in place:
            found[place] = _own(visit, place, as_of)
            continue
        row = case_at(store, place, account=NO_EVENTS, packs=visit.packs, parties=parties)
        if row is not None:
            found[place] = case_of_row(visit, row)
    return found


def case_of_row(visit: Visit, row: dict[str, Any]) -> Case:
    """A row of `case_at` in words."""
    file, _, number = row["place"].rpartition("#")
    if row["event"]:
        return _own(visit, row["event"], date.fromisoformat(row["day"]))
    return Case(
        place=row["place"],
        day=format_day(date.fromisoformat(row["day"]), visit.words),
        act=_act(visit, row["actor"], row["type"], row["recipient"]) if row["type"] else row["what"],
        who=row["actor_name"],
        what=row["what"],
        whom=row["recipient_name"],
        file=file,
        row=number,
    )


def _own(visit: Visit, place: str, as_of: date) -> Case:
    known = visit.snapshot.index.events.get(place)
    if known is None:
        return Case(
            place=place,
            day="",
            act=visit.words.say("web.forecast.event-then"),
            event=place,
            address=visit.url(f"/events/{place}", as_of=as_of.isoformat()),
        )
    return Case(
        place=place,
        day=format_span(known.when, visit.words),
        act=tell_deed(known, visit.names, visit.words),
        event=place,
        address=visit.link(place),
    )


def _act(visit: Visit, actor: str, kind: str, recipient: str) -> str:
    return act_words(Spoken(visit.words, visit.names), actor=actor, type=kind, recipient=recipient)
