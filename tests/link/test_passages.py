"""Shared passages: where they stand, and that their words really are shared."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import make_document
from neraca.errors import NeracaError
from neraca.link import find_derivations
from neraca.records import Derivation, DerivationKind, Document, Passage, Span
from neraca.text.words import words_of


def prose(seed: int, words: int = 160) -> str:
    """Words without sense, the same for the same seed, in the proportions of a real text."""
    random = Random(seed)
    known = ["".join(Random(at).choices("aeioukbtrsnlm", k=3 + at % 7)) for at in range(4000)]
    return " ".join(random.choices(known, [1 / (at + 4) for at in range(4000)], k=words))


def crowd(count: int) -> list[Document]:
    """Other texts, without which no word is known to be rare."""
    return [make_document(f"o{at}.txt", text=prose(1000 + at), published="2024-01-01") for at in range(count)]


def passages_of(parent: Document, child: Document, others: list[Document]) -> tuple[Passage, ...]:
    found = [one for one in find_derivations([parent, child, *others]) if one.child == child.id]
    return found[0].passages if found else ()


def test_a_copy_is_one_passage_from_its_first_word_to_its_last() -> None:
    first = make_document("a.txt", text=prose(1), published="2024-10-18")
    copy = make_document("b.txt", text=f"— {prose(1)}.", published="2024-10-19")
    (passage,) = passages_of(first, copy, [])
    assert copy.words(passage.child) == first.words(passage.parent) == prose(1)


def test_edited_words_and_small_gaps_lie_inside_a_passage() -> None:
    words = prose(1).split()
    edited = [*words[:40], "baru", *words[41:60], *words[66:110], "lain", "lagi", *words[110:]]
    first = make_document("a.txt", text=prose(1), published="2024-10-18")
    rewrite = make_document("b.txt", text=" ".join(edited), published="2024-10-19")
    (passage,) = passages_of(first, rewrite, [])
    assert len(passage.child) == len(rewrite.text)


def test_moved_paragraphs_are_passages_of_their_own() -> None:
    words = prose(1).split()
    moved = " ".join([*words[100:], *prose(2, 60).split(), *words[:60]])
    first = make_document("a.txt", text=prose(1), published="2024-10-18")
    second = make_document("b.txt", text=moved, published="2024-10-19")
    found = passages_of(first, second, [])
    assert [first.words(one.parent) for one in found] == [" ".join(words[100:]), " ".join(words[:60])]


def test_a_paragraph_in_other_order_and_words_is_an_excerpt() -> None:
    taken = prose(1).split()[40:110]
    Random(5).shuffle(taken)
    told = [word if at % 5 else f"{word}kah" for at, word in enumerate(taken)]
    first = make_document("a.txt", text=prose(1, 400), published="2024-10-18")
    host = make_document("b.txt", text=f"{prose(2, 200)} {' '.join(told)} {prose(3, 200)}", published="2024-10-19")
    found = [one for one in find_derivations([first, host, *crowd(150)]) if one.child == host.id]
    assert [(one.parent, one.kind) for one in found] == [(first.id, DerivationKind.EXCERPT)]
    start = len(prose(2, 200))
    covered = sum(len(one.child) for one in found[0].passages)
    inside = sum(
        min(one.child.end, start + len(" ".join(told))) - max(one.child.start, start) for one in found[0].passages
    )
    assert inside >= 0.8 * covered
    assert inside >= 0.7 * len(" ".join(told))


def test_what_one_outlet_prints_under_all_its_articles_is_no_shared_passage() -> None:
    footer = prose(77, 60)
    documents = [
        make_document(f"{at}.txt", text=f"{prose(at)} {footer}", outlet="Bilik Dunia", published="2024-10-18")
        for at in range(6)
    ]
    copy = make_document("copy.txt", text=f"{prose(0)} {footer}", outlet="Bilik Dunia", published="2024-10-19")
    (found,) = [one for one in find_derivations([*documents, copy, *crowd(40)]) if one.child == copy.id]
    (passage,) = found.passages
    assert copy.words(passage.child).startswith(prose(0))
    assert len(passage.child) < len(prose(0)) + len(footer) / 10


def test_another_outlet_that_prints_the_same_paragraph_took_it() -> None:
    footer = prose(77, 60)
    documents = [
        make_document(f"{at}.txt", text=f"{prose(at)} {footer}", outlet="Bilik Dunia", published="2024-10-18")
        for at in range(6)
    ]
    taker = make_document("t.txt", text=f"{prose(50)} {footer}", outlet="Warta Timur", published="2024-10-19")
    found = find_derivations([*documents, taker, *crowd(40)])
    assert {one.child for one in found} == {taker.id}


def test_passages_that_overlap_in_the_child_are_refused() -> None:
    one, other = Span(start=0, end=9), Span(start=5, end=12)
    passages = (Passage(child=one, parent=one), Passage(child=other, parent=other))
    with pytest.raises(NeracaError):
        Derivation(
            child="a", parent="b", kind=DerivationKind.COPY, share=1.0, reason="published_earlier", passages=passages
        )


@settings(deadline=None, max_examples=30)
@given(seed=st.integers(0, 10_000), share=st.floats(0.0, 0.35), cut=st.integers(0, 80), moved=st.booleans())
def test_the_words_of_a_passage_stand_in_both_texts(seed: int, share: float, cut: int, moved: bool) -> None:
    random = Random(seed)
    words = [f"{word}kah" if random.random() < share else word for word in prose(1).split()][cut:]
    if moved:
        words = words[40:] + words[:40]
    first = make_document("a.txt", text=prose(1), published="2024-10-18")
    second = make_document("b.txt", text=" ".join([*prose(2, 40).split(), *words]), published="2024-10-19")
    end = 0
    for passage in passages_of(first, second, []):
        mine, theirs = words_of(second.words(passage.child)), words_of(first.words(passage.parent))
        assert end <= passage.child.start
        assert (mine[0], mine[-1]) == (theirs[0], theirs[-1])
        assert (Counter(mine) & Counter(theirs)).total() >= 0.4 * min(len(mine), len(theirs))
        end = passage.child.end


@settings(deadline=None, max_examples=10)
@given(st.permutations(range(8)))
def test_the_order_of_documents_changes_no_passage(order: list[int]) -> None:
    texts = [
        prose(1),
        prose(2),
        f"{prose(3, 60)} {prose(1, 70)}",
        f"{prose(2, 90)} {prose(4, 30)}",
        *map(prose, range(5, 9)),
    ]
    documents = [make_document(f"{at}.txt", text=text, published=f"2024-10-1{at}") for at, text in enumerate(texts)]
    assert find_derivations(documents[at] for at in order) == find_derivations(documents)
