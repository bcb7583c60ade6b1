"""The map: what is drawn, and the same in words beside it."""

from __future__ import annotations

import re

from sites import visit
from starlette.testclient import TestClient

from neraca.publish.traffic import Load, Traffic


def test_each_line_is_there_in_words_and_opens_its_pair(samples: TestClient) -> None:
    page = visit(samples, "/map")
    assert re.search(r"North Korea → Russia \d+ lines, solid line", page.text)
    assert re.search(r"Russia → North Korea \d+ lines, broken line", page.text)
    drawn = [one for one in page.with_tag("a") if "lines" in one.attributes.get("aria-label", "")]
    assert "/pairs/pair-PRK-RUS" in {one.attributes["href"] for one in drawn}


def test_disputed_areas_are_named_and_the_source_is_told(samples: TestClient) -> None:
    page = visit(samples, "/map").text
    assert "Crimea" in page
    assert "Natural Earth" in page
    assert "disputed and are drawn as nobody's" in page


def test_the_source_is_told_in_the_language_of_the_page(samples: TestClient) -> None:
    page = visit(samples, "/map?lang=id").text
    assert "Garis batas: Natural Earth" in page
    assert "public domain" not in page
    samples.cookies.clear()


def test_one_party_alone_is_drawn(samples: TestClient) -> None:
    page = visit(samples, "/map?actor=IRN").text
    assert "Iran → Russia" in page
    assert "North Korea → Russia" not in page


def test_a_party_that_gave_nothing_has_no_map(samples: TestClient) -> None:
    assert "Nothing to map." in visit(samples, "/map?actor=XYZ").text


def test_the_busiest_ways_are_those_with_most_lines() -> None:
    loads = {
        ("A", "B"): Load(lines=1, witnesses=9, is_real=True),
        ("B", "A"): Load(lines=3, witnesses=1, is_real=False),
        ("A", "C"): Load(lines=1, witnesses=1, is_real=False),
    }
    traffic = Traffic(loads=loads, parties={"A": 2})
    assert traffic.ordered() == (("B", "A"), ("A", "B"), ("A", "C"))
    assert set(traffic.busiest(2).loads) == {("B", "A"), ("A", "B")}
