"""A file's bytes to documents, whatever its format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from neraca.errors import NeracaError, fail
from neraca.ingest.assemble import Assembled, Parts, assemble, issue_of
from neraca.ingest.decode import Decoded, decode
from neraca.ingest.given import Given
from neraca.ingest.objects import json_records, jsonl_records
from neraca.ingest.page import declared_encoding, page_parts
from neraca.ingest.plain import plain_parts
from neraca.ingest.sources import MEDIA_TYPES, Source
from neraca.ingest.tables import csv_records
from neraca.packs.ingest import IngestPack
from neraca.records import Document, Issue

_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)

__all__ = ["Ingested", "issue_of", "read_documents"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested:
    """What came of one file: documents in the file's order, and what could not be read."""

    documents: tuple[Document, ...]
    issues: tuple[Issue, ...]


def read_documents(source: Source, pack: IngestPack, *, given: Given | None = None) -> Ingested:
    """Read a file's articles.

    The suffix says the format; a page that was saved as `.txt` or `.md` is read as HTML. A record that fails becomes an
    issue at `name#part` and the others are in; a file that fails is one issue.

    Args:
        source: The file.
        pack: Words of metadata and the outlets.
        given: What the person who adds it knows; it outranks what the file says.
    """
    documents: list[Document] = []
    issues: list[Issue] = []
    try:
        for outcome in _outcomes(source, pack, given=given or Given()):
            if isinstance(outcome, Issue):
                issues.append(outcome)
            else:
                documents.append(outcome.document)
                issues.extend(outcome.issues)
    except NeracaError as error:
        issues.append(issue_of(error, source.name))
    except Exception as error:
        # One file must never stop the others; the issue says that the fault is ours.
        issues.append(issue_of(fail("N320", where=source.name, detail=f"{type(error).__name__}: {error}"), source.name))
    return Ingested(documents=tuple(documents), issues=tuple(issues))


def _outcomes(source: Source, pack: IngestPack, *, given: Given) -> Iterator[Assembled | Issue]:
    suffix = PurePosixPath(source.name).suffix.lower()
    media_type = MEDIA_TYPES.get(suffix)
    if media_type is None:
        raise fail("N310", where=source.name, suffix=suffix or "nameless")
    declared = declared_encoding(source.data) if media_type == "text/html" else ""
    decoded = decode(source.data, where=source.name, declared=declared, long_lines=media_type in _LONG_LINES)
    if decoded.guessed:
        yield issue_of(fail("N316", where=source.name, encoding=decoded.guessed), source.name)
    if media_type in ("text/plain", "text/markdown") and _PAGE.match(decoded.text):
        media_type = "text/html"
    for parts in _parts(decoded, source.name, pack, media_type=media_type):
        yield _assembled(parts, source, pack, media_type=media_type, given=given)


# Records of a whole article on a line, and pages without line breaks, are nothing odd.
_LONG_LINES = frozenset(("application/json", "application/x-ndjson", "text/csv", "text/html"))


def _parts(decoded: Decoded, where: str, pack: IngestPack, *, media_type: str) -> Iterable[Parts | NeracaError]:
    if media_type == "text/html":
        return page_parts(decoded.text, pack, where=where)
    if media_type == "application/json":
        return json_records(decoded.text, pack, where=where)
    if media_type == "application/x-ndjson":
        return jsonl_records(decoded.text, pack, where=where)
    if media_type == "text/csv":
        return csv_records(decoded.text, where=where)
    return (plain_parts(decoded.text, pack),)


def _assembled(
    parts: Parts | NeracaError, source: Source, pack: IngestPack, *, media_type: str, given: Given
) -> Assembled | Issue:
    if isinstance(parts, NeracaError):
        return issue_of(parts, source.name)
    label = f"{source.name}#{parts.part}" if parts.part else source.name
    try:
        return assemble(parts, pack, source=source, media_type=media_type, given=given)
    except NeracaError as error:
        return issue_of(error, label)
