"""Where an amount probably lies that several independent sources give, and how far each source tends to be off.

On the logarithmic scale a source is off by a bias and a spread of its own, and now and then grossly (a digit too many,
an old figure): a mixture of a normal law and a wide one. What is known of a source is a distribution over a grid of
such habits, one prior for all where nothing is known of it. Habits and amounts are found in turn by belief propagation
(Pearl 1988): what a source says in one event is judged by the other sources of that event, and weighed by what the
source has said in the other events. Truth from robust estimates with reliabilities goes back to Zhao and Han (2012,
"A probabilistic model for estimating real-valued truth from conflicting sources").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

# The grid of habits, as natural logarithms: 0.1 is about a tenth off. Most sources are off by a tenth to a half, most
# have little bias, few err grossly more than once in ten; what a store's own sources do moves this prior.
_SPREADS = (0.05, 0.1, 0.2, 0.4, 0.8)
_SPREAD_PRIOR = (0.15, 0.25, 0.3, 0.2, 0.1)
_BIASES = (-0.45, -0.3, -0.15, 0.0, 0.15, 0.3, 0.45)
_BIAS_SD = 0.2
_GROSS = (0.02, 0.1, 0.3)
_GROSS_PRIOR = (0.4, 0.4, 0.2)
# Spread of a gross error: a factor of ten is no surprise.
_WIDE = 1.6
# What all sources have in common, no comparison shows: the mean of a dozen precise sources with biases of 0.15 is off
# by this much.
_COMMON = 0.04
# The prior counts as much as this many sources when it is moved.
_PRIOR_SOURCES = 10.0
_ROUNDS = 7
_MARGIN = 2.0
_POINTS, _LEARN_POINTS = 400, 96
_CHUNK = 512
# The logistic function with this slope is within 0.01 of the normal law's (Bowling and others 2009).
_SLOPE = 1.702
# A range wider than this factor is no number, only two bounds.
_NUMBER = float(np.log(4.0))

_Floats = NDArray[np.float64]
_Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Amount:
    """What one independent source says: natural logarithms of its bounds, infinite where it leaves one open."""

    source: str
    low: float
    high: float

    @property
    def is_number(self) -> bool:
        """Whether it says how many, not only that there are more or fewer."""
        return self.high - self.low <= _NUMBER


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """How a source's amounts differ from the truth, learnt from events where others gave amounts as well.

    Attributes:
        bias: Mean of the logarithm by which it is too high.
        spread: Mean of its standard deviation on that scale.
        gross: How often it errs grossly.
        amounts: How many of its amounts this rests on.
        weights: Probability of each habit of the grid: spreads by biases by shares of gross errors.
    """

    source: str
    bias: float
    spread: float
    gross: float
    amounts: int
    weights: tuple[float, ...]


def estimate_amount(
    amounts: Iterable[Amount], *, habits: Mapping[str, Habit] | None = None, level: float = 0.8
) -> tuple[float, float, float] | None:
    """Median and central interval of the probable amount, as natural logarithms; None without two numbers.

    Every amount must be of an independent source. Bounds push, but do not count as numbers.
    """
    given = sorted(amounts)
    numbers = [one for one in given if one.is_number]
    if len({one.source for one in numbers}) < 2:
        return None
    ends = np.array([end for one in given for end in (one.low, one.high) if np.isfinite(end)])
    grid = np.linspace(ends.min() - _MARGIN, ends.max() + _MARGIN, _POINTS)
    log_density = np.zeros(_POINTS)
    for one in given:
        weights = _prior() if not habits or one.source not in habits else np.array(habits[one.source].weights)
        log_density += np.log(_likelihood(one, grid, weights=weights / weights.sum()) + 1e-300)
    density = _blurred(np.exp(log_density - log_density.max()), step=float(grid[1] - grid[0]))
    share = np.concatenate([[0.0], np.cumsum((density[1:] + density[:-1]) / 2)])
    tail = (1 - level) / 2
    low, best, high = np.interp([tail, 0.5, 1 - tail], share / share[-1], grid).tolist()
    return best, low, high


def learn_habits(events: Iterable[Iterable[Amount]]) -> dict[str, Habit]:
    """Habits of all sources that gave a number where another source gave one too.

    Args:
        events: For each event and thing counted, the amounts of independent sources; any order.
    """
    table = _Table.of(events)
    if table is None:
        return {}
    sources = len(table.names)
    prior = default = _prior()
    evidence = np.zeros((len(table.mid), len(default)))
    totals = np.zeros((sources, len(default)))
    for _ in range(_ROUNDS):
        cavity = _normalised(np.log(prior) + totals[table.source] - evidence)
        evidence = np.concatenate([_evidence(table, cavity, chunk=chunk) for chunk in table.chunks()])
        totals = np.zeros((sources, len(default)))
        np.add.at(totals, table.source, evidence)
        posterior = _normalised(np.log(prior) + totals)
        prior = _centred((posterior.sum(axis=0) + _PRIOR_SOURCES * default) / (sources + _PRIOR_SOURCES))
    counts = np.bincount(table.source, minlength=sources).tolist()
    return {name: _habit(name, posterior[at], amounts=counts[at]) for at, name in enumerate(table.names)}


@dataclass(frozen=True, slots=True)
class _Table:
    """Numbers of all events by event: middle and half width of each, and a grid for each event."""

    names: list[str]
    source: _Ints
    event: _Ints
    mid: _Floats
    half: _Floats
    starts: _Ints
    grids: _Floats

    @classmethod
    def of(cls, events: Iterable[Iterable[Amount]]) -> _Table | None:
        numbers = (tuple(sorted(one for one in event if one.is_number)) for event in events)
        useful = sorted(event for event in numbers if len({one.source for one in event}) > 1)
        if not useful:
            return None
        flat = [one for event in useful for one in event]
        names = sorted({one.source for one in flat})
        place = {name: at for at, name in enumerate(names)}
        low, high = np.array([[one.low, one.high] for one in flat]).T
        sizes = np.array([len(event) for event in useful])
        starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        first, last = np.minimum.reduceat(low, starts) - _MARGIN, np.maximum.reduceat(high, starts) + _MARGIN
        return cls(
            names=names,
            source=np.array([place[one.source] for one in flat]),
            event=np.repeat(np.arange(len(useful)), sizes),
            mid=(low + high) / 2,
            half=(high - low) / 2,
            starts=starts,
            grids=np.linspace(first, last, _LEARN_POINTS, axis=1),
        )

    def chunks(self) -> list[slice]:
        """Ranges of whole events, by their numbers."""
        ends = [*self.starts[_CHUNK // 4 :: _CHUNK // 4].tolist(), len(self.mid)]
        return [slice(start, end) for start, end in zip([0, *ends[:-1]], ends, strict=True)]


def _evidence(table: _Table, cavity: _Floats, *, chunk: slice) -> _Floats:
    """Log likelihood of every habit for each number of a chunk, given what the other sources of its event say."""
    event = table.event[chunk] - table.event[chunk.start]
    grid = table.grids[table.event[chunk]]
    offset = table.mid[chunk][:, None] - grid
    rounding = table.half[chunk] ** 2 / 3
    usual = _normal(
        offset[:, :, None] - _cells()[1], variance=_cells()[0] ** 2 + rounding[:, None, None]
    )  # numbers x grid x (spread, bias)
    wide = _normal(offset, variance=_WIDE**2 + rounding[:, None])
    shares = cavity[chunk].reshape(len(event), -1, len(_GROSS))
    gross = np.array(_GROSS)
    message = np.einsum("ngk,nk->ng", usual, shares @ (1 - gross), optimize=True)
    message += wide * (shares.sum(axis=1) @ gross)[:, None]
    log_message = np.log(message + 1e-300)
    joint = np.zeros((int(event[-1]) + 1, grid.shape[1]))
    np.add.at(joint, event, log_message)
    others = _normalised(joint[event] - log_message)
    ordinary = np.einsum("ngk,ng->nk", usual, others, optimize=True)
    erratic = (wide * others).sum(axis=1)
    found = ordinary[:, :, None] * (1 - gross) + erratic[:, None, None] * gross
    flat: _Floats = np.log(found + 1e-300).reshape(len(event), -1)
    return flat


def _likelihood(one: Amount, grid: _Floats, *, weights: _Floats) -> _Floats:
    """How probable what the source says is for each amount of the grid."""
    spreads, biases = _cells()
    shares = weights.reshape(-1, len(_GROSS))
    usual, gross = shares @ (1 - np.array(_GROSS)), float(shares.sum(axis=0) @ np.array(_GROSS))
    if one.is_number:
        offset, rounding = (one.low + one.high) / 2 - grid, ((one.high - one.low) / 2) ** 2 / 3
        ordinary = _normal(offset[:, None] - biases, variance=spreads**2 + rounding) @ usual
        density: _Floats = ordinary + gross * _normal(offset, variance=np.asarray(_WIDE**2 + rounding))
        return density
    above = _logistic((grid - one.low)[:, None] + biases, spreads) * _logistic(
        (one.high - grid)[:, None] - biases, spreads
    )
    wide = _logistic(grid - one.low, np.asarray(_WIDE)) * _logistic(one.high - grid, np.asarray(_WIDE))
    bounded: _Floats = above @ usual + gross * wide
    return bounded


def _normal(offset: _Floats, *, variance: _Floats) -> _Floats:
    density: _Floats = np.exp(-0.5 * offset**2 / variance) / np.sqrt(variance)
    return density


def _blurred(density: _Floats, *, step: float) -> _Floats:
    """The density with the error that all sources share."""
    reach = min(int(4 * _COMMON / step) + 1, _POINTS // 2 - 1)
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) * step / _COMMON) ** 2)
    blurred: _Floats = np.convolve(density, kernel / kernel.sum(), mode="same")
    return blurred


def _logistic(offset: _Floats, spread: _Floats) -> _Floats:
    exponent = np.clip(-_SLOPE * offset / spread, -700.0, 700.0)
    share: _Floats = 1 / (1 + np.exp(exponent))
    return share


def _normalised(log_weights: _Floats) -> _Floats:
    weights = np.exp(log_weights - log_weights.max(axis=-1, keepdims=True))
    shares: _Floats = weights / weights.sum(axis=-1, keepdims=True)
    return shares


@lru_cache(maxsize=1)
def _cells() -> tuple[_Floats, _Floats]:
    """Spread and bias of each cell of the grid of habits, shares of gross errors left out."""
    spreads, biases = np.array(list(product(_SPREADS, _BIASES))).T
    return spreads, biases


@lru_cache(maxsize=1)
def _prior() -> _Floats:
    bias = np.exp(-0.5 * (np.array(_BIASES) / _BIAS_SD) ** 2)
    joint = np.einsum("s,b,g->sbg", np.array(_SPREAD_PRIOR), bias / bias.sum(), np.array(_GROSS_PRIOR))
    flat: _Floats = joint.reshape(-1)
    return flat


def _centred(prior: _Floats) -> _Floats:
    """The prior with equal parts for too high and too low: what all sources have in common, no comparison shows."""
    cube = prior.reshape(len(_SPREADS), len(_BIASES), len(_GROSS))
    flat: _Floats = ((cube + cube[:, ::-1]) / 2).reshape(-1)
    return flat


def _habit(name: str, weights: _Floats, *, amounts: int) -> Habit:
    cube = weights.reshape(len(_SPREADS), len(_BIASES), len(_GROSS))
    return Habit(
        source=name,
        bias=round(float(cube.sum(axis=(0, 2)) @ np.array(_BIASES)), 4),
        spread=round(float(cube.sum(axis=(1, 2)) @ np.array(_SPREADS)), 4),
        gross=round(float(cube.sum(axis=(0, 1)) @ np.array(_GROSS)), 4),
        amounts=amounts,
        weights=tuple(np.round(weights, 6).tolist()),
    )
