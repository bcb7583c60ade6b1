"""The timeline: the most important events, year by year down to the day, the stories, and what lies ahead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from neraca.publish.book import MARKS, Book
from neraca.publish.format import format_day, format_month, format_share, format_span
from neraca.publish.strip import Strip, draw_strip
from neraca.records import Bucket, Chronology, DueState, Event, Lane, Moment, Precision, TimeSpan

LANE = 720.0
# In units of the charts: a narrow screen gets one of its own, since letters would shrink with the other.
WIDTHS = (720.0, 340.0)
_TOP = 10
_TERMS = 4
_DAY = timedelta(days=1)
_STRONG = 2
# Wider marks would cover the others, and say less.
_THIN = 60.0
# A lane of one event says no more than the event's own line.
_FEWEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An event's line.

    Attributes:
        number: Its place among the most important ones; 0 for all others.
        when: Its time in words, "" where the heading says it.
        remark: What else is said of it: the window of something foreseen, the first report of what has no time.
        weight: Its importance in percent, and what it is made of.
        claims: Ids and numbers of its claims.
    """

    id: str
    mark: str
    status: str
    number: int
    when: str
    remark: str
    actors: str
    recipients: str
    act: str
    items: str
    negated: bool
    witnesses: str
    weight: str
    why: str
    claims: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """A year, month or day: its parts, and then what is not precise enough for one of them."""

    id: str
    label: str
    count: str
    size: int
    best: Line
    folds: tuple[Fold, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An event on a lane: a block where its time is close, a thin line where it is wide or open."""

    x: float
    width: float
    thin: bool
    mark: str
    event: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """A story: marks of its events on the scale of the lanes, in units of LANE, and their lines."""

    name: str
    number: int
    size: str
    marks: tuple[Mark, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Everything that the section shows; every event is in exactly one of `years`, `wide`, `ahead` and `undated`.

    Attributes:
        strips: The chart for a wide screen and for a narrow one.
        top: The most important events with a time, numbered, in order of time.
        wide: Those that fit into no year.
        ahead: By where their time lies.
        ticks: Years at their places on the lanes.
    """

    strips: tuple[Strip, ...]
    top: tuple[Line, ...]
    years: tuple[Fold, ...]
    wide: tuple[Line, ...]
    tracks: tuple[Track, ...]
    ticks: tuple[tuple[float, str], ...]
    ahead: tuple[tuple[str, tuple[Line, ...]], ...]
    undated: tuple[Line, ...]
    seen_from: str
    total: int


def lay_out_time(book: Book) -> Timeline:
    """The timeline of all events."""
    chronology = book.relations.chronology
    page = _Page(
        book,
        chronology,
        {event.id: event for event in book.account.events},
        {moment.event: moment for moment in chronology.moments},
    )
    top = sorted(chronology.past, key=lambda moment: moment.rank)[:_TOP]
    numbered = {moment.event: place for place, moment in enumerate(_in_time(top), start=1)}
    strips = tuple(
        draw_strip(
            chronology.months.buckets,
            page.moments,
            numbered=numbered,
            strong=frozenset(own for own, event in page.events.items() if event.witnesses >= _STRONG),
            words=book.words,
            width=width,
        )
        for width in WIDTHS
    )
    lanes = [lane for lane in chronology.lanes if len(lane.events) >= _FEWEST]
    first, last = _scale(strips[0], [page.moments[own].when for lane in lanes for own in lane.events])
    wide = [own for part in chronology.years.imprecise for own in part.events]
    return Timeline(
        strips=tuple(strip for strip in strips if strip is not None),
        top=tuple(_line(page, moment, number=numbered[moment.event]) for moment in _in_time(top)),
        years=tuple(_year(page, bucket) for bucket in chronology.years.buckets),
        wide=tuple(_line(page, moment) for moment in _in_time(page.moments[own] for own in wide)),
        tracks=tuple(_track(page, lane, first=first, last=last) for lane in lanes),
        ticks=tuple(
            (_place(date(year, 1, 1), first=first, last=last), str(year))
            for year in range(first.year + 1, last.year + 1)
        )
        if lanes
        else (),
        ahead=_ahead(page),
        undated=tuple(_line(page, moment) for moment in sorted(chronology.undated, key=lambda one: one.rank)),
        seen_from=format_day(chronology.seen_from, book.words) if chronology.seen_from else "",
        total=len(chronology.past) + len(chronology.ahead) + len(chronology.undated),
    )


@dataclass(frozen=True, slots=True)
class _Page:
    """What lines are made of: the book, its chronology, and both by event."""

    book: Book
    chronology: Chronology
    events: Mapping[str, Event]
    moments: Mapping[str, Moment]


def _line(page: _Page, moment: Moment, *, number: int = 0, short: bool = False) -> Line:
    book, event = page.book, page.events[moment.event]
    return Line(
        id=event.id,
        mark=MARKS[event.status],
        status=book.words.term("event-status", event.status),
        number=number,
        when="" if short else format_span(moment.window if moment.foreseen else moment.when, book.words),
        remark=_remark(page, moment, event=event),
        actors=book.parties(event.actors),
        recipients=book.parties(event.recipients),
        act=book.names.event(event.type),
        items=book.words.say("comma").join(book.names.item(item) for item in event.items),
        negated=event.negated,
        witnesses=book.words.count("witnesses", event.witnesses),
        weight=format_share(moment.importance.score, book.words),
        why=_why(page, moment),
        claims=tuple((own, book.numbers[own]) for own in event.claims),
    )


def _year(page: _Page, bucket: Bucket) -> Fold:
    start = _start(bucket)
    inside = [month for month in page.chronology.months.buckets if _lies_in(month.span, bucket.span)]
    folds = tuple(_month(page, month) for month in inside)
    return _fold(page, bucket, own_id=f"t-{start:%Y}", label=str(start.year), folds=folds, inside=inside)


def _month(page: _Page, bucket: Bucket) -> Fold:
    start, words = _start(bucket), page.book.words
    inside = [day for day in page.chronology.day_by_day.buckets if _lies_in(day.span, bucket.span)]
    folds = tuple(_fold(page, day, own_id=f"t-{_start(day)}", label=format_day(_start(day), words)) for day in inside)
    return _fold(page, bucket, own_id=f"t-{start:%Y-%m}", label=format_month(start, words), folds=folds, inside=inside)


def _start(bucket: Bucket) -> date:
    assert bucket.span.start is not None
    return bucket.span.start


def _fold(
    page: _Page, bucket: Bucket, *, own_id: str, label: str, folds: tuple[Fold, ...] = (), inside: Iterable[Bucket] = ()
) -> Fold:
    placed = {own for part in inside for own in part.events}
    rest = [page.moments[own] for own in bucket.events if own not in placed]
    short = all(moment.precision is Precision.DAY for moment in rest)
    return Fold(
        id=own_id,
        label=label,
        count=page.book.words.count("events", len(bucket.events)),
        size=len(bucket.events),
        best=_line(page, page.moments[bucket.events[0]]),
        folds=folds,
        lines=tuple(_line(page, moment, short=short) for moment in rest),
    )


def _name(book: Book, lane: Lane) -> str:
    """The title of the story's first text; without one its most telling words, days and numbers left out."""
    told = next((story.documents for story in book.background.stories if story.id == lane.story), ())
    titled = [book.documents[own] for own in told if own in book.documents and book.documents[own].title]
    if titled:
        return book.title(min(titled, key=lambda document: (document.day or date.max, document.label)))
    telling = [" ".join(term.split()) for term in lane.terms if any(map(str.isalpha, term))]
    return book.words.say("comma").join(telling[:_TERMS])


def _track(page: _Page, lane: Lane, *, first: date, last: date) -> Track:
    moments = [page.moments[own] for own in lane.events]
    return Track(
        name=_name(page.book, lane),
        number=lane.number,
        size=page.book.words.count("documents", lane.documents),
        marks=tuple(
            sorted(
                (_mark(page, moment, first=first, last=last) for moment in moments),
                key=lambda mark: (-mark.width, mark.x, mark.event),
            )
        ),
        lines=tuple(_line(page, moment) for moment in moments),
    )


def _mark(page: _Page, moment: Moment, *, first: date, last: date) -> Mark:
    event, words = page.events[moment.event], page.book.words
    x, width = _bar(moment.when, first=first, last=last)
    return Mark(
        x=x,
        width=width,
        thin=width > _THIN,
        mark=MARKS[event.status],
        event=event.id,
        title=f"{format_span(moment.when, words)}: {page.book.names.event(event.type)}",
    )


def _ahead(page: _Page) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    found: dict[DueState, list[Line]] = {}
    for moment in page.chronology.ahead:
        assert moment.due is not None
        found.setdefault(moment.due, []).append(_line(page, moment))
    return tuple((state.value, tuple(lines)) for state, lines in found.items())


def _remark(page: _Page, moment: Moment, *, event: Event) -> str:
    words = page.book.words
    if moment.foreseen:
        fates = dict.fromkeys(words.term("outlook-status", fate) for _, fate in moment.outlooks)
        return words.say("comma").join(fates) or words.term("stage", event.stage)
    if moment.when is not None:
        return ""
    documents = (page.book.documents[page.book.claims[own].document].day for own in event.claims)
    told = min((day for day in documents if day is not None), default=None)
    return words.say("first-reported", day=format_day(told, words)) if told else ""


def _why(page: _Page, moment: Moment) -> str:
    words, parts = page.book.words, moment.importance
    said = words.say(
        "importance-parts",
        witnesses=format_share(parts.witnesses, words),
        credibility=format_share(parts.credibility, words),
        days=format_share(parts.days, words),
        echo=format_share(parts.echo, words),
    )
    return f"{said}{words.say('importance-passing')}" if parts.passing else said


def _in_time(moments: Iterable[Moment]) -> list[Moment]:
    def key(moment: Moment) -> tuple[date, date, int]:
        start, end = (moment.when.start, moment.when.end) if moment.when else (None, None)
        return start or end or date.max, end or date.max, moment.rank

    return sorted(moments, key=key)


def _lies_in(inner: TimeSpan, outer: TimeSpan) -> bool:
    assert inner.start is not None and outer.start is not None
    return outer.start <= inner.start and (outer.end is None or inner.start < outer.end)


def _scale(strip: Strip | None, spans: Sequence[TimeSpan | None]) -> tuple[date, date]:
    """The months that the lanes cover: those of the chart, else all that the lanes name."""
    if strip is not None:
        return strip.start, strip.end
    days = [day for span in spans if span for day in (span.start, span.end) if day is not None]
    return (min(days), max(days)) if days else (date(2000, 1, 1), date(2001, 1, 1))


def _place(day: date, *, first: date, last: date) -> float:
    share = (day - first).days / max(1, (last - first).days)
    return round(LANE * min(1.0, max(0.0, share)), 1)


def _bar(span: TimeSpan | None, *, first: date, last: date) -> tuple[float, float]:
    """Place and width of a mark: as wide as its time, and wide enough to be seen."""
    start = 0.0 if span is None or span.start is None else _place(span.start, first=first, last=last)
    end = LANE if span is None or span.end is None else _place(span.end, first=first, last=last)
    width = max(7.0, round(end - start, 1))
    return min(start, LANE - width), width
