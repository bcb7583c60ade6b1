"""Writing into the store, inside one transaction."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from datetime import datetime
from typing import TypeVar

from neraca.errors import fail
from neraca.records import (
    Claim,
    Document,
    EventSet,
    Finding,
    Forecast,
    Issue,
    Judgement,
    Question,
    Reading,
    Resolution,
    Run,
)
from neraca.store.rows import (
    body_digest,
    claim_columns,
    contents_digest,
    day,
    finding_columns,
    mention_columns,
    record_of,
    stamp,
)
from neraca.store.search import index_document

T = TypeVar("T", Claim, Finding, Issue)


class Writer:
    """What `store.writing()` gives; it may not be used behind the block's end.

    All that comes from one file belongs into one block: a killed process then leaves either the
    whole file or nothing of it, and the issues of the file are those of its last reading.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._touched: dict[str, str] = {}
        self._reported: set[str] = set()

    def put_original(self, data: bytes, media_type: str) -> str:
        """Keep a file's bytes, once.

        Returns:
            Their SHA-256, as `Document.sha256` needs it.
        """
        sha256 = hashlib.sha256(data).hexdigest()
        if not self._there("SELECT 1 FROM originals WHERE sha256 = ?", sha256):
            self._connection.execute(
                "INSERT INTO originals (sha256, media_type, size, packed) VALUES (?, ?, ?, ?)",
                (sha256, media_type, len(data), zlib.compress(data)),
            )
        return sha256

    def put_reading(self, reading: Reading, recorded_at: datetime) -> bool:
        """Add a document with its claims, mentions, issues and findings.

        A document that is there already is left as it is, also where the reading differs. A claim that occurs
        twice is one claim. What an earlier add of this file could not read, and this block does not
        report again, is settled at the end of the block.

        Args:
            reading: Its original must be there.
            recorded_at: With its zone.

        Returns:
            Whether the document is new.

        Raises:
            NeracaError: N401, when the original is missing, a claim was corrected, or the time has no zone.
        """
        document, at = reading.document, stamp(recorded_at, record="Reading")
        self._touched[document.name] = at
        if self._there("SELECT 1 FROM documents WHERE id = ?", document.id):
            return False
        if not self._there("SELECT 1 FROM originals WHERE sha256 = ?", document.sha256):
            raise fail("N401", where=document.label, record="Document", detail="its original was not put in before it")
        if any(claim.corrects for claim in reading.claims):
            raise fail("N401", where=document.label, record="Claim", detail="it was corrected, and not read")
        claims = {key: (claim, *body_digest(claim)) for key, claim in _once(reading.claims).items()}
        mentions = [(mention, *body_digest(mention)) for mention in reading.mentions]
        issues = {key: (issue, *body_digest(issue)) for key, issue in _once(reading.issues).items()}
        meanings = [(one, *body_digest(one)) for one in (reading.meanings,) if one is not None]
        findings = {key: (finding, *body_digest(finding)) for key, finding in _once(reading.findings).items()}
        rows = (*claims.values(), *mentions, *issues.values(), *meanings, *findings.values())
        self._insert_document(document, at=at, contents=contents_digest(digest for _, _, digest in rows))
        self._connection.executemany(
            "INSERT INTO claims (id, document, span_start, span_end, event, stage, when_start, when_end,"
            " published, recorded_at, body, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (key, *claim_columns(claim), day(document.day), at, body, digest)
                for key, (claim, body, digest) in claims.items()
            ],
        )
        self._connection.executemany(
            "INSERT INTO mentions (document, span_start, span_end, actor, body, digest) VALUES (?, ?, ?, ?, ?, ?)",
            [(*mention_columns(mention), body, digest) for mention, body, digest in mentions],
        )
        self._connection.executemany(
            "INSERT INTO issues (id, document, from_reading, place, recorded_at, body, digest)"
            " VALUES (?, ?, 1, ?, ?, ?, ?)",
            [(key, document.id, issue.where, at, body, digest) for key, (issue, body, digest) in issues.items()],
        )
        self._connection.executemany(
            "INSERT INTO meanings (document, body, digest) VALUES (?, ?, ?)",
            [(document.id, body, digest) for _, body, digest in meanings],
        )
        self._connection.executemany(
            "INSERT INTO findings (id, document, span_start, span_end, kind, body, digest)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(key, *finding_columns(finding), body, digest) for key, (finding, body, digest) in findings.items()],
        )
        return True

    def put_known(self, name: str, recorded_at: datetime) -> None:
        """Note that the file of this name came again with bytes that are in already.

        That settles what an add in between could not read.
        """
        self._touched[name] = stamp(recorded_at, record="Reading")

    def put_issue(self, issue: Issue, recorded_at: datetime) -> bool:
        """Add an issue, of a file that failed or of a document that is there.

        For a file, `issue.where` is the name (or the label of one of its records) that a later, successful
        document will have. Other issues of the same `where` that an earlier block put are settled.

        Returns:
            Whether it was not open already.

        Raises:
            NeracaError: N401, when its evidence does not stand in a stored document.
        """
        at = stamp(recorded_at, record="Issue")
        document = self._document_of(issue)
        if document is None:
            self._touched.setdefault(issue.where, at)
        self._reported.add(issue.id)
        there = self._connection.execute(
            "SELECT 1 FROM issues WHERE id = ? AND document IS ? AND seq NOT IN (SELECT issue FROM settled)",
            (issue.id, document),
        )
        if there.fetchone() is not None:
            return False
        body, digest = body_digest(issue)
        self._connection.execute(
            "INSERT INTO issues (id, document, from_reading, place, recorded_at, body, digest)"
            " VALUES (?, ?, 0, ?, ?, ?, ?)",
            (issue.id, document, issue.where, at, body, digest),
        )
        return True

    def put_run(self, run: Run) -> bool:
        """Add the record of a run; returns whether it is new."""
        return self._put_dated("runs", run, moment=run.started_at)

    def put_judgement(self, judgement: Judgement) -> bool:
        """Add a person's decision; returns whether it is new."""
        return self._put_dated("judgements", judgement, moment=judgement.made_at)

    def put_event_set(self, events: EventSet, columns: bytes, recorded_at: datetime) -> bool:
        """Add an imported data set with its rows; returns whether it is new.

        Args:
            events: Its originals must be there.
            columns: The rows, in the bytes that `events.content` is the SHA-256 of.
            recorded_at: With its zone.

        Raises:
            NeracaError: N401, when an original is missing or the columns are not those of the set.
        """
        if self._there("SELECT 1 FROM event_sets WHERE id = ?", events.id):
            return False
        if hashlib.sha256(columns).hexdigest() != events.content:
            raise fail("N401", record="EventSet", detail="its columns are not what its digest says")
        if not all(self._there("SELECT 1 FROM originals WHERE sha256 = ?", sha256) for sha256 in events.originals):
            raise fail("N401", record="EventSet", detail="an original was not put in before it")
        self._connection.execute(
            "INSERT INTO event_sets (id, recorded_at, body, digest, packed) VALUES (?, ?, ?, ?, ?)",
            (events.id, stamp(recorded_at, record="EventSet"), *body_digest(events), zlib.compress(columns)),
        )
        return True

    def put_question(self, question: Question, recorded_at: datetime) -> bool:
        """Add a question to the book; returns whether it is new."""
        return self._put_dated("questions", question, moment=recorded_at)

    def put_forecast(self, forecast: Forecast) -> bool:
        """Add an answer to a question that is in the book; returns whether it is new.

        Raises:
            NeracaError: N401, when the question is not there.
        """
        self._need_question(forecast)
        return self._put_dated("forecasts", forecast, moment=forecast.made_at)

    def put_resolution(self, resolution: Resolution) -> bool:
        """Add what became of a question that is in the book; returns whether it is new.

        Raises:
            NeracaError: N401, when the question is not there.
        """
        self._need_question(resolution)
        return self._put_dated("resolutions", resolution, moment=resolution.made_at)

    def _need_question(self, record: Forecast | Resolution) -> None:
        if not self._there("SELECT 1 FROM questions WHERE id = ?", record.question):
            raise fail("N401", record=type(record).__name__, detail=f"there is no question {record.question}")

    def settle(self) -> None:
        """Close the issues of every file of this block that the block did not report again; `writing` calls it."""
        for name, at in self._touched.items():
            rows = self._connection.execute(
                "SELECT seq, id FROM open_issues WHERE document IS NULL"
                " AND (place = ? OR substr(place, 1, length(?) + 1) = ? || '#')",
                (name, name, name),
            ).fetchall()
            self._connection.executemany(
                "INSERT INTO settled (issue, recorded_at) VALUES (?, ?)",
                [(seq, at) for seq, issue in rows if issue not in self._reported],
            )

    def _insert_document(self, document: Document, *, at: str, contents: str) -> None:
        body, digest = body_digest(document)
        row = self._connection.execute(
            "INSERT INTO documents (id, name, part, label, language, sha256, published, recorded_at,"
            " body, digest, contents) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                document.id,
                document.name,
                document.part,
                document.label,
                document.language,
                document.sha256,
                day(document.day),
                at,
                body,
                digest,
                contents,
            ),
        )
        index_document(self._connection, int(row.lastrowid or 0), document)

    def _document_of(self, issue: Issue) -> str | None:
        if issue.evidence is None:
            return None
        key = issue.evidence.document
        row = self._connection.execute("SELECT CAST(body AS BLOB) FROM documents WHERE id = ?", (key,)).fetchone()
        if row is None or not issue.evidence.holds_in(record_of(row[0], Document, key=key).text):
            raise fail("N401", where=issue.where, record="Issue", detail="its evidence stands in no stored document")
        return key

    def _put_dated(
        self, table: str, record: Run | Judgement | Question | Forecast | Resolution, *, moment: datetime
    ) -> bool:
        if self._there(f"SELECT 1 FROM {table} WHERE id = ?", record.id):  # noqa: S608
            return False
        self._connection.execute(
            f"INSERT INTO {table} (id, recorded_at, body, digest) VALUES (?, ?, ?, ?)",  # noqa: S608
            (record.id, stamp(moment, record=type(record).__name__), *body_digest(record)),
        )
        return True

    def _there(self, question: str, key: str) -> bool:
        return self._connection.execute(question, (key,)).fetchone() is not None


def _once(records: tuple[T, ...]) -> dict[str, T]:
    """The first record of each id, in order."""
    first: dict[str, T] = {}
    for record in records:
        first.setdefault(record.id, record)
    return first
