"""One state of a store, complete: everything that the web app's pages and their JSON are made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from neraca.packs.catalogue import load_packs
from neraca.pipeline.judgements import Standing, find_standing
from neraca.publish.background import Background
from neraca.publish.relations import Relations
from neraca.records import Account, Issue
from neraca.service.account_index import AccountIndex, index_account
from neraca.service.accounts import build_account, without_wrong
from neraca.service.background import gather_background
from neraca.service.facets import Facets, index_facets
from neraca.service.relations import gather_relations
from neraca.store import Counts, Store

_MOST_DAYS = 250


@dataclass(frozen=True, slots=True, kw_only=True)
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
    days: tuple[str, ...] = ()

    @property
    def newest(self) -> date | None:
        """The last day of publication that it knows."""
        return max((document.day for document in self.account.documents if document.day is not None), default=None)


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
        days=_days(whole),
    )


def _days(account: Account) -> tuple[str, ...]:
    days = sorted({document.day.isoformat() for document in account.documents if document.day is not None})
    step = -(-len(days) // _MOST_DAYS) or 1
    return tuple(dict.fromkeys((*days[::step], *days[-1:])))
