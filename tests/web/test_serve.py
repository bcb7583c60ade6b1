"""The command that serves: where it listens, and when it refuses to."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from neraca.cli.main import main
from neraca.service.passwords import hash_password, is_hash
from neraca.service.project import PROJECT_FILE, keep_password, read_settings
from neraca.web import server

Served = list[dict[str, Any]]


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Served:
    """What the server was asked to do; it does not begin, and nothing listens."""
    asked: Served = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NERACA_STORE", raising=False)

    def listen(host: str, port: int) -> socket.socket:
        asked.append({"host": host, "port": port})
        return socket.create_server(("127.0.0.1", 0))

    def run(settings: Any, listening: socket.socket, *, hosts: Any = ()) -> None:
        listening.close()
        asked[-1] |= {"settings": settings, "hosts": tuple(hosts)}

    monkeypatch.setattr(server, "listen", listen)
    monkeypatch.setattr(server, "run", run)
    return asked


def test_it_listens_on_this_machine_alone(served: Served) -> None:
    assert main(["serve"]) == 0
    assert served[0]["host"] == "127.0.0.1"


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.7", "redaksi.example", "127.0.0.1.example", ""])
def test_it_does_not_listen_beyond_without_a_password(
    served: Served, capsys: pytest.CaptureFixture[str], host: str
) -> None:
    assert main(["serve", "--host", host]) == 2
    assert served == []
    assert "N119" in capsys.readouterr().err


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.10", "::1", "localhost"])
def test_all_addresses_of_this_machine_need_none(served: Served, host: str) -> None:
    assert main(["serve", "--host", host]) == 0
    assert served[0]["host"] == host


def test_with_a_password_it_listens_beyond_and_says_that_nothing_is_encrypted(
    served: Served, capsys: pytest.CaptureFixture[str]
) -> None:
    keep_password(Path(), hash_password("a long password"))
    assert main(["serve", "--host", "0.0.0.0", "--name", "redaksi.example", "--lang", "en"]) == 0
    assert served[0]["hosts"] == ("0.0.0.0", "redaksi.example")
    assert is_hash(served[0]["settings"].password)
    assert "not encrypted" in capsys.readouterr().err


def test_a_password_that_is_no_hash_is_not_taken_for_one(served: Served, capsys: pytest.CaptureFixture[str]) -> None:
    Path(PROJECT_FILE).write_text('password = "secret words"\n', encoding="utf-8")
    assert main(["serve", "--host", "0.0.0.0"]) == 2
    assert served == []
    said = capsys.readouterr().err
    assert "N106" in said
    assert "secret words" not in said


def test_setting_a_password_keeps_its_hash_and_all_else(
    served: Served, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(PROJECT_FILE).write_text('language = "en"\npassword = "old"\n# my words\n', encoding="utf-8")
    monkeypatch.setattr("typer.prompt", lambda *_, **__: "a long password")
    assert main(["serve", "--set-password"]) == 0
    text = Path(PROJECT_FILE).read_text(encoding="utf-8")
    assert read_settings(Path()).language == "en"
    assert is_hash(read_settings(Path()).password)
    assert "a long password" not in text + capsys.readouterr().out
    assert text.endswith("# my words\n")
    assert served == []


def test_a_taken_port_is_said_with_a_way_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["serve", "--port", str(port), "--store", str(tmp_path / "store")]) == 2
    assert "N120" in capsys.readouterr().err


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Applications that uvicorn was given, without a server's start."""
    given: list[Any] = []

    class Quiet:
        def __init__(self, config: Any) -> None:
            given.append(config)

        def run(self, sockets: Any) -> None:
            del sockets

    monkeypatch.setattr(server.uvicorn, "Server", Quiet)
    return given


def test_the_server_writes_no_log_of_who_reads_what(tmp_path: Path, started: list[Any]) -> None:
    serve: Callable[..., None] = server.run
    with socket.create_server(("127.0.0.1", 0)) as listening:
        serve(read_settings(tmp_path), listening)
    (config,) = started
    assert not config.access_log
    assert not config.server_header
