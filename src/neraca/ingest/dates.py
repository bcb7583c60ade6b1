"""Dates as news pages write them: words of a day, and perhaps a minute and its zone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from neraca.packs.ingest import IngestPack
from neraca.records import Span

_YEARS = range(1900, 2101)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """How an outlet writes dates.

    Attributes:
        order: `dmy` or `mdy` for numbers such as 3/4/2025; "" where unknown, then these are no date
            unless a weekday or a number above 12 settles it.
        zone: IANA zone of its clock, "" where unknown: then a time without a zone is left out.
    """

    order: str = ""
    zone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A date found in a text.

    Attributes:
        span: All its words: weekday, brackets, time and zone included.
        value: ISO 8601, a day or a minute with its offset.
        weekday: A weekday stands with it.
        true_weekday: It does, and is the one of that day.
        bracketed: The day stands in round brackets behind the weekday (*Sabtu (22/3/2025)*).
        timed: A time of day stands with it.
    """

    span: Span
    value: str
    weekday: bool
    true_weekday: bool
    bracketed: bool
    timed: bool

    @property
    def day(self) -> date:
        """The day alone."""
        return date.fromisoformat(self.value[:10])


def find_dates(text: str, pack: IngestPack, *, calendar: Calendar, within: Span | None = None) -> tuple[Dated, ...]:
    """Full dates (day, month and year) in a text, in order.

    Args:
        text: The text; spans count its code points.
        pack: Names of months, weekdays and zones.
        calendar: How numbers are ordered, and the zone of a time that names none.
        within: Where to look; everywhere by default.
    """
    start, end = (0, len(text)) if within is None else (within.start, within.end)
    found = []
    for match in _pattern(pack).finditer(text, start, end):
        dated = _dated(match, pack, calendar=calendar)
        if dated is not None:
            found.append(dated)
    return tuple(found)


def read_moment(words: str, pack: IngestPack, *, calendar: Calendar) -> str | None:
    """The ISO 8601 value of a field that holds a date and nothing else of weight; None when unreadable.

    ISO 8601 and RFC 2822 are read with their offset. A day that an instant in UTC falls on is the
    day in the calendar's zone where that is known.
    """
    words = words.strip()
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}|\d{8}", words):
            return date.fromisoformat(words).isoformat()
        moment = datetime.fromisoformat(words)
    except ValueError:
        found = find_dates(words, pack, calendar=calendar)
        return found[0].value if found else None
    return _value(moment.date(), moment.timetz(), calendar=calendar) if moment.year in _YEARS else None


def read_epoch(seconds: float, *, calendar: Calendar) -> str | None:
    """The ISO 8601 value of Unix seconds or milliseconds; None outside 1970 to 2100."""
    if seconds > 1e11:
        seconds /= 1000
    if not 0 < seconds < 4.1e9:
        return None
    moment = datetime.fromtimestamp(int(seconds), tz=UTC)
    return _value(moment.date(), moment.timetz(), calendar=calendar)


def _value(day: date, clock: time | None, *, calendar: Calendar) -> str:
    if clock is None:
        return day.isoformat()
    moment = datetime.combine(day, clock)
    if moment.tzinfo is None:
        if not calendar.zone:
            return day.isoformat()
        moment = moment.replace(tzinfo=ZoneInfo(calendar.zone))
    elif calendar.zone and moment.utcoffset() == timedelta(0) and 1900 < moment.year < 2100:
        moment = moment.astimezone(ZoneInfo(calendar.zone))
    offset = moment.utcoffset() or timedelta(0)
    # Zones of the nineteenth century have odd seconds, which ISO 8601 cannot write.
    whole = timezone(timedelta(minutes=round(offset.total_seconds() / 60)))
    return moment.replace(tzinfo=whole, second=0, microsecond=0).isoformat(timespec="minutes")


def _dated(match: re.Match[str], pack: IngestPack, *, calendar: Calendar) -> Dated | None:
    days, months = _days(pack), _months(pack)
    weekday = days.get((match["weekday"] or "").casefold())
    day = _day(match, months, weekday=weekday, order=calendar.order)
    if day is None:
        return None
    start, end = match.span()
    bracketed = match["open"] is not None
    if bracketed and match["close"] is None:
        start = match.start("date")
        bracketed = False
    elif not bracketed and match["close"] is not None:
        # The bracket belongs to the sentence around it, and so does what follows.
        return Dated(
            span=Span(start=start, end=match.start("close")),
            value=day.isoformat(),
            weekday=weekday is not None,
            true_weekday=weekday == day.weekday(),
            bracketed=False,
            timed=False,
        )
    clock = _clock(match, pack)
    return Dated(
        span=Span(start=start, end=end),
        value=_value(day, clock, calendar=calendar),
        weekday=weekday is not None,
        true_weekday=weekday == day.weekday(),
        bracketed=bracketed and weekday is not None,
        timed=clock is not None,
    )


