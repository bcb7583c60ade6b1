"""Events as deeds of one actor towards another, each with its weight and the days on which it holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import permutations, product

from neraca.packs.network import TieRules
from neraca.records import Claim, Event, EventStatus, Stage

_STRONGEST = 10.0  # of PLOVER's scores
_DONE = frozenset({Stage.OCCURRED, Stage.ONGOING})
_VOID = frozenset({EventStatus.RETRACTED, EventStatus.FORESEEN, EventStatus.FULFILLED})
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What one event says that one actor did towards another.

    Attributes:
        event: Its id.
        weight: PLOVER's score as a part of the strongest, times the evidence: -1 to 1, before it fades.
        first: Day by which it had happened; of what goes on, the first on which it was so.
        last: Day from which it fades; later than `first` only for what goes on.
        placed: Its time is not known: it stands at the day of its first report.
        claims: Ids of the event's claims that speak of these two.
    """

    event: str
    source: str
    target: str
    weight: float
    first: date
    last: date
    placed: bool
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Scores of event types, and the types whose parties act towards one another though none is a recipient."""

    scores: Mapping[str, float]
    shared: frozenset[str]


def find_deeds(
    events: Iterable[Event],
    claims: Mapping[str, Claim],
    *,
    days: Mapping[str, date | None],
    scale: Scale,
    rules: TieRules,
) -> tuple[tuple[Deed, ...], tuple[str, ...]]:
    """Deeds by source, target and event; and the ids, sorted, of events that no day can be given to.

    Only what has happened or goes on counts: no plans, predictions, conditions, appeals or negations, nothing retracted
    and nothing that nobody stands behind. A score of 0 (requests) ties nobody.

    Args:
        events: Assessed events.
        claims: At least theirs, by id.
        days: Day of publication of each document.
        scale: Scores of event types.
        rules: Weights of credibility, and who makes ties.
    """
    deeds: list[Deed] = []
    undated: list[str] = []
    for event in events:
        score = scale.scores.get(event.type, 0.0)
        weight = score / _STRONGEST * rules.evidence(event.credibility)
        if not counts_as_done(event) or not weight:
            continue
        pairs = [pair for pair in _pairs(event, scale.shared) if all(map(rules.makes_ties, pair))]
        if not pairs:
            continue
        members = [(own, claims[own]) for own in event.claims]
        reports = sorted(day for _, claim in members if (day := days.get(claim.document)) is not None)
        held = held_days(event, reports)
        own_id = event.id
        if held is None:
            undated.append(own_id)
            continue
        for source, target in pairs:
            told = tuple(own for own, claim in members if speaks_of(claim, source, target))
            if told:
                placed = event.when is None or (event.when.start or event.when.end) is None
                deeds.append(
                    Deed(
                        event=own_id,
                        source=source,
                        target=target,
                        weight=weight,
                        first=held[0],
                        last=held[1],
                        placed=placed,
                        claims=told,
                    )
                )
    return tuple(sorted(deeds, key=_deed_order)), tuple(sorted(undated))


def counts_as_done(event: Event) -> bool:
    """Whether an event is told as done or under way, not denied by the text itself, and not taken back."""
    return event.stage in _DONE and not event.negated and event.status not in _VOID


def _deed_order(deed: Deed) -> tuple[str, str, str]:
    return deed.source, deed.target, deed.event


def _pairs(event: Event, shared: frozenset[str]) -> Iterator[tuple[str, str]]:
    if event.type in shared and not event.recipients:
        yield from permutations(event.actors, 2)
        return
    for source, target in product(event.actors, event.recipients):
        if source != target:
            yield source, target


def speaks_of(claim: Claim, source: str, target: str) -> bool:
    """Whether a claim names both, or leaves out a side and names nobody else on it."""
    doers = {mention.actor for mention in claim.actors}
    receivers = {mention.actor for mention in claim.recipients}
    if {source, target} <= doers | receivers:
        return True
    return (not doers or source in doers) and (not receivers or target in receivers) and bool(doers or receivers)


def held_days(event: Event, reports: Sequence[date]) -> tuple[date, date] | None:
    """First and last day on which it is known to have been so; None where neither it nor a report has a day.

    What was done had been done by the end of its time, and by its first report. What goes on goes on as long as it is
    reported; its time says when it began.
    """
    start = event.when.start if event.when else None
    end = event.when.end - _DAY if event.when and event.when.end else None
    if event.stage is Stage.ONGOING:
        known = [day for day in (start, end, *reports) if day is not None]
        if not known:
            return None
        first = start or min(known)
        last = min(end, max(known)) if end else max(known)
        return first, max(first, last)
    known = [day for day in (end, *reports[:1]) if day is not None] or ([start] if start else [])
    return (min(known), min(known)) if known else None
