"""Adding: whole files, once, whatever the order; what fails is named and the rest is in."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from articles import article_files, write_articles
from neraca.ingest import Given
from neraca.packs.catalogue import Packs
from neraca.pipeline import Outcome, analyse_all, reading
from neraca.records import Document, Reading
from neraca.service import Report, add, build_account
from neraca.service.output import make_export
from neraca.store import Store

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "store") as opened:
        yield opened


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    return write_articles(tmp_path / "articles")


def counts(report: Report) -> tuple[int, int, int]:
    return report.added, report.known, report.failed


def claims(store: Store) -> bytes:
    return make_export(build_account(store), name="claims")


def test_a_folder_gives_its_documents_by_their_path_in_it(store: Store, articles: Path) -> None:
    report = add([articles], store, clock=lambda: NOON)
    assert counts(report) == (5, 0, 0)
    assert [document.label for document in store.documents()] == [
        "01-kirim.txt",
        "02-troops.md",
        "04-dua.jsonl#1",
        "04-dua.jsonl#2",
        "bawah/03-pertemuan.txt",
    ]
    assert report.claims == len(store.claims()) > 0


def test_adding_again_adds_nothing(store: Store, articles: Path) -> None:
    add([articles], store)
    before = claims(store)
    again = add([articles], store)
    assert (again.added, again.failed, again.claims) == (0, 0, 0)
    assert again.known == 4
    assert claims(store) == before


def test_a_file_of_a_folder_added_before_is_known(store: Store, articles: Path) -> None:
    add([articles], store)
    assert counts(add([articles / "bawah" / "03-pertemuan.txt"], store)) == (0, 1, 0)
    assert counts(add([articles.parent], store)) == (0, 4, 0)


def test_a_folder_whose_file_was_added_before_adds_the_others(store: Store, articles: Path) -> None:
    add([articles / "bawah" / "03-pertemuan.txt"], store)
    assert counts(add([articles], store)) == (4, 1, 0)


def test_any_order_of_adding_gives_the_same_claims(store: Store, articles: Path, tmp_path: Path) -> None:
    files = [path for path in article_files(articles) if path.parent == articles]
    add(files, store)
    random.Random(3).shuffle(files)
    with Store.create(tmp_path / "other") as other:
        for file in files:
            add([file], other)
        assert claims(other) == claims(store)


def test_processes_give_the_same_store(store: Store, articles: Path, tmp_path: Path) -> None:
    add([articles], store, workers=1)
    with Store.create(tmp_path / "other") as other:
        add([articles], other, workers=2)
        assert claims(other) == claims(store)
        assert other.documents() == store.documents()


def test_a_broken_file_is_named_and_the_others_are_in(store: Store, articles: Path) -> None:
    (articles / "kosong.txt").write_bytes(b"")
    (articles / "biner.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    report = add([articles], store)
    assert counts(report) == (5, 0, 2)
    assert [(issue.where, issue.code) for issue in report.issues] == [("biner.txt", "N303"), ("kosong.txt", "N302")]
    assert all(issue.fix for issue in report.issues)
    assert store.issues() == report.issues


def test_a_broken_file_that_was_mended_closes_its_issue(store: Store, articles: Path) -> None:
    broken = articles / "kosong.txt"
    broken.write_bytes(b"")
    add([articles], store)
    broken.write_text("Rusia mengirim minyak ke Korea Utara pada 3 Mei 2024.", encoding="utf-8")
    assert counts(add([articles], store)) == (1, 4, 0)
    assert store.issues() == ()


def test_a_path_that_leads_nowhere_is_named(store: Store, articles: Path) -> None:
    report = add([articles, articles / "tiada.txt"], store)
    assert (report.added, report.failed) == (5, 1)
    assert [issue.code for issue in report.issues] == ["N301"]


def test_a_crash_in_reading_keeps_the_rest_and_is_tried_again(
    store: Store, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = reading.analyse

    def fragile(document: Document, packs: object) -> Reading:
        if document.label == "04-dua.jsonl#2":
            raise RuntimeError("broken step")
        return sound(document, packs)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(reading, "analyse", fragile)
        report = add([articles], store)
    assert counts(report) == (4, 0, 1)
    assert [(issue.code, issue.where) for issue in report.issues] == [("N320", "04-dua.jsonl#2")]
    again = add([articles], store)
    assert (again.added, again.failed) == (1, 0)
    assert store.issues() == ()


def test_facts_given_later_replace_the_earlier_reading(store: Store, articles: Path) -> None:
    file = articles / "bawah" / "03-pertemuan.txt"
    add([articles], store)
    report = add([file], store, given=Given(outlet="Media Contoh"))
    assert (report.added, report.replaced) == (1, 1)
    outlets = {d.label: d.outlet.value if d.outlet else None for d in store.documents()}
    assert outlets["bawah/03-pertemuan.txt"] == "Media Contoh"
    assert len(outlets) == 5


def test_facts_given_once_stay_when_the_file_is_added_again(store: Store, articles: Path) -> None:
    file = articles / "bawah" / "03-pertemuan.txt"
    add([file], store, given=Given(outlet="Media Contoh"))
    assert counts(add([file], store)) == (0, 1, 0)
    (document,) = store.documents()
    assert document.outlet is not None
    assert document.outlet.value == "Media Contoh"


def test_facts_given_once_stay_also_for_a_file_that_needs_a_look(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "sandi.txt"
    file.write_bytes("Rusia mengirim minyak ke Korea Utara, kata “Kremlin”.".encode("cp1252"))
    assert counts(add([file], store, given=Given(date="2024-05-03"))) == (1, 0, 1)
    assert counts(add([file], store)) == (0, 1, 1)
    (document,) = store.documents()
    assert document.day is not None
    assert [issue.code for issue in store.issues()] == ["N316"]


def test_different_files_of_one_name_in_two_folders_are_both_kept(store: Store, tmp_path: Path) -> None:
    for folder, day in (("januari", 3), ("februari", 4)):
        path = tmp_path / folder / "01.txt"
        path.parent.mkdir()
        path.write_text(f"Rusia mengirim minyak ke Korea Utara pada {day} Mei 2024.", encoding="utf-8")
    folders = [tmp_path / "januari", tmp_path / "februari"]
    assert add(folders, store).added == 2
    assert len(store.documents()) == 2
    assert counts(add(folders, store)) == (0, 2, 0)


def test_a_changed_file_takes_the_place_of_its_earlier_text(store: Store, articles: Path) -> None:
    add([articles], store)
    (articles / "01-kirim.txt").write_text("Rusia mengirim minyak ke Korea Utara.", encoding="utf-8")
    report = add([articles], store)
    assert (report.added, report.replaced) == (1, 1)
    assert len(store.documents()) == 5


def test_progress_counts_every_file(store: Store, articles: Path) -> None:
    told: list[tuple[int, int]] = []
    add([articles], store, progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_the_run_is_noted_with_its_time_and_count(store: Store, articles: Path) -> None:
    add([articles], store, clock=lambda: NOON)
    (run,) = store.runs()
    assert (run.started_at, run.added, run.known, run.failed, run.inputs) == (NOON, 5, 0, 0, ("articles",))


def test_a_link_that_leads_in_a_circle_is_named_and_the_others_are_in(store: Store, articles: Path) -> None:
    (articles / "putar.txt").symlink_to("putar.txt")
    report = add([articles], store)
    assert counts(report) == (5, 0, 1)
    assert [(issue.where, issue.code) for issue in report.issues] == [("putar.txt", "N311")]


def test_a_name_that_is_no_text_is_spelled_out_in_the_run(store: Store, articles: Path) -> None:
    odd = articles / os.fsdecode(b"x\xff.txt")
    try:
        odd.write_text("Rusia mengirim minyak ke Korea Utara.", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes text only")
    report = add([odd, articles / os.fsdecode(b"y\xff.txt")], store)
    assert counts(report) == (1, 0, 1)
    assert [issue.where.rpartition("/")[2] for issue in report.issues] == ["y\\xff.txt"]
    (run,) = store.runs()
    assert run.inputs == ("x\\xff.txt", "y\\xff.txt")


FRENCH = "La Russie a livré du pétrole à la Corée du Nord, selon le ministère des Affaires étrangères du pays. " * 3


def test_a_file_that_cannot_be_read_for_claims_is_a_problem_each_time(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "fr.txt"
    file.write_text(FRENCH, encoding="utf-8")
    first = add([file], store)
    again = add([file], store)
    assert counts(first) == (1, 0, 1)
    assert counts(again) == (0, 1, 1)
    assert [issue.code for issue in first.issues] == ["N321"]
    assert again.issues == first.issues == store.issues()
    file.write_text("Rusia mengirim minyak ke Korea Utara pada 3 Mei 2024.", encoding="utf-8")
    assert counts(add([file], store)) == (1, 0, 0)
    assert counts(add([file], store)) == (0, 1, 0)


def test_what_another_process_added_meanwhile_is_known(
    store: Store, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(documents: Iterator[Document], packs: Packs, *, workers: int) -> Iterator[Outcome]:
        awaited = list(documents)
        monkeypatch.setattr("neraca.service.adding.analyse_all", analyse_all)
        with Store.open(store.path.parent) as other:
            assert counts(add([articles], other)) == (5, 0, 0)
        return analyse_all(iter(awaited), packs, workers=workers)

    monkeypatch.setattr("neraca.service.adding.analyse_all", slow)
    report = add([articles], store)
    assert counts(report) == (0, 5, 0)
    assert report.claims == 0
