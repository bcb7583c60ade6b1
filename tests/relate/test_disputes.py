"""Where the sources do not agree."""

from __future__ import annotations

from dataclasses import replace

from builders import make_claim, make_document
from neraca.link import group_claims
from neraca.records import Claim, EventStatus, Reason
from neraca.relate import Dispute, DisputeKind, find_disputes
from neraca.weigh import assess_groups

ONE = make_document("a.txt", text="Satu.")
TWO = make_document("b.txt", text="Dua.")
NIS = ("KOR", "intelligence", "asserts")
WEST = ("GRP:WEST", "official", "asserts")


def disputes(*claims: Claim) -> tuple[Dispute, ...]:
    events = assess_groups(group_claims(claims, (ONE, TWO)), documents=(ONE, TWO), derivations=())
    return find_disputes(events, claims)


def test_a_denial_stands_against_what_it_denies() -> None:
    said = make_claim(ONE, items=("troops",), voices=(NIS,))
    denied = make_claim(TWO, items=("troops",), voices=(("RUS", "government", "denies"),))
    (found,) = disputes(said, denied)
    assert (found.kind, found.status) == (DisputeKind.DENIAL, EventStatus.DISPUTED)
    assert (found.claims_for, found.claims_against) == ((said.id,), (denied.id,))
    assert (found.voices_for, found.voices_against) == (("KOR",), ("RUS",))


def test_rival_figures_stand_side_by_side() -> None:
    lower = make_claim(ONE, event="ASSAULT", actors=(), recipients=("PRK",), figures=((300, 300),), voices=(NIS,))
    higher = make_claim(TWO, event="ASSAULT", actors=(), recipients=("PRK",), figures=((1000, 1000),), voices=(WEST,))
    killed = (Reason(field="scope", rule="killed"),)  # tolls of a war: their numbers do not tell them apart
    (found,) = disputes(replace(higher, reasons=killed), replace(lower, reasons=killed))
    assert found.kind is DisputeKind.FIGURES
    assert (found.claims_for, found.claims_against) == ((lower.id,), (higher.id,))
    assert [int(figure.low or 0) for figure in found.figures] == [300, 1000]


def test_a_negation_is_the_other_side() -> None:
    said = make_claim(ONE, items=("troops",), voices=(NIS,))
    opposite = make_claim(TWO, items=("troops",), negated=True, voices=(("PRK", "government", "asserts"),))
    assert {(found.claims_for, found.claims_against) for found in disputes(said, opposite)} == {
        ((said.id,), (opposite.id,)),
        ((opposite.id,), (said.id,)),
    }


def test_agreement_is_no_dispute() -> None:
    assert disputes(make_claim(ONE, items=("troops",), voices=(NIS,)), make_claim(TWO, items=("troops",))) == ()
