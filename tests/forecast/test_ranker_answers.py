"""Answers of the ranker, with reasons that add up."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forecast.ranker_histories import ACTORS, FIRST, RELATIONS, habits, table_of
from neraca.errors import NeracaError
from neraca.forecast.additive import CONTEXT, PLAIN, Additive, fit_additive
from neraca.forecast.ranker import Answer, Ranker, fit_ranker, open_history, rank
from neraca.forecast.ranker import answer as answer_of
from neraca.forecast.reasons import LEAST_CASES
from neraca.forecast.traits import NAMES
from neraca.forecast.trees import has_lightgbm

UNTIL = date.fromordinal(FIRST + 79)
LATER = date.fromordinal(FIRST + 84)


@cache
def ranker() -> Ranker:
    return fit_ranker(habits(), until=UNTIL)


def whom(actor: str, relation: str, as_of: date = UNTIL, limit: int = 10) -> tuple[Answer, ...]:
    return rank(ranker(), habits(), as_of=as_of, actor=actor, relation=relation, target=None, limit=limit)


def test_a_steady_habit_is_foreseen_with_the_rule_and_its_cases() -> None:
    first = whom("Austria", "aid")[0]
    assert first.actor == "Brazil"
    rule = next(one for one in first.drivers if one.kind == "rule_same")
    values = dict(rule.values)
    assert (values["source"], values["relation"], values["target"]) == ("Austria", "aid", "Brazil")
    assert int(values["held"]) <= int(values["of"])
    assert float(values["low"]) < float(values["share"])
    assert rule.cases[0].startswith("set#")
    assert len(rule.cases) <= 5


def test_the_other_side_can_be_asked_for() -> None:
    found = rank(ranker(), habits(), as_of=UNTIL, actor=None, relation="aid", target="Brazil")
    assert found[0].actor == "Austria"


def test_weights_add_up_exactly_to_the_score_and_rest_stands_last() -> None:
    for one in (*whom("Austria", "aid"), *whom("Chad", "consult"), *whom("Ana Lima", "threaten")):
        assert sum(driver.weight for driver in one.drivers) == one.score
        assert one.drivers[-1].kind == "rest"


def test_answers_are_in_order_and_their_shares_are_of_one() -> None:
    found = whom("Chad", "consult")
    assert [one.rank for one in found] == list(range(1, len(found) + 1))
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert sum(one.share for one in found) == pytest.approx(1)


def test_no_rule_with_too_few_cases_is_a_reason_and_the_surest_comes_first() -> None:
    shown = 0
    for actor in ACTORS:
        for one in whom(actor, "consult"):
            rules = [dict(driver.values) for driver in one.drivers if driver.kind.startswith("rule_")]
            assert all(int(values["of"]) >= LEAST_CASES for values in rules)
            low = [float(values["low"]) for values in rules]
            assert low == sorted(low, reverse=True)
            shown += len(rules)
    assert shown


def test_the_same_history_gives_the_same_model_and_answers() -> None:
    again = fit_ranker(habits(), until=UNTIL)
    assert again.digest == ranker().digest
    assert rank(again, habits(), as_of=LATER, actor="Chad", relation="aid", target=None) == whom("Chad", "aid", LATER)


def test_another_history_gives_another_digest() -> None:
    assert fit_ranker(habits(seed=1), until=UNTIL).digest != ranker().digest


def test_fitting_uses_nothing_from_after_the_day() -> None:
    table = habits()
    assert fit_ranker(table.only(table.day <= UNTIL.toordinal()), until=UNTIL).digest == ranker().digest


@settings(max_examples=15, deadline=None)
@given(st.sampled_from(ACTORS), st.sampled_from(RELATIONS), st.integers(60, 89), st.booleans())
def test_without_the_future_every_answer_is_the_same(actor: str, relation: str, day: int, turned: bool) -> None:
    table, as_of = habits(), date.fromordinal(FIRST + day)
    cut = table.only(table.day <= as_of.toordinal())
    parties = (None, actor) if turned else (actor, None)
    words = {"as_of": as_of, "actor": parties[0], "relation": relation, "target": parties[1]}
    assert rank(ranker(), table, **words) == rank(ranker(), cut, **words)


def test_what_was_published_later_is_not_known() -> None:
    table = habits()
    late = replace(table, published=np.where(table.day > FIRST + 70, FIRST + 200, table.published).astype(np.int32))
    cut = table.only(table.day <= FIRST + 70)
    words = {"as_of": UNTIL, "actor": "Austria", "relation": "aid", "target": None}
    assert rank(ranker(), late, **words) == rank(ranker(), cut, **words)


def test_an_actor_without_events_is_answered_by_what_is_usual() -> None:
    found = whom("Nobody", "aid")
    assert found
    assert {driver.kind for one in found for driver in one.drivers} <= {"popular", "active", "kin", "rest"}


def test_without_any_history_there_is_no_answer() -> None:
    assert whom("Austria", "aid", date.fromordinal(FIRST - 1)) == ()


def test_a_history_with_other_numbers_and_new_actors_gives_the_same_answers() -> None:
    table = habits()
    actors = ("Fiji", *reversed(ACTORS))
    number = np.array([actors.index(name) for name in ACTORS], np.int32)
    relations = ("new", *reversed(RELATIONS))
    kind = np.array([relations.index(name) for name in RELATIONS], np.int32)
    other = replace(
        table,
        actors=actors,
        relations=relations,
        source=number[table.source],
        target=number[table.target],
        relation=kind[table.relation],
    )
    found = rank(ranker(), other, as_of=UNTIL, actor="Chad", relation="consult", target=None)
    assert found == whom("Chad", "consult")


def test_too_little_history_is_an_error() -> None:
    with pytest.raises(NeracaError, match="N602"):
        fit_ranker(habits(), until=date.fromordinal(FIRST + 20))
    with pytest.raises(NeracaError, match="N602"):
        fit_ranker(table_of([(0, 0, 0, 2)] * 400), until=UNTIL)


def test_an_unknown_relation_is_an_error() -> None:
    with pytest.raises(NeracaError, match="N603"):
        whom("Austria", "sing")


@pytest.mark.parametrize(("actor", "target"), [(None, None), ("Austria", "Brazil")])
def test_exactly_one_party_is_given(actor: str | None, target: str | None) -> None:
    with pytest.raises(NeracaError, match="N605"):
        rank(ranker(), habits(), as_of=UNTIL, actor=actor, relation="aid", target=target)


def test_an_open_history_knows_only_its_actors() -> None:
    history = open_history(ranker(), habits(), UNTIL)
    with pytest.raises(NeracaError, match="N606"):
        answer_of(ranker(), history, actor="Nobody", relation="aid", target=None)


def test_boosted_trees_answer_with_reasons_that_add_up_too() -> None:
    if not has_lightgbm():
        pytest.skip("LightGBM cannot be loaded here")
    boosted = fit_ranker(habits(), until=UNTIL, boosted=True)
    found = rank(boosted, habits(), as_of=UNTIL, actor="Austria", relation="aid", target=None)
    assert boosted.name != ranker().name
    assert all(sum(driver.weight for driver in one.drivers) == one.score for one in found)


def test_without_lightgbm_the_error_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lightgbm", None)
    assert not has_lightgbm()
    with pytest.raises(NeracaError, match="N604"):
        fit_ranker(habits(), until=UNTIL, boosted=True)


@given(st.integers(0, 2**32 - 1))
def test_parts_of_the_additive_model_add_up_to_its_score(seed: int) -> None:
    generator = np.random.default_rng(seed)
    count, hinges = len(NAMES), 5
    model = Additive(
        generator.normal(size=count),
        generator.uniform(0.5, 2, count),
        generator.choice(PLAIN, hinges),
        generator.normal(size=hinges),
        generator.normal(size=(len(PLAIN), len(CONTEXT) + 1)),
        generator.normal(size=hinges),
    )
    traits = generator.uniform(0, 5, (7, count)).astype(np.float32)
    assert np.allclose(model.parts(traits).sum(1), model.score(traits), rtol=1e-3, atol=1e-2)


def test_fitting_finds_the_trait_that_tells() -> None:
    generator = np.random.default_rng(0)
    traits = generator.uniform(0, 1, (2000, len(NAMES))).astype(np.float32)
    told = NAMES.index("best")
    right = np.zeros(2000, bool)
    right[np.arange(0, 2000, 10) + traits[:, told].reshape(200, 10).argmax(1)] = True
    model = fit_additive(traits, right, np.full(200, 10))
    assert np.abs(model.parts(traits)).mean(0).argmax() == told


def test_the_day_after_the_last_event_can_be_asked_about() -> None:
    assert whom("Austria", "aid", date.fromordinal(FIRST + 89) + timedelta(days=400))
