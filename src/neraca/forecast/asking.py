"""Questions of a day put together, so that whole days are answered at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from neraca.forecast.candidates import Candidates, Morning, find_candidates, keep_likeliest
from neraca.forecast.confidences import cells_of
from neraca.forecast.dyads import Index, Ints, Reals, expand
from neraca.forecast.learned import Learned
from neraca.forecast.state import State
from neraca.forecast.traits import measure

BATCH = 3_000_000
"""Triples of subjects that are looked at together: bounds memory."""


@dataclass(frozen=True, slots=True, eq=False)
class Questions:
    """Each (subject, relation) of a day once, with who the objects were.

    Attributes:
        subject: Of each question.
        relation: Of each question.
        start: First answer of each question, one more at the end.
        answer: The objects.
    """

    subject: Ints
    relation: Ints
    start: Ints
    answer: Ints

    def only(self, chosen: Ints) -> Questions:
        """Some of the questions, by place."""
        _, at = expand(self.start[chosen], self.start[chosen + 1])
        size = self.start[chosen + 1] - self.start[chosen]
        start = np.concatenate((np.zeros(1, np.int64), np.cumsum(size)))
        return Questions(self.subject[chosen], self.relation[chosen], start, self.answer[at])


def questions_of(index: Index, day: int) -> Questions:
    """The questions that a day's events answer."""
    span = index.span_of(day)
    key = index.subject[span] * index.relations + index.relation[span]
    keys, first = np.unique(key, return_index=True)
    start = np.append(first, len(key)).astype(np.int64)
    return Questions(keys // index.relations, keys % index.relations, start, index.object[span])


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """A batch of questions with their candidates.

    Attributes:
        questions: The batch.
        every: All candidates.
        kept: Those looked at closely.
        traits: Of shape (kept, traits).
    """

    questions: Questions
    every: Candidates
    kept: Candidates
    traits: Reals


def look(state: State, learned: Learned, day: int, questions: Questions) -> Iterator[Look]:
    """Find and measure the candidates of questions about a day, batch after batch."""
    morning = Morning(day, cells_of(state.triples, state.index, day), {})
    for chosen in _batches(state.index, questions.subject):
        batch = questions.only(chosen)
        asked = (batch.subject, batch.relation)
        every = find_candidates(state, learned.rules, learned.company, morning, asked)
        kept = every.only(keep_likeliest(every, len(batch.subject)))
        yield Look(batch, every, kept, measure(state, learned, morning, asked, kept))


def _batches(index: Index, subject: Ints) -> Iterator[Ints]:
    size = index.triple_start[index.dyad_start[subject + 1]] - index.triple_start[index.dyad_start[subject]]
    group = np.cumsum(size) // BATCH
    for part in np.split(np.arange(len(subject)), np.flatnonzero(np.diff(group)) + 1):
        if len(part):
            yield part


def are_right(found: Candidates, questions: Questions, actors: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which candidates are answers."""
    size = np.diff(questions.start)
    answers = np.repeat(np.arange(len(size)), size) * actors + questions.answer
    return np.isin(found.query * actors + found.actor, answers)
