"""Quadruple folders become rows with names and days, and each row that cannot is named."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from neraca.errors import NeracaError
from neraca.ingest import icews
from neraca.ingest.event_files import EventFile
from neraca.ingest.event_rows import NAMED_ROWS, EventRows
from neraca.ingest.icews import read_icews

FIRST = date(2014, 1, 1)
NAMES = {
    "entity2id.txt": "Government (Russia)\t0\nNorth  Korea \t1\n",
    "relation2id.txt": "Consult\t0\nProvide aid\t1\n",
}


def files(**parts: str | bytes) -> list[EventFile]:
    named = {name.replace("_txt", ".txt"): text for name, text in parts.items()}
    every = {**NAMES, **named}
    packed = {name: text if isinstance(text, bytes) else text.encode() for name, text in every.items()}
    return [EventFile(name=name, read=lambda name=name: packed[name]) for name in sorted(packed)]


def told(rows: EventRows) -> list[tuple[str, str, str, str]]:
    column = rows.columns
    return [
        (
            date.fromordinal(int(column["day"][n])).isoformat(),
            rows.actors[column["source"][n]],
            rows.relations[column["relation"][n]],
            rows.actors[column["target"][n]],
        )
        for n in range(len(rows))
    ]


def wrong(rows: EventRows) -> list[tuple[str, str]]:
    return [(problem.where, dict(problem.values).get("detail", "")) for problem in rows.problems]


def test_rows_have_the_names_of_their_numbers_and_days_from_the_first() -> None:
    rows = read_icews(files(train_txt="0\t0\t1\t0\t-1\n1\t1\t0\t48\t-1\n"), FIRST)
    assert told(rows) == [
        ("2014-01-01", "Government (Russia)", "Consult", "North Korea"),
        ("2014-01-03", "North Korea", "Provide aid", "Government (Russia)"),
    ]
    assert (rows.unit, rows.damaged, rows.problems) == ("hours", 0, ())


def test_times_that_are_no_multiples_of_24_are_days() -> None:
    rows = read_icews(files(train_txt="0 0 1 0\n0 0 1 24\n0 0 1 25\n"), FIRST)
    assert rows.unit == "days"
    assert [day for day, *_ in told(rows)] == ["2014-01-01", "2014-01-25", "2014-01-26"]


def test_every_part_that_is_there_is_read_and_places_lead_to_its_rows() -> None:
    rows = read_icews(files(test_txt="0 0 1 24\n", train_txt="\n0 0 1 0\n", valid_txt=""), FIRST)
    assert rows.files == ("train.txt", "valid.txt", "test.txt", "entity2id.txt", "relation2id.txt")
    assert list(rows.columns["file"]) == [0, 2]
    assert list(rows.columns["row"]) == [2, 1]


@pytest.mark.parametrize(
    ("row", "detail"),
    [
        ("0 0 1", "3 cells under 4 columns"),
        ("0 0 1 0 -1 7", "6 cells under 4 columns"),
        ("0 0 x 0", "a cell that is no whole number"),
        ("0 0 1_0 0", "a cell that is no whole number"),
        (f"0 0 1 {'9' * 5000}", "a cell that is no whole number"),
        ("0 0 7 0", "7 has no name in entity2id.txt"),
        ("0 7 1 0", "7 has no name in relation2id.txt"),
        ("0 0 1 -24", "a time before 0, or too large"),
        ("0 0 1 99999999999", "a time before 0, or too large"),
        ("0 0 1 2000000016", "a day after the year 9999"),
    ],
)
def test_a_row_that_cannot_be_read_is_named_and_the_others_are_in(row: str, detail: str) -> None:
    rows = read_icews(files(train_txt=f"0 0 1 0\n{row}\n1 1 0 24\n"), FIRST)
    assert wrong(rows) == [("train.txt#2", detail)]
    assert (len(rows), rows.damaged) == (2, 1)


def test_a_broken_line_of_names_is_named() -> None:
    names = "2\nGovernment (Russia)\t0\nNorth Korea\t1\nnumberless\nFrance\t0\nGhana\t" + "9" * 5000
    rows = read_icews(files(train_txt="0 0 1 0", entity2id_txt=names), FIRST)
    assert [where for where, _ in wrong(rows)] == ["entity2id.txt#4", "entity2id.txt#5", "entity2id.txt#6"]


def test_of_very_many_damaged_rows_the_first_are_named_and_the_rest_counted() -> None:
    rows = read_icews(files(train_txt="0 0 1 0\n" + "x\n" * (NAMED_ROWS + 5)), FIRST)
    assert rows.damaged == NAMED_ROWS + 5
    assert len(rows.problems) == NAMED_ROWS + 1
    assert dict(rows.problems[-1].values)["rows"] == f"{NAMED_ROWS + 2}-{NAMED_ROWS + 6}"


@pytest.mark.parametrize("note", ["t=0 is 2014-01-01.", "unit: days, 0 = 2014-01-01 and so on", "0: 2014-01-01"])
def test_a_note_in_the_folder_may_say_the_first_day(note: str) -> None:
    assert told(read_icews(files(train_txt="0 0 1 24", README_txt=note), None))[0][0] == "2014-01-02"


@pytest.mark.parametrize(
    "note", ["", "from 2014-01-01", "10 = 2014-01-01", "0 = 2014-13-01", "0=2014-01-01, 0=2015-01-01"]
)
def test_without_a_first_day_nothing_is_guessed(note: str) -> None:
    with pytest.raises(NeracaError, match="N333"):
        read_icews(files(train_txt="0 0 1 24", README_txt=note), None)


def test_the_day_given_outranks_a_note() -> None:
    rows = read_icews(files(train_txt="0 0 1 0", README_txt="0 = 2020-01-01"), FIRST)
    assert told(rows)[0][0] == "2014-01-01"


@pytest.mark.parametrize("lacking", ["train.txt", "entity2id.txt", "relation2id.txt"])
def test_a_folder_without_a_file_that_is_needed_is_refused(lacking: str) -> None:
    with pytest.raises(NeracaError, match="N330"):
        read_icews([file for file in files(train_txt="0 0 1 0") if file.name != lacking], FIRST)


def test_two_files_of_one_name_are_refused() -> None:
    twice = EventFile(name="old/train.txt", read=lambda: b"")
    with pytest.raises(NeracaError, match="N330"):
        read_icews([*files(train_txt="0 0 1 0"), twice], FIRST)


def test_windows_ends_of_lines_marks_and_old_encodings_are_read() -> None:
    names = "\ufeffBoni Yayi\t0\r\nKérékou\t1\r\n"
    assert told(read_icews(files(train_txt="0\t0\t1\t0\r\n", entity2id_txt=names), FIRST))[0][3] == "Kérékou"
    old = read_icews(files(train_txt="0 0 1 0", entity2id_txt=names[1:].encode("cp1252")), FIRST)
    assert told(old)[0][3] == "Kérékou"
    assert [(problem.code, problem.where) for problem in old.problems] == [("N316", "entity2id.txt")]


def test_a_file_of_bytes_is_refused_by_name() -> None:
    with pytest.raises(NeracaError) as caught:
        read_icews(files(train_txt=b"0\x00\x00"), FIRST)
    assert (caught.value.code, caught.value.where) == ("N303", "train.txt")


def test_an_empty_folder_has_no_rows() -> None:
    rows = read_icews(files(train_txt=""), FIRST)
    assert len(rows) == 0
    assert all(column.dtype == np.int32 for column in rows.columns.values())


def test_one_damaged_time_does_not_turn_hours_into_days() -> None:
    hours = "".join(f"0 0 1 {24 * number}\n" for number in range(30))
    rows = read_icews(files(train_txt=f"{hours}0 0 1 721\n"), FIRST)
    assert (rows.unit, len(rows), rows.damaged) == ("hours", 30, 1)
    assert max(day for day, *_ in told(rows)) == "2014-01-30"
    assert wrong(rows) == [("train.txt#31", "a time within a day, where the others are days")]


def test_more_events_than_memory_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(icews, "MOST_EVENTS", 2)
    assert len(read_icews(files(train_txt="0 0 1 0\n0 0 1 24\n"), FIRST)) == 2
    with pytest.raises(NeracaError, match="N338"):
        read_icews(files(train_txt="0 0 1 0\n0 0 1 24\n0 0 1 48\n"), FIRST)
