"""Exports and the dossier: the gold claims' form, and the same bytes whatever the order, seed, zone or crash."""

from __future__ import annotations

import csv
import json
import time
from pathlib import Path

import pytest

from articles import article_files
from command_line import Run, finish, spawn

GOLD_KEYS = [
    *("document", "id", "span", "event", "stage", "negated", "certainty", "actor", "recipient", "items"),
    *("quantity", "when", "where", "attributions", "links", "optional"),
]


def lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_claims_are_written_in_the_form_of_the_gold_claims(filled: Run, folder: Path) -> None:
    answer = filled("export", "claims", "-o", "claims.jsonl")
    assert (answer.code, answer.out) == (0, "")
    rows = lines(folder / "claims.jsonl")
    assert all(list(row) == [*GOLD_KEYS, "coding"] for row in rows)
    assert [(row["document"], row["span"]["start"]) for row in rows] == sorted(
        (row["document"], row["span"]["start"]) for row in rows
    )
    claim = next(row for row in rows if row["quantity"] and row["document"] == "01-kirim.txt")
    assert claim["quantity"][0] == {
        **{"low": 5000, "high": 5000, "unit": "round", "approx": False},
        "text": claim["quantity"][0]["text"],
    }
    dated = next(row for row in rows if row["document"] == "04-dua.jsonl#2" and row["when"])
    assert dated["when"] == {"from": "2022-08-01", "to": "2022-08-31", "text": dated["when"]["text"]}
    assert "recorded_at" not in (folder / "claims.jsonl").read_text("utf-8")


def test_claims_and_events_have_their_coding(filled: Run, folder: Path) -> None:
    filled("export", "claims", "-o", "claims.jsonl")
    filled("export", "events", "-o", "events.jsonl")
    rows = lines(folder / "claims.jsonl")
    sent = next(row["coding"] for row in rows if row["quantity"] and row["document"] == "01-kirim.txt")
    assert (sent["plover_event"], sent["cameo"], sent["intensity"]) == ("AID", "072", 10.0)
    for row in (*rows, *lines(folder / "events.jsonl")):
        coding = row["coding"]
        assert (coding["cameo"] is None) == (coding["plover_event"] is None) == (coding["reason"] is not None)


def test_an_export_without_a_file_goes_to_stdout(filled: Run, folder: Path) -> None:
    filled("export", "claims", "-o", "claims.jsonl")
    assert filled("export", "claims").out == (folder / "claims.jsonl").read_text("utf-8")


@pytest.mark.parametrize("name", ["documents", "events", "ledger"])
def test_other_tables_are_written_as_jsonl_and_csv(filled: Run, folder: Path, name: str) -> None:
    assert filled("export", name, "-o", "a.jsonl").code == 0
    assert filled("export", name, "-o", "a.csv").code == 0
    rows = lines(folder / "a.jsonl")
    with (folder / "a.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == len(rows) > 0


def test_an_unknown_format_and_a_place_that_refuses_are_named(filled: Run) -> None:
    unknown = filled("export", "rdf")
    assert unknown.code == 2
    assert "[N104]" in unknown.err
    refused = filled("export", "claims", "-o", "no/such/folder/claims.jsonl")
    assert refused.code == 2
    assert "[N601]" in refused.err


def test_a_cell_that_a_spreadsheet_would_run_is_defused(run: Run, folder: Path) -> None:
    row = {"title": "=HYPERLINK(1)", "content": "Rusia mengirim minyak ke Korea Utara.", "date": "2024-05-03"}
    (folder / "a.json").write_text(json.dumps(row), encoding="utf-8")
    run("add", "a.json")
    run("export", "documents", "-o", "a.csv")
    assert "'=HYPERLINK(1)" in (folder / "a.csv").read_text("utf-8")


def test_the_dossier_is_written_in_the_language_asked_for(filled: Run, folder: Path) -> None:
    assert filled("report", "-o", "id.html").code == 0
    assert filled("report", "-o", "en.html", "--lang", "en", "--title", "A & B").code == 0
    assert '<html lang="id"' in (folder / "id.html").read_text("utf-8")
    page = (folder / "en.html").read_text("utf-8")
    assert '<html lang="en"' in page
    assert "A &amp; B" in page
    assert "<script" not in page


def test_the_dossier_of_a_day_knows_nothing_later(filled: Run, folder: Path) -> None:
    filled("report", "-o", "a.html", "--as-of", "2024-06-30")
    page = (folder / "a.html").read_text("utf-8")
    assert "Pertemuan" in page or "Putin dan Kim Bertemu" in page
    assert "5.000 peluru" not in page


def test_order_seed_and_zone_leave_no_trace(filled: Run, folder: Path, articles: Path) -> None:
    names = ("claims", "documents", "events", "ledger")
    for name in names:
        filled("export", name, "-o", f"{name}.jsonl")
    filled("report", "-o", "dossier.html")
    other = folder / "lain"
    other.mkdir()
    files = [path for path in reversed(article_files(articles)) if path.parent == articles]
    surroundings = {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}
    for paths in ([files[0]], files[1:], [articles]):
        assert finish(spawn("add", *paths, cwd=other, **surroundings)).code == 0
    for name in names:
        assert finish(spawn("export", name, "-o", f"{name}.jsonl", cwd=other, **surroundings)).code == 0
        assert (other / f"{name}.jsonl").read_bytes() == (folder / f"{name}.jsonl").read_bytes()
    assert finish(spawn("report", "-o", "dossier.html", cwd=other, **surroundings)).code == 0
    assert (other / "dossier.html").read_bytes() == (folder / "dossier.html").read_bytes()


def test_a_kill_in_the_middle_of_add_is_made_good_by_adding_again(run: Run, folder: Path) -> None:
    many = folder / "banyak"
    many.mkdir()
    for number in range(60):
        text = f"Rusia mengirim {number + 2} ton gandum ke Korea Utara pada 3 Mei 2024, kata Kremlin. " * 5
        (many / f"{number:02}.txt").write_text(text, encoding="utf-8")
    assert run("add", many, "--store", "sound").code == 0
    killed = spawn("add", many, "--store", "killed", cwd=folder)
    store = folder / "killed" / "neraca.sqlite-wal"
    deadline = time.monotonic() + 60
    while killed.poll() is None and time.monotonic() < deadline:
        if store.is_file() and store.stat().st_size > 150_000:
            killed.kill()
    finish(killed)
    inside = len(run("documents", "--json", "--store", "killed").json)
    assert 0 < inside < 60
    assert run("verify", "--store", "killed").code == 0
    assert run("add", many, "--store", "killed").code == 0
    assert run("export", "claims", "--store", "killed").out == run("export", "claims", "--store", "sound").out
    assert run("documents", "--store", "killed").out == run("documents", "--store", "sound").out
