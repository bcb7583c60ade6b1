"""What the trained reader finds in a sentence: tokens with their tree, and names."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Parse:
    """The syntax and the names of one sentence.

    Attributes:
        span: The sentence's.
        meaning: A vector of length 127 for comparing sentences, one signed byte a dimension; empty when not asked for.
    """

    span: Span
    tokens: tuple[Token, ...]
    names: tuple[Name, ...] = ()
    meaning: bytes = b""

    def __post_init__(self) -> None:
        require(all(-1 <= token.head < len(self.tokens) for token in self.tokens), self, "a head lies outside")
        require(all(token.span.within(self.span) for token in self.tokens), self, "a token lies outside")
        require(all(name.span.within(self.span) for name in self.names), self, "a name lies outside")
