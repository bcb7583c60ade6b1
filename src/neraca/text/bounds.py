"""Bounds of the sentence around a place in a text, where its sentences are not at hand."""

from __future__ import annotations

import re
from collections.abc import Collection

# A mark that may end a sentence, with the quotation marks and brackets that close behind it.
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)|\n")
_NEXT = re.compile(r"\s*[\"'“‘«(\[]*(\w)")
_LAST_WORD = re.compile(r"[\w.]+$")
_FARTHEST = 1000


def sentence_bounds(text: str, start: int, end: int, *, abbreviations: Collection[str] = ()) -> tuple[int, int]:
    """Half-open bounds of the sentence or sentences that hold `text[start:end]`, at most a thousand characters on.

    A line break ends a sentence. So does a full stop before a word that begins with no small letter, unless it stands
    behind a single letter or one of the abbreviations (in lower case, without that stop).
    """
    first, last = max(0, start - _FARTHEST), min(len(text), end + _FARTHEST)
    for found in _END.finditer(text, first, start):
        if _ends(text, found, abbreviations):
            first = found.end()
    for found in _END.finditer(text, end, last):
        if _ends(text, found, abbreviations):
            last = found.start() if found[0] == "\n" else found.end()
            break
    while first < min(start, len(text)) and text[first].isspace():
        first += 1
    return first, max(last, end)


def _ends(text: str, found: re.Match[str], abbreviations: Collection[str]) -> bool:
    if found[0] == "\n":
        return True
    after = _NEXT.match(text, found.end())
    if after is not None and after[1].islower():
        return False
    before = _LAST_WORD.search(text, max(0, found.start() - 30), found.start())
    word = before[0].casefold() if before is not None else ""
    return found[0][0] != "." or (word not in abbreviations and not (len(word) == 1 and word.isalpha()))
