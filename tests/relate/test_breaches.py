"""What acts are said to break: under which pair a charge stands, and both its sides."""

from __future__ import annotations

from collections.abc import Iterable

from builders import make_claim, make_evidence
from neraca.records import Breach, Rule, Stance
from neraca.relate.breaches import find_charges

RULE = Rule(code="UNSCR", number="1718", issuer="IGO:UNSC")
GIFT = make_claim("doc-a", items=["arms"])
PACT = make_claim("doc-a", at=200, event="COOPERATE", actors=["RUS", "PRK"], recipients=[])
ALONE = make_claim("doc-a", at=400, event="MOBILIZE", actors=["PRK"], recipients=[])


def make_breach(
    *,
    acts: Iterable[str],
    stance: Stance = Stance.ASSERTS,
    who: Iterable[str] = ("KOR",),
    parties: Iterable[str] = ("PRK",),
    at: int = 600,
) -> Breach:
    return Breach(
        evidence=make_evidence("x" * 30, document="doc-a", start=at),
        cue=make_evidence("xx", document="doc-a", start=at),
        rules=(RULE,),
        stance=stance,
        who=tuple(who),
        parties=tuple(parties),
        acts=tuple(acts),
    )


def test_a_charge_stands_under_the_pair_of_its_act_with_who_says_so_and_who_disputes_it() -> None:
    said, denied = make_breach(acts=[GIFT.id]), make_breach(acts=[GIFT.id], stance=Stance.DENIES, who=["RUS"], at=700)
    (charge,) = find_charges([denied, said], claims=[GIFT], events=())
    assert (charge.pair, charge.rule.key) == (("PRK", "RUS"), "UNSCR 1718")
    assert (charge.asserted, charge.disputed) == ((said,), (denied,))


def test_a_mutual_act_has_the_pair_of_its_parties() -> None:
    (charge,) = find_charges([make_breach(acts=[PACT.id], parties=["PRK", "RUS"])], claims=[PACT], events=())
    assert charge.pair == ("PRK", "RUS")


def test_an_act_of_one_side_stands_under_its_doer_alone() -> None:
    (charge,) = find_charges([make_breach(acts=[ALONE.id])], claims=[ALONE], events=())
    assert charge.pair == ("PRK",)


def test_what_concerns_no_act_stands_under_nobody() -> None:
    (charge,) = find_charges([make_breach(acts=[], parties=[])], claims=[], events=())
    assert charge.pair == ()


def test_a_charge_against_more_than_two_stands_under_each_of_them() -> None:
    breach = make_breach(acts=[], parties=["CHN", "PRK", "RUS"])
    assert [one.pair for one in find_charges([breach], claims=[], events=())] == [("CHN",), ("PRK",), ("RUS",)]
