"""The question book on the command line: ask, answer, resolve, score, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from books import AS_OF, after, put_history, steady_history
from command_line import Answer, Run
from neraca.store import Store

ASKED = ("RUS", "CONSULT", "PRK", "--as-of", AS_OF, "--history", "set")
KEYS = {
    *("id", "actor", "type", "recipient", "as_of", "horizon_days", "due", "history", "state", "base_rate", "cases"),
    *("hits", "persistence", "probability", "term", "why_none", "numbers", "forecasts", "outcome", "resolution"),
}


@pytest.fixture
def booked(run: Run, folder: Path) -> Run:
    """`run`, beside a store with a set of events."""
    with Store.create(folder / "neraca-store") as store:
        put_history(store, steady_history())
    return run


def ask(run: Run, *options: str) -> Answer:
    answer = run("forecast", "ask", *ASKED, *options)
    assert answer.code == 0, answer.err
    return answer


def test_the_base_rate_stands_beside_the_probability_before_any_reason(booked: Run) -> None:
    for language, words in (("en", ("Base rate", "Forecast", "Why")), ("id", ("Angka dasar", "Prakiraan", "Mengapa"))):
        lines = ask(booked, "--lang", language).out
        places = [lines.index(word) for word in words]
        assert places == sorted(places)


def test_a_question_is_one_object_with_its_keys(booked: Run) -> None:
    row = ask(booked, "--json").json
    assert set(row) >= KEYS
    assert row["new"] is True
    assert 0 < row["probability"] < 1
    (number,) = row["numbers"]
    assert number["drivers"][-1]["kind"] == "rest"
    opened = [case for driver in number["drivers"] for case in driver["opened"]]
    assert opened
    assert {case["history"] for case in opened} == {"set"}
    assert set(number["drivers"][0]["sentence"]) == {"en", "id"}
    assert ask(booked, "--json").json["new"] is False


def test_too_little_history_is_said_first_with_what_would_help(booked: Run) -> None:
    asked = ("forecast", "ask", "JPN", "AID", "PRK", "--as-of", AS_OF, "--history", "set")
    english, indonesian = (booked(*asked, "--lang", language) for language in ("en", "id"))
    assert (english.code, indonesian.code) == (0, 0)
    assert english.out.splitlines()[2].startswith("Not enough history:")
    assert "What would help:" in " ".join(english.out.split())
    assert indonesian.out.splitlines()[2].startswith("Riwayatnya tidak cukup:")
    assert booked(*asked, "--json").json["probability"] is None


def test_a_number_an_outcome_and_a_score_follow_one_another(booked: Run) -> None:
    key = ask(booked, "--json").json["id"]
    answered = booked("forecast", "answer", key, "30 %", "--person", "Ani", "--note", "letter of the envoy", "--json")
    assert [one["person"] for one in answered.json["numbers"]] == [None, "Ani"]
    (ruled,) = booked("forecast", "resolve", "--json").json
    assert (ruled["outcome"], ruled["reason"], ruled["new"]) == ("yes", "happened", True)
    assert ruled["evidence"][0].startswith("set/a.txt#")
    rows = booked("forecast", "score", "--json").json
    assert [(row["kind"], row["forecaster"], row["timing"], row["n"]) for row in rows] == [
        ("score", "neraca", "retrospective", 1),
        ("score", "person:Ani", "retrospective", 1),
        ("compared", "person:Ani", "retrospective", 1),
    ]
    assert {row["brier"] for row in rows} == {None}


def test_a_question_shows_superseded_numbers_and_outcomes(booked: Run) -> None:
    key = ask(booked, "--json").json["id"]
    for number in ("30", "40"):
        booked("forecast", "answer", key, number, "--person", "Ani")
    booked("forecast", "resolve")
    booked("forecast", "resolve", key, "tidak", "--person", "Ani", "--note", "foto lama")
    shown = booked("forecast", "show", key.partition("-")[2][:8], "--lang", "id").out
    assert "Ani: 40%" in shown
    assert shown.index("Ani: 40%") < shown.index("Angka yang sudah digantikan:") < shown.index("Ani: 30%")
    assert "Hasil: tidak, menurut Ani" in shown
    assert "foto lama" in shown
    assert "tidak berlaku lagi: ya, menurut aturan" in shown


def test_open_and_resolved_questions_are_listed_apart(booked: Run) -> None:
    ask(booked)
    ended = booked("forecast", "ask", "RUS", "AID", "PRK", "--as-of", after(180), "--history", "set", "--json").json
    booked("forecast", "resolve")
    states = {row["id"]: row["state"] for row in booked("forecast", "list", "--json").json}
    assert states[ended["id"]] == "due"
    assert sorted(states.values()) == ["due", "resolved"]
    for option, state in (("--open", "due"), ("--resolved", "resolved")):
        assert [row["state"] for row in booked("forecast", "list", option, "--json").json] == [state]
    assert [row["id"] for row in booked("forecast", "list", "--type", "AID", "--json").json] == [ended["id"]]
    assert len(booked("forecast", "list", "--actor", "Korea Utara", "--json").json) == 2


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("ask", "Atlantis", "AID", "PRK"), "N107"),
        (("ask", "RUS", "GOSSIP", "PRK"), "N107"),
        (("ask", "RUS", "AID", "Rusia"), "N153"),
        (("ask", "RUS", "AID", "PRK", "--history", "nowhere"), "N107"),
        (("ask", "RUS", "AID", "PRK", "--as-of", "9999-12-31"), "N156"),
        (("ask", "RUS", "AID", "PRK", "--as-of", "tomorrow"), "N103"),
        (("show", "zz"), "N151"),
        (("answer", "zz", "0.3"), "N151"),
        (("answer", "zz", "1"), "N152"),
        (("resolve", "zz"), "N151"),
        (("resolve", "zz", "perhaps"), "N107"),
        (("resolve", "zz", "yes"), "N154"),
    ],
)
def test_what_is_wrong_is_told_in_both_languages_with_exit_code_2(
    booked: Run, words: tuple[str, ...], code: str
) -> None:
    told = [booked("forecast", *words, "--lang", language) for language in ("en", "id")]
    assert [answer.code for answer in told] == [2, 2]
    assert all(answer.err.startswith(f"[{code}]") for answer in told)
    assert told[0].err != told[1].err
    assert told[0].out == told[1].out == ""


def test_an_error_names_an_argument_and_what_it_takes_as_the_help_does(booked: Run) -> None:
    told = booked("forecast", "resolve", "zz", "mungkin", "--lang", "id").err
    assert "tidak dikenal untuk HASIL" in told
    assert "yang dikenal: ya, tidak, batal" in told
    assert "untuk JENIS" in booked("forecast", "ask", "RUS", "GOSSIP", "PRK", "--lang", "id").err


def test_of_days_before_its_history_nothing_is_known_and_nothing_ruled(booked: Run) -> None:
    asked = booked("forecast", "ask", "RUS", "AID", "PRK", "--as-of", "1999-01-01", "--history", "set", "--json").json
    assert asked["why_none"] == "no_history"
    (ruled,) = booked("forecast", "resolve", "--json").json
    assert (ruled["outcome"], ruled["reason"]) == (None, "history-begins")


def test_below_ten_questions_it_is_said_why_there_is_no_score(booked: Run) -> None:
    ask(booked)
    booked("forecast", "resolve")
    assert "Scores begin at 10 resolved questions" in booked("forecast", "score", "--lang", "en").err


def test_without_a_store_it_says_how_to_make_one(run: Run) -> None:
    answer = run("forecast", "list")
    assert (answer.code, answer.err[:6]) == (2, "[N101]")


def test_histories_are_listed(booked: Run) -> None:
    rows = {row["name"]: row for row in booked("forecast", "histories", "--json").json}
    assert set(rows) == {"own", "set"}
    assert rows["set"]["events"] == len(steady_history())


@pytest.mark.parametrize("command", [("list",), ("score",), ("score", "--by", "type"), ("histories",), ("resolve",)])
def test_tables_fit_80_columns_in_both_languages(booked: Run, command: tuple[str, ...]) -> None:
    key = ask(booked, "--json").json["id"]
    booked("forecast", "answer", key, "30", "--person", "Ani")
    if command != ("resolve",):
        booked("forecast", "resolve")
    for language in ("id", "en"):
        answer = booked("forecast", *command, "--lang", language)
        assert answer.code == 0
        assert answer.out
        assert max(map(len, answer.out.splitlines())) <= 80
