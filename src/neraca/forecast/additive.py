"""The additive model: a score is a sum over traits, fitted as a conditional logit; its parts add up exactly."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from neraca.forecast.dyads import Ints, Reals
from neraca.forecast.traits import TRAITS

SMALL = 1e-3
RIDGE = 1e-4
MOST_STEPS = 150

_SHARE = np.array([trait.shape == "share" for trait in TRAITS])
_COUNT = np.array([trait.shape == "count" for trait in TRAITS])


@dataclass(frozen=True, slots=True, eq=False)
class Additive:
    """Weights of shaped traits; `middle` and `width` are of the candidates it was fitted on."""

    weight: NDArray[np.float64]
    middle: NDArray[np.float64]
    width: NDArray[np.float64]

    def parts(self, traits: Reals) -> NDArray[np.float64]:
        """What each trait adds to the score, of shape (candidates, traits), beside that of an average candidate."""
        return (bend(traits) - self.middle) * (self.weight / self.width)

    def score(self, traits: Reals) -> NDArray[np.float64]:
        """The sum of the parts."""
        return (bend(traits) - self.middle) @ (self.weight / self.width)


def bend(traits: Reals) -> Reals:
    """Traits as they enter the sum."""
    made = traits.astype(np.float32, copy=True)
    made[:, _SHARE] = np.log(np.maximum(traits[:, _SHARE], 0) + np.float32(SMALL))
    made[:, _COUNT] = np.log1p(np.maximum(traits[:, _COUNT], 0))
    return made


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
    start = np.cumsum(size) - size
    owner = np.repeat(np.arange(len(size)), size)

    def loss(weight: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        score = (shaped @ weight.astype(np.float32)).astype(np.float64)
        raised = np.exp(score - np.maximum.reduceat(score, start)[owner])
        chosen = raised * right
        total, good = np.add.reduceat(raised, start), np.add.reduceat(chosen, start)
        slope = (raised / total[owner] - chosen / good[owner]) / len(size)
        value = float((np.log(total) - np.log(good)).mean() + RIDGE * weight @ weight)
        return value, (slope.astype(np.float32) @ shaped).astype(np.float64) + 2 * RIDGE * weight

    found = minimize(loss, np.zeros(shaped.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": MOST_STEPS})
    return Additive(found.x, middle, width)
