"""Stems of words: what inflected forms of one word have in common."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

import msgspec
from Sastrawi.Dictionary.ArrayDictionary import ArrayDictionary
from Sastrawi.Stemmer.Stemmer import Stemmer
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory
from snowballstemmer.english_stemmer import EnglishStemmer

from neraca.errors import fail

_INDONESIAN_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz-")


class StemExceptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`data/lang/id/stem_exceptions.toml`: roots that the stemmer's dictionary lacks, and stems of single words."""

    roots: tuple[str, ...]
    words: dict[str, str]


@lru_cache(maxsize=65536)
def stem(word: str, language: str) -> str:
    """The stem of one word, in lower case.

    Indonesian follows Nazief and Adriani with the extensions of Asian (2007), English Porter's second
    algorithm. A word of any other language, and an Indonesian word with a letter outside a-z or
    a digit, is its own stem.

    Args:
        word: A word as `word_ranges` cuts it.
        language: ISO 639-1 code.
    """
    lower = word.lower()
    if language == "id" and _INDONESIAN_LETTERS.issuperset(lower):
        return _indonesian_stem(lower)
    if language == "en":
        # The stemmer keeps the word at hand between calls, so that threads must not share one.
        return str(EnglishStemmer().stemWord(lower.replace("’", "'")))
    return lower


def _indonesian_stem(word: str) -> str:
    known = stem_exceptions().words.get(word)
    return known if known is not None else str(_indonesian_stemmer().stem_word(word)) or word


@lru_cache(maxsize=1)
def stem_exceptions() -> StemExceptions:
    """The stemmer's known errors, from the data folder.

    Raises:
        NeracaError: N201, when the file breaks its format.
    """
    file = files("neraca").joinpath("data", "lang", "id", "stem_exceptions.toml")
    try:
        return msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), StemExceptions)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise fail("N201", where=file.name, detail=str(error)) from error


@lru_cache(maxsize=1)
def _indonesian_stemmer() -> Stemmer:
    words = StemmerFactory().get_words()
    return Stemmer(ArrayDictionary([*words, *stem_exceptions().roots]))
