"""Whose word an act is, where the speaker stands in another sentence."""

from __future__ import annotations

from neraca.packs.catalogue import load_packs
from neraca.pipeline.reading import analyse
from neraca.records import Claim, Document


def claims(text: str) -> tuple[Claim, ...]:
    document = Document(name="a.txt", sha256="0" * 64, media_type="text/plain", language="id", text=text)
    return analyse(document, load_packs()).claims


def voices(text: str, event: str) -> list[str]:
    return [a.evidence.quote for claim in claims(text) if claim.event == event for a in claim.attributions]


def test_a_quotation_with_a_pronoun_for_its_speaker_is_the_word_of_the_last_speaker():
    text = (
        "Juru bicara kementerian, Budi Santoso, menyatakan keprihatinan. "
        "“Rusia menjual minyak ke Korea Utara,” ujarnya."
    )
    assert voices(text, "AID") == ["Juru bicara kementerian, Budi Santoso"]


def test_a_quotation_far_behind_the_last_speaker_is_nobodys():
    far = "Cuaca di pelabuhan tetap cerah sepanjang hari itu. " * 12
    text = f"Budi Santoso menyatakan keprihatinan. {far}“Rusia menjual minyak ke Korea Utara.”"
    assert voices(text, "AID") == []


def test_a_person_no_pack_knows_is_a_voice_too():
    assert voices("“Rusia mengirim amunisi ke Korea Utara,” kata Budi Santoso di Jakarta.", "AID") == ["Budi Santoso"]
