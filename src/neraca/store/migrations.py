"""The store's format, as numbered migrations: a file at format n has run the first n of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress

from neraca.errors import NeracaError, fail
from neraca.records import Document
from neraca.store.connection import DATABASE
from neraca.store.rows import record_of
from neraca.store.search import index_document

APPLICATION_ID = 0x4E455241  # "NERA", in the file's header

# Bodies are the codec's JSON; the columns beside them are copies for questions and are checked by `verify`.
# Times: `when_start` and `when_end` bound the event, `published` is the article's day, `recorded_at` ours (UTC).
# `digest` covers a body whole, `contents` a document's claims, mentions and issues. Of several
# documents with one name and part the one recorded last is live. `settled` closes an issue of a file.
_FIRST = """
CREATE TABLE originals (
    sha256 TEXT PRIMARY KEY,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    packed BLOB NOT NULL
) STRICT;

CREATE TABLE documents (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    part TEXT NOT NULL,
    label TEXT NOT NULL,
    language TEXT NOT NULL,
    sha256 TEXT NOT NULL REFERENCES originals (sha256),
    published TEXT,
    recorded_at TEXT NOT NULL,
    body TEXT NOT NULL,
    digest TEXT NOT NULL,
    contents TEXT NOT NULL
) STRICT;
CREATE INDEX documents_by_place ON documents (name, part, recorded_at, seq);
CREATE INDEX documents_by_original ON documents (sha256);

CREATE TABLE claims (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    document TEXT NOT NULL REFERENCES documents (id),
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    event TEXT NOT NULL,
    stage TEXT NOT NULL,
    when_start TEXT,
    when_end TEXT,
    published TEXT,
    recorded_at TEXT NOT NULL,
    body TEXT NOT NULL,
    digest TEXT NOT NULL
) STRICT;
CREATE INDEX claims_by_document ON claims (document);

CREATE TABLE mentions (
    seq INTEGER PRIMARY KEY,
    document TEXT NOT NULL REFERENCES documents (id),
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    actor TEXT NOT NULL,
    body TEXT NOT NULL,
    digest TEXT NOT NULL
) STRICT;
CREATE INDEX mentions_by_document ON mentions (document);

CREATE TABLE issues (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    document TEXT REFERENCES documents (id),
    from_reading INTEGER NOT NULL CHECK (from_reading IN (0, 1)),
    place TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    body TEXT NOT NULL,
    digest TEXT NOT NULL
) STRICT;
CREATE INDEX issues_by_id ON issues (id);
CREATE INDEX issues_by_document ON issues (document);
CREATE INDEX issues_by_place ON issues (place);

CREATE TABLE settled (
    issue INTEGER PRIMARY KEY REFERENCES issues (seq),
    recorded_at TEXT NOT NULL
) STRICT;

CREATE TABLE runs (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    recorded_at TEXT NOT NULL,
    body TEXT NOT NULL,
    digest TEXT NOT NULL
) STRICT;

CREATE TABLE judgements (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    recorded_at TEXT NOT NULL,
    body TEXT NOT NULL,
    digest TEXT NOT NULL
) STRICT;

