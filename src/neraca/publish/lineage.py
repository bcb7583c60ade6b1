"""How a document repeats another, in words: kind, share, what makes the other the first, and the shared passages."""

from __future__ import annotations

from dataclasses import dataclass

from neraca.publish.book import Book
from neraca.publish.claims import flat, shorten
from neraca.publish.format import format_share
from neraca.records import Derivation, Document

_FIRST_WORDS = 70
# Passages that are shown; most rewrites share fewer.
_LISTED = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """A shared passage by its first words, with its length in words."""

    words: str
    size: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """What is said of a document that repeats another.

    Attributes:
        text: Kind and share; of a translation or paraphrase the share of sentences, for it has no words in common.
        reason: Why the other one counts as the first.
        parent: Id of the document that it repeats.
        title: That document's title.
        passages: The shared passages, as many as are listed.
        count: How many there are, in words.
    """

    text: str
    reason: str
    parent: str
    title: str
    passages: tuple[Shared, ...]
    count: str


def trace_lineage(document: Document, book: Book) -> Lineage | None:
    """A document's lineage; None where it repeats no other."""
    row = book.parents.get(document.id)
    if row is None:
        return None
    share, number = format_share(row.share, book.words), book.numbers[row.parent]
    return Lineage(
        text=book.words.say(f"repeats.{row.kind}", share=share, number=number),
        reason=_reason(row, book),
        parent=row.parent,
        title=book.title(book.documents[row.parent]),
        passages=tuple(_shared(document, one.child.start, one.child.end, book) for one in row.passages[:_LISTED]),
        count=book.words.count("passages", len(row.passages)) if row.passages else "",
    )


def _reason(row: Derivation, book: Book) -> str:
    """The reason's code in words; one that is not known stands as it is."""
    code, _, value = row.reason.partition("=")
    key = f"lineage.{code}"
    if not book.words.has(key):
        return row.reason
    return book.words.say(key, outlet=book.names.outlet(value), number=book.numbers[row.parent])


def _shared(document: Document, start: int, end: int, book: Book) -> Shared:
    words = flat(document.text[start:end])
    return Shared(words=shorten(words, _FIRST_WORDS), size=book.words.count("words", len(words.split())))
