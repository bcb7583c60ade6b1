"""Words that tell which of several like acts is meant."""

from __future__ import annotations

import pytest

from neraca.packs.turns import load_turns
from neraca.text.words import words_of


@pytest.mark.parametrize(
    ("language", "text", "turns"),
    [
        ("id", "Putaran kedua perundingan dibuka di Jenewa", {2}),
        ("id", "Uji coba ke-4 dan kelima tahun ini", {4, 5}),
        ("id", "Kedua negara sepakat membuka perbatasan", set()),
        ("id", "untuk pertama kali sejak 2019", {1}),
        ("en", "the 21st package of sanctions", {21}),
        ("en", "a third round of talks, the second in a week", {2, 3}),
        ("en", "near Second Thomas Shoal", set()),
        ("en", "May 4, 2024", set()),
    ],
)
def test_turns_are_read_in_words_and_figures(language: str, text: str, turns: set[int]) -> None:
    words = load_turns(language)
    assert words is not None
    assert words.read(words_of(text)) == turns


def test_an_unknown_language_has_none() -> None:
    assert load_turns("xx") is None
