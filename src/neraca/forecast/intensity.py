"""Chances from rates: how often such an event came lately, decayed, with a share of the base rate."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

FLOOR = 1e-4
"""No forecast is nearer to 0 or 1: nothing in the past can carry more."""


def poisson(daily: Floats, base: Floats, horizon_days: int, share: float) -> Floats:
    """The chance of one event or more in a window, from event days in a day and a share of the base rate's."""
    usual = -np.log1p(-base) / horizon_days
    return bounded(-np.expm1(-horizon_days * ((1.0 - share) * daily + share * usual)))


def bounded(probability: Floats) -> Floats:
    """Probabilities held off 0 and 1."""
    return np.clip(probability, FLOOR, 1.0 - FLOOR)
