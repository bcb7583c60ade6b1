"""The language of a text, by its commonest little words."""

from __future__ import annotations

import re

from neraca.packs.ingest import IngestPack

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 6000


def guess_language(text: str, pack: IngestPack) -> str:
    """ISO 639-1 code of the language whose function words are frequent and clearly ahead, else `und`.

    In prose about a third of the words are function words; less than one in fourteen of them, or a rival
    with more than half as many, settles nothing.
    """
    words = [word.casefold() for word in _WORD.findall(text[:_SAMPLE])]
    counts = sorted(
        ((sum(word in language.function_words for word in words), language.language) for language in pack.languages),
        reverse=True,
    )
    if not counts or counts[0][0] < max(1, len(words) / 14):
        return "und"
    runner_up = counts[1][0] if len(counts) > 1 else 0
    return "und" if runner_up * 2 > counts[0][0] else counts[0][1]
