"""The outlook: each one with its fate and its place, and how often each voice was right."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from sites import HOME, PATIENCE_S, visit
from starlette.testclient import TestClient

from neraca.records import OutlookStatus, TrackRecord
from neraca.relate.trackrecords import is_counted, wilson_interval
from neraca.service.project import Settings
from neraca.service.snapshot import Snapshot
from neraca.web.app import create_app
from neraca.web.shelf import Shelf


def known(client: TestClient) -> Snapshot:
    snapshot: Snapshot = client.app.state.desk.shelf.peek()  # type: ignore[attr-defined]
    return snapshot


def listed(client: TestClient, asked: str = "") -> list[str]:
    """Outlooks of a list on all its pages, in order."""
    found: list[str] = []
    number = 1
    while True:
        page = visit(client, f"/outlook?{asked}&page={number}")
        found += re.findall(r'<li class="ou" id="(outlook-[^"]+)"', page.response.text)
        if not any(f"page={number + 1}" in link for link in page.links()):
            return found
        number += 1


def test_the_register_holds_every_outlook_once(samples: TestClient) -> None:
    assert sorted(listed(samples)) == sorted(one.id for one in known(samples).relations.outlooks)


@pytest.mark.parametrize("fate", list(OutlookStatus))
def test_a_fate_finds_the_outlooks_that_have_it(samples: TestClient, fate: OutlookStatus) -> None:
    expected = [one.id for one in known(samples).relations.outlooks if one.status is fate]
    assert sorted(listed(samples, f"fate={fate.value}")) == sorted(expected)


def test_a_voice_and_a_party_find_theirs(samples: TestClient) -> None:
    snapshot = known(samples)
    voiced = [one.id for one in snapshot.relations.outlooks if "KOR" in one.voice]
    assert voiced and sorted(listed(samples, "voice=Korea+Selatan")) == sorted(voiced)
    events = snapshot.index.events
    of_party = [
        one.id
        for one in snapshot.relations.outlooks
        if "IRN" in (*events[one.event].actors, *events[one.event].recipients)
    ]
    assert of_party and sorted(listed(samples, "actor=IRN")) == sorted(of_party)


def test_a_link_to_an_outlook_lands_on_the_page_that_holds_it(samples: TestClient) -> None:
    for outlook in known(samples).relations.outlooks:
        answer = samples.get(f"/outlook/{outlook.id}")
        assert answer.status_code == 303
        target, _, mark = answer.headers["location"].partition("#")
        assert mark == outlook.id
        assert f'id="{outlook.id}"' in samples.get(target).text
    assert samples.get("/outlook/outlook-0").status_code == 404


def test_each_number_of_a_record_opens_exactly_its_outlooks(samples: TestClient) -> None:
    snapshot = known(samples)
    page = visit(samples, "/outlook?view=records")
    numbers = re.findall(r'href="/outlook\?([^"]*fate=[^"]*)".*?</svg>(\d+) ', page.response.text, flags=re.DOTALL)
    assert len(numbers) > 5
    for asked, number in numbers:
        found = listed(samples, asked.replace("&amp;", "&"))
        assert len(found) == int(number)
        assert all(is_counted(snapshot.outlooks[one]) for one in found)


def test_few_settled_outlooks_give_no_percentage(samples: TestClient) -> None:
    page = visit(samples, "/outlook?view=records")
    settled = Counter(one.rate is None for one in known(samples).relations.track_records if one.settled)
    assert page.text.count("too few for a percentage") == settled[True]


def test_a_rate_stands_with_its_counts_and_its_interval_on_the_chart(samples: TestClient, samples_store: Path) -> None:
    snapshot = known(samples)
    low, high = wilson_interval(9, 12)
    record = TrackRecord(
        source="KOR", is_outlet=False, has_id=True, fulfilled=9, partly=0, lapsed=3, contradicted=0, open=0,
        outlooks=tuple(str(number) for number in range(12)), rate=0.75, low=low, high=high,
    )  # fmt: skip
    tried = replace(snapshot, relations=replace(snapshot.relations, track_records=(record,)))
    shelf = Shelf(samples_store, beside=False, build=lambda _folder, _day: tried)
    app = create_app(Settings(store=samples_store, language="en"), shelf=shelf)
    with TestClient(app, base_url=HOME) as client:
        assert shelf.settle(wait_s=PATIENCE_S)
        page = visit(client, "/outlook?view=records&lang=en")
        assert "75% fulfilled (9 of 12; between 47% and 91%)" in page.text
        (bracket,) = re.findall(r'class="br" d="M([\d.]+) 4V12M[\d.]+ 8H([\d.]+)M', page.response.text)
        assert bracket == (f"{100 * low:.1f}", f"{100 * high:.1f}")
        assert 'class="mid" d="M75.0 ' in page.response.text


def test_where_nobody_asked_there_are_no_forecasts_and_no_picture_of_any(samples: TestClient) -> None:
    page = visit(samples, "/outlook?view=forecasts")
    assert "There are no questions yet" in page.text
    assert "<svg" not in page.response.text.partition('id="h-own"')[2].partition("</section>")[0]
