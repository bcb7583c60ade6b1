"""The cases behind an association: which event came after which, and what single pairs of parties show of it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from neraca.records import OddsRatio, PairOdds, Shape
from neraca.relate.odds import odds_from, pooled_spread
from neraca.relate.panel import Ints, Panel, count_within
from neraca.relate.windows import BETWEEN, AtUnits, Causes, Flags, Stretch, order_units

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
    at = causes.around(units.cells)
    chosen = at.chosen(*key)
    cells, after = units.cells[chosen], units.after[chosen]
    told = []
    for cell, is_after in sorted(zip(cells.tolist(), after.tolist(), strict=True), key=lambda one: _by_day(panel, one)):
        effect_cell = _nearest(panel.by_type[effect], cell, within=within, after=is_after)
        one = (_cause_id(causes, cell, cause=cause, shape=shape), panel.ids[effect][effect_cell])
        told.append((is_after, one))
    own = own_pairs(panel, cells, after, shape=shape, pooled=pooled) if shape in BETWEEN else ()
    return Cases(
        after=tuple(one for is_after, one in told if is_after),
        before=tuple(one for is_after, one in told if not is_after),
        pairs=len(np.unique(at.pair[chosen] >> 1)),
        own_pairs=own,
    )


def own_pairs(panel: Panel, cells: Ints, after: Flags, *, shape: Shape, pooled: OddsRatio) -> tuple[PairOdds, ...]:
    """Ratios of single pairs, drawn towards that of all (empirical Bayes): the more, the fewer cases they have."""
    pair, places = np.unique(panel.split(cells)[0], return_inverse=True)
    more = np.bincount(places.ravel(), weights=after).astype(int)
    less = np.bincount(places.ravel()) - more
    enough = more + less >= LEAST_OWN_CASES
    logs = np.log((more[enough] + 0.5) / (less[enough] + 0.5))
    variances = 1 / (more[enough] + 0.5) + 1 / (less[enough] + 0.5)
    spread = pooled_spread(logs, variances)
    center = math.log(pooled.ratio)
    center_variance = ((math.log(pooled.high) - math.log(pooled.low)) / (2 * 1.96)) ** 2
    found = []
    rows = zip(pair[enough], more[enough], less[enough], logs, variances, strict=True)
    for number, its_more, its_less, log, variance in rows:
        own = spread / (spread + variance)
        error = math.sqrt(own * variance + (1 - own) ** 2 * center_variance)
        ends = panel.parties[panel.source[number]], panel.parties[panel.target[number]]
        source, target = ends if shape is Shape.AGAIN else ends[::-1]
        odds = odds_from(own * log + (1 - own) * center, error, counts=(int(its_more), int(its_less)))
        found.append(PairOdds(source=source, target=target, odds=odds, own=round(float(own), 3)))
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


def _by_day(panel: Panel, one: tuple[int, bool]) -> tuple[int, int]:
    return one[0] % panel.stride, one[0]


def _nearest(effect: Ints, cell: int, *, within: int, after: bool) -> int:
    if after:
        return int(effect[np.searchsorted(effect, cell, side="right")])
    return int(effect[np.searchsorted(effect, cell, side="left") - 1])


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
