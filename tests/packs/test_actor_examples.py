"""The examples of data/actors: every mention in every text, and none besides."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import lru_cache
from typing import Any

import pytest

from neraca.annotate.mentions import find_mentions
from neraca.annotate.sentences import split_sentences
from neraca.packs.actors import ActorBook, load_actors
from neraca.packs.files import data_folder
from neraca.packs.language import load_language
from neraca.records import Document, Found

EXAMPLES: list[dict[str, Any]] = tomllib.loads(
    data_folder().joinpath("actors", "examples.toml").read_text(encoding="utf-8")
)["mentions"]


@lru_cache(maxsize=1)
def book() -> ActorBook:
    return load_actors()


def document(text: str, language: str, published: date) -> Document:
    return Document(
        name="example.txt",
        sha256="0" * 64,
        media_type="text/plain",
        language=language,
        text=text,
        published=Found(value=published.isoformat(), how="given"),
    )


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["text"][:50])
def test_an_example_holds_exactly_its_mentions(example: dict[str, Any]) -> None:
    article = document(example["text"], example["lang"], example["published"])
    mentions = find_mentions(article, split_sentences(article, load_language(example["lang"])), book())
    found = [[m.evidence.quote, m.actor, m.form.value, *([m.person] if m.person else [])] for m in mentions]
    assert found == example["expect"]


def test_there_are_examples_enough_in_both_languages() -> None:
    languages = [example["lang"] for example in EXAMPLES]
    assert len(languages) >= 120
    assert min(languages.count("id"), languages.count("en")) >= 45
