"""Events as data sets write them become events between actors in PLOVER's types, and several tables one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from neraca.forecast.table import COLUMNS, EventTable, Whole, make_table
from neraca.packs.catalogue import Packs
from neraca.packs.relations import Party, PartyBook, load_parties, load_relations

LEFT_OUT = ("alone", "statement", "type", "party", "within", "other", "undated", "unpublished", "repeated")
"""Why events are left out; words: `histories.left.REASON`.

`alone` has no second party, `statement` and `type` no PLOVER type, `party` a side that no pack knows, `within` both
sides in one actor; of our own events `other` did not happen or have no second party, `undated` no single day,
`unpublished` no dated document that says so; `repeated` are told by another history too.
"""
_COLUMNS = (*COLUMNS, "weight")
_NAMES = ("actors", "relations", "files")
_NAMES_OF = {"source": "actors", "target": "actors", "relation": "relations", "file": "files"}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CodedEvents:
    """Events between actors, by PLOVER types, in order of day; and how many were left out for each of `LEFT_OUT`."""

    table: EventTable
    left_out: tuple[tuple[str, int], ...] = ()

    def __len__(self) -> int:
        return len(self.table)

    @property
    def total(self) -> int:
        """Events before any was left out."""
        return len(self.table) + sum(count for _, count in self.left_out)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Coding:
    """A table with what each of its events is coded as.

    Attributes:
        table: The events as the set writes them.
        actors: Ids, sorted; `source` and `target` are places in here, -1 for nobody known.
        types: PLOVER types, sorted; `relation` is a place in here.
        reason: 0 where the event counts, else 1 and more for a place in `LEFT_OUT`.
    """

    table: EventTable
    actors: tuple[str, ...]
    types: tuple[str, ...]
    source: Whole
    relation: Whole
    target: Whole
    reason: NDArray[np.int8]

    def known_by(self, day: date | None) -> CodedEvents:
        """What had happened and been published by the end of a day, with nothing in it that points at any later one."""
        known = np.ones(len(self.table), bool)
        if day is not None:
            known = (self.table.published <= day.toordinal()) & (self.table.day <= day.toordinal())
        coded = replace(
            self.table,
            actors=self.actors,
            relations=self.types,
            source=self.source,
            relation=self.relation,
            target=self.target,
        )
        counts = np.bincount(self.reason[known], minlength=len(LEFT_OUT) + 1)[1:]
        return CodedEvents(
            table=narrowed(coded.only(known & (self.reason == 0))),
            left_out=tuple((why, int(count)) for why, count in zip(LEFT_OUT, counts, strict=True) if count),
        )


def code_table(table: EventTable, packs: Packs) -> Coding:
    """Each event's actors and type, and why it does not count where it does not.

    A person counts for the actor whose office was theirs on the day, where the packs tell; a mutual act stays as the
    set tells it, from one side or both.
    """
    parties = load_parties(packs.actors)
    meant = [parties.party_of(name) if name else None for name in table.actors]
    ids = sorted({actor for party in meant if party is not None for actor in _all_of(party, parties)})
    place = {actor: number for number, actor in enumerate(ids)}
    owner = np.array([-1 if party is None else place[party.actor] for party in meant] or [-1], np.int32)
    source, target = owner[table.source], owner[table.target]
    for number, party in enumerate(meant):
        if party is not None and parties.changes(party):
            for column, coded in ((table.source, source), (table.target, target)):
                _place_by_day(np.flatnonzero(column == number), table.day, coded, party, parties, place)
    names = [load_relations().type_of(name) for name in table.relations]
    types = sorted({name for name in names if name})
    kinds = np.array([types.index(name) if name else -1 if name == "" else -2 for name in names] or [-2], np.int32)
    relation = kinds[table.relation]
    nobody = np.array([not name for name in table.actors] or [True])
    reason = np.select(
        [
            nobody[table.source] | nobody[table.target],
            relation == -1,
            relation == -2,
            (source < 0) | (target < 0),
            source == target,
        ],
        [1, 2, 3, 4, 5],
        0,
    )
    return Coding(
        table=table,
        actors=tuple(ids),
        types=tuple(types),
        source=source,
        relation=relation,
        target=target,
        reason=reason.astype(np.int8),
    )


def coded_events(table: EventTable, packs: Packs) -> CodedEvents:
    """The events of a table between two actors of the packs, in PLOVER's types, and how many were left out and why."""
    return code_table(table, packs).known_by(None)


