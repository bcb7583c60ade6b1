"""The timeline: the whole time at a glance, then one year, month or day of it, the stories, and what lies ahead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from heapq import nsmallest
from itertools import groupby
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from neraca.publish.book import Book
from neraca.publish.format import format_day, format_month
from neraca.publish.moments import (
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
from neraca.publish.timeline import FEWEST, TOP
from neraca.records import Bucket, Lane, Level, Moment, TimeSpan
from neraca.web.rows import cut, turn
from neraca.web.timescale import (
    DUE,
    FILTERS,
    TimeView,
    first_day,
    label_period,
    left_over,
    list_ahead,
    list_beside,
    read_filters,
    read_zoom,
)
from neraca.web.visit import open_visit

_EMPTY = ("strips", "top", "periods", "tracks", "ticks", "ahead", "groups", "crumbs")
_MOST_CHOICES = 60
_FEW = 4
_LANES = 12
# More marks would cover each other on a lane.
_MARKED = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A year or month in a list; `strong` of its `size` events have two independent witnesses or more."""

    label: str
    address: str
    size: int
    strong: int
    best: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Lines under one heading; "" where none is needed."""

    head: str
    address: str
    lines: tuple[Line, ...]


def timeline(request: Request) -> Response:
    """The whole time, a year, a month, a day, or one of the lists beside them."""
    visit = open_visit(request)
    time = read_filters(visit)
    listed = _listed(time)
    if listed is not None:
        return _list_page(time, *listed)
    chosen = read_zoom(visit)
    if chosen is None:
        return _whole_page(time)
    level, span = chosen
    return _year_page(time, span) if level is Level.YEAR else _near_page(time, level, span)


def _whole_page(time: TimeView) -> Response:
    """All of it: the chart, the most important events, the years, the stories, what lies ahead."""
    visit, chronology = time.visit, time.chronology
    past = chronology.past if time.kept is None else [one for one in chronology.past if one.event in time.kept]
    top = nsmallest(TOP, past, key=lambda one: one.rank)
    years = time.buckets(chronology.years)
    ahead = list_ahead(time)
    few = [one for _, listed in ahead for one in listed[:_FEW]]
    page = time.open([*(one.event for one in top), *(year.events[0] for year in years), *few])
    numbered, lines = _number(page, top)
    strips = _strips(time, numbered)
    wide, undated = list_beside(time)
    return _page(
        time,
        strips=strips,
        top=lines,
        periods=_periods(time, page, years[::-1], level=Level.YEAR),
        **_lanes(time, page, strips),
        ahead=[
            (state, len(listed), [lay_out_line(page, time.moments[one]) for one in listed[:_FEW]])
            for state, listed in ahead
        ],
        wide=len(wide),
        undated=len(undated),
        total=len(past) + len(undated) + sum(len(listed) for _, listed in ahead),
        seen_from=format_day(chronology.seen_from, visit.words) if chronology.seen_from else "",
    )


def _year_page(time: TimeView, span: TimeSpan) -> Response:
    """A year: the most important events, the months, and what has no certain month."""
    chronology = time.chronology
    years = time.buckets(chronology.years)
    year = next((one for one in years if one.span == span), None)
    months = time.buckets(chronology.months, span)
    own = year.events if year is not None else ()
    vague = left_over(own, months)
    shown, leaf = turn(vague, time.visit.number("page"))
    top = [time.moments[one] for one in own[:TOP]]
    page = time.open([*own[:TOP], *(month.events[0] for month in months), *shown])
    numbered, lines = _number(page, top)
    return _page(
        time,
        strips=_strips(time, numbered),
        top=lines,
        periods=_periods(time, page, months, level=Level.MONTH),
        groups=_groups(time, page, [(time.visit.words.say("timeline-vague-year"), "", shown)]),
        leaf=leaf,
        total=len(own),
        **_around(time, Level.YEAR, span, years),
    )


def _near_page(time: TimeView, level: Level, span: TimeSpan) -> Response:
    """A month day by day, then what has no certain day; or a day."""
    visit, chronology = time.visit, time.chronology
    zoom = chronology.months if level is Level.MONTH else chronology.day_by_day
    periods = time.buckets(zoom)
    own = next((one.events for one in periods if one.span == span), ())
    days = time.buckets(chronology.day_by_day, span)
    heads = {one: (label_period(day.span, Level.DAY, visit), first_day(day)) for day in days for one in day.events}
    vague = (visit.words.say("timeline-vague-month"), "")
    placed = [one for day in days for one in day.events]
    shown, leaf = turn([*placed, *left_over(own, days)], visit.number("page"))
    page = time.open(shown)
    grouped = [(*head, tuple(held)) for head, held in groupby(shown, key=lambda one: heads.get(one, vague))]
    return _page(
        time,
        strips=_strips(time, {}),
        groups=_groups(time, page, grouped if level is Level.MONTH else [("", "", shown)]),
        leaf=leaf,
        total=len(own),
        **_around(time, level, span, periods),
    )


def _listed(time: TimeView) -> tuple[str, Sequence[str]] | None:
    """Heading and events of a list that the address asks for beside the periods; None where it asks for none.

    Raises:
        HTTPException: 404, when there is no such story.
    """
    words, due, story = time.visit.words, time.visit.query("due"), time.visit.query("story")
    if due in DUE:
        return words.say(f"due.{due}"), dict(list_ahead(time)).get(due, ())
    if story:
        lane = next((one for one in time.chronology.lanes if one.story == story), None)
        if lane is None:
            raise HTTPException(404)
        return _lane_book(time, [lane]).name(lane), time.held(lane.events)
    wide, undated = list_beside(time)
    kinds = {"wide": wide, "undated": undated}
    part = time.visit.query("part")
    return (words.say(f"timeline-{part}"), kinds[part]) if part in kinds else None


def _list_page(time: TimeView, head: str, events: Sequence[str]) -> Response:
    """One list of events, a page of it."""
    shown, leaf = turn(events, time.visit.number("page"))
    page = time.open(shown)
    groups = _groups(time, page, [("", "", shown)])
    crumbs = ((time.visit.words.say("web.time.whole"), time.address()),)
    return _page(time, groups=groups, leaf=leaf, total=len(events), head=head, crumbs=crumbs)


def _page(time: TimeView, **values: Any) -> Response:
    facets = time.visit.snapshot.facets
    names = {"actor": time.visit.names.actor, "type": time.visit.names.event}
    return time.visit.page(
        "timeline_page.html.j2",
        **{
            **dict.fromkeys(_EMPTY, ()),
            **dict.fromkeys(("leaf", "lanes", "before", "after"), None),
            **{"wide": 0, "undated": 0, "seen_from": "", "head": ""},
            **values,
        },
        marked=_MARKED,
        at=time.at,
        address=time.address,
        wanted=time.wanted,
        choices=[
            (name, [(value, names[name](value), count) for value, count in facets.counts(name)[:_MOST_CHOICES]])
            for name in FILTERS
        ],
        name_of=lambda name, value: names[name](value),
    )


def _number(page: TimeBook, top: Sequence[Moment]) -> tuple[dict[str, int], tuple[Line, ...]]:
    """The most important events' numbers and lines, in order of time."""
    ordered = in_time(top)
    numbered = {one.event: place for place, one in enumerate(ordered, start=1)}
    return numbered, tuple(lay_out_line(page, one, number=numbered[one.event]) for one in ordered)


