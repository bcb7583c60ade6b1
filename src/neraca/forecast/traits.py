"""What is known of each candidate: a column for each trait, and how it enters an additive model."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from neraca.forecast.candidates import Candidates, Morning
from neraca.forecast.company import USED_DAYS, USED_PARTNERS, Company, latest_partners
from neraca.forecast.dyads import NO_LAG, Columns, Ints, Reals, Seen, read
from neraca.forecast.learned import Learned
from neraca.forecast.state import State, find, read_keyed


class Trait(NamedTuple):
    """A column.

    Attributes:
        name: Unique.
        kind: The reason that it belongs to.
        shape: How it enters the additive model: `share` as log(x + 0.001), `count` as log(1 + x), `plain` as it is.
    """

    name: str
    kind: str
    shape: str


TRAITS: tuple[Trait, ...] = (
    Trait("together", "rules", "share"),
    Trait("best", "rules", "share"),
    Trait("second", "rules", "share"),
    Trait("third", "rules", "share"),
    Trait("same", "rules", "share"),
    Trait("total", "rules", "share"),
    Trait("spoken", "rules", "count"),
    Trait("together_rank", "rules", "count"),
    Trait("together_relative", "rules", "share"),
    Trait("own_lag", "habit", "count"),
    Trait("own_week", "habit", "count"),
    Trait("own_month", "habit", "count"),
    Trait("own_ever", "habit", "count"),
    Trait("own_month_share", "habit", "share"),
    Trait("own_ever_share", "habit", "share"),
    Trait("own_rank", "habit", "count"),
    Trait("own_known", "habit", "plain"),
    Trait("own_of_dyad", "habit", "share"),
    Trait("dyad_lag", "dealings", "count"),
    Trait("dyad_week", "dealings", "count"),
    Trait("dyad_month", "dealings", "count"),
    Trait("dyad_ever", "dealings", "count"),
    Trait("dyad_month_share", "dealings", "share"),
    Trait("dyad_ever_share", "dealings", "share"),
    Trait("dyad_rank", "dealings", "count"),
    Trait("dyad_kinds", "dealings", "count"),
    Trait("dyad_known", "dealings", "plain"),
    Trait("dyad_of_object", "dealings", "share"),
    Trait("popular_ever", "popular", "share"),
    Trait("popular_month", "popular", "share"),
    Trait("popular_week", "popular", "count"),
    Trait("popular_lag", "popular", "count"),
    Trait("popular_known", "popular", "plain"),
    Trait("popular_of_object", "popular", "share"),
    Trait("object_week", "active", "count"),
    Trait("object_month", "active", "count"),
    Trait("object_ever", "active", "count"),
    Trait("object_lag", "active", "count"),
    Trait("object_rising", "active", "share"),
    Trait("company_any", "company", "share"),
    Trait("company_by", "company", "share"),
    Trait("company_rank", "company", "count"),
    Trait("same_home", "kin", "plain"),
    Trait("sort_share", "kin", "share"),
    Trait("home_share", "kin", "share"),
    Trait("same_home_share", "kin", "share"),
    Trait("home_object_month", "kin", "count"),
    Trait("home_object_ever", "kin", "count"),
    Trait("home_act_month", "kin", "count"),
    Trait("home_act_ever", "kin", "count"),
    Trait("to_home_month", "kin", "share"),
    Trait("to_home_ever", "kin", "share"),
    Trait("act_home_month", "kin", "share"),
    Trait("act_home_ever", "kin", "share"),
    Trait("homes_month", "kin", "share"),
    Trait("homes_ever", "kin", "share"),
    Trait("sorts_share", "kin", "share"),
    Trait("own_lag_rank", "habit", "count"),
    Trait("dyad_lag_rank", "dealings", "count"),
    Trait("two_step", "two_step", "share"),
    Trait("subject_month", "context", "count"),
    Trait("turned", "context", "plain"),
    Trait("again", "context", "plain"),
    Trait("asked_ever", "context", "count"),
    Trait("relation_ever", "context", "count"),
    Trait("together_most", "context", "plain"),
    Trait("dyad_most", "context", "plain"),
)
NAMES = tuple(trait.name for trait in TRAITS)


def measure(state: State, learned: Learned, morning: Morning, asked: tuple[Ints, Ints], found: Candidates) -> Reals:
    """The traits of the kept candidates, of shape (candidates, traits)."""
    subject, relation = asked[0][found.query], asked[1][found.query]
    parts = (subject, relation, found.actor)
    columns = _rule_traits(found, len(asked[0]))
    columns |= _own_traits(state, morning.day, parts, found)
    columns |= _dyad_traits(state, morning.day, parts, found)
    columns |= _object_traits(state, morning.day, parts, columns)
    columns |= _company_traits(state, learned.company, morning, asked, found)
    columns |= _class_traits(state, learned, morning.day, parts)
    columns |= _contexts(state, learned, morning.day, parts)
    queries = len(asked[0])
    columns["own_lag_rank"] = _rank(found.query, NO_LAG - columns["own_lag"], queries)
    columns["dyad_lag_rank"] = _rank(found.query, NO_LAG - columns["dyad_lag"], queries)
    columns["together_most"] = _most(found.query, columns["together"], queries)
    columns["dyad_most"] = _most(found.query, columns["dyad_month_share"], queries)
    columns["own_rank"] = _rank(found.query, columns["own_month_share"], len(asked[0]))
    columns["dyad_rank"] = _rank(found.query, columns["dyad_month_share"], len(asked[0]))
    columns["company_rank"] = _rank(found.query, found.company, len(asked[0]))
    made = np.empty((len(found.query), len(NAMES)), np.float32)
    for place, name in enumerate(NAMES):
        made[:, place] = columns[name]
    return made


def _rank(query: Ints, value: NDArray[Any], queries: int) -> Reals:
    """Place of each candidate in its question by a value, from 0; what has none is last."""
    order = np.lexsort((-value, query))
    first = np.searchsorted(query, np.arange(queries))
    made = np.empty(len(query), np.float32)
    made[order] = np.arange(len(query)) - first[query]
    return np.where(value > 0, made, 999).astype(np.float32)


def _most(query: Ints, value: Reals, queries: int) -> Reals:
    """The largest value in the question of each candidate."""
    most = np.full(queries, 1e-6, np.float32)
    np.maximum.at(most, query, value)
    return most[query]


def _contexts(state: State, learned: Learned, day: int, parts: tuple[Ints, Ints, Ints]) -> Columns:
    subject, relation, _ = parts
    return {
        "subject_month": read(state.objects, subject, day).month,
        "turned": relation >= state.index.relations // 2,
        "again": learned.shares.again[relation],
        "asked_ever": read_keyed(state, "asked", parts, day).ever,
        "relation_ever": state.relations.ever[relation],
    }


def _rule_traits(found: Candidates, queries: int) -> Columns:
    return {
        "together": found.together,
        "best": found.best[:, 0],
        "second": found.best[:, 1],
        "third": found.best[:, 2],
        "same": found.same,
        "total": found.total,
        "spoken": found.spoken,
        "together_rank": _rank(found.query, found.together, queries),
        "together_relative": found.together / _most(found.query, found.together, queries),
    }


def _own_traits(state: State, day: int, parts: tuple[Ints, Ints, Ints], found: Candidates) -> Columns:
    own = read(state.triples, found.own, day)
    asked = read_keyed(state, "asked", parts, day)
    return {
        "own_lag": own.lag,
        "own_week": own.week,
        "own_month": own.month,
        "own_ever": own.ever,
        "own_known": own.lag < NO_LAG,
        "own_month_share": own.month / (asked.month + 0.5),
        "own_ever_share": own.ever / (asked.ever + 0.5),
    }


def _dyad_traits(state: State, day: int, parts: tuple[Ints, Ints, Ints], found: Candidates) -> Columns:
    dyad = read(state.dyads, found.dyad, day)
    acts = read(state.objects, parts[0], day)  # every event stands twice: as subject it is as often as as object
    kinds = state.kinds[np.maximum(found.dyad, 0)] if len(state.kinds) else np.zeros(len(found.dyad))
    own = read(state.triples, found.own, day)
    return {
        "dyad_lag": dyad.lag,
        "dyad_week": dyad.week,
        "dyad_month": dyad.month,
        "dyad_ever": dyad.ever,
        "dyad_known": dyad.lag < NO_LAG,
        "dyad_kinds": np.where(found.dyad < 0, 0, kinds),
        "dyad_month_share": dyad.month / (acts.month + 0.5),
        "dyad_ever_share": dyad.ever / (acts.ever + 0.5),
        "own_of_dyad": own.month / (dyad.month + 0.3),
    }


def _object_traits(state: State, day: int, parts: tuple[Ints, Ints, Ints], so_far: Columns) -> Columns:
    popular = read_keyed(state, "popular", parts, day)
    relation = read(state.relations, parts[1], day)
    other = read(state.objects, parts[2], day)
    return {
        "popular_ever": popular.ever / (relation.ever + 1),
        "popular_month": popular.month / (relation.month + 1),
        "popular_week": popular.week,
        "popular_lag": popular.lag,
        "popular_known": popular.lag < NO_LAG,
        "popular_of_object": popular.month / (other.month + 1),
        "object_week": other.week,
        "object_month": other.month,
        "object_ever": other.ever,
        "object_lag": other.lag,
        "object_rising": (other.week + 0.5) / (other.month + 1),
        "dyad_of_object": so_far["dyad_month"] / (other.month + 1),
    }


def _company_traits(
    state: State, company: Company, morning: Morning, asked: tuple[Ints, Ints], found: Candidates
) -> Columns:
    who, row = np.unique(asked[0], return_inverse=True)
    near = latest_partners(state.index, state.dyads, who, morning.day, within=USED_DAYS, most=USED_PARTNERS)
    weight = (1.0 / (1.0 + 0.1 * near[2])).astype(np.float32)
    speaks = sparse.csr_matrix((weight, (near[0], near[1])), shape=(len(who), state.index.actors))
    wanted = row[found.query] * state.index.actors + found.actor
    return {
        "company_any": _look_up(speaks @ company.any, wanted),
        "company_by": found.company,
        "two_step": _look_up(speaks @ _partners(state, np.unique(near[1]), morning.day), wanted),
    }


def _partners(state: State, who: Ints, day: int) -> sparse.csr_matrix:
    """The latest partners of some actors by weight, of shape (actors, actors)."""
    near = latest_partners(state.index, state.dyads, who, day, within=USED_DAYS, most=USED_PARTNERS)
    weight = (1.0 / (1.0 + 0.1 * near[2])).astype(np.float32)
    total = np.bincount(near[0], weight, len(who)).astype(np.float32)
    shape = (state.index.actors, state.index.actors)
    return sparse.csr_matrix((weight / total[near[0]], (who[near[0]], near[1])), shape=shape)


def _look_up(matrix: sparse.csr_matrix, wanted: Ints) -> Reals:
    """Entries of a matrix by `row * columns + column`."""
    made = matrix.tocsr()
    made.sort_indices()
    keys = np.repeat(np.arange(made.shape[0]), np.diff(made.indptr)) * made.shape[1] + made.indices
    if not len(keys):
        return np.zeros(len(wanted), np.float32)
    at = find(keys, wanted)
    return np.where(at < 0, 0, made.data[at]).astype(np.float32)


def _class_traits(state: State, learned: Learned, day: int, parts: tuple[Ints, Ints, Ints]) -> Columns:
    subject, relation, other = parts
    classes, shares = state.classes, learned.shares
    its, theirs = classes.home[subject], classes.home[other]
    same = (its >= 0) & (its == theirs)
    acts = read(state.objects, subject, day)
    asked = read_keyed(state, "asked", parts, day)
    countrymen: Seen = read_keyed(state, "home_object", parts, day)
    likewise = read_keyed(state, "home_act", parts, day)
    to_home, act_home, homes = (read_keyed(state, name, parts, day) for name in ("to_home", "act_home", "homes"))
    return {
        "same_home": np.where(same, 1.0, np.where((its < 0) | (theirs < 0), 0.5, 0.0)).astype(np.float32),
        "sort_share": shares.sort[relation, classes.sort[other]],
        "home_share": np.where(theirs < 0, 0, shares.home[relation, theirs]),
        "same_home_share": shares.same_home[relation, same.astype(np.int64)],
        "sorts_share": shares.of_sorts(relation, classes.sort[subject], classes.sort[other]),
        "home_object_month": countrymen.month,
        "home_object_ever": countrymen.ever,
        "home_act_month": likewise.month,
        "home_act_ever": likewise.ever,
        "to_home_month": to_home.month / (acts.month + 0.5),
        "to_home_ever": to_home.ever / (acts.ever + 0.5),
        "act_home_month": act_home.month / (asked.month + 0.5),
        "act_home_ever": act_home.ever / (asked.ever + 0.5),
        "homes_month": homes.month / (acts.month + 0.5),
        "homes_ever": homes.ever / (acts.ever + 0.5),
    }
