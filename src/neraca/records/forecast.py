"""Forecasts: sets of coded events, questions about what will happen, answers with reasons, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from neraca.records.ids import content_id, require

HORIZONS = (7, 30, 90)
"""Days for which the program answers; a person may ask for others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSet:
    """A data set of coded events that was imported; its rows are kept beside it, in columns.

    Attributes:
        name: What the user calls it, unique in a store.
        format: Name of the format that it was read from.
        files: Names of the files read, in their order.
        originals: SHA-256 of each file's bytes, in the same order.
        actors: Names as the set writes them; a row's source and target are places in here, from 0.
        relations: Names of what is done as the set writes them; a row's relation is a place in here.
        rows: Number of events.
        first: Day of the first event.
        last: Day of the last one.
        damaged: Rows that could not be read; an issue names each.
        content: SHA-256 of the columns.
    """

    name: str
    format: str
    files: tuple[str, ...]
    originals: tuple[str, ...]
    actors: tuple[str, ...]
    relations: tuple[str, ...]
    rows: int
    first: date
    last: date
    damaged: int = 0
    content: str

    def __post_init__(self) -> None:
        require(bool(self.name and self.format and self.content), self, "has an empty field")
        require(len(self.files) == len(self.originals) > 0, self, "needs a digest for each of its files")
        require(self.rows > 0 and self.first <= self.last, self, "holds no event")

    @property
    def id(self) -> str:
        """Content id."""
        return content_id("events", self.name, self.format, self.files, self.originals, self.content)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Will the actor do a thing of this type to the recipient in the days after `as_of`?

    Attributes:
        actor: Actor id.
        type: PLOVER event type.
        recipient: Actor id.
        as_of: Last day whose news may be used; the window is the `horizon_days` days after it.
        horizon_days: Length of the window.
        history: Which events it is answered from and resolved by: `own`, the name of a set, or `all`.
    """

    actor: str
    type: str
    recipient: str
    as_of: date
    horizon_days: int
    history: str

    def __post_init__(self) -> None:
        require(bool(self.actor and self.type and self.recipient and self.history), self, "has an empty field")
        require(self.actor != self.recipient, self, "asks what an actor does to itself")
        require(self.horizon_days > 0, self, "needs a horizon of one day or more")

    @property
    def id(self) -> str:
        """Content id."""
        return content_id(
            "question", self.actor, self.type, self.recipient, self.as_of, self.horizon_days, self.history
        )

    @property
    def due(self) -> date:
        """The last day of the window."""
        return self.as_of + timedelta(days=self.horizon_days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Driver:
    """One reason of a forecast.

    Attributes:
        kind: Key of its sentence (`forecast.driver.KIND` in the catalogue of words).
        values: What the sentence needs, by name, as plain strings: numbers, days in ISO form, ids.
        weight: What it adds to the score: log-odds in a probability, points in a ranking; they add up to the score
            together with the term `rest`.
        cases: Places of the past cases: ids of events, or `FILE#ROW` of a set.
    """

    kind: str
    values: tuple[tuple[str, str], ...] = ()
    weight: float
    cases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """An answer to a question: never changed, only superseded by a later one of the same forecaster.

    Attributes:
        question: Id of the question.
        forecaster: `neraca` or `person:NAME`.
        probability: Between 0 and 1; None where the history does not suffice.
        base_rate: How often such a window held such an event in the past (climatology); None without history.
        persistence: What the last window alone says; None without history.
        drivers: Reasons, the weightiest first; a person gives none.
        cases: Windows of the past that the base rate counts.
        hits: Those among them that held such an event.
        model: Name and version of the model; "" for a person.
        model_digest: SHA-256 of its parameters.
        input_digest: SHA-256 of the events that it was given.
        made_at: With its zone.
        note: A person's reasons, or why there is no probability.
    """

    question: str
    forecaster: str
    probability: float | None
    base_rate: float | None = None
    persistence: float | None = None
    drivers: tuple[Driver, ...] = ()
    cases: int = 0
    hits: int = 0
    model: str = ""
    model_digest: str = ""
    input_digest: str = ""
    made_at: datetime
    note: str = ""

    def __post_init__(self) -> None:
        require(bool(self.question and self.forecaster), self, "has an empty field")
        require(self.made_at.tzinfo is not None, self, "needs a time with its zone")
        for share in (self.probability, self.base_rate, self.persistence):
            require(share is None or 0.0 <= share <= 1.0, self, f"{share} is no probability")
        require(0 <= self.hits <= self.cases, self, f"counts {self.hits} of {self.cases} windows")

    @property
    def id(self) -> str:
        """Content id."""
        return content_id(
            "forecast",
            self.question,
            self.forecaster,
            self.probability,
            self.base_rate,
            self.model_digest,
            self.input_digest,
            self.made_at,
            self.note,
        )


class Outcome(StrEnum):
    """What became of a question; void ones are scored by nobody."""

    YES = "yes"
    NO = "no"
    VOID = "void"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What became of a question; a later one supersedes it, and a person's outranks the rule's.

    Attributes:
        question: Id of the question.
        by: `rule`, or `person:NAME`.
        evidence: Ids of events or claims, or `FILE#ROW` of a set; a person may give an address or words instead.
        made_at: With its zone.
        note: Why, in the person's words.
    """

    question: str
    outcome: Outcome
    by: str
    evidence: tuple[str, ...] = ()
    made_at: datetime
    note: str = ""

    def __post_init__(self) -> None:
        require(bool(self.question and self.by), self, "has an empty field")
        require(self.made_at.tzinfo is not None, self, "needs a time with its zone")
        require(self.by == "rule" or bool(self.evidence or self.note), self, "needs a person's evidence")

    @property
    def id(self) -> str:
        """Content id."""
        return content_id("resolution", self.question, self.outcome, self.by, self.evidence, self.made_at, self.note)
