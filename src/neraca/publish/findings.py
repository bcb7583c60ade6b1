"""What the checks of documents found: kind, words, what is odd, and what would settle it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from neraca.packs.words import Words
from neraca.publish.book import Book
from neraca.publish.claims import Passage, cut_passage, source_line
from neraca.publish.format import format_day, format_span
from neraca.records import Finding, TimeSpan


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


def finding_sentences(kind: str, values: Mapping[str, str], words: Words) -> tuple[str, str] | None:
    """What is odd and what would settle it, in the language of the words; None where they lack a sentence or value."""
    shown = {name: _value(name, value, words) for name, value in values.items()}
    try:
        return words.say(f"finding.{kind}", **shown), words.say(f"settle.{kind}", **shown)
    except KeyError:
        return None


def list_findings(book: Book) -> tuple[FindingRow, ...]:
    """All findings about documents of the account, in their order."""
    return tuple(
        _row(finding, book) for finding in book.background.findings if finding.evidence.document in book.documents
    )


def _row(finding: Finding, book: Book) -> FindingRow:
    document, span = book.documents[finding.evidence.document], finding.evidence.span
    said = finding_sentences(finding.kind, dict(finding.values), book.words)
    message, settle = said or (finding.message, finding.settle)
    return FindingRow(
        id=finding.id,
        kind=book.words.term("check", finding.kind),
        document=document.id,
        number=book.numbers[document.id],
        source=source_line(document, book),
        passage=cut_passage(document, span, span),
        message=message,
        settle=settle,
    )


def _value(name: str, value: str, words: Words) -> str:
    kind = name.partition("_")[0]
    if kind == "day":
        return format_day(date.fromisoformat(value), words)
    if kind == "days":
        return words.say("or").join(format_day(date.fromisoformat(day), words) for day in value.split())
    if kind == "weekday":
        return words.term("weekday", value)
    if kind == "span":
        start, end = (date.fromisoformat(day) if day else None for day in value.split("/"))
        return format_span(TimeSpan(start=start, end=end), words)
    return value
