"""The commands that foresee, in both languages, and the page of a back-test."""

from __future__ import annotations

from pathlib import Path

import pytest

from command_line import Run
from foresights import many_acts, put_history, store_with_history
from neraca.store import Store

DAY = ("--history", "small", "--as-of", "2021-08-23")
DAYS = ("--history", "small", "--from", "2021-05-15", "--to", "2022-03-11")


@pytest.fixture
def told(run: Run, folder: Path) -> Run:
    """`run`, in a folder with a store that has a small history."""
    store_with_history(folder / "neraca-store")
    return run


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("id", "Korea Utara mengecam atau menuduh Korea Selatan"),
        ("en", "North Korea criticises or accuses South Korea"),
    ],
)
def test_what_comes_next_is_told_with_its_base_rate_and_reasons(told: Run, language: str, said: str) -> None:
    answer = told("forecast", "next", "PRK", *DAY, "--lang", language)
    assert answer.code == 0
    assert answer.out.startswith(f"1. {said}")
    assert "[small/a.txt#" in answer.out


def test_what_comes_next_is_the_same_in_json_in_both_languages(told: Run) -> None:
    rows = told("forecast", "next", "Korea Utara", *DAY, "--limit", 2, "--json").json
    assert rows == told("forecast", "next", "North Korea", *DAY, "--limit", 2, "--json", "--lang", "en").json
    assert [row["rank"] for row in rows] == [1, 2]
    assert {"probability", "base_rate", "persistence", "term", "drivers", "sentence"} <= set(rows[0])


@pytest.mark.parametrize(("language", "said"), [("id", "Tanpa angka"), ("en", "No number")])
def test_too_little_history_is_said_and_is_no_failure(told: Run, language: str, said: str) -> None:
    answer = told("forecast", "next", "PRK", "--as-of", "2021-08-23", "--lang", language)
    assert (answer.code, answer.out[: len(said)]) == (0, said)


@pytest.mark.parametrize(("language", "said"), [("id", "tidak dikenal"), ("en", "is not known")])
def test_a_typo_is_told_with_what_is_near(told: Run, language: str, said: str) -> None:
    answer = told("forecast", "next", "Koreya Utara", *DAY, "--lang", language)
    assert answer.code == 2
    assert said in answer.err
    assert "Korea Utara" in answer.err


@pytest.mark.parametrize(("language", "said"), [("id", "Uji mundur"), ("en", "back-test")])
def test_a_back_test_writes_its_page_and_is_kept(told: Run, folder: Path, language: str, said: str) -> None:
    page = folder / "report.html"
    answer = told("forecast", "backtest", *DAYS, "--name", "mine", "-o", page, "--lang", language)
    assert answer.code == 0
    assert "2021" in answer.err
    assert said in page.read_text(encoding="utf-8")
    again = folder / "again.html"
    assert told("forecast", "backtest", "--kept", "mine", "-o", again, "--lang", language).code == 0
    assert again.read_bytes() == page.read_bytes()
    assert told("forecast", "backtest", "--list", "--json").json[0]["name"] == "mine"


def test_a_back_test_as_json_is_what_is_kept(told: Run, folder: Path) -> None:
    row = told("forecast", "backtest", *DAYS, "--name", "mine", "--json").json
    assert row["history"] == "small"
    assert {score["part"] for score in row["scores"]} == {"all", "onset", "year", "type", "actor"}
    assert (folder / "neraca-store" / "backtests" / "mine.json").is_file()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), "N164"),
        (("--from", "2021-05-15", "--to", "2021-13-01"), "N103"),
        (("--kept", "nothing"), "N107"),
        (("--from", "2031-05-15", "--to", "2032-01-01", "--history", "small"), "N162"),
    ],
)
def test_a_back_test_that_cannot_be_says_what_is_wrong(told: Run, arguments: tuple[str, ...], code: str) -> None:
    answer = told("forecast", "backtest", *arguments)
    assert answer.code == 2
    assert f"[{code}]" in answer.err


@pytest.mark.parametrize(("language", "said"), [("id", "asosiasi, bukan sebab"), ("en", "association, not a cause")])
def test_what_if_tells_what_moves_and_that_it_is_no_cause(told: Run, language: str, said: str) -> None:
    answer = told("forecast", "whatif", "PRK", "--add", "2021-08-20 PRK ACCUSE KOR", *DAY, "--lang", language)
    assert answer.code == 0
    assert answer.out.startswith("1. ")
    assert said in answer.err
    assert told("forecast", "whatif", "PRK", *DAY).code == 2


@pytest.mark.parametrize(
    ("language", "said"), [("id", "Rusia dan Korea Utara bertemu"), ("en", "Russia and North Korea meet")]
)
def test_who_is_next_is_told_with_rules_and_their_lower_bound(run: Run, folder: Path, language: str, said: str) -> None:
    with Store.create(folder / "neraca-store") as store:
        put_history(store, many_acts(), name="many")
    answer = run(
        *("forecast", "who", "CONSULT", "--actor", "RUS", "--history", "many", "--as-of", "2021-02-04"),
        *("--lang", language),
    )
    assert answer.code == 0
    assert answer.out.startswith(f"1. {said}")
    assert "95%" in answer.out
    assert "[many/a.txt#" in answer.out


def test_who_needs_one_party(told: Run) -> None:
    answer = told("forecast", "who", "CONSULT", *DAY)
    assert answer.code == 2
    assert "[N605]" in answer.err


def test_a_window_past_the_calendars_end_is_no_fault_of_the_program(told: Run) -> None:
    asked = ("--history", "small", "--as-of", "9999-12-31", "--json")
    answer = told("forecast", "next", "PRK", *asked)
    assert answer.code == 0
    assert '"due": "9999-12-31"' in answer.out
    assert told("forecast", "whatif", "PRK", "--add", "2021-08-20 PRK ACCUSE KOR", *asked).code == 0
