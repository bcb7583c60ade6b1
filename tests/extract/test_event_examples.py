"""Every sentence in `data/events/examples.toml` is read as it says."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from neraca.packs.catalogue import load_packs
from neraca.packs.events import EXAMPLES
from neraca.packs.files import data_folder
from neraca.pipeline.reading import analyse
from neraca.records import Claim, Document, Found, Reading


def _examples() -> list[dict[str, Any]]:
    return tomllib.loads((data_folder() / "events" / EXAMPLES).read_text(encoding="utf-8"))["example"]


def _read(text: str, *, language: str, published: str) -> Reading:
    document = Document(
        name="example.txt",
        sha256="0" * 64,
        media_type="text/plain",
        language=language,
        text=text,
        published=Found(value=published, how="given"),
    )
    return analyse(document, load_packs())


def _shape(claim: Claim, wanted: dict[str, Any]) -> dict[str, Any]:
    """The fields of a claim that an example row names, in the row's own form."""
    everything = {
        "event": claim.event,
        "actor": [m.actor for m in claim.actors],
        "recipient": [m.actor for m in claim.recipients],
        "items": sorted({item.item_class for item in claim.items}),
        "stage": claim.stage.value,
        "negated": claim.negated,
        "certainty": claim.certainty.value,
        "voices": [[("+".join(a.who) or a.kind.value), a.stance.value] for a in claim.attributions],
    }
    return {name: everything[name] for name in wanted}


@pytest.mark.parametrize("example", _examples(), ids=lambda example: example["text"][:60])
def test_an_example_is_read_as_it_says(example: dict[str, Any]) -> None:
    reading = _read(example["text"], language=example["lang"], published=example.get("published", "2025-06-16"))
    wanted = example["claims"]
    found = list(reading.claims)
    for given in wanted:
        row = {"recipient": [], **given} if given["event"] not in ("CONSULT", "COOPERATE", "AGREE") else given
        match = next((claim for claim in found if _shape(claim, row) == row), None)
        assert match is not None, [_shape(claim, {**row, "stage": "", "voices": ""}) for claim in reading.claims]
        found.remove(match)
    assert wanted or not found, [_shape(claim, {"event": "", "actor": "", "recipient": ""}) for claim in found]
