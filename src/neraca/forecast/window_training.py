"""Training on the past: windows, what became of them, and choices made on windows later than those learned from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from neraca.forecast.calibration import Calibration, fit_calibration
from neraca.forecast.cells import Cells, Places
from neraca.forecast.intensity import bounded
from neraca.forecast.lag_features import FEATURES, REST, Rows, join_rows
from neraca.forecast.lags import SETTLED
from neraca.forecast.logistic import fit_logistic, logistic, logit
from neraca.forecast.scores import brier
from neraca.forecast.window_model import MIDDLE, Decay, Weights, WindowModel, decayed_poisson

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

LEAST_DAYS = 90
LEAST_WINDOWS = 4
"""So much history is needed, in days and in windows, before a probability is given."""
WARM_DAYS = 365
"""History that lies before the first window learned from, or a third of all if that is less."""
STRIDE_DAYS = 15
"""Days between origins in training; windows may overlap there, never in a back-test."""
ORIGINS = 60
"""A short history is walked in smaller steps, for about so many origins."""
MOST_ROWS = 250_000
FOLDS = 4
"""The later half of the origins, in so many blocks, is foretold by what was learned before each."""
RIDGES = (1000.0, 300.0, 100.0)
FREE_RIDGE = 30.0
BASE_SHARES = (0.0, 0.3, 0.5)
BLENDS = (0.0, 0.15, 0.3, 0.45, 0.6, 0.8, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lessons:
    """Rows of the past and what became of them by the day of training."""

    rows: Rows
    outcome: Floats
    horizon_days: int
    types: int

    @property
    def repeats(self) -> float:
        """How many windows share a day: they tell that many times less than if each stood alone."""
        days = np.unique(self.rows.day)
        return max(1.0, self.horizon_days / float(np.diff(days).min())) if len(days) > 1 else 1.0

    def only(self, chosen: Mask) -> Lessons:
        """Some of them."""
        return Lessons(
            rows=self.rows.only(chosen),
            outcome=self.outcome[chosen],
            horizon_days=self.horizon_days,
            types=self.types,
        )


def enough_days(horizon_days: int) -> int:
    """Days of history without which nothing is said."""
    return max(LEAST_DAYS, LEAST_WINDOWS * horizon_days)


def training_days(cells: Cells, *, until: int, horizon_days: int, codes: int) -> Places:
    """Origins whose windows end by `until`; they stand on one grid for every `until`, so that rows can be kept."""
    seen = cells.day[cells.known <= until]
    if not len(seen):
        return np.empty(0, np.int64)
    days = until - int(seen.min()) + 1
    if days < enough_days(horizon_days):
        return np.empty(0, np.int64)
    first = int(seen.min()) - 1 + min(WARM_DAYS, days // 3)
    span = until - horizon_days - first
    stride = max(1, min(STRIDE_DAYS, span // ORIGINS), -(-span * codes // MOST_ROWS))
    start = -(-first // stride) * stride
    return np.arange(start, until - horizon_days + 1, stride)


def outcomes(cells: Cells, rows: Rows, *, horizon_days: int, by: int) -> Floats:
    """Whether the window after each row's day held such an event, as known by the end of the day `by`."""
    known = cells.known <= by
    day, cell = cells.day[known], cells.cell[known]
    if not len(day):
        return np.zeros(len(rows))
    low, width = int(day.min()), int(max(day.max(), rows.day.max(initial=0)) - day.min()) + horizon_days + 2
    place = cells.find(rows.code)
    moments = cell * width + (day - low)
    start = place * width + np.maximum(rows.day + 1 - low, 0)
    end = place * width + np.maximum(rows.day + 1 + horizon_days - low, 0)
    found = np.searchsorted(moments, end) > np.searchsorted(moments, start)
    return np.where(place < 0, 0.0, found).astype(np.float64)


def train(
    cells: Cells, codes: Places, *, until: date, horizon_days: int, rows_at: Callable[[int], Rows]
) -> WindowModel:
    """Fit a model on these cells; without enough history one that holds nothing.

    `rows_at` gives the rows of the codes as of a day.
    """
    empty = WindowModel(horizon_days=horizon_days, until=until, types=cells.types)
    lessons = collect_lessons(cells, codes, until=until, horizon_days=horizon_days, rows_at=rows_at)
    return empty if lessons is None else fit_model(empty, lessons)


def collect_lessons(
    cells: Cells, codes: Places, *, until: date, horizon_days: int, rows_at: Callable[[int], Rows]
) -> Lessons | None:
    """Windows that ended by `until`; None where they are too few to learn from."""
    last = until.toordinal()
    days = training_days(cells, until=last, horizon_days=horizon_days, codes=len(codes))
    if len(days) < 2 * FOLDS or not len(codes):
        return None
    rows = join_rows([rows_at(int(day)) for day in days])
    happened = outcomes(cells, rows, horizon_days=horizon_days, by=last)
    if not 0.0 < happened.sum() < len(rows):
        return None
    return Lessons(rows=rows, outcome=happened, horizon_days=horizon_days, types=len(cells.types))


