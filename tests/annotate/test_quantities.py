from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from documents import any_documents, make_document
from hypothesis import given, settings

from neraca.annotate.numbers import figure_value, lex, number_table, read_number
from neraca.annotate.quantities import find_quantities
from neraca.annotate.sentences import split_sentences
from neraca.packs.language import load_language
from neraca.records import Document, Quantity

LANGUAGES = {code: load_language(code) for code in ("id", "en")}
SHARED = Path(__file__).parents[2].parent / "shared"


def quantities(document: Document) -> tuple[Quantity, ...]:
    language = LANGUAGES[document.language]
    return find_quantities(document, split_sentences(document, language), language)


@settings(deadline=None)
@given(any_documents)
def test_quantities_stand_in_the_text_in_order_without_overlap(document: Document) -> None:
    end = 0
    for quantity in quantities(document):
        assert quantity.evidence.holds_in(document.text)
        assert end <= quantity.evidence.span.start
        end = quantity.evidence.span.end


@pytest.mark.parametrize(
    ("figure", "decimal", "value"),
    [
        ("6.000", ",", "6000"),
        ("6.000", ".", "6000"),
        ("1,5", ",", "1.5"),
        ("1.5", ",", "1.5"),
        ("1.234.567,8", ",", "1234567.8"),
        ("1,234,567.8", ".", "1234567.8"),
        ("6,000", ",", "6000"),
        ("1,234", ",", "1.234"),
        ("22/3/2025", ",", "None"),
        ("10:30", ".", "None"),
        ("0812345678", ",", "None"),
    ],
)
def test_figures_are_read_by_the_custom_of_the_language(figure: str, decimal: str, value: str) -> None:
    assert str(figure_value(figure, decimal)) == value


@pytest.mark.parametrize("code", LANGUAGES)
def test_number_words_of_a_public_list_have_their_value(code: str) -> None:
    file = SHARED / "data" / "duckling_numbers" / f"Numeral_{code.upper()}.tsv"
    if not file.exists():
        pytest.skip("the list is not here")
    table = number_table(LANGUAGES[code].quantities)
    wrong = []
    for line in file.read_text(encoding="utf-8").splitlines():
        kind, words = line.split("\t")
        value = kind.split(" ")[1]
        number = read_number(lexemes := lex(words), 0, table)
        if number is not None and number.last == len(lexemes) and number.low != Decimal(value.strip("()")):
            wrong.append(words)
    assert wrong == []


def test_the_seeds_gold_quantities_are_found() -> None:
    gold, seeds = SHARED / "gold" / "seeds", SHARED / "seeds"
    if not gold.exists():
        pytest.skip("the gold is not here")
    missing = []
    for file in sorted(gold.glob("*.jsonl")):
        text = (seeds / file.name.removesuffix(".jsonl")).read_bytes().decode("utf-8")
        found = {(q.evidence.quote, q.low, q.high, q.unit, q.approx) for q in quantities(make_document(text))}
        for line in file.read_text(encoding="utf-8").splitlines():
            for q in json.loads(line)["quantity"]:
                if (q["text"], q["low"], q["high"], q["unit"], q["approx"]) not in found:
                    missing.append(q)
    assert missing == []
