"""`report` on a part of the store, as a page and as a bundle, and `verify` on a bundle."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from command_line import Run


def page_of(folder: Path) -> str:
    return (folder / "dossier.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("pair", [("PRK", "RUS"), ("PRK,RUS",), ("Rusia", "Korea Utara"), ("north korea , russia",)])
def test_a_pair_is_named_by_ids_or_names_apart_or_with_a_comma(
    filled: Run, folder: Path, pair: tuple[str, ...]
) -> None:
    answer = filled("report", "--pair", *pair, "--lang", "en", "--json")
    assert answer.code == 0
    assert answer.json["limits"][0].startswith("Limited to what happened between")
    assert 0 < answer.json["events"] < len(filled("events", "--json").json)
    page = page_of(folder)
    assert "<h1>North Korea and Russia</h1>" in page or "<h1>Russia and North Korea</h1>" in page
    assert "Kecam" not in page


@pytest.mark.parametrize("pair", [("PRK",), ("PRK", "PRK"), ("PRK,RUS,JPN",), ("PRK", "Nowhere")])
def test_what_is_no_pair_is_a_mistake_in_the_command(filled: Run, pair: tuple[str, ...]) -> None:
    answer = filled("report", "--pair", *pair)
    assert (answer.code, "[N107]" in answer.err) == (2, True)


def test_a_word_that_belongs_to_no_option_is_a_mistake_in_the_command(filled: Run, folder: Path) -> None:
    assert filled("report", "RUS").code == 2
    assert filled("report", "--pair", "PRK", "RUS", "JPN").code == 2
    assert not (folder / "dossier.html").exists()


def test_an_event_comes_with_those_that_hang_on_it(filled: Run, folder: Path) -> None:
    rows = filled("events", "--json").json
    event = next(row for row in rows if row["actor"] == ["PRK"] and row["status"] == "disputed")
    answer = filled("report", "--event", event["id"], "--lang", "en", "--json")
    assert answer.json["limits"][0] == "Limited to one event."
    assert 1 <= answer.json["events"] < len(rows)
    assert f'id="{event["id"]}"' in page_of(folder)
    assert filled("report", "--event", "event-0000").code == 2
    assert filled("report", "--event", rows[0]["claims"][0]).code == 2


def test_a_question_is_quoted_with_how_its_events_were_chosen(filled: Run, folder: Path) -> None:
    answer = filled("report", "--question", "Did Iran send drones?", "--lang", "en", "--json")
    assert answer.json["events"] == 1
    page = page_of(folder)
    assert "<h1>“Did Iran send drones?”</h1>" in page
    assert "“send”" in page and "“drones”" in page
    nothing = filled("report", "--question", "xyzzy")
    assert (nothing.code, "[N140]" in nothing.err) == (2, True)


def test_limits_hold_together(filled: Run) -> None:
    def count(*options: str) -> int:
        answer = filled("report", *options, "--json")
        return answer.json["events"] if answer.code == 0 else 0

    assert count("--actor", "RUS") >= count("--actor", "RUS", "--type", "AID") >= 1
    late = ("--actor", "JPN", "--since", "2024-10-01")
    assert count(*late) == len(filled("events", *late, "--json").json) >= 1
    assert count("--actor", "JPN", "--until", "2024-01-01") == 0


def test_sections_without_content_are_left_out_of_a_part_and_stay_in_the_whole(filled: Run, folder: Path) -> None:
    assert filled("report", "--actor", "JPN").code == 0
    part = page_of(folder)
    assert filled("report").code == 0
    whole = page_of(folder)
    for key in ("disputed", "ledger", "outlook"):
        assert f'<section id="{key}">' in whole
        assert f'href="#{key}"' not in part and f'<section id="{key}">' not in part


def test_a_title_of_ones_own_stands_above_that_of_the_limits(filled: Run, folder: Path) -> None:
    assert filled("report", "--pair", "PRK,RUS", "--title", "Mine").code == 0
    assert "<h1>Mine</h1>" in page_of(folder)


def test_a_bundle_is_written_and_verified(filled: Run, folder: Path) -> None:
    made = filled("report", "-o", "dossier.zip", "--lang", "en", "--json")
    assert made.code == 0
    fine = filled("verify", "dossier.zip", "--lang", "en", "--json")
    assert fine.code == 0
    assert fine.json["fine"] is True
    assert fine.json["manifest_sha256"] == made.json["manifest_sha256"]
    assert fine.json["compared"] == fine.json["spans"] > 0
    assert made.json["manifest_sha256"] in filled("verify", "dossier.zip").out
    with zipfile.ZipFile(folder / "dossier.zip", "a") as opened:
        opened.writestr("more.txt", "x")
    broken = filled("verify", "dossier.zip", "--lang", "en")
    assert (broken.code, broken.out) == (4, "")
    assert "more.txt" in broken.err
    assert filled("verify", "dossier.zip", "--json").json["faults"] == [
        {"code": "extra", "where": "more.txt", "detail": ""}
    ]


def test_a_bundle_without_originals_holds_no_article(filled: Run, folder: Path) -> None:
    assert filled("report", "-o", "dossier.ZIP", "--without-originals").code == 0
    with zipfile.ZipFile(folder / "dossier.ZIP") as opened:
        assert not [name for name in opened.namelist() if "/" in name]
    assert filled("verify", "dossier.ZIP").code == 0


def test_a_bundle_that_is_not_there_is_a_mistake_in_the_command(run: Run) -> None:
    answer = run("verify", "dossier.zip")
    assert (answer.code, "[N301]" in answer.err) == (2, True)


def test_as_of_a_day_a_bundle_knows_nothing_later(filled: Run, folder: Path) -> None:
    assert filled("report", "-o", "dossier.zip", "--as-of", "2024-06-30").code == 0
    with zipfile.ZipFile(folder / "dossier.zip") as opened:
        assert len(opened.read("documents.jsonl").splitlines()) == 2
        assert b'"as_of": "2024-06-30"' in opened.read("manifest.json")
