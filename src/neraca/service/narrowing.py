"""The part of an account that belongs to some events: one page's events, one pair's, one question's."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from neraca.publish.background import Background
from neraca.publish.relations import Relations
from neraca.records import Account, Derivation, DerivationKind, Entry, Event
from neraca.service.account_index import (
    NO_BACKGROUND,
    NO_RELATIONS,
    AccountIndex,
    charged_claims,
    index_account,
    meeting,
)
from neraca.service.narrowing_relations import narrow_relations

# The reason of an assessment that names the claims of the other side.
_OPPOSED = "opposed_by_claims"


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """A part of an account with what is known beside it; it is laid out as a whole account is."""

    account: Account
    background: Background
    relations: Relations


def narrow(
    account: Account,
    *,
    background: Background = NO_BACKGROUND,
    relations: Relations = NO_RELATIONS,
    events: Collection[str],
    entries: Collection[str] | None = None,
    documents: Collection[str] = (),
    index: AccountIndex | None = None,
    with_relations: bool = True,
) -> Narrowed:
    """The part of an account that belongs to some events, in the account's order.

    It holds the events; their claims, and those that speak against them; the documents of both, with all that these
    were derived from, so that copies fold under their roots; and what is known of these documents. Of the relations it
    holds what rests on these events alone (moments, outlooks, reactions between two of them, chains), and whole what
    touches them (restrictions, charges, returns), with the claims and documents that this needs. A network and what
    was measured rest on all events: there is none of either.

    An event, claim, entry and document is the same record as in the whole account: its status, witnesses and amounts
    are those of everything that is known, not of the part.

    Args:
        account: The whole.
        background: What is known of its documents.
        relations: What its events show together; without them the part has none.
        events: Ids; those that the account does not have count for nothing.
        entries: Ids of ledger lines, which are then there with every claim they rest on. None: each line that rests on
            a claim of the events, its list of claims cut to those that are there.
        documents: Ids of documents that are there with all their claims, whatever these are about.
        index: What `index_account` made of exactly these records; with it the cost depends on the part alone.
        with_relations: Without them the part has no relations, and nothing that only they need.
    """
    known = index or index_account(account, background=background, relations=relations)
    part = _Part(known, tuple(dict.fromkeys(one for one in events if one in known.events)))
    for document in documents:
        if document in known.documents:
            part.documents.add(document)
            part.claims.update(claim.id for claim in known.claims_in.get(document, ()))
    chosen = part.touched_entries() if entries is None else part.whole_entries(entries)
    if with_relations:
        part.add_relations()
    part.add_documents()
    narrowed = Account(
        as_of=account.as_of,
        documents=tuple(known.documents[one] for one in part.ordered(part.documents)),
        claims=tuple(known.claims[one] for one in part.ordered(part.claims)),
        derivations=part.derivations(),
        events=tuple(known.events[one] for one in part.ordered(part.events)),
        entries=tuple(chosen[one] for one in part.ordered(chosen)),
        withdrawn=tuple(claim for claim in account.withdrawn if claim.document in part.documents),
        withdrawn_documents=tuple(one for one in account.withdrawn_documents if one in part.documents),
    )
    return Narrowed(
        account=narrowed,
        background=part.background(),
        relations=narrow_relations(known, events=frozenset(part.events), claims=frozenset(part.claims))
        if with_relations
        else NO_RELATIONS,
    )


def entries_of(events: Collection[str], index: AccountIndex) -> tuple[str, ...]:
    """Ids of the ledger lines that rest on a claim of the events, in the account's order."""
    known = (index.events[one] for one in events if one in index.events)
    found = {entry.id for event in known for claim in event.claims for entry in index.entries_of.get(claim, ())}
    return tuple(sorted(found, key=index.order.__getitem__))


def tied_events(event: str, index: AccountIndex) -> tuple[str, ...]:
    """Ids of the events that hang directly on one, in the account's order.

    They say the opposite, were foretold by it or foretold it, or by what texts say answer it or were answered by it.
    """
    known = index.events.get(event)
    if known is None:
        return ()
    against = [*opposing(known), known.strongest_against]
    found = {other.id for claim in against for other in index.events_of.get(claim, ())}
    found |= {index.anchors[one].id for one in known.fulfilled_by if one in index.anchors}
    found |= {one.id for one in index.foretelling.get(known.anchor, ())}
    for place in index.related.said.get(event, ()):
        reaction = index.relations.reactions.said[place]
        found |= {reaction.cause, reaction.effect} & index.events.keys()
    return tuple(sorted(found - {event}, key=index.order.__getitem__))


