"""What one event says of one item between two sides, and how well that is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from neraca.records import Claim, Counting, EntryStatus, Event, EventStatus, Quantity, Stage
from neraca.records.figures import fate_of, item_class_of
from neraca.records.testimony import count_witnesses
from neraca.records.voices import confirming_parties, denying_voices, is_asserted, is_plain
from neraca.relate.opposition import opposing_claims

Key = tuple[str, str, str]
"""Giver, receiver, item class."""

Told = tuple[str, Claim]
"""A claim with its id, which is costly to make anew."""

_GIFT = "AID"
_UNSPECIFIED = "other"
_FORESEEN = frozenset({Stage.PREDICTED, Stage.HYPOTHETICAL})
# What a person's status of an event makes of its exchanges; firm ones are done, as far as they are not still to come.
_FIRM = frozenset({EventStatus.CONFIRMED, EventStatus.CORROBORATED})
_GIVEN = {
    EventStatus.DENIED: EntryStatus.DENIED,
    EventStatus.RETRACTED: EntryStatus.DENIED,
    EventStatus.DISPUTED: EntryStatus.ALLEGED,
    EventStatus.REPORTED: EntryStatus.ALLEGED,
    EventStatus.FORESEEN: EntryStatus.FORESEEN,
}
# How long or what part says nothing about how much was given.
_NO_AMOUNT = frozenset({"day", "percent"})
# Characters from a gift to the sentence that sums it up: the next one, or the one after it.
_BESIDE = 250


@dataclass(frozen=True, slots=True)
class Part:
    """What one event says of one item class between two sides.

    Attributes:
        told: Claims that speak of it with their ids, in the event's order.
        opposed: Claims that say the opposite, likewise.
        beside: Claims of another act that tell, right after one of these, how many persons of the giver there are in
            all ("pengiriman tambahan seribu pasukan ... Totalnya 11.000 pasukan telah berpartisipasi"); they bear on
            amounts alone.
    """

    event: Event
    event_id: str
    sides: frozenset[str]
    told: tuple[Told, ...]
    opposed: tuple[Told, ...]
    beside: tuple[Told, ...] = ()

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Claims that speak of it."""
        return tuple(claim for _, claim in self.told)

    @property
    def opposing(self) -> tuple[Claim, ...]:
        """Claims that say the opposite."""
        return tuple(claim for _, claim in self.opposed)


@dataclass(frozen=True, slots=True)
class Origins:
    """Where documents come from, whose word each is, when it was published, and in which language."""

    roots: Mapping[str, str]
    sources: Mapping[str, str]
    published: Mapping[str, date | None]
    languages: Mapping[str, str]

    def count(self, claims: Iterable[Claim]) -> int:
        """Independent witnesses."""
        return count_witnesses(claims, self.roots, self.sources)

    def day(self, claim: Claim) -> date | None:
        """Day of publication."""
        return self.published.get(claim.document)


def find_parts(events: Iterable[Event], by_id: Mapping[str, Claim]) -> dict[Key, list[Part]]:
    """All parts by giver, receiver and item class; those of one key in the order of their events' ids.

    Made from events of type AID whose giver and receiver are known. Trade and joint projects (COOPERATE) name no
    giver; what is only asked for (`urged`) is nobody's promise.
    """
    found: dict[Key, list[Part]] = {}
    heads = _headcounts(by_id)
    for own_id, event in sorted(((event.id, event) for event in events), key=lambda pair: pair[0]):
        if event.type == _GIFT and event.stage is not Stage.URGED:
            for key, part in _parts(own_id, event, by_id=by_id):
                beside = _told_beside(part, key, heads)
                found.setdefault(key, []).append(replace(part, beside=beside) if beside else part)
    return found


def _headcounts(by_id: Mapping[str, Claim]) -> dict[str, list[Told]]:
    """By document the claims of other acts that count persons in all."""
    found: dict[str, list[Told]] = {}
    for claim_id, claim in by_id.items():
        if (
            claim.event != _GIFT
            and not claim.negated
            and not fate_of(claim)
            and any(map(_counts_all, claim.quantities))
        ):
            found.setdefault(claim.document, []).append((claim_id, claim))
    return found


def _counts_all(quantity: Quantity) -> bool:
    return quantity.unit == "person" and quantity.counting is Counting.TOTAL


def _told_beside(part: Part, key: Key, heads: Mapping[str, Sequence[Told]]) -> tuple[Told, ...]:
    """Headcounts of the giver's people that stand right behind a claim of the part which counts persons itself."""
    giver = key[0]
    found: dict[str, Claim] = {}
    for _, claim in part.told:
        if not any(quantity.unit == "person" for quantity in amounts_of(claim, key[2])):
            continue
        end = claim.evidence.span.end
        for claim_id, other in heads.get(claim.document, ()):
            near = 0 <= other.evidence.span.start - end <= _BESIDE
            if near and {mention.actor for mention in other.actors} == {giver}:
                found[claim_id] = other
    return tuple(sorted(found.items()))


