"""Stems of words."""

from importlib.resources import files

import pytest

from neraca.text.stems import stem, stem_exceptions


@pytest.mark.parametrize("word", ["pengiriman", "mengirimkan", "dikirim", "kiriman", "Kirim"])
def test_indonesian_forms_share_their_stem(word):
    assert stem(word, "id") == "kirim"


@pytest.mark.parametrize("word", ["deploy", "deployed", "deploying", "Deploys"])
def test_english_forms_share_their_stem(word):
    assert stem(word, "en") == "deploy"


@pytest.mark.parametrize("word", ["pasukan", "pasukannya", "PASUKAN", "pasukan-pasukan"])
def test_a_root_that_looks_inflected_is_not_cut(word):
    assert stem(word, "id") == "pasukan"


def test_a_doubled_word_has_the_stem_of_one():
    assert stem("negara-negara", "id") == "negara"


@pytest.mark.parametrize("word", ["6.000", "Buk-M2", "café", "공격", "𝒜", ""])
def test_a_word_that_the_language_does_not_inflect_is_its_own_stem(word):
    assert stem(word, "id") == word.lower()


def test_in_another_language_a_word_is_its_own_stem_in_lower_case():
    assert stem("Lieferungen", "de") == "lieferungen"


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_stem_never_holds_two_words(language):
    assert all(
        " " not in stem(word, language) for word in ("don't", "don’t", "anti-Barat", "U.S.", "Jong-un", "-", "'")
    )


@pytest.mark.parametrize(("word", "expected"), sorted(stem_exceptions().words.items()))
def test_every_exception_holds(word, expected):
    assert stem(word, "id") == expected


@pytest.mark.parametrize("root", stem_exceptions().roots)
def test_every_added_root_is_its_own_stem(root):
    assert stem(root, "id") == root


def test_exceptions_are_sorted():
    exceptions = stem_exceptions()
    assert list(exceptions.roots) == sorted(exceptions.roots)
    assert list(exceptions.words) == sorted(exceptions.words)


def test_the_exceptions_lie_in_the_data_folder():
    assert files("neraca").joinpath("data", "lang", "id", "stem_exceptions.toml").is_file()
