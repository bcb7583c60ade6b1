"""HTML: the article without its page, and facts from the page's own fields."""

from __future__ import annotations

import pytest
from ingest_help import BODY, marked, only

HEAD = "Kapal Bantuan Tiba di Pelabuhan"


def page(head: str = "", body: str = "", title: str = HEAD) -> str:
    return (
        f"<!DOCTYPE html><html lang='id'><head><title>{title}</title>{head}</head><body>"
        f"<nav><a href='/'>Beranda</a></nav><article><h1>{HEAD}</h1>{body}<p>{BODY}</p>"
        "<p>Baca juga: Gudang Baru Dibuka</p>"
        "<p>Kapal berikutnya dijadwalkan tiba pekan depan dengan muatan yang sama.</p>"
        "</article><footer>Hak cipta</footer></body></html>"
    )


def test_the_text_is_the_title_and_the_paragraphs() -> None:
    document = only(page(), "a.html")
    assert document.text.startswith(f"{HEAD}\n\nKapal bantuan itu tiba")
    assert "Beranda" not in document.text
    assert "Hak cipta" not in document.text
    assert ("navigation", "Baca juga: Gudang Baru Dibuka") in marked(document)


@pytest.mark.parametrize(
    ("head", "value"),
    [
        ('{"@type":"NewsArticle","datePublished":"2024-06-20T13:40:00+07:00"}', "2024-06-20T13:40+07:00"),
        ('{"@graph":[{"@type":["Article"],"datePublished":"2024-06-20"}]}', "2024-06-20"),
        ('[{"@type":"WebPage"},{"@type":"NewsArticle","datePublished":"2024-06-20T13:40:00"}]', "2024-06-20"),
    ],
)
def test_json_ld_keeps_the_hour_and_zone_it_states(head: str, value: str) -> None:
    document = only(page(f'<script type="application/ld+json">{head}</script>'), "a.html")
    assert document.published is not None
    assert (document.published.value, document.published.how) == (value, "metadata")


def test_an_instant_in_utc_falls_on_the_outlets_own_day() -> None:
    outlet = '<meta property="og:site_name" content="Kompas.com">'
    time = '<meta property="article:published_time" content="2024-06-20T23:40:00Z">'
    document = only(page(outlet + time), "a.html")
    assert document.published is not None
    assert document.published.value == "2024-06-21T06:40+07:00"


def test_a_visible_date_is_read_where_no_field_has_one() -> None:
    document = only(page(body="<div class='date'>Kamis, 20 Juni 2024 13:40 WIB</div>"), "a.html")
    assert document.published is not None
    assert document.published.value == "2024-06-20T13:40+07:00"


def test_a_page_without_a_date_stays_undated() -> None:
    document = only(page("<meta name='viewport' content='width=device-width'>", "<p>Hak cipta 2025.</p>"), "a.html")
    assert document.published is None


def test_the_outlet_stands_behind_the_title_of_the_window() -> None:
    document = only(page(title=f"{HEAD} - Harian Samudra"), "a.html")
    assert document.title is not None
    assert document.title.value == HEAD
    assert document.outlet is not None
    assert document.outlet.value == "Harian Samudra"


def test_broken_json_ld_is_passed_over() -> None:
    document = only(page('<script type="application/ld+json">{"@type": "NewsArticle", </script>'), "a.html")
    assert document.title is not None
    assert document.title.value == HEAD


def test_only_addresses_of_the_web_are_kept() -> None:
    assert only(page('<link rel="canonical" href="javascript:alert(1)">'), "a.html").url is None
    document = only(page('<link rel="canonical" href="https://suara.com/x">'), "a.html")
    assert document.url is not None
    assert document.outlet is not None
    assert document.outlet.value == "Suara.com"
