"""The claim: one statement in one document that somebody did, does, will or might do something."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from neraca.records.actor import Mention
from neraca.records.ids import Identified, content_id, require
from neraca.records.measure import Quantity, When
from neraca.records.span import Evidence

# PLOVER types whose parties act together and stand in `actors`; `data/events` says the same, held by a test.
MUTUAL_TYPES = frozenset(("AGREE", "CONSULT", "COOPERATE"))

# A party that no pack knows; two of them need not be the same.
UNKNOWN_PARTY = "GRP:OTHER"


class Stage(StrEnum):
    """How real the act is, according to the text."""

    OCCURRED = "occurred"
    ONGOING = "ongoing"
    PLANNED = "planned"
    PREDICTED = "predicted"
    HYPOTHETICAL = "hypothetical"
    URGED = "urged"


class Certainty(StrEnum):
    """Whether the wording weakens the claim itself."""

    PLAIN = "plain"
    HEDGED = "hedged"


class Stance(StrEnum):
    """What a voice does with the claim."""

    ASSERTS = "asserts"
    DENIES = "denies"
    DOUBTS = "doubts"
    DECLINES = "declines"


class VoiceKind(StrEnum):
    """What kind of voice speaks."""

    OFFICIAL = "official"
    GOVERNMENT = "government"
    INTELLIGENCE = "intelligence"
    MILITARY = "military"
    AGENCY = "agency"
    MEDIA = "media"
    ANALYST = "analyst"
    IGO = "igo"
    ANONYMOUS = "anonymous"
    DOCUMENT = "document"
    OTHER = "other"


class LinkType(StrEnum):
    """How one claim hangs on another of the same document."""

    IN_RETURN_FOR = "in_return_for"
    REACTION_TO = "reaction_to"
    SAME_EVENT = "same_event"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """A voice that the text puts behind or against a claim; `who` holds actor ids and may be empty."""

    evidence: Evidence
    who: tuple[str, ...]
    kind: VoiceKind
    stance: Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A thing given, moved, used or withheld: its class and the words for it."""

    evidence: Evidence
    item_class: str

    def __post_init__(self) -> None:
        require(bool(self.item_class), self, "has no class")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A tie to another claim of the same document, by its id; `cue` holds the words that say so, where words do."""

    type: LinkType
    to: str
    cue: Evidence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """What the text says that something was given for: its words, and the words that say so (*sebagai imbalan atas*).

    The words need not name an act: *minyak sebagai bayaran untuk senjata*.
    """

    cue: Evidence
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Reason:
    """Which rule or model decided a field of a claim; `score` is the model's probability, 0 where a rule decided."""

    field: str
    rule: str
    score: float = 0.0

    def __post_init__(self) -> None:
        require(0.0 <= self.score <= 1.0, self, f"score {self.score} is no probability")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Identified):
    """One statement in one document.

    Attributes:
        evidence: The smallest stretch of text that gives actor, event and recipient.
        trigger: The words that name the act; they lie inside `evidence`.
        event: A PLOVER event type that `data/events` defines.
        negated: The text says that it did not, does not or will not happen. A denial is an attribution instead.
        actors: Who does it; empty when unknown. All parties of a mutual act stand here.
        recipients: To, for, with or against whom.
        optional: A careful reader could do without it (heading, repetition, mere mention).
        links: To claims of the same document. They are no part of the id.
        purposes: What it was given for, in the text's words. They are no part of the id.
        reasons: Which rule decided which field. They are no part of the id.
        corrects: Id of the claim as it was read, where a person said what it should be; "" for one that was read. It is
            this claim's own id as well, so that whatever names the claim finds what it should be.
    """

    evidence: Evidence
    trigger: Evidence
    event: str
    stage: Stage
    negated: bool
    certainty: Certainty
    actors: tuple[Mention, ...] = ()
    recipients: tuple[Mention, ...] = ()
    items: tuple[Item, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    when: When | None = None
    places: tuple[Evidence, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    optional: bool = False
    links: tuple[Link, ...] = ()
    reasons: tuple[Reason, ...] = ()
    purposes: tuple[Purpose, ...] = ()
    corrects: str = ""

    def __post_init__(self) -> None:
        require(bool(self.event) and self.event == self.event.upper(), self, f"{self.event!r} is no event type")
        require(self.trigger.span.within(self.evidence.span), self, "trigger lies outside its evidence")
        for part in self.every_evidence():
            require(part.document == self.evidence.document, self, "draws evidence from two documents")

    def _made_id(self) -> str:
        """Content id; links, purposes and reasons are left out, so that they may be added without changing it."""
        return self.corrects or content_id(
            "claim",
            self.evidence,
            self.trigger,
            self.event,
            self.stage,
            self.negated,
            self.certainty,
            self.actors,
            self.recipients,
            self.items,
            self.quantities,
            self.when,
            self.places,
            self.attributions,
            self.optional,
        )

    @property
    def document(self) -> str:
        """Id of the document it stands in."""
        return self.evidence.document

    def is_given(self, evidence: Evidence) -> bool:
        """Whether these words stand for what a person put in: words of the act, since the text has none for it."""
        return bool(self.corrects) and evidence == self.trigger

    def every_evidence(self) -> Iterator[Evidence]:
        """Everything it rests on, its own span first."""
        yield self.evidence
        yield self.trigger
        for mention in self.actors + self.recipients:
            yield mention.evidence
        for item in self.items:
            yield item.evidence
        for quantity in self.quantities:
            yield quantity.evidence
        if self.when is not None:
            yield self.when.evidence
        yield from self.places
        for attribution in self.attributions:
            yield attribution.evidence
        for link in self.links:
            if link.cue is not None:
                yield link.cue
        for purpose in self.purposes:
            yield purpose.cue
            yield purpose.evidence
