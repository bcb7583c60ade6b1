"""The timeline on the command line: by event, by day, month and year, and the most important."""

from __future__ import annotations

import pytest

from command_line import Run
from neraca.records import Level


def test_the_most_important_come_in_order_of_time(filled: Run) -> None:
    everything = filled("timeline", "--json").json
    ranks = sorted(row["rank"] for row in everything)
    top = filled("timeline", "--top", 2, "--json").json
    assert sorted(row["rank"] for row in top) == ranks[:2]
    assert [row["id"] for row in top] == [row["id"] for row in everything if row["rank"] in ranks[:2]]


def test_rows_say_how_precise_how_important_and_in_which_stories(filled: Run) -> None:
    numbers = {row["story"]: row["story_number"] for row in filled("documents", "--json").json}
    for row in filled("timeline", "--json").json:
        assert row["precision"] in ("day", "month", "year", "range", "open")
        assert 0 <= row["importance"] <= 1
        assert [numbers[lane] for lane in row["lanes"]] == row["stories"]
        assert row["claims"]


@pytest.mark.parametrize("level", Level)
def test_every_event_is_in_one_row_of_every_level(filled: Run, level: Level) -> None:
    rows = filled("timeline", "--by", level.value, "--json").json
    listed = [own for row in rows for own in row["events"]]
    assert sorted(listed) == sorted(row["id"] for row in filled("events", "--json").json)
    for row in rows:
        assert (row["from"] is None) == (row["reason"] is not None)
        assert [one["id"] for one in row["top"]] == row["events"][:3]
        assert row["claims"]


def test_a_level_is_bounded_by_the_selection(filled: Run) -> None:
    chosen = {row["id"] for row in filled("events", "--actor", "RUS", "--json").json}
    rows = filled("timeline", "--by", "month", "--actor", "RUS", "--json").json
    assert {own for row in rows for own in row["events"]} == chosen


def test_levels_fit_80_columns_and_undated_events_are_told_of(filled: Run) -> None:
    answer = filled("timeline", "--by", "day")
    assert max(map(len, answer.out.splitlines())) <= 80
    undated = sum(row["when"] is None for row in filled("events", "--json").json)
    assert (str(undated) in filled("timeline").err) == bool(undated)


def test_other_levels_and_no_events_at_all_are_wrong_usage(run: Run) -> None:
    assert run("timeline", "--by", "week").code == 2
    assert run("timeline", "--top", 0).code == 2
