"""POLECAT's tables become rows; what is malformed is named with its file and row, and the rest is in."""

from __future__ import annotations

from datetime import date

import pytest

from neraca.errors import NeracaError
from neraca.ingest import event_rows
from neraca.ingest.event_files import EventFile
from neraca.ingest.event_rows import EventRows
from neraca.ingest.polecat import COLUMNS, read_polecat

DAY = "2023-05-06"
PLAIN = {
    "Event ID": "a1_0",
    "Event Date": DAY,
    "Event Type": "CONSULT",
    "Event Mode": "visit",
    "Actor Name": "Contoh Satu",
    "Actor Country": "RUS",
    "Recipient Name": "Contoh Dua",
    "Recipient Country": "PRK",
    "Publication Date": "2023-05-08",
}


def line(**cells: str) -> str:
    named = {name.replace("_", " "): value for name, value in cells.items()}
    row = {**PLAIN, **named}
    return "\t".join(row.get(name, "None") for name in COLUMNS)


def read(*lines: str | bytes, header: str = "\t".join(COLUMNS), name: str = "week.txt") -> EventRows:
    content = "\n".join([header, *map(str, lines)]).encode()
    return read_polecat([EventFile(name=name, read=lambda: content)], None)


def told(rows: EventRows) -> list[tuple[str, str, str]]:
    column = rows.columns
    return [
        (rows.actors[column["source"][n]], rows.relations[column["relation"][n]], rows.actors[column["target"][n]])
        for n in range(len(rows))
    ]


def wrong(rows: EventRows) -> list[tuple[str, str]]:
    return [(problem.where, dict(problem.values)["detail"]) for problem in rows.problems]


def test_a_row_has_its_days_its_act_and_its_sides() -> None:
    rows = read(line())
    assert told(rows) == [("Contoh Satu (RUS)", "CONSULT: visit", "Contoh Dua (PRK)")]
    assert date.fromordinal(int(rows.columns["day"][0])) == date(2023, 5, 6)
    assert date.fromordinal(int(rows.columns["published"][0])) == date(2023, 5, 8)
    assert rows.columns["row"][0] == 2


def test_without_a_day_of_publication_the_days_are_one() -> None:
    rows = read(line(Publication_Date="None"))
    assert rows.columns["published"][0] == rows.columns["day"][0]


@pytest.mark.parametrize(
    ("names", "countries", "sides"),
    [
        ("A; B", "RUS; PRK", ["A (RUS)", "B (PRK)"]),
        ("A; B", "RUS", ["A (RUS)", "B (RUS)"]),
        ("A; None", "RUS; PRK", ["A (RUS)", "PRK"]),
        ("A", "RUS; PRK", ["RUS", "PRK"]),
        ("A; B", "RUS; PRK; CHN", ["RUS", "PRK", "CHN"]),
        ("A; B", "None", ["A", "B"]),
        ("A; A", "RUS; RUS", ["A (RUS)"]),
        ("A; B; C", "None; None", ["A", "B", "C"]),
        ("None", "RUS", ["RUS"]),
        ("A", "GBR|IRL", ["A (GBR|IRL)"]),
        ("None", "None", [""]),
        ("", "", [""]),
    ],
)
def test_names_and_countries_go_together_where_they_match(names: str, countries: str, sides: list[str]) -> None:
    rows = read(line(Recipient_Name=names, Recipient_Country=countries))
    assert [target for _, _, target in told(rows)] == sides


