"""The strip chart over the timeline: how many events each month holds, and where the most important ones lie."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from neraca.packs.words import Words
from neraca.publish.format import format_month
from neraca.records import Bucket

HEIGHT = 64.0
# Room above the bars for the numbers of the most important events.
PIN = 21.0
# One event of 1999 must not press the other months into a point: the chart keeps to these shares of the events.
_TRIM = 0.04
# Months would be too thin to see beyond this; then a bar is a year.
_MOST_MONTHS = 96
_TICK_ROOM = 40.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """How many events a month holds, how many of them have two witnesses or more, and those of the numbered list."""

    start: date
    events: int
    strong: int
    numbered: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A month or year: heights of all its events and of those with two witnesses or more, in units of HEIGHT."""

    x: float
    width: float
    height: float
    strong: float
    target: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """The number of an event of the list of the most important, above its month's bar, which ends at `foot`."""

    x: float
    y: float
    foot: float
    number: int
    event: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """The chart; `outside` counts events with a known month that lie beyond its ends, `top` is its upper edge."""

    width: float
    bars: tuple[Bar, ...]
    pins: tuple[Pin, ...]
    ticks: tuple[tuple[float, str], ...]
    top: float
    start: date
    end: date
    first: str
    last: str
    yearly: bool
    outside: int


@dataclass(frozen=True, slots=True)
class _Scale:
    """First and last month shown, and whether a bar is a year."""

    first: date
    last: date
    yearly: bool
    width: float

    @property
    def count(self) -> int:
        return self.place(self.last) + 1

    @property
    def step(self) -> float:
        return self.width / self.count

    def place(self, day: date) -> int:
        """Which bar a day belongs to, from 0."""
        years = day.year - self.first.year
        return years if self.yearly else years * 12 + day.month - self.first.month


def count_months(
    buckets: Iterable[Bucket], *, numbered: Container[str], strong: Callable[[str], bool]
) -> tuple[Month, ...]:
    """What the chart says of each month, in order of time.

    Args:
        buckets: Months of what is told as done.
        numbered: The most important events.
        strong: Whether an event has two independent witnesses or more.
    """
    return tuple(
        Month(
            start=bucket.span.start,
            events=len(bucket.events),
            strong=sum(map(strong, bucket.events)),
            numbered=tuple(own for own in bucket.events if own in numbered),
        )
        for bucket in buckets
        if bucket.span.start is not None
    )


def draw_strip(months: Sequence[Month], *, numbered: Mapping[str, int], words: Words, width: float) -> Strip | None:
    """The chart of events by month, or by year where they lie far apart; None where no month is known.

    Bars stand on y = 0; up is negative.

    Args:
        months: In order of time.
        numbered: The most important events and their numbers in the list.
        words: For names of months.
        width: In units of which a letter is some twelve high.
    """
    if not months:
        return None
    scale = _scale_of(months, width)
    groups: dict[int, list[Month]] = {}
    for month in months:
        groups.setdefault(scale.place(month.start), []).append(month)
    shown = {place: groups[place] for place in sorted(groups) if 0 <= place < scale.count}
    highest = max(map(_size, shown.values()))
    bars = tuple(_bar(held, place, scale=scale, highest=highest, words=words) for place, held in shown.items())
    heights = dict(zip(shown, (bar.height for bar in bars), strict=True))
    pins = _pins(
        sorted(
            (numbered[own], place, own) for place, held in shown.items() for month in held for own in month.numbered
        ),
        heights,
        step=scale.step,
    )
    top = min([-HEIGHT, *(pin.y - PIN / 2 for pin in pins)])
    return Strip(
        width=width,
        bars=bars,
        pins=pins,
        ticks=_ticks(scale),
        top=round(top, 1),
        start=scale.first,
        end=_next_month(scale.last),
        first=format_month(scale.first, words),
        last=format_month(scale.last, words),
        yearly=scale.yearly,
        outside=sum(_size(held) for place, held in groups.items() if place not in shown),
    )


def _size(months: Iterable[Month]) -> int:
    return sum(month.events for month in months)


def _scale_of(months: Sequence[Month], width: float) -> _Scale:
    """From the first to the last month shown: all but the outermost few events lie between."""
    cut = int(_size(months) * _TRIM)
    first, last = _past(months, cut), _past(months[::-1], cut)
    yearly = (last.year - first.year) * 12 + last.month - first.month >= _MOST_MONTHS
    return _Scale(first, last, yearly, width)


def _past(months: Iterable[Month], events: int) -> date:
    """The first month, in their order, up to which more events lie than so many."""
    seen, at = 0, date.min
    for month in months:
        seen, at = seen + month.events, month.start
        if seen > events:
            break
    return at


def _bar(months: Sequence[Month], place: int, *, scale: _Scale, highest: int, words: Words) -> Bar:
    start, events = months[0].start, _size(months)
    label = str(start.year) if scale.yearly else format_month(start, words)
    return Bar(
        x=round((place + 0.1) * scale.step, 1),
        width=round(0.8 * scale.step, 1),
        height=round(HEIGHT * events / highest, 1),
        strong=round(HEIGHT * sum(month.strong for month in months) / highest, 1),
        target=f"t-{start.isoformat()[:4]}" if scale.yearly else f"t-{start.isoformat()[:7]}",
        title=f"{label}: {words.count('events', events)}",
    )


def _pins(listed: Iterable[tuple[int, int, str]], heights: Mapping[int, float], *, step: float) -> tuple[Pin, ...]:
    """Numbers above their bars, each as low as those before it leave room, and inside the chart at its ends."""
    placed: list[Pin] = []
    right = step * (max(heights, default=0) + 1)
    for number, place, event in listed:
        x = min(max((place + 0.5) * step, PIN / 2), max(right - PIN / 2, PIN / 2))
        y = -heights[place] - PIN / 2
        for other in sorted(placed, key=lambda pin: -pin.y):
            if abs(other.x - x) < PIN and abs(other.y - y) < PIN:
                y = other.y - PIN
        placed.append(Pin(x=round(x, 1), y=round(y, 1), foot=-heights[place], number=number, event=event))
    return tuple(placed)


def _next_month(day: date) -> date:
    return date.max if (day.year, day.month) == (9999, 12) else date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _ticks(scale: _Scale) -> tuple[tuple[float, str], ...]:
    """Where years begin, and their names; where they would touch only some of them."""
    years = range(scale.first.year + (scale.first.month > 1 and not scale.yearly), scale.last.year + 1)
    every = max(1, -(-int(_TICK_ROOM) // max(1, int(scale.step * (1 if scale.yearly else 12)))))
    return tuple(
        (round(scale.place(date(year, 1, 1)) * scale.step, 1), str(year)) for year in years if year % every == 0
    )
