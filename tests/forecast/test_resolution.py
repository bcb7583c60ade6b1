"""The rule that decides questions: windows, directions, and how far a history tells."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from books import AS_OF, after, make_question
from neraca.forecast.resolution import (
    HAPPENED,
    HISTORY_BEGINS,
    HISTORY_ENDS,
    NOT_HAPPENED,
    WINDOW_RUNS,
    events_in_window,
    rule_on,
)
from neraca.forecast.table import EventTable, make_table
from neraca.records import Outcome

ACTORS, TYPES = ("KOR", "PRK", "RUS"), ("ACCUSE", "CONSULT")
Told = tuple[int, str, str, str]
CONSULTED = (1, "RUS", "CONSULT", "PRK")


def table_of(*told: Told, published: int | None = None) -> EventTable:
    days = np.array([after(one[0]).toordinal() for one in told], np.int32)
    return make_table(
        actors=ACTORS,
        relations=TYPES,
        files=("a.txt",),
        day=days,
        published=days if published is None else np.full(len(told), after(published).toordinal()),
        source=np.array([ACTORS.index(one[1]) for one in told], np.int32),
        relation=np.array([TYPES.index(one[2]) for one in told], np.int32),
        target=np.array([ACTORS.index(one[3]) for one in told], np.int32),
    )


def ruled(table: EventTable, *, today: int, told: tuple[tuple[int, int], ...] = ((-99, 99),), **asked):
    spans = [(after(first), after(last)) for first, last in told]
    return rule_on(make_question(**asked), table, today=after(today), told=spans)


@pytest.mark.parametrize(("day", "outcome"), [(0, Outcome.NO), (1, Outcome.YES), (30, Outcome.YES), (31, Outcome.NO)])
def test_the_window_begins_after_the_day_of_the_question_and_holds_its_last_day(day: int, outcome: Outcome) -> None:
    assert ruled(table_of((day, "RUS", "CONSULT", "PRK")), today=60).outcome is outcome


def test_an_event_decides_while_the_window_still_runs_and_is_named() -> None:
    ruling = ruled(table_of(CONSULTED), today=2, told=())
    assert (ruling.outcome, ruling.reason, ruling.evidence) == (Outcome.YES, HAPPENED, ("a.txt#1",))


def test_a_mutual_act_counts_in_either_direction_and_no_other_does() -> None:
    back = [(1, "PRK", kind, "RUS") for kind in TYPES]
    assert ruled(table_of(back[1]), today=60).outcome is Outcome.YES
    assert ruled(table_of(back[0]), today=60, kind="ACCUSE").outcome is Outcome.NO


def test_what_was_published_later_is_not_known() -> None:
    table = table_of(CONSULTED, published=40)
    assert ruled(table, today=39).outcome is Outcome.NO
    assert ruled(table, today=40).outcome is Outcome.YES


@pytest.mark.parametrize(
    ("today", "told", "outcome", "reason"),
    [
        (30, [(-9, 99)], None, WINDOW_RUNS),
        (31, [(-9, 29)], None, HISTORY_ENDS),
        (31, [], None, HISTORY_ENDS),
        (31, [(1, 30)], Outcome.NO, NOT_HAPPENED),
        (31, [(2, 30)], None, HISTORY_BEGINS),
        (31, [(50, 99)], None, HISTORY_BEGINS),
        (31, [(-9, 12), (20, 99)], None, HISTORY_BEGINS),
        (31, [(-9, 12), (0, 31)], Outcome.NO, NOT_HAPPENED),
    ],
)
def test_no_needs_a_window_that_is_over_and_a_history_that_tells_of_all_of_it(
    today: int, told: list[tuple[int, int]], outcome: Outcome | None, reason: str
) -> None:
    ruling = ruled(table_of((1, "KOR", "CONSULT", "PRK")), today=today, told=tuple(told))
    assert (ruling.outcome, ruling.reason, ruling.evidence) == (outcome, reason, ())


def test_parties_and_types_that_no_event_has_are_not_found() -> None:
    assert ruled(table_of(CONSULTED), today=60, kind="AID").outcome is Outcome.NO
    assert ruled(table_of(CONSULTED), today=60, actor="JPN").outcome is Outcome.NO


told_days = st.tuples(st.integers(-5, 40), st.sampled_from(ACTORS), st.sampled_from(TYPES), st.sampled_from(ACTORS))


@given(st.lists(told_days, max_size=12), st.sampled_from(TYPES))
def test_events_in_the_window_are_those_that_a_reader_would_find(told: list[Told], kind: str) -> None:
    table, question = table_of(*told), make_question(kind=kind)
    found = [
        one
        for one in sorted(told, key=lambda one: one[0])
        if 0 < one[0] <= 30
        and one[2] == kind
        and (one[1::2] == ("RUS", "PRK") or (kind == "CONSULT" and one[1::2] == ("PRK", "RUS")))
    ]
    read = [
        (
            (date.fromordinal(int(table.day[n])) - AS_OF).days,
            ACTORS[table.source[n]],
            TYPES[table.relation[n]],
            ACTORS[table.target[n]],
        )
        for n in events_in_window(question, table)
    ]
    assert read == found
