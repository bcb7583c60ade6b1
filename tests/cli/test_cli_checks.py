"""`neraca checks`: what is odd in the articles, with its words, and the exit code that says so."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from command_line import Run
from neraca.packs.words import languages, read_words
from neraca.publish.findings import finding_sentences

SHARED = Path(__file__).parents[2].parent / "shared"
SAMPLES = Path(str(files("neraca").joinpath("data", "samples")))
ARTICLES = {
    "01-hari.txt": (
        "Kapal Bantuan Tiba di Beirut\n\nKoran Contoh, 21 Oktober 2024\n\n"
        "Turki mengirim dua kapal bantuan ke Lebanon. Keduanya tiba pada Kamis (18/10/2024), kata Kementerian Luar "
        "Negeri Turki.\n"
    ),
    "02-jabatan.txt": (
        "Pertemuan di Tokyo\n\nKoran Contoh, 13 Juli 2025\n\n"
        "Menteri Luar Negeri AS Antony Blinken bertemu para pejabat Jepang di Tokyo. Jepang berjanji membantu "
        "Ukraina.\n"
    ),
}


@pytest.fixture
def odd(run: Run, folder: Path) -> Run:
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    assert run("add", *sorted(ARTICLES)).code == 0
    return run


def test_findings_are_listed_with_their_words_and_exit_code_1(odd: Run) -> None:
    answer = odd("checks", "--json")
    assert answer.code == 1
    assert [(row["document"], row["kind"]) for row in answer.json] == [
        ("01-hari.txt", "weekday_mismatch"),
        ("02-jabatan.txt", "office_out_of_term"),
    ]
    for row in answer.json:
        assert ARTICLES[row["document"]][row["start"] : row["end"]] == row["quote"]
        assert row["message"]
        assert row["settle"]


def test_a_day_before_knows_nothing_of_later_articles(odd: Run) -> None:
    assert [row["kind"] for row in odd("checks", "--json", "--as-of", "2024-12-31").json] == ["weekday_mismatch"]
    assert odd("checks", "--json", "--as-of", "2024-01-01").code == 0
    assert [row["document"] for row in odd("checks", "--json", "--since", "2025-01-01").json] == ["02-jabatan.txt"]


def test_adding_again_changes_nothing(odd: Run) -> None:
    before = odd("checks", "--json").out
    assert odd("add", *sorted(ARTICLES)).code == 0
    assert odd("checks", "--json").out == before
    assert odd("verify").code == 0


@pytest.mark.parametrize("language", ["id", "en"])
def test_people_get_a_table(odd: Run, language: str) -> None:
    answer = odd("checks", "--lang", language)
    assert answer.code == 1
    assert "Rubio" in answer.out


def test_articles_in_order_have_exit_code_0(filled: Run) -> None:
    answer = filled("checks", "--json")
    assert (answer.code, answer.json) == (0, [])


def test_the_samples_have_exactly_what_is_planted(run: Run) -> None:
    planted = tomllib.loads((SAMPLES / "planted.toml").read_text(encoding="utf-8"))
    lost = [entry["rewrite"] for entry in planted["hedge_dropped"]]
    expected = {(entry["file"], entry["quote"]) for entry in (*planted["finding"], *lost)}
    assert run("add", SAMPLES).code == 0
    rows = run("checks", "--json").json
    found = {next((file, quote) for file, quote in expected if _is_found(row, file, quote)) for row in rows}
    assert found == expected
    assert len(rows) == len(expected)
    for language in languages():
        words = read_words(language)
        assert all(finding_sentences(row["kind"], row["values"], words) is not None for row in rows)


def _is_found(row: dict[str, str], file: str, quote: str) -> bool:
    return row["document"] == file and (quote in row["quote"] or row["quote"] in quote)


@pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="needs ../shared")
def test_the_seeds_have_one_minister_out_of_office(run: Run) -> None:
    assert run("add", SHARED / "seeds").code == 0
    (row,) = run("checks", "--json").json
    assert (row["document"][:3], row["kind"]) == ("001", "office_out_of_term")
    assert "Antony Blinken" in row["quote"]
    assert "Marco Rubio" in row["message"]
