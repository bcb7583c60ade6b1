"""What was read in one document: sentences, names, quotations, times, quantities, claims, issues, findings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from neraca.records.actor import Mention
from neraca.records.claim import Claim
from neraca.records.document import Document
from neraca.records.ids import require
from neraca.records.meaning import Meanings
from neraca.records.measure import Quantity, When
from neraca.records.review import Finding, Issue
from neraca.records.span import Evidence, Span
from neraca.records.syntax import Parse


class SentenceKind(StrEnum):
    """Whether a sentence heads a text or belongs to its body."""

    BODY = "body"
    HEADING = "heading"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence or heading and its words (runs of letters, digits and inner marks), in order."""

    span: Span
    words: tuple[Span, ...]
    kind: SentenceKind = SentenceKind.BODY
    paragraph: int = 0

    def __post_init__(self) -> None:
        require(all(word.within(self.span) for word in self.words), self, "has a word outside itself")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words in quotation marks: `inner` without the marks, `span` with them; `closed` when the end mark stands."""

    span: Span
    inner: Span
    closed: bool

    def __post_init__(self) -> None:
        require(self.inner.within(self.span), self, "inner words lie outside")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One document and all that was read in it, in text order.

    A reading refuses to exist when any evidence in it does not stand in the document's text. `parses` holds one for
    each sentence, or none at all where no reader ran; `meanings` are kept when they are dropped.
    """

    document: Document
    sentences: tuple[Sentence, ...] = ()
    parses: tuple[Parse, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[When, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    claims: tuple[Claim, ...] = ()
    issues: tuple[Issue, ...] = ()
    meanings: Meanings | None = None
    findings: tuple[Finding, ...] = ()

    def __post_init__(self) -> None:
        own, text = self.document.id, self.document.text
        for evidence in self.every_evidence():
            require(evidence.document == own, self, f"evidence of {evidence.document} in a reading of {own}")
            require(evidence.holds_in(text), self, f"{evidence.quote!r} does not stand at {evidence.span}")
        for sentence in self.sentences:
            require(sentence.span.end <= len(text), self, "a sentence ends behind the text")
        require(len(self.parses) in (0, len(self.sentences)), self, "has parses of some sentences only")
        if self.meanings is not None:
            require(self.meanings.document == own, self, "has meanings of another document")
            require(all(span.end <= len(text) for span in self.meanings.spans), self, "a meaning ends behind the text")
        known = {claim.id for claim in self.claims}
        for claim in self.claims:
            require(all(link.to in known for link in claim.links), self, f"{claim.id} links to an unknown claim")

    def every_evidence(self) -> Iterator[Evidence]:
        """All evidence of mentions, times, quantities, claims, issues and findings."""
        for mention in self.mentions:
            yield mention.evidence
        for when in self.times:
            yield when.evidence
        for quantity in self.quantities:
            yield quantity.evidence
        for claim in self.claims:
            yield from claim.every_evidence()
        for issue in self.issues:
            if issue.evidence is not None:
                yield issue.evidence
        for finding in self.findings:
            yield finding.evidence
