"""Outlets: the table, and the page of one, whose numbers open what they count."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

from sites import fill, open_site, visit
from starlette.testclient import TestClient

from neraca.service.outlet_book import ORDERS, order_outlets
from neraca.service.snapshot import Snapshot
from neraca.web.pages.outlets import outlet_path


def known(client: TestClient) -> Snapshot:
    snapshot: Snapshot = client.app.state.desk.shelf.peek()  # type: ignore[attr-defined]
    return snapshot


def names(client: TestClient, asked: str = "") -> list[str]:
    """Outlets of the table in its order."""
    text = visit(client, f"/outlets?{asked}").response.text.partition("<tbody>")[2]
    return re.findall(r'<th scope="row"><a href="[^"]+"><bdi>([^<]+)</bdi>', text)


def test_the_table_names_every_outlet_with_its_numbers(samples: TestClient) -> None:
    page = visit(samples, "/outlets").text
    for outlet in known(samples).outlets.values():
        row = outlet.row
        assert re.search(rf"{re.escape(outlet.name)}.*? {row['documents']} {row['claims']} {outlet.days} ", page)


def test_the_address_orders_the_table_and_turns_it_round(samples: TestClient) -> None:
    outlets = list(known(samples).outlets.values())
    for order in ORDERS:
        for way in ("up", "down"):
            expected = [one.name for one in order_outlets(outlets, order, downwards=way == "down")]
            assert names(samples, f"order={order}&way={way}") == expected
    assert names(samples) == names(samples, "order=documents&way=down") == names(samples, "order=nonsense")


def test_the_page_of_an_outlet_lists_its_articles_and_whom_it_repeats(samples: TestClient) -> None:
    snapshot = known(samples)
    for outlet in snapshot.outlets.values():
        page = visit(samples, outlet_path(outlet.name))
        assert all(f"/articles/{one}" in page.links() for one in outlet.documents)
        assert all(outlet_path(name) in page.links() for name, _ in (*outlet.sources, *outlet.repeaters))


def test_each_choice_of_articles_shows_as_many_as_its_number_says(samples: TestClient) -> None:
    outlet = max(known(samples).outlets.values(), key=lambda one: one.row["derived"])
    page = visit(samples, f"{outlet_path(outlet.name)}?show=copied")
    shown = re.findall(r'<p class="st"><a href="/articles/', page.response.text)
    assert len(shown) == outlet.row["derived"] > 0


def test_the_findings_of_an_outlet_open_as_a_list_of_as_many(samples: TestClient) -> None:
    outlet = max(known(samples).outlets.values(), key=lambda one: one.row["findings"])
    page = visit(samples, f"/checks?outlet={quote(outlet.name)}")
    assert page.response.text.count('<article class="c k-odd"') == outlet.row["findings"] > 0


def test_an_outlet_that_is_not_there_is_not_found(samples: TestClient) -> None:
    assert samples.get("/outlets/Nobody").status_code == 404


def test_names_with_strokes_and_articles_without_an_outlet_have_pages(tmp_path: Path) -> None:
    store = fill(tmp_path, {"a.txt": "Judul\n\nRusia mengirim minyak ke Korea Utara.\n"}, outlet="Suara/Utara & Co")
    with open_site(store) as client:
        assert "Suara/Utara & Co" in visit(client, outlet_path("Suara/Utara & Co")).text
    nameless = fill(tmp_path / "none", {"a.txt": "Judul\n\nRusia mengirim minyak ke Korea Utara.\n"})
    with open_site(nameless) as client:
        assert "outlet not named" in visit(client, "/outlets").text
        assert "outlet not named" in visit(client, "/outlets/-").text
