"""Words of a text: runs of letters, digits and the marks that join them."""

from __future__ import annotations

import re

# 6.000 and 1,5 and 22/3/2025 are one word; so are Buk-M2, ke-5, anti-Barat, kata-kata, Jong-un, don't, U.S., Ra's.
_WORD = re.compile(
    r"\d+(?:[.,:/]\d+)*(?:-?[^\W\d_]+)*"
    r"|(?:[^\W\d_]\.){2,}"
    r"|[^\W_]+(?:[-'’][^\W_]+)*"
)


def word_ranges(text: str, start: int = 0, end: int | None = None) -> tuple[tuple[int, int], ...]:
    """Half-open ranges of the words in `text[start:end]`, in order, counted in the whole text."""
    stop = len(text) if end is None else end
    return tuple(map(re.Match.span, _WORD.finditer(text, start, stop)))


def words_of(text: str, start: int = 0, end: int | None = None) -> list[str]:
    """The words in `text[start:end]` as they are written, in order: what `word_ranges` gives the places of."""
    return _WORD.findall(text, start, len(text) if end is None else end)
