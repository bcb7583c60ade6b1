"""Odds ratios of matched sets, with errors that allow for sets of one pair or one month that go together."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from neraca.records import OddsRatio

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]
Clusters = Sequence[NDArray[Any]]

Z95 = 1.959963984540054
_STEPS = 30
_ENOUGH_STEP = 1e-9
# What all cases of one pair of parties weigh together at most, in cases: a pair with thousands of cases has a ratio of
# its own, and would speak for all others. Pairs differ, so that their weights are those of a meta-analysis.
MOST_WEIGHT = 20
# A weak pull of the slopes towards 0 (a normal prior with a spread of 5), so that a set that a covariate splits
# completely has an end; the intercept, which is what we ask for, is not pulled.
_PULL = 1 / 25


def order_odds(after: NDArray[np.bool_], covariates: Floats, *, clusters: Clusters) -> OddsRatio | None:
    """Odds that the nearest effect stands after its cause and not before it, at equal covariates in both windows.

    Each row is a cause with the effect in one of two windows around it, or nearer in one of them: conditional logistic
    regression for matched pairs (Breslow and Day 1980, chapter 7), whose intercept is the logarithm of the odds ratio.

    Args:
        after: Whether the effect stands in the later window.
        covariates: For each row the later window's values less the earlier one's.
        clusters: Two labelings of the rows; rows that share a label in one of them may go together, and those that
            share the first weigh `MOST_WEIGHT` at most.

    Returns:
        None where the rows cannot tell: all on one side.
    """
    rows, case = len(after), int(after.sum())
    if case in (0, rows):
        return None
    weights = pair_weights(clusters[0])
    design = np.column_stack([np.ones(rows), covariates])
    pull = np.full(design.shape[1], _PULL)
    pull[0] = 0.0
    beta = np.zeros(design.shape[1])
    beta[0] = math.log(case / (rows - case))
    for _ in range(_STEPS):
        chance = _expit(design @ beta)
        bread = (design * (weights * chance * (1 - chance))[:, None]).T @ design + np.diag(pull)
        step = np.linalg.solve(bread, design.T @ (weights * (after - chance)) - pull * beta)
        beta += np.clip(step, -2.0, 2.0)
        if np.abs(step).max() < _ENOUGH_STEP:
            break
    chance = _expit(design @ beta)
    bread = (design * (weights * chance * (1 - chance))[:, None]).T @ design + np.diag(pull)
    # Of the sandwich only the intercept's own corner is asked for.
    influence = (design * (weights * (after - chance))[:, None]) @ np.linalg.inv(bread)[0]
    return _odds(float(beta[0]), influence, clusters=clusters, counts=(case, rows - case))


def level_odds(case: Counts, references: Counts, *, of: tuple[int, int], clusters: Clusters) -> OddsRatio | None:
    """Odds that an effect stands in one of the windows next to its cause, against windows further away.

    Mantel and Haenszel's estimate (1959) for sets of some windows and some others.

    Args:
        case: For each cause in how many of the windows the effect stands.
        references: In how many of the others it stands.
        of: How many windows and how many others there are.
        clusters: As for `order_odds`.

    Returns:
        None where all sets are on one side.
    """
    weights = pair_weights(clusters[0])
    more, less = weights * case * (of[1] - references), weights * (of[0] - case) * references
    if not more.sum() or not less.sum():
        return None
    ratio = float(more.sum() / less.sum())
    influence = (more - ratio * less) / (ratio * less.sum())
    counts = int((case > 0).sum()), int((references > 0).sum())
    return _odds(math.log(ratio), influence, clusters=clusters, counts=counts)


def pair_weights(labels: NDArray[Any]) -> Floats:
    """For each row its weight: 1 where its label is rare, and so small that no label has more than `MOST_WEIGHT`."""
    _, places, sizes = np.unique(labels, return_inverse=True, return_counts=True)
    weights: Floats = 1 / (1 + sizes / MOST_WEIGHT)
    return weights[places.ravel()]


def pooled_spread(logs: Floats, variances: Floats) -> float:
    """Variance of the true values behind estimates (DerSimonian and Laird 1986); 0 for fewer than two."""
    if len(logs) < 2:
        return 0.0
    weights = 1 / variances
    mean = (weights * logs).sum() / weights.sum()
    excess = (weights * (logs - mean) ** 2).sum() - (len(logs) - 1)
    scale = weights.sum() - (weights**2).sum() / weights.sum()
    return max(0.0, float(excess / scale)) if scale > 0 else 0.0


def odds_from(log: float, error: float, *, counts: tuple[int, int]) -> OddsRatio:
    """The ratio with interval and one-sided p of a logarithm and its standard error, rounded to four digits."""
    low, ratio, high = (math.exp(max(-30.0, min(30.0, log + z * error))) for z in (-Z95, 0.0, Z95))
    p = 0.5 * math.erfc(log / error / math.sqrt(2)) if error > 0 else 0.5
    return OddsRatio(
        ratio=_digits(ratio), low=_digits(low), high=_digits(high), p=_digits(p), case=counts[0], reference=counts[1]
    )


def discovery_rates(ps: Sequence[float]) -> list[float]:
    """For each p the smallest false discovery rate that keeps it (Benjamini and Hochberg 1995), in the same order."""
    order = sorted(range(len(ps)), key=lambda at: (ps[at], at))
    rates = [1.0] * len(ps)
    least = 1.0
    for rank in range(len(ps), 0, -1):
        at = order[rank - 1]
        least = min(least, ps[at] * len(ps) / rank)
        rates[at] = _digits(least)
    return rates


def _odds(log: float, influence: Floats, *, clusters: Clusters, counts: tuple[int, int]) -> OddsRatio:
    return odds_from(log, math.sqrt(_variance(influence, clusters)), counts=counts)


def _variance(influence: Floats, clusters: Clusters) -> float:
    """Variance with rows that go together in either of two ways (Cameron, Gelbach and Miller 2011).

    At least as large as either way alone gives: the sum of the two, less what both have, may fall below.
    """
    one, two = clusters
    ways = [_clustered(influence, labels) for labels in (one, two)]
    _, both = np.unique(np.column_stack([one, two]), axis=0, return_inverse=True)
    return max(*ways, sum(ways) - _clustered(influence, both.ravel()))


def _clustered(influence: Floats, labels: NDArray[Any]) -> float:
    _, places = np.unique(labels, return_inverse=True)
    sums = np.bincount(places.ravel(), weights=influence)
    groups = len(sums)
    return float((sums**2).sum()) * (groups / (groups - 1) if groups > 1 else 1.0)


def _expit(values: Floats) -> Floats:
    result: Floats = 1 / (1 + np.exp(-np.clip(values, -30, 30)))
    return result


def _digits(value: float) -> float:
    return float(f"{value:.4g}")
