"""The normal form of a text and the way back."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

import strategies
from neraca.text.normal import Edit, Normal, normalise


@strategies.GENTLE
@given(strategies.raw_texts())
def test_the_text_is_the_whole_source_in_nfc(source):
    assert normalise(source).text == unicodedata.normalize("NFC", source)


@strategies.GENTLE
@given(strategies.raw_texts())
def test_every_piece_between_and_in_edits_leads_back_to_its_source(source):
    normal = normalise(source)
    done = source_done = 0
    for edit in (
        *normal.edits,
        Edit(start=len(normal.text), end=len(normal.text), source_start=len(source), source_end=len(source)),
    ):
        assert normal.text[done : edit.start] == source[source_done : edit.source_start]
        changed = source[edit.source_start : edit.source_end]
        assert unicodedata.normalize("NFC", changed) == normal.text[edit.start : edit.end]
        done, source_done = edit.end, edit.source_end


@strategies.GENTLE
@given(strategies.raw_texts(min_size=1), st.data())
def test_a_range_found_in_the_source_normalises_to_what_it_covers(source, data):
    normal = normalise(source)
    start = data.draw(st.integers(0, len(normal.text)))
    end = data.draw(st.integers(start, len(normal.text)))
    source_start, source_end = normal.in_source(start, end)
    assert 0 <= source_start <= source_end <= len(source)
    assert normal.text[start:end] in unicodedata.normalize("NFC", source[source_start:source_end])
    back = normal.in_text(source_start, source_end)
    assert back[0] <= start <= end <= back[1]


@strategies.GENTLE
@given(strategies.texts(), st.data())
def test_a_text_in_nfc_is_its_own_source(text, data):
    place = data.draw(st.integers(0, len(text)))
    normal = normalise(text)
    assert normal == Normal(text=text)
    assert normal.in_source(place, len(text)) == normal.in_text(place, len(text)) == (place, len(text))


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("cafe\u0301!", "café!"),
        ("\u1112\u1161\u11ab\u1100\u1173\u11af", "한글"),
        ("\uac00\u11a8", "각"),
        ("a\u0327\u0301", "\u00e1\u0327"),
        ("\u212b", "Å"),
        ("\u09c7\u09be", "\u09cb"),
        ("\U0001d15e", "\U0001d157\U0001d165"),
    ],
)
def test_letters_that_belong_together_are_one_edit(source, text):
    assert normalise(f"x{source}y").text == f"x{text}y"


def test_a_mark_that_reaches_over_another_moves_with_its_letter():
    source = "x" + "a\u0f74\u0f73" + "y"
    normal = normalise(source)
    assert normal.text == unicodedata.normalize("NFC", source)
    assert len(normal.edits) == 1


def test_a_word_behind_changed_letters_is_found_in_the_source():
    normal = normalise("e\u0301e\u0301 🚀 Rusia")
    start = normal.text.index("Rusia")
    assert normal.in_source(start, start + 5) == (7, 12)
    assert normal.in_text(7, 12) == (start, start + 5)


def test_half_a_letter_is_widened_to_the_whole():
    normal = normalise("xe\u0301y")
    assert normal.in_text(2, 3) == (1, 2)
    assert normalise("x\U0001d15ey").in_source(1, 2) == (1, 2)


def test_line_ends_stay_as_they_are():
    assert normalise("e\u0301\r\n\n\r\u2028").text == "é\r\n\n\r\u2028"
