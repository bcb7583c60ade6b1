"""The timeline: the most important events, year by year down to the day, the stories, and what lies ahead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from neraca.publish.book import Book
from neraca.publish.format import format_day, format_month
from neraca.publish.moments import (
    STRONG,
    Line,
    TimeBook,
    Track,
    draw_strips,
    in_time,
    lay_out_line,
    lay_out_track,
    span_lanes,
    year_ticks,
)
from neraca.publish.strip import Strip
from neraca.records import Bucket, DueState, Precision, TimeSpan

TOP = 10
# A lane of one event says no more than the event's own line.
FEWEST = 2


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
    page = TimeBook(
        book=book,
        events={event.id: event for event in book.account.events},
        moments={moment.event: moment for moment in chronology.moments},
    )
    top = sorted(chronology.past, key=lambda moment: moment.rank)[:TOP]
    numbered = {moment.event: place for place, moment in enumerate(in_time(top), start=1)}
    strips = draw_strips(
        chronology.months.buckets,
        numbered=numbered,
        strong=lambda own: page.events[own].witnesses >= STRONG,
        words=book.words,
    )
    lanes = [lane for lane in chronology.lanes if len(lane.events) >= FEWEST]
    first, last = span_lanes(
        strips[0] if strips else None, [page.moments[own].when for lane in lanes for own in lane.events]
    )
    wide = [own for part in chronology.years.imprecise for own in part.events]
    return Timeline(
        strips=strips,
        top=tuple(lay_out_line(page, moment, number=numbered[moment.event]) for moment in in_time(top)),
        years=tuple(_year(page, bucket) for bucket in chronology.years.buckets),
        wide=tuple(lay_out_line(page, moment) for moment in in_time(page.moments[own] for own in wide)),
        tracks=tuple(lay_out_track(page, lane, first=first, last=last) for lane in lanes),
        ticks=year_ticks(first=first, last=last) if lanes else (),
        ahead=_ahead(page),
        undated=tuple(lay_out_line(page, moment) for moment in sorted(chronology.undated, key=lambda one: one.rank)),
        seen_from=format_day(chronology.seen_from, book.words) if chronology.seen_from else "",
        total=len(chronology.past) + len(chronology.ahead) + len(chronology.undated),
    )


def _year(page: TimeBook, bucket: Bucket) -> Fold:
    start = _start(bucket)
    inside = [month for month in page.book.relations.chronology.months.buckets if _lies_in(month.span, bucket.span)]
    folds = tuple(_month(page, month) for month in inside)
    return _fold(page, bucket, own_id=f"t-{start.isoformat()[:4]}", label=str(start.year), folds=folds, inside=inside)


def _month(page: TimeBook, bucket: Bucket) -> Fold:
    start, words = _start(bucket), page.book.words
    inside = [day for day in page.book.relations.chronology.day_by_day.buckets if _lies_in(day.span, bucket.span)]
    folds = tuple(_fold(page, day, own_id=f"t-{_start(day)}", label=format_day(_start(day), words)) for day in inside)
    return _fold(
        page, bucket, own_id=f"t-{start.isoformat()[:7]}", label=format_month(start, words), folds=folds, inside=inside
    )


def _start(bucket: Bucket) -> date:
    assert bucket.span.start is not None
    return bucket.span.start


def _fold(
    page: TimeBook,
    bucket: Bucket,
    *,
    own_id: str,
    label: str,
    folds: tuple[Fold, ...] = (),
    inside: Iterable[Bucket] = (),
) -> Fold:
    placed = {own for part in inside for own in part.events}
    rest = [page.moments[own] for own in bucket.events if own not in placed]
    short = all(moment.precision is Precision.DAY for moment in rest)
    return Fold(
        id=own_id,
        label=label,
        count=page.book.words.count("events", len(bucket.events)),
        size=len(bucket.events),
        best=lay_out_line(page, page.moments[bucket.events[0]]),
        folds=folds,
        lines=tuple(lay_out_line(page, moment, short=short) for moment in rest),
    )


def _ahead(page: TimeBook) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    found: dict[DueState, list[Line]] = {}
    for moment in page.book.relations.chronology.ahead:
        assert moment.due is not None
        found.setdefault(moment.due, []).append(lay_out_line(page, moment))
    return tuple((state.value, tuple(lines)) for state, lines in found.items())


def _lies_in(inner: TimeSpan, outer: TimeSpan) -> bool:
    assert inner.start is not None and outer.start is not None
    return outer.start <= inner.start and (outer.end is None or inner.start < outer.end)
