"""The network of a day: ties from events, and all that follows from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from neraca.packs.events import EventBook
from neraca.packs.network import NetworkPack
from neraca.records import Claim, Document, Event, Network, Place, Remark
from neraca.relate.blocs import find_blocs
from neraca.relate.deeds import Deed, Scale, find_deeds
from neraca.relate.layout import lay_out
from neraca.relate.roles import Pair, Scene, find_roles, told_pairs
from neraca.relate.ties import pair_up, strengths, weigh_ties
from neraca.relate.triads import find_triads, measure_polarity


def build_network(
    events: Iterable[Event],
    claims: Iterable[Claim],
    documents: Iterable[Document],
    *,
    day: date,
    book: EventBook,
    pack: NetworkPack,
    remarks: Iterable[Remark] = (),
) -> Network:
    """The network by what had happened up to a day, without places.

    Args:
        events: Assessed events, in any order.
        claims: At least theirs; those of the whole account tell which pair a text is about.
        documents: At least those of the claims and remarks.
        day: Of the network.
        book: Scores of event types.
        pack: Rules of ties, words of roles.
        remarks: Sentences that give a third party a role.
    """
    scenery = gather_scenery(events, claims, documents, book=book, pack=pack)
    return network_of(scenery, day=day, pack=pack, remarks=remarks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenery:
    """What the networks of all days are made of.

    Attributes:
        events: By id.
        claims: By id.
        documents: By id.
        days: On which each document's words count: that of its publication, or the newest document's.
        told: For each document how many of its claims are about each pair.
        deeds: Of all days.
        undated: Ids of events that no day can be given to.
    """

    events: Mapping[str, Event]
    claims: Mapping[str, Claim]
    documents: Mapping[str, Document]
    days: Mapping[str, date | None]
    told: Mapping[str, Mapping[Pair, int]]
    deeds: tuple[Deed, ...]
    undated: tuple[str, ...]


def gather_scenery(
    events: Iterable[Event],
    claims: Iterable[Claim],
    documents: Iterable[Document],
    *,
    book: EventBook,
    pack: NetworkPack,
) -> Scenery:
    """What networks need that does not depend on their day, gathered once; arguments as for `build_network`.

    A report without a day had been made by the day of the newest document, and counts from that day.
    """
    listed = {event.id: event for event in events}
    known = {claim.id: claim for claim in claims}
    texts = {document.id: document for document in documents}
    days = _counting_days(texts.values())
    deeds, undated = find_deeds(listed.values(), known, days=days, scale=_scale(book), rules=pack.rules)
    return Scenery(
        events=listed,
        claims=known,
        documents=texts,
        days=days,
        told=told_pairs(known.values(), pack),
        deeds=deeds,
        undated=undated,
    )


def network_of(scenery: Scenery, *, day: date, pack: NetworkPack, remarks: Iterable[Remark] = ()) -> Network:
    """The network by what had happened up to a day, as `build_network` makes it."""
    network = weave(scenery.deeds, day=day, pack=pack)
    scene = Scene(
        day=day,
        events=scenery.events,
        claims=scenery.claims,
        documents=scenery.documents,
        days=scenery.days,
        told=scenery.told,
        ties=network.ties,
        dyads=network.dyads,
    )
    return replace(network, roles=find_roles(scene, remarks=remarks, pack=pack), undated=scenery.undated)


def weave(deeds: Iterable[Deed], *, day: date, pack: NetworkPack) -> Network:
    """The network of deeds on a day, without roles and places."""
    rules = pack.rules
    ties = weigh_ties(deeds, day=day, rules=rules)
    dyads = pair_up(ties, decided=rules.decided)
    triads, balance = find_triads(dyads, most=rules.triads)
    return Network(
        day=day,
        half_life_days=rules.half_life_days,
        ties=ties,
        dyads=dyads,
        blocs=find_blocs(dyads, near=rules.near),
        triads=triads,
        balance=balance,
        polarity=measure_polarity(dyads),
    )


def place_networks(earlier: Network, later: Network, *, drawn: int) -> tuple[Network, Network]:
    """Two networks with places: the earlier one's actors stand as near as can be to where they stand later.

    Args:
        earlier: Of the earlier day.
        later: Of the later day.
        drawn: How many actors are drawn, the strongest of both days.
    """
    weights: dict[str, float] = {}
    for network in (earlier, later):
        for actor, strength in strengths(network.dyads).items():
            weights[actor] = max(weights.get(actor, 0.0), strength)
    chosen = frozenset(sorted(weights, key=lambda actor: (-weights[actor], actor))[:drawn])
    last = place_network(later, actors=chosen)
    return place_network(earlier, actors=chosen, before=last.places), last


def place_network(network: Network, *, actors: Iterable[str], before: Sequence[Place] = ()) -> Network:
    """The network with places for those of the actors that have ties in it."""
    tied = set(strengths(network.dyads)).intersection(actors)
    return replace(network, places=lay_out(tied, dyads=network.dyads, blocs=network.blocs, before=before))


def _counting_days(documents: Iterable[Document]) -> dict[str, date | None]:
    """The day of each document by id; one without a day had been published by that of the newest."""
    published = {document.id: document.day for document in documents}
    newest = max((day for day in published.values() if day is not None), default=None)
    return {document: day or newest for document, day in published.items()}


def _scale(book: EventBook) -> Scale:
    """Scores of event types; shared are those that some of their words name as done by all parties to one another."""
    return Scale(
        scores={name: kind.score for name, kind in book.types.items()},
        shared=frozenset(
            name
            for name, kind in book.types.items()
            if kind.mutual or any(row.frame == "mutual" for row in (*kind.id, *kind.en))
        ),
    )


def halfway_day(deeds: Iterable[Deed], *, end: date) -> date | None:
    """The day by which half of the events had happened that happened before `end`; None where they share one day."""
    events = {deed.event: deed.first for deed in deeds if deed.first < end}
    days = sorted(events.values())
    return days[(len(days) - 1) // 2] if len(set(days)) > 1 else None
