from datetime import timedelta
from math import fsum, log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neraca.forecast.table import make_table
from neraca.forecast.window_reasons import Asked
from neraca.forecast.windows import (
    FEW_EVENTS,
    HISTORY_ENDED,
    NO_HISTORY,
    SHORT_HISTORY,
    UNKNOWN_TYPE,
    UNSEEN_PAIR,
    UNSEEN_PARTY,
    WHY_NONE,
    answer,
    fit_windows,
    forecast_many,
    forecast_window,
    open_view,
)
from neraca.packs.words import languages, read_words
from random_events import ACTORS, FIRST, TYPES, random_table

DYADS = tuple((one, other) for one in ACTORS for other in ACTORS if one != other)
UNTIL = FIRST + timedelta(days=800)
LATER = FIRST + timedelta(days=860)


@pytest.fixture(scope="module")
def table():
    return random_table(1)


@pytest.fixture(scope="module")
def model(table):
    return fit_windows(table, until=UNTIL, horizon_days=30, dyads=DYADS)


def ask(model, table, *, actor="CHN", type="ACCUSE", recipient="JPN", as_of=LATER):  # noqa: A002
    return forecast_window(model, table, actor=actor, type=type, recipient=recipient, as_of=as_of)


def small(*rows, actors=("CHN", "JPN", "PRK")):
    """A table of (day of 2010-01-01 on, source, type, target)."""
    return make_table(
        actors=actors,
        relations=TYPES,
        day=np.asarray([FIRST.toordinal() + day for day, *_ in rows], np.int64),
        source=np.asarray([actors.index(one) for _, one, _, _ in rows], np.int64),
        relation=np.asarray([TYPES.index(one) for _, _, one, _ in rows], np.int64),
        target=np.asarray([actors.index(one) for *_, one in rows], np.int64),
        files=("small.csv",),
    )


def test_an_answer_has_a_probability_its_base_rate_and_the_windows_that_it_counts(model, table):
    found = ask(model, table)
    assert found.why_none == ""
    assert 0 < found.probability < 1
    assert 0 < found.base_rate < 1
    assert 0 < found.persistence < 1
    assert 0 < found.hits <= found.cases == 860 // 30


def test_reasons_add_up_to_the_distance_from_the_base_rate(model, table):
    for actor, recipient in DYADS:
        for kind in TYPES:
            found = ask(model, table, actor=actor, recipient=recipient, type=kind)
            if found.probability is None:
                continue
            distance = log(found.probability / (1 - found.probability)) - log(found.base_rate / (1 - found.base_rate))
            assert fsum(one.weight for one in found.drivers) == pytest.approx(distance, abs=1e-12)
            assert found.drivers[-1].kind == "rest"


def test_reasons_name_the_events_behind_them_newest_first(model, table):
    found = ask(model, table)
    steady = next(one for one in found.drivers if one.kind == "steady")
    values = dict(steady.values)
    rows = [int(place.partition("#")[2]) for place in steady.cases]
    behind = [number for row in rows for number in np.flatnonzero(table.row == row)]
    assert 0 < len(behind) <= 5
    assert [table.day_of(number) for number in behind] == sorted(map(table.day_of, behind), reverse=True)
    assert table.day_of(behind[0]).isoformat() == values["last"]
    assert all(table.relations[table.relation[number]] == "ACCUSE" for number in behind)
    assert all(table.published[number] <= LATER.toordinal() for number in behind)


def test_every_reason_has_a_sentence(model, table):
    for language in languages():
        words = read_words(language)
        for one in ask(model, table).drivers:
            assert words.say(f"forecast.driver.{one.kind}", **dict(one.values))
        assert all(words.say(f"forecast.none.{why}") for why in WHY_NONE)


def test_the_base_rate_counts_windows_back_from_the_day():
    days = [(4, "CHN", "ACCUSE", "JPN"), (5, "CHN", "ACCUSE", "JPN"), (75, "CHN", "ACCUSE", "JPN")]
    other = [(day, "JPN", "THREATEN", "CHN") for day in range(0, 120, 5)]
    table = small(*days, *other)
    as_of = FIRST + timedelta(days=119)
    found = forecast_window(
        fit_windows(table, until=as_of, horizon_days=30),
        table,
        actor="CHN",
        type="ACCUSE",
        recipient="JPN",
        as_of=as_of,
    )
    assert (found.hits, found.cases) == (2, 4)
    assert 0.4 < found.base_rate < 0.55


