"""The five articles beside the repository, where they are there."""

from __future__ import annotations

from pathlib import Path

import pytest
from ingest_help import PACK, covers

from neraca.ingest import list_sources, read_documents, read_source
from neraca.records import Document

SEEDS = Path(__file__).parents[2].parent / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="needs ../shared/seeds")


def documents() -> dict[str, Document]:
    read = (read_documents(read_source(path), PACK) for path in list_sources(SEEDS) if path.name[0].isdigit())
    return {document.name[:3]: document for ingested in read for document in ingested.documents}


def test_every_seed_has_its_date_and_000_has_none() -> None:
    days = {name: document.published.value if document.published else None for name, document in documents().items()}
    assert days == {
        "000": None,
        "001": "2025-07-13",
        "002": "2026-01-10",
        "003": "2025-07-04T17:00+07:00",
        "004": "2025-03-22",
    }


def test_every_seed_has_a_title_and_those_that_sign_an_outlet() -> None:
    found = documents()
    assert all(document.title for document in found.values())
    outlets = {name: document.outlet.value for name, document in found.items() if document.outlet}
    assert outlets == {"001": "Global Insight", "002": "Ceritra", "003": "Kuatbaca.com"}
    assert found["002"].author is not None
    assert found["002"].author.value == "Nisrina"


def test_no_long_line_of_a_seed_is_hidden() -> None:
    for document in documents().values():
        at = 0
        for line in document.text.split("\n"):
            if len(line) > 150:
                assert not covers(document.zones, at + len(line) - 1)
            at += len(line) + 1
