"""House rules that no tool checks for us: size of files, layers, catalogues, nothing at import."""

from __future__ import annotations

import ast
import dataclasses
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from neraca import records
from neraca.cli.main import build_app
from neraca.errors import CATALOGUE
from neraca.packs.events import load_events
from neraca.packs.files import data_folder, folder_files

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "neraca"
MAX_LINES = 400
CODE_FILES = sorted(
    path for top in ("src", "tests", "tools", "bench") for path in (ROOT / top).rglob("*.py") if path.is_file()
)


@pytest.mark.parametrize("path", CODE_FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_stays_under_400_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_LINES


def test_every_module_says_in_its_first_line_what_it_does() -> None:
    silent = [path for path in PACKAGE.rglob("*.py") if not ast.get_docstring(ast.parse(path.read_text("utf-8")))]
    placeholders = [path for path in PACKAGE.rglob("*.py") if "PLACEHOLDER" in path.read_text("utf-8")]
    assert silent == placeholders == []


def test_there_is_no_code_among_the_data() -> None:
    assert list((PACKAGE / "data").rglob("*.py")) == []


def test_every_test_file_has_a_name_of_its_own() -> None:
    names = [path.name for path in (ROOT / "tests").rglob("test_*.py")]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_every_top_level_package_has_its_layer() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = {name.strip() for layer in contracts[0]["layers"] for name in layer.split("|")}
    packages = {path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name not in ("data", "__pycache__")}
    modules = {path.stem for path in PACKAGE.glob("*.py")} - {"__init__", "__main__"}
    assert packages | modules == layers


def test_error_codes_are_unique_and_in_order() -> None:
    codes = [kind.code for kind in CATALOGUE]
    assert codes == sorted(set(codes))


def test_every_error_in_the_catalogue_is_raised_and_every_raised_code_is_there() -> None:
    raised = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "fail":
                first = node.args[0]
                assert isinstance(first, ast.Constant), f"{path.name}:{node.lineno}: the code must stand there itself"
                raised.add(first.value)
    assert raised == {kind.code for kind in CATALOGUE}


@pytest.mark.parametrize("kind", CATALOGUE, ids=lambda kind: kind.code)
def test_an_error_says_what_why_and_how_to_fix_it(kind) -> None:
    assert re.fullmatch(r"N[1-6]\d\d", kind.code)
    assert kind.message
    assert kind.why
    assert kind.fix


def test_every_record_is_in_the_catalogue_of_records() -> None:
    found = set()
    for path in (PACKAGE / "records").glob("*.py"):
        for node in ast.parse(path.read_text("utf-8")).body:
            made = isinstance(node, ast.ClassDef) and not node.name.startswith("_")
            if made and any("dataclass" in ast.dump(part) for part in node.decorator_list):
                found.add(node.name)
    assert {kind.__name__ for kind in records.RECORD_TYPES} == found


@pytest.mark.parametrize("kind", records.RECORD_TYPES, ids=lambda kind: kind.__name__)
def test_a_record_is_frozen_and_has_slots(kind: type) -> None:
    assert dataclasses.is_dataclass(kind)
    assert kind.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert "__slots__" in vars(kind)


def test_every_event_file_is_an_event_type_of_its_name() -> None:
    names = {file.name.removesuffix(".toml") for file in folder_files(data_folder() / "events", ".toml")}
    assert names - {"examples"} == set(load_events().types)


def test_importing_everything_reads_no_data_file() -> None:
    script = """
import importlib, pkgutil, sys
opened = []
def watch(event, arguments):
    if event == "open" and "/neraca/data/" in str(arguments[0]).replace(chr(92), "/"):
        opened.append(str(arguments[0]))
sys.addaudithook(watch)
import neraca
for module in pkgutil.walk_packages(neraca.__path__, "neraca."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
print("\\n".join(opened))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_no_work_is_left_for_later_in_comments() -> None:
    word = "TODO"
    marked = [path for path in PACKAGE.rglob("*.py") if re.search(rf"#.*\b({word}|FIXME)\b", path.read_text("utf-8"))]
    assert marked == []


def test_the_command_line_has_exactly_the_commands_of_this_version() -> None:
    commands = {command.name for command in build_app().registered_commands}
    assert commands == {
        *(
            "demo",
            "init",
            "add",
            "documents",
            "claims",
            "events",
            "ledger",
            "network",
            "reactions",
            "timeline",
            "disputes",
            "outlets",
            "sanctions",
            "outlook",
        ),
        *(
            "checks",
            "changes",
            "issues",
            "review",
            "show",
            "search",
            "explain",
            "report",
            "export",
            "import",
            "serve",
            "verify",
            "doctor",
        ),
    }


def test_the_commands_below_forecast_are_exactly_those_of_this_version() -> None:
    (group,) = build_app().registered_groups
    assert group.typer_instance is not None
    assert group.typer_instance.info.name == "forecast"
    commands = {command.name for command in group.typer_instance.registered_commands}
    book = {"ask", "list", "show", "answer", "resolve", "score", "histories"}
    assert commands == book | {"next", "who", "whatif", "backtest"}
