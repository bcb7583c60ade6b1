"""The language of a text, by its commonest words."""

from __future__ import annotations

import re
from functools import lru_cache

from neraca.packs.ingest import IngestPack

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 6000


@lru_cache(maxsize=4)
def _telling(pack: IngestPack) -> dict[str, frozenset[str]]:
    telling = {}
    for words in pack.languages:
        days = (word for word in (*words.months, *words.weekdays) if len(word) > 3)
        telling[words.language] = frozenset((*words.function_words, *words.common_words, *days))
    return telling


def guess_language(text: str, pack: IngestPack) -> str:
    """ISO 639-1 code of the language whose telling words are frequent and clearly ahead, else `und`.

    In prose about a third of the words are such; fewer than one in eight, or a rival with more than half as
    many, settles nothing.
    """
    words = [word.casefold() for word in _WORD.findall(text[:_SAMPLE])]
    counts = sorted(
        ((sum(word in telling for word in words), code) for code, telling in _telling(pack).items()), reverse=True
    )
    if not counts or counts[0][0] < max(2, len(words) / 8):
        return "und"
    runner_up = counts[1][0] if len(counts) > 1 else 0
    return "und" if runner_up * 2 > counts[0][0] else counts[0][1]
