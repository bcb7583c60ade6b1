"""What a simulated history shows: bursts and mirrored meetings nothing, a planted reaction itself."""

from __future__ import annotations

import random
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from histories import simulated_history
from neraca.records import Association, HistoryEvent, Measurement, Shape
from neraca.relate.associations import find_associations, measure_history
from neraca.relate.odds import discovery_rates, level_odds, order_odds, pooled_spread
from neraca.relate.panel import build_panel
from neraca.relate.windows import Stretch, find_causes, level_units, order_units, shapes_of

DAY = date(2020, 1, 1)


def event(day: int, source: str, kind: str, target: str, name: str = "") -> HistoryEvent:
    own = name or f"{day}{source}{kind}{target}"
    return HistoryEvent(day=DAY + timedelta(days=day), source=source, type=kind, target=target, id=own)


@pytest.fixture(scope="module")
def planted() -> Measurement:
    return measure_history(simulated_history(0, odds=2.0))


@pytest.mark.parametrize("seed", [1, 2])
def test_bursts_and_mirrored_meetings_are_no_reaction(seed: int) -> None:
    measured = measure_history(simulated_history(seed))
    assert measured.enough
    assert measured.together > 30  # much goes together, and a plain comparison believes it
    assert measured.naive > 30
    assert measured.associations == ()


def test_a_planted_reaction_is_found_and_nothing_else(planted: Measurement) -> None:
    assert [(one.cause, one.effect, one.shape) for one in planted.associations] == [("ACCUSE", "REJECT", Shape.BACK)]
    found = planted.associations[0]
    assert found.order.low <= 2.0 <= found.order.high
    assert found.order_found.low <= 2.0 <= found.order_found.high
    assert found.q <= 0.05
    assert found.level.raised


def test_every_number_of_an_association_opens_to_events(planted: Measurement) -> None:
    found = planted.associations[0]
    history = {one.id: one for one in simulated_history(0, odds=2.0)}
    assert len(found.after) >= found.order_found.case + found.order.case
    for cause, effect in found.after:
        one, other = history[cause], history[effect]
        assert (one.type, other.type) == ("ACCUSE", "REJECT")
        assert (one.source, one.target) == (other.target, other.source)
        assert timedelta(0) < other.day - one.day <= timedelta(days=14)
    assert all(history[effect].day < history[cause].day for cause, effect in found.before)


def test_a_pair_is_drawn_towards_all_pairs(planted: Measurement) -> None:
    found = planted.associations[0]
    assert all(0 <= pair.own < 1 and pair.odds.case + pair.odds.reference >= 20 for pair in found.own_pairs)


def test_the_order_of_events_does_not_matter(planted: Measurement) -> None:
    history = simulated_history(0, odds=2.0)
    random.Random(5).shuffle(history)
    assert measure_history([*history, *history[:100]]) == planted


def test_time_turned_round_turns_the_reaction_round() -> None:
    history = simulated_history(0, odds=2.0)
    turned = [
        HistoryEvent(day=DAY - (one.day - DAY), source=one.source, type=one.type, target=one.target, id=one.id)
        for one in history
    ]
    assert [(one.cause, one.effect) for one in find_associations(turned)] == [("REJECT", "ACCUSE")]


def test_too_little_history_is_said_and_not_measured() -> None:
    few = [event(day, "A", "ACCUSE", "B") for day in range(0, 200, 2)]
    short = [event(day % 200, f"A{day}", "ACCUSE", "B") for day in range(400)]
    for history in (few, short):
        measured = measure_history(history)
        assert (measured.enough, measured.events, measured.associations) == (False, len(history), ())
    assert measure_history([]).events == 0


def test_a_mutual_act_stands_in_both_directions() -> None:
    panel = build_panel([event(3, "A", "CONSULT", "B"), event(4, "A", "AID", "B")], margin=10)
    consult, aid = panel.types.index("CONSULT"), panel.types.index("AID")
    assert len(panel.by_type[consult]) == 2
    assert len(panel.by_type[aid]) == 1
    assert shapes_of(panel, consult, consult) == ()
    assert shapes_of(panel, aid, aid) == (Shape.TARGET_TO_THIRD, Shape.THIRD_TO_ACTOR)
    assert shapes_of(panel, aid, consult) == (Shape.BACK, Shape.TARGET_TO_THIRD, Shape.ACTOR_TO_THIRD)


