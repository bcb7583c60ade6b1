"""The tree of items: its examples, and that it is a tree."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from neraca.packs.catalogue import load_packs
from neraca.packs.files import data_folder
from neraca.packs.items import EXAMPLES, LANGUAGES, class_of, load_items
from neraca.service.naming import names_for

_ROWS: list[dict[str, Any]] = tomllib.loads(data_folder().joinpath("items", EXAMPLES).read_text(encoding="utf-8"))[
    "example"
]


@pytest.mark.parametrize("row", _ROWS, ids=lambda row: f"{row['lang']}: {row['text'][:50]}")
def test_words_name_the_most_specific_node(row: dict[str, Any]) -> None:
    found = load_items().node(row["text"], row["lang"], item_class=row.get("class", ""))
    assert found == row.get("node")


def test_every_node_leads_up_to_its_class() -> None:
    book = load_items()
    for node in book.nodes.values():
        steps = [node.id]
        while (above := book.parent(steps[-1])) is not None:
            steps.append(above)
        assert steps[-1] == class_of(node.id)
        assert len(steps) == node.depth + 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_tree_names_its_own_class(language: str) -> None:
    book = load_items()
    for row in book.rows:
        for name in row.id if language == "id" else row.en:
            node = book.node(name, language, item_class=row.item_class)
            assert node is not None
            assert node in book.nodes
            assert class_of(node) == row.item_class


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_nodes_have_names_for_people(language: str) -> None:
    names = names_for(load_packs(), language)
    assert all(names.items[node] for node in load_items().nodes)
    assert load_items().node_name("nothing/such", language) == "nothing/such"
    assert load_items().parent("nothing/such") is None
