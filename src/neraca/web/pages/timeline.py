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

from neraca.errors import fail
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
from neraca.publish.timeline import FEWEST, TOP
from neraca.records import Bucket, Chronology, DueState, Lane, Level, Moment, TimeSpan, Zoom
from neraca.relate.zoom import level_span
from neraca.service.selection import find_actor
from neraca.web.rows import cut, turn
from neraca.web.visit import Visit, open_visit

FILTERS = ("actor", "type")
DUE = (DueState.RUNNING, DueState.AHEAD, DueState.PASSED, DueState.UNDATED, DueState.MET)
_EMPTY = ("strips", "top", "periods", "tracks", "ticks", "ahead", "groups", "crumbs")
_ZOOMS = {Level.YEAR: "{}-01-01", Level.MONTH: "{}-01", Level.DAY: "{}"}
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Time:
    """What the visitor's filters leave of the account's time.

    Attributes:
        wanted: Values by filter.
        kept: Ids of the events that they find; None where there is no filter.
    """

    visit: Visit
    wanted: Mapping[str, str]
    kept: frozenset[str] | None

    @property
    def chronology(self) -> Chronology:
        """The whole account's."""
        return self.visit.snapshot.relations.chronology

    @property
    def moments(self) -> Mapping[str, Moment]:
        """By event, of the whole account."""
        return self.visit.snapshot.index.related.moments

    def held(self, events: Sequence[str]) -> Sequence[str]:
        """Those that the filters find, in their order."""
        return events if self.kept is None else tuple(one for one in events if one in self.kept)

    def buckets(self, zoom: Zoom, within: TimeSpan | None = None) -> list[Bucket]:
        """Periods with what the filters find in them; those without are left out."""
        found = []
        for bucket in zoom.buckets:
            if within is None or _lies_in(bucket.span, within):
                events = tuple(self.held(bucket.events))
                if events:
                    found.append(bucket if events == bucket.events else replace(bucket, events=events))
        return found

    def address(self, **values: object) -> str:
        """An address of the timeline with the same filters."""
        mark = str(values.pop("mark", ""))
        return self.visit.url("/timeline", mark=mark, **{**self.wanted, **values})

    def at(self, target: str) -> str:
        """The address of a year, month or day that the chart calls `t-2024-10`."""
        day = target.removeprefix("t-")
        return self.address(**{_level_of(day).value: day, "mark": "shown"})

    def open(self, events: Iterable[str]) -> TimeBook:
        """What lines of these events are made of."""
        visit = self.visit
        book = visit.book(cut(visit, events))
        return TimeBook(book=book, events=visit.snapshot.index.events, moments=self.moments)

    def is_strong(self, event: str) -> bool:
        """Whether an event has two independent witnesses or more."""
        return self.visit.snapshot.index.events[event].witnesses >= STRONG


def timeline(request: Request) -> Response:
    """The whole time, a year, a month, a day, or one of the lists beside them."""
    visit = open_visit(request)
    time = _read_filters(visit)
    listed = _listed(time)
    if listed is not None:
        return _list_page(time, *listed)
    chosen = _read_zoom(visit)
    if chosen is None:
        return _whole_page(time)
    level, span = chosen
    return _year_page(time, span) if level is Level.YEAR else _near_page(time, level, span)


def _read_filters(visit: Visit) -> _Time:
    wanted = {name: visit.query(name) for name in FILTERS if visit.query(name)}
    if "actor" in wanted:
        wanted["actor"] = find_actor(visit.packs, wanted["actor"]) or wanted["actor"]
    if "type" in wanted:
        wanted["type"] = wanted["type"].upper()
    facets = visit.snapshot.facets
    places = facets.places({name: (value,) for name, value in wanted.items()})
    kept = None if places is None else frozenset(facets.ids[place] for place in places)
    return _Time(visit=visit, wanted=wanted, kept=kept)


