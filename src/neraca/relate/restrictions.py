"""Restrictions as ties: all sentences about the same sanction, embargo, resolution, veto or monitor together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from neraca.records import Document, Event, Measure, Restriction, RestrictionStatus, TimeSpan

# Reports of one step by the same sides appear within so many days of each other.
_SAME_STEP = timedelta(days=30)
# What is there and what has ended may be one thing at two times; a plan and its outcome are two.
_CLASSES = {
    RestrictionStatus.IN_FORCE: "standing",
    RestrictionStatus.ENDED: "standing",
    RestrictionStatus.IMPOSED: "done",
    RestrictionStatus.PLANNED: "ahead",
    RestrictionStatus.FORESEEN: "ahead",
    RestrictionStatus.URGED: "urged",
    RestrictionStatus.NOT_IMPOSED: "not",
}


@dataclass(frozen=True, slots=True)
class _Told:
    """A measure with the day it was published, its place in the order of all, and the events of its claims."""

    place: int
    measure: Measure
    day: date | None
    events: frozenset[str]


def find_restrictions(
    measures: Iterable[Measure], *, documents: Iterable[Document], events: Iterable[Event]
) -> tuple[Restriction, ...]:
    """Ties by target, issuer and kind, each with everything that is said of it.

    Sentences tell of the same one when they are of one kind and standing between the same sides, and share an event,
    a time, or the weeks of their publication; what holds (`in_force`) is one whenever it is told. A sentence that
    leaves a side out belongs to the only one of its document that it fits.

    Args:
        measures: Of all documents, in any order.
        documents: At least theirs.
        events: Whose claims may tell the measures.
    """
    days = {document.id: document.day for document in documents}
    labels = {document.id: document.label for document in documents}
    owners = _owners(events)
    ordered = sorted(measures, key=lambda one: _order(one, days=days, labels=labels))
    told = [
        _Told(place, one, days.get(one.document), frozenset(e for c in one.claims for e in owners.get(c, ())))
        for place, one in enumerate(ordered)
    ]
    by_key = _by_key(told)
    groups = [group for key in sorted(by_key) for group in _steps(by_key[key])]
    joined = _fill_gaps(groups)
    found = (_restriction(group, owners=owners) for group in joined)
    return tuple(sorted(found, key=_reading_order))


def _owners(events: Iterable[Event]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for event_id, event in sorted(((event.id, event) for event in events), key=lambda pair: pair[0]):
        for claim in event.claims:
            found[claim] = (*found.get(claim, ()), event_id)
    return found


def _order(measure: Measure, *, days: Mapping[str, date | None], labels: Mapping[str, str]) -> tuple[object, ...]:
    day = days.get(measure.document)
    return (
        day or date.max,
        labels.get(measure.document, ""),
        measure.evidence.span,
        measure.cue.span,
        measure.id,
        measure.digest,
    )


def _by_key(told: Iterable[_Told]) -> dict[tuple[str, str, tuple[str, ...], tuple[str, ...]], list[_Told]]:
    found: dict[tuple[str, str, tuple[str, ...], tuple[str, ...]], list[_Told]] = {}
    for one in told:
        measure = one.measure
        key = (measure.kind.value, _CLASSES[measure.status], measure.issuer_ids, measure.target_ids)
        found.setdefault(key, []).append(one)
    return found


def _steps(told: list[_Told]) -> list[list[_Told]]:
    """Measures of one key, each step by itself."""
    groups: list[list[_Told]] = []
    for one in told:  # in order of place, which every group keeps
        same = [group for group in groups if any(_is_same(one, other) for other in reversed(group))]
        if len(same) == 1:
            same[0].append(one)
            continue
        groups = [group for group in groups if not any(group is other for other in same)]
        groups.append(sorted((one, *(each for group in same for each in group)), key=lambda each: each.place))
    return groups


def _is_same(one: _Told, other: _Told) -> bool:
    if _CLASSES[one.measure.status] == "standing" or one.events & other.events:
        return True
    first, second = _days(one.measure), _days(other.measure)
    if first is not None and second is not None:
        return first.meets(second)
    if one.day is None or other.day is None:
        return False
    return (
        _near(first, other.day)
        if first
        else _near(second, one.day)
        if second
        else abs(one.day - other.day) <= _SAME_STEP
    )


def _near(span: TimeSpan, day: date) -> bool:
    """Whether a report of a day that names no time may tell a step of these days: it came before the report."""
    return span.start is not None and span.start <= day


def _days(measure: Measure) -> TimeSpan | None:
    return measure.when.span if measure.when is not None else None


def _fill_gaps(groups: list[list[_Told]]) -> list[list[_Told]]:
    """Put a group of one document that leaves a side out to the only other of that document that it fits."""
    places: dict[tuple[str, str, str], list[int]] = {}
    for place, group in enumerate(groups):
        for name in {_telling(one) for one in group}:
            places.setdefault(name, []).append(place)
    whole: list[list[_Told] | None] = list(groups)
    for place, group in enumerate(groups):
        near = (at for at in places[_telling(group[0])] if at != place)
        fitting = [at for at in near if (other := whole[at]) is not None and _completes(other, group)]
        if whole[place] is group and len(fitting) == 1:
            whole[place] = None
            whole[fitting[0]] = sorted((*(whole[fitting[0]] or ()), *group), key=lambda each: each.place)
    return [group for group in whole if group is not None]


def _telling(told: _Told) -> tuple[str, str, str]:
    """Only what is told in one document, of one kind and standing, can complete each other."""
    return told.measure.kind.value, _CLASSES[told.measure.status], told.measure.document


def _completes(whole: list[_Told], part: list[_Told]) -> bool:
    """Whether all of a group's documents tell the other too, which knows more of its sides and says nothing else."""
    first, second = whole[0].measure, part[0].measure
    if (first.kind, _CLASSES[first.status]) != (second.kind, _CLASSES[second.status]):
        return False
    if not {one.measure.document for one in part} <= {one.measure.document for one in whole}:
        return False
    issuers = not second.issuers or second.issuer_ids == first.issuer_ids
    targets = not second.targets or second.target_ids == first.target_ids
    return issuers and targets and (second.issuer_ids, second.target_ids) != (first.issuer_ids, first.target_ids)


