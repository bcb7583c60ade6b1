"""Who goes with whom: on days when A deals with somebody, how often is it C, given that A dealt with B of late?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from neraca.forecast.dyads import NEVER, Counts, Index, Ints, expand

LEARNT_DAYS, LEARNT_PARTNERS = 30, 15
USED_DAYS, USED_PARTNERS = 60, 10
LEAST_CASES = 2
PRIOR = 5.0
WIDEST = 200
"""Companions kept of one partner, the likeliest; the others add next to nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class Company:
    """Shares as sparse matrices.

    Attributes:
        any: Of shape (actors, actors): P(C | B among the latest partners), whatever the relation.
        keys: Ascending keys `relation * actors + B` of the rows of `by`.
        by: Of shape (keys, actors): the same for one relation that is asked.
    """

    any: sparse.csr_matrix
    keys: Ints
    by: sparse.csr_matrix


def latest_partners(
    index: Index, dyads: Counts, subject: Ints, day: int, *, within: int, most: int
) -> tuple[Ints, ...]:
    """The latest partners of each subject: whose, who, and days since; equal days in order of number."""
    owner, dyad = expand(index.dyad_start[subject], index.dyad_start[subject + 1])
    lag = day - dyads.last[dyad].astype(np.int64)
    kept = (dyads.last[dyad] != NEVER) & (lag <= within)
    owner, dyad, lag = owner[kept], dyad[kept], lag[kept]
    order = np.argsort(owner * (within + 1) + lag, kind="stable")
    owner, dyad, lag = owner[order], dyad[order], lag[order]
    first = np.searchsorted(owner, np.arange(len(subject)))
    near = np.arange(len(owner)) - first[owner] < most
    return owner[near], index.dyad_object[dyad[near]], lag[near]


@dataclass(slots=True, eq=False)
class CompanyTally:
    """Counts company as days pass; keys are packed, and merged when the tally is read."""

    actors: int
    pairs: list[Ints]
    ways: list[Ints]
    tried: list[Ints]
    tried_by: list[Ints]
    merged: dict[str, tuple[Ints, Ints]]

    def add(self, index: Index, dyads: Counts, span: slice, day: int) -> None:
        """Count on the events of a day; `dyads` is as of its morning."""
        subject, relation, other = index.subject[span], index.relation[span], index.object[span]
        who, row = np.unique(subject, return_inverse=True)
        owner, partner, _ = latest_partners(index, dyads, who, day, within=LEARNT_DAYS, most=LEARNT_PARTNERS)
        start = np.searchsorted(owner, np.arange(len(who) + 1))
        asked, event = self._pairs(start, row)
        chosen = partner[asked]
        self.pairs.append(chosen * self.actors + other[event])
        self.ways.append((relation[event] * self.actors + chosen) * self.actors + other[event])
        self.tried.append(partner)
        questions = np.unique(row * index.relations + relation)
        asked, event = self._pairs(start, questions // index.relations)
        self.tried_by.append((questions % index.relations)[event] * self.actors + partner[asked])

    @staticmethod
    def _pairs(start: Ints, row: Ints) -> tuple[Ints, Ints]:
        event, asked = expand(start[row], start[row + 1])
        return asked, event

    def company(self) -> Company:
        """The shares as counted so far."""
        pairs, times = self._merge("pairs", self.pairs)
        kept = (times >= LEAST_CASES) & (pairs // self.actors != pairs % self.actors)
        tried, of = self._merge("tried", self.tried)
        total = np.zeros(self.actors)
        total[tried] = of
        partner, other = np.divmod(pairs[kept], self.actors)
        share = (times[kept] / (total[partner] + PRIOR)).astype(np.float32)
        anyhow = _cut(sparse.csr_matrix((share, (partner, other)), shape=(self.actors, self.actors)))
        ways, times = self._merge("ways", self.ways)
        kept = (times >= LEAST_CASES) & (ways // self.actors % self.actors != ways % self.actors)
        tried, of = self._merge("tried_by", self.tried_by)
        row, other = np.divmod(ways[kept], self.actors)
        share = (times[kept] / (of[np.searchsorted(tried, row)] + PRIOR)).astype(np.float32)
        keys, row = np.unique(row, return_inverse=True)
        by = _cut(sparse.csr_matrix((share, (row, other)), shape=(len(keys), self.actors)))
        return Company(anyhow, keys, by)

    def _merge(self, name: str, parts: list[Ints]) -> tuple[Ints, Ints]:
        old, times = self.merged[name]
        fresh, more = np.unique(np.concatenate((np.zeros(0, np.int64), *parts)), return_counts=True)
        parts.clear()
        keys, place = np.unique(np.concatenate((old, fresh)), return_inverse=True)
        total = np.bincount(place, np.concatenate((times, more)), len(keys)).astype(np.int64)
        self.merged[name] = (keys, total)
        return keys, total


def no_company(actors: int) -> CompanyTally:
    """A tally before the first day."""
    empty = {name: (np.zeros(0, np.int64), np.zeros(0, np.int64)) for name in ("pairs", "ways", "tried", "tried_by")}
    return CompanyTally(actors, [], [], [], [], empty)


def _cut(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    """The same with the `WIDEST` largest of each row; equal ones in order of number."""
    size = np.diff(matrix.indptr)
    if not (size > WIDEST).any():
        return matrix
    row = np.repeat(np.arange(matrix.shape[0]), size)
    order = np.lexsort((matrix.indices, -matrix.data, row))
    kept = order[np.arange(len(order)) - matrix.indptr[row] < WIDEST]
    kept.sort()
    return sparse.csr_matrix((matrix.data[kept], (row[kept], matrix.indices[kept])), shape=matrix.shape)
