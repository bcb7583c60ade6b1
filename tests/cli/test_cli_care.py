"""`verify` and `doctor`: is it fine?"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from command_line import Run, finish, spawn


def test_a_sound_store_is_verified(filled: Run) -> None:
    answer = filled("verify", "--lang", "en")
    assert (answer.code, answer.err) == (0, "")
    assert "5 documents" in answer.out
    assert filled("verify", "--json").json == {"fine": True, "faults": []}


def test_a_changed_record_breaks_the_verification(filled: Run, folder: Path) -> None:
    connection = sqlite3.connect(folder / "neraca-store" / "neraca.sqlite")
    (trigger,) = connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'claims_update'").fetchone()
    connection.execute("DROP TRIGGER claims_update")
    connection.execute("UPDATE claims SET body = replace(body, 'PRK', 'KOR')")
    connection.execute(trigger)
    connection.commit()
    connection.close()
    answer = filled("verify")
    assert answer.code == 4
    assert "[N504]" in answer.err
    broken = filled("verify", "--json")
    assert broken.code == 4
    assert broken.json["faults"]


def test_a_file_that_is_no_store_is_named(run: Run, folder: Path) -> None:
    (folder / "neraca-store").mkdir()
    (folder / "neraca-store" / "neraca.sqlite").write_bytes(b"not a database at all, but long enough" * 50)
    answer = run("events")
    assert answer.code == 2
    assert "[N501]" in answer.err


def test_the_doctor_finds_all_well_with_and_without_a_store(run: Run, articles: Path) -> None:
    report = run("doctor", "--json")
    assert (report.code, report.json["fine"], report.json["store"]) == (0, True, None)
    run("add", articles)
    report = run("doctor", "--json").json
    assert (report["store"]["documents"], report["search"], report["packs"]["event_types"]) == (5, True, 16)


def test_a_reader_that_stops_listening_brings_no_traceback(filled: Run, folder: Path) -> None:
    process = spawn("claims", "--json", cwd=folder)
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert "Traceback" not in process.stderr.read()
    process.stderr.close()
    process.wait(timeout=60)


def test_the_module_does_what_the_command_does(folder: Path) -> None:
    answer = finish(spawn("--version", cwd=folder))
    assert (answer.code, answer.out.strip()) == (0, "0.1.0")


def test_no_command_and_an_unknown_one_are_usage(run: Run) -> None:
    assert run("ramal").code == 2
    assert run().code == 2
