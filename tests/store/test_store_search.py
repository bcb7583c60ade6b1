"""Searching the index: inflections, phrases, titles, and places in a text."""

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from store_builders import add, make_reading, titled

import strategies
from builders import make_document
from neraca.records import Reading
from neraca.store import Store
from neraca.store.search import All, Either, Phrase, Word, find_places, leaves
from neraca.text.words import word_ranges

INDONESIAN = "Korea Utara mengirimkan 6.000 pasukan ke Kursk.\nKedua pasukan tidak menyerah, kata Kyiv."
ENGLISH = "Pyongyang deployed troops to Kursk after the treaty."


def bare(name, text, language="id"):
    return Reading(document=make_document(name, text=text, language=language))


@pytest.fixture
def store(tmp_path):
    with Store.create(tmp_path) as made:
        add(made, bare("id.txt", INDONESIAN), bare("en.txt", ENGLISH, language="en"))
        yield made


def labels(store, wanted, **options):
    known = {number: key for key, number in store.document_numbers().items()}
    found = sorted(store.search(wanted, **options), key=lambda one: one[1])
    return [store.document(known[number]).label for number, _ in found]


def phrase(text, **options):
    return Phrase(words=tuple(text.split()), **options)


@pytest.mark.parametrize("word", ["pengiriman", "dikirim", "KIRIM", "mengirimkan", "pasukannya", "6.000", "utara"])
def test_a_word_is_found_in_any_inflection(store, word):
    assert labels(store, Word(word=word)) == ["id.txt"]


@pytest.mark.parametrize("word", ["6000", "6.000", "6,000"])
def test_a_number_is_found_however_its_thousands_are_marked(store, word):
    assert labels(store, Word(word=word)) == ["id.txt"]
    assert [INDONESIAN[start:end] for start, end in find_places(Word(word=word), INDONESIAN, language="id")] == [
        "6.000"
    ]


@pytest.mark.parametrize("word", ["60", "600", "60000", "6000000"])
def test_another_number_is_not(store, word):
    assert labels(store, Word(word=word)) == []


@pytest.mark.parametrize("word", ["deploying", "Deploy", "treaties", "troop"])
def test_an_english_word_is_found_in_any_inflection(store, word):
    assert labels(store, Word(word=word)) == ["en.txt"]


def test_all_parts_must_be_there_and_nothing_of_what_it_is_without(store):
    kursk = Word(word="kursk")
    assert labels(store, All(parts=(Word(word="kirim"), Word(word="rudal")))) == []
    assert sorted(labels(store, All(parts=(kursk,)))) == ["en.txt", "id.txt"]
    assert labels(store, All(parts=(kursk,), without=(Word(word="pasukan"),))) == ["en.txt"]
    assert labels(store, All(parts=(kursk,), without=(Word(word="pasukan"), Word(word="treaty")))) == []


def test_one_of_several_parts_is_enough(store):
    assert sorted(labels(store, Either(parts=(Word(word="treaty"), Word(word="kyiv"))))) == ["en.txt", "id.txt"]


@pytest.mark.parametrize("words", ["pasukan ke kursk", "Pasukan ke Kursk", "mengirimkan 6.000"])
def test_a_phrase_is_found_as_it_stands(store, words):
    assert labels(store, phrase(words)) == ["id.txt"]


@pytest.mark.parametrize("words", ["kirim", "pengiriman 6.000", "kursk ke", "menyerah kursk"])
def test_a_phrase_that_does_not_stand_there_is_not_found(store, words):
    assert labels(store, phrase(words)) == []


def test_a_beginning_is_found_in_its_last_word(store):
    assert labels(store, phrase("pasuk", open=True)) == ["id.txt"]
    assert labels(store, phrase("pasukan ke ku", open=True)) == ["id.txt"]
    assert labels(store, phrase("ke pas", open=True)) == []


