"""Events in time: how precisely, how important, in which stories, by day, month and year, and what lies ahead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from neraca.records.ids import require
from neraca.records.measure import TimeSpan
from neraca.records.outlook import OutlookStatus


class Precision(StrEnum):
    """How precisely the sources say when something happened.

    A `range` is any stretch of days that is neither one day nor one whole month or year; `open` lacks an end.
    """

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    RANGE = "range"
    OPEN = "open"
    NONE = "none"


class Level(StrEnum):
    """How closely a timeline is looked at."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class DueState(StrEnum):
    """Where the time of something foreseen lies, seen from a day."""

    RUNNING = "running"
    AHEAD = "ahead"
    PASSED = "passed"
    UNDATED = "undated"
    MET = "met"


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedDay:
    """A day that claims or other dated mentions name, and how much it matters by them.

    Attributes:
        weight: By the formula of `relate.days`.
        share: Its weight as a part of the heaviest day's.
        sources: Independent documents that name it.
        later: Those of them that were published after it.
        claims: Ids of the claims that name it, sorted.
    """

    day: date
    weight: float
    share: float
    sources: int
    later: int
    claims: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require(0.0 <= self.share <= 1.0, self, "has a share outside 0 to 1")
        require(0 <= self.later <= self.sources, self, "has more later sources than sources")


@dataclass(frozen=True, slots=True, kw_only=True)
class Importance:
    """How important an event is, 0 to 1, and the parts that this rests on, each 0 to 1.

    Attributes:
        score: The weighted mean of the parts; see `relate.importance`.
        witnesses: Independent sources for and against it.
        credibility: Its proposed grade.
        days: Weight of the days that it names.
        echo: On how many days it was told again.
        passing: All its claims are mere mentions; the score is halved.
    """

    score: float
    witnesses: float
    credibility: float
    days: float
    echo: float
    passing: bool = False

    def __post_init__(self) -> None:
        for part in (self.score, self.witnesses, self.credibility, self.days, self.echo):
            require(0.0 <= part <= 1.0, self, f"{part} lies outside 0 to 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """An event with its place in time.

    Attributes:
        event: Id of the event.
        when: Its own time, never the time of publication; None when no claim says it.
        importance: How important it is.
        rank: 1 for the most important of all.
        lanes: Ids of the stories that tell it, the story with most of its claims first.
        claims: Ids of its claims.
        foreseen: It is planned, predicted, conditional or urged, or was and has come true.
        due: Where its time lies, for what is foreseen.
        window: For what is foreseen: its own time, else the one that an outlook says.
        outlooks: For what is foreseen: the outlooks on it and what became of each, in their order.
    """

    event: str
    when: TimeSpan | None
    precision: Precision
    importance: Importance
    rank: int
    lanes: tuple[str, ...]
    claims: tuple[str, ...]
    foreseen: bool = False
    due: DueState | None = None
    window: TimeSpan | None = None
    outlooks: tuple[tuple[str, OutlookStatus], ...] = ()

    def __post_init__(self) -> None:
        require(bool(self.claims), self, "needs a claim")
        require((self.precision is Precision.NONE) == (self.when is None), self, "has a precision without a time")
        require(self.foreseen == (self.due is not None), self, "is due exactly when it is foreseen")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bucket:
    """The events of one day, month or year.

    Attributes:
        span: The day, month or year.
        events: Ids, the most important first.
        claims: Ids of their claims, sorted.
        foreseen: How many of the events are foreseen.
    """

    span: TimeSpan
    events: tuple[str, ...]
    claims: tuple[str, ...]
    foreseen: int = 0

    def __post_init__(self) -> None:
        require(bool(self.events), self, "is empty")
        require(0 <= self.foreseen <= len(self.events), self, "foresees more than it holds")


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprecise:
    """Events that fit into no bucket of a level, and why: the precision of their time. Most important first."""

    reason: Precision
    events: tuple[str, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Zoom:
    """All events at one level: each in one bucket, or among the imprecise with its reason."""

    level: Level
    buckets: tuple[Bucket, ...] = ()
    imprecise: tuple[Imprecise, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One story along the timeline.

    Attributes:
        story: Its id.
        number: Its place among the stories by their first day, from 1; the tables number them so.
        terms: Its most telling words.
        documents: How many tell it.
        events: Ids of the events that it tells, in order of time; an event that two stories tell is in both.
    """

    story: str
    number: int
    terms: tuple[str, ...]
    documents: int
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chronology:
    """An account's events in time.

    Every event is in exactly one of `past`, `ahead` and `undated`.

    Attributes:
        seen_from: The day from which what is foreseen is judged; None when nothing is dated.
        past: What is told as done or under way and has a time, in its order.
        ahead: All that is foreseen: due first, then what is further ahead, what has passed, what names no time.
        undated: What is told as done and has no time.
        days: The days named, the weightiest first.
        years, months, day_by_day: `past` at three levels.
        lanes: Stories that tell an event, by their number.
    """

    seen_from: date | None = None
    past: tuple[Moment, ...] = ()
    ahead: tuple[Moment, ...] = ()
    undated: tuple[Moment, ...] = ()
    days: tuple[RankedDay, ...] = ()
    years: Zoom = Zoom(level=Level.YEAR)
    months: Zoom = Zoom(level=Level.MONTH)
    day_by_day: Zoom = Zoom(level=Level.DAY)
    lanes: tuple[Lane, ...] = ()

    @property
    def moments(self) -> tuple[Moment, ...]:
        """All of them, the most important first."""
        return tuple(sorted(self.past + self.ahead + self.undated, key=lambda moment: moment.rank))
