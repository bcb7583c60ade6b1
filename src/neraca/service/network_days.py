"""Networks of any day of an account, from what was gathered once; and how two of them are drawn alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from neraca.packs.catalogue import Packs
from neraca.packs.network import load_network
from neraca.records import Account, Network, Place, Remark
from neraca.relate.network import Scenery, gather_scenery, network_of, place_network
from neraca.relate.ties import strengths
from neraca.service.network import network_day, remarks_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Loom:
    """What networks of any day are woven from.

    Attributes:
        scenery: Deeds of all days, and what they rest on.
        remarks: Sentences that give a third party a role.
        first, last: Days between which a network can change; None where there are no deeds.
    """

    scenery: Scenery
    remarks: tuple[Remark, ...]
    first: date | None
    last: date | None


def set_up_loom(account: Account, packs: Packs) -> Loom:
    """Gather what the networks of an account need."""
    scenery = gather_scenery(account.events, account.claims, account.documents, book=packs.events, pack=load_network())
    first, last = min((deed.first for deed in scenery.deeds), default=None), network_day(account)
    if first is not None and last is not None:
        first = min(first, last)
    return Loom(scenery=scenery, remarks=remarks_in(account, packs), first=first, last=last if first else None)


def weave_day(loom: Loom, *, day: date, kind: str | None = None) -> Network:
    """The network of a day, without places; the same as `network_on` of the account.

    Args:
        loom: Of the account.
        day: Of the network.
        kind: Only events of this type make ties; None: all do.
    """
    scenery = loom.scenery
    if kind is not None:
        events = {own: event for own, event in scenery.events.items() if event.type == kind}
        scenery = replace(
            scenery,
            events=events,
            deeds=tuple(deed for deed in scenery.deeds if deed.event in events),
            undated=tuple(own for own in scenery.undated if own in events),
        )
    return network_of(scenery, day=day, pack=load_network(), remarks=loom.remarks)


def place_alike(networks: Sequence[Network], *, near: Sequence[Place]) -> tuple[Network, ...]:
    """Networks with places for the strongest actors of all of them, each as near as can be to its place in `near`.

    Args:
        networks: The earlier first.
        near: Places of the drawing that all days are held to; empty: those of the last network.
    """
    weights: dict[str, float] = {}
    for network in networks:
        for actor, strength in strengths(network.dyads).items():
            weights[actor] = max(weights.get(actor, 0.0), strength)
    most = load_network().rules.drawn
    chosen = frozenset(sorted(weights, key=lambda actor: (-weights[actor], actor))[:most])
    if not near:
        near = place_network(networks[-1], actors=chosen).places
    return tuple(place_network(network, actors=chosen, before=near) for network in networks)
