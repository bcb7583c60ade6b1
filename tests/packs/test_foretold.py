"""Windows and conditions of what is foretold: every language finds what its examples say."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from builders import make_claim, make_document
from neraca.packs.foretold import load_foretold
from neraca.packs.language import language_codes
from neraca.packs.outlook import OutlookExample, load_outlook_words
from neraca.records import Stage

ROWS = [(code, row) for code in language_codes() for row in load_outlook_words(code).example]
IDS = [f"{code}: {row.text[:50]}" for code, row in ROWS]


@pytest.mark.parametrize(("code", "row"), ROWS, ids=IDS)
def test_windows_and_conditions_are_found(code: str, row: OutlookExample) -> None:
    document = make_document("a.txt", text=row.text, published=row.day, language=code)
    act = document.evidence(row.text.index(row.act), row.text.index(row.act) + len(row.act))
    claim = replace(make_claim(document, actors=(), recipients=(), stage=Stage(row.stage)), evidence=act, trigger=act)
    reader = load_foretold(code)
    assert reader is not None
    due = reader.read_due(claim, document, told=document.day)
    assert due.span is not None
    last = "" if due.span.end is None else (due.span.end - timedelta(days=1)).isoformat()
    assert (str(due.span.start), last, due.words.quote if due.words else "") == row.window
    condition = reader.read_condition(claim, document)
    assert (condition.quote if condition else "") == row.condition
