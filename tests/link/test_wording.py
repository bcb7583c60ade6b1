"""Two tellings by their words: kept apart by what they are of, the same in either order."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from neraca.link.wording import (
    Telling,
    document_words,
    documents_alike,
    features,
    kind_of,
    likeness,
    rarity_of,
    tell,
    weigh,
    weights_of,
)
from neraca.packs.linking import Curve, Model, Weights, irregular_forms, load_model, load_word_tables

TABLES = load_word_tables()
MODEL = load_model("wording")
SENTENCES = (
    ("en", "A gunman shot two guards at the Port Avel depot on Monday", "shot"),
    ("en", "Two guards were shot dead at the depot in Port Avel , police said", "shot"),
    ("en", "The minister told reporters that talks in Geneva had failed", "told"),
    ("id", "Dua penjaga gudang di Port Avel ditembak pada Senin", "ditembak"),
    ("id", "Menteri itu bertemu utusan Swiss di Jenewa untuk membahas 12 usulan", "bertemu"),
)
DOCUMENTS = tuple(document_words(text.split(), language=language) for language, text, _ in SENTENCES)
RARITY = rarity_of(DOCUMENTS)


def telling(number: int) -> Telling:
    language, text, trigger = SENTENCES[number]
    words = text.split()
    place = words.index(trigger)
    return tell(words, [place], language=language, document=str(number), sentence=0)


def likely(one: Telling, other: Telling) -> float:
    mine, yours = (weigh(each, rarity=RARITY, tables=TABLES) for each in (one, other))
    return likeness(mine, yours, model=MODEL, rarity=RARITY, tables=TABLES)


def compared(one: Telling, other: Telling) -> dict[str, float]:
    mine, yours = (weigh(each, rarity=RARITY, tables=TABLES) for each in (one, other))
    return features(mine, yours, rarity=RARITY, tables=TABLES)


def test_one_shooting_told_twice_is_likelier_than_two_acts() -> None:
    assert likely(telling(0), telling(1)) > likely(telling(0), telling(2))


def test_a_telling_in_the_other_language_is_likelier_than_another_act() -> None:
    assert likely(telling(0), telling(3)) > likely(telling(0), telling(4))


@given(st.integers(0, len(SENTENCES) - 1), st.integers(0, len(SENTENCES) - 1))
def test_the_order_of_two_tellings_does_not_count(one: int, other: int) -> None:
    assert compared(telling(one), telling(other)) == compared(telling(other), telling(one))
    assert likely(telling(one), telling(other)) == likely(telling(other), telling(one))


def test_an_irregular_form_has_the_stem_of_its_word() -> None:
    told = tell(["He", "told", "them"], [1], language="en", document="a", sentence=0)
    tells = tell(["She", "tells", "us"], [1], language="en", document="b", sentence=0)
    assert told.head == tells.head
    assert kind_of(told, tells) == "same"


def test_no_form_belongs_to_two_words() -> None:
    forms = irregular_forms("en")
    assert len(forms) == len(set(forms))
    assert not set(forms) & {word for word in forms.values() if word in forms}


def test_numbers_and_names_that_differ_are_named() -> None:
    one = tell(["Dana", "sent", "40", "trucks", "to", "Orvel"], [1], language="en", document="a", sentence=0)
    other = tell(["Mirko", "sent", "90", "trucks", "to", "Tarsk"], [1], language="en", document="b", sentence=0)
    found = compared(one, other)
    assert (found["other names"], found["other numbers"], found["names"]) == (1.0, 1.0, 0.0)


def test_documents_of_the_same_words_are_most_alike() -> None:
    assert documents_alike(DOCUMENTS[0], DOCUMENTS[0], RARITY) == pytest.approx(1.0)
    assert documents_alike(DOCUMENTS[0], DOCUMENTS[1], RARITY) > documents_alike(DOCUMENTS[0], DOCUMENTS[2], RARITY)


def test_the_reasons_add_up_to_the_score() -> None:
    weights = weights_of(MODEL, telling(0), telling(1))
    found = compared(telling(0), telling(1))
    total = weights.start + sum(score for _, score in weights.reasons(found))
    assert total == pytest.approx(weights.score(found))


def test_a_curve_is_straight_between_its_points_and_level_outside() -> None:
    curve = Curve(at=(0.0, 1.0, 3.0), score=(0.0, 2.0, 0.0))
    assert [curve.of(value) for value in (-1.0, 0.5, 1.0, 2.0, 9.0)] == [0.0, 1.0, 2.0, 1.0, 0.0]


@pytest.mark.parametrize("points", [([0.0], [1.0]), ([1.0, 0.0], [1.0, 1.0]), ([0.0, 1.0], [1.0])])
def test_a_broken_curve_is_refused(points: tuple[list[float], list[float]]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"at": points[0], "score": points[1]}, Curve)


def test_an_absent_feature_says_nothing() -> None:
    weights = Weights(start=0.0, weights={"same day": 2.0}, curves={"words": Curve(at=(0.0, 1.0), score=(-1.0, 1.0))})
    assert weights.probability({}) == 0.5
    assert Model(kinds={"all": weights}).kinds["all"].score({"same day": 1.0}) == 2.0
