"""Histories for forecasts: the account's own events, imported sets, or all of them, as they were known on a day."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Any
from weakref import WeakMethod

import numpy as np

from neraca.codec.columns import unpack_columns
from neraca.errors import fail
from neraca.forecast.table import EventTable, Whole, make_table, trust_in
from neraca.packs.catalogue import Packs
from neraca.records import Account, Claim, Document, Event, EventSet, HistoryEvent, Stage
from neraca.service.accounts import build_account
from neraca.service.event_coding import CodedEvents, Coding, code_table, coded_events, joined, narrowed
from neraca.service.history import History, account_history
from neraca.store import Store

__all__ = [
    "ALL",
    "OWN",
    "CodedEvents",
    "case_at",
    "coded_events",
    "history_events",
    "history_names",
    "list_histories",
    "measured_history",
    "own_events",
    "stored_events",
]

OWN, ALL = "own", "all"
RESERVED = frozenset((OWN, ALL))
_DONE = frozenset((Stage.OCCURRED, Stage.ONGOING))
_ROW = re.compile(r"[0-9]{1,9}")


def current_sets(store: Store) -> dict[str, EventSet]:
    """The imported sets that count, by name: of several with one name the last."""
    return {events.name: events for events in store.event_sets()}


def history_names(store: Store) -> tuple[str, ...]:
    """The names of all histories that a forecast can be made from: `own`, `all`, then the imported sets."""
    return (OWN, ALL, *sorted(current_sets(store)))


def stored_events(store: Store, name: str) -> EventTable:
    """The events of an imported set that have two parties, with the names that the set writes.

    Raises:
        NeracaError: N107, when there is no such set.
    """
    table = _decoded(_source(store, _set_named(store, name)))
    alone = np.array([not actor for actor in table.actors])
    return narrowed(table.only(~(alone[table.source] | alone[table.target])))


def own_events(account: Account) -> EventTable:
    """The account's events that happened on one known day between two known parties, by PLOVER type.

    `published` is the day of the earliest document that says that it happened; `weight` the trust in its
    witnesses; each of `files` is an event's id, with row 0. A mutual act is told from each party to each other.
    """
    return _own(account).table


def history_events(
    store: Store, account: Account | None, packs: Packs, *, name: str, as_of: date | None = None
) -> CodedEvents:
    """The events of a history between actors, by PLOVER type, that had happened and been published by a day.

    Args:
        store: Has the imported sets.
        account: Has our own events. Where they are asked for and it is None, or of another day than `as_of`, it is
            built: later tellings would weigh on their status.
        packs: What is known of actors.
        name: `own`, the name of a set, or `all`, where what several tell counts once.
        as_of: Nothing later is used; None for all that there is.

    Raises:
        NeracaError: N107, when there is no such history.
    """
    if name in RESERVED:
        if account is None or (as_of is not None and account.as_of != as_of):
            account = build_account(store, as_of=as_of)
        own = _own(account, as_of)
        sets = sorted(current_sets(store).items()) if name == ALL else []
        return joined([own, *(_coding(store, one, packs).known_by(as_of) for _, one in sets)]) if sets else own
    return _coding(store, _set_named(store, name), packs).known_by(as_of)


def measured_history(store: Store, packs: Packs, *, name: str, as_of: date | None = None) -> History:
    """The events of an imported set as reactions are measured on them; those of one day in order of their sides.

    Raises:
        NeracaError: N107, when there is no such set.
    """
    coded = _coding(store, _set_named(store, name), packs).known_by(as_of)
    table = coded.table
    sides = (table.source.tolist(), table.relation.tolist(), table.target.tolist())
    events = (
        HistoryEvent(
            day=table.day_of(number),
            source=table.actors[source],
            type=table.relations[kind],
            target=table.actors[target],
            id=table.place_of(number),
        )
        for number, (source, kind, target) in enumerate(zip(*sides, strict=True))
    )
    return History(events=tuple(sorted(events)), other=coded.total - len(coded))


def list_histories(store: Store, account: Account | None = None) -> list[dict[str, Any]]:
    """One row for each history: our own events, then the imported sets by name; days are in ISO form, None for none.

    Args:
        store: Has the imported sets.
        account: Has our own events; built where it is None.
    """
    own = own_events(account or build_account(store))
    days: Sequence[str | None] = (
        [own.day_of(0).isoformat(), own.day_of(len(own) - 1).isoformat()] if len(own) else [None, None]
    )
    rows = [_row(OWN, "neraca", events=len(own), days=days, damaged=0)]
    for name, events in sorted(current_sets(store).items()):
        days = [events.first.isoformat(), events.last.isoformat()]
        rows.append(_row(name, events.format, events=events.rows, days=days, damaged=events.damaged))
    return rows


def case_at(
    store: Store, place: str, *, account: Account, packs: Packs, parties: Collection[str] = ()
) -> dict[str, Any] | None:
    """A past case, to be read: day, who did what to whom, and where it can be opened; None where there is no such case.

    Args:
        store: Has the imported sets, also those that a later one of the same name superseded.
        place: An event's id, or `SET/FILE#ROW` as `EventTable.place_of` writes it.
        account: Has our own events.
        packs: What is known of actors.
        parties: Whom the case is about, as ids or as the set names them: a row of several parties tells of several
            events, and the one with most of these is meant.

    Returns:
        `place`, `history`, `day` (ISO), `actor` and `recipient` (ids, or names where no pack knows them), `type`
        (PLOVER's, or None); `what`, `actor_name` and `recipient_name` as the set writes them; `event` (id, or None).
    """
    return _case_of_set(store, place, packs, parties) if "#" in place else _own_case(account, place)


def _row(name: str, form: str, *, events: int, days: Sequence[str | None], damaged: int) -> dict[str, Any]:
    return {"name": name, "format": form, "events": events, "first": days[0], "last": days[1], "damaged": damaged}


def _own_case(account: Account, place: str) -> dict[str, Any] | None:
    table = own_events(replace(account, events=tuple(one for one in account.events if one.id == place), entries=()))
    if not len(table):
        return None
    number = 0
    actor, recipient = table.actors[table.source[number]], table.actors[table.target[number]]
    kind = table.relations[table.relation[number]]
    return {
        "place": place,
        "day": table.day_of(number).isoformat(),
        "actor": actor,
        "recipient": recipient,
        "type": kind,
        "what": kind,
        "actor_name": actor,
        "recipient_name": recipient,
        "event": place,
        "history": OWN,
    }


def _case_of_set(store: Store, place: str, packs: Packs, parties: Collection[str]) -> dict[str, Any] | None:
    label, _, row = place.rpartition("#")
    for events in reversed(store.event_sets()):
        file = label.removeprefix(f"{events.name}/")
        if file == label or file not in events.files or not _ROW.fullmatch(row):
            continue
        whole = _decoded(_source(store, events))
        found = np.flatnonzero((whole.file == events.files.index(file)) & (whole.row == int(row)))
        if not len(found):
            continue
        # The row alone: to code a set of some hundred thousand names takes ten seconds, and a page waits for it.
        coding = code_table(narrowed(whole.only(found)), packs)
        table, number = coding.table, _nearest(coding, parties)
        names = [table.actors[int(side[number])] for side in (table.source, table.target)]
        ids = [int(side[number]) for side in (coding.source, coding.target)]
        kind = int(coding.relation[number])
        return {
            "place": place,
            "day": table.day_of(number).isoformat(),
            "actor": coding.actors[ids[0]] if ids[0] >= 0 else names[0],
            "recipient": coding.actors[ids[1]] if ids[1] >= 0 else names[1],
            "type": coding.types[kind] if kind >= 0 else None,
            "what": table.relations[int(table.relation[number])],
            "actor_name": names[0],
            "recipient_name": names[1],
            "event": None,
            "history": events.name,
        }
    return None


def _nearest(coding: Coding, parties: Collection[str]) -> int:
    """The first event with most of the parties on its sides."""

    def met(number: int) -> int:
        sides = ((coding.table.source, coding.source), (coding.table.target, coding.target))
        return sum(
            coding.table.actors[int(named[number])] in parties
            or (ids[number] >= 0 and coding.actors[int(ids[number])] in parties)
            for named, ids in sides
        )

    return max(range(len(coding.table)), key=met)


def _set_named(store: Store, name: str) -> EventSet:
    found = current_sets(store).get(name)
    if found is None:
        raise fail("N107", value=name or "''", option="--history", known=", ".join(history_names(store)))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """An imported set and how its rows are fetched: one set is one source, whichever store object has it."""

    id: str
    events: EventSet = field(compare=False)
    fetch: Callable[[], Callable[[str], bytes] | None] = field(compare=False)


def _source(store: Store, events: EventSet) -> _Source:
    return _Source(id=events.id, events=events, fetch=WeakMethod(store.event_columns))


def _coding(store: Store, events: EventSet, packs: Packs) -> Coding:
    return _coded(_source(store, events), packs)


# A page asks for the same set a dozen times.
@lru_cache(maxsize=4)
def _coded(source: _Source, packs: Packs) -> Coding:
    return code_table(_decoded(source), packs)


@lru_cache(maxsize=4)
def _decoded(source: _Source) -> EventTable:
    fetch = source.fetch()
    assert fetch is not None, "the caller holds the store"
    events = source.events
    columns: dict[str, Any] = dict(unpack_columns(fetch(source.id)))
    return make_table(
        actors=events.actors,
        relations=events.relations,
        files=tuple(f"{events.name}/{file}" for file in events.files),
        **columns,
    )


def _own(account: Account, as_of: date | None = None) -> CodedEvents:
    """Our own events; what has no dated document that says so cannot be known as of any day."""
    history = account_history(account)
    events = {event.id: event for event in account.events}
    claims = {claim.id: claim for claim in account.claims}
    documents = {document.id: document for document in account.documents}
    published = {key: _first_told(events[key], claims, documents) for key in {one.id for one in history.events}}
    dated = [one for one in history.events if published[one.id] is not None]
    table = _own_table(dated, published, events)
    if as_of is not None:
        table = narrowed(table.known_by(as_of))
    counts = {
        "other": history.other,
        "undated": history.undated,
        "unpublished": sum(day is None for day in published.values()),
    }
    return CodedEvents(table=table, left_out=tuple((why, count) for why, count in counts.items() if count))


def _own_table(
    history: Sequence[HistoryEvent], published: Mapping[str, date | None], events: Mapping[str, Event]
) -> EventTable:
    actors = sorted({side for one in history for side in (one.source, one.target)})
    types = sorted({one.type for one in history})
    files = sorted({one.id for one in history})
    number = {name: at for names in (actors, types, files) for at, name in enumerate(names)}
    return make_table(
        actors=tuple(actors),
        relations=tuple(types),
        files=tuple(files) or ("",),
        day=_whole([one.day.toordinal() for one in history]),
        published=_whole([(published[one.id] or one.day).toordinal() for one in history]),
        source=_whole([number[one.source] for one in history]),
        relation=_whole([number[one.type] for one in history]),
        target=_whole([number[one.target] for one in history]),
        weight=np.array([trust_in(events[one.id].witnesses) for one in history], np.float32),
        file=_whole([number[one.id] for one in history]),
        row=np.zeros(len(history), np.int32),
    )


def _whole(values: list[int]) -> Whole:
    return np.array(values, np.int32)


def _first_told(event: Event, claims: Mapping[str, Claim], documents: Mapping[str, Document]) -> date | None:
    """The earliest day of a document that says that it happened; what foretold it does not say so."""
    told = [claims[key] for key in event.claims if claims[key].stage in _DONE and not claims[key].negated]
    days = [documents[claim.document].day for claim in told]
    return min((day for day in days if day is not None), default=None)
