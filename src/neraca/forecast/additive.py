"""The additive model: a score is a sum over traits, fitted as a conditional logit; its parts add up exactly.

What a trait adds bends at a few values of it (hinges), and is more or less by the context of the question: how busy the
subject is, how habitual the relation, which of the two sides is asked for. Both stay sums of one trait's own terms.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from neraca.forecast.dyads import Ints, Reals
from neraca.forecast.traits import TRAITS

SMALL = 1e-3
RIDGE = 20.0
"""Strength of the pull towards 0, as of one prior for the whole sample: few questions learn little."""
MOST_STEPS = 250
KNOTS = (0.5, 0.8, 0.95)
"""Where the effect of a trait may bend, as quantiles of the candidates."""

_SHARE = np.array([trait.shape == "share" for trait in TRAITS])
_COUNT = np.array([trait.shape == "count" for trait in TRAITS])
_CONTEXT = np.array([trait.kind == "context" for trait in TRAITS])
PLAIN = np.flatnonzero(~_CONTEXT)
CONTEXT = np.flatnonzero(_CONTEXT)

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Additive:
    """Weights of bent traits.

    Attributes:
        middle: Of each trait among the candidates that it was fitted on; `width` beside it.
        width: Standard deviation.
        hinge: Number of the trait of each hinge.
        knot: Where each hinge begins, in widths from the middle.
        weight: Of shape (traits that are no context, contexts + 1): alone, then by context.
        hinge_weight: Of each hinge.
    """

    middle: Floats
    width: Floats
    hinge: Ints
    knot: Floats
    weight: Floats
    hinge_weight: Floats

    def parts(self, traits: Reals) -> Floats:
        """What each trait adds to the score, of shape (candidates, traits); contexts add nothing by themselves."""
        scaled = (bend(traits) - self.middle) / self.width
        made = np.zeros(scaled.shape)
        context = _with_one(scaled[:, CONTEXT])
        made[:, PLAIN] = scaled[:, PLAIN] * (context @ self.weight.T)
        for trait, knot, weight in zip(self.hinge, self.knot, self.hinge_weight, strict=True):
            made[:, trait] += weight * np.maximum(scaled[:, trait] - knot, 0)
        return made

    def score(self, traits: Reals) -> Floats:
        """The sum of the parts."""
        scaled = ((bend(traits) - self.middle) / self.width).astype(np.float32)
        score = ((scaled[:, PLAIN] @ self.weight.astype(np.float32)) * _with_one(scaled[:, CONTEXT])).sum(1)
        hinges = np.maximum(scaled[:, self.hinge] - self.knot.astype(np.float32), 0)
        made: Floats = score.astype(np.float64) + hinges @ self.hinge_weight.astype(np.float32)
        return made


def bend(traits: Reals) -> Reals:
    """Traits as they enter the sum: shares and counts by their logarithm."""
    made = traits.astype(np.float32, copy=True)
    made[:, _SHARE] = np.log(np.maximum(traits[:, _SHARE], 0) + np.float32(SMALL))
    made[:, _COUNT] = np.log1p(np.maximum(traits[:, _COUNT], 0))
    return made


def _with_one(context: NDArray[np.floating]) -> NDArray[np.floating]:
    return np.concatenate((np.ones((len(context), 1), context.dtype), context), axis=1)


def fit_additive(traits: Reals, right: NDArray[np.bool_], size: Ints) -> Additive:
    """Fit by maximum likelihood that one of the right candidates is chosen among those of its question.

    Args:
        traits: Of shape (candidates, traits), question after question.
        right: Which candidates are answers.
        size: Number of candidates of each question; each has a right one.
    """
    shaped = bend(traits)
    middle, width = shaped.mean(0, dtype=np.float64), shaped.std(0, dtype=np.float64)
    width[width < 1e-6] = 1.0
    shaped -= middle.astype(np.float32)
    shaped /= width.astype(np.float32)
    hinge, knot = _hinges(shaped)
    context = _with_one(shaped[:, CONTEXT])
    bent = np.maximum(shaped[:, hinge] - knot.astype(np.float32), 0)
    plain = np.ascontiguousarray(shaped[:, PLAIN])
    del shaped  # the largest table: bounds memory
    rows, columns = plain.shape[1], context.shape[1]
    start, ridge = np.cumsum(size) - size, RIDGE / len(size)
    owner = np.repeat(np.arange(len(size)), size)

    def loss(weights: Floats) -> tuple[float, Floats]:
        weight, hinges = weights[: rows * columns].reshape(rows, columns), weights[rows * columns :]
        score = ((plain @ weight.astype(np.float32)) * context).sum(1) + bent @ hinges.astype(np.float32)
        raised = np.exp((score - np.maximum.reduceat(score, start)[owner]).astype(np.float64))
        chosen = raised * right
        total, good = np.add.reduceat(raised, start), np.add.reduceat(chosen, start)
        slope = ((raised / total[owner] - chosen / good[owner]) / len(size)).astype(np.float32)
        value = float((np.log(total) - np.log(good)).mean() + ridge * weights @ weights)
        down = np.concatenate(((plain.T @ (slope[:, None] * context)).ravel(), slope @ bent))
        return value, down.astype(np.float64) + 2 * ridge * weights

    begin = np.zeros(rows * columns + len(hinge))
    found = minimize(loss, begin, jac=True, method="L-BFGS-B", options={"maxiter": MOST_STEPS}).x
    return Additive(middle, width, hinge, knot, found[: rows * columns].reshape(rows, columns), found[rows * columns :])


def _hinges(shaped: Reals) -> tuple[Ints, Floats]:
    """The traits that may bend, and where: not at their least value, nor twice at one."""
    traits, knots = [], []
    for trait in PLAIN:
        column = shaped[:: max(len(shaped) // 100_000, 1), trait]
        for knot in np.unique(np.quantile(column, KNOTS)):
            if column.min() < knot < column.max():
                traits.append(int(trait))
                knots.append(float(knot))
    return np.array(traits, np.int64), np.array(knots)
