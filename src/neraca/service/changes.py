"""What changed between two days: events that are new, or told otherwise, with the articles that did it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from neraca.publish.exports import Row, days_row, number, quantity_row
from neraca.records import Account, Claim, Document, Event, EventStatus, Quantity
from neraca.records.values import Estimate
from neraca.records.voices import asserting_voices, confirming_parties, denying_voices, is_plain
from neraca.relate.opposition import opposing_claims
from neraca.service.selection import Selection


class ChangeKind(StrEnum):
    """What changed."""

    NEW = "new"
    MERGED = "merged"
    SPLIT = "split"
    GONE = "gone"
    STATUS = "status"
    RETRACTED = "retracted"
    FULFILLED = "fulfilled"
    CREDIBILITY = "credibility"
    DENIAL = "denial"
    WITNESSES = "witnesses"
    FIGURES = "figures"
    ESTIMATE = "estimate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of one event.

    Attributes:
        kind: What changed.
        event: The event as it is after it; as it was, where it is gone.
        earlier: Ids of the events before from which it came; empty for a new one.
        was: Status, credibility or number of witnesses before; "" for other kinds.
        now: The same after.
        voices: Who denies, or vouches, for the first time.
        figures: Amounts given for the first time.
        estimates: The program's estimate before and after.
        claims: Ids of the claims that did it, in the account's order.
        documents: Ids of the documents that did it, by publication.
    """

    kind: ChangeKind
    event: Event
    earlier: tuple[str, ...] = ()
    was: str = ""
    now: str = ""
    voices: tuple[str, ...] = ()
    figures: tuple[Quantity, ...] = ()
    estimates: tuple[Estimate | None, Estimate | None] = (None, None)
    claims: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


def find_changes(before: Account, after: Account) -> tuple[Change, ...]:
    """Changes from one account to a later one: known events first, in the later one's order, then new ones.

    Events of the two are matched by the claims they share, since an article that was published earlier and added
    later gives an event another first claim, and with it another id. An event continues the one most of whose claims
    it holds.
    """
    known = _Known(before, after)
    ways = _match(before, after)
    found: list[Change] = []
    for event in after.events:
        found += _changes(event, ways[event.id], known)
    continued = {event.id for way in ways.values() for event in way.from_}
    gone = [event for event in before.events if event.id not in continued]
    found += [Change(kind=ChangeKind.GONE, event=event, earlier=(event.id,)) for event in gone]
    found.sort(key=lambda change: change.kind is ChangeKind.NEW)
    return tuple(replace(change, documents=known.documents_of(change)) for change in found)


def changes_rows(changes: Iterable[Change], after: Account, selection: Selection | None = None) -> list[Row]:
    """Changes as plain rows; a selection's actor and type choose the events."""
    documents = {document.id: document for document in after.documents}
    chosen = Selection(actor=selection.actor, type=selection.type) if selection is not None else Selection()
    return [_row(change, documents) for change in changes if chosen.holds_event(change.event, None)]


@dataclass(frozen=True, slots=True)
class _Way:
    """From which events one came: those it continues, the one most like it first, and the one it was split from."""

    from_: tuple[Event, ...] = ()
    split: Event | None = None


class _Known:
    """Both accounts' claims, and who told them."""

    def __init__(self, before: Account, after: Account) -> None:
        self.old = frozenset(claim.id for claim in before.claims)
        self.claims: Mapping[str, Claim] = {claim.id: claim for claim in (*before.claims, *after.claims)}
        self.order = {claim: place for place, claim in enumerate(self.claims)}
        self._read = frozenset(document.id for document in before.documents)
        self._documents: Mapping[str, Document] = {one.id: one for one in after.documents}
        self._parents = {one.child: one.parent for one in after.derivations}

    def new(self, claims: Iterable[str], holds: Callable[[Claim], object] | None = None) -> tuple[str, ...]:
        """Those that are new, in order; only those for which `holds` says so, where any of them does."""
        fresh = [one for one in claims if one not in self.old and one in self.claims]
        telling = [one for one in fresh if holds is None or holds(self.claims[one])]
        return tuple(sorted(telling or fresh, key=lambda one: self.order[one]))

    def documents_of(self, change: Change) -> tuple[str, ...]:
        """Documents of the claims that did it; else new ones that repeat, or are repeated by, the event's."""
        found = {self.claims[one].document for one in change.claims}
        if not found:
            own = {self.claims[one].document for one in change.event.claims}
            linked = {*self._parents.items(), *((parent, child) for child, parent in self._parents.items())}
            found = {other for one, other in linked if one in own and other not in self._read}
        shown = [self._documents[one] for one in found if one in self._documents]
        return tuple(one.id for one in sorted(shown, key=lambda one: (str(one.day), one.label, one.id)))


