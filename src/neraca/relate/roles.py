"""Roles of third parties towards a pair: who watches, urges restraint, mediates, helps both, sides with one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from neraca.packs.network import NetworkPack
from neraca.records import MUTUAL_TYPES, Claim, Document, Dyad, Event, Remark, Role, RoleKind, Tie
from neraca.relate.deeds import counts_as_done, held_days
from neraca.relate.remarks import holds_phrase

Pair = tuple[str, str]

_APPEAL, _MEETING, _GIFT = "REQUEST", "CONSULT", "AID"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What roles are found in.

    Attributes:
        day: The network's.
        events: By id.
        claims: By id.
        documents: By id.
        days: On which each document's words count: that of its publication, or the newest document's.
        told: For each document how many of its claims are about each pair (`told_pairs`).
        ties: On the day.
        dyads: On the day.
    """

    day: date
    events: Mapping[str, Event]
    claims: Mapping[str, Claim]
    documents: Mapping[str, Document]
    days: Mapping[str, date | None]
    told: Mapping[str, Mapping[Pair, int]]
    ties: Sequence[Tie]
    dyads: Sequence[Dyad]


def find_roles(scene: Scene, *, remarks: Iterable[Remark], pack: NetworkPack) -> tuple[Role, ...]:
    """Roles by pair, kind and actor; an actor has each kind towards a pair once.

    Watching and mediating are told by remarks, an appeal for restraint by a claim; the pair they are about is the one
    that the text speaks of most. The other roles follow from the third party's ties with both of a strong pair.
    """
    found = [
        *_from_remarks(scene, remarks, pack=pack),
        *_from_appeals(scene, pack=pack),
        *_from_ties(scene, pack=pack),
    ]
    merged: dict[tuple[Pair, RoleKind, str], list[Role]] = {}
    for role in found:
        merged.setdefault((role.toward, role.kind, role.actor), []).append(role)
    return tuple(_merged(roles) for _, roles in sorted(merged.items(), key=lambda item: item[0]))


def _merged(roles: Sequence[Role]) -> Role:
    first = roles[0]
    return Role(
        kind=first.kind,
        actor=first.actor,
        toward=first.toward,
        events=tuple(dict.fromkeys(event for role in roles for event in role.events)),
        claims=tuple(dict.fromkeys(claim for role in roles for claim in role.claims)),
        remarks=tuple(dict.fromkeys(remark for role in roles for remark in role.remarks)),
    )


def _from_remarks(scene: Scene, remarks: Iterable[Remark], *, pack: NetworkPack) -> Iterator[Role]:
    told = scene.told
    listed = sorted(remarks, key=lambda one: (one.evidence.document, one.evidence.span, one.kind, one.actor))
    for remark in listed:
        day = scene.days[remark.evidence.document]
        pair = _main(told.get(remark.evidence.document, {}), without=remark.actor)
        if pack.rules.makes_ties(remark.actor) and pair and day is not None and day <= scene.day:
            yield Role(kind=remark.kind, actor=remark.actor, toward=pair, remarks=(remark,))


def _from_appeals(scene: Scene, *, pack: NetworkPack) -> Iterator[Role]:
    told = scene.told
    words = pack.roles[RoleKind.URGES_RESTRAINT]
    for own_id, event in sorted(scene.events.items()):
        if event.type != _APPEAL or not counts_as_done(event) or not pack.rules.evidence(event.credibility):
            continue
        for claim_id in event.claims:
            claim = scene.claims[claim_id]
            document = scene.documents[claim.document]
            day = scene.days[claim.document]
            held = held_days(event, [day] if day else [])
            own_words = words.get(document.language)
            if (
                held is None
                or held[0] > scene.day
                or not own_words
                or not holds_phrase(claim.evidence.quote, own_words)
            ):
                continue
            for actor in sorted({mention.actor for mention in claim.actors if pack.rules.makes_ties(mention.actor)}):
                for pair in _addressed(claim, by=actor, told=told[claim.document], pack=pack):
                    yield Role(
                        kind=RoleKind.URGES_RESTRAINT, actor=actor, toward=pair, events=(own_id,), claims=(claim_id,)
                    )


def _from_ties(scene: Scene, *, pack: NetworkPack) -> Iterator[Role]:
    ties = {(tie.source, tie.target): tie for tie in scene.ties}
    dyads = {(dyad.first, dyad.second): dyad for dyad in scene.dyads}
    actors = sorted({actor for pair in dyads for actor in pair})
    strong = sorted((dyad for dyad in scene.dyads if dyad.sign), key=lambda one: (-one.strength, one.first, one.second))
    for dyad in strong[: pack.rules.pairs]:
        for actor in actors:
            sides = [dyads.get(_sorted(actor, other)) for other in (dyad.first, dyad.second)]
            if actor in (dyad.first, dyad.second) or sides[0] is None or sides[1] is None:
                continue
            near = all(side is not None and abs(side.net) >= pack.rules.near for side in sides)
            signs = (sides[0].sign, sides[1].sign) if near else (0, 0)
            yield from _by_signs(actor, dyad, signs=signs, ties=ties)
            yield from _by_acts(actor, dyad, scene=scene, ties=ties)