def _restriction(group: list[_Told], *, owners: Mapping[str, tuple[str, ...]]) -> Restriction:
    measures = tuple(one.measure for one in group)
    claims = tuple(sorted({claim for measure in measures for claim in measure.claims}))
    return Restriction(
        kind=measures[0].kind,
        status=_status(group),
        issuers=max((measure.issuer_ids for measure in measures), key=len),
        targets=max((measure.target_ids for measure in measures), key=len),
        rules=tuple(sorted({rule for measure in measures for rule in measure.rules})),
        item_classes=tuple(sorted({item.item_class for measure in measures for item in measure.items})),
        when=_hull([span for measure in measures if (span := _days(measure)) is not None]),
        measures=measures,
        claims=claims,
        events=tuple(sorted({event for claim in claims for event in owners.get(claim, ())})),
    )


def _status(group: list[_Told]) -> RestrictionStatus:
    """What the newest sentence says; on the same day what has ended has."""
    newest = max((one.day for one in group if one.day is not None), default=None)
    last = [one.measure.status for one in group if newest is None or one.day == newest]
    return RestrictionStatus.ENDED if RestrictionStatus.ENDED in last else last[-1]


def _hull(spans: list[TimeSpan]) -> TimeSpan | None:
    """First to last day of all; open where one of them is."""
    if not spans:
        return None
    start = None if any(span.start is None for span in spans) else min(span.start for span in spans if span.start)
    end = None if any(span.end is None for span in spans) else max(span.end for span in spans if span.end)
    return TimeSpan(start=start, end=end)


def _reading_order(one: Restriction) -> tuple[object, ...]:
    start = one.when.start if one.when is not None else None
    return not one.targets, one.targets, not one.issuers, one.issuers, one.kind.value, start or date.max, one.id
