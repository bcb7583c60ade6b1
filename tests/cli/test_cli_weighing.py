"""What the command line says of weight: credibility, witnesses on both sides, whose word documents and outlets are."""

from __future__ import annotations

import re

import pytest

from command_line import Run
from neraca.cli.weighing import reason_line
from neraca.packs.words import Names, read_words

EN = read_words("en")


def only(rows: list[dict], **wanted: object) -> dict:
    (row,) = [row for row in rows if all(row[key] == value for key, value in wanted.items())]
    return row


def test_the_table_of_events_shows_the_digit_and_the_balance_of_witnesses(filled: Run) -> None:
    rows = {row["id"].partition("-")[2][:8]: row for row in filled("events", "--json").json}
    lines = [line for line in filled("events", "--lang", "en").out.splitlines() if re.match(r"[0-9a-f]{8}\b", line)]
    assert len(lines) == len(rows)
    for line in lines:
        row = rows[line[:8]]
        judged = row["testimony"] or row["against"]
        backers = len(row["testimony"]) if judged else row["witnesses"]
        assert line.split()[-2:] == [str(row["credibility"]), f"{backers}:{len(row['against'])}"]


def test_documents_say_their_story_their_credits_and_whose_word_they_are(filled: Run) -> None:
    rows = filled("documents", "--json").json
    for row in rows:
        assert row["story"].startswith("story-") and row["story_number"] >= 1
        assert row["credits"] == [] and row["findings"] == 0
        assert row["attributed"] is None or 0 <= row["attributed"] + row["anonymous"] <= 1
    first = only(rows, document="02-troops.md")
    assert (first["attributed"], first["anonymous"]) == (1.0, 0.0)


def test_a_report_that_owes_itself_to_an_agency_says_so(run: Run, folder) -> None:
    (folder / "a.txt").write_text(
        "Rusia Kirim Gandum\n\nKoran Contoh - Sabtu (19/10/2024)\n\nMoskow (ANTARA) - Rusia mengirim gandum ke Korea "
        "Utara, kata Kementerian Pertanian Rusia.\n",
        encoding="utf-8",
    )
    run("add", "a.txt")
    assert only(run("documents", "--json").json, document="a.txt")["credits"] == ["ANTARA"]


def test_outlets_say_whose_word_they_are_and_what_was_found(filled: Run) -> None:
    rows = filled("outlets", "--json").json
    courier = only(rows, outlet="The Example Courier")
    assert courier["attributed"] == 1.0
    assert {"anonymous", "findings", "derived", "reliability"} <= set(courier)
    assert all(len(line) <= 80 for line in filled("outlets", "--lang", "en").out.splitlines())


@pytest.mark.parametrize(("language", "word"), [("id", "Kredibilitas"), ("en", "Credibility")])
def test_an_event_is_explained_with_its_proposed_digit_and_witnesses(filled: Run, language: str, word: str) -> None:
    event = next(row for row in filled("events", "--json").json if row["testimony"])
    text = filled("explain", event["id"], "--lang", language).out
    assert f"{word} {event['credibility']} (" in text
    assert "witnesses=" not in text


@pytest.mark.parametrize(
    ("reason", "line"),
    [
        ("witnesses=1", "1 witness"),
        ("roots=2", "2 original texts"),
        ("denied_by=RUS,unnamed", "denied by: Russia, voices of no party"),
        ("opposed_by_claims=claim-0123456789abcdef", "claims that say the opposite: 01234567"),
        ("new_code=7", "new_code=7"),
    ],
)
def test_a_reason_is_said_in_words_and_an_unknown_one_stands_as_it_is(reason: str, line: str) -> None:
    assert reason_line(reason, Names(actors={"RUS": "Russia"}), EN) == line


def test_an_outlets_own_word_goes_by_its_name_and_reliability(run: Run, folder) -> None:
    (folder / "a.txt").write_text(
        "Rusia Kirim Gandum\n\nKoran Contoh - Sabtu (19/10/2024)\n\nRusia mengirim gandum ke Korea Utara pada Jumat.\n",
        encoding="utf-8",
    )
    run("add", "a.txt")
    run("review", "Koran Contoh", "reliability", "B", "--person", "Rini")
    event = run("events", "--json").json[0]
    (witness,) = run("show", event["id"], "--json").json["testimony"]
    assert (witness["voice"], witness["outlet"], witness["reliability"]) == (None, "Koran Contoh", "B")