def _match(before: Account, after: Account) -> dict[str, _Way]:
    earlier = {claim: event for event in before.events for claim in event.claims}
    shared: dict[str, dict[str, int]] = {}
    origins: dict[str, dict[str, int]] = {}
    olds = {event.id: event for event in before.events}
    for event in after.events:
        for claim in event.claims:
            if claim in earlier:
                old = earlier[claim].id
                shared.setdefault(old, {})[event.id] = shared.get(old, {}).get(event.id, 0) + 1
                origins.setdefault(event.id, {})[old] = origins.get(event.id, {}).get(old, 0) + 1
    heirs: dict[str, list[str]] = {}
    for old, counts in shared.items():
        heirs.setdefault(min(counts, key=lambda new: (-counts[new], new != old, new)), []).append(old)
    ways = {}
    for event in after.events:
        counts = origins.get(event.id, {})
        ranked = sorted(counts, key=lambda old: (-counts[old], old != event.id, old))
        continued = tuple(olds[old] for old in ranked if old in heirs.get(event.id, ()))
        ways[event.id] = _Way(continued, olds[ranked[0]] if ranked and not continued else None)
    return ways


def _changes(event: Event, way: _Way, known: _Known) -> Iterator[Change]:
    if way.split is not None:
        yield Change(kind=ChangeKind.SPLIT, event=event, earlier=(way.split.id,), claims=known.new(event.claims))
        return
    if not way.from_:
        yield Change(kind=ChangeKind.NEW, event=event, now=event.status.value, claims=known.new(event.claims))
        return
    if way.from_ == (event,):
        return
    earlier = tuple(old.id for old in way.from_)
    if len(earlier) > 1:
        yield Change(kind=ChangeKind.MERGED, event=event, earlier=earlier, claims=known.new(event.claims))
    for change in (*_status(event, way.from_[0], known), *_voices(event, way.from_, known)):
        yield replace(change, earlier=earlier)
    for change in _amounts(event, way.from_, known):
        yield replace(change, earlier=earlier)


def _status(event: Event, old: Event, known: _Known) -> Iterator[Change]:
    does = known.new((*event.claims, *opposing_claims(event)), _TELLING.get(event.status))
    if event.status is not old.status:
        kinds = {EventStatus.RETRACTED: ChangeKind.RETRACTED, EventStatus.FULFILLED: ChangeKind.FULFILLED}
        kind = kinds.get(event.status, ChangeKind.STATUS)
        outcomes = known.new(event.fulfilled_by) if event.status is EventStatus.FULFILLED else ()
        yield Change(kind=kind, event=event, was=old.status.value, now=event.status.value, claims=outcomes or does)
    if event.credibility != old.credibility:
        yield Change(
            kind=ChangeKind.CREDIBILITY,
            event=event,
            was=str(old.credibility),
            now=str(event.credibility),
            claims=does,
        )


# What a claim must say to have brought an event to its status.
_TELLING: Mapping[EventStatus, Callable[[Claim], object]] = {
    EventStatus.CONFIRMED: confirming_parties,
    EventStatus.CORROBORATED: is_plain,
}


