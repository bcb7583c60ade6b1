"""A Hawkes process of daily events between pairs, for comparison: each event raises the rate of those after it.

The rate of a cell (actor, recipient, type) is linear, with exponential kernels (Hawkes, 1971): a share of the long-run
rate, and decayed events of the same type in both directions and of conflict in both. Weights are not negative, are
shared by all pairs, and are learned for each type by likelihood. An event excites from the day on which it is known.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from neraca.forecast.cells import QUADS, Cells, Places, find_codes, quads_of
from neraca.forecast.intensity import bounded
from neraca.forecast.lag_features import CLASSES

Floats = NDArray[np.float64]
Cube = NDArray[np.float32]

KERNELS = (3, 30)
"""Half-lives in days."""
STEP_DAYS = 3
"""Every so many-th day is learned from."""
WARM_DAYS = 365
PRIOR_DAYS = 60.0
"""Days of the type's own rate that are added to a cell's long-run rate."""
LEAST_RATE = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Trace:
    """Events day by day, of shape (pairs, types, days), and their decayed sums at the end of each day.

    Attributes:
        first: The first day.
        pairs: Each pair as `source * actors + target`, in order; with each its reverse.
        back: Place of each pair's reverse.
        conflict: Which types are conflict.
        total: Events until the end of each day.
    """

    first: int
    pairs: Places
    back: Places
    conflict: NDArray[np.bool_]
    events: Cube
    decayed: tuple[Cube, ...]
    total: Cube


def trace(cells: Cells, pairs: Places, *, last: int) -> Trace:
    """The events of pairs, and of their reverses, until the day `last`."""
    count, types = max(len(cells.actors), 1), len(cells.types)
    both = np.unique(np.concatenate((pairs, pairs % count * count + pairs // count)))
    first = int(cells.known.min(initial=last))
    pair, relation = (cells.keys // cells.kinds)[cells.cell], cells.relations[cells.cell]
    place = find_codes(both, pair)
    kept = (place >= 0) & (relation < types) & (cells.known <= last)
    events = np.zeros((len(both), types, last - first + 1), np.float32)
    events[place[kept], relation[kept], cells.known[kept] - first] = 1.0
    quads = [number for number, quad in enumerate(QUADS) if CLASSES[quad] == "conflict"]
    return Trace(
        first=first,
        pairs=both,
        back=find_codes(both, both % count * count + both // count),
        conflict=np.isin(quads_of(cells.types)[:-1], quads),
        events=events,
        decayed=tuple(_decay(events, half_life) for half_life in KERNELS),
        total=np.cumsum(events, axis=2, dtype=np.float32),
    )


def fit_hawkes(history: Trace, *, until: int) -> Floats:
    """Weights of shape (types, columns), from days until `until`."""
    end = until - history.first
    days = np.arange(min(WARM_DAYS, end // 3), end, STEP_DAYS)
    columns = _columns(history, days)
    happened = history.events[:, :, days + 1].astype(np.float64)
    return np.stack(
        [
            _learn(columns[:, kind].reshape(-1, columns.shape[-1]), happened[:, kind].ravel())
            for kind in range(columns.shape[1])
        ]
    )


def forecast_hawkes(weights: Floats, history: Trace, *, day: int, horizon_days: int) -> Floats:
    """The chance of one event or more in the days after `day`, of shape (pairs, types); events to come excite too."""
    columns = _columns(history, np.asarray([day - history.first]))[:, :, 0]
    shrink = np.exp2(-1.0 / np.asarray(KERNELS, np.float64))
    own = columns[:, :, : len(KERNELS)]
    usual = columns[:, :, -1]
    expected = np.zeros(usual.shape)
    for _ in range(horizon_days):
        state = np.concatenate((_around(history, own), usual[:, :, None]), 2)
        rate = np.minimum(np.einsum("ptc,tc->pt", state, weights), 1.0)
        expected += rate
        own = own * shrink + rate[:, :, None] * (1.0 - shrink)
    return bounded(-np.expm1(-expected))


def _columns(history: Trace, days: Places) -> Floats:
    """Of shape (pairs, types, days, columns): what excites on the days after these, and the long-run rate."""
    own = np.stack([one[:, :, days] for one in history.decayed], -1).astype(np.float64)
    seen = (days + 1).astype(np.float64)
    total = history.total[:, :, days].astype(np.float64)
    usual = (total + PRIOR_DAYS * total.mean(0) / seen) / (seen + PRIOR_DAYS)
    return np.concatenate((_around(history, own), usual[..., None]), -1)


def _around(history: Trace, own: Floats) -> Floats:
    """Decayed events of the same type, the same the other way, conflict, and conflict the other way."""
    conflict = own[:, history.conflict].sum(1, keepdims=True)
    shape = (*own.shape[:-1], own.shape[-1])
    to = np.broadcast_to(conflict, shape)
    back = np.broadcast_to(conflict[history.back], shape)
    return np.concatenate((own, own[history.back], to, back), -1)


def _learn(columns: Floats, happened: Floats) -> Floats:
    """Weights of one type, by the likelihood of a Poisson process in steps of a day."""

    def loss(weights: Floats) -> tuple[float, Floats]:
        rate = columns @ weights + LEAST_RATE
        return float(rate.sum() - happened @ np.log(rate)), columns.T @ (1.0 - happened / rate)

    start = np.full(columns.shape[1], 0.1)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[(0.0, None)] * len(start))
    return np.asarray(found.x, np.float64)


def _decay(events: Cube, half_life: int) -> Cube:
    shrink = np.float32(2.0 ** (-1.0 / half_life))
    made = np.empty_like(events)
    state = np.zeros(events.shape[:2], np.float32)
    for day in range(events.shape[2]):
        state = state * shrink + events[:, :, day] * (1 - shrink)
        made[:, :, day] = state
    return made
