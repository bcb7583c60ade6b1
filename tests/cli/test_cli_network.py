"""The command `network`: ties, blocs, roles, triads, measures, and two days compared."""

from __future__ import annotations

import pytest

from command_line import Run

KEYS = {
    (): {"source", "target", "positive", "negative", "net", "last", "placed", "events", "claims", "day"},
    ("--blocs",): {"id", "members", "friendly", "hostile", "against", "events", "claims", "day"},
    ("--balance",): {"day", "balance", "triads", "balanced", "fit", "division", "camps", "exact", "events", "undated"},
}


@pytest.mark.parametrize("options", KEYS)
def test_rows_have_their_keys_and_open_to_events(filled: Run, options: tuple[str, ...]) -> None:
    answer = filled("network", "--json", *options)
    assert (answer.code, answer.err) == (0, "")
    known = {row["id"] for row in filled("events", "--json").json}
    assert answer.json
    for row in answer.json:
        assert set(row) >= KEYS[options]
        assert known.issuperset(row["events"])


@pytest.mark.parametrize(
    "options", [(), ("--blocs",), ("--roles",), ("--triads",), ("--balance",), ("--since", "2024-06-30")]
)
def test_a_table_for_people_fits_80_columns(filled: Run, options: tuple[str, ...]) -> None:
    answer = filled("network", *options)
    assert answer.code == 0
    assert max(map(len, answer.out.splitlines()), default=0) <= 80


def test_the_strongest_tie_is_the_gift_and_an_actor_selects(filled: Run) -> None:
    rows = filled("network", "--json").json
    assert (rows[0]["source"], rows[0]["target"]) == ("PRK", "RUS")
    assert all("USA" in (row["source"], row["target"]) for row in filled("network", "--json", "--actor", "USA").json)


def test_a_day_shows_what_had_happened_by_then(filled: Run) -> None:
    rows = filled("network", "--json", "--day", "2024-06-30").json
    assert all(row["last"] <= "2024-06-30" for row in rows)
    assert filled("network", "--json", "--until", "2024-06-30").json == rows


def test_two_days_are_compared(filled: Run) -> None:
    rows = filled("network", "--json", "--since", "2024-06-30").json
    assert rows
    assert all(row["change"] == pytest.approx(row["net"] - row["net_before"], abs=1e-3) for row in rows)


def test_a_type_makes_ties_alone(filled: Run) -> None:
    meetings = filled("network", "--json", "--type", "CONSULT").json
    assert all(row["negative"] == 0.0 for row in meetings)


def test_nothing_known_is_no_fault(filled: Run) -> None:
    answer = filled("network", "--json", "--as-of", "2001-01-01")
    assert (answer.code, answer.json) == (0, [])
