"""Searching the texts: words in any inflection, quoted phrases as they stand."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from neraca.records import Document, Evidence
from neraca.store.rows import day, record_of
from neraca.text.stems import stem
from neraca.text.words import word_ranges

STEMMED = ("id", "en")
# FTS5 refuses deep expressions; nobody asks for more words than this.
_TERMS = 32
# The largest number that SQLite holds.
_MOST = 2**63 - 1
_MATCHES = 50
_AROUND = 120

_TERM = re.compile(r'"([^"]+)"|“([^”]+)”|([^"“”]+)')
_PIECE = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A document that holds all words of a query.

    `matches` are the words found, in text order, at most 50; none where only the title holds them. `snippet` is the
    stretch of text around the first.
    """

    document: str
    label: str
    snippet: Evidence
    matches: tuple[Evidence, ...]


def search_row(document: Document) -> tuple[str, str]:
    """What the index holds of a document: its words, and their stems; a title outside the text counts too."""
    text = document.text
    if document.title is not None and document.title.how != "text":
        text = f"{document.title.value}\n{text}"
    words = [text[start:end] for start, end in word_ranges(text)]
    return " ".join(words), " ".join(stem(word, document.language) for word in words)


def find(
    connection: sqlite3.Connection, query: str, *, language: str | None, as_of: date | None, limit: int
) -> tuple[Hit, ...]:
    """The live documents that hold every word and phrase of the query, best first; see `Store.search`."""
    terms = tuple(_terms(query))[:_TERMS]
    if not terms or limit < 1:
        return ()
    rows = connection.execute(
        "SELECT live.id, CAST(documents.body AS BLOB) FROM search"
        " JOIN live ON live.seq = search.rowid JOIN documents ON documents.seq = live.seq"
        " WHERE search MATCH ? AND (? IS NULL OR live.language = ?) AND (? IS NULL OR live.published <= ?)"
        " ORDER BY bm25(search), live.label, live.id LIMIT ?",
        (
            " AND ".join(_expression(term, language) for term in terms),
            language,
            language,
            day(as_of),
            day(as_of),
            min(limit, _MOST),
        ),
    ).fetchall()
    return tuple(_hit(record_of(body, Document, key=key), terms) for key, body in rows)


@dataclass(frozen=True, slots=True)
class _Term:
    words: tuple[str, ...]
    exact: bool


def _terms(query: str) -> Iterator[_Term]:
    for straight, curly, loose in _TERM.findall(query):
        part = straight or curly or loose
        words = tuple(part[start:end] for start, end in word_ranges(part))
        if loose:
            yield from (_Term(words=(word,), exact=False) for word in words)
        elif words:
            yield _Term(words=words, exact=True)


def _expression(term: _Term, language: str | None) -> str:
    """The term in FTS5's language. Words hold no quotation marks, so that nothing in them is syntax."""
    words = " ".join(term.words)
    if term.exact:
        return f'words : "{words}"'
    stems = {stem(words, each) for each in ((language,) if language else STEMMED)}
    return "(" + " OR ".join([f'words : "{words}"', *(f'stems : "{each}"' for each in sorted(stems))]) + ")"


def _hit(document: Document, terms: tuple[_Term, ...]) -> Hit:
    found = sorted({place for term in terms for place in _places(term, document)})[:_MATCHES]
    start, end = found[0] if found else (0, min(_AROUND, len(document.text)))
    return Hit(
        document=document.id,
        label=document.label,
        snippet=document.evidence(*_around(document.text, start=start, end=end)),
        matches=tuple(document.evidence(*place) for place in found),
    )


def _places(term: _Term, document: Document) -> Iterator[tuple[int, int]]:
    text = document.text
    if term.exact:
        yield from _phrases(term, text)
        return
    wanted = {_fold(term.words[0]), *(_fold(stem(term.words[0], each)) for each in (*STEMMED, document.language))}
    for start, end in word_ranges(text):
        word = text[start:end]
        forms = {word, stem(word, document.language), *_PIECE.findall(word)}
        if not wanted.isdisjoint(map(_fold, forms)):
            yield start, end


def _phrases(term: _Term, text: str) -> Iterator[tuple[int, int]]:
    wanted = [_fold(piece) for word in term.words for piece in _PIECE.findall(word)]
    places = [match.span() for match in _PIECE.finditer(text)]
    pieces = [_fold(text[start:end]) for start, end in places]
    for index in range(len(pieces) - len(wanted) + 1):
        if pieces[index : index + len(wanted)] == wanted:
            yield places[index][0], places[index + len(wanted) - 1][1]


def _fold(word: str) -> str:
    """Without case and diacritics, as the index compares."""
    return "".join(c for c in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(c))


def _around(text: str, *, start: int, end: int) -> tuple[int, int]:
    """The line around a match, cut at spaces where it is long."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    if start - first > _AROUND:
        first = max(first, text.find(" ", start - _AROUND, start) + 1)
    if last - end > _AROUND:
        cut = text.rfind(" ", end, end + _AROUND)
        last = cut if cut > end else end + _AROUND
    return first, last
