"""Looking things up: one record by its id."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from neraca.errors import fail
from neraca.publish.entries import entry_row
from neraca.publish.exports import Row, document_row
from neraca.records import Account, Claim, Document, Entry, Event
from neraca.service.coded import claim_languages, coded_claim_row, coded_event_row


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What an id stands for."""

    kind: str
    record: Document | Claim | Event | Entry


def find_record(account: Account, name: str) -> Found:
    """The record whose id begins with `name`, with or without its kind (`claim-1a2b`, `1a2b`), or a document's label.

    Raises:
        NeracaError: N102, when there is none, or more than one.
    """
    key = name.strip()
    found = [
        Found(kind=kind, record=record)
        for kind, record in _records(account)
        if record.id.startswith(key) or record.id.partition("-")[2].startswith(key.casefold())
    ]
    labelled = [document for document in account.documents if document.label == key]
    if labelled:
        found = [Found(kind="document", record=document) for document in labelled]
    if not key or len(found) != 1:
        raise fail("N102", name=name or "''")
    return found[0]


def record_row(found: Found, account: Account) -> Row:
    """Everything a record holds, as a plain row; `kind` says what it is."""
    record = found.record
    if isinstance(record, Document):
        claims = [claim.id for claim in account.claims if claim.document == record.id]
        return {"kind": found.kind, **document_row(record), "claims": claims, "text": record.text}
    if isinstance(record, Claim):
        document = document_of(record, account)
        events = [event.id for event in account.events if record.id in event.claims]
        outlet = None if document.outlet is None else document.outlet.value
        published = None if document.day is None else document.day.isoformat()
        return {
            "kind": found.kind,
            **coded_claim_row(record, document),
            "outlet": outlet,
            "published": published,
            "events": events,
        }
    if isinstance(record, Event):
        return {"kind": found.kind, **coded_event_row(record, claim_languages(account))}
    return {"kind": found.kind, **entry_row(record)}


def document_of(claim: Claim, account: Account) -> Document:
    """The document a claim stands in."""
    return next(document for document in account.documents if document.id == claim.document)


def _records(account: Account) -> Iterator[tuple[str, Document | Claim | Event | Entry]]:
    for document in account.documents:
        yield "document", document
    for claim in account.claims:
        yield "claim", claim
    for event in account.events:
        yield "event", event
    for entry in account.entries:
        yield "entry", entry
