"""`search`: words, operators and filters on the command line, and the way from a hit to its claims and events."""

from __future__ import annotations

import pytest

from command_line import Run

KEYS = ("document", "title", "outlet", "published", "start", "end", "quote", "matches")


def found(run: Run, *arguments: str) -> list[str]:
    return [row["document"] for row in run("search", *arguments, "--json").json]


def test_words_are_found_in_any_inflection(filled: Run) -> None:
    (row,) = filled("search", "kirim", "amunisi", "--json").json
    assert row["document"] == "01-kirim.txt"
    assert set(KEYS) <= set(row)
    assert row["matches"]
    assert filled("search", "kuda nil", "--json").json == []


def test_a_hit_leads_to_a_claim_and_an_event_that_open(filled: Run) -> None:
    (row,) = filled("search", '"5.000 peluru artileri"', "--json").json
    claim = row["sentences"][0]["claims"][0]
    assert filled("show", claim["id"], "--json").json["kind"] == "claim"
    assert filled("explain", claim["events"][0]["id"], "--json").json["kind"] == "event"
    shown = filled("search", '"5.000 peluru artileri"', "--lang", "en").out
    assert claim["id"].partition("-")[2][:8] in shown
    assert claim["events"][0]["id"].partition("-")[2][:8] in shown


def test_what_was_found_is_marked_without_colour(filled: Run) -> None:
    answer = filled("search", "pengiriman", "amunisi", "--lang", "en")
    text = " ".join(answer.out.split())
    assert "[mengirim] 5.000 peluru artileri" in text
    assert "Harian Contoh · 2024-10-19 · 01-kirim.txt" in text
    assert "\x1b" not in answer.out


def test_how_it_was_understood_is_said_beside_the_results(filled: Run) -> None:
    answer = filled("search", "kirim", "-rudal", "--actor", "RUS", "--lang", "en", "--json")
    assert "Searched for: kirim and without rudal; with a claim about Russia" in answer.err
    assert "1 article found." in answer.err
    assert "was not closed" in filled("search", '"kirim', "--lang", "en").err
    assert filled("search", "kuda nil", "--lang", "en").out == ""


def test_words_to_leave_out_are_no_options(filled: Run) -> None:
    assert found(filled, "Rusia", "-amunisi") == found(filled, "Rusia -amunisi")
    assert "01-kirim.txt" not in found(filled, "Rusia", "-amunisi")
    assert "without hanoi" in filled("search", "kirim", "-hanoi", "--lang", "en").err


@pytest.mark.parametrize("option", ["--actor", "--type", "--since", "--until", "--in"])
def test_options_narrow_as_filters_do(filled: Run, option: str) -> None:
    value, words = {
        "--actor": ("IRN", "actor:IRN"),
        "--type": ("CONSULT", "type:CONSULT"),
        "--since": ("2024-10-20", "after:2024-10-20"),
        "--until": ("2024-06-19", "until:2024-06-19"),
        "--in": ("EN", "lang:en"),
    }[option]
    assert found(filled, option, value) == found(filled, words) != []


def test_pages_follow_each_other(filled: Run) -> None:
    whole = found(filled, "Rusia OR Russia")
    assert len(whole) > 2
    assert found(filled, "Rusia OR Russia", "--limit", "1") == whole[:1]
    assert found(filled, "Rusia OR Russia", "--limit", "1", "--offset", "1") == whole[1:2]
    assert "--offset 1" in filled("search", "Rusia OR Russia", "--limit", "1").err


def test_only_what_had_been_published_is_found(filled: Run) -> None:
    assert found(filled, "Rusia", "--as-of", "2024-06-30") == ["bawah/03-pertemuan.txt"]


@pytest.mark.parametrize(
    ("words", "code"),
    [("", "N130"), ("-rudal", "N130"), ("x " * 40, "N131"), ("actor:", "N132"), ("actor:Marsian", "N107")],
)
def test_what_cannot_be_understood_is_a_usage_error(filled: Run, words: str, code: str) -> None:
    answer = filled("search", words)
    assert (answer.code, answer.out) == (2, "")
    assert f"[{code}]" in answer.err


def test_a_search_in_a_language_that_nobody_knows_is_refused(filled: Run, folder) -> None:
    assert found(filled, "Rusia", "--in", "EN") == []
    assert found(filled, "Rusia", "--in", "ID")
    for value in ("xx", ""):
        answer = filled("search", "Rusia", "--in", value)
        assert answer.code == 2
        assert "tidak dikenal untuk --in" in answer.err
    text = "La Russie a livré du pétrole à la Corée du Nord, selon le ministère des Affaires étrangères du pays. " * 3
    (folder / "fr.txt").write_text(text, encoding="utf-8")
    assert filled("add", "fr.txt").code == 3
    (code,) = {row["lang"] for row in filled("documents", "--json").json} - {"id", "en"}
    assert found(filled, "pétrole", "--in", code) == ["fr.txt"]


def test_help_explains_operators_by_example(run: Run) -> None:
    text = run("search", "--help").out
    assert run("search", "-h").out == text
    for part in ("rudal OR drone", "-Iran", "nuklir*", "judul:pakta", "--offset"):
        assert part in text
