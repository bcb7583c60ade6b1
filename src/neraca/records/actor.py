"""Parties that act, the offices people hold for them, and the words that refer to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from neraca.records.ids import require
from neraca.records.span import Evidence


class ActorKind(StrEnum):
    """What a party is."""

    STATE = "state"
    IGO = "igo"
    GROUP = "group"
    NGO = "ngo"
    MEDIA = "media"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A party: a state by its ISO 3166-1 alpha-3 code, or another by a prefixed id (`IGO:UN`, `GRP:WEST`)."""

    id: str
    kind: ActorKind
    name_id: str
    name_en: str

    def __post_init__(self) -> None:
        require(bool(self.id and self.name_id and self.name_en), self, "needs an id and both names")
        state = self.kind is ActorKind.STATE
        require(state == (":" not in self.id), self, f"{self.id!r} does not fit a {self.kind}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A person's term in an office of an actor; half-open `[start, end)`, None where open or unknown."""

    person: str
    office: str
    actor: str
    start: date | None
    end: date | None
    source: str

    def __post_init__(self) -> None:
        require(bool(self.person and self.office and self.actor and self.source), self, "has an empty field")
        require(self.start is None or self.end is None or self.start < self.end, self, "ends before it starts")


class MentionForm(StrEnum):
    """How the words refer to the actor."""

    NAME = "name"
    DEMONYM = "demonym"
    PLACE = "place"
    PERSON = "person"
    AGENCY = "agency"
    PRONOUN = "pronoun"
    GIVEN = "given"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that stand for one actor; words for two (*keduanya*) are two mentions of one evidence.

    `PLACE` is a capital, seat or region that may be meant as a place or as its government;
    `AGENCY` an army, service or ministry; `PERSON` a leader or official, whose name is in `person`. `GIVEN` is nothing
    that the text says: a person named the party, and the words are those of the act (see `Claim.corrects`).
    """

    evidence: Evidence
    actor: str
    form: MentionForm
    person: str = ""

    def __post_init__(self) -> None:
        require(bool(self.actor), self, "names no actor")
