"""Reactions that the texts tell, their chains, and what was given for what, as plain rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from neraca.packs.catalogue import Packs
from neraca.packs.words import languages, read_words
from neraca.publish.exports import Row, days_row
from neraca.publish.telling import tell_steps
from neraca.records import Account, Claim, Document, Event, Reaction, Reactions, Return, Saying
from neraca.records.voices import asserting_voices
from neraca.relate.reactions import gather_reactions
from neraca.service.naming import names_for
from neraca.service.selection import Selection
from neraca.weigh.witnesses import find_roots

ALL = Selection()


def reactions_of(account: Account) -> Reactions:
    """What the texts of an account say sets off what."""
    return gather_reactions(account.events, account.claims, account.documents, roots=find_roots(account.derivations))


def said_rows(
    account: Account, packs: Packs, selection: Selection = ALL, *, reactions: Reactions | None = None
) -> list[Row]:
    """Reactions that the texts tell, the best attested first, each with its sentence in every language.

    `relation` says how the texts tie the two, `order` whether the events' own times agree; `sayings` has one row for
    each place that says so, with its words (`cue`) and the sentence of the act that answers.

    Args:
        account: All of it.
        packs: Names.
        selection: Which reactions: by the parties and types of either side, by the days of the answering event.
        reactions: The account's, where they are known already.
    """
    shelf = _shelf(account)
    return [
        {
            "id": one.id,
            "kind": "said",
            "relation": one.kind.value,
            "cause": _event_row(shelf, one.cause),
            "effect": _event_row(shelf, one.effect),
            "order": one.order.value,
            "sentence": _sentences(shelf, one.cause, (one,), packs),
            "sayings": [_saying_row(shelf, saying) for saying in one.sayings],
            "voices": list(one.voices),
            "reports": one.reports,
            "witnesses": one.witnesses,
            "events": [one.cause, one.effect],
            "claims": list(one.claims),
        }
        for one in (reactions or reactions_of(account)).said
        if _holds(shelf, selection, one)
    ]


def chain_rows(
    account: Account, packs: Packs, selection: Selection = ALL, *, reactions: Reactions | None = None
) -> list[Row]:
    """Chains of reactions, the longest first, each with its sentence; `steps` are its reactions.

    Args:
        account: All of it.
        packs: Names.
        selection: Chains one of whose reactions is selected.
        reactions: The account's, where they are known already.
    """
    shelf, found = _shelf(account), reactions or reactions_of(account)
    known = {one.id: one for one in found.said}
    rows = []
    for chain in found.chains:
        steps = [known[step] for step in chain.reactions]
        if any(_holds(shelf, selection, step) for step in steps):
            rows.append(
                {
                    "id": chain.id,
                    "kind": "said",
                    "sentence": _sentences(shelf, chain.events[0], steps, packs),
                    "steps": [{"id": step.id, "relation": step.kind.value} for step in steps],
                    "witnesses": chain.witnesses,
                    "documents": chain.documents,
                    "events": list(chain.events),
                    "claims": sorted({claim for step in steps for claim in step.claims}),
                }
            )
    return rows


def return_rows(account: Account, selection: Selection = ALL, *, reactions: Reactions | None = None) -> list[Row]:
    """What was given for what, by the texts' own words, in the order of the claims.

    `prices` are claims of what it was given for, `words` the text's words for it; `cue` says that it is a return.

    Args:
        account: All of it.
        selection: Which gifts.
        reactions: The account's, where they are known already.
    """
    shelf = _shelf(account)
    rows = []
    for one in (reactions or reactions_of(account)).returns:
        claim = shelf.claims[one.given]
        document = shelf.documents[claim.document]
        if selection.holds_claim(claim, document):
            rows.append(_return_row(one, claim, document, shelf))
    return rows


@dataclass(frozen=True, slots=True)
class _Shelf:
    """An account by id."""

    events: Mapping[str, Event]
    claims: Mapping[str, Claim]
    documents: Mapping[str, Document]


def _shelf(account: Account) -> _Shelf:
    return _Shelf(
        {event.id: event for event in account.events},
        {claim.id: claim for claim in account.claims},
        {document.id: document for document in account.documents},
    )


def _holds(shelf: _Shelf, selection: Selection, one: Reaction) -> bool:
    """Whether either side has the party, either the type, and the answering event lies in the days."""
    sides = [shelf.events[one.cause], shelf.events[one.effect]]
    parties = {party for event in sides for party in (*event.actors, *event.recipients)}
    if selection.actor is not None and selection.actor not in parties:
        return False
    if selection.type is not None and selection.type not in {event.type for event in sides}:
        return False
    days = Selection(since=selection.since, until=selection.until)
    return days.holds_event(sides[1], _first_day(shelf, sides[1]))


def _first_day(shelf: _Shelf, event: Event) -> date | None:
    days = (shelf.documents[shelf.claims[claim].document].day for claim in event.claims)
    return min((day for day in days if day is not None), default=None)


def _event_row(shelf: _Shelf, own_id: str) -> Row:
    event = shelf.events[own_id]
    return {
        "id": own_id,
        "event": event.type,
        "stage": event.stage.value,
        "status": event.status.value,
        "negated": event.negated,
        "actor": list(event.actors),
        "recipient": list(event.recipients),
        "items": list(event.items),
        "when": None if event.when is None else days_row(event.when),
    }


def _sentences(shelf: _Shelf, first: str, steps: Iterable[Reaction], packs: Packs) -> dict[str, str]:
    told = [(step, shelf.events[step.effect]) for step in steps]
    return {
        code: tell_steps(shelf.events[first], told, names_for(packs, code), read_words(code)) for code in languages()
    }


def _saying_row(shelf: _Shelf, saying: Saying) -> Row:
    effect, cause = shelf.claims[saying.effect], shelf.claims[saying.cause]
    document = shelf.documents[effect.document]
    return {
        "document": document.label,
        "outlet": None if document.outlet is None else document.outlet.value,
        "published": None if document.day is None else document.day.isoformat(),
        "cue": saying.cue.quote,
        "start": saying.cue.span.start,
        "end": saying.cue.span.end,
        "quote": effect.evidence.quote,
        "of": cause.evidence.quote,
        "voices": sorted(asserting_voices(effect)),
        "claims": [saying.cause, saying.effect],
    }


def _return_row(one: Return, claim: Claim, document: Document, shelf: _Shelf) -> Row:
    return {
        "given": one.given,
        "event": claim.event,
        "stage": claim.stage.value,
        "actor": [mention.actor for mention in claim.actors],
        "recipient": [mention.actor for mention in claim.recipients],
        "items": list(dict.fromkeys(item.item_class for item in claim.items)),
        "for": None if one.words is None else one.words.quote,
        "prices": list(one.prices),
        "price_quotes": [shelf.claims[price].evidence.quote for price in one.prices if price in shelf.claims],
        "cue": one.cue.quote,
        "quote": claim.evidence.quote,
        "document": document.label,
        "published": None if document.day is None else document.day.isoformat(),
        "voices": sorted(asserting_voices(claim)),
        "claims": [one.given, *one.prices],
    }
