"""Searching the texts: words in any inflection, quoted phrases as they stand, and where both stand in a text."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from neraca.records import Document
from neraca.text.stems import stem
from neraca.text.words import word_ranges

STEMMED = ("id", "en")
# What a word in a title weighs beside the same word in the text; see `docs/search.md`.
_TITLE = 10.0

_PIECE = re.compile(r"[^\W_]+")
# A whole number as Indonesian or English writes its thousands: 11.000, 11,000.
_GROUPED = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{3})+")
_GROUP = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word in any inflection; `title` where it must stand in the title."""

    word: str
    title: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words one behind the other as they are written; `open` where the last is only the beginning of a word."""

    words: tuple[str, ...]
    title: bool = False
    open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class All:
    """All parts, of which there is at least one, and nothing of what it is `without`."""

    parts: tuple[Wanted, ...]
    without: tuple[Wanted, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Either:
    """At least one of the parts, of which there is at least one."""

    parts: tuple[Wanted, ...]


Wanted = Word | Phrase | All | Either


Match = tuple[int, float]
"""The store's number for a document, and its score: the lower, the better (bm25 of FTS5, Robertson and Zaragoza 2009).

A plain pair, for a common word has as many as there are documents.
"""


def index_document(connection: sqlite3.Connection, number: int, document: Document) -> None:
    """Put a document into the index: the words of its title and its text, and their stems.

    A title that does not stand in the text counts as a line before it.
    """
    title = document.title.value if document.title is not None else ""
    text = document.text
    if document.title is not None and document.title.how != "text":
        text = f"{title}\n{text}"
    connection.execute(
        "INSERT INTO search (rowid, title, title_stems, words, stems) VALUES (?, ?, ?, ?, ?)",
        (number, *_columns(title, document.language), *_columns(text, document.language)),
    )


def _columns(text: str, language: str) -> tuple[str, str]:
    words = [text[start:end] for start, end in word_ranges(text)]
    return " ".join(words), " ".join(stem(word, language) for word in words)


def find_matches(connection: sqlite3.Connection, wanted: Wanted, *, languages: Iterable[str] = STEMMED) -> list[Match]:
    """All documents, superseded ones too, that hold what is wanted; in no order. See `Store.search`."""
    return connection.execute(
        "SELECT rowid, bm25(search, ?, ?, 1.0, 1.0) FROM search WHERE search MATCH ?",
        (_TITLE, _TITLE, _expression(wanted, tuple(languages))),
    ).fetchall()


def _expression(wanted: Wanted, languages: tuple[str, ...]) -> str:
    """What is wanted, in FTS5's language."""
    match wanted:
        case Word():
            columns = ("title", "title_stems") if wanted.title else ("title words", "title_stems stems")
            stems = sorted({stem(wanted.word, language) for language in languages})
            spelled = ((wanted.word,), *_other_spelling(wanted.word))
            own = (f"{{{columns[0]}}} : {_quoted(each)}" for each in spelled)
            return "(" + " OR ".join((*own, *(f"{{{columns[1]}}} : {_quoted((each,))}" for each in stems))) + ")"
        case Phrase():
            columns_of_words = "title" if wanted.title else "title words"
            return f"{{{columns_of_words}}} : {_quoted(wanted.words)}{' *' if wanted.open else ''}"
        case Either():
            return "(" + " OR ".join(_expression(part, languages) for part in wanted.parts) + ")"
    parts = "(" + " AND ".join(_expression(part, languages) for part in wanted.parts) + ")"
    if not wanted.without:
        return parts
    return f"({parts} NOT ({' OR '.join(_expression(part, languages) for part in wanted.without)}))"


def _other_spelling(word: str) -> tuple[tuple[str, ...], ...]:
    """A number without the marks between its thousands, or the groups that such marks stand between."""
    if _GROUPED.fullmatch(word):
        return ((_ungrouped(word),),)
    if word.isascii() and word.isdecimal() and len(word) > _GROUP:
        first = len(word) % _GROUP or _GROUP
        return ((word[:first], *(word[at : at + _GROUP] for at in range(first, len(word), _GROUP))),)
    return ()


def _ungrouped(word: str) -> str:
    return word.replace(".", "").replace(",", "")


def _quoted(words: Iterable[str]) -> str:
    """A string of FTS5 that holds letters and digits only, so that nothing in it is syntax."""
    return '"' + " ".join(piece for word in words for piece in _PIECE.findall(word)) + '"'


def leaves(wanted: Wanted) -> Iterator[Word | Phrase]:
    """The words and phrases that a text may be found for, in their order."""
    if isinstance(wanted, Word | Phrase):
        yield wanted
        return
    for part in wanted.parts:
        yield from leaves(part)


def find_places(leaf: Word | Phrase, text: str, *, language: str) -> tuple[tuple[int, int], ...]:
    """Half-open ranges of a text in a language at which a word or phrase stands, in order."""
    return tuple(_phrases(leaf, text) if isinstance(leaf, Phrase) else _words(leaf.word, text, language))


def _words(word: str, text: str, language: str) -> Iterator[tuple[int, int]]:
    wanted = _wanted_forms(word, language)
    for start, end in word_ranges(text):
        if not wanted.isdisjoint(_forms(text[start:end], language)):
            yield start, end


@lru_cache(maxsize=1024)
def _wanted_forms(word: str, language: str) -> frozenset[str]:
    joined = (_ungrouped(word),) if _GROUPED.fullmatch(word) else ()
    return frozenset((_fold(word), *joined, *(_fold(stem(word, each)) for each in (*STEMMED, language))))


@lru_cache(maxsize=65536)
def _forms(word: str, language: str) -> frozenset[str]:
    """By which a word of a text is found: itself, its stem, the pieces of a joined one, a number without its marks."""
    joined = (_ungrouped(word),) if _GROUPED.fullmatch(word) else ()
    return frozenset(_fold(form) for form in (word, stem(word, language), *joined, *_PIECE.findall(word)))


def _phrases(phrase: Phrase, text: str) -> Iterator[tuple[int, int]]:
    wanted = [_fold(piece) for word in phrase.words for piece in _PIECE.findall(word)]
    if not wanted:
        return
    places = [match.span() for match in _PIECE.finditer(text)]
    pieces = [_fold(text[start:end]) for start, end in places]
    last = len(wanted) - 1
    for index in range(len(pieces) - last):
        if pieces[index : index + last] != wanted[:last]:
            continue
        found = pieces[index + last]
        if found == wanted[last] or (phrase.open and found.startswith(wanted[last])):
            yield places[index][0], places[index + last][1]


@lru_cache(maxsize=65536)
def _fold(word: str) -> str:
    """Without case and diacritics, as the index compares."""
    return "".join(c for c in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(c))
