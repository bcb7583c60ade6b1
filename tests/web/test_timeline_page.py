"""The timeline: all of it at a glance, and each year, month and day with what the sources say happened then."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sites import Page, fill, open_site, visit
from starlette.testclient import TestClient

from neraca.service.snapshot import Snapshot


def known(client: TestClient) -> Snapshot:
    snapshot: Snapshot = client.app.state.desk.shelf.peek()  # type: ignore[attr-defined]
    return snapshot


def events_of(page: Page) -> list[str]:
    """Events that it lists, in order, without those of its charts."""
    main = page.response.text.partition("<main")[2]
    plain = re.sub(r"<svg.*?</svg>", "", main, flags=re.DOTALL)
    return re.findall(r'href="/events/(event-[^"]+)"', plain)


def all_pages(client: TestClient, path: str) -> list[str]:
    """Events of a list on all its pages."""
    found: list[str] = []
    number = 1
    while True:
        page = visit(client, f"{path}&page={number}")
        found += events_of(page)
        if not any(f"page={number + 1}" in link for link in page.links()):
            return found
        number += 1


def test_the_whole_time_names_every_year_with_its_number_of_events(samples: TestClient) -> None:
    page = visit(samples, "/timeline")
    for bucket in known(samples).relations.chronology.years.buckets:
        assert bucket.span.start is not None
        assert f"/timeline?year={bucket.span.start.year}#shown" in page.links()
        assert re.search(rf"{bucket.span.start.year} {len(bucket.events)} events?\b", page.text)


def test_each_bar_of_the_chart_leads_to_its_month(samples: TestClient) -> None:
    page = visit(samples, "/timeline")
    months = known(samples).relations.chronology.months.buckets
    bars = {link for link in page.links() if link.startswith("/timeline?month=")}
    assert bars
    for link in bars:
        assert visit(samples, link).response.status_code == 200
    drawn = [one for one in months if one.span.start and f"/timeline?month={one.span.start:%Y-%m}#shown" in bars]
    assert len(drawn) == len(bars)


def test_a_month_shows_its_events_day_by_day_and_then_those_of_no_certain_day(samples: TestClient) -> None:
    chronology = known(samples).relations.chronology
    month = max(chronology.months.buckets, key=lambda one: len(one.events))
    assert month.span.start is not None
    shown = all_pages(samples, f"/timeline?month={month.span.start:%Y-%m}")
    assert sorted(shown) == sorted(month.events)
    days = [set(one.events) for one in chronology.day_by_day.buckets if set(one.events) <= set(month.events)]
    dated = [one for one in shown if any(one in day for day in days)]
    assert shown[: len(dated)] == dated


def test_a_day_shows_its_events_and_the_way_up(samples: TestClient) -> None:
    day = known(samples).relations.chronology.day_by_day.buckets[-1]
    assert day.span.start is not None
    page = visit(samples, f"/timeline?day={day.span.start}")
    assert sorted(events_of(page)) == sorted(day.events)
    assert f"/timeline?year={day.span.start.year}#shown" in page.links()
    assert f"/timeline?month={day.span.start:%Y-%m}#shown" in page.links()


def test_everything_stands_in_exactly_one_place(samples: TestClient) -> None:
    chronology = known(samples).relations.chronology
    for year in chronology.years.buckets:
        assert year.span.start is not None
        listed = all_pages(samples, f"/timeline?year={year.span.start.year}")
        months = {one for month in chronology.months.buckets for one in month.events}
        assert {one for one in year.events if one not in months} <= set(listed)
    beside = all_pages(samples, "/timeline?part=wide") + all_pages(samples, "/timeline?part=undated")
    wide = [one for part in chronology.years.imprecise for one in part.events]
    assert sorted(beside) == sorted([*wide, *(one.event for one in chronology.undated)])


def test_what_lies_ahead_is_listed_by_where_its_time_lies(samples: TestClient) -> None:
    ahead = known(samples).relations.chronology.ahead
    for state in {one.due for one in ahead}:
        assert state is not None
        expected = [one.event for one in ahead if one.due is state]
        assert all_pages(samples, f"/timeline?due={state.value}") == expected


def test_filters_leave_the_events_of_a_party_and_a_type(samples: TestClient) -> None:
    snapshot = known(samples)
    page = visit(samples, "/timeline?actor=Iran&type=aid")
    shown = events_of(page)
    assert shown
    for own in shown:
        event = snapshot.index.events[own]
        assert event.type == "AID" and "IRN" in {*event.actors, *event.recipients}
    assert any("actor=IRN&type=AID&year=" in link for link in page.links())


def test_a_story_lists_the_events_that_it_tells(samples: TestClient) -> None:
    lane = next(one for one in known(samples).relations.chronology.lanes if len(one.events) > 1)
    assert f"/timeline?story={lane.story}" in visit(samples, "/timeline").links()
    assert all_pages(samples, f"/timeline?story={lane.story}") == list(lane.events)


def test_a_time_that_is_none_is_said_to_be_none(samples: TestClient) -> None:
    for wrong in ("month=2024-13", "year=24", "day=2024-10"):
        assert samples.get(f"/timeline?{wrong}").status_code == 400
    assert samples.get("/timeline?story=story-0").status_code == 404
    assert "There are no events." in visit(samples, "/timeline?year=1900").text


def test_the_timeline_of_an_earlier_day_knows_nothing_later(samples: TestClient) -> None:
    page = visit(samples, "/timeline?as_of=2023-12-31")
    assert page.response.status_code == 200
    assert any(link.startswith("/timeline?year=2022") for link in page.links())
    assert not any(link.startswith("/timeline?year=2025") for link in page.links())


def test_the_first_and_the_last_year_lead_to_their_months_and_days(tmp_path: Path) -> None:
    text = "Rusia menyerang Ukraina hari ini, kata Ukraina.\n"
    fill(tmp_path, {"a.txt": text}, date="0001-02-03")
    with open_site(fill(tmp_path, {"b.txt": f"{text} Ukraina mengutuk Rusia.\n"}, date="9999-12-31")) as client:
        for path in ("/timeline", "/timeline?month=0001-02", "/timeline?day=0001-02-03", "/timeline?day=9999-12-31"):
            page = visit(client, path)
            assert page.response.status_code == 200
            for link in page.links():
                if link.startswith("/timeline"):
                    assert client.get(link).status_code == 200, link


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("path", ["/", "/changes", "/network", "/outlook", "/events?order=newest"])
def test_articles_of_a_day_at_an_end_of_the_calendar_break_no_page(tmp_path: Path, day: str, path: str) -> None:
    """Programs that know no day write the calendar's first."""
    text = "Rusia menyerang Ukraina hari ini, kata Ukraina. Rusia akan menyerang Ukraina besok.\n"
    with open_site(fill(tmp_path, {"a.txt": text}, date=day)) as client:
        assert client.get(path).status_code == 200
