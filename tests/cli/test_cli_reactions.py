"""`neraca reactions`: said by the texts, chains, returns, and what was measured."""

from __future__ import annotations

from pathlib import Path

import pytest

from command_line import Run

FIRST = """Rusia Serang Ukraina

19 Oktober 2024

Rusia menyerang Ukraina pada Senin. Langkah Rusia itu menuai kecaman dari Polandia. Rusia menolak kecaman Polandia itu.
"""
SECOND = """Minyak untuk Pyongyang

20 Oktober 2024

Rusia memberi minyak kepada Korea Utara sebagai imbalan atas peluru.
"""
KEYS = {"id", "kind", "relation", "cause", "effect", "order", "sentence", "sayings", "events", "claims", "witnesses"}


@pytest.fixture
def told(run: Run, folder: Path) -> Run:
    """`run`, with two articles that tell reactions in the store."""
    articles = folder / "texts"
    articles.mkdir()
    for name, text in (("01.txt", FIRST), ("02.txt", SECOND)):
        (articles / name).write_text(text, encoding="utf-8")
    assert run("add", articles).code == 0
    return run


def test_what_texts_say_is_told_with_their_words_and_claims(told: Run) -> None:
    rows = told("reactions", "--only", "said", "--json").json
    assert all(set(row) >= KEYS for row in rows)
    assert {row["kind"] for row in rows} == {"said"}
    known = {claim["id"] for claim in told("claims", "--json").json}
    events = {event["id"] for event in told("events", "--json").json}
    for row in rows:
        assert set(row["claims"]) <= known
        assert set(row["events"]) == {row["cause"]["id"], row["effect"]["id"]} <= events
    (drawn,) = [row for row in rows if row["cause"]["event"] == "ASSAULT"]
    assert [saying["cue"] for saying in drawn["sayings"]] == ["menuai"]
    assert drawn["sentence"]["id"].endswith("(menurut teks)")
    assert drawn["sentence"]["en"].endswith("(said by the texts)")


def test_a_chain_reads_as_one_sentence(told: Run) -> None:
    (chain,) = told("reactions", "--chains", "--json").json
    assert len(chain["events"]) == 3
    assert chain["sentence"]["id"].count("; ") == 2


def test_what_was_given_for_what(told: Run) -> None:
    (row,) = told("reactions", "--returns", "--json").json
    assert (row["actor"], row["recipient"], row["for"], row["cue"]) == (
        ["RUS"],
        ["PRK"],
        "peluru",
        "sebagai imbalan atas",
    )


def test_measured_and_said_stand_marked_in_one_table(told: Run) -> None:
    kinds = [row["kind"] for row in told("reactions", "--json").json]
    assert kinds == sorted(kinds, reverse=True)
    assert set(kinds) == {"said", "measured"}
    assert {row["kind"] for row in told("reactions", "--only", "measured", "--json").json} == {"measured"}


def test_a_selection_holds_either_side(told: Run) -> None:
    assert told("reactions", "--only", "said", "--actor", "POL", "--json").json
    assert told("reactions", "--only", "said", "--actor", "JPN", "--json").json == []
    assert told("reactions", "--only", "said", "--type", "ASSAULT", "--json").json


def test_what_was_not_yet_published_is_not_known(told: Run) -> None:
    assert told("reactions", "--returns", "--as-of", "2024-10-19", "--json").json == []


@pytest.mark.parametrize("options", [(), ("--chains",), ("--returns",)])
def test_the_tables_fit_80_columns(told: Run, options: tuple[str, ...]) -> None:
    answer = told("reactions", *options)
    assert answer.code == 0
    assert answer.out
    assert max(map(len, answer.out.splitlines()), default=0) <= 80
