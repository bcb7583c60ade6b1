"""A small back-test by hand, for tests of pages, files and commands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from neraca.records import BacktestBin, BacktestPart, BacktestResult, BacktestScore


def score(
    model: str = "neraca", part: BacktestPart = BacktestPart.ALL, value: str = "", **fields: Any
) -> BacktestScore:
    """A score of 400 windows, in 100 of which it happened."""
    known: dict[str, Any] = {
        "windows": 400,
        "events": 100,
        "brier": 0.15,
        "log_score": 0.45,
        "skill": 0.06,
        "low": 0.03,
        "high": 0.09,
        "calibration_error": 0.008,
    }
    return BacktestScore(model=model, part=part, value=value, **{**known, **fields})


def backtest(**fields: Any) -> BacktestResult:
    """Two years of two models between two parties."""
    years = [score(part=BacktestPart.YEAR, value=str(year)) for year in (2012, 2013)]
    made = BacktestResult(
        name="two-years",
        history="small",
        first=date(2012, 1, 31),
        last=date(2013, 12, 1),
        every_days=30,
        within_days=30,
        origins=24,
        actors=("PRK", "RUS"),
        types=("AID", "CONSULT"),
        model="windows 1",
        shown="neraca",
        model_digest="a" * 64,
        input_digest="b" * 64,
        made_on=date(2014, 1, 5),
        scores=(
            score(),
            score("persistence", skill=-0.24, low=-0.3, high=-0.18),
            score("climatology", skill=0.0, low=None, high=None),
            *years,
            score(part=BacktestPart.TYPE, value="AID", events=12),
            score(part=BacktestPart.ACTOR, value="PRK"),
            score(part=BacktestPart.ONSET, value="yes", skill=0.01, low=-0.02, high=0.04),
            score(part=BacktestPart.ONSET, value="no"),
        ),
        bins=(
            BacktestBin(model="neraca", low=0.0, high=0.1, forecast=0.05, observed=0.04, windows=300),
            BacktestBin(model="neraca", low=0.9, high=1.0, forecast=0.95, observed=1.0, windows=3),
        ),
    )
    return replace(made, **fields)
