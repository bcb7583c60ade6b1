"""An account made ready to be searched: the ways from documents to their claims and events, and back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from neraca.records import Account, Claim, Document, Event
from neraca.service.search_filters import Choice
from neraca.store import Store

T = TypeVar("T")

_NOTHING: frozenset[int] = frozenset()
Places = dict[Hashable, frozenset[int]]
"""By value, the places among the account's documents, or claims, of those that have it."""


@dataclass(frozen=True, kw_only=True, eq=False)
class SearchBook:
    """An account with its indexes, each made when it is first asked for; one book serves many searches.

    Documents and claims are named by their place in the account: their ids are digests, and cost to make.

    Attributes:
        account: What is searched.
        numbers: The store's number for each of its documents, by id.
        known_ids: Ids of the account's claims, in their order, where they are at hand.
    """

    account: Account
    numbers: Mapping[str, int]
    known_ids: Sequence[str] | None = None

    @cached_property
    def places(self) -> dict[int, int]:
        """Places of the documents by the store's number."""
        return {self.numbers[key]: at for at, key in enumerate(self._keys)}

    @cached_property
    def newest(self) -> list[int]:
        """Places of all documents, newest first, undated last."""
        days = self._days
        return sorted(range(len(days)), key=lambda at: (-days[at], at))

    @cached_property
    def events(self) -> dict[str, list[Event]]:
        """Events by claim id."""
        found: dict[str, list[Event]] = defaultdict(list)
        for event in self.account.events:
            for claim in event.claims:
                found[claim].append(event)
        return dict(found)

    def document(self, place: int) -> Document:
        """The document at a place."""
        return self.account.documents[place]

    def claims(self, place: int) -> list[tuple[int, Claim]]:
        """Claims of the document at a place, in text order, each with its own place."""
        return [(at, self.account.claims[at]) for at in self._claims_of.get(place, ())]

    def fitting(self, choice: Choice) -> frozenset[int] | None:
        """Places of the claims that a choice asks for; None where it asks for none."""
        asked = [self._by_actor.get(actor, _NOTHING) for actor in choice.actors]
        if choice.types:
            asked.append(_any(self._by_type, choice.types))
        if choice.statuses:
            asked.append(_any(self._by_status, choice.statuses))
        return asked[0].intersection(*asked[1:]) if asked else None

    def allowed(self, choice: Choice, fitting: frozenset[int] | None) -> frozenset[int] | None:
        """Places of the documents that a choice leaves, given the claims that it asks for; None where it leaves all."""
        kept: list[frozenset[int]] = []
        if fitting is not None:
            owners = self._owners
            kept.append(frozenset(owners[at] for at in fitting))
        if choice.outlets:
            kept.append(_any(self._by_outlet, choice.outlets))
        if choice.languages:
            kept.append(_any(self._by_language, choice.languages))
        if choice.after is not None or choice.before is not None:
            first = 1 if choice.after is None else choice.after.toordinal()
            behind = None if choice.before is None else choice.before.toordinal()
            kept.append(frozenset(at for at, day in enumerate(self._days) if first <= day < (behind or day + 1)))
        without = _any(self._by_outlet, choice.not_outlets) | _any(self._by_language, choice.not_languages)
        if not kept and not without:
            return None
        whole = kept[0].intersection(*kept[1:]) if kept else frozenset(range(len(self.account.documents)))
        return whole - without

    @cached_property
    def _keys(self) -> list[str]:
        return [document.id for document in self.account.documents]

    @cached_property
    def _days(self) -> list[int]:
        """Ordinal days of publication; 0 where undated."""
        days = (document.day for document in self.account.documents)
        return [0 if day is None else day.toordinal() for day in days]

    @cached_property
    def _owners(self) -> list[int]:
        """Places of the documents of all claims."""
        places = {key: at for at, key in enumerate(self._keys)}
        return [places[claim.document] for claim in self.account.claims]

    @cached_property
    def _claims_of(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for at, owner in enumerate(self._owners):
            found[owner].append(at)
        return dict(found)

    @cached_property
    def _by_outlet(self) -> Places:
        return _placed(self.account.documents, lambda one: () if one.outlet is None else (one.outlet.value,))

    @cached_property
    def _by_language(self) -> Places:
        return _placed(self.account.documents, lambda one: (one.language,))

    @cached_property
    def _by_actor(self) -> Places:
        return _placed(self.account.claims, lambda one: (mention.actor for mention in one.actors + one.recipients))

    @cached_property
    def _by_type(self) -> Places:
        return _placed(self.account.claims, lambda one: (one.event,))

    @cached_property
    def _by_status(self) -> Places:
        ids = self.known_ids or [claim.id for claim in self.account.claims]
        statuses = {claim: tuple(event.status.value for event in events) for claim, events in self.events.items()}
        return _placed(ids, lambda claim: statuses.get(claim, ()))


def open_book(store: Store, account: Account, *, known_ids: Sequence[str] | None = None) -> SearchBook:
    """The book of an account of this store.

    Args:
        store: The account's.
        account: What is searched.
        known_ids: Ids of its claims, in their order, where they are at hand: that spares making them.
    """
    book = SearchBook(account=account, numbers=store.document_numbers(), known_ids=known_ids)
    # Every search needs them; the first should not wait.
    _ = book.places
    return book


def _placed(records: Iterable[T], values: Callable[[T], Iterable[Hashable]]) -> Places:
    found: dict[Hashable, set[int]] = defaultdict(set)
    for at, record in enumerate(records):
        for value in values(record):
            found[value].add(at)
    return {value: frozenset(held) for value, held in found.items()}


def _any(places: Places, values: Iterable[Hashable]) -> frozenset[int]:
    return _NOTHING.union(*(places.get(value, _NOTHING) for value in values))
