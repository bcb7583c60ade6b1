"""`neraca import` of histories: what it says, and how it ends."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from command_line import Run
from histories_on_disk import TRAIN, write_icews


def test_a_history_comes_in_without_a_store_and_says_its_days(run: Run, folder: Path) -> None:
    answer = run("import", "icews", write_icews(folder / "made"), "--lang", "en")
    assert answer.code == 0
    assert "History made: 2014-01-01 to 2014-01-04." in answer.err
    assert "5 added, 0 known, 0 failed." in answer.err


def test_the_first_day_and_the_name_may_be_given(run: Run, folder: Path) -> None:
    made = write_icews(folder / "made", note="")
    assert run("import", "icews", made).code == 2
    answer = run("import", "icews", made, "--from", "2020-02-29", "--name", "mine", "--json")
    assert answer.code == 0
    assert answer.json["history"]["name"] == "mine"
    assert answer.json["history"]["first"] == "2020-02-29"
    assert answer.json["history"]["unit"] == "hours"


def test_a_damaged_row_is_named_and_ends_with_3(run: Run, folder: Path) -> None:
    answer = run("import", "icews", write_icews(folder / "made", *TRAIN, "nothing"), "--lang", "id")
    assert answer.code == 3
    assert "history:made/train.txt#6" in answer.err
    assert "5 ditambahkan" in answer.err
    assert [row["where"] for row in run("issues", "--json").json] == ["history:made/train.txt#6"]


def test_of_many_damaged_rows_some_are_told_and_all_are_kept(run: Run, folder: Path) -> None:
    made = write_icews(folder / "made", *TRAIN, *["nothing"] * 30)
    answer = run("import", "icews", made, "--lang", "en")
    assert answer.err.count("[N313]") == 10
    assert "Further problems: 20" in answer.err
    assert len(run("issues", "--json").json) == 30


def test_an_unknown_format_names_those_that_there_are(run: Run, folder: Path) -> None:
    answer = run("import", "gdelt", folder, "--store", folder / "store")
    assert answer.code == 2


def test_verify_finds_a_store_with_a_history_sound(run: Run, folder: Path) -> None:
    run("import", "icews", write_icews(folder / "made"))
    assert run("verify").code == 0


def test_reactions_are_measured_on_an_imported_history_as_on_a_table_of_it(run: Run, folder: Path) -> None:
    rows = [f"{turn % 2} {turn % 2} {1 - turn % 2} {24 * turn}" for turn in range(300)]
    run("import", "icews", write_icews(folder / "made", *rows))
    first = date(2014, 1, 1)
    table = ["date,source,type,target"]
    for turn in range(300):
        sides = ("RUS", "PRK") if turn % 2 == 0 else ("PRK", "RUS")
        day = first + timedelta(days=turn)
        table.append(f"{day},{sides[0]},{('CONSULT', 'AID')[turn % 2]},{sides[1]}")
    (folder / "made.csv").write_text("\n".join(table), encoding="utf-8")
    of_set = run("reactions", "--only", "measured", "--history", "made", "--json")
    of_table = run("reactions", "--only", "measured", "--history", "made.csv", "--json")
    assert (of_set.code, of_table.code) == (0, 0)
    assert without_places(of_set.json) == without_places(of_table.json)


def without_places(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{key: value for key, value in row.items() if key not in ("cases", "events")} for row in rows]
