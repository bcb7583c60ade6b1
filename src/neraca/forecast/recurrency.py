"""The recurrency baseline: what happened between the same parties happens again (Gastinger and others 2024).

From the formulas of "History repeats itself: a baseline for temporal knowledge graph forecasting". For a question
(subject, relation) on day t, an object scores `alpha * strict + (1 - alpha) * relaxed`: strict is the sum of
`2 ** (rate * (k - t))` over the past days k on which the very same happened, over the same sum of all days; relaxed is
the object's share among the relation's objects so far. Rate and alpha are chosen for each relation on earlier days.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from neraca.forecast.asking import Questions, questions_of
from neraca.forecast.dyads import Index, Ints, expand

Floats = NDArray[np.float64]

RATES = np.array([0, 1e-5, 1e-4, 5e-4, 1e-3, 5e-3, 1e-2, 2e-2, 5e-2, 0.1, 0.2, 0.5, 0.9, 1.0001])
ALPHAS = np.array([0, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 0.999, 0.99999])
NEARLY_ONE = len(ALPHAS) - 1


@dataclass(frozen=True, slots=True, eq=False)
class Settings:
    """Places in `RATES` and `ALPHAS` of each relation."""

    rate: Ints
    alpha: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Past:
    """Sums over past days for each triple and rate, and counts of objects; the arrays change as days are added.

    Attributes:
        index: The events.
        order: Triples by subject and relation.
        keys: `subject * relations + relation` in that order.
        last: Day on which each triple last happened.
        sums: Of shape (triples, rates), as of that day.
        cells: Ascending `relation * actors + object` that occur.
        cell: Place in there of each event.
        times: How often each has happened.
    """

    index: Index
    order: Ints
    keys: Ints
    last: Ints
    sums: Floats
    cells: Ints
    cell: Ints
    times: Floats


def no_past(index: Index) -> Past:
    """The state before the first event."""
    subject = np.searchsorted(index.dyad_start, index.triple_dyad, side="right") - 1
    key = subject * index.relations + index.triple_relation
    order = np.argsort(key, kind="stable")
    cells, cell = np.unique(index.relation * index.actors + index.object, return_inverse=True)
    size = len(order)
    return Past(
        index,
        order,
        key[order],
        np.full(size, int(index.day[0]), np.int64),
        np.zeros((size, len(RATES))),
        cells,
        cell.astype(np.int64),
        np.zeros(len(cells)),
    )


def add_past(past: Past, day: int) -> None:
    """Add the events of a day."""
    span = past.index.span_of(day)
    triple = past.index.triple[span]
    gap = (day - past.last[triple])[:, None]
    past.sums[triple] = past.sums[triple] * np.exp2(-RATES * gap) + 1
    past.last[triple] = day
    np.add.at(past.times, past.cell[span], 1)


def rank_day(past: Past, day: int, settings: Settings | None, rates: Ints | None = None) -> tuple[Questions, Floats]:
    """Ranks of a day's answers, a row for each.

    A column for the chosen settings; without settings for every rate at the highest alpha; with `rates`, a rate for
    each relation, for every alpha.
    """
    questions = questions_of(past.index, day)
    passed = day - int(past.index.day[0])
    total = np.array([np.exp2(-rate * np.arange(1, passed + 1)).sum() for rate in RATES])
    made = []
    for number in range(len(questions.subject)):
        relation = int(questions.relation[number])
        if settings is not None:
            pair = np.array([settings.rate[relation]]), np.array([settings.alpha[relation]])
        elif rates is not None:
            pair = np.full(len(ALPHAS), rates[relation]), np.arange(len(ALPHAS))
        else:
            pair = np.arange(len(RATES)), np.full(len(RATES), NEARLY_ONE)
        made.append(_rank(past, day, questions, number, total, pair))
    return questions, np.concatenate(made)


def _rank(past: Past, day: int, questions: Questions, number: int, total: Floats, pair: tuple[Ints, Ints]) -> Floats:
    index, (rate, alpha) = past.index, pair
    subject, relation = int(questions.subject[number]), int(questions.relation[number])
    answers = questions.answer[questions.start[number] : questions.start[number + 1]]
    span = slice(*np.searchsorted(past.cells, (relation * index.actors, (relation + 1) * index.actors)))
    objects, times = past.cells[span] - relation * index.actors, past.times[span]
    score = np.outer(times / max(times.sum(), 1), 1 - ALPHAS[alpha])
    key = subject * index.relations + relation
    triple = past.order[slice(*np.searchsorted(past.keys, (key, key + 1)))]
    gap = (day - past.last[triple])[:, None]
    strict = past.sums[triple][:, rate] * np.exp2(-RATES[rate] * gap) / np.maximum(total[rate], 1e-300)
    score[np.searchsorted(objects, index.dyad_object[index.triple_dyad[triple]])] += ALPHAS[alpha] * strict
    # Actors that were never an object of the relation have no score: they tie below.
    rivals = ~np.isin(objects, answers)
    unscored = index.actors - len(objects)  # the answers are objects on this day, if not before
    mine = score[np.searchsorted(objects, answers)][:, None, :]
    above = (score[rivals][None] > mine).sum(1)
    level = (score[rivals][None] == mine).sum(1) + np.where(mine[:, 0] == 0, unscored, 0)
    made: Floats = 1 + above + level / 2
    return made


def choose_rates(past: Past, days: Ints) -> Settings:
    """The best rate and then alpha of each relation over some days, by mean reciprocal rank; days are added on the way.

    Relations that do not occur on these days have what is best over all.
    """
    before = past.last.copy(), past.sums.copy(), past.times.copy()
    rate = _best(past, days, None)
    for column, old in zip((past.last, past.sums, past.times), before, strict=True):
        column[...] = old
    return Settings(rate, _best(past, days, rate))


def _best(past: Past, days: Ints, rates: Ints | None) -> Ints:
    gains, relations = [], []
    for day in map(int, days):
        questions, ranks = rank_day(past, day, None, rates)
        query, _ = expand(questions.start[:-1], questions.start[1:])
        gains.append(1 / ranks)
        relations.append(questions.relation[query])
        add_past(past, day)
    gain, relation = np.concatenate(gains), np.concatenate(relations)
    total = np.zeros((past.index.relations, gain.shape[1]))
    np.add.at(total, relation, gain)
    made: Ints = total.argmax(1).astype(np.int64)
    made[total.sum(1) == 0] = total.sum(0).argmax()
    return made
