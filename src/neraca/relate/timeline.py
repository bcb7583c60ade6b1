"""Events in the order in which they happened, not in which they were reported, and how they lie in time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from neraca.records import (
    Chronology,
    Claim,
    Document,
    DueState,
    Event,
    EventStatus,
    Importance,
    Lane,
    Level,
    Moment,
    Outlook,
    OutlookStatus,
    Precision,
    Stage,
    Story,
    TimeSpan,
)
from neraca.relate.days import mention_days, rank_days
from neraca.relate.importance import weigh_importance
from neraca.relate.zoom import precision_of, zoom

FORESEEN_STAGES = frozenset((Stage.PLANNED, Stage.PREDICTED, Stage.HYPOTHETICAL, Stage.URGED))
FORESEEN_STATUSES = frozenset((EventStatus.FORESEEN, EventStatus.FULFILLED))


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Events with a time, in its order, and those without, whose place is not guessed from publication."""

    dated: tuple[Event, ...]
    undated: tuple[Event, ...]


def build_timeline(events: Iterable[Event]) -> Timeline:
    """Sort events by first day, then last day, then type; what has no first day stands at its last.

    Undated events are in order of type, then id. "Since" and "until" are times: half a span is not none.
    """
    listed = [(event.id, event) for event in events]
    dated = sorted((pair for pair in listed if pair[1].when is not None), key=_by_time)
    undated = sorted((pair for pair in listed if pair[1].when is None), key=lambda pair: (pair[1].type, pair[0]))
    return Timeline(dated=tuple(event for _, event in dated), undated=tuple(event for _, event in undated))


def build_chronology(
    events: Iterable[Event],
    claims: Sequence[Claim],
    documents: Sequence[Document],
    *,
    roots: Mapping[str, str] | None = None,
    stories: Sequence[Story] = (),
    outlooks: Sequence[Outlook] = (),
    as_of: date | None = None,
) -> Chronology:
    """Events in time: how precisely, how important, in which stories, at three levels, and what lies ahead.

    Args:
        events: Assessed events, in any order.
        claims: At least theirs, in any order; days are weighed by all of them.
        documents: At least those of the claims.
        roots: Root of each derived document: a copy names no day on its own.
        stories: By their first day, as the tables number them.
        outlooks: What the register says of what is foreseen; its windows serve events without a time.
        as_of: The day from which what is foreseen is judged; None takes the newest document's.
    """
    ordered = build_timeline(events)
    by_id = {claim.id: claim for claim in claims}
    published = {document.id: document.day for document in documents}
    days = rank_days(mention_days(claims, documents, roots=roots or {}))
    shares = {one.day: one.share for one in days}
    weighed = {
        event.id: weigh_importance(event, by_id, published=published, shares=shares)
        for event in ordered.dated + ordered.undated
    }
    ranks = _ranks(ordered.dated + ordered.undated, weighed)
    numbers = {document: number for number, story in enumerate(stories) for document in story.documents}
    seen_from = as_of or max((day for day in published.values() if day is not None), default=None)

    foretold: dict[str, list[Outlook]] = {}
    for outlook in outlooks:
        foretold.setdefault(outlook.event, []).append(outlook)

    def place(event: Event) -> Moment:
        own_id, known = event.id, precision_of(event.when) is not Precision.NONE
        told = Counter(numbers.get(by_id[claim].document) for claim in event.claims)
        lanes = sorted((-told[number], number) for number in told if number is not None)
        moment = Moment(
            event=own_id,
            when=event.when if known else None,
            precision=precision_of(event.when),
            importance=weighed[own_id],
            rank=ranks[own_id],
            lanes=tuple(stories[number].id for _, number in lanes),
            claims=event.claims,
        )
        return _foreseen(moment, event, foretold.get(own_id, ()), seen_from) if is_foreseen(event) else moment

    moments = [place(event) for event in ordered.dated + ordered.undated]
    past = tuple(moment for moment in moments if not moment.foreseen and moment.when is not None)
    return Chronology(
        seen_from=seen_from,
        past=past,
        ahead=tuple(sorted((moment for moment in moments if moment.foreseen), key=_by_due)),
        undated=tuple(moment for moment in moments if not moment.foreseen and moment.when is None),
        days=days,
        years=zoom(past, Level.YEAR),
        months=zoom(past, Level.MONTH),
        day_by_day=zoom(past, Level.DAY),
        lanes=_lanes(past, stories),
    )


def is_foreseen(event: Event) -> bool:
    """Whether it is told as something to come (planned, predicted, conditional, urged), even if it has come true."""
    return event.stage in FORESEEN_STAGES or event.status in FORESEEN_STATUSES


def due_state(window: TimeSpan | None, seen_from: date | None) -> DueState:
    """Where the time of something foreseen lies, seen from a day; without a day all that has a time is ahead."""
    if window is None:
        return DueState.UNDATED
    if seen_from is None or (window.start is not None and window.start > seen_from):
        return DueState.AHEAD
    return DueState.PASSED if window.end is not None and window.end <= seen_from else DueState.RUNNING


def _foreseen(moment: Moment, event: Event, outlooks: Sequence[Outlook], seen_from: date | None) -> Moment:
    """The moment with its window: its own time, else the first that an outlook's own words give."""
    stated = (one.window for one in outlooks if one.window is not None and one.window_words is not None)
    window = moment.when or next(stated, None)
    fates = tuple((one.id, one.status) for one in outlooks)
    met = bool(event.fulfilled_by) or event.status is EventStatus.FULFILLED
    met = met or any(fate is OutlookStatus.FULFILLED for _, fate in fates)
    due = DueState.MET if met else due_state(window, seen_from)
    return replace(moment, foreseen=True, due=due, window=window, outlooks=fates)


def _by_time(pair: tuple[str, Event]) -> tuple[date, date, str, str]:
    own_id, event = pair
    return (*_edges(event.when), event.type, own_id)


def _edges(span: TimeSpan | None) -> tuple[date, date]:
    start, end = (span.start, span.end) if span is not None else (None, None)
    return start or end or date.max, end or date.max


def _by_due(moment: Moment) -> tuple[int, date, date, int]:
    """Due first: what is running by its end, what is ahead by its beginning, what has passed by its end."""
    first, last = _edges(moment.window)
    order = tuple(DueState).index(moment.due or DueState.UNDATED)
    return (order, first, last, moment.rank) if moment.due is DueState.AHEAD else (order, last, first, moment.rank)


def _ranks(events: Iterable[Event], weighed: Mapping[str, Importance]) -> dict[str, int]:
    """Places by importance, from 1; of equal ones what more reports and claims carry stands first."""
    keyed = [(-weighed[event.id].score, -event.reports, -len(event.claims), event.id) for event in events]
    return {own_id: rank for rank, (*_, own_id) in enumerate(sorted(keyed), start=1)}


def _lanes(moments: Sequence[Moment], stories: Sequence[Story]) -> tuple[Lane, ...]:
    found = []
    for number, story in enumerate(stories, start=1):
        told = tuple(moment.event for moment in moments if story.id in moment.lanes)
        if told:
            found.append(
                Lane(story=story.id, number=number, terms=story.terms, documents=len(story.documents), events=told)
            )
    return tuple(found)
