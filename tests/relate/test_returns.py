"""What things were given for."""

from __future__ import annotations

from dataclasses import replace

from builders import make_claim, make_evidence
from neraca.records import Link, LinkType, Purpose
from neraca.relate.returns import find_returns

CUE = make_evidence("sebagai imbalan atas", document="doc-a", start=600)
WORDS = make_evidence("pengerahan pasukan", document="doc-a", start=700)


def test_words_alone_are_a_price() -> None:
    gift = replace(make_claim(items=("energy",)), purposes=(Purpose(cue=CUE, evidence=WORDS),))
    (found,) = find_returns([gift])
    assert (found.given, found.words, found.prices, found.cue) == (gift.id, WORDS, (), CUE)


def test_words_and_the_claim_that_tells_them_are_one_return() -> None:
    price = make_claim(at=200, items=("troops",))
    gift = replace(
        make_claim(items=("energy",)),
        purposes=(Purpose(cue=CUE, evidence=WORDS),),
        links=(Link(type=LinkType.IN_RETURN_FOR, to=price.id, cue=CUE),),
    )
    (found,) = find_returns([price, gift])
    assert (found.words, found.prices) == (WORDS, (price.id,))


def test_two_ties_are_two_returns() -> None:
    other = make_evidence("bayaran untuk", document="doc-a", start=800)
    gift = replace(make_claim(), purposes=(Purpose(cue=CUE, evidence=WORDS), Purpose(cue=other, evidence=WORDS)))
    assert [one.cue for one in find_returns([gift])] == [CUE, other]


def test_what_answers_is_no_return() -> None:
    price = make_claim(at=200)
    gift = replace(make_claim(), links=(Link(type=LinkType.REACTION_TO, to=price.id, cue=CUE),))
    assert find_returns([gift, price]) == ()
