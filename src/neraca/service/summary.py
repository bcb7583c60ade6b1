"""An account in a few figures, and the matters in it that most need a second look."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter

from neraca.publish.exports import Row
from neraca.records import Account, Claim, Document, Event, EventStatus, Stance

_QUOTES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A sentence, who is behind it or against it, and where it stands."""

    claim: Claim
    document: Document
    who: tuple[str, ...]
    words: str
    stance: Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """An event and voices on it, at most one from each outlet and stance."""

    event: Event
    voices: tuple[Voice, ...]


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


def disputed_matters(account: Account, *, limit: int) -> tuple[Matter, ...]:
    """The most disputed events: first by voices of different stances, then by witnesses."""
    disputed = [event for event in account.events if event.status is EventStatus.DISPUTED]
    matters = (Matter(event=event, voices=_voices(event, account)) for event in disputed)
    contested = [matter for matter in matters if len({voice.stance for voice in matter.voices}) > 1]
    return tuple(sorted(contested, key=lambda matter: (-len(matter.event.denials), *_weight(matter.event)))[:limit])


def corroborated_matters(account: Account, *, limit: int) -> tuple[Matter, ...]:
    """The events that most independent witnesses report, corroborated or confirmed."""
    firm = (EventStatus.CORROBORATED, EventStatus.CONFIRMED)
    events = sorted((event for event in account.events if event.status in firm), key=_weight)
    return tuple(Matter(event=event, voices=_voices(event, account)) for event in events[:limit])


def _weight(event: Event) -> tuple[int, int, str]:
    return -event.witnesses, -event.reports, event.id


def _voices(event: Event, account: Account) -> tuple[Voice, ...]:
    documents = {document.id: document for document in account.documents}
    claims = {claim.id: claim for claim in account.claims}
    found: dict[tuple[str, Stance], Voice] = {}
    for claim in (claims[claim_id] for claim_id in event.claims):
        document = documents[claim.document]
        for attribution in claim.attributions:
            key = (attribution.evidence.quote.casefold(), attribution.stance)
            voice = Voice(
                claim=claim,
                document=document,
                who=attribution.who,
                words=attribution.evidence.quote,
                stance=attribution.stance,
            )
            found.setdefault(key, voice)
    against = [voice for voice in found.values() if voice.stance is not Stance.ASSERTS]
    behind = [voice for voice in found.values() if voice.stance is Stance.ASSERTS]
    return tuple(sorted((*behind[:_QUOTES], *against[:_QUOTES]), key=attrgetter("stance")))
