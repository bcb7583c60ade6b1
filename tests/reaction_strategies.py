"""Hypothesis strategies for reactions, their chains, and returns."""

from hypothesis import strategies as st

from neraca.records import (
    Chain,
    Purpose,
    Reaction,
    ReactionKind,
    Reactions,
    Return,
    Saying,
    TimeOrder,
)
from strategies import actor_ids, evidence, keys, optional, some


@st.composite
def sayings(draw: st.DrawFn) -> Saying:
    cause, effect = draw(_two("claim"))
    return Saying(cause=cause, effect=effect, cue=draw(evidence()))


@st.composite
def reactions(draw: st.DrawFn) -> Reaction:
    cause, effect = draw(_two("event"))
    said = draw(st.lists(sayings(), min_size=1, max_size=2).map(tuple))
    return Reaction(
        cause=cause,
        effect=effect,
        kind=draw(st.sampled_from(ReactionKind)),
        order=draw(st.sampled_from(TimeOrder)),
        sayings=said,
        voices=draw(some(actor_ids())),
        reports=2,
        witnesses=draw(st.integers(1, 2)),
    )


@st.composite
def chains(draw: st.DrawFn) -> Chain:
    events = draw(st.lists(keys("event"), min_size=2, max_size=4, unique=True))
    ties = draw(st.lists(keys("reaction"), min_size=len(events) - 1, max_size=len(events) - 1))
    return Chain(events=tuple(events), reactions=tuple(ties), witnesses=1, documents=draw(st.integers(1, 3)))


@st.composite
def returns(draw: st.DrawFn) -> Return:
    given, price = draw(_two("claim"))
    words = draw(optional(evidence()))
    return Return(given=given, cue=draw(evidence()), words=words, prices=(price,) if words is None else ())


def of_each_reaction_type() -> dict[type, st.SearchStrategy[object]]:
    """One strategy for each of these records."""
    return {
        Chain: chains(),
        Purpose: st.builds(Purpose, cue=evidence(), evidence=evidence()),
        Reaction: reactions(),
        Reactions: st.builds(Reactions, said=some(reactions()), chains=some(chains()), returns=some(returns())),
        Return: returns(),
        Saying: sayings(),
    }


def _two(kind: str) -> st.SearchStrategy[tuple[str, str]]:
    return st.lists(keys(kind), min_size=2, max_size=2, unique=True).map(lambda two: (two[0], two[1]))