def test_the_title_can_be_asked_for(store):
    add(store, titled(make_reading("t.txt"), "Perundingan gagal"))
    assert labels(store, Word(word="rundingan")) == ["t.txt"]
    assert labels(store, Word(word="rundingan", title=True)) == ["t.txt"]
    assert labels(store, phrase("perundingan gag", title=True, open=True)) == ["t.txt"]
    assert labels(store, Word(word="pasukan", title=True)) == []


def test_a_word_in_the_title_weighs_more(tmp_path):
    text = "Nelayan melaut. " * 20
    with Store.create(tmp_path) as store:
        add(store, bare("a.txt", text + "Rudal. Rudal."), bare("z.txt", text))
        add(store, titled(bare("b.txt", text), "Rudal"))
        assert labels(store, Word(word="rudal")) == ["b.txt", "a.txt"]


def test_diacritics_do_not_count(store):
    add(store, bare("fr.txt", "Un café à Genève.", language="fr"))
    assert labels(store, All(parts=(Word(word="geneve"), Word(word="CAFE")))) == ["fr.txt"]
    assert find_places(Word(word="geneve"), "Un café à Genève.", language="fr") == ((10, 16),)


def test_a_part_of_a_joined_word_is_found(store):
    add(store, bare("j.txt", "Kim Jong-un anti-Barat"))
    assert labels(store, Word(word="barat")) == ["j.txt"]
    assert labels(store, Word(word="Jong-un")) == ["j.txt"]


def test_only_the_inflections_of_the_languages_asked_for_count(store):
    assert labels(store, Word(word="deploying"), languages=("id",)) == []
    assert labels(store, Word(word="deploying"), languages=("en",)) == ["en.txt"]


@pytest.mark.parametrize("word", ['"', 'a" OR "b', "NEAR(", "*", "words:", "a\x00b", ""])
def test_nothing_in_a_word_is_syntax(store, word):
    assert labels(store, Word(word=word)) == []
    assert labels(store, Phrase(words=(word,))) == []


def test_places_are_those_of_the_words_and_phrases_found():
    places = find_places(Word(word="kirim"), INDONESIAN, language="id")
    assert [INDONESIAN[start:end] for start, end in places] == ["mengirimkan"]
    (found,) = find_places(phrase("KE kursk"), INDONESIAN, language="id")
    assert INDONESIAN[slice(*found)] == "ke Kursk"
    (found,) = find_places(phrase("ke kurs", open=True), INDONESIAN, language="id")
    assert INDONESIAN[slice(*found)] == "ke Kursk"


def test_leaves_are_what_a_text_may_be_found_for():
    one, other, not_this = Word(word="a"), phrase("b c"), Word(word="d")
    assert list(leaves(All(parts=(Either(parts=(one, other)),), without=(not_this,)))) == [one, other]


@strategies.GENTLE
@given(document=strategies.documents(), data=st.data())
def test_every_word_of_a_text_finds_it_and_its_place(tmp_path_factory, document, data):
    ranges = word_ranges(document.text)
    if ranges:
        start, end = data.draw(st.sampled_from(ranges))
        word = document.text[start:end]
        with Store.create(tmp_path_factory.mktemp("any")) as store:
            add(store, Reading(document=replace(document, title=None)))
            assert labels(store, Word(word=word)) == [document.label]
            assert (start, end) in find_places(Word(word=word), document.text, language=document.language)


@strategies.GENTLE
@given(words=st.lists(st.text() | strategies.raw_texts(), min_size=1, max_size=3))
@example(words=["𞤀 ꟊ"])
@example(words=["x"] * 5000)
def test_no_words_at_all_are_an_error(tmp_path_factory, words):
    with Store.create(tmp_path_factory.getbasetemp() / "searched") as store:
        for wanted in (Word(word=words[0]), Phrase(words=tuple(words)), Phrase(words=tuple(words), open=True)):
            assert store.search(wanted) == []
