"""Where the sources do not agree: who stands on which side, with which claims."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from neraca.records import Claim, Event, EventStatus, Quantity
from neraca.records.figures import rival_figures
from neraca.records.values import figure_claims, figure_days
from neraca.records.voices import UNNAMED, asserting_voices, denying_voices, is_asserted
from neraca.relate.opposition import opposing_claims


class DisputeKind(StrEnum):
    """What is disputed."""

    DENIAL = "denial"
    FIGURES = "figures"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """Two sides of one matter; neither is chosen.

    Attributes:
        event: Id of the event.
        kind: Whether it is about the event itself or about an amount.
        status: The event's; a denial that its own party has taken back leaves it confirmed.
        claims_for: Ids of claims that assert it, or that give the lower amount.
        claims_against: Ids of claims that a voice denies, and of claims that say the opposite; or that give the higher
            amount.
        voices_for, voices_against: Actor ids; "" is a voice that names no actor.
        figures: The two amounts; empty for a denial.
    """

    event: str
    kind: DisputeKind
    status: EventStatus
    claims_for: tuple[str, ...]
    claims_against: tuple[str, ...]
    voices_for: tuple[str, ...]
    voices_against: tuple[str, ...]
    figures: tuple[Quantity, ...] = ()


def find_disputes(
    events: Iterable[Event], claims: Iterable[Claim], *, roots: Mapping[str, str] | None = None
) -> tuple[Dispute, ...]:
    """Denials and rival amounts of all events, sorted by event id; denials first, then by amount.

    Args:
        events: Assessed events.
        claims: At least theirs.
        roots: Root of each derived document, so that a copy is not set against its original.
    """
    by_id = {claim.id: claim for claim in claims}
    found: list[Dispute] = []
    for own_id, event in sorted(((event.id, event) for event in events), key=lambda pair: pair[0]):
        members = [(claim_id, by_id[claim_id]) for claim_id in event.claims]
        found += _denials(own_id, event, members=members, by_id=by_id)
        found += _figures(own_id, event, by_id=by_id, roots=roots or {})
    return tuple(found)


def _denials(
    own_id: str, event: Event, *, members: list[tuple[str, Claim]], by_id: Mapping[str, Claim]
) -> list[Dispute]:
    opposing = [claim_id for claim_id in opposing_claims(event) if claim_id in by_id]
    against = [claim_id for claim_id, claim in members if denying_voices(claim)] + opposing
    if not against:
        return []
    supporting = [(claim_id, claim) for claim_id, claim in members if is_asserted(claim)]
    deniers = [denying_voices(claim) for _, claim in members] + [asserting_voices(by_id[one]) for one in opposing]
    return [
        Dispute(
            event=own_id,
            kind=DisputeKind.DENIAL,
            status=event.status,
            claims_for=tuple(claim_id for claim_id, _ in supporting),
            claims_against=tuple(against),
            voices_for=_united(asserting_voices(claim) for _, claim in supporting),
            voices_against=_united(deniers),
        )
    ]


def _figures(own_id: str, event: Event, *, by_id: Mapping[str, Claim], roots: Mapping[str, str]) -> list[Dispute]:
    own = figure_claims(event.amounts)
    pairs = rival_figures(
        [by_id[claim_id] for claim_id in event.claims if claim_id in own], roots, published=figure_days(event.amounts)
    )
    return [
        Dispute(
            event=own_id,
            kind=DisputeKind.FIGURES,
            status=event.status,
            claims_for=(lower_claim,),
            claims_against=(higher_claim,),
            voices_for=_united([asserting_voices(by_id[lower_claim])]),
            voices_against=_united([asserting_voices(by_id[higher_claim])]),
            figures=(lower, higher),
        )
        for (lower, lower_claim), (higher, higher_claim) in pairs
    ]


def _united(voices: Iterable[frozenset[str]]) -> tuple[str, ...]:
    together = frozenset().union(*voices)
    return tuple(sorted(together)) or (UNNAMED,)
