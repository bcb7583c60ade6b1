"""Every view of the command line is on the web too, with the same rows for the same options."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote

import pytest
import typer
from starlette.testclient import TestClient

from neraca.cli.main import build_app, main

# Commands that do something, rather than show what is known; `serve` and `report` have pages of their own.
ACTIONS = frozenset(
    ("add", "demo", "doctor", "export", "forecast", "import", "init", "report", "serve", "verify"),
)
# Options that say how to print, where the store is, or in which language, whatever the view.
COMMON = frozenset(("help", "json", "lang", "store"))
# Options that a browser does not have, and why.
NOT_ON_THE_WEB: Mapping[str, Mapping[str, str]] = {
    "reactions": {"history": "names a file; a name from the network never is a path"},
    "review": dict.fromkeys(
        ("note", "person", "event", "actor", "recipient", "stage", "negated", "item", "certainty"),
        "makes a judgement; the forms of the pages do that",
    ),
}

BOUNDS = ("", "actor=PRK", "actor=Rusia", "type=aid", "since=2024-10-01&until=2024-12-31", "as_of=2024-10-31")
CASES: Mapping[str, tuple[str, ...]] = {
    "documents": BOUNDS,
    "claims": BOUNDS,
    "events": (*BOUNDS, "actor=PRK&type=AID&since=2024-10-01&as_of=2025-01-31"),
    "disputes": BOUNDS,
    "outlets": BOUNDS,
    "issues": ("",),
    "checks": BOUNDS,
    "timeline": (*BOUNDS, "by=year", "by=day&top=3", "top=2"),
    "ledger": (*BOUNDS, "balance", "balance&by=month", "balance&by=year&actor=PRK", "history", "history&actor=PRK"),
    "network": (*BOUNDS, "blocs", "roles", "triads", "balance", "blocs&as_of=2024-10-31"),
    "reactions": (*BOUNDS, "only=said", "only=measured", "chains", "returns", "within=30", "chains&actor=PRK"),
    "sanctions": (*BOUNDS, "lang=id", "breaches", "breaches&actor=PRK", "breaches&lang=id"),
    "outlook": (*BOUNDS, "records", "records&actor=PRK"),
    "changes": (
        "since=2024-10-20",
        "since=2024-10-20&until=2025-01-31",
        "since=2024-10-20&actor=PRK&type=aid",
        "since=2024-10-20&as_of=2024-12-31",
    ),
    "search": (
        "query=pasukan Kursk",
        'query="troops" OR rudal',
        "query=drone -Iran",
        "query=tentara&in=en",
        "query=tentara&actor=PRK&type=aid",
        "query=tentara&since=2024-10-01&until=2024-12-31",
        "query=tentara&limit=2&offset=1",
        "query=tentara&as_of=2024-10-31",
    ),
    "show": ("name={event}", "name={event}&as_of=2024-12-31", "name={claim}", "name={document}", "name={entry}"),
    "explain": (
        "name={event}",
        "name={claim}",
        "name={entry}",
        "name={event}&as_of=2024-12-31",
        "name={claim}&other={claim2}",
    ),
    "review": ("", "words={claim}"),
}
# Where an argument of the command line stands in the address: in its path, or under another name.
PATHS = {"show": "name", "explain": "name"}
NAMES = {"search": {"query": "q"}, "explain": {"other": "claim"}, "review": {"words": "id"}}


@dataclass(frozen=True)
class Option:
    name: str
    flag: bool
    argument: bool


@lru_cache(maxsize=1)
def commands() -> dict[str, tuple[Option, ...]]:
    """What the command line can show, with the options of each."""
    group = typer.main.get_command(build_app())
    return {
        name: tuple(
            Option(
                name=_name(one), flag=bool(getattr(one, "is_flag", False)), argument=one.param_type_name == "argument"
            )
            for one in command.params
        )
        for name, command in group.commands.items()  # type: ignore[attr-defined]
    }


def _name(parameter: Any) -> str:
    """As it is written: `--as-of` is `as_of`."""
    return str(parameter.opts[0]).lstrip("-").replace("-", "_")


@pytest.fixture(scope="module")
def ids(samples: TestClient) -> dict[str, str]:
    """Records of the samples to look up."""
    events = samples.get("/api/events.json", params={"as_of": "2024-12-31"}).json()
    event = max(events, key=lambda row: len(row["claims"]))
    account = samples.app.state.desk.shelf.peek().account  # type: ignore[attr-defined]
    return {
        "event": event["id"],
        "claim": event["claims"][0],
        "claim2": event["claims"][-1],
        "document": account.documents[0].label,
        "entry": account.entries[0].id,
    }


@pytest.mark.parametrize(("view", "asked"), [(view, asked) for view, listed in CASES.items() for asked in listed])
def test_the_web_gives_the_rows_of_the_command_line(
    view: str,
    asked: str,
    ids: dict[str, str],
    samples: TestClient,
    samples_store: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    given = parse_qsl(asked.format(**ids), keep_blank_values=True)
    capsys.readouterr()
    if "lang" not in dict(given):
        given.append(("lang", "en"))
    assert main([view, *_words(view, given), "--json", "--store", str(samples_store)]) in (0, 1)
    printed = json.loads(capsys.readouterr().out)
    answer = samples.get(*_address(view, given))
    assert answer.status_code == 200, answer.text
    assert answer.json() == printed


def _words(view: str, given: list[tuple[str, str]]) -> list[str]:
    """Options and arguments as they are written on the command line."""
    known = {one.name: one for one in commands()[view]}
    words: list[str] = []
    for name, value in given:
        if known[name].argument:
            words.append(value)
        elif known[name].flag:
            words.append(f"--{name.replace('_', '-')}")
        else:
            words += [f"--{name.replace('_', '-')}", value]
    return words


def _address(view: str, given: list[tuple[str, str]]) -> tuple[str]:
    place = dict(given).get(PATHS.get(view, ""))
    path = f"/api/{view}.json" if place is None else f"/api/{view}/{quote(place)}.json"
    renamed = NAMES.get(view, {})
    query = [(renamed.get(name, name), value) for name, value in given if name != PATHS.get(view)]
    return (f"{path}?{'&'.join(f'{name}={quote(value)}' for name, value in query)}",)


def test_every_view_of_the_command_line_is_on_the_web() -> None:
    assert set(CASES) == set(commands()) - ACTIONS


@pytest.mark.parametrize("view", sorted(CASES))
def test_every_option_of_a_view_is_tried(view: str) -> None:
    tried = {name for asked in CASES[view] for name, _ in parse_qsl(asked, keep_blank_values=True)}
    known = {one.name for one in commands().get(view, ())} - COMMON - set(NOT_ON_THE_WEB.get(view, {}))
    assert tried - COMMON == known


@pytest.mark.parametrize(
    "asked",
    ["as_of=never", "since=2024-13-01", "actor=nobody-knows", "type=WEATHER", "since=2025-01-02&until=2025-01-01"],
)
def test_what_the_command_line_refuses_the_web_refuses_with_the_same_code(
    asked: str, samples: TestClient, samples_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["events", *_words("events", parse_qsl(asked)), "--json", "--store", str(samples_store)]) == 2
    answer = samples.get(f"/api/events.json?{asked}")
    assert answer.status_code == 400
    assert f"[{answer.json()['code']}]" in capsys.readouterr().err


def test_a_view_that_there_is_not_is_not_found(samples: TestClient) -> None:
    assert samples.get("/api/secrets.json").status_code == 404


@pytest.mark.parametrize("path", ["/api/show/event-ffffffffffffffff.json", "/api/explain/nothing.json"])
def test_a_record_that_there_is_not_is_not_found(path: str, samples: TestClient) -> None:
    assert samples.get(path).status_code == 404
