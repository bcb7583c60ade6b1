"""Words that tell which of several like acts is meant (*the third test*), from `data/lang/*/turns.toml`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from neraca.packs.files import data_folder, read_toml
from neraca.packs.language import language_codes

_FIGURES = re.compile(r"([^\d]*)(\d{1,3})([^\d]*)")


class TurnWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One language's words, in lower case.

    Attributes:
        words: Numbers with their words.
        both: Words that are no turn before one of `both_before`.
        prefix: Makes a turn of figures (*ke-4*).
        endings: Likewise (*4th*).
    """

    words: tuple[tuple[int, str], ...]
    both: tuple[str, ...]
    both_before: tuple[str, ...]
    prefix: str
    endings: tuple[str, ...]

    def read(self, words: Sequence[str]) -> frozenset[int]:
        """All turns that a text's words tell."""
        low = [word.casefold() for word in words]
        found = set()
        for place, word in enumerate(low):
            value = self._value(word)
            behind = low[place + 1] if place + 1 < len(low) else ""
            if value is not None and not (word in self.both and behind in self.both_before):
                found.add(value)
        return frozenset(found)

    def _value(self, word: str) -> int | None:
        known = next((value for value, name in self.words if name == word), None)
        figures = _FIGURES.fullmatch(word) if known is None else None
        if figures is None:
            return known
        before, number, behind = figures.groups()
        marked = (self.prefix and before == self.prefix and not behind) or (not before and behind in self.endings)
        return int(number) if marked else None


@lru_cache(maxsize=8)
def load_turns(code: str) -> TurnWords | None:
    """A language's words; None for a language without a pack.

    Raises:
        NeracaError: N201, the file breaks the format.
    """
    if code not in language_codes():
        return None
    return read_toml(data_folder().joinpath("lang", code, "turns.toml"), TurnWords)
