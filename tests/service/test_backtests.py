"""Back-tests: run on a history, kept as files, listed and read again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from backtests import backtest as example
from foresights import FIRST, acts, put_history, store_with_history
from neraca.codec.json import encode
from neraca.errors import NeracaError
from neraca.packs.catalogue import load_packs
from neraca.records import BacktestPart, BacktestResult
from neraca.service.backtests import FOLDER, list_backtests, read_backtest, run_backtest
from neraca.store import Store

SINCE, UNTIL = FIRST + timedelta(days=500), FIRST + timedelta(days=800)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return store_with_history(tmp_path_factory.mktemp("kept") / "store")


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    with Store.open(folder) as opened:
        yield opened


def run(store: Store, **fields: Any) -> BacktestResult:
    asked = {"first": SINCE, "last": UNTIL, "history": "small", "name": "run", "made_on": date(2026, 1, 1), **fields}
    return run_backtest(store, None, load_packs(), **asked)


def keep(folder: Path, *results: BacktestResult) -> None:
    (folder / FOLDER).mkdir(parents=True)
    for one in results:
        (folder / FOLDER / f"{one.name}.json").write_bytes(encode(one))


def test_a_run_is_kept_and_read_again_as_it_was(store: Store, folder: Path) -> None:
    result = run(store, name="as-it-was")
    assert read_backtest(folder, "as-it-was") == result
    assert result in list_backtests(folder)


def test_origins_stand_as_far_apart_as_asked_and_every_window_ends_in_time(store: Store) -> None:
    result = run(store, every=60)
    assert result.first == SINCE
    assert (result.last - result.first).days % 60 == 0
    assert result.last + timedelta(days=30) <= UNTIL
    assert result.origins == 5


def test_every_model_is_scored_on_the_same_windows(store: Store) -> None:
    result = run(store, actors=("PRK", "Rusia"), types=("CONSULT",))
    scores = result.scores_of(BacktestPart.ALL)
    assert {"climatology", "persistence", result.shown} <= {one.model for one in scores}
    assert {one.windows for one in scores} == {result.origins * 2}
    assert (result.actors, result.types) == (("PRK", "RUS"), ("CONSULT",))


def test_without_parties_those_of_most_events_before_the_first_day_are_asked_about(tmp_path: Path) -> None:
    later = [(day, "Japan", "Consult", "China") for day in range(501, 800)]
    with Store.create(tmp_path / "store") as made:
        put_history(made, [*acts(), *later])
        assert set(run(made).actors) == {"PRK", "KOR", "RUS"}


def test_what_comes_after_the_last_day_changes_nothing(store: Store, tmp_path: Path) -> None:
    with Store.create(tmp_path / "store") as past:
        put_history(past, [act for act in acts() if FIRST + timedelta(days=act[0]) <= UNTIL])
        assert run(past).scores == run(store).scores


@pytest.mark.parametrize("history", ["our (old) set: 2020", "...", "x" * 200])
def test_a_set_of_any_name_gives_a_run_without_one_a_name_of_its_own(tmp_path: Path, history: str) -> None:
    with Store.create(tmp_path / "store") as made:
        put_history(made, acts(), name=history)
        result = run(made, history=history, name="")
        assert read_backtest(tmp_path / "store", result.name).history == history


def test_progress_is_told(store: Store) -> None:
    told: list[tuple[int, int]] = []
    run(store, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (told[-1][1], told[-1][1])


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"last": FIRST}, "N103"),
        ({"actors": ("Rusiaa",)}, "N107"),
        ({"history": "smal"}, "N107"),
        ({"name": "../run"}, "N161"),
        ({"first": date(2030, 1, 1), "last": date(2031, 1, 1)}, "N162"),
        ({"first": FIRST, "last": FIRST + timedelta(days=60)}, "N162"),
        ({"history": "own"}, "N162"),
    ],
)
def test_what_cannot_be_run_says_why_and_leaves_nothing(store: Store, fields: dict[str, Any], code: str) -> None:
    before = list_backtests(store.path.parent)
    with pytest.raises(NeracaError, match=code):
        run(store, **fields)
    assert list_backtests(store.path.parent) == before


def test_the_newest_is_listed_first_and_what_is_damaged_is_left_out(tmp_path: Path) -> None:
    old, new = example(name="old"), example(name="new", made_on=date(2020, 1, 1))
    keep(tmp_path, old, new, replace(old, name="other", version=2))
    (tmp_path / FOLDER / "broken.json").write_text("{")
    assert [one.name for one in list_backtests(tmp_path)] == ["new", "old"]


@pytest.mark.parametrize(("name", "code"), [("broken", "N163"), ("other", "N163"), ("two-year", "N107.*two-years")])
def test_one_that_cannot_be_read_is_told_as_such(tmp_path: Path, name: str, code: str) -> None:
    keep(tmp_path, example(), replace(example(), name="other", version=2))
    (tmp_path / FOLDER / "broken.json").write_text("{")
    with pytest.raises(NeracaError, match=f"(?s){code}"):
        read_backtest(tmp_path, name)


def test_a_folder_without_back_tests_has_none(tmp_path: Path) -> None:
    assert list_backtests(tmp_path) == ()
