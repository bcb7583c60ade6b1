"""Which days of a matter count."""

from __future__ import annotations

from datetime import date, timedelta
from math import log1p

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_claim, make_document, make_span
from neraca.records import RankedDay, TimeSpan
from neraca.relate.days import DayMention, DayRule, mention_days, rank_days

DAY = date(2024, 6, 19)


def mention(source: str, day: date = DAY, *, published: date | None = DAY, width: int = 1) -> DayMention:
    return DayMention(span=TimeSpan(start=day, end=day + timedelta(days=width)), source=source, published=published)


def weights(*mentions: DayMention) -> dict[date, float]:
    return {one.day: one.weight for one in rank_days(mentions)}


def test_a_day_named_by_two_articles_outweighs_one_named_twice_by_one() -> None:
    other = DAY + timedelta(days=1)
    found = weights(mention("a"), mention("b"), mention("a", other), mention("a", other))
    assert found == {DAY: 2.0, other: pytest.approx(2**0.5, abs=1e-6)}


def test_looking_back_weighs_more_than_reporting_on_the_day_and_looking_ahead() -> None:
    (same,) = weights(mention("a")).values()
    (back,) = weights(mention("a", published=DAY + timedelta(days=7))).values()
    (ahead,) = weights(mention("a", published=DAY - timedelta(days=7))).values()
    (undated,) = weights(mention("a", published=None)).values()
    assert same == ahead == undated == 1.0
    assert back == pytest.approx((1 + log1p(7)) ** 0.5, abs=1e-6)


def test_a_stretch_of_days_names_each_of_them_a_little_and_a_year_none() -> None:
    found = rank_days([mention("a", width=4)])
    assert [(one.day, one.weight) for one in found] == [(DAY + timedelta(days=ahead), 0.5) for ahead in range(4)]
    assert (
        rank_days([mention("a", width=366), DayMention(span=make_span(None, "2024-06-19"), source="a", published=DAY)])
        == ()
    )


def test_a_ranked_day_says_who_names_it_and_who_looks_back() -> None:
    late = DAY + timedelta(days=30)
    (day,) = rank_days([mention("a"), mention("b", published=late), mention("b", published=late)])
    assert (day.sources, day.later, day.share) == (2, 1, 1.0)


def test_a_rule_without_echo_and_power_counts_mentions() -> None:
    counted = rank_days([mention("a"), mention("a"), mention("b")], DayRule(power=1.0, echo=0.0))
    assert [one.weight for one in counted] == [3.0]


def test_copies_name_a_day_with_their_original() -> None:
    first, copy = make_document("a.txt", published="2024-06-19"), make_document("b.txt", published="2024-06-25")
    claims = [make_claim(one, when=("2024-06-19", "2024-06-20")) for one in (first, copy)]
    claims.append(make_claim(first, at=300))
    found = rank_days(mention_days(claims, [first, copy], roots={copy.id: first.id}))
    ids = tuple(sorted(claim.id for claim in claims[:2]))
    assert found == (RankedDay(day=DAY, weight=round(2**0.5, 6), share=1.0, sources=1, later=0, claims=ids),)


MENTIONS = st.builds(
    mention,
    st.sampled_from("abc"),
    st.dates(date(2024, 6, 1), date(2024, 6, 9)),
    published=st.none() | st.dates(date(2024, 6, 1), date(2024, 7, 9)),
    width=st.integers(1, 40),
)


@given(st.lists(MENTIONS, max_size=12).flatmap(lambda listed: st.tuples(st.just(listed), st.permutations(listed))))
def test_the_order_of_mentions_changes_nothing(both: tuple[list[DayMention], list[DayMention]]) -> None:
    assert rank_days(both[0]) == rank_days(both[1])
