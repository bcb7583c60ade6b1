"""The examples inside the data folders."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from ingest_help import PACK, covers, only

from neraca.ingest.dates import Calendar, find_dates
from neraca.packs.files import data_folder
from neraca.packs.outlets import load_outlets


def rows(folder: str, name: str) -> list[dict[str, Any]]:
    return tomllib.loads((data_folder() / folder / "examples.toml").read_text(encoding="utf-8"))[name]


@pytest.mark.parametrize("row", rows("ingest", "date"), ids=lambda row: row["words"])
def test_a_date_is_read_in_every_form(row: dict[str, str]) -> None:
    found = find_dates(row["words"], PACK, calendar=Calendar())
    assert [dated.value for dated in found[:1]] == ([row["value"]] if row["value"] else [])


@pytest.mark.parametrize("row", rows("ingest", "article"), ids=lambda row: row["title"][:40])
def test_a_layout_gives_its_facts_and_hides_no_sentence(row: dict[str, Any]) -> None:
    document = only("\n".join(row["lines"]))
    for name in ("title", "outlet", "author", "published"):
        if name in row:
            found = getattr(document, name)
            assert (found.value if found else "") == row[name], name
    for sentence in row["body"]:
        assert not covers(document.zones, document.text.index(sentence))


@pytest.mark.parametrize("row", rows("outlets", "match"), ids=lambda row: row["words"])
def test_a_name_or_address_leads_to_its_outlet(row: dict[str, str]) -> None:
    found = load_outlets().named(row["words"])
    assert (found.name if found else "") == row["name"]


def test_the_pack_has_the_state_media_of_the_main_parties() -> None:
    outlets = load_outlets()
    for name in ("KCNA", "TASS", "Xinhua"):
        found = outlets.named(name)
        assert found is not None
        assert found.kind.value == "state_media"
