"""How often a rule held: P(X next day | Y between the same two, so long ago and so often), counted and shrunk.

A rule says: when A is to do X to somebody, and A did Y to B (or had Y done to it by B) so many days ago, B is whom A
does X to. It is tried on every past day on which A did X to somebody, and holds where that was B.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from neraca.forecast.dyads import NEVER, Counts, Index, Ints, Reals, expand

LAG_DAYS = (1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 60, 90, 180, 365)
"""Last day of each lag bucket; a further bucket holds what is older."""
OFTEN = (1.2, 2.5, 5.0)
"""Bounds of the frequency buckets: the count decayed over a month, as of the last time."""
LAGS, FREQUENCIES = len(LAG_DAYS) + 1, len(OFTEN) + 1
CELLS = LAGS * FREQUENCIES

PAIR_PRIOR, CELL_PRIOR = 300.0, 100.0
"""Cases that the prior is worth: for a pair of relations, and for a lag and frequency of it. 8 did far worse."""
MOST_CERTAIN = 0.999
BATCH = 1_500_000

_LAG_BUCKET = np.searchsorted(LAG_DAYS, np.arange(LAG_DAYS[-1] + 2)).astype(np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """Counts of all rules, as flat arrays over (asked relation, past relation, lag, frequency).

    Attributes:
        relations: Number of relations, both directions.
        held: How often the rule held.
        tried: How often it could have.
        confidence: The shrunk share.
    """

    relations: int
    held: Reals
    tried: Reals
    confidence: Reals


def cells_of(counts: Counts, index: Index, day: int) -> Ints:
    """The place of each triple under (relation, lag, frequency) as of a day; -1 for what has not happened."""
    live = counts.last != NEVER
    lag = _LAG_BUCKET[np.minimum(np.where(live, day - counts.last, 0), LAG_DAYS[-1] + 1)]
    often = np.searchsorted(OFTEN, counts.month, side="right")
    cell = (index.triple_relation * LAGS + lag) * FREQUENCIES + often
    return np.where(live, cell, -1)


@dataclass(slots=True, eq=False)
class RuleTally:
    """Counts rules as days pass; matrices of several days wait to be multiplied at once."""

    relations: int
    held: Reals
    tried: Reals
    waiting: list[tuple[sparse.csr_matrix, sparse.csr_matrix]]

    def add(self, index: Index, cell: Ints, span: slice) -> None:
        """Count the rules on the events of a day; `cell` is that of each triple on its morning."""
        subject, relation = index.subject[span], index.relation[span]
        who, row = np.unique(subject, return_inverse=True)
        asked = np.unique(row * self.relations + relation)
        shape = (len(who), self.relations)
        ones = np.ones(len(asked), np.float32)
        asks = sparse.csr_matrix((ones, np.divmod(asked, self.relations)), shape=shape)
        owner, triple = triples_of(index, who)
        live = cell[triple] >= 0
        size = (len(who), self.relations * CELLS)
        ones = np.ones(int(live.sum()), np.float32)
        history = sparse.csr_matrix((ones, (owner[live], cell[triple[live]])), shape=size)
        self.waiting.append((asks, history))
        self._count_held(index, cell, span)
        if sum(part.nnz for _, part in self.waiting) > BATCH:
            self.settle()

    def _count_held(self, index: Index, cell: Ints, span: slice) -> None:
        dyad = index.dyad[span]
        owner, triple = expand(index.triple_start[dyad], index.triple_start[dyad + 1])
        live = cell[triple] >= 0
        place = index.relation[span][owner[live]] * (self.relations * CELLS) + cell[triple[live]]
        np.add.at(self.held, place, 1)

    def settle(self) -> None:
        """Multiply what waits into the counts."""
        if not self.waiting:
            return
        asks = sparse.vstack([one for one, _ in self.waiting], format="csr")
        history = sparse.vstack([one for _, one in self.waiting], format="csr")
        self.waiting.clear()
        made = (asks.T.tocsr() @ history).tocoo()
        self.tried[made.row.astype(np.int64) * (self.relations * CELLS) + made.col] += made.data

    def rules(self) -> Rules:
        """The rules as counted so far."""
        self.settle()
        return Rules(self.relations, self.held.copy(), self.tried.copy(), shrink(self.held, self.tried, self.relations))


def no_rules(relations: int) -> RuleTally:
    """A tally before the first day."""
    size = relations * relations * CELLS
    return RuleTally(relations, np.zeros(size, np.float32), np.zeros(size, np.float32), [])


def triples_of(index: Index, subject: Ints) -> tuple[Ints, Ints]:
    """All triples of each subject: whose, and which."""
    start = index.triple_start[index.dyad_start[subject]]
    return expand(start, index.triple_start[index.dyad_start[subject + 1]])


def shrink(held: NDArray[np.floating], tried: NDArray[np.floating], relations: int) -> Reals:
    """Shares held of tried, drawn towards what is known more surely.

    A pair of relations is drawn to 0 as if it had failed `PAIR_PRIOR` times on average; over lags it follows the curve
    of all pairs (of the same relation again, or of two others); each lag and then each frequency is drawn to that.
    """
    shape = (relations, relations, LAGS, FREQUENCIES)
    held, tried = held.reshape(shape), tried.reshape(shape)
    held_by_lag, tried_by_lag = held.sum(3), tried.sum(3)
    same = np.eye(relations, dtype=bool)
    curves = np.stack([held_by_lag[one].sum(0) / np.maximum(tried_by_lag[one].sum(0), 1) for one in (~same, same)])
    curve = np.where(same[:, :, None], curves[1], curves[0])
    expected = (tried_by_lag * curve).sum(2)
    factor = held_by_lag.sum(2) / (expected + PAIR_PRIOR * curves.mean() + 1e-9)
    base = np.minimum(curve * factor[:, :, None], 1)
    by_lag = (held_by_lag + CELL_PRIOR * base) / (tried_by_lag + CELL_PRIOR)
    share = (held + CELL_PRIOR * by_lag[..., None]) / (tried + CELL_PRIOR)
    made: Reals = np.minimum(share, MOST_CERTAIN).astype(np.float32).ravel()
    return made
