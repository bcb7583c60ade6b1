"""What the sources together say of an event: its status, its witnesses, its figures, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from neraca.records import MUTUAL_TYPES, Claim, Derivation, Document, Event, EventStatus, Stage, TimeSpan
from neraca.records.figures import distinct_figures, rival_figures
from neraca.records.voices import (
    asserting_voices,
    confirming_parties,
    count_witnesses,
    denying_voices,
    is_asserted,
    is_plain,
)
from neraca.weigh.witnesses import find_roots

_HAPPENED = frozenset({Stage.OCCURRED, Stage.ONGOING})


def assess_groups(
    groups: Iterable[tuple[Claim, ...]], *, documents: Iterable[Document], derivations: Iterable[Derivation]
) -> tuple[Event, ...]:
    """Assess every group of claims; an event and its negation weigh on each other.

    Args:
        groups: Claims by event, in each by publication, then id.
        documents: Those the claims stand in.
        derivations: Who copies whom.

    Returns:
        Events in the order of the groups.
    """
    published = {document.id: document.day for document in documents}
    roots = find_roots(derivations)
    days = {own_id: published.get(roots.get(own_id, own_id), day) for own_id, day in published.items()}
    listed = tuple(groups)
    opposed: dict[tuple[object, ...], list[tuple[Claim, ...]]] = {}
    for group in listed:
        opposed.setdefault(_matter(group), []).append(group)
    events = []
    for group in listed:
        others = opposed.get(_matter(group, turned=True), ())
        against = [claim for other in others if _contradict(group, other, days=days) for claim in other]
        events.append(assess(group, roots=roots, against=against))
    return tuple(events)


def assess(group: Sequence[Claim], *, roots: Mapping[str, str], against: Iterable[Claim] = ()) -> Event:
    """Assess the claims of one event.

    The rules, in order; the first that holds gives the status:

    1. foreseen: the claims speak of a plan, a prediction, a condition or an appeal.
    2. disputed: a party confirms and another denies.
    3. confirmed: a party's own officials say so, without a hedge. A party that denied and has confirmed as well, in
       whatever order, has confirmed.
    4. disputed: somebody asserts, and somebody denies. denied: nobody stands behind it, and somebody denies.
    5. disputed: voices that are independent give amounts that cannot both be right.
    6. corroborated: two or more independent witnesses say so without a hedge, not counting anonymous voices.
    7. reported: all others.

    Args:
        group: Its claims by publication, then id.
        roots: Root of each derived document.
        against: Claims of its negation (or, if these are negated, of what they negate).
    """
    asserted = [claim for claim in group if is_asserted(claim)]
    confirmed = frozenset().union(*(confirming_parties(claim) for claim in asserted))
    opposing = [claim for claim in against if is_asserted(claim)]
    denied = frozenset().union(
        *(denying_voices(claim) for claim in group), *(asserting_voices(claim) for claim in opposing)
    )
    actors, recipients = _parties(group)
    rivals = rival_figures(group, roots)
    plain_witnesses = count_witnesses((claim for claim in group if is_plain(claim)), roots)
    status = _status(
        _stage(group),
        asserted=bool(asserted),
        confirmed=confirmed,
        denied=denied - confirmed,
        parties=frozenset(actors + recipients),
        has_rivals=bool(rivals),
        plain_witnesses=plain_witnesses,
    )
    ids = tuple(claim.id for claim in group)
    witnesses = max(1, count_witnesses(group, roots))
    documents = {claim.document for claim in group}
    reasons = (
        f"witnesses={witnesses}",
        f"plain_witnesses={plain_witnesses}",
        f"roots={len({roots.get(document, document) for document in documents})}",
        *_named("asserted_by", frozenset().union(*(asserting_voices(claim) for claim in asserted))),
        *_named("confirmed_by", confirmed),
        *_named("denied_by", denied),
        *_named("opposed_by_claims", frozenset(claim.id for claim in opposing)),
        *_named("rival_figures_in", frozenset(own_id for pair in rivals for _, own_id in pair)),
    )
    return Event(
        anchor=ids[0],
        type=group[0].event,
        stage=_stage(group),
        status=status,
        actors=actors,
        recipients=recipients,
        items=_items(group),
        when=_when(group),
        reports=len(documents),
        witnesses=witnesses,
        denials=tuple(own_id for own_id, claim in zip(ids, group, strict=True) if denying_voices(claim)),
        figures=distinct_figures(quantity for claim in group for quantity in claim.quantities),
        claims=ids,
        negated=group[0].negated,
        reasons=reasons,
    )


def _status(
    stage: Stage,
    *,
    asserted: bool,
    confirmed: frozenset[str],
    denied: frozenset[str],
    parties: frozenset[str],
    has_rivals: bool,
    plain_witnesses: int,
) -> EventStatus:
    rules = (
        (stage not in _HAPPENED, EventStatus.FORESEEN),
        (bool(confirmed and denied & parties), EventStatus.DISPUTED),
        (bool(confirmed), EventStatus.CONFIRMED),
        (bool(denied and asserted), EventStatus.DISPUTED),
        (bool(denied), EventStatus.DENIED),
        (has_rivals, EventStatus.DISPUTED),
        (plain_witnesses >= 2, EventStatus.CORROBORATED),
    )
    return next((status for holds, status in rules if holds), EventStatus.REPORTED)


def _named(code: str, values: frozenset[str]) -> tuple[str, ...]:
    return (f"{code}={','.join(value or 'unnamed' for value in sorted(values))}",) if values else ()


def _stage(group: Sequence[Claim]) -> Stage:
    stages = {claim.stage for claim in group}
    return Stage.OCCURRED if Stage.OCCURRED in stages else group[0].stage


def _parties(group: Sequence[Claim]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    actors = {mention.actor for claim in group for mention in claim.actors}
    recipients = {mention.actor for claim in group for mention in claim.recipients}
    if group[0].event in MUTUAL_TYPES:
        return tuple(sorted(actors | recipients)), ()
    return tuple(sorted(actors)), tuple(sorted(recipients))


def _items(group: Sequence[Claim]) -> tuple[str, ...]:
    """Classes that all claims with a class share; all classes named where they share none."""
    named = [frozenset(item.item_class for item in claim.items) for claim in group if claim.items]
    specific = [classes - {"other"} for classes in named if classes - {"other"}]
    if not named:
        return ()
    common = frozenset.intersection(*specific) if specific else frozenset({"other"})
    return tuple(sorted(common or frozenset().union(*specific)))


def _when(group: Sequence[Claim]) -> TimeSpan | None:
    """Days that the times given have in common; where they have none, the most precise of them, earliest first."""
    given = [claim.when.span for claim in group if claim.when is not None and claim.when.span is not None]
    spans = [span for span in given if span.start is not None or span.end is not None]
    if not spans:
        return None
    start = max((span.start for span in spans if span.start is not None), default=None)
    end = min((span.end for span in spans if span.end is not None), default=None)
    if start is None or end is None or start < end:
        return TimeSpan(start=start, end=end)
    return min(spans, key=_precision)


def _precision(span: TimeSpan) -> tuple[int, date, date]:
    start, end = span.start or date.min, span.end or date.max
    return (end - start).days, start, end


def _matter(group: Sequence[Claim], *, turned: bool = False) -> tuple[object, ...]:
    """What an event and its negation have in common; `turned` gives the other's."""
    return group[0].event, group[0].stage in _HAPPENED, group[0].negated != turned, *_parties(group)


def _contradict(group: Sequence[Claim], other: Sequence[Claim], *, days: Mapping[str, date | None]) -> bool:
    if not any(_parties(group)):
        return False
    mine, theirs = set(_items(group)) - {"other"}, set(_items(other)) - {"other"}
    if mine and theirs and not mine & theirs:
        return False
    first, second = _reach(group, days=days), _reach(other, days=days)
    return first is None or second is None or first.meets(second)


def _reach(group: Sequence[Claim], *, days: Mapping[str, date | None]) -> TimeSpan | None:
    """Its time, or the days up to its last publication: no one speaks of what is still to happen as done."""
    published = [day for claim in group if (day := days[claim.document]) is not None]
    last = max(published, default=None)
    return _when(group) or (None if last is None else TimeSpan(start=None, end=last + timedelta(days=1)))
