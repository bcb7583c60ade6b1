"""Rows of claims and events with their PLOVER and CAMEO coding."""

from __future__ import annotations

from collections.abc import Mapping

from neraca.packs.coding import load_coding
from neraca.publish.coding import code_claim, code_event, coding_row, uncoded_reason
from neraca.publish.exports import Row, claim_row, event_row
from neraca.records import Account, Claim, Document, Event


def coded_claim_row(claim: Claim, document: Document) -> Row:
    """A claim in the format of the gold claims, and its `coding` as the last key."""
    coding = code_claim(claim, language=document.language, book=load_coding())
    return {**claim_row(claim, document), "coding": coding_row(coding, reason=uncoded_reason(claim))}


def coded_event_row(event: Event, members: Mapping[str, tuple[Claim, str]]) -> Row:
    """An event's row, and its `coding` as the last key.

    Args:
        event: The event.
        members: Claims by id, each with the language of its document (`claim_languages`).
    """
    own = [members[key] for key in event.claims]
    coding = code_event(event, members=own, book=load_coding())
    return {**event_row(event), "coding": coding_row(coding, reason=uncoded_reason(event))}


def claim_languages(account: Account) -> dict[str, tuple[Claim, str]]:
    """The account's claims by id, each with the language of its document."""
    languages = {document.id: document.language for document in account.documents}
    return {claim.id: (claim, languages[claim.document]) for claim in account.claims}