def _strips(time: TimeView, numbered: Mapping[str, int]) -> tuple[Strip, ...]:
    months = time.buckets(time.chronology.months)
    return draw_strips(months, numbered=numbered, strong=time.is_strong, words=time.visit.words)


def _periods(time: TimeView, page: TimeBook, buckets: Sequence[Bucket], *, level: Level) -> tuple[Period, ...]:
    return tuple(
        Period(
            label=label_period(bucket.span, level, time.visit),
            address=time.at(f"t-{first_day(bucket)[: 4 if level is Level.YEAR else 7]}"),
            size=len(bucket.events),
            strong=sum(map(time.is_strong, bucket.events)),
            best=lay_out_line(page, time.moments[bucket.events[0]]),
        )
        for bucket in buckets
    )


def _groups(time: TimeView, page: TimeBook, groups: Iterable[tuple[str, str, Sequence[str]]]) -> tuple[Group, ...]:
    """Lines under their headings; a heading that is a day leads to it."""
    return tuple(
        Group(
            head=head,
            address=time.at(f"t-{day}") if day else "",
            lines=tuple(lay_out_line(page, time.moments[one], short=bool(day)) for one in events),
        )
        for head, day, events in groups
        if events
    )


def _lanes(time: TimeView, page: TimeBook, strips: Sequence[Strip]) -> dict[str, Any]:
    """A page of the stories, those with most events first, marked on the chart's months."""
    held = ((lane, tuple(time.held(lane.events))) for lane in time.chronology.lanes)
    lanes = sorted(
        (replace(lane, events=events) for lane, events in held if len(events) >= FEWEST),
        key=lambda lane: (-len(lane.events), lane.number),
    )
    by_story = {lane.story: lane for lane in lanes}
    shown, leaf = turn(list(by_story), time.visit.number("lanes"), per_page=_LANES)
    listed = [by_story[one] for one in shown]
    spans = [time.moments[one].when for lane in listed for one in lane.events]
    first, last = span_lanes(strips[0] if strips else None, spans)
    book = replace(page, book=_lane_book(time, listed).book)
    tracks: list[tuple[Track, int]] = []
    for lane in listed:
        marked = nsmallest(_MARKED, lane.events, key=lambda one: time.moments[one].rank)
        shortened = replace(lane, events=tuple(marked))
        tracks.append((lay_out_track(book, shortened, first=first, last=last, listed=False), len(lane.events)))
    return {"tracks": tracks, "ticks": year_ticks(first=first, last=last), "lanes": leaf}