def _read_zoom(visit: Visit) -> tuple[Level, TimeSpan] | None:
    """The finest period that the address names.

    Raises:
        NeracaError: N103, when it is none.
    """
    for level in (Level.DAY, Level.MONTH, Level.YEAR):
        text = visit.query(level.value)
        if text:
            try:
                first = date.fromisoformat(_ZOOMS[level].format(text))
            except ValueError as error:
                raise fail("N103", value=text) from error
            return level, level_span(first, level)
    return None


def _whole_page(time: _Time) -> Response:
    """All of it: the chart, the most important events, the years, the stories, what lies ahead."""
    visit, chronology = time.visit, time.chronology
    past = chronology.past if time.kept is None else [one for one in chronology.past if one.event in time.kept]
    top = nsmallest(TOP, past, key=lambda one: one.rank)
    years = time.buckets(chronology.years)
    ahead = _ahead(time)
    few = [one for _, listed in ahead for one in listed[:_FEW]]
    page = time.open([*(one.event for one in top), *(year.events[0] for year in years), *few])
    numbered, lines = _number(page, top)
    strips = _strips(time, numbered)
    wide, undated = _beside(time)
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


def _year_page(time: _Time, span: TimeSpan) -> Response:
    """A year: the most important events, the months, and what has no certain month."""
    chronology = time.chronology
    years = time.buckets(chronology.years)
    year = next((one for one in years if one.span == span), None)
    months = time.buckets(chronology.months, span)
    own = year.events if year is not None else ()
    vague = _rest(own, months)
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


def _near_page(time: _Time, level: Level, span: TimeSpan) -> Response:
    """A month day by day, then what has no certain day; or a day."""
    visit, chronology = time.visit, time.chronology
    zoom = chronology.months if level is Level.MONTH else chronology.day_by_day
    periods = time.buckets(zoom)
    own = next((one.events for one in periods if one.span == span), ())
    days = time.buckets(chronology.day_by_day, span)
    heads = {one: (_label(day.span, Level.DAY, visit), _iso(day)) for day in days for one in day.events}
    vague = (visit.words.say("timeline-vague-month"), "")
    placed = [one for day in days for one in day.events]
    shown, leaf = turn([*placed, *_rest(own, days)], visit.number("page"))
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


def _listed(time: _Time) -> tuple[str, Sequence[str]] | None:
    """Heading and events of a list that the address asks for beside the periods; None where it asks for none.

    Raises:
        HTTPException: 404, when there is no such story.
    """
    words, due, story = time.visit.words, time.visit.query("due"), time.visit.query("story")
    if due in DUE:
        return words.say(f"due.{due}"), dict(_ahead(time)).get(due, ())
    if story:
        lane = next((one for one in time.chronology.lanes if one.story == story), None)
        if lane is None:
            raise HTTPException(404)
        return _lane_book(time, [lane]).name(lane), time.held(lane.events)
    wide, undated = _beside(time)
    kinds = {"wide": wide, "undated": undated}
    part = time.visit.query("part")
    return (words.say(f"timeline-{part}"), kinds[part]) if part in kinds else None


def _list_page(time: _Time, head: str, events: Sequence[str]) -> Response:
    """One list of events, a page of it."""
    shown, leaf = turn(events, time.visit.number("page"))
    page = time.open(shown)
    groups = _groups(time, page, [("", "", shown)])
    crumbs = ((time.visit.words.say("web.time.whole"), time.address()),)
    return _page(time, groups=groups, leaf=leaf, total=len(events), head=head, crumbs=crumbs)


def _page(time: _Time, **values: Any) -> Response:
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


def _strips(time: _Time, numbered: Mapping[str, int]) -> tuple[Strip, ...]:
    months = time.buckets(time.chronology.months)
    return draw_strips(months, numbered=numbered, strong=time.is_strong, words=time.visit.words)


