"""How an account's events hang together, gathered for the dossier."""

from __future__ import annotations

from neraca.packs.catalogue import Packs
from neraca.publish.background import Background
from neraca.publish.relations import Relations
from neraca.records import Account
from neraca.relate.trackrecords import build_track_records
from neraca.service.association_rows import measured_rows
from neraca.service.law_rows import gather_law
from neraca.service.network import networks_of
from neraca.service.outlook_rows import gather_outlooks
from neraca.service.reaction_rows import reactions_of
from neraca.service.timeline_rows import gather_chronology


def gather_relations(account: Account, packs: Packs, *, background: Background) -> Relations:
    """Every view of an account's events taken together.

    Args:
        account: Its events, claims and entries are all that counts; it is cut to its day already.
        packs: Names, scores of event types, words of the languages.
        background: Stories and findings of its documents.
    """
    law, outlooks = gather_law(account, packs), gather_outlooks(account)
    return Relations(
        chronology=gather_chronology(account, background, outlooks=outlooks),
        networks=networks_of(account, packs),
        restrictions=law.restrictions,
        charges=law.charges,
        reactions=reactions_of(account),
        outlooks=outlooks,
        track_records=build_track_records(outlooks),
        measured=tuple(measured_rows(account, packs)),
    )
