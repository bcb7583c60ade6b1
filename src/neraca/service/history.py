"""Event histories: those of an account, and those that a person brings as a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import permutations, product
from pathlib import Path

from neraca.errors import NeracaError, fail
from neraca.ingest.decode import decode
from neraca.packs.catalogue import Packs
from neraca.packs.history import load_history_types
from neraca.records import MUTUAL_TYPES, UNKNOWN_PARTY, Account, Event, EventStatus, HistoryEvent, Stage

COLUMNS = ("date", "source", "type", "target")
_DELIMITERS = ",;\t|"
_DONE = frozenset((Stage.OCCURRED, Stage.ONGOING))
_NOT_SO = frozenset((EventStatus.DENIED, EventStatus.RETRACTED, EventStatus.FORESEEN))
_DAY = timedelta(days=1)
_SHOWN = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Events in order of day, and what was left out.

    Attributes:
        events: Each id is an event's of the account, or `row N` of the table, counted from 1 under its header.
        undated: Events without a single day of their own, whose place among the others is not known.
        other: Events that did not happen as told, have no second party, or no type of PLOVER's (statements).
        damaged: One error for each row that cannot be read.
    """

    events: tuple[HistoryEvent, ...]
    undated: int = 0
    other: int = 0
    damaged: tuple[NeracaError, ...] = ()

    def between(self, since: date | None, until: date | None) -> History:
        """The events of these days, both inclusive."""
        return History(
            events=tuple(
                event
                for event in self.events
                if (since is None or since <= event.day) and (until is None or event.day <= until)
            ),
            undated=self.undated,
            other=self.other,
            damaged=self.damaged,
        )


def account_history(account: Account) -> History:
    """The history that an account's events make: what happened on one known day between two known parties.

    A mutual act is told from each party to each other; what is denied, taken back, negated or foreseen is none.
    """
    events: list[HistoryEvent] = []
    undated = other = 0
    for event in account.events:
        sides = tuple(sides_of(event))
        if not has_happened(event) or not sides:
            other += 1
            continue
        day = _one_day(event)
        if day is None:
            undated += 1
            continue
        events += (
            HistoryEvent(day=day, source=source, type=event.type, target=target, id=event.id)
            for source, target in sides
        )
    return History(events=tuple(sorted(events)), undated=undated, other=other)


def read_history(path: Path, packs: Packs) -> History:
    """Read a table of events: CSV with the columns date, source, type and target, in any order, others beside them.

    Dates are YYYY-MM-DD or YYYYMMDD; types are PLOVER's, or CAMEO codes; parties are ids or names of the program's
    actors in any of its languages, and names that it does not know stand for themselves.

    Raises:
        NeracaError: N301 or N311, when there is no such file or it cannot be opened; N302 to N304, when it is no text;
            N322, when columns are lacking.
    """
    text = decode(_content(path), where=str(path)).text.removeprefix("\ufeff")
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    header = [name.strip().casefold() for name in next(rows, [])]
    missing = [name for name in COLUMNS if name not in header]
    if missing:
        raise fail("N322", where=str(path), missing=", ".join(missing))
    place = {name: header.index(name) for name in COLUMNS}
    parties = _party_names(packs)
    events: list[HistoryEvent] = []
    damaged: list[NeracaError] = []
    other = 0
    for number, row in _numbered(rows):
        where = f"{path}#{number}"
        try:
            event = _event(row, place, parties, width=len(header), where=where)
        except NeracaError as error:
            damaged.append(error)
            continue
        if event is None:
            other += 1
        else:
            events.append(event)
    return History(events=tuple(sorted(events)), other=other, damaged=tuple(damaged))


def has_happened(event: Event) -> bool:
    """Whether the sources say that it was done, and it is not denied, taken back or only foreseen."""
    return not event.negated and event.stage in _DONE and event.status not in _NOT_SO


def sides_of(event: Event) -> Iterator[tuple[str, str]]:
    """Who did it to whom, each known pair; those of a mutual act in either direction."""
    actors = [party for party in event.actors if party != UNKNOWN_PARTY]
    recipients = [party for party in event.recipients if party != UNKNOWN_PARTY]
    if event.type in MUTUAL_TYPES:
        yield from permutations(sorted({*actors, *recipients}), 2)
    else:
        yield from ((one, other) for one, other in product(actors, recipients) if one != other)


def _one_day(event: Event) -> date | None:
    span = event.when
    if span is None or span.start is None or span.end is None or span.end - span.start != _DAY:
        return None
    return span.start


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise fail("N301", where=str(path)) from error
    except OSError as error:
        raise fail("N311", where=str(path), detail=error.strerror or str(error)) from error


def _delimiter(text: str) -> str:
    header = text.split("\n", 1)[0]
    return max(_DELIMITERS, key=header.count)


def _numbered(rows: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Rows with something in them, counted from 1."""
    number = 0
    while True:
        try:
            row = next(rows, None)
        except csv.Error as error:
            number += 1
            yield number, [str(error)]
            continue
        if row is None:
            return
        if any(cell.strip() for cell in row):
            number += 1
            yield number, row


def _event(
    row: list[str], place: Mapping[str, int], parties: Mapping[str, str], *, width: int, where: str
) -> HistoryEvent | None:
    """The event of a row; None for an act that has no type, or that somebody does to himself."""
    if len(row) != width:
        raise fail("N313", where=where, detail=f"{len(row)} cells under {width} columns")
    cell = {name: " ".join(row[at].split()) for name, at in place.items()}
    empty = [name for name in COLUMNS if not cell[name]]
    if empty:
        raise fail("N313", where=where, detail=f"nothing under {', '.join(empty)}")
    kind = load_history_types().type_of(cell["type"])
    if kind is None:
        raise fail("N313", where=where, detail=f"{_shown(cell['type'])} is no PLOVER type and no CAMEO code")
    source, target = (parties.get(cell[name].casefold(), cell[name]) for name in ("source", "target"))
    if not kind or source == target:
        return None
    return HistoryEvent(
        day=_day(cell["date"], where=where),
        source=source,
        type=kind,
        target=target,
        id=f"row {where.rpartition('#')[2]}",
    )


def _day(words: str, *, where: str) -> date:
    for form in ("%Y-%m-%d", "%Y%m%d"):
        try:
            return datetime.strptime(words, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise fail("N313", where=where, detail=f"{_shown(words)} is no date such as 2024-10-19")


def _shown(words: str) -> str:
    """Words of a cell as an error quotes them: no more of them than a reader needs to find the row."""
    return repr(words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…")


def _party_names(packs: Packs) -> dict[str, str]:
    names: dict[str, str] = {}
    for actor in packs.actors.actors.values():
        for name in (actor.id, actor.id.partition(":")[2], actor.name_id, actor.name_en):
            if name:
                names.setdefault(name.casefold(), actor.id)
    return names
