"""What texts themselves say sets off what: reactions between events, chains of them, and returns."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from neraca.records.ids import content_id, require
from neraca.records.span import Evidence


class ReactionKind(StrEnum):
    """How a text ties an act to the one that came first.

    It answers it, is set off by it, follows it, passes a verdict on it, or is given in return for it.
    """

    RESPONSE = "response"
    TRIGGER = "trigger"
    SEQUENCE = "sequence"
    JUDGEMENT = "judgement"
    RETURN = "return"


class TimeOrder(StrEnum):
    """Whether the times of two events agree with the order that a text gives them."""

    IN_ORDER = "in_order"
    REVERSED = "reversed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Saying:
    """One text that says so: the claims of both sides, by id, and the words that tie them."""

    cause: str
    effect: str
    cue: Evidence

    def __post_init__(self) -> None:
        require(self.cause != self.effect, self, "ties a claim to itself")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaction:
    """One event that, by what texts say, answers another or is set off by it.

    Attributes:
        cause: Id of the event that came first.
        effect: Id of the event that answers.
        kind: How most of the texts put it.
        order: Whether the events' own times agree.
        sayings: Every text that says so, by document, then place.
        voices: Actors on whose word the answering acts are told; "" for the texts' own word.
        reports: Documents that say so, copies included.
        witnesses: Independent documents among them: a copy counts with its original.
    """

    cause: str
    effect: str
    kind: ReactionKind
    order: TimeOrder
    sayings: tuple[Saying, ...]
    voices: tuple[str, ...]
    reports: int
    witnesses: int

    def __post_init__(self) -> None:
        require(self.cause != self.effect, self, "ties an event to itself")
        require(bool(self.sayings), self, "is said by nobody")
        require(1 <= self.witnesses <= self.reports, self, "has no witness, or more of them than reports")

    @property
    def id(self) -> str:
        """Content id: what answers what, as a return or not."""
        return content_id("reaction", self.cause, self.effect, self.kind is ReactionKind.RETURN)

    @property
    def claims(self) -> tuple[str, ...]:
        """Ids of the claims of both sides in the texts that say so, sorted."""
        return tuple(sorted({claim for one in self.sayings for claim in (one.cause, one.effect)}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """Reactions one behind the other: what each sets off is what the next one answers.

    Attributes:
        events: Ids of its events, the first cause first, none twice.
        reactions: Ids of the reactions between them, in order.
        witnesses: Independent documents behind the step that has fewest.
        documents: How many texts its steps rest on; of one text alone the chain is that text's own account.
    """

    events: tuple[str, ...]
    reactions: tuple[str, ...]
    witnesses: int
    documents: int

    def __post_init__(self) -> None:
        require(len(self.events) == len(self.reactions) + 1, self, "has not one reaction between two events each")
        require(len(set(self.events)) == len(self.events), self, "comes back to an event")
        require(bool(self.reactions), self, "has no reaction")

    @property
    def id(self) -> str:
        """Content id of its events in order."""
        return content_id("chain", self.events)


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """What one claim says was given, and what for, by the text's own words.

    Attributes:
        given: Id of the claim that tells the gift.
        cue: The words that say that it is one in return (*sebagai imbalan atas*).
        words: The words for what it was given for; None where they stand in the claims alone.
        prices: Ids of the claims of the same text that tell what it was given for; empty where only words do.
    """

    given: str
    cue: Evidence
    words: Evidence | None
    prices: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require(self.words is not None or bool(self.prices), self, "is given for nothing that the text names")
        require(self.given not in self.prices, self, "is given for itself")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reactions:
    """What the texts say sets off what.

    Attributes:
        said: Reactions, the best attested first.
        chains: Chains of two reactions or more, the longest first.
        returns: What was given for what, in the order of the claims.
    """

    said: tuple[Reaction, ...] = ()
    chains: tuple[Chain, ...] = ()
    returns: tuple[Return, ...] = ()
