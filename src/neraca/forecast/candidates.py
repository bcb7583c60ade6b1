"""Who may be the answer: former partners, popular objects, companions of the latest partners; the likeliest are kept.

The first score is cheap: the rules that speak for a candidate taken together, a little for popularity and for company.
Only the candidates that it ranks highest are looked at more closely, in training as in use.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from neraca.forecast.company import USED_DAYS, USED_PARTNERS, Company, latest_partners
from neraca.forecast.confidences import CELLS, Rules, triples_of
from neraca.forecast.dyads import Columns, Ints, Reals, expand, read
from neraca.forecast.state import State, find, read_keyed

KEPT = 120
POPULAR = 60
"""Objects of a relation that are candidates for everybody who asks about it."""
TOGETHER, FADE = 10, 0.8
"""Rules taken together for one candidate, and what each further one counts for, since rules overlap."""
POPULARITY, COMPANY = 0.1, 0.2
"""Weights of the first score beside the rules."""
EVER_SHARE = 0.02


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Candidates:
    """Candidates of all questions, in order of question and actor.

    Attributes:
        query: Number of the question.
        actor: Number of the candidate.
        dyad: Number of the dyad with the subject; -1 where they never met.
        own: Number of the triple that would happen again; -1 where it never did.
        together: The rules taken together, a share.
        best: The three most confident rules, of shape (candidates, 3).
        same: Confidence that the same happens again.
        total: Sum of the confidences.
        spoken: How many rules speak.
        popular: Share of the relation's objects of late.
        company: By how much the latest partners speak for it, under the relation asked.
        score: The first score.
    """

    query: Ints
    actor: Ints
    dyad: Ints
    own: Ints
    together: Reals
    best: Reals
    same: Reals
    total: Reals
    spoken: Reals
    popular: Reals
    company: Reals
    score: Reals

    def only(self, chosen: NDArray[np.bool_]) -> Candidates:
        """Some of the candidates."""
        return Candidates(**{name: getattr(self, name)[chosen] for name in self.__slots__})


@dataclass(frozen=True, slots=True, eq=False)
class Morning:
    """What holds for all questions of a day.

    Attributes:
        day: The day that is asked about.
        cell: Place of each triple under (relation, lag, frequency).
        popular: Popular objects of relations, filled as they are asked for.
    """

    day: int
    cell: Ints
    popular: dict[int, Ints]


def find_candidates(
    state: State, rules: Rules, company: Company, morning: Morning, asked: tuple[Ints, Ints]
) -> Candidates:
    """All candidates of the questions (subject, relation)."""
    index, (subject, relation) = state.index, asked
    spoken = _apply_rules(state, rules, morning, asked)
    popular = [_popular(state, morning, int(one)) for one in relation]
    size = [len(one) for one in popular]
    near = _with_company(state, company, morning, asked)
    their_keys = spoken["query"] * index.actors + index.dyad_object[spoken["dyad"]]
    popular_keys = np.repeat(np.arange(len(relation)), size) * index.actors + np.concatenate(
        (np.zeros(0, np.int64), *popular)
    )
    near_keys = np.repeat(np.arange(len(relation)), np.diff(near.indptr)) * index.actors + near.indices
    keys = np.unique(np.concatenate((their_keys, popular_keys, near_keys)))
    query, actor = np.divmod(keys, index.actors)
    at, by = np.searchsorted(keys, their_keys), np.searchsorted(keys, near_keys)
    blank = np.zeros(len(keys), np.float32)
    made: Columns = {"query": query, "actor": actor}
    for name in ("dyad", "own"):
        made[name] = np.full(len(keys), -1, np.int64)
        made[name][at] = spoken[name]
    for name in ("together", "same", "total", "spoken"):
        made[name] = blank.copy()
        made[name][at] = spoken[name]
    made["best"] = np.zeros((len(keys), 3), np.float32)
    made["best"][at] = spoken["best"]
    made["company"] = blank.copy()
    made["company"][by] = near.data
    month = read_keyed(state, "popular", (subject[query], relation[query], actor), morning.day).month
    total = read(state.relations, relation, morning.day).month[query]
    made["popular"] = month / (total + 1)
    made["score"] = made["together"] + POPULARITY * made["popular"] + COMPANY * made["company"]
    return Candidates(**made)


def keep_likeliest(candidates: Candidates, queries: int) -> NDArray[np.bool_]:
    """Which candidates are among the `KEPT` of their question with the highest first score; ties by number."""
    order = np.lexsort((-candidates.score, candidates.query))
    first = np.searchsorted(candidates.query, np.arange(queries))
    kept = np.zeros(len(order), bool)
    kept[order[np.arange(len(order)) - first[candidates.query] < KEPT]] = True
    return kept


def _apply_rules(state: State, rules: Rules, morning: Morning, asked: tuple[Ints, Ints]) -> Columns:
    """For each question and former partner: what the rules say."""
    index, (subject, relation) = state.index, asked
    query, triple = triples_of(index, subject)
    live = morning.cell[triple] >= 0
    query, triple = query[live], triple[live]
    confidence = rules.confidence[relation[query] * (rules.relations * CELLS) + morning.cell[triple]]
    dyad = index.triple_dyad[triple]
    first = (
        np.flatnonzero(np.diff(query * len(index.dyad_object) + dyad, prepend=-1))
        if len(dyad)
        else np.zeros(0, np.int64)
    )
    group = np.zeros(len(query), np.int64)
    group[first[1:]] = 1
    group = np.cumsum(group)
    again = index.triple_relation[triple] == relation[query]
    own, same = np.full(len(first), -1, np.int64), np.zeros(len(first), np.float32)
    own[group[again]], same[group[again]] = triple[again], confidence[again]
    # One sort of plain numbers orders every group by confidence: the whole part is the group, the rest its complement.
    packed = np.sort(group + 0.5 * (1.0 - confidence.astype(np.float64)))
    confidence = (1.0 - 2.0 * (packed - group)).astype(np.float32)
    place = np.arange(len(group)) - first[group]
    best = np.zeros((len(first), 3), np.float32)
    for rank in range(3):
        chosen = place == rank
        best[group[chosen], rank] = confidence[chosen]
    near = place < TOGETHER
    fading = (FADE ** np.arange(TOGETHER)).astype(np.float32)
    missed = np.bincount(group[near], np.log1p(-confidence[near] * fading[place[near]]), len(first))
    return {
        "query": query[first],
        "dyad": dyad[first],
        "own": own,
        "same": same,
        "best": best,
        "together": (-np.expm1(missed)).astype(np.float32),
        "total": np.bincount(group, confidence, len(first)).astype(np.float32),
        "spoken": np.bincount(group, minlength=len(first)).astype(np.float32),
    }


def _popular(state: State, morning: Morning, relation: int) -> Ints:
    """The popular objects of a relation, in order of number."""
    known = morning.popular.get(relation)
    if known is None:
        actors, keyed = state.index.actors, state.popular
        span = np.arange(*np.searchsorted(keyed.keys, (relation * actors, (relation + 1) * actors)))
        seen = read(keyed.counts, span, morning.day)
        value = seen.month + EVER_SHARE * seen.ever
        order = np.argsort(-value, kind="stable")[:POPULAR]
        known = np.sort(keyed.keys[span[order[value[order] > 0]]] - relation * actors)
        morning.popular[relation] = known
    return known


def _with_company(state: State, company: Company, morning: Morning, asked: tuple[Ints, Ints]) -> sparse.csr_matrix:
    """By how much the latest partners speak for others, a row for each question."""
    subject, relation = asked
    who, row = np.unique(subject, return_inverse=True)
    near = latest_partners(state.index, state.dyads, who, morning.day, within=USED_DAYS, most=USED_PARTNERS)
    start = np.searchsorted(near[0], np.arange(len(who) + 1))
    query, at = expand(start[row], start[row + 1])
    partner, weight = near[1][at], (1.0 / (1.0 + 0.1 * near[2][at])).astype(np.float32)
    line = find(company.keys, relation[query] * state.index.actors + partner)
    known = line >= 0
    shape = (len(subject), len(company.keys))
    speaks = sparse.csr_matrix((weight[known], (query[known], line[known])), shape=shape)
    made = (speaks @ company.by).tocsr() if len(company.keys) else sparse.csr_matrix((len(subject), state.index.actors))
    made.sort_indices()
    return made
