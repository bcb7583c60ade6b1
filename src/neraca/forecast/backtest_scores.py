"""How a back-test fared: scores of every model on all windows, by year, type, actor, and of onsets apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from neraca.forecast.backtest import CLIMATOLOGY, Backtest
from neraca.forecast.cells import Places
from neraca.forecast.scores import (
    auc,
    bootstrap,
    brier,
    calibration_error,
    log_score,
    reliability,
    squared_errors,
)
from neraca.records import BacktestBin, BacktestPart, BacktestScore

Mask = NDArray[np.bool_]
YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a back-test adds up to.

    Attributes:
        scores: By part and value, then model.
        bins: Reliability, by model.
        auc: By model, over all windows: how often one with the event got more than one without.
        overlapping: Windows share days.
    """

    scores: tuple[BacktestScore, ...]
    bins: tuple[BacktestBin, ...]
    auc: tuple[tuple[str, float], ...]
    overlapping: bool


def summarise(test: Backtest) -> Summary:
    """Score every model on every part; skill is against climatology, its interval drawn over origins (`score_part`)."""
    scores = tuple(
        score_part(test, model, chosen, part=part, value=value)
        for part, value, chosen in _parts(test)
        for model in test.probabilities
    )
    return Summary(
        scores=scores,
        bins=tuple(
            BacktestBin(
                model=model,
                low=one.low,
                high=one.high,
                forecast=min(one.forecast, 1.0),
                observed=one.observed,
                windows=one.count,
            )
            for model, given in test.probabilities.items()
            for one in reliability(given, test.outcome)
        ),
        auc=tuple((model, auc(given, test.outcome)) for model, given in test.probabilities.items()),
        overlapping=test.overlapping,
    )


def score_part(
    test: Backtest, model: str, chosen: Mask, *, part: BacktestPart = BacktestPart.ALL, value: str = ""
) -> BacktestScore:
    """How a model fared on some windows; there must be one at least.

    Skill has an interval from redraws of whole origins, or of origins whose windows share days together; with a single
    one of these it has none.
    """
    given, happened = test.probabilities[model][chosen], test.outcome[chosen]
    errors = squared_errors(given, happened)
    reference = squared_errors(test.probabilities[CLIMATOLOGY][chosen], happened)
    blocks = _blocks(test)[chosen]
    found = bootstrap(errors, reference, blocks)
    known = bool(np.isfinite([found.value, found.low, found.high]).all())
    # Redraws of one block are all alike: they would look sure.
    drawn = known and len(np.unique(blocks)) > 1
    return BacktestScore(
        model=model,
        part=part,
        value=value,
        windows=len(happened),
        events=int(happened.sum()),
        brier=brier(given, happened),
        log_score=log_score(given, happened),
        skill=found.value if known else None,
        low=found.low if drawn else None,
        high=found.high if drawn else None,
        calibration_error=calibration_error(given, happened),
    )


def _blocks(test: Backtest) -> Places:
    """What is drawn again together: an origin, or where windows overlap, all origins within the length of one."""
    if not test.overlapping or not len(test.origin):
        return test.origin
    blocks: Places = (test.origin - test.origin.min()) // test.horizon_days
    return blocks


def _parts(test: Backtest) -> Iterator[tuple[BacktestPart, str, Mask]]:
    """Parts that hold any window."""
    yield BacktestPart.ALL, "", np.ones(len(test.origin), bool)
    yield from (
        (BacktestPart.ONSET, value, chosen) for value, chosen in ((YES, test.quiet), (NO, ~test.quiet)) if chosen.any()
    )
    years = np.asarray([date.fromordinal(day).year for day in test.origin.tolist()])
    for year in np.unique(years):
        yield BacktestPart.YEAR, str(year), years == year
    for place, name in enumerate(test.types):
        yield BacktestPart.TYPE, name, test.type == place
    actors = np.asarray([actor for actor, _ in test.dyads])[test.dyad]
    for actor in np.unique(actors):
        yield BacktestPart.ACTOR, str(actor), actors == actor
