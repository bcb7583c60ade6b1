"""Which events made come true what others foretold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from neraca.link.comparison import barrier, features, probability
from neraca.link.outline import HAPPENED, Outline
from neraca.link.told import Told
from neraca.packs.comparison import LinkModel, load_link_model
from neraca.records import TimeSpan
from neraca.records.figures import item_class_of
from neraca.records.voices import is_asserted

# What is foretold without a time, "soon" among it, comes true within half a year or is no longer the same matter.
_WINDOW = timedelta(days=180)
_COMPARED = 4
# A deed is of the plan only when it is clearly told as the same: many deeds between two parties are not.
_LEAST = 0.6


def find_fulfilments(
    groups: Iterable[Sequence[Told]], *, model: LinkModel | None = None
) -> Mapping[str, tuple[str, ...]]:
    """By the first claim of every event foretold, the first claims of the events that made it come true, sorted.

    An event that somebody says has happened makes another come true that is planned, predicted, urged or foreseen
    under a condition: of the same type, between the same parties, with no other items, of no smaller amount, told on a
    later day than it was foretold, in the time it was foretold for, or within half a year where none was given.

    Args:
        groups: Claims by event, in each by publication, those of original documents first.
        model: Weights of the comparison; None takes those that the program ships.
    """
    weights = model or load_link_model()
    done: dict[tuple[str, str], list[Sequence[Told]]] = {}
    foretold = []
    for whole in groups:
        # What repeats another document says no more of plan or deed than its original.
        group = [one for one in whole if not one.is_derived] or list(whole)
        outlined = group[0].outline
        if outlined.negated:
            continue
        if outlined.stage != HAPPENED:
            foretold.append(group)
        elif any(is_asserted(one.claim) for one in group):
            for party in sorted(outlined.actors | outlined.recipients):
                done.setdefault((outlined.event, party), []).append(group)
    found = {}
    for group in foretold:
        outlined = group[0].outline
        listed = [
            one
            for party in sorted(outlined.actors | outlined.recipients)
            for one in done.get((outlined.event, party), ())
        ]
        candidates = {one[0].id: one for one in listed}
        outcomes = [own_id for own_id, one in candidates.items() if _comes_true(group, one, model=weights)]
        if outcomes:
            found[group[0].id] = tuple(sorted(outcomes))
    return found


def _comes_true(foretold: Sequence[Told], done: Sequence[Told], *, model: LinkModel) -> bool:
    first = min((one.day for one in foretold if one.day is not None), default=None)
    told = [one.day for one in done if one.day is not None]
    if first is None or not told or max(told) <= first:
        return False
    plan, deed = foretold[0].outline, done[0].outline
    if not (plan.is_said_whole and plan.parties == deed.parties) or barrier(_timeless(plan), _timeless(deed)):
        return False
    given = frozenset().union(*(one.outline.items for one in done))
    if plan.items and not plan.items & given:
        return False
    if all(one.claim.optional for one in done) or not _is_enough(foretold, done):
        return False
    due = next((one.outline.span for one in foretold if one.outline.span is not None), None)
    happened = next((one.outline.span for one in done if one.outline.span is not None), None)
    if not _in_time(due, happened, first=first, told=min(day for day in told if day > first)):
        return False
    scores = [
        _likely(_undated(one), _undated(other), model=model)
        for one in foretold[:_COMPARED]
        for other in done[:_COMPARED]
    ]
    return max(scores) >= _LEAST


def _likely(one: Told, other: Told, *, model: LinkModel) -> float:
    """Probability of one matter; whether as much was done as planned is asked by itself."""
    found = features(one, other)
    found.pop("numbers differ", None)
    return probability(model.weights, found)


def _is_enough(foretold: Sequence[Told], done: Sequence[Told]) -> bool:
    """Whether as much was done as was foretold, where both say how much of what."""
    asked, given = _amounts(foretold), _amounts(done)
    shared = asked.keys() & given.keys()
    return not shared or any(max(given[scope]) >= min(asked[scope]) for scope in shared)


def _amounts(group: Iterable[Told]) -> dict[tuple[str, str], list[Decimal]]:
    found: dict[tuple[str, str], list[Decimal]] = {}
    for one in group:
        for amount in one.claim.quantities:
            bound = amount.low if amount.low is not None else amount.high
            if bound is not None:
                found.setdefault((amount.unit, item_class_of(amount, one.claim)), []).append(bound)
    return found


def _in_time(due: TimeSpan | None, happened: TimeSpan | None, *, first: date, told: date) -> bool:
    """Whether something happened after it was foretold, and when it was to happen."""
    if happened is not None and happened.end is not None and happened.end <= first:
        return False
    if due is None:
        return told - first <= _WINDOW
    if happened is not None:
        return due.meets(happened)
    return due.end is None or told - due.end <= _WINDOW


def _timeless(outlined: Outline) -> Outline:
    return replace(outlined, stage=HAPPENED, span=None, first=None, last=None)


def _undated(one: Told) -> Told:
    """The claim without its times and day: a plan is told long before the deed."""
    return replace(one, outline=_timeless(one.outline), day=None)
