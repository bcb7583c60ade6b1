"""The words by which a search asks for more than words."""

from neraca.packs.search import load_search_words


def test_operators_stand_in_capitals_and_fields_in_small_letters():
    words = load_search_words()
    assert all(word == word.upper() for word in words.operators)
    assert all(word == word.casefold() for word in words.fields)


def test_every_operator_and_field_has_a_word():
    words = load_search_words()
    assert set(words.operators.values()) == {"both", "either", "without"}
    assert set(words.fields.values()) == {
        *("title", "outlet", "language", "actor", "type", "status"),
        *("after", "until", "before"),
    }
