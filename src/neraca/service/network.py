"""Networks of an account on its days, with the sentences that give third parties a role."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from neraca.annotate.mentions import find_mentions
from neraca.annotate.sentences import split_sentences
from neraca.packs.catalogue import Packs
from neraca.packs.network import load_network
from neraca.records import Account, Document, Event, Network, Remark
from neraca.relate.network import (
    build_network,
    gather_scenery,
    halfway_day,
    network_of,
    place_network,
    place_networks,
)
from neraca.relate.remarks import find_remarks, may_remark
from neraca.relate.ties import strengths


def network_day(account: Account) -> date | None:
    """The day that an account stands for: that of its newest document, so that nothing fades by looking later."""
    newest = max((document.day for document in account.documents if document.day), default=None)
    return newest or account.as_of


def network_on(account: Account, packs: Packs, *, day: date, kind: str | None = None) -> Network:
    """The network by what had happened up to a day, without places.

    Args:
        account: Cut to the day of its knowledge already.
        packs: Scores, names, words.
        day: Of the network.
        kind: Only events of this type make ties; None: all do.
    """
    chosen = [event for event in account.events if kind is None or event.type == kind]
    return _build(account, packs, events=chosen, day=day, remarks=remarks_in(account, packs))


def networks_of(account: Account, packs: Packs) -> tuple[Network, ...]:
    """The networks that a dossier shows, with places: at the end, and before it when half of the events had happened.

    One where all happened on one day; none where there are no ties.
    """
    pack, end = load_network(), network_day(account)
    if end is None:
        return ()
    scenery = gather_scenery(account.events, account.claims, account.documents, book=packs.events, pack=pack)
    remarks = remarks_in(account, packs)
    later = network_of(scenery, day=end, pack=pack, remarks=remarks)
    if not later.ties:
        return ()
    middle = halfway_day(scenery.deeds, end=end)
    earlier = network_of(scenery, day=middle, pack=pack, remarks=remarks) if middle else None
    if earlier is None or not earlier.ties:
        actors = strengths(later.dyads)
        shown = sorted(actors, key=lambda actor: (-actors[actor], actor))[: pack.rules.drawn]
        return (place_network(later, actors=shown),)
    return place_networks(earlier, later, drawn=pack.rules.drawn)


def remarks_in(account: Account, packs: Packs) -> tuple[Remark, ...]:
    """Sentences that say that a party watches or mediates, by document and place.

    Only texts that hold such words are read again, and only for their sentences and names.
    """
    return tuple(
        remark
        for document in account.documents
        if document.id not in account.withdrawn_documents
        for remark in _remarks_of(document, packs)
    )


# As many as a large store has: views are made again for each new article, and the others still say what they said.
@lru_cache(maxsize=1 << 14)
def _remarks_of(document: Document, packs: Packs) -> tuple[Remark, ...]:
    roles, language = load_network().roles, packs.languages.get(document.language)
    if language is None or not may_remark(document.text, roles, language=document.language):
        return ()
    sentences = split_sentences(document, language)
    mentions = find_mentions(document, sentences, packs.actors)
    return find_remarks(document, sentences=sentences, mentions=mentions, roles=roles)


def _build(account: Account, packs: Packs, *, events: Iterable[Event], day: date, remarks: Iterable[Remark]) -> Network:
    return build_network(
        events,
        account.claims,
        account.documents,
        day=day,
        book=packs.events,
        pack=load_network(),
        remarks=remarks,
    )
