"""Files with several articles: JSON, JSON Lines, CSV."""

from __future__ import annotations

import json

import pytest
from ingest_help import BODY, codes, only, read

HEADER = "title,publish_date,author,content,keyword,category,source,link"


def test_one_object_is_one_article_without_a_part() -> None:
    document = only(
        json.dumps({"headline": "Kapal Tiba", "articleBody": BODY, "source": {"name": "Suara.com"}}), "a.json"
    )
    assert document.part == ""
    assert document.text == f"Kapal Tiba\n\n{BODY}"
    assert document.outlet is not None
    assert (document.outlet.value, document.outlet.how) == ("Suara.com", "metadata")


@pytest.mark.parametrize("wrap", [lambda rows: rows, lambda rows: {"status": "ok", "articles": rows}])
def test_a_list_is_as_many_articles_with_parts(wrap: object) -> None:
    rows = [{"title": "A", "text": BODY}, {"title": "B", "content": BODY}]
    ingested = read(json.dumps(wrap(rows)), "a.json")  # type: ignore[operator]
    assert [document.label for document in ingested.documents] == ["a.json#1", "a.json#2"]


@pytest.mark.parametrize(
    ("field", "value", "read_as"),
    [
        ("publishedAt", "2024-06-20T13:40:00Z", "2024-06-20T13:40+00:00"),
        ("publish_date", "20 Juni 2024 13:40 WIB", "2024-06-20T13:40+07:00"),
        ("pubDate", "Thu, 20 Jun 2024 13:40:00 +0700", "2024-06-20T13:40+07:00"),
        ("timestamp", 1718865600, "2024-06-20T06:40+00:00"),
        ("timestamp", 1718865600000, "2024-06-20T06:40+00:00"),
    ],
)
def test_dates_of_records_are_read_in_their_forms(field: str, value: object, read_as: str) -> None:
    document = only(json.dumps({"text": BODY, field: value}), "a.json")
    assert document.published is not None
    assert document.published.value == read_as


def test_a_record_that_fails_is_an_issue_and_the_others_are_in() -> None:
    lines = [json.dumps({"title": "A", "text": BODY}), "{broken", json.dumps({"title": "B"}), "[1]", ""]
    lines.append(json.dumps({"title": "C", "text": BODY, "date": "besok"}))
    ingested = read("\n".join(lines), "a.jsonl")
    assert [document.label for document in ingested.documents] == ["a.jsonl#1", "a.jsonl#5"]
    assert codes(ingested) == [
        ("N307", "a.jsonl#2"),
        ("N309", "a.jsonl#3"),
        ("N313", "a.jsonl#4"),
        ("N314", "a.jsonl#5"),
    ]


def test_half_a_character_in_json_is_a_damaged_record() -> None:
    assert codes(read('{"text": "kata \\u0000 kata"}', "a.json")) == [("N313", "a.json")]


def test_markup_in_a_field_becomes_paragraphs() -> None:
    document = only(json.dumps({"text": f"<p>{BODY}</p><p>Kapal &amp; muatan</p>"}), "a.json")
    assert document.text == f"{BODY}\n\nKapal & muatan"


def test_times_of_a_table_without_a_zone_are_jakartas() -> None:
    row = f'Kapal Tiba,2025-01-02 10:00:00,Sekar,"{BODY}",kapal,dunia,detik,https://news.detik.com/x'
    document = only(f"\ufeff{HEADER}\r\n{row}\r\n", "a.csv")
    assert document.label == "a.csv#1"
    assert document.published is not None
    assert document.published.value == "2025-01-02T10:00+07:00"
    assert document.outlet is not None
    assert document.outlet.value == "detikcom"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_damaged_row_is_an_issue_and_the_others_are_in(delimiter: str) -> None:
    good = delimiter.join(["Kapal", "", "", '"baris satu\nbaris ""dua"""', "", "", "", ""])
    text = "\n".join([HEADER.replace(",", delimiter), good, delimiter.join(["rusak", "x"]), good])
    ingested = read(text, "a.csv")
    assert [document.part for document in ingested.documents] == ["1", "3"]
    assert ingested.documents[0].text == 'Kapal\n\nbaris satu\nbaris "dua"'
    assert codes(ingested) == [("N313", "a.csv#2")]


def test_a_table_without_its_columns_names_the_missing_ones() -> None:
    ingested = read("title,content,link\na,b,c\n", "a.csv")
    assert codes(ingested) == [("N308", "a.csv")]
    assert "publish_date, author, keyword, category, source" in ingested.issues[0].message


def test_a_cell_may_be_longer_than_the_csv_modules_limit() -> None:
    long = "kata " * 40_000
    row = f'Kapal,,,"{long}",,,,'
    assert len(only(f"{HEADER}\n{row}\n", "a.csv").text) > 150_000
