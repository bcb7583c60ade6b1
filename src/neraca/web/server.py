"""The server: a socket, uvicorn, and the application."""

from __future__ import annotations

import socket
from collections.abc import Collection

import uvicorn

from neraca.errors import fail
from neraca.service.project import Settings
from neraca.web.app import create_app
from neraca.web.guard import LOOPBACK


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens on an address.

    Raises:
        NeracaError: N120, when the system refuses.
    """
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise fail("N120", host=host, port=port, detail=error.strerror or error) from error


def run(settings: Settings, listening: socket.socket, *, hosts: Collection[str] = ()) -> None:
    """Serve until somebody stops it.

    Args:
        settings: The project's.
        listening: What `listen` gave.
        hosts: Names by which the server may be called beside those of this machine.
    """
    app = create_app(settings, hosts=(*LOOPBACK, *hosts))
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=2
    )
    uvicorn.Server(config).run(sockets=[listening])