def _parts(own_id: str, event: Event, *, by_id: Mapping[str, Claim]) -> Iterator[tuple[Key, Part]]:
    members = [(claim_id, by_id[claim_id]) for claim_id in event.claims]
    against = [(claim_id, by_id[claim_id]) for claim_id in opposing_claims(event) if claim_id in by_id]
    named = {item.item_class for _, claim in members for item in claim.items}
    for item_class in sorted(named - {_UNSPECIFIED} or {_UNSPECIFIED}):
        own = [(claim_id, claim) for claim_id, claim in members if _names(claim, item_class, event=event)]
        opposed = tuple((claim_id, claim) for claim_id, claim in against if _names(claim, item_class, event=event))
        for giver in event.actors:
            for receiver in event.recipients:
                told = tuple((claim_id, claim) for claim_id, claim in own if _is_between(claim, giver, receiver))
                if giver != receiver and told:
                    part = Part(event, own_id, frozenset({giver, receiver}), told, opposed)
                    yield (giver, receiver, item_class), part


def _names(claim: Claim, item_class: str, *, event: Event) -> bool:
    """A claim that does not say what was given speaks for whatever the whole event is about."""
    return item_class in (specified(claim) or event.items or (_UNSPECIFIED,))


def _is_between(claim: Claim, giver: str, receiver: str) -> bool:
    """Whether a claim names no other giver and no other receiver; what it leaves out is what the event says."""
    sides = (giver, claim.actors), (receiver, claim.recipients)
    return all(not mentions or any(mention.actor == own for mention in mentions) for own, mentions in sides)


def specified(claim: Claim) -> frozenset[str]:
    """Item classes that the claim itself names."""
    return frozenset(item.item_class for item in claim.items) - {_UNSPECIFIED}


def amounts_of(claim: Claim, item_class: str) -> Iterator[Quantity]:
    """How much of the class was given, as the claim states it."""
    for quantity in claim.quantities:
        if quantity.unit in _NO_AMOUNT:
            continue
        if not specified(claim) or item_class_of(quantity, claim) == item_class:
            yield quantity


def admitting_sides(part: Part) -> frozenset[str]:
    """Sides that say themselves that the exchange took place: they have taken their denials of any such one back."""
    return _confirmed_by(part) if _is_done(part.event) else frozenset()


def _is_done(event: Event) -> bool:
    return not event.negated and event.stage in (Stage.OCCURRED, Stage.ONGOING)


def _confirmed_by(part: Part) -> frozenset[str]:
    """Sides that say themselves what the part's claims say."""
    return part.sides & frozenset().union(*(confirming_parties(claim) for claim in part.claims))


def _denied_by(part: Part) -> frozenset[str]:
    denials = [denying_voices(claim) for claim in part.claims]
    return part.sides & frozenset().union(*denials, *(confirming_parties(claim) for claim in part.opposing))


def find_status(part: Part, *, admitted: frozenset[str], origins: Origins) -> EntryStatus | None:
    """Status of one part; None when nobody claims an exchange.

    - denied: giver or receiver denies it (or says that it did not happen), and neither confirms this part. A side that
      has confirmed such an exchange with the same partner elsewhere has taken its denials back.
    - promised: planned, and giver or receiver says so itself, or the author does without a hedge and names no voice.
      foreseen: predicted, under a condition, or planned according to others only.
    - delivered, or under way while all claims say that it still goes on: a side confirms it, or two independent
      witnesses say so without a hedge (anonymous voices are none).
    - alleged: all others.

    A status that a person gave the event comes before these, where it says something of the exchange (`_GIVEN`).
    """
    given = _status_given(part)
    if given is not None:
        return given
    confirmed = _confirmed_by(part)
    if part.event.negated:
        # That something was not given is no exchange; a side that says so answers somebody who said it was.
        return EntryStatus.DENIED if confirmed - admitted else None
    if _denied_by(part) - admitted and not confirmed:
        return EntryStatus.DENIED
    if part.event.stage in _FORESEEN:
        return EntryStatus.FORESEEN
    if part.event.stage is Stage.PLANNED:
        own_word = any(is_plain(claim) and not claim.attributions for claim in part.claims)
        return EntryStatus.PROMISED if confirmed or own_word else EntryStatus.FORESEEN
    if confirmed or origins.count(claim for claim in part.claims if is_plain(claim)) >= 2:
        return _done_status(part)
    return EntryStatus.ALLEGED


def _status_given(part: Part) -> EntryStatus | None:
    """What a person's status of the event says of the exchange; None where nobody gave one, or it says nothing."""
    event = part.event
    if event.proposed is None:
        return None
    if event.negated:
        # Confirmed is then that nothing was given.
        return EntryStatus.DENIED if event.status in _FIRM else None
    status = _GIVEN.get(event.status)
    if status is EntryStatus.DENIED or (status is not None and _is_done(event)):
        return status
    return _done_status(part) if event.status in _FIRM and _is_done(event) else None


def _done_status(part: Part) -> EntryStatus:
    ongoing = all(claim.stage is Stage.ONGOING for claim in part.claims if is_asserted(claim))
    return EntryStatus.UNDER_WAY if ongoing else EntryStatus.DELIVERED
