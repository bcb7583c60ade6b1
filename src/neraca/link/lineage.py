"""Which article copies, rewrites or quotes which: an index of word triples and rare words, weighted by rarity."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from neraca.link.candidates import find_meetings
from neraca.link.families import find_families
from neraca.link.fingerprints import (
    Codes,
    Fingerprint,
    Rarity,
    Weigher,
    Weights,
    distinct,
    read_words,
    take_fingerprints,
    where_in,
)
from neraca.link.passages import Block, align
from neraca.link.precedence import Precedence, find_precedence, reason_for
from neraca.link.reuse import Index, find_reuse, index_words
from neraca.records import Derivation, DerivationKind, Document, Passage, Span
from neraca.records.credit import Credit

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
_LEAST_MEETINGS = 6
# Words and triples that no more families carry lead to texts that may share a passage in other words.
_MOST_FAMILIES = 12
_LEAST_UNCOMMON = 10
# A cut of a text keeps this part of its own triples in the longer one.
_CONTAINED_SHARE = 0.9
_LONGER = 1.25
# Part of a passage that no other parent has.
_FRESH_SHARE = 0.5

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Collection:
    """Documents in order, and what is worked out of each when it is asked for."""

    documents: tuple[Document, ...]
    prints: tuple[Fingerprint, ...]
    triples: Rarity
    words: Rarity
    family_of: tuple[int, ...]
    weights_of: Callable[[int], Weights]
    index_of: Callable[[int], Index]
    ranges_of: Callable[[int], list[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class _Parent:
    at: int
    kind: DerivationKind
    share: float
    blocks: tuple[Block, ...]


def find_derivations(documents: Iterable[Document], stated: Iterable[Credit] = ()) -> tuple[Derivation, ...]:
    """Parents of every document that repeats another's text, sorted by child and parent id.

    A child gets the parent that it shares most with, and further parents for passages that the first does not have.
    Parents come before their children by `precedence`, so no circle can arise. Translations are not found.

    Args:
        documents: The collection.
        stated: The documents' credits (`find_credits`), which help to tell child from parent.
    """
    by_id = {document.id: document for document in documents}
    ordered = tuple(document for _, document in sorted(by_id.items(), key=lambda pair: _order(*pair)))
    prints = take_fingerprints(ordered)
    triples = Rarity([one.unique for one in prints])
    met = find_meetings([one.unique[triples.count(one.unique) >= 2] for one in prints], least=_LEAST_MEETINGS)
    shared = _share_triples(met, prints)
    collection = _collect(ordered, prints, triples=triples, shared=shared)
    loose = _meet_by_words(collection)
    precedence = find_precedence(ordered, {**shared, **loose}, stated=stated, contained=_contained(shared, prints))
    near, far = _possible_parents(shared, precedence), _possible_parents(loose, precedence)
    found = [
        derivation
        for child in sorted({*near, *far})
        for derivation in _derive(
            child, near.get(child, {}), far.get(child, {}), collection=collection, precedence=precedence
        )
    ]
    return tuple(sorted(found, key=lambda one: (one.child, one.parent)))


def _order(own_id: str, document: Document) -> tuple[bool, str, str, str]:
    return document.day is None, str(document.day), document.label, own_id


def _share_triples(met: Mapping[Pair, int], prints: Sequence[Fingerprint]) -> dict[Pair, int]:
    """How many triples two texts share, for all pairs that share enough to look at."""
    shared: dict[Pair, int] = {}
    known = distinct(np.concatenate([one.unique for one in prints] or [np.empty(0, dtype=np.uint32)]))
    places = [known.searchsorted(one.unique) for one in prints]
    own = np.zeros(len(known), dtype=np.bool_)
    # One text is compared with all others at once: one by one these pairs were a tenth of the time of an account.
    for one, pairs in groupby(met, key=itemgetter(0)):
        others = [other for _, other in pairs]
        own[places[one]] = True
        sizes = [len(places[other]) for other in others]
        starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
        hits = own[np.concatenate([places[other] for other in others])]
        commons = np.add.reduceat(hits, starts, dtype=np.intp).tolist()
        own[places[one]] = False
        for other, size, common in zip(others, sizes, commons, strict=True):
            if common >= max(_LEAST_TRIPLES, _LEAST_SHARE * min(len(places[one]), size) / 2):
                shared[one, other] = common
    return shared


def _collect(
    documents: tuple[Document, ...], prints: tuple[Fingerprint, ...], *, triples: Rarity, shared: Mapping[Pair, int]
) -> _Collection:
    families = find_families(
        len(prints),
        [
            pair
            for pair, common in shared.items()
            if common >= _FAMILY_SHARE * min(len(prints[at].unique) for at in pair)
        ],
    )
    family_of = [0] * len(prints)
    for family in families:
        for at in family:
            family_of[at] = family[0]
    large = [family for family in families if len(family) > 1]
    words = Rarity([one.terms for one in prints])
    words.fold([prints[at].terms for at in family] for family in large)
    triples.fold([prints[at].unique for at in family] for family in large)
    outlets = tuple("" if one.outlet is None else one.outlet.value.casefold() for one in documents)
    weigher = Weigher(triples)
    weigher.note_boilerplate(
        (outlet, [prints[at].unique for at in family if outlets[at] == outlet])
        for family in families
        for outlet in sorted({outlets[at] for at in family})
    )
    return _Collection(
        documents=documents,
        prints=prints,
        triples=triples,
        words=words,
        family_of=tuple(family_of),
        weights_of=cache(lambda at: weigher.weigh(prints[at].unique, outlet=outlets[at])),
        index_of=cache(lambda at: index_words(prints[at], weigher.boilerplate(outlets[at]), words)),
        ranges_of=cache(lambda at: read_words(documents[at])),
    )


def _contained(shared: Mapping[Pair, int], prints: Sequence[Fingerprint]) -> set[Pair]:
    """Pairs of which the first stands almost whole in the second, which is longer."""
    found = set()
    for pair, common in shared.items():
        short, long = sorted(pair, key=lambda at: (len(prints[at].unique), at))
        size = len(prints[short].unique)
        if common >= _CONTAINED_SHARE * size and len(prints[long].unique) >= _LONGER * size:
            found.add((short, long))
    return found


def _meet_by_words(collection: _Collection) -> dict[Pair, int]:
    """Pairs of two families that share words and triples which few families have; how many."""
    uncommon = [
        np.concatenate((_uncommon(one.terms, collection.words), _uncommon(one.unique, collection.triples)))
        for one in collection.prints
    ]
    families = collection.family_of
    return {
        pair: times
        for pair, times in find_meetings(uncommon, least=_LEAST_UNCOMMON).items()
        if families[pair[0]] != families[pair[1]]
    }


def _uncommon(numbers: Codes, rarity: Rarity) -> Codes:
    counts = rarity.count(numbers)
    return numbers[(counts >= 2) & (counts <= _MOST_FAMILIES)]


def _possible_parents(pairs: Mapping[Pair, int], precedence: Precedence) -> dict[int, dict[int, int]]:
    """Each text with the earlier ones that it has something in common with, and how much."""
    parents: dict[int, dict[int, int]] = {}
    for (one, other), times in pairs.items():
        child, parent = (other, one) if precedence.comes_first(one, other) else (one, other)
        parents.setdefault(child, {})[parent] = times
    return parents


def _derive(
    child: int,
    near: Mapping[int, int],
    far: Mapping[int, int],
    *,
    collection: _Collection,
    precedence: Precedence,
) -> Iterator[Derivation]:
    chosen, weak = _by_triples(child, near, collection=collection, precedence=precedence)
    open_to = {parent: times for parent, times in far.items() if parent not in near or parent in weak}
    loose = _one_of_each_family(open_to, collection=collection, precedence=precedence)
    explained = {collection.family_of[at] for at in (child, *(parent.at for parent in chosen))}
    loose = [at for at in loose if collection.family_of[at] not in explained]
    chosen += _by_words(child, loose, chosen, collection=collection, precedence=precedence)
    for parent in chosen:
        yield Derivation(
            child=collection.documents[child].id,
            parent=collection.documents[parent.at].id,
            kind=parent.kind,
            share=parent.share,
            reason=reason_for(child, parent.at, documents=collection.documents, precedence=precedence),
            passages=_passages(child, parent, collection),
        )


def _one_of_each_family(possible: Mapping[int, int], *, collection: _Collection, precedence: Precedence) -> list[int]:
    """Of texts that copy each other the one with most in common, else the first."""
    best: dict[int, tuple[int, int, int]] = {}
    for at, times in possible.items():
        family = collection.family_of[at]
        mark = (-times, precedence.rank[at], at)
        best[family] = min(mark, best.get(family, mark))
    return sorted(at for _, _, at in best.values())


def _by_triples(
    child: int, possible: Iterable[int], *, collection: _Collection, precedence: Precedence
) -> tuple[list[_Parent], set[int]]:
    """Parents by the triples that each adds, and the possible ones that have too few from the first."""
    own, weights = collection.prints[child], collection.weights_of(child)
    whole = float(weights.sum())
    common = {parent: where_in(own.unique, collection.prints[parent].unique) for parent in possible}
    fresh, chosen, weak = dict(common), list[_Parent](), set[int]()
    while fresh:
        gains = {
            parent: float(weights[grams].sum()) for parent, grams in fresh.items() if grams.sum() >= _LEAST_TRIPLES
        }
        # Whoever adds too little now will not add more once other passages are taken.
        gains = {
            parent: gain
            for parent, gain in gains.items()
            if gain >= _LEAST_SHARE * min(whole, float(collection.weights_of(parent).sum()))
        }
        if not chosen:
            weak = fresh.keys() - gains.keys()
        if not gains:
            break
        best = min(gains, key=lambda parent: (-gains[parent], precedence.rank[parent]))
        share = min(1.0, round(float(weights[common[best]].sum()) / whole, 4))
        kind = _kind(share, grams=common[best], text=own)
        blocks = align(collection.index_of(child).print, collection.index_of(best).print)
        if kind is DerivationKind.EXCERPT:
            reuse = find_reuse(collection.index_of(child), collection.index_of(best))
            blocks = blocks if reuse is None else reuse.blocks
        chosen.append(_Parent(at=best, kind=kind, share=share, blocks=blocks))
        fresh = {parent: fresh[parent] & ~common[best] for parent in gains if parent != best}
    return chosen, weak


def _kind(share: float, *, grams: NDArray[np.bool_], text: Fingerprint) -> DerivationKind:
    if share >= _COPY_SHARE:
        return DerivationKind.COPY
    hits = where_in(text.grams, text.unique[grams]).astype(np.intp)
    spread = float((np.add.reduceat(hits, np.arange(0, len(hits), _WINDOW)) >= 2).mean())
    if share >= _REWRITE_SHARE and spread >= _REWRITE_SPREAD:
        return DerivationKind.REWRITE
    return DerivationKind.EXCERPT


def _by_words(
    child: int, possible: Sequence[int], chosen: Sequence[_Parent], *, collection: _Collection, precedence: Precedence
) -> list[_Parent]:
    """Parents of passages in other words, the plainest first, as far as no other parent has the passage."""
    taken = np.zeros(len(collection.prints[child].words), dtype=np.bool_)
    for parent in chosen:
        _cover(taken, parent.blocks)
    found = []
    for at in possible:
        reuse = find_reuse(collection.index_of(child), collection.index_of(at))
        if reuse is not None:
            found.append((-reuse.evidence, precedence.rank[at], at, reuse))
    added = []
    for _, _, at, reuse in sorted(found, key=lambda one: one[:2]):
        mine = np.zeros_like(taken)
        _cover(mine, reuse.blocks)
        if float((mine & ~taken).sum()) >= _FRESH_SHARE * float(mine.sum()):
            taken |= mine
            share = round(float(mine.mean()), 4)
            added.append(_Parent(at=at, kind=DerivationKind.EXCERPT, share=share, blocks=reuse.blocks))
    return added


def _cover(words: NDArray[np.bool_], blocks: Iterable[Block]) -> None:
    for block in blocks:
        words[block.start : block.end] = True


def _passages(child: int, parent: _Parent, collection: _Collection) -> tuple[Passage, ...]:
    mine, theirs = collection.ranges_of(child), collection.ranges_of(parent.at)
    return tuple(
        Passage(
            child=Span(start=mine[block.start][0], end=mine[block.end - 1][1]),
            parent=Span(start=theirs[block.parent_start][0], end=theirs[block.parent_end - 1][1]),
        )
        for block in parent.blocks
    )
