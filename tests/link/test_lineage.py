"""Who copies whom: found by shared word triples, directed by dates and credits."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import make_document
from neraca.link import find_derivations
from neraca.records import Derivation, DerivationKind, Document, Span, Zone, ZoneKind
from neraca.records.credit import Credit, CreditKind


def prose(seed: int, words: int = 160) -> str:
    """Words without sense, the same for the same seed."""
    random = Random(seed)
    return " ".join("".join(random.choices("aeioukbtrsnlm", k=random.randint(3, 9))) for _ in range(words))


def edited(text: str, *, share: float, seed: int = 0) -> str:
    random = Random(seed)
    return " ".join(f"{word}kah" if random.random() < share else word for word in text.split())


def only(documents: list[Document]) -> Derivation:
    (found,) = find_derivations(documents)
    return found


def test_a_copy_derives_from_what_was_published_earlier() -> None:
    first = make_document("z.txt", text=prose(1), published="2024-10-18")
    second = make_document("a.txt", text=prose(1), published="2024-10-19")
    found = only([second, first])
    assert (found.child, found.parent) == (second.id, first.id)
    assert (found.kind, found.share, found.reason) == (DerivationKind.COPY, 1.0, "published_earlier")


def test_independent_texts_have_no_parents() -> None:
    assert find_derivations([make_document(f"{seed}.txt", text=prose(seed)) for seed in range(5)]) == ()


@pytest.mark.parametrize(
    ("share", "kind"), [(0.03, DerivationKind.COPY), (0.15, DerivationKind.REWRITE), (0.3, DerivationKind.REWRITE)]
)
def test_edits_make_a_rewrite_of_a_copy(share: float, kind: DerivationKind) -> None:
    first = make_document("a.txt", text=prose(1), published="2024-10-18")
    second = make_document("b.txt", text=edited(prose(1), share=share), published="2024-10-19")
    assert only([first, second]).kind is kind


def test_a_quoted_passage_is_an_excerpt() -> None:
    first = make_document("a.txt", text=prose(1), published="2024-10-18")
    quoting = f"{prose(2)} {' '.join(prose(1).split()[:60])} {prose(3, 40)}"
    found = only([first, make_document("b.txt", text=quoting, published="2024-10-19")])
    assert found.kind is DerivationKind.EXCERPT


def test_a_text_from_two_sources_has_two_parents() -> None:
    one = make_document("a.txt", text=prose(1), published="2024-10-17")
    two = make_document("b.txt", text=prose(2), published="2024-10-18")
    both = make_document("c.txt", text=f"{prose(1)} {prose(2)}", published="2024-10-19")
    assert {found.parent for found in find_derivations([one, two, both])} == {one.id, two.id}


def test_a_copy_of_a_copy_needs_one_parent_only() -> None:
    days = ("2024-10-17", "2024-10-18", "2024-10-19")
    documents = [make_document(f"{day}.txt", text=prose(1), published=day) for day in days]
    found = find_derivations(documents)
    assert [one.parent for one in found] == [documents[0].id] * 2


def test_on_the_same_day_the_one_that_names_the_others_outlet_derives() -> None:
    original = make_document("b.txt", text=prose(1), outlet="Buana Lintang")
    taker = make_document("a.txt", text=f"{prose(1)} dikutip Buana Lintang", outlet="Jendela Wetan")
    found = only([original, taker])
    assert (found.child, found.reason) == (taker.id, "names_outlet=Buana Lintang")


def test_on_the_same_day_the_minute_decides_where_both_give_one() -> None:
    later = make_document("a.txt", text=prose(1), published="2024-10-19T11:05+07:00")
    first = make_document("b.txt", text=prose(1), published="2024-10-19T03:30+00:00")
    found = only([later, first])
    assert (found.child, found.reason) == (later.id, "published_earlier_that_day")


def test_an_undated_text_derives_and_says_that_nothing_decides() -> None:
    found = only([make_document("a.txt", text=prose(1), published=None), make_document("b.txt", text=prose(1))])
    assert found.reason == "undecided_undated"


def test_an_undated_text_whose_outlet_is_named_is_the_parent() -> None:
    undated = make_document("b.txt", text=prose(1), published=None, outlet="Buana Lintang")
    taker = make_document("a.txt", text=f"{prose(1)} sumber: Buana Lintang", outlet="Jendela Wetan")
    assert only([undated, taker]).parent == undated.id


def credit(document: Document, outlet: str) -> Credit:
    return Credit(
        document=document.id,
        evidence=document.evidence(0, 4),
        source=outlet,
        outlet=outlet,
        kind=CreditKind.OUTLET,
    )


def test_a_stated_credit_outweighs_a_mention_of_the_other_way() -> None:
    first = make_document("b.txt", text=f"{prose(1)} dan Jendela Wetan", outlet="Buana Lintang")
    taker = make_document("a.txt", text=f"{prose(1)} dari Buana Lintang", outlet="Jendela Wetan")
    (found,) = find_derivations([first, taker], [credit(taker, "Buana Lintang")])
    assert (found.child, found.reason) == (taker.id, "names_outlet=Buana Lintang")
    (turned,) = find_derivations([first, taker], [credit(first, "Jendela Wetan")])
    assert turned.child == first.id


@pytest.mark.parametrize("published", [None, "2024-10-19"])
def test_a_cut_derives_from_the_whole_where_no_time_decides(published: str | None) -> None:
    cut = make_document("a.txt", text=" ".join(prose(1).split()[:80]), published=published)
    whole = make_document("b.txt", text=prose(1), published=published)
    found = only([cut, whole])
    assert (found.child, found.reason) == (cut.id, "contained_in_longer")


def test_minutes_decide_before_what_is_contained() -> None:
    cut = make_document("a.txt", text=" ".join(prose(1).split()[:80]), published="2024-10-19T08:00+07:00")
    whole = make_document("b.txt", text=prose(1), published="2024-10-19T09:00+07:00")
    assert only([cut, whole]).child == whole.id


def test_credits_in_a_circle_leave_no_circle() -> None:
    outlets = ("Alfa Satu", "Beta Dua", "Gama Tiga")
    documents = [
        make_document(f"{at}.txt", text=f"{prose(1)} kata {outlets[(at + 1) % 3]}", outlet=outlets[at])
        for at in range(3)
    ]
    parents = {found.child: found.parent for found in find_derivations(documents)}
    assert len(parents) == 2
    assert not set(parents) >= {document.id for document in documents}


def test_what_an_outlet_prints_under_every_article_makes_no_copies() -> None:
    footer = prose(99, 60)
    documents = [make_document(f"{at}.txt", text=f"{prose(at)} {footer}", outlet="Bilik Dunia") for at in range(8)]
    others = [make_document(f"x{at}.txt", text=prose(100 + at), outlet="Warta") for at in range(40)]
    assert find_derivations(documents + others) == ()


def test_navigation_is_not_compared() -> None:
    menu = prose(50, 80)
    zones = (Zone(span=Span(start=0, end=len(menu)), kind=ZoneKind.NAVIGATION),)
    documents = [make_document(f"{at}.txt", text=f"{menu} {prose(at)}", zones=zones) for at in range(2)]
    assert find_derivations(documents) == ()


def test_copies_of_another_text_change_no_other_relation() -> None:
    first = make_document("a.txt", text=prose(1), published="2024-10-18")
    rewrite = make_document("b.txt", text=edited(prose(1), share=0.2), published="2024-10-19")
    copies = [make_document(f"c{at}.txt", text=prose(1), published="2024-10-20") for at in range(10)]
    alone, crowded = find_derivations([first, rewrite]), find_derivations([first, rewrite, *copies])
    assert [one for one in crowded if one.child == rewrite.id] == list(alone)


@settings(deadline=None, max_examples=25)
@given(st.data())
def test_the_order_of_documents_does_not_matter(data: st.DataObject) -> None:
    outlets = st.sampled_from((None, "Buana Lintang", "Jendela Wetan"))
    days = st.sampled_from((None, "2024-10-18", "2024-10-19", "2024-10-19T08:00+07:00"))
    documents = [
        make_document(
            f"{at}.txt",
            text=edited(prose(at % 2, 80), share=data.draw(st.sampled_from((0.0, 0.1, 0.3))), seed=at)
            + data.draw(st.sampled_from(("", " Buana Lintang", " Jendela Wetan"))),
            published=data.draw(days),
            outlet=data.draw(outlets),
        )
        for at in range(data.draw(st.integers(2, 6)))
    ]
    assert find_derivations(data.draw(st.permutations(documents))) == find_derivations(documents)


def test_nothing_gives_nothing() -> None:
    assert find_derivations([]) == ()
    assert find_derivations([make_document(text="Dua kata"), make_document("b.txt", text="Dua kata")]) == ()