def _periods(time: _Time, page: TimeBook, buckets: Sequence[Bucket], *, level: Level) -> tuple[Period, ...]:
    return tuple(
        Period(
            label=_label(bucket.span, level, time.visit),
            address=time.at(f"t-{_iso(bucket)[: 4 if level is Level.YEAR else 7]}"),
            size=len(bucket.events),
            strong=sum(map(time.is_strong, bucket.events)),
            best=lay_out_line(page, time.moments[bucket.events[0]]),
        )
        for bucket in buckets
    )


def _groups(time: _Time, page: TimeBook, groups: Iterable[tuple[str, str, Sequence[str]]]) -> tuple[Group, ...]:
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


def _ahead(time: _Time) -> list[tuple[str, Sequence[str]]]:
    """What is foreseen by where its time lies, each in order."""
    found: dict[str, list[str]] = {}
    for moment in time.chronology.ahead:
        if moment.due is not None and (time.kept is None or moment.event in time.kept):
            found.setdefault(moment.due, []).append(moment.event)
    return [(state, found[state]) for state in DUE if state in found]


def _beside(time: _Time) -> tuple[Sequence[str], Sequence[str]]:
    """What fits into no year, and what has no time."""
    wide = [one for part in time.chronology.years.imprecise for one in part.events]
    return time.held(wide), time.held([one.event for one in time.chronology.undated])


def _lanes(time: _Time, page: TimeBook, strips: Sequence[Strip]) -> dict[str, Any]:
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


def _lane_book(time: _Time, lanes: Sequence[Lane]) -> _LaneBook:
    snapshot = time.visit.snapshot
    stories = tuple(snapshot.background.stories[lane.number - 1] for lane in lanes)
    book = time.visit.book(cut(time.visit, ()))
    known = replace(book.background, stories=stories)
    return _LaneBook(replace(book, documents=snapshot.index.documents, background=known))


def _around(time: _Time, level: Level, span: TimeSpan, periods: Sequence[Bucket]) -> dict[str, Any]:
    """The heading of a period, the way up, and the nearest periods that hold something."""
    visit = time.visit
    assert span.start is not None
    start, size = span.start, {Level.YEAR: 4, Level.MONTH: 7, Level.DAY: 10}
    crumbs = [(visit.words.say("web.time.whole"), time.address())]
    if level is not Level.YEAR:
        crumbs.append((f"{start:%Y}", time.at(f"t-{start:%Y}")))
    if level is Level.DAY:
        crumbs.append((format_month(start, visit.words), time.at(f"t-{start:%Y-%m}")))
    near = [
        (_label(one.span, level, visit), time.at(f"t-{_iso(one)[: size[level]]}"), one.span.start or start)
        for one in periods
    ]
    return {
        "head": _label(span, level, visit),
        "crumbs": crumbs,
        "before": next(((label, to) for label, to, day in reversed(near) if day < start), None),
        "after": next(((label, to) for label, to, day in near if day > start), None),
    }


def _rest(events: Sequence[str], parts: Iterable[Bucket]) -> list[str]:
    """Events that none of the parts holds."""
    placed = {one for part in parts for one in part.events}
    return [one for one in events if one not in placed]


def _label(span: TimeSpan, level: Level, visit: Visit) -> str:
    assert span.start is not None
    if level is Level.YEAR:
        return str(span.start.year)
    return (format_month if level is Level.MONTH else format_day)(span.start, visit.words)


def _iso(bucket: Bucket) -> str:
    assert bucket.span.start is not None
    return bucket.span.start.isoformat()


def _level_of(day: str) -> Level:
    return {4: Level.YEAR, 7: Level.MONTH}.get(len(day), Level.DAY)


def _lies_in(inner: TimeSpan, outer: TimeSpan) -> bool:
    assert inner.start is not None and outer.start is not None
    return outer.start <= inner.start and (outer.end is None or inner.start < outer.end)


TIMELINE = (Route("/timeline", timeline),)
