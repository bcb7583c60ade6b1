"""The exchange ledger: who gave what to whom, how much, and how well that is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from neraca.records import Claim, Entry, EntryStatus, Event, LinkType, Quantity, Stage, TimeSpan
from neraca.records.figures import distinct_figures, item_class_of
from neraca.records.testimony import count_witnesses
from neraca.records.voices import confirming_parties, denying_voices, is_asserted, is_plain
from neraca.relate.opposition import opposing_claims

_GIFT = "AID"
_UNSPECIFIED = "other"
_FORESEEN = frozenset({Stage.PREDICTED, Stage.HYPOTHETICAL})
# How long or what part says nothing about how much was given.
_NO_AMOUNT = frozenset({"day", "percent"})


@dataclass(frozen=True, slots=True)
class _Part:
    """What one event says of one item class between two sides."""

    event_id: str
    event: Event
    sides: frozenset[str]
    claims: tuple[tuple[str, Claim], ...]
    opposing: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class _Origins:
    """Where documents come from, and whose word each is."""

    roots: Mapping[str, str]
    sources: Mapping[str, str]

    def count(self, claims: Iterable[Claim]) -> int:
        """Independent witnesses."""
        return count_witnesses(claims, self.roots, self.sources)


def build_ledger(
    events: Iterable[Event],
    claims: Iterable[Claim],
    *,
    roots: Mapping[str, str] | None = None,
    sources: Mapping[str, str] | None = None,
) -> tuple[Entry, ...]:
    """Entries by giver, receiver, item class and status, sorted in this order.

    Made from events of type AID whose giver and receiver are known. Trade and joint projects (COOPERATE) name no
    giver; what is only asked for (`urged`) is nobody's promise. Every part of an event is judged by itself: that one
    item is confirmed says nothing about another in the same shipment. Statuses are never merged, so that what one
    side admits does not lend its word to a larger figure that others allege. See `_status_of` for the rules.

    Args:
        events: Assessed events.
        claims: At least those of the events.
        roots: Root of each derived document; witnesses are counted by it.
        sources: Whose word each document is where it quotes nobody; see `records.testimony`.
    """
    origins = _Origins(roots or {}, sources or {})
    by_id = {claim.id: claim for claim in claims}
    parts: dict[tuple[str, str, str], list[_Part]] = {}
    for own_id, event in sorted(((event.id, event) for event in events), key=lambda pair: pair[0]):
        if event.type == _GIFT and event.stage is not Stage.URGED:
            for key, part in _parts(own_id, event, by_id=by_id):
                parts.setdefault(key, []).append(part)
    entries = []
    for key, of_key in sorted(parts.items()):
        admitted = frozenset().union(*(_confirmed_by(part) for part in of_key if _is_done(part.event)))
        by_status: dict[EntryStatus, list[_Part]] = {}
        for part in of_key:
            status = _status_of(part, admitted=admitted, origins=origins)
            if status is not None:
                by_status.setdefault(status, []).append(part)
        entries += [_entry(key, status, parts=by_status[status], origins=origins) for status in sorted(by_status)]
    return tuple(entries)


def _parts(own_id: str, event: Event, *, by_id: Mapping[str, Claim]) -> Iterator[tuple[tuple[str, str, str], _Part]]:
    members = [(claim_id, by_id[claim_id]) for claim_id in event.claims]
    against = [by_id[claim_id] for claim_id in opposing_claims(event) if claim_id in by_id]
    named = {item.item_class for _, claim in members for item in claim.items}
    for item_class in sorted(named - {_UNSPECIFIED} or {_UNSPECIFIED}):
        own = tuple((claim_id, claim) for claim_id, claim in members if _names(claim, item_class, event=event))
        opposing = tuple(claim for claim in against if _names(claim, item_class, event=event))
        for giver in event.actors:
            for receiver in event.recipients:
                told = tuple((claim_id, claim) for claim_id, claim in own if _is_between(claim, giver, receiver))
                if giver != receiver and told:
                    part = _Part(own_id, event, frozenset({giver, receiver}), told, opposing)
                    yield (giver, receiver, item_class), part


def _names(claim: Claim, item_class: str, *, event: Event) -> bool:
    """A claim that does not say what was given speaks for whatever the whole event is about."""
    return item_class in (_specified(claim) or event.items or (_UNSPECIFIED,))


def _is_between(claim: Claim, giver: str, receiver: str) -> bool:
    """Whether a claim names no other giver and no other receiver; what it leaves out is what the event says."""
    sides = (giver, claim.actors), (receiver, claim.recipients)
    return all(not mentions or any(mention.actor == own for mention in mentions) for own, mentions in sides)


def _specified(claim: Claim) -> frozenset[str]:
    return frozenset(item.item_class for item in claim.items) - {_UNSPECIFIED}


def _is_done(event: Event) -> bool:
    return not event.negated and event.stage in (Stage.OCCURRED, Stage.ONGOING)


def _confirmed_by(part: _Part) -> frozenset[str]:
    """Sides that say themselves what the part's claims say."""
    return part.sides & frozenset().union(*(confirming_parties(claim) for _, claim in part.claims))