@dataclass(frozen=True, slots=True)
class _LaneBook:
    """A book that names stories: it holds their documents, and nothing else."""

    book: Book

    def name(self, lane: Lane) -> str:
        """The story's name."""
        empty = TimeBook(book=self.book, events={}, moments={})
        return lay_out_track(empty, replace(lane, events=()), first=date.min, last=date.max).name


def _lane_book(time: TimeView, lanes: Sequence[Lane]) -> _LaneBook:
    snapshot = time.visit.snapshot
    stories = tuple(snapshot.background.stories[lane.number - 1] for lane in lanes)
    book = time.visit.book(cut(time.visit, ()))
    known = replace(book.background, stories=stories)
    return _LaneBook(replace(book, documents=snapshot.index.documents, background=known))


def _around(time: TimeView, level: Level, span: TimeSpan, periods: Sequence[Bucket]) -> dict[str, Any]:
    """The heading of a period, the way up, and the nearest periods that hold something."""
    visit = time.visit
    assert span.start is not None
    start, size = span.start, {Level.YEAR: 4, Level.MONTH: 7, Level.DAY: 10}
    crumbs = [(visit.words.say("web.time.whole"), time.address())]
    if level is not Level.YEAR:
        crumbs.append((str(start.year), time.at(f"t-{start.isoformat()[:4]}")))
    if level is Level.DAY:
        crumbs.append((format_month(start, visit.words), time.at(f"t-{start.isoformat()[:7]}")))
    near = [
        (label_period(one.span, level, visit), time.at(f"t-{first_day(one)[: size[level]]}"), one.span.start or start)
        for one in periods
    ]
    return {
        "head": label_period(span, level, visit),
        "crumbs": crumbs,
        "before": next(((label, to) for label, to, day in reversed(near) if day < start), None),
        "after": next(((label, to) for label, to, day in near if day > start), None),
    }


TIMELINE = (Route("/timeline", timeline),)
