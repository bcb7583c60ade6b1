from datetime import timedelta

import numpy as np
import pytest

from neraca.forecast.backtest import BLEND, CLIMATOLOGY, SHOWN, backtest
from neraca.forecast.backtest_scores import summarise
from neraca.forecast.scores import bootstrap, brier
from neraca.forecast.windows import fit_windows, forecast_window
from neraca.records import BacktestPart
from random_events import ACTORS, FIRST, random_table

DYADS = tuple((one, other) for one in ACTORS for other in ACTORS if one != other)
SINCE = FIRST + timedelta(days=600)
UNTIL = FIRST + timedelta(days=899)


def run(table, **changes):
    chosen = {"since": SINCE, "until": UNTIL, "every_days": 30, "horizon_days": 30, "dyads": DYADS, "refit_days": 120}
    return backtest(table, **(chosen | changes))


@pytest.fixture(scope="module")
def table():
    return random_table(3)


@pytest.fixture(scope="module")
def test(table):
    return run(table)


def test_every_origin_pair_and_type_has_one_row(test):
    assert len(test.origin) == len(np.unique(test.origin)) * len(DYADS) * len(test.types)
    assert len(np.unique(np.stack((test.origin, test.dyad, test.type)), axis=1).T) == len(test.origin)
    assert not test.overlapping
    assert test.refits == 3


def test_all_models_give_probabilities(test):
    assert {"climatology", "persistence", "decayed", "logistic", "hawkes", "blend"} <= set(test.probabilities)
    for given in test.probabilities.values():
        assert np.all((given >= 0) & (given <= 1))


def test_outcomes_are_what_happened_in_the_window(test, table):
    for row in range(0, len(test.origin), 97):
        actor, recipient = (table.actors.index(name) for name in test.dyads[test.dyad[row]])
        kind = table.relations.index(test.types[test.type[row]])
        both = (table.source == actor) & (table.target == recipient)
        if test.types[test.type[row]] == "CONSULT":
            both |= (table.source == recipient) & (table.target == actor)
        window = (table.day > test.origin[row]) & (table.day <= test.origin[row] + 30)
        assert test.outcome[row] == bool(np.any(both & (table.relation == kind) & window))


def test_forecasts_are_those_that_would_have_been_given_on_the_day(test, table):
    cut = table.known_by(SINCE)
    model = fit_windows(cut, until=SINCE, horizon_days=30, dyads=DYADS)
    for row in range(0, len(DYADS) * len(test.types), 7):
        actor, recipient = test.dyads[test.dyad[row]]
        found = forecast_window(
            model, cut, actor=actor, type=test.types[test.type[row]], recipient=recipient, as_of=SINCE
        )
        assert test.probabilities[BLEND][row] == pytest.approx(found.probability, abs=1e-12)
        assert test.probabilities[CLIMATOLOGY][row] == pytest.approx(found.base_rate, abs=1e-12)


def test_a_deleted_future_changes_no_forecast_before_it(test, table):
    cut = table.known_by(UNTIL - timedelta(days=90))
    shorter = run(cut)
    rows = len(shorter.origin)
    assert 0 < rows < len(test.origin)
    for model, given in shorter.probabilities.items():
        assert np.allclose(given, test.probabilities[model][:rows], atol=1e-9), model


def test_windows_that_share_days_are_told(table):
    assert run(table, every_days=10, since=UNTIL - timedelta(days=60)).overlapping


def test_types_narrow_what_is_scored(table, test):
    one = run(table, types=("AID",))
    assert one.types == ("AID",)
    chosen = test.type == test.types.index("AID")
    assert np.array_equal(one.probabilities[BLEND], test.probabilities[BLEND][chosen])


def test_origins_with_too_little_history_are_counted_not_scored(table):
    early = run(table, since=FIRST + timedelta(days=30), until=FIRST + timedelta(days=400), every_days=60)
    assert early.skipped > 0
    assert early.origin.min() > (FIRST + timedelta(days=100)).toordinal()


def test_without_any_window_nothing_is_tested(table):
    with pytest.raises(ValueError, match="no window"):
        run(table, since=UNTIL)
    with pytest.raises(ValueError, match="too short"):
        run(table, since=FIRST, until=FIRST + timedelta(days=60))


def test_progress_is_told_origin_by_origin(table):
    told = []
    run(table, since=UNTIL - timedelta(days=70), progress=lambda done, of: told.append((done, of)))
    assert told == [(1, 2), (2, 2)]


def test_the_summary_scores_all_parts_and_climatology_has_no_skill_over_itself(test):
    found = summarise(test)
    whole = {one.model: one for one in found.scores if one.part is BacktestPart.ALL}
    assert whole[SHOWN].brier == pytest.approx(brier(test.probabilities[SHOWN], test.outcome))
    assert whole[CLIMATOLOGY].skill == 0.0
    assert whole[SHOWN].low <= whole[SHOWN].skill <= whole[SHOWN].high
    parts = {one.part for one in found.scores}
    assert parts == set(BacktestPart)
    onsets = [one.windows for one in found.scores if one.part is BacktestPart.ONSET and one.model == SHOWN]
    assert sum(onsets) == len(test.origin)
    bins = [one.windows for one in found.bins if one.model == SHOWN]
    assert sum(bins) == len(test.origin)
    assert dict(found.auc)[SHOWN] > 0.4


def test_windows_that_share_days_are_redrawn_together(table):
    since = UNTIL - timedelta(days=149)
    daily = run(table, every_days=1, since=since)
    (score,) = (one for one in summarise(daily).scores if one.part is BacktestPart.ALL and one.model == SHOWN)
    errors, reference = ((daily.probabilities[model] - daily.outcome) ** 2 for model in (SHOWN, CLIMATOLOGY))
    wide = bootstrap(errors, reference, (daily.origin - since.toordinal()) // 30)
    narrow = bootstrap(errors, reference, daily.origin)
    assert (score.low, score.high) == (wide.low, wide.high)
    assert wide.high - wide.low > 1.5 * (narrow.high - narrow.low)


def test_the_skill_of_one_origin_has_no_interval(table):
    alone = run(table, since=UNTIL - timedelta(days=31))
    assert len(np.unique(alone.origin)) == 1
    (score,) = (one for one in summarise(alone).scores if one.part is BacktestPart.ALL and one.model == SHOWN)
    assert score.skill is not None
    assert (score.low, score.high) == (None, None)
