"""How important an event is among others: its witnesses, its grade, the days it names, and how long it was told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from neraca.records import Claim, Event, Importance, TimeSpan

_DAY = timedelta(days=1)
_DIGITS = 4
_LOWEST_GRADE = 6
# Wider times name no day, as in relate.days.
_WIDEST = 31

# Witnesses weigh most, since they alone cannot be made by one newsroom; set by hand, see docs/timeline.md.
WITNESSES, CREDIBILITY, DAYS, ECHO = 0.35, 0.2, 0.25, 0.2


def weigh_importance(
    event: Event, claims: Mapping[str, Claim], *, published: Mapping[str, date | None], shares: Mapping[date, float]
) -> Importance:
    """The importance of an event.

    Amounts and item classes are no part of it: things of different kinds cannot be weighed against each other.

    - witnesses: n / (n + 2) of the n independent sources that speak for or against it. A dispute matters as much as
      an agreement of as many.
    - credibility: 1 for grade 1, 0 for grade 6.
    - days: mean share of the days it names; 0 for what names none, or more than a month of them.
    - echo: (d - 1) / (d + 1) of the d days on which it was published: 0 for what was told on one day alone.

    Args:
        event: Assessed.
        claims: At least its own, by id.
        published: Day of each document.
        shares: Share of each day's weight in the heaviest one's (`relate.days`).
    """
    told = {day for claim in event.claims if (day := published.get(claims[claim].document)) is not None}
    sources = len(event.testimony) + len(event.testimony_against) or event.witnesses
    parts = {
        "witnesses": sources / (sources + 2),
        "credibility": (_LOWEST_GRADE - event.credibility) / (_LOWEST_GRADE - 1),
        "days": _share_of(event.when, shares),
        "echo": (len(told) - 1) / (len(told) + 1) if told else 0.0,
    }
    passing = all(claims[claim].optional for claim in event.claims)
    weights = {"witnesses": WITNESSES, "credibility": CREDIBILITY, "days": DAYS, "echo": ECHO}
    score = sum(weights[name] * parts[name] for name in weights) * (0.5 if passing else 1.0)
    return Importance(
        score=round(score, _DIGITS), passing=passing, **{name: round(part, _DIGITS) for name, part in parts.items()}
    )


def _share_of(span: TimeSpan | None, shares: Mapping[date, float]) -> float:
    if span is None or span.start is None or span.end is None:
        return 0.0
    width = (span.end - span.start).days
    if width > _WIDEST:
        return 0.0
    return min(1.0, sum(shares.get(span.start + ahead * _DAY, 0.0) for ahead in range(width)) / width)
