"""Days beside days, to the calendar's ends: years 1 and 9999 stand in articles' data where no date is known."""

from __future__ import annotations

from datetime import date, timedelta

from neraca.records.measure import TimeSpan

_DAY = timedelta(days=1)


def shift_day(day: date, by: timedelta) -> date:
    """The day so far away, or the calendar's last or first day where it would lie beyond."""
    try:
        return day + by
    except OverflowError:
        return date.max if by > timedelta(0) else date.min


def day_after(day: date) -> date | None:
    """The next day; None after the calendar's last one, behind which nothing lies."""
    return None if day == date.max else day + _DAY


def whole_day(day: date) -> TimeSpan:
    """The span of one day; the calendar's last one has no end."""
    return TimeSpan(start=day, end=day_after(day))
