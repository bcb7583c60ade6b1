"""Questions, forecasts and what became of them: what may not exist, and what an id covers."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from neraca.errors import NeracaError
from neraca.records import EventSet, Forecast, Outcome, Question, Resolution

NOW = datetime(2024, 10, 2, tzinfo=UTC)
QUESTION = Question(actor="PRK", type="AID", recipient="RUS", as_of=date(2024, 10, 1), horizon_days=30, history="own")
FORECAST = Forecast(question=QUESTION.id, forecaster="neraca", probability=0.25, base_rate=0.2, made_at=NOW)
RESOLUTION = Resolution(question=QUESTION.id, outcome=Outcome.NO, by="rule", made_at=NOW)
EVENTS = EventSet(
    name="a set",
    format="icews",
    files=("train.txt",),
    originals=("0" * 64,),
    actors=(),
    relations=(),
    rows=1,
    first=date(2014, 1, 1),
    last=date(2014, 1, 2),
    content="1" * 64,
)


def test_the_window_ends_on_its_last_day():
    assert QUESTION.due == date(2024, 10, 31)


@pytest.mark.parametrize(
    ("record", "changes"),
    [
        (QUESTION, {"recipient": "PRK"}),
        (QUESTION, {"horizon_days": 0}),
        (QUESTION, {"history": ""}),
        (FORECAST, {"probability": 1.01}),
        (FORECAST, {"base_rate": -0.1}),
        (FORECAST, {"made_at": NOW.replace(tzinfo=None)}),
        (RESOLUTION, {"by": "person:Sari"}),
        (RESOLUTION, {"made_at": NOW.replace(tzinfo=None)}),
        (EVENTS, {"originals": ()}),
        (EVENTS, {"first": date(2014, 1, 3)}),
        (EVENTS, {"rows": 0}),
    ],
)
def test_a_broken_record_is_refused(record, changes):
    with pytest.raises(NeracaError) as caught:
        replace(record, **changes)
    assert caught.value.code == "N401"


def test_a_person_needs_evidence_or_a_note():
    assert replace(RESOLUTION, by="person:Sari", note="both sides said so").note


def test_not_enough_history_is_an_answer():
    assert replace(FORECAST, probability=None, base_rate=None).probability is None


@pytest.mark.parametrize(
    ("record", "changes"),
    [
        (QUESTION, {"history": "all"}),
        (FORECAST, {"probability": 0.3}),
        (FORECAST, {"input_digest": "2" * 64}),
        (RESOLUTION, {"outcome": Outcome.YES}),
        (EVENTS, {"content": "2" * 64}),
    ],
)
def test_an_id_covers_what_a_record_says(record, changes):
    assert replace(record, **changes).id != record.id
