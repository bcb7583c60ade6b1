"""Every language pack finds what its own examples say, and nothing else."""

from __future__ import annotations

import hashlib
import tomllib
from typing import Any

import pytest

from neraca.annotate.numerals import Numeral, read_numeral
from neraca.annotate.quantities import find_quantities
from neraca.annotate.quotations import find_quotations
from neraca.annotate.sentences import split_sentences
from neraca.annotate.times import find_times
from neraca.packs.files import data_folder
from neraca.packs.language import language_codes, load_language
from neraca.records import Counting, Document, Found, Quantity, SentenceKind, When

LANGUAGES = {code: load_language(code) for code in language_codes()}


def examples(kind: str) -> list[Any]:
    rows = []
    for code in LANGUAGES:
        file = data_folder().joinpath("lang", code, "examples.toml")
        for row in tomllib.loads(file.read_text(encoding="utf-8"))[kind]:
            rows.append(pytest.param(code, row, id=f"{code}: {row['text'][:60]}"))
    return rows


def document(code: str, row: dict[str, Any]) -> Document:
    text = row["text"]
    return Document(
        name="example.txt",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        media_type="text/plain",
        language=code,
        text=text,
        published=Found(value=row["day"], how="given") if "day" in row else None,
    )


def told_time(when: When) -> list[str]:
    if when.span is None:
        return [when.evidence.quote, "?", "?"]
    return [when.evidence.quote, *("" if day is None else day.isoformat() for day in (when.span.start, when.span.end))]


def told_quantity(quantity: Quantity) -> list[str]:
    bounds = ["" if bound is None else format(bound, "f") for bound in (quantity.low, quantity.high)]
    notes = ["approx"] * quantity.approx + [str(quantity.counting)] * (quantity.counting is not Counting.PLAIN)
    return [quantity.evidence.quote, *bounds, quantity.unit, " ".join(notes)]


@pytest.mark.parametrize(("code", "row"), examples("time"))
def test_times_are_found_and_resolved(code: str, row: dict[str, Any]) -> None:
    article, language = document(code, row), LANGUAGES[code]
    found = find_times(article, split_sentences(article, language), language)
    assert [told_time(when) for when in found] == row["found"]


@pytest.mark.parametrize(("code", "row"), examples("quantity"))
def test_quantities_are_found_with_their_bounds(code: str, row: dict[str, Any]) -> None:
    article, language = document(code, row), LANGUAGES[code]
    found = find_quantities(article, split_sentences(article, language), language)
    assert [told_quantity(quantity) for quantity in found] == row["found"]


@pytest.mark.parametrize(("code", "row"), examples("sentence"))
def test_sentences_end_where_they_should(code: str, row: dict[str, Any]) -> None:
    article = document(code, row)
    found = split_sentences(article, LANGUAGES[code])
    marks = ["# " if sentence.kind is SentenceKind.HEADING else "" for sentence in found]
    assert [mark + article.words(s.span) for mark, s in zip(marks, found, strict=True)] == row["found"]


@pytest.mark.parametrize(("code", "row"), examples("quotation"))
def test_quotations_are_found(code: str, row: dict[str, Any]) -> None:
    article = document(code, row)
    found = find_quotations(article)
    assert [("" if q.closed else "~") + article.words(q.inner) for q in found] == row["found"]


def told_numeral(numeral: Numeral | None) -> list[str]:
    if numeral is None:
        return ["?", "?", "?"]
    bounds = ["" if bound is None else format(bound, "f") for bound in (numeral.low, numeral.high)]
    return [*bounds, "ordinal" if numeral.ordinal else numeral.currency]


@pytest.mark.parametrize(("code", "row"), examples("numeral"))
def test_numerals_are_read_whole(code: str, row: dict[str, Any]) -> None:
    assert told_numeral(read_numeral(row["text"], LANGUAGES[code])) == row["found"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_pack_brings_enough_examples(code: str) -> None:
    file = data_folder().joinpath("lang", code, "examples.toml")
    rows = tomllib.loads(file.read_text(encoding="utf-8"))
    least = {"time": 80, "quantity": 80, "sentence": 40, "quotation": 20, "numeral": 20}
    assert {kind: len(rows[kind]) for kind in least if len(rows[kind]) < least[kind]} == {}
