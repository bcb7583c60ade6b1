"""The dossier's section of law: by target, with what a veto stopped, and charges under their pair."""

from __future__ import annotations

import pytest
from dossier_account import make_names

from builders import make_claim, make_document, make_evidence
from neraca.packs.words import read_words
from neraca.publish.balance import pair_id
from neraca.publish.book import Book, open_book
from neraca.publish.law import lay_out_law
from neraca.publish.relations import Relations
from neraca.records import (
    Account,
    Breach,
    Charge,
    Measure,
    Mention,
    MentionForm,
    Restriction,
    RestrictionKind,
    RestrictionStatus,
    Rule,
    Stance,
)

TEXT = "Rusia memveto rancangan resolusi tentang sanksi Mali, dan Jerman menyebut kiriman itu pelanggaran."
PAPER = make_document("a.txt", text=TEXT)
GIFT = make_claim(PAPER, actors=["IRN"], recipients=["RUS"], items=["missiles"])
RULE = Rule(code="UNSCR", number="2231", issuer="IGO:UNSC")


def mention(actor: str) -> Mention:
    return Mention(evidence=make_evidence(TEXT[:5], document=PAPER.id), actor=actor, form=MentionForm.NAME)


VETO = Measure(
    evidence=PAPER.evidence(0, len(TEXT)),
    cue=PAPER.evidence(6, 13),
    kind=RestrictionKind.VETO,
    status=RestrictionStatus.IMPOSED,
    issuers=(mention("RUS"),),
    targets=(mention("MLI"),),
    subject=PAPER.evidence(14, 52),
)
TIE = Restriction(
    kind=VETO.kind,
    status=VETO.status,
    issuers=("RUS",),
    targets=("MLI",),
    rules=(),
    item_classes=(),
    when=None,
    measures=(VETO,),
)
BREACH = Breach(
    evidence=PAPER.evidence(0, len(TEXT)),
    cue=PAPER.evidence(6, 13),
    rules=(RULE,),
    stance=Stance.ASSERTS,
    who=("DEU",),
    parties=("IRN",),
    acts=(GIFT.id,),
)
CHARGE = Charge(pair=("IRN", "RUS"), rule=RULE, asserted=(BREACH,), disputed=())


def make_book(*, language: str, claims: bool = True) -> Book:
    account = Account(
        as_of=None, documents=(PAPER,), claims=(GIFT,) if claims else (), derivations=(), events=(), entries=()
    )
    relations = Relations(restrictions=(TIE,), charges=(CHARGE,))
    return open_book(account, names=make_names(language), words=read_words(language), relations=relations)


def test_a_veto_stands_under_whom_it_spared_with_what_it_stopped() -> None:
    law = lay_out_law(make_book(language="id"))
    (group,) = law.groups
    (line,) = group.lines
    assert line.stopped == "rancangan resolusi tentang sanksi Mali"
    assert line.sentences[0].passage.trigger == "memveto"
    assert line.sentences[0].document == PAPER.id


def test_a_charge_without_a_ledger_line_stands_in_the_section_itself() -> None:
    law = lay_out_law(make_book(language="en"))
    assert law.charges == {}
    (line,) = law.other
    assert (line.rule, line.disputed) == ("UN Security Council resolution 2231", "")
    assert line.acts == ((GIFT.id, "1.1"),)


def test_an_act_that_was_set_aside_is_no_reference() -> None:
    (line,) = lay_out_law(make_book(language="en", claims=False)).other
    assert line.acts == ()


@pytest.mark.parametrize("pair", [("IRN", "RUS"), ("RUS", "IRN")])
def test_both_directions_of_a_pair_have_one_anchor(pair: tuple[str, str]) -> None:
    assert pair_id(*pair) == pair_id("IRN", "RUS")
