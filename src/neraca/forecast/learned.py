"""What is counted over the past beside the state of the day: rules, company, and shares of classes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from neraca.forecast.classes import Classes
from neraca.forecast.company import Company, CompanyTally, no_company
from neraca.forecast.confidences import Rules, RuleTally, cells_of, no_rules
from neraca.forecast.dyads import Index, Ints, Reals
from neraca.forecast.state import State, find

SORT_PRIOR = 20.0
"""Cases that the share over all subjects is worth beside the share for one class of subjects."""


@dataclass(frozen=True, slots=True, eq=False)
class Shares:
    """How often the object of a relation is of a class.

    Attributes:
        sort: Of shape (relations, classes).
        home: Of shape (relations, homes).
        same_home: Of shape (relations, 2): of another home than the subject, of the same.
        again: Of shape (relations,): how often the very same had happened before.
        keys: Ascending `(relation * classes + class of subject) * classes + class of object` that occur.
        times: How often each does.
        rows: How often each `relation * classes + class of subject` does.
    """

    sort: Reals
    home: Reals
    same_home: Reals
    again: Reals
    keys: Ints
    times: Ints
    rows: Ints

    def of_sorts(self, relation: Ints, subject: Ints, other: Ints) -> Reals:
        """Share of objects of a class, given the relation and the subject's class; drawn to that over all subjects."""
        count = self.sort.shape[1]
        row = relation * count + subject
        at = find(self.keys, row * count + other)
        times = np.where(at < 0, 0, self.times[at]) if len(self.times) else np.zeros(len(row))
        made = (times + SORT_PRIOR * self.sort[relation, other]) / (self.rows[row] + SORT_PRIOR)
        shares: Reals = made.astype(np.float32)
        return shares


@dataclass(frozen=True, slots=True, eq=False)
class Learned:
    """All that was counted until a day."""

    rules: Rules
    company: Company
    shares: Shares


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """Counts as days pass."""

    rules: RuleTally
    company: CompanyTally


def no_tally(index: Index) -> Tally:
    """A tally before the first day."""
    return Tally(no_rules(index.relations), no_company(index.actors))


def learn_day(tally: Tally, state: State, day: int) -> None:
    """Count on the events of a day; the state is as of its morning."""
    span = state.index.span_of(day)
    if span.start < span.stop:
        tally.rules.add(state.index, cells_of(state.triples, state.index, day), span)
        tally.company.add(state.index, state.dyads, span, day)


def read_tally(tally: Tally, state: State, before: int) -> Learned:
    """All that was counted, as of the morning of the day that state and tally have reached."""
    shares = count_shares(state.index, state.classes, before)
    return Learned(tally.rules.rules(), tally.company.company(), shares)


def count_shares(index: Index, classes: Classes, before: int) -> Shares:
    """Shares of classes over the events before a day."""
    known = slice(0, int(np.searchsorted(index.day, before)))
    subject, relation, other = index.subject[known], index.relation[known], index.object[known]
    its, theirs = classes.home[subject], classes.home[other]
    same = ((its >= 0) & (its == theirs)).astype(np.int64)
    sorts = (relation * len(classes.sorts) + classes.sort[subject]) * len(classes.sorts) + classes.sort[other]
    keys, times = np.unique(sorts, return_counts=True)
    rows = np.bincount(keys // len(classes.sorts), times, index.relations * len(classes.sorts)).astype(np.int64)
    known_home = theirs >= 0
    total = np.maximum(np.bincount(relation, minlength=index.relations), 1)[:, None]
    return Shares(
        (_table(relation, classes.sort[other], (index.relations, len(classes.sorts))) / total).astype(np.float32),
        (
            _table(relation[known_home], theirs[known_home], (index.relations, max(len(classes.homes), 1))) / total
        ).astype(np.float32),
        (_table(relation, same, (index.relations, 2)) / total).astype(np.float32),
        _again(index, known),
        keys,
        times,
        rows,
    )


def _again(index: Index, known: slice) -> Reals:
    relation = index.relation[known]
    _, first = np.unique(index.triple[known], return_index=True)
    total = np.bincount(relation, minlength=index.relations)
    fresh = np.bincount(relation[first], minlength=index.relations)
    made: Reals = ((total - fresh + 1) / (total + 2)).astype(np.float32)
    return made


def _table(row: Ints, column: Ints, shape: tuple[int, int]) -> Reals:
    return np.bincount(row * shape[1] + column, minlength=shape[0] * shape[1]).reshape(shape).astype(np.float32)
