"""Numeral packs: the words by which a text that is one number, ordinal or sum of money is read, in one language."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from neraca.packs.files import data_folder, read_toml


class Currency(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A currency: its ISO 4217 code, or its plain name where several states use that, and its signs and names."""

    code: str
    words: tuple[str, ...]


class NumeralWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words of numerals beyond those of running news, all in lower case.

    Attributes:
        words: Whole numbers with further words for them (*naught*, *a couple of*).
        spellings: Other spellings and abbreviations of number words, with the word meant.
        magnitudes: Letters glued to figures without a currency, with their factors (`3M`).
        negatives: Words for a minus sign.
        points: Words for a decimal mark.
        joints: Words between a sum and its minor unit.
        openers: Words that open a range.
        links: Words between the two ends of an opened range.
        trailing: Words behind a number that belong to no value (*a dozen of*).
        article: Stands for one before a currency (*a dollar*); empty where there is none.
        minors: Names of minor units with their words; a hundred make one of the currency.
        ordinals: Ordinals with words of their own.
        ordinal_prefix: Makes an ordinal of a cardinal or of figures.
        ordinal_endings: Make an ordinal of figures.
        currency: The currencies.
    """

    words: tuple[tuple[int, str], ...]
    spellings: tuple[tuple[str, str], ...]
    magnitudes: tuple[tuple[int, str], ...]
    negatives: tuple[str, ...]
    points: tuple[str, ...]
    joints: tuple[str, ...]
    openers: tuple[str, ...]
    links: tuple[str, ...]
    trailing: tuple[str, ...]
    article: str
    minors: tuple[tuple[str, str], ...]
    ordinals: tuple[tuple[int, str], ...]
    ordinal_prefix: str
    ordinal_endings: tuple[str, ...]
    currency: tuple[Currency, ...]


@lru_cache(maxsize=8)
def load_numerals(code: str) -> NumeralWords:
    """Read a language's numeral words.

    Raises:
        NeracaError: N201, the file breaks the format.
    """
    return read_toml(data_folder().joinpath("lang", code, "numerals.toml"), NumeralWords)
