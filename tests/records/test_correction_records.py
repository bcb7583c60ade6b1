"""What a claim should be: written in one way, read back alike, and refused where it says nothing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given

from account_strategies import corrections
from neraca.errors import NeracaError
from neraca.records import Correction, Judgement, JudgementKind, Stage
from neraca.records.correction import correction_of, read_correction
from strategies import GENTLE


@GENTLE
@given(corrections().filter(lambda one: one.fields))
def test_a_correction_survives_its_text(correction: Correction) -> None:
    assert read_correction(correction.text) == correction
    assert correction_of(correction.fields) == correction


def test_only_what_changes_is_written() -> None:
    said = Correction(stage=Stage.PLANNED, negated=False, actors=("RUS",), recipients=())
    assert said.text == '{"actor":["RUS"],"negated":false,"recipient":[],"stage":"planned"}'


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        "null",
        '{"stage": "planned"}',
        '{"stage":"soon"}',
        '{"stage":["planned"]}',
        '{"certainty":true}',
        '{"negated":"no"}',
        '{"negated":1}',
        '{"event":"aid"}',
        '{"event":""}',
        '{"actor":"RUS"}',
        '{"actor":["RUS","RUS"]}',
        '{"items":[""]}',
        '{"when":null}',
        '{"stage":null}',
        "[" * 100_000,
    ],
)
def test_a_value_that_is_no_correction_makes_no_judgement(text: str) -> None:
    with pytest.raises(NeracaError):
        Judgement(
            kind=JudgementKind.MISREAD,
            about=("claim-1",),
            person="Rini",
            made_at=datetime(2026, 1, 1, tzinfo=UTC),
            value=text,
        )


def test_a_status_is_one_of_an_event() -> None:
    with pytest.raises(NeracaError):
        Judgement(
            kind=JudgementKind.STATUS,
            about=("event:claim-1",),
            person="Rini",
            made_at=datetime(2026, 1, 1, tzinfo=UTC),
            value="certain",
        )
