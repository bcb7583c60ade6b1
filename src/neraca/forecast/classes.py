"""An actor's class and home out of its name, as in "Military (Russia)"; a person's home out of the partners."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from neraca.forecast.dyads import Index, Ints

HOME_SHARE = 0.4
"""The share of a person's dealings that one home needs to be taken as theirs."""

_IN_BRACKETS = re.compile(r"^(.*?)\s*\(([^()]+)\)\s*$")
_STATE, _OTHER = "*state*", "*other*"


@dataclass(frozen=True, slots=True, eq=False)
class Classes:
    """Home and class of each actor.

    Attributes:
        home: Number of the home, -1 where the name tells none.
        sort: Number of the class: what stands before the brackets, a state, or anything else.
        homes: Number of homes.
        sorts: Number of classes.
    """

    home: Ints
    sort: Ints
    homes: int
    sorts: int


def read_names(actors: tuple[str, ...]) -> Classes:
    """Classes and homes as far as names tell: "Media (Japan)" is of Japan, and so is "Japan"."""
    parts = [_IN_BRACKETS.match(name) for name in actors]
    homes = {name: number for number, name in enumerate(dict.fromkeys(part[2] for part in parts if part))}
    sorts = {_OTHER: 0, _STATE: 1}
    home, sort = np.full(len(actors), -1, np.int64), np.zeros(len(actors), np.int64)
    for number, (name, part) in enumerate(zip(actors, parts, strict=True)):
        if part:
            home[number], sort[number] = homes[part[2]], sorts.setdefault(part[1], len(sorts))
        elif name in homes:
            home[number], sort[number] = homes[name], sorts[_STATE]
    return Classes(home, sort, len(homes), len(sorts))


def learn_homes(classes: Classes, index: Index, before: int) -> Classes:
    """Give a home to actors without one: that of most of their partners until the day `before`."""
    known = slice(0, int(np.searchsorted(index.day, before)))
    subject, home = index.subject[known], classes.home[index.object[known]]
    asked = (classes.home[subject] < 0) & (home >= 0)
    if not asked.any():
        return classes
    pairs, times = np.unique(subject[asked] * classes.homes + home[asked], return_counts=True)
    order = np.lexsort((pairs, times))
    who, where = pairs[order] // classes.homes, pairs[order] % classes.homes
    best, most = np.full(len(classes.home), -1, np.int64), np.zeros(len(classes.home))
    best[who], most[who] = where, times[order]
    total = np.bincount(who, times[order], len(classes.home))
    settled = (best >= 0) & (most >= HOME_SHARE * total)
    return Classes(np.where(settled, best, classes.home), classes.sort, classes.homes, classes.sorts)
