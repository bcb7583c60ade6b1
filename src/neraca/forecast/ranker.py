"""Who will A do X to next, and who will do X to B? A model fitted on a history, and its answers with their reasons."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from neraca.errors import fail
from neraca.forecast.additive import Additive
from neraca.forecast.asking import Questions, look
from neraca.forecast.boosted import Boosted, fit_boosted
from neraca.forecast.classes import Classes, extend_classes, read_names
from neraca.forecast.company import Company
from neraca.forecast.dyads import make_index
from neraca.forecast.learned import Learned
from neraca.forecast.reasons import Case, explain
from neraca.forecast.state import State, open_state
from neraca.forecast.table import EventTable
from neraca.forecast.training import fit, follow
from neraca.records import Driver

LEAST_EVENTS = 300
"""Events that a ranker needs to be fitted: with fewer its weights are chance."""
LEAST_EXAMPLES = 20


@dataclass(frozen=True, slots=True, eq=False)
class Ranker:
    """A fitted model; it never changes.

    Attributes:
        name: Kind of the model, and its version.
        digest: SHA-256 of its parameters.
        relations: What it can be asked about.
        actors: Those that it was fitted on; others may be asked about.
        learned: Counts of rules, company, and classes.
        classes: Home and class of each actor.
        model: Weights.
    """

    name: str
    digest: str
    relations: tuple[str, ...]
    actors: tuple[str, ...]
    learned: Learned
    classes: Classes
    model: Additive | Boosted


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One candidate.

    Attributes:
        actor: Name.
        score: Sum of the drivers' weights, exactly.
        share: Of the belief among the candidates, by the model: between 0 and 1, not a probability that was scored.
        rank: From 1.
        drivers: Reasons: rules by the lower bound of how often they held, the others by weight; `rest` last.
    """

    actor: str
    score: float
    share: float
    rank: int
    drivers: tuple[Driver, ...]


@dataclass(frozen=True, slots=True, eq=False)
class History:
    """A table as a ranker sees it at the end of a day; many questions can be asked of it.

    Attributes:
        table: What was known, in the ranker's numbers.
        state: Its counts.
        learned: The ranker's, with room for actors that are new.
        day: The day after: the one asked about.
    """

    table: EventTable
    state: State
    learned: Learned
    day: int


def fit_ranker(table: EventTable, *, until: date, boosted: bool = False) -> Ranker:
    """Fit on what was known by the end of a day.

    Raises:
        NeracaError: N602, too little history; N604, LightGBM is not installed.
    """
    known = table.known_by(until)
    if len(known) < LEAST_EVENTS:
        raise fail("N602", events=len(known), least=LEAST_EVENTS)
    course = follow(make_index(known), read_names(known.actors), until.toordinal() + 1)
    if len(course.examples.size) < LEAST_EXAMPLES:
        raise fail("N602", events=len(known), least=LEAST_EVENTS)
    examples = course.examples
    model = fit_boosted(examples.traits, examples.right, examples.size) if boosted else fit(course)
    classes = course.state.classes
    return Ranker(
        "boosted-1" if boosted else "additive-1",
        _digest(known, course.learned, classes, model),
        known.relations,
        known.actors,
        course.learned,
        classes,
        model,
    )


def rank(
    ranker: Ranker,
    table: EventTable,
    *,
    as_of: date,
    actor: str | None,
    relation: str,
    target: str | None,
    limit: int = 10,
) -> tuple[Answer, ...]:
    """The likeliest answers for the day after `as_of`, from what was known by its end; none without any history.

    Exactly one of `actor` and `target` is given: the other is asked for. An actor without events may be asked about.

    Raises:
        NeracaError: N603, the relation is unknown; N605, both or neither of the parties are given.
    """
    named = tuple(name for name in (actor, target) if name is not None)
    return answer(
        ranker, open_history(ranker, table, as_of, named), actor=actor, relation=relation, target=target, limit=limit
    )


def open_history(ranker: Ranker, table: EventTable, as_of: date, named: tuple[str, ...] = ()) -> History:
    """What was known by the end of a day, in the ranker's numbers; `named` may be asked about without any event."""
    known = _translate(table.known_by(as_of), ranker, named)
    classes = extend_classes(ranker.classes, known.actors)
    day = as_of.toordinal() + 1
    learned = _widen(ranker.learned, len(ranker.actors), len(known.actors))
    return History(known, open_state(make_index(known), classes, day), learned, day)


