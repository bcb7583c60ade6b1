"""Logistic regression with an offset and a ridge, by Newton's method."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

STEPS = 25
ENOUGH = 1e-7


def logit(probability: Floats) -> Floats:
    """Log-odds."""
    return np.log(probability) - np.log1p(-probability)


def logistic(score: Floats) -> Floats:
    """The probability of log-odds, without overflow."""
    small = np.exp(-np.abs(score))
    return np.where(score >= 0, 1.0, small) / (1.0 + small)


def fit_logistic(x: Floats, outcome: Floats, *, offset: Floats, ridge: Floats, start: Floats | None = None) -> Floats:
    """Weights that make the outcomes likeliest, less half the ridge times their squares.

    Args:
        x: Of shape (rows, columns); a column of ones where an intercept is wanted.
        outcome: 0 or 1 of each row.
        offset: Log-odds that each row starts from; its weight is 1 and is not learned.
        ridge: Of each column, above 0 if the column may be constant.
        start: Weights to begin from; nearer ones save steps, the answer is the same.
    """
    weights = np.zeros(x.shape[1]) if start is None else start
    for _ in range(STEPS):
        chance = logistic(offset + x @ weights)
        gradient = x.T @ (outcome - chance) - ridge * weights
        spread = np.maximum(chance * (1.0 - chance), 1e-9)
        curvature = (x * spread[:, None]).T @ x + np.diag(ridge)
        step = np.linalg.solve(curvature, gradient)
        size = np.abs(step).max(initial=0.0)
        weights = weights + step * min(1.0, 5.0 / max(size, 1e-12))
        if size < ENOUGH:
            break
    return weights
