"""Who says what: statements in and out of quotation marks, with the words that name their speakers."""

from __future__ import annotations

import pytest

from neraca.annotate.read import annotate
from neraca.extract.statements import Statement, find_statements
from neraca.packs.catalogue import load_packs
from neraca.packs.reader import load_reader
from neraca.records import Document


def statements(text: str, *, language: str = "id", read: bool = True) -> tuple[Statement, ...]:
    packs = load_packs()
    document = Document(name="a.txt", sha256="0" * 64, media_type="text/plain", language=language, text=text)
    reading = annotate(
        document,
        language=packs.languages[language],
        actors=packs.actors,
        cues=packs.cues[language],
        reader=load_reader() if read else None,
    )
    return find_statements(reading, cues=packs.cues[language])


def quoted(text: str, *, language: str = "id") -> list[tuple[str, list[str]]]:
    found = [one for one in statements(text, language=language) if one.quoted]
    return [(one.evidence.quote, [speaker.quote for speaker in one.speakers]) for one in found]


def test_a_quotation_of_several_sentences_has_the_speaker_behind_it():
    found = quoted("“Kami siap. Kapal akan tiba besok,” kata Budi Santoso di Jakarta.")
    assert found == [("“Kami siap. Kapal akan tiba besok,”", ["Budi Santoso"])]


def test_a_speaker_without_a_name_is_the_last_who_spoke():
    text = "Kepala pelabuhan Budi Santoso mengatakan, kapal itu tertahan. “Kami masih menunggu izin berlayar,” katanya."
    ((_, speakers),) = quoted(text)
    assert [name for name in speakers if "Budi Santoso" in name]


def test_a_short_name_has_the_fuller_one_before():
    text = "Direktur pelabuhan Budi Santoso menyatakan kapal tertahan. “Kami masih menunggu izin,” ujar Santoso."
    ((_, speakers),) = quoted(text)
    assert speakers == ["Budi Santoso", "Santoso"]


def test_a_second_part_of_what_is_said_has_the_same_speaker():
    text = "“Kapal itu tertahan,” kata Budi Santoso, Selasa. “Kami masih menunggu izin.”"
    assert [speakers for _, speakers in quoted(text)] == [["Budi Santoso"], ["Budi Santoso"]]


def test_words_in_marks_that_nobody_says_are_no_statement():
    assert quoted("Kapal “Nusantara” berlayar dari Surabaya ke Vladivostok.") == []


def test_a_name_behind_the_office_belongs_to_the_speaker():
    ((_, speakers),) = quoted("“Kapal itu tertahan di sana,” kata juru bicara pelabuhan, Budi Santoso, Selasa.")
    assert speakers[-1].endswith("Budi Santoso")


def test_an_english_quotation_has_its_speaker():
    found = quoted("“The ships will not return this year,” said John Miller in London.", language="en")
    assert found == [("“The ships will not return this year,”", ["John Miller"])]


def test_what_is_said_without_marks_is_a_statement_too():
    (one,) = [s for s in statements("Seoul mengatakan bahwa Pyongyang mengirim amunisi ke Rusia.") if not s.quoted]
    assert one.speakers[0].quote == "Seoul"
    assert "Pyongyang mengirim amunisi ke Rusia" in one.evidence.quote


@pytest.mark.parametrize("text", ["“", "” kata", "“Ya,” katanya.", "Menurut", "“A” “B” “C,” ujar"])
def test_scraps_do_no_harm(text: str):
    for read in (True, False):
        assert all(one.evidence.quote in text for one in statements(text, read=read))
