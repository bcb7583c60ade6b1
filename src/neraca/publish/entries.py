"""Lines of the exchange ledger as plain rows for machines."""

from __future__ import annotations

from neraca.publish.exports import Row, days_row, figure_row, iso, number
from neraca.records import Entry, Evidence, Gift, Posting, Stated, Total


def entry_row(entry: Entry) -> Row:
    """A line of the exchange ledger, with its gifts and what they come to."""
    return {
        "giver": entry.giver,
        "receiver": entry.receiver,
        "item": entry.item_class,
        "name": entry.name,
        "quantity": [figure_row(quantity) for quantity in entry.quantities],
        "status": entry.status.value,
        "when": None if entry.when is None else days_row(entry.when),
        "witnesses": entry.witnesses,
        "claims": list(entry.claims),
        "events": list(entry.events),
        "given_for": list(entry.given_for),
        "id": entry.id,
        "kinds": sorted({kind for gift in entry.gifts for kind in gift.kinds}),
        "purposes": [_words(purpose) for purpose in entry.purposes],
        "asserted_by": list(entry.asserted_by),
        "denied_by": list(entry.denied_by),
        "totals": [total_row(total) for total in entry.totals],
        "gifts": [gift_row(gift) for gift in entry.gifts],
    }


def total_row(total: Total) -> Row:
    """What amounts come to, what was added up, and what was left out and why."""
    return {
        "unit": total.unit,
        "low": number(total.low),
        "high": number(total.high),
        "approx": total.approx,
        "added": [stated_row(one) for one in total.added],
        "perhaps_same": [stated_row(one) for one in total.perhaps_same],
        "left_out": [{**stated_row(one.stated), "reason": one.reason.value} for one in total.left_out],
    }


def stated_row(stated: Stated) -> Row:
    """An amount, the claim that states it, and the event it belongs to."""
    return {**figure_row(stated.quantity), "claim": stated.claim, "event": stated.event}


def gift_row(gift: Gift) -> Row:
    """What one event tells of a line, and how it was corrected."""
    return {
        "event": gift.event,
        "kinds": list(gift.kinds),
        "quantity": [figure_row(quantity) for quantity in gift.quantities],
        "when": None if gift.when is None else days_row(gift.when),
        "where": [_words(place) for place in gift.places],
        "witnesses": gift.witnesses,
        "claims": list(gift.claims),
        "journal": [posting_row(posting) for posting in gift.journal],
    }


def posting_row(posting: Posting) -> Row:
    """How a gift stood from a day on; `replaces` counts the gift's postings from 0."""
    return {
        "day": iso(posting.day),
        "status": posting.status.value,
        "quantity": [figure_row(quantity) for quantity in posting.quantities],
        "claims": list(posting.claims),
        "replaces": posting.replaces,
    }


def _words(evidence: Evidence) -> Row:
    span = evidence.span
    return {"document": evidence.document, "start": span.start, "end": span.end, "text": evidence.quote}
