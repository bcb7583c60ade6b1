"""The cases behind an association: which event came after which, and what single pairs of parties show of it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from neraca.records import OddsRatio, PairOdds, Shape
from neraca.relate.odds import Z95, odds_from, pooled_spread
from neraca.relate.panel import Panel, count_within
from neraca.relate.windows import BETWEEN, AtUnits, Causes, Stretch, order_units

# A pair with fewer cases of its own has the ratio of all pairs.
LEAST_OWN_CASES = 20
_Z99 = 2.576


@dataclass(frozen=True, slots=True, eq=False)
class Cases:
    """Ids of (cause, effect) on either side, by day; pairs with a case; pairs with an estimate of their own."""

    after: tuple[tuple[str, str], ...]
    before: tuple[tuple[str, str], ...]
    pairs: int
    own_pairs: tuple[PairOdds, ...]


@dataclass(frozen=True, slots=True)
class _Case:
    pair: int
    after: bool
    ids: tuple[str, str]


def find_cases(causes: Causes, key: tuple[int, int, Shape], *, within: int, pooled: OddsRatio) -> Cases:
    """All cases of a combination over the whole history.

    Args:
        causes: The history.
        key: Places of cause and effect in its types, and the shape.
        within: Days in a window.
        pooled: The ratio of all pairs, towards which that of a single pair is drawn.
    """
    panel = causes.panel
    cause, effect, shape = key
    units = order_units(panel, effect, within=within, stretch=Stretch(0, panel.days))
    chosen = causes.around(units.cells).chosen(*key)
    shifts = np.where(units.after, units.days, -units.days)[chosen]
    pairs, days = panel.split(units.cells[chosen])
    cases = []
    for day, pair, shift in sorted(zip(days.tolist(), pairs.tolist(), shifts.tolist(), strict=True)):
        cell = pair * panel.stride + day
        ids = _cause_id(causes, cell, cause=cause, shape=shape), panel.ids[effect][cell + shift]
        cases.append(_Case(pair, shift > 0, ids))
    return Cases(
        after=_ids(cases, after=True),
        before=_ids(cases, after=False),
        pairs=len({case.pair >> 1 for case in cases}),
        own_pairs=_own_pairs(panel, cases, shape=shape, pooled=pooled) if shape in BETWEEN else (),
    )


def _ids(cases: Iterable[_Case], *, after: bool) -> tuple[tuple[str, str], ...]:
    return tuple(case.ids for case in cases if case.after == after)


def _own_pairs(panel: Panel, cases: Iterable[_Case], *, shape: Shape, pooled: OddsRatio) -> tuple[PairOdds, ...]:
    """Ratios of single pairs, drawn towards that of all (empirical Bayes): the more, the fewer cases they have."""
    by_pair: dict[int, list[_Case]] = {}
    for case in cases:
        by_pair.setdefault(case.pair, []).append(case)
    enough = {pair: own for pair, own in sorted(by_pair.items()) if len(own) >= LEAST_OWN_CASES}
    more = np.array([sum(case.after for case in own) for own in enough.values()])
    less = np.array([len(own) for own in enough.values()]) - more
    logs = np.log((more + 0.5) / (less + 0.5))
    variances = 1 / (more + 0.5) + 1 / (less + 0.5)
    spread = pooled_spread(logs, variances)
    center = math.log(pooled.ratio)
    center_variance = (math.log(pooled.high / pooled.low) / (2 * Z95)) ** 2
    found = []
    for place, (pair, own_cases) in enumerate(enough.items()):
        own = spread / (spread + variances[place])
        error = math.sqrt(own * variances[place] + (1 - own) ** 2 * center_variance)
        counts = int(more[place]), int(less[place])
        ends = panel.parties[panel.source[pair]], panel.parties[panel.target[pair]]
        found.append(
            PairOdds(
                source=ends[0] if shape is Shape.AGAIN else ends[1],
                target=ends[1] if shape is Shape.AGAIN else ends[0],
                odds=odds_from(float(own * logs[place] + (1 - own) * center), error, counts=counts),
                own=round(float(own), 3),
                after=_ids(own_cases, after=True),
                before=_ids(own_cases, after=False),
            )
        )
    return tuple(sorted(found, key=lambda one: (one.source, one.target)))


def naive_count(panel: Panel, *, within: int) -> tuple[int, int]:
    """How many combinations of A to B and back a plain comparison calls significant, and how many it makes.

    It holds how often the effect stands in the days after a cause against how often it does in the pair's days on the
    whole, and calls significant what lies beyond 99 % of chance if all days were alike. It is here to be compared with.
    """
    found = tested = 0
    for effect in panel.by_type:
        pair, _ = panel.split(effect)
        shifts = np.arange(1, within + 1)
        seen = Stretch(0, panel.days).inside(np.unique((effect[:, None] - shifts[None, :]).ravel()), panel)
        share = np.bincount(panel.split(seen)[0], minlength=panel.pairs) / panel.days
        active = np.bincount(pair, minlength=panel.pairs) > 0
        for cause in panel.by_type:
            back = panel.reversed(cause)
            back = back[active[panel.split(back)[0]]]
            if len(back) < LEAST_OWN_CASES:
                continue
            expected = share[panel.split(back)[0]]
            observed = int((count_within(effect, back, after=1, until=within) > 0).sum())
            spread = math.sqrt(float((expected * (1 - expected)).sum()))
            tested += 1
            found += spread > 0 and (observed - float(expected.sum())) / spread > _Z99
    return found, tested


def _cause_id(causes: Causes, cell: int, *, cause: int, shape: Shape) -> str:
    """Id of the cause at a unit; of several by third parties the first by their order."""
    panel = causes.panel
    own = panel.ids[cause]
    if shape is Shape.AGAIN:
        return own[cell]
    pair, day = divmod(cell, panel.stride)
    if shape is Shape.BACK:
        return own[(pair ^ 1) * panel.stride + day]
    at = AtUnits(causes=causes, cells=np.array([cell]))
    pivot = at.pivot(shape)[0]
    ends = panel.target if shape in (Shape.TARGET_TO_THIRD, Shape.THIRD_TO_TARGET) else panel.source
    cells = np.flatnonzero(ends == pivot) * panel.stride + day
    return next(own[one] for one in cells.tolist() if one in own)
