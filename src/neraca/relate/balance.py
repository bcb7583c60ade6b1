"""The balance: what one side is said to have given and what the other, for each pair and item class, over time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from neraca.records import Entry, Gift, TimeSpan


class Period(StrEnum):
    """How finely a balance is cut in time."""

    YEAR = "year"
    MONTH = "month"


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A ledger line as one side of a balance shows it: of a period only the gifts that fall into it."""

    entry: Entry
    gifts: tuple[Gift, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """One item class between two parties, both directions side by side.

    Attributes:
        left, right: The parties, in order of their ids.
        period: `2024` or `2024-10`; "" for the whole time, or for gifts whose time is not known so well.
        left_gave, right_gave: Lines by status.
    """

    left: str
    right: str
    item_class: str
    period: str
    left_gave: tuple[Given, ...]
    right_gave: tuple[Given, ...]


def balance_entries(entries: Iterable[Entry], *, by: Period | None = None) -> tuple[Balance, ...]:
    """A balance for each pair, item class and period: pairs by their lines, most first, then by item class and period.

    A gift counts in the period in which it lies whole; one that reaches over several, or has no time, stands under "".

    Args:
        entries: Of one ledger.
        by: None balances the whole time.
    """
    sides: dict[tuple[str, str, str, str], tuple[list[Given], list[Given]]] = {}
    lines: dict[tuple[str, str], int] = {}
    for entry in sorted(entries, key=lambda one: (one.giver, one.receiver, one.item_class, one.status)):
        left, right = sorted((entry.giver, entry.receiver))
        lines[left, right] = lines.get((left, right), 0) + 1
        for period, gifts in _by_period(entry, by):
            pans = sides.setdefault((left, right, entry.item_class, period), ([], []))
            pans[entry.giver != left].append(Given(entry=entry, gifts=gifts))
    order = sorted(sides, key=lambda key: (-lines[key[0], key[1]], key))
    return tuple(
        Balance(
            left=left,
            right=right,
            item_class=item_class,
            period=period,
            left_gave=tuple(sides[left, right, item_class, period][0]),
            right_gave=tuple(sides[left, right, item_class, period][1]),
        )
        for left, right, item_class, period in order
    )


def _by_period(entry: Entry, by: Period | None) -> list[tuple[str, tuple[Gift, ...]]]:
    if by is None:
        return [("", entry.gifts)]
    found: dict[str, list[Gift]] = {}
    for gift in entry.gifts:
        found.setdefault(period_of(gift.when, by=by), []).append(gift)
    return [(period, tuple(found[period])) for period in sorted(found)]


def period_of(when: TimeSpan | None, *, by: Period) -> str:
    """The year or month in which a span lies whole; "" where there is none."""
    if when is None or when.start is None or when.end is None:
        return ""
    digits = 4 if by is Period.YEAR else 7
    last = when.end.toordinal() - 1
    start = when.start.isoformat()[:digits]
    return start if when.start.fromordinal(last).isoformat()[:digits] == start else ""
