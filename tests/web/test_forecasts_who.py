"""Who will be next: the order with its rules, in the browser."""

from __future__ import annotations

import re
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from forecast_sites import make_store
from sites import PATIENCE_S, Page, open_site, visit
from starlette.testclient import TestClient

from books import AS_OF
from neraca.service.asking import Whom
from neraca.web.pages import who
from neraca.web.pages.who import who_beside


def make_row(rank: int, recipient: str, weights: tuple[float, ...]) -> dict[str, Any]:
    """A row of `who_rows`, with one imported case behind its first rule."""
    case = {
        "place": "set/a.txt#3", "history": "set", "day": "2021-06-01", "actor": "KOR", "recipient": recipient,
        "type": "ACCUSE", "what": "Criticize or denounce", "actor_name": "South Korea", "recipient_name": recipient,
        "event": None,
    }  # fmt: skip
    return {
        "status": "answered", "rank": rank, "actor": "KOR", "type": "ACCUSE", "recipient": recipient, "share": 0.5,
        "score": sum(weights), "model": "ranker", "model_digest": "a" * 64, "input_digest": "b" * 64, "events": 900,
        "why_none": None, "sentence": {"en": "so", "id": "begitu"},
        "drivers": [
            {
                "kind": "rule", "weight": weight, "sentence": {"en": f"rule {place}", "id": f"aturan {place}"},
                "cases": [], "opened": [case] if place == 0 else [],
            }
            for place, weight in enumerate(weights)
        ],
    }  # fmt: skip


def answer_by_hand(_folder: Path, _store: Path, whom: Whom) -> list[dict[str, Any]]:
    """An order that no model had to be fitted for."""
    assert whom == replace(whom, type="accuse", actor="South Korea", recipient=None, history="set")
    return [make_row(1, "PRK", (1.004, 0.333, -0.115)), make_row(2, "JPN", (0.2,))]


@pytest.fixture
def site(tmp_path: Path) -> Generator[TestClient]:
    with open_site(make_store(tmp_path)) as client:
        yield client


def asked(client: TestClient, address: str) -> Page:
    client.get(address)
    for job in client.app.state.desk.jobs._jobs.values():  # type: ignore[attr-defined]
        job.future.exception(timeout=PATIENCE_S)
    return visit(client, address)


def test_an_order_stands_with_its_rules_that_add_up_and_its_cases(
    site: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(who, "who_beside", answer_by_hand)
    page = asked(site, f"/forecasts/who?type=accuse&actor=South+Korea&history=set&as_of={AS_OF.isoformat()}&lang=en")
    assert page.text.index("South Korea criticises or accuses North Korea") < page.text.index("accuses Japan")
    assert "share of belief 50%" in page.text
    assert "score +1.22" in page.text
    weights = re.findall(r"</span> ([+−]\d\.\d\d)</span>", page.response.text)[:3]
    assert weights == ["+1.00", "+0.33", "−0.11"]
    assert "set/a.txt, row 3" in page.text
    assert "no probability that was ever scored" in page.text


def test_too_little_history_gives_no_order(site: TestClient) -> None:
    assert who_beside is not answer_by_hand
    page = asked(site, f"/forecasts/who?type=CONSULT&target=PRK&history=set&as_of={AS_OF.isoformat()}&lang=en")
    assert "Not enough history" in page.text
    assert "share of belief" not in page.text


@pytest.mark.parametrize("parties", ["", "&actor=KOR&target=PRK"])
def test_exactly_one_party_is_asked_about(parties: str, site: TestClient) -> None:
    page = visit(site, f"/forecasts/who?type=ACCUSE{parties}&history=set&lang=en")
    assert page.response.status_code == 400
    assert "Way out" in page.text
