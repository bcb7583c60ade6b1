"""Passages reused in other words: places where two texts have more uncommon words together than chance puts there.

Words of a window are counted without their order, so that moved sentences, shuffled words and replaced ones leave
traces enough. Every distinct shared word gives `-log p`, p being the chance to meet it in a window of the other text:
as often as families of texts carry it, or as often as either text repeats it elsewhere, whichever is more. Names,
numbers and first words of sentences give half, since reports of one event share them without copying.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from neraca.link.fingerprints import Codes, Fingerprint, Indices, Rarity, Weights, distinct, where_in
from neraca.link.passages import Block, align, without_overlap

# Chosen on the even documents of the Indonesian reuse corpus and checked against independent reports of one event
# (docs/decisions/0006-events-and-witnesses.md).
LEAST_EVIDENCE = 34.0
_WINDOW = 64
# A large collection must not make a name that two reports share outweigh the rest.
_MOST_WEIGHT = 5.2
_LEAST_WEIGHT = 0.7
_NAME_WEIGHT = 0.5
_MOST_PAIRS = 100
# Windows times words that are counted in a table; longer texts have mostly empty windows.
_LARGEST_TABLE = 1 << 16
_GAP = 16
_PARENT_GAP = 40


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """Where each word of a text stands, but for its outlet's boilerplate.

    Attributes:
        print: The text without the boilerplate's triples.
        terms: Each word once, ascending.
        order: Positions of the words, by word, then place.
        starts: Where each term's positions begin in `order`.
        counts: How many positions each term has.
        ordinary: Whether a term stands somewhere in small letters.
        rates: How often a term is to be expected among as many words, from 0 to 1.
    """

    print: Fingerprint
    terms: Codes
    order: Indices
    starts: Indices
    counts: Indices
    ordinary: NDArray[np.bool_]
    rates: Weights


@dataclass(frozen=True, slots=True)
class Reuse:
    """How strongly two texts point to a shared passage, and where."""

    evidence: float
    blocks: tuple[Block, ...]


def index_words(text: Fingerprint, boilerplate: Codes, rarity: Rarity) -> Index:
    """Where each word of a text stands.

    Args:
        text: The text.
        boilerplate: Triples, ascending; their words are left out.
        rarity: How many families of texts carry each word.
    """
    common = where_in(text.grams, boilerplate)
    if common.any():
        hidden = np.zeros(len(text.words), dtype=np.bool_)
        for step in range(3):
            hidden[text.gram_at[common] + step] = True
        text = replace(text, grams=text.grams[~common], gram_at=text.gram_at[~common])
        seen = np.flatnonzero(~hidden)
    else:
        seen = np.arange(len(text.words))
    order = seen[np.argsort(text.words[seen], kind="stable")]
    terms = distinct(text.words[seen])
    starts = np.searchsorted(text.words[order], terms)
    counts = np.diff(np.concatenate((starts, [len(order)])))
    small = np.add.reduceat(text.ordinary[order].astype(np.intp), starts) > 0 if len(starts) else text.ordinary[:0]
    rates = np.maximum(rarity.count(terms) / rarity.total, (counts - 1) / max(1, len(order)))
    return Index(print=text, terms=terms, order=order, starts=starts, counts=counts, ordinary=small, rates=rates)


def find_reuse(child: Index, parent: Index) -> Reuse | None:
    """The passages that a text reuses from another; None where their words say too little."""
    points = _find_points(child, parent)
    if points is None:
        return None
    evidence, near = _densest(points)
    if evidence < LEAST_EVIDENCE:
        return None
    loose = [_block(points, cluster) for cluster in _clusters(points, near)]
    return Reuse(evidence=evidence, blocks=_united([*align(child.print, parent.print), *loose]))


@dataclass(frozen=True, slots=True, eq=False)
class _Points:
    """Every pair of places of one word: position in child and parent, the word, and the weight of each word."""

    mine: Indices
    theirs: Indices
    word: Indices
    weights: Weights


def _find_points(child: Index, parent: Index) -> _Points | None:
    common = np.flatnonzero(where_in(child.terms, parent.terms))
    other = np.searchsorted(parent.terms, child.terms[common])
    mine, theirs = child.counts[common], parent.counts[other]
    rates = np.maximum(child.rates[common], parent.rates[other])
    weights = np.minimum(_MOST_WEIGHT, -np.log(np.minimum(1.0, _WINDOW * rates)))
    telling = (weights > _LEAST_WEIGHT) & (mine * theirs <= _MOST_PAIRS)
    weights[~(child.ordinary[common] | parent.ordinary[other])] *= _NAME_WEIGHT
    if float(weights[telling].sum()) < LEAST_EVIDENCE:
        return None
    common, other, weights = common[telling], other[telling], weights[telling]
    theirs = theirs[telling]
    counts = mine[telling] * theirs
    word = np.repeat(np.arange(len(common)), counts)
    steps = np.arange(len(word)) - np.repeat(np.cumsum(counts) - counts, counts)
    return _Points(
        mine=child.order[child.starts[common][word] + steps // theirs[word]],
        theirs=parent.order[parent.starts[other][word] + steps % theirs[word]],
        word=word,
        weights=weights,
    )


def _densest(points: _Points) -> tuple[float, Indices]:
    """The most evidence in one window, and the points in all windows with enough of it."""
    most, near = 0.0, np.zeros(len(points.word), dtype=np.bool_)
    half = _WINDOW // 2
    for shift in (0, half):
        for parent_shift in (0, half):
            cell, evidence = _add_up(points, shift=shift, parent_shift=parent_shift)
            most = max(most, float(evidence.max()))
            near |= evidence[cell] >= LEAST_EVIDENCE
    return most, np.flatnonzero(near)


def _add_up(points: _Points, *, shift: int, parent_shift: int) -> tuple[Indices, Weights]:
    """The window of each point, and the evidence in each window: every word in it once."""
    rows, columns = (points.mine + shift) // _WINDOW, (points.theirs + parent_shift) // _WINDOW
    across, words = int(columns.max()) + 1, len(points.weights)
    cell: Indices = rows * across + columns
    cells = int(cell.max()) + 1
    if cells * words <= _LARGEST_TABLE:
        table = np.zeros(cells * words, dtype=np.bool_)
        table[cell * words + points.word] = True
        return cell, table.reshape(cells, words) @ points.weights
    known, places = np.unique(cell, return_inverse=True)
    once = np.unique(places * words + points.word)
    evidence = np.bincount(once // words, weights=points.weights[once % words], minlength=len(known))
    return places, evidence.astype(np.float64)


def _clusters(points: _Points, near: Indices) -> list[Indices]:
    """The points, parted wherever neighbours lie too far apart in either text; only those that say much by themselves.

    Where none does, the one that says most.
    """
    waiting, done = [near], []
    while waiting:
        cluster = waiting.pop()
        parts = _parted(cluster, by=points.mine, gap=_GAP)
        if len(parts) == 1:
            parts = _parted(cluster, by=points.theirs, gap=_PARENT_GAP)
        if len(parts) == 1:
            done.append(cluster)
        else:
            waiting += parts
    says = [(_evidence(points, cluster), cluster) for cluster in done]
    strong = [cluster for evidence, cluster in says if evidence >= LEAST_EVIDENCE / 2]
    return strong or [max(says, key=lambda pair: (pair[0], -int(points.mine[pair[1]].min())))[1]]


def _parted(cluster: Indices, *, by: Indices, gap: int) -> list[Indices]:
    ordered = cluster[np.argsort(by[cluster], kind="stable")]
    return np.split(ordered, np.flatnonzero(np.diff(by[ordered]) > gap) + 1)


def _evidence(points: _Points, cluster: Indices) -> float:
    return float(points.weights[np.unique(points.word[cluster])].sum())


def _block(points: _Points, cluster: Indices) -> Block:
    mine, theirs = points.mine[cluster], points.theirs[cluster]
    return Block(
        int(mine.min()),
        int(mine.max()) + 1,
        int(theirs.min()),
        int(theirs.max()) + 1,
        len(np.unique(points.word[cluster])),
    )


def _united(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks that meet in both texts become one."""
    done: list[Block] = []
    for block in sorted(blocks):
        meeting = [one for one in done if _meet(one, block)]
        done = [one for one in done if one not in meeting] + [_hull([*meeting, block])]
    return without_overlap(done)


def _meet(one: Block, other: Block) -> bool:
    return (
        one.start <= other.end
        and other.start <= one.end
        and one.parent_start <= other.parent_end
        and other.parent_start <= one.parent_end
    )


def _hull(blocks: Iterable[Block]) -> Block:
    every = list(blocks)
    return Block(
        min(one.start for one in every),
        max(one.end for one in every),
        min(one.parent_start for one in every),
        max(one.parent_end for one in every),
        max(one.shared for one in every),
    )
