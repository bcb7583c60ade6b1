"""Numbers as a reader sees them."""

from __future__ import annotations

import pytest

from neraca.packs.words import read_words
from neraca.publish.format import format_probability


@pytest.mark.parametrize(
    ("share", "shown"),
    [(0, "0%"), (0.004, "<1%"), (0.0099, "<1%"), (0.01, "1%"), (0.99, "99%"), (0.994, ">99%"), (1, "100%")],
)
def test_what_is_below_one_percent_never_reads_as_one(share: float, shown: str) -> None:
    assert format_probability(share, read_words("en")) == shown
