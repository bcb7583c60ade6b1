"""What the checks of a store's documents found, as of a day, and the rows of the table `checks`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from neraca.packs.catalogue import Packs
from neraca.publish.exports import Row
from neraca.records import Account, Finding
from neraca.service.accounts import build_account
from neraca.service.selection import Selection
from neraca.store import Store
from neraca.weigh.checks import check_documents

ALL = Selection()


def find_all(store: Store, packs: Packs, *, as_of: date | None = None) -> tuple[Account, tuple[Finding, ...]]:
    """The account on a day, and every finding about its documents by label and place.

    Args:
        store: Keeps what checks of single documents found when they were read.
        packs: Cues for comparing copies with their originals.
        as_of: Only what had been published by then counts; None: everything.
    """
    account, own = build_account(store, as_of=as_of), store.findings(as_of)
    return account, gather_findings(account, own, packs)


def gather_findings(account: Account, own: Iterable[Finding], packs: Packs) -> tuple[Finding, ...]:
    """Findings of single documents and those that need the account, each once, by label and place."""
    labels = {document.id: document.label for document in account.documents}
    across = check_documents(
        account.documents,
        claims=account.claims,
        derivations=account.derivations,
        events=account.events,
        cues=packs.cues,
    )
    found = {finding.id: finding for finding in (*own, *across) if finding.evidence.document in labels}
    return tuple(
        sorted(found.values(), key=lambda one: (labels[one.evidence.document], one.evidence.span, one.kind, one.id))
    )


def checks_rows(account: Account, findings: Iterable[Finding], selection: Selection = ALL) -> list[Row]:
    """Findings in their order; an actor or type selects documents with such a claim, days those published then."""
    documents = {document.id: document for document in account.documents}
    narrowed = Selection(actor=selection.actor, type=selection.type)
    chosen = {claim.document for claim in account.claims if narrowed.holds_claim(claim, documents[claim.document])}
    rows: list[Row] = []
    for finding in findings:
        document = documents[finding.evidence.document]
        named = narrowed == ALL or document.id in chosen
        if named and selection.holds_published(document.day):
            rows.append(
                {
                    "id": finding.id,
                    "document": document.label,
                    "kind": finding.kind,
                    "start": finding.evidence.span.start,
                    "end": finding.evidence.span.end,
                    "quote": finding.evidence.quote,
                    "message": finding.message,
                    "settle": finding.settle,
                    "values": dict(finding.values),
                    "outlet": None if document.outlet is None else document.outlet.value,
                    "published": None if document.day is None else document.day.isoformat(),
                }
            )
    return rows
