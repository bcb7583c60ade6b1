"""What claims say of an event in common, and whether two outlines can be of one event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from neraca.records import MUTUAL_TYPES, UNKNOWN_PARTY, Claim, Stage, TimeSpan
from neraca.records.days import shift_day
from neraca.records.figures import fate_of

UNSPECIFIED_ITEM = "other"
HAPPENED = "happened"

# Acts that go on for months under one name; all others happen on a day or in days.
STREAMS = frozenset({"AID", "COOPERATE", "SANCTION", "SUPPORT"})
STREAM_WINDOW = timedelta(days=365)
_MOMENT_WINDOW = timedelta(days=30)
# The toll of a war is counted again and again; it is one matter for about a season. Fewer losses, or those of a day,
# are mostly told as an incident.
_TOLL_WINDOW = timedelta(days=90)
_TOLL = 100
_DAY = timedelta(days=4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """One claim, or what the claims of one event have in common.

    Attributes:
        stage: `HAPPENED` for occurred and ongoing; plans, predictions, conditions and appeals each by themselves.
        actors: Doers that are known; all parties of a mutual act.
        items: Item classes that every claim with a class names; empty when none names one.
        persons: For each actor the people named for it in every claim that names any.
        span: Days that all times given in the texts have in common; None when no text gives one.
        is_toll: It counts victims by the hundred and names neither who did it nor the day: a figure of a war, published
            again and again.
        first, last: Publication days of the claims without a time of their own; None when there is none.
    """

    event: str
    stage: str
    negated: bool
    actors: frozenset[str]
    recipients: frozenset[str]
    items: frozenset[str]
    persons: tuple[tuple[str, frozenset[str]], ...]
    span: TimeSpan | None
    first: date | None
    last: date | None
    is_toll: bool = False

    @property
    def kind(self) -> tuple[str, str, bool]:
        """What two claims of one event must have in common in any case."""
        return self.event, self.stage, self.negated

    @property
    def parties(self) -> tuple[frozenset[str], frozenset[str]]:
        """Both sides."""
        return self.actors, self.recipients

    @property
    def parties_known(self) -> frozenset[str]:
        """All parties, whatever they do."""
        return self.actors | self.recipients

    @property
    def is_stream(self) -> bool:
        """Whether it goes on under one name, so that tellings weeks apart may be of one event."""
        return self.event in STREAMS or self.is_toll

    @property
    def is_mutual(self) -> bool:
        """Whether all parties stand on one side."""
        return self.event in MUTUAL_TYPES or (not self.recipients and len(self.actors) > 1)

    @property
    def has_parties(self) -> bool:
        """Whether both sides are known."""
        return len(self.actors) > 1 if self.is_mutual else bool(self.actors and self.recipients)

    @property
    def has_time(self) -> bool:
        """Whether there is a time, or at least a day of publication."""
        return self.span is not None or self.first is not None

    @property
    def is_said_whole(self) -> bool:
        """Whether parties and, for a gift, what was given are known."""
        return self.has_parties and (self.event != "AID" or bool(self.items))

    @property
    def is_whole(self) -> bool:
        """Whether it says enough to found an event by itself: parties, a time, and for a gift what was given."""
        return self.is_said_whole and self.has_time


def outline(claim: Claim, *, published: date | None) -> Outline:
    """The outline of one claim, in a document published on that day (None: undated)."""
    actors = frozenset(mention.actor for mention in claim.actors) - {UNKNOWN_PARTY}
    recipients = frozenset(mention.actor for mention in claim.recipients) - {UNKNOWN_PARTY}
    if claim.event in MUTUAL_TYPES:
        actors, recipients = actors | recipients, frozenset()
    span = None if claim.when is None else claim.when.span
    if span is not None and span.start is None and span.end is None:
        span = None
    people: dict[str, set[str]] = {}
    for mention in claim.actors + claim.recipients:
        if mention.person:
            people.setdefault(mention.actor, set()).add(mention.person)
    return Outline(
        event=claim.event,
        stage=HAPPENED if claim.stage in (Stage.OCCURRED, Stage.ONGOING) else claim.stage.value,
        negated=claim.negated,
        actors=actors,
        recipients=recipients,
        items=frozenset(item.item_class for item in claim.items) - {UNSPECIFIED_ITEM},
        persons=tuple((actor, frozenset(names)) for actor, names in sorted(people.items())),
        span=span,
        first=published if span is None else None,
        last=published if span is None else None,
        is_toll=_is_toll(claim, span) and not actors,
    )


def _is_toll(claim: Claim, span: TimeSpan | None) -> bool:
    dated = span is not None and span.start is not None and span.end is not None and span.end - span.start <= _DAY
    counted = any(one.unit == "person" and (one.low or one.high or 0) >= _TOLL for one in claim.quantities)
    return bool(fate_of(claim)) and counted and not dated


def combine(one: Outline, other: Outline) -> Outline | None:
    """The outline of both together, or None when they cannot be of one event.

    Parties are not compared here. Days in common of several spans are days in common of each pair (Helly), and item
    classes are held in common by all: whoever joins is compatible with every member.
    """
    items = one.items & other.items if one.items and other.items else one.items | other.items
    if not items and (one.items or other.items):
        return None
    persons = _common_persons(one, other)
    if persons is None:
        return None
    if one.span is not None and other.span is not None:
        if not one.span.meets(other.span):
            return None
        span: TimeSpan | None = _overlap(one.span, other.span)
    else:
        span = one.span or other.span
    first = min((day for day in (one.first, other.first) if day is not None), default=None)
    last = max((day for day in (one.last, other.last) if day is not None), default=None)
    is_toll = one.is_toll and other.is_toll
    together = replace(one, items=items, persons=persons, span=span, first=first, last=last, is_toll=is_toll)
    return together if _times_agree(together) else None


def _common_persons(one: Outline, other: Outline) -> tuple[tuple[str, frozenset[str]], ...] | None:
    if one.event != "CONSULT" or not (one.persons and other.persons):
        return one.persons or other.persons
    mine: Mapping[str, frozenset[str]] = dict(one.persons)
    theirs: Mapping[str, frozenset[str]] = dict(other.persons)
    both = {**mine, **theirs}
    for actor in mine.keys() & theirs.keys():
        both[actor] = mine[actor] & theirs[actor]
        if not both[actor]:
            return None
    return tuple(sorted(both.items(), key=lambda pair: pair[0]))


def _overlap(one: TimeSpan, other: TimeSpan) -> TimeSpan:
    starts = [span.start for span in (one, other) if span.start is not None]
    ends = [span.end for span in (one, other) if span.end is not None]
    return TimeSpan(start=max(starts, default=None), end=min(ends, default=None))


def _times_agree(one: Outline) -> bool:
    """Whether publication days that stand in for times lie close to one another and to the times given."""
    if one.first is None or one.last is None:
        return True
    window = STREAM_WINDOW if one.event in STREAMS else _TOLL_WINDOW if one.is_toll else _MOMENT_WINDOW
    if one.last - one.first > window:
        return False
    if one.span is None:
        return True
    # What has happened is not reported before it began; what is foreseen is.
    early = timedelta(0) if one.stage == HAPPENED else window
    too_early = one.span.start is not None and one.first < shift_day(one.span.start, -early)
    too_late = one.span.end is not None and one.last - one.span.end >= window
    return not (too_early or too_late)
