"""Which article copies, rewrites or quotes which: an index of word triples, weighted by rarity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from neraca.link.fingerprints import Fingerprint, Rarity, fingerprint
from neraca.link.precedence import Precedence, find_precedence, reason_for
from neraca.records import Derivation, DerivationKind, Document

# Measured on six levels of edited Indonesian news (bench/link.py): independent articles of one story stay below a
# tenth, an article with a third of its words changed shares a quarter of its triples.
_LEAST_SHARE = 0.1
_LEAST_TRIPLES = 8
_REWRITE_SHARE = 0.12
_COPY_SHARE = 0.8
# A rewrite repeats its parent all through, an excerpt in one place: part of the windows that hold shared triples.
_REWRITE_SPREAD = 0.65
_WINDOW = 24
# Texts with half of their triples in common count as one family when rarity is measured.
_FAMILY_SHARE = 0.5
# A triple leads to the first texts that carry it and no more, which bounds the work per text.
_MOST_CARRIERS = 32
_LEAST_MEETINGS = 6


@dataclass(frozen=True, slots=True)
class _Collection:
    documents: tuple[Document, ...]
    outlets: tuple[str, ...]
    prints: tuple[Fingerprint, ...]
    rarity: Rarity

    def whole_weight(self, at: int) -> float:
        """Weight of all triples of a document."""
        return sum(map(self.rarity.weigher(self.outlets[at]), self.prints[at].unique))


def find_derivations(documents: Iterable[Document]) -> tuple[Derivation, ...]:
    """Parents of every document that repeats another's text, sorted by child and parent id.

    A child gets the parent that it shares most with, and further parents for passages that the first does not have.
    Parents come before their children by `precedence`, so no circle can arise. Translations are not found.
    """
    collection = _collect(documents)
    shared = _shared_triples(collection)
    _learn_families(collection, shared)
    precedence = find_precedence(collection.documents, shared)
    parents: dict[int, list[int]] = {}
    for one, other in shared:
        child, parent = (other, one) if precedence.comes_first(one, other) else (one, other)
        parents.setdefault(child, []).append(parent)
    wholes = {at: collection.whole_weight(at) for at in sorted({at for pair in shared for at in pair})}
    found = [
        derivation
        for child, possible in parents.items()
        for derivation in _derive(child, possible, collection=collection, precedence=precedence, wholes=wholes)
    ]
    return tuple(sorted(found, key=lambda one: (one.child, one.parent)))


def _collect(documents: Iterable[Document]) -> _Collection:
    by_id = {document.id: document for document in documents}
    ordered = tuple(document for _, document in sorted(by_id.items(), key=lambda pair: _order(*pair)))
    prints = tuple(fingerprint(document) for document in ordered)
    outlets = tuple("" if one.outlet is None else one.outlet.value.casefold() for one in ordered)
    return _Collection(documents=ordered, outlets=outlets, prints=prints, rarity=Rarity(prints))


def _order(own_id: str, document: Document) -> tuple[bool, str, str, str]:
    return document.day is None, str(document.day), document.label, own_id


def _shared_triples(collection: _Collection) -> dict[tuple[int, int], int]:
    """How many triples two texts share, for all pairs (lower position first) that share enough to look at."""
    carriers: dict[int, list[int]] = {}
    shared: dict[tuple[int, int], int] = {}
    prints = collection.prints
    for at, one in enumerate(prints):
        met: list[int] = []
        for gram in collection.rarity.carried(one.unique, by=2):
            known = carriers.setdefault(gram, [])
            met += known
            if len(known) < _MOST_CARRIERS:
                known.append(at)
        candidates = [other for other, times in Counter(met).items() if times >= _LEAST_MEETINGS]
        own = set(one.unique) if candidates else set()
        for other in candidates:
            common = len(own.intersection(prints[other].unique))
            if common >= max(_LEAST_TRIPLES, _LEAST_SHARE * min(len(own), len(prints[other].unique)) / 2):
                shared[other, at] = common
    return shared


def _learn_families(collection: _Collection, shared: Mapping[tuple[int, int], int]) -> None:
    prints = collection.prints
    leader = list(range(len(prints)))

    def find(at: int) -> int:
        while leader[at] != at:
            leader[at] = leader[leader[at]]
            at = leader[at]
        return at

    for (one, other), common in shared.items():
        if common >= _FAMILY_SHARE * min(len(prints[one].unique), len(prints[other].unique)):
            first, second = sorted((find(one), find(other)))
            leader[second] = first
    families: dict[int, list[int]] = {}
    at_outlets: dict[tuple[str, int], list[Fingerprint]] = {}
    for at, outlet in enumerate(collection.outlets):
        families.setdefault(find(at), []).append(at)
        at_outlets.setdefault((outlet, find(at)), []).append(prints[at])
    collection.rarity.fold([prints[at] for at in family] for family in families.values() if len(family) > 1)
    collection.rarity.note_boilerplate((outlet, family) for (outlet, _), family in at_outlets.items())


def _derive(
    child: int, possible: Sequence[int], *, collection: _Collection, precedence: Precedence, wholes: Mapping[int, float]
) -> Iterable[Derivation]:
    own, weigh = collection.prints[child], collection.rarity.weigher(collection.outlets[child])
    weights = {gram: weigh(gram) for gram in own.unique}
    mine = set(own.unique)
    fresh = {parent: mine.intersection(collection.prints[parent].unique) for parent in possible}
    while fresh:
        gains = {parent: _sum(grams, weights=weights) for parent, grams in fresh.items()}
        # Whoever adds too little now will not add more once other passages are taken.
        gains = {
            parent: gain
            for parent, gain in gains.items()
            if gain >= _LEAST_SHARE * min(wholes[child], wholes[parent]) and len(fresh[parent]) >= _LEAST_TRIPLES
        }
        if not gains:
            return
        best = min(gains, key=lambda parent: (-gains[parent], precedence.rank[parent]))
        grams = mine.intersection(collection.prints[best].unique)
        share = min(1.0, round(_sum(grams, weights=weights) / wholes[child], 4))
        yield Derivation(
            child=collection.documents[child].id,
            parent=collection.documents[best].id,
            kind=_kind(share, grams=grams, text=own),
            share=share,
            reason=reason_for(child, best, documents=collection.documents, precedence=precedence),
        )
        fresh = {parent: fresh[parent] - grams for parent in gains if parent != best}


def _sum(grams: Iterable[int], *, weights: Mapping[int, float]) -> float:
    # In ascending order: floating point addition depends on the order, and sets have none.
    return sum([weights[gram] for gram in sorted(grams)])


def _kind(share: float, *, grams: set[int], text: Fingerprint) -> DerivationKind:
    if share >= _COPY_SHARE:
        return DerivationKind.COPY
    windows = [text.grams[start : start + _WINDOW] for start in range(0, len(text.grams), _WINDOW)]
    spread = sum(sum(gram in grams for gram in window) >= 2 for window in windows) / len(windows)
    if share >= _REWRITE_SHARE and spread >= _REWRITE_SPREAD:
        return DerivationKind.REWRITE
    return DerivationKind.EXCERPT
