"""What a person writes into a search, and how it is read; any string is a search or a coded error."""

import tomllib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import strategies
from neraca.errors import NeracaError
from neraca.packs.files import data_folder
from neraca.packs.search import load_search_words
from neraca.packs.words import read_words
from neraca.service.query import Filter, every_leaf, read_query
from neraca.service.searching import tell_query
from neraca.store.search import Phrase, Word

EXAMPLES = tomllib.loads((data_folder() / "search" / "examples.toml").read_text(encoding="utf-8"))["query"]


def read(text, **options):
    return read_query(text, load_search_words(), **options)


@pytest.mark.parametrize("one", EXAMPLES, ids=lambda one: one["text"])
def test_a_search_is_read_and_said_back_as_its_example_has_it(one):
    query = read(one["text"])
    assert tell_query(query, read_words("en")) == one["read"]
    assert list(query.notes) == one.get("notes", [])


def test_a_filter_is_no_word():
    query = read('kirim outlet:"The Example Courier" -media:Antara pihak:RUS sejak:2024')
    assert query.wanted == Word(word="kirim")
    assert query.filters == (
        Filter(name="outlet", value="The Example Courier"),
        Filter(name="outlet", value="Antara", excluded=True),
        Filter(name="actor", value="RUS"),
        Filter(name="after", value="2024"),
    )


def test_the_value_of_a_filter_may_stand_behind_a_space():
    assert read("actor: Rusia kirim").filters == (Filter(name="actor", value="Rusia"),)


def test_filters_alone_are_a_search():
    assert read("lang:id").wanted is None
    assert read("-rudal lang:id").excluded == (Word(word="rudal"),)
    assert read("", beside=(Filter(name="actor", value="RUS"),)).wanted is None


@pytest.mark.parametrize("text", ["", "  ", "!?", '""', "-rudal", "NOT rudal", "rudal OR -iran", "(-rudal) iran", "OR"])
def test_nothing_to_search_for_is_said(text):
    with pytest.raises(NeracaError, match="N130"):
        read(text)


@pytest.mark.parametrize("text", ["x " * 33, "(" * 20 + "x" + ")" * 20])
def test_too_much_in_one_search_is_said(text):
    with pytest.raises(NeracaError, match="N131"):
        read(text)


@pytest.mark.parametrize(
    "text", ["actor:", "kirim (actor:RUS OR rudal)", "-actor:RUS kirim", "actor:(RUS) x", "actor:type:AID", "title:"]
)
def test_a_filter_that_cannot_be_meant_is_said(text):
    with pytest.raises(NeracaError, match="N132"):
        read(text)


def test_a_long_phrase_is_one_term():
    assert isinstance(read('"' + "x " * 5000 + '"').wanted, Phrase)


WRITTEN = st.lists(
    st.sampled_from(
        [
            "(",
            ")",
            '"',
            "“",
            "”",
            "-",
            " ",
            "OR",
            "NOT",
            "AND",
            "title:",
            "actor:",
            "outlet:",
            "after:",
            "*",
            ":",
            "kirim",
        ]
    )
    | st.text(max_size=5),
    max_size=20,
).map("".join)


@strategies.GENTLE
@given(text=st.text() | strategies.raw_texts() | WRITTEN)
@example(text="(" * 5000)
@example(text="-" * 5000 + "x")
@example(text="NOT " * 5000 + "x")
@example(text="title:" * 5000 + "x")
@example(text="x OR " * 5000)
@example(text="a\x00b \ud800 𞤀 ꟊ")
def test_any_string_is_a_search_or_a_coded_error(text):
    try:
        query = read(text)
    except NeracaError as error:
        assert error.code in {"N130", "N131", "N132"}
        return
    assert query.wanted is not None or query.filters
    for part in (query.wanted, *query.excluded):
        for leaf in () if part is None else every_leaf(part):
            assert leaf.word if isinstance(leaf, Word) else leaf.words
