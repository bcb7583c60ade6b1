"""Plain text and Markdown: the file's own text, its facts and its zones."""

from __future__ import annotations

import unicodedata

import pytest
from ingest_help import BODY, PACK, covers, marked, only, read

from neraca.ingest import Given
from neraca.ingest.language import guess_language


def test_the_text_is_the_files_own_with_its_newlines() -> None:
    raw = f"Kapal Bantuan Tiba\r\n\r\n{BODY}\r\n"
    assert only(raw).text == raw


def test_a_byte_order_mark_keeps_its_place_in_the_count() -> None:
    document = only("\ufeffKapal Bantuan Tiba\n\n" + BODY)
    assert document.text[0] == "\ufeff"
    assert document.title is not None
    assert document.title.value == "Kapal Bantuan Tiba"


def test_decomposed_letters_are_composed() -> None:
    text = only(unicodedata.normalize("NFD", f"Café Dibuka di Pelabuhan\n\n{BODY}")).text
    assert unicodedata.is_normalized("NFC", text)


def test_what_is_given_outranks_what_the_text_says() -> None:
    given = Given(date="2025-01-02", outlet="Kompas.com", url="https://www.kompas.com/x")
    document = only(f"Judul yang Pendek\n13 Juli 2025\nSuara.com - {BODY}", given=given)
    assert document.published is not None
    assert (document.published.value, document.published.how) == ("2025-01-02", "given")
    assert document.outlet is not None
    assert (document.outlet.value, document.outlet.how) == ("Kompas.com", "given")


def test_a_given_date_that_is_none_is_an_issue() -> None:
    assert [issue.code for issue in read(BODY, given=Given(date="soon")).issues] == ["N314"]


def test_a_given_address_names_the_outlet_where_nothing_else_does() -> None:
    document = only(BODY, given=Given(url="https://www.antaranews.com/berita/1"))
    assert document.outlet is not None
    assert document.outlet.value == "ANTARA"


def test_front_matter_gives_metadata_and_is_marked() -> None:
    document = only(
        f'---\ntitle: "Kapal Tiba"\ndate: 2024-06-21\nauthor: Sekar A.\n---\n\n# Kapal Tiba\n\n{BODY}', "a.md"
    )
    assert document.title is not None
    assert document.title.how == "metadata"
    assert document.published is not None
    assert document.published.value == "2024-06-21"
    assert marked(document)[0][0] == "navigation"
    assert ("title", "Kapal Tiba") in marked(document)


def test_a_text_without_a_headline_is_titled_by_its_first_clause() -> None:
    document = only(BODY)
    assert document.title is not None
    assert (
        document.title.value
        == "Kapal bantuan itu tiba di pelabuhan pada pagi hari dan disambut oleh para pejabat setempat"
    )
    assert marked(document) == []


@pytest.mark.parametrize(
    "lead",
    [
        "Perdagangan tumbuh sejak Senin (15/6/2020) lalu, menurut pemerintah kedua negara itu.",
        "Rapat akan digelar pada Senin (15/6/2020) di Jakarta, kata juru bicara kementerian itu.",
        "Gencatan senjata 12 Maret 2019 tidak bertahan lama di perbatasan kedua negara itu.",
        "Pasukan itu dilatih sejak awal tahun 2025 menurut pejabat yang tidak disebut namanya.",
        "Menteri bertemu rekannya, Selasa (15/6/2020), kata juru bicara kementerian luar negeri.",
        "Menteri bertemu rekannya pada Senin (15/6), kata juru bicara kementerian luar negeri.",
    ],
)
def test_a_day_of_the_story_is_not_the_day_of_publication(lead: str) -> None:
    assert only(lead).published is None


def test_a_later_day_in_the_text_forbids_the_leads() -> None:
    text = "Menteri bertemu rekannya pada Senin (15/6/2020), kata juru bicara.\n" + f"{BODY}\n" * 3
    assert only(text).published is not None
    assert only(text + "Ia pulang pada Rabu (24/6/2020) bersama rombongannya.").published is None


def test_every_found_fact_stands_in_the_text() -> None:
    document = only(
        f"Kapal Tiba di Pelabuhan\nPenulis: Sekar A.\nRabu, 8 Januari 2025 10:00 WIB\nJAKARTA, Suara.com - {BODY}"
    )
    for found in (document.title, document.outlet, document.author, document.published):
        assert found is not None
        assert found.span is not None
        assert document.words(found.span) == found.quote


def test_a_report_that_ends_with_its_agency_is_not_hidden() -> None:
    text = f"{BODY}\n\n“Kami berterima kasih,” katanya. [Antara]"
    assert not covers(only(text).zones, text.index("katanya"))


def test_a_known_rest_of_the_page_is_navigation_up_to_its_end() -> None:
    document = only(f"Kapal Tiba di Pelabuhan\n\n{BODY}\n\nBerita Pilihan\nTerpopuler\n1\nHarga beras naik")
    assert [words for kind, words in marked(document) if kind == "navigation"] == [
        "Berita Pilihan",
        "Terpopuler",
        "1",
        "Harga beras naik",
    ]


def test_a_list_at_the_end_is_left_in_the_body() -> None:
    text = f"Kapal Tiba di Pelabuhan\n\n{BODY}\n\nDaftar muatan:\nBeras\nObat\nTenda"
    assert not covers(only(text).zones, text.index("Obat\n"))


def test_an_article_broken_into_short_lines_has_no_headings() -> None:
    words = (BODY + " " + BODY).split()
    lines = [" ".join(words[at : at + 9]) for at in range(0, len(words), 9)]
    assert [kind for kind, _ in marked(only("\n".join(lines)))] == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Kapal itu tiba di pelabuhan dengan muatan yang besar.", "id"),
        ("The ship arrived at the port with a large cargo.", "en"),
        ("Schiffe kamen gestern im Hafen an, sagte ein Sprecher.", "und"),
        ("4711", "und"),
    ],
)
def test_the_language_shows_in_a_sentence(text: str, language: str) -> None:
    assert guess_language(text, PACK) == language


def test_a_page_saved_as_text_is_read_as_a_page() -> None:
    page = f"<!DOCTYPE html><html><body><article><h1>Kapal Tiba</h1><p>{BODY}</p></article></body></html>"
    assert only(page, "a.txt").media_type == "text/html"


def test_an_outlet_in_capitals_is_spelled_as_usual_and_quoted_as_it_stands() -> None:
    text = f"A Ship Comes in From the Islands\n\nAMUR VOICE\n28 April 2025\n\n{BODY}"
    document = only(text)
    assert document.outlet is not None
    assert (document.outlet.value, document.outlet.quote) == ("Amur Voice", "AMUR VOICE")
