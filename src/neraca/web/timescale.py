"""What a visitor's filters leave of an account's time, and the names and addresses of its years, months and days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from neraca.errors import fail
from neraca.publish.format import format_day, format_month
from neraca.publish.moments import STRONG, TimeBook
from neraca.records import Bucket, Chronology, DueState, Level, Moment, TimeSpan, Zoom
from neraca.relate.zoom import level_span
from neraca.service.selection import find_actor
from neraca.web.rows import cut
from neraca.web.visit import Visit

FILTERS = ("actor", "type")
DUE = (DueState.RUNNING, DueState.AHEAD, DueState.PASSED, DueState.UNDATED, DueState.MET)
_ZOOMS = {Level.YEAR: "{}-01-01", Level.MONTH: "{}-01", Level.DAY: "{}"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeView:
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
            if within is None or lies_in(bucket.span, within):
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
        return self.address(**{level_of(day).value: day, "mark": "shown"})

    def open(self, events: Iterable[str]) -> TimeBook:
        """What lines of these events are made of."""
        visit = self.visit
        book = visit.book(cut(visit, events))
        return TimeBook(book=book, events=visit.snapshot.index.events, moments=self.moments)

    def is_strong(self, event: str) -> bool:
        """Whether an event has two independent witnesses or more."""
        return self.visit.snapshot.index.events[event].witnesses >= STRONG


def read_filters(visit: Visit) -> TimeView:
    """What the address filters by; an actor may be named in any language, a type be written in any case."""
    wanted = {name: visit.query(name) for name in FILTERS if visit.query(name)}
    if "actor" in wanted:
        wanted["actor"] = find_actor(visit.packs, wanted["actor"]) or wanted["actor"]
    if "type" in wanted:
        wanted["type"] = wanted["type"].upper()
    facets = visit.snapshot.facets
    places = facets.places({name: (value,) for name, value in wanted.items()})
    kept = None if places is None else frozenset(facets.ids[place] for place in places)
    return TimeView(visit=visit, wanted=wanted, kept=kept)


def read_zoom(visit: Visit) -> tuple[Level, TimeSpan] | None:
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


def list_ahead(time: TimeView) -> list[tuple[str, Sequence[str]]]:
    """What is foreseen by where its time lies, each in order."""
    found: dict[str, list[str]] = {}
    for moment in time.chronology.ahead:
        if moment.due is not None and (time.kept is None or moment.event in time.kept):
            found.setdefault(moment.due, []).append(moment.event)
    return [(state, found[state]) for state in DUE if state in found]


def list_beside(time: TimeView) -> tuple[Sequence[str], Sequence[str]]:
    """What fits into no year, and what has no time."""
    wide = [one for part in time.chronology.years.imprecise for one in part.events]
    return time.held(wide), time.held([one.event for one in time.chronology.undated])


def left_over(events: Sequence[str], parts: Iterable[Bucket]) -> list[str]:
    """Events that none of the parts holds."""
    placed = {one for part in parts for one in part.events}
    return [one for one in events if one not in placed]


def label_period(span: TimeSpan, level: Level, visit: Visit) -> str:
    """A year, month or day as the visitor's language writes it."""
    assert span.start is not None
    if level is Level.YEAR:
        return str(span.start.year)
    return (format_month if level is Level.MONTH else format_day)(span.start, visit.words)


def first_day(bucket: Bucket) -> str:
    """The first day of a period, in ISO form."""
    assert bucket.span.start is not None
    return bucket.span.start.isoformat()


def level_of(day: str) -> Level:
    """Whether `2024`, `2024-10` and `2024-10-18` are years, months or days."""
    return {4: Level.YEAR, 7: Level.MONTH}.get(len(day), Level.DAY)


def lies_in(inner: TimeSpan, outer: TimeSpan) -> bool:
    """Whether a period lies in another one."""
    assert inner.start is not None and outer.start is not None
    return outer.start <= inner.start and (outer.end is None or inner.start < outer.end)
