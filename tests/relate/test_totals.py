"""What the amounts of a line come to: nothing is counted twice, and nothing is passed over in silence."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from builders import make_claim, make_document, make_quantity
from neraca.records import Counting, Omission, Stated, TimeSpan, Total
from neraca.relate.totals import Amount, add_up

ONE = make_document("a.txt", text="Satu.")
FEBRUARY = TimeSpan(start=date(2025, 2, 20), end=date(2025, 3, 1))
OCTOBER = TimeSpan(start=date(2024, 10, 1), end=date(2024, 11, 1))
MAY = TimeSpan(start=date(2025, 5, 1), end=date(2025, 6, 1))


def amount(
    low: int | None,
    high: int | None = None,
    *,
    event: str = "event-1",
    at: int = 100,
    counting: Counting = Counting.PLAIN,
    kind: str = "",
    when: TimeSpan | None = None,
    told: str | None = "2025-03-22",
    voices: tuple[str, ...] = ("KOR",),
    heading: bool = False,
    unit: str = "person",
    document: str = "a.txt",
) -> Amount:
    made = make_document(document, text="Satu.")
    claim = make_claim(made, at=at)
    quantity = make_quantity(low, high, document=made.id, counting=counting, start=at, unit=unit)
    return Amount(
        stated=Stated(quantity=quantity, claim=f"claim-{at}-{document}", event=event),
        claim=claim,
        kind=kind,
        when=when,
        told=None if told is None else date.fromisoformat(told),
        root=made.id,
        voices=frozenset(voices),
        is_heading=heading,
    )


def only(*amounts: Amount) -> Total:
    (total,) = add_up(amounts)
    return total


def bounds(total: Total) -> tuple[int | None, int | None]:
    low, high = (None if bound is None else int(bound) for bound in (total.low, total.high))
    return low, high


def test_an_additional_thousand_lies_within_the_total_of_eleven_thousand() -> None:
    total = only(
        amount(1000, 1000, counting=Counting.ADDITIONAL, when=FEBRUARY),
        amount(11000, 11000, event="event-2", at=300, counting=Counting.TOTAL),
    )
    assert bounds(total) == (11000, 11000)
    assert [(int(one.stated.quantity.low or 0), one.reason) for one in total.left_out] == [(1000, Omission.IN_TOTAL)]


def test_what_came_after_a_total_is_added_to_it() -> None:
    total = only(
        amount(11000, 11000, counting=Counting.TOTAL),
        amount(500, 700, event="event-2", at=300, when=MAY, told="2025-06-02"),
    )
    assert bounds(total) == (11500, 11700)
    assert total.left_out == ()


def test_a_newer_total_replaces_an_older_one_and_a_rival_one_widens_it() -> None:
    total = only(
        amount(10000, 10000, counting=Counting.TOTAL, told="2024-10-28", voices=("USA",)),
        amount(11000, 11000, at=300, counting=Counting.TOTAL, told="2025-03-27"),
        amount(12000, None, at=500, counting=Counting.TOTAL, told="2025-03-20", voices=("UKR",)),
    )
    assert bounds(total) == (11000, None)
    assert [one.reason for one in total.left_out] == [Omission.OLDER_TOTAL]


def test_gifts_at_different_times_are_added() -> None:
    total = only(
        amount(50, 50, when=OCTOBER, unit="ton"), amount(18, 18, event="event-2", at=300, when=MAY, unit="ton")
    )
    assert bounds(total) == (68, 68)
    assert len(total.added) == 2
    assert total.perhaps_same == ()


def test_gifts_that_may_be_one_give_a_range() -> None:
    total = only(amount(1000, 1000), amount(13000, None, event="event-2", at=300))
    assert bounds(total) == (13000, None)
    assert len(total.perhaps_same) == 2


def test_an_addition_comes_on_top_of_what_was_told_before_but_may_lie_within_what_is_told_later() -> None:
    earlier = amount(10000, 10000, told="2024-10-28")
    later = amount(15000, 15000, event="event-3", at=500, told="2025-05-01")
    extra = amount(3000, 3000, event="event-2", at=300, counting=Counting.ADDITIONAL)
    assert bounds(only(earlier, extra)) == (13000, 13000)
    assert bounds(only(extra, later)) == (15000, 18000)
    dated = amount(15000, 15000, event="event-3", at=500, told="2025-05-01", when=MAY)
    early = amount(3000, 3000, event="event-2", at=300, counting=Counting.ADDITIONAL, when=FEBRUARY)
    assert bounds(only(early, dated)) == (15000, 18000)


def test_rival_amounts_of_one_gift_are_a_range() -> None:
    rivals = only(amount(1000, 1000), amount(4000, 4000, at=300, voices=("UKR",)))
    assert bounds(rivals) == (1000, 4000)


def test_kinds_that_one_claim_counts_side_by_side_are_added_others_may_lie_within_each_other() -> None:
    sappers, builders = amount(1000, 1000, kind="labour/sappers"), amount(5000, 5000, kind="labour/builders")
    assert bounds(only(sappers, builders)) == (6000, 6000)
    apart = amount(5000, 5000, event="event-2", at=300, kind="labour/builders")
    assert bounds(only(sappers, builders, apart)) == (6000, 11000)
    special, soldiers = amount(1500, 1500, kind="troops/special"), amount(10000, 10000, at=300, kind="troops/soldiers")
    assert bounds(only(special, soldiers)) == (1500, 10000)


def test_a_heading_and_a_repetition_count_for_nothing_beside_the_report() -> None:
    total = only(
        amount(1500, 1500),
        amount(12000, 12000, at=300, heading=True),
        amount(1500, 1500, at=500, document="b.txt"),
    )
    assert bounds(total) == (1500, 1500)
    assert sorted(one.reason for one in total.left_out) == [Omission.HEADING, Omission.REPEATED]


def test_what_a_voice_corrects_later_is_replaced() -> None:
    total = only(amount(300, 300, told="2025-01-13"), amount(600, 600, at=300, told="2025-04-30"))
    assert bounds(total) == (600, 600)
    assert [one.reason for one in total.left_out] == [Omission.SUPERSEDED]


def test_units_are_kept_apart() -> None:
    assert [total.unit for total in add_up([amount(5, 5, unit="ton"), amount(5, 5, at=300)])] == ["person", "ton"]


def test_amounts_of_unlisted_units_are_never_added() -> None:
    assert add_up([amount(1000, 1000, unit="other"), amount(220, 220, at=300, unit="other")]) == ()


@st.composite
def listed(draw: st.DrawFn) -> list[Amount]:
    count = draw(st.integers(1, 6))
    return [
        amount(
            low := draw(st.integers(1, 50)),
            draw(st.sampled_from((low, low + 5, None))),
            event=f"event-{draw(st.integers(1, 3))}",
            at=100 + 200 * place,
            counting=draw(st.sampled_from(Counting)),
            when=draw(st.sampled_from((None, OCTOBER, FEBRUARY, MAY))),
            told=draw(st.sampled_from((None, "2024-10-28", "2025-03-22", "2025-06-02"))),
            voices=(draw(st.sampled_from(("KOR", "UKR", ""))),),
            heading=draw(st.booleans()),
        )
        for place in range(count)
    ]


@given(listed(), st.randoms())
def test_every_amount_is_added_or_left_out_once_and_order_does_not_matter(amounts, shuffled) -> None:
    (total,) = add_up(amounts)
    seen = [*total.added, *total.perhaps_same, *(one.stated for one in total.left_out)]
    assert sorted(one.claim for one in seen) == sorted(one.stated.claim for one in amounts)
    mixed = list(amounts)
    shuffled.shuffle(mixed)
    assert add_up(mixed) == (total,)


@given(listed())
def test_a_total_is_at_least_its_largest_plain_amount_and_at_most_the_sum(amounts) -> None:
    (total,) = add_up(amounts)
    counted = [*total.added, *total.perhaps_same]
    assert total.low is not None
    if total.high is not None:
        assert total.low <= total.high <= sum((one.quantity.high or Decimal(0)) for one in counted)
