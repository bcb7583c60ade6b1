"""Persons given an office outside their term, and the many cases in which that is no mistake."""

from __future__ import annotations

import pytest
from readings import read

from neraca.packs.catalogue import load_packs
from neraca.records import Finding
from neraca.weigh.offices import find_office_errors


def found(text: str, *, published: str | None = "2025-07-13", language: str = "id") -> tuple[Finding, ...]:
    packs = load_packs()
    reading = read(text, published=published, language=language)
    return find_office_errors(reading, actors=packs.actors, offices=packs.offices)


@pytest.mark.parametrize(
    ("text", "published", "quote", "holder"),
    [
        (
            "Menteri Luar Negeri AS, Antony Blinken, tiba di Tokyo.",
            "2025-07-13",
            "Menteri Luar Negeri AS, Antony Blinken",
            "Marco Rubio",
        ),
        ("Menlu AS Antony Blinken tiba di Tokyo.", "2025-07-13", "Menlu AS Antony Blinken", "Marco Rubio"),
        ("Menhan Rusia Sergei Shoigu mengecam NATO.", "2025-03-02", "Menhan Rusia Sergei Shoigu", "Belousov"),
        ("Menlu Jepang Yoko Kamikawa bertemu dubes.", "2025-02-03", "Menlu Jepang Yoko Kamikawa", "Takeshi Iwaya"),
        ("Presiden AS Joe Biden menelepon Kyiv.", "2025-05-02", "Presiden AS Joe Biden", "Donald Trump"),
        (
            "Perdana Menteri Inggris Rishi Sunak menolak.",
            "2025-05-02",
            "Perdana Menteri Inggris Rishi Sunak",
            "Starmer",
        ),
        (
            "Antony Blinken, menteri luar negeri AS, tiba.",
            "2025-07-13",
            "Antony Blinken, menteri luar negeri AS",
            "Rubio",
        ),
    ],
)
def test_an_office_given_up_is_found_in_indonesian(text: str, published: str, quote: str, holder: str) -> None:
    (finding,) = found(text, published=published)
    assert finding.kind == "office_out_of_term"
    assert finding.evidence.quote == quote
    assert holder in finding.message
    assert "source:" in finding.message
    assert holder in finding.settle


@pytest.mark.parametrize(
    ("text", "published", "holder"),
    [
        ("Russian Defence Minister Sergei Shoigu flew to Minsk.", "2025-03-02", "Belousov"),
        ("US Secretary of State Antony Blinken flew to Tokyo.", "2025-07-13", "Marco Rubio"),
        ("Sergei Shoigu, the Russian defence minister, flew to Minsk.", "2025-03-02", "Belousov"),
        ("NATO Secretary General Jens Stoltenberg spoke in Brussels.", "2025-03-02", "Mark Rutte"),
    ],
)
def test_an_office_given_up_is_found_in_english(text: str, published: str, holder: str) -> None:
    (finding,) = found(text, published=published, language="en")
    assert holder in finding.message


def test_an_office_not_yet_taken_is_found() -> None:
    (finding,) = found("Menteri Luar Negeri AS Marco Rubio tiba di Tokyo.", published="2023-07-13")
    assert "Antony Blinken" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "Mantan Menteri Luar Negeri AS Antony Blinken tiba di Tokyo.",
        "Eks Menlu AS Antony Blinken tiba di Tokyo.",
        "Menteri Luar Negeri AS saat itu, Antony Blinken, tiba di Tokyo.",
        "Menteri Luar Negeri AS Antony Blinken kala itu menolak.",
        "Pada Mei 2023 Menteri Luar Negeri AS Antony Blinken tiba di Tokyo.",
        "Perundingan dibuka pada Mei 2023. Menteri Luar Negeri AS Antony Blinken memuji tuan rumah.",
        "Sejak 2022, Menteri Luar Negeri AS Antony Blinken berulang kali menolak.",
        "Marco Rubio menggantikan Menteri Luar Negeri AS Antony Blinken.",
        "Wakil Menteri Luar Negeri AS Antony Blinken tiba.",
        "Antony Blinken tiba di Tokyo.",
        "Menteri Luar Negeri AS Marco Rubio tiba di Tokyo.",
        "Menteri Luar Negeri Rusia Sergei Lavrov tiba di Tokyo.",
        "Sekretaris Dewan Keamanan Rusia Sergei Shoigu tiba di Pyongyang.",
        "Pada era Presiden AS Joe Biden, kedua negara berunding.",
    ],
)
def test_what_is_no_mistake_is_left_alone_in_indonesian(text: str) -> None:
    assert found(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Former US Secretary of State Antony Blinken flew to Tokyo.",
        "Then-Secretary of State Antony Blinken flew to Tokyo.",
        "US Secretary of State Antony Blinken said at the time that talks went well.",
        "In May 2023, US Secretary of State Antony Blinken flew to Tokyo.",
        "Under President Joe Biden the two countries talked.",
        "Rubio succeeded US Secretary of State Antony Blinken.",
    ],
)
def test_what_is_no_mistake_is_left_alone_in_english(text: str) -> None:
    assert found(text, language="en") == ()


def test_days_around_a_change_of_office_are_no_mistake() -> None:
    assert found("Menteri Luar Negeri AS Antony Blinken pamit.", published="2025-01-22") == ()


def test_a_day_behind_the_data_decides_nothing() -> None:
    assert found("Menteri Luar Negeri AS, Antony Blinken, tiba.", published="2040-01-01") == ()


def test_an_undated_text_is_judged_only_by_a_day_in_its_sentence() -> None:
    assert found("Menteri Luar Negeri AS, Antony Blinken, tiba di Tokyo.", published=None) == ()
    text = "Menteri Luar Negeri AS, Antony Blinken, tiba di Tokyo pada 3 Juli 2025."
    assert len(found(text, published=None)) == 1


def test_a_person_is_named_once() -> None:
    text = "Menlu AS Antony Blinken tiba di Tokyo. Menlu AS Antony Blinken lalu terbang ke Seoul."
    assert len(found(text)) == 1


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_stop_no_check(published: str) -> None:
    assert len(found("Presiden AS Joe Biden menelepon Kyiv.", published=published)) <= 1
