"""What several claims amount to: events, lineage, and the account of them all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from neraca.records.claim import Claim, Stage
from neraca.records.document import Document
from neraca.records.ids import Identified, content_id, require
from neraca.records.ledger import Entry
from neraca.records.measure import Quantity, TimeSpan
from neraca.records.span import Span
from neraca.records.testimony import Witness
from neraca.records.values import FigureGroup


class EventStatus(StrEnum):
    """What the sources together say of an event."""

    REPORTED = "reported"
    CORROBORATED = "corroborated"
    CONFIRMED = "confirmed"
    DENIED = "denied"
    DISPUTED = "disputed"
    RETRACTED = "retracted"
    FORESEEN = "foreseen"
    FULFILLED = "fulfilled"


class DerivationKind(StrEnum):
    """How a text repeats its parent: in the parent's words, in another language, or in other words of the same one."""

    COPY = "copy"
    REWRITE = "rewrite"
    EXCERPT = "excerpt"
    TRANSLATION = "translation"
    PARAPHRASE = "paraphrase"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Passage:
    """A stretch of a text and the stretch of its parent that it repeats, edited words between them included."""

    child: Span
    parent: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """A text that repeats another (PROV `wasDerivedFrom`); both by document id.

    Attributes:
        child: The text that repeats.
        parent: The text that is repeated.
        kind: How, and for the parent's own words how much of it.
        share: The part of the child's word triples, weighted by rarity, that stand in the parent: 0 to 1. Where only
            single words gave a reused passage away, the part of the child's words that lie in passages.
        reason: What makes the parent the parent.
        passages: The shared passages, sorted, none overlapping another in the child.
    """

    child: str
    parent: str
    kind: DerivationKind
    share: float
    reason: str
    passages: tuple[Passage, ...] = ()

    def __post_init__(self) -> None:
        require(self.child != self.parent, self, "derives a document from itself")
        require(0.0 <= self.share <= 1.0, self, "has a share outside 0 to 1")
        end = 0
        for passage in self.passages:
            require(end <= passage.child.start, self, f"has a passage at {passage.child} that is out of order")
            end = passage.child.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Identified):
    """What several claims are about.

    Attributes:
        anchor: Id of its first claim by publication, then id. The event's id is made from it.
        type: PLOVER event type.
        items: Item classes, sorted.
        when: Days on which it may have happened, from the claims that say so.
        reports: Documents that carry it, copies included.
        witnesses: Independent sources among them: a copy counts with its original.
        denials: Ids of claims that a voice denies.
        figures: Rival quantities, one for each distinct reading, in order of amount.
        claims: Ids of all its claims, by publication, then id.
        credibility: Proposed credibility of the information, 1 (confirmed by other sources) to 6 (cannot be judged), as
            in the Admiralty code; by rule, and never joined with the reliability of a source.
        credibility_rule: Code of the rule that proposed it.
        testimony: The independent sources that vouch for it.
        testimony_against: Those that deny it or say the opposite.
        strongest: Id of the claim that vouches best for it; "" when nobody stands behind it.
        strongest_against: Id of the claim that speaks most weightily against it; "" when none does.
        amounts: What it says of amounts, by what is counted: side by side, with an estimate where there can be one.
        fulfilled_by: Anchors of events that made come true what this one foretells.
        partly_by: Anchors of events that made come true a part of it; empty where others made all of it.
        reasons: Why it has this status, one sentence each.
        proposed: The program's own status, where a person gave it the one that it has; None where nobody did.
    """

    anchor: str
    type: str
    stage: Stage
    status: EventStatus
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    items: tuple[str, ...]
    when: TimeSpan | None
    reports: int
    witnesses: int
    denials: tuple[str, ...]
    figures: tuple[Quantity, ...]
    claims: tuple[str, ...]
    negated: bool = False
    credibility: int = 6
    credibility_rule: str = ""
    testimony: tuple[Witness, ...] = ()
    testimony_against: tuple[Witness, ...] = ()
    strongest: str = ""
    strongest_against: str = ""
    amounts: tuple[FigureGroup, ...] = ()
    fulfilled_by: tuple[str, ...] = ()
    partly_by: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    proposed: EventStatus | None = None

    def __post_init__(self) -> None:
        require(1 <= self.credibility <= 6, self, f"credibility {self.credibility} is none of 1 to 6")
        require(bool(self.claims) and self.anchor in self.claims, self, "needs its anchor among its claims")
        require(len(set(self.claims)) == len(self.claims), self, "holds a claim twice")
        require(1 <= self.witnesses <= self.reports, self, f"{self.witnesses} witnesses in {self.reports} reports")

    def _made_id(self) -> str:
        """Content id, made from the anchor: more claims leave it as it is."""
        return content_id("event", self.anchor)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Everything known on a day: what had been published by `as_of` (None: all), and what follows from it.

    Documents by label; claims by document and place; events by time; entries by pair and item.

    Attributes:
        withdrawn: Claims that a person judged wrong, where they are left out of `claims`: what is read again in the
            texts must not rest on them.
        withdrawn_documents: Ids of documents that a person judged wrong, likewise: their texts are not read again.
        misread: Claims as they were read, where a person said what they should be; `claims` holds them corrected, under
            the same ids.
    """

    as_of: date | None
    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]
    derivations: tuple[Derivation, ...]
    events: tuple[Event, ...]
    entries: tuple[Entry, ...]
    withdrawn: tuple[Claim, ...] = ()
    withdrawn_documents: tuple[str, ...] = ()
    misread: tuple[Claim, ...] = ()

    def __post_init__(self) -> None:
        documents = {document.id for document in self.documents}
        claims = {claim.id for claim in self.claims}
        require(all(claim.document in documents for claim in self.claims), self, "has a claim without its document")
        for event in self.events:
            require(claims.issuperset(event.claims), self, f"{event.id} rests on an unknown claim")
        for entry in self.entries:
            require(claims.issuperset(entry.claims), self, f"{entry.id} rests on an unknown claim")
