"""Denials, and words passed on, that do not repeat what was said."""

from __future__ import annotations

import pytest

from neraca.packs.catalogue import load_packs
from neraca.pipeline.reading import analyse
from neraca.records import Claim, Document, Stance


def claims(text: str, language: str) -> list[Claim]:
    document = Document(name="a.txt", sha256="0" * 64, media_type="text/plain", language=language, text=text)
    return [one for one in analyse(document, load_packs()).claims if one.event == "AID"]


def stances(claim: Claim, stance: Stance) -> set[str]:
    return {who for voice in claim.attributions if voice.stance is stance for who in voice.who}


@pytest.mark.parametrize(
    ("language", "text", "who"),
    [
        ("id", "Iran mengirim drone ke Sudan. Juru bicara pemerintah Iran menyebut laporan itu kabar bohong.", "IRN"),
        ("id", "Rwanda mengirim pasukan ke Kongo. Kigali menyebutnya bohong.", "RWA"),
        ("en", "China has sent drones to Sudan, Paris said. Beijing called the reports groundless.", "CHN"),
        ("en", "Turkey shipped rifles to Libya. The allegation is untrue, said the Turkish foreign ministry.", "TUR"),
        (
            "en",
            "The report that Belarus sent soldiers to Mali was false, said Belarusian spokeswoman Anna Ivanova.",
            "BLR",
        ),
        ("id", "Mesir mengirim senjata ke Sudan. Bantahan disampaikan oleh juru bicara pemerintah Mesir.", "EGY"),
    ],
)
def test_to_call_a_claim_false_is_to_deny_it(language: str, text: str, who: str) -> None:
    (claim,) = claims(text, language)
    assert stances(claim, Stance.DENIES) == {who}
    assert who not in stances(claim, Stance.ASSERTS)


def test_a_verdict_on_something_else_denies_nothing() -> None:
    found = claims("Ethiopia armed Somalia, a diplomat said. Addis Ababa said it was wrong to arm militias.", "en")
    assert not any(stances(claim, Stance.DENIES) for claim in found)


def test_a_denial_reaches_the_thing_that_it_names() -> None:
    text = (
        "Rwanda mengirim tentara ke Mozambik. Rwanda juga mengirim beras ke Mozambik. "
        "Juru bicara Mozambik menyebut laporan tentang tentara Rwanda itu sebagai kabar bohong."
    )
    denied = [stances(one, Stance.DENIES) for one in claims(text, "id")]
    assert denied == [{"MOZ"}, set()]


def test_the_next_sentence_says_what_was_denied() -> None:
    text = (
        "Iran mengirim rudal balistik ke Sudan, kata Menteri Luar Negeri Prancis. "
        "Iran juga mengirim beras ke Sudan. Teheran membantah. "
        "“Iran tidak mengirim rudal balistik ke Sudan,” tulis pemerintah Iran."
    )
    denied = [(one.negated, stances(one, Stance.DENIES)) for one in claims(text, "id")]
    assert denied == [(False, {"IRN"}), (False, set()), (True, set())]


def test_an_estimate_passed_on_is_its_sources_word() -> None:
    text = "Chad mengirim 300 tentara ke Niger. Perkiraan itu disampaikan oleh badan intelijen Prancis kepada parlemen."
    (claim,) = claims(text, "id")
    assert stances(claim, Stance.ASSERTS) == {"FRA"}


def test_a_further_admission_is_of_what_was_admitted() -> None:
    text = (
        "Ethiopia acknowledged on Monday that it had sent soldiers to Somalia. The losses were not given. "
        "Two days earlier a similar admission came from Somalia."
    )
    (claim,) = claims(text, "en")
    assert stances(claim, Stance.ASSERTS) == {"ETH", "SOM"}


def test_the_party_behind_a_source_speaks_for_itself() -> None:
    (claim,) = claims("Menurut Reuters, Turki menyatakan telah mengirim drone ke Ukraina.", "id")
    assert stances(claim, Stance.ASSERTS) == {"MED:REUTERS", "TUR"}


def test_whom_a_source_quotes_is_the_voice() -> None:
    (claim,) = claims("TASS quoted Vladimir Putin as saying Russia had delivered wheat to Mali.", "en")
    assert "RUS" in stances(claim, Stance.ASSERTS)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("id", "Presiden Serbia mengatakan Serbia tidak pernah dan tidak akan memberikan senjata kepada Ukraina."),
        ("en", "Serbia has not and will not supply ammunition to Ukraine, President Aleksandar Vucic said."),
    ],
)
def test_what_never_was_and_never_will_be_is_denied_twice(language: str, text: str) -> None:
    assert {(one.stage.value, one.negated) for one in claims(text, language)} == {("occurred", True), ("planned", True)}
