"""Judgements and changes on the command line."""

from __future__ import annotations

import json

import pytest

from command_line import Run


def first(run: Run, table: str, **wanted: object) -> dict:
    rows = run(table, "--json").json
    return next(row for row in rows if all(row[key] == value for key, value in wanted.items()))


def sent(run: Run) -> dict:
    return first(run, "events", event="AID", items=["munitions"], negated=False)


def test_an_event_that_is_wrong_is_marked_and_left_out_of_what_rests_on_events(filled: Run) -> None:
    event = sent(filled)
    answer = filled("review", event["id"], "wrong", "--note", "salah baca", "--person", "Rini", "--json")
    assert answer.code == 0
    (row,) = answer.json
    assert (row["decision"], row["person"], row["note"], row["state"]) == ("wrong", "Rini", "salah baca", "holds")
    assert row["about"][0]["id"] == event["id"]
    assert first(filled, "events", id=event["id"])["judged"] == "wrong"
    assert all(event["id"] not in entry["events"] for entry in filled("ledger", "--json").json)
    for table, key in (("timeline", "id"), ("disputes", "event_id")):
        assert event["id"] not in {one[key] for one in filled(table, "--json").json}
    shown = filled("show", event["id"], "--json").json
    assert (shown["judged"], shown["judgements"][0]["note"]) == ("wrong", "salah baca")
    assert "judged wrong" in " ".join(filled("events", "--lang", "en").out.split())
    assert "wrong, says Rini" in filled("explain", event["id"], "--lang", "en").out
    assert filled("report").code == 0
    assert filled("verify").code == 0


def test_a_claim_that_is_wrong_stays_among_the_claims_and_in_the_export(filled: Run) -> None:
    claim = sent(filled)["claims"][0]
    filled("review", claim, "wrong")
    assert first(filled, "claims", id=claim)["judged"] == "wrong"
    rows = [json.loads(line) for line in filled("export", "claims").out.splitlines()]
    assert [row["id"] for row in rows if row.get("judged") == "wrong"] == [claim]
    assert all(claim not in event["claims"] for event in filled("events", "--json").json)
    assert filled("explain", claim, "--lang", "en").out.count("judged wrong") == 1


def test_undo_brings_back_what_was(filled: Run) -> None:
    event, before = sent(filled), filled("events", "--json").json
    filled("review", event["id"], "wrong")
    filled("review", event["id"], "undo")
    assert filled("events", "--json").json == before
    assert [row["state"] for row in filled("review", "--json").json] == ["undone", "holds"]


def test_reliability_is_shown_beside_outlets_and_witnesses(filled: Run) -> None:
    filled("review", "Harian Contoh", "reliability", "B")
    filled("review", "KOR", "reliability", "C")
    assert first(filled, "outlets", outlet="Harian Contoh")["reliability"] == "B"
    testimony = filled("show", sent(filled)["id"], "--json").json["testimony"]
    korea = next(one for one in testimony if one["voice"] == "KOR")
    assert korea["reliability"] == "C"
    assert korea["documents"][0] == {"document": "01-kirim.txt", "outlet": "Harian Contoh", "reliability": "B"}
    assert "South Korea [C]" in filled("explain", sent(filled)["id"], "--lang", "en").out


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_history_is_a_table_for_people(filled: Run, language: str) -> None:
    event = sent(filled)
    filled("review", event["id"], "wrong", "--note", "salah baca")
    filled("review", "01-kirim.txt", "note", "--note", "cek \x1b[31mlagi")
    for words in ((), (event["id"],)):
        answer = filled("review", *words, "--lang", language)
        assert answer.code == 0
        assert "salah" in answer.out
        assert max(map(len, answer.out.splitlines())) <= 80
        assert "\x1b" not in answer.out
    assert len(filled("review", event["id"], "--json").json) == 1


def test_judgements_can_be_written_for_others(filled: Run) -> None:
    filled("review", "01-kirim.txt", "wrong", "--person", "Rini")
    (row,) = (json.loads(line) for line in filled("export", "judgements").out.splitlines())
    assert (row["person"], row["decision"]) == ("Rini", "wrong")
    assert row["about"][0].startswith("doc-")
    assert first(filled, "documents", document="01-kirim.txt")["judged"] == "wrong"


def test_who_judges_is_named_once_in_the_project(filled: Run, folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "budi")
    assert filled("review", "01-kirim.txt", "right", "--json").json[0]["person"] == "budi"
    (folder / "neraca.toml").write_text('person = "Rini"\n', encoding="utf-8")
    assert filled("review", "01-kirim.txt", "right", "--json").json[0]["person"] == "Rini"
    assert filled("review", "01-kirim.txt", "right", "--json", "--person", "Sari").json[0]["person"] == "Sari"
    answer = filled("review", "01-kirim.txt", "right", "--person", " ")
    assert (answer.code, answer.out) == (2, "")
    assert "[N112]" in answer.err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("apa", "wrong"), "N102"),
        (("apa",), "N102"),
        (("same",), "N109"),
        (("01-kirim.txt", "reliability", "B"), "N110"),
        (("Harian Contoh", "reliability", "G"), "N111"),
        (("01-kirim.txt", "undo"), "N113"),
        (("01-kirim.txt", "note"), "N114"),
    ],
)
def test_a_judgement_that_does_not_fit_is_a_usage_error_with_a_way_out(filled: Run, words, code: str) -> None:
    answer = filled("review", *words)
    assert (answer.code, answer.out) == (2, "")
    assert f"[{code}]" in answer.err
    assert "jalan keluar:" in answer.err
    assert filled("review", "--json").json == []


