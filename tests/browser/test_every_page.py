"""Every page, in both languages, narrow and wide: accessible, without errors, nothing from elsewhere or cut off."""

from __future__ import annotations

import pytest
from looking import LOCALES, VIEWS, WIDTHS, look, open_page, pages_of
from playwright.sync_api import Browser

from neraca.web.routes import ROUTES

# Addresses with a dot in their last part give files: JSON, exports, style sheets.
NO_PAGE = ("/static/{digest}/{name}",)
SHOWN = (
    *(
        route.path
        for route in ROUTES
        if "GET" in (route.methods or ()) and "." not in route.path.rpartition("/")[2] and route.path not in NO_PAGE
    ),
    *VIEWS,
)


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("route", SHOWN)
def test_a_page_is_whole(site: str, browser: Browser, route: str, language: str) -> None:
    path = pages_of_site(site).get(route)
    if path is None:
        pytest.skip("no page of the samples leads there")
    for width in WIDTHS:
        with open_page(browser, site, language=language, width=width) as (page, faults):
            answer = page.goto(site + path)
            assert answer is not None
            assert answer.status == 200, path
            assert page.locator("html").get_attribute("lang") == language
            assert look(page) + faults == [], f"{path} at {width} px"


_known: dict[str, dict[str, str]] = {}


def pages_of_site(site: str) -> dict[str, str]:
    if site not in _known:
        _known[site] = pages_of(site)
    return _known[site]
