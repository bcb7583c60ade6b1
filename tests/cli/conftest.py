"""Running the command line in this process, in an empty folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from articles import write_articles
from command_line import Answer, Run
from neraca.cli.main import main


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is the current one."""
    monkeypatch.chdir(tmp_path)
    for variable in ("NERACA_STORE", "NERACA_LANG"):
        monkeypatch.delenv(variable, raising=False)
    return tmp_path


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command line in this process, in the folder."""

    def run_command(*arguments: object) -> Answer:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Answer(code=code, out=captured.out, err=captured.err)

    return run_command


@pytest.fixture
def articles(folder: Path) -> Path:
    return write_articles(folder / "articles")


@pytest.fixture
def filled(run: Run, articles: Path) -> Run:
    """`run`, with the articles added to the store."""
    assert run("add", articles).code == 0
    return run
