"""How much and when: quantities with bounds, spans of days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from neraca.records.ids import require
from neraca.records.span import Evidence


class Counting(StrEnum):
    """What a number counts: the thing itself, what came on top of earlier ones, or all so far."""

    PLAIN = "plain"
    ADDITIONAL = "additional"
    TOTAL = "total"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """An amount as the text states it.

    "lebih dari 6.000 insinyur" is low 6000, high None, unit person; "ribuan" is 1000 to 9999, approx;
    both bounds are inclusive. `unit` is person, round, missile, day, percent, USD, ton or other.
    """

    evidence: Evidence
    low: Decimal | None
    high: Decimal | None
    unit: str
    approx: bool = False
    counting: Counting = Counting.PLAIN

    def __post_init__(self) -> None:
        require(self.low is not None or self.high is not None, self, "has no bound at all")
        finite = all(bound is None or bound.is_finite() for bound in (self.low, self.high))
        require(finite, self, "has a bound that is no number")
        require(self.low is None or self.high is None or self.low <= self.high, self, "has its bounds swapped")
        require(bool(self.unit), self, "has no unit")


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSpan:
    """Half-open range of days `[start, end)` in the outlet's civil calendar.

    Precision is the width: "Maret 2024" is [2024-03-01, 2024-04-01).
    A bound that the text leaves open is None.
    """

    start: date | None
    end: date | None

    def __post_init__(self) -> None:
        require(self.start is None or self.end is None or self.start < self.end, self, "ends before it starts")

    def meets(self, other: TimeSpan) -> bool:
        """Whether the two may share a day; an open bound may be any day."""
        before = self.end is not None and other.start is not None and self.end <= other.start
        after = other.end is not None and self.start is not None and other.end <= self.start
        return not (before or after)


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """Words of time and the days they mean; `span` is None where they cannot be resolved (undated article)."""

    evidence: Evidence
    span: TimeSpan | None
