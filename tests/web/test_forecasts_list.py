"""The list of the program's forecasts: the book's questions, filters, and how such numbers have fared."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from forecast_sites import ask_set, listed, make_store, put_resolved
from sites import open_site, visit
from starlette.testclient import TestClient

from books import AS_OF, after, make_forecast, make_question, put_line
from neraca.packs.words import read_words
from neraca.publish.format import format_probability
from neraca.records import Outcome
from neraca.store import Store

LIST = "/outlook?view=forecasts&lang=en"


@pytest.fixture
def site(tmp_path: Path) -> Generator[tuple[TestClient, Path]]:
    store = make_store(tmp_path)
    with open_site(store) as client:
        yield client, store


def test_an_empty_book_says_so_and_shows_the_way(site: tuple[TestClient, Path]) -> None:
    page = visit(site[0], LIST)
    assert "There are no questions yet" in page.text
    assert "/forecasts/ask" in page.links()


def test_a_question_shows_at_once_with_its_number_its_word_and_its_base_rate(site: tuple[TestClient, Path]) -> None:
    client, store = site
    own = ask_set(store)
    page = visit(client, LIST)
    assert listed(page) == [own]
    row = client.get("/api/forecast/list.json").json()[0]
    assert "Russia and North Korea meet or talk?" in page.text
    assert f"base rate {round(row['base_rate'] * 100)}% ({row['hits']} of {row['cases']} past windows)" in page.text
    english = read_words("en")
    assert f"{format_probability(row['probability'], english)} {english.say(row['term'])}" in page.text
    assert "in the 30 days after 30 June 2021, until 30 July 2021" in page.text


def test_a_number_and_its_base_rate_differ_in_shape_and_not_only_in_colour(site: tuple[TestClient, Path]) -> None:
    client, store = site
    ask_set(store)
    page = visit(client, LIST)
    gauge = page.response.text.partition('<svg class="chance"')[2].partition("</svg>")[0]
    assert '<rect class="fc"' in gauge
    assert '<path class="bs"' in gauge


def test_filters_find_questions_by_party_type_and_outcome(site: tuple[TestClient, Path]) -> None:
    client, store = site
    meeting, accusing = make_question(), make_question(actor="KOR", kind="ACCUSE")
    with Store.open(store) as opened:
        put_line(opened, meeting, make_forecast(meeting, 0.7), outcome=Outcome.YES)
        put_line(opened, accusing, make_forecast(accusing, 0.9))
    assert set(listed(visit(client, LIST))) == {meeting.id, accusing.id}
    assert listed(visit(client, f"{LIST}&actor=South+Korea")) == [accusing.id]
    assert listed(visit(client, f"{LIST}&type=consult")) == [meeting.id]
    assert listed(visit(client, f"{LIST}&state=yes")) == [meeting.id]
    assert listed(visit(client, f"{LIST}&state=due")) == [accusing.id]
    assert listed(visit(client, f"{LIST}&state=no")) == []


def test_below_ten_resolved_questions_there_are_counts_and_no_scores(site: tuple[TestClient, Path]) -> None:
    client, store = site
    put_resolved(store, 9)
    page = visit(client, LIST)
    assert "9 questions resolved, it happened in 7: too few for a score, which there is from 10 on." in page.text
    assert "Brier of base rates" not in page.text
    assert 'class="plot"' not in page.response.text


def test_from_ten_on_scores_stand_with_their_numbers_and_a_diagram(site: tuple[TestClient, Path]) -> None:
    client, store = site
    put_resolved(store, 12)
    page = visit(client, LIST)
    (row,) = client.get("/api/forecast/score.json").json()
    assert f"Brier score {row['brier']:.3f}" in page.text or f"{row['brier']:.3f} Brier score" in page.text
    assert f"{abs(row['skill']):.3f}" in page.text
    assert 'class="plot"' in page.response.text
    assert "Given 80%, happened 75% (12 forecasts)." in page.text


def test_people_are_scored_beside_the_program(site: tuple[TestClient, Path]) -> None:
    client, store = site
    put_resolved(store, 10)
    put_resolved(store, 10, forecaster="person:Rini", probability=0.6)
    page = visit(client, LIST)
    assert "Rini" in page.text
    assert "People beside the program" in page.text


def test_an_earlier_day_knows_neither_later_questions_nor_outcomes_of_windows_that_still_ran(
    site: tuple[TestClient, Path],
) -> None:
    client, store = site
    early, late = make_question(), make_question(as_of=after(60))
    with Store.open(store) as opened:
        put_line(opened, early, make_forecast(early, 0.7), outcome=Outcome.YES)
        put_line(opened, late, make_forecast(late, 0.7), outcome=Outcome.YES)
    day = after(10).isoformat()
    page = visit(client, f"{LIST}&as_of={day}")
    assert listed(page) == [early.id]
    assert "window runs" in page.text
    assert any(f"/forecast/{early.id}?as_of={day}" in link for link in page.links())
    assert [row["outcome"] for row in client.get(f"/api/forecast/list.json?as_of={day}").json()] == [None]
    assert set(listed(visit(client, f"{LIST}&as_of={after(200).isoformat()}"))) == {early.id, late.id}


def test_a_long_list_is_paged_and_light(site: tuple[TestClient, Path]) -> None:
    client, store = site
    put_resolved(store, 45)
    first, third = visit(client, LIST), visit(client, f"{LIST}&page=3")
    assert (len(listed(first)), len(listed(third))) == (20, 5)
    assert not set(listed(first)) & set(listed(third))
    assert len(first.response.content) < 500_000
    assert AS_OF.isoformat() not in first.text
