"""The list of events and the page of one."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlsplit

import pytest
from sites import visit
from starlette.testclient import TestClient

from neraca.records.ids import content_id
from neraca.service.snapshot import Snapshot
from neraca.web.shelf import Shelf

TROOPS = {"actor": "PRK", "item": "troops"}


def best_event(client: TestClient, **wanted: str) -> str:
    found = re.search(r'href="/events/(event-\w+)"', client.get("/events", params={**TROOPS, **wanted}).text)
    assert found is not None
    return found[1]


def test_a_reader_learns_how_many_say_so_who_denies_it_and_since_when(samples: TestClient) -> None:
    page = visit(samples, f"/events/{best_event(samples)}").text
    assert "3 independent sources say so" in page
    assert re.search(r"say so\s*South Korea, NATO, North Korea", page)
    assert re.search(r"2\s*deny it or say the opposite\s*Russia\s*, North Korea", page)
    assert "reported since 19 October 2024" in page


def test_copies_are_folded_under_what_they_repeat_and_drawn(samples: TestClient) -> None:
    page = visit(samples, f"/events/{best_event(samples)}")
    assert "rewrite of 9" in page.text
    assert "Who repeats whom" in page.text
    drawing = [one for one in page.with_tag("svg") if "articles by day" in one.attributes.get("aria-label", "")]
    assert len(drawing) == 1
    assert len([one for one in page.with_tag("path") if one.attributes.get("class") == "ar"]) >= 4


def test_each_claim_stands_in_its_paragraph_and_leads_to_its_place(samples: TestClient) -> None:
    page = visit(samples, f"/events/{best_event(samples)}")
    assert "Pernyataan itu disampaikan pada Jumat (18/10/2024)." in page.text
    places = [link for link in page.links() if re.fullmatch(r"/articles/doc-\w+#claim-\w+", link)]
    assert places
    target = visit(samples, places[0].partition("#")[0])
    assert any(one.attributes.get("id") == places[0].partition("#")[2] for one in target.elements)


def test_the_page_tells_how_its_status_changed(samples: TestClient) -> None:
    event = best_event(samples)
    page = visit(samples, f"/events/{event}")
    assert f"/events/{event}?as_of=2024-10-19" in page.links()
    assert re.search(r"19 October 2024\s+disputed.*29 April 2025\s+confirmed", page.text)
    assert "confirmed" not in visit(samples, f"/events/{event}?as_of=2024-10-19").text.partition("What both")[0]


def test_the_page_tells_why_claims_were_joined_and_which_stayed_apart(samples: TestClient) -> None:
    page = visit(samples, f"/events/{best_event(samples)}").text
    assert re.search(r"\d+% likely one event: ", page)
    assert "What came near and stayed apart" in page


def test_claims_of_a_side_are_turned_over_a_page_at_a_time(samples: TestClient) -> None:
    event = best_event(samples)
    first, second = (visit(samples, f"/events/{event}?for={number}").text for number in (1, 2))
    assert first != second


def test_filters_keep_each_other_and_can_be_taken_out(samples: TestClient) -> None:
    page = visit(samples, "/events?actor=Rusia&status=disputed&as_of=2025-01-31&page=1")
    assert "Party: Russia" in page.text
    assert "/events?actor=Rusia&as_of=2025-01-31" in page.links()
    assert "/events?status=disputed&as_of=2025-01-31" in page.links()
    every = visit(samples, "/events?actor=Rusia")
    assert [link for link in every.links() if "actor=Rusia" in link and "page=2" in link]


def test_an_event_that_is_none_is_not_found(samples: TestClient) -> None:
    assert samples.get("/events/event-0000000000000000").status_code == 404
    assert samples.get("/events/%3Cscript%3E").status_code == 404
    assert samples.get(f"/events/{best_event(samples)}/compare", params={"other": "x"}).status_code == 404


def test_two_events_stand_side_by_side_with_how_alike_they_are(samples: TestClient) -> None:
    one = best_event(samples)
    other = best_event(samples, stage="planned", item="")
    page = visit(samples, f"/events/{one}/compare/{other}").text
    assert "How alike their strongest claims are" in page
    assert "likely one event" in page or "kept apart by" in page


def test_pages_of_events_are_small(samples: TestClient) -> None:
    assert len(samples.get(f"/events/{best_event(samples)}").content) < 500_000


@pytest.mark.parametrize("number", ["9" * 5000, "0", "-1", "٣", "1_0", "01"])
def test_a_page_of_no_number_is_the_first(samples: TestClient, number: str) -> None:
    page = samples.get("/events", params={"page": number})
    assert page.status_code == 200
    assert re.findall(r'href="/events/(event-\w+)"', page.text) == re.findall(
        r'href="/events/(event-\w+)"', samples.get("/events").text
    )


def test_an_event_of_another_time_leads_to_what_became_of_it(
    samples: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = samples.get("/api/events.json").json()
    row = next(one for one in rows if len(one["claims"]) > 1)
    names = {content_id("event", claim): claim for claim in row["claims"]}
    gone = next(own for own in names if own != row["id"])
    answer = samples.get(f"/events/{gone}")
    assert answer.status_code == 303
    assert urlsplit(answer.headers["location"]).path == f"/events/{row['id']}"

    def never(*_: object) -> str:
        raise AssertionError("names are made once for a snapshot")

    monkeypatch.setattr("neraca.web.pages.judging.content_id", never)
    assert samples.get(f"/events/{gone}").status_code == 303
    assert samples.get("/events/event-0000000000000000").status_code == 404
    assert samples.get("/events/no-event").status_code == 404


@pytest.mark.parametrize("page", ["/events", "/claims", "/outlook"])
def test_a_last_day_before_the_first_is_refused_with_both_days(samples: TestClient, page: str) -> None:
    answer = samples.get(page, params={"since": "2025-06-01", "until": "2024-01-01"})
    assert answer.status_code == 400
    assert "2025-06-01 – 2024-01-01" in answer.text


def test_a_page_does_not_claim_to_be_newer_than_what_it_shows(
    samples: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = samples.app.state.desk.shelf  # type: ignore[attr-defined]
    number, take = shelf.serial(), Shelf.get

    def overtaken(self: Shelf, *days: date, wait_s: float) -> Snapshot | None:
        taken = take(self, *days, wait_s=wait_s)
        monkeypatch.setattr(Shelf, "serial", lambda *_: number + 1)
        return taken

    monkeypatch.setattr(Shelf, "get", overtaken)
    assert f'data-serial="{number}"' in samples.get("/events").text


def test_a_voice_keeps_the_bracket_that_its_text_closes(samples: TestClient) -> None:
    page = samples.get(f"/events/{best_event(samples)}").text
    assert "Badan Intelijen Nasional Korea Selatan (NIS)<" in page
    assert "Badan Intelijen Nasional Korea Selatan (NIS<" not in page


def test_a_day_before_the_first_article_says_so_and_leads_back(samples: TestClient) -> None:
    page = visit(samples, "/?as_of=1990-01-01")
    assert "Nothing had been published by the day chosen." in page.text
    assert "/" in page.links()
