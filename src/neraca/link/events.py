"""Which claims are about one event."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from neraca.link.comparison import barrier, features, probability
from neraca.link.outline import Outline, combine
from neraca.link.told import Told, tell
from neraca.packs.comparison import LinkModel, load_link_model
from neraca.packs.meaning import MeaningSpace
from neraca.records import Claim, Document, LinkType, Meanings
from neraca.records.voices import confirming_parties, denying_voices

# A cluster is compared by its first members: more say nothing new, and the work per claim stays bounded.
_COMPARED = 8
# Acts read as of different types are compared when so many words, or so much of the meaning, are common to both.
_COMMON_WORDS = 3
_ALIKE = 0.15
_FEW_PARTIES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What a person decided: pairs of claims, by id, that are or are not of one event; it outranks the model."""

    same: frozenset[tuple[str, str]] = frozenset()
    different: frozenset[tuple[str, str]] = frozenset()


@dataclass(slots=True, eq=False)
class _Cluster:
    """Claims of one event; `outline` and `compared` come from those that derive from no other document."""

    outline: Outline
    members: list[Told] = field(default_factory=list)
    compared: list[Told] = field(default_factory=list)


def group_claims(
    claims: Iterable[Claim],
    documents: Iterable[Document],
    *,
    roots: Mapping[str, str] | None = None,
    meanings: Iterable[Meanings] = (),
    space: MeaningSpace | None = None,
    decided: Decided | None = None,
    model: LinkModel | None = None,
) -> tuple[tuple[Claim, ...], ...]:
    """Claims by the event they are about; see `group_told`.

    Args:
        claims: In any order.
        documents: Those the claims stand in, and their roots.
        roots: Root of each derived document. Where a text gives no time, the day its root was published stands in for
            it: a copy of an old article is no news of its own day.
        meanings: Vectors of the documents' sentences, as far as there are any.
        space: Where meanings are compared.
        decided: A person's decisions.
        model: Weights of the comparison; None takes those that the program ships.
    """
    listed = tuple(documents)
    told = tell(claims, listed, roots=roots or {}, meanings=meanings, space=space)
    groups = group_told(told, listed, decided=decided, model=model)
    return tuple(tuple(one.claim for one in group) for group in groups)


def group_told(
    told: Sequence[Told],
    documents: Iterable[Document],
    *,
    decided: Decided | None = None,
    model: LinkModel | None = None,
) -> tuple[tuple[Told, ...], ...]:
    """Claims by the event they are about; every claim in exactly one group.

    Two claims of one group are of one type, stage and polarity, name no different parties, items or times, and the
    trained comparison finds it likely that they tell the same. Claims that say enough to found an event
    (`Outline.is_whole`) come first; one that leaves out a party, the item or any time joins the event that it fits
    best, and stays by itself where several fit it about as well. Claims of a document that repeats another follow its
    root's and change nothing in the groups of others. Nothing depends on the order of the input.

    Args:
        told: In any order.
        documents: Those the claims stand in.
        decided: A person's decisions.
        model: Weights of the comparison; None takes those that the program ships.

    Returns:
        Groups in order of their first claims; in each those of original documents by publication (undated last), then
        id, then those of documents that repeat another.
    """
    book = _Book(told, model=model or load_link_model(), decided=decided or Decided())
    for one in sorted(told, key=_turn):
        book.place(one)
    days = {document.id: document.day for document in documents}
    ranked = [
        sorted(cluster.members, key=lambda one: place_of(one, days[one.claim.document])) for cluster in book.clusters
    ]
    ranked.sort(key=lambda group: place_of(group[0], days[group[0].claim.document])[1:])
    return tuple(tuple(group) for group in ranked)


def place_of(one: Told, day: date | None) -> tuple[bool, bool, str, str]:
    """Where a claim stands in its event: originals before what repeats them, by publication, then id."""
    return one.is_derived, day is None, str(day), one.id


def _turn(one: Told) -> tuple[bool, bool, bool, date, int, bool, str, str]:
    """Roots before what repeats them; whole claims first, those with one item class before others; then by time."""
    outlined = one.outline
    span = outlined.span
    start = (span and (span.start or span.end)) or outlined.first or date.max
    width = (span.end - span.start).days if span and span.start and span.end else 9999
    return (
        one.is_derived,
        not outlined.is_whole,
        len(outlined.items) != 1,
        start,
        width,
        one.day is None,
        str(one.day),
        one.id,
    )


