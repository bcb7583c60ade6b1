"""Learn from a history: count over all of it, and fit the ranker on its tail, each day on what came before."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from neraca.forecast.additive import Additive, fit_additive
from neraca.forecast.asking import are_right, look, questions_of
from neraca.forecast.classes import Classes, learn_homes
from neraca.forecast.dyads import Index, Ints, Reals
from neraca.forecast.learned import Learned, Tally, learn_day, no_tally, read_tally
from neraca.forecast.state import State, advance, open_state

TAIL_SHARE = 0.45
"""Share of the events, the latest, that the ranker is fitted on."""
MOST_QUESTIONS = 25_000
OTHERS = 45
"""Candidates of a question that are no answers and are learned from, drawn by chance."""
REFRESH_DAYS = 10


@dataclass(frozen=True, slots=True, eq=False)
class Examples:
    """Traits of candidates, question after question, each with a right one."""

    traits: Reals
    right: NDArray[np.bool_]
    size: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """Where learning stands after the last day: it can go on as further days pass."""

    state: State
    tally: Tally
    learned: Learned
    examples: Examples


def tail_start(index: Index, before: int) -> int:
    """The first day of the tail of the history before a day."""
    known = int(np.searchsorted(index.day, before))
    return int(index.day[int(known * (1 - TAIL_SHARE))])


def follow(index: Index, classes: Classes, before: int, *, seed: int = 0) -> Course:
    """Pass through the days before `before`: count, and collect examples on the tail."""
    generator = np.random.default_rng(seed)
    days = np.unique(index.day[: int(np.searchsorted(index.day, before))])
    tail = tail_start(index, before)
    classes = learn_homes(classes, index, tail)
    state, tally = open_state(index, classes, int(days[0])), no_tally(index)
    share = MOST_QUESTIONS / max(sum(len(questions_of(index, int(day)).subject) for day in days[days >= tail]), 1)
    learned, refreshed, found = None, 0, []
    for day in map(int, days):
        if day >= tail:
            if learned is None or day - refreshed >= REFRESH_DAYS:
                learned, refreshed = read_tally(tally, state, day), day
            found += _examples_of(state, learned, day, share, generator)
        learn_day(tally, state, day)
        advance(state, day)
    return Course(state, tally, read_tally(tally, state, before), _join(found))


def _examples_of(
    state: State, learned: Learned, day: int, share: float, generator: np.random.Generator
) -> list[Examples]:
    questions = questions_of(state.index, day)
    chosen = np.flatnonzero(generator.random(len(questions.subject)) < share)
    made = []
    for one in look(state, learned, day, questions.only(chosen)):
        right = are_right(one.kept, one.questions, state.index.actors)
        query, queries = one.kept.query, len(one.questions.subject)
        answered = np.bincount(query, right, queries) > 0
        # The answers and some of the others: a place drawn for each, and the first places kept.
        order = np.lexsort((np.where(right, -1.0, generator.random(len(query))), query))
        first = np.searchsorted(query, np.arange(queries))
        rights = np.bincount(query, right, queries).astype(np.int64)
        place = np.arange(len(query)) - first[query]
        used = np.zeros(len(query), bool)
        used[order[(place < rights[query] + OTHERS) & answered[query]]] = True
        size = np.bincount(query[used], minlength=queries)
        made.append(Examples(one.traits[used], right[used], size[size > 0]))
    return made


def _join(parts: list[Examples]) -> Examples:
    return Examples(*(np.concatenate([getattr(part, name) for part in parts]) for name in ("traits", "right", "size")))


def fit(course: Course) -> Additive:
    """The additive model of the examples."""
    return fit_additive(course.examples.traits, course.examples.right, course.examples.size)
