"""Examples that a person's judgements make: what counts as read right, and which floors hold."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))
from judged import says_the_same, score, under

TEXT = "Norway has shipped 40 tons of wheat to Estonia."


def row(judged: str = "", **changed) -> dict:
    values = {
        "document": "a.txt",
        "span": {"start": 0, "end": len(TEXT), "exact": TEXT},
        "event": "AID",
        "stage": "occurred",
        "negated": False,
        "certainty": "plain",
        "actor": [{"id": "NOR", "text": "Norway"}],
        "recipient": [{"id": "EST", "text": "Estonia"}],
        "items": [{"class": "food", "text": "wheat"}],
        **changed,
    }
    return values | ({"judged": judged} if judged else {})


def scores(gold: list[dict], found: list[dict]):
    return score(gold, {"a.txt": found}, {"a.txt": TEXT})


@pytest.mark.parametrize(
    "changed",
    [
        {"event": "COOPERATE"},
        {"stage": "planned"},
        {"negated": True},
        {"certainty": "hedged"},
        {"actor": []},
        {"recipient": [{"id": "LVA", "text": "Estonia"}]},
        {"items": []},
        {"span": {"start": 0, "end": 10, "exact": TEXT[:10]}, "stage": "urged"},
        {"span": {"start": 46, "end": 90, "exact": ""}},
    ],
)
def test_a_claim_says_the_same_only_where_all_that_can_be_corrected_is_the_same(changed: dict) -> None:
    assert says_the_same(row(), row())
    assert not says_the_same(row(), row(**changed))


def test_parties_of_a_mutual_act_are_one_side() -> None:
    both = row(event="CONSULT", actor=[{"id": "NOR"}, {"id": "EST"}], recipient=[])
    assert says_the_same(both, row(event="CONSULT"))


def test_right_and_misread_claims_are_wanted_and_wrong_ones_are_not() -> None:
    made = [row(stage="planned")]
    found = scores([row("right"), row("misread", stage="planned"), row("wrong", stage="planned"), row("wrong")], made)
    assert {mark: (one.good, one.asked) for mark, one in found.items()} == {
        "right": (0, 1),
        "misread": (1, 1),
        "wrong": (1, 2),
    }
    assert found["wrong"].missed[0]["stage"] == "planned"


def test_an_example_whose_words_are_gone_is_absent() -> None:
    gone = row("right", span={"start": 0, "end": 5, "exact": "Sweden"})
    found = scores([gone, row("right", document="b.txt")], [row()])
    assert (found["right"].asked, found["right"].absent, found["right"].share) == (0, 2, 100.0)


def test_floors_hold_for_their_own_examples_that_are_all_there() -> None:
    good = scores([row("right")], [row()])
    assert under(good, {"corpus": "a", "right": 100.0, "misread": 50.0}, "a") == []
    assert under(good, {}, "b") == []
    assert under(good, {"corpus": "a"}, "b") == ["the examples are not those of the floors"]
    assert under(scores([row("right")], []), {"right": 90.0}, "") == ["right: 0.0, 0 absent; its floor is 90.0"]
    absent = scores([row("right", document="b.txt")], [])
    assert under(absent, {"right": 0.0}, "") == ["right: 100.0, 1 absent; its floor is 0.0"]
