"""Acts that a text ties together: the examples of each language, and rules that hold for all."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neraca.packs.catalogue import load_packs
from neraca.packs.connectives import load_connectives
from neraca.packs.files import data_folder
from neraca.packs.language import language_codes
from neraca.pipeline.reading import analyse
from neraca.records import Claim, Document, LinkType, Reading


def read(code: str, text: str) -> Reading:
    document = Document(name="a.txt", sha256="0" * 64, media_type="text/plain", language=code, text=text)
    return analyse(document, load_packs())


def examples() -> list[Any]:
    rows = []
    for code in language_codes():
        file = data_folder().joinpath("lang", code, "connective_examples.toml")
        for row in tomllib.loads(file.read_text(encoding="utf-8"))["example"]:
            rows.append(pytest.param(code, row, id=f"{code}: {row['text'][:50]}"))
    return rows


def ties(claims: tuple[Claim, ...], code: str) -> list[tuple[Claim, Claim, str]]:
    known = {claim.id: claim for claim in claims}
    return [
        (claim, known[link.to], load_connectives(code).meaning(link.cue.quote))
        for claim in claims
        for link in claim.links
        if link.type is LinkType.REACTION_TO and link.cue is not None
    ]


def holds(words: str, claim: Claim, text: str) -> bool:
    """Whether the claim's own words are those, or begin them."""
    place = text.index(words)
    return claim.trigger.span.start < place + len(words) and place < claim.trigger.span.end


@pytest.mark.parametrize(("code", "row"), examples())
def test_a_text_ties_what_its_example_says(code: str, row: dict[str, Any]) -> None:
    claims, text = read(code, row["text"]).claims, row["text"]
    found = ties(claims, code)
    wanted = row.get("said", [])
    assert len(found) == len(wanted)
    for effect, cause, meaning in wanted:
        assert any(holds(effect, a, text) and holds(cause, b, text) and meaning == m for a, b, m in found)
    gifts = [(claim, purpose) for claim in claims for purpose in claim.purposes]
    assert len(gifts) == len(row.get("given", []))
    for gift, price in row.get("given", []):
        assert any(holds(gift, claim, text) and price in purpose.evidence.quote for claim, purpose in gifts)


@pytest.mark.parametrize("code", language_codes())
def test_every_meaning_and_order_has_words(code: str) -> None:
    rows = load_connectives(code).file.cue
    assert {row.means for row in rows} == {"response", "trigger", "sequence", "judgement", "return"}
    assert {row.order for row in rows} == {"after", "before", "open", "answer", "pays", "swaps"}


@pytest.mark.parametrize("code", language_codes())
def test_no_words_stand_in_two_rows(code: str) -> None:
    words = [words for row in load_connectives(code).file.cue for words in row.words]
    assert sorted(words) == sorted(set(words))


PARTS = (
    "Rusia menyerang Ukraina.",
    "Jepang mengecam serangan itu.",
    "Langkah itu memicu sanksi Uni Eropa terhadap Rusia.",
    "Sebagai imbalannya, Rusia mengirim minyak ke Korea Utara.",
    "Korea Utara mengirim peluru ke Rusia.",
    "Reaksi Internasional",
    "Moskow bereaksi cepat.",
    "Presiden Rusia bertemu Presiden Belarus di Minsk.",
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=6))
def test_a_claim_answers_an_act_of_others_in_its_own_document(parts: list[str]) -> None:
    claims = read("id", "\n\n".join(parts)).claims
    known = {claim.id: claim for claim in claims}
    for claim in claims:
        for link in claim.links:
            assert link.to in known
            assert link.to != claim.id
        for effect, cause, meaning in ties((claim, *claims), "id"):
            if meaning != "sequence":
                assert not {m.actor for m in effect.actors} & {m.actor for m in cause.actors}
