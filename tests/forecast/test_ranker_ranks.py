"""The rank of the true answer."""

from __future__ import annotations

import numpy as np
import pytest

from forecast.ranker_histories import ACTORS, FIRST, table_of
from neraca.forecast.asking import Look, look, questions_of
from neraca.forecast.classes import read_names
from neraca.forecast.dyads import make_index
from neraca.forecast.learned import learn_day, no_tally, read_tally
from neraca.forecast.ranks import rank_answers
from neraca.forecast.recurrency import add_past, choose_rates, no_past, rank_day
from neraca.forecast.state import State, advance, open_state

PAST = [(0, 0, 0, 2), (1, 0, 0, 4), (2, 0, 0, 6), (3, 0, 1, 7)]


def asked_of(today: list[tuple[int, int, int, int]]) -> tuple[State, Look]:
    index = make_index(table_of(PAST + today))
    state, tally = open_state(index, read_names(ACTORS), FIRST), no_tally(index)
    for day in range(FIRST, FIRST + 4):
        learn_day(tally, state, day)
        advance(state, day)
    looks = look(state, read_tally(tally, state, FIRST + 4), FIRST + 4, questions_of(index, FIRST + 4))
    return state, next(looks)


def rank_by(scores: dict[int, float], today: list[tuple[int, int, int, int]]) -> dict[int, float]:
    """Ranks of the answers to "whom does Austria aid?", where the model scores by actor."""
    state, one = asked_of(today)
    score = np.array([scores.get(int(actor), 0.0) for actor in one.kept.actor])
    ranked = rank_answers(state, one, score)
    mine = (ranked.subject == 0) & (ranked.relation == 0)
    return dict(zip(ranked.object[mine].tolist(), ranked.rank[mine].tolist(), strict=True))


def test_the_best_score_is_rank_one() -> None:
    assert rank_by({2: 3.0, 4: 2.0, 6: 1.0}, [(4, 0, 0, 2)]) == {2: 1.0}


def test_other_true_answers_of_the_day_are_left_out() -> None:
    assert rank_by({2: 3.0, 4: 2.0, 6: 1.0}, [(4, 0, 0, 2), (4, 0, 0, 4), (4, 0, 0, 6)]) == {2: 1.0, 4: 1.0, 6: 1.0}


def test_ties_share_the_mean_of_their_ranks() -> None:
    assert rank_by({2: 1.0, 4: 1.0, 6: 1.0}, [(4, 0, 0, 2)]) == {2: 2.0}


def test_what_is_no_candidate_ranks_behind_all_that_are() -> None:
    ranked = rank_by({}, [(4, 0, 0, 5)])
    _, one = asked_of([(4, 0, 0, 5)])
    kept = int((one.kept.query == np.flatnonzero(one.questions.relation == 0)[0]).sum())
    assert ranked[5] > kept


def test_strata_tell_what_had_happened_before() -> None:
    state, one = asked_of([(4, 0, 0, 2), (4, 0, 2, 2), (4, 0, 0, 5)])
    ranked = rank_answers(state, one, np.zeros(len(one.traits)))
    seen = {
        (relation, other): how
        for relation, other, how in zip(ranked.relation, ranked.object, ranked.seen, strict=True)
        if relation < 3
    }
    assert seen == {(0, 2): 2, (2, 2): 1, (0, 5): 0}


def test_nobody_is_a_candidate_for_what_comes_later() -> None:
    _, one = asked_of([(4, 0, 0, 5), (4, 5, 1, 0)])
    assert 5 not in one.every.actor[one.every.query == np.flatnonzero(one.questions.subject == 0)[0]]


def test_recurrency_ranks_by_what_happened_between_the_two_and_then_by_popularity() -> None:
    index = make_index(table_of([(0, 0, 0, 2), (0, 4, 0, 6), (1, 4, 0, 6), (2, 0, 0, 6), (2, 0, 0, 2)]))
    past = no_past(index)
    settings = choose_rates(past, np.array([FIRST, FIRST + 1]))
    settings.alpha[:] = 11
    questions, ranks = rank_day(past, FIRST + 2, settings)
    mine = np.repeat((questions.subject == 0) & (questions.relation == 0), np.diff(questions.start))
    assert dict(zip(questions.answer[mine].tolist(), ranks[mine, 0].tolist(), strict=True)) == {2: 1.0, 6: 1.0}
    settings.alpha[:] = 0
    _, ranks = rank_day(past, FIRST + 2, settings)
    assert dict(zip(questions.answer[mine].tolist(), ranks[mine, 0].tolist(), strict=True)) == {2: 1.0, 6: 1.0}


def test_recurrency_is_not_changed_by_choosing_its_settings_on_days_that_are_then_added() -> None:
    index = make_index(table_of(PAST))
    one, other = no_past(index), no_past(index)
    choose_rates(one, np.arange(FIRST, FIRST + 4))
    for day in range(FIRST, FIRST + 4):
        add_past(other, day)
    assert one.sums == pytest.approx(other.sums)
    assert one.times.tolist() == other.times.tolist()
