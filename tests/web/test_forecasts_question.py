"""The page of one question: number, reasons, cases, other answers, what became of it, and its forms."""

from __future__ import annotations

import re
from collections.abc import Generator
from dataclasses import replace
from math import log
from pathlib import Path
from typing import Any

import pytest
from forecast_sites import ask_set, make_store, shown_weights
from sites import HOME, Page, open_site, visit
from starlette.testclient import TestClient

from books import AS_OF, after, make_forecast, make_question, put_history, put_line, steady_history
from neraca.records import Driver, Outcome
from neraca.store import Store

OURS = {"origin": HOME}


@pytest.fixture
def site(tmp_path: Path) -> Generator[tuple[TestClient, Path]]:
    store = make_store(tmp_path)
    with open_site(store, person="Rini") as client:
        yield client, store


def opened(client: TestClient, question: str, asked: str = "") -> Page:
    return visit(client, f"/forecast/{question}?lang=en{asked}")


def row_of(client: TestClient, question: str) -> dict[str, Any]:
    row: dict[str, Any] = client.get(f"/api/forecast/show/{question}.json").json()
    return row


def send(client: TestClient, what: str, **fields: str) -> Page:
    return Page(path=what, response=client.post(f"/forecasts/{what}?lang=en", data=fields, headers=OURS))


def test_the_number_stands_large_with_base_rate_and_persistence_beside_it(site: tuple[TestClient, Path]) -> None:
    client, store = site
    own = ask_set(store, actor="KOR", kind="ACCUSE")
    page, row = opened(client, own), row_of(client, own)
    assert row["persistence"] is not None
    assert "the program's number" in page.text
    assert "base rate: how often such windows held such an event." in page.text
    assert f"{row['hits']} of {row['cases']} past windows" in page.text
    assert "by the last window alone" in page.text


def test_the_steps_that_are_shown_add_up_to_the_digit(site: tuple[TestClient, Path]) -> None:
    client, store = site
    for kind, actor, other in (("CONSULT", "RUS", "PRK"), ("ACCUSE", "KOR", "PRK"), ("ACCUSE", "PRK", "KOR")):
        own = ask_set(store, actor=actor, kind=kind, recipient=other)
        row = row_of(client, own)
        start, *steps, end = shown_weights(opened(client, own))
        assert len(steps) == len(row["numbers"][0]["drivers"])
        assert round(start + sum(steps), 2) == end
        assert start == round(log(row["base_rate"] / (1 - row["base_rate"])), 2)
        assert end == round(log(row["probability"] / (1 - row["probability"])), 2)


def test_each_case_of_an_imported_set_is_told_with_its_file_and_row(site: tuple[TestClient, Path]) -> None:
    client, store = site
    own = ask_set(store)
    page, row = opened(client, own), row_of(client, own)
    places = [place for driver in row["numbers"][0]["drivers"] for place in driver["cases"]]
    assert places
    for place in places:
        file, _, number = place.rpartition("#")
        assert f"{file}, row {number}" in page.text
    assert "Russia → North Korea: Consult" in page.text


def test_a_case_of_our_own_opens_the_page_of_its_event(site: tuple[TestClient, Path]) -> None:
    client, store = site
    event = client.get("/api/events.json").json()[0]["id"]
    question = make_question(history="own")
    drivers = (
        Driver(
            kind="recent",
            values=(("count", "2"), ("days", "30"), ("usual", "1.5"), ("last", "")),
            weight=0.5,
            cases=(event, "event-0123456789abcdef"),
        ),
        Driver(kind="rest", weight=0.0),
    )
    with Store.open(store) as opened_store:
        put_line(opened_store, question, replace(make_forecast(question, 0.6), drivers=drivers))
    links = opened(client, question.id).links()
    assert f"/events/{event}" in links
    assert f"/events/event-0123456789abcdef?as_of={AS_OF.isoformat()}" in links


def test_every_reason_is_told_in_both_languages(site: tuple[TestClient, Path]) -> None:
    client, store = site
    own = ask_set(store)
    drivers = row_of(client, own)["numbers"][0]["drivers"]
    for language in ("en", "id"):
        page = visit(client, f"/forecast/{own}?lang={language}")
        assert all(driver["sentence"][language] in page.text for driver in drivers)


def test_where_the_history_does_not_suffice_the_page_says_so_and_what_would_help(
    site: tuple[TestClient, Path],
) -> None:
    client, store = site
    own = ask_set(store, actor="RUS", kind="AID", recipient="JPN")
    page = opened(client, own)
    assert "Not enough history" in page.text
    assert "What would help:" in page.text
    assert "Why this number" not in page.text
    assert 'name="probability"' in page.response.text


def test_a_person_s_number_stands_beside_the_program_s_and_their_name_is_kept(site: tuple[TestClient, Path]) -> None:
    client, store = site
    own = ask_set(store)
    answer = send(client, "answer", question=own, person="Budi", probability="35 %", note="A visit is planned.")
    assert answer.response.status_code == 303
    to = answer.response.headers["location"]
    assert to.startswith(f"/forecast/{own}?done=answered")
    page = visit(client, f"{to}&lang=en")
    assert "Your number is in the book." in page.text
    assert "Budi" in page.text
    assert "35% unlikely" in page.text
    assert "A visit is planned." in page.text
    assert 'value="Budi"' in page.response.text