class _Book:
    """The clusters so far, and where to look for those that a claim may join."""

    def __init__(self, told: Sequence[Told], *, model: LinkModel, decided: Decided) -> None:
        self.clusters: list[_Cluster] = []
        self._model = model
        self._by_key: dict[object, list[_Cluster]] = {}
        self._holder: dict[str, _Cluster] = {}
        self._chosen: dict[object, _Cluster] = {}
        known = {one.id for one in told}
        self._same = _partners(decided.same, known)
        self._different = _partners(decided.different, known)

    def place(self, one: Told) -> None:
        """Put a claim into the cluster that it fits best, or into one of its own."""
        # What says the same in the same words goes the same way, so that a copied claim never leaves its original.
        same = (one.root, one.outline, one.trigger, one.claim.evidence.quote, self._ties(one))
        free = one.id not in self._same and one.id not in self._different
        cluster = self._told_to_join(one) or (self._chosen.get(same) if free else None) or self._best(one)
        if cluster is None:
            cluster = _Cluster(one.outline)
            self.clusters.append(cluster)
            self._list(cluster, one)
        elif not one.is_derived and (together := combine(cluster.outline, one.outline)) is not None:
            self._list(cluster, one)
            cluster.outline = together
        cluster.members.append(one)
        if len(cluster.compared) < _COMPARED and (not one.is_derived or not cluster.compared):
            cluster.compared.append(one)
        self._holder[one.id] = cluster
        if free:
            self._chosen.setdefault(same, cluster)

    def _list(self, cluster: _Cluster, one: Told) -> None:
        outlined = one.outline
        for key in (*_shelves(outlined, like=cluster.outline), *_neighbourhoods(one, reach=0)):
            listed = self._by_key.setdefault(key, [])
            if not listed or listed[-1] is not cluster:
                listed.append(cluster)

    def _told_to_join(self, one: Told) -> _Cluster | None:
        partners = sorted(self._same.get(one.id, ()))
        return next((self._holder[partner] for partner in partners if partner in self._holder), None)

    def _best(self, one: Told) -> _Cluster | None:
        scored = []
        for at, cluster in enumerate(self._candidates(one)):
            if self._forbidden(one, cluster) or barrier(cluster.outline, one.outline):
                continue
            score = self._score(one, cluster)
            if score >= self._model.least:
                scored.append((score, -at, cluster))
        if not scored:
            return None
        scored.sort(key=lambda row: row[:2], reverse=True)
        linked = [row for row in scored if any(member.id in self._ties(one) for member in row[2].members)]
        if linked:
            return linked[0][2]
        answered = [row for row in scored if _answers(one, row[2])]
        if answered:
            return answered[0][2]
        close = len(scored) > 1 and scored[0][0] - scored[1][0] < self._model.margin
        return None if close and not one.outline.is_whole else scored[0][2]

    def _candidates(self, one: Told) -> list[_Cluster]:
        """Clusters of its type, stage and polarity that name a party of it; those of other types of the same weeks."""
        outlined = one.outline
        keys = _shelves(outlined, like=outlined)
        found = {id(cluster): cluster for key in keys for cluster in self._by_key.get(key, ())}
        for key in _neighbourhoods(one, reach=1):
            for cluster in self._by_key.get(key, ()):
                if id(cluster) not in found and _may_be_misread(one, cluster.compared[0]):
                    found[id(cluster)] = cluster
        return list(found.values())

    def _score(self, one: Told, cluster: _Cluster) -> float:
        scores = [probability(self._model.weights, features(one, member)) for member in cluster.compared]
        return sum(scores) / len(scores)

    def _forbidden(self, one: Told, cluster: _Cluster) -> bool:
        apart = self._different.get(one.id, frozenset())
        return bool(apart) and any(member.id in apart for member in cluster.members)

    @staticmethod
    def _ties(one: Told) -> frozenset[str]:
        return frozenset(link.to for link in one.claim.links if link.type is LinkType.SAME_EVENT)


def _shelves(outlined: Outline, *, like: Outline) -> list[object]:
    """Where acts of its type are kept, one place for each party; what differs in stage or polarity never joins."""
    parties = sorted(outlined.parties_known) or [""]
    return [(outlined.kind, party, like.stage, like.negated) for party in parties]


def _neighbourhoods(one: Told, *, reach: int) -> list[object]:
    """Where acts read as of another type are looked for: the same two parties (or the one known), told in the weeks."""
    parties = tuple(sorted(one.outline.parties_known))
    if one.day is None or not 1 <= len(parties) <= _FEW_PARTIES:
        return []
    week = one.day.toordinal() // 7
    stage = one.outline.stage, one.outline.negated
    return [
        (stage, pair, at)
        for at in range(week - reach, week + reach + 1)
        for pair in combinations(parties, min(2, len(parties)))
    ]


def _answers(one: Told, cluster: _Cluster) -> bool:
    """Whether a party confirms what it has denied: an admission is of what was denied before anything else."""
    confirming = confirming_parties(one.claim)
    own = (member.claim for member in cluster.members if not member.is_derived)
    return bool(confirming) and any(confirming & denying_voices(claim) for claim in own)


def _may_be_misread(one: Told, other: Told) -> bool:
    """Whether two acts of different types are worth a comparison: most pairs share nothing but their parties."""
    if one.meaning is not None and other.meaning is not None and float(one.meaning @ other.meaning) >= _ALIKE:
        return True
    return len(one.stems & other.stems) >= _COMMON_WORDS


def _partners(pairs: Iterable[tuple[str, str]], known: set[str]) -> dict[str, frozenset[str]]:
    partners: dict[str, set[str]] = {}
    for one, other in pairs:
        if one in known and other in known:
            partners.setdefault(one, set()).add(other)
            partners.setdefault(other, set()).add(one)
    return {one: frozenset(others) for one, others in partners.items()}
