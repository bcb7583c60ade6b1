"""Calendar arithmetic: which days a time expression means, seen from a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from neraca.annotate.numbers import lex, read_number
from neraca.annotate.timegrammar import Expression, Grammar
from neraca.annotate.timespans import (
    apply_bound,
    days,
    month_after,
    month_span,
    unit_span,
    week_start,
    year_span,
    years_span,
)
from neraca.packs.language import TimePart, TimeUnit
from neraca.records import TimeSpan

_AHEAD_DAYS = 45
_FEW_AGO = (6, 2)


class View(NamedTuple):
    """From where an expression is seen.

    Attributes:
        day: The day it counts from; None in an undated article.
        anchors: Days and periods named shortly before it, in text order.
    """

    day: date | None
    anchors: tuple[TimeSpan, ...]
    grammar: Grammar


class UnreadableTimeError(Exception):
    """The words fit a form but name no time (*99/99/2024*)."""


def resolve(expression: Expression, view: View) -> TimeSpan | None:
    """The days an expression means, its bound applied; None when they cannot be known.

    Raises:
        UnreadableTimeError: It is no time expression after all.
    """
    try:
        span = _RESOLVERS[expression.rule.kind](expression, view)
    except (ValueError, OverflowError):
        return None
    ranged = any(name in expression.groups for name in ("day2", "month2", "year2"))
    bound = None if ranged and expression.bound == "from" else expression.bound  # from 2003 to 2009
    return None if span is None else apply_bound(span, bound)


def _need(day: date | None) -> date:
    if day is None:
        raise ValueError
    return day


def _part(expression: Expression, view: View) -> TimePart | None:
    words = expression.groups.get("part")
    return None if words is None else view.grammar.parts[words.lower()]


def _shift(expression: Expression, view: View, name: str = "shift") -> int | None:
    words = expression.groups.get(name)
    return None if words is None else view.grammar.shifts[words.lower()]


def _year(expression: Expression, view: View, name: str = "year") -> int | None:
    """The year that an expression names, if it does: *2024*, *24*, *tahun lalu*."""
    words = expression.groups.get(name)
    if words is not None:
        return int(words) + (2000 if len(words) == 2 else 0)
    shift = _shift(expression, view, "yearshift")
    return None if shift is None else _need(view.day).year + shift


def _month(expression: Expression, view: View, name: str = "month") -> int:
    return view.grammar.months[expression.groups[name].lower().rstrip(".")]


def _day_and_month(expression: Expression, view: View) -> tuple[int, int]:
    groups = expression.groups
    if "month" in groups:
        return int(groups["day"]), _month(expression, view)
    day, month = int(groups["day"]), int(groups["number"])
    if month > 12 >= day or (not view.grammar.day_first and day <= 12):
        day, month = month, day
    if not (1 <= month <= 12 and 1 <= day <= 31):
        raise UnreadableTimeError
    return day, month


def _date(expression: Expression, view: View) -> TimeSpan:
    day, month = _day_and_month(expression, view)
    year = _year(expression, view)
    shift = _shift(expression, view)
    if year is None and "year2" in expression.groups:
        year = int(expression.groups["year2"])
    first = date(year, month, day) if year is not None else _nearest_date(day, month, shift, expression, view)
    if "day2" not in expression.groups:
        return days(first, first)
    month2 = _month(expression, view, "month2") if "month2" in expression.groups else month
    year2 = _year(expression, view, "year2") if "year2" in expression.groups else first.year
    last = date(year2 or first.year, month2, int(expression.groups["day2"]))
    if last < first:
        raise UnreadableTimeError
    return days(first, last)


def _nearest_date(day: int, month: int, shift: int | None, expression: Expression, view: View) -> date:
    """The date without a year that lies nearest before the day, or nearest ahead where the wording says so."""
    seen = _need(view.day)
    this = date(seen.year, month, day)
    before = this if this <= seen else date(seen.year - 1, month, day)
    ahead = this if this >= seen else date(seen.year + 1, month, day)
    if shift == -1:
        return before
    if shift == 1 or expression.future:
        return ahead
    return ahead if (ahead - seen).days <= _AHEAD_DAYS < (seen - before).days else before


def _month_kind(expression: Expression, view: View) -> TimeSpan:
    month, year = _month(expression, view), _year(expression, view)
    part = _part(expression, view)
    if "month2" in expression.groups:
        return _month_range(expression, view, month, year)
    if year is None:
        year = _nearest_year(month, _shift(expression, view), expression, view)
    if "n" in expression.groups:
        last = date(year, month, 1)
        return TimeSpan(start=month_after(last, 1 - _number(expression, view)), end=month_after(last, 1))
    return month_span(year, month, part)


def _nearest_year(month: int, shift: int | None, expression: Expression, view: View) -> int:
    seen = _need(view.day)
    if shift is None and not expression.future:
        return seen.year if month <= seen.month else seen.year - 1
    if shift == -1:
        part = month_span(seen.year, month, _part(expression, view))
        return seen.year if part.end is not None and part.end <= seen else seen.year - 1
    if shift == 0:
        return seen.year
    after = month > seen.month if shift == 1 else month >= seen.month
    return seen.year if after else seen.year + 1


def _month_range(expression: Expression, view: View, month: int, year: int | None) -> TimeSpan:
    month2 = _month(expression, view, "month2")
    year2 = _year(expression, view, "year2") if "year2" in expression.groups else year
    if year2 is None:
        year2 = _nearest_year(month2, None, expression, view)
    if year is None:
        year = year2 if month <= month2 else year2 - 1
    if (year, month) > (year2, month2):
        raise UnreadableTimeError
    return TimeSpan(start=date(year, month, 1), end=month_after(date(year2, month2, 1), 1))


def _year_kind(expression: Expression, view: View) -> TimeSpan:
    if "decade" in expression.groups:
        decade = int(expression.groups["decade"])
        return years_span(decade if decade > 99 else 1900 + decade, 10, _part(expression, view))
    if "century" in expression.groups:
        return years_span(_century(expression, view), 100, _part(expression, view))
    year = int(expression.groups["year"])
    if "year2" not in expression.groups:
        return year_span(year, _part(expression, view))
    year2 = int(expression.groups["year2"])
    if year2 <= year:
        raise UnreadableTimeError
    return TimeSpan(start=date(year, 1, 1), end=date(year2 + 1, 1, 1))


def _century(expression: Expression, view: View) -> int:
    """The first year of the century an expression names: 1801 for *the 19th century*."""
    words = expression.groups["century"]
    return 100 * (int(words) if words.isdigit() else view.grammar.romans.get(words, 0)) - 99


def _period(expression: Expression, view: View) -> TimeSpan:
    seen, part = _need(view.day), _part(expression, view)
    shift = _shift(expression, view)
    if "weekend" in expression.groups:
        saturday = week_start(seen, shift or 0) + timedelta(days=5)
        if shift is None and saturday > seen and not expression.future:
            saturday -= timedelta(days=7)
        return days(saturday, saturday + timedelta(days=1))
    unit = view.grammar.units[expression.groups["unit"].lower()] if "unit" in expression.groups else "year"
    if shift is None:
        shift = _implied_shift(expression, unit, seen)
        part = part or ("late" if "unit" not in expression.groups else None)
    span = unit_span(unit, seen, shift, part)
    if "elapsed" in expression.groups:
        return TimeSpan(start=span.start, end=seen + timedelta(days=1))
    return TimeSpan(start=seen, end=span.end) if "remaining" in expression.groups else span


def _implied_shift(expression: Expression, unit: TimeUnit, seen: date) -> int:
    """*At the end of the year* means the last one where this one's is far off and nothing points ahead."""
    if expression.rule.sign or expression.future or expression.bound or unit != "year":
        return expression.rule.sign
    return -1 if seen.month <= 3 else 0


