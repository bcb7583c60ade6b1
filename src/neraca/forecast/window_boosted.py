"""Boosted trees over the same features as the logistic's, for comparison; they need `neraca[boosted]`."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from neraca.forecast.intensity import bounded
from neraca.forecast.lag_features import Rows
from neraca.forecast.logistic import logistic, logit
from neraca.forecast.trees import open_lightgbm
from neraca.forecast.window_training import Lessons

Floats = NDArray[np.float64]

TREES = 80
CHOICES = {
    "objective": "binary",
    "num_leaves": 7,
    "learning_rate": 0.05,
    "min_data_in_leaf": 200,
    "feature_fraction": 0.5,
    "lambda_l2": 20,
    "num_threads": 1,
    "deterministic": True,
    "seed": 0,
    "verbose": -1,
}


def fit_boosted(lessons: Lessons) -> Any:
    """Trees that add to the base rate's log-odds."""
    lightgbm = open_lightgbm()
    table = lightgbm.Dataset(
        _columns(lessons.rows), lessons.outcome, init_score=logit(lessons.rows.anchor), free_raw_data=False
    )
    return lightgbm.train(CHOICES, table, TREES)


def score_boosted(trees: Any, rows: Rows) -> Floats:
    """Probabilities."""
    added = np.asarray(trees.predict(_columns(rows), raw_score=True, num_threads=1), np.float64)
    return bounded(logistic(logit(rows.anchor) + added))


def _columns(rows: Rows) -> Floats:
    return np.concatenate((rows.x, logit(rows.anchor)[:, None], rows.type[:, None]), 1)
