"""The README's commands run on the samples, and what it shows of their output is still printed."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from command_line import finish, spawn
from neraca.service.demo import sample_files

README = Path(__file__).parents[2] / "README.md"
STORE = "neraca-demo"
LEFT_OUT = "…"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the samples as `articles`, and the demonstration's store."""
    made = tmp_path_factory.mktemp("readme")
    (made / "articles").mkdir()
    with sample_files() as files:
        for file in files:
            shutil.copy(file, made / "articles")
    assert answer(made, f"neraca demo --store {STORE}")
    return made


def answer(folder: Path, command: str) -> str:
    """What the command prints; it must find no fault. A server is asked for its address, and ended."""
    if command.split()[1] == "serve":
        server = spawn("serve", "--port", "0", cwd=folder, NERACA_STORE=STORE)
        assert server.stderr is not None
        line = server.stderr.readline()
        server.terminate()
        server.communicate(timeout=60)
        assert "http://localhost:" in line
        return line
    done = finish(spawn(*shlex.split(command, comments=True)[1:], cwd=folder, COLUMNS="80", NERACA_STORE=STORE))
    assert done.code == 0, done.err
    return done.out


def event_ids(folder: Path) -> list[str]:
    return list(dict.fromkeys(re.findall(r"(?m)^[0-9a-f]{8}\b", answer(folder, "neraca disputes"))))


def blocks() -> Iterator[list[str]]:
    """The README's indented blocks."""
    for block in re.findall(r"(?m)^ {4}.*\n(?:^ {4}.*\n|^\n(?= {4}))*", README.read_text(encoding="utf-8")):
        yield [line[4:] for line in block.splitlines()]


def same_lines(text: list[str]) -> list[str]:
    """Lines without what differs from store to store: ids and the width of columns."""
    return [re.sub(r"\b[0-9a-f]{8}\b", "ID", " ".join(line.split())) for line in text]


def prints(output: str, shown: list[str]) -> bool:
    """Whether all shown lines come in this order; `…` stands for anything, on a line of its own for lines."""
    printed = iter(same_lines(output.splitlines()))
    patterns = [".*".join(map(re.escape, line.split(LEFT_OUT))) for line in same_lines(shown) if line != LEFT_OUT]
    return all(any(re.fullmatch(pattern, line) for line in printed) for pattern in patterns)


def test_the_commands_of_the_readme_run(folder: Path) -> None:
    commands = [line for block in blocks() for line in block if line.startswith("neraca ")]
    assert len(commands) >= 5
    for command in commands:
        answer(folder, re.sub(r"\bID\b", event_ids(folder)[0], command))
    assert (folder / "dossier.html").is_file()


def test_what_the_readme_shows_is_still_printed(folder: Path) -> None:
    shown = [block for block in blocks() if block[0].startswith("$ ")]
    assert shown
    for command, *lines in shown:
        outputs = [answer(folder, re.sub(r"\bID\b", key, command[2:])) for key in event_ids(folder)]
        assert any(prints(output, lines) for output in outputs), f"{command} prints now:\n" + "\n".join(outputs)


def test_the_readme_counts_the_samples(folder: Path) -> None:
    words = README.read_text(encoding="utf-8")
    files = len(list((folder / "articles").iterdir()))
    articles = answer(folder, "neraca export documents").count("\n")
    assert f"{files} sample files" in words
    assert f"{articles} articles" in words
