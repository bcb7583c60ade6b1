"""Which types of events tend to follow which between states, beyond what bursts and habits make of it.

A cause is an event from A to B; its effect a later event between the two, or between one of them and a third party.
Each is compared with the same parties' own days around it, so that habits, seasons and what is always reported cancel:

- around: the effect stands near the cause, before or after, more often than in weeks of the same pair two and four
  windows away. This much do mirrored meetings and bursts of news; it only says where to look.
- order: the nearest effect stands in the `within_days` days after the cause rather than in as many days before it. A
  meeting told from both sides, and a burst of news, are as likely to show the effect first. Sets with the effect on the
  very day, or as near on either side, have no order and are left out. What grows after the cause, the pair's other
  activity and the volume of all news, is held equal.
- level: the effect stands after the cause more often than in the weeks further away.

Order and level must hold on the earlier days, at a false discovery rate over all combinations that go together, and
again on the later days. Which combinations go together says nothing about order as long as time may run either way, so
that looking only at these is no choice among results (independent filtering; Bourgon, Gentleman and Huber 2010).

Where cause and effect are of one type, between A and B alone or with a third party in the same role, every set counts
once forward and once backward: no order can be seen, and nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from neraca.records import Association, HistoryEvent, Measurement, OddsRatio, Shape
from neraca.relate.cases import find_cases, naive_count
from neraca.relate.odds import discovery_rates, level_odds, order_odds
from neraca.relate.panel import Ints, Panel, build_panel, count_within
from neraca.relate.windows import (
    BETWEEN,
    FAR_WINDOWS,
    REACH,
    AtUnits,
    Causes,
    LevelUnits,
    OrderUnits,
    Stretch,
    find_causes,
    level_units,
    order_units,
    shapes_of,
)

WITHIN_DAYS = 14
DISCOVERY_RATE = 0.05
SEARCHED_SHARE = 0.6

# Less has never anything to say: no combination reaches the cases that it needs.
LEAST_EVENTS = 300
LEAST_CASES = 30
LEAST_CLUSTERS = 10

Key = tuple[int, int, Shape]


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """What one stretch of days says of one combination."""

    around: OddsRatio
    order: OddsRatio
    level: OddsRatio

    @property
    def p(self) -> float:
        """Order and level must both hold, so the weaker one counts."""
        return max(self.order.p, self.level.p)

    @property
    def holds(self) -> bool:
        """Both intervals lie above 1."""
        return self.order.raised and self.level.raised


def find_associations(
    history: Sequence[HistoryEvent], *, within_days: int = WITHIN_DAYS, discovery_rate: float = DISCOVERY_RATE
) -> tuple[Association, ...]:
    """Associations that were found on the earlier 60 % of days and confirmed on the rest; see `measure_history`."""
    return measure_history(history, within_days=within_days, discovery_rate=discovery_rate).associations


def measure_history(
    history: Sequence[HistoryEvent], *, within_days: int = WITHIN_DAYS, discovery_rate: float = DISCOVERY_RATE
) -> Measurement:
    """Search a history for types of events that follow others.

    Args:
        history: Its events, in any order; one told twice counts once.
        within_days: How many days after the cause count; multiples of 7 hold as many Sundays before as after.
        discovery_rate: Expected share of chance findings among those kept on the earlier days.

    Returns:
        Associations by shape, cause and effect; none, and `enough` false, where the history is too short or too thin.
    """
    if not history:
        return Measurement(within_days=within_days, events=0, days=0, pairs=0, enough=False)
    panel = build_panel(history, margin=REACH * within_days)
    events = len({(event.day, event.source, event.type, event.target) for event in history})
    size = Measurement(within_days=within_days, events=events, days=panel.days, pairs=panel.pairs // 2, enough=False)
    if events < LEAST_EVENTS or panel.days * (1 - SEARCHED_SHARE) < (2 * REACH + 1) * within_days:
        return size
    causes = find_causes(panel)
    cut = round(panel.days * SEARCHED_SHARE)
    earlier, later = Stretch(0, cut), Stretch(cut, panel.days)
    seen = _look(causes, earlier, within=within_days, only=None)
    together = _kept({key: one.around.p for key, one in seen.items()}, discovery_rate)
    found = _kept({key: seen[key].p for key in together}, discovery_rate)
    again = _look(causes, later, within=within_days, only=found) if found else {}
    naive, naive_tested = naive_count(panel, within=within_days)
    pairs = [
        (again[key].holds, _association(key, (seen[key], again[key]), causes=causes, q=found[key], within=within_days))
        for key in sorted(again, key=lambda key: (list(Shape).index(key[2]), *key[:2]))
    ]
    return replace(
        size,
        enough=True,
        tested=len(seen),
        together=len(together),
        screened=len(found),
        naive=naive,
        naive_tested=naive_tested,
        associations=tuple(association for holds, association in pairs if holds),
        unconfirmed=tuple(association for holds, association in pairs if not holds),
    )


def _kept(ps: Mapping[Key, float], rate: float) -> dict[Key, float]:
    """Those within the false discovery rate, with the smallest one that keeps each."""
    keys = list(ps)
    rates = discovery_rates([ps[key] for key in keys])
    return {key: q for key, q in zip(keys, rates, strict=True) if q <= rate}


def _look(causes: Causes, stretch: Stretch, *, within: int, only: Iterable[Key] | None) -> dict[Key, _Seen]:
    """What a stretch says of all combinations, or of some; those with too few cases are left out."""
    panel = causes.panel
    wanted = None if only is None else frozenset(only)
    seen: dict[Key, _Seen] = {}
    for effect in range(len(panel.types)):
        keys = [
            (cause, effect, shape)
            for cause in range(len(panel.types))
            for shape in shapes_of(panel, cause, effect)
            if wanted is None or (cause, effect, shape) in wanted
        ]
        if not keys or not len(panel.by_type[effect]):
            continue
        order = order_units(panel, effect, within=within, stretch=stretch)
        level = level_units(panel, effect, within=within, stretch=stretch)
        at_order, at_level = causes.around(order.cells), causes.around(level.cells)
        for key in keys:
            one = _ask(key, (order, at_order), (level, at_level), within=within)
            if one is not None:
                seen[key] = one
    return seen


def _ask(
    key: Key, ordered: tuple[OrderUnits, AtUnits], levelled: tuple[LevelUnits, AtUnits], *, within: int
) -> _Seen | None:
    shape = key[2]
    order, at_order = ordered
    chosen = at_order.chosen(*key)
    together, block = at_order.clusters(shape)
    clusters = together[chosen], block[chosen]
    if len(chosen) < LEAST_CASES or len(np.unique(clusters[0])) < LEAST_CLUSTERS:
        return None
    covariates = np.column_stack([_activity_change(key, order, chosen, at_order, within), order.volume[chosen]])
    in_order = order_odds(order.after[chosen], covariates, clusters=clusters)
    level, at_level = levelled
    chosen = at_level.chosen(*key)
    together, block = at_level.clusters(shape)
    clusters = together[chosen], block[chosen]
    after, both, far = level.after[chosen], (level.after + level.before)[chosen], level.far[chosen]
    in_level = level_odds(after, far, of=(1, len(FAR_WINDOWS)), clusters=clusters)
    around = level_odds(both, far, of=(2, len(FAR_WINDOWS)), clusters=clusters)
    if in_order is None or in_level is None or around is None:
        return None
    return _Seen(around=around, order=in_order, level=in_level)


def _activity_change(key: Key, order: OrderUnits, chosen: Ints, at: AtUnits, within: int) -> Ints:
    """Logarithm of the pair's events after less that of those before; those of cause and effect do not count."""
    cause, effect, shape = key
    before, after = (side[chosen] for side in order.activity)
    if shape in BETWEEN and cause != effect:
        panel = at.panel
        for around in (order.cells[chosen], panel.reversed(order.cells[chosen])):
            after = after - count_within(panel.by_type[cause], around, after=1, until=within)
            before = before - count_within(panel.by_type[cause], around, after=-within, until=-1)
    change: Ints = np.log1p(after) - np.log1p(before)
    return change


def _association(key: Key, seen: tuple[_Seen, _Seen], *, causes: Causes, q: float, within: int) -> Association:
    panel: Panel = causes.panel
    cause, effect, shape = key
    found, again = seen
    cases = find_cases(causes, key, within=within, pooled=again.order)
    return Association(
        cause=panel.types[cause],
        effect=panel.types[effect],
        shape=shape,
        within_days=within,
        order_found=found.order,
        level_found=found.level,
        order=again.order,
        level=again.level,
        q=q,
        pairs=cases.pairs,
        after=cases.after,
        before=cases.before,
        own_pairs=cases.own_pairs,
    )
