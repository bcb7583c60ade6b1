"""Why two claims were put together, or were not: what keeps them apart, or what each likeness weighs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from neraca.link.comparison import barrier, features, probability
from neraca.link.told import Told
from neraca.packs.comparison import LinkModel, load_link_model


@dataclass(frozen=True, slots=True, kw_only=True)
class PairReason:
    """The comparison of two claims.

    Attributes:
        one, other: Their ids.
        barrier: What keeps them apart whatever else they share; "" when nothing does.
        probability: That they are of one event, by what they share; 0 where a barrier stands.
        parts: What speaks for it (above 0) and against it (below), in log odds, the weightiest first.
    """

    one: str
    other: str
    barrier: str
    probability: float
    parts: tuple[tuple[str, float], ...]


def explain_pair(one: Told, other: Told, *, model: LinkModel | None = None) -> PairReason:
    """Compare two claims and say why; barrier and probability are the same whichever stands first."""
    known = model or load_link_model()
    # As when claims are put together: which type of act came first sets the time that is allowed between them.
    first, second = sorted((one, other), key=lambda told: (told.day is None, str(told.day), told.id))
    found, held = features(second, first), barrier(first.outline, second.outline)
    parts = [(name, known.weights.get(name, 0.0) * value) for name, value in found.items() if name != "one"]
    return PairReason(
        one=one.id,
        other=other.id,
        barrier=held,
        probability=0.0 if held else probability(known.weights, found),
        parts=tuple(sorted(((n, round(p, 3)) for n, p in parts if p), key=lambda part: (-abs(part[1]), part[0]))),
    )


def explain_members(members: Sequence[Told], *, model: LinkModel | None = None) -> tuple[PairReason, ...]:
    """For every claim of an event but the first, its likeness to the member that it resembles most."""
    found = []
    for at, one in enumerate(members[1:], start=1):
        others = [explain_pair(one, other, model=model) for place, other in enumerate(members) if place != at]
        found.append(min(others, key=lambda pair: (-pair.probability, bool(pair.barrier), pair.other)))
    return tuple(found)


def explain_strangers(
    members: Sequence[Told], strangers: Iterable[Told], *, most: int, model: LinkModel | None = None
) -> tuple[PairReason, ...]:
    """The claims outside an event that resemble its first claim most, and what keeps each of them out.

    Args:
        members: The event's claims; the first stands for all.
        strangers: Other claims; only those that share a party are compared.
        most: How many are wanted.
        model: Weights of the comparison; None takes those that the program ships.
    """
    anchor = members[0]
    own = {one.id for one in members}
    near = [
        explain_pair(one, anchor, model=model)
        for one in strangers
        if one.id not in own and one.outline.parties_known & anchor.outline.parties_known
    ]
    # With a barrier the sum of what speaks for it still tells how near a claim comes.
    ranked = sorted(near, key=lambda pair: (-sum(part for _, part in pair.parts), pair.one))
    return tuple(ranked[:most])
