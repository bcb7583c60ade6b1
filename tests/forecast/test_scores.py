import math

import numpy as np
import pytest

from neraca.forecast.scores import (
    auc,
    bootstrap,
    brier,
    calibration_error,
    log_score,
    reliability,
    skill,
    squared_errors,
)


def test_brier_is_the_mean_squared_distance():
    assert brier([1.0, 0.5, 0.0], [True, True, True]) == pytest.approx((0 + 0.25 + 1) / 3)


def test_the_log_score_of_a_coin_is_the_logarithm_of_two():
    assert log_score([0.5, 0.5], [True, False]) == pytest.approx(math.log(2))


def test_a_sure_forecast_that_fails_costs_much_but_not_all():
    assert 10 < log_score([0.0], [True]) < 20


def test_skill_is_one_for_a_perfect_forecast_and_zero_for_the_reference_itself():
    assert skill([1.0, 0.0], [0.5, 0.5], [True, False]) == 1.0
    assert skill([0.5, 0.5], [0.5, 0.5], [True, False]) == 0.0


def test_no_forecast_has_no_score():
    assert all(math.isnan(score([], [])) for score in (brier, log_score, calibration_error, auc))
    assert math.isnan(bootstrap([], [], []).value)


def test_reliability_counts_forecasts_in_bins_and_one_belongs_to_the_last():
    low, high = reliability([0.12, 0.18, 1.0], [True, False, True])
    assert (low.low, low.high, low.count) == (0.1, 0.2, 2)
    assert (low.forecast, low.observed) == (pytest.approx(0.15), 0.5)
    assert (high.low, high.forecast, high.observed, high.count) == (0.9, 1.0, 1.0, 1)


def test_calibration_error_weighs_bins_by_their_forecasts():
    given, happened = [0.2, 0.2, 0.2, 0.9], [False, False, False, True]
    assert calibration_error(given, happened) == pytest.approx(0.75 * 0.2 + 0.25 * 0.1)


def test_auc_counts_pairs_and_ties_by_half():
    assert auc([0.9, 0.1], [True, False]) == 1.0
    assert auc([0.1, 0.9], [True, False]) == 0.0
    assert auc([0.3, 0.3, 0.1], [True, False, False]) == 0.75
    assert math.isnan(auc([0.3], [True]))


def test_the_bootstrap_draws_whole_blocks():
    rng = np.random.default_rng(1)
    blocks = np.repeat(np.arange(20), 10)
    happened = rng.random(200) < 0.3
    errors = squared_errors(np.full(200, 0.3), happened)
    same = bootstrap(errors, errors, blocks)
    assert (same.value, same.low, same.high) == (0.0, 0.0, 0.0)
    better = bootstrap(errors, squared_errors(np.full(200, 0.6), happened), blocks)
    assert better.low < better.value < better.high
    assert better == bootstrap(errors, squared_errors(np.full(200, 0.6), happened), blocks)


def test_one_block_leaves_no_doubt_to_draw():
    found = bootstrap([0.1, 0.2], [0.2, 0.4], [1, 1])
    assert found.low == found.high == pytest.approx(found.value)
