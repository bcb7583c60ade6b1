"""Scores of probabilities against what happened: small pure functions on columns of equal length."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

BINS = 10
SURE = 1e-6
"""A probability is held this far from 0 and 1 where its logarithm is taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReliabilityBin:
    """What became of the forecasts in `[low, high)`; the last bin holds 1 as well."""

    low: float
    high: float
    forecast: float
    observed: float
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A score with the bounds that hold it in 95 % of resampled histories."""

    value: float
    low: float
    high: float


def brier(probability: ArrayLike, outcome: ArrayLike) -> float:
    """Mean squared distance from the outcome, 0 to 1, the lower the better (Brier, 1950); nan for no forecast."""
    errors = squared_errors(probability, outcome)
    return float(errors.mean()) if errors.size else float("nan")


def squared_errors(probability: ArrayLike, outcome: ArrayLike) -> Floats:
    """The squared distance of each forecast from its outcome."""
    return (np.asarray(probability, np.float64) - np.asarray(outcome, np.float64)) ** 2


def log_score(probability: ArrayLike, outcome: ArrayLike) -> float:
    """Mean negative logarithm of what was given to the outcome, in nats (Good, 1952); nan for no forecast."""
    given, happened = np.clip(np.asarray(probability, np.float64), SURE, 1 - SURE), np.asarray(outcome, bool)
    return float(-np.log(np.where(happened, given, 1 - given)).mean()) if given.size else float("nan")


def skill(probability: ArrayLike, reference: ArrayLike, outcome: ArrayLike) -> float:
    """Brier skill against a reference: 1 is perfect, 0 no better than it; nan where the reference errs nowhere."""
    return _ratio_skill(squared_errors(probability, outcome).sum(), squared_errors(reference, outcome).sum())


def reliability(probability: ArrayLike, outcome: ArrayLike, *, bins: int = BINS) -> tuple[ReliabilityBin, ...]:
    """Mean forecast and observed share in bins of equal width that hold any forecast."""
    given, happened = np.asarray(probability, np.float64), np.asarray(outcome, np.float64)
    place = np.minimum((given * bins).astype(np.intp), bins - 1)
    count = np.bincount(place, minlength=bins)
    sums, yes = np.bincount(place, given, bins), np.bincount(place, happened, bins)
    return tuple(
        ReliabilityBin(
            low=number / bins,
            high=(number + 1) / bins,
            forecast=float(sums[number] / count[number]),
            observed=float(yes[number] / count[number]),
            count=int(count[number]),
        )
        for number in np.flatnonzero(count).tolist()
    )


def calibration_error(probability: ArrayLike, outcome: ArrayLike, *, bins: int = BINS) -> float:
    """Mean distance of forecast and observed share over the bins, weighted by their counts; nan for no forecast."""
    found = reliability(probability, outcome, bins=bins)
    total = sum(one.count for one in found)
    return sum(one.count * abs(one.forecast - one.observed) for one in found) / total if total else float("nan")


def auc(probability: ArrayLike, outcome: ArrayLike) -> float:
    """How often a window with the event got more than one without, ties counting half; nan if one kind is missing."""
    given, happened = np.asarray(probability, np.float64), np.asarray(outcome, bool)
    yes = int(happened.sum())
    no = len(happened) - yes
    if not yes or not no:
        return float("nan")
    _, place, count = np.unique(given, return_inverse=True, return_counts=True)
    rank = np.cumsum(count) - (count - 1) / 2
    return float((rank[place][happened].sum() - yes * (yes + 1) / 2) / (yes * no))


def bootstrap(
    errors: ArrayLike, reference: ArrayLike, blocks: ArrayLike, *, draws: int = 1000, seed: int = 0
) -> Interval:
    """Skill from squared errors, with bounds from drawing whole blocks (origins) again, with return.

    Windows of one origin share their news, so they are drawn together (Künsch, 1989, with blocks given).
    """
    own, other = np.asarray(errors, np.float64), np.asarray(reference, np.float64)
    names, place = np.unique(np.asarray(blocks), return_inverse=True)
    if not len(names):
        return Interval(value=float("nan"), low=float("nan"), high=float("nan"))
    sums = np.stack((np.bincount(place, own), np.bincount(place, other)))
    drawn = np.random.default_rng(seed).integers(0, len(names), (draws, len(names)))
    with np.errstate(invalid="ignore", divide="ignore"):
        ratios = 1 - sums[0][drawn].sum(1) / sums[1][drawn].sum(1)
    ratios = ratios[np.isfinite(ratios)]
    low, high = np.percentile(ratios, (2.5, 97.5)) if ratios.size else (float("nan"), float("nan"))
    return Interval(value=_ratio_skill(own.sum(), other.sum()), low=float(low), high=float(high))


def _ratio_skill(own: float, other: float) -> float:
    return float(1 - own / other) if other > 0 else float("nan")
