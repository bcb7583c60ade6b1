"""Outlooks on the command line: rows, records, days."""

from __future__ import annotations

from pathlib import Path

import pytest

from command_line import Run

KEYS = {
    *("id", "voice", "event", "stage", "window", "status", "claims", "event_id", "window_words", "condition", "actor"),
    *("recipient", "items", "fulfilled_by", "contradicted_by", "quote", "document", "published", "reason", "told"),
}
TEXTS = {
    "01.txt": (
        "Iran Akan Kirim Tentara ke Rusia\n\nHarian Contoh - Sabtu (4/1/2025)\n\n"
        "Iran akan mengirim 500 tentara ke Rusia dalam waktu dekat, kata Kementerian Pertahanan Korea Selatan.\n"
    ),
    "02.txt": (
        "Rusia Akan Kirim Gandum ke Iran\n\nHarian Contoh - Sabtu (4/1/2025)\n\n"
        "Rusia akan mengirim gandum ke Iran jika Iran meratifikasi perjanjian itu, kata Kremlin.\n"
    ),
    "03.txt": (
        "Iran Sudah Kirim Tentara\n\nHarian Contoh - Sabtu (25/1/2025)\n\n"
        "Iran telah mengirim 500 tentara ke Rusia, kata Kementerian Pertahanan Korea Selatan.\n"
    ),
}


@pytest.fixture
def foreseen(run: Run, tmp_path: Path) -> Run:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert run("add", tmp_path, "--workers", "1").code == 0
    return run


def test_rows_have_their_keys_and_fates(foreseen: Run) -> None:
    rows = foreseen("outlook", "--json").json
    assert rows
    assert all(set(row) >= KEYS for row in rows)
    (sent,) = [row for row in rows if row["actor"] == ["IRN"] and row["event"] == "AID"]
    assert (sent["voice"], sent["status"], sent["told"]) == (["KOR"], "fulfilled", "2025-01-04")
    assert (sent["window"], sent["window_words"]) == (
        {"from": "2025-01-04", "to": "2025-02-04"},
        "dalam waktu dekat",
    )
    assert sent["fulfilled_by"]
    (grain,) = [row for row in rows if row["actor"] == ["RUS"] and row["condition"]]
    assert (grain["stage"], grain["status"]) == ("hypothetical", "open")
    assert grain["condition"] == "jika Iran meratifikasi perjanjian itu"


def test_on_an_earlier_day_nothing_later_is_known(foreseen: Run) -> None:
    rows = foreseen("outlook", "--as-of", "2025-01-10", "--json").json
    assert {row["status"] for row in rows} == {"open"}


def test_a_voice_is_found_like_a_party(foreseen: Run) -> None:
    rows = foreseen("outlook", "--actor", "KOR", "--json").json
    assert [row["actor"] for row in rows] == [["IRN"]]


def test_records_give_counts_and_no_rate_of_few(foreseen: Run) -> None:
    rows = {row["source"]: row for row in foreseen("outlook", "--records", "--json").json}
    assert (rows["KOR"]["fulfilled"], rows["KOR"]["settled"], rows["KOR"]["rate"]) == (1, 1, None)
    assert rows["Harian Contoh"]["kind"] == "outlet"


@pytest.mark.parametrize("options", [(), ("--records",)])
def test_tables_fit_80_columns_in_both_languages(foreseen: Run, options: tuple[str, ...]) -> None:
    for language in ("id", "en"):
        answer = foreseen("outlook", *options, "--lang", language)
        assert answer.code == 0
        assert max(map(len, answer.out.splitlines())) <= 80
