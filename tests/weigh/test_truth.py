"""Values from sources that copy: small tables by hand, and any order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from neraca.records.values import WeighedValues
from neraca.weigh.truth import weigh_values
from strategies import GENTLE

Triple = tuple[str, str, str]


def table(*, independent: int, copiers: int, items: int = 120) -> list[Triple]:
    """Independent sources with errors of their own on a sixth, and copiers that share theirs on a third."""
    found = []
    for at in range(items):
        for source in range(independent):
            wrong = (at * 7 + source * 13) % 6 == 0 and (at + source) % 5 != 0
            found.append((f"item{at:03}", f"own{source}", f"error {(at + source) % 4}" if wrong else "true"))
        for copier in range(copiers):
            found.append((f"item{at:03}", f"copier{copier}", "true" if at % 3 else "shared error"))
    return found


def accuracy_of(weighed: WeighedValues, source: str) -> float:
    return next(one.accuracy for one in weighed.sources if one.source == source)


def best_of(weighed: WeighedValues) -> dict[str, str]:
    return {one.item: one.best.value for one in weighed.items}


def test_copiers_that_outnumber_the_others_do_not_win() -> None:
    weighed = weigh_values(table(independent=5, copiers=8))
    assert sum(value == "true" for value in best_of(weighed).values()) >= 118


def test_who_shares_errors_is_dependent_and_who_does_not_is_free() -> None:
    weighed = weigh_values(table(independent=5, copiers=8))
    pairs = {(one.first, one.second) for one in weighed.dependences}
    assert {("copier0", "copier1"), ("copier6", "copier7")} <= pairs
    assert not any(first.startswith("own") or second.startswith("own") for first, second in pairs)


def test_accuracy_follows_who_is_right() -> None:
    weighed = weigh_values(table(independent=5, copiers=8))
    assert accuracy_of(weighed, "own0") > accuracy_of(weighed, "copier0") + 0.05


def test_more_copiers_change_no_value() -> None:
    assert best_of(weigh_values(table(independent=5, copiers=8))) == best_of(
        weigh_values(table(independent=5, copiers=18))
    )


def test_what_a_person_has_fixed_stays_and_counts() -> None:
    triples = [("x", "one", "1"), ("x", "two", "2"), ("x", "three", "2")]
    assert weigh_values(triples).items[0].best.value == "2"
    weighed = weigh_values(triples, fixed={"one": 0.99, "two": 0.1, "three": 0.1})
    assert weighed.items[0].best.value == "1"
    assert [(one.source, one.accuracy, one.fixed) for one in weighed.sources] == [
        ("one", 0.99, True),
        ("three", 0.1, True),
        ("two", 0.1, True),
    ]


def test_a_source_that_is_always_right_by_decree_does_not_break_the_sums() -> None:
    weighed = weigh_values([("x", "one", "1"), ("x", "two", "2")], fixed={"one": 1.0, "two": 0.0})
    assert weighed.items[0].best.value == "1"
    assert accuracy_of(weighed, "one") == 1.0


def test_nothing_gives_nothing() -> None:
    assert weigh_values([]) == WeighedValues(items=(), sources=(), dependences=())


@GENTLE
@given(
    st.lists(
        st.tuples(st.sampled_from("xyz"), st.sampled_from(("a", "b", "c", "d")), st.sampled_from("123")),
        max_size=30,
    ),
    st.randoms(use_true_random=False),
)
def test_any_order_and_repetition_gives_the_same(triples, chance) -> None:  # type: ignore[no-untyped-def]
    shuffled = triples + triples[:3]
    chance.shuffle(shuffled)
    assert weigh_values(triples) == weigh_values(shuffled)


@GENTLE
@given(
    st.lists(
        st.tuples(st.sampled_from("xyz"), st.sampled_from(("a", "b", "c", "d")), st.sampled_from("123")),
        min_size=1,
        max_size=30,
    )
)
def test_probabilities_of_an_item_sum_to_one(triples) -> None:  # type: ignore[no-untyped-def]
    for item in weigh_values(triples).items:
        assert abs(sum(value.probability for value in item.values) - 1) < 1e-4
        assert [value.probability for value in item.values] == sorted(
            (value.probability for value in item.values), reverse=True
        )
