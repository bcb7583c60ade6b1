"""How forecasts would have fared in the past: the scores of a back-test, kept so that everyone sees the same ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from neraca.records.ids import require

BACKTEST_VERSION = 1
"""Of the file that keeps a back-test; a file of another version is not read."""


class BacktestPart(StrEnum):
    """What a score counts: all windows, or those of one year, type or actor, of onsets or what goes on."""

    ALL = "all"
    YEAR = "year"
    TYPE = "type"
    ACTOR = "actor"
    ONSET = "onset"


@dataclass(frozen=True, slots=True, kw_only=True)
class BacktestScore:
    """How one model fared on a part of the windows.

    Attributes:
        model: Key of its name (`forecast.model.KEY` in the catalogue of words).
        part: What is counted.
        value: Which year (`2012`), type or actor; `yes` or `no` of onsets; "" of all.
        windows: How many forecasts are scored.
        events: In how many of these windows it happened.
        brier: Mean squared distance from what happened, the lower the better.
        log_score: Mean negative logarithm of what was given to what happened, in nats, the lower the better.
        skill: Brier skill against climatology: 1 is perfect, 0 no better; None where climatology never errs.
        low: Lower bound of the skill's 95 % interval, from drawing whole origins again; None where it has none.
        high: Its upper bound.
        calibration_error: Mean distance between forecast and observed share over tenths.
    """

    model: str
    part: BacktestPart = BacktestPart.ALL
    value: str = ""
    windows: int
    events: int
    brier: float
    log_score: float
    skill: float | None = None
    low: float | None = None
    high: float | None = None
    calibration_error: float

    def __post_init__(self) -> None:
        require(bool(self.model), self, "has no model")
        require(0 <= self.events <= self.windows and self.windows > 0, self, "counts more events than windows, or none")
        require(bool(self.value) == (self.part is not BacktestPart.ALL), self, "does not say which part it counts")
        require((self.low is None) == (self.high is None), self, "has half an interval")


@dataclass(frozen=True, slots=True, kw_only=True)
class BacktestBin:
    """What became of the forecasts of one model in `[low, high)`; the last bin holds 1 as well.

    Attributes:
        forecast: Mean of the forecasts.
        observed: Share of their windows in which it happened.
        windows: How many there are.
    """

    model: str
    low: float
    high: float
    forecast: float
    observed: float
    windows: int

    def __post_init__(self) -> None:
        require(bool(self.model), self, "has no model")
        require(0.0 <= self.low < self.high <= 1.0, self, "has no range of probabilities")
        require(0.0 <= self.forecast <= 1.0 and 0.0 <= self.observed <= 1.0, self, "has a share that is none")
        require(self.windows > 0, self, "holds no forecast")


@dataclass(frozen=True, slots=True, kw_only=True)
class BacktestResult:
    """A back-test: forecasts made for days of the past with what was known then, and how they fared.

    Attributes:
        version: Of this record's form.
        name: What it is called in its store.
        history: Which events it ran on: `own`, the name of a set, or `all`.
        first: First origin, as of whose end forecasts were made.
        last: Last origin.
        every_days: Days between origins.
        within_days: Length of the windows.
        origins: How many origins there are.
        actors: Parties between whom was asked.
        types: PLOVER types that were asked for.
        model: Name and version of the model, as forecasts carry it.
        shown: Key of the model that the program gives; the others are for comparison.
        model_digest: SHA-256 of the parameters of the last model fitted.
        input_digest: SHA-256 of the events.
        made_on: Day on which it was run.
        scores: By model, part and value, in the order in which they are shown.
        bins: Reliability, by model.
    """

    version: int = BACKTEST_VERSION
    name: str
    history: str
    first: date
    last: date
    every_days: int
    within_days: int
    origins: int
    actors: tuple[str, ...]
    types: tuple[str, ...]
    model: str
    shown: str
    model_digest: str
    input_digest: str
    made_on: date
    scores: tuple[BacktestScore, ...]
    bins: tuple[BacktestBin, ...]

    def __post_init__(self) -> None:
        require(bool(self.name and self.history and self.model and self.shown), self, "has an empty field")
        require(self.first <= self.last and self.origins > 0, self, "has no origin")
        require(self.every_days > 0 and self.within_days > 0, self, "needs days")
        require(any(one.model == self.shown for one in self.scores), self, "has no score of the model it shows")

    def scores_of(self, part: BacktestPart, *, model: str | None = None) -> tuple[BacktestScore, ...]:
        """Scores of a part, in order; of one model or of all."""
        return tuple(one for one in self.scores if one.part is part and model in (None, one.model))

    @property
    def models(self) -> tuple[str, ...]:
        """Keys of its models, in order."""
        return tuple(dict.fromkeys(one.model for one in self.scores))
