"""What if: a question before and after, by which reasons, and that this is no cause."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from urllib.parse import quote

import pytest
from forecast_sites import ask_set, make_store
from sites import PATIENCE_S, Page, open_site, visit
from starlette.testclient import TestClient

from books import AS_OF


@pytest.fixture
def site(tmp_path: Path) -> Generator[tuple[TestClient, str]]:
    store = make_store(tmp_path)
    own = ask_set(store, actor="KOR", kind="ACCUSE", days=7)
    with open_site(store) as client:
        yield client, own


def supposed(client: TestClient, own: str, asked: str) -> Page:
    address = f"/forecast/{own}/what-if?lang=en&{asked}"
    client.get(address)
    for job in client.app.state.desk.jobs._jobs.values():  # type: ignore[attr-defined]
        job.future.exception(timeout=PATIENCE_S)
    return visit(client, address)


def test_the_cases_behind_a_number_can_be_left_out(site: tuple[TestClient, str]) -> None:
    client, own = site
    row = client.get(f"/api/forecast/show/{own}.json").json()
    places = {place for driver in row["numbers"][0]["drivers"] for place in driver["cases"]}
    page = visit(client, f"/forecast/{own}/what-if")
    offered = {one.attributes["value"] for one in page.with_tag("input") if one.attributes.get("name") == "remove"}
    assert places and offered == places


def test_before_and_after_stand_side_by_side_with_what_moved_and_that_it_is_no_cause(
    site: tuple[TestClient, str],
) -> None:
    client, own = site
    row = client.get(f"/api/forecast/show/{own}.json").json()
    place = next(case for driver in row["numbers"][0]["drivers"] for case in driver["cases"])
    page = supposed(client, own, f"remove={quote(place, safe='')}")
    (told,) = client.get(
        "/api/forecast/whatif.json",
        params={
            "actor": "KOR", "target": "PRK", "type": "ACCUSE", "within": 7, "history": "set",
            "as_of": AS_OF.isoformat(), "remove": place,
        },
    ).json()  # fmt: skip
    assert "This is an association, not a cause" in page.text
    assert f"{abs(told['difference']) * 100:.1f} percentage points" in page.text
    assert told["moved"][0]["sentence"]["en"] in page.text
    chosen = [one for one in page.with_tag("input") if "checked" in one.attributes]
    assert [one.attributes["value"] for one in chosen] == [place]


def test_an_event_can_be_assumed_by_a_form(site: tuple[TestClient, str]) -> None:
    client, own = site
    page = supposed(client, own, f"day={AS_OF.isoformat()}&who=South+Korea&what=ACCUSE&whom=Korea+Utara")
    assert "Before and after" in page.text
    assert "such acts of late" in page.text


@pytest.mark.parametrize(
    "asked",
    ["remove=set%2Fa.txt%239999999", "day=2999-01-01&who=KOR&what=ACCUSE&whom=PRK", "who=Nobodyland&what=AID&whom=PRK"],
)
def test_what_cannot_be_supposed_is_refused_with_a_way_out(asked: str, site: tuple[TestClient, str]) -> None:
    client, own = site
    address = f"/forecast/{own}/what-if?lang=en&{asked}"
    page = visit(client, address)
    assert page.response.status_code == 400
    assert "Way out" in page.text


def test_a_question_that_there_is_not_has_no_other_past(site: tuple[TestClient, str]) -> None:
    assert site[0].get("/forecast/question-0/what-if").status_code == 404
