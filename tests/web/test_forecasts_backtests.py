"""Back-tests and event histories in the browser."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from forecast_sites import make_store
from sites import open_site, visit
from starlette.testclient import TestClient

from backtests import backtest
from books import put_history, steady_history
from neraca.codec.json import encode
from neraca.records import BacktestResult
from neraca.store import Store


@pytest.fixture
def site(tmp_path: Path) -> Generator[tuple[TestClient, Path]]:
    store = make_store(tmp_path)
    with open_site(store) as client:
        yield client, store


def keep(store: Path, *results: BacktestResult) -> None:
    folder = store / "backtests"
    folder.mkdir(exist_ok=True)
    for one in results:
        (folder / f"{one.name}.json").write_bytes(encode(one))


def test_where_none_was_run_the_page_shows_how(site: tuple[TestClient, Path]) -> None:
    page = visit(site[0], "/backtests?lang=en")
    assert "No back-test is kept yet." in page.text
    assert "neraca forecast backtest --from" in page.text


def test_the_newest_stands_first_with_what_came_of_it(site: tuple[TestClient, Path]) -> None:
    client, store = site
    keep(store, backtest(), backtest(name="later", made_on=date(2015, 1, 5)))
    page = visit(client, "/backtests?lang=en")
    assert page.text.index("later") < page.text.index("two-years")
    assert "Better than the base rate: skill +0.060" in page.text
    assert "/backtests/two-years" in page.links()


def test_one_has_its_drawings_how_to_read_them_and_its_tables(site: tuple[TestClient, Path]) -> None:
    client, store = site
    keep(store, backtest())
    for language, words in (("en", "Skill against the base rate"), ("id", "Keunggulan terhadap angka dasar")):
        page = visit(client, f"/backtests/two-years?lang={language}")
        assert page.response.status_code == 200
        assert page.response.text.count('class="plot"') == 3
        assert words in page.text
    page = visit(client, "/backtests/two-years?lang=en")
    assert "+0.060" in page.text
    assert "Onsets: no such event in the 90 days before" in page.text
    assert len(page.response.content) < 100_000


@pytest.mark.parametrize("name", ["nothing", "..", "../secrets", "%2e%2e%2fstore"])
def test_one_that_there_is_not_is_not_found(name: str, site: tuple[TestClient, Path]) -> None:
    client, store = site
    keep(store, backtest())
    (store / "secrets.json").write_bytes(encode(replace(backtest(), name="secrets")))
    assert client.get(f"/backtests/{name}").status_code in (200 if name == ".." else 404, 404)
    assert "Forecasts tried on the past" not in client.get(f"/backtests/{name}?lang=en").text


def test_histories_are_told_with_events_days_names_and_how_to_bring_in_more(site: tuple[TestClient, Path]) -> None:
    client, store = site
    with Store.open(store) as opened:
        put_history(opened, [*steady_history()[:20]], name="short")
    client.get("/api/forecast/histories.json")
    page = visit(client, "/histories?lang=en")
    rows = {row["name"]: row for row in client.get("/api/forecast/histories.json").json()}
    assert set(rows) == {"own", "set", "short"}
    assert "events of the articles here" in page.text
    assert str(rows["set"]["events"]) in page.text
    assert "1 January 2020 to 31 December 2021" in page.text or "1 January 2020" in page.text
    assert "neraca import icews" in page.text
    assert "neraca import polecat" in page.text
    assert "/forecasts/ask?history=short" in page.links()


def test_the_tabs_of_the_outlook_lead_to_each_other(site: tuple[TestClient, Path]) -> None:
    client, _ = site
    tabs = {"/outlook", "/outlook?view=records", "/outlook?view=forecasts", "/backtests", "/histories"}
    for address in tabs:
        page = visit(client, address)
        assert tabs <= set(page.links())
        here = [one for one in page.with_tag("a") if one.attributes.get("aria-current") == "page"]
        assert {one.attributes["href"] for one in here} == {"/outlook", address}
