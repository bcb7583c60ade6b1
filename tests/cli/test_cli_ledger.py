"""`neraca ledger`: lines, balance, corrections."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from command_line import Run
from neraca.packs.files import data_folder

SAMPLES = ("20-moskow-pyongyang-mengaku.txt", "30-teheran-bantah-kirim-drone.txt", "31-tehran-admits-drones.md")


@pytest.fixture
def store(run: Run, tmp_path: Path) -> str:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in SAMPLES:
        (folder / name).write_bytes((data_folder() / "samples" / name).read_bytes())
    own = str(tmp_path / "store")
    assert run("add", str(folder), "--store", own).code == 0
    return own


def test_a_line_names_its_voices_and_its_gifts_open_to_claims(run: Run, store: str) -> None:
    rows = json.loads(run("ledger", "--json", "--store", store).out)
    claims = {row["id"] for row in json.loads(run("claims", "--json", "--store", store).out)}
    drones = next(row for row in rows if (row["giver"], row["item"], row["status"]) == ("IRN", "arms", "delivered"))
    assert "IRN" in drones["asserted_by"]
    assert "IRN" in drones["denied_by"]
    for row in rows:
        assert claims.issuperset(row["claims"])
        for gift in row["gifts"]:
            assert set(gift["claims"]) <= set(row["claims"])


def test_history_tells_which_posting_replaced_which(run: Run, store: str) -> None:
    rows = json.loads(run("ledger", "--history", "--json", "--actor", "IRN", "--store", store).out)
    assert [row["day"] for row in rows] == sorted(row["day"] for row in rows)
    known = {row["id"] for row in rows}
    corrected = [row for row in rows if row["replaced_status"] == "denied"]
    assert [row["status"] for row in corrected] == ["delivered"]
    assert all(row["replaces"] is None or row["replaces"] in known for row in rows)


def test_balance_has_both_sides_of_a_pair_and_text_for_people(run: Run, store: str) -> None:
    rows = json.loads(run("ledger", "--balance", "--json", "--store", store).out)
    pairs = [(row["left"], row["right"], row["item"]) for row in rows]
    assert ("IRN", "RUS", "arms") in pairs
    assert all(row["left"] < row["right"] and row["left_gave"] + row["right_gave"] for row in rows)
    told = run("ledger", "--by", "year", "--store", store, "--lang", "en")
    assert told.code == 0
    assert "Iran ⇄ Russia" in told.out


def test_nothing_that_was_published_later_is_posted(run: Run, store: str) -> None:
    rows = json.loads(run("ledger", "--history", "--json", "--as-of", "2022-10-31", "--store", store).out)
    assert {row["day"] for row in rows} == {"2022-10-20"}
    assert {row["status"] for row in rows} == {"denied"}


def test_a_balance_names_things_in_the_language_asked_for(run: Run, store: str) -> None:
    told = {lang: run("ledger", "--balance", "--store", store, "--lang", lang).out for lang in ("id", "en")}
    assert "drones" in told["en"]
    assert "other" not in told["id"]
