"""Amounts side by side: small groups of claims by hand, and copies and order by Hypothesis."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_claim
from neraca.records import Claim, Counting
from neraca.records.values import FigureGroup
from neraca.weigh.counts import weigh_events, weigh_figures
from strategies import GENTLE

SEOUL = ("KOR", "intelligence", "asserts")
KYIV = ("UKR", "military", "asserts")
WASHINGTON = ("USA", "government", "asserts")
MOSCOW_DENIES = ("RUS", "government", "denies")
FIRST = date(2024, 10, 1)


def said(document: str, amount: int | tuple[int | None, int | None], *voices: tuple[str, str, str], **more) -> Claim:  # type: ignore[no-untyped-def]
    bounds = (amount, amount) if isinstance(amount, int) else amount
    return make_claim(document, items=("troops",), figures=(bounds,), voices=voices, **more)


def weigh(*claims: Claim, roots: dict[str, str] | None = None, **days: int) -> tuple[FigureGroup, ...]:
    published = {document: FIRST + timedelta(days=day) for document, day in days.items()}
    return weigh_figures(claims, roots=roots or {}, published=published)


def only(*claims: Claim, roots: dict[str, str] | None = None, **days: int) -> FigureGroup:
    (group,) = weigh(*claims, roots=roots, **days)
    return group


def test_figures_stand_side_by_side_with_their_voices_and_days() -> None:
    group = only(said("a", 11_000, SEOUL), said("b", 8_000, WASHINGTON), a=1, b=3)
    assert [(one.quantity.low, one.voices, one.root, one.published) for one in group.figures] == [
        (Decimal(8_000), ("USA",), "b", date(2024, 10, 4)),
        (Decimal(11_000), ("KOR",), "a", date(2024, 10, 2)),
    ]
    assert group.conflicting


def test_two_independent_sources_give_an_estimate_between_them() -> None:
    estimate = only(said("a", 11_000, SEOUL), said("b", 8_000, WASHINGTON)).estimate
    assert estimate is not None
    assert 8_000 < estimate.best < 11_000
    assert estimate.low < 8_500
    assert estimate.high > 10_500
    assert estimate.sources == 2


def test_one_source_gives_none() -> None:
    assert only(said("a", 11_000, SEOUL)).estimate is None
    assert only(said("a", 11_000, SEOUL), said("b", 10_000, SEOUL)).estimate is None


def test_a_gross_error_hardly_moves_the_estimate() -> None:
    claims = [said(f"d{at}", amount) for at, amount in enumerate((10_400, 9_800, 10_100, 10_300))]
    without, with_it = only(*claims).estimate, only(*claims, said("e", 101_000)).estimate
    assert without is not None
    assert with_it is not None
    assert abs(with_it.best / without.best - 1) < Decimal("0.03")


def test_sources_that_agree_give_their_own_amount() -> None:
    estimate = only(said("a", 1_000, SEOUL), said("b", 1_000, KYIV)).estimate
    assert estimate is not None
    assert estimate.best == 1_000


def test_additions_totals_and_plain_amounts_are_apart() -> None:
    groups = weigh(
        said("a", 1_000, SEOUL, counting=Counting.ADDITIONAL),
        said("b", 11_000, KYIV, counting=Counting.TOTAL),
        said("c", 10_000, WASHINGTON),
    )
    assert {group.counting for group in groups} == set(Counting)
    assert not any(group.estimate or group.conflicting for group in groups)


def test_other_items_and_units_are_apart() -> None:
    engineers = make_claim("a", items=("workers",), figures=((6_000, 6_000),), voices=(SEOUL,))
    shells = make_claim("c", items=("troops",), figures=((5_000, 5_000),), unit="round", voices=(KYIV,))
    groups = weigh(engineers, said("b", 11_000, KYIV), shells)
    assert [(group.unit, group.item_class) for group in groups] == [
        ("person", "troops"),
        ("person", "workers"),
        ("round", "troops"),
    ]


def test_a_bound_pushes_but_is_no_number() -> None:
    assert only(said("a", (6_000, None), SEOUL), said("b", 8_000, KYIV)).estimate is None
    numbers = said("a", 5_000, SEOUL), said("b", 8_000, KYIV)
    free, bound = only(*numbers).estimate, only(*numbers, said("c", (7_500, None), WASHINGTON)).estimate
    assert free is not None
    assert bound is not None
    assert bound.best > free.best
    assert bound.sources == 2
    assert len(bound.figures) == 3


def test_an_approximate_amount_weighs_less() -> None:
    plain = only(said("a", 4_210, SEOUL), said("b", 6_130, KYIV)).estimate
    rough = only(said("a", 4_210, SEOUL), said("b", 6_130, KYIV, approx=True)).estimate
    assert plain is not None
    assert rough is not None
    assert rough.best <= plain.best


def test_a_voice_in_several_reports_is_one_source_and_its_last_word_counts() -> None:
    group = only(said("a", 3_000, SEOUL), said("b", 11_000, SEOUL), said("c", 12_000, KYIV), a=1, b=5, c=5)
    assert [one.superseded for one in group.figures] == [True, False, False]
    assert group.estimate is not None
    assert group.estimate.low > 8_000
    assert group.estimate.sources == 2


def test_a_report_that_names_its_source_adds_none_of_its_own() -> None:
    group = only(said("a", 11_000, SEOUL), said("a", 12_000, at=500), said("b", 10_000, SEOUL))
    assert group.estimate is None


def test_a_changed_copy_is_listed_and_does_not_count() -> None:
    original, other = said("a", 11_000, SEOUL), said("c", 10_000, KYIV)
    before = only(original, other)
    after = only(original, other, said("b", 1_100, SEOUL), roots={"b": "a"})
    assert len(after.figures) == len(before.figures) + 1
    assert after.estimate == before.estimate


def test_a_denied_amount_has_nobody_behind_it() -> None:
    assert weigh(said("a", 11_000, MOSCOW_DENIES)) == ()


def test_two_amounts_of_one_claim_count_different_things() -> None:
    both = make_claim("a", items=("troops",), figures=((1_000, 1_000), (5_000, 5_000)), voices=(SEOUL,))
    group = only(both, said("b", 6_000, KYIV))
    assert len(group.figures) == 3
    assert group.estimate is None


def test_shares_and_durations_are_not_estimated() -> None:
    assert only(said("a", 40, SEOUL, unit="percent"), said("b", 60, KYIV, unit="percent")).estimate is None


@pytest.mark.parametrize("amount", [0, 1, 10**29, 10**40])
def test_extreme_amounts_do_no_harm(amount: int) -> None:
    group = only(said("a", amount, SEOUL), said("b", amount, KYIV), said("c", amount, WASHINGTON))
    assert group.estimate is None or group.estimate.best == amount


def test_a_source_that_is_always_too_high_is_allowed_for() -> None:
    events = []
    for at in range(30):
        true = 1_013 + 97 * at
        amounts = (true, true + 11, round(1.5 * true))
        voices = (SEOUL, KYIV, WASHINGTON)
        events.append([said(f"{voice[0]}{at}", one, voice) for voice, one in zip(voices, amounts, strict=True)])
    alone = weigh_figures(events[0], roots={}, published={})[0].estimate
    informed = weigh_events(events, roots={}, published={})[0][0].estimate
    assert alone is not None
    assert informed is not None
    assert abs(informed.best - 1_013) < abs(alone.best - 1_013)


@st.composite
def reports(draw: st.DrawFn) -> tuple[list[Claim], dict[str, str], dict[str, date | None]]:
    """Reports of one event, some of them copies of others, with their days."""
    claims, roots, published = [], {}, {}
    for at in range(draw(st.integers(1, 5))):
        document = f"doc{at}"
        low = draw(st.integers(0, 20_000))
        bounds = draw(st.sampled_from(((low, low), (low, None), (None, low), (low, low + 500))))
        voices = draw(st.sampled_from(((), (SEOUL,), (KYIV,), (SEOUL, KYIV), (MOSCOW_DENIES,))))
        counting = draw(st.sampled_from((Counting.PLAIN, Counting.PLAIN, Counting.TOTAL)))
        claims.append(said(document, bounds, *voices, counting=counting, approx=draw(st.booleans())))
        published[document] = draw(st.none() | st.dates(FIRST, FIRST + timedelta(days=9)))
        if at and draw(st.booleans()):
            roots[document] = "doc0"
    return claims, roots, published


@GENTLE
@given(reports(), st.randoms(use_true_random=False))
def test_any_order_gives_the_same(event, chance) -> None:  # type: ignore[no-untyped-def]
    claims, roots, published = event
    shuffled = [*claims, claims[0]]
    chance.shuffle(shuffled)
    assert weigh_figures(claims, roots=roots, published=published) == weigh_figures(
        shuffled, roots=roots, published=published
    )
    assert weigh_events([claims, shuffled], roots=roots, published=published) == weigh_events(
        [shuffled, claims], roots=roots, published=published
    )


@GENTLE
@given(reports(), st.integers(0, 4), st.booleans(), st.booleans())
def test_ten_copies_of_a_report_change_nothing(event, which, names, dated) -> None:  # type: ignore[no-untyped-def]
    claims, roots, published = event
    copied = [claim for claim in claims if claim.document not in roots]
    original = copied[which % len(copied)]
    bounds = original.quantities[0].low, original.quantities[0].high
    voices = [(one.who[0], one.kind.value, one.stance.value) for one in original.attributions]
    copies = [
        said(
            f"copy{at}",
            bounds,
            *(voices if names or MOSCOW_DENIES in voices else ()),
            counting=original.quantities[0].counting,
            approx=original.quantities[0].approx,
        )
        for at in range(10)
    ]
    more = roots | {copy.document: original.document for copy in copies}
    day = published[original.document]
    later = None if day is None or not dated else day + timedelta(days=1)
    days = published | {copy.document: later for copy in copies}
    assert weigh_figures(claims, roots=roots, published=published) == weigh_figures(
        [*copies, *claims], roots=more, published=days
    )


def test_gifts_told_weeks_apart_have_no_middle() -> None:
    one = make_claim("a", items=("troops",), figures=((10000, 10000),), voices=(("USA", "government", "asserts"),))
    other = make_claim("b", items=("troops",), figures=((3000, 3000),), voices=(("KOR", "military", "asserts"),))

    def estimate(later: date) -> object:
        (group,) = weigh_figures([one, other], roots={}, published={"a": date(2024, 10, 29), "b": later})
        return group.estimate

    assert estimate(date(2024, 11, 1)) is not None
    assert estimate(date(2025, 3, 28)) is None
    timed = [
        replace(claim, when=make_claim(claim.document, when=("2024-10-01", "2024-11-01")).when)
        for claim in (one, other)
    ]
    (group,) = weigh_figures(timed, roots={}, published={"a": date(2024, 10, 29), "b": date(2025, 3, 28)})
    assert group.estimate is not None
