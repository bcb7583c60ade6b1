"""Why claims are of one event or of two, as rows for `explain`."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from neraca.errors import fail
from neraca.link.reasons import PairReason, explain_members, explain_pair, explain_strangers
from neraca.link.told import Told, tell
from neraca.link.wording import Rarity, document_words, rarity_of
from neraca.packs.meaning import load_meaning_space
from neraca.publish.exports import Row
from neraca.records import Account, Claim, Event, Meanings
from neraca.service.lookup import Found
from neraca.text.words import words_of
from neraca.weigh.witnesses import find_roots

_MOST_STRANGERS = 3
_MOST_PARTS = 6
_MOST_ORIGINALS = 500


def claim_of(found: Found, name: str) -> Claim:
    """The claim that was found.

    Raises:
        NeracaError: N102, when it is another record.
    """
    if not isinstance(found.record, Claim):
        raise fail("N102", name=name)
    return found.record


def link_row(
    event: Event,
    account: Account,
    meanings: Iterable[Meanings],
    *,
    rarity: Rarity | None = None,
    most: int | None = None,
    among: Collection[str] | None = None,
) -> Row:
    """Why its claims were put together (`joined`), and which others came near it and stayed out (`apart`).

    Args:
        event: One of the account's.
        account: The whole, or a part that holds the event.
        meanings: Of its documents' sentences.
        rarity: How rare words are in the whole account, where this is a part of it (`measure_rarity`).
        most: Compare only so many of its claims, the first ones.
        among: Ids of claims that are looked at beside its own; None takes all of the account.
    """
    wanted = None if among is None else {*among, *event.claims}
    looked_at = [claim for claim in account.claims if wanted is None or claim.id in wanted]
    known = {one.id: one for one in _tell(looked_at, account, meanings, rarity=rarity)}
    members = [known[claim] for claim in event.claims[:most]]
    rest = frozenset(event.claims[len(members) :])
    apart = explain_strangers(members, (one for one in known.values() if one.id not in rest), most=_MOST_STRANGERS)
    return {
        "joined": [_pair_row(pair, known) for pair in explain_members(members)],
        "apart": [_pair_row(pair, known) for pair in apart],
    }


def pair_row(
    one: Claim, other: Claim, account: Account, meanings: Iterable[Meanings], *, rarity: Rarity | None = None
) -> Row:
    """The comparison of two claims, and whether they are of one event; arguments as for `link_row`."""
    known = {told.id: told for told in _tell((one, other), account, meanings, rarity=rarity)}
    events = [event.id for event in account.events if one.id in event.claims and other.id in event.claims]
    pair = explain_pair(known[one.id], known[other.id])
    return {"kind": "pair", "together": bool(events), "events": events, **_pair_row(pair, known)}


def measure_rarity(account: Account) -> Rarity:
    """How rare words are among an account's original articles, or among 500 of them at even distances."""
    roots = find_roots(account.derivations)
    originals = [document for document in account.documents if document.id not in roots]
    step = -(-len(originals) // _MOST_ORIGINALS) or 1
    return rarity_of(document_words(words_of(one.text), language=one.language) for one in originals[::step])


def _tell(
    claims: Iterable[Claim], account: Account, meanings: Iterable[Meanings], *, rarity: Rarity | None = None
) -> tuple[Told, ...]:
    roots, space, listed = find_roots(account.derivations), load_meaning_space(), tuple(claims)
    documents = account.documents
    if rarity is not None:  # the words of no other document count
        wanted = {key for one in listed for key in (one.document, roots.get(one.document, ""))}
        documents = tuple(document for document in documents if document.id in wanted)
    return tell(listed, documents, roots=roots, meanings=meanings, space=space, rarity=rarity)


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
