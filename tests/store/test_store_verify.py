"""Verification: a sound store has no fault, and every kind of tampering is found."""

import sqlite3
import zlib

import pytest
from store_builders import add, make_issue, make_reading, moment

from neraca.records import Judgement, JudgementKind, Run
from neraca.store import Store


@pytest.fixture
def store(tmp_path):
    with Store.create(tmp_path) as made:
        add(made, make_reading("a.txt"), make_reading("b.txt", published=None))
        with made.writing() as writer:
            writer.put_issue(make_issue("c.txt"), moment(0))
            writer.put_run(Run(started_at=moment(0), version="1", inputs=("a",), added=2, known=0, failed=1))
            writer.put_judgement(Judgement(kind=JudgementKind.NOTE, about=("x",), person="y", made_at=moment(0)))
        yield made


def tamper(store, *commands):
    """What somebody with another program can do: drop the guards, change rows, put the guards back."""
    other = sqlite3.connect(store.path)
    guards = other.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in guards:
        other.execute(f"DROP TRIGGER {name}")
    changed = [other.execute(*command).rowcount for command in commands]
    for _, sql in guards:
        other.execute(sql)
    other.commit()
    other.close()
    assert all(changed)


def test_a_sound_store_has_no_fault(store):
    assert store.verify() == ()


def test_superseded_documents_are_sound_too(store):
    add(store, make_reading("a.txt", text="Teks lain tentang Korea Utara dan Rusia."), hour=3)
    assert store.verify() == ()


@pytest.mark.parametrize(
    "table", ["documents", "claims", "mentions", "issues", "meanings", "findings", "runs", "judgements"]
)
def test_a_changed_body_is_found(store, table):
    # Any letter will do; the change keeps the JSON whole and lies outside what ids cover where it can.
    tamper(store, (f"UPDATE {table} SET body = replace(replace(body, 'kirim', 'karam'), 'a.txt', 'z.txt') || ' '",))
    assert any("changed after it was written" in issue.message for issue in store.verify())


def test_a_record_without_fields_that_came_later_is_written_well(store):
    tamper(store, ("UPDATE claims SET body = replace(body, ',\"purposes\":[]', '')",))
    assert "purposes" not in store._connection.execute("SELECT body FROM claims").fetchone()[0]
    assert not any("codec writes it" in issue.message for issue in store.verify())


def test_a_changed_reason_is_found_though_no_id_covers_it(store):
    tamper(store, ('UPDATE claims SET body = replace(body, \'"rule":"kirim"\', \'"rule":"tebak"\')',))
    faults = store.verify()
    assert faults
    assert all(issue.code == "N504" for issue in faults)


@pytest.mark.parametrize(
    "table", ["documents", "claims", "mentions", "issues", "meanings", "findings", "runs", "judgements"]
)
def test_a_body_that_is_no_record_is_found(store, table):
    tamper(store, (f"UPDATE {table} SET body = 'x'",))
    assert any("not a" in issue.message for issue in store.verify())


@pytest.mark.parametrize(
    "table", ["documents", "claims", "mentions", "issues", "meanings", "findings", "runs", "judgements"]
)
def test_bytes_that_are_no_text_are_found(store, table):
    tamper(store, (f"UPDATE {table} SET body = CAST(x'ff' AS TEXT)",))
    assert store.verify()


def test_a_body_forged_with_its_digest_is_found_by_its_id(store, tmp_path):
    forged = make_reading("a.txt", text="Korea Selatan mengirimkan 6.000 pasukan, kata Moskow.")
    with Store.create(tmp_path / "forge") as forge:
        add(forge, forged)
        body, digest = forge._connection.execute("SELECT body, digest FROM documents").fetchone()
    tamper(store, ("UPDATE documents SET body = ?, digest = ? WHERE name = 'a.txt'", (body, digest)))
    messages = [issue.message for issue in store.verify()]
    assert any("does not match its id" in message for message in messages)
    assert any("does not stand in" in message for message in messages)


@pytest.mark.parametrize(
    ("table", "column"),
    [
        *(("documents", column) for column in ("name", "part", "label", "language")),
        *(("claims", column) for column in ("event", "stage", "when_start", "when_end")),
        *((table, "id") for table in ("documents", "claims", "issues", "runs", "judgements")),
        ("issues", "place"),
        ("mentions", "actor"),
    ],
)
def test_a_changed_column_is_found(store, table, column):
    tamper(store, (f"UPDATE {table} SET {column} = {column} || 'x' WHERE seq = 1",))
    assert store.verify()


@pytest.mark.parametrize("table", ["claims", "documents"])
def test_a_changed_day_of_publication_is_found(store, table):
    tamper(store, (f"UPDATE {table} SET published = '2020-01-01' WHERE seq = 1",))
    assert any("columns" in issue.message for issue in store.verify())


@pytest.mark.parametrize("table", ["claims", "documents", "issues", "runs", "judgements"])
@pytest.mark.parametrize("moment", ["'kemarin'", "'2026-01-01'", "'2020-01-01T00:00:00.000000+07:00'"])
def test_a_broken_time_of_recording_is_found(store, table, moment):
    tamper(store, (f"UPDATE {table} SET recorded_at = {moment} WHERE seq = 1",))
    assert store.verify()


@pytest.mark.parametrize("table", ["claims", "mentions", "issues", "meanings", "findings"])
def test_a_row_taken_away_is_found(store, table):
    tamper(store, (f"DELETE FROM {table} WHERE seq = 1",))
    assert any("taken away" in issue.message for issue in store.verify())


def test_a_claim_moved_to_another_document_is_found(store):
    tamper(store, ("UPDATE claims SET document = (SELECT id FROM documents WHERE name = 'b.txt') WHERE seq = 1",))
    assert store.verify()


def test_a_claim_without_its_document_is_found(store):
    tamper(store, ("DELETE FROM documents WHERE name = 'a.txt'",))
    assert any("documents row is missing" in issue.message for issue in store.verify())


@pytest.mark.parametrize("packed", [b"x", zlib.compress(b"other bytes")])
def test_a_changed_original_is_found(store, packed):
    tamper(store, ("UPDATE originals SET packed = ?", (packed,)))
    assert any("original" in issue.message for issue in store.verify())


def test_an_original_taken_away_is_found(store):
    tamper(store, ("DELETE FROM originals",))
    assert any("originals row is missing" in issue.message for issue in store.verify())


def test_a_dropped_guard_is_found(store):
    store._connection.execute("DROP TRIGGER claims_delete")
    (issue,) = store.verify()
    assert "trigger claims_delete is not as it was made" in issue.message


def test_an_index_that_lost_a_text_is_found(store):
    store._connection.execute(
        "INSERT INTO search (search, rowid, title, title_stems, words, stems)"
        " VALUES ('delete', 1, '', '', 'Korea', 'korea')"
    )
    assert any("index" in issue.message for issue in store.verify())


def test_a_fault_says_where_and_what_to_do(store):
    tamper(store, ("UPDATE runs SET body = 'x'",))
    (issue,) = store.verify()[:1]
    assert issue.where.startswith("run-") or issue.where == "neraca.sqlite"
    assert issue.fix