@given(seed=st.integers(0, 50), back=st.integers(0, 300), pick=st.integers(0, len(DYADS) * len(TYPES) - 1))
@settings(max_examples=25, deadline=None)
def test_a_deleted_future_changes_no_answer(seed, back, pick):
    whole = random_table(seed)
    as_of = FIRST + timedelta(days=899 - back)
    cut = whole.only((whole.day <= as_of.toordinal()) & (whole.published <= as_of.toordinal()))
    until = as_of - timedelta(days=40)
    model = fit_windows(whole, until=until, horizon_days=7, dyads=DYADS[:4])
    assert model == fit_windows(cut, until=until, horizon_days=7, dyads=DYADS[:4])
    (actor, recipient), kind = DYADS[pick // len(TYPES)], TYPES[pick % len(TYPES)]
    asked = (Asked(actor=actor, type=kind, recipient=recipient),)
    assert answer(open_view(model, whole, as_of=as_of), asked) == answer(open_view(model, cut, as_of=as_of), asked)


def test_an_event_of_before_that_was_told_later_is_not_used(model, table):
    hidden = make_table(
        actors=table.actors,
        relations=table.relations,
        day=np.append(table.day, LATER.toordinal() - 3),
        published=np.append(table.published, LATER.toordinal() + 1),
        source=np.append(table.source, 0),
        relation=np.append(table.relation, 0),
        target=np.append(table.target, 1),
        files=table.files,
    )
    assert ask(model, hidden).probability == ask(model, table).probability
    assert ask(model, hidden, as_of=LATER + timedelta(days=1)) != ask(model, table, as_of=LATER + timedelta(days=1))


def test_mutual_acts_count_in_both_directions(model):
    one_way = small(*((day, "CHN", "CONSULT", "JPN") for day in range(0, 860, 20)))
    there, back = (
        ask(model, one_way, actor=actor, recipient=other, type="CONSULT")
        for actor, other in (("CHN", "JPN"), ("JPN", "CHN"))
    )
    assert there.hits == back.hits > 20


def test_a_model_does_not_answer_for_days_before_its_own(model, table):
    with pytest.raises(ValueError, match="trained on days until"):
        ask(model, table, as_of=UNTIL - timedelta(days=1))


def test_too_little_history_gives_no_number_but_says_why(model, table):
    cases = {
        NO_HISTORY: (small(), {}),
        SHORT_HISTORY: (small((850, "CHN", "AID", "JPN")), {}),
        HISTORY_ENDED: (small((0, "CHN", "AID", "JPN"), (700, "CHN", "AID", "JPN")), {}),
        UNKNOWN_TYPE: (table, {"type": "ASSAULT"}),
        UNSEEN_PARTY: (table, {"actor": "UKR"}),
        UNSEEN_PAIR: (
            small(*((day, "CHN", "AID", "JPN") for day in range(0, 860, 20)), (5, "CHN", "AID", "PRK")),
            {"actor": "PRK"},
        ),
        FEW_EVENTS: (small((0, "CHN", "AID", "JPN"), (850, "CHN", "AID", "JPN")), {}),
    }
    for why, (history, asked) in cases.items():
        found = ask(model, history, **asked)
        assert (found.probability, found.why_none, found.drivers) == (None, why, ())


def test_a_short_history_trains_nothing_and_says_so():
    table = random_table(2, days=80, events=200)
    as_of = FIRST + timedelta(days=79)
    model = fit_windows(table, until=as_of, horizon_days=30)
    assert model.rows == 0
    assert (
        forecast_window(model, table, actor="CHN", type="AID", recipient="JPN", as_of=as_of).why_none == SHORT_HISTORY
    )


def test_the_likeliest_stand_first_and_answers_are_those_of_single_questions(model, table):
    found = forecast_many(model, table, as_of=LATER, actor="CHN", limit=5)
    chances = [one.probability for _, one in found]
    assert len(found) == 5
    assert chances == sorted(chances, reverse=True)
    assert all(asked.actor == "CHN" for asked, _ in found)
    asked, first = found[0]
    assert first == ask(model, table, actor=asked.actor, type=asked.type, recipient=asked.recipient)


def test_questions_can_be_narrowed_to_a_recipient_and_types(model, table):
    found = forecast_many(model, table, as_of=LATER, recipient="JPN", types=("AID",), limit=50)
    assert {(asked.recipient, asked.type) for asked, _ in found} == {("JPN", "AID")}
    assert forecast_many(model, small(), as_of=LATER) == ()


def test_the_same_history_gives_the_same_model(table, model):
    again = fit_windows(table, until=UNTIL, horizon_days=30, dyads=DYADS)
    assert again.digest == model.digest
    assert again.digest != fit_windows(table, until=UNTIL, horizon_days=7, dyads=DYADS).digest


def test_pairs_need_not_be_named(table):
    model = fit_windows(table, until=UNTIL, horizon_days=30)
    assert model.rows > 0
    assert ask(model, table).probability is not None


def test_what_often_came_is_likelier_than_what_never_did():
    often = [(day, "CHN", "ACCUSE", "JPN") for day in range(0, 900, 4)]
    other = [(day, "JPN", "AID", "CHN") for day in range(0, 900, 90)]
    table = small(*often, *other, *((day, "PRK", "THREATEN", "JPN") for day in range(3, 900, 30)))
    as_of = FIRST + timedelta(days=899)
    model = fit_windows(table, until=as_of, horizon_days=7)
    chance = {
        kind: forecast_window(model, table, actor="CHN", type=kind, recipient="JPN", as_of=as_of).probability
        for kind in ("ACCUSE", "THREATEN")
    }
    assert chance["ACCUSE"] > 0.8
    assert chance["THREATEN"] < 0.2


def test_a_reason_counts_over_no_more_days_than_there_are():
    young = random_table(3, days=200, events=400)
    day = FIRST + timedelta(days=199)
    fitted = fit_windows(young, until=day, horizon_days=7, dyads=DYADS)
    found = ask(fitted, young, as_of=day)
    spans = {driver.kind: int(dict(driver.values)["days"]) for driver in found.drivers if driver.cases}
    assert spans["steady"] == int(day.toordinal() - young.day.min()) + 1
    (steady,) = (driver for driver in found.drivers if driver.kind == "steady")
    assert dict(steady.values)["usual"] == ""  # nothing to compare a whole history with
