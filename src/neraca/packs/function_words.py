"""Words of a language that say nothing about the matter of a text, and its calendar's words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import msgspec

from neraca.packs.files import data_folder, read_toml
from neraca.packs.language import language_codes, load_language


class _FunctionWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    words: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommonWords:
    """Words that no name begins with; all in lower case.

    Attributes:
        function: Articles, pronouns, prepositions, auxiliaries, verbs of speech.
        calendar: Names of months and weekdays.
    """

    function: frozenset[str] = frozenset()
    calendar: frozenset[str] = frozenset()


@lru_cache(maxsize=16)
def common_words(language: str) -> CommonWords:
    """The words of a language; none where there is no pack for it.

    Raises:
        NeracaError: N201, when a file of the pack breaks its format.
    """
    if language not in language_codes():
        return CommonWords()
    times = load_language(language).times
    names = (*times.months, *times.short_months, *times.weekdays)
    return CommonWords(
        function=read_toml(data_folder().joinpath("lang", language, "function_words.toml"), _FunctionWords).words,
        calendar=frozenset(name.lower() for group in names for name in group),
    )