def narrowed(table: EventTable) -> EventTable:
    """The same events, with only those actors, relations and files that stand in them, sorted.

    What a table could have held otherwise, and does not, then changes neither its digest nor any order in it.
    """
    actors, (source, target) = _renumbered(table.actors, table.source, table.target)
    relations, (relation,) = _renumbered(table.relations, table.relation)
    files, (file,) = _renumbered(table.files, table.file)
    return replace(
        table,
        actors=actors,
        relations=relations,
        files=files or ("",),
        source=source,
        target=target,
        relation=relation,
        file=file,
    )


def joined(parts: Sequence[CodedEvents]) -> CodedEvents:
    """Several histories as one: what more than one of them tells counts as often as the one that tells it oftenest.

    The events of the first part that tells them stay, trusted as by the part that trusts them most, and known as early
    as the first part knew them. Those left out are counted as `repeated`.
    """
    tables = [part.table for part in parts]
    whole = _stacked(tables)
    part = np.repeat(np.arange(len(tables)), [len(table) for table in tables])
    actors, kinds = max(len(whole.actors), 1), max(len(whole.relations), 1)
    cell = ((whole.day.astype(np.int64) * actors + whole.source) * kinds + whole.relation) * actors + whole.target
    # The n-th event of a day, two sides and a type in one part is the n-th in another.
    turn = _turns(cell * len(tables) + part)
    order = np.lexsort((part, turn, cell))
    again = (np.diff(cell[order], prepend=-1) == 0) & (np.diff(turn[order], prepend=-1) == 0)
    weight, published = whole.weight, whole.published
    if len(order):
        starts = np.flatnonzero(~again)
        weight = np.maximum.reduceat(weight[order], starts)
        published = np.minimum.reduceat(published[order], starts)
    first = order[~again]
    kept = replace(whole.only(first), weight=weight, published=published).only(np.argsort(first))
    counts = {why: sum(dict(one.left_out).get(why, 0) for one in parts) for why in LEFT_OUT}
    counts["repeated"] += len(whole) - len(kept)
    table = _sorted_by_day(narrowed(kept))
    return CodedEvents(table=table, left_out=tuple((why, count) for why, count in counts.items() if count))


def _all_of(party: Party, parties: PartyBook) -> tuple[str, ...]:
    return (party.actor, *(term.actor for term in parties.actors.moved.get(party.person, ())))


def _place_by_day(
    rows: NDArray[np.intp], day: Whole, coded: Whole, party: Party, parties: PartyBook, place: dict[str, int]
) -> None:
    days, where = np.unique(day[rows], return_inverse=True)
    own = [place[parties.actor_on(party, date.fromordinal(int(one)))] for one in days]
    coded[rows] = np.array(own or [0], np.int32)[where]


def _renumbered(names: tuple[str, ...], *columns: Whole) -> tuple[tuple[str, ...], list[Whole]]:
    used = np.unique(np.concatenate(columns))
    order = sorted(used.tolist(), key=lambda number: names[number])
    new = np.zeros(len(names) or 1, np.int32)
    new[order] = np.arange(len(order))
    return tuple(names[number] for number in order), [new[column].astype(np.int32) for column in columns]


def _stacked(tables: Sequence[EventTable]) -> EventTable:
    """All events of the tables, one table behind the other, under common names."""
    shared = {kind: sorted({name for table in tables for name in getattr(table, kind)}) for kind in _NAMES}
    columns: dict[str, list[Any]] = {name: [] for name in _COLUMNS}
    for table in tables:
        for name in _COLUMNS:
            values = getattr(table, name)
            kind = _NAMES_OF.get(name)
            if kind is not None:
                place = {own: number for number, own in enumerate(shared[kind])}
                values = np.array([place[own] for own in getattr(table, kind)] or [0], np.int32)[values]
            columns[name].append(values)
    names: dict[str, Any] = {kind: tuple(own) for kind, own in shared.items()}
    joint: dict[str, Any] = {name: np.concatenate(values) for name, values in columns.items()}
    return EventTable(**names, **joint)


def _turns(keys: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each place how many equal keys stand before it."""
    order = np.argsort(keys, kind="stable")
    ranked = keys[order]
    starts = np.flatnonzero(np.diff(ranked, prepend=-1) != 0)
    turn = np.empty(len(keys), np.int64)
    turn[order] = np.arange(len(keys)) - np.repeat(starts, np.diff(np.r_[starts, len(keys)]))
    return turn


def _sorted_by_day(table: EventTable) -> EventTable:
    return make_table(**{name: getattr(table, name) for name in (*_NAMES, *_COLUMNS)})
