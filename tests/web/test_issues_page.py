"""The page of what could not be read or understood, and the page of all claims."""

from __future__ import annotations

from collections.abc import Generator

import pytest
from sites import fill, open_site, visit
from starlette.testclient import TestClient

ARTICLES = {
    "a.txt": (
        "Sanksi\n\nJuru bicara Departemen Luar Negeri AS Matthew Miller mengatakan Amerika Serikat tidak akan ragu "
        "menjatuhkan sanksi baru jika transfer senjata itu terjadi.\n"
    ),
    "b.txt": "Tentara\n\nKorea Utara mengirim 3.000 tentara ke Rusia, kata Kementerian Pertahanan Korea Selatan.\n",
    "c.json": "{",
    "kosong.txt": "",
    **{
        f"d{number:02}.txt": f"Berita {number}\n\nIran memasok {number} drone ke Rusia pada Maret 2023.\n"
        for number in range(2, 30)
    },
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Generator[TestClient]:
    """A visitor at a site with articles, some of which cannot be read."""
    with open_site(fill(tmp_path_factory.mktemp("issues"), ARTICLES, outlet="Harian Contoh")) as client:
        yield client


def test_what_could_not_be_read_stands_there_with_its_way_out(site: TestClient) -> None:
    page = visit(site, "/issues")
    for name, code in (("c.json", "N307"), ("kosong.txt", "N302")):
        assert name in page.text
        assert code in page.text
    assert "Way out: fetch or export it again" in page.text


def test_what_was_not_understood_stands_in_its_sentence_and_leads_to_it(site: TestClient) -> None:
    rows = [row for row in site.get("/api/issues.json").json() if row["quote"]]
    assert rows
    page = visit(site, "/issues")
    for row in rows:
        assert f"<mark>{row['quote']}</mark>" in page.response.text
    assert "menjatuhkan sanksi baru jika transfer senjata itu terjadi" in page.text
    assert any(link.startswith("/articles/doc-") for link in page.links())


def test_issues_are_narrowed_by_kind(site: TestClient) -> None:
    page = visit(site, "/issues?code=N302")
    assert "kosong.txt" in page.text
    assert "c.json" not in page.text


def test_issues_are_narrowed_by_article(site: TestClient) -> None:
    document = next(row for row in site.get("/api/documents.json").json() if row["document"] == "a.txt")
    page = visit(site, f"/issues?document={document['id']}")
    assert "menjatuhkan sanksi" in page.text
    assert "kosong.txt" not in page.text
    assert "c.json" in visit(site, "/issues?where=C.js").text


def test_where_there_are_none_the_page_says_so(site: TestClient) -> None:
    assert "None." in visit(site, "/issues?code=N316").text


def test_the_kinds_come_with_their_numbers(site: TestClient) -> None:
    options = [one.attributes.get("value") for one in visit(site, "/issues").with_tag("option")]
    assert {"", "N302", "N307"} <= set(options)


def test_claims_stand_in_their_sentences_with_their_voices(site: TestClient) -> None:
    page = visit(site, "/claims?actor=PRK")
    assert "Korea Utara mengirim 3.000 tentara ke Rusia" in page.text
    assert "South Korea" in page.text
    assert "Iran" not in page.text.partition("Order")[2].replace("Iran (", "")


def test_claims_are_paged_in_the_order_of_the_api(site: TestClient) -> None:
    wanted = [row["id"] for row in site.get("/api/claims.json").json()]
    assert len(wanted) > 25
    seen: list[str] = []
    for number in (1, 2):
        page = visit(site, f"/claims?order=place&page={number}")
        seen += [
            one.attributes["id"] for one in page.with_tag("li") if one.attributes.get("id", "").startswith("claim-")
        ]
    assert seen == wanted


@pytest.mark.parametrize(
    "asked",
    [
        "actor=PRK",
        "actor=Rusia",
        "type=aid",
        "since=2023-03-15&until=2023-03-15",
        "since=2024-10-19",
        "until=2023-01-01",
    ],
)
def test_the_filters_of_claims_mean_what_the_command_line_means(site: TestClient, asked: str) -> None:
    wanted = {row["id"] for row in site.get(f"/api/claims.json?{asked}").json()}
    seen: set[str] = set()
    for number in (1, 2, 3):
        page = visit(site, f"/claims?{asked}&page={number}")
        seen |= {one.attributes.get("id", "") for one in page.with_tag("li")}
    assert {one for one in seen if one.startswith("claim-")} == wanted


def test_a_page_beyond_the_last_is_the_last(site: TestClient) -> None:
    assert visit(site, "/claims?page=9999").response.status_code == 200
    assert visit(site, "/issues?page=9999").response.status_code == 200


def test_what_may_be_an_act_is_named_in_the_readers_words_and_not_by_its_code(site: TestClient) -> None:
    page = visit(site, "/issues?code=act-not-read")
    assert "sanction" in page.text
    assert "SANCTION" not in page.text
