"""The words that give third parties a role, on the examples of their own folder."""

from __future__ import annotations

import tomllib

import pytest

from builders import make_document
from neraca.annotate.mentions import find_mentions
from neraca.annotate.sentences import split_sentences
from neraca.packs.catalogue import load_packs
from neraca.packs.files import data_folder
from neraca.packs.network import load_network
from neraca.records import RoleKind
from neraca.relate.remarks import REMARKED, find_remarks, holds_phrase, may_remark

EXAMPLES = tomllib.loads(data_folder().joinpath("network", "examples.toml").read_text(encoding="utf-8"))
ROLES = load_network().roles


@pytest.mark.parametrize("example", EXAMPLES["remark"], ids=lambda one: one["text"][:40])
def test_a_text_gives_the_remarks_of_its_example(example) -> None:
    packs = load_packs()
    document = make_document(text=example["text"], language=example["language"])
    sentences = split_sentences(document, packs.languages[document.language])
    mentions = find_mentions(document, sentences, packs.actors)
    found = find_remarks(document, sentences=sentences, mentions=mentions, roles=ROLES)
    assert [f"{one.actor} {one.kind}" for one in found] == example["remarks"]
    assert all(one.trigger.span.within(one.evidence.span) for one in found)
    assert may_remark(document.text, ROLES, language=document.language) or not found


@pytest.mark.parametrize("example", EXAMPLES["urges"], ids=lambda one: one["text"][:40])
def test_words_urge_restraint_or_not(example) -> None:
    words = ROLES[RoleKind.URGES_RESTRAINT][example["language"]]
    assert holds_phrase(example["text"], words) is example["restraint"]


def test_every_role_that_words_give_has_words_in_both_languages() -> None:
    assert set(ROLES) == {*REMARKED, RoleKind.URGES_RESTRAINT}
    assert all(set(words) == {"id", "en"} for words in ROLES.values())
