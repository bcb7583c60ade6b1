"""What acts between two parties are said to break: both sides of each charge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from neraca.records import UNKNOWN_PARTY, Breach, Charge, Claim, Event, Rule, Stance


def find_charges(breaches: Iterable[Breach], *, claims: Iterable[Claim], events: Iterable[Event]) -> tuple[Charge, ...]:
    """Every rule that acts between two parties are said to break or keep, by pair and rule.

    The two sides of an act are its claim's, else its event's: *the shipment* may be told without its receiver. An act
    of one side stands under its doer alone, a sentence about no act under nobody.

    Args:
        breaches: Of all documents, in any order.
        claims: At least those of the acts.
        events: What the claims are about.
    """
    known = {claim.id: claim for claim in claims}
    owners: dict[str, Event] = {}
    for _, event in sorted(((event.id, event) for event in events), key=lambda pair: pair[0]):
        for claim in event.claims:
            owners.setdefault(claim, event)
    told: dict[tuple[tuple[str, ...], Rule], list[Breach]] = {}
    for breach in sorted(breaches, key=lambda one: (one.document, one.evidence.span, one.cue.span, one.id)):
        for pair in _pairs(breach, known, owners):
            for rule in breach.rules:
                told.setdefault((pair, rule), []).append(breach)
    return tuple(
        Charge(
            pair=pair,
            rule=rule,
            asserted=tuple(one for one in own if one.stance is Stance.ASSERTS),
            disputed=tuple(one for one in own if one.stance is not Stance.ASSERTS),
        )
        for (pair, rule), own in sorted(told.items())
    )


def _pairs(breach: Breach, known: Mapping[str, Claim], owners: Mapping[str, Event]) -> tuple[tuple[str, ...], ...]:
    found: set[tuple[str, ...]] = set()
    for own_id in breach.acts:
        claim = known.get(own_id)
        if claim is not None:
            found |= _sides(claim, owners.get(own_id), doers=frozenset(breach.parties))
    if found:
        return tuple(sorted(found))
    # More than two are no pair: the charge stands under each of them.
    return (breach.parties,) if len(breach.parties) <= 2 else tuple((one,) for one in breach.parties)


def _sides(claim: Claim, event: Event | None, *, doers: frozenset[str]) -> set[tuple[str, ...]]:
    """Pairs of a doer and the one it is done to; of a mutual act any two of its parties."""
    actors = {mention.actor for mention in claim.actors} or set(event.actors if event else ())
    others = {mention.actor for mention in claim.recipients} or set(event.recipients if event else ())
    actors, others = actors - {UNKNOWN_PARTY}, others - {UNKNOWN_PARTY}
    if not others:
        others = actors
    pairs = {tuple(sorted((one, other))) for one in actors for other in others if one != other}
    own = {pair for pair in pairs if not doers or doers & set(pair)}
    return set(own)