CREATE VIRTUAL TABLE search USING fts5 (
    words, stems, content = '', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE VIEW live AS
SELECT seq, id, label, language, published FROM documents AS mine
WHERE NOT EXISTS (
    SELECT 1 FROM documents AS later
    WHERE later.name = mine.name AND later.part = mine.part
    AND (later.recorded_at, later.seq) > (mine.recorded_at, mine.seq)
);

CREATE VIEW open_issues AS
SELECT seq, id, document, place FROM issues
WHERE seq NOT IN (SELECT issue FROM settled)
AND (document IS NULL OR document IN (SELECT id FROM live));
"""

# One row for each document that the reader has read; older documents have none.
_MEANINGS = """
CREATE TABLE meanings (
    seq INTEGER PRIMARY KEY,
    document TEXT NOT NULL UNIQUE REFERENCES documents (id),
    body TEXT NOT NULL,
    digest TEXT NOT NULL
) STRICT;
"""

# What checks of one document found when it was read; older documents have none.
_FINDINGS = """
CREATE TABLE findings (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    document TEXT NOT NULL REFERENCES documents (id),
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    digest TEXT NOT NULL
) STRICT;
CREATE INDEX findings_by_document ON findings (document);
"""

# Titles beside texts, so that a search may ask for them and weighs them more.
_TITLES = """
DROP TABLE search;
CREATE VIRTUAL TABLE search USING fts5 (
    title, title_stems, words, stems, content = '', tokenize = 'unicode61 remove_diacritics 2'
);
"""

# Imported events (each set's rows packed in columns), and the book of questions, forecasts and resolutions.
_FORESIGHT = """
CREATE TABLE event_sets (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    recorded_at TEXT NOT NULL,
    body TEXT NOT NULL,
    digest TEXT NOT NULL,
    packed BLOB NOT NULL
) STRICT;
""" + "".join(
    f"""
CREATE TABLE {table} (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    recorded_at TEXT NOT NULL,
    body TEXT NOT NULL,
    digest TEXT NOT NULL
) STRICT;
"""
    for table in ("questions", "forecasts", "resolutions")
)
FORESIGHT = ("event_sets", "questions", "forecasts", "resolutions")

TRUTH = ("originals", "documents", "claims", "mentions", "issues", "settled", "runs", "judgements")


def _append_only(table: str) -> str:
    return "".join(
        f"CREATE TRIGGER {table}_{verb.lower()} BEFORE {verb} ON {table}\n"
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;\n"
        for verb in ("UPDATE", "DELETE")
    )


def _index_titles(connection: sqlite3.Connection) -> None:
    """Make the index anew from the documents; one that cannot be read is left to `verify`."""
    for statement in _statements(_TITLES):
        connection.execute(statement)
    for number, key, body in connection.execute("SELECT seq, id, CAST(body AS BLOB) FROM documents ORDER BY seq"):
        with suppress(NeracaError):
            index_document(connection, number, record_of(body, Document, key=key))


# Statements, or what does more than statements can.
Migration = str | Callable[[sqlite3.Connection], None]

MIGRATIONS: tuple[Migration, ...] = (
    _FIRST + "".join(_append_only(table) for table in TRUTH),
    _MEANINGS + _append_only("meanings"),
    _FINDINGS + _append_only("findings"),
    _index_titles,
    _FORESIGHT + "".join(_append_only(table) for table in FORESIGHT),
)


def migrate(connection: sqlite3.Connection, migrations: tuple[Migration, ...] = MIGRATIONS) -> None:
    """Bring a store to the newest format, or an empty database to a store.

    Args:
        connection: In autocommit mode.
        migrations: All there are, oldest first.

    Raises:
        NeracaError: N501, when the database belongs to another program; N502, when its format is newer; N504, when
            it has tables but no format.
    """
    if _format(connection, len(migrations)) == len(migrations):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Another process may have migrated between the look and the lock.
        for migration in migrations[_format(connection, len(migrations)) :]:
            if isinstance(migration, str):
                for statement in _statements(migration):
                    connection.execute(statement)
            else:
                migration(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(migrations)}")
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()
        raise


def is_empty(connection: sqlite3.Connection) -> bool:
    """Whether nothing was ever put into this database (a store whose making was cut short)."""
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    return tables == 0 and _number(connection, "user_version") == 0 and _number(connection, "application_id") == 0


def _format(connection: sqlite3.Connection, known: int) -> int:
    if is_empty(connection):
        return 0
    found = _number(connection, "user_version")
    if _number(connection, "application_id") != APPLICATION_ID:
        raise fail("N501", path=connection.execute("PRAGMA database_list").fetchone()[2])
    if found < 1:
        raise fail("N504", where=DATABASE, detail=f"its header names format {found}, and there is none such")
    if found > known:
        raise fail("N502", found=found, known=known)
    return found


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])


def _statements(script: str) -> Iterator[str]:
    """The script's statements; a trigger's inner semicolons do not end it."""
    statement = ""
    for piece in script.split(";"):
        statement += piece + ";"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