def test_what_changed_since_a_day_names_the_articles(filled: Run) -> None:
    rows = filled("changes", "--since", "2024-10-19", "--until", "2024-10-31", "--json").json
    assert rows
    assert {one["document"] for row in rows for one in row["documents"]} == {"02-troops.md"}
    assert {"change", "event_id", "from", "to", "documents", "claims", "earlier"} <= set(rows[0])
    assert filled("changes", "--since", "2024-10-19", "--as-of", "2024-10-31", "--json").json == rows
    assert filled("changes", "--since", "2024-11-01", "--json").json == []


def test_an_admission_after_a_denial_is_a_change_of_status(run: Run, folder) -> None:
    (folder / "01-tuduhan.txt").write_text(
        "Harian Contoh - Sabtu (19/10/2024)\n\nKorea Utara mengirim 1.500 tentara ke Rusia pada 8 Oktober 2024, "
        "kata Badan Intelijen Nasional Korea Selatan. Korea Utara membantah telah mengirim tentara ke Rusia.\n",
        encoding="utf-8",
    )
    (folder / "06-akui.txt").write_text(
        "Koran Lain - Senin (28/4/2025)\n\nSelama berbulan-bulan Pyongyang bungkam soal pasukannya. Kini, menurut "
        "Kementerian Pertahanan Korea Utara, negara itu mengirim tentara ke Rusia pada Oktober 2024. Upacara "
        "bagi para prajurit digelar di ibu kota, dan sebuah tugu akan dibangun untuk mengenang yang gugur.\n",
        encoding="utf-8",
    )
    run("add", "01-tuduhan.txt", "06-akui.txt")
    answer = run("changes", "--since", "2025-04-01", "--json")
    status = [row for row in answer.json if row["change"] == "status"]
    assert [(row["to"], [one["document"] for one in row["documents"]]) for row in status] == [
        ("confirmed", ["06-akui.txt"])
    ]
    for language, word in (("en", "confirmed"), ("id", "dibenarkan")):
        table = run("changes", "--since", "2025-04-01", "--lang", language)
        assert word in table.out
        assert max(map(len, table.out.splitlines())) <= 80


def test_articles_without_a_date_are_in_no_comparison_and_that_is_said(filled: Run, folder) -> None:
    before = filled("changes", "--since", "2024-01-01", "--json")
    (folder / "tanpa.txt").write_text("Rusia mengirim minyak ke Korea Utara.", encoding="utf-8")
    filled("add", "tanpa.txt")
    after = filled("changes", "--since", "2024-01-01", "--json", "--lang", "en")
    assert after.json == before.json
    assert (before.err, after.err) == ("", "1 document without a date is in neither account.\n")


@pytest.mark.parametrize(
    "options", [("--since", "kemarin"), ("--since", "2024-02-01", "--until", "2024-01-01"), ("--since", "")]
)
def test_a_day_that_is_none_is_refused(filled: Run, options: tuple[str, ...]) -> None:
    answer = filled("changes", *options)
    assert (answer.code, answer.out) == (2, "")
    assert "[N103]" in answer.err


def test_changes_need_a_day_to_start_from(filled: Run) -> None:
    assert filled("changes").code == 2


def test_every_view_knows_only_what_had_been_published(filled: Run) -> None:
    day = "2024-06-30"
    labels = {row["document"] for row in filled("documents", "--json", "--as-of", day).json}
    known = {row["id"] for row in filled("claims", "--json", "--as-of", day).json}
    assert labels == {"04-dua.jsonl#2", "bawah/03-pertemuan.txt"}
    for table in ("events", "ledger"):
        rows = filled(table, "--json", "--as-of", day).json
        assert known.issuperset(claim for row in rows for claim in row["claims"])
    for row in filled("disputes", "--json", "--as-of", day).json:
        assert known.issuperset((*row["claims_for"], *row["claims_against"]))
    for table in ("timeline", "checks"):
        assert labels.issuperset(row["document"] for row in filled(table, "--json", "--as-of", day).json)
    assert sum(row["documents"] for row in filled("outlets", "--json", "--as-of", day).json) == len(labels)
    assert labels.issuperset(row["document"] for row in filled("search", "Korea", "--json", "--as-of", day).json)
    later = next(row["id"] for row in filled("claims", "--json").json if row["id"] not in known)
    for command in ("show", "explain"):
        assert "[N102]" in filled(command, later, "--as-of", day).err
    rows = [json.loads(line) for line in filled("export", "claims", "--as-of", day).out.splitlines()]
    assert {row["id"] for row in rows} == known
