from __future__ import annotations

from decimal import Decimal

import pytest
from documents import any_text
from hypothesis import given, settings
from hypothesis import strategies as st

from neraca.annotate.numerals import read_numeral
from neraca.packs.language import load_language

LANGUAGES = {code: load_language(code) for code in ("id", "en")}
_PARTS = st.sampled_from(
    ["1", "20", "1/5", "1/0", "0033", "-", ".", ",", "(", ")", "a", "and", "dan", "half", "setengah", "point", "koma",
     "$", "Rp", "rupee", "minus", "between", "antara", "to", "sampai", "two", "dua", "puluh", "million", "juta",
     "dozen", "K", "M", "of", "cent", "over", "ke"]
)  # fmt: skip


@settings(deadline=None)
@given(any_text, st.sampled_from(["id", "en"]))
def test_any_text_is_a_number_or_none(text: str, code: str) -> None:
    read_numeral(text, LANGUAGES[code])


@settings(deadline=None)
@given(st.lists(_PARTS, max_size=8).map(" ".join), st.sampled_from(["id", "en"]))
def test_the_bounds_of_a_number_are_finite_and_in_order(text: str, code: str) -> None:
    found = read_numeral(text, LANGUAGES[code])
    if found is not None:
        bounds = [bound for bound in (found.low, found.high) if bound is not None]
        assert bounds == sorted(bounds)
        assert bounds
        assert all(bound.is_finite() for bound in bounds)


@pytest.mark.parametrize("code", LANGUAGES)
@given(number=st.integers(0, 10**12))
@settings(deadline=None)
def test_figures_with_marks_between_thousands_keep_their_value(code: str, number: int) -> None:
    text = f"{number:,}".replace(",", "." if code == "id" else ",")
    found = read_numeral(text, LANGUAGES[code])
    assert found is not None
    assert (found.low, found.high) == (Decimal(number), Decimal(number))
