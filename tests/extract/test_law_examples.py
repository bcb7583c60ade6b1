"""The data folder's own examples of sanctions, vetoes and breaches."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from typing import Any

import pytest

from builders import make_document
from neraca.packs.catalogue import load_packs
from neraca.packs.files import data_folder
from neraca.pipeline.law import Lawful, read_law
from neraca.pipeline.reading import analyse

EXAMPLES = tomllib.loads(data_folder().joinpath("law", "examples.toml").read_text(encoding="utf-8"))["text"]


def read(example: dict[str, Any]) -> Lawful:
    packs = load_packs()
    document = make_document(text=example["text"], language=example["language"], published="2025-03-05")
    return read_law([document], analyse(document, packs).claims, packs)


def ids(found: Iterable[str]) -> str:
    return " ".join(sorted(found)) or "-"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["text"][:50])
def test_an_example_says_of_the_law_what_it_says(example: dict[str, Any]) -> None:
    law = read(example)
    if "restrictions" in example:
        found = [
            f"{one.kind} {one.status} {ids(one.issuer_ids)} > {ids(one.target_ids)}"
            for one in sorted(law.measures, key=lambda one: (one.evidence.span, one.cue.span))
        ]
        assert found == example["restrictions"]
    if "breaches" in example:
        said = [
            f"{one.stance} {', '.join(rule.key for rule in one.rules)} by {ids(one.who)} of {ids(one.parties)}"
            for one in law.breaches
        ]
        assert said == example["breaches"]
