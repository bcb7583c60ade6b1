"""What is counted of a history, and how it fades."""

from __future__ import annotations

import numpy as np
from hypothesis import given

from forecast.ranker_histories import ACTORS, FIRST, Row, rows, table_of
from neraca.forecast.classes import extend_classes, learn_homes, read_names
from neraca.forecast.dyads import NO_LAG, add_day, expand, make_index, no_counts, read, turn_round
from neraca.forecast.state import KEYED, advance, open_state

ONE = np.array([0])


def test_a_count_halves_in_its_half_life() -> None:
    counts = no_counts(1)
    add_day(counts, ONE, FIRST)
    seen = read(counts, ONE, FIRST + 30)
    assert seen.lag[0] == 30
    assert np.isclose(seen.month[0], 0.5)
    assert np.isclose(seen.week[0], 2 ** (-30 / 7))
    assert seen.ever[0] == 1


def test_counts_of_several_days_fade_apart() -> None:
    counts = no_counts(1)
    add_day(counts, ONE, FIRST)
    add_day(counts, np.array([0, 0]), FIRST + 7)
    assert np.isclose(read(counts, ONE, FIRST + 7).week[0], 2.5)
    assert np.isclose(read(counts, ONE, FIRST + 14).week[0], 1.25)


def test_what_never_happened_has_no_lag_and_no_count() -> None:
    seen = read(no_counts(1), np.array([0, -1]), FIRST)
    assert seen.lag.tolist() == [NO_LAG, NO_LAG]
    assert seen.month.tolist() == [0, 0]


def test_an_event_stands_once_for_each_side_however_often_it_was_told_on_a_day() -> None:
    index = make_index(table_of([(0, 0, 1, 2), (0, 0, 1, 2)]))
    assert list(zip(index.subject, index.relation, index.object, strict=True)) == [(0, 1, 2), (2, 4, 0)]


def test_turning_round_twice_changes_nothing() -> None:
    every = np.arange(6)
    assert turn_round(every, 6).tolist() == [3, 4, 5, 0, 1, 2]
    assert turn_round(turn_round(every, 6), 6).tolist() == every.tolist()


def test_ranges_are_laid_end_to_end() -> None:
    owner, number = expand(np.array([3, 9, 5]), np.array([5, 9, 8]))
    assert owner.tolist() == [0, 0, 2, 2, 2]
    assert number.tolist() == [3, 4, 5, 6, 7]


@given(rows())
def test_counting_day_by_day_or_all_at_once_gives_the_same(made: list[Row]) -> None:
    index = make_index(table_of(made))
    classes = read_names(ACTORS)
    after = int(index.day[-1]) + 1
    whole, step = open_state(index, classes, after), open_state(index, classes, int(index.day[0]))
    for day in np.unique(index.day):
        advance(step, int(day))
    assert whole.kinds.tolist() == step.kinds.tolist()
    pairs = [(whole.triples, step.triples), (whole.dyads, step.dyads), (whole.objects, step.objects)]
    pairs += [(getattr(whole, name).counts, getattr(step, name).counts) for name in KEYED]
    for one, other in pairs:
        assert one.last.tolist() == other.last.tolist()
        assert one.ever.tolist() == other.ever.tolist()
        assert np.allclose(one.month, other.month)
        assert np.allclose(one.week, other.week)


def test_homes_and_classes_come_from_names() -> None:
    classes = read_names(ACTORS)
    assert classes.homes == ("Austria", "Brazil")
    assert classes.home.tolist() == [0, 0, 1, 1, -1, -1, -1, -1]
    assert classes.sorts[classes.sort[1]] == "Military"
    assert classes.sort[0] == classes.sort[2]
    assert classes.sort[4] == classes.sort[5]


def test_a_person_is_at_home_where_most_partners_are_and_only_as_far_as_was_known() -> None:
    index = make_index(table_of([(0, 5, 1, 3), (1, 5, 1, 2), (2, 0, 1, 5), (9, 0, 1, 7)]))
    classes = learn_homes(read_names(ACTORS), index, FIRST + 3)
    assert classes.homes[classes.home[5]] == "Brazil"
    assert classes.home[7] == -1


def test_a_new_actor_of_a_known_home_is_placed_and_others_are_not() -> None:
    classes = extend_classes(read_names(ACTORS), (*ACTORS, "Media (Austria)", "Police (Peru)"))
    assert classes.home[-2:].tolist() == [0, -1]
    assert classes.sort[-1] == 0