def _by_signs(actor: str, dyad: Dyad, *, signs: tuple[int, int], ties: Mapping[Pair, Tie]) -> Iterator[Role]:
    """Enemy of two friends, or friend of one of two enemies."""
    if dyad.sign > 0 and signs == (-1, -1):
        yield _role(RoleKind.OPPOSES_BOTH, actor, (dyad.first, dyad.second), ties=ties)
    elif dyad.sign < 0 and signs[0] * signs[1] < 0:
        pair = (dyad.first, dyad.second) if signs[0] > 0 else (dyad.second, dyad.first)
        yield _role(RoleKind.SIDES_WITH_ONE, actor, pair, ties=ties)


def _role(kind: RoleKind, actor: str, pair: Pair, *, ties: Mapping[Pair, Tie]) -> Role:
    own = [ties[key] for other in pair for key in ((actor, other), (other, actor)) if key in ties]
    return Role(
        kind=kind,
        actor=actor,
        toward=pair,
        events=tuple(dict.fromkeys(event for tie in own for event in tie.events)),
        claims=tuple(dict.fromkeys(claim for tie in own for claim in tie.claims)),
    )


def _by_acts(actor: str, dyad: Dyad, *, scene: Scene, ties: Mapping[Pair, Tie]) -> Iterator[Role]:
    """Gives to both, or meets both of two enemies."""
    kinds = ((RoleKind.SUPPLIES_BOTH, _GIFT, True), (RoleKind.TALKS_TO_BOTH, _MEETING, dyad.sign < 0))
    for kind, event_type, asked in kinds:
        acts = [_of_type(ties.get((actor, other)), event_type, scene) for other in (dyad.first, dyad.second)]
        if asked and all(acts):
            events = tuple(dict.fromkeys(event for own in acts for event in own))
            own_ties = [ties[actor, other] for other in (dyad.first, dyad.second)]
            told = dict.fromkeys(claim for tie in own_ties for claim in tie.claims)
            members = {claim for event in events for claim in scene.events[event].claims}
            yield Role(
                kind=kind,
                actor=actor,
                toward=(dyad.first, dyad.second),
                events=events,
                claims=tuple(claim for claim in told if claim in members),
            )


def _of_type(tie: Tie | None, event_type: str, scene: Scene) -> list[str]:
    return [event for event in tie.events if scene.events[event].type == event_type] if tie else []


def told_pairs(claims: Iterable[Claim], pack: NetworkPack) -> dict[str, Counter[Pair]]:
    """For each document how many of its claims are about each pair."""
    told: dict[str, Counter[Pair]] = {}
    for claim in claims:
        told.setdefault(claim.document, Counter()).update(set(_pairs(claim, pack)))
    return told


def _main(told: Mapping[Pair, int], *, without: str, holding: str = "") -> Pair | None:
    """The pair that most claims of a document are about, the first of equals; None where there is none.

    Args:
        told: How many claims are about each pair.
        without: An actor that is no part of it.
        holding: An actor that is.
    """
    fitting = [
        (-count, pair) for pair, count in told.items() if without not in pair and (not holding or holding in pair)
    ]
    return min(fitting)[1] if fitting else None


def _addressed(claim: Claim, *, by: str, told: Mapping[Pair, int], pack: NetworkPack) -> list[Pair]:
    """The pairs that an appeal is about: those it names, the one it names with its partner, or the document's."""
    named = sorted({one.actor for one in claim.recipients if one.actor != by and pack.rules.makes_ties(one.actor)})
    if len(named) > 1:
        return list(combinations(named, 2))
    pair = _main(told, without=by, holding=named[0] if named else "")
    return [pair] if pair else []


def _pairs(claim: Claim, pack: NetworkPack) -> Iterator[Pair]:
    doers = sorted({one.actor for one in claim.actors if pack.rules.makes_ties(one.actor)})
    receivers = sorted({one.actor for one in claim.recipients if pack.rules.makes_ties(one.actor)})
    if claim.event in MUTUAL_TYPES or not receivers:
        yield from combinations(doers, 2)
    yield from (_sorted(one, two) for one in doers for two in receivers if one != two)


def _sorted(one: str, two: str) -> Pair:
    return (one, two) if one < two else (two, one)
