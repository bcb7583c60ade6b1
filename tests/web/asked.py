"""What the command line prints with `--json`, to hold the web app's views against."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from neraca.cli.main import main


def told(capsys: pytest.CaptureFixture[str], store: Path, *options: str) -> Any:
    """The rows of a command."""
    capsys.readouterr()
    assert main([*options, "--store", str(store), "--json", "--lang", "en"]) == 0
    return json.loads(capsys.readouterr().out)
