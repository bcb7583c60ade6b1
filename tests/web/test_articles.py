"""The list of articles and the reader."""

from __future__ import annotations

import re
from collections.abc import Generator
from pathlib import Path

import pytest
from sites import Page, fill, open_site, visit
from starlette.testclient import TestClient

TELLING = "SEOUL - Badan intelijen Korea Selatan mengatakan Korea Utara mengirim {n} tentara ke Rusia pada Jumat."
HOSTILE = "SEOUL - <script>alert(1)</script> Korea Utara mengirim 1.500 tentara ke Rusia, kata <b>Seoul</b>."


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Generator[TestClient]:
    long = "\n\n".join(TELLING.format(n=f"{1000 + at}") for at in range(90))
    articles = {"long.txt": f"Kabar panjang\n\n{long}\n", "hostile.txt": f"{HOSTILE}\n"}
    store = fill(tmp_path_factory.mktemp("reader"), articles, url="javascript:alert(1)")
    with open_site(store) as client:
        yield client


def reader(client: TestClient, name: str) -> Page:
    """The first page of the article whose list entry holds these words."""
    for path in dict.fromkeys(re.findall(r"/articles/doc-\w+", client.get("/articles").text)):
        page = visit(client, path)
        if name in page.text:
            return page
    raise AssertionError(name)


def test_each_claim_is_marked_in_the_text_and_told_in_the_margin(samples: TestClient) -> None:
    page = reader(samples, "1.500 Tentara Khusus Korut Diangkut")
    ids = {one.attributes["id"] for one in page.elements if "id" in one.attributes}
    claims = {one for one in ids if one.startswith("claim-")}
    assert claims
    assert {f"w-{one}" for one in claims} <= ids
    links = {link for link in page.links() if link.startswith("#")}
    assert {f"#{one}" for one in claims} | {f"#w-{one}" for one in claims} <= links
    assert "about 1,500 people" in page.text
    assert "Kremlin" in page.text
    assert "denies" in page.text
    assert [link for link in page.links() if link.startswith("/events/event-")]


def test_an_article_tells_where_its_head_was_found_and_who_repeats_it(samples: TestClient) -> None:
    page = reader(samples, "1.500 Tentara Khusus Korut Diangkut")
    assert "found in the text" in page.text
    assert re.search(r"Repeated by \d articles", page.text)


def test_shared_passages_are_marked_apart_from_claims(samples: TestClient) -> None:
    page = reader(samples, "1.500 Tentara Khusus Korut Diangkut")

    def classes(show: str) -> set[str]:
        shown = visit(samples, f"{page.path}?show={show}")
        kept = [one.attributes.get("class", "").split() for one in shown.elements if one.tag == "span"]
        return {name for listed in kept if "x" in listed for name in listed}

    assert {"cl", "to"} <= classes("both")
    assert "to" not in classes("claims")
    assert "cl" not in classes("copies")


def test_a_long_article_is_turned_page_by_page_and_a_claim_is_found_on_its_own(site: TestClient) -> None:
    page = reader(site, "Kabar panjang")
    assert "page=2" in " ".join(page.links())
    assert len(page.response.content) < 500_000
    later = visit(site, f"{page.path}?page=2")
    claim = next(one.attributes["id"] for one in later.elements if one.attributes.get("id", "").startswith("claim-"))
    place = site.get(f"/claims/{claim}").headers["location"]
    found = visit(site, place.partition("#")[0])
    assert any(one.attributes.get("id") == claim for one in found.elements)
    assert any(one.attributes.get("id") == claim for one in visit(site, f"{page.path}?page=2").elements)


def test_what_an_article_holds_is_never_code(site: TestClient) -> None:
    page = reader(site, "alert(1)")
    assert "<script>alert" not in page.response.text
    assert "&lt;script&gt;" in page.response.text
    assert not [link for link in page.links() if link.startswith("javascript:")]


def test_an_article_judged_wrong_says_so(tmp_path: Path) -> None:
    with open_site(fill(tmp_path, {"a.txt": TELLING.format(n=1500)})) as client:
        page = reader(client, "1500 tentara")
        document = page.path.rpartition("/")[2]
        answer = client.post(
            "/judge", data={"kind": "wrong", "about": document, "person": "Rini", "back": f"{page.path}#judge"}
        )
        assert answer.status_code == 303
        assert "judged wrong" in visit(client, answer.headers["location"]).text


def test_an_article_that_is_none_is_not_found(site: TestClient) -> None:
    assert site.get("/articles/doc-0000").status_code == 404


def test_articles_are_listed_with_their_language_and_the_title_of_what_they_repeat(samples: TestClient) -> None:
    page = visit(samples, "/articles")
    assert re.search(r"The Sunda Courier\s*22 October 2024\s*English", page.text)
    assert re.search(r"copy of document 14 \(100% of its text is the same\)\s*:\s*North Korea Dismisses", page.text)
