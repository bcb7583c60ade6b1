"""Cuts sentences into tokens of syntax: words, their clitics, and marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from neraca.packs.language import Language, TokenWords

Range = tuple[int, int]

# 6.000, 22/3/2025, 10:30; Buk-M2, kata-kata, don't, U.S.; and every mark by itself, but for dots and dashes in a row.
_TOKEN = re.compile(
    r"\d+(?:[.,:/]\d+)*(?:-?[^\W\d_]+)*"
    r"|(?:[^\W\d_]\.){2,}"
    r"|[^\W_]+(?:[-'’&][^\W_]+)*"
    r"|\.{2,}|-{2,}|(?P<mark>\S)"
)
_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W_])")


def token_ranges(text: str, start: int, end: int, *, language: Language) -> tuple[Range, ...]:
    """Half-open ranges of the tokens in `text[start:end]`, in order; white space belongs to none."""
    found: list[Range] = []
    for match in _TOKEN.finditer(text, start, end):
        first, last = match.span()
        if match["mark"] == "." and _closes_abbreviation(text, found, first, language):
            found[-1] = (found[-1][0], last)
        else:
            found.extend(_parts(text, first, last, language.tokens))
    return tuple(found)


def _closes_abbreviation(text: str, found: list[Range], dot: int, language: Language) -> bool:
    if not found or found[-1][1] != dot:
        return False
    before = text[slice(*found[-1])]
    return before.lower() in language.sentences.abbreviations or (len(before) == 1 and before.isupper())


def _parts(text: str, start: int, end: int, words: TokenWords) -> Iterator[Range]:
    if words.part_at_hyphens and "-" in text[start:end] and not text[start].isdigit():
        at = start
        for match in _HYPHEN.finditer(text, start, end):
            yield from _stem_first(text, at, match.start(), words)
            yield match.span()
            at = match.end()
        start = at
    yield from _stem_first(text, start, end, words)


def _stem_first(text: str, start: int, end: int, words: TokenWords) -> Iterator[Range]:
    word = text[start:end].lower()
    if word not in words.whole:
        for ending in words.endings:
            stem = len(word) - len(ending)
            if stem >= words.shortest_stem and word.endswith(ending) and word[:stem].isalpha():
                yield start, start + stem
                yield start + stem, end
                return
    yield start, end
