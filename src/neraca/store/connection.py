"""Connections to the store's database, their transactions, and its errors in our words."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from neraca.errors import NeracaError, fail

DATABASE = "neraca.sqlite"

WRITABLE = "mode=rw"
# Beside its file a database in WAL mode keeps two more. Where these cannot be made, only a database that nobody
# changes can be read; so the second way is for one whose log is empty.
READ_ONLY = ("mode=ro", "mode=ro&immutable=1")

_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
# Our questions are right for every store, so that an error in one is a table or column that is gone.
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_FORMAT, sqlite3.SQLITE_ERROR)
_FULL = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL)
_CLOSED = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH)


def connect(path: Path, timeout_s: float, *, access: str = WRITABLE) -> sqlite3.Connection:
    """Open an existing database file in autocommit mode, with foreign keys held and the schema not trusted.

    Args:
        path: The database file.
        timeout_s: How long to wait for another process that writes.
        access: WRITABLE, or one of READ_ONLY.
    """
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{access}", uri=True, timeout=timeout_s, isolation_level=None
    )
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        # Without it REPLACE would delete rows behind the append-only triggers.
        connection.execute("PRAGMA recursive_triggers = ON")
        connection.execute("PRAGMA trusted_schema = OFF")
        # In WAL mode a killed process loses nothing that was committed; only a power cut may take
        # the last transactions, whole.
        connection.execute("PRAGMA synchronous = NORMAL")
    except BaseException:
        connection.close()
        raise
    return connection


def ways_to_read(path: Path, error: sqlite3.Error) -> tuple[str, ...]:
    """The kinds of access to try after the system refused to open a database for writing; none after other errors."""
    if _kind(error) not in (*_CLOSED, sqlite3.SQLITE_READONLY):
        return ()
    log = path.with_name(f"{path.name}-wal")
    return READ_ONLY[:1] if log.exists() and log.stat().st_size else READ_ONLY


@contextmanager
def transaction(connection: sqlite3.Connection, kind: str) -> Generator[None]:
    """One transaction: committed at the end of the block, undone on any error.

    Args:
        connection: In autocommit mode.
        kind: `IMMEDIATE` to write, `DEFERRED` to read one state throughout.
    """
    connection.execute(f"BEGIN {kind}")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()
        raise


@contextmanager
def in_our_words(path: Path, timeout_s: float) -> Generator[None]:
    """Turn the database's errors in the block into Neraca's.

    Raises:
        NeracaError: N501 no database, N503 busy, N504 damaged, N505 or N506 when the system refuses.
    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _our_error(error, path=path, timeout_s=timeout_s) from error


def _our_error(error: sqlite3.DatabaseError, *, path: Path, timeout_s: float) -> NeracaError:
    code = _kind(error)
    if code in _BUSY:
        return fail("N503", where=str(path), timeout_s=f"{timeout_s:g}")
    if code == sqlite3.SQLITE_NOTADB:
        return fail("N501", path=path)
    if code in _DAMAGED or not isinstance(error, sqlite3.OperationalError):
        return fail("N504", where=str(path), detail=error)
    if code in _FULL:
        return fail("N505", path=path, detail=error)
    return fail("N506", path=path, detail=error)


def _kind(error: sqlite3.Error) -> int:
    # The lower byte is the kind of error, the upper ones are its shades.
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF
