"""The rank of the true answer among all actors: other true answers of the day left out, ties averaged."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from neraca.forecast.asking import Look
from neraca.forecast.dyads import Ints, expand
from neraca.forecast.state import State

POPULARITY = 1e-3
ACTIVITY = 1e-7


@dataclass(frozen=True, slots=True, eq=False)
class Ranked:
    """Ranks of the answers to some questions.

    Attributes:
        subject: Of each answer; the next three stand beside it.
        relation: Number in both directions.
        object: The answer.
        rank: From 1; halves where it ties.
        seen: 2 where the same had happened before, 1 where the two had dealt otherwise, 0 where they had not.
    """

    subject: Ints
    relation: Ints
    object: Ints
    rank: NDArray[np.float64]
    seen: Ints


def rank_answers(state: State, one: Look, score: NDArray[np.float64]) -> Ranked:
    """Rank the answers of a batch.

    Kept candidates stand by their score above all others, these by their first score and by popularity.
    """
    questions, actors = one.questions, state.index.actors
    size = np.diff(questions.start)
    query = np.repeat(np.arange(len(size)), size)
    keys = one.kept.query * actors + one.kept.actor
    wanted = query * actors + questions.answer
    at = np.minimum(np.searchsorted(keys, wanted), max(len(keys) - 1, 0))
    held = keys[at] == wanted if len(keys) else np.zeros(len(wanted), bool)
    rank = np.zeros(len(wanted))
    rank[held] = _rank_kept(one, score, query[held], at[held])
    outside = np.flatnonzero(~held)
    for number in np.unique(query[outside]):
        chosen = outside[query[outside] == number]
        rank[chosen] = _rank_outside(state, one, int(number), questions.answer[chosen])
    return Ranked(
        questions.subject[query], questions.relation[query], questions.answer, rank, _seen(one, wanted, actors)
    )


def _rank_kept(one: Look, score: NDArray[np.float64], query: Ints, at: Ints) -> NDArray[np.float64]:
    right = np.zeros(len(score), bool)
    right[at] = True
    start = np.searchsorted(one.kept.query, np.arange(len(one.questions.subject) + 1))
    owner, other = expand(start[query], start[query + 1])
    rival = ~right[other]
    mine = score[at][owner]
    above = np.bincount(owner, rival & (score[other] > mine), len(at))
    level = np.bincount(owner, rival & (score[other] == mine), len(at))
    return 1 + above + level / 2


def _rank_outside(state: State, one: Look, number: int, answers: Ints) -> NDArray[np.float64]:
    actors = state.index.actors
    value = fallback(state, int(one.questions.relation[number]))
    span = slice(*np.searchsorted(one.every.query, (number, number + 1)))
    value[one.every.actor[span]] += one.every.score[span]
    kept = slice(*np.searchsorted(one.kept.query, (number, number + 1)))
    value[one.kept.actor[kept]] += 1000.0
    rivals = np.ones(actors, bool)
    rivals[one.questions.answer[one.questions.start[number] : one.questions.start[number + 1]]] = False
    mine = value[answers][:, None]
    rank: NDArray[np.float64] = 1 + (value[rivals] > mine).sum(1) + (value[rivals] == mine).sum(1) / 2
    return rank


def fallback(state: State, relation: int) -> NDArray[np.float64]:
    """A score of every actor as object of a relation: how popular it is there, and then how active at all."""
    actors, keyed = state.index.actors, state.popular
    span = slice(*np.searchsorted(keyed.keys, (relation * actors, (relation + 1) * actors)))
    value = ACTIVITY * np.log1p(state.objects.ever.astype(np.float64))
    value[keyed.keys[span] - relation * actors] += (
        POPULARITY * keyed.counts.ever[span] / (state.relations.ever[relation] + 1)
    )
    return value


def _seen(one: Look, wanted: Ints, actors: int) -> Ints:
    keys = one.every.query * actors + one.every.actor
    at = np.minimum(np.searchsorted(keys, wanted), max(len(keys) - 1, 0))
    found = keys[at] == wanted if len(keys) else np.zeros(len(wanted), bool)
    if not len(keys):
        return np.zeros(len(wanted), np.int64)
    return np.where(found & (one.every.own[at] >= 0), 2, np.where(found & (one.every.dyad[at] >= 0), 1, 0))
