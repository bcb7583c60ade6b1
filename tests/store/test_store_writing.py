"""Writing: transactions, adding again, superseding, issues of files."""

import sqlite3
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store_builders import TEXT, add, make_issue, make_reading, moment, put, views

import strategies
from neraca.errors import NeracaError
from neraca.records import Issue, Judgement, JudgementKind, Run
from neraca.store import Store


@pytest.fixture
def store(tmp_path):
    with Store.create(tmp_path / "store") as made:
        yield made


def test_a_document_comes_back_with_all_that_was_read_in_it(store):
    reading = make_reading()
    add(store, reading)
    assert store.documents() == (reading.document,)
    assert store.claims() == reading.claims
    assert store.mentions() == reading.mentions
    assert store.meanings() == (reading.meanings,)
    assert store.findings() == reading.findings
    assert store.issues() == reading.issues
    assert store.document(reading.document.id) == reading.document
    assert store.has_document(reading.document.id)
    assert not store.has_document("doc-0")
    assert store.document("doc-0") is None


@strategies.GENTLE
@given(reading=strategies.readings())
def test_any_reading_comes_back_as_it_was(tmp_path_factory, reading):
    with Store.create(tmp_path_factory.mktemp("any")) as store:
        add(store, reading)
        assert store.documents()[0].id == reading.document.id
        assert set(store.claims()) == set(reading.claims)
        assert sorted(store.mentions(), key=repr) == sorted(reading.mentions, key=repr)
        assert set(store.issues()) == set(reading.issues)
        assert store.verify() == ()


def test_links_and_reasons_are_kept(store):
    add(store, make_reading())
    first, second = store.claims()
    assert second.links[0].to == first.id
    assert first.reasons[0].rule == "kirim"


def test_adding_again_adds_nothing(store):
    add(store, make_reading())
    before = views(store)
    with store.writing() as writer:
        assert not put(writer, make_reading(), hour=1)
    assert views(store) == before
    assert store.verify() == ()


def test_a_failed_block_leaves_nothing_behind(store):
    add(store, make_reading("a.txt"))
    before = views(store)
    with pytest.raises(ZeroDivisionError), store.writing() as writer:
        put(writer, make_reading("b.txt"))
        writer.put_issue(make_issue("c.txt"), moment(0))
        raise ZeroDivisionError
    assert views(store) == before
    assert store.counts().originals == 1


def test_after_a_failed_block_another_can_be_opened(store):
    with pytest.raises(ZeroDivisionError), store.writing():
        raise ZeroDivisionError
    add(store, make_reading())
    assert store.counts().documents == 1


def test_a_document_without_its_original_is_refused(store):
    with pytest.raises(NeracaError, match=r"N401.*original"), store.writing() as writer:
        writer.put_reading(make_reading(), moment(0))


def test_a_recording_time_without_its_zone_is_refused(store):
    with pytest.raises(NeracaError, match=r"N401.*zone"), store.writing() as writer:
        writer.put_reading(make_reading(), datetime(2026, 1, 1))  # noqa: DTZ001


def test_a_claim_that_occurs_twice_is_one_claim(store):
    reading = make_reading()
    add(store, replace(reading, claims=(*reading.claims, replace(reading.claims[0], reasons=()))))
    assert store.claims() == reading.claims
    assert store.verify() == ()


