"""Asking from the pages: the form, the work beside it, and what an actor will do next."""

from __future__ import annotations

import re
from collections.abc import Generator
from pathlib import Path

import pytest
from forecast_sites import make_store, shown_weights
from sites import HOME, PATIENCE_S, Page, open_site, read_page, visit
from starlette.testclient import TestClient

from books import AS_OF, LAST
from neraca.store import Store

OURS = {"origin": HOME}
QUESTION = {
    "actor": "Rusia",
    "type": "consult",
    "recipient": "North Korea",
    "within": "30",
    "as_of": AS_OF.isoformat(),
    "history": "set",
}


@pytest.fixture
def site(tmp_path: Path) -> Generator[tuple[TestClient, Path]]:
    store = make_store(tmp_path)
    with open_site(store) as client:
        yield client, store


def followed(client: TestClient, address: str) -> Page:
    """The page that is there when the work beside the pages is over."""
    for job in client.app.state.desk.jobs._jobs.values():  # type: ignore[attr-defined]
        job.future.exception(timeout=PATIENCE_S)
    return visit(client, address)


def test_a_question_is_answered_and_leads_to_its_page(site: tuple[TestClient, Path]) -> None:
    client, store = site
    begun = client.post("/forecasts/ask", data=QUESTION, headers=OURS)
    assert begun.status_code == 303
    done = followed(client, begun.headers["location"])
    assert done.response.status_code == 303
    with Store.open(store) as opened:
        (question,) = opened.questions()
    assert (question.actor, question.type, question.recipient, question.as_of) == ("RUS", "CONSULT", "PRK", AS_OF)
    assert done.response.headers["location"] == f"/forecast/{question.id}?done=asked"
    assert "This question is in the book." in visit(client, f"/forecast/{question.id}?done=asked&lang=en").text


def test_the_form_offers_the_last_day_of_a_history_and_what_an_address_says(site: tuple[TestClient, Path]) -> None:
    page = visit(site[0], "/forecasts/ask?history=set&actor=RUS&recipient=PRK&type=CONSULT&within=90&lang=en")
    values = {one.attributes.get("name"): one.attributes.get("value") for one in page.with_tag("input")}
    assert (values["actor"], values["recipient"], values["as_of"]) == ("Russia", "North Korea", "2021-12-29")
    chosen = {one.attributes["value"] for one in page.with_tag("option") if "selected" in one.attributes}
    assert chosen == {"CONSULT", "90", "set"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"actor": "Nobodyland"},
        {"type": "WEATHER"},
        {"recipient": "Russia"},
        {"as_of": "2999-01-01"},
        {"as_of": "yesterday"},
        {"within": "4000"},
        {"history": "nowhere"},
    ],
)
def test_what_cannot_be_asked_is_refused_at_once_and_stays_in_the_form(
    wrong: dict[str, str], site: tuple[TestClient, Path]
) -> None:
    client, store = site
    answer = client.post("/forecasts/ask?lang=en", data={**QUESTION, **wrong}, headers=OURS)
    assert answer.status_code == 400
    page = read_page("/forecasts/ask", answer)
    assert "Way out" in page.text
    kept = {one.attributes.get("name"): one.attributes.get("value") for one in page.with_tag("input")}
    assert kept["recipient"] == wrong.get("recipient", "North Korea")
    with Store.open(store) as opened:
        assert opened.questions() == ()


def test_what_an_actor_does_next_is_ranked_with_base_rates_and_reasons(site: tuple[TestClient, Path]) -> None:
    client, _ = site
    address = f"/forecasts/next?actor=Korea+Selatan&history=set&as_of={LAST.isoformat()}&lang=en"
    client.get(address)
    page = followed(client, address)
    rows = client.get(f"/api/forecast/next.json?actor=KOR&history=set&as_of={LAST.isoformat()}").json()
    assert "What will South Korea do next?" in page.text
    places = [page.text.index(row["sentence"]["en"].partition(":")[0]) for row in rows]
    assert rows and places == sorted(places)
    assert f"base rate {round(rows[0]['base_rate'] * 100)}%" in page.text
    assert rows[0]["drivers"][0]["sentence"]["en"] in page.text
    assert any(link.startswith("/forecasts/ask?actor=KOR&type=") for link in page.links())
    start, *steps, end = shown_weights(page)
    assert round(start + sum(steps), 2) == end


def test_an_actor_of_whom_too_little_is_known_gets_no_number(site: tuple[TestClient, Path]) -> None:
    client, _ = site
    address = f"/forecasts/next?actor=JPN&history=set&as_of={LAST.isoformat()}&lang=en"
    client.get(address)
    page = followed(client, address)
    assert "Not enough history" in page.text
    assert "%" not in page.text.partition("Not enough history")[2]


def test_an_unknown_actor_is_named_with_a_way_out(site: tuple[TestClient, Path]) -> None:
    client, _ = site
    address = "/forecasts/next?actor=Nobodyland&history=set&lang=en"
    client.get(address)
    assert "Nobodyland is not known" in followed(client, address).text


def test_the_same_list_is_worked_out_once_until_the_store_changes(site: tuple[TestClient, Path]) -> None:
    client, store = site
    address = f"/forecasts/next?actor=KOR&history=set&as_of={LAST.isoformat()}"
    jobs = client.app.state.desk.jobs  # type: ignore[attr-defined]
    client.get(address)
    followed(client, address)
    assert len(jobs._jobs) == 1
    with Store.open(store) as opened, opened.writing() as writer:
        writer.put_known("elsewhere", opened.runs()[0].started_at)
    followed(client, f"{address}&limit=20")
    assert len(jobs._jobs) == 2


def test_pairs_lead_to_what_each_may_do_towards_the_other(samples: TestClient) -> None:
    pair = next(link for link in visit(samples, "/ledger").links() if re.match(r"/pairs/[^/]+$", link))
    links = visit(samples, pair).links()
    assert sum(link.startswith("/forecasts/next?actor=") and "target=" in link for link in links) == 2


def test_a_window_of_thousands_of_digits_is_none(site: tuple[TestClient, Path]) -> None:
    client, _ = site
    assert visit(client, f"/forecasts/ask?within={'9' * 5000}").response.status_code == 200


@pytest.mark.parametrize("asked", ["next?actor=KOR", "who?actor=KOR&type=accuse"])
def test_a_page_has_no_more_rows_than_it_offers(site: tuple[TestClient, Path], asked: str) -> None:
    client, _ = site
    address = f"/forecasts/{asked}&history=set&limit=1000"
    visit(client, address)
    page = followed(client, address)
    assert 'value="40"' in page.response.text
    assert '<option value="1000"' not in page.response.text
    assert {job.key[1].limit for job in client.app.state.desk.jobs._jobs.values()} == {40}  # type: ignore[attr-defined]
