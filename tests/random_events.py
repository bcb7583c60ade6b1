"""Tables of random events between four parties, with bursts and answers, for tests of forecasts."""

from __future__ import annotations

from datetime import date

import numpy as np

from neraca.forecast.table import EventTable, make_table

ACTORS = ("CHN", "JPN", "PRK", "USA")
TYPES = ("ACCUSE", "AID", "CONSULT", "THREATEN")
FIRST = date(2010, 1, 1)


def random_table(seed: int, *, days: int = 900, events: int = 900, delay: int = 20) -> EventTable:
    """Events over so many days; a third is published up to `delay` days late."""
    rng = np.random.default_rng(seed)
    day = FIRST.toordinal() + np.sort(rng.integers(0, days, events))
    late = np.where(rng.random(events) < 1 / 3, rng.integers(0, delay + 1, events), 0)
    source = rng.choice(4, events, p=(0.5, 0.2, 0.2, 0.1))
    return make_table(
        actors=ACTORS,
        relations=TYPES,
        day=day,
        published=day + late,
        source=source,
        relation=rng.choice(4, events, p=(0.4, 0.2, 0.3, 0.1)),
        target=(source + rng.integers(1, 4, events)) % 4,
        files=("history.csv",),
    )
