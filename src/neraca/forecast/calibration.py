"""Calibration by Platt's method (1999): log-odds stretched and shifted to what later data bore out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from neraca.forecast.logistic import fit_logistic

Floats = NDArray[np.float64]

ENOUGH_EVENTS = 50
"""With fewer events, or fewer windows without, nothing is changed."""
RIDGE = 10.0
"""Holds slope and shift near 1 and 0 where there is little to learn from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Log-odds become `slope` times themselves, plus `shift`."""

    slope: float = 1.0
    shift: float = 0.0

    def of(self, score: Floats) -> Floats:
        """Log-odds as they are shown."""
        return self.slope * score + self.shift


def fit_calibration(score: Floats, outcome: Floats, *, repeats: float = 1.0) -> Calibration:
    """Learn it from log-odds that were given before the outcomes were known; `repeats` windows share each day."""
    happened = float(outcome.sum())
    if min(happened, len(outcome) - happened) < ENOUGH_EVENTS * repeats:
        return Calibration()
    columns = np.stack((score, np.ones(len(score))), 1)
    slope, shift = fit_logistic(columns, outcome, offset=score, ridge=np.full(2, RIDGE * repeats))
    return Calibration(slope=1.0 + float(slope), shift=float(shift))
