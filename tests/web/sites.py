"""Web sites over small stores, opened in this process; and a walk over all their pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import httpx2
from starlette.routing import Route, compile_path
from starlette.testclient import TestClient

from neraca.ingest import Given
from neraca.service import add
from neraca.service.project import Settings
from neraca.store import Store
from neraca.web.app import create_app
from neraca.web.guard import LOOPBACK
from neraca.web.routes import ROUTES
from neraca.web.shelf import Shelf

HOME = "http://localhost"
PATIENCE_S = 120.0
_PER_ROUTE = 3
_IN_LINE = frozenset(("a", "abbr", "b", "bdi", "code", "em", "i", "mark", "q", "small", "span", "time", "u"))


def fill(
    folder: Path, articles: Mapping[str, str], *, date: str = "2024-10-19", outlet: str = "", url: str = ""
) -> Path:
    """A store with these articles, by name; returns its folder."""
    files = folder / "articles"
    files.mkdir(parents=True, exist_ok=True)
    for name, text in articles.items():
        (files / name).write_text(text, encoding="utf-8")
    with Store.create(folder / "store") as store:
        add([files], store, given=Given(date=date, outlet=outlet, url=url), workers=1)
    return folder / "store"


@contextmanager
def open_site(
    store: Path, *, password: str = "", hosts: Iterable[str] = LOOPBACK, raise_faults: bool = True, person: str = ""
) -> Generator[TestClient]:
    """A visitor at the store's site, whose pages know all that is in the store."""
    shelf = Shelf(store, beside=False)
    settings = Settings(store=store, language="en", password=password, person=person)
    app = create_app(settings, hosts=tuple(hosts), shelf=shelf)
    with TestClient(app, base_url=HOME, follow_redirects=False, raise_server_exceptions=raise_faults) as client:
        assert shelf.settle(wait_s=PATIENCE_S)
        yield client


@dataclass(kw_only=True)
class Element:
    tag: str
    attributes: dict[str, str]


@dataclass(kw_only=True)
class Page:
    """An answer, and what a browser makes of it."""

    path: str
    response: httpx2.Response
    elements: list[Element] = field(default_factory=list)
    text: str = ""

    def with_tag(self, tag: str) -> list[Element]:
        return [one for one in self.elements if one.tag == tag]

    def links(self) -> list[str]:
        """Where it leads, on this server and off it."""
        names = ("href", "src", "action", "formaction", "data-path")
        return [one.attributes[name] for one in self.elements for name in names if name in one.attributes]


class _Reader(HTMLParser):
    """Elements with their attributes, and the text that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts.append("" if tag in _IN_LINE else " ")
        self.elements.append(Element(tag=tag, attributes={name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        self.parts.append("" if tag in _IN_LINE else " ")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def read_page(path: str, response: httpx2.Response) -> Page:
    page = Page(path=path, response=response)
    if response.headers.get("content-type", "").startswith("text/html"):
        reader = _Reader()
        reader.feed(response.text)
        page.elements, page.text = reader.elements, " ".join("".join(reader.parts).split())
    return page


def visit(client: TestClient, path: str) -> Page:
    return read_page(path, client.get(path))


def walk(client: TestClient, *, begin: Iterable[str] = ()) -> dict[str, Page]:
    """Pages of every kind that a reader comes to from those without an id: at most three of each route."""
    waiting = [*begin, *(route.path for route in ROUTES if "GET" in (route.methods or ()) and "{" not in route.path)]
    seen: dict[str, Page] = {}
    counts: Counter[str] = Counter()
    while waiting:
        path = urldefrag(waiting.pop(0)).url
        route = route_of(path)
        if path in seen or route is None or counts[route.path] >= _PER_ROUTE:
            continue
        counts[route.path] += 1
        seen[path] = page = visit(client, path)
        for link in page.links():
            parts = urlsplit(urljoin(f"{HOME}{path}", link))
            if parts.netloc == urlsplit(HOME).netloc:
                waiting.append(f"{parts.path}?{parts.query}" if parts.query else parts.path)
    return seen


def route_of(path: str) -> Route | None:
    """The route of an address."""
    plain = urlsplit(path).path
    return next((route for route in ROUTES if re.fullmatch(compile_path(route.path)[0], plain)), None)
