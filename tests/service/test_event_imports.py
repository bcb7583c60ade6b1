"""Event data sets come into the store once, whole, and with what could not be read named."""

from __future__ import annotations

import gzip
import zipfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from histories_on_disk import TRAIN, write_icews, write_polecat
from neraca.errors import NeracaError
from neraca.ingest.histories import HISTORY_FORMATS
from neraca.packs.catalogue import load_packs
from neraca.records import Account
from neraca.service.event_imports import import_history
from neraca.service.event_sets import case_at, history_events, stored_events
from neraca.service.imported import Imported, ImportOptions
from neraca.service.imports import import_file
from neraca.store import Store

TABLE = (("2023-01-01", "RUS", "CONSULT", "PRK"), ("2023-01-05", "PRK", "AID", "RUS"))

NOTHING = Account(as_of=None, documents=(), claims=(), derivations=(), events=(), entries=())


@pytest.fixture
def store(tmp_path: Path):
    with Store.create(tmp_path / "store") as made:
        yield made


def bring(store: Store, path: Path, *, form: str = "icews", name: str = "", first: date | None = None) -> Imported:
    options = ImportOptions(name=name, first_day=first)
    return import_file(path, store, load_packs(), name=form, options=options)


def test_a_quadruple_folder_is_a_history_of_its_name(store: Store, tmp_path: Path) -> None:
    done = bring(store, write_icews(tmp_path / "made"))
    assert (done.added, done.known, done.failed, done.issues) == (5, 0, 0, ())
    (events,) = store.event_sets()
    assert (events.name, events.format, events.rows) == ("made", "icews", 5)
    assert (events.first, events.last) == (date(2014, 1, 1), date(2014, 1, 4))
    assert len(stored_events(store, "made")) == 5
    coded = history_events(store, None, load_packs(), name="made")
    assert (len(coded), coded.left_out) == (4, (("statement", 1),))
    assert store.verify() == ()


def test_the_same_again_adds_nothing(store: Store, tmp_path: Path) -> None:
    bring(store, write_icews(tmp_path / "made"))
    again = bring(store, tmp_path / "made")
    assert (again.added, again.known) == (0, 5)
    assert len(store.event_sets()) == 1


def test_a_zip_of_the_folder_is_the_same_history(store: Store, tmp_path: Path) -> None:
    folder = write_icews(tmp_path / "made")
    bring(store, folder)
    with zipfile.ZipFile(tmp_path / "made.zip", "w") as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, file.name)
    assert bring(store, tmp_path / "made.zip").added == 0


def test_other_content_takes_the_place_of_the_earlier_and_says_so(store: Store, tmp_path: Path) -> None:
    bring(store, write_icews(tmp_path / "made"))
    done = bring(store, write_icews(tmp_path / "made", *TRAIN[:2]))
    assert done.history is not None
    assert done.history.superseded
    assert len(stored_events(store, "made")) == 2
    assert len(store.event_sets()) == 2


def test_an_earlier_content_does_not_come_back_under_its_name(store: Store, tmp_path: Path) -> None:
    bring(store, write_icews(tmp_path / "made"))
    bring(store, write_icews(tmp_path / "made", *TRAIN[:2]))
    with pytest.raises(NeracaError, match="N336"):
        bring(store, write_icews(tmp_path / "made"))
    assert bring(store, tmp_path / "made", name="again").added == 5


def test_damaged_rows_are_issues_until_they_are_mended(store: Store, tmp_path: Path) -> None:
    done = bring(store, write_icews(tmp_path / "made", *TRAIN, "0 0 99 0"))
    assert (done.added, done.failed) == (5, 1)
    assert [issue.where for issue in store.issues()] == ["history:made/train.txt#6"]
    assert store.event_sets()[0].damaged == 1
    bring(store, write_icews(tmp_path / "made"))
    assert store.issues() == ()


def test_where_no_row_can_be_read_there_is_no_history_but_the_issues_are_kept(store: Store, tmp_path: Path) -> None:
    done = bring(store, write_icews(tmp_path / "made", "x"))
    assert (done.added, done.failed) == (0, 1)
    assert [issue.code for issue in done.issues] == ["N313", "N334"]
    assert store.event_sets() == ()
    assert len(store.issues()) == 2


def test_an_empty_history_fails(store: Store, tmp_path: Path) -> None:
    done = bring(store, write_icews(tmp_path / "made", "\n"))
    assert (done.failed, [issue.code for issue in done.issues]) == (1, ["N334"])


@pytest.mark.parametrize("name", ["own", "ALL", "a/b", "a#1", "a\nb"])
def test_names_that_stand_for_something_else_are_refused(store: Store, tmp_path: Path, name: str) -> None:
    with pytest.raises(NeracaError, match="N141"):
        bring(store, write_icews(tmp_path / "made"), name=name)


