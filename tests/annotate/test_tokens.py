"""Tokens of syntax: words, clitics and marks, with nothing lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neraca.annotate.tokens import token_ranges
from neraca.packs.language import load_language
from strategies import GENTLE

CASES = [
    ("id", "Rudalnya jatuh di laut.", "Rudal|nya|jatuh|di|laut|."),
    ("id", "Sebelumnya, katanya, hanya 6.000 orang", "Sebelumnya|,|kata|nya|,|hanya|6.000|orang"),
    ("id", "kata-kata itu", "kata-kata|itu"),
    ("id", "Kenya dan Tanzania", "Kenya|dan|Tanzania"),
    ("id", "pada Kamis (8/6)", "pada|Kamis|(|8/6|)"),
    ("id", "Dr. Sutomo dan M. Hatta.", "Dr.|Sutomo|dan|M.|Hatta|."),
    ("id", "sistem Buk-M2 dan KN-23", "sistem|Buk-M2|dan|KN-23"),
    ("en", "Russia's army didn't stop.", "Russia|'s|army|did|n't|stop|."),
    ("en", "a well-known U.S. envoy", "a|well|-|known|U.S.|envoy"),
    ("en", "“We can’t,” he said...", "“|We|ca|n’t|,|”|he|said|..."),
    ("en", "Mr. Kim -- and others", "Mr.|Kim|--|and|others"),
    ("en", "about 1.5 million tonnes at 10:30", "about|1.5|million|tonnes|at|10:30"),
]


@pytest.mark.parametrize(("code", "text", "tokens"), CASES)
def test_a_sentence_falls_into_its_tokens(code, text, tokens):
    ranges = token_ranges(text, 0, len(text), language=load_language(code))
    assert "|".join(text[start:end] for start, end in ranges) == tokens


@GENTLE
@given(st.text(max_size=60), st.sampled_from(["id", "en"]))
def test_every_visible_character_is_in_exactly_one_token(text, code):
    ranges = token_ranges(text, 0, len(text), language=load_language(code))
    covered = [place for start, end in ranges for place in range(start, end)]
    assert covered == [place for place, character in enumerate(text) if not character.isspace()]


def test_tokens_count_in_the_whole_text():
    text = "Satu. Dua tiga."
    assert token_ranges(text, 6, 15, language=load_language("id")) == ((6, 9), (10, 14), (14, 15))
