"""From documents and their claims to the account of them all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from neraca.link.events import group_told
from neraca.link.fulfilment import find_fulfilments
from neraca.link.lineage import find_derivations
from neraca.link.told import tell
from neraca.records import Account, Claim, Document, Meanings
from neraca.relate.ledger import build_ledger
from neraca.relate.timeline import build_timeline
from neraca.weigh.assess import assess_groups
from neraca.weigh.witnesses import find_roots


def build_account(
    documents: Sequence[Document],
    claims: Sequence[Claim],
    *,
    as_of: date | None = None,
    meanings: Sequence[Meanings] = (),
) -> Account:
    """Link, weigh and relate.

    Args:
        documents: Those published by `as_of`, in any order.
        claims: Theirs, in any order.
        as_of: Only noted in the account.
        meanings: Vectors of the documents' sentences, as far as there are any.
    """
    labels = {document.id: document.label for document in documents}
    derivations = find_derivations(documents)
    roots = find_roots(derivations)
    told = tell(claims, documents, roots=roots, meanings=meanings)
    groups = group_told(told, documents)
    events = assess_groups(
        [tuple(one.claim for one in group) for group in groups],
        documents=documents,
        derivations=derivations,
        fulfilled=find_fulfilments(groups),
    )
    timeline = build_timeline(events)
    return Account(
        as_of=as_of,
        documents=tuple(sorted(documents, key=lambda document: (document.label, document.id))),
        claims=tuple(sorted(claims, key=lambda claim: (labels[claim.document], claim.evidence.span, claim.id))),
        derivations=derivations,
        events=timeline.dated + timeline.undated,
        entries=build_ledger(events, claims, roots=roots),
    )
