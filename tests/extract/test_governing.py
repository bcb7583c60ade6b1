"""What is said above an act: conditions, forecasts and requests, told apart by the tree."""

from __future__ import annotations

import pytest

from neraca.packs.catalogue import load_packs
from neraca.pipeline.reading import analyse
from neraca.records import Document


def _stage(text: str, language: str, word: str) -> str:
    document = Document(name="a.txt", sha256="0" * 64, media_type="text/plain", language=language, text=text)
    claims = [claim for claim in analyse(document, load_packs()).claims if claim.trigger.quote == word]
    return claims[0].stage.value


@pytest.mark.parametrize(
    ("text", "word", "stage"),
    [
        ("Rusia akan mengirim pasukan ke Mali jika Bamako memintanya.", "mengirim", "hypothetical"),
        ("Rusia akan mengirim pasukan ke Mali, kecuali jika Bamako menolak.", "mengirim", "planned"),
        ("Selain Ceko, Rusia mengirim gandum ke semua negara kecuali Polandia.", "mengirim", "occurred"),
        (
            "Rusia mengirim gandum ke Mali, kata seorang diplomat, dan akan membalas jika diserang.",
            "mengirim",
            "occurred",
        ),
    ],
)
def test_a_condition_holds_for_what_hangs_on_it(text: str, word: str, stage: str) -> None:
    assert _stage(text, "id", word) == stage


@pytest.mark.parametrize(
    ("text", "word", "stage"),
    [
        ("Mesir meminta Rusia mengirim gandum ke Sudan.", "mengirim", "urged"),
        ("Mesir meminta Israel mundur dan telah mengirim gandum ke Sudan.", "mengirim", "occurred"),
        ("Mesir meminta Israel menghentikan pengusiran warga Palestina dari Gaza.", "pengusiran", "ongoing"),
    ],
)
def test_a_request_asks_for_what_stands_in_it(text: str, word: str, stage: str) -> None:
    assert _stage(text, "id", word) == stage


def test_an_analyst_foretells_what_a_government_plans() -> None:
    assert _stage("Turki akan mengirim pasukan ke Libya, kata Menlu Turki.", "id", "mengirim") == "planned"
    assert (
        _stage("Turki akan mengirim pasukan ke Libya, kata seorang pengamat di Kairo.", "id", "mengirim") == "predicted"
    )


def test_an_inverted_condition_is_one() -> None:
    text = "Should Egypt close the strait, Turkey would send troops to Libya."
    assert _stage(text, "en", "send") == "hypothetical"
    assert _stage("Turkey should send troops to Libya, Egypt said.", "en", "send") != "hypothetical"
