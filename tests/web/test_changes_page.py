"""What changed between two days, with the articles that did it."""

from __future__ import annotations

import re
import threading
from datetime import date
from pathlib import Path

import pytest
from asked import told
from sites import HOME, PATIENCE_S, Page, visit
from starlette.testclient import TestClient

from neraca.packs.words import read_words
from neraca.service.project import Settings
from neraca.service.snapshot import Snapshot, build_snapshot
from neraca.web.app import create_app
from neraca.web.shelf import Shelf

SINCE = "2025-04-20"
MOST_ASKED = 8


def ready(client: TestClient, *days: str) -> None:
    """Wait until the accounts of these days are there."""
    for day in days:
        assert client.app.state.desk.shelf.settle(date.fromisoformat(day), wait_s=PATIENCE_S)  # type: ignore[attr-defined]


def settled(client: TestClient, path: str) -> Page:
    """The page, once the comparison behind it is done."""
    rows = f"/api{path.replace('/changes', '/changes.json')}"
    assert any(client.get(rows).status_code == 200 for _ in range(MOST_ASKED))  # each waits a while by itself
    return visit(client, path)


def test_every_change_stands_with_its_kind_and_its_articles(
    samples: TestClient, samples_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = told(capsys, samples_store, "changes", "--since", SINCE)
    words = read_words("en")
    seen = [settled(samples, f"/changes?since={SINCE}&page={number}").text for number in range(1, 2 + len(rows) // 25)]
    kinds = {row["change"] for row in rows}
    assert {"new", "status"} <= kinds
    for row in rows:
        assert any(words.term("change", row["change"]) in page for page in seen)
    assert f" {len(rows)} " in seen[0]


def test_a_kind_leaves_the_changes_of_that_kind(
    samples: TestClient, samples_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [row for row in told(capsys, samples_store, "changes", "--since", SINCE) if row["change"] == "status"]
    page = settled(samples, f"/changes?since={SINCE}&kind=status")
    assert page.response.text.count('<li class="cg">') == len(rows) > 0
    words = read_words("en")
    for row in rows:
        was, now = (words.term("event-status", row[side]) for side in ("from", "to"))
        assert f"{was} → {now}" in page.text
        assert f"/events/{row['event_id']}" in page.links()


def test_a_change_names_who_denies(
    samples: TestClient, samples_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [row for row in told(capsys, samples_store, "changes", "--since", "2024-10-20") if row["change"] == "denial"]
    assert rows
    page = settled(samples, "/changes?since=2024-10-20&kind=denial").text
    assert "denial North Korea" in page


def test_without_a_day_it_begins_a_week_before_the_newest_article(samples: TestClient) -> None:
    page = settled(samples, "/changes")
    assert "From 7 December 2025 to 14 December 2025" in page.text
    for first in ("2025-12-13", "2025-12-07", "2025-11-14"):
        assert any(f"since={first}" in link for link in page.links())


def test_as_long_as_a_day_is_being_built_the_page_says_so(samples: TestClient, samples_store: Path) -> None:
    today: Snapshot = samples.app.state.desk.shelf.peek()  # type: ignore[attr-defined]
    held = threading.Event()

    def build(folder: Path, day: date | None) -> Snapshot:
        if day is None:
            return today
        held.wait(PATIENCE_S)
        return build_snapshot(folder, day)

    shelf = Shelf(samples_store, beside=False, build=build)
    app = create_app(Settings(store=samples_store, language="en"), shelf=shelf)
    with TestClient(app, base_url=HOME) as client:
        assert shelf.settle(wait_s=PATIENCE_S)
        page = visit(client, f"/changes?since={SINCE}&lang=en")
        assert page.response.status_code == 200
        assert "is being built and compared" in page.text
        held.set()
        ready(client, SINCE)


def test_a_change_of_credibility_says_what_its_numbers_mean(samples: TestClient) -> None:
    ready(samples, SINCE)
    page = settled(samples, f"/changes?since={SINCE}&kind=credibility")
    assert re.search(r"\d \([a-z ]+\) → \d \([a-z ]+\)", page.text)
