"""Reactions that the texts themselves tell, folded to events, and the chains that they make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from neraca.packs.connectives import load_connectives
from neraca.records import (
    Chain,
    Claim,
    Document,
    Event,
    LinkType,
    Reaction,
    ReactionKind,
    Reactions,
    Saying,
    TimeOrder,
    TimeSpan,
)
from neraca.records.voices import asserting_voices
from neraca.relate.returns import find_returns

# A chain is shown from its first cause to its last effect; of all paths through one event the best are enough.
_MOST_PATHS = 4
_MOST_CHAINS = 60
_LONGEST = 12
_SHORTEST = 2
# Of several ways to put one tie the plainest names it.
_PLAINEST = {kind: place for place, kind in enumerate(ReactionKind)}

_Key = tuple[str, str, bool]


def gather_reactions(
    events: Sequence[Event],
    claims: Sequence[Claim],
    documents: Iterable[Document],
    *,
    roots: Mapping[str, str] | None = None,
) -> Reactions:
    """What the texts say sets off what: reactions, their chains, and what was given for what.

    Args:
        events: All of them; a reaction is between two.
        claims: All of them; their links say which answers which. Those that no event holds give nothing.
        documents: Theirs; the words of a tie are read in their language.
        roots: The original of each document that repeats another.
    """
    said = find_reactions(events, claims, documents, roots=roots)
    held = {claim for event in events for claim in event.claims}
    returns = tuple(one for one in find_returns(claims) if one.given in held)
    return Reactions(said=said, chains=find_chains(said), returns=returns)


def find_reactions(
    events: Iterable[Event],
    claims: Iterable[Claim],
    documents: Iterable[Document],
    *,
    roots: Mapping[str, str] | None = None,
) -> tuple[Reaction, ...]:
    """Reactions between events, the best attested first; several texts that say the same are one.

    A tie whose two claims are of one event is none, nor one to or from a claim that no event holds.
    """
    known = {event.id: event for event in events}
    event_of = {claim: own for own, event in known.items() for claim in event.claims}
    told = {claim.id: claim for claim in claims}
    languages = {document.id: document.language for document in documents}
    sayings: dict[_Key, list[Saying]] = {}
    for own, claim in told.items():
        for saying, returned in _sayings(own, claim):
            cause, effect = event_of.get(saying.cause), event_of.get(saying.effect)
            if cause is not None and effect is not None and cause != effect:
                sayings.setdefault((cause, effect, returned), []).append(saying)
    found = (
        _reaction(key, list(listed), known=known, told=told, languages=languages, roots=roots or {})
        for key, listed in sayings.items()
    )
    return tuple(sorted(found, key=lambda one: (-one.witnesses, -one.reports, one.id)))


def _sayings(own: str, claim: Claim) -> Iterator[tuple[Saying, bool]]:
    for link in claim.links:
        if link.type is not LinkType.SAME_EVENT and link.cue is not None and link.to != own:
            yield Saying(cause=link.to, effect=own, cue=link.cue), link.type is LinkType.IN_RETURN_FOR


def _reaction(
    key: _Key,
    sayings: list[Saying],
    *,
    known: Mapping[str, Event],
    told: Mapping[str, Claim],
    languages: Mapping[str, str],
    roots: Mapping[str, str],
) -> Reaction:
    cause, effect, returned = key
    listed = tuple(sorted(set(sayings), key=lambda one: (one.cue, one.cause, one.effect)))
    texts = sorted({one.cue.document for one in listed})
    voices = {who for one in listed for who in asserting_voices(told[one.effect])}
    return Reaction(
        cause=cause,
        effect=effect,
        kind=ReactionKind.RETURN if returned else _kind(listed, languages),
        order=_order(known[cause].when, known[effect].when),
        sayings=listed,
        voices=tuple(sorted(voices)),
        reports=len(texts),
        witnesses=len({roots.get(text, text) for text in texts}),
    )


def _kind(sayings: Iterable[Saying], languages: Mapping[str, str]) -> ReactionKind:
    kinds = Counter(_meaning(one, languages) for one in sayings)
    return min(kinds, key=lambda kind: (-kinds[kind], _PLAINEST[kind]))


def _meaning(saying: Saying, languages: Mapping[str, str]) -> ReactionKind:
    return ReactionKind(load_connectives(languages[saying.cue.document]).meaning(saying.cue.quote))


def _order(cause: TimeSpan | None, effect: TimeSpan | None) -> TimeOrder:
    """In order unless the effect was over before the cause began; unknown where a time is missing."""
    if cause is None or effect is None:
        return TimeOrder.UNKNOWN
    if effect.end is not None and cause.start is not None and effect.end <= cause.start:
        return TimeOrder.REVERSED
    if effect.start is None or cause.start is None:
        return TimeOrder.UNKNOWN
    return TimeOrder.IN_ORDER


def find_chains(reactions: Sequence[Reaction]) -> tuple[Chain, ...]:
    """Chains of two reactions or more from a first cause to a last effect, the longest first, then the best attested.

    None comes back to an event, and none takes a step whose events' own times say the contrary. Where many ways lead
    through one event, only the best are followed.
    """
    steps = _without_cycles([one for one in reactions if one.order is not TimeOrder.REVERSED])
    onward: dict[str, list[Reaction]] = {}
    for one in steps:
        onward.setdefault(one.cause, []).append(one)
    reached = {one.effect for one in steps}
    paths = [path for start in sorted(set(onward) - reached) for path in _paths(start, onward, {})]
    long_enough = [path for path in paths if len(path) >= _SHORTEST]
    return tuple(sorted(map(_chain, long_enough), key=_chain_order)[:_MOST_CHAINS])


def _without_cycles(reactions: Sequence[Reaction]) -> list[Reaction]:
    """The reactions, but for those that would close a circle; the best attested are taken first."""
    kept: list[Reaction] = []
    onward: dict[str, set[str]] = {}
    for one in sorted(reactions, key=lambda one: (-one.witnesses, -one.reports, one.id)):
        if not _reaches(one.effect, one.cause, onward):
            onward.setdefault(one.cause, set()).add(one.effect)
            kept.append(one)
    return kept


def _reaches(start: str, goal: str, onward: Mapping[str, set[str]]) -> bool:
    seen, waiting = set(), [start]
    while waiting:
        at = waiting.pop()
        if at == goal:
            return True
        if at not in seen:
            seen.add(at)
            waiting.extend(onward.get(at, ()))
    return False


def _paths(
    start: str, onward: Mapping[str, list[Reaction]], known: dict[str, list[tuple[Reaction, ...]]]
) -> list[tuple[Reaction, ...]]:
    """The best ways from an event to a last effect, worked out backwards without recursion."""
    waiting = [start]
    while waiting:
        at = waiting[-1]
        ahead = [one.effect for one in onward.get(at, ()) if one.effect not in known]
        if at in known:
            waiting.pop()
        elif ahead:
            waiting.extend(ahead)
        else:
            waiting.pop()
            ways = [(one, *rest) for one in onward.get(at, ()) for rest in known[one.effect] or [()]]
            known[at] = sorted({way[:_LONGEST] for way in ways}, key=_path_order)[:_MOST_PATHS]
    return known[start]


def _path_order(path: tuple[Reaction, ...]) -> tuple[int, int, tuple[str, ...]]:
    return -len(path), -min((one.witnesses for one in path), default=0), tuple(one.id for one in path)


def _chain(path: tuple[Reaction, ...]) -> Chain:
    return Chain(
        events=(path[0].cause, *(one.effect for one in path)),
        reactions=tuple(one.id for one in path),
        witnesses=min(one.witnesses for one in path),
        documents=len({saying.cue.document for one in path for saying in one.sayings}),
    )


def _chain_order(chain: Chain) -> tuple[int, int, tuple[str, ...]]:
    return -len(chain.events), -chain.witnesses, chain.events
