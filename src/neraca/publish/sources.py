"""The documents, copies and rewrites folded under the text they repeat."""

from __future__ import annotations

from dataclasses import dataclass

from neraca.publish.book import Book
from neraca.publish.format import format_share
from neraca.records import Document, Found


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document as it is listed; `address` is empty unless it begins with http or https."""

    id: str
    number: str
    title: str
    outlet: str
    day: str
    undated: bool
    language: str
    label: str
    author: str
    address: str
    found: str
    claims: str
    first_claim: str
    repeats: str
    copies: tuple[Source, ...]


def list_sources(book: Book) -> tuple[Source, ...]:
    """Roots in the account's order, each with the texts that repeat it, nearest first."""
    children: dict[str, list[str]] = {}
    for document in book.account.documents:
        root = book.root(document.id)
        if root != document.id:
            children.setdefault(root, []).append(document.id)
    return tuple(
        _source(document, book, copies=tuple(children.get(document.id, ())))
        for document in book.account.documents
        if book.root(document.id) == document.id
    )


def count_roots(book: Book) -> int:
    """Independent texts among the documents."""
    return len({book.root(document.id) for document in book.account.documents})


def _source(document: Document, book: Book, *, copies: tuple[str, ...] = ()) -> Source:
    words = book.words
    claims = [claim.id for claim in book.account.claims if claim.document == document.id]
    return Source(
        id=document.id,
        number=book.numbers[document.id],
        title=book.title(document),
        outlet=book.outlet(document),
        day=book.day(document),
        undated=document.day is None,
        language="" if document.language == "und" else document.language,
        label=document.label,
        author=" ".join(document.author.value.split()) if document.author else "",
        address=_address(document.url),
        found="; ".join(_how(document, book)),
        claims=words.count("claims", len(claims)),
        first_claim=claims[0] if claims else "",
        repeats=_repeats(document, book),
        copies=tuple(_source(book.documents[copy], book) for copy in copies),
    )


def _address(url: Found | None) -> str:
    """The address where it is one that a reader can safely follow."""
    return url.value if url and url.value.lower().startswith(("https://", "http://")) else ""


def _how(document: Document, book: Book) -> list[str]:
    words = book.words
    parts = (
        ("title", document.title),
        ("outlet", document.outlet),
        ("author", document.author),
        ("date", document.published),
    )
    by_way: dict[str, list[str]] = {}
    for name, found in parts:
        if found:
            by_way.setdefault(found.how, []).append(words.say(f"field.{name}"))
    return [f"{words.say('comma').join(fields)} {words.term('how', how)}" for how, fields in by_way.items()]


def _repeats(document: Document, book: Book) -> str:
    row = book.parents.get(document.id)
    if row is None:
        return ""
    return book.words.say(
        f"repeats.{row.kind}", share=format_share(row.share, book.words), number=book.numbers[row.parent]
    )
