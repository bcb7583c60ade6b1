"""What stands between the network and the pages: known hosts, writes from our own pages alone, a password, headers."""

from __future__ import annotations

import asyncio
import base64
import binascii
import hashlib
import hmac
import re
from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from neraca.errors import fail
from neraca.service.passwords import check_password

LOOPBACK = ("127.0.0.1", "::1", "localhost")
SAFE = frozenset(("GET", "HEAD", "OPTIONS"))
MOST_BYTES = 1_000_000
"""Of a request's body, where no path says otherwise."""

# A browser shows an answer only after it could send all: so much above the limit is read and thrown away.
_DRAINED = 4
_HOST = re.compile(r"(?:\[([0-9a-f:.]+)\]|([a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?))\.?(?::[0-9]{1,5})?", re.IGNORECASE)
_HEADERS = (
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
        " form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
)

Answer = Callable[[Request, Exception], Response]


class Guard:
    """Middleware: refuses strangers, and puts the headers that keep a page to itself on every answer."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        hosts: Collection[str] = LOOPBACK,
        password: str = "",
        bodies: Mapping[str, int] = MappingProxyType({}),
        answer: Answer,
    ) -> None:
        """Wrap an application.

        Args:
            app: The application.
            hosts: Names that a request may call this server by, without ports.
            password: A hash made by `hash_password`; "" asks for none.
            bodies: Most bytes of a request's body by path, where it is not `MOST_BYTES`.
            answer: Makes a page of an error that no page caught, or of a body that is too large.
        """
        self._app = app
        self._hosts = frozenset(host.casefold().rstrip(".") for host in hosts)
        self._password = password
        self._bodies = bodies
        self._answer = answer
        self._known = b""
        self._trying = asyncio.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await self._serve(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def send_guarded(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS:
                    headers[name] = value
                headers.setdefault("cache-control", "no-store")
            await send(message)

        refusal = await self._refusal(scope, receive)
        if refusal is not None:
            await refusal(scope, receive, send_guarded)
            return
        try:
            await self._app(scope, receive, send_guarded)
        except Exception as error:
            if not begun:
                await self._answer(Request(scope), error)(scope, receive, send_guarded)
            raise

    async def _refusal(self, scope: Scope, receive: Receive) -> Response | None:
        headers, method = Headers(scope=scope), scope["method"]
        if not self._is_known_host(headers):
            return PlainTextResponse("Nama server ini tidak dikenal. / Unknown host.\n", status_code=421)
        if method not in SAFE and not _is_our_own(headers):
            return PlainTextResponse(
                "Hanya dari halaman server ini. / Writes are taken from this server's own pages only.\n",
                status_code=403,
            )
        if self._password and not await self._is_let_in(headers.get("authorization", "")):
            challenge = {"www-authenticate": 'Basic realm="Neraca", charset="UTF-8"'}
            return PlainTextResponse("Perlu kata sandi. / A password is needed.\n", status_code=401, headers=challenge)
        return await self._refusal_of_body(scope, receive, headers)

    async def _refusal_of_body(self, scope: Scope, receive: Receive, headers: Headers) -> Response | None:
        """The answer to a body that is larger than its path takes, or that does not say how large it is."""
        told = headers.get("content-length", "" if "transfer-encoding" in headers else "0")
        if not (told.isascii() and told.isdigit()):
            return PlainTextResponse(
                "Permintaan harus menyebut panjangnya. / A request says how long it is.\n", status_code=411
            )
        size, most = int(told), self._bodies.get(scope["path"], MOST_BYTES)
        if size <= most:
            return None
        if size <= _DRAINED * most:
            while (await receive()).get("more_body", False):
                pass
        error = fail("N121", detail=f"{size / 1e6:.1f} MB", most=f"{most / 1e6:.0f} MB")
        return self._answer(Request(scope), error)

    def _is_known_host(self, headers: Headers) -> bool:
        """Whether the request calls the server by one of its names; two names for it are none."""
        named = headers.getlist("host")
        return len(named) == 1 and host_of(named[0]) in self._hosts

    async def _is_let_in(self, authorization: str) -> bool:
        """Whether the password is right; a right one is known again without the cost of its hash.

        Others are tried one at a time and beside the server, so that guessing is slow and slows nobody.
        """
        kind, _, coded = authorization.partition(" ")
        if kind.casefold() != "basic":
            return False
        digest = hashlib.sha256(coded.strip().encode("utf-8", "surrogateescape")).digest()
        if hmac.compare_digest(digest, self._known):
            return True
        try:
            word = base64.b64decode(coded.strip(), validate=True).decode("utf-8").partition(":")[2]
        except (binascii.Error, ValueError):
            return False
        async with self._trying:
            right = await run_in_threadpool(check_password, word, self._password)
        if right:
            self._known = digest
        return right


def host_of(header: str) -> str:
    """A Host header's name in lower case, without its port and its last full stop; "" where it is none."""
    found = _HOST.fullmatch(header.strip())
    return "" if found is None else (found[1] or found[2]).casefold()


def _is_our_own(headers: Headers) -> bool:
    """Whether a write comes from a page of this server: what browsers say of it, where they say it, must agree.

    A program that is no browser sends neither header and is let through; no page in a browser can do without both.
    """
    sites, origins = headers.getlist("sec-fetch-site"), headers.getlist("origin")
    if any(site not in ("same-origin", "none") for site in sites) or len(origins) > 1:
        return False
    try:
        return all(urlsplit(one).netloc.casefold() == headers.get("host", "").casefold() for one in origins)
    except ValueError:
        return False
