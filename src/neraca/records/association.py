"""Event history, and which events in it tend to follow which: associations, never causes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from neraca.records.ids import content_id, require


class Shape(StrEnum):
    """Between whom the later event is, when the earlier one is from A to B; C is any third party."""

    BACK = "back"
    AGAIN = "again"
    TARGET_TO_THIRD = "target_to_third"
    THIRD_TO_TARGET = "third_to_target"
    ACTOR_TO_THIRD = "actor_to_third"
    THIRD_TO_ACTOR = "third_to_actor"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class HistoryEvent:
    """One event of a history: on which day who did what to whom.

    Attributes:
        id: Id of an event of the account, or the place of the row in the file that it came from.
        type: PLOVER event type.
    """

    day: date
    source: str
    type: str
    target: str
    id: str

    def __post_init__(self) -> None:
        require(bool(self.source and self.type and self.target and self.id), self, "has an empty field")
        require(self.source != self.target, self, f"is of {self.source} with itself")


@dataclass(frozen=True, slots=True, kw_only=True)
class OddsRatio:
    """An odds ratio with its interval of 95 %, and in how many cases the effect stood on either side.

    Attributes:
        p: One-sided, of a ratio of 1 or less.
        case: Cases with the effect in the days looked at.
        reference: Cases with the effect in the days that these are compared with.
    """

    ratio: float
    low: float
    high: float
    p: float
    case: int
    reference: int

    def __post_init__(self) -> None:
        require(0.0 < self.low <= self.ratio <= self.high, self, f"{self.low} {self.ratio} {self.high} is no interval")
        require(0.0 <= self.p <= 1.0, self, f"{self.p} is no probability")
        require(self.case >= 0 and self.reference >= 0, self, "counts below nothing")

    @property
    def raised(self) -> bool:
        """The whole interval lies above 1."""
        return self.low > 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PairOdds:
    """The order of cause and effect in one pair of parties, drawn towards the ratio of all pairs.

    Attributes:
        source: Who does what comes first.
        own: Share of the estimate that is the pair's own, 0 to 1; the rest is the ratio of all pairs.
        after, before: Ids of (cause, effect) in its cases, as in the association.
    """

    source: str
    target: str
    odds: OddsRatio
    own: float
    after: tuple[tuple[str, str], ...] = ()
    before: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        require(0.0 <= self.own <= 1.0, self, f"own share {self.own} is none")


@dataclass(frozen=True, slots=True, kw_only=True)
class Association:
    """After a `cause` from A to B an `effect` comes more often: found on the earlier days, confirmed on the later ones.

    Both names are the order in time, no more. `order` says whether the nearest effect comes after the cause or before
    it, at equal activity of the pair and equal news volume; `level` compares the days after the cause with weeks of the
    same pair further away.

    Attributes:
        shape: Between whom the effect is.
        within_days: Length of the compared windows.
        order_found, level_found: On the earlier days.
        order, level: On the later days.
        q: Smallest false discovery rate at which the search on the earlier days keeps it.
        pairs: Pairs of parties with a case in `order_found` or `order`.
        after: Ids of (cause, effect) where the effect came after, by day.
        before: Ids of (cause, effect) where it came before.
        own_pairs: Pairs with enough cases for an estimate of their own; other pairs have the one of all.
    """

    cause: str
    effect: str
    shape: Shape
    within_days: int
    order_found: OddsRatio
    level_found: OddsRatio
    order: OddsRatio
    level: OddsRatio
    q: float
    pairs: int
    after: tuple[tuple[str, str], ...] = ()
    before: tuple[tuple[str, str], ...] = ()
    own_pairs: tuple[PairOdds, ...] = ()

    def __post_init__(self) -> None:
        require(bool(self.cause and self.effect), self, "names no cause or no effect")
        require(self.within_days >= 1, self, f"looks {self.within_days} days ahead")
        require(0.0 <= self.q <= 1.0, self, f"{self.q} is no rate")

    @property
    def id(self) -> str:
        """Content id of what follows what, how, within how many days."""
        return content_id("association", self.cause, self.effect, self.shape, self.within_days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """What a history was searched for, and what was found in it.

    Attributes:
        events: Events of the history, each (day, source, type, target) once.
        days: From its first day to its last.
        pairs: Pairs of parties with events.
        tested: Combinations with enough cases on the earlier days.
        together: Of these, with the effect near the cause, before or after it, at the false discovery rate.
        screened: Of these, with the effect after rather than before, kept at the false discovery rate.
        naive: Of all combinations with events, how many a plain comparison with the pairs' average calls significant.
        naive_tested: Combinations that it compares.
        enough: Whether there was enough history to search at all.
        associations: What the later days confirm.
        unconfirmed: What they do not, though they have enough cases; it is not shown as an association.
    """

    within_days: int
    events: int
    days: int
    pairs: int
    enough: bool
    tested: int = 0
    together: int = 0
    screened: int = 0
    naive: int = 0
    naive_tested: int = 0
    associations: tuple[Association, ...] = ()
    unconfirmed: tuple[Association, ...] = ()

    def __post_init__(self) -> None:
        require(self.enough or not self.associations, self, "found something in too little history")
