"""The command line speaks the reader's language: help, wrong usage and errors; and whose language that is."""

from __future__ import annotations

from pathlib import Path

import pytest

from command_line import Run


def test_it_speaks_indonesian_where_nobody_says_otherwise(run: Run) -> None:
    answer = run("claims", "--help")
    assert answer.code == 0
    assert answer.out.startswith("Pemakaian: neraca claims [OPSI]")
    assert "Setiap klaim dengan kalimatnya." in answer.out
    assert "Tampilkan pesan ini, lalu selesai." in answer.out
    assert "[variabel lingkungan: NERACA_STORE]" in answer.out


@pytest.mark.parametrize(
    ("arguments", "variable", "project", "word"),
    [
        ((), "", "", "tidak ada simpanan"),
        ((), "", "en", "no store"),
        ((), "id", "en", "tidak ada simpanan"),
        ((), "en", "id", "no store"),
        (("--lang", "en"), "id", "id", "no store"),
        (("--lang=id",), "en", "en", "tidak ada simpanan"),
    ],
)
def test_an_option_comes_before_the_variable_and_that_before_the_project(
    run: Run,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    variable: str,
    project: str,
    word: str,
) -> None:
    monkeypatch.setenv("NERACA_LANG", variable)
    if project:
        (folder / "neraca.toml").write_text(f'language = "{project}"\n', encoding="utf-8")
    answer = run("claims", *arguments)
    assert answer.code == 2
    assert answer.err.startswith(f"[N101] {word}")


def test_the_variable_is_for_tables_too(filled: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "North Korea" not in filled("events").out
    monkeypatch.setenv("NERACA_LANG", "en")
    assert "North Korea" in filled("events").out


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("clams", "Tidak ada perintah 'clams'. Maksud Anda 'claims'?"),
        ("claims --actr RUS", "Tidak ada opsi --actr"),
        ("show", "Argumen 'ID' belum ada."),
        ("changes", "Opsi '--since' belum ada."),
        ("claims --actor", "Opsi '--actor' memerlukan nilai."),
        ("timeline --by week", "Nilai '--by' tidak dapat dipakai"),
    ],
)
def test_wrong_usage_is_told_with_a_way_to_help(run: Run, line: str, word: str) -> None:
    answer = run(*line.split())
    assert (answer.code, answer.out) == (2, "")
    assert "Lihat `neraca" in answer.err
    assert "--help`" in answer.err
    assert word in answer.err
    command, *rest = line.split()
    english = run(command, "--lang=en", *rest)
    assert english.code == 2
    assert "See `neraca" in english.err


def test_a_language_that_there_is_none_of_is_refused_in_indonesian(run: Run) -> None:
    answer = run("claims", "--lang", "xx")
    assert answer.code == 2
    assert "[N107] xx tidak dikenal untuk --lang" in answer.err


def test_without_a_command_help_is_shown_as_for_a_usage_error(run: Run) -> None:
    answer = run()
    assert (answer.code, answer.out) == (2, "")
    assert "Perintah:" in answer.err


def test_issues_are_told_in_the_language_of_the_table(run: Run, folder: Path) -> None:
    (folder / "kosong.txt").write_bytes(b"")
    (folder / "a.txt").write_text("Rusia mengirim amunisi ke Korea Utara.", encoding="utf-8")
    assert run("add", "kosong.txt", "a.txt").code == 3
    assert "berkasnya kosong" in run("issues").out
    assert "the file is empty" in run("issues", "--lang", "en").out
    assert {row["message"] for row in run("issues", "--json").json if row["code"] == "N302"} == {"the file is empty"}
