"""Checking what a store holds about the future: imported events, questions, forecasts, resolutions."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib

from neraca.records import EventSet, Forecast, Question, Resolution
from neraca.store.faults import Faults, compared, moment_faults, record_in
from neraca.store.rows import stamp


def foresight_faults(connection: sqlite3.Connection) -> Faults:
    """What is wrong with event sets, questions, forecasts and resolutions."""
    yield from _event_sets(connection)
    yield from _questions(connection)
    asked = {key for (key,) in connection.execute("SELECT id FROM questions")}
    for table, kind in (("forecasts", Forecast), ("resolutions", Resolution)):
        rows = connection.execute(f"SELECT id, CAST(body AS BLOB), digest, recorded_at FROM {table}")  # noqa: S608
        for key, body, digest, at in rows:
            record = yield from record_in(key, body, digest=digest, kind=kind)
            if isinstance(record, Forecast | Resolution):
                yield from compared(key, [record.id, stamp(record.made_at, record=kind.__name__)], found=[key, at])
                if record.question not in asked:
                    yield key, f"its question {record.question} is missing"


def _questions(connection: sqlite3.Connection) -> Faults:
    for key, body, digest, at in connection.execute(
        "SELECT id, CAST(body AS BLOB), digest, recorded_at FROM questions"
    ):
        question = yield from record_in(key, body, digest=digest, kind=Question)
        if question is not None:
            yield from compared(key, [question.id], found=[key])
            yield from moment_faults(key, at)


def _event_sets(connection: sqlite3.Connection) -> Faults:
    originals = {key for (key,) in connection.execute("SELECT sha256 FROM originals")}
    for key, body, digest, at, packed in connection.execute(
        "SELECT id, CAST(body AS BLOB), digest, recorded_at, packed FROM event_sets"
    ):
        events = yield from record_in(key, body, digest=digest, kind=EventSet)
        if events is None:
            continue
        yield from compared(key, [events.id], found=[key])
        yield from moment_faults(key, at)
        for sha256 in events.originals:
            if sha256 not in originals:
                yield key, f"its original {sha256} is missing"
        try:
            if hashlib.sha256(zlib.decompress(packed)).hexdigest() != events.content:
                yield key, "its rows are not what its digest says"
        except zlib.error as error:
            yield key, f"its rows cannot be unpacked: {error}"
