"""Small event histories for tests of the ranker."""

from __future__ import annotations

from datetime import date

import numpy as np
from hypothesis import strategies as st

from neraca.forecast.table import EventTable, make_table

FIRST = date(2024, 1, 1).toordinal()
ACTORS = ("Austria", "Military (Austria)", "Brazil", "Media (Brazil)", "Chad", "Ana Lima", "Denmark", "Egypt")
RELATIONS = ("aid", "consult", "threaten")

Row = tuple[int, int, int, int]  # day from 0, source, relation, target


def table_of(rows: list[Row], actors: tuple[str, ...] = ACTORS, relations: tuple[str, ...] = RELATIONS) -> EventTable:
    """A table of rows; places are `set#ROW`, in the order given."""
    day, source, relation, target = np.array(rows, np.int64).reshape(-1, 4).T
    return make_table(
        actors=actors,
        relations=relations,
        day=day + FIRST,
        source=source,
        relation=relation,
        target=target,
        files=("set",),
    )


def habits(days: int = 90, *, seed: int = 0) -> EventTable:
    """A history in which Austria aids Brazil every second day, and all do as they please besides."""
    generator, weight = np.random.default_rng(seed), (0.3, 0.1, 0.2, 0.1, 0.1, 0.1, 0.05, 0.05)
    rows: list[Row] = []
    for day in range(days):
        if day % 2:
            rows.append((day, 0, 0, 2))
        for _ in range(8):
            source, target = generator.choice(len(ACTORS), 2, replace=False, p=weight)
            rows.append((day, int(source), int(generator.integers(0, 3)), int(target)))
    return table_of(rows)


def rows(days: int = 12, most: int = 40) -> st.SearchStrategy[list[Row]]:
    """Any few events."""
    actor = st.integers(0, len(ACTORS) - 1)
    return st.lists(st.tuples(st.integers(0, days - 1), actor, st.integers(0, 2), actor), min_size=1, max_size=most)