def fit_model(empty: WindowModel, lessons: Lessons) -> WindowModel:
    """Choose and calibrate on foretold windows where there are enough, then learn the weights from all."""
    later, foretold = _foretell(lessons)
    chosen = _choose(lessons, later, foretold) if _suffices(lessons, later) else UNCHOSEN
    return WindowModel(
        horizon_days=empty.horizon_days,
        until=empty.until,
        types=empty.types,
        rows=len(lessons.rows),
        events=int(lessons.outcome.sum()),
        decay=chosen.decay,
        blend=chosen.blend,
        ridge=chosen.ridge,
        weights=learn(lessons, (chosen.ridge,))[0],
        calibration=chosen.calibration,
        persistence=_persistence(lessons),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What is chosen on windows later than those learned from."""

    decay: Decay
    ridge: float
    blend: float
    calibration: Calibration


UNCHOSEN = Choices(decay=Decay(), ridge=1000.0, blend=0.5, calibration=Calibration())
"""Where there is too little to choose by: half of each, the logistic held small. Learned from all pairs, on three
histories of nine months cut from ICEWS05-15 (10,080 windows), shares of 0.5 and 0.15 have skills of 0.038 and 0.016,
with the same calibration error of 0.013."""


def _suffices(lessons: Lessons, later: Mask) -> bool:
    """Whether what was foretold covers enough windows that share no day, with and without events."""
    days, happened = lessons.rows.day[later], lessons.outcome[later]
    if not 0.0 < happened.sum() < len(happened):
        return False
    return int(days.max() - days.min()) + lessons.horizon_days >= LEAST_WINDOWS * lessons.horizon_days


def _choose(lessons: Lessons, later: Mask, foretold: dict[float, Floats]) -> Choices:
    test = lessons.only(later)
    decay = min(
        (Decay(half_life=days, base_share=share) for days in SETTLED for share in BASE_SHARES),
        key=lambda one: brier(decayed_poisson(test.rows, one, lessons.horizon_days), test.outcome),
    )
    slow = logit(decayed_poisson(test.rows, decay, lessons.horizon_days))
    ridge = min(RIDGES, key=lambda one: brier(logistic(foretold[one]), test.outcome))
    blend = min(BLENDS, key=lambda one: brier(logistic(one * slow + (1 - one) * foretold[ridge]), test.outcome))
    mixed = blend * slow + (1 - blend) * foretold[ridge]
    return Choices(
        decay=decay,
        ridge=ridge,
        blend=blend,
        calibration=fit_calibration(mixed, test.outcome, repeats=lessons.repeats),
    )


def learn(lessons: Lessons, ridges: tuple[float, ...]) -> tuple[Weights, ...]:
    """The logistic's weights for each ridge; features are measured in their own spread, so that one ridge fits all."""
    rows = lessons.rows
    scale = np.maximum(rows.x.std(0), 1e-6)
    start = logit(rows.anchor)
    columns = np.concatenate(
        (rows.x / scale, (start - MIDDLE)[:, None], np.eye(lessons.types)[rows.type]), 1, dtype=np.float64
    )
    count = len(FEATURES)
    held = np.asarray([feature.kind != REST for feature in FEATURES] + [False] * (1 + lessons.types))
    made: list[Weights] = []
    found = np.zeros(columns.shape[1])
    for ridge in ridges:
        strength = np.where(held, ridge, FREE_RIDGE) * lessons.repeats
        found = fit_logistic(columns, lessons.outcome, offset=start, ridge=strength, start=found)
        made.append(
            Weights(
                features=tuple((found[:count] / scale).tolist()),
                base=float(found[count]),
                types=tuple(found[count + 1 :].tolist()),
            )
        )
    return tuple(made)


def weigh(rows: Rows, weights: Weights) -> Floats:
    """The logistic's log-odds."""
    start = logit(rows.anchor)
    added = rows.x @ np.asarray(weights.features) + np.asarray(weights.types)[rows.type]
    return logit(bounded(logistic(start + added + weights.base * (start - MIDDLE))))


def _foretell(lessons: Lessons) -> tuple[Mask, dict[float, Floats]]:
    """Which rows are foretold from the past, and by each ridge their log-odds."""
    day = lessons.rows.day
    later = np.zeros(len(day), bool)
    found: dict[float, list[Floats]] = {ridge: [] for ridge in RIDGES}
    for before, block in _blocks(day, lessons.horizon_days):
        if not 0.0 < lessons.outcome[before].sum() < before.sum():
            continue
        later |= block
        test = lessons.rows.only(block)
        for ridge, weights in zip(RIDGES, learn(lessons.only(before), RIDGES), strict=True):
            found[ridge].append(weigh(test, weights))
    empty = np.empty(0)
    return later, {ridge: np.concatenate(parts) if parts else empty for ridge, parts in found.items()}


def _blocks(day: Places, horizon_days: int) -> Iterator[tuple[Mask, Mask]]:
    """Each block of later days, with the rows whose windows had ended before it."""
    days = np.unique(day)
    for block in np.array_split(days[len(days) // 2 :], FOLDS):
        if len(block):
            yield day + horizon_days <= block[0], (day >= block[0]) & (day <= block[-1])


def _persistence(lessons: Lessons) -> tuple[tuple[float, float], ...]:
    """How often it happened by type, after a window without and with it; all types' share counts for two windows."""
    lately = (lessons.rows.recent > 0).astype(np.intp)
    place = lessons.rows.type * 2 + lately
    count = np.bincount(place, minlength=2 * lessons.types)
    yes = np.bincount(place, lessons.outcome, 2 * lessons.types)
    usual = np.bincount(lately, lessons.outcome, 2) / np.maximum(np.bincount(lately, minlength=2), 1)
    shares = (yes.reshape(-1, 2) + 2.0 * usual) / (count.reshape(-1, 2) + 2.0)
    return tuple((float(without), float(after)) for without, after in shares)
