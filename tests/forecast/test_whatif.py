from datetime import timedelta
from math import fsum, log

import pytest

from neraca.forecast.whatif import Assumed, what_if, with_events, without_events
from neraca.forecast.window_reasons import Asked
from neraca.forecast.windows import fit_windows
from random_events import ACTORS, FIRST, random_table

AS_OF = FIRST + timedelta(days=899)
DYADS = tuple((one, other) for one in ACTORS for other in ACTORS if one != other)
QUESTION = Asked(actor="CHN", type="ACCUSE", recipient="JPN")


@pytest.fixture(scope="module")
def table():
    return random_table(5).known_by(AS_OF)


@pytest.fixture(scope="module")
def model(table):
    return fit_windows(table, until=AS_OF, horizon_days=30, dyads=DYADS)


def added(day=AS_OF, **changes):
    return Assumed(**({"day": day, "actor": "CHN", "type": "ACCUSE", "recipient": "JPN"} | changes))


def test_without_a_change_nothing_moves(model, table):
    (shift,) = what_if(model, table, as_of=AS_OF, questions=(QUESTION,))
    assert shift.before == shift.after
    assert (shift.moves, shift.difference) == ((), 0.0)


def test_moves_add_up_to_the_change_of_the_log_odds(model, table):
    (shift,) = what_if(model, table, as_of=AS_OF, questions=(QUESTION,), add=(added(), added(type="THREATEN")))
    before, after = (log(one.probability / (1 - one.probability)) for one in (shift.before, shift.after))
    assert fsum(move.change for move in shift.moves) == pytest.approx(after - before, abs=1e-9)
    assert [abs(move.change) for move in shift.moves] == sorted(
        (abs(move.change) for move in shift.moves), reverse=True
    )
    assert "recent" in {move.kind for move in shift.moves}


def test_an_event_added_and_removed_leaves_the_table_as_it_was(table):
    more = with_events(table, (added(),))
    assert len(more) == len(table) + 1
    less = without_events(more, ("assumed#1",))
    assert [less.place_of(number) for number in range(len(less))] == [
        table.place_of(number) for number in range(len(table))
    ]


def test_only_the_events_at_the_places_are_removed(table):
    places = (table.place_of(3), table.place_of(10), "elsewhere#4")
    less = without_events(table, places)
    left = {less.place_of(number) for number in range(len(less))}
    assert left == {table.place_of(number) for number in range(len(table))} - set(places)


def test_an_assumed_event_of_a_later_day_moves_nothing(model, table):
    (shift,) = what_if(model, table, as_of=AS_OF, questions=(QUESTION,), add=(added(AS_OF + timedelta(days=1)),))
    assert shift.moves == ()


def test_removing_the_events_behind_a_reason_moves_that_reason(model, table):
    (shift,) = what_if(model, table, as_of=AS_OF, questions=(QUESTION,))
    steady = next(one for one in shift.before.drivers if one.kind == "steady")
    (other,) = what_if(model, table, as_of=AS_OF, questions=(QUESTION,), remove=steady.cases)
    assert {"steady", "base"} <= {move.kind for move in other.moves}
    assert other.after.probability != other.before.probability


def test_a_question_without_a_number_stays_without(model, table):
    (shift,) = what_if(
        model, table, as_of=AS_OF, questions=(Asked(actor="UKR", type="AID", recipient="JPN"),), add=(added(),)
    )
    assert (shift.difference, shift.moves) == (None, ())


def test_an_assumed_event_of_long_before_the_history_moves_nothing(model, table):
    long_ago = added(FIRST - timedelta(days=20_000))
    (shift,) = what_if(model, table, as_of=AS_OF, questions=(QUESTION,), add=(long_ago,))
    assert shift.moves == ()