@pytest.mark.parametrize(
    ("row", "detail"),
    [
        (line().replace("\tCONSULT", ""), "39 cells under 40 columns"),
        (line() + "\tmore", "41 cells under 40 columns"),
        (line(Actor_Name='"Contoh'), "a quotation mark that is not closed"),
        (line(Actor_Title='"Contoh\t'), "a quotation mark that is not closed"),
        (line(Event_Date="06/05/2023"), "'06/05/2023' is no date such as 2024-10-19"),
        (line(Event_Date="None"), "'None' is no date such as 2024-10-19"),
        (line(Event_Date="2023-02-30"), "'2023-02-30' is no date such as 2024-10-19"),
        (line(Publication_Date="soon"), "'soon' is no date such as 2024-10-19"),
        (line(Event_Type="FROBNICATE"), "'FROBNICATE' is no PLOVER type and no CAMEO code"),
        (line(Event_Type="None"), "'None' is no PLOVER type and no CAMEO code"),
    ],
)
def test_a_malformed_row_is_named_and_the_others_are_in(row: str, detail: str) -> None:
    rows = read(line(Event_ID="1"), row, line(Event_ID="2"))
    assert wrong(rows) == [("week.txt#3", detail)]
    assert (len(rows), rows.damaged) == (2, 1)


def test_quotation_marks_that_are_in_order_do_no_harm() -> None:
    rows = read(
        line(Event_ID="1", Actor_Name='"Contoh ""Satu"""'),
        line(Event_ID="2", Actor_Name='Contoh "Satu"'),
        line(Event_ID="3", Actor_Title='"a title\twith a tab"'),
    )
    assert [source for source, _, _ in told(rows)] == [
        'Contoh "Satu" (RUS)',
        'Contoh "Satu" (RUS)',
        "Contoh Satu (RUS)",
    ]


def test_empty_cells_behind_the_last_column_are_cut_off() -> None:
    assert len(read(line() + "\t\t\t", header="\t".join(COLUMNS) + "\t\t")) == 1


def test_a_first_line_with_names_too_many_is_not_believed() -> None:
    more = "\t".join(["Headline", *COLUMNS])
    assert told(read(line(), header=more)) == told(read(line()))
    assert told(read("A headline\t" + line(), header=more)) == told(read(line()))


def test_columns_may_stand_in_any_order() -> None:
    header = "\t".join(reversed(COLUMNS))
    assert told(read("\t".join(reversed(line().split("\t"))), header=header)) == told(read(line()))


def test_a_row_that_stands_twice_counts_once_and_a_corrected_one_twice() -> None:
    rows = read(line(), line(), line(Event_Type="ACCUSE"), line(Event_ID="None"), line(Event_ID="None"))
    assert (len(rows), rows.repeated) == (4, 1)


def test_a_table_without_the_columns_that_are_needed_is_named_and_the_others_are_in() -> None:
    tables = {
        "a.txt": "x\ty\n1\t2\n",
        "b.txt": "",
        "c.tsv": "\ufeff" + "\t".join(COLUMNS) + "\r\n" + line(),
        "d.csv": "no",
    }
    packed = {name: text.encode() for name, text in tables.items()} | {"e.txt": b"\0\1"}
    rows = read_polecat([EventFile(name=name, read=lambda name=name: packed[name]) for name in packed], None)
    assert [(problem.code, problem.where) for problem in rows.problems] == [
        ("N335", "a.txt"),
        ("N302", "b.txt"),
        ("N303", "e.txt"),
    ]
    assert len(rows) == 1
    assert rows.files == ("a.txt", "b.txt", "c.tsv", "e.txt")


def test_without_a_table_the_folder_is_refused() -> None:
    with pytest.raises(NeracaError, match="N330"):
        read_polecat([EventFile(name="a.csv", read=lambda: b"")], None)


def test_a_row_of_very_many_parties_is_damaged_and_unfolds_to_nothing() -> None:
    crowd = "; ".join(f"Contoh {number}" for number in range(1500))
    rows = read(line(Actor_Name=crowd, Recipient_Name=crowd), line())
    assert (len(rows), wrong(rows)) == (1, [("week.txt#2", "1500 parties with 1500 others")])


def test_more_events_than_memory_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_rows, "MOST_EVENTS", 2)
    with pytest.raises(NeracaError, match="N338"):
        read(line(), line(Event_ID="a2_0", Recipient_Name="Satu; Dua"))
