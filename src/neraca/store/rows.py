"""Records as the store's rows hold them: body, digest, times."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import TypeVar

from neraca.codec.json import decode, encode
from neraca.errors import NeracaError, fail
from neraca.records import Claim, Finding, Mention

T = TypeVar("T")

Cell = str | int | bytes | None


def body_digest(record: object) -> tuple[str, str]:
    """The record's body and the digest that covers it."""
    body = encode(record)
    return body.decode("utf-8"), digest_of(body)


def digest_of(body: bytes) -> str:
    """SHA-256 of a body, in hexadecimal."""
    return hashlib.sha256(body).hexdigest()


def contents_digest(digests: Iterable[str]) -> str:
    """One digest for all that was read in a document, in the order of writing."""
    return hashlib.sha256(" ".join(digests).encode("ascii")).hexdigest()


def record_of(body: bytes, kind: type[T], *, key: str) -> T:
    """The record in a body.

    Raises:
        NeracaError: N504, with the row's key, when the body holds no such record.
    """
    try:
        return decode(body, kind)
    except NeracaError as error:
        raise fail("N504", where=key, detail=error.message) from error


def stamp(moment: datetime, *, record: str) -> str:
    """The moment in UTC, in one form that sorts by time.

    Raises:
        NeracaError: N401, when the moment has no zone.
    """
    if moment.tzinfo is None:
        raise fail("N401", record=record, detail="recorded at a time without its zone")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def day(value: date | None) -> str | None:
    """A day as ISO 8601."""
    return None if value is None else value.isoformat()


def claim_columns(claim: Claim) -> tuple[Cell, ...]:
    """Document, span, event, stage and event time of a claim, as columns."""
    span = claim.evidence.span
    when = claim.when.span if claim.when is not None else None
    bounds = (None, None) if when is None else (day(when.start), day(when.end))
    return (claim.document, span.start, span.end, claim.event, claim.stage.value, *bounds)


def finding_columns(finding: Finding) -> tuple[Cell, ...]:
    """Document, span and kind of a finding, as columns."""
    evidence = finding.evidence
    return (evidence.document, evidence.span.start, evidence.span.end, finding.kind)


def mention_columns(mention: Mention) -> tuple[Cell, ...]:
    """Document, span and actor of a mention, as columns."""
    evidence = mention.evidence
    return (evidence.document, evidence.span.start, evidence.span.end, mention.actor)
