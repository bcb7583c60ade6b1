"""Stores in places that cannot be written: they are read, and say so when somebody writes."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from store_builders import add, make_reading, views

from neraca.errors import NeracaError
from neraca.store import Store

pytestmark = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions of another kind")

NOBODY = 65534


@contextmanager
def powerless() -> Iterator[None]:
    """Without the powers of root, whom no permission holds."""
    if os.geteuid():
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def lock(folder: Path, *, file_mode: int = 0o444) -> None:
    for file in folder.iterdir():
        file.chmod(file_mode)
    folder.chmod(0o555)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that others may enter, which pytest's own is not."""
    made = Path(tempfile.mkdtemp())
    made.chmod(0o755)
    store = made / "store"
    store.mkdir(mode=0o755)
    yield store
    store.chmod(0o755)
    shutil.rmtree(made)


def test_a_store_that_cannot_be_written_is_read(folder: Path) -> None:
    with Store.create(folder) as store:
        add(store, make_reading())
        before = views(store)
    lock(folder)
    with powerless(), Store.open(folder) as store:
        assert views(store) == before
        assert store.verify() == ()
    assert [file.name for file in folder.iterdir()] == ["neraca.sqlite"]


def test_a_store_in_use_is_read_with_what_its_log_holds(folder: Path) -> None:
    with Store.create(folder) as store:
        add(store, make_reading())
        before = views(store)
        lock(folder)
        with powerless(), Store.open(folder) as other:
            assert views(other) == before


def test_writing_into_it_is_refused_in_plain_words(folder: Path) -> None:
    with Store.create(folder) as store:
        add(store, make_reading())
    lock(folder)
    with powerless():
        with Store.open(folder) as store, pytest.raises(NeracaError, match="N505") as caught:
            add(store, make_reading("b.txt"))
        assert "--store" in caught.value.fix
        assert "-o" not in caught.value.fix
        with pytest.raises(NeracaError, match="N505"):
            Store.create(folder)


def test_a_log_that_cannot_be_read_is_not_passed_over(folder: Path) -> None:
    with Store.create(folder) as store:
        add(store, make_reading())
        for file in list(folder.iterdir()):
            shutil.copy(file, folder / f"{file.name}.copy")
    for copy in list(folder.glob("*.copy")):
        copy.replace(copy.with_suffix(""))
    assert (folder / "neraca.sqlite-wal").stat().st_size
    (folder / "neraca.sqlite-shm").unlink(missing_ok=True)
    lock(folder)
    with powerless(), pytest.raises(NeracaError, match="N506"):
        Store.open(folder)


def test_a_store_that_is_closed_to_us_is_named(folder: Path) -> None:
    Store.create(folder).close()
    lock(folder, file_mode=0)
    with powerless(), pytest.raises(NeracaError, match="N506"):
        Store.open(folder)


def test_an_older_store_that_cannot_be_brought_up_to_date_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Store.create(folder).close()
    lock(folder)
    newer = sqlite3.OperationalError("attempt to write a readonly database")
    newer.sqlite_errorcode = sqlite3.SQLITE_READONLY

    def refuse(_connection: sqlite3.Connection) -> None:
        raise newer

    monkeypatch.setattr("neraca.store.store.migrate", refuse)
    with powerless(), pytest.raises(NeracaError, match="N505"):
        Store.open(folder)
