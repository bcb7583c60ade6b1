"""Spans of days: months, years and their parts, weeks, and what a bound makes of a span."""

from __future__ import annotations

from datetime import date, timedelta

from neraca.packs.language import Bound, TimePart, TimeUnit
from neraca.records import TimeSpan

_YEAR_PARTS: dict[TimePart, tuple[int, int]] = {"early": (1, 3), "mid": (5, 8), "late": (10, 12)}
_MONTH_PARTS: dict[TimePart, tuple[int, int]] = {"early": (1, 10), "mid": (11, 20), "late": (20, 0)}
_DECADE_PARTS: dict[TimePart, tuple[int, int]] = {"early": (0, 4), "mid": (4, 7), "late": (7, 10)}
_WEEK_PARTS: dict[TimePart, tuple[int, int]] = {"early": (0, 2), "mid": (2, 4), "late": (4, 7)}


def apply_bound(span: TimeSpan, bound: Bound | None) -> TimeSpan | None:
    """The span that *since*, *until*, *after* or *before* makes of another; None when nothing is left."""
    if bound is None or (bound == "from" and span.end is None):
        return span
    start = {"from": span.start, "until": None, "after": span.end, "before": None}[bound]
    end = {"from": None, "until": span.end, "after": None, "before": span.start}[bound]
    return None if start is None and end is None else TimeSpan(start=start, end=end)


def days(first: date, last: date) -> TimeSpan:
    """The span from one day to another, both included."""
    return TimeSpan(start=first, end=last + timedelta(days=1))


def month_after(day: date, months: int) -> date:
    """The first day of the month that lies so many months after the day's."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def month_span(year: int, month: int, part: TimePart | None = None) -> TimeSpan:
    """A month, or its beginning (days 1-10), middle (11-20) or end (20-)."""
    first = date(year, month, 1)
    last = month_after(first, 1) - timedelta(days=1)
    if part is None:
        return days(first, last)
    low, high = _MONTH_PARTS[part]
    return days(first.replace(day=low), first.replace(day=high) if high else last)


def year_span(year: int, part: TimePart | None = None) -> TimeSpan:
    """A year, or its beginning (January to March), middle (May to August) or end (October to December)."""
    low, high = (1, 12) if part is None else _YEAR_PARTS[part]
    return TimeSpan(start=date(year, low, 1), end=month_after(date(year, high, 1), 1))


def years_span(first: int, years: int, part: TimePart | None = None) -> TimeSpan:
    """A decade or century by its first year.

    A decade's parts are its years 0-3, 4-6 and 7-9; a century's are ten times as wide.
    """
    low, high = (0, years) if part is None else (bound * years // 10 for bound in _DECADE_PARTS[part])
    return TimeSpan(start=date(first + low, 1, 1), end=date(first + high, 1, 1))


def week_start(day: date, shift: int) -> date:
    """The Monday of the week so many weeks after the day's."""
    return day - timedelta(days=day.weekday()) + timedelta(days=7 * shift)


def unit_span(unit: TimeUnit, seen: date, shift: int, part: TimePart | None = None) -> TimeSpan:
    """The day, week (Monday to Sunday), month or year so many units after the one a day lies in."""
    if unit == "day":
        return days(seen + timedelta(days=shift), seen + timedelta(days=shift))
    if unit == "week":
        monday = week_start(seen, shift)
        low, high = (0, 7) if part is None else _WEEK_PARTS[part]
        return TimeSpan(start=monday + timedelta(days=low), end=monday + timedelta(days=high))
    if unit == "month":
        first = month_after(seen, shift)
        return month_span(first.year, first.month, part)
    return year_span(seen.year + shift, part)