def _weekday(expression: Expression, view: View) -> TimeSpan:
    seen = _need(view.day)
    weekday = view.grammar.weekdays[expression.groups["weekday"].lower()]
    week_shift = _shift(expression, view, "weekshift")
    shift = _shift(expression, view)
    if week_shift is not None or shift == 0:
        day = week_start(seen, week_shift or 0) + timedelta(days=weekday)
    elif shift == 1 or (shift is None and expression.future):
        day = seen + timedelta(days=(weekday - seen.weekday() - 1) % 7 + 1)
    else:
        latest = seen - timedelta(days=1) if shift == -1 else seen
        day = latest - timedelta(days=(latest.weekday() - weekday) % 7)
    return days(day, day)


def _count(expression: Expression, view: View) -> tuple[int | None, TimeUnit]:
    """How many of which unit; None for a few."""
    groups, grammar = expression.groups, view.grammar
    if "single" in groups:
        return 1, grammar.singles.get(groups["single"].lower(), "day")
    if "hours" in groups:
        return (1 if groups["n"].lower() in grammar.few else -(-_number(expression, view) // 24)), "day"
    if "decades" in groups:
        return 10 * (_number(expression, view) if "n" in groups else 1), "year"
    unit = grammar.units[groups["unit"].lower()]
    words = groups.get("n", "").lower()
    if not words:
        return (1, unit) if expression.groups["unit"].lower() in _singular(grammar) else (None, unit)
    if words in grammar.few:
        return None, unit
    return _number(expression, view), unit


def _number(expression: Expression, view: View) -> int:
    """The whole number before a unit."""
    number = read_number(lex(expression.groups["n"].lower()), 0, view.grammar.numbers)
    if number is None or number.low % 1:
        raise UnreadableTimeError
    return int(number.low)


def _singular(grammar: Grammar) -> frozenset[str]:
    return frozenset(word.split()[-1] for word in grammar.singles)


def _ago(expression: Expression, view: View) -> TimeSpan:
    seen, sign = _need(view.day), expression.rule.sign
    if "hours" in expression.groups:
        few = expression.groups["n"].lower() in view.grammar.few
        return unit_span("day", seen, 0 if few else sign * (_number(expression, view) // 24))
    count, unit = _count(expression, view)
    if count is not None:
        return unit_span(unit, seen, sign * count)
    far, near = (unit_span(unit, seen, sign * few) for few in _FEW_AGO)
    first, last = (far, near) if sign < 0 else (near, far)
    return TimeSpan(start=first.start, end=last.end)


def _window(expression: Expression, view: View) -> TimeSpan:
    """A stretch that ends or begins on the day; months count from the first of the month."""
    seen, sign = _need(view.day), expression.rule.sign
    count, unit = _count(expression, view)
    count = view.grammar.few_count if count is None else count
    step = {"day": 1, "week": 7, "month": 1, "year": 12}[unit] * count
    if unit in ("day", "week"):
        other = seen + timedelta(days=sign * step)
        return days(min(seen, other), max(seen, other))
    if sign < 0:
        return days(month_after(seen, -step), seen)
    return TimeSpan(start=seen, end=month_after(seen, step + 1))


def _offset(expression: Expression, view: View) -> TimeSpan:
    day = _need(view.day) + timedelta(days=expression.rule.days)
    return days(day, day)


def _open(expression: Expression, view: View) -> TimeSpan:
    seen = _need(view.day)
    if expression.rule.sign < 0:
        return TimeSpan(start=None, end=seen + timedelta(days=1))
    return TimeSpan(start=seen, end=None)


def _anchored(expression: Expression, view: View) -> TimeSpan | None:
    """A distance from the nearest time named before that is no wider than the unit counted."""
    count, unit = _count(expression, view)
    widest = {"day": 1, "week": 7, "month": 31, "year": 366}[unit]
    for anchor in reversed(view.anchors):
        fits = anchor.start is not None and anchor.end is not None and (anchor.end - anchor.start).days <= widest
        if fits and anchor.start is not None and count is not None:
            return unit_span(unit, anchor.start, expression.rule.sign * count)
    return None


def _season(expression: Expression, view: View) -> TimeSpan:
    season = view.grammar.seasons[expression.groups["season"].lower()]
    year, shift = _year(expression, view), _shift(expression, view)
    month = season * 3
    if year is None:
        seen = _need(view.day)
        year = seen.year
        ahead = expression.future or expression.bound in ("before", "until") or shift == 1
        if ahead and month_after(date(year, month, 1), 3) <= seen:
            year += 1
        elif not ahead and (
            date(year, month, 1) > seen or (shift == -1 and month_after(date(year, month, 1), 3) > seen)
        ):
            year -= 1
    first = date(year, month, 1)
    return TimeSpan(start=first, end=month_after(first, 3))


def _fraction(expression: Expression, view: View) -> TimeSpan:
    groups, year = expression.groups, _year(expression, view)
    if year is None:
        shift = _shift(expression, view)
        year = _need(view.day).year + (shift or 0)
    if "n" in groups:
        months = _number(expression, view)
        if not 1 <= months <= 12:
            raise UnreadableTimeError
        first = date(year, 13 - months if "final" in groups else 1, 1)
        return TimeSpan(start=first, end=month_after(first, months))
    width = 3 if "quarter" in groups else 6
    index = view.grammar.ordinals[groups["quarter" if width == 3 else "half"].lower()]
    if index * width > 12:
        raise UnreadableTimeError
    first = date(year, (index - 1) * width + 1, 1)
    return TimeSpan(start=first, end=month_after(first, width))


_RESOLVERS: dict[str, Callable[[Expression, View], TimeSpan | None]] = {
    "date": _date,
    "month": _month_kind,
    "year": _year_kind,
    "weekday": _weekday,
    "period": _period,
    "ago": _ago,
    "window": _window,
    "offset": _offset,
    "open": _open,
    "anchored": _anchored,
    "season": _season,
    "fraction": _fraction,
}
