"""The dossier's section of reactions: trees, chains, returns, what was measured."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from builders import make_claim, make_document, make_evidence
from neraca.packs.catalogue import load_packs
from neraca.packs.words import read_words
from neraca.publish.book import Book, open_book
from neraca.publish.reactions import ReactionPart, Step, lay_out_reactions
from neraca.publish.relations import Relations
from neraca.records import Account, Claim, Link, LinkType, Purpose, Reactions
from neraca.relate.reactions import gather_reactions
from neraca.service.naming import names_for
from neraca.weigh import Sources, assess

DOCUMENT = make_document()


def tied(claim: Claim, other: Claim, words: str, *, name: LinkType = LinkType.REACTION_TO) -> Claim:
    cue = make_evidence(words, document=DOCUMENT.id, start=900)
    return replace(claim, links=(Link(type=name, to=other.id, cue=cue),))


def book_of(*claims: Claim, language: str = "id", measured: tuple[dict[str, object], ...] = ()) -> Book:
    events = tuple(assess([claim], sources=Sources(roots={})) for claim in claims)
    account = Account(as_of=None, documents=(DOCUMENT,), derivations=(), claims=claims, events=events, entries=())
    found = gather_reactions(events, claims, [DOCUMENT])
    return open_book(
        account,
        names=names_for(load_packs(), language),
        words=read_words(language),
        relations=Relations(reactions=found, measured=measured),
    )


def part_of(book: Book) -> ReactionPart:
    part = lay_out_reactions(book)
    assert part is not None
    return part


def domino(*actors: str) -> list[Claim]:
    claims: list[Claim] = []
    for place, actor in enumerate(actors):
        claim = make_claim(DOCUMENT, at=1000 * place, event="ACCUSE", actors=(actor,), recipients=("UKR",))
        claims.append(tied(claim, claims[-1], "mengecam") if claims else claim)
    return claims


def flat(step: Step) -> list[Step]:
    return [step, *(one for each in step.steps for one in flat(each))]


def test_nothing_said_and_nothing_measured_is_no_section() -> None:
    row = {"status": "too_little", "sentence": {"id": "x", "en": "x"}, "claims": []}
    assert lay_out_reactions(book_of(make_claim(DOCUMENT), measured=(row,))) is None


def test_a_tree_hangs_each_answer_on_what_it_answers() -> None:
    part = part_of(book_of(*domino("RUS", "USA", "CHN")))
    (tree,) = part.trees
    assert [step.actors for step in flat(tree)] == ["Rusia", "Amerika Serikat", "Tiongkok"]
    assert tree.relation == ""
    assert tree.steps[0].cues == ("mengecam",)
    assert part.total == 2


def test_a_chain_is_a_sentence_with_its_claims() -> None:
    claims = domino("RUS", "USA", "CHN")
    (chain,) = part_of(book_of(*claims, language="en")).chains
    assert chain.sentence.startswith("Russia criticises or accuses Ukraine; about that act, United States")
    assert chain.sentence.endswith("(said by the texts)")
    assert {own for own, _ in chain.claims} == {claim.id for claim in claims}


def test_a_deep_chain_goes_on_as_a_tree_of_its_own() -> None:
    part = part_of(book_of(*domino("RUS", "USA", "CHN", "IRN", "FRA", "JPN", "KOR")))
    steps = [step for tree in part.trees for step in flat(tree)]
    assert len(part.trees) == 2
    assert sum(step.again for step in steps) == 1
    assert {step.actors for step in steps} >= {"Korea Selatan", "Jepang"}


def test_a_circle_is_drawn_once() -> None:
    one, two = domino("RUS", "USA")
    cue = make_evidence("mengecam", document=DOCUMENT.id, start=950)
    one = replace(one, links=(Link(type=LinkType.REACTION_TO, to=two.id, cue=cue),))
    part = part_of(book_of(one, two))
    assert len(part.trees) == 1
    assert part.chains == ()


def test_a_return_stands_with_the_words_for_its_price() -> None:
    words = make_evidence("pengerahan pasukan", document=DOCUMENT.id, start=970)
    cue = make_evidence("sebagai imbalan atas", document=DOCUMENT.id, start=940)
    gift = replace(make_claim(DOCUMENT, items=("energy",)), purposes=(Purpose(cue=cue, evidence=words),))
    (row,) = part_of(book_of(gift)).returns
    assert (row.words, row.cue, row.prices) == ("pengerahan pasukan", "sebagai imbalan atas", ())


def test_what_was_measured_stands_apart_with_its_claims() -> None:
    claim = make_claim(DOCUMENT)
    row = {"status": "confirmed", "sentence": {"id": "Setelah A, B.", "en": "After A, B."}, "claims": [claim.id]}
    (told,) = part_of(book_of(claim, measured=(row,))).measured
    assert told.sentence == "Setelah A, B."
    assert told.claims == ((claim.id, "1.1"),)


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_relation_and_deed_has_words(language: str) -> None:
    words = read_words(language)
    kinds = ("response", "trigger", "sequence", "judgement", "return")
    assert all(words.say(f"relation.{kind}") and words.say(f"then.{kind}", effect="x") for kind in kinds)
    assert all(words.say(f"deed.{event}", a="x") for event in load_packs().events.types)
    assert not re.search(r"[{}]", words.say("reactions-note"))


def test_an_empty_bundle_is_empty() -> None:
    assert Relations().reactions == Reactions()
