"""Scores by hand: what counts, what stands apart, and what is too little to score."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from math import log
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from books import AS_OF, TODAY, after, make_forecast, make_question, noon, put_history, put_line
from neraca.records import Forecast, Outcome, Question
from neraca.service.book_scores import By, compare, score
from neraca.service.selection import Selection
from neraca.store import Store
from strategies import GENTLE

ENOUGH = 10
Answers = Callable[[Question], tuple[Forecast, ...]]


@pytest.fixture
def store(tmp_path: Path):
    with Store.create(tmp_path / "store") as made:
        put_history(made, [(after(day), "KOR", "ACCUSE", "PRK") for day in (-500, 120)])
        yield made


def fill(store: Store, answers: Answers, *, count: int = ENOUGH, yes: int = 5, **changes: str) -> None:
    """Questions of consecutive days, the first of them with a yes."""
    for number in range(count):
        question = make_question(as_of=after(-number), **changes)
        put_line(store, question, *answers(question), outcome=Outcome.YES if number < yes else Outcome.NO)


def program(probability: float | None, **changes) -> Answers:
    return lambda question: (make_forecast(question, probability, **changes),)


def test_scores_are_those_computed_by_hand(store: Store) -> None:
    fill(store, program(0.8))
    (row,) = score(store, today=TODAY)
    assert (row["forecaster"], row["timing"], row["n"], row["yes"]) == ("neraca", "prospective", 10, 5)
    assert row["brier"] == pytest.approx((0.04 + 0.64) / 2)
    assert row["log_score"] == pytest.approx(-(log(0.8) + log(0.2)) / 2)
    assert row["brier_base_rate"] == pytest.approx(0.25)
    assert row["skill"] == pytest.approx(1 - 0.34 / 0.25)
    assert row["calibration_error"] == pytest.approx(0.3)
    (bin_,) = row["reliability"]
    assert (bin_["from"], bin_["forecast"], bin_["observed"], bin_["n"]) == (0.8, pytest.approx(0.8), 0.5, 10)


def test_below_ten_there_are_counts_and_no_scores(store: Store) -> None:
    fill(store, program(0.8), count=9)
    (row,) = score(store, today=TODAY)
    assert (row["n"], row["yes"], row["reliability"]) == (9, 5, [])
    names = ("brier", "log_score", "skill", "calibration_error", "brier_base_rate")
    assert {row[name] for name in names} == {None}


def test_only_the_last_number_before_the_window_counts(store: Store) -> None:
    def answers(question: Question) -> tuple[Forecast, ...]:
        moments = (noon(after(-9, first=question.as_of)), noon(question.as_of))
        return tuple(make_forecast(question, share, made=at) for share, at in zip((0.1, 0.6), moments, strict=True))

    fill(store, answers, yes=ENOUGH)
    (row,) = score(store, today=TODAY)
    assert row["brier"] == pytest.approx(0.16)


def test_hindsight_stands_apart(store: Store) -> None:
    def answers(question: Question) -> tuple[Forecast, ...]:
        late = make_forecast(question, 1.0, made=noon(after(1, first=question.as_of)))
        return (make_forecast(question, 0.6), late)

    fill(store, answers, yes=ENOUGH)
    before, late = score(store, today=TODAY)
    assert (before["timing"], before["brier"]) == ("prospective", pytest.approx(0.16))
    assert (late["timing"], late["brier"]) == ("retrospective", 0.0)


def test_void_open_and_unanswered_questions_are_in_no_score(store: Store) -> None:
    fill(store, program(None), count=2)
    for number, outcome in enumerate((Outcome.VOID, None)):
        question = make_question(as_of=after(-40 - number))
        put_line(store, question, make_forecast(question, 0.5), outcome=outcome)
    (row,) = score(store, today=TODAY)
    assert (row["n"], row["without"], row["early"]) == (0, 2, 0)


def test_what_was_decided_early_waits_until_its_window_is_over(store: Store) -> None:
    question = make_question()
    put_line(store, question, make_forecast(question, 0.9), outcome=Outcome.YES)
    assert [(row["n"], row["early"]) for row in score(store, today=question.due)] == [(0, 1)]
    assert [(row["n"], row["early"]) for row in score(store, today=after(1, first=question.due))] == [(0, 1)]
    assert [(row["n"], row["early"]) for row in score(store, today=TODAY)] == [(1, 0)]


def test_a_yes_by_rule_waits_where_the_history_could_not_have_told_a_no(store: Store) -> None:
    question = make_question(as_of=after(110))
    put_line(store, question, make_forecast(question, 0.9), outcome=Outcome.YES)
    assert [row["early"] for row in score(store, today=TODAY)] == [1]
    decided = make_question(as_of=after(111))
    put_line(store, decided, make_forecast(decided, 0.9), outcome=Outcome.YES, by="person:Ani")
    assert [(row["n"], row["early"]) for row in score(store, today=TODAY)] == [(1, 1)]


def test_people_and_the_program_have_their_own_rows(store: Store) -> None:
    fill(
        store,
        lambda question: (
            make_forecast(question, 0.5),
            make_forecast(question, 0.9, forecaster="person:Ani", base_rate=None),
        ),
        yes=ENOUGH,
    )
    own, ani = score(store, today=TODAY)
    assert (own["forecaster"], ani["forecaster"]) == ("neraca", "person:Ani")
    assert ani["brier"] == pytest.approx(0.01)
    assert (ani["n_skill"], ani["skill"]) == (0, None)


@pytest.mark.parametrize(
    ("by", "keys"),
    [
        (By.TYPE, ["ACCUSE", "CONSULT"]),
        (By.ACTOR, ["KOR", "RUS"]),
        (By.HORIZON, ["30"]),
        (By.MODEL, ["windows 1"]),
        (By.FORECASTER, ["neraca"]),
    ],
)
def test_scores_are_told_apart_by_what_is_asked_for(store: Store, by: By, keys: list[str]) -> None:
    fill(store, program(0.5, model="windows 1"), count=2)
    fill(store, program(0.5), count=2, kind="ACCUSE", actor="KOR")
    assert [row["key"] for row in score(store, today=TODAY, by=by)] == keys


def test_a_selection_scores_its_questions_only(store: Store) -> None:
    fill(store, program(0.5), count=2)
    fill(store, program(0.5), count=3, kind="ACCUSE", actor="KOR")
    assert [row["n"] for row in score(store, Selection(type="ACCUSE"), today=TODAY)] == [3]


def test_a_person_is_compared_on_the_questions_that_both_answered(store: Store) -> None:
    def answers(question: Question) -> tuple[Forecast, ...]:
        both = (make_forecast(question, 0.6), make_forecast(question, 0.7, forecaster="person:Ani"))
        return both if question.as_of > after(-ENOUGH) else both[1:]

    fill(store, answers, count=12)
    (row,) = compare(store, today=TODAY)
    assert (row["forecaster"], row["n"], row["closer"], row["farther"], row["alike"]) == ("person:Ani", 10, 5, 5, 0)
    assert row["brier"] == pytest.approx((0.09 + 0.49) / 2)
    assert row["brier_program"] == pytest.approx((0.16 + 0.36) / 2)


def test_foresight_of_one_is_not_compared_with_hindsight_of_the_other(store: Store) -> None:
    fill(
        store,
        lambda question: (
            make_forecast(question, 0.6),
            make_forecast(question, 1.0, forecaster="person:Ani", made=noon(after(20, first=question.as_of))),
        ),
    )
    assert compare(store, today=TODAY) == []


@GENTLE
@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=ENOUGH, max_size=15), st.randoms())
def test_scores_do_not_depend_on_the_order_of_questions(
    tmp_path_factory: pytest.TempPathFactory, answered: list[tuple[float, bool]], chance
) -> None:
    lines: list[tuple[date, float, bool]] = [(after(-n), *one) for n, one in enumerate(answered)]
    found = []
    for _ in range(2):
        with Store.create(tmp_path_factory.mktemp("book")) as made:
            put_history(made, [(after(day), "KOR", "ACCUSE", "PRK") for day in (-500, 120)])
            for day, share, happened in lines:
                question = make_question(as_of=day)
                outcome = Outcome.YES if happened else Outcome.NO
                put_line(made, question, make_forecast(question, share), outcome=outcome)
            (row,) = score(made, today=TODAY)
        found.append({key: row[key] for key in ("n", "yes", "brier", "log_score", "skill")})
        chance.shuffle(lines)
    assert found[0] == pytest.approx(found[1])
    assert AS_OF < TODAY