def opposing(event: Event) -> tuple[str, ...]:
    """Ids of the claims that speak for the event's opposite, as its assessment names them."""
    values = (reason.partition("=") for reason in event.reasons)
    return tuple(claim for code, _, value in values if code == _OPPOSED for claim in value.split(",") if claim)


def _rested_on(event: Event) -> Iterator[str]:
    """Claims beside its own that its assessment names."""
    yield from opposing(event)
    yield from (event.strongest, event.strongest_against)
    for witness in (*event.testimony, *event.testimony_against):
        yield from witness.claims


class _Part:
    """Ids of what belongs to the part, as it is gathered."""

    def __init__(self, index: AccountIndex, events: tuple[str, ...]) -> None:
        self._index = index
        self.events = events
        self.own = {claim for one in events for claim in index.events[one].claims}
        self.claims = set(self.own)
        self.documents: set[str] = set()
        for one in events:
            self._add(_rested_on(index.events[one]))
            testimony = (*index.events[one].testimony, *index.events[one].testimony_against)
            named = (document for witness in testimony for document in (*witness.roots, *witness.documents))
            self.documents.update(document for document in named if document in index.documents)

    def ordered(self, ids: Iterable[str]) -> list[str]:
        """Ids of one kind in the account's order."""
        return sorted(ids, key=self._index.order.__getitem__)

    def touched_entries(self) -> dict[str, Entry]:
        """Lines that rest on a claim of the events, with those of their claims."""
        cut: dict[str, list[str]] = {}
        whole: dict[str, Entry] = {}
        for claim in sorted(self.own):
            for entry in self._index.entries_of.get(claim, ()):
                own_id = entry.id
                whole[own_id] = entry
                cut.setdefault(own_id, []).append(claim)
        return {own_id: replace(entry, claims=tuple(cut[own_id])) for own_id, entry in whole.items()}

    def whole_entries(self, ids: Iterable[str]) -> dict[str, Entry]:
        """Lines with all their claims, and with the claims that they were given for."""
        chosen = {one: self._index.entries[one] for one in ids if one in self._index.entries}
        for entry in chosen.values():
            self._add((*entry.claims, *entry.given_for))
            self.documents.update(purpose.document for purpose in entry.purposes)
        return chosen

    def add_relations(self) -> None:
        """What the relations that touch the part need of claims and documents."""
        relations, related = self._index.relations, self._index.related
        for place in meeting(related.returns, self.own):
            exchange = relations.reactions.returns[place]
            self._add((exchange.given, *exchange.prices))
        for place in meeting(related.restrictions, (*self.events, *self.own)):
            one = relations.restrictions[place]
            self._add(one.claims)
            self.documents.update(measure.document for measure in one.measures)
        for place in meeting(related.charges, self.own):
            charge = relations.charges[place]
            self._add(charged_claims(charge))
            self.documents.update(breach.document for breach in (*charge.asserted, *charge.disputed))

    def add_documents(self) -> None:
        """The claims' documents, and along each chain of derivations whatever these repeat."""
        self.documents.update(self._index.claims[one].document for one in self.claims)
        waiting = list(self.documents)
        while waiting:
            for parent in self._nearest(waiting.pop()):
                if parent not in self.documents:
                    self.documents.add(parent)
                    waiting.append(parent)

    def derivations(self) -> tuple[Derivation, ...]:
        """Those between two documents of the part."""
        rows = self._index.account.derivations
        places = sorted(place for one in self.documents for place in self._index.parents.get(one, ()))
        return tuple(rows[place] for place in places if rows[place].parent in self.documents)

    def background(self) -> Background:
        """What is known of the documents; a story stays whole, as it is known by its first document."""
        known, index = self._index.background, self._index
        return Background(
            findings=tuple(known.findings[place] for place in meeting(index.findings, self.documents)),
            stories=tuple(known.stories[place] for place in meeting(index.stories, self.documents)),
            credits=tuple(known.credits[place] for place in meeting(index.credits, self.documents)),
            voiced={one: known.voiced[one] for one in self.ordered(self.documents) if one in known.voiced},
        )

    def _nearest(self, document: str) -> Iterator[str]:
        """The parent that it shares most with, and the one that it is folded under, where that is another."""
        rows = [self._index.account.derivations[place] for place in self._index.parents.get(document, ())]
        known = [row for row in rows if row.parent in self._index.documents]
        folded = [row for row in known if row.kind is not DerivationKind.EXCERPT]
        yield from (row.parent for row in (*known[:1], *folded[:1]))

    def _add(self, claims: Iterable[str]) -> None:
        self.claims.update(claim for claim in claims if claim in self._index.claims)
