"""`verify` on a file that no longer opens as a store: that is broken, not a mistake in the command."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from command_line import Run


def spoil(path: Path, way: str) -> None:
    if way == "header":
        data = path.read_bytes()
        path.write_bytes(b"x" * 16 + data[16:])
    elif way == "emptied":
        path.write_bytes(b"")
    elif way == "cut":
        path.write_bytes(path.read_bytes()[:5000])
    else:
        connection = sqlite3.connect(path)
        connection.execute(f"PRAGMA {way}")
        connection.close()


@pytest.mark.parametrize(
    ("way", "word"),
    [
        ("header", "header"),
        ("emptied", "empty"),
        ("cut", "damaged"),
        ("application_id = 7", "header"),
        ("user_version = 0", "format 0"),
        ("user_version = -1", "format -1"),
    ],
)
def test_a_file_that_opens_no_more_is_broken(filled: Run, folder: Path, way: str, word: str) -> None:
    spoil(folder / "neraca-store" / "neraca.sqlite", way)
    answer = filled("verify", "--lang", "en")
    assert (answer.code, answer.out) == (4, "")
    assert "[N504]" in answer.err
    assert word in answer.err
    assert "neraca.sqlite" in answer.err
    assert "cannot write" not in answer.err
    as_json = filled("verify", "--json")
    assert as_json.code == 4
    assert as_json.json["fine"] is False
    assert len(as_json.json["faults"]) >= 1


@pytest.mark.parametrize("way", ["user_version = 0", "user_version = -1"])
def test_a_store_without_its_format_is_left_as_it_is(filled: Run, folder: Path, way: str) -> None:
    path = folder / "neraca-store" / "neraca.sqlite"
    spoil(path, way)
    before = path.read_bytes()
    for command in (("events",), ("add", "articles")):
        answer = filled(*command)
        assert answer.code == 4
        assert "[N504]" in answer.err
    assert path.read_bytes() == before


def test_a_table_that_is_gone_is_damage(filled: Run, folder: Path) -> None:
    connection = sqlite3.connect(folder / "neraca-store" / "neraca.sqlite")
    connection.execute("DROP TABLE claims")
    connection.close()
    for command in (("verify",), ("events",)):
        answer = filled(*command)
        assert answer.code == 4
        assert "[N504]" in answer.err


def test_a_newer_store_is_not_called_broken(filled: Run, folder: Path) -> None:
    spoil(folder / "neraca-store" / "neraca.sqlite", "user_version = 99")
    answer = filled("verify")
    assert answer.code == 2
    assert "[N502]" in answer.err
