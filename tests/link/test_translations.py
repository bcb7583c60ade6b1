"""Texts that tell the same in another language or in other words, by vectors made by hand; and the samples, as read."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest

from builders import make_document
from neraca.errors import NeracaError
from neraca.ingest import list_sources, read_documents, read_source
from neraca.link import find_derivations
from neraca.link.matching import Vectors
from neraca.link.neighbours import Text, find_neighbours
from neraca.link.translations import find_translations, join_derivations
from neraca.packs.catalogue import load_packs
from neraca.packs.meaning import MeaningSpace, Space, load_meaning_space
from neraca.packs.translated import load_translated
from neraca.pipeline.reading import analyse
from neraca.records import Derivation, DerivationKind, Document, Meanings, Span

SAMPLES = Path(__file__).parents[2] / "src/neraca/data/samples"
WIDTH = 16
LENGTH = 10  # characters of a sentence
FLAT = MeaningSpace(
    Space(means={"id": bytes(2 * WIDTH), "en": bytes(2 * WIDTH)}, mix=np.eye(WIDTH, dtype="<f2").tobytes())
)
Told = Sequence[tuple[int, ...]]
WHOLE: Told = ((0,), (1,), (2,), (3,), (4,), (5,))
Article = tuple[Document, Meanings]


def article(name: str, told: Told, *, language: str = "id", published: str | None = "2024-10-19") -> Article:
    """An article whose sentences say the matters named by number, one or several each."""
    text = "\n".join(f"{name} {at:<{LENGTH - len(name) - 1}}" for at in range(len(told)))
    document = make_document(name, text=text, language=language, published=published)
    rows = np.zeros((len(told), WIDTH))
    for row, matters in enumerate(told):
        rows[row, list(matters)] = 127 / len(matters) ** 0.5
    spans = tuple(Span(start=at * (LENGTH + 1), end=at * (LENGTH + 1) + LENGTH) for at in range(len(told)))
    return document, Meanings(document=document.id, spans=spans, vectors=rows.astype(np.int8).tobytes())


def find(*articles: Article, known: Sequence[Derivation] = ()) -> tuple[Derivation, ...]:
    return find_translations([a for a, _ in articles], [m for _, m in articles], space=FLAT, known=known)


FIRST = article("a", WHOLE)
TRANSLATED = article("b", WHOLE, language="en", published="2024-10-20")
RETOLD = article("c", WHOLE, published="2024-10-20")


def test_a_translation_is_found_with_its_parent_and_the_aligned_sentences() -> None:
    (found,) = find(FIRST, TRANSLATED)
    assert (found.child, found.parent) == (TRANSLATED[0].id, FIRST[0].id)
    assert (found.kind, found.share, found.reason) == (DerivationKind.TRANSLATION, 1.0, "published_earlier")
    assert [(one.child, one.parent) for one in found.passages] == [(span, span) for span in FIRST[1].spans]


def test_the_same_in_other_words_of_one_language_is_a_paraphrase() -> None:
    (found,) = find(FIRST, RETOLD)
    assert (found.child, found.kind) == (RETOLD[0].id, DerivationKind.PARAPHRASE)


def test_two_reports_that_have_the_event_in_common_derive_from_none() -> None:
    other = article("b", ((0,), (1,), (6,), (7,), (8,), (9,)), language="en")
    assert find(FIRST, other) == ()


def test_what_all_sentences_owe_to_the_topic_says_nothing() -> None:
    one = article("a", [(0, matter) for matter in (1, 2, 3, 4, 5)])
    other = article("b", [(0, matter) for matter in (6, 7, 8, 9, 10)], language="en")
    assert find(one, other) == ()


def test_moved_merged_and_dropped_sentences_do_not_hide_a_translation() -> None:
    shortened = article("b", ((4,), (0, 1), (2,), (3,)), language="en", published="2024-10-20")
    (found,) = find(FIRST, shortened)
    assert (found.child, len(found.passages)) == (shortened[0].id, 4)


def test_a_brief_is_no_translation() -> None:
    assert find(FIRST, article("b", WHOLE[:3], language="en")) == ()


def test_half_of_a_longer_text_is_none() -> None:
    longer = article("b", (*WHOLE, (6,), (7,), (8,), (9,), (10,), (11,), (12,)), language="en")
    assert find(FIRST, longer) == ()


def test_texts_more_than_a_month_apart_are_not_compared_unless_one_is_undated() -> None:
    assert find(FIRST, article("b", WHOLE, language="en", published="2024-12-19")) == ()
    assert [one.reason for one in find(FIRST, article("b", WHOLE, language="en", published=None))] == [
        "undecided_undated"
    ]


def test_on_one_day_the_label_decides_and_the_reason_says_so() -> None:
    (found,) = find(FIRST, article("b", WHOLE, language="en"))
    assert (found.parent, found.reason) == (FIRST[0].id, "undecided_same_day")


def test_a_text_that_says_it_is_translated_is_the_child_on_one_day() -> None:
    other = article("b", WHOLE, language="en")
    phrases = {"id": ("a 0",)}  # the first words of the Indonesian article
    articles = (FIRST, other)
    (found,) = find_translations(
        [document for document, _ in articles], [own for _, own in articles], space=FLAT, translated=phrases
    )
    assert (found.child, found.parent, found.reason) == (FIRST[0].id, other[0].id, "says_translated")


def test_on_one_day_what_the_other_tells_almost_whole_is_the_child() -> None:
    longer = article("z", (*WHOLE, (6,), (7,), (8,)), language="en")
    (found,) = find(FIRST, longer)
    assert (found.child, found.reason) == (FIRST[0].id, "contained_in_longer")


def test_what_words_explain_is_left_alone() -> None:
    copy = Derivation(
        child=RETOLD[0].id, parent=FIRST[0].id, kind=DerivationKind.COPY, share=1.0, reason="published_earlier"
    )
    later = article("d", WHOLE, language="en", published="2024-10-22")
    assert [(one.child, one.parent) for one in find(FIRST, RETOLD, later, known=[copy])] == [(later[0].id, FIRST[0].id)]


def test_of_two_copies_nothing_is_asked() -> None:
    texts = [Text.of(one, spans=known.spans, vectors=vectors(known)) for one, known in (FIRST, RETOLD, TRANSLATED)]
    assert list(find_neighbours(texts)) == [(0, 1), (0, 2), (1, 2)]
    assert list(find_neighbours(texts, copies={0, 2})) == [(0, 1), (1, 2)]


def vectors(known: Meanings) -> Vectors:
    return FLAT.place(known.vectors, language="id")


def test_an_excerpt_gives_way_where_the_whole_is_told_again() -> None:
    known = [
        Derivation(
            child=RETOLD[0].id, parent=parent, kind=DerivationKind.EXCERPT, share=0.3, reason="published_earlier"
        )
        for parent in (FIRST[0].id, "doc-elsewhere")
    ]
    told = find(FIRST, RETOLD, known=known)
    joined = join_derivations(known, told)
    assert {(one.parent, one.kind.value) for one in joined} == {
        (FIRST[0].id, "paraphrase"),
        ("doc-elsewhere", "excerpt"),
    }


def test_a_child_has_one_parent() -> None:
    assert [one.child for one in find(FIRST, RETOLD, TRANSLATED)] == sorted([RETOLD[0].id, TRANSLATED[0].id])


def test_any_order_gives_the_same() -> None:
    articles = (FIRST, RETOLD, TRANSLATED, article("d", ((0,), (6,), (7,), (8,)), language="en"))
    assert len({find(*order) for order in permutations(articles)}) == 1


def test_languages_without_a_place_and_documents_without_meanings_are_passed_over() -> None:
    assert find(FIRST, article("b", WHOLE, language="fr")) == ()
    assert find_translations([FIRST[0], TRANSLATED[0]], [FIRST[1]], space=FLAT) == ()
    assert find() == ()


def test_numbers_that_are_no_square_matrix_are_refused() -> None:
    with pytest.raises(NeracaError, match="N203"):
        MeaningSpace(Space(means={"id": bytes(4)}, mix=bytes(6)))


def test_of_the_samples_one_translates_another() -> None:
    packs = load_packs()
    documents = [
        one for path in list_sources(SAMPLES) for one in read_documents(read_source(path), packs.ingest).documents
    ]
    meanings = [own for one in documents if (own := analyse(one, packs).meanings) is not None]
    space, known = load_meaning_space(), find_derivations(documents)
    found = find_translations(documents, meanings, space=space, known=known, translated=load_translated())
    labels = {document.id: document.label for document in documents}
    planted = tomllib.loads((SAMPLES / "planted.toml").read_text(encoding="utf-8"))["translation"]
    assert [(labels[one.parent], labels[one.child], one.kind.value, one.reason) for one in found] == [
        (one["original"]["file"], one["translation"]["file"], "translation", "says_translated") for one in planted
    ]
