"""The outlook register and its records of voices and outlets, as plain rows."""

from __future__ import annotations

from collections.abc import Sequence

from neraca.packs.events import load_events
from neraca.pipeline.judgements import event_mark
from neraca.publish.exports import Row, days_row, iso
from neraca.records import Account, Claim, Document, Event, JudgementKind, Outlook, TrackRecord
from neraca.relate.outlooks import build_outlooks
from neraca.relate.trackrecords import build_track_records
from neraca.service.selection import Selection
from neraca.weigh.witnesses import find_roots

ALL = Selection()


def gather_outlooks(account: Account) -> tuple[Outlook, ...]:
    """The register of an account, which is cut to its day already; without what a person judged wrong."""
    verbal = frozenset(name for name, kind in load_events().types.items() if kind.verbal)
    return build_outlooks(
        (event for event in account.events if event_mark(event) != JudgementKind.WRONG.value),
        account.claims,
        account.documents,
        roots=find_roots(account.derivations),
        seen_from=account.as_of,
        verbal=verbal,
    )


def outlook_rows(
    account: Account, selection: Selection = ALL, *, outlooks: Sequence[Outlook] | None = None
) -> list[Row]:
    """The register in its order, each outlook with the sentence that foretold it first.

    Args:
        account: All of it: fates are judged from all its events.
        selection: A party or a voice; an event type; days of its window, or on which it was told.
        outlooks: The account's register, where it is known already.
    """
    events = {event.id: event for event in account.events}
    claims = {claim.id: claim for claim in account.claims}
    documents = {document.id: document for document in account.documents}
    rows = []
    for outlook in _chosen(account, selection, outlooks):
        first = claims[outlook.claims[0]]
        rows.append(_row(outlook, events[outlook.event], first=first, document=documents[first.document]))
    return rows


def record_rows(
    account: Account, selection: Selection = ALL, *, outlooks: Sequence[Outlook] | None = None
) -> list[Row]:
    """How many outlooks of each voice and outlet came to what; see `outlook_rows` for the selection.

    `rate` is the share of the fulfilled among the settled, with its interval; null where too few are settled.

    Args:
        account: All of it.
        selection: Which outlooks count.
        outlooks: The account's register, where it is known already.
    """
    return [record_row(record) for record in build_track_records(_chosen(account, selection, outlooks))]


def record_row(record: TrackRecord) -> Row:
    """A track record."""
    return {
        "kind": "outlet" if record.is_outlet else "voice",
        "source": record.source,
        "actor": record.source if record.has_id else None,
        "fulfilled": record.fulfilled,
        "partly": record.partly,
        "lapsed": record.lapsed,
        "contradicted": record.contradicted,
        "settled": record.settled,
        "open": record.open,
        "rate": record.rate,
        "interval": None if record.rate is None else [record.low, record.high],
        "outlooks": list(record.outlooks),
    }


def _chosen(account: Account, selection: Selection, outlooks: Sequence[Outlook] | None) -> list[Outlook]:
    events = {event.id: event for event in account.events}
    chosen = []
    for outlook in gather_outlooks(account) if outlooks is None else outlooks:
        event = events[outlook.event]
        window = outlook.window if outlook.window_words is not None else None
        parties = {*event.actors, *event.recipients, *outlook.voice}
        if selection.holds(parties, {outlook.type}, window, outlook.told):
            chosen.append(outlook)
    return chosen


def _row(outlook: Outlook, event: Event, *, first: Claim, document: Document) -> Row:
    return {
        "id": outlook.id,
        "voice": list(outlook.voice),
        "event": outlook.type,
        "stage": outlook.stage.value,
        "negated": outlook.negated,
        "window": None if outlook.window is None else days_row(outlook.window),
        "window_words": None if outlook.window_words is None else outlook.window_words.quote,
        "condition": None if outlook.condition is None else outlook.condition.quote,
        "status": outlook.status.value,
        "reason": outlook.reason.value,
        "values": dict(outlook.values),
        "voice_words": outlook.voice_words or None,
        "outlets": list(outlook.outlets),
        "told": iso(outlook.told),
        "actor": list(event.actors),
        "recipient": list(event.recipients),
        "items": list(event.items),
        "event_id": outlook.event,
        "fulfilled_by": list(outlook.fulfilled_by),
        "contradicted_by": list(outlook.contradicted_by),
        "in_passing": outlook.in_passing,
        "document": document.label,
        "published": iso(document.day),
        "quote": first.evidence.quote,
        "claims": list(outlook.claims),
    }