def answer(
    ranker: Ranker, history: History, *, actor: str | None, relation: str, target: str | None, limit: int = 10
) -> tuple[Answer, ...]:
    """As `rank`, of a history that is open.

    Raises:
        NeracaError: N603, N605; N606, the party is unknown to the history.
    """
    subject, number = _question(ranker, history, actor, relation, target)
    asked = np.array([subject]), np.array([number])
    questions = Questions(*asked, np.zeros(2, np.int64), np.zeros(0, np.int64))
    found = next(look(history.state, history.learned, history.day, questions))
    score = ranker.model.score(found.traits)
    order = np.argsort(-score, kind="stable")[:limit]
    share = np.exp(score - score.max(initial=-np.inf))
    share /= max(share.sum(), 1e-300)
    parts = ranker.model.parts(found.traits[order])
    made = []
    for place, number_kept in enumerate(order):
        case = Case(
            history.table, history.state, history.learned, history.day, subject, number, found.kept, number_kept
        )
        drivers = explain(case, parts[place], float(score[number_kept]))
        made.append(
            Answer(
                actor=history.table.actors[int(found.kept.actor[number_kept])],
                score=sum(one.weight for one in drivers),
                share=float(share[number_kept]),
                rank=place + 1,
                drivers=drivers,
            )
        )
    return tuple(made)


def _question(
    ranker: Ranker, history: History, actor: str | None, relation: str, target: str | None
) -> tuple[int, int]:
    if (actor is None) == (target is None):
        raise fail("N605")
    if relation not in ranker.relations:
        raise fail("N603", relation=relation, count=len(ranker.relations))
    name = actor if actor is not None else target
    if name not in history.table.actors:
        raise fail("N606", name=name)
    number = ranker.relations.index(relation) + (0 if target is None else len(ranker.relations))
    return history.table.actors.index(name), number


def _translate(table: EventTable, ranker: Ranker, named: tuple[str, ...]) -> EventTable:
    """The same events in the ranker's numbers: unknown actors stand behind the known, unknown relations go."""
    actors = tuple(dict.fromkeys((*ranker.actors, *table.actors, *named)))
    if table.actors != actors:
        place = {name: number for number, name in enumerate(actors)}
        number = np.array([place[name] for name in table.actors], np.int32)
        table = replace(table, actors=actors, source=number[table.source], target=number[table.target])
    if table.relations != ranker.relations:
        place = {name: number for number, name in enumerate(ranker.relations)}
        number = np.array([place.get(name, -1) for name in table.relations], np.int32)
        relation = number[table.relation] if len(table) else table.relation
        table = replace(table, relations=ranker.relations, relation=relation).only(relation >= 0)
    return table


def _widen(learned: Learned, before: int, actors: int) -> Learned:
    if before == actors:
        return learned
    company = learned.company
    anyhow = sparse.csr_matrix(company.any, copy=True)
    by = sparse.csr_matrix(company.by, copy=True)
    anyhow.resize(actors, actors)
    by.resize(by.shape[0], actors)
    relation, partner = np.divmod(company.keys, before)
    return replace(learned, company=Company(anyhow, relation * actors + partner, by))


def _digest(table: EventTable, learned: Learned, classes: Classes, model: Additive | Boosted) -> str:
    made = hashlib.sha256(repr((table.actors, table.relations, classes.homes, classes.sorts)).encode())
    rules, company, shares = learned.rules, learned.company, learned.shares
    columns: list[NDArray[np.generic]] = [rules.held, rules.tried, classes.home, classes.sort, company.keys]
    columns += [part for matrix in (company.any, company.by) for part in (matrix.indptr, matrix.indices, matrix.data)]
    columns += [getattr(shares, name) for name in shares.__slots__]
    if isinstance(model, Boosted):
        made.update(model.text.encode())
    else:
        columns += [getattr(model, name) for name in model.__slots__]
    for column in columns:
        made.update(np.ascontiguousarray(column).tobytes())
    return made.hexdigest()
