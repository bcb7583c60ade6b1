"""An account in a few figures, and the matters in it that most need a second look."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from neraca.publish.exports import Row
from neraca.records import Account, Claim, Document, Event, EventStatus, Quantity, Stance
from neraca.relate.disputes import Dispute, DisputeKind, find_disputes
from neraca.weigh.witnesses import find_roots

_SENTENCES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A sentence on an event and who stands behind it or against it.

    `words` are the text's for the voice; "" where the outlet speaks itself.
    """

    claim: Claim
    document: Document
    words: str
    stance: Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """An event with sentences on it; with `figures` where its amount is disputed."""

    event: Event
    voices: tuple[Voice, ...]
    figures: tuple[Quantity, ...] = ()


def count_account(account: Account) -> Row:
    """The figures of an account, by name."""
    outlets = {document.outlet.value for document in account.documents if document.outlet is not None}
    statuses = [event.status for event in account.events]
    return {
        "documents": len(account.documents),
        "outlets": len(outlets),
        "derived": len({derivation.child for derivation in account.derivations}),
        "undated": sum(document.day is None for document in account.documents),
        "claims": len(account.claims),
        "events": len(account.events),
        "entries": len(account.entries),
        **{status.value: statuses.count(status) for status in EventStatus},
    }


def disputed_matters(account: Account, *, kind: DisputeKind, limit: int) -> tuple[Matter, ...]:
    """The matters with most claims on both sides, each with sentences from either."""
    events = {event.id: event for event in account.events}
    found = find_disputes(account.events, account.claims, roots=find_roots(account.derivations))
    chosen: dict[str, Dispute] = {}
    for dispute in sorted((dispute for dispute in found if dispute.kind is kind), key=_sides):
        if dispute.claims_for and dispute.claims_against:
            chosen.setdefault(dispute.event, dispute)
    return tuple(
        Matter(
            event=events[event],
            voices=_voices(dispute.claims_for, account) + _voices(dispute.claims_against, account, against=True),
            figures=dispute.figures,
        )
        for event, dispute in list(chosen.items())[:limit]
    )


def corroborated_matters(account: Account, *, limit: int) -> tuple[Matter, ...]:
    """The events that most independent witnesses report, with sentences from different documents."""
    firm = (EventStatus.CORROBORATED, EventStatus.CONFIRMED)
    events = sorted((event for event in account.events if event.status in firm), key=_weight)
    return tuple(Matter(event=event, voices=_voices(event.claims, account)) for event in events[:limit])


def _sides(dispute: Dispute) -> tuple[int, int, str]:
    sides = (len(dispute.claims_for), len(dispute.claims_against))
    return -min(sides), -max(sides), dispute.event


def _weight(event: Event) -> tuple[int, int, str]:
    return -event.witnesses, -event.reports, event.id


def _voices(claims: Iterable[str], account: Account, *, against: bool = False) -> tuple[Voice, ...]:
    """Sentences from documents that are not copies of one another, those that name their voice first."""
    roots = find_roots(account.derivations)
    documents = {document.id: document for document in account.documents}
    by_id = {claim.id: claim for claim in account.claims}
    chosen: dict[str, Voice] = {}
    for claim in sorted((by_id[claim] for claim in claims), key=_telling):
        document = documents[claim.document]
        chosen.setdefault(roots.get(document.id, document.id), _voice(claim, document, against=against))
    return tuple(chosen.values())[:_SENTENCES]


def _voice(claim: Claim, document: Document, *, against: bool) -> Voice:
    wanted = {Stance.DENIES, Stance.DOUBTS} if against else {Stance.ASSERTS}
    for attribution in claim.attributions:
        if attribution.stance in wanted:
            words = attribution.evidence.quote
            return Voice(claim=claim, document=document, words=words, stance=attribution.stance)
    return Voice(claim=claim, document=document, words="", stance=Stance.ASSERTS)


def _telling(claim: Claim) -> tuple[bool, bool, int, str]:
    return claim.optional, not claim.attributions, -len(claim.evidence.quote), claim.id
