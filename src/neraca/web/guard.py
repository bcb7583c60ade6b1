"""What stands between the network and the pages: known hosts, writes from our own pages alone, a password, headers."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from neraca.service.passwords import check_password

LOOPBACK = ("127.0.0.1", "::1", "localhost")
SAFE = frozenset(("GET", "HEAD", "OPTIONS"))

_HEADERS = (
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
        " form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
)


class Guard:
    """Middleware: refuses strangers, and puts the headers that keep a page to itself on every answer."""

    def __init__(self, app: ASGIApp, *, hosts: Collection[str] = LOOPBACK, password: str = "") -> None:
        """Wrap an application.

        Args:
            app: The application.
            hosts: Names that a request may call this server by, without ports.
            password: A hash made by `hash_password`; "" asks for none.
        """
        self._app = app
        self._hosts = frozenset(host.casefold() for host in hosts)
        self._password = password
        self._known: frozenset[bytes] = frozenset()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS:
                    headers[name] = value
                headers.setdefault("cache-control", "no-store")
            await send(message)

        refusal = self._refusal(scope["method"], Headers(scope=scope))
        await (refusal or self._app)(scope, receive, send_guarded)

    def _refusal(self, method: str, headers: Headers) -> PlainTextResponse | None:
        if _host_of(headers.get("host", "")) not in self._hosts:
            return PlainTextResponse("Unknown host.\n", status_code=421)
        if method not in SAFE and not _is_our_own(headers):
            return PlainTextResponse("Writes are taken from this server's own pages only.\n", status_code=403)
        if self._password and not self._is_let_in(headers.get("authorization", "")):
            challenge = {"www-authenticate": 'Basic realm="Neraca", charset="UTF-8"'}
            return PlainTextResponse("A password is needed.\n", status_code=401, headers=challenge)
        return None

    def _is_let_in(self, authorization: str) -> bool:
        """Whether the password is right; a right one is known again without the cost of its hash."""
        kind, _, coded = authorization.partition(" ")
        if kind.casefold() != "basic":
            return False
        digest = hashlib.sha256(coded.encode()).digest()
        if digest in self._known:
            return True
        try:
            word = base64.b64decode(coded, validate=True).decode("utf-8").partition(":")[2]
        except (binascii.Error, UnicodeDecodeError):
            return False
        if not check_password(word, self._password):
            return False
        self._known = frozenset((digest,))
        return True


def _host_of(header: str) -> str:
    """A Host header's name without its port; "" where there is none."""
    try:
        return (urlsplit(f"//{header}").hostname or "").casefold()
    except ValueError:
        return ""


def _is_our_own(headers: Headers) -> bool:
    """Whether a write comes from a page of this server: what browsers say of it, where they say it, must agree.

    A program that is no browser sends neither header and is let through; no page in a browser can do without both.
    """
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None and site not in ("same-origin", "none"):
        return False
    if origin is None:
        return True
    try:
        return urlsplit(origin).netloc.casefold() == headers.get("host", "").casefold()
    except ValueError:
        return False
