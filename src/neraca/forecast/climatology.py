"""The base rate: how often such a window held such an event between these two parties, in all that is known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from neraca.forecast.cells import Cells, Places
from neraca.forecast.lags import Lags

Floats = NDArray[np.float64]

PRIOR_WINDOWS = 1.0
"""Windows of the type's own rate that are added to a pair's: they settle what pairs without history get."""
FLOOR = 1e-4


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BaseRates:
    """By question: the share, the windows with an event, and all windows.

    `rate` is how many event days a day has, in the long run.
    """

    share: Floats
    hits: Floats
    windows: int
    rate: Floats


def base_rates(cells: Cells, lags: Lags, codes: Places) -> BaseRates:
    """Windows counted back from the day, shrunk to the type's rate over all pairs that were ever seen."""
    place, relation = cells.find(codes), codes % cells.kinds
    hits = np.where(place < 0, 0.0, lags.hits[place]) if len(lags.hits) else np.zeros(len(codes))
    pairs = max(lags.pairs, 1)
    prior = (lags.type_hits + 0.5) / (pairs * lags.windows + 1.0)
    share = (hits + PRIOR_WINDOWS * prior[relation]) / (lags.windows + PRIOR_WINDOWS)
    prior_days = PRIOR_WINDOWS * lags.horizon_days
    type_rate = (lags.type.counts[0] + 0.5) / (pairs * max(lags.days, 1) + 1.0)
    rate = (lags.cells.of(codes, 0) + prior_days * type_rate[relation]) / (lags.days + prior_days)
    return BaseRates(share=np.clip(share, FLOOR, 1 - FLOOR), hits=hits, windows=lags.windows, rate=rate)
