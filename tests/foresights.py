"""A small history by hand, imported into a store, for tests of what is foreseen."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np

from neraca.codec.columns import pack_columns
from neraca.forecast.table import make_table
from neraca.records import EventSet
from neraca.store import Store

FIRST = date(2020, 1, 1)
DAYS = 900
NOW = datetime(2026, 1, 1, tzinfo=UTC)
Act = tuple[int, str, str, str]
"""Day from `FIRST`, who, what, to whom."""


def acts() -> list[Act]:
    """Two and a half years: visits every ten days in every other hundred, now and then an accusation or an answer."""
    told: list[Act] = []
    for day in range(0, DAYS, 10):
        if day // 100 % 2 == 0:
            told.append((day, "Russia", "Consult", "North Korea"))
        if day % 30 == 0:
            told.append((day + 3, "North Korea", "Accuse", "South Korea"))
        if day % 70 == 0:
            told.append((day + 5, "South Korea", "Reject", "North Korea"))
    return sorted(told)


def put_history(store: Store, told: Iterable[Act], *, name: str = "small") -> EventSet:
    """Import events as a set of one file."""
    rows = list(told)
    actors = tuple(sorted({side for row in rows for side in (row[1], row[3])}))
    relations = tuple(sorted({row[2] for row in rows}))
    table = make_table(
        actors=actors,
        relations=relations,
        day=np.array([FIRST.toordinal() + row[0] for row in rows]),
        source=np.array([actors.index(row[1]) for row in rows]),
        relation=np.array([relations.index(row[2]) for row in rows]),
        target=np.array([actors.index(row[3]) for row in rows]),
    )
    packed = pack_columns(
        {part: getattr(table, part) for part in ("day", "source", "relation", "target", "file", "row")}
    )
    with store.writing() as writer:
        events = EventSet(
            name=name,
            format="icews",
            files=("a.txt",),
            originals=(writer.put_original(repr(rows).encode(), "text/plain"),),
            actors=actors,
            relations=relations,
            rows=len(rows),
            first=table.day_of(0),
            last=table.day_of(len(table) - 1),
            content=hashlib.sha256(packed).hexdigest(),
        )
        writer.put_event_set(events, packed, NOW)
    return events


def store_with_history(folder: Path) -> Path:
    """A store's folder, with the small history in it."""
    with Store.create(folder) as store:
        put_history(store, acts())
    return folder


def many_acts() -> list[Act]:
    """A year and more in which somebody visits, is thanked or accused every day, in a fixed order of eight parties."""
    names = ("Russia", "North Korea", "South Korea", "Japan", "China", "United States", "Ukraine", "Germany")
    told: list[Act] = []
    for day in range(420):
        one, other = names[day % 8], names[(day * 3 + day // 8 + 1) % 8]
        if one != other:
            told.append((day, one, ("Consult", "Accuse", "Praise or endorse")[day % 3], other))
        if day % 2 == 0:
            told.append((day, "Russia", "Consult", "North Korea" if day % 20 else "China"))
    return sorted(told)
