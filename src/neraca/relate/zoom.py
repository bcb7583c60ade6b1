"""The same events by day, by month and by year, each where its time is precise enough."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from neraca.records import Bucket, Imprecise, Level, Moment, Precision, TimeSpan, Zoom

_DAY = timedelta(days=1)
_NEVER = TimeSpan(start=None, end=None)


def precision_of(span: TimeSpan | None) -> Precision:
    """How precise a time is, by the days that it covers."""
    if span is None or span == _NEVER:
        return Precision.NONE
    if span.start is None or span.end is None:
        return Precision.OPEN
    for level in Level:
        if span == level_span(span.start, level):
            return Precision(level.value)
    return Precision.RANGE


def level_span(day: date, level: Level) -> TimeSpan:
    """The day, month or year that a day lies in; open where the calendar ends."""
    if level is Level.DAY:
        return TimeSpan(start=day, end=None if day == date.max else day + _DAY)
    first = day.replace(day=1) if level is Level.MONTH else day.replace(month=1, day=1)
    months = first.year * 12 + first.month - 1 + (1 if level is Level.MONTH else 12)
    year, month = divmod(months, 12)
    return TimeSpan(start=first, end=None if year > date.max.year else date(year, month + 1, 1))


def zoom(moments: Iterable[Moment], level: Level) -> Zoom:
    """Every moment in the one bucket that holds its whole time, or among the imprecise of its level.

    Buckets are in order of time, reasons from the most precise to none at all. Any order of moments gives the same.
    """
    buckets: dict[date, list[Moment]] = {}
    imprecise: dict[Precision, list[Moment]] = {}
    for moment in sorted(moments, key=lambda one: (one.rank, one.event)):
        first = _bucket_of(moment.when, level)
        if first is None:
            imprecise.setdefault(moment.precision, []).append(moment)
        else:
            buckets.setdefault(first, []).append(moment)
    return Zoom(
        level=level,
        buckets=tuple(_bucket(level_span(first, level), buckets[first]) for first in sorted(buckets)),
        imprecise=tuple(
            Imprecise(reason=reason, events=_events(imprecise[reason]), claims=_claims(imprecise[reason]))
            for reason in Precision
            if reason in imprecise
        ),
    )


def _bucket_of(span: TimeSpan | None, level: Level) -> date | None:
    """First day of the bucket that holds the whole span."""
    if span is None or span.start is None or span.end is None:
        return None
    whole = level_span(span.start, level)
    return whole.start if whole.end is None or span.end <= whole.end else None


def _bucket(span: TimeSpan, moments: Sequence[Moment]) -> Bucket:
    return Bucket(
        span=span,
        events=_events(moments),
        claims=_claims(moments),
        foreseen=sum(moment.foreseen for moment in moments),
    )


def _events(moments: Iterable[Moment]) -> tuple[str, ...]:
    return tuple(moment.event for moment in moments)


def _claims(moments: Iterable[Moment]) -> tuple[str, ...]:
    return tuple(sorted({claim for moment in moments for claim in moment.claims}))
