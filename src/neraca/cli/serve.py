"""The command `serve`: the account in a browser, on this machine, or with a password beyond it."""

from __future__ import annotations

import importlib
import ipaddress
import threading
import webbrowser
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from neraca.cli.options import LangOption, StoreOption
from neraca.cli.session import open_session
from neraca.errors import fail
from neraca.service.passwords import hash_password, is_hash
from neraca.service.project import PROJECT_FILE, keep_password

PORT = 8765

HostOption = Annotated[
    str,
    typer.Option("--host", metavar="ADDRESS", help="Address to listen on; beyond this machine a password is needed."),
]
PortOption = Annotated[int, typer.Option("--port", metavar="N", min=0, max=65535, help="Port; 0 takes a free one.")]
NamesOption = Annotated[
    list[str] | None,
    typer.Option("--name", metavar="HOST", help="A further name that browsers may call this server by (repeatable)."),
]
OpenOption = Annotated[bool, typer.Option("--open", help="Open it in the browser.")]
PasswordOption = Annotated[
    bool, typer.Option("--set-password", help="Ask for a password, keep its hash in neraca.toml, and end.")
]


def register_serve(app: typer.Typer) -> None:
    """Give the application its web server."""
    app.command("serve")(serve)


def serve(
    host: HostOption = "127.0.0.1",
    port: PortOption = PORT,
    name: NamesOption = None,
    open_browser: OpenOption = False,
    set_password: PasswordOption = False,
    lang: LangOption = None,
    store: StoreOption = None,
) -> None:
    """Open the same account in the browser: filters, articles with their claims, judgements, adding; live."""
    session = open_session(store=store, language=lang)
    if set_password:
        word = typer.prompt(session.words.say("serve.password"), hide_input=True, confirmation_prompt=True, err=True)
        keep_password(Path(), hash_password(word))
        session.say("serve.password-kept", path=PROJECT_FILE)
        return
    password = session.settings.password
    if password and not is_hash(password):
        raise fail("N106", where=PROJECT_FILE, detail="password is no hash; `neraca serve --set-password` writes one")
    if not _is_loopback(host) and not password:
        raise fail("N119", host=host)
    web = importlib.import_module("neraca.web.server")  # a sibling, which no module here may know
    listening = web.listen(host, port)
    address = f"http://{'localhost' if _is_loopback(host) else host}:{listening.getsockname()[1]}/"
    session.say("serve.ready", address=address)
    if not _is_loopback(host):
        session.say("serve.beyond", host=host)
    if open_browser:
        threading.Timer(0.5, webbrowser.open, args=(address,)).start()
    settings = replace(session.settings, store=session.settings.store.absolute())
    web.run(settings, listening, hosts=(host, *(name or ())))


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
