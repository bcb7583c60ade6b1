"""Claims grouped by events as a person's judgements say, where there are some; else as the comparison says."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from neraca.link.events import Decided, group_told, place_of
from neraca.link.told import Told
from neraca.packs.comparison import LinkModel
from neraca.records import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a ruling: a claim, or with `whole` the event that the claim belongs to."""

    claim: str
    whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """A person's decision that two sides are of one event (`same`), or are not."""

    same: bool
    one: Side
    other: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouped:
    """Groups of claims, and for claims that are in none the claim of their event that stands for them."""

    groups: tuple[tuple[Told, ...], ...]
    stand_ins: Mapping[str, str]


def group_as_judged(
    told: Sequence[Told],
    documents: Sequence[Document],
    *,
    rulings: Sequence[Ruling] = (),
    left_out: Collection[str] = frozenset(),
    anchors: Collection[str] = frozenset(),
    model: LinkModel | None = None,
) -> Grouped:
    """Claims by the event they are about, as `group_told`, with a person's decisions above the comparison.

    `same` makes one event of the two events that its sides belong to, with all that the comparison put into either.
    `different` keeps the sides apart: a claim leaves the event, an event keeps its own claims. Where two decisions
    contradict each other the later holds. Nothing depends on the order of the claims.

    Args:
        told: In any order.
        documents: Those the claims stand in.
        rulings: The decisions, oldest first; those about claims that are not there have no effect.
        left_out: Ids of claims that belong into no group.
        anchors: Ids of claims for which `stand_ins` is wanted, should they be left out.
        model: Weights of the comparison; None takes those that the program ships.
    """
    kept = [one for one in told if one.id not in left_out]
    if not rulings and not any(anchor in left_out for anchor in anchors):
        return Grouped(groups=group_told(kept, documents, model=model), stand_ins={})
    mates: dict[str, tuple[str, ...]] = {}
    for group in group_told(told, documents, model=model):
        staying = tuple(one.id for one in group if one.id not in left_out)
        mates.update((one.id, staying) for one in group)
    stand_ins = {key: mates[key][0] for key in sorted(left_out) if mates.get(key)}
    settled = [one for ruling in rulings if (one := _settle(ruling, mates=mates, stand_ins=stand_ins)) is not None]
    apart = frozenset(pair for ruling in settled for pair in _apart(ruling, mates))
    groups = group_told(kept, documents, decided=Decided(different=apart), model=model)
    return Grouped(groups=_join(groups, settled, mates=mates, documents=documents), stand_ins=stand_ins)


def _settle(ruling: Ruling, *, mates: Mapping[str, tuple[str, ...]], stand_ins: Mapping[str, str]) -> Ruling | None:
    """The ruling with claims that are in groups; None where a side is gone."""
    sides = []
    for side in (ruling.one, ruling.other):
        claim = stand_ins.get(side.claim, side.claim) if side.whole else side.claim
        if claim not in mates.get(claim, ()):
            return None
        sides.append(Side(claim=claim, whole=side.whole))
    one, other = sides
    return None if one.claim == other.claim else Ruling(same=ruling.same, one=one, other=other)


def _apart(ruling: Ruling, mates: Mapping[str, tuple[str, ...]]) -> Iterable[tuple[str, str]]:
    """Pairs of claims that a ruling keeps apart."""
    one, other = ruling.one, ruling.other
    if ruling.same:
        return ()
    together = other.claim in mates[one.claim]
    if together and one.whole and other.whole:
        return ((one.claim, other.claim),)
    ones = mates[one.claim] if one.whole else (one.claim,)
    others = mates[other.claim] if other.whole else (other.claim,)
    return tuple((first, second) for first in ones for second in others if first != second)


def _join(
    groups: Iterable[tuple[Told, ...]],
    rulings: Sequence[Ruling],
    *,
    mates: Mapping[str, tuple[str, ...]],
    documents: Iterable[Document],
) -> tuple[tuple[Told, ...], ...]:
    """Join the groups that are said to be the same; what a later ruling keeps apart does not come along."""
    place: dict[str, int] = {}
    members: dict[int, list[Told]] = {}
    for at, group in enumerate(groups):
        members[at] = list(group)
        place.update((one.id, at) for one in group)
    for at, ruling in enumerate(rulings):
        first, second = place[ruling.one.claim], place[ruling.other.claim]
        if not ruling.same or first == second:
            continue
        later = {pair for one in rulings[at + 1 :] for pair in _apart(one, mates)}
        stays = {one for one, other in later | {(b, a) for a, b in later} if place[other] == first}
        if ruling.other.claim in stays:
            continue
        coming = [one for one in members[second] if one.id not in stays]
        members[first] += coming
        members[second] = [one for one in members[second] if one.id in stays]
        place.update((one.id, first) for one in coming)
    days = {document.id: document.day for document in documents}
    ordered = [sorted(group, key=lambda one: _place(one, days)) for group in members.values() if group]
    return tuple(tuple(group) for group in sorted(ordered, key=lambda group: _place(group[0], days)[1:]))


def _place(one: Told, days: Mapping[str, date | None]) -> tuple[bool, bool, str, str]:
    return place_of(one, days[one.claim.document])
