"""Days on the command line: written in one form, and none lies too far."""

from __future__ import annotations

import pytest

from command_line import Run

LAST_DAY = "9999-12-31"


@pytest.mark.parametrize("table", ["events", "claims", "ledger", "timeline", "documents", "disputes", "outlets"])
def test_the_last_day_of_the_calendar_bounds_nothing(filled: Run, table: str) -> None:
    for option in ("--until", "--as-of"):
        answer = filled(table, "--json", option, LAST_DAY)
        assert answer.code == 0, answer.err
        assert answer.json == filled(table, "--json").json


def test_what_is_published_on_the_last_day_is_selected(run: Run, folder) -> None:
    (folder / "akhir.txt").write_text("Rusia mengirim minyak ke Korea Utara.", encoding="utf-8")
    run("add", "akhir.txt", "--date", LAST_DAY)
    assert len(run("claims", "--json", "--since", LAST_DAY, "--until", LAST_DAY).json) == 1
    assert run("claims", "--json", "--until", "9999-12-30").json == []
    assert run("claims").code == run("events").code == run("documents").code == 0


@pytest.mark.parametrize("option", ["--since", "--until", "--as-of"])
@pytest.mark.parametrize("value", ["", " ", "20240101", "2024-W05-1", "2024-1-5", "2024-02-30", "٢٠٢٤-٠١-٠١", "2024"])
def test_a_day_in_another_form_is_refused(filled: Run, option: str, value: str) -> None:
    answer = filled("events", option, value)
    assert (answer.code, answer.out) == (2, "")
    assert "[N103]" in answer.err


@pytest.mark.parametrize(
    "command", [("show", "x"), ("explain", "x"), ("search", "x"), ("report",), ("export", "claims")]
)
def test_an_empty_day_is_refused_by_every_command(filled: Run, command: tuple[str, ...], folder) -> None:
    answer = filled(*command, "--as-of", "")
    assert (answer.code, answer.out) == (2, "")
    assert "[N103]" in answer.err
    assert not (folder / "dossier.html").exists()


@pytest.mark.parametrize("option", ["--actor", "--type"])
def test_an_empty_selection_is_refused(filled: Run, option: str) -> None:
    answer = filled("events", option, "")
    assert (answer.code, answer.out) == (2, "")
    assert "[N107] '' tidak dikenal" in answer.err
