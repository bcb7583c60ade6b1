"""Dates that cannot be right: weekdays, days that do not exist, deeds told before they were done."""

from __future__ import annotations

import pytest
from readings import read, with_claim

from neraca.packs.catalogue import load_packs
from neraca.records import Finding, Reading, Stage
from neraca.weigh.dates import find_date_errors


def found(reading: Reading) -> tuple[Finding, ...]:
    packs, language = load_packs(), reading.document.language
    return find_date_errors(reading, language=packs.languages[language], cues=packs.cues[language])


@pytest.mark.parametrize(
    ("text", "language", "quote"),
    [
        ("Pertemuan itu digelar pada Kamis (18/10/2024).", "id", "Kamis (18/10/2024)"),
        ("Pertemuan itu digelar pada Kamis, 18 Oktober 2024, di Jakarta.", "id", "Kamis, 18 Oktober 2024"),
        ("Pertemuan itu digelar pada Kamis (18/10).", "id", "Kamis (18/10)"),
        ("They met on Friday, 17 October 2024, in Jakarta.", "en", "Friday, 17 October 2024"),
        ("They met on Friday, October 17, 2024, in Jakarta.", "en", "Friday, October 17, 2024"),
    ],
)
def test_a_weekday_that_is_not_that_days_is_found(text: str, language: str, quote: str) -> None:
    (finding,) = found(read(text, published="2024-10-20", language=language))
    assert finding.kind == "weekday_mismatch"
    assert quote in finding.evidence.quote
    assert "2024-10-1" in finding.settle


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Pertemuan itu digelar pada Jumat (18/10/2024).", "id"),
        ("Pertemuan itu digelar pada Minggu (20/10/2024).", "id"),
        ("Pada minggu ketiga, 18 Oktober 2024, mereka bertemu.", "id"),
        ("Pertemuan itu digelar pada Kamis (10/3/2024).", "id"),
        ("Pertemuan itu digelar pada Kamis dan berakhir 18 Oktober 2024.", "id"),
        ("Pertemuan itu digelar pada Rabu (12/8).", "id"),
        ("They met on Thursday, 17 October 2024, in Jakarta.", "en"),
    ],
)
def test_a_fitting_weekday_and_a_doubtful_date_are_left_alone(text: str, language: str) -> None:
    assert found(read(text, published="2024-10-20", language=language)) == ()


def test_a_day_that_does_not_exist_is_found() -> None:
    (finding,) = found(read("Perjanjian itu diteken pada Rabu (31/9/2024) di Jakarta.", published="2024-10-20"))
    assert (finding.kind, "31/9/2024" in finding.message) == ("impossible_date", True)


@pytest.mark.parametrize("text", ["Perjanjian itu diteken pada 19 Juni 2024.", "Perjanjian itu diteken Rabu (19/6)."])
def test_a_deed_dated_behind_the_publication_is_found(text: str) -> None:
    (finding,) = found(with_claim(read(text, published="2024-06-12"), "diteken"))
    assert finding.kind == "event_after_publication"
    assert finding.evidence.quote.startswith("diteken")
    assert "2024-06-19" in finding.message


@pytest.mark.parametrize(
    ("text", "published", "stage", "negated"),
    [
        ("Perjanjian itu diteken pada 19 Juni 2024.", "2024-06-20", Stage.OCCURRED, False),
        ("Perjanjian itu diteken pada 19 Juni 2024.", "2024-06-18", Stage.OCCURRED, False),
        ("Perjanjian itu diteken pada 19 Juni 2024.", "2024-06-12", Stage.PLANNED, False),
        ("Perjanjian itu diteken pada 19 Juni 2024.", "2024-06-12", Stage.OCCURRED, True),
        ("Perjanjian itu akan diteken pada 19 Juni 2024.", "2024-06-12", Stage.OCCURRED, False),
        ("Perjanjian itu dijadwalkan diteken pada 19 Juni 2024.", "2024-06-12", Stage.OCCURRED, False),
        ("Perjanjian itu diteken pada 2024.", "2024-06-12", Stage.OCCURRED, False),
        ("Perjanjian itu diteken pada 19 Juni 2024.", None, Stage.OCCURRED, False),
    ],
)
def test_what_may_be_right_is_left_alone(text: str, published: str | None, stage: Stage, negated: bool) -> None:
    assert found(with_claim(read(text, published=published), "diteken", stage=stage, negated=negated)) == ()


@pytest.mark.parametrize("published", ["0001-01-01", "0001-01-02", "9999-12-30", "9999-12-31"])
@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Putin bertemu Kim pada Senin (31/12), lalu pada Selasa, 1 Januari 0001, dan pada 31 Desember 9999.", "id"),
        ("They met on Monday, 1 January 0001, and again on Sunday, 30 December 9999, and on Monday (31/12).", "en"),
    ],
)
def test_the_ends_of_the_calendar_stop_no_check(published: str, text: str, language: str) -> None:
    reading = read(text, published=published, language=language)
    assert all(finding.kind == "weekday_mismatch" for finding in found(reading))


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31"])
def test_a_deed_may_be_dated_to_the_ends_of_the_calendar(published: str) -> None:
    reading = read("Kim mengirim pasukan pada 10 Mei 2024.", published=published)
    found_there = found(with_claim(reading, "mengirim"))
    assert [one.kind for one in found_there] == (["event_after_publication"] if published == "0001-01-01" else [])
