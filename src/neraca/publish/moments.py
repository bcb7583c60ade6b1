"""Events' lines on a timeline, the marks of a story on its lane, and the chart over both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from neraca.packs.words import Words
from neraca.publish.book import MARKS, Book
from neraca.publish.format import format_day, format_share, format_span
from neraca.publish.strip import Strip, count_months, draw_strip
from neraca.records import Bucket, Event, Lane, Moment, TimeSpan

LANE = 720.0
# In units of the charts: a narrow screen gets one of its own, since letters would shrink with the other.
WIDTHS = (720.0, 340.0)
STRONG = 2
_TERMS = 4
# Wider marks would cover the others, and say less.
_THIN = 60.0


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

    story: str
    name: str
    number: int
    size: str
    marks: tuple[Mark, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeBook:
    """What lines and marks are made of: a book that holds the claims of the lines, events and moments by event."""

    book: Book
    events: Mapping[str, Event]
    moments: Mapping[str, Moment]


def lay_out_line(page: TimeBook, moment: Moment, *, number: int = 0, short: bool = False) -> Line:
    """An event's line.

    Args:
        page: Its book holds the event's claims and their documents.
        moment: The event's.
        number: Its place among the most important ones.
        short: Without its time, where a heading says it.
    """
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


def _name(book: Book, lane: Lane) -> str:
    """The title of the story's first text; without one its most telling words, days and numbers left out."""
    told = next((story.documents for story in book.background.stories if story.id == lane.story), ())
    titled = [book.documents[own] for own in told if own in book.documents and book.documents[own].title]
    if titled:
        return book.title(min(titled, key=lambda document: (document.day or date.max, document.label)))
    telling = [" ".join(term.split()) for term in lane.terms if any(map(str.isalpha, term))]
    return book.words.say("comma").join(telling[:_TERMS])


def lay_out_track(page: TimeBook, lane: Lane, *, first: date, last: date, listed: bool = True) -> Track:
    """A story between two days.

    Args:
        page: Its book holds the claims of the story's events, where these are listed.
        lane: The story, with the events that are marked.
        first: Where the lane begins.
        last: Where it ends.
        listed: With the events' lines.
    """
    moments = [page.moments[own] for own in lane.events]
    return Track(
        story=lane.story,
        name=_name(page.book, lane),
        number=lane.number,
        size=page.book.words.count("documents", lane.documents),
        marks=tuple(
            sorted(
                (_mark(page, moment, first=first, last=last) for moment in moments),
                key=lambda mark: (-mark.width, mark.x, mark.event),
            )
        ),
        lines=tuple(lay_out_line(page, moment) for moment in moments) if listed else (),
    )


def _mark(page: TimeBook, moment: Moment, *, first: date, last: date) -> Mark:
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


def _remark(page: TimeBook, moment: Moment, *, event: Event) -> str:
    words = page.book.words
    if moment.foreseen:
        fates = dict.fromkeys(words.term("outlook-status", fate) for _, fate in moment.outlooks)
        return words.say("comma").join(fates) or words.term("stage", event.stage)
    if moment.when is not None:
        return ""
    documents = (page.book.documents[page.book.claims[own].document].day for own in event.claims)
    told = min((day for day in documents if day is not None), default=None)
    return words.say("first-reported", day=format_day(told, words)) if told else ""


def _why(page: TimeBook, moment: Moment) -> str:
    words, parts = page.book.words, moment.importance
    said = words.say(
        "importance-parts",
        witnesses=format_share(parts.witnesses, words),
        credibility=format_share(parts.credibility, words),
        days=format_share(parts.days, words),
        echo=format_share(parts.echo, words),
    )
    return f"{said}{words.say('importance-passing')}" if parts.passing else said


def in_time(moments: Iterable[Moment]) -> list[Moment]:
    """Moments by first day, then last day, then importance; what has no first day stands at its last."""

    def key(moment: Moment) -> tuple[date, date, int]:
        start, end = (moment.when.start, moment.when.end) if moment.when else (None, None)
        return start or end or date.max, end or date.max, moment.rank

    return sorted(moments, key=key)


def draw_strips(
    buckets: Sequence[Bucket], *, numbered: Mapping[str, int], strong: Callable[[str], bool], words: Words
) -> tuple[Strip, ...]:
    """The chart for a wide screen and for a narrow one; none where no month is known. Arguments as `count_months`."""
    months = count_months(buckets, numbered=numbered, strong=strong)
    drawn = (draw_strip(months, numbered=numbered, words=words, width=width) for width in WIDTHS)
    return tuple(strip for strip in drawn if strip is not None)


def year_ticks(*, first: date, last: date) -> tuple[tuple[float, str], ...]:
    """Where years begin on lanes that cover these months, and their names."""
    years = range(first.year + 1, last.year + 1)
    return tuple((place_on_lane(date(year, 1, 1), first=first, last=last), str(year)) for year in years)


def span_lanes(strip: Strip | None, spans: Sequence[TimeSpan | None]) -> tuple[date, date]:
    """The months that the lanes cover: those of the chart, else all that the lanes name."""
    if strip is not None:
        return strip.start, strip.end
    days = [day for span in spans if span for day in (span.start, span.end) if day is not None]
    return (min(days), max(days)) if days else (date(2000, 1, 1), date(2001, 1, 1))


def place_on_lane(day: date, *, first: date, last: date) -> float:
    """Where a day lies on a lane, in units of LANE; days outside stand at its ends."""
    share = (day - first).days / max(1, (last - first).days)
    return round(LANE * min(1.0, max(0.0, share)), 1)


def _bar(span: TimeSpan | None, *, first: date, last: date) -> tuple[float, float]:
    """Place and width of a mark: as wide as its time, and wide enough to be seen."""
    start = 0.0 if span is None or span.start is None else place_on_lane(span.start, first=first, last=last)
    end = LANE if span is None or span.end is None else place_on_lane(span.end, first=first, last=last)
    width = max(7.0, round(end - start, 1))
    return min(start, LANE - width), width
