"""Days with an event, counted as much as the event is trusted."""

from dataclasses import replace

import numpy as np
import pytest

from neraca.forecast.cells import make_cells
from neraca.forecast.lags import make_groupings, make_lags
from neraca.forecast.table import make_table, trust_in


def table(*, weights=(1.0, 1.0), published=(10, 20)):
    """An act of one day, told twice."""
    return make_table(
        actors=("CHN", "JPN"),
        relations=("AID",),
        day=np.array([10, 10]),
        published=np.array(published),
        source=np.array([0, 0]),
        relation=np.array([0, 0]),
        target=np.array([1, 1]),
        weight=np.array(weights),
    )


def counted(made, *, day=30):
    cells = make_cells(made)
    return make_lags(cells, make_groupings(cells), day=day, horizon_days=7)


@pytest.mark.parametrize(("witnesses", "trust"), [(0, 0.5), (1, 0.5), (2, 0.75), (3, 0.875)])
def test_each_further_witness_halves_what_is_missing(witnesses, trust):
    assert trust_in(witnesses) == trust


def test_a_day_counts_once_and_as_much_as_its_event_is_trusted():
    assert list(counted(table()).cells.counts[0]) == [1.0]
    lags = counted(table(weights=(0.5, 0.5)))
    assert list(lags.cells.counts[0]) == [0.5]
    assert lags.cells.counts[10][0] == pytest.approx(0.5 * 2.0 ** (-20 / 10))


def test_whether_a_window_held_an_event_does_not_depend_on_trust():
    doubted, sure = counted(table(weights=(0.5, 0.5))), counted(table())
    assert list(doubted.hits) == list(sure.hits) == [1.0]


def test_what_is_told_later_of_a_day_adds_no_trust_before():
    early = table(weights=(0.5, 1.0))
    assert list(counted(early, day=15).cells.counts[0]) == [0.5]
    assert list(counted(replace(early, weight=np.float32([0.5, 0.5])), day=15).cells.counts[0]) == [0.5]


def test_what_an_article_tells_of_long_ago_makes_no_history_longer():
    told = table(published=(10, 20))
    with_old = make_table(
        actors=told.actors,
        relations=told.relations,
        **{
            name: np.append(getattr(told, name), value)
            for name, value in (("day", 1), ("published", 15), ("source", 0), ("relation", 0), ("target", 1))
        },
    )
    found, alone = counted(with_old), counted(told)
    assert (found.days, found.windows) == (alone.days, alone.windows) == (21, 3)
    assert list(found.cells.counts[0]) == list(alone.cells.counts[0]) == [1.0]


def test_events_that_are_opened_elsewhere_are_other_events():
    made = table()
    assert made.digest == replace(made).digest
    assert made.digest != replace(made, files=("event-2",)).digest
