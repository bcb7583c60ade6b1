"""What can be wrong with one row of a store: pairs of where and what."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable, Iterator
from datetime import datetime
from typing import Any, TypeVar

from neraca.codec.json import encode
from neraca.errors import NeracaError
from neraca.records import Document, Evidence
from neraca.store.rows import digest_of, record_of, stamp

T = TypeVar("T")

Faults = Iterator[tuple[str, str]]  # where, what


def record_in(key: str, body: bytes, *, digest: str, kind: type[T]) -> Generator[tuple[str, str], None, T | None]:
    """The record in a row, or None after a fault that makes further questions idle."""
    if digest_of(body) != digest:
        yield key, "the record was changed after it was written"
    try:
        record = record_of(body, kind, key=key)
        again = encode(record)
        if again != body and not _is_of_an_earlier_form(json.loads(body), json.loads(again)):
            yield key, "the record is not written as the codec writes it"
    except NeracaError as error:
        yield key, dict(error.values).get("detail", error.message)
        return None
    return record


def _is_of_an_earlier_form(written: Any, again: Any) -> bool:
    """Whether a record only lacks fields that came later and are empty in it, as stores of earlier versions have it."""
    if isinstance(written, dict) and isinstance(again, dict):
        kept = [name for name in again if name in written]
        later = [again[name] for name in again if name not in written]
        same = all(_is_of_an_earlier_form(written[name], again[name]) for name in kept)
        return list(written) == kept and same and not any(later)
    if isinstance(written, list) and isinstance(again, list):
        return len(written) == len(again) and all(map(_is_of_an_earlier_form, written, again))
    return type(written) is type(again) and bool(written == again)


def compared(key: str, expected: list[object], *, found: list[object]) -> Faults:
    """Whether id (the first) and columns are those of the record."""
    if expected[0] != found[0]:
        yield key, "the record does not match its id"
    elif expected != found:
        yield key, "the columns beside the record do not match it"


def evidence_faults(key: str, document: Document, *, every: Iterable[Evidence]) -> Faults:
    """Whether each quote stands in its document."""
    for evidence in every:
        if evidence.document != document.id or not evidence.holds_in(document.text):
            yield key, f"{evidence.quote!r} does not stand in {document.label}"


def moment_faults(key: str, at: str) -> Faults:
    """Whether a time of recording has the one form that sorts."""
    try:
        if stamp(datetime.fromisoformat(at), record="Reading") != at:
            yield key, "the time of recording has another form"
    except (ValueError, NeracaError):
        yield key, "the time of recording is none"