def _denied_by(part: _Part) -> frozenset[str]:
    denials = [denying_voices(claim) for _, claim in part.claims]
    return part.sides & frozenset().union(*denials, *(confirming_parties(claim) for claim in part.opposing))


def _status_of(part: _Part, *, admitted: frozenset[str], origins: _Origins) -> EntryStatus | None:
    """Status of one part; None when nobody claims an exchange.

    - denied: giver or receiver denies it (or says that it did not happen), and neither confirms this part. A side that
      has confirmed such an exchange with the same partner elsewhere has taken its denials back.
    - promised: planned, and giver or receiver says so itself, or the author does without a hedge and names no voice.
      foreseen: predicted, under a condition, or planned according to others only.
    - delivered, or under way while all claims say that it still goes on: a side confirms it, or two independent
      witnesses say so without a hedge (anonymous voices are none).
    - alleged: all others.
    """
    confirmed = _confirmed_by(part)
    if part.event.negated:
        # That something was not given is no exchange; a side that says so answers somebody who said it was.
        return EntryStatus.DENIED if confirmed - admitted else None
    if _denied_by(part) - admitted and not confirmed:
        return EntryStatus.DENIED
    members = [claim for _, claim in part.claims]
    if part.event.stage in _FORESEEN:
        return EntryStatus.FORESEEN
    if part.event.stage is Stage.PLANNED:
        own_word = any(is_plain(claim) and not claim.attributions for claim in members)
        return EntryStatus.PROMISED if confirmed or own_word else EntryStatus.FORESEEN
    if confirmed or origins.count(claim for claim in members if is_plain(claim)) >= 2:
        ongoing = all(claim.stage is Stage.ONGOING for claim in members if is_asserted(claim))
        return EntryStatus.UNDER_WAY if ongoing else EntryStatus.DELIVERED
    return EntryStatus.ALLEGED


def _entry(key: tuple[str, str, str], status: EntryStatus, *, parts: Sequence[_Part], origins: _Origins) -> Entry:
    giver, receiver, item_class = key
    members = {claim_id: claim for part in parts for claim_id, claim in part.claims}
    claims = tuple(sorted(members))
    ordered = [members[claim_id] for claim_id in claims]
    return Entry(
        giver=giver,
        receiver=receiver,
        item_class=item_class,
        name=_name(ordered, item_class, roots=origins.roots),
        quantities=distinct_figures(_amounts(ordered, item_class)),
        status=status,
        when=_hull([part.event.when for part in parts if part.event.when is not None]),
        events=tuple(sorted({part.event_id for part in parts})),
        claims=claims,
        witnesses=max(1, origins.count(ordered)),
        given_for=tuple(
            sorted({link.to for claim in ordered for link in claim.links if link.type is LinkType.IN_RETURN_FOR})
        ),
    )


def _name(claims: Iterable[Claim], item_class: str, *, roots: Mapping[str, str]) -> str:
    """The words most roots use for the item; the longest of those used equally often, then the first by alphabet."""
    used = {
        (" ".join(item.evidence.quote.split()), roots.get(claim.document, claim.document))
        for claim in claims
        for item in claim.items
        if item.item_class == item_class
    }
    votes = Counter(words for words, _ in {(words.casefold(), root) for words, root in used})
    best = min(votes, key=lambda words: (-votes[words], -len(words), words), default=item_class)
    spellings = Counter(words for words, _ in used if words.casefold() == best)
    # Of spellings used equally often the small letters of running text, not those of a headline.
    return max(spellings, key=lambda words: (spellings[words], words), default=best)


def _amounts(claims: Iterable[Claim], item_class: str) -> Iterator[Quantity]:
    for claim in claims:
        for quantity in claim.quantities:
            if quantity.unit in _NO_AMOUNT:
                continue
            if not _specified(claim) or item_class_of(quantity, claim) == item_class:
                yield quantity


def _hull(spans: Sequence[TimeSpan]) -> TimeSpan | None:
    """First to last day of all; open where one of them is."""
    if not spans:
        return None
    starts = [span.start or date.min for span in spans]
    ends = [span.end or date.max for span in spans]
    start, end = min(starts), max(ends)
    return TimeSpan(start=None if start == date.min else start, end=None if end == date.max else end)
