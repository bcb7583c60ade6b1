"""What if: forecasts move through reasons that add up, and nothing is changed by looking."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from foresights import FIRST, store_with_history
from neraca.errors import NeracaError
from neraca.packs.catalogue import load_packs
from neraca.service.foresight import next_rows
from neraca.service.what_if import LEAST_MOVE, what_if_rows
from neraca.store import Store

DAY = FIRST + timedelta(days=600)
THREAT = f"{DAY - timedelta(days=2)} PRK ACCUSE KOR"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return store_with_history(tmp_path_factory.mktemp("other") / "store")


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    with Store.open(folder) as opened:
        yield opened


def ask(store: Store, **fields: Any) -> list[dict[str, Any]]:
    asked = {"actor": "PRK", "as_of": DAY, "history": "small", **fields}
    return what_if_rows(store, None, load_packs(), **asked)


def log_odds(probability: float) -> float:
    return math.log(probability / (1 - probability))


def test_an_added_act_moves_its_own_question_up(store: Store) -> None:
    quiet = FIRST + timedelta(days=590)  # visits come in hundreds of days, and these are without
    (row,) = ask(store, added=(f"{quiet} PRK CONSULT RUS",), recipient="RUS", types=("CONSULT",), as_of=quiet)
    assert row["after"] > row["before"]
    assert row["difference"] == row["after"] - row["before"]


def test_what_moved_adds_up_to_the_difference(store: Store) -> None:
    for row in ask(store, added=(THREAT,)):
        moved = sum(move["difference"] for move in row["moved"])
        assert log_odds(row["after"]) - log_odds(row["before"]) == pytest.approx(moved)


def test_those_that_move_farthest_come_first(store: Store) -> None:
    many = tuple(f"{DAY - timedelta(days=back)} PRK {kind} KOR" for back in range(20) for kind in ("ACCUSE", "CONSULT"))
    moves = [abs(row["difference"]) for row in ask(store, added=many)]
    assert moves == sorted(moves, reverse=True)
    assert len(moves) > 1


def test_what_hardly_moves_is_told_only_where_nothing_moves_more(store: Store) -> None:
    assert all(abs(row["difference"]) >= LEAST_MOVE for row in ask(store, added=(THREAT,)))
    assert len(ask(store, added=(f"{FIRST} PRK CONSULT RUS",), recipient="KOR", types=("ACCUSE",))) == 1


def test_an_act_that_is_removed_can_be_added_again_to_the_same_effect(store: Store) -> None:
    rows = next_rows(store, None, load_packs(), actor="PRK", as_of=DAY, history="small")
    case = next(one for row in rows for driver in row["drivers"] for one in driver["opened"] if one["actor"] == "PRK")
    line = f"{case['day']} {case['actor']} {case['type']} {case['recipient']}"
    (row,) = ask(store, removed=(case["place"],), added=(line,), recipient=case["recipient"], types=(case["type"],))
    assert row["difference"] == pytest.approx(0)
    assert row["removed"][0]["place"] == case["place"]
    assert row["added"] == [{name: case[name] for name in ("day", "actor", "type", "recipient")}]


def test_it_is_always_said_to_be_no_cause(store: Store) -> None:
    for row in ask(store, added=(THREAT,)):
        assert "not a cause" in row["note"]["en"]
        assert "bukan sebab" in row["note"]["id"]


def test_names_with_blanks_stand_between_commas(store: Store) -> None:
    line = THREAT.replace(" PRK ACCUSE ", ", Korea Utara, ACCUSE, ").replace("KOR", "Korea Selatan")
    assert ask(store, added=(line,)) == ask(store, added=(THREAT,))


def test_without_enough_history_it_says_why(store: Store) -> None:
    (row,) = ask(store, added=(f"{FIRST} PRK ACCUSE KOR",), as_of=FIRST + timedelta(days=40))
    assert (row["status"], row["why_none"], row["difference"]) == ("too_little", "short_history", None)
    assert "bukan sebab" in row["note"]["id"]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({}, "N167"),
        ({"added": ("tomorrow PRK AID RUS",)}, "N168"),
        ({"added": ("2021-02-30 PRK AID RUS",)}, "N168"),
        ({"added": (f"{DAY + timedelta(days=1)} PRK AID RUS",)}, "N168"),
        ({"added": ("2021-02-20 PRK AID PRK",)}, "N153"),
        ({"added": ("2021-02-20 PRK ADI RUS",)}, "N107(?s:.*)AID"),
        ({"removed": ("small/a.txt#99999",)}, "N169"),
        ({"removed": ("event-1",)}, "N169"),
        ({"removed": ("",)}, "N169"),
    ],
)
def test_what_cannot_be_imagined_is_told(store: Store, fields: dict[str, Any], code: str) -> None:
    with pytest.raises(NeracaError, match=code):
        ask(store, **fields)
