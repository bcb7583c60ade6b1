"""Proposed credibility, its rules in order, and the evidence that weighs most."""

from __future__ import annotations

from datetime import date

import pytest

from builders import make_claim
from neraca.records import Stage
from neraca.weigh import Sources, assess

NIS = ("KOR", "intelligence", "asserts")
PENTAGON = ("USA", "government", "asserts")
MOSCOW = ("RUS", "government", "asserts")
NO = ("RUS", "government", "denies")
DAYS = {name: date(2024, 10, number) for number, name in enumerate("abc", start=1)}


def claim(document: str, *voices: tuple[str, str, str], **fields: object):  # type: ignore[no-untyped-def]
    return make_claim(document, items=("troops",), voices=voices, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("claims", "number", "rule"),
    [
        ([claim("a", NIS, stage=Stage.PLANNED)], 6, "foreseen"),
        ([claim("a", ("KOR", "government", "doubts"))], 6, "nobody_asserts"),
        ([claim("a", NIS), claim("b", ("KOR", "intelligence", "denies"))], 5, "taken_back"),
        ([claim("a", MOSCOW, ("PRK", "government", "denies"))], 3, "party_confirms_other_denies"),
        ([claim("a", NIS), claim("b", PENTAGON, NO)], 3, "two_witnesses_against_denial"),
        ([claim("a", NIS, NO)], 4, "one_witness_against_denial"),
        ([claim("a", NIS, NO, hedged=True)], 5, "weak_word_against_denial"),
        ([claim("a", MOSCOW), claim("b", NIS)], 1, "party_confirms_with_witness"),
        ([claim("a", MOSCOW)], 2, "party_confirms_alone"),
        ([claim("a", NIS), claim("b", PENTAGON), claim("c")], 1, "three_witnesses"),
        ([claim("a", NIS), claim("b", PENTAGON)], 2, "two_witnesses"),
        ([claim("a", NIS)], 3, "one_witness"),
        ([claim("a", NIS, hedged=True), claim("b", PENTAGON, hedged=True)], 3, "several_weak_words"),
        ([claim("a", NIS, hedged=True)], 4, "weak_word"),
    ],
)
def test_the_first_rule_that_holds_proposes(claims, number, rule) -> None:  # type: ignore[no-untyped-def]
    event = assess(claims, sources=Sources(roots={}, published=DAYS))
    assert (event.credibility, event.credibility_rule) == (number, rule)


def test_only_a_denial_leaves_nobody_who_asserts() -> None:
    event = assess([claim("a", NO)], sources=Sources(roots={}))
    assert (event.credibility, event.strongest) == (6, "")


def test_the_strongest_evidence_is_a_partys_own_word_on_either_side() -> None:
    hedged, plain, party = claim("a", NIS, hedged=True), claim("b", NIS), claim("c", MOSCOW)
    assert assess([hedged, plain], sources=Sources(roots={})).strongest == plain.id
    assert assess([hedged, plain, party], sources=Sources(roots={})).strongest == party.id
    other, denial = claim("d", ("CHN", "government", "denies")), claim("e", NO)
    assert assess([plain, other, denial], sources=Sources(roots={})).strongest_against == denial.id


def test_an_agency_that_quotes_a_service_is_no_second_witness() -> None:
    through = claim("a", ("MED:YONHAP", "agency", "asserts"), NIS)
    event = assess([through, claim("b", NIS)], sources=Sources(roots={}))
    assert [one.voice for one in event.testimony] == ["KOR"]
    assert event.testimony[0].documents == ("a", "b")


def test_two_articles_of_one_outlet_on_its_own_word_are_one_witness() -> None:
    own = {"a": "MED:ANTARA", "b": "MED:ANTARA", "c": "outlet:buana lintang"}
    event = assess([claim("a"), claim("b"), claim("c")], sources=Sources(roots={}, own=own))
    assert (event.reports, event.witnesses) == (3, 2)


def test_a_party_is_marked_among_the_witnesses() -> None:
    event = assess([claim("a", MOSCOW), claim("b", NIS)], sources=Sources(roots={}))
    assert {one.voice: one.is_party for one in event.testimony} == {"RUS": True, "KOR": False}


def test_an_undated_denial_takes_nothing_back() -> None:
    said, denied = claim("a", NIS), claim("z", ("KOR", "intelligence", "denies"))
    event = assess([said, denied], sources=Sources(roots={}, published={"a": date(2024, 10, 1)}))
    assert event.credibility_rule != "taken_back"
