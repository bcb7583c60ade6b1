"""The catalogue of words: complete, alike in every language, compiled, and written as each language writes."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.catalog import Catalog

from neraca.errors import NeracaError
from neraca.packs.files import data_folder, folder_files
from neraca.packs.words import Names, languages, read_words

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tools"))

import compile_words  # noqa: E402 - a tool, found by its folder


def test_no_sentence_is_missing_and_what_is_compiled_is_what_is_written() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "compile_words.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("language", languages())
def test_numbers_and_months_are_written_as_the_language_writes_them(language: str) -> None:
    words, known = read_words(language), Locale.parse(language)
    assert (words.group, words.decimal) == (
        known.number_symbols["latn"]["group"],
        known.number_symbols["latn"]["decimal"],
    )
    assert words.months == tuple(known.months["format"]["wide"][month] for month in range(1, 13))
    assert words.short_months == tuple(known.months["format"]["abbreviated"][month] for month in range(1, 13))


def test_every_sentence_that_a_template_names_exists() -> None:
    words = read_words("id")
    for folder in ("publish", "web"):
        for file in folder_files(data_folder().joinpath(folder), ".html.j2"):
            text = file.read_text(encoding="utf-8")
            for what, key in re.findall(r"\b(say|count)\(\"([^\"~]+)\"(?! ~)", text):
                assert words.has(key), f"{file.name}: {what} {key}"


def test_a_sentence_that_counts_is_found_in_every_version_of_gettext() -> None:
    for language in ("id", "en"):
        assert read_words(language).has("forecast.driver.rule_same.within")
        assert not read_words(language).has("forecast.driver.nothing.within")


def test_a_sentence_that_counts_is_counted_and_never_only_said() -> None:
    """Older versions of gettext find no plain sentence under such a key, newer ones the one for a single thing."""
    counted = re.findall(r'msgid "([^"]+)"\nmsgid_plural', (compile_words.FOLDER / "en.po").read_text("utf-8"))
    package = ROOT / "src" / "neraca"
    for file in (*package.rglob("*.py"), *package.rglob("*.html.j2")):
        said = re.findall(r'\bsay\(\s*"([^"]+)"', file.read_text(encoding="utf-8"))
        assert not set(counted) & set(said), file.name


def catalogue(**sentences: str | tuple[str, str]) -> Catalog:
    made = Catalog(locale="en")
    for key, text in sentences.items():
        made.add(key if isinstance(text, str) else (key, key), text)
    return made


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (catalogue(a="satu"), catalogue(), "says nothing in en"),
        (catalogue(a="satu"), catalogue(a=""), "says nothing in en"),
        (catalogue(a="{x} satu"), catalogue(a="one"), "other braces"),
        (catalogue(a=("{n} satu", "{n} satu")), catalogue(a=("one", "many")), "other braces"),
    ],
)
def test_a_sentence_that_is_not_alike_everywhere_is_refused(one: Catalog, other: Catalog, why: str) -> None:
    (fault,) = compile_words.find_faults({"id": one, "en": other})
    assert why in fault


def test_one_may_be_said_without_the_number() -> None:
    alike = {"id": catalogue(a=("{n} buah", "{n} buah")), "en": catalogue(a=("one thing", "{n} things"))}
    assert compile_words.find_faults(alike) == []


def test_an_unknown_language_is_named_with_those_that_exist() -> None:
    with pytest.raises(NeracaError, match="known: en id"):
        read_words("fr")


def test_a_sentence_that_is_not_there_is_a_fault_and_not_its_key() -> None:
    words = read_words("en")
    assert not words.has("no-such-key") and words.term("stage", "no-such-stage") == "no-such-stage"
    with pytest.raises(KeyError):
        words.say("no-such-key")
    with pytest.raises(KeyError):
        words.count("no-such-key", 2)


def test_one_has_its_own_sentence_where_the_language_needs_it() -> None:
    words = read_words("en")
    assert [words.count("claims", n) for n in (0, 1, 2, 1234)] == ["0 claims", "1 claim", "2 claims", "1,234 claims"]


def test_an_id_without_a_name_stands_for_itself() -> None:
    names = Names(actors={"PRK": "Korea Utara"})
    assert [names.actor(code) for code in ("PRK", "RUS", "IGO:NATO", "")] == ["Korea Utara", "RUS", "NATO", ""]
    assert names.event("AID") == "AID" and names.item("troops") == "troops" and names.outlet("Kabar") == "Kabar"
