"""Which amounts cannot both be right."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from builders import make_claim, make_document
from neraca.records import Claim, Document, Reason
from neraca.records.figures import item_class_of, rival_figures

ONE = make_document("a.txt", text="Satu.")
TWO = make_document("b.txt", text="Dua.")
SEOUL = ("KOR", "intelligence", "asserts")
KYIV = ("UKR", "government", "asserts")


def toll(document: Document, amount: int, voice: tuple[str, str, str], fate: str = "killed") -> Claim:
    claim = make_claim(
        document, event="ASSAULT", actors=(), recipients=("PRK",), figures=((amount, amount),), voices=(voice,)
    )
    return replace(claim, reasons=(Reason(field="scope", rule=fate),))


def pairs(*claims: Claim, days: dict[str, date | None] | None = None) -> list[tuple[int, int]]:
    found = rival_figures(claims, {}, published=days)
    return [(int(low.low or 0), int(high.low or 0)) for (low, _), (high, _) in found]


def test_a_number_of_victims_counts_their_fate() -> None:
    claim = toll(ONE, 300, SEOUL)
    assert item_class_of(claim.quantities[0], claim) == "killed"


def test_the_killed_are_no_rivals_of_the_wounded() -> None:
    assert pairs(toll(ONE, 300, SEOUL), toll(TWO, 2700, KYIV, "wounded")) == []


def test_the_highest_toll_of_a_voice_stands() -> None:
    assert pairs(toll(ONE, 300, SEOUL), toll(TWO, 600, SEOUL), toll(TWO, 2000, KYIV)) == [(600, 2000)]


def test_gifts_reported_weeks_apart_may_be_two() -> None:
    first = make_claim(ONE, items=("troops",), figures=((1500, 1500),), voices=(SEOUL,))
    second = make_claim(TWO, items=("troops",), figures=((10000, 10000),), voices=(KYIV,))
    soon = {ONE.id: date(2024, 10, 18), TWO.id: date(2024, 10, 20)}
    late = {ONE.id: date(2024, 10, 18), TWO.id: date(2024, 11, 20)}
    assert pairs(first, second, days=soon) == [(1500, 10000)]
    assert pairs(first, second, days=late) == []