@pytest.mark.parametrize("table", ["documents", "claims", "mentions", "issues", "originals"])
def test_nothing_can_be_changed_or_deleted(store, table):
    add(store, make_reading())
    for command in (f"DELETE FROM {table}", f"UPDATE {table} SET rowid = rowid + 1"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            store._connection.execute(command)


def test_an_updated_article_supersedes_the_older_one(store):
    old, new = make_reading(text=TEXT), make_reading(text=TEXT + " Kiev membantah.")
    add(store, old, hour=1)
    add(store, new, hour=2)
    assert store.documents() == (new.document,)
    assert store.claims() == new.claims
    assert store.counts().superseded == 1
    assert store.document(old.document.id) == old.document


def test_a_redated_article_is_not_seen_under_its_old_date(store):
    add(store, make_reading(published="2020-01-01"), hour=1)
    add(store, make_reading(published="2024-10-20"), hour=2)
    assert store.documents(as_of=datetime(2021, 1, 1).date()) == ()  # noqa: DTZ001


def test_of_two_recorded_at_one_time_the_second_is_live(store):
    add(store, make_reading(published="2020-01-01"), make_reading(published="2021-01-01"))
    assert [document.published.value for document in store.documents()] == ["2021-01-01"]


def test_parts_of_one_file_stand_beside_each_other(store):
    add(store, make_reading("f.csv", part="1"), make_reading("f.csv", part="2"))
    assert [document.label for document in store.documents()] == ["f.csv#1", "f.csv#2"]


def test_a_file_that_fails_twice_has_one_issue(store):
    for hour in (1, 2):
        with store.writing() as writer:
            assert writer.put_issue(make_issue("a.txt"), moment(hour)) is (hour == 1)
    assert store.issues() == (make_issue("a.txt"),)


def test_an_issue_ends_when_the_file_is_read(store):
    with store.writing() as writer:
        writer.put_issue(make_issue("a.txt"), moment(1))
        writer.put_issue(make_issue("b.txt"), moment(1))
    reading = replace(make_reading("a.txt"), issues=())
    add(store, reading, hour=2)
    assert store.issues() == (make_issue("b.txt"),)


def test_an_issue_ends_when_the_file_is_again_as_it_was(store):
    reading = replace(make_reading("a.txt"), issues=())
    add(store, reading, hour=1)
    with store.writing() as writer:
        writer.put_issue(make_issue("a.txt"), moment(2))
    with store.writing() as writer:
        writer.put_known("a.txt", moment(3))
    assert store.issues() == ()


def test_an_issue_that_comes_back_is_shown_again(store):
    for hour, broken in enumerate((True, False, True)):
        with store.writing() as writer:
            if broken:
                assert writer.put_issue(make_issue("a.txt"), moment(hour))
            else:
                writer.put_known("a.txt", moment(hour))
    assert store.issues() == (make_issue("a.txt"),)
    assert store.verify() == ()


def test_another_issue_of_the_same_file_takes_the_place_of_the_first(store):
    for hour, code in enumerate(("N303", "N304")):
        with store.writing() as writer:
            writer.put_issue(make_issue("a.txt", code=code), moment(hour))
    assert store.issues() == (make_issue("a.txt", code="N304"),)


@pytest.mark.parametrize("issue_first", [True, False])
def test_a_damaged_row_keeps_its_issue_however_often_the_file_is_added(store, issue_first):
    row = replace(make_reading("f.csv", part="1"), issues=())
    for hour in range(3):
        with store.writing() as writer:
            if issue_first:
                writer.put_issue(make_issue("f.csv#2"), moment(hour))
            put(writer, row, hour=hour)
            if not issue_first:
                writer.put_issue(make_issue("f.csv#2"), moment(hour))
        assert store.issues() == (make_issue("f.csv#2"),)


def test_the_issues_of_a_superseded_document_are_not_shown(store):
    add(store, make_reading(text=TEXT), hour=1)
    new = replace(make_reading(text=TEXT + "."), issues=())
    add(store, new, hour=2)
    assert store.issues() == ()


def test_an_issue_about_words_that_stand_nowhere_is_refused(store):
    with pytest.raises(NeracaError, match=r"N401.*no stored document"), store.writing() as writer:
        writer.put_issue(make_issue("a.txt", document=make_reading().document), moment(0))


def test_an_issue_about_a_stored_document_can_be_added_later(store):
    reading = replace(make_reading(), issues=())
    add(store, reading)
    issue = make_issue("a.txt", code="time", document=reading.document)
    with store.writing() as writer:
        assert writer.put_issue(issue, moment(1))
        assert not writer.put_issue(issue, moment(2))
    assert store.issues() == (issue,)
    assert store.verify() == ()


def test_runs_and_judgements_come_back_oldest_first(store):
    runs = [Run(started_at=moment(hour), version="1", inputs=("a",), added=1, known=0, failed=0) for hour in (2, 1)]
    judgement = Judgement(kind=JudgementKind.NOTE, about=("claim-1",), person="x", made_at=moment(1))
    with store.writing() as writer:
        assert [writer.put_run(run) for run in (*runs, runs[0])] == [True, True, False]
        assert [writer.put_judgement(judgement) for _ in range(2)] == [True, False]
    assert store.runs() == (runs[1], runs[0])
    assert store.judgements() == (judgement,)


def test_an_original_is_kept_once_and_comes_back(store):
    data = bytes(range(256)) * 100
    with store.writing() as writer:
        sha256 = writer.put_original(data, "application/pdf")
        assert writer.put_original(data, "text/plain") == sha256
    assert store.original(sha256) == data
    assert store.counts().originals == 1


def test_an_unknown_original_is_named(store):
    with pytest.raises(NeracaError, match="N102"):
        store.original("0" * 64)


def test_the_names_of_a_files_bytes_are_known(store):
    reading = make_reading("b.txt")
    add(store, reading, make_reading("a.txt"))
    assert store.names_of(reading.document.sha256) == ("a.txt", "b.txt")
    assert store.names_of("0" * 64) == ()


def test_a_file_that_waits_is_known_by_its_name_until_it_is_read(store):
    with store.writing() as writer:
        writer.put_issue(make_issue("f.csv#2"), moment(1))
    assert store.has_open_issue("f.csv")
    assert store.has_open_issue("f.csv#2")
    assert not store.has_open_issue("f")
    add(store, replace(make_reading("f.csv", part="2"), issues=()), hour=2)
    assert not store.has_open_issue("f.csv")
    assert store.has_label("f.csv#2")
    assert not store.has_label("f.csv")


def test_with_a_day_only_what_was_published_by_then_is_known(store):
    early, late = make_reading("a", published="2024-01-01"), make_reading("b", published="2024-01-02T00:10+09:00")
    undated = make_reading("c", published=None)
    add(store, early, late, undated)
    day = datetime(2024, 1, 1).date()  # noqa: DTZ001
    assert store.documents(as_of=day) == (early.document,)
    assert store.claims(as_of=day) == early.claims
    assert store.mentions(as_of=day) == early.mentions
    assert store.documents(as_of=day.replace(day=2)) == (early.document, late.document)
    both = (early.document.day, late.document.day)
    assert store.publication_days() == store.publication_days(day.replace(day=2)) == both
    assert store.publication_days(day) == (early.document.day, early.document.day)
    assert store.publication_days(day.replace(year=1990)) is None
    assert len(store.documents()) == 3


READINGS = tuple(
    make_reading(name, part=part, published=published)
    for name, part, published in (
        ("b", "", None),
        ("a", "", "2024-01-01"),
        ("a", "2", None),
        ("ä", "", None),
        ("🚀", "", None),
    )
)


@strategies.GENTLE
@given(order=st.permutations(READINGS), cut=st.integers(0, len(READINGS)))
def test_any_order_and_split_gives_the_same_views(tmp_path_factory, order, cut):
    with (
        Store.create(tmp_path_factory.mktemp("plain")) as plain,
        Store.create(tmp_path_factory.mktemp("mixed")) as mixed,
    ):
        add(plain, *READINGS)
        for group in (order[:cut], order[cut:]):
            with mixed.writing() as writer:
                for reading in group:
                    put(writer, reading)
        assert views(mixed) == views(plain)


def test_issues_without_evidence_of_two_documents_are_one(store):
    issue = Issue(code="language", where="a.txt", message="unclear", why="", fix="")
    with store.writing() as writer:
        put(writer, replace(make_reading("a.txt"), issues=(issue,)))
    assert store.issues() == (issue,)
