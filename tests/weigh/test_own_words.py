"""Whose word a document is where it quotes nobody."""

from __future__ import annotations

from builders import make_document, make_evidence
from neraca.records.credit import Credit, CreditKind
from neraca.weigh.witnesses import own_words

ACTORS = {"antara": "MED:ANTARA"}


def credit(document: str, outlet: str, *, start: int = 0) -> Credit:
    evidence = make_evidence(outlet, document=document, start=start)
    return Credit(document=document, evidence=evidence, source=outlet, outlet=outlet, kind=CreditKind.AGENCY)


def test_articles_of_one_outlet_and_those_that_credit_it_are_one_voice() -> None:
    own = make_document("a.txt", outlet="ANTARA")
    crediting = make_document("b.txt", text="Dua.", outlet="Buana Lintang")
    other = make_document("c.txt", text="Tiga.", outlet="Buana  Lintang")
    nobody = make_document("d.txt", text="Empat.")
    stated = [credit(crediting.id, "Antara", start=9)]
    found = own_words([nobody, other, crediting, own], stated=stated, actors=ACTORS)
    assert found == {own.id: "MED:ANTARA", crediting.id: "MED:ANTARA", other.id: "outlet:buana lintang"}


def test_of_several_credits_the_first_in_the_text_counts() -> None:
    document = make_document("a.txt")
    stated = [credit(document.id, "Reuters", start=50), credit(document.id, "Antara", start=5)]
    assert own_words([document], stated=stated, actors=ACTORS) == {document.id: "MED:ANTARA"}
