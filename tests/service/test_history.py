"""Histories from tables and from accounts, and the rows that say what was measured."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from builders import make_claim, make_document, make_span
from histories import simulated_history
from neraca.errors import NeracaError
from neraca.packs.catalogue import load_packs
from neraca.packs.coding import load_coding
from neraca.packs.history import load_history_types
from neraca.records import Account, Event, EventStatus, HistoryEvent, Measurement, Stage
from neraca.relate.associations import measure_history
from neraca.service import association_rows
from neraca.service.association_rows import measured_rows
from neraca.service.history import History, account_history, read_history
from neraca.service.selection import Selection

EMPTY = Account(as_of=None, documents=(), claims=(), derivations=(), events=(), entries=())


def write(folder: Path, *lines: str) -> Path:
    file = folder / "history.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def an_event(claim: str, **changes: object) -> Event:
    return Event(
        **{
            "anchor": claim,
            "type": "AID",
            "stage": Stage.OCCURRED,
            "status": EventStatus.REPORTED,
            "actors": ("PRK",),
            "recipients": ("RUS",),
            "items": (),
            "when": make_span("2024-10-08", "2024-10-09"),
            "reports": 1,
            "witnesses": 1,
            "denials": (),
            "figures": (),
            "claims": (claim,),
            **changes,
        }
    )


def test_a_table_is_read_with_names_ids_types_and_codes(tmp_path: Path) -> None:
    file = write(
        tmp_path,
        "id;Date;Source;Type;Target",
        "1;2024-10-08;Korea Utara;aid;RUS",
        "2;20241009;North Korea;0841;Russia",
        "3;2024-10-10;Atlantis;DISAPPROVE;PRK",
    )
    history = read_history(file, load_packs())
    assert history.damaged == ()
    assert [(one.day, one.source, one.type, one.target, one.id) for one in history.events] == [
        (date(2024, 10, 8), "PRK", "AID", "RUS", "row 1"),
        (date(2024, 10, 9), "PRK", "RETREAT", "RUS", "row 2"),
        (date(2024, 10, 10), "Atlantis", "ACCUSE", "PRK", "row 3"),
    ]


def test_what_cannot_be_read_is_marked_by_row_and_the_rest_is_in(tmp_path: Path) -> None:
    file = write(
        tmp_path,
        "date,source,type,target",
        "2024-10-08,PRK,AID,RUS",
        "8 October,PRK,AID,RUS",
        "2024-10-08,PRK,40,RUS",
        "2024-10-08,,AID,RUS",
        "2024-10-08,PRK,AID",
        "2024-10-08,PRK,010,RUS",
        "2024-10-08,PRK,AID,North Korea",
    )
    history = read_history(file, load_packs())
    assert len(history.events) == 1
    assert history.other == 2  # a statement, and an act of a party with itself
    assert [(one.code, one.where.rpartition("#")[2]) for one in history.damaged] == [
        ("N313", "2"),
        ("N313", "3"),
        ("N313", "4"),
        ("N313", "5"),
    ]
    assert "40" in history.damaged[1].message


def test_a_table_without_its_columns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NeracaError, match=r"N322.*source, target"):
        read_history(write(tmp_path, "date,type", "2024-10-08,AID"), load_packs())
    with pytest.raises(NeracaError, match="N301"):
        read_history(tmp_path / "none.csv", load_packs())


@pytest.mark.parametrize("example", load_history_types().examples, ids=lambda one: one.code)
def test_examples_of_types(example) -> None:
    assert load_history_types().type_of(example.code) == example.type


def test_every_code_of_cameo_has_its_type_or_none() -> None:
    book, types = load_coding(), load_history_types()
    assert [code for code in book.codes if types.type_of(code) is None] == []
    general = {event: types.type_of(rules[-1].row.code) for event, rules in book.rules.items()}
    assert {event for event, type_ in general.items() if type_ != event} == {"RETREAT"}  # 080 is CONCEDE's as well


def test_the_account_gives_what_happened_on_one_day_between_two() -> None:
    document = make_document()
    claims = [make_claim(document, at=100 * place) for place in range(7)]
    ids = [claim.id for claim in claims]
    events = (
        an_event(ids[0]),
        an_event(ids[1], type="CONSULT", actors=("PRK", "RUS"), recipients=()),
        an_event(ids[2], when=make_span("2024-10-01", "2024-11-01")),
        an_event(ids[3], stage=Stage.PLANNED),
        an_event(ids[4], status=EventStatus.DENIED),
        an_event(ids[5], negated=True),
        an_event(ids[6], recipients=()),
    )
    account = Account(
        as_of=None, documents=(document,), claims=tuple(claims), derivations=(), events=events, entries=()
    )
    history = account_history(account)
    assert [(one.source, one.type, one.target, one.id) for one in history.events] == [
        ("PRK", "AID", "RUS", events[0].id),
        ("PRK", "CONSULT", "RUS", events[1].id),
        ("RUS", "CONSULT", "PRK", events[1].id),
    ]
    assert (history.undated, history.other) == (1, 4)


def test_too_little_history_says_how_much_there_is() -> None:
    (row,) = measured_rows(EMPTY, load_packs())
    assert (row["status"], row["history"]["events"], row["claims"]) == ("too_little", 0, [])
    assert row["sentence"]["id"] == "Riwayat terlalu sedikit untuk mengukur reaksi: 0 peristiwa, 0 hari."


@pytest.fixture
def known_history(monkeypatch: pytest.MonkeyPatch) -> History:
    """A history of known states with a planted reaction, which is measured once."""
    codes = ("RUS", "PRK", "KOR", "USA", "JPN", "CHN", "IDN", "MYS", "THA", "VNM", "PHL")
    states = {f"S{place}": code for place, code in enumerate(codes)}
    events = tuple(
        HistoryEvent(day=one.day, source=states[one.source], type=one.type, target=states[one.target], id=one.id)
        for one in simulated_history(0, odds=2.0)
    )
    measured = measure_history(events)
    monkeypatch.setattr(association_rows, "measure_history", lambda *_, **__: measured)
    return History(events=events)


def test_rows_speak_in_every_language_and_name_the_pair(known_history: History) -> None:
    (pooled,) = measured_rows(EMPTY, load_packs(), history=known_history)
    assert (pooled["scope"], pooled["cause"], pooled["effect"]) == ("pooled", "ACCUSE", "REJECT")
    assert pooled["sentence"]["id"].startswith(
        "Setelah A mengecam atau menuduh B, dalam 14 hari lebih sering B menolak A: rasio peluang "
    )
    assert pooled["sentence"]["id"].endswith("asosiasi, bukan sebab.")
    assert pooled["sentence"]["en"].endswith("an association, not a cause.")
    assert len(pooled["after"]) >= pooled["case"]
    assert (pooled["events"], pooled["claims"]) == ([], [])
    scopes = set()
    for code in sorted({event.source for event in known_history.events}):
        for row in measured_rows(EMPTY, load_packs(), Selection(actor=code), history=known_history):
            scopes.add(row["scope"])
            if row["scope"] == "pair":
                assert code in (row["source"], row["target"])
                assert (len(row["after"]), len(row["before"])) == (row["case"], row["reference"])
                assert "dari pasangan ini sendiri" in row["sentence"]["id"]
            else:
                assert "terlalu sedikit untuk angka tersendiri" in row["sentence"]["id"]
    assert scopes == {"pooled", "pair"}
    assert measured_rows(EMPTY, load_packs(), Selection(type="AID"), history=known_history) == []


def test_a_history_without_reactions_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    nothing = Measurement(within_days=14, events=1200, days=900, pairs=7, enough=True, tested=31)
    monkeypatch.setattr(association_rows, "measure_history", lambda *_, **__: nothing)
    (row,) = measured_rows(EMPTY, load_packs())
    assert row["status"] == "none"
    assert row["sentence"]["en"] == "Of 31 combinations tested in 1,200 events over 900 days, none holds."


def test_a_history_of_which_nothing_could_be_tested_is_too_little(monkeypatch: pytest.MonkeyPatch) -> None:
    nothing = Measurement(within_days=14, events=2000, days=9000, pairs=1, enough=True, tested=0)
    monkeypatch.setattr(association_rows, "measure_history", lambda *_, **__: nothing)
    (row,) = measured_rows(EMPTY, load_packs())
    assert row["status"] == "too_little"
    assert row["sentence"]["en"] == "Too little history to measure reactions: 2,000 events, 9,000 days."


def test_an_endless_cell_is_quoted_shortly(tmp_path: Path) -> None:
    rows = (f"{'9' * 5000},RUS,AID,PRK", f"2020-01-01,RUS,{'9' * 5000},PRK")
    history = read_history(write(tmp_path, "date,source,type,target", *rows), load_packs())
    assert [len(one.message) < 200 for one in history.damaged] == [True, True]


def test_a_saved_table_says_the_same_as_its_events(tmp_path: Path) -> None:
    events = simulated_history(0, days=300)[:50]
    file = tmp_path / "history.csv"
    with file.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows(
            [("date", "source", "type", "target"), *((one.day, one.source, one.type, one.target) for one in events)]
        )
    read = read_history(file, load_packs())
    assert [(one.day, one.source, one.type, one.target) for one in read.events] == sorted(
        (one.day, one.source, one.type, one.target) for one in events
    )
