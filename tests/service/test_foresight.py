"""What an actor will do next: numbers beside base rates, reasons that add up, and nothing of the future."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from foresights import DAYS, FIRST, acts, put_history, store_with_history
from neraca.errors import NeracaError
from neraca.packs.catalogue import load_packs
from neraca.service import fitted
from neraca.service.checkup import verify_store
from neraca.service.fitted import FOLDER
from neraca.service.foresight import next_rows
from neraca.store import Store

DAY = FIRST + timedelta(days=600)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(store_with_history(tmp_path / "store")) as opened:
        yield opened


def ask(store: Store, **fields: Any) -> list[dict[str, Any]]:
    asked = {"actor": "PRK", "as_of": DAY, "history": "small", **fields}
    return next_rows(store, None, load_packs(), **asked)


def log_odds(probability: float) -> float:
    return math.log(probability / (1 - probability))


def test_the_most_probable_comes_first_and_stands_beside_its_base_rate(store: Store) -> None:
    rows = ask(store)
    shares = [row["probability"] for row in rows]
    assert shares == sorted(shares, reverse=True)
    assert [row["rank"] for row in rows] == list(range(1, len(rows) + 1))
    first = rows[0]
    assert (first["actor"], first["type"], first["recipient"]) == ("PRK", "ACCUSE", "KOR")
    assert 0.9 < first["base_rate"] < 1
    assert first["cases"] == 20
    assert first["due"] == (DAY + timedelta(days=30)).isoformat()
    assert "base rate" in first["sentence"]["en"]
    assert "angka dasar" in first["sentence"]["id"]


def test_the_reasons_add_up_from_the_base_rate_to_the_number(store: Store) -> None:
    for row in ask(store):
        moved = sum(driver["weight"] for driver in row["drivers"])
        assert log_odds(row["probability"]) == pytest.approx(log_odds(row["base_rate"]) + moved)


def test_a_reason_opens_to_its_cases(store: Store) -> None:
    opened = [case for row in ask(store) for driver in row["drivers"] for case in driver["opened"]]
    assert opened
    assert all(case["place"].startswith("small/a.txt#") and case["day"] <= DAY.isoformat() for case in opened)


def test_nothing_later_than_the_day_is_used(store: Store, tmp_path: Path) -> None:
    with Store.create(tmp_path / "past") as past:
        put_history(past, [act for act in acts() if act[0] <= 600])
        assert ask(past) == ask(store)


def test_one_recipient_and_one_type_can_be_asked_for(store: Store) -> None:
    rows = ask(store, recipient="Rusia", types=("pertemuan",))
    assert [(row["type"], row["recipient"]) for row in rows] == [("CONSULT", "RUS")]


@pytest.mark.parametrize(
    ("fields", "why", "said"),
    [
        ({"as_of": FIRST + timedelta(days=40)}, "short_history", "No number"),
        ({"as_of": FIRST + timedelta(days=DAYS + 200)}, "history_ended", "What is known ends on 9 June 2022"),
        ({"actor": "QAT"}, "unseen_party", "No number"),
        ({"history": "own"}, "no_history", "No number"),
    ],
)
def test_without_enough_history_it_says_why(store: Store, fields: dict[str, Any], why: str, said: str) -> None:
    (row,) = ask(store, **fields)
    assert (row["status"], row["probability"], row["why_none"]) == ("too_little", None, why)
    assert said in row["sentence"]["en"]
    assert row["sentence"]["id"].startswith("Tanpa angka: ")
    assert row["drivers"] == []


@pytest.mark.parametrize(
    ("fields", "near"),
    [({"actor": "Koreya Utara"}, "Korea Utara"), ({"types": ("CONSLUT",)}, "CONSULT"), ({"history": "smal"}, "small")],
)
def test_a_typo_is_told_with_what_is_near(store: Store, fields: dict[str, Any], near: str) -> None:
    with pytest.raises(NeracaError, match=rf"N107(?s:.*){near}"):
        ask(store, **fields)


def test_a_question_has_two_sides(store: Store) -> None:
    with pytest.raises(NeracaError, match="N153"):
        ask(store, recipient="Korea Utara")


def test_a_fitted_model_is_kept_and_not_fitted_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    before = ask(store)
    monkeypatch.setattr(fitted, "fit_windows", None)
    assert ask(store) == before


def test_a_damaged_model_is_fitted_anew(store: Store) -> None:
    before = ask(store)
    (kept,) = (store.path.parent / FOLDER).iterdir()
    kept.write_bytes(kept.read_bytes()[:-9] + b"123456789")
    assert ask(store) == before


def test_verifying_a_store_forgets_its_models(store: Store) -> None:
    ask(store)
    assert (store.path.parent / FOLDER).is_dir()
    verify_store(store.path.parent)
    assert not (store.path.parent / FOLDER).exists()


def test_another_day_has_a_model_of_its_own(store: Store) -> None:
    ask(store)
    ask(store, as_of=date(2021, 9, 1))
    assert len(list((store.path.parent / FOLDER).iterdir())) == 2
