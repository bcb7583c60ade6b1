"""Outlooks: what is foreseen, whose prediction or plan it is, when it falls due, what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from neraca.records.claim import Stage
from neraca.records.ids import content_id, require
from neraca.records.measure import TimeSpan
from neraca.records.span import Evidence

SETTLED_LEAST = 10
"""Settled outlooks from which a rate is given; of fewer only the counts are."""


_ARMS = "arms"
_KINDS_OF_ARMS = frozenset({"air_defence", "missiles", "munitions", "nuclear"})


def with_general_class(items: frozenset[str]) -> frozenset[str]:
    """Item classes and, where a kind of arms is among them, `arms`: who foretells arms foretells any kind of them."""
    return items | {_ARMS} if items & _KINDS_OF_ARMS else items


class OutlookStatus(StrEnum):
    """What became of a prediction or plan."""

    OPEN = "open"
    FULFILLED = "fulfilled"
    PARTLY = "partly"
    LAPSED = "lapsed"
    CONTRADICTED = "contradicted"


class OutlookReason(StrEnum):
    """Why an outlook has its status; the values that go with each are named in `docs/outlook.md`."""

    DONE = "done"
    DONE_LESS = "done_less"
    DONE_SOME_ITEMS = "done_some_items"
    SAID_OTHERWISE = "said_otherwise"
    DONE_AFTER_ALL = "done_after_all"
    TAKEN_BACK = "taken_back"
    WINDOW_OVER = "window_over"
    WINDOW_OVER_UNOPPOSED = "window_over_unopposed"
    WINDOW_JUST_OVER = "window_just_over"
    WINDOW_RUNS = "window_runs"
    NO_END = "no_end"
    UNDATED = "undated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """Something foreseen by one voice: for when, under what condition, and what became of it.

    Attributes:
        event: Id of the event that is foretold.
        type: PLOVER event type.
        negated: What is foretold is that it will not happen.
        voice: Actors on whose word it rests, sorted; empty when the texts name none.
        voice_words: What the first telling calls the voice; "" is the outlet's own word.
        outlets: Those that reported it without copying it, sorted; "" is one that is not named.
        told: When it was first told; a copy counts with its original.
        window: When it is to happen, as first told; from the day of telling on where nothing is said of the time. None
            when that day is not known either.
        window_words: The words that say so.
        condition: The words of its condition.
        status: As of the account's day.
        claims: Ids of its claims, the first telling first, copies last.
        fulfilled_by: Ids of events that made it come true, wholly or in part, sorted.
        contradicted_by: Ids of events that say the opposite, sorted.
        reason: Why it has this status.
        values: What the reason is about, by name: days, amounts, items.
        in_passing: It is only mentioned (a heading, a noun phrase), or is itself the condition of something else.
    """

    event: str
    type: str
    stage: Stage
    negated: bool = False
    voice: tuple[str, ...]
    voice_words: str = ""
    outlets: tuple[str, ...] = ()
    told: date | None = None
    window: TimeSpan | None
    window_words: Evidence | None = None
    condition: Evidence | None = None
    status: OutlookStatus
    claims: tuple[str, ...]
    fulfilled_by: tuple[str, ...] = ()
    contradicted_by: tuple[str, ...] = ()
    reason: OutlookReason = OutlookReason.NO_END
    values: tuple[tuple[str, str], ...] = ()
    in_passing: bool = False

    def __post_init__(self) -> None:
        require(bool(self.claims), self, "needs a claim")
        require(self.stage not in (Stage.OCCURRED, Stage.ONGOING), self, "is not about the future")

    @property
    def id(self) -> str:
        """Content id of what is foretold, by whom, and the first telling."""
        return content_id("outlook", self.event, self.voice, self.voice_words, self.claims[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackRecord:
    """How many outlooks of one voice, or in one outlet, came to what.

    Only plans and predictions count: an appeal, a condition and a mere mention foretell nothing that could fail.

    Attributes:
        source: Actor id, words of a voice, or name of an outlet.
        is_outlet: It is an outlet.
        has_id: It is an actor's id.
        outlooks: Ids of those counted, sorted.
        rate: Share of the fulfilled among the settled; None for fewer than `SETTLED_LEAST`.
        low, high: Wilson's interval of the rate at 95 %; None without a rate.
    """

    source: str
    is_outlet: bool
    has_id: bool
    fulfilled: int
    partly: int
    lapsed: int
    contradicted: int
    open: int
    outlooks: tuple[str, ...]
    rate: float | None = None
    low: float | None = None
    high: float | None = None

    def __post_init__(self) -> None:
        require(self.settled + self.open == len(self.outlooks), self, "does not add up")
        require((self.rate is not None) == (self.settled >= SETTLED_LEAST), self, "has a rate of too few, or none")

    @property
    def settled(self) -> int:
        """Outlooks whose fate is known."""
        return self.fulfilled + self.partly + self.lapsed + self.contradicted
