"""What a person judged wrong counts in no view of events taken together."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from builders import make_claim, make_document, make_evidence
from neraca.packs.catalogue import load_packs
from neraca.pipeline import build_account
from neraca.pipeline.judgements import find_standing
from neraca.pipeline.reading import analyse
from neraca.records import Account, Claim, Correction, Counting, Judgement, JudgementKind, Link, LinkType
from neraca.service.accounts import without_wrong
from neraca.service.law_rows import gather_law
from neraca.service.network import remarks_in
from neraca.service.reaction_rows import return_rows

TEXT = make_document("a.txt", text="Satu.", published="2025-03-22", outlet="Koran Satu")


def judged(*about: str) -> Judgement:
    made_at = datetime(2026, 1, 1, 12, tzinfo=UTC)
    return Judgement(kind=JudgementKind.WRONG, about=about, person="Rini", made_at=made_at)


def account(claims: tuple[Claim, ...], *wrong: str) -> Account:
    judgements = [judged(*wrong)]
    made = build_account([TEXT], claims, judgements=judgements)
    return without_wrong(made, find_standing(judgements))


def test_a_headcount_beside_a_gift_does_not_count_once_it_is_judged_wrong() -> None:
    gift = make_claim(TEXT, items=("troops",), figures=((1000, 1000),))
    heads = make_claim(
        TEXT,
        at=150,
        event="MOBILIZE",
        recipients=(),
        items=("troops",),
        figures=((11000, 11000),),
        counting=Counting.TOTAL,
    )
    (before,) = account((gift, heads), "event:claim-none").entries
    assert heads.id in before.claims
    for wrong in (heads.id, f"event:{heads.id}"):
        (entry,) = account((gift, heads), wrong).entries
        assert entry.claims == (gift.id,)


def test_a_price_that_is_judged_wrong_is_no_price() -> None:
    cue = make_evidence("sebagai imbalan atas", document=TEXT.id, start=95)
    first, second = make_claim(TEXT, at=200, items=("troops",)), make_claim(TEXT, at=400, items=("munitions",))
    gift = make_claim(TEXT, items=("energy",), actors=("RUS",), recipients=("PRK",))
    links = tuple(Link(type=LinkType.IN_RETURN_FOR, to=one.id, cue=cue) for one in (first, second))
    gift = replace(gift, links=links)
    claims = (gift, first, second)
    assert [set(row["prices"]) for row in return_rows(account(claims, "event:claim-none"))] == [{first.id, second.id}]
    for wrong in (first.id, f"event:{first.id}"):
        cut = account(claims, wrong)
        assert [row["prices"] for row in return_rows(cut)] == [[second.id]]
        assert [entry.given_for for entry in cut.entries if entry.giver == "RUS"] == [(second.id,)]
    assert return_rows(account(claims, first.id, second.id)) == []
    assert return_rows(account(claims, f"event:{gift.id}")) == []


LAW = make_document(
    "b.txt",
    text="Amerika Serikat menjatuhkan sanksi kepada Korea Utara pada 10 Oktober 2024. "
    "Jepang mengamati dengan cermat hubungan Rusia dan Korea Utara.",
    published="2024-10-17",
)


def test_a_restriction_that_a_wrong_claim_tells_is_none_and_a_wrong_document_is_not_read_again() -> None:
    packs = load_packs()
    claims = analyse(LAW, packs).claims
    sanction = next(claim for claim in claims if claim.event == "SANCTION")

    def read(*wrong: str) -> tuple[int, int]:
        judgements = [judged(*wrong)]
        made = build_account([LAW], claims, judgements=judgements)
        cut = without_wrong(made, find_standing(judgements))
        return len(gather_law(cut, packs).restrictions), len(remarks_in(cut, packs))

    assert read("claim-none") == (1, 1)
    assert read(sanction.id) == (0, 1)
    assert read(LAW.id) == (0, 0)


def test_a_restriction_is_as_a_person_says_that_its_claim_should_be() -> None:
    packs = load_packs()
    claims = analyse(LAW, packs).claims
    sanction = next(claim for claim in claims if claim.event == "SANCTION")

    def read(**fields: object) -> list[tuple[str, tuple[str, ...]]]:
        said = Judgement(
            kind=JudgementKind.MISREAD,
            about=(sanction.id,),
            person="Rini",
            made_at=datetime(2026, 1, 1, 12, tzinfo=UTC),
            value=Correction(**fields).text,  # type: ignore[arg-type]
        )
        made = without_wrong(build_account([LAW], claims, judgements=[said]), find_standing([said]))
        assert len(remarks_in(made, packs)) == 1
        return [(one.status.value, one.issuers) for one in gather_law(made, packs).restrictions]

    assert read(actors=("JPN",)) == [("imposed", ("JPN",))]
    assert read(negated=True) == [("not_imposed", ("USA",))]
    assert read(event="ACCUSE") == []
