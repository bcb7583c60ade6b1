"""Reasons in words: every kind has its sentence in every language, and so has every reason for no number."""

from __future__ import annotations

import pytest

from neraca.forecast.window_model import KINDS, REST
from neraca.forecast.windows import WHY_NONE
from neraca.packs.catalogue import load_packs
from neraca.packs.words import Names, languages, read_words
from neraca.records import Driver
from neraca.service.driver_rows import driver_row, driver_sentence, value_words
from neraca.service.naming import names_for

VALUES = (("count", "1200"), ("days", "30"), ("usual", "0.7"), ("last", "2024-10-19"))


@pytest.mark.parametrize("kind", [*KINDS, REST])
def test_every_reason_is_said_in_every_language(kind: str) -> None:
    row = driver_row(Driver(kind=kind, values=VALUES, weight=0.5, cases=("event-1",)), load_packs())
    assert set(row["sentence"]) == set(languages())
    assert all(row["sentence"].values())
    assert (row["weight"], row["cases"], row["values"]["days"]) == (0.5, ["event-1"], "30")


@pytest.mark.parametrize("language", languages())
def test_why_there_is_no_number_is_said_with_what_would_help(language: str) -> None:
    words = read_words(language)
    assert [key for key in WHY_NONE if not words.has(f"forecast.none.{key}")] == []
    assert [key for key in WHY_NONE if not words.has(f"forecast.helps.{key}")] == []


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        ("2024-10-19", "19 Oktober 2024", "19 October 2024"),
        ("1200", "1.200", "1,200"),
        ("0.7", "0,7", "0.7"),
        ("RUS", "Rusia", "Russia"),
        ("AID", "bantuan", "aid"),
        ("", "", ""),
    ],
)
def test_values_are_written_as_the_language_writes_them(value: str, indonesian: str, english: str) -> None:
    for language, written in (("id", indonesian), ("en", english)):
        names = Names(
            actors={"RUS": {"id": "Rusia", "en": "Russia"}[language]},
            events={"AID": {"id": "bantuan", "en": "aid"}[language]},
        )
        assert value_words(value, read_words(language), names) == written


@pytest.mark.parametrize("name", ["2024-99-99", "2024-10-19", "12345", "{via}"])
def test_a_set_may_call_a_party_anything(name: str) -> None:
    row = driver_row(Driver(kind="two_step", values=(("via", name),), weight=0.5), load_packs())
    assert all(name in sentence for sentence in row["sentence"].values())


@pytest.mark.parametrize(
    ("driver", "said"),
    [
        (
            Driver(kind="steady", values=(("count", "7"), ("days", "365"), ("usual", "4.5"), ("last", "")), weight=0.1),
            "Such acts in the last 365 days: 7; usual: 4.5",
        ),
        (
            Driver(kind="steady", values=(("count", "7"), ("days", "304"), ("usual", ""), ("last", "")), weight=0.1),
            "Such acts in the whole history of 304 days: 7; newer ones count more",
        ),
        (
            Driver(kind="rest", values=(("windows", "1200"),), weight=0.1),
            "What such base rates of this type came to in 1,200 past windows of all pairs, and all else",
        ),
        (Driver(kind="rest", weight=0.1), "All else"),
    ],
)
def test_a_reason_compares_only_what_can_be_compared(driver: Driver, said: str) -> None:
    assert driver_sentence(driver, read_words("en"), names_for(load_packs(), "en")) == said
