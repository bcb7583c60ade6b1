"""What the trained reader finds in a sentence: tokens with their tree, names, and acts with their arguments."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from neraca.records.claim import Stage
from neraca.records.ids import require
from neraca.records.span import Span


class NameKind(StrEnum):
    """What a name is the name of; `group` is a nationality, people, religion or political current."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    GROUP = "group"
    WEAPON = "weapon"
    EVENT = "event"
    DATE = "date"
    QUANTITY = "quantity"


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word of syntax, in the terms of Universal Dependencies.

    Attributes:
        upos: Universal part of speech.
        feats: Features as `Name=Value|...`, or "_".
        head: Place of the token it depends on among the parse's tokens; -1 for a root.
        relation: What it is to its head, with the subtype (`nsubj:pass`).
    """

    span: Span
    upos: str
    feats: str
    head: int
    relation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name in a sentence; `score` in (0, 1] is the reader's mean probability of its tokens' tags."""

    span: Span
    kind: NameKind
    score: float

    def __post_init__(self) -> None:
        require(0.0 < self.score <= 1.0, self, f"score {self.score} is no probability")


class ArgumentRole(StrEnum):
    """What words are to an act; a voice says it, or denies, doubts or will not confirm it."""

    ACTOR = "actor"
    RECIPIENT = "recipient"
    ITEM = "item"
    QUANTITY = "quantity"
    WHEN = "when"
    WHERE = "where"
    VOICE_ASSERTS = "voice_asserts"
    VOICE_DENIES = "voice_denies"
    VOICE_DOUBTS = "voice_doubts"
    VOICE_DECLINES = "voice_declines"


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """Words with their role in an act; `score` is the mean probability of the role over them."""

    span: Span
    role: ArgumentRole
    score: float

    def __post_init__(self) -> None:
        require(0.0 < self.score <= 1.0, self, f"score {self.score} is no probability")


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Words that may name an act, as the reader sees them, before rules make a claim of it or not.

    Attributes:
        span: The words.
        types: PLOVER types with the probability that the words name such an act, the likeliest first.
        stage: One of the stages of claims, with its probability.
        negated: Probability that it is said not to happen.
        hedged: Probability that the wording weakens it.
        arguments: Words with a role in it, in text order.
    """

    span: Span
    types: tuple[tuple[str, float], ...]
    stage: tuple[Stage, float]
    negated: float
    hedged: float
    arguments: tuple[Argument, ...] = ()

    def __post_init__(self) -> None:
        require(bool(self.types), self, "has no type")
        scores = [score for _, score in self.types]
        require(all(0.0 < score <= 1.0 for score in scores), self, "a score is no probability")
        require(scores == sorted(scores, reverse=True), self, "the likeliest type does not stand first")

    @property
    def event(self) -> str:
        """The likeliest type."""
        return self.types[0][0]

    @property
    def score(self) -> float:
        """Probability of the likeliest type."""
        return self.types[0][1]

    @property
    def mass(self) -> float:
        """Probability that the words name an act of any type."""
        return min(1.0, sum(score for _, score in self.types))

    def of(self, event: str) -> float:
        """Probability of one type."""
        return next((score for name, score in self.types if name == event), 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parse:
    """The syntax, the names and the acts of one sentence.

    Attributes:
        span: The sentence's.
        meaning: A vector of length 127 for comparing sentences, one signed byte a dimension; empty when not asked for.
    """

    span: Span
    tokens: tuple[Token, ...]
    names: tuple[Name, ...] = ()
    acts: tuple[Act, ...] = ()
    meaning: bytes = b""

    def __post_init__(self) -> None:
        require(all(-1 <= token.head < len(self.tokens) for token in self.tokens), self, "a head lies outside")
        require(all(token.span.within(self.span) for token in self.tokens), self, "a token lies outside")
        require(all(name.span.within(self.span) for name in self.names), self, "a name lies outside")
        require(all(act.span.within(self.span) for act in self.acts), self, "an act lies outside")
