"""Events in the order of their time, each as wide as its time is uncertain; what is foreseen stands apart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from neraca.publish.book import MARKS, Book
from neraca.publish.events import section_of
from neraca.publish.format import format_month, format_span
from neraca.records import Event, TimeSpan

WIDTH = 240.0
_NARROWEST = 2.5
# One claim about 1953 must not press the other bars into a point: the scale keeps to these shares of the days.
_TRIM = 0.04


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """An event's line: its bar on the scale, in units of WIDTH; `open` is "", "start", "end" or "off"."""

    id: str
    mark: str
    status: str
    when: str
    x: float
    width: float
    open: str
    actors: str
    recipients: str
    act: str
    items: str
    negated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Moments by year (`""` when only an end is known), and those without a time; `ticks` are years at their places."""

    years: tuple[tuple[str, tuple[Moment, ...]], ...]
    foreseen: tuple[Moment, ...]
    undated: tuple[Moment, ...]
    first: str
    last: str
    ticks: tuple[tuple[float, str], ...]


def lay_out_time(book: Book) -> Timeline:
    """The timeline of all events."""
    dated = [event for event in book.account.events if _known(event.when)]
    first, last = _scale([event.when for event in dated if event.when is not None])
    past = [event for event in dated if section_of(event) != "foreseen"]
    years: dict[str, list[Moment]] = {}
    for event in sorted(past, key=_moment_key):
        years.setdefault(_year(event), []).append(_moment(event, book, first=first, last=last))
    ahead = sorted((event for event in dated if section_of(event) == "foreseen"), key=_moment_key)
    undated = [event for event in book.account.events if not _known(event.when)]
    future = ahead + [event for event in undated if section_of(event) == "foreseen"]
    return Timeline(
        years=tuple((year, tuple(moments)) for year, moments in years.items()),
        foreseen=tuple(_moment(event, book, first=first, last=last) for event in future),
        undated=tuple(
            _moment(event, book, first=first, last=last) for event in undated if section_of(event) != "foreseen"
        ),
        first=format_month(first, book.words),
        last=format_month(last - timedelta(days=1), book.words),
        ticks=tuple(
            (_place(date(year, 1, 1), first, last), str(year)) for year in range(first.year + 1, last.year + 1)
        ),
    )


def _known(span: TimeSpan | None) -> bool:
    return span is not None and (span.start or span.end) is not None


def _moment_key(event: Event) -> tuple[date, date, str]:
    span = event.when
    assert span is not None
    return span.start or span.end or date.min, span.end or date.max, event.id


def _year(event: Event) -> str:
    span = event.when
    assert span is not None
    known = span.start or (span.end - timedelta(days=1) if span.end else None)
    return str(known.year) if known else ""


def _scale(spans: list[TimeSpan]) -> tuple[date, date]:
    """The months that the scale covers: all but the outermost few of the days named."""
    days = sorted(day for span in spans for day in (span.start, span.end) if day is not None)
    if not days:
        return date(2000, 1, 1), date(2001, 1, 1)
    cut = int(len(days) * _TRIM)
    first, last = days[cut], days[-1 - cut]
    after = date(last.year + last.month // 12, last.month % 12 + 1, 1)
    return first.replace(day=1), after


def _place(day: date, first: date, last: date) -> float:
    return round(WIDTH * (day - first).days / max(1, (last - first).days), 1)


def _bar(span: TimeSpan | None, first: date, last: date) -> tuple[float, float, str]:
    if span is None or not _known(span):
        return 0.0, 0.0, "off"
    start = 0.0 if span.start is None else _place(span.start, first, last)
    end = WIDTH if span.end is None else _place(span.end, first, last)
    clear = "start" if span.start is None else "end" if span.end is None else ""
    if end < 0 or start > WIDTH:
        return (0.0 if end < 0 else WIDTH - _NARROWEST), _NARROWEST, "off"
    start, end = max(0.0, min(start, WIDTH - _NARROWEST)), min(end, WIDTH)
    return start, round(max(_NARROWEST, end - start), 1), clear


def _moment(event: Event, book: Book, *, first: date, last: date) -> Moment:
    x, width, clear = _bar(event.when, first, last)
    return Moment(
        id=event.id,
        mark=MARKS[event.status],
        status=book.words.term("event-status", event.status),
        when=format_span(event.when, book.words),
        x=x,
        width=width,
        open=clear,
        actors=book.parties(event.actors),
        recipients=book.parties(event.recipients),
        act=book.names.event(event.type),
        items=book.words.say("comma").join(book.names.item(item) for item in event.items),
        negated=event.negated,
    )
