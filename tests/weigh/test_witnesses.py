"""Documents folded to the roots they copy."""

from __future__ import annotations

from builders import make_claim
from neraca.records import Derivation, DerivationKind
from neraca.records.testimony import count_witnesses
from neraca.weigh import find_roots, independent_roots


def derived(child: str, parent: str, *, kind: str = "copy", share: float = 0.9) -> Derivation:
    return Derivation(child=child, parent=parent, kind=DerivationKind(kind), share=share, reason="published_earlier")


def said(document: str, *voices: tuple[str, str, str], optional: bool = False):  # type: ignore[no-untyped-def]
    return make_claim(document, voices=voices, optional=optional)


NIS = ("KOR", "intelligence", "asserts")
PENTAGON = ("USA", "military", "asserts")


def test_copies_of_copies_go_back_to_the_first() -> None:
    chain = [derived("c", "b", kind="rewrite"), derived("b", "a")]
    assert independent_roots(["a", "b", "c", "d"], chain) == ("a", "d")


def test_a_root_need_not_be_among_the_documents() -> None:
    assert independent_roots(["b", "c"], [derived("b", "a"), derived("c", "a")]) == ("a",)


def test_an_excerpt_is_a_witness_of_its_own() -> None:
    assert independent_roots(["a", "b"], [derived("b", "a", kind="excerpt", share=0.3)]) == ("a", "b")


def test_a_translation_and_a_paraphrase_are_no_witnesses_of_their_own() -> None:
    told = [derived("b", "a", kind="translation"), derived("c", "b", kind="paraphrase")]
    assert independent_roots(["a", "b", "c", "d"], told) == ("a", "d")


def test_of_two_parents_the_one_with_more_counts() -> None:
    parents = [derived("c", "a", kind="rewrite", share=0.3), derived("c", "b", kind="rewrite", share=0.5)]
    assert find_roots(parents) == {"c": "b"}


def test_a_circle_has_one_root() -> None:
    circle = [derived("a", "b"), derived("b", "c"), derived("c", "b"), derived("d", "a")]
    assert independent_roots(["a", "b", "c", "d"], circle) == ("b",)


def test_two_outlets_that_cite_one_service_are_one_witness() -> None:
    assert count_witnesses([said("a", NIS), said("b", NIS)], {}) == 1
    assert count_witnesses([said("a", NIS), said("b", PENTAGON)], {}) == 2


def test_each_document_needs_a_voice_of_its_own() -> None:
    assert count_witnesses([said("a", NIS, PENTAGON), said("b", NIS), said("c", NIS, PENTAGON)], {}) == 2


def test_documents_that_name_no_source_speak_for_themselves() -> None:
    assert count_witnesses([said("a"), said("b"), said("c", NIS)], {}) == 3


def test_a_headline_without_its_source_adds_no_voice() -> None:
    assert count_witnesses([said("a", NIS), said("b"), said("b", NIS)], {}) == 1


def test_a_rewrite_that_drops_the_source_adds_no_voice() -> None:
    assert count_witnesses([said("a", NIS), said("b", NIS), said("c")], {"c": "b"}) == 1


def test_a_mere_mention_is_no_witness_beside_a_report() -> None:
    assert count_witnesses([said("a", NIS), said("b", optional=True)], {}) == 1
    assert count_witnesses([said("a", optional=True)], {}) == 1


def test_a_denial_is_no_witness() -> None:
    assert count_witnesses([said("a", ("RUS", "government", "denies"))], {}) == 0
