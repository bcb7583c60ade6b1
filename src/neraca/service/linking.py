"""Why claims are of one event or of two, as rows for `explain`."""

from __future__ import annotations

from collections.abc import Iterable

from neraca.errors import fail
from neraca.link.reasons import PairReason, explain_members, explain_pair, explain_strangers
from neraca.link.told import Told, tell
from neraca.packs.meaning import load_meaning_space
from neraca.publish.exports import Row
from neraca.records import Account, Claim, Event, Meanings
from neraca.service.lookup import Found
from neraca.weigh.witnesses import find_roots

_MOST_STRANGERS = 3
_MOST_PARTS = 6


def claim_of(found: Found, name: str) -> Claim:
    """The claim that was found.

    Raises:
        NeracaError: N102, when it is another record.
    """
    if not isinstance(found.record, Claim):
        raise fail("N102", name=name)
    return found.record


def link_row(event: Event, account: Account, meanings: Iterable[Meanings]) -> Row:
    """Why its claims were put together (`joined`), and which others came near it and stayed out (`apart`)."""
    known = {one.id: one for one in _tell(account.claims, account, meanings)}
    members = [known[claim] for claim in event.claims]
    apart = explain_strangers(members, known.values(), most=_MOST_STRANGERS)
    return {
        "joined": [_pair_row(pair, known) for pair in explain_members(members)],
        "apart": [_pair_row(pair, known) for pair in apart],
    }


def pair_row(one: Claim, other: Claim, account: Account, meanings: Iterable[Meanings]) -> Row:
    """The comparison of two claims, and whether they are of one event."""
    known = {told.id: told for told in _tell((one, other), account, meanings)}
    events = [event.id for event in account.events if one.id in event.claims and other.id in event.claims]
    pair = explain_pair(known[one.id], known[other.id])
    return {"kind": "pair", "together": bool(events), "events": events, **_pair_row(pair, known)}


def _tell(claims: Iterable[Claim], account: Account, meanings: Iterable[Meanings]) -> tuple[Told, ...]:
    roots = find_roots(account.derivations)
    return tell(claims, account.documents, roots=roots, meanings=meanings, space=load_meaning_space())


def _pair_row(pair: PairReason, known: dict[str, Told]) -> Row:
    return {
        "claim": pair.one,
        "with": pair.other,
        "quote": known[pair.one].claim.evidence.quote,
        "with_quote": known[pair.other].claim.evidence.quote,
        "probability": round(pair.probability, 3),
        "barrier": pair.barrier or None,
        "parts": [{"name": name, "weight": weight} for name, weight in pair.parts[:_MOST_PARTS]],
    }
