"""Finding mentions: what is joined, what is told apart, and what is left alone."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neraca.annotate.mentions import find_mentions
from neraca.errors import NeracaError
from neraca.packs.actor_files import Names
from neraca.packs.actors import ActorBook, _actors, load_actors
from neraca.records import Document, Found, Mention, MentionForm, Sentence, Span
from neraca.text.words import word_ranges

WORDS = [
    *(
        "Presiden",
        "Rusia",
        "Vladimir",
        "Putin",
        ",",
        "(",
        "AS",
        ")",
        "-",
        "Menteri",
        "Luar",
        "Negeri",
        "Kim",
        "Jong",
        "Un",
    ),
    *(
        "Korea",
        "Utara",
        "Selatan",
        "pasukan",
        "Dewan",
        "Keamanan",
        "PBB",
        "the",
        "of",
        "U.S.",
        "Secretary",
        "State",
        "'s",
    ),
    *("Foreign", "Minister", "Sandu", "Barat", "anti", "pro", "mantan", "duta", "besar", "untuk", "Xi", "Gaza", "dan"),
]


@lru_cache(maxsize=1)
def book() -> ActorBook:
    return load_actors()


def find(text: str, language: str = "id", published: str | None = None) -> tuple[Mention, ...]:
    """Mentions in a text that is read as one sentence a line."""
    article = Document(
        name="a.txt",
        sha256="0" * 64,
        media_type="text/plain",
        language=language,
        text=text,
        published=None if published is None else Found(value=published, how="given"),
    )
    sentences, start = [], 0
    for line in text.split("\n"):
        if line:
            words = tuple(Span(start=a, end=b) for a, b in word_ranges(text, start, start + len(line)))
            sentences.append(Sentence(span=Span(start=start, end=start + len(line)), words=words))
        start += len(line) + 1
    return find_mentions(article, tuple(sentences), book())


def quotes(text: str, language: str = "id") -> list[tuple[str, str]]:
    return [(mention.evidence.quote, mention.actor) for mention in find(text, language)]


def test_a_title_its_state_and_the_name_are_one_mention() -> None:
    (mention,) = find("Kemarin Menteri Luar Negeri AS, Antony Blinken, tiba.")
    assert mention.evidence.quote == "Menteri Luar Negeri AS, Antony Blinken"
    assert (mention.actor, mention.form, mention.person) == ("USA", MentionForm.PERSON, "Antony Blinken")


def test_a_title_makes_an_unknown_name_known_in_the_rest_of_the_document() -> None:
    text = "Menurut Menteri Pertahanan Latvia Anda Bērziņa, perlu waktu.\nBērziņa tidak merinci."
    assert quotes(text) == [("Menteri Pertahanan Latvia Anda Bērziņa", "LVA"), ("Bērziņa", "LVA")]


def test_a_new_name_repeated_in_full_is_one_mention() -> None:
    text = "Ketua parlemen Indonesia Budi Santosa Wirya hadir.\nLalu Budi Santosa Wirya pulang, dan Santosa kembali."
    assert [quote for quote, _ in quotes(text)][1:] == ["Budi Santosa Wirya", "Santosa"]


def test_a_surname_in_the_headline_is_found_by_the_full_name_below() -> None:
    text = "Bērziņa tolak usulan\nMenteri Pertahanan Latvia Anda Bērziņa berbicara kepada pers."
    assert quotes(text)[0] == ("Bērziņa", "LVA")


def test_a_name_apposed_to_an_office_belongs_to_its_state() -> None:
    text = "Kemarin Anda Bērziņa, menteri pertahanan Latvia, pulang.\nLalu Bērziņa istirahat."
    assert [actor for _, actor in quotes(text)] == ["LVA", "LVA", "LVA"]


def test_a_surname_means_the_person_named_last() -> None:
    text = (
        "Hari itu Menteri Pertahanan Latvia Anda Pile berpidato.\nLalu Pile pergi.\n"
        "Sore itu Menteri Pertahanan Estonia Mart Pile berpidato.\nLalu Pile pergi."
    )
    assert [actor for quote, actor in quotes(text) if quote == "Pile"] == ["LVA", "EST"]


def test_kim_alone_is_nobody_without_north_korea_in_the_document() -> None:
    assert quotes("Kemarin Kim menyanyi di panggung.") == []
    assert ("Kim", "PRK") in quotes("Kemarin Kim tiba di Pyongyang.")


def test_kim_is_not_the_leader_where_another_kim_was_introduced() -> None:
    text = "Menteri Pertahanan Korea Selatan Kim Yong-hyun menuduh Korea Utara.\nKim tidak merinci."
    assert quotes(text)[-1] == ("Kim", "KOR")


def test_holders_of_former_offices_stand_for_nobody() -> None:
    assert quotes("Ia mengutip mantan Presiden Estonia Mart Kask soal itu.") == []
    assert quotes("He quoted former Estonian president Mart Kask.", "en") == []


def test_a_person_stands_for_the_office_held_when_the_article_was_published() -> None:
    (before,) = find("Kemarin Mark Rutte berbicara.", published="2015-06-01")
    (after,) = find("Kemarin Mark Rutte berbicara.", published="2025-06-01")
    assert (before.actor, after.actor) == ("NLD", "IGO:NATO")


def test_both_sides_of_a_hyphenated_pair_are_mentions() -> None:
    assert quotes("Latihan gabungan AS-Korsel usai.") == [("AS", "USA"), ("Korsel", "KOR")]
    assert quotes("The U.S.-South Korea drill ended.", "en") == [("U.S.", "USA"), ("South Korea", "KOR")]


def test_a_possessive_ending_is_left_out_of_the_words() -> None:
    assert quotes("They doubt North Korea’s word.", "en") == [("North Korea", "PRK")]


@pytest.mark.parametrize(
    "text",
    [
        "Kelompok pro-Rusia itu bubar.",
        "Sikap anti-Barat menguat.",
        "Hujan turun di Pasifik Barat.",
        "Kapal berlayar di Laut Cina Selatan.",
        "Ia belajar bahasa Inggris.",
        "Harganya 5 dolar AS.",
    ],
)
def test_a_name_inside_another_expression_is_no_mention(text: str) -> None:
    assert quotes(text) == []


def test_short_names_need_their_capitals() -> None:
    assert quotes("as roda patah, us sudah lelah") == []
    assert quotes("Kapal AS karam.") == [("AS", "USA")]


def test_short_names_hold_only_in_their_language() -> None:
    assert quotes("UN digelar serentak.") == []
    assert quotes("The UN met.", "en") == [("UN", "IGO:UN")]


def test_capitals_in_a_title_make_no_names() -> None:
    assert quotes("Presiden Estonia Kunjungi Pabrik Mesin Baru") == [("Presiden Estonia", "EST")]


def test_spellings_of_one_person_give_one_name() -> None:
    names = {find(f"Kemarin {name} tiba.")[0].person for name in ("Sergey Shoigu", "Sergei Shoigu", "Sergei Shoygu")}
    assert names == {"Sergey Shoigu"}


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=25), st.sampled_from(["id", "en"]))
@settings(max_examples=150, deadline=None)
def test_mentions_stand_in_order_and_never_overlap(words: list[str], language: str) -> None:
    mentions = find(" ".join(words), language)
    spans = [mention.evidence.span for mention in mentions]
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(mention.actor in book().actors for mention in mentions)


def test_office_holders_are_those_whose_terms_are_known_to_cover_the_day() -> None:
    persons = {(office.person, office.office) for office in book().office_holders("USA", date(2025, 7, 13))}
    assert ("Marco Rubio", "secretary of state") in persons
    assert not any(person == "Antony Blinken" for person, _ in persons)


def test_a_term_is_not_carried_beyond_the_day_of_its_source() -> None:
    late = date(2100, 1, 1)
    assert all(office.end is not None for office in book().office_holders("RUS", late))


def test_names_are_shown_in_the_readers_language() -> None:
    assert book().name_of("PRK", "id") == "Korea Utara"
    assert book().name_of("PRK", "en") == "North Korea"
    assert book().name_of("GRP:UNKNOWN", "en") == "GRP:UNKNOWN"


def test_an_actor_defined_twice_is_refused() -> None:
    table = {"PRK": Names(name_id="Korea Utara", name_en="North Korea")}
    with pytest.raises(NeracaError) as raised:
        _actors([table, table])
    assert raised.value.code == "N202"


def test_variants_of_an_unknown_actor_are_refused() -> None:
    with pytest.raises(NeracaError) as raised:
        _actors([{"XXX": Names(names=("Antah Berantah",))}])
    assert raised.value.code == "N201"
