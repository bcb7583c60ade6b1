"""One state of a store, complete: everything that the web app's pages and their JSON are made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from neraca.link.wording import Rarity
from neraca.packs.catalogue import load_packs
from neraca.pipeline.judgements import Standing, find_standing
from neraca.publish.background import Background
from neraca.publish.reactions import first_causes
from neraca.publish.relations import Relations
from neraca.publish.traffic import Traffic, find_traffic
from neraca.records import Account, Charge, Issue, Outlook, Restriction
from neraca.service.account_index import AccountIndex, index_account
from neraca.service.accounts import build_account, without_wrong
from neraca.service.background import gather_background
from neraca.service.claim_facets import index_claims
from neraca.service.facets import Facets, index_facets
from neraca.service.linking import measure_rarity
from neraca.service.network_days import Loom, set_up_loom
from neraca.service.outlet_book import Outlet, list_outlets
from neraca.service.outlook_facets import index_outlooks
from neraca.service.pairs import Pair, index_pairs
from neraca.service.relations import gather_relations
from neraca.service.search_book import SearchBook
from neraca.store import Counts, Store

Build = Callable[[Path, date | None], "Snapshot"]
"""Makes a snapshot of the store in a folder, as of a day."""

_MOST_DAYS = 250


@dataclass(frozen=True, slots=True, kw_only=True, weakref_slot=True)
class Snapshot:
    """What a store says at one moment, as of a day.

    Attributes:
        as_of: Only what had been published by then; None: everything.
        account: Without what a person judged wrong; every figure rests on it.
        whole: With what was judged wrong, for pages that show it, marked.
        standing: What stands of a person's judgements.
        background: What is known of the documents beside their claims, findings of the checks included.
        whole_background: The same over `whole`, as `documents` and `outlets` of the command line have it.
        relations: What the events taken together show.
        issues: What could not be read or understood.
        counts: How much the store holds.
        index: Cross references of `whole`, with background and relations, for `narrow`.
        facets: Which events are found by which filter, over `whole`.
        claim_facets: Which claims are, likewise.
        search: `account`, ready to be searched.
        rarity: How rare words are among the original articles, for `link_row` over a part of them.
        pairs: Of the ledger, by id, the one with most lines first.
        traffic: What a map needs to know.
        law: Restrictions and charges by id.
        loom: What the network of any day is woven from.
        outlets: By name, in the order of the table.
        outlooks: By id.
        outlook_facets: Which of them are found by which filter.
        first_causes: Events with which trees of reactions begin, that of the widest first.
        newest: The last day of publication that `account` knows.
        undated: How many documents of `whole` have no day of publication.
        days: Of publication, in ISO form, oldest first; of many days those at even distances.
    """

    as_of: date | None
    account: Account
    whole: Account
    standing: Standing
    background: Background
    whole_background: Background
    relations: Relations
    issues: tuple[Issue, ...]
    counts: Counts
    index: AccountIndex
    facets: Facets
    claim_facets: Facets
    search: SearchBook
    rarity: Rarity
    pairs: Mapping[str, Pair]
    traffic: Traffic
    law: Mapping[str, Restriction | Charge]
    loom: Loom
    outlets: Mapping[str, Outlet]
    outlooks: Mapping[str, Outlook]
    outlook_facets: Facets
    first_causes: tuple[str, ...]
    newest: date | None
    undated: int
    days: tuple[str, ...] = ()


def build_snapshot(folder: Path, as_of: date | None = None) -> Snapshot:
    """Read a store and make everything that follows from it.

    Args:
        folder: The store's.
        as_of: Know only what had been published by then.

    Raises:
        NeracaError: As `Store.open`.
    """
    packs = load_packs()
    with Store.open(folder) as store:
        whole = build_account(store, as_of=as_of, with_wrong=True)
        standing = find_standing(store.judgements())
        own, issues, counts = store.findings(as_of), store.issues(), store.counts()
        numbers = store.document_numbers()
    account = without_wrong(whole, standing) if standing.judgements else whole
    background = gather_background(account, packs, own=own)
    whole_background = background if account is whole else gather_background(whole, packs, own=own)
    relations = gather_relations(account, packs, background=background)
    return Snapshot(
        as_of=as_of,
        account=account,
        whole=whole,
        standing=standing,
        background=background,
        whole_background=whole_background,
        relations=relations,
        issues=issues,
        counts=counts,
        index=index_account(whole, background=background, relations=relations),
        facets=index_facets(whole),
        claim_facets=index_claims(whole, standing),
        search=_searchable(account, numbers),
        rarity=measure_rarity(whole),
        pairs=index_pairs(account.entries, relations.charges),
        traffic=find_traffic(account),
        law=_law_by_id(relations),
        loom=set_up_loom(account, packs),
        outlets=list_outlets(whole, packs, standing, whole_background, relations.track_records),
        outlooks={one.id: one for one in relations.outlooks},
        outlook_facets=index_outlooks(relations.outlooks, {event.id: event for event in account.events}),
        first_causes=first_causes(relations.reactions.said),
        newest=max((document.day for document in account.documents if document.day is not None), default=None),
        undated=sum(document.day is None for document in whole.documents),
        days=_days(whole),
    )


def _searchable(account: Account, numbers: Mapping[str, int]) -> SearchBook:
    """The book with the ways that every search goes made, so that no reader waits for them."""
    book = SearchBook(account=account, numbers=numbers)
    _ = book.places, book.newest, book.events, book.claims(0)
    return book


def _law_by_id(relations: Relations) -> Mapping[str, Restriction | Charge]:
    found: dict[str, Restriction | Charge] = {one.id: one for one in relations.restrictions}
    return {**found, **{one.id: one for one in relations.charges}}


def _days(account: Account) -> tuple[str, ...]:
    days = sorted({document.day.isoformat() for document in account.documents if document.day is not None})
    step = -(-len(days) // _MOST_DAYS) or 1
    return tuple(dict.fromkeys((*days[::step], *days[-1:])))