def _voices(event: Event, olds: tuple[Event, ...], known: _Known) -> Iterator[Change]:
    denials = {one for old in olds for one in (*old.denials, *opposing_claims(old))}
    denying = [one for one in (*event.denials, *opposing_claims(event)) if one not in denials]
    fresh = tuple(one for one in known.new(denying) if one not in denials)
    if fresh:
        said = [known.claims[one] for one in fresh]
        voices = {
            voice
            for one in said
            for voice in (denying_voices(one) if one.id in event.denials else asserting_voices(one))
        }
        yield Change(kind=ChangeKind.DENIAL, event=event, voices=tuple(sorted(voices)), claims=fresh)
    heard = {one.voice for old in olds for one in old.testimony}
    added = [one for one in event.testimony if one.voice not in heard and known.new(one.claims)]
    if added and len(event.testimony) > max(len(old.testimony) for old in olds):
        yield Change(
            kind=ChangeKind.WITNESSES,
            event=event,
            was=str(len(heard)),
            now=str(len(event.testimony)),
            voices=tuple(one.voice for one in added),
            claims=known.new([claim for one in added for claim in one.claims]),
        )


def _amounts(event: Event, olds: tuple[Event, ...], known: _Known) -> Iterator[Change]:
    given = {_amount(figure) for old in olds for claim in old.claims for figure in known.claims[claim].quantities}
    fresh = {
        _amount(figure): (figure, claim)
        for claim in reversed(event.claims)
        for figure in known.claims[claim].quantities
        if _amount(figure) not in given and claim not in known.old
    }
    if fresh:
        figures = tuple(fresh[key][0] for key in sorted(fresh))
        claims = [
            claim
            for claim in event.claims
            if any(_amount(figure) in fresh for figure in known.claims[claim].quantities)
        ]
        yield Change(kind=ChangeKind.FIGURES, event=event, figures=figures, claims=known.new(claims))
    was = {_scope(one): one for old in reversed(olds) for group in old.amounts if (one := group.estimate) is not None}
    now = {_scope(one): one for group in event.amounts if (one := group.estimate) is not None}
    for scope in sorted({*was, *now}):
        pair = was.get(scope), now.get(scope)
        # Figures of other events teach how far sources differ, and so move estimates too: no news of this event.
        if _bounds(pair[0]) != _bounds(pair[1]) and _resting(pair[0]) != _resting(pair[1]):
            resting = pair[1].figures if pair[1] is not None else event.claims
            yield Change(kind=ChangeKind.ESTIMATE, event=event, estimates=pair, claims=known.new(resting))


def _amount(figure: Quantity) -> tuple[str, str, str, str]:
    bounds = (("" if one is None else f"{one:030.6f}") for one in (figure.low, figure.high))
    return (figure.unit, *bounds, figure.counting.value)  # type: ignore[return-value]


def _scope(one: Estimate) -> tuple[str, str, str]:
    return one.unit, one.item_class, one.counting.value


def _bounds(one: Estimate | None) -> tuple[object, ...]:
    return () if one is None else (one.low, one.best, one.high)


def _resting(one: Estimate | None) -> frozenset[str]:
    return frozenset() if one is None else frozenset(one.figures)


def _row(change: Change, documents: Mapping[str, Document]) -> Row:
    event = change.event
    return {
        "change": change.kind.value,
        "event_id": event.id,
        "event": event.type,
        "stage": event.stage.value,
        "negated": event.negated,
        "status": event.status.value,
        "actor": list(event.actors),
        "recipient": list(event.recipients),
        "items": list(event.items),
        "when": None if event.when is None else days_row(event.when),
        "from": change.was or None,
        "to": change.now or None,
        "earlier": list(change.earlier),
        "voices": list(change.voices),
        "figures": [quantity_row(figure) for figure in change.figures],
        "estimate": {"from": _estimate(change.estimates[0]), "to": _estimate(change.estimates[1])},
        "claims": list(change.claims),
        "documents": [_document(documents[one]) for one in change.documents],
    }


def _document(document: Document) -> Row:
    return {
        "document": document.label,
        "published": None if document.day is None else document.day.isoformat(),
        "outlet": None if document.outlet is None else document.outlet.value,
    }


def _estimate(one: Estimate | None) -> Row | None:
    if one is None:
        return None
    bounds = {"low": number(one.low), "best": number(one.best), "high": number(one.high)}
    return {**bounds, "unit": one.unit, "item": one.item_class, "level": one.level, "sources": one.sources}
