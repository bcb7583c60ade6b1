"""What the browser tests look at on a page: accessibility, errors, requests, width."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from urllib.request import Request, urlopen

from playwright.sync_api import Browser, ConsoleMessage, Page
from playwright.sync_api import Request as Asked

from neraca.web.routes import ROUTES

WIDTHS = (360, 1440)
LOCALES = {"id": "id-ID", "en": "en-US"}
_AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
_RUN = """axe.run(document, {resultTypes: ["violations"]})
    .then(found => found.violations.map(each => [each.id, each.nodes.map(node => node.target.join(" "))]))"""
VIEWS = ("/outlook?view=records", "/outlook?view=forecasts")
"""Addresses of a route whose other views hold other things."""
_HREF = re.compile(r'href="(/[^"#]*)')


@contextmanager
def open_page(
    browser: Browser, address: str, *, language: str = "en", width: int = 1440
) -> Iterator[tuple[Page, list[str]]]:
    """A page of a browser of its own, and what goes wrong on it: errors in the console, requests to elsewhere."""
    context = browser.new_context(viewport={"width": width, "height": 900}, locale=LOCALES[language])
    faults: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            faults.append(message.text)

    def asked(request: Asked) -> None:
        if not request.url.startswith((address, "blob:", "data:")):
            faults.append(f"asked {request.url}")

    page = context.new_page()
    page.on("console", heard)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", asked)
    try:
        yield page, faults
    finally:
        context.close()


def look(page: Page) -> list[str]:
    """What is wrong with a page as it stands: axe's violations, and width beyond the window."""
    over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    page.evaluate(_AXE)
    found = page.evaluate(_RUN)
    faults = [f"{rule}: {', '.join(where[:5])}" for rule, where in found]
    return [*faults, f"wider than the window by {over} px"] if over > 0 else faults


def pages_of(site: str) -> dict[str, str]:
    """An address for each route that gives a page; one with a name in it is found by its links on the others."""
    plain = [route.path for route in ROUTES if "GET" in (route.methods or ()) and "{" not in route.path]
    found = {path: path for path in plain if not path.endswith(".json")}
    waiting = [
        route for route in ROUTES if "GET" in (route.methods or ()) and "{" in route.path and "json" not in route.path
    ]
    found |= {view: view for view in VIEWS}
    links = list(found)
    for path in links:
        for link in linked_from(site, path):
            for route in waiting:
                if (
                    route.path not in found
                    and not route.path.startswith("/static")
                    and route.path_regex.match(link.partition("?")[0])
                ):
                    found[route.path] = link
                    links.append(link)
    return found


def linked_from(site: str, path: str) -> list[str]:
    with urlopen(Request(site + path, headers={"accept-language": "en"}), timeout=60) as answer:
        if "html" not in answer.headers.get("content-type", ""):
            return []
        return [link.replace("&amp;", "&") for link in _HREF.findall(answer.read().decode("utf-8"))]


def rows_of(site: str, view: str) -> list[dict[str, object]]:
    """The rows of a view as JSON."""
    with urlopen(f"{site}/api/{view}.json", timeout=60) as answer:
        rows: list[dict[str, object]] = json.load(answer)
    return rows
