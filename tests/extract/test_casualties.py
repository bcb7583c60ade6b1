"""Whose losses a sentence counts, and what its numbers count."""

from __future__ import annotations

import pytest

from neraca.packs.catalogue import load_packs
from neraca.pipeline.reading import analyse
from neraca.records import Claim, Document
from neraca.records.figures import fate_of

Losses = set[tuple[str, str, str]]


def claims(text: str, language: str) -> tuple[Claim, ...]:
    document = Document(name="a.txt", sha256="0" * 64, media_type="text/plain", language=language, text=text)
    return analyse(document, load_packs()).claims


def losses(text: str, language: str) -> Losses:
    """Victims, fate and lowest amount of every claim of casualties."""
    return {
        ("+".join(m.actor for m in claim.recipients), fate_of(claim), str(quantity.low))
        for claim in claims(text, language)
        if fate_of(claim)
        for quantity in claim.quantities
    }


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            *(
                "id",
                "Sekitar 40 tentara Niger tewas dan 90 lainnya terluka dalam pertempuran melawan militan di Tillaberi.",
            ),
            {("NER", "killed", "40"), ("NER", "wounded", "90")},
        ),
        (
            *("en", "Forty Chadian soldiers were killed and 25 others wounded near the border."),
            {("TCD", "killed", "40"), ("TCD", "wounded", "25")},
        ),
        (
            *(
                "id",
                "Presiden Rwanda mengatakan pada 3 Maret bahwa Burundi sudah kehilangan 700 orang, tewas dan terluka.",
            ),
            {("BDI", "casualties", "700")},
        ),
        ("en", "Ethiopia has lost some 200 soldiers, killed and wounded.", {("ETH", "casualties", "200")}),
        ("en", "Kenya had lost 140 soldiers in Somalia, an army chief said.", {("KEN", "lost", "140")}),
        (
            *("en", "Armenia said its forces had suffered 105 casualties, including 40 dead, since June."),
            {("ARM", "casualties", "105"), ("ARM", "killed", "40")},
        ),
        (
            *("id", "Pakistan menyatakan 12 prajuritnya gugur dan 30 lainnya luka-luka."),
            {("PAK", "killed", "12"), ("PAK", "wounded", "30")},
        ),
        ("id", "Dakar Sebut 60 Tentara Senegal Tewas di Casamance", {("SEN", "killed", "60")}),
    ],
)
def test_the_subject_of_death_and_injury_is_the_victim(language: str, text: str, expected: Losses) -> None:
    assert losses(text, language) == expected


def test_forces_without_a_name_are_those_named_before() -> None:
    text = (
        "Nobody knows how many Eritrean troops have crossed into Tigray. "
        "By spring, aid officials said, the contingent had suffered about 900 casualties, of whom some 300 were killed."
    )
    assert losses(text, "en") == {("ERI", "casualties", "900"), ("ERI", "killed", "300")}


def test_casualties_of_nobody_in_particular_are_those_of_the_forces_spoken_of() -> None:
    text = (
        "Pasukan Rwanda ditarik dari Kongo. "
        "Intelijen Burundi melaporkan bahwa korbannya mencapai 800 orang, termasuk 150 yang tewas."
    )
    assert losses(text, "id") == {("RWA", "casualties", "800"), ("RWA", "killed", "150")}


def test_who_counts_the_dead_did_not_kill_them() -> None:
    found = claims("Malian soldiers died in the north. France's intelligence service counted 470 casualties.", "en")
    assert {tuple(m.actor for m in one.actors) for one in found if fate_of(one)} == {()}


def test_wounded_soldiers_who_are_sent_home_are_no_act_of_wounding() -> None:
    assert losses("Sekitar 200 prajurit terluka dipulangkan ke Uganda pada Maret.", "id") == set()


def test_forces_of_the_speaker_act_for_the_speaker() -> None:
    text = "Partai Komunis Vietnam mengatakan pasukannya menyerang pangkalan Kamboja."
    (found,) = [one for one in claims(text, "id") if one.event == "ASSAULT"]
    assert ([m.actor for m in found.actors], [m.actor for m in found.recipients]) == (["VNM"], ["KHM"])
