"""The part of what an account's events show together that belongs to some of them."""

from __future__ import annotations

from dataclasses import replace

from neraca.publish.relations import Relations
from neraca.records import Chronology, Imprecise, Lane, Moment, Reactions, Zoom
from neraca.relate.trackrecords import build_track_records
from neraca.service.account_index import AccountIndex, Places, meeting


def narrow_relations(index: AccountIndex, *, events: frozenset[str], claims: frozenset[str]) -> Relations:
    """What rests on the events alone, or touches them; see `narrowing.narrow`.

    Args:
        index: Of the whole account and its relations.
        events: Ids of the events of the part.
        claims: Ids of its claims: what is told of others is left out.
    """
    relations, related = index.relations, index.related
    outlooks = tuple(relations.outlooks[place] for place in meeting(related.outlooks, events))
    own = {claim for event in events for claim in index.events[event].claims}
    return Relations(
        chronology=_chronology(index, events, claims),
        restrictions=tuple(relations.restrictions[place] for place in meeting(related.restrictions, (*events, *own))),
        charges=tuple(relations.charges[place] for place in meeting(related.charges, own)),
        reactions=_reactions(index, events, own),
        outlooks=outlooks,
        track_records=build_track_records(outlooks),
    )


def _reactions(index: AccountIndex, events: frozenset[str], own: set[str]) -> Reactions:
    """Reactions between two of the events, the chains that are made of these alone, and returns that touch them."""
    found, related = index.relations.reactions, index.related
    touching = (found.said[place] for place in meeting(related.said, events))
    said = tuple(one for one in touching if one.cause in events and one.effect in events)
    ties = {one.id for one in said}
    return Reactions(
        said=said,
        chains=tuple(
            chain
            for chain in (found.chains[place] for place in meeting(related.chains, ties))
            if ties.issuperset(chain.reactions)
        ),
        returns=tuple(found.returns[place] for place in meeting(related.returns, own)),
    )


def _chronology(index: AccountIndex, events: frozenset[str], claims: frozenset[str]) -> Chronology:
    """The events' places in time; their ranks are those among all events, and a day's weight is that of all claims."""
    whole, related = index.relations.chronology, index.related
    listed = sorted((one for one in events if one in related.moments), key=related.moment_order.__getitem__)
    moments = {one: related.moments[one] for one in listed}
    past, ahead = len(whole.past), len(whole.past) + len(whole.ahead)
    place = related.moment_order
    days = (whole.days[at] for at in meeting(related.days, claims))
    zooms = [
        _zoom(zoom, places, moments)
        for zoom, places in zip((whole.years, whole.months, whole.day_by_day), related.zooms, strict=True)
    ]
    return Chronology(
        seen_from=whole.seen_from,
        past=tuple(moments[one] for one in listed if place[one] < past),
        ahead=tuple(moments[one] for one in listed if past <= place[one] < ahead),
        undated=tuple(moments[one] for one in listed if place[one] >= ahead),
        days=tuple(replace(day, claims=tuple(one for one in day.claims if one in claims)) for day in days),
        years=zooms[0],
        months=zooms[1],
        day_by_day=zooms[2],
        lanes=tuple(_lane(whole.lanes[at], moments) for at in meeting(related.lanes, moments)),
    )


def _lane(lane: Lane, moments: dict[str, Moment]) -> Lane:
    return replace(lane, events=tuple(one for one in lane.events if one in moments))


def _zoom(zoom: Zoom, places: tuple[Places, Places], moments: dict[str, Moment]) -> Zoom:
    buckets = []
    for at in meeting(places[0], moments):
        bucket = zoom.buckets[at]
        held = tuple(one for one in bucket.events if one in moments)
        foreseen = sum(moments[one].foreseen for one in held)
        buckets.append(replace(bucket, events=held, claims=_claims(held, moments), foreseen=foreseen))
    imprecise = []
    for at in meeting(places[1], moments):
        held = tuple(one for one in zoom.imprecise[at].events if one in moments)
        reason = zoom.imprecise[at].reason
        imprecise.append(Imprecise(reason=reason, events=held, claims=_claims(held, moments)))
    return Zoom(level=zoom.level, buckets=tuple(buckets), imprecise=tuple(imprecise))


def _claims(held: tuple[str, ...], moments: dict[str, Moment]) -> tuple[str, ...]:
    return tuple(sorted({claim for one in held for claim in moments[one].claims}))
