"""Both directions side by side, by item class and period."""

from __future__ import annotations

from builders import make_claim, make_document, make_span
from neraca.link import group_claims
from neraca.relate import build_ledger
from neraca.relate.balance import Period, balance_entries, period_of
from neraca.weigh import assess_groups

ONE = make_document("a.txt", text="Satu.", published="2025-10-19")
CLAIMS = (
    make_claim(ONE, items=("troops",), when=("2024-10-08", "2024-10-14")),
    make_claim(ONE, at=200, items=("munitions",)),
    make_claim(
        ONE, at=400, actors=("RUS",), recipients=("PRK",), items=("munitions",), when=("2025-01-01", "2026-01-01")
    ),
    make_claim(ONE, at=600, actors=("IDN",), recipients=("PSE",), items=("food",)),
)  # fmt: skip
EVENTS = assess_groups(group_claims(CLAIMS, (ONE,)), documents=(ONE,), derivations=())
ENTRIES = build_ledger(EVENTS, CLAIMS)


def test_a_pair_is_one_balance_for_each_item_class_with_both_directions() -> None:
    balances = balance_entries(ENTRIES)
    assert [(one.left, one.right, one.item_class, len(one.left_gave), len(one.right_gave)) for one in balances] == [
        ("PRK", "RUS", "munitions", 1, 1),
        ("PRK", "RUS", "troops", 1, 0),
        ("IDN", "PSE", "food", 1, 0),
    ]


def test_gifts_stand_in_the_year_in_which_they_lie_whole() -> None:
    balances = balance_entries(ENTRIES, by=Period.YEAR)
    assert [(one.item_class, one.period, len(one.left_gave), len(one.right_gave)) for one in balances] == [
        ("munitions", "", 1, 0),
        ("munitions", "2025", 0, 1),
        ("troops", "2024", 1, 0),
        ("food", "", 1, 0),
    ]


def test_every_gift_stands_in_exactly_one_period() -> None:
    for by in (None, *Period):
        listed = [
            gift for one in balance_entries(ENTRIES, by=by) for side in (*one.left_gave, *one.right_gave)
            for gift in side.gifts
        ]  # fmt: skip
        assert sorted(gift.event for gift in listed) == sorted(gift.event for one in ENTRIES for gift in one.gifts)


def test_what_reaches_over_two_periods_or_is_open_has_none() -> None:
    assert period_of(make_span("2024-12-30", "2025-01-03"), by=Period.YEAR) == ""
    assert period_of(make_span("2024-12-30", None), by=Period.MONTH) == ""
    assert period_of(make_span("2024-12-01", "2025-01-01"), by=Period.MONTH) == "2024-12"
