"""Days beside days, also where the calendar ends."""

from __future__ import annotations

from datetime import date, timedelta

from neraca.records import TimeSpan
from neraca.records.days import day_after, shift_day, whole_day

WEEK = timedelta(days=7)


def test_a_shifted_day_stays_in_the_calendar() -> None:
    assert shift_day(date(2024, 12, 30), WEEK) == date(2025, 1, 6)
    assert shift_day(date(9999, 12, 30), WEEK) == date.max
    assert shift_day(date(1, 1, 2), -WEEK) == date.min


def test_nothing_lies_behind_the_last_day() -> None:
    assert whole_day(date(2024, 2, 29)) == TimeSpan(start=date(2024, 2, 29), end=date(2024, 3, 1))
    assert day_after(date.max) is None
    assert whole_day(date.max) == TimeSpan(start=date.max, end=None)
