"""Opening: what is no store, what is newer, what is busy, what was cut short."""

import sqlite3

import pytest
from store_builders import add, make_reading, put, titled, views

from neraca.errors import NeracaError
from neraca.store import Store
from neraca.store.migrations import FORESIGHT, MIGRATIONS, migrate
from neraca.store.search import Word, index_document


def test_a_folder_without_a_store_is_named(tmp_path):
    with pytest.raises(NeracaError, match=r"N101.*no store at"):
        Store.open(tmp_path)


def test_making_a_store_twice_opens_it(tmp_path):
    with Store.create(tmp_path) as store:
        add(store, make_reading())
        before = views(store)
    with Store.create(tmp_path) as store:
        assert views(store) == before
    with Store.open(tmp_path) as store:
        assert views(store) == before


def test_a_store_whose_making_was_cut_short_is_no_store_yet(tmp_path):
    (tmp_path / "neraca.sqlite").touch()
    with pytest.raises(NeracaError, match="N101"):
        Store.open(tmp_path)
    with Store.create(tmp_path) as store:
        assert store.documents() == ()


@pytest.mark.parametrize("way", [Store.open, Store.create])
def test_a_file_of_another_kind_is_left_alone(tmp_path, way):
    (tmp_path / "neraca.sqlite").write_text("Bukan basis data. " * 100)
    with pytest.raises(NeracaError, match=r"N501.*neraca\.sqlite"):
        way(tmp_path)
    assert (tmp_path / "neraca.sqlite").read_text() == "Bukan basis data. " * 100


@pytest.mark.parametrize("way", [Store.open, Store.create])
def test_a_database_of_another_program_is_left_alone(tmp_path, way):
    path = tmp_path / "neraca.sqlite"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE notes (text)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(NeracaError, match=r"N501.*neraca\.sqlite"):
        way(tmp_path)
    assert path.read_bytes() == before


def test_a_newer_format_is_refused(tmp_path):
    with Store.create(tmp_path) as store:
        store._connection.execute("PRAGMA user_version = 99")
    with pytest.raises(NeracaError, match=r"N502.*format 99, known"):
        Store.open(tmp_path)


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(NeracaError, match="N505"):
        Store.create(tmp_path / "file" / "store")


def test_a_second_writer_is_told_that_the_store_is_busy(tmp_path):
    with (
        Store.create(tmp_path) as one,
        Store.open(tmp_path, timeout_s=0) as other,
        one.writing(),
        pytest.raises(NeracaError, match=r"N503.*busy"),
        other.writing(),
    ):
        pass


def test_readers_see_the_state_before_while_another_writes(tmp_path):
    with Store.create(tmp_path) as one, Store.open(tmp_path, timeout_s=0) as other:
        with one.writing() as writer:
            put(writer, make_reading())
            assert other.documents() == ()
        assert len(other.documents()) == 1


def test_a_reading_block_sees_one_state_throughout(tmp_path):
    with Store.create(tmp_path) as one, Store.open(tmp_path) as other:
        add(one, make_reading("a"))
        with other.reading():
            assert len(other.documents()) == 1
            add(one, make_reading("b"))
            assert len(other.documents()) == 1
            assert len(other.claims()) == 2
        assert len(other.documents()) == 2


def test_what_is_added_during_a_check_is_no_fault(tmp_path, monkeypatch):
    with Store.create(tmp_path) as one, Store.open(tmp_path) as other:
        add(one, make_reading("a"))

        def add_meanwhile(connection, number, document):
            add(other, make_reading("b"))
            index_document(connection, number, document)

        monkeypatch.setattr("neraca.store.verify.index_document", add_meanwhile)
        assert one.verify() == ()


def test_the_store_is_in_wal_mode_with_foreign_keys(tmp_path):
    with Store.create(tmp_path) as store:
        pragma = [
            store._connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "foreign_keys")
        ]
    assert pragma == ["wal", 1]


def test_every_table_of_truth_is_strict(tmp_path):
    with Store.create(tmp_path) as store:
        rows = store._connection.execute(
            "SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
    assert len(rows) == 14
    assert all(strict for _, strict in rows)


def test_an_older_store_is_brought_up_to_date():
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection, MIGRATIONS)
    newer = (*MIGRATIONS, "CREATE TABLE more (x TEXT) STRICT; CREATE INDEX more_by_x ON more (x);")
    migrate(connection, newer)
    migrate(connection, newer)
    assert connection.execute("SELECT count(*) FROM more").fetchone() == (0,)
    connection.close()


def make_store_without_titles(folder, *readings):
    """A store of format 3, whose index has no titles, as an earlier version left it."""
    with Store.create(folder) as store:
        add(store, *readings)
        connection = store._connection
        connection.execute("DROP TABLE search")
        connection.execute(
            "CREATE VIRTUAL TABLE search USING fts5"
            " (words, stems, content = '', tokenize = 'unicode61 remove_diacritics 2')"
        )
        for table in FORESIGHT:
            connection.execute(f"DROP TABLE {table}")
        connection.execute("PRAGMA user_version = 3")


def test_a_store_whose_index_has_no_titles_is_indexed_anew(tmp_path):
    make_store_without_titles(tmp_path, make_reading("a.txt"), titled(make_reading("b.txt"), "Perundingan gagal"))
    with Store.open(tmp_path) as store:
        assert [number for number, _ in store.search(Word(word="pengiriman"))] == [1, 2]
        assert [number for number, _ in store.search(Word(word="rundingan", title=True))] == [2]
        assert store.verify() == ()


def test_a_document_that_cannot_be_read_does_not_keep_an_older_store_shut(tmp_path):
    make_store_without_titles(tmp_path, make_reading("a.txt"), make_reading("b.txt"))
    connection = sqlite3.connect(tmp_path / "neraca.sqlite")
    connection.execute("DROP TRIGGER documents_update")
    connection.execute("UPDATE documents SET body = 'x' WHERE seq = 1")
    connection.commit()
    connection.close()
    with Store.open(tmp_path) as store:
        assert [number for number, _ in store.search(Word(word="pengiriman"))] == [2]
        assert store.verify()


def test_a_migration_that_fails_leaves_the_older_format():
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection, MIGRATIONS)
    with pytest.raises(sqlite3.OperationalError):
        migrate(connection, (*MIGRATIONS, "CREATE TABLE more (x TEXT) STRICT; CREATE NONSENSE;"))
    assert connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
    assert connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'more'").fetchone() == (0,)
    connection.close()


def test_a_damaged_record_is_named_when_it_is_read(tmp_path):
    with Store.create(tmp_path) as store:
        add(store, make_reading())
        store._connection.execute("DROP TRIGGER claims_update")
        store._connection.execute("UPDATE claims SET body = substr(body, 1, 50)")
        with pytest.raises(NeracaError, match=r"N504.*not a Claim.*\(claim-"):
            store.claims()


def test_a_damaged_page_is_said_to_be_damage(tmp_path):
    with Store.create(tmp_path) as store:
        add(store, make_reading())
        page = store._connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'claims'").fetchone()[0]
    path = tmp_path / "neraca.sqlite"
    data = bytearray(path.read_bytes())
    data[(page - 1) * 4096 : page * 4096] = bytes(4096)
    path.write_bytes(data)
    with Store.open(tmp_path) as store:
        with pytest.raises(NeracaError, match="N504"):
            store.claims()
        assert store.verify()
