"""A reader that stops listening, such as `head`, is no finding and no fault."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from command_line import Run

CLOSED_PIPE = 141


def code_with_closed_pipe(*arguments: str, cwd: Path) -> tuple[int, str]:
    """The exit code and stderr of a command whose stdout nobody reads."""
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "neraca", *arguments],
        cwd=cwd,
        stdout=writer,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        check=False,
    )
    os.close(writer)
    return done.returncode, done.stderr


@pytest.mark.parametrize(
    "command",
    [
        ("claims", "--json"),
        ("events",),
        ("export", "claims"),
        ("search", "Rusia"),
        ("show", "01-kirim.txt"),
        ("explain", "01-kirim.txt"),
        ("verify",),
        ("doctor",),
        ("--version",),
        ("--help",),
        ("add", "articles", "--json"),
    ],
)
def test_a_closed_pipe_has_its_own_exit_code(filled: Run, folder: Path, command: tuple[str, ...]) -> None:
    code, err = code_with_closed_pipe(*command, cwd=folder)
    assert code == CLOSED_PIPE
    assert err == ""
