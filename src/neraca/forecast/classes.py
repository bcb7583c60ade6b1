"""An actor's class and home out of its name, as in "Military (Russia)"; a person's home out of the partners."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from neraca.forecast.dyads import Index, Ints

HOME_SHARE = 0.4
"""The share of a person's dealings that one home needs to be taken as theirs."""

_IN_BRACKETS = re.compile(r"^(.*?)\s*\(([^()]+)\)\s*$")
_OTHER, _STATE = "*other*", "*state*"


@dataclass(frozen=True, slots=True, eq=False)
class Classes:
    """Home and class of each actor.

    Attributes:
        home: Place in `homes`, -1 where nothing tells it.
        sort: Place in `sorts`: what stands before the brackets, a state, or anything else.
        homes: Names.
        sorts: Names.
    """

    home: Ints
    sort: Ints
    homes: tuple[str, ...]
    sorts: tuple[str, ...]


def read_names(actors: tuple[str, ...]) -> Classes:
    """Classes and homes as far as names tell: "Media (Japan)" is of Japan, and so is "Japan"."""
    parts = [part for part in map(_IN_BRACKETS.match, actors) if part]
    homes = tuple(dict.fromkeys(part[2] for part in parts))
    sorts = tuple(dict.fromkeys((_OTHER, _STATE, *(part[1] for part in parts))))
    return _place(actors, homes, sorts)


def extend_classes(classes: Classes, actors: tuple[str, ...]) -> Classes:
    """The same with further actors behind those known; a home or class that nobody had is none to them."""
    known = len(classes.home)
    more = _place(actors[known:], classes.homes, classes.sorts)
    home = np.concatenate((classes.home, more.home))
    return Classes(home, np.concatenate((classes.sort, more.sort)), classes.homes, classes.sorts)


def _place(actors: tuple[str, ...], homes: tuple[str, ...], sorts: tuple[str, ...]) -> Classes:
    home_of = {name: number for number, name in enumerate(homes)}
    sort_of = {name: number for number, name in enumerate(sorts)}
    home, sort = np.full(len(actors), -1, np.int64), np.zeros(len(actors), np.int64)
    for number, name in enumerate(actors):
        part = _IN_BRACKETS.match(name)
        if part:
            home[number], sort[number] = home_of.get(part[2], -1), sort_of.get(part[1], 0)
        elif name in home_of:
            home[number], sort[number] = home_of[name], sort_of[_STATE]
    return Classes(home, sort, homes, sorts)


def learn_homes(classes: Classes, index: Index, before: int) -> Classes:
    """Give a home to actors without one: that of most of their partners until the day `before`."""
    known = slice(0, int(np.searchsorted(index.day, before)))
    subject, home = index.subject[known], classes.home[index.object[known]]
    asked = (classes.home[subject] < 0) & (home >= 0)
    if not asked.any():
        return classes
    count = len(classes.homes)
    pairs, times = np.unique(subject[asked] * count + home[asked], return_counts=True)
    order = np.lexsort((pairs, times))
    who, where = pairs[order] // count, pairs[order] % count
    best, most = np.full(len(classes.home), -1, np.int64), np.zeros(len(classes.home))
    best[who], most[who] = where, times[order]
    total = np.bincount(who, times[order], len(classes.home))
    settled = (best >= 0) & (most >= HOME_SHARE * total)
    return Classes(np.where(settled, best, classes.home), classes.sort, classes.homes, classes.sorts)
