"""A ranker of boosted trees over the same traits (LambdaMART); it needs `neraca[boosted]`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from neraca.forecast.dyads import Ints, Reals
from neraca.forecast.traits import NAMES
from neraca.forecast.trees import open_lightgbm

TREES = 250
CHOICES = {
    "objective": "lambdarank",
    "metric": "None",
    "num_leaves": 31,
    "learning_rate": 0.08,
    "min_data_in_leaf": 100,
    "lambdarank_truncation_level": 20,
    "feature_fraction": 0.6,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "seed": 1,
    "verbose": -1,
}


@dataclass(frozen=True, slots=True, eq=False)
class Boosted:
    """Trees, as LightGBM reads and writes them."""

    trees: Any

    def score(self, traits: Reals) -> NDArray[np.float64]:
        """The score of each candidate."""
        if not len(traits):
            return np.zeros(0)
        return np.asarray(self.trees.predict(traits, num_threads=1), np.float64)

    def parts(self, traits: Reals) -> NDArray[np.float64]:
        """What each trait adds, of shape (candidates, traits) (Lundberg and Lee 2017); the mean is left out."""
        return np.asarray(self.trees.predict(traits, pred_contrib=True, num_threads=1), np.float64)[:, :-1]

    @property
    def text(self) -> str:
        """The trees, written down."""
        return str(self.trees.model_to_string())


def fit_boosted(traits: Reals, right: NDArray[np.bool_], size: Ints) -> Boosted:
    """Fit on the examples of `fit_additive`.

    Raises:
        NeracaError: N604, LightGBM is not installed.
    """
    lightgbm = open_lightgbm()
    examples = lightgbm.Dataset(traits, right.astype(np.int8), group=size, feature_name=list(NAMES))
    return Boosted(lightgbm.train(CHOICES, examples, TREES))
