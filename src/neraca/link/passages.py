"""Stretches that two texts share: runs of shared word triples, joined over gaps and edited words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from neraca.link.fingerprints import Codes, Fingerprint, Indices

# A third of the words edited leaves a quarter of the triples: what lies between two of them is seldom longer.
_LONGEST_GAP = 20
_LARGEST_SHIFT = 10
# A triple that stands more often in the parent is matched to its first places only.
_MOST_PLACES = 4
_LEAST_WORDS = 5


@dataclass(frozen=True, slots=True, order=True)
class Block:
    """Half-open ranges of word positions in child and parent, and how many of the words are shared."""

    start: int
    end: int
    parent_start: int
    parent_end: int
    shared: int


def align(child: Fingerprint, parent: Fingerprint) -> tuple[Block, ...]:
    """Passages that keep the parent's order, sorted, none overlapping another in the child.

    The longest stands even where it is short of `_LEAST_WORDS`.
    """
    chains = _chain(_runs(child, parent))
    long = [one for one in chains if one.shared >= _LEAST_WORDS]
    return without_overlap(long or sorted(chains, key=lambda one: (-one.shared, one))[:1])


def without_overlap(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with most shared words first; a later one keeps the longest part that no other covers."""
    kept: list[Block] = []
    for block in sorted(blocks, key=lambda one: (-one.shared, one)):
        left = _rest(block, kept)
        if left is not None:
            kept.append(left)
    return tuple(sorted(kept))


def _rest(block: Block, kept: Sequence[Block]) -> Block | None:
    start, end = block.start, block.end
    for other in kept:
        if other.start <= start < other.end:
            start = other.end
        if other.start < end <= other.end:
            end = other.start
    if any(start < other.end and other.start < end for other in kept) or end - start < _LEAST_WORDS:
        return None
    if (start, end) == (block.start, block.end):
        return block
    # What is cut off in the child is cut off in the parent too.
    ahead, behind = start - block.start, block.end - end
    parent_start, parent_end = block.parent_start + ahead, block.parent_end - behind
    if parent_end - parent_start < _LEAST_WORDS:
        return None
    return Block(start, end, parent_start, parent_end, max(1, block.shared - ahead - behind))


def _runs(child: Fingerprint, parent: Fingerprint) -> list[tuple[int, int, int]]:
    """Longest stretches of equal words that hold a shared triple: start in child and parent, number of words."""
    mine, theirs = _places(child.grams, parent.grams)
    starts, others = child.gram_at[mine], parent.gram_at[theirs]
    order = np.lexsort((starts, others - starts))
    starts, others = starts[order], others[order]
    if not len(starts):
        return []
    breaks = (starts[1:] != starts[:-1] + 1) | (others[1:] != others[:-1] + 1)
    heads = np.flatnonzero(np.concatenate(([True], breaks)))
    lengths = np.diff(np.concatenate((heads, [len(starts)]))) + 2
    return sorted(zip(starts[heads].tolist(), others[heads].tolist(), lengths.tolist(), strict=True))


def _places(mine: Codes, theirs: Codes) -> tuple[Indices, Indices]:
    """Positions of equal triples in two lists, by the first list; of each triple the first few of the second."""
    order = np.argsort(theirs, kind="stable")
    ascending = theirs[order]
    low = np.searchsorted(ascending, mine, side="left")
    counts = np.minimum(np.searchsorted(ascending, mine, side="right") - low, _MOST_PLACES)
    at = np.repeat(np.arange(len(mine)), counts)
    steps = np.arange(len(at)) - np.repeat(np.cumsum(counts) - counts, counts)
    return at, order[low[at] + steps]


def _chain(runs: Sequence[tuple[int, int, int]]) -> list[Block]:
    """Join each run to the chain that ends closest before it on nearly the same diagonal, else begin another."""
    done: list[Block] = []
    active: list[Block] = []
    for start, parent_start, length in runs:
        still = [one for one in active if start - one.end <= _LONGEST_GAP]
        if len(still) < len(active):
            done += [one for one in active if start - one.end > _LONGEST_GAP]
            active = still
        best, best_shift = -1, _LARGEST_SHIFT + 1
        for at, chain in enumerate(active):
            shift = abs((parent_start - chain.parent_end) - (start - chain.end))
            ahead = parent_start - chain.parent_end
            if shift < best_shift and -2 <= ahead <= _LONGEST_GAP + _LARGEST_SHIFT and start + length > chain.end:
                best, best_shift = at, shift
        if best < 0:
            active.append(Block(start, start + length, parent_start, parent_start + length, length))
        else:
            active[best] = _joined(active[best], start, parent_start, length)
    return done + active


def _joined(chain: Block, start: int, parent_start: int, length: int) -> Block:
    twice = max(0, chain.end - start, chain.parent_end - parent_start)
    return Block(
        chain.start,
        start + length,
        chain.parent_start,
        max(chain.parent_end, parent_start + length),
        chain.shared + max(0, length - twice),
    )
