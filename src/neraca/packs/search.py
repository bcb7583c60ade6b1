"""The words by which a search asks for more than words: operators and names of fields, from `data/search/`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

import msgspec

from neraca.errors import fail
from neraca.packs.files import data_folder, read_toml

_OPERATORS = frozenset(("both", "either", "without"))


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    operators: dict[str, tuple[str, ...]]
    fields: dict[str, tuple[str, ...]]


class SearchWords(msgspec.Struct, frozen=True, kw_only=True):
    """What each operator and field is called, in all languages at once.

    Attributes:
        operators: `both`, `either` or `without` by its word in capitals.
        fields: The field by its name in small letters.
    """

    operators: Mapping[str, str]
    fields: Mapping[str, str]


@lru_cache(maxsize=1)
def load_search_words() -> SearchWords:
    """Read the pack.

    Raises:
        NeracaError: N201, when the file breaks its format; N202, when a word means two things.
    """
    file = data_folder().joinpath("search", "operators.toml")
    content = read_toml(file, _File)
    if set(content.operators) != _OPERATORS:
        raise fail("N201", where=file.name, detail=f"operators are {', '.join(sorted(_OPERATORS))}")
    return SearchWords(
        operators=_turned(content.operators, where=file.name), fields=_turned(content.fields, where=file.name)
    )


def _turned(table: Mapping[str, tuple[str, ...]], *, where: str) -> Mapping[str, str]:
    """Meanings by their words."""
    turned: dict[str, str] = {}
    for meaning, words in table.items():
        for word in words:
            if word in turned:
                raise fail("N202", where=where, name=word)
            turned[word] = meaning
    return MappingProxyType(turned)
