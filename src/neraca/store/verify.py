"""Checking a store: every record is the one that was written, and every quote stands in its text."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from dataclasses import dataclass

from neraca.errors import NeracaError, fail
from neraca.records import Claim, Document, Finding, Issue, Judgement, Meanings, Mention, Run
from neraca.store.connection import transaction
from neraca.store.faults import Faults, compared, evidence_faults, moment_faults, record_in
from neraca.store.foresight import foresight_faults
from neraca.store.migrations import migrate
from neraca.store.rows import (
    claim_columns,
    contents_digest,
    day,
    finding_columns,
    mention_columns,
    record_of,
    stamp,
)
from neraca.store.search import index_document


@dataclass(frozen=True, slots=True, kw_only=True)
class _Owner:
    """A document, what its row says, and the digests met so far of what was read in it."""

    key: str
    document: Document
    recorded_at: str
    digests: list[str]


def verify(connection: sqlite3.Connection, *, name: str) -> tuple[Issue, ...]:
    """All faults of a store, as issues with code N504; see `Store.verify`.

    Args:
        connection: The store's.
        name: What to call the file in issues.
    """
    found: list[tuple[str, str]] = []
    try:
        with transaction(connection, "DEFERRED"):
            for check in (_file, _schema, _originals, _documents, _loose_issues, _dated, foresight_faults, _index):
                found += [(where or name, what) for where, what in check(connection)]
    except sqlite3.DatabaseError as error:
        found.append((name, str(error)))
    return tuple(fault(where, what) for where, what in dict.fromkeys(found))


def fault(where: str, what: str) -> Issue:
    """A fault of a store, as an issue with code N504.

    Args:
        where: The record or file.
        what: What is wrong with it.
    """
    error = fail("N504", where=where, detail=what)
    fix = "restore a copy of the store, or add the articles to a new one"
    return Issue(code=error.code, where=where, message=error.message, why=error.why, fix=fix)


def _file(connection: sqlite3.Connection) -> Faults:
    for (answer,) in connection.execute("PRAGMA integrity_check"):
        if answer != "ok":
            yield "", answer
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"{table} {row}", f"its {parent} row is missing"


def _schema(connection: sqlite3.Connection) -> Faults:
    question = "SELECT type || ' ' || name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'"
    here = dict(connection.execute(question))
    for part in sorted(set(_fresh_schema(question).items()) ^ set(here.items()), key=lambda row: row[0]):
        yield "", f"{part[0]} is not as it was made"


def _fresh_schema(question: str) -> dict[str, str | None]:
    fresh = sqlite3.connect(":memory:", isolation_level=None)
    try:
        migrate(fresh)
        return dict(fresh.execute(question))
    finally:
        fresh.close()


def _originals(connection: sqlite3.Connection) -> Faults:
    for sha256, size, packed in connection.execute("SELECT sha256, size, packed FROM originals ORDER BY sha256"):
        try:
            data = zlib.decompress(packed)
        except zlib.error as error:
            yield sha256, f"the original cannot be unpacked: {error}"
            continue
        if hashlib.sha256(data).hexdigest() != sha256 or len(data) != size:
            yield sha256, "the original is not what its digest says"


def _documents(connection: sqlite3.Connection) -> Faults:
    rows = connection.execute(
        "SELECT id, name, part, label, language, sha256, published, recorded_at, contents,"
        " CAST(body AS BLOB), digest FROM documents ORDER BY seq"
    )
    for key, *columns, at, contents, body, digest in rows:
        document = yield from record_in(key, body, digest=digest, kind=Document)
        if document is None:
            continue
        expected = [
            document.name,
            document.part,
            document.label,
            document.language,
            document.sha256,
            day(document.day),
        ]
        yield from compared(key, [document.id, *expected], found=[key, *columns])
        yield from moment_faults(key, at)
        owner = _Owner(key=key, document=document, recorded_at=at, digests=[])
        for check in (_claims, _mentions, _issues, _meanings, _findings):
            yield from check(connection, owner)
        if contents_digest(owner.digests) != contents:
            yield document.label, "claims, mentions, issues or findings were added, changed or taken away"


def _claims(connection: sqlite3.Connection, owner: _Owner) -> Faults:
    rows = connection.execute(
        "SELECT id, CAST(body AS BLOB), digest, document, span_start, span_end, event, stage, when_start, when_end,"
        " published, recorded_at FROM claims WHERE document = ? ORDER BY seq",
        (owner.key,),
    )
    for key, body, digest, *columns in rows:
        owner.digests.append(digest)
        claim = yield from record_in(key, body, digest=digest, kind=Claim)
        if claim is not None:
            yield from compared(
                key,
                [claim.id, *claim_columns(claim), day(owner.document.day), owner.recorded_at],
                found=[key, *columns],
            )
            yield from evidence_faults(key, owner.document, every=claim.every_evidence())
            if claim.corrects:
                yield key, "the claim was corrected, and not read"


def _mentions(connection: sqlite3.Connection, owner: _Owner) -> Faults:
    rows = connection.execute(
        "SELECT CAST(body AS BLOB), digest, document, span_start, span_end, actor FROM mentions"
        " WHERE document = ? ORDER BY seq",
        (owner.key,),
    )
    for body, digest, *columns in rows:
        owner.digests.append(digest)
        where = f"{owner.document.label}, mention of {columns[-1]}"
        mention = yield from record_in(where, body, digest=digest, kind=Mention)
        if mention is not None:
            yield from compared(where, [*mention_columns(mention)], found=columns)
            yield from evidence_faults(where, owner.document, every=[mention.evidence])


def _issues(connection: sqlite3.Connection, owner: _Owner) -> Faults:
    rows = connection.execute(
        "SELECT id, CAST(body AS BLOB), digest, place, recorded_at, from_reading FROM issues"
        " WHERE document = ? ORDER BY from_reading DESC, seq",
        (owner.key,),
    )
    for key, body, digest, place, at, from_reading in rows:
        if from_reading:
            owner.digests.append(digest)
        issue = yield from record_in(key, body, digest=digest, kind=Issue)
        if issue is not None:
            yield from compared(key, [issue.id, issue.where], found=[key, place])
            yield from moment_faults(key, at)
            yield from evidence_faults(key, owner.document, every=[issue.evidence] if issue.evidence else [])


def _meanings(connection: sqlite3.Connection, owner: _Owner) -> Faults:
    rows = connection.execute(
        "SELECT CAST(body AS BLOB), digest, document FROM meanings WHERE document = ?", (owner.key,)
    )
    for body, digest, document in rows:
        owner.digests.append(digest)
        where = f"{owner.document.label}, meanings"
        meanings = yield from record_in(where, body, digest=digest, kind=Meanings)
        if meanings is not None:
            yield from compared(where, [meanings.document], found=[document])
            if any(span.end > len(owner.document.text) for span in meanings.spans):
                yield where, "a sentence ends behind the text"


def _findings(connection: sqlite3.Connection, owner: _Owner) -> Faults:
    rows = connection.execute(
        "SELECT id, CAST(body AS BLOB), digest, document, span_start, span_end, kind FROM findings"
        " WHERE document = ? ORDER BY seq",
        (owner.key,),
    )
    for key, body, digest, *columns in rows:
        owner.digests.append(digest)
        finding = yield from record_in(key, body, digest=digest, kind=Finding)
        if finding is not None:
            yield from compared(key, [finding.id, *finding_columns(finding)], found=[key, *columns])
            yield from evidence_faults(key, owner.document, every=[finding.evidence])


def _loose_issues(connection: sqlite3.Connection) -> Faults:
    rows = connection.execute(
        "SELECT id, CAST(body AS BLOB), digest, place, recorded_at FROM issues WHERE document IS NULL ORDER BY seq"
    )
    for key, body, digest, place, at in rows:
        issue = yield from record_in(key, body, digest=digest, kind=Issue)
        if issue is not None:
            yield from compared(key, [issue.id, issue.where, None], found=[key, place, issue.evidence])
            yield from moment_faults(key, at)


def _dated(connection: sqlite3.Connection) -> Faults:
    for key, body, digest, at in connection.execute("SELECT id, CAST(body AS BLOB), digest, recorded_at FROM runs"):
        run = yield from record_in(key, body, digest=digest, kind=Run)
        if run is not None:
            yield from compared(key, [run.id, stamp(run.started_at, record="Run")], found=[key, at])
    question = "SELECT id, CAST(body AS BLOB), digest, recorded_at FROM judgements"
    for key, body, digest, at in connection.execute(question):
        judgement = yield from record_in(key, body, digest=digest, kind=Judgement)
        if judgement is not None:
            yield from compared(key, [judgement.id, stamp(judgement.made_at, record="Judgement")], found=[key, at])


def _index(connection: sqlite3.Connection) -> Faults:
    """The search index keeps no texts; so a new one is made beside it, and their words and counts compared."""
    fresh = sqlite3.connect(":memory:", isolation_level=None)
    try:
        migrate(fresh)
        for seq, key, body in connection.execute("SELECT seq, id, CAST(body AS BLOB) FROM documents ORDER BY seq"):
            try:
                index_document(fresh, seq, record_of(body, Document, key=key))
            except NeracaError:
                return
        if _vocabulary(fresh) != _vocabulary(connection):
            yield "search", "the index does not hold the words of the texts"
    finally:
        fresh.close()


def _vocabulary(connection: sqlite3.Connection) -> str:
    connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab (main, search, instance)")
    words = hashlib.sha256()
    for row in connection.execute("SELECT term, doc, col, offset FROM temp.vocabulary"):
        words.update(repr(row).encode())
    return words.hexdigest()
