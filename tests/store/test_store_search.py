"""Searching: inflections, phrases, and queries that are no queries."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from store_builders import add, make_reading, titled

import strategies
from builders import make_document
from neraca.records import Reading
from neraca.store import Store
from neraca.text.words import word_ranges

INDONESIAN = "Korea Utara mengirimkan 6.000 pasukan ke Kursk.\nKedua pasukan tidak menyerah, kata Kyiv."
ENGLISH = "Pyongyang deployed troops to Kursk after the treaty."


def bare(name, text, language="id", published=None):
    return Reading(document=make_document(name, text=text, language=language, published=published))


@pytest.fixture
def store(tmp_path):
    with Store.create(tmp_path) as made:
        add(made, bare("id.txt", INDONESIAN), bare("en.txt", ENGLISH, language="en", published="2024-10-20"))
        yield made


def labels(hits):
    return [hit.label for hit in hits]


@pytest.mark.parametrize(
    "query", ["pengiriman", "dikirim", "KIRIM", "mengirimkan", "kirim pasukannya", "6.000", "utara"]
)
def test_a_word_is_found_in_any_inflection(store, query):
    assert labels(store.search(query)) == ["id.txt"]


@pytest.mark.parametrize("query", ["deploying", "Deploy troop", "treaties"])
def test_an_english_word_is_found_in_any_inflection(store, query):
    assert labels(store.search(query)) == ["en.txt"]


def test_all_words_must_be_there(store):
    assert store.search("kirim rudal") == ()
    assert sorted(labels(store.search("kursk"))) == ["en.txt", "id.txt"]


@pytest.mark.parametrize(
    "query", ['"pasukan ke kursk"', "“Pasukan ke Kursk”", '"mengirimkan 6.000"', 'kirim "ke Kursk"']
)
def test_a_phrase_is_found_as_it_stands(store, query):
    assert labels(store.search(query)) == ["id.txt"]


@pytest.mark.parametrize("query", ['"kirim"', '"pengiriman 6.000"', '"kursk ke"', '"menyerah kursk"'])
def test_a_phrase_that_does_not_stand_there_is_not_found(store, query):
    assert store.search(query) == ()


def test_a_hit_shows_the_words_and_the_line_around_them(store):
    (hit,) = store.search('pengiriman "ke kursk"')
    assert [match.quote for match in hit.matches] == ["mengirimkan", "ke Kursk"]
    assert hit.snippet.quote == "Korea Utara mengirimkan 6.000 pasukan ke Kursk."
    document = store.document(hit.document)
    assert all(evidence.holds_in(document.text) for evidence in (hit.snippet, *hit.matches))


def test_a_long_line_is_cut_at_spaces(store):
    add(store, bare("long.txt", "kata " * 200 + "rudal " + "lain " * 200))
    (hit,) = store.search("rudal")
    assert "rudal" in hit.snippet.quote
    assert len(hit.snippet.quote) < 260
    assert hit.snippet.quote.startswith("kata")


def test_diacritics_do_not_count(store):
    add(store, bare("fr.txt", "Un café à Genève.", language="fr"))
    assert labels(store.search("geneve CAFE")) == ["fr.txt"]
    assert [match.quote for match in store.search("geneve")[0].matches] == ["Genève"]


def test_a_part_of_a_joined_word_is_found(store):
    add(store, bare("j.txt", "Kim Jong-un anti-Barat"))
    assert labels(store.search("barat")) == ["j.txt"]
    assert labels(store.search("Jong-un")) == ["j.txt"]


def test_a_title_outside_the_text_is_searched_too(store):
    add(store, titled(make_reading("t.txt"), "Perundingan gagal"))
    (hit,) = store.search("perundingan")
    assert hit.matches == ()
    assert hit.snippet.span.start == 0


def test_one_language_can_be_asked_for(store):
    assert labels(store.search("Kursk", language="en")) == ["en.txt"]
    assert store.search("Kursk", language="fr") == ()


def test_only_what_had_been_published_is_found(store):
    assert store.search("Kursk", as_of=date(2024, 10, 19)) == ()
    assert labels(store.search("Kursk", as_of=date(2024, 10, 20))) == ["en.txt"]


def test_a_superseded_text_is_not_found(store):
    add(store, bare("id.txt", "Teks baru sama sekali."), hour=1)
    assert store.search("pasukan") == ()


def test_no_more_hits_than_asked_for(store):
    assert len(store.search("Kursk", limit=1)) == 1
    assert len(store.search("Kursk", limit=10**20)) == 2
    assert store.search("Kursk", limit=0) == ()


@pytest.mark.parametrize(
    "query", ["", '"', '""', "NEAR(", "kursk AND (", "*", "-", "words:", "{", "a\x00b", "\ud800", "^", "“"]
)
def test_no_query_is_an_error(store, query):
    assert isinstance(store.search(query), tuple)


@strategies.GENTLE
@given(query=st.text() | strategies.raw_texts())
@example(query="x " * 5000)
@example(query='"' + "x " * 5000 + '"')
@example(query="𞤀 ꟊ")
def test_no_query_at_all_is_an_error(tmp_path_factory, query):
    with Store.create(tmp_path_factory.getbasetemp() / "searched") as store:
        assert isinstance(store.search(query), tuple)


@strategies.GENTLE
@given(document=strategies.documents(), data=st.data())
def test_every_word_of_a_text_finds_it(tmp_path_factory, document, data):
    ranges = word_ranges(document.text)
    if ranges:
        start, end = data.draw(st.sampled_from(ranges))
        with Store.create(tmp_path_factory.mktemp("any")) as store:
            add(store, Reading(document=replace(document, title=None)))
            hits = store.search(document.text[start:end])
            assert labels(hits) == [document.label]
