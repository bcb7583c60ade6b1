"""The model of windows: what it holds, and the score that it gives, term by term."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from neraca.forecast.calibration import Calibration
from neraca.forecast.intensity import bounded, poisson
from neraca.forecast.lag_features import FEATURES, REST, Rows
from neraca.forecast.lags import SETTLED
from neraca.forecast.logistic import logistic, logit

Floats = NDArray[np.float64]

MODEL = "windows 1"
"""Name and version, as a forecast carries it."""
PAIR, STEADY, CALIBRATION = "pair", "steady", "calibration"
KINDS = (PAIR, "recent", STEADY, "reverse", "conflict", "cooperation", "activity", CALIBRATION)
"""Reasons; in columns, `rest` stands after them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decay:
    """A decayed Poisson: its half-life in days, one of `SETTLED`, and its share of the base rate."""

    half_life: int = 365
    base_share: float = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """A logistic in the log-odds that it adds to the base rate's.

    Attributes:
        features: By place in `FEATURES`, for features as they are.
        types: Of each type.
        base: Of the log-odds that it starts from (`Rows.anchor`), counted from `MIDDLE`.
    """

    features: tuple[float, ...] = (0.0,) * len(FEATURES)
    types: tuple[float, ...] = ()
    base: float = 0.0


MIDDLE = -2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowModel:
    """A fitted model of windows of one length.

    Attributes:
        name: Name and version.
        horizon_days: Length of the windows.
        until: Last day of which anything was used.
        types: PLOVER types in the order of weights.
        rows: Windows that it was trained on; 0 where the history did not suffice.
        events: In how many of these it happened.
        decay: The decayed Poisson.
        blend: Its share in the log-odds; the rest is the logistic's.
        ridge: What held the logistic's weights small.
        weights: The logistic.
        calibration: Learned on windows later than those that the weights were learned from.
        persistence: By type, how often it happened after a window without, and after one with it.
    """

    name: str = MODEL
    horizon_days: int
    until: date
    types: tuple[str, ...]
    rows: int = 0
    events: int = 0
    decay: Decay = field(default_factory=Decay)
    blend: float = 0.0
    ridge: float = 0.0
    weights: Weights = field(default_factory=Weights)
    calibration: Calibration = field(default_factory=Calibration)
    persistence: tuple[tuple[float, float], ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 of all that is in it."""
        return hashlib.sha256(repr(self).encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scores:
    """What a model says of rows: log-odds added to the base rate's, by kind of reason, and probabilities.

    Attributes:
        terms: Of shape (rows, kinds and rest), in the order of `KINDS`.
        probability: The blend, calibrated: what is shown.
        decayed: The decayed Poisson alone.
        logistic: The logistic alone.
    """

    terms: Floats
    probability: Floats
    decayed: Floats
    logistic: Floats


def score_rows(model: WindowModel, rows: Rows) -> Scores:
    """Score rows; the terms add up to the log-odds of the probability less those of the base rate."""
    base, start = logit(rows.base), logit(rows.anchor)
    decayed = decayed_poisson(rows, model.decay, model.horizon_days)
    places = {kind: place for place, kind in enumerate((*KINDS, REST))}
    terms = np.zeros((len(rows), len(places)))
    for place, feature in enumerate(FEATURES):
        terms[:, places[feature.kind]] += rows.x[:, place] * model.weights.features[place]
    types = np.asarray(model.weights.types or np.zeros(len(model.types)))
    terms[:, -1] += types[rows.type] + model.weights.base * (start - MIDDLE)
    alone = logistic(start + terms.sum(1))
    terms *= 1.0 - model.blend
    terms[:, places[STEADY]] += model.blend * (logit(decayed) - start)
    terms[:, places[PAIR]] += start - base
    raw = base + terms.sum(1)
    probability = bounded(logistic(model.calibration.of(raw)))
    terms[:, places[CALIBRATION]] = logit(probability) - raw
    return Scores(terms=terms, probability=probability, decayed=decayed, logistic=bounded(alone))


def decayed_poisson(rows: Rows, decay: Decay, horizon_days: int) -> Floats:
    """The chance by a decayed Poisson."""
    return poisson(rows.decayed[:, SETTLED.index(decay.half_life)], rows.anchor, horizon_days, decay.base_share)


def persistence_of(model: WindowModel, rows: Rows) -> Floats:
    """What the last window alone says."""
    shares = np.asarray(model.persistence or [(np.nan, np.nan)] * len(model.types))
    return shares[rows.type, (rows.recent > 0).astype(np.intp)]
