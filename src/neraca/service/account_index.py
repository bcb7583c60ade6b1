"""An account's cross references, made once, so that a part of it can be cut out without a walk over the whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from neraca.publish.background import Background
from neraca.publish.book import number_account
from neraca.publish.relations import Relations
from neraca.records import (
    Account,
    Charge,
    Chronology,
    Claim,
    Derivation,
    Document,
    Entry,
    Event,
    Moment,
    Outlook,
    Reaction,
    Zoom,
)

Record = TypeVar("Record")
NO_BACKGROUND, NO_RELATIONS = Background(), Relations()
Places = Mapping[str, tuple[int, ...]]
"""By id, at which places of a tuple what concerns it stands, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationsIndex:
    """Where in the relations each event, claim and reaction stands.

    Attributes:
        days: Ranked days by claim.
        zooms: Buckets and imprecise heaps by event, for years, months and days.
        chains: By reaction.
        returns: By claim, of the gift or of its price.
        restrictions: By event and by claim.
        charges: By claim.
    """

    moments: Mapping[str, Moment]
    moment_order: Mapping[str, int]
    days: Places
    zooms: tuple[tuple[Places, Places], ...]
    lanes: Places
    said: Places
    chains: Places
    returns: Places
    restrictions: Places
    charges: Places
    outlooks: Places


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountIndex:
    """The account's records by id and by what they hang on; made by `index_account`.

    Attributes:
        account, background, relations: What was indexed; `narrow` is given the same ones.
        numbers: Of documents, claims and ledger lines (`Book.numbers`), for `open_book`.
        order: Place of each document, claim, event and ledger line among its like.
        anchors: Events by their anchor.
        events_of, entries_of: By claim.
        claims_in: Claims of each document, in order.
        foretelling: Events that an event made come true, wholly or in part, by its anchor.
        parents: Places of the derivations of each document that repeats others, the nearest first.
        findings, credits, stories: Places in the background, by document.
    """

    account: Account
    background: Background
    relations: Relations
    numbers: Mapping[str, str]
    order: Mapping[str, int]
    documents: Mapping[str, Document]
    claims: Mapping[str, Claim]
    events: Mapping[str, Event]
    anchors: Mapping[str, Event]
    entries: Mapping[str, Entry]
    events_of: Mapping[str, tuple[Event, ...]]
    entries_of: Mapping[str, tuple[Entry, ...]]
    claims_in: Mapping[str, tuple[Claim, ...]]
    foretelling: Mapping[str, tuple[Event, ...]]
    parents: Places
    findings: Places
    credits: Places
    stories: Places
    related: RelationsIndex


def index_account(
    account: Account, *, background: Background = NO_BACKGROUND, relations: Relations = NO_RELATIONS
) -> AccountIndex:
    """Index an account, and what is known beside it: one walk over everything."""
    numbers = number_account(account)
    return AccountIndex(
        account=account,
        background=background,
        relations=relations,
        numbers=numbers,
        order=_order(account),
        documents={one.id: one for one in account.documents},
        claims={one.id: one for one in account.claims},
        events={one.id: one for one in account.events},
        anchors={one.anchor: one for one in account.events},
        entries={one.id: one for one in account.entries},
        events_of=_held(account.events, lambda one: one.claims),
        entries_of=_held(account.entries, lambda one: one.claims),
        claims_in=_held(account.claims, lambda one: (one.document,)),
        foretelling=_held(account.events, lambda one: (*one.fulfilled_by, *one.partly_by)),
        parents=_parents(account.derivations),
        findings=_places(background.findings, lambda one: (one.evidence.document,)),
        credits=_places(background.credits, lambda one: (one.document,)),
        stories=_places(background.stories, lambda one: one.documents),
        related=_index_relations(relations),
    )


def _order(account: Account) -> Mapping[str, int]:
    documents, claims = enumerate(account.documents), enumerate(account.claims)
    events, entries = enumerate(account.events), enumerate(account.entries)
    return {one.id: place for group in (documents, claims, events, entries) for place, one in group}


def _parents(derivations: Sequence[Derivation]) -> Places:
    found: dict[str, list[int]] = {}
    for place, row in sorted(enumerate(derivations), key=lambda pair: (-pair[1].share, pair[1].parent)):
        found.setdefault(row.child, []).append(place)
    return {child: tuple(places) for child, places in found.items()}


def _index_relations(relations: Relations) -> RelationsIndex:
    chronology, reactions = relations.chronology, relations.reactions
    moments = (*chronology.past, *chronology.ahead, *chronology.undated)
    return RelationsIndex(
        moments={one.event: one for one in moments},
        moment_order={one.event: place for place, one in enumerate(moments)},
        days=_places(chronology.days, lambda one: one.claims),
        zooms=tuple(_index_zoom(zoom) for zoom in _zooms(chronology)),
        lanes=_places(chronology.lanes, lambda one: one.events),
        said=_places(reactions.said, _sides),
        chains=_places(reactions.chains, lambda one: one.reactions),
        returns=_places(reactions.returns, lambda one: (one.given, *one.prices)),
        restrictions=_places(relations.restrictions, lambda one: (*one.events, *one.claims)),
        charges=_places(relations.charges, charged_claims),
        outlooks=_places(relations.outlooks, _foretold),
    )


def meeting(places: Places, ids: Iterable[str]) -> list[int]:
    """Places of what concerns any of these ids, in order, each once."""
    return sorted({place for one in ids for place in places.get(one, ())})


def charged_claims(charge: Charge) -> tuple[str, ...]:
    """Ids of the claims that a charge is about or that bring it, each once."""
    breaches = (*charge.asserted, *charge.disputed)
    return tuple(dict.fromkeys(claim for one in breaches for claim in (*one.acts, *one.claims)))


def _sides(one: Reaction) -> tuple[str, ...]:
    return one.cause, one.effect


def _foretold(one: Outlook) -> tuple[str, ...]:
    return (one.event,)


def _zooms(chronology: Chronology) -> tuple[Zoom, ...]:
    return chronology.years, chronology.months, chronology.day_by_day


def _index_zoom(zoom: Zoom) -> tuple[Places, Places]:
    return _places(zoom.buckets, lambda one: one.events), _places(zoom.imprecise, lambda one: one.events)


def _held(records: Iterable[Record], keys: Callable[[Record], Iterable[str]]) -> Mapping[str, tuple[Record, ...]]:
    """Records by each of their keys, in their order."""
    found: dict[str, list[Record]] = {}
    for record in records:
        for key in keys(record):
            found.setdefault(key, []).append(record)
    return {key: tuple(held) for key, held in found.items()}


def _places(records: Iterable[Record], keys: Callable[[Record], Iterable[str]]) -> Places:
    """Places of records by each of their keys."""
    found: dict[str, list[int]] = {}
    for place, record in enumerate(records):
        for key in keys(record):
            found.setdefault(key, []).append(place)
    return {key: tuple(held) for key, held in found.items()}
