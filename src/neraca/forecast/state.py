"""All counts of a history as of a day: what candidates and their traits are read from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from neraca.forecast.classes import Classes
from neraca.forecast.dyads import Counts, Index, Ints, Seen, add_day, count_all, read


@dataclass(frozen=True, slots=True, eq=False)
class Keyed:
    """Counts of combinations that occur, found by key.

    Attributes:
        keys: The combinations, ascending.
        number: Which combination each event of the index is; -1 for none.
        counts: In the order of `keys`.
    """

    keys: Ints
    number: Ints
    counts: Counts


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class State:
    """Counts as of a day; the arrays change as days are added.

    Attributes:
        kinds: In how many ways each dyad has dealt.
        popular: By relation and object.
        asked: By subject and relation.
        home_object: By home of the subject, and object.
        home_act: By home of the subject, relation, object.
        to_home: By subject and home of the object.
        act_home: By subject, relation, home of the object.
        homes: By home of the subject, relation, home of the object.
    """

    index: Index
    classes: Classes
    triples: Counts
    dyads: Counts
    kinds: Ints
    objects: Counts
    relations: Counts
    popular: Keyed
    asked: Keyed
    home_object: Keyed
    home_act: Keyed
    to_home: Keyed
    act_home: Keyed
    homes: Keyed


KEYED = ("popular", "asked", "home_object", "home_act", "to_home", "act_home", "homes")


def keys_of(name: str, state_classes: Classes, index: Index, parts: tuple[Ints, Ints, Ints]) -> Ints:
    """The key of each (subject, relation, object) among the combinations `name`; -1 where a home is unknown."""
    subject, relation, other = parts
    home, count, actors, relations = state_classes.home, max(len(state_classes.homes), 1), index.actors, index.relations
    its, theirs = home[subject], home[other]
    key, needed = {
        "popular": (relation * actors + other, ()),
        "asked": (subject * relations + relation, ()),
        "home_object": (its * actors + other, (its,)),
        "home_act": ((its * relations + relation) * actors + other, (its,)),
        "to_home": (subject * count + theirs, (theirs,)),
        "act_home": ((subject * relations + relation) * count + theirs, (theirs,)),
        "homes": ((its * relations + relation) * count + theirs, (its, theirs)),
    }[name]
    for one in needed:
        key = np.where(one < 0, -1, key)
    return key


def open_state(index: Index, classes: Classes, before: int) -> State:
    """The state at the end of the day before `before`."""
    known = slice(0, int(np.searchsorted(index.day, before)))
    days = index.day[known]
    parts = (index.subject, index.relation, index.object)
    keyed = {name: _keyed(keys_of(name, classes, index, parts), known, days) for name in KEYED}
    triples = count_all(index.triple[known], days, len(index.triple_dyad))
    seen = index.triple_dyad[triples.ever > 0]
    return State(
        index=index,
        classes=classes,
        triples=triples,
        dyads=count_all(index.dyad[known], days, len(index.dyad_object)),
        kinds=np.bincount(seen, minlength=len(index.dyad_object)).astype(np.int64),
        objects=count_all(index.object[known], days, index.actors),
        relations=count_all(index.relation[known], days, index.relations),
        **keyed,
    )


def _keyed(keys: Ints, known: slice, days: Ints) -> Keyed:
    valid = keys >= 0
    unique, inverse = np.unique(keys[valid], return_inverse=True)
    number = np.full(len(keys), -1, np.int64)
    number[valid] = inverse
    chosen = number[known] >= 0
    return Keyed(unique, number, count_all(number[known][chosen], days[chosen], len(unique)))


def advance(state: State, day: int) -> None:
    """Add the events of a day that is no earlier than any added before."""
    index, span = state.index, state.index.span_of(day)
    if span.start == span.stop:
        return
    fresh = np.unique(index.triple[span])
    fresh = fresh[state.triples.ever[fresh] == 0]
    np.add.at(state.kinds, index.triple_dyad[fresh], 1)
    add_day(state.triples, index.triple[span], day)
    add_day(state.dyads, index.dyad[span], day)
    add_day(state.objects, index.object[span], day)
    add_day(state.relations, index.relation[span], day)
    for name in KEYED:
        keyed: Keyed = getattr(state, name)
        number = keyed.number[span]
        add_day(keyed.counts, number[number >= 0], day)


def read_keyed(state: State, name: str, parts: tuple[Ints, Ints, Ints], day: int) -> Seen:
    """The counts of (subject, relation, object) under the combinations `name`."""
    keyed: Keyed = getattr(state, name)
    return read(keyed.counts, find(keyed.keys, keys_of(name, state.classes, state.index, parts)), day)


def find(keys: Ints, wanted: Ints) -> Ints:
    """Places of wanted keys among ascending ones; -1 for those that are not there."""
    if len(keys) == 0:
        return np.full(len(wanted), -1, np.int64)
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[at] == wanted, at, -1)