def _day(match: re.Match[str], months: dict[str, int], *, weekday: int | None, order: str) -> date | None:
    if match["y1"]:
        return _date(match["y1"], months[match["m1"].casefold()], match["d1"])
    if match["y2"]:
        return _date(match["y2"], months[match["m2"].casefold()], match["d2"])
    if match["y3"]:
        return _date(match["y3"], int(match["m3"]), match["d3"])
    first, second = match["n1"], match["n2"]
    readings = {"dmy": _date(match["y4"], int(second), first), "mdy": _date(match["y4"], int(first), second)}
    possible = {name: day for name, day in readings.items() if day is not None}
    if len(set(possible.values())) == 1:
        return next(iter(possible.values()))
    fitting = [day for day in possible.values() if day.weekday() == weekday]
    return fitting[0] if len(fitting) == 1 else possible.get(order)


def _date(year: str, month: int, day: str) -> date | None:
    try:
        return date(int(year), month, int(day)) if int(year) in _YEARS else None
    except ValueError:
        return None


def _clock(match: re.Match[str], pack: IngestPack) -> time | None:
    late = "" if match["hour"] else "0"
    if not match["hour" + late]:
        return None
    hour, minute = int(match["hour" + late]), int(match["minute" + late] or 0)
    half = (match["half" + late] or "").casefold()[:1]
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:
        return None
    return time(hour, minute, tzinfo=_zone(match["zone" + late] or "", pack))


def _zone(words: str, pack: IngestPack) -> tzinfo | None:
    name = words.strip(" ()")
    shift = re.search(r"([+-])(\d{1,2}):?(\d{2})?$", name)
    if shift is not None:
        minutes = int(shift[2]) * 60 + int(shift[3] or 0)
        return timezone(timedelta(minutes=minutes if shift[1] == "+" else -minutes)) if minutes <= 14 * 60 else None
    key = pack.zones.get(name.upper())
    return ZoneInfo(key) if key else None


@lru_cache(maxsize=4)
def _months(pack: IngestPack) -> dict[str, int]:
    return {name: number for words in pack.languages for name, number in words.months.items()}


@lru_cache(maxsize=4)
def _days(pack: IngestPack) -> dict[str, int]:
    return {name: number for words in pack.languages for name, number in words.weekdays.items()}


def one_of(words: Iterable[str]) -> str:
    """A regular expression for any of these words, longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


@lru_cache(maxsize=4)
def _pattern(pack: IngestPack) -> re.Pattern[str]:
    month = f"(?:{one_of(_months(pack))})"
    weekday = f"(?:{one_of(_days(pack))})"
    before = one_of({word for words in pack.languages for word in words.clock["before"]})
    shift = r"(?:(?:GMT|UTC)\s?)?[+-]\d{1,2}:?(?:\d{2})?"
    # Zones are written in capitals: "WIT" in lower case may be any word.
    zone = rf"\(?(?-i:{shift}|(?:{one_of(pack.zones)})\b)\)?"
    clock = (
        r"(?:(?P<hour{0}>[01]?\d|2[0-4])[:.](?P<minute{0}>[0-5]\d)(?:[:.]\d{{2}}(?:[.,]\d+)?)?"
        r"(?:\s?(?P<half{0}>[ap]\.?m\b\.?))?(?:\s?(?P<zone{0}>{1}))?)"
    )
    ordinal = r"(?:st|nd|rd|th)?"
    dates = (
        rf"(?P<d1>\d{{1,2}}){ordinal}(?:\s+|[-./]\s?|,\s?)(?:of\s+)?(?P<m1>{month})\b\.?(?:,?\s+|[-/]|,)(?P<y1>\d{{4}})"
        rf"|(?P<m2>{month})\b\.?\s+(?P<d2>\d{{1,2}}){ordinal},?\s+(?P<y2>\d{{4}})"
        r"|(?P<y3>\d{4})(?:(?P<sep3>[-/.])(?P<m3>\d{1,2})(?P=sep3)(?P<d3>\d{1,2}))"
        r"|(?P<n1>\d{1,2})(?P<sep4>[-/.])(?P<n2>\d{1,2})(?P=sep4)(?P<y4>\d{4})"
    )
    early = clock.format("0", zone)
    after = clock.format("", zone)
    return re.compile(
        rf"(?<![\w/.:-])(?:{early}\s*[,|/–—-]?\s*(?:on\s+|pada\s+)?)?"
        rf"(?:(?P<weekday>{weekday})\b\.?\s*[,/|]?\s*(?P<open>\()?)?"
        rf"(?<!\d)(?P<date>{dates})(?![\d/]|-\d)(?P<close>\))?"
        rf"(?:(?:\s*[|,;•·–—-]\s*|\s+|T)(?:(?:{before})\.?\s*)?{after}(?![\w%]))?",
        re.IGNORECASE,
    )
