"""Whom a report rests on as a whole: the data folder's own examples, and what must not be taken for a credit."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from builders import make_document
from neraca.link.credits import find_credits
from neraca.packs.credits import load_credits
from neraca.packs.files import data_folder
from neraca.packs.outlets import load_outlets
from neraca.records import Span, Zone, ZoneKind

PACK = load_credits(load_outlets())
EXAMPLES = tomllib.loads(data_folder().joinpath("credits", "examples.toml").read_text(encoding="utf-8"))["report"]


def credited(text: str, **about: Any) -> list[str]:
    also = about.pop("also", ())
    found = find_credits(make_document(text=text, **about), PACK, also=also)
    return [f"{one.source} {one.kind}" for one in found]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["text"][:40])
def test_every_example_rests_on_whom_it_says(example: dict[str, Any]) -> None:
    found = credited(example["text"], language=example["language"], outlet=example.get("outlet"))
    assert found == example["credits"]


def test_an_outlet_of_the_collection_can_be_credited() -> None:
    text = "Kapal itu mengangkut pupuk dan beras untuk dua provinsi di utara, dilansir Buana Lintang, Jumat pagi."
    assert credited(text) == []
    assert credited(text, also=["Buana Lintang"]) == ["Buana Lintang outlet"]


def test_two_agencies_in_one_line_are_two_credits() -> None:
    text = "Kapal itu mengangkut pupuk dan beras untuk dua provinsi di utara. (Reuters/AFP)"
    assert credited(text) == ["MED:REUTERS agency", "MED:AFP agency"]


def test_a_credit_far_down_is_for_its_sentence_only() -> None:
    body = "Kapal itu mengangkut pupuk dan beras untuk dua provinsi di utara negeri itu.\n" * 12
    assert credited(f"{body}Angka itu lebih tinggi daripada yang dikutip Reuters dari dua pejabat pekan lalu.") == []


def test_the_end_of_a_longer_name_is_no_outlet() -> None:
    assert credited("Ia mengutip Tempo Scan dalam laporan tahunan tentang pasar obat di Asia Tenggara tahun ini.") == []


def test_a_picture_is_credited_for_itself() -> None:
    caption = "Kapal di pelabuhan, dilansir Reuters untuk semua media pada hari Jumat pagi itu juga."
    zones = (Zone(span=Span(start=0, end=len(caption)), kind=ZoneKind.CAPTION),)
    assert credited(f"{caption}\nKapal itu mengangkut pupuk untuk dua provinsi di utara.", zones=zones) == []


def test_the_words_quoted_stand_in_the_text() -> None:
    document = make_document(
        text="Dua kapal bersandar di Nampo pekan ini membawa pupuk, dilansir kantor berita Yonhap."
    )
    (found,) = find_credits(document, PACK)
    assert found.evidence.quote == "dilansir kantor berita Yonhap"
    assert found.evidence.holds_in(document.text)
