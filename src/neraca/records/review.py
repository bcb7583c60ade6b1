"""What needs a person's eye, what a person decided, and when the program ran."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from neraca.records.account import EventStatus
from neraca.records.correction import read_correction
from neraca.records.ids import content_id, require
from neraca.records.span import Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a check of a document found: its kind, the words, what is odd, and what would settle it.

    Attributes:
        message: What is odd, in English.
        settle: What would settle it, in English.
        values: What a sentence of its kind in another language needs, by name: days and spans (`start/end`) in ISO
            form, weekdays by number from Monday, all else as it is shown. They decide nothing, and not its id.
    """

    evidence: Evidence
    kind: str
    message: str
    settle: str
    values: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        require(bool(self.kind and self.message and self.settle), self, "has an empty field")

    @property
    def id(self) -> str:
        """Content id."""
        return content_id("finding", self.evidence, self.kind, self.message, self.settle)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Something that was read but not understood, or could not be read: kept, never dropped.

    `code` is a key of the error catalogue or a kind of `extract` issue; `where` the file or document's
    label; `evidence` the words, where there are any.
    """

    code: str
    where: str
    message: str
    why: str
    fix: str
    evidence: Evidence | None = None

    def __post_init__(self) -> None:
        require(bool(self.code and self.where and self.message), self, "has an empty field")

    @property
    def is_problem(self) -> bool:
        """Whether something failed (a code of the error catalogue), not just was seen and not understood."""
        return self.code[:1] == "N" and self.code[1:].isdigit()

    @property
    def id(self) -> str:
        """Content id."""
        return content_id("issue", self.code, self.where, self.message, self.why, self.fix, self.evidence)


class JudgementKind(StrEnum):
    """What a person can decide."""

    SAME = "same"
    DIFFERENT = "different"
    WRONG = "wrong"
    RIGHT = "right"
    MISREAD = "misread"
    STATUS = "status"
    NOTE = "note"
    RELIABILITY = "reliability"
    UNDO = "undo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A person's decision about records: appended, never changed; it outranks the program's.

    Attributes:
        kind: What was decided.
        about: Ids of claims and documents; `event:` and a claim's id for the event that the claim belongs to, whatever
            else belongs to it; `outlet:` and a name; `voice:` and an actor. What is undone: ids of judgements.
        person: Who decided.
        made_at: When.
        note: Why, in the person's words.
        value: The letter of a reliability; an event's status; what a misread claim should be (`Correction.text`); ""
            for all other kinds.
    """

    kind: JudgementKind
    about: tuple[str, ...]
    person: str
    made_at: datetime
    note: str = ""
    value: str = ""

    def __post_init__(self) -> None:
        require(bool(self.about and self.person), self, "needs a subject and a person")
        require(self.made_at.tzinfo is not None, self, "needs a time with its zone")
        pair = self.kind in (JudgementKind.SAME, JudgementKind.DIFFERENT)
        require(len(self.about) >= 2 or not pair, self, "needs two records to compare")
        if self.kind is JudgementKind.STATUS:
            require(self.value in set(EventStatus), self, f"{self.value!r} is no status of an event")
        if self.kind is JudgementKind.MISREAD:
            read_correction(self.value)

    @property
    def id(self) -> str:
        """Content id."""
        return content_id("judgement", self.kind, self.about, self.person, self.made_at, self.note, self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One `add`: when it began, with which version, and how much came of it."""

    started_at: datetime
    version: str
    inputs: tuple[str, ...]
    added: int
    known: int
    failed: int

    def __post_init__(self) -> None:
        require(self.started_at.tzinfo is not None, self, "needs a time with its zone")
        require(min(self.added, self.known, self.failed) >= 0, self, "counts below nothing")

    @property
    def id(self) -> str:
        """Content id."""
        return content_id("run", self.started_at, self.version, self.inputs, self.added, self.known, self.failed)