def test_a_failed_import_leaves_nothing_behind(store: Store, tmp_path: Path) -> None:
    with pytest.raises(NeracaError, match="N333"):
        bring(store, write_icews(tmp_path / "made", note=""))
    assert (store.event_sets(), store.counts().originals, store.issues()) == ((), 0, ())
    assert bring(store, tmp_path / "made", first=date(2014, 1, 1)).added == 5


def test_tables_of_polecat_become_one_history_with_their_days_of_publication(store: Store, tmp_path: Path) -> None:
    write_polecat(tmp_path / "weeks" / "one.txt", *TABLE)
    write_polecat(tmp_path / "weeks" / "two.txt", ("2024-01-01", "USA", "SANCTION", "PRK"), extra="cut short\n")
    done = bring(store, tmp_path / "weeks", form="polecat")
    assert (done.added, done.failed) == (3, 1)
    assert [issue.where for issue in done.issues] == ["history:weeks/two.txt#3"]
    table = history_events(store, None, load_packs(), name="weeks").table
    assert (table.actors, table.relations) == (("PRK", "RUS", "USA"), ("AID", "CONSULT", "SANCTION"))
    assert table.place_of(2) == "weeks/two.txt#2"


def test_a_table_of_which_nothing_can_be_read_fails(store: Store, tmp_path: Path) -> None:
    write_polecat(tmp_path / "weeks" / "one.txt", *TABLE)
    (tmp_path / "weeks" / "two.txt").write_text("no\ttable\n", encoding="utf-8")
    done = bring(store, tmp_path / "weeks", form="polecat")
    assert (done.added, done.failed) == (2, 1)


@settings(max_examples=10, deadline=None)
@given(order=st.permutations(TRAIN))
def test_the_order_of_rows_changes_their_places_and_not_the_history(order: list[str], tmp_path_factory) -> None:
    folder = tmp_path_factory.mktemp("orders")
    with Store.create(folder / "store") as made:
        for name, rows in (("one", TRAIN), ("two", order)):
            bring(made, write_icews(folder / name, *rows))
        one, two = (history_events(made, None, load_packs(), name=name).table for name in ("one", "two"))
    told = [
        sorted(
            zip(table.day.tolist(), table.source.tolist(), table.relation.tolist(), table.target.tolist(), strict=True)
        )
        for table in (one, two)
    ]
    assert told[0] == told[1]
    assert (one.actors, one.relations) == (two.actors, two.relations)


def test_the_set_that_was_recorded_last_counts(store: Store, tmp_path: Path) -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    for turn, count in enumerate((5, 2, 3)):
        folder = write_icews(tmp_path / "made", *TRAIN[:count])
        clock = start + timedelta(seconds=turn)
        import_history(folder, store, ImportOptions(), form=HISTORY_FORMATS[0], clock=lambda clock=clock: clock)
        assert len(stored_events(store, "made")) == count


def test_two_files_of_one_name_are_refused(store: Store, tmp_path: Path) -> None:
    table = write_polecat(tmp_path / "weeks" / "a.txt", *TABLE)
    table.with_name("a.txt.gz").write_bytes(gzip.compress(table.read_bytes() + b"\n"))
    with pytest.raises(NeracaError, match=r"N330.*two files a\.txt"):
        bring(store, table.parent, form="polecat")
    assert store.event_sets() == ()


def test_an_import_of_nothing_settles_no_issue_of_the_set_that_counts(store: Store, tmp_path: Path) -> None:
    table = write_polecat(tmp_path / "weeks" / "a.txt", *TABLE)
    table.write_bytes(table.read_bytes() + b"no row\n")
    bring(store, table, form="polecat", name="weeks")
    (broken,) = store.issues()
    empty = write_polecat(tmp_path / "empty" / "b.txt")
    assert bring(store, empty, form="polecat", name="weeks").history.events is None
    assert broken in store.issues()


def test_a_row_of_several_parties_opens_as_the_event_that_is_meant(store: Store, tmp_path: Path) -> None:
    table = write_polecat(tmp_path / "week.txt", ("2023-01-01", "USA; RUS", "AID", "PRK"))
    bring(store, table, form="polecat")
    shown = {}
    for parties in (("RUS", "PRK"), ("USA", "PRK"), ()):
        found = case_at(store, "week/week.txt#2", account=NOTHING, packs=load_packs(), parties=parties)
        assert found is not None
        shown[parties] = found["actor"], found["recipient"]
    assert shown == {("RUS", "PRK"): ("RUS", "PRK"), ("USA", "PRK"): ("USA", "PRK"), (): ("USA", "PRK")}
