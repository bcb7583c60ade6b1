"""The page of the search: what a reader asks, sees of it, and is helped with."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from sites import Page, fill, open_site, visit
from starlette.testclient import TestClient

ARTICLES = {
    f"{number:02}.txt": (
        f"Pakta nomor {number}\n\n"
        f"Korea Utara mengirim {number}.000 tentara ke Rusia, kata Kementerian Pertahanan Korea Selatan. "
        "Cuaca cerah di Pyongyang.\n"
    )
    for number in range(1, 13)
}


@pytest.fixture(scope="module")
def twelve(tmp_path_factory: pytest.TempPathFactory) -> Generator[TestClient]:
    """A visitor at a site with twelve articles about the same."""
    store: Path = fill(tmp_path_factory.mktemp("twelve"), ARTICLES, outlet='Harian "Contoh" Pagi')
    with open_site(store) as client:
        yield client


def marked(page: Page) -> set[str]:
    """Words that the page marks as found."""
    parts = page.response.text.split("<mark>")[1:]
    return {part.partition("</mark>")[0] for part in parts}


def test_a_hit_shows_its_sentence_with_the_words_marked(twelve: TestClient) -> None:
    page = visit(twelve, "/search?q=pengiriman tentara")
    assert marked(page) == {"mengirim", "tentara"}
    assert "Korea Utara mengirim 1.000 tentara ke Rusia" in page.text
    assert "Cuaca cerah" not in page.text


def test_a_hit_says_where_it_stands_and_leads_there(twelve: TestClient) -> None:
    page = visit(twelve, "/search?q=tentara")
    assert "19 October 2024" in page.text
    assert any(link.startswith("/articles/doc-") for link in page.links())


def test_from_a_sentence_a_reader_comes_to_claims_and_events(twelve: TestClient) -> None:
    page = visit(twelve, "/search?q=tentara")
    assert any("#claim-" in link for link in page.links())
    events = [link for link in page.links() if link.startswith("/events/event-")]
    assert events
    assert twelve.get(events[0]).status_code == 200


def test_the_page_says_how_a_search_was_understood(twelve: TestClient) -> None:
    assert "Searched for: tentara and without drone" in visit(twelve, "/search?q=tentara -drone").text


def test_what_was_not_understood_is_said_and_searched_nonetheless(twelve: TestClient) -> None:
    page = visit(twelve, '/search?q="tentara')
    assert "12 articles" in page.text


@pytest.mark.parametrize("query", ["OR", "-tentara", "actor:nobody-knows tentara", "after:never tentara"])
def test_a_search_that_cannot_be_understood_stays_to_be_mended(twelve: TestClient, query: str) -> None:
    page = visit(twelve, f"/search?q={query}")
    assert page.response.status_code == 200
    fields = [one.attributes.get("value") for one in page.with_tag("input") if one.attributes.get("name") == "q"]
    assert set(fields) == {query}
    assert "Way out" in page.text


def test_an_empty_search_shows_how_to_search(twelve: TestClient) -> None:
    page = visit(twelve, "/search")
    examples = [link for link in page.links() if link.startswith("/search?q=")]
    assert len(examples) >= 8
    for link in examples:
        assert "Way out" not in visit(twelve, link).text


def test_many_hits_are_paged(twelve: TestClient) -> None:
    first, second = visit(twelve, "/search?q=tentara"), visit(twelve, "/search?q=tentara&page=2")
    seen = [{link for link in page.links() if link.startswith("/articles/doc-")} for page in (first, second)]
    documents = [{link.partition("#")[0] for link in links} for links in seen]
    assert [len(one) for one in documents] == [10, 2]
    assert not documents[0] & documents[1]
    assert "/search?q=tentara&page=2" in first.links()


def test_behind_the_last_page_of_hits_is_the_last(twelve: TestClient) -> None:
    last, behind = visit(twelve, "/search?q=tentara&page=2"), visit(twelve, "/search?q=tentara&page=999999")
    found = [{link for link in page.links() if link.startswith("/articles/doc-")} for page in (last, behind)]
    assert found[0] and found[0] == found[1]
    assert visit(twelve, "/search?q=zzzzz&page=7").response.status_code == 200


def test_the_fields_write_operators_into_the_query(twelve: TestClient) -> None:
    answer = twelve.get(
        "/search",
        params={
            "q": "tentara",
            "actor": "PRK",
            "type": "AID",
            "in": "id",
            "after": "2024-10-01",
            "until": "2024-10-31",
        },
    )
    assert answer.status_code == 303
    (query,) = parse_qs(urlsplit(answer.headers["location"]).query)["q"]
    assert query == "tentara lang:id actor:PRK type:AID after:2024-10-01 until:2024-10-31"
    assert "12 articles" in visit(twelve, answer.headers["location"]).text


def test_every_outlet_that_a_field_offers_can_be_searched_for(twelve: TestClient) -> None:
    page = visit(twelve, "/search")
    offered = [
        one.attributes["value"] for one in page.with_tag("option") if "Harian" in one.attributes.get("value", "")
    ]
    assert offered
    answer = twelve.get("/search", params={"q": "tentara", "outlet": offered[0]})
    assert "12 articles" in visit(twelve, answer.headers["location"]).text


def test_a_value_in_a_field_stays_a_value(twelve: TestClient) -> None:
    answer = twelve.get("/search", params={"q": "tentara", "outlet": 'x" OR drone'})
    (query,) = parse_qs(urlsplit(answer.headers["location"]).query)["q"]
    assert query == 'tentara outlet:"OR drone"'


def test_a_search_knows_nothing_of_later_days(twelve: TestClient) -> None:
    page = visit(twelve, "/search?q=tentara&as_of=2024-10-18")
    assert "no article" in page.text.casefold() or "0 articles" in page.text
    answer = twelve.get("/search", params={"q": "tentara", "actor": "PRK", "as_of": "2024-10-18"})
    assert "as_of=2024-10-18" in answer.headers["location"]


def test_the_field_at_the_top_of_every_page_searches(twelve: TestClient) -> None:
    (form,) = [one for one in visit(twelve, "/").with_tag("form") if one.attributes.get("action") == "/search"]
    assert form.attributes["role"] == "search"
