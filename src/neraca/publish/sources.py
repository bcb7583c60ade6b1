"""The documents by story, copies and rewrites folded under the text they repeat."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from neraca.publish.book import Book
from neraca.publish.claims import flat
from neraca.publish.format import format_share, format_span
from neraca.publish.lineage import Lineage, trace_lineage
from neraca.records import Document, Found, Story, TimeSpan
from neraca.records.days import day_after

BAR = 120.0
_TERMS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Sourcing:
    """Whose word a document's assertions are: parts of a bar of width BAR, and the same in words."""

    named: float
    anonymous: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document as it is listed; `address` is empty unless it begins with http or https.

    Attributes:
        lineage: How it repeats another; None for an original text.
        credited: Outlets and agencies to which it owes itself, with the words that say so.
        sourcing: None for a document without assertions.
        findings: Ids of what the checks found in it, and their kinds in words.
    """

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
    lineage: Lineage | None
    credited: tuple[tuple[str, str], ...]
    sourcing: Sourcing | None
    findings: tuple[tuple[str, str], ...]
    copies: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Documents that report one matter; `terms` are their most telling words, "" for those that stand alone."""

    terms: str
    days: str
    size: str
    sources: tuple[Source, ...]


def list_sources(book: Book) -> tuple[Shelf, ...]:
    """Root documents by story, then those that share a story with no other, each with the texts that repeat it."""
    children: dict[str, list[str]] = {}
    for document in book.account.documents:
        root = book.root(document.id)
        if root != document.id:
            children.setdefault(root, []).append(document.id)
    roots = [document for document in book.account.documents if book.root(document.id) == document.id]
    shelves: list[Shelf] = []
    shelved: set[str] = set()
    for story in book.background.stories:
        members = [document for document in roots if document.id in story.documents]
        if sum(1 + len(children.get(document.id, ())) for document in members) > 1:
            shelved.update(document.id for document in members)
            shelves.append(_shelf(members, book, children=children, story=story))
    alone = [document for document in roots if document.id not in shelved]
    if alone:
        shelves.append(_shelf(alone, book, children=children))
    return tuple(shelves)


def count_roots(book: Book) -> int:
    """Independent texts among the documents."""
    return len({book.root(document.id) for document in book.account.documents})


def _shelf(
    documents: Iterable[Document], book: Book, *, children: dict[str, list[str]], story: Story | None = None
) -> Shelf:
    placed = sorted(documents, key=lambda document: document.day or date.max) if story is not None else documents
    sources = tuple(_source(document, book, copies=tuple(children.get(document.id, ()))) for document in placed)
    size = sum(1 + len(source.copies) for source in sources)
    # A day or a number tells a story apart from others, but names it for nobody.
    terms = () if story is None else [term for term in story.terms if any(map(str.isalpha, term))][:_TERMS]
    return Shelf(
        terms=book.words.say("comma").join(flat(term) for term in terms),
        days="" if story is None else _days(story, book),
        size=book.words.count("documents", size),
        sources=sources,
    )


def _days(story: Story, book: Book) -> str:
    if story.first is None or story.last is None:
        return book.words.say("undated")
    return format_span(TimeSpan(start=story.first, end=day_after(story.last)), book.words)


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
        lineage=trace_lineage(document, book),
        credited=_credited(document, book),
        sourcing=_sourcing(document, book),
        findings=tuple(
            (finding.id, words.term("check", finding.kind))
            for finding in book.background.findings
            if finding.evidence.document == document.id
        ),
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


def _credited(document: Document, book: Book) -> tuple[tuple[str, str], ...]:
    """Each outlet once, with the first words that credit it."""
    found: dict[str, str] = {}
    for credit in sorted(book.background.credits):
        if credit.document == document.id:
            found.setdefault(book.names.outlet(credit.outlet), flat(credit.evidence.quote))
    return tuple(found.items())


def _sourcing(document: Document, book: Book) -> Sourcing | None:
    counts = book.background.voiced.get(document.id)
    if counts is None or not counts.assertions:
        return None
    words, whole = book.words, counts.assertions
    named, anonymous, bare = _parts((counts.named, counts.anonymous, counts.bare))
    return Sourcing(
        named=round(named * BAR, 1),
        anonymous=round(anonymous * BAR, 1),
        words=words.count(
            "sourcing",
            whole,
            named=format_share(named, words),
            anonymous=format_share(anonymous, words),
            bare=format_share(bare, words),
        ),
    )


def _parts(counts: Sequence[int]) -> list[float]:
    return [count / sum(counts) for count in counts]
