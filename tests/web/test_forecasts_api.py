"""Forecasts as JSON: the rows that `neraca forecast NAME --json` prints, with its options."""

from __future__ import annotations

from collections.abc import Generator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import typer
from asked import told
from forecast_sites import ask_set, make_store, put_resolved
from sites import open_site
from starlette.testclient import TestClient

from backtests import backtest
from books import LAST, after
from neraca.cli.main import build_app
from neraca.codec.json import encode

CASE = "set/a.txt#3"
DAY = f"--as-of {LAST.isoformat()}"
# Command, its words, and the address beside it.
CASES = (
    ("list", "", "list.json"),
    ("list", "--open", "list.json?open"),
    ("list", "--resolved", "list.json?resolved"),
    ("list", "--open --resolved --actor PRK --type accuse", "list.json?open&resolved&actor=PRK&type=accuse"),
    ("show", "{question}", "show/{question}.json"),
    ("score", "", "score.json"),
    ("score", "--by type --actor RUS --type consult", "score.json?by=type&actor=RUS&type=consult"),
    ("score", "--by horizon", "score.json?by=horizon"),
    ("histories", "", "histories.json"),
    ("next", f"KOR --history set {DAY}", f"next.json?actor=KOR&history=set&as_of={LAST}"),
    (
        "next",
        f"KOR --target PRK --type accuse --within 7 --limit 2 --history set {DAY}",
        f"next.json?actor=KOR&target=PRK&type=accuse&within=7&limit=2&history=set&as_of={LAST}",
    ),
    (
        "whatif",
        f"KOR --remove {CASE} --history set {DAY}",
        f"whatif.json?actor=KOR&remove={quote(CASE, safe='')}&history=set&as_of={LAST}",
    ),
    (
        "whatif",
        f"KOR --add 2021-12-01,KOR,ACCUSE,PRK --target PRK --type accuse --within 7 --limit 2 --history set {DAY}",
        "whatif.json?actor=KOR&add=2021-12-01,KOR,ACCUSE,PRK&target=PRK&type=accuse&within=7&limit=2&history=set"
        f"&as_of={LAST}",
    ),
    (
        "who",
        f"accuse --target PRK --limit 3 --history set {DAY}",
        f"who.json?type=accuse&target=PRK&limit=3&history=set&as_of={LAST}",
    ),
    (
        "who",
        f"Consult --actor Russia --fine --boosted --history set {DAY}",
        f"who.json?type=Consult&actor=Russia&fine&boosted&history=set&as_of={LAST}",
    ),
    ("backtest", "--list", "backtest.json?list"),
    ("backtest", "--kept two-years", "backtest.json?kept=two-years"),
)
# Commands and options that do something, or say how to print; and what a browser shows elsewhere.
ACTIONS = frozenset(("ask", "answer", "resolve"))
COMMON = frozenset(("help", "json", "lang", "store"))
RUNS = frozenset(("from", "to", "every", "within", "actor", "type", "history", "name", "o", "out"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Generator[tuple[TestClient, Path, str]]:
    store = make_store(tmp_path_factory.mktemp("api"))
    own = ask_set(store, actor="KOR", kind="ACCUSE")
    put_resolved(store, 12)
    (store / "backtests").mkdir()
    (store / "backtests" / "two-years.json").write_bytes(encode(backtest()))
    with open_site(store) as client:
        yield client, store, own


@pytest.mark.parametrize(("command", "words", "address"), CASES)
def test_the_web_gives_the_rows_of_the_command_line(
    command: str,
    words: str,
    address: str,
    site: tuple[TestClient, Path, str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    client, store, own = site
    printed = told(capsys, store, "forecast", command, *words.format(question=own).split())
    answer = client.get(f"/api/forecast/{address.format(question=own)}")
    assert answer.status_code == 200, answer.text
    assert printed
    assert answer.json() == printed


def test_every_view_and_option_of_the_commands_is_tried() -> None:
    group: Any = typer.main.get_command(build_app())
    for name, command in group.commands["forecast"].commands.items():
        if name in ACTIONS:
            continue
        assert any(tried == name for tried, _, _ in CASES), f"forecast {name} is not on the web"
        known = {str(one.opts[0]).lstrip("-") for one in command.params if one.param_type_name != "argument"}
        words = {word for tried, said, _ in CASES if tried == name for word in said.split()}
        missing = {one for one in known - COMMON - (RUNS if name == "backtest" else set()) if f"--{one}" not in words}
        assert missing == set(), f"forecast {name}"


def test_what_there_is_not_is_not_found(site: tuple[TestClient, Path, str]) -> None:
    client, _, _ = site
    assert client.get("/api/forecast/show/question-zz.json").status_code == 404
    assert client.get("/api/forecast/backtest.json?kept=nothing").status_code == 400
    assert client.get("/api/forecast/score.json?by=weather").status_code == 400


def test_on_an_earlier_day_questions_stand_as_they_stood_then(site: tuple[TestClient, Path, str]) -> None:
    client, _, _ = site
    day = after(-35)

    def ended(what: str) -> list[date]:
        rows = client.get(f"/api/forecast/list.json?{what}&as_of={day}").json()
        return [date.fromisoformat(row["due"]) for row in rows]

    assert [due for due in ended("open") if due > day]
    assert all(due <= day for due in ended("resolved"))
