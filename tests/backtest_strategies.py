"""Hypothesis strategies for what is kept of a back-test."""

from hypothesis import strategies as st

from neraca.records import BacktestBin, BacktestPart, BacktestResult, BacktestScore
from strategies import actor_ids, days, keys, optional, shares, some, words

MODELS = st.sampled_from(("neraca", "climatology"))


@st.composite
def scores(draw: st.DrawFn) -> BacktestScore:
    part = draw(st.sampled_from(BacktestPart))
    windows = draw(st.integers(1, 99))
    low = draw(optional(st.floats(-1, 1)))
    return BacktestScore(
        model=draw(MODELS),
        part=part,
        value="" if part is BacktestPart.ALL else draw(words()),
        windows=windows,
        events=draw(st.integers(0, windows)),
        brier=draw(shares()),
        log_score=draw(st.floats(0, 9)),
        skill=draw(optional(st.floats(-1, 1))),
        low=low,
        high=None if low is None else draw(st.floats(-1, 1)),
        calibration_error=draw(shares()),
    )


@st.composite
def bins(draw: st.DrawFn) -> BacktestBin:
    place = draw(st.integers(0, 9))
    return BacktestBin(
        model=draw(MODELS),
        low=place / 10,
        high=(place + 1) / 10,
        forecast=draw(shares()),
        observed=draw(shares()),
        windows=draw(st.integers(1, 99)),
    )


@st.composite
def results(draw: st.DrawFn) -> BacktestResult:
    first, last = sorted((draw(days()), draw(days())))
    fared = draw(scores())
    return BacktestResult(
        name=draw(words()),
        history=draw(words()),
        first=first,
        last=last,
        every_days=draw(st.integers(1, 90)),
        within_days=draw(st.sampled_from((7, 30, 90))),
        origins=draw(st.integers(1, 99)),
        actors=draw(some(actor_ids())),
        types=draw(some(words())),
        model=draw(words()),
        shown=fared.model,
        model_digest=draw(keys("sha")),
        input_digest=draw(keys("sha")),
        made_on=draw(days()),
        scores=(fared, *draw(some(scores()))),
        bins=draw(some(bins())),
    )


def of_each_backtest_type() -> dict[type, st.SearchStrategy]:
    return {BacktestScore: scores(), BacktestBin: bins(), BacktestResult: results()}
