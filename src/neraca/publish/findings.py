"""What the checks of documents found: kind, words, what is odd, and what would settle it."""

from __future__ import annotations

from dataclasses import dataclass

from neraca.publish.book import Book
from neraca.publish.claims import Passage, cut_passage, source_line
from neraca.records import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """A finding as it is shown, with its words in their sentence."""

    id: str
    kind: str
    document: str
    number: str
    source: str
    passage: Passage
    message: str
    settle: str


def list_findings(book: Book) -> tuple[FindingRow, ...]:
    """All findings about documents of the account, in their order."""
    return tuple(
        _row(finding, book) for finding in book.background.findings if finding.evidence.document in book.documents
    )


def _row(finding: Finding, book: Book) -> FindingRow:
    document, span = book.documents[finding.evidence.document], finding.evidence.span
    return FindingRow(
        id=finding.id,
        kind=book.words.term("check", finding.kind),
        document=document.id,
        number=book.numbers[document.id],
        source=source_line(document, book),
        passage=cut_passage(document, span, span),
        message=finding.message,
        settle=finding.settle,
    )
