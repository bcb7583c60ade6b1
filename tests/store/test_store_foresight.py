"""Imported events and the book of questions: kept as they were put in, appended only, and checked."""

import hashlib
import sqlite3
from datetime import date

import pytest
from store_builders import moment

from neraca.errors import NeracaError
from neraca.records import EventSet, Forecast, Outcome, Question, Resolution
from neraca.store import Store

COLUMNS = b"columns"
QUESTION = Question(actor="PRK", type="AID", recipient="RUS", as_of=date(2024, 10, 1), horizon_days=30, history="own")
FORECAST = Forecast(question=QUESTION.id, forecaster="neraca", probability=0.25, made_at=moment(1))
RESOLUTION = Resolution(question=QUESTION.id, outcome=Outcome.YES, by="rule", made_at=moment(2))
TABLES = ("event_sets", "questions", "forecasts", "resolutions")


def make_set(original, **changes):
    fields = {
        "name": "a set",
        "format": "icews",
        "files": ("train.txt",),
        "originals": (original,),
        "actors": ("Russia", "North Korea"),
        "relations": ("Consult",),
        "rows": 1,
        "first": date(2014, 1, 1),
        "last": date(2014, 1, 1),
        "content": hashlib.sha256(COLUMNS).hexdigest(),
    }
    return EventSet(**(fields | changes))


@pytest.fixture
def store(tmp_path):
    with Store.create(tmp_path) as made:
        with made.writing() as writer:
            events = make_set(writer.put_original(b"bytes", "text/plain"))
            assert writer.put_event_set(events, COLUMNS, moment(0))
            assert writer.put_question(QUESTION, moment(0))
            assert writer.put_forecast(FORECAST)
            assert writer.put_resolution(RESOLUTION)
        yield made


def test_what_was_put_in_comes_back(store):
    (events,) = store.event_sets()
    assert store.event_columns(events.id) == COLUMNS
    assert store.questions() == (QUESTION,)
    assert store.forecasts() == (FORECAST,)
    assert store.resolutions() == (RESOLUTION,)
    assert store.verify() == ()


def test_putting_in_again_adds_nothing(store):
    (events,) = store.event_sets()
    with store.writing() as writer:
        assert not writer.put_event_set(events, COLUMNS, moment(5))
        assert not writer.put_question(QUESTION, moment(5))
        assert not writer.put_forecast(FORECAST)
        assert not writer.put_resolution(RESOLUTION)


@pytest.mark.parametrize("table", TABLES)
def test_a_row_can_be_neither_changed_nor_deleted(store, table):
    connection = sqlite3.connect(store.path)
    for command in (f"DELETE FROM {table}", f"UPDATE {table} SET body = 'x'"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(command)
    connection.close()


def test_an_answer_needs_its_question(tmp_path):
    with Store.create(tmp_path) as store, store.writing() as writer:
        for put, record in ((writer.put_forecast, FORECAST), (writer.put_resolution, RESOLUTION)):
            with pytest.raises(NeracaError) as caught:
                put(record)
            assert caught.value.code == "N401"


def test_a_set_needs_its_original_and_its_own_columns(tmp_path):
    with Store.create(tmp_path) as store, store.writing() as writer:
        with pytest.raises(NeracaError, match="original"):
            writer.put_event_set(make_set("0" * 64), COLUMNS, moment(0))
        with pytest.raises(NeracaError, match="digest"):
            writer.put_event_set(make_set("0" * 64), b"other", moment(0))


def test_a_set_that_is_not_there_is_named(store):
    with pytest.raises(NeracaError) as caught:
        store.event_columns("events-0")
    assert caught.value.code == "N102"


@pytest.mark.parametrize(
    "change",
    [
        *(f"UPDATE {table} SET body = replace(body, 'e', 'é')" for table in TABLES),
        *(f"UPDATE {table} SET id = id || 'x'" for table in TABLES),
        *(f"UPDATE {table} SET recorded_at = 'kemarin'" for table in TABLES),
        "UPDATE event_sets SET packed = x'00'",
        "DELETE FROM originals",
        "DELETE FROM questions",
    ],
)
def test_tampering_is_found(store, change):
    other = sqlite3.connect(store.path)
    guards = other.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in guards:
        other.execute(f"DROP TRIGGER {name}")
    assert other.execute(change).rowcount
    for _, sql in guards:
        other.execute(sql)
    other.commit()
    other.close()
    assert store.verify()
