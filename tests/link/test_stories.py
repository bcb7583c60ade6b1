"""Stories: articles about one matter, as they arrive."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import make_document
from neraca.errors import NeracaError
from neraca.link.stories import StoryIndex, find_stories
from neraca.link.terms import find_terms
from neraca.records import Document, Span, Zone, ZoneKind
from neraca.records.story import Story

SYLLABLES = ("ka", "ru", "mi", "to", "sel", "ban", "wi", "jar", "pon", "da", "le", "gus")
FLOOD = (
    "Banjir merendam ratusan rumah di Demak setelah tanggul Sungai Wulan jebol.",
    "Tanggul Sungai Wulan jebol, ratusan rumah warga Demak terendam banjir.",
    "Warga Demak mengungsi setelah banjir dari Sungai Wulan merendam rumah mereka.",
)
SUMMIT = (
    "Menteri pertahanan Filipina dan Jepang meneken perjanjian latihan bersama di Manila.",
    "Filipina dan Jepang sepakat menggelar latihan bersama, perjanjian diteken di Manila.",
    "Perjanjian latihan bersama Jepang dan Filipina diteken kedua menteri pertahanan.",
)


def invented(seed: int, count: int = 60) -> str:
    chance = random.Random(seed)
    return " ".join("".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(count))


def crowd(count: int = 12, *, day: str = "2024-10-19") -> list[Document]:
    """Articles that have nothing to do with each other: they make common words common."""
    return [make_document(f"x{at}.txt", text=f"Warga dan menteri {invented(at)}", published=day) for at in range(count)]


def reports(name: str, sentences: tuple[str, ...], *, day: str | None, language: str = "id") -> list[Document]:
    return [
        make_document(f"{name}{at}.txt", text=one, published=day, language=language) for at, one in enumerate(sentences)
    ]


def story_with(stories: tuple[Story, ...], document: Document) -> Story:
    (found,) = (story for story in stories if document.id in story.documents)
    return found


def test_reports_of_one_matter_are_one_story_and_others_are_not() -> None:
    flood = reports("a", FLOOD, day="2024-10-19")
    summit = reports("b", SUMMIT, day="2024-10-19")
    stories = find_stories([*flood, *summit, *crowd()])
    assert set(story_with(stories, flood[0]).documents) == {one.id for one in flood}
    assert set(story_with(stories, summit[0]).documents) == {one.id for one in summit}


def test_similar_incidents_a_year_apart_stay_apart() -> None:
    first = reports("a", FLOOD, day="2023-02-10")
    second = reports("b", FLOOD, day="2024-02-12")
    stories = find_stories([*first, *second, *crowd()])
    assert set(story_with(stories, first[0]).documents) == {one.id for one in first}
    assert set(story_with(stories, second[0]).documents) == {one.id for one in second}


def test_an_undated_article_joins_a_story_of_any_day() -> None:
    dated = reports("a", FLOOD[:2], day="2020-02-10")
    (undated,) = reports("b", FLOOD[2:], day=None)
    assert undated.id in story_with(find_stories([*dated, undated, *crowd()]), dated[0]).documents


FIRES = {
    "Garut": (
        "Kebakaran besar melanda Pasar Ciawitali di Garut, kata Rahmat Subarja.",
        "Pasar Ciawitali Garut hangus, polisi menyelidiki penyebab kebakaran.",
        "Rahmat Subarja menduga kebakaran Pasar Ciawitali Garut akibat arus pendek.",
        "Pedagang Pasar Ciawitali Garut rugi setelah kebakaran.",
    ),
    "Blora": (
        "Api menghanguskan kios di Pasar Ngawen, Blora, menurut Tulus Wibowo.",
        "Kebakaran Pasar Ngawen Blora padam menjelang subuh.",
        "Tulus Wibowo meninjau Pasar Ngawen Blora, penyebab kebakaran belum jelas.",
        "Kebakaran di Pasar Ngawen Blora, Tulus Wibowo menjanjikan kios sementara.",
    ),
}


def test_two_incidents_of_one_kind_part_by_their_names() -> None:
    sides = [reports(town, sentences, day="2024-10-19") for town, sentences in FIRES.items()]
    stories = find_stories([*(one for side in sides for one in side), *crowd()])
    for side in sides:
        assert set(story_with(stories, side[0]).documents) == {one.id for one in side}


def test_an_article_that_bridges_two_stories_joins_them() -> None:
    one = make_document("a.txt", text="Tanggul Sungai Wulan jebol di Demak.")
    other = make_document("b.txt", text="Ratusan keluarga mengungsi, dapur umum didirikan relawan.")
    bridge = make_document(
        "c.txt",
        text="Tanggul Sungai Wulan jebol di Demak.\nRatusan keluarga mengungsi, dapur umum didirikan relawan.",
    )
    index = StoryIndex()
    for document in (*crowd(), one, other):
        index.add(document)
    assert index.story_of(one.id) != index.story_of(other.id)
    index.add(bridge)
    assert index.story_of(bridge.id) in (index.story_of(one.id), index.story_of(other.id))


def test_an_indonesian_and_an_english_article_meet_by_keys() -> None:
    one = make_document("a.txt", text="Pyongyang mengirim peluru ke Moskwa, kata Seoul.", language="id")
    other = make_document("b.txt", text="Artillery shells were shipped to the ally, officials said.", language="en")
    keys = {one.id: ("PRK", "RUS", "munitions"), other.id: ("PRK", "RUS", "munitions")}
    apart = find_stories([one, other, *crowd()])
    joined = find_stories([one, other, *crowd()], keys=keys)
    assert other.id not in story_with(apart, one).documents
    assert other.id in story_with(joined, one).documents


def test_a_matter_told_in_two_languages_is_not_divided_by_language() -> None:
    english = (
        "Hundreds of homes in Demak were under water after a dike on the Wulan river broke.",
        "A broken dike on the Wulan flooded hundreds of homes in Demak.",
        "Demak residents fled as water from the Wulan flooded their homes.",
    )
    documents = [*reports("a", FLOOD, day="2024-10-19"), *reports("b", english, day="2024-10-19", language="en")]
    keys = {one.id: ("ID-DEMAK", "flood") for one in documents}
    stories = find_stories([*documents, *crowd()], keys=keys)
    assert set(story_with(stories, documents[0]).documents) == {one.id for one in documents}


def some_documents(count: int = 30) -> list[Document]:
    days = [date(2024, 1, 1) + timedelta(days=5 * at) for at in range(4)]
    texts = [*FLOOD, *SUMMIT, *(invented(at % 7, 25) for at in range(count))]
    return [
        make_document(f"{at}.txt", text=text, published=None if at % 6 == 5 else days[at % 4].isoformat())
        for at, text in enumerate(texts)
    ]


@settings(deadline=None, max_examples=15)
@given(st.data())
def test_the_order_of_documents_does_not_matter(data: st.DataObject) -> None:
    documents = some_documents()
    assert find_stories(data.draw(st.permutations(documents))) == find_stories(documents)


def test_one_by_one_is_the_same_as_all_in_that_order() -> None:
    documents = some_documents()
    index = StoryIndex()
    for one in sorted(documents, key=lambda one: (one.day or date.max, one.label)):
        index.add(one)
    assert index.stories() == find_stories(documents)


def test_every_document_is_in_exactly_one_story() -> None:
    documents = some_documents()
    found = [own for story in find_stories(documents) for own in story.documents]
    assert sorted(found) == sorted(one.id for one in documents)


def test_a_document_added_again_changes_nothing() -> None:
    index = StoryIndex()
    for one in some_documents():
        index.add(one)
    before = index.stories()
    assert [index.add(one) for one in some_documents()] == [index.story_of(one.id) for one in some_documents()]
    assert index.stories() == before


def test_a_story_that_grows_keeps_its_id() -> None:
    first, *more = reports("a", FLOOD, day="2024-10-19")
    index = StoryIndex()
    opened = [index.add(one) for one in (*crowd(), first)][-1]
    assert {index.add(one) for one in more} == {opened}


def test_a_story_of_hundreds_goes_on_growing() -> None:
    documents = [make_document(f"{at}.txt", text=f"{FLOOD[at % 3]} {invented(at, 4)}") for at in range(150)]
    assert [len(story.documents) for story in find_stories(documents)] == [150]


def test_a_story_shows_its_telling_words_and_its_days() -> None:
    documents = [
        *reports("a", FLOOD[:1], day="2024-10-19"),
        *reports("b", FLOOD[1:2], day="2024-10-21"),
        *crowd(day="2024-10-20"),
    ]
    story = story_with(find_stories(documents), documents[0])
    assert (story.first, story.last) == (date(2024, 10, 19), date(2024, 10, 21))
    assert {"Sungai Wulan", "Demak"} <= set(story.terms)
    assert "Warga" not in story.terms


def test_navigation_and_bylines_are_not_the_matter() -> None:
    menu = "Terpopuler Banjir Demak Sungai Wulan\n"
    zones = (Zone(span=Span(start=0, end=len(menu)), kind=ZoneKind.NAVIGATION),)
    found = find_terms(make_document(text=f"{menu}Harga beras naik.", zones=zones))
    assert {term[1] for term in found.weights} == {"harga", "beras", "naik"}


def test_numbers_are_alike_in_both_ways_of_writing() -> None:
    indonesian = find_terms(make_document(text="Sekitar 11.000 orang, 1,5 juta ton"))
    english = find_terms(make_document(text="Some 11,000 people, 1.5 million tons", language="en"))
    assert {("number", "11000"), ("number", "1.5")} <= indonesian.weights.keys() & english.weights.keys()


@pytest.mark.parametrize("text", ["…", "😀 😀", "Satu", "7", "\n\n", "yang dan di", "a" * 1_000_000, "kata " * 200_000])
def test_hostile_texts_have_a_story_of_their_own(text: str) -> None:
    odd = make_document("odd.txt", text=text, published=None)
    stories = find_stories([odd, *reports("a", FLOOD, day="2024-10-19")])
    assert story_with(stories, odd).documents == (odd.id,)


def test_a_long_text_of_many_words_keeps_few_terms() -> None:
    found = find_terms(make_document(text=invented(5, 150_000)))
    assert len(found.weights) <= 256


def test_nothing_gives_nothing() -> None:
    assert find_stories([]) == ()
    assert len(StoryIndex()) == 0


def test_a_story_needs_a_document_and_both_its_ends() -> None:
    for broken in (
        {"documents": ()},
        {"documents": ("a", "a")},
        {"documents": ("a",), "first": date(2024, 1, 1)},
        {"documents": ("a",), "first": date(2024, 1, 2), "last": date(2024, 1, 1)},
    ):
        with pytest.raises(NeracaError):
            Story(**broken)  # type: ignore[arg-type]