def test_a_newer_number_supersedes_and_the_older_stays_to_be_read(site: tuple[TestClient, Path]) -> None:
    client, store = site
    own = ask_set(store)
    for given in ("35 %", "60 %"):
        send(client, "answer", question=own, person="Budi", probability=given)
    page = opened(client, own)
    assert "1 number that was superseded" in page.text
    assert page.text.index("60%") < page.text.index("1 number that was superseded") < page.text.index("35%")
    assert (
        "done=same"
        in send(client, "answer", question=own, person="Budi", probability="60 %").response.headers["location"]
    )


@pytest.mark.parametrize(
    ("what", "fields"),
    [
        ("answer", {"probability": "130"}),
        ("answer", {"probability": "perhaps"}),
        ("resolve", {"outcome": "yes"}),
        ("resolve", {"outcome": "perhaps", "note": "so"}),
    ],
)
def test_what_cannot_be_taken_is_refused_with_a_way_out_and_stays_in_the_form(
    what: str, fields: dict[str, str], site: tuple[TestClient, Path]
) -> None:
    client, store = site
    own = ask_set(store)
    answer = client.post(f"/forecasts/{what}?lang=en", data={"question": own, "person": "Budi", **fields}, headers=OURS)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert "Way out" in answer.text
    assert 'value="Budi"' in answer.text
    with Store.open(store) as opened_store:
        assert (len(opened_store.forecasts()), opened_store.resolutions()) == (1, ())


def test_a_no_by_rule_says_that_none_is_recorded_and_not_that_none_was(site: tuple[TestClient, Path]) -> None:
    client, store = site
    own = ask_set(store, kind="AID")
    send(client, "resolve", question=own, outcome="rule")
    assert row_of(client, own)["outcome"] == "no"
    page = opened(client, own)
    assert "none recorded" in page.text


def test_a_person_decides_with_evidence_that_can_be_opened(site: tuple[TestClient, Path]) -> None:
    client, store = site
    own = ask_set(store)
    send(
        client, "resolve", question=own, person="Budi", outcome="no", evidence="https://example.org/a set/a.txt#3",
        note="It was put off.",
    )  # fmt: skip
    page = opened(client, own)
    assert "did not happen" in page.text
    assert "It was put off." in page.text
    assert "https://example.org/a" in page.links()
    assert "set/a.txt, row 3" in page.text
    assert row_of(client, own)["resolution"]["by"] == "person:Budi"


def test_the_rule_decides_from_later_events_and_names_them(site: tuple[TestClient, Path]) -> None:
    client, store = site
    own = ask_set(store)
    answer = send(client, "resolve", question=own, outcome="rule")
    assert "done=ruled" in answer.response.headers["location"]
    page, row = opened(client, own), row_of(client, own)
    assert row["resolution"]["by"] == "rule"
    for place in row["resolution"]["evidence"]:
        assert f"{place.rpartition('#')[0]}, row {place.rpartition('#')[2]}" in page.text


def test_the_rule_says_why_it_cannot_decide(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    with Store.open(store) as opened_store:
        put_history(opened_store, steady_history(until=AS_OF), name="short")
        question = make_question(kind="AID", history="short")
        put_line(opened_store, question, make_forecast(question, 0.1))
    with open_site(store) as client:
        answer = send(client, "resolve", question=question.id, outcome="rule")
        assert "done=history-ends" in answer.response.headers["location"]
        page = visit(client, f"{answer.response.headers['location']}&lang=en")
        assert "the history does not reach past the window's end" in page.text


def test_digests_and_model_are_there_to_be_checked(site: tuple[TestClient, Path]) -> None:
    client, store = site
    own = ask_set(store)
    page, row = opened(client, own), row_of(client, own)["numbers"][0]
    assert row["model_digest"] in page.text
    assert row["input_digest"] in page.text
    assert row["made_at"] in page.text


def test_an_earlier_day_does_not_know_what_became_of_it(site: tuple[TestClient, Path]) -> None:
    client, store = site
    question = make_question()
    with Store.open(store) as opened_store:
        put_line(opened_store, question, make_forecast(question, 0.4), outcome=Outcome.YES)
    assert "happened" in opened(client, question.id).text
    page = opened(client, question.id, f"&as_of={after(5).isoformat()}")
    assert "window runs" in page.text
    assert "Undecided" in page.text
    assert opened(client, question.id, f"&as_of={after(-5).isoformat()}").response.status_code == 404


def test_a_question_that_there_is_not_is_not_found(site: tuple[TestClient, Path]) -> None:
    assert site[0].get("/forecast/question-0").status_code == 404
    assert send(site[0], "answer", question="question-0", person="A", probability="3").response.status_code == 404


def test_the_page_is_quick_to_load_and_light(site: tuple[TestClient, Path]) -> None:
    client, store = site
    page = opened(client, ask_set(store))
    assert len(page.response.content) < 100_000
    assert not re.search(r"<script(?![^>]*src=)", page.response.text)


def test_evidence_that_names_a_row_of_thousands_of_digits_breaks_no_page(site: tuple[TestClient, Path]) -> None:
    client, store = site
    own = ask_set(store)
    place = f"set/a.txt#{'9' * 5000}"
    assert send(client, "resolve", question=own, outcome="yes", evidence=place, note="so").response.status_code < 400
    assert opened(client, own).response.status_code == 200


def test_an_address_puts_no_words_of_its_own_into_the_page(site: tuple[TestClient, Path]) -> None:
    client, store = site
    page = opened(client, ask_set(store), "&done=somebody-says-so")
    assert page.response.status_code == 200
    assert "somebody-says-so" not in page.text
