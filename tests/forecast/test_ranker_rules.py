"""How often rules held, and what is believed after few cases."""

from __future__ import annotations

import numpy as np
import pytest

from forecast.ranker_histories import ACTORS, FIRST, table_of
from neraca.forecast.classes import read_names
from neraca.forecast.company import no_company
from neraca.forecast.confidences import CELLS, FREQUENCIES, LAGS, cells_of, no_rules, shrink
from neraca.forecast.dyads import add_day, make_index, no_counts
from neraca.forecast.reasons import lower_bound
from neraca.forecast.state import advance, open_state


@pytest.mark.parametrize(("days", "bucket"), [(1, 0), (3, 2), (4, 3), (5, 3), (6, 4), (365, 13), (366, 14), (4000, 14)])
def test_lags_fall_into_buckets_that_end_on_their_last_day(days: int, bucket: int) -> None:
    index = make_index(table_of([(0, 0, 0, 2)]))
    counts = no_counts(2)
    add_day(counts, np.array([0]), FIRST)
    assert cells_of(counts, index, FIRST + days)[0] // FREQUENCIES % LAGS == bucket
    assert cells_of(counts, index, FIRST + days)[1] == -1


def tally_of(rows: list[tuple[int, int, int, int]]) -> tuple[np.ndarray, np.ndarray, int]:
    index = make_index(table_of(rows))
    state, tally = open_state(index, read_names(ACTORS), FIRST), no_rules(index.relations)
    for day in np.unique(index.day):
        tally.add(index, cells_of(state.triples, index, int(day)), index.span_of(int(day)))
        advance(state, int(day))
    rules = tally.rules()
    shape = (6, 6, LAGS, FREQUENCIES)
    return rules.held.reshape(shape), rules.tried.reshape(shape), index.relations


def test_a_rule_is_tried_on_days_when_the_subject_acts_so_and_holds_for_the_one_it_acts_upon() -> None:
    # Austria consulted Brazil and Chad; three days later it aids Brazil.
    held, tried, _ = tally_of([(0, 0, 1, 2), (0, 0, 1, 4), (3, 0, 0, 2)])
    assert tried[0, 1, 2, 0] == 2
    assert held[0, 1, 2, 0] == 1
    assert tried[1].sum() == 0  # nobody is asked whom Austria consults
    assert tried[3, 4, 2, 0] == 1  # seen from Brazil: who aids it? Austria, which consulted it
    assert held[3, 4, 2, 0] == 1


def test_an_event_is_no_case_of_its_own_day() -> None:
    held, tried, _ = tally_of([(0, 0, 1, 2), (0, 0, 0, 2)])
    assert held.sum() == tried.sum() == 0


def test_few_cases_are_hardly_believed_and_many_are() -> None:
    held, tried = np.zeros((2, 2, LAGS, FREQUENCIES)), np.zeros((2, 2, LAGS, FREQUENCIES))
    tried[0, 0, 0, 0], held[0, 0, 0, 0] = 3, 3
    tried[1, 1, 0, 0], held[1, 1, 0, 0] = 3000, 1500
    share = shrink(held, tried, 2).reshape(held.shape)
    assert share[0, 0, 0, 0] < 0.3
    assert 0.4 < share[1, 1, 0, 0] <= 0.5
    assert share[0, 1].max() == 0


def test_confidence_is_a_share() -> None:
    size = 2 * 2 * CELLS
    tried = np.full(size, 10.0)
    share = shrink(tried.copy(), tried, 2)
    assert 0 <= share.min() <= share.max() < 1


def test_the_lower_bound_rises_with_cases() -> None:
    assert lower_bound(0, 0) == 0
    assert round(lower_bound(14, 20), 3) == 0.481
    assert lower_bound(7, 10) < lower_bound(14, 20) < lower_bound(140, 200) < 0.7


def test_company_is_whom_one_meets_after_another_and_never_oneself() -> None:
    rows = [(0, 0, 1, 2), (1, 0, 0, 4), (1, 0, 0, 2), (5, 0, 1, 2), (6, 0, 0, 4)]
    index = make_index(table_of(rows))
    state, tally = open_state(index, read_names(ACTORS), FIRST), no_company(index.actors)
    for day in np.unique(index.day):
        tally.add(index, state.dyads, index.span_of(int(day)), int(day))
        advance(state, int(day))
    company = tally.company()
    assert company.any[2, 4] == np.float32(2 / (3 + 5))  # of three days with Brazil among the latest, two are Chad's
    assert company.any[2, 2] == 0
    line = company.keys.tolist().index(0 * index.actors + 2)
    assert company.by[line, 4] == np.float32(2 / (2 + 5))
