"""The store: a folder with one SQLite file, to which records are only ever added."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Generator, Iterable
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from neraca.errors import fail
from neraca.records import (
    Claim,
    Document,
    EventSet,
    Finding,
    Forecast,
    Issue,
    Judgement,
    Meanings,
    Mention,
    Question,
    Resolution,
    Run,
)
from neraca.store.connection import DATABASE, WRITABLE, connect, in_our_words, transaction, ways_to_read
from neraca.store.migrations import is_empty, migrate
from neraca.store.rows import day, record_of
from neraca.store.search import STEMMED, Match, Wanted, find_matches
from neraca.store.verify import verify
from neraca.store.writer import Writer

T = TypeVar("T")

TIMEOUT_S = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much there is; `superseded` documents are kept but not live, and count nowhere else."""

    documents: int
    superseded: int
    claims: int
    mentions: int
    issues: int
    originals: int
    runs: int
    judgements: int


class Store:
    """Records in SQLite: one process writes at a time, any number read meanwhile.

    An object belongs to the thread that opened it. Views show live documents: of several
    with the same name and part the one recorded last. With `as_of` they show only what had been published by
    that day, and no undated document; a document that a later one superseded does not come back, since its date
    or words were put right. Every view comes in an order that does not depend on the order of adding.
    """

    def __init__(self, path: Path, *, timeout_s: float, access: str = WRITABLE) -> None:
        self.path = path
        self._timeout_s = timeout_s
        self._connection = connect(path, timeout_s, access=access)

    @classmethod
    def create(cls, folder: Path, *, timeout_s: float = TIMEOUT_S) -> Self:
        """Make a store in the folder, or open the one that is there.

        Raises:
            NeracaError: N505, when the folder cannot be made; else as `open`, without N101.
        """
        path = folder / DATABASE
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path.touch()
        except OSError as error:
            raise fail("N505", path=path, detail=error.strerror or error) from error
        with in_our_words(path, timeout_s):
            return cls._opened(path, timeout_s, create=True)

    @classmethod
    def open(cls, folder: Path, *, timeout_s: float = TIMEOUT_S) -> Self:
        """Open the store in the folder and bring it to the newest format; for reading only, where it cannot be written.

        Raises:
            NeracaError: N101 no store there, N501 another program's file, N502 a newer
                Neraca's, N503 busy, N504 damaged, N505 older and not to be written, N506 closed to us.
        """
        path = folder / DATABASE
        try:
            if not path.is_file():
                raise fail("N101", path=folder)
        except OSError as error:
            raise fail("N506", path=path, detail=error.strerror or error) from error
        with in_our_words(path, timeout_s):
            try:
                return cls._opened(path, timeout_s, create=False)
            except sqlite3.OperationalError as error:
                for access in ways_to_read(path, error):
                    with suppress(sqlite3.OperationalError):
                        return cls._opened(path, timeout_s, create=False, access=access)
                raise

    @classmethod
    def _opened(cls, path: Path, timeout_s: float, *, create: bool, access: str = WRITABLE) -> Self:
        store = cls(path, timeout_s=timeout_s, access=access)
        try:
            if is_empty(store._connection) and not create:
                raise fail("N101", path=path.parent)
            migrate(store._connection)
            journal = store._connection.execute("PRAGMA journal_mode").fetchone()[0]
            if access == WRITABLE and journal != "wal":
                store._connection.execute("PRAGMA journal_mode = WAL")
        except BaseException:
            store.close()
            raise
        return store

    def close(self) -> None:
        """Close the file; the object is of no further use."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def writing(self) -> Generator[Writer]:
        """Open a transaction: commit at the end of the block, undo on any error.

        Raises:
            NeracaError: N503, when another process has been writing for too long; N505, when the disk is
                full or refuses.
        """
        with in_our_words(self.path, self._timeout_s), transaction(self._connection, "IMMEDIATE"):
            writer = Writer(self._connection)
            yield writer
            writer.settle()

    @contextmanager
    def reading(self) -> Generator[None]:
        """Let all views in the block see one state, whatever another process adds meanwhile."""
        with in_our_words(self.path, self._timeout_s), transaction(self._connection, "DEFERRED"):
            yield

    def documents(self, as_of: date | None = None) -> tuple[Document, ...]:
        """The live documents, by label."""
        rows = self._rows(
            "SELECT live.id, CAST(documents.body AS BLOB) FROM live JOIN documents ON documents.seq = live.seq"
            " WHERE ? IS NULL OR live.published <= ? ORDER BY live.label, live.id",
            (day(as_of), day(as_of)),
        )
        return tuple(record_of(body, Document, key=key) for key, body in rows)

    def publication_days(self, as_of: date | None = None) -> tuple[date, date] | None:
        """The first and the last day of publication of a live document; None where none is dated."""
        question = "SELECT min(published), max(published) FROM live WHERE ? IS NULL OR published <= ?"
        ((first, last),) = self._rows(question, (day(as_of),) * 2)
        return None if first is None else (date.fromisoformat(first), date.fromisoformat(last))

    def claims(self, as_of: date | None = None) -> tuple[Claim, ...]:
        """The claims of live documents, by the document's label and their place in it."""
        rows = self._rows(
            "SELECT claims.id, CAST(claims.body AS BLOB) FROM live JOIN claims ON claims.document = live.id"
            " WHERE ? IS NULL OR live.published <= ?"
            " ORDER BY live.label, live.id, claims.span_start, claims.span_end, claims.id",
            (day(as_of), day(as_of)),
        )
        return tuple(record_of(body, Claim, key=key) for key, body in rows)

    def mentions(self, as_of: date | None = None) -> tuple[Mention, ...]:
        """The mentions in live documents, by the document's label and their place in it."""
        rows = self._rows(
            "SELECT live.label, CAST(mentions.body AS BLOB) FROM live JOIN mentions ON mentions.document = live.id"
            " WHERE ? IS NULL OR live.published <= ?"
            " ORDER BY live.label, live.id, mentions.span_start, mentions.span_end, mentions.seq",
            (day(as_of), day(as_of)),
        )
        return tuple(record_of(body, Mention, key=key) for key, body in rows)

    def contents(self, as_of: date | None = None) -> tuple[str, ...]:
        """For each live document, by label, a digest of all that was read in it."""
        rows = self._rows(
            "SELECT documents.contents FROM live JOIN documents ON documents.seq = live.seq"
            " WHERE ? IS NULL OR live.published <= ? ORDER BY live.label, live.id",
            (day(as_of), day(as_of)),
        )
        return tuple(contents for (contents,) in rows)

    def meanings(self, as_of: date | None = None) -> tuple[Meanings, ...]:
        """The sentence vectors of live documents, by label; not every document has some."""
        rows = self._rows(
            "SELECT live.label, CAST(meanings.body AS BLOB) FROM live JOIN meanings ON meanings.document = live.id"
            " WHERE ? IS NULL OR live.published <= ? ORDER BY live.label, live.id",
            (day(as_of), day(as_of)),
        )
        return tuple(record_of(body, Meanings, key=key) for key, body in rows)

    def meanings_of(self, documents: Iterable[str]) -> tuple[Meanings, ...]:
        """The sentence vectors of these documents, by id, in their order; a document without any is left out."""
        found = []
        for document in documents:
            question = "SELECT CAST(body AS BLOB) AS body FROM meanings WHERE document = ?"
            found += [record_of(body, Meanings, key=document) for (body,) in self._rows(question, (document,))]
        return tuple(found)

    def findings(self, as_of: date | None = None) -> tuple[Finding, ...]:
        """What checks of single documents found in live documents, by the document's label and place."""
        rows = self._rows(
            "SELECT findings.id, CAST(findings.body AS BLOB) FROM live JOIN findings ON findings.document = live.id"
            " WHERE ? IS NULL OR live.published <= ?"
            " ORDER BY live.label, live.id, findings.span_start, findings.span_end, findings.kind, findings.id",
            (day(as_of), day(as_of)),
        )
        return tuple(record_of(body, Finding, key=key) for key, body in rows)

    def issues(self) -> tuple[Issue, ...]:
        """What is open: issues of live documents, and of files that failed and have not been read since."""
        rows = self._rows(
            "SELECT issues.id, CAST(issues.body AS BLOB) FROM open_issues JOIN issues ON issues.seq = open_issues.seq"
        )
        found = {key: record_of(body, Issue, key=key) for key, body in rows}
        return tuple(sorted(found.values(), key=_issue_order))

    def runs(self) -> tuple[Run, ...]:
        """All runs, oldest first."""
        return self._dated("runs", Run)

    def judgements(self) -> tuple[Judgement, ...]:
        """All judgements, oldest first."""
        return self._dated("judgements", Judgement)

    def event_sets(self) -> tuple[EventSet, ...]:
        """All imported data sets, oldest first; of one name the last is the one that counts."""
        return self._dated("event_sets", EventSet)

    def event_columns(self, key: str) -> bytes:
        """The rows of the imported data set with this id, as they were put in.

        Raises:
            NeracaError: N102, when there is no such set; N504, when they cannot be unpacked.
        """
        for (packed,) in self._rows("SELECT packed FROM event_sets WHERE id = ?", (key,)):
            return _unpacked(packed, key)
        raise fail("N102", name=key)

    def questions(self) -> tuple[Question, ...]:
        """All questions of the book, oldest first."""
        return self._dated("questions", Question)

    def forecasts(self) -> tuple[Forecast, ...]:
        """All answers to questions, oldest first."""
        return self._dated("forecasts", Forecast)

    def resolutions(self) -> tuple[Resolution, ...]:
        """All that became of questions, oldest first."""
        return self._dated("resolutions", Resolution)

    def document(self, key: str) -> Document | None:
        """The document with this id, live or superseded; None when there is none."""
        for (body,) in self._rows("SELECT CAST(body AS BLOB) FROM documents WHERE id = ?", (key,)):
            return record_of(body, Document, key=key)
        return None

    def has_document(self, key: str) -> bool:
        """Whether a document with this id is there, live or superseded."""
        return bool(self._rows("SELECT 1 FROM documents WHERE id = ?", (key,)))

    def has_label(self, label: str) -> bool:
        """Whether a document with this label is there, live or superseded."""
        return bool(self._rows("SELECT 1 FROM documents WHERE label = ? LIMIT 1", (label,)))

    def has_open_issue(self, name: str) -> bool:
        """Whether a file of this name, or a record in it, is still waiting to be read as it should."""
        question = (
            "SELECT 1 FROM open_issues WHERE document IS NULL"
            " AND (place = ? OR substr(place, 1, length(?) + 1) = ? || '#') LIMIT 1"
        )
        return bool(self._rows(question, (name, name, name)))

    def issues_of(self, name: str) -> tuple[Issue, ...]:
        """What is open about the live documents of a file of this name, by place."""
        rows = self._rows(
            "SELECT DISTINCT issues.id, CAST(issues.body AS BLOB) FROM documents"
            " JOIN live ON live.seq = documents.seq JOIN issues ON issues.document = documents.id"
            " WHERE documents.name = ? AND issues.seq NOT IN (SELECT issue FROM settled)",
            (name,),
        )
        return tuple(sorted((record_of(body, Issue, key=key) for key, body in rows), key=_issue_order))

    def languages(self) -> tuple[str, ...]:
        """The languages of the live documents, sorted."""
        return tuple(code for (code,) in self._rows("SELECT DISTINCT language FROM live ORDER BY language"))

    def names_of(self, sha256: str) -> tuple[str, ...]:
        """Names under which documents were read from a file with these bytes, sorted."""
        rows = self._rows("SELECT DISTINCT name FROM documents WHERE sha256 = ? ORDER BY name", (sha256,))
        return tuple(name for (name,) in rows)

    def documents_from(self, sha256: str) -> tuple[str, ...]:
        """Ids of the live documents that were read from a file with these bytes, by label."""
        question = (
            "SELECT live.id FROM documents JOIN live ON live.seq = documents.seq"
            " WHERE documents.sha256 = ? ORDER BY live.label, live.id"
        )
        return tuple(key for (key,) in self._rows(question, (sha256,)))

    def original(self, sha256: str) -> bytes:
        """The bytes of a file as it was added.

        Raises:
            NeracaError: N102, when there are none with this digest; N504, when they cannot be unpacked.
        """
        for (packed,) in self._rows("SELECT packed FROM originals WHERE sha256 = ?", (sha256,)):
            return _unpacked(packed, sha256)
        raise fail("N102", name=sha256)

    def search(self, wanted: Wanted, *, languages: Iterable[str] = STEMMED) -> list[Match]:
        """All documents, superseded ones too, that hold what is wanted: words in any inflection, phrases as they stand.

        Case and diacritics do not count. The matches come in no order, and quickly: what is to be shown of them, and
        which are live, is for the caller to choose.

        Args:
            wanted: Words and phrases.
            languages: Languages whose inflections are looked for.
        """
        with in_our_words(self.path, self._timeout_s):
            return find_matches(self._connection, wanted, languages=languages)

    def document_numbers(self) -> dict[str, int]:
        """The store's number for each document by its id, superseded ones too; numbers never change."""
        return {key: int(number) for key, number in self._rows("SELECT id, seq FROM documents")}

    def counts(self) -> Counts:
        """How much there is."""
        ((documents, superseded, claims, mentions, issues, originals, runs, judgements),) = self._rows(
            "SELECT (SELECT count(*) FROM live),"
            " (SELECT count(*) FROM documents) - (SELECT count(*) FROM live),"
            " (SELECT count(*) FROM claims JOIN live ON live.id = claims.document),"
            " (SELECT count(*) FROM mentions JOIN live ON live.id = mentions.document),"
            " (SELECT count(DISTINCT id) FROM open_issues), (SELECT count(*) FROM originals),"
            " (SELECT count(*) FROM runs), (SELECT count(*) FROM judgements)"
        )
        return Counts(
            documents=documents,
            superseded=superseded,
            claims=claims,
            mentions=mentions,
            issues=issues,
            originals=originals,
            runs=runs,
            judgements=judgements,
        )

    def state(self) -> int:
        """A number that grows with everything written that a view can show; equal numbers mean equal views."""
        ((number,),) = self._rows(
            "SELECT ifnull((SELECT max(seq) FROM documents), 0) + ifnull((SELECT max(seq) FROM claims), 0)"
            " + ifnull((SELECT max(seq) FROM issues), 0) + ifnull((SELECT max(seq) FROM judgements), 0)"
            " + (SELECT count(*) FROM settled)"
        )
        return int(number)

    def verify(self) -> tuple[Issue, ...]:
        """Check the whole chain: file, rows, ids, digests, evidence, originals; one issue for each fault found.

        All is checked as it stands at one moment, whatever another process adds meanwhile. Superseded documents are
        checked too. No issue means that every stored record is the one that was written.
        """
        return verify(self._connection, name=self.path.name)

    def _dated(self, table: str, kind: type[T]) -> tuple[T, ...]:
        rows = self._rows(f"SELECT id, CAST(body AS BLOB) FROM {table} ORDER BY recorded_at, id")  # noqa: S608
        return tuple(record_of(body, kind, key=key) for key, body in rows)

    def _rows(self, question: str, values: tuple[str | None, ...] = ()) -> list[sqlite3.Row]:
        with in_our_words(self.path, self._timeout_s):
            return self._connection.execute(question, values).fetchall()


def _issue_order(issue: Issue) -> tuple[str, int, str, str]:
    start = -1 if issue.evidence is None else issue.evidence.span.start
    return issue.where, start, issue.code, issue.id


def _unpacked(packed: bytes, key: str) -> bytes:
    try:
        return zlib.decompress(packed)
    except zlib.error as error:
        raise fail("N504", where=key, detail=error) from error
