"""The catalogue of words: complete, alike in every language, and strict."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from neraca.errors import NeracaError
from neraca.packs.files import data_folder, folder_files
from neraca.packs.words import Names, languages, read_words

HEAD = """
[languages.id]
name = "Bahasa Indonesia"
group = "."
decimal = ","
months = ["Januari"]
short_months = ["Jan"]
[languages.en]
name = "English"
group = ","
decimal = "."
months = ["January"]
short_months = ["Jan"]
[words]
"""


@pytest.mark.parametrize("language", languages())
def test_every_sentence_has_this_language(language: str) -> None:
    words = read_words(language)
    assert len(words.months) == len(words.short_months) == 12
    assert all(words.sentences.values())


def test_every_sentence_that_a_template_names_exists() -> None:
    sentences = read_words("id").sentences
    for file in folder_files(data_folder().joinpath("publish"), ".html.j2"):
        text = file.read_text(encoding="utf-8")
        for key in re.findall(r"\b(?:say|count)\(\"([^\"~]+)\"(?! ~)", text):
            assert key in sentences, f"{file.name}: {key}"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('"a" = { id = "satu" }', "exactly the languages"),
        ('"a" = { id = "satu", en = "one", fr = "un" }', "exactly the languages"),
        ('"a" = { id = "satu", en = "" }', "exactly the languages"),
        ('"a" = { id = "{n} satu", en = "one" }', "other braces"),
    ],
)
def test_a_sentence_that_is_not_alike_everywhere_is_refused(tmp_path: Path, line: str, why: str) -> None:
    file = tmp_path / "words.toml"
    file.write_text(HEAD + line, encoding="utf-8")
    with pytest.raises(NeracaError, match=why):
        read_words("id", file)


def test_an_unknown_language_is_named_with_those_that_exist() -> None:
    with pytest.raises(NeracaError, match="known: en id"):
        read_words("fr")


def test_one_has_its_own_sentence_where_the_language_needs_it() -> None:
    words = read_words("en")
    assert [words.count("claims", n) for n in (0, 1, 2, 1234)] == ["0 claims", "1 claim", "2 claims", "1,234 claims"]


def test_an_id_without_a_name_stands_for_itself() -> None:
    names = Names(actors={"PRK": "Korea Utara"})
    assert [names.actor(code) for code in ("PRK", "RUS", "IGO:NATO", "")] == ["Korea Utara", "RUS", "NATO", ""]
    assert names.event("AID") == "AID" and names.item("troops") == "troops" and names.outlet("Kabar") == "Kabar"
