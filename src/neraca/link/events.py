"""Which claims are about one event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from neraca.link.outline import Outline, combine, outline, parties_fit
from neraca.records import Claim, Document, LinkType


@dataclass(frozen=True, slots=True)
class _Outlined:
    claim: Claim
    id: str
    root: str
    place: tuple[bool, str, str]
    outline: Outline


@dataclass(slots=True)
class _Cluster:
    outline: Outline
    members: list[_Outlined] = field(default_factory=list)


def group_claims(
    claims: Iterable[Claim], documents: Iterable[Document], *, roots: Mapping[str, str] | None = None
) -> tuple[tuple[Claim, ...], ...]:
    """Claims by the event they are about; every claim in exactly one group.

    Claims that say enough to found an event (`Outline.is_whole`) come first: same type, same parties, and an outline
    in common. A claim that leaves out a party, the item or any time joins the one event that it fits, and stays by
    itself where it fits several. Nothing depends on the order of the input.

    Args:
        claims: In any order.
        documents: Those the claims stand in, and their roots.
        roots: Root of each derived document. Where a text gives no time, the day its root was published stands in for
            it: a copy of an old article is no news of its own day.

    Returns:
        Groups in order of their first claims; in each the claims by publication (undated last), then id.
    """
    outlined = _outline_all(claims, documents, roots=roots or {})
    blocks: dict[object, list[_Outlined]] = {}
    for one in outlined:
        if one.outline.is_whole:
            blocks.setdefault((one.outline.kind, one.outline.parties), []).append(one)
    clusters = [cluster for block in blocks.values() for cluster in _cluster(block)]
    clusters += _attach([one for one in outlined if not one.outline.is_whole], clusters)
    groups = [sorted(cluster.members, key=lambda one: one.place) for cluster in clusters]
    return tuple(tuple(one.claim for one in group) for group in sorted(groups, key=lambda group: group[0].place))


def _outline_all(
    claims: Iterable[Claim], documents: Iterable[Document], *, roots: Mapping[str, str]
) -> list[_Outlined]:
    days: dict[str, date | None] = {document.id: document.day for document in documents}
    by_id = {claim.id: claim for claim in claims}
    outlined = []
    for own_id, claim in by_id.items():
        day = days[claim.document]
        root = roots.get(claim.document, claim.document)
        place = (day is None, str(day), own_id)
        outlined.append(_Outlined(claim, own_id, root, place, outline(claim, published=days.get(root, day))))
    return sorted(outlined, key=_turn)


def _turn(one: _Outlined) -> tuple[bool, date, int, tuple[bool, str, str]]:
    """Claims with one item class first (they leave no choice), then by time, the most precise first."""
    span, published = one.outline.span, one.outline.first
    start = (span and (span.start or span.end)) or published or date.max
    width = (span.end - span.start).days if span and span.start and span.end else 9999
    return len(one.outline.items) != 1, start, width, one.place


def _cluster(block: Iterable[_Outlined]) -> list[_Cluster]:
    """Clusters of claims that differ in neither kind nor parties, in their given order."""
    clusters: list[_Cluster] = []
    # What says the same goes the same way, so that a copied claim never leaves its original.
    chosen: dict[Outline, _Cluster] = {}
    for one in block:
        if one.outline in chosen:
            chosen[one.outline].members.append(one)
            continue
        fits = [
            (len(cluster.outline.items & one.outline.items), at, together)
            for at, cluster in enumerate(clusters)
            if (together := combine(cluster.outline, one.outline)) is not None
        ]
        if not fits:
            clusters.append(_Cluster(one.outline, [one]))
            chosen[one.outline] = clusters[-1]
            continue
        _, at, together = max(fits, key=lambda fit: (fit[0], fit[1]))
        clusters[at].outline = together
        clusters[at].members.append(one)
        chosen[one.outline] = clusters[at]
    return clusters


def _attach(parts: Iterable[_Outlined], clusters: Iterable[_Cluster]) -> list[_Cluster]:
    """Let each incomplete claim join the only cluster it fits; return clusters of those that are left."""
    by_actor: dict[object, list[_Cluster]] = {}
    holder: dict[str, _Cluster] = {}
    for cluster in clusters:
        for actor in sorted(cluster.outline.actors | cluster.outline.recipients):
            by_actor.setdefault((cluster.outline.kind, actor), []).append(cluster)
        holder.update((member.id, cluster) for member in cluster.members)
    left: dict[object, list[_Outlined]] = {}
    chosen: dict[object, _Cluster | None] = {}
    for one in parts:
        linked = [holder[to] for to in _linked(one.claim) if to in holder]
        # A copied claim goes where its original goes, though the clusters have changed since.
        same = one.outline, one.root, tuple(id(cluster) for cluster in linked)
        if same not in chosen:
            known = sorted(one.outline.actors | one.outline.recipients)
            possible = by_actor.get((one.outline.kind, known[0]), []) if known else []
            fits = list(_fits(one, [cluster for cluster in linked if cluster in possible] or possible))
            chosen[same] = fits[0][0] if len(fits) == 1 else None
            if len(fits) == 1:
                fits[0][0].outline = fits[0][1]
        if (joined := chosen[same]) is None:
            left.setdefault(_leftover_key(one), []).append(one)
        else:
            joined.members.append(one)
    return [cluster for block in left.values() for cluster in _cluster(block)]


def _fits(one: _Outlined, possible: Iterable[_Cluster]) -> Iterator[tuple[_Cluster, Outline]]:
    for cluster in possible:
        if not parties_fit(one.outline, cluster.outline):
            continue
        together = combine(cluster.outline, one.outline)
        if together is not None and (one.outline.parties == cluster.outline.parties or _vouched(one, cluster)):
            yield cluster, together


def _vouched(one: _Outlined, cluster: _Cluster) -> bool:
    """Whether more than what is left unsaid ties a claim with an unknown party to the cluster."""
    if one.outline.items & cluster.outline.items or (one.outline.span and cluster.outline.span):
        return True
    return any(member.root == one.root for member in cluster.members)


def _linked(claim: Claim) -> Iterator[str]:
    return (link.to for link in claim.links if link.type is LinkType.SAME_EVENT)


def _leftover_key(one: _Outlined) -> object:
    """What claims that are left must share: kind and known parties; their root where no time tells events apart.

    Claims that name no party at all share nothing but their very words, in copies of one text.
    """
    outlined = one.outline
    if not (outlined.actors or outlined.recipients):
        return outlined.kind, one.root, one.claim.evidence.quote, one.claim.trigger.quote
    apart = "" if outlined.has_time else one.root
    return outlined.kind, outlined.parties, apart, outlined.event == "AID" and not outlined.items
