"""Lineage on articles: what is planted in the samples is found, and nothing in independent articles."""

from __future__ import annotations

import csv
import json
import re
import tomllib
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from builders import make_document
from neraca.link import find_derivations
from neraca.records import DerivationKind, Document

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "src/neraca/data/samples"
SEEDS = ROOT.parent / "shared/seeds"
_UNREAD = re.compile(r"<(script|style|head|nav|aside|footer)\b.*?</\1>|<[^>]+>", re.DOTALL)


def text_of(file: Path, row: int | None) -> str:
    """Roughly what ingest reads: no zones, so titles, bylines and navigation are compared too."""
    raw = unicodedata.normalize("NFC", file.read_text(encoding="utf-8"))
    if file.suffix == ".jsonl":
        return str(json.loads(raw.splitlines()[(row or 1) - 1])["text"])
    if file.suffix == ".csv":
        return list(csv.DictReader(raw.splitlines(keepends=True)))[(row or 1) - 1]["content"]
    return _UNREAD.sub(" ", raw) if file.suffix == ".html" else raw


def key(place: dict[str, Any]) -> str:
    return f"{place['file']}#{place['row']}" if "row" in place else str(place["file"])


def sample_documents(planted: dict[str, Any]) -> list[Document]:
    return [
        make_document(
            key(article),
            text=text_of(SAMPLES / article["file"], article.get("row")),
            published=article["published"] or None,
            outlet=article["outlet"],
        )
        for article in planted["article"]
    ]


def test_planted_copies_and_rewrites_are_found_and_nothing_else() -> None:
    planted = tomllib.loads((SAMPLES / "planted.toml").read_text(encoding="utf-8"))
    documents = sample_documents(planted)
    labels = {document.id: document.label for document in documents}
    found = {(frozenset((labels[one.child], labels[one.parent])), one.kind) for one in find_derivations(documents)}
    expected = {
        (frozenset((key(one["original"]), key(one[kind.value]))), kind)
        for kind in (DerivationKind.COPY, DerivationKind.REWRITE)
        for one in planted[kind.value]
    }
    assert found == expected


@pytest.mark.skipif(not SEEDS.is_dir(), reason="needs the shared seeds")
def test_five_independent_articles_derive_from_none() -> None:
    files = sorted(SEEDS.glob("*.txt"))
    documents = [make_document(file.name, text=text_of(file, None), published=None) for file in files]
    assert len(documents) == 5
    assert find_derivations(documents) == ()