def test_the_nearest_effect_decides_and_the_same_day_does_not_count() -> None:
    history = [
        event(0, "C", "AID", "D"),
        *(event(day, "A", "AID", "B") for day in (20, 40, 60, 80)),
        *(event(day, "B", "REJECT", "A") for day in (18, 23, 41, 60, 61, 79, 81)),
        event(100, "C", "AID", "D"),
    ]
    panel = build_panel(history, margin=35)
    effect, cause = panel.types.index("REJECT"), panel.types.index("AID")
    units = order_units(panel, effect, within=7, stretch=Stretch(0, panel.days))
    at = find_causes(panel).around(units.cells)
    chosen = at.chosen(cause, effect, Shape.BACK)
    days = [day + (panel.first - DAY).days for day in panel.split(units.cells[chosen])[1].tolist()]
    assert list(zip(days, units.after[chosen].tolist(), units.days[chosen].tolist(), strict=True)) == [
        (20, False, 2),
        (40, True, 1),
    ]


def test_a_third_party_is_none_of_the_two() -> None:
    history = [
        event(0, "Z", "AID", "Y"),
        event(20, "A", "AID", "B"),
        event(22, "B", "REJECT", "C"),
        event(50, "C", "AID", "B"),
        event(52, "B", "REJECT", "C"),
        event(99, "Z", "AID", "Y"),
    ]
    panel = build_panel(history, margin=35)
    effect, cause = panel.types.index("REJECT"), panel.types.index("AID")
    units = order_units(panel, effect, within=7, stretch=Stretch(0, panel.days))
    at = find_causes(panel).around(units.cells)

    def days(shape: Shape) -> list[int]:
        return panel.split(units.cells[at.chosen(cause, effect, shape)])[1].tolist()

    assert days(Shape.TARGET_TO_THIRD) == [20]
    assert days(Shape.BACK) == [50]


def test_level_compares_with_weeks_two_and_four_windows_away() -> None:
    history = [event(0, "Z", "AID", "Y"), event(150, "B", "REJECT", "A"), event(300, "Z", "AID", "Y")]
    panel = build_panel(history, margin=35)
    units = level_units(panel, panel.types.index("REJECT"), within=7, stretch=Stretch(0, panel.days))
    day = panel.split(units.cells)[1]
    assert sorted(day[units.after == 1].tolist()) == list(range(143, 150))
    assert sorted(day[units.before == 1].tolist()) == list(range(151, 158))
    far = [*range(115, 122), *range(129, 136), *range(165, 172), *range(179, 186)]
    assert sorted(day[units.far > 0].tolist()) == far


def test_odds_of_matched_sets_are_their_ratio() -> None:
    after = np.array([True] * 60 + [False] * 30)
    alone = np.arange(90)
    odds = order_odds(after, np.zeros((90, 0)), clusters=(alone, alone))
    assert odds is not None
    assert (odds.ratio, odds.case, odds.reference) == (2.0, 60, 30)
    assert odds.low == pytest.approx(2 * np.exp(-1.96 * np.sqrt(1 / 60 + 1 / 30)), rel=0.02)
    assert order_odds(np.ones(9, dtype=bool), np.zeros((9, 0)), clusters=(alone[:9], alone[:9])) is None


def test_a_pair_with_many_cases_does_not_speak_for_all() -> None:
    after = np.array([True] * 900 + [False] * 100 + [True, False] * 300)
    pair = np.concatenate([np.zeros(1000, dtype=int), 1 + np.arange(600) // 2])
    odds = order_odds(after, np.zeros((1600, 0)), clusters=(pair, np.arange(1600) % 40))
    assert odds is not None
    assert 1.0 < odds.ratio < 1.1


def test_level_odds_are_mantel_and_haenszels() -> None:
    case, far = np.array([1, 1, 0, 0, 1]), np.array([0, 2, 1, 0, 4])
    alone = np.arange(5)
    odds = level_odds(case, far, of=(1, 4), clusters=(alone, alone))
    assert odds is not None
    assert odds.ratio == 6.0  # (4 + 2 + 0) / 1


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
@settings(deadline=None)
def test_discovery_rates_keep_the_order_of_ps_and_never_fall_below_them(ps: list[float]) -> None:
    rates = discovery_rates(ps)
    assert all(rate >= p * 0.999 and rate <= 1 for rate, p in zip(rates, ps, strict=True))
    ordered = [rate for _, rate in sorted(zip(ps, rates, strict=True))]
    assert ordered == sorted(ordered)


def test_estimates_that_agree_have_no_spread() -> None:
    assert pooled_spread(np.array([0.3, 0.3, 0.3]), np.array([0.1, 0.2, 0.3])) == 0.0
    assert pooled_spread(np.array([0.0, 2.0]), np.array([0.01, 0.01])) == pytest.approx(1.99)


def test_an_association_has_an_id_of_what_follows_what(planted: Measurement) -> None:
    found: Association = planted.associations[0]
    assert found.id.startswith("association-")
