"""What became of something foretold, as of a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from neraca.records import (
    Claim,
    Event,
    Outlook,
    OutlookReason,
    OutlookStatus,
    Quantity,
    Stage,
    Stance,
    TimeSpan,
)
from neraca.records.days import shift_day
from neraca.records.figures import is_compared
from neraca.records.outlook import with_general_class
from neraca.records.voices import is_plain
from neraca.relate.tellings import Tellings

# News of the last day of a window needs some days to be told.
GRACE = timedelta(days=7)
_HAPPENED = frozenset({Stage.OCCURRED, Stage.ONGOING})
_UNSPECIFIED = "other"


class Course:
    """The events of an account, as what came after something was foretold."""

    def __init__(
        self, events: Iterable[Event], claims: Mapping[str, Claim], tellings: Tellings, *, seen_from: date | None
    ) -> None:
        """Index the events."""
        self.seen_from = seen_from
        self.tellings = tellings
        self.claims = claims
        self._by_anchor: dict[str, Event] = {}
        self._by_type: dict[str, list[Event]] = {}
        for event in events:
            self._by_anchor[event.anchor] = event
            self._by_type.setdefault(event.type, []).append(event)

    def events(self, anchors: Iterable[str]) -> tuple[Event, ...]:
        """The events of these anchors that are at hand."""
        return tuple(self._by_anchor[one] for one in anchors if one in self._by_anchor)

    def opposites(self, event: Event, outlook: Outlook) -> Iterator[Event]:
        """Events of which a later claim says without a hedge what the outlook says will not be, in its time.

        That is: it is not or will not be, where something is foretold; it was done, where it was to be left undone.
        """
        for other in self._by_type.get(event.type, ()):
            is_against = other.negated if not outlook.negated else (not other.negated and other.stage in _HAPPENED)
            if is_against and _is_one_matter(event, other) and self.told_against(other, outlook) is not None:
                yield other

    def first_told(self, event: Event) -> date | None:
        """Day on which an event was first reported."""
        days = [day for own_id in event.claims if (day := self.tellings.day(self.claims[own_id])) is not None]
        return min(days, default=None)

    def told_against(self, other: Event, outlook: Outlook) -> date | None:
        """The first day after the telling on which a plain claim says so; None where none does.

        What was to be left undone counts as done where nothing says that it was done before.
        """
        if outlook.told is None or not _may_be_after(other.when, outlook):
            return None
        days = [self.tellings.day(claim) for claim in map(self.claims.__getitem__, other.claims) if is_plain(claim)]
        return min((day for day in days if day is not None and day > outlook.told), default=None)


@dataclass(frozen=True, slots=True)
class _Fate:
    status: OutlookStatus
    reason: OutlookReason
    values: tuple[tuple[str, str], ...] = ()
    done: tuple[Event, ...] = ()
    against: tuple[Event, ...] = ()


def judge_fate(outlook: Outlook, event: Event, course: Course) -> Outlook:
    """The outlook with its fate; the first rule that holds gives it.

    1. fulfilled: an event made it come true (`link.fulfilment`). contradicted, where it was to be left undone.
    2. partly: one made a part of it come true.
    3. contradicted: a later plain claim says that it was not done or will not be, or the opposite was done; or its own
       voice denies it later.
    4. lapsed: its window is over, with some days' grace for the news.
    5. open: all others. What has no end never lapses.

    Args:
        outlook: With status open.
        event: What it foretells.
        course: All events.
    """
    fate = _by_deeds(outlook, event, course) or _by_words(outlook, event, course) or _by_day(outlook, course)
    return replace(
        outlook,
        status=fate.status,
        reason=fate.reason,
        values=fate.values,
        fulfilled_by=tuple(sorted(one.id for one in fate.done)),
        contradicted_by=tuple(sorted(one.id for one in fate.against)),
    )


def _by_deeds(outlook: Outlook, event: Event, course: Course) -> _Fate | None:
    whole, parts = course.events(event.fulfilled_by), course.events(event.partly_by)
    if outlook.negated:
        done = whole or parts
        values = _told(done, course)
        return _Fate(OutlookStatus.CONTRADICTED, OutlookReason.DONE_AFTER_ALL, values, against=done) if done else None
    if whole:
        return _Fate(OutlookStatus.FULFILLED, OutlookReason.DONE, _told(whole, course), done=whole)
    if not parts:
        return None
    missing = sorted(_items(event) - frozenset().union(*(_items(one) for one in parts)))
    if missing and _items(event) & frozenset().union(*(_items(one) for one in parts)):
        values = (*_told(parts, course), ("missing", ",".join(missing)))
        return _Fate(OutlookStatus.PARTLY, OutlookReason.DONE_SOME_ITEMS, values, done=parts)
    values = (*_told(parts, course), *_amounts(event, parts))
    return _Fate(OutlookStatus.PARTLY, OutlookReason.DONE_LESS, values, done=parts)


def _by_words(outlook: Outlook, event: Event, course: Course) -> _Fate | None:
    against = tuple(course.opposites(event, outlook))
    if against:
        reason = OutlookReason.DONE_AFTER_ALL if outlook.negated else OutlookReason.SAID_OTHERWISE
        days = [day for one in against if (day := course.told_against(one, outlook)) is not None]
        return _Fate(OutlookStatus.CONTRADICTED, reason, (("told", str(min(days))),), against=against)
    for own_id in event.claims:
        claim, day = course.claims[own_id], course.tellings.day(course.claims[own_id])
        denying = {who for part in claim.attributions if part.stance is Stance.DENIES for who in part.who}
        is_later = day is not None and outlook.told is not None and day > outlook.told
        if is_later and denying & set(outlook.voice) and not outlook.negated:
            return _Fate(OutlookStatus.CONTRADICTED, OutlookReason.TAKEN_BACK, (("told", str(day)),), against=(event,))
    return None


def _by_day(outlook: Outlook, course: Course) -> _Fate:
    window, today = outlook.window, course.seen_from
    if window is None or today is None:
        return _Fate(OutlookStatus.OPEN, OutlookReason.UNDATED)
    if window.end is None:
        return _Fate(OutlookStatus.OPEN, OutlookReason.NO_END)
    values = (("last", str(shift_day(window.end, timedelta(days=-1)))),)
    if today < window.end:
        return _Fate(OutlookStatus.OPEN, OutlookReason.WINDOW_RUNS, values)
    if today < shift_day(window.end, GRACE):
        return _Fate(OutlookStatus.OPEN, OutlookReason.WINDOW_JUST_OVER, values)
    if outlook.negated:
        return _Fate(OutlookStatus.LAPSED, OutlookReason.WINDOW_OVER_UNOPPOSED, values)
    return _Fate(OutlookStatus.LAPSED, OutlookReason.WINDOW_OVER, values)


def _may_be_after(when: TimeSpan | None, outlook: Outlook) -> bool:
    told, window = outlook.told, outlook.window
    if when is None or told is None:
        return told is not None
    if window is not None and not window.meets(when):
        return False
    if outlook.negated and (when.start is None or when.start <= told):
        return False
    return when.end is None or when.end > told


def _told(events: Iterable[Event], course: Course) -> tuple[tuple[str, str], ...]:
    days = [day for one in events if (day := course.first_told(one)) is not None]
    return (("told", str(min(days))),) if days else ()


def _items(event: Event) -> frozenset[str]:
    return frozenset(event.items) - {_UNSPECIFIED}


def _amounts(event: Event, parts: Iterable[Event]) -> tuple[tuple[str, str], ...]:
    """The largest amounts foretold and done, in the first unit that both name."""
    asked, given = _largest(event.figures), _largest([one for part in parts for one in part.figures])
    unit = next(iter(sorted(asked.keys() & given.keys())), None)
    if unit is None:
        return ()
    return ("asked", format(asked[unit], "f")), ("given", format(given[unit], "f")), ("unit", unit)


def _largest(figures: Iterable[Quantity]) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for one in figures:
        bound = one.low if one.low is not None else one.high
        if bound is not None and is_compared(one.unit):
            found[one.unit] = max(bound, found.get(one.unit, bound))
    return found


def _is_one_matter(event: Event, other: Event) -> bool:
    """Whether both are of one type between the same parties, about the same things as far as both name any.

    No missiles were sent, help was: an event that names what it is about contradicts only those that name it too.
    """
    if (
        other.type != event.type
        or not event.actors
        or (event.actors, event.recipients) != (other.actors, other.recipients)
    ):
        return False
    mine, theirs = _items(event), _items(other)
    if mine and theirs:
        denied, said = (mine, theirs) if event.negated else (theirs, mine)
        return bool(denied & with_general_class(said))
    denied = mine if event.negated else theirs
    return not denied or event.type != "AID"
