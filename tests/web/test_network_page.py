"""The network of two days: drawings, ties open to their events, and what is made beside the pages."""

from __future__ import annotations

import re
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from asked import told
from sites import fill, open_site, visit
from starlette.testclient import TestClient

from neraca.service.snapshot import Snapshot, build_snapshot
from neraca.store import Store
from neraca.web.workbench import Workbench

WAR = (
    "Turki menengahi perang\n\nSabtu (19/10/2024)\n\n"
    "Rusia menyerang Ukraina pada 10 Oktober 2024, kata Kementerian Pertahanan Ukraina. Ukraina mengutuk Rusia pada "
    "12 Oktober 2024. Turki menawarkan diri menjadi penengah antara Rusia dan Ukraina.\n"
)
TWO_DAYS = "/network?day=2024-10-01&since=2024-01-01"


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = tmp_path_factory.mktemp("empty") / "store"
    Store.create(folder).close()
    return build_snapshot(folder)


def drawings(text: str) -> list[dict[str, tuple[float, float]]]:
    """Where each party stands, for each drawing."""
    found = []
    for drawing in re.findall(r'<figure class="net">.*?</svg>', text, re.DOTALL):
        spots = re.findall(r'actor=([A-Z%0-9]+)[^"]*#ties"><circle cx="([\d.]+)" cy="([\d.]+)"', drawing)
        found.append({actor: (float(x), float(y)) for actor, x, y in spots})
    return found


def test_two_days_stand_side_by_side_with_what_changed(samples: TestClient) -> None:
    page = visit(samples, TWO_DAYS).text
    assert "Up to 1 January 2024" in page
    assert "Up to 1 October 2024" in page
    assert "Between the two days" in page
    assert "of the weight of closed triangles is balanced" in page


def test_a_party_stands_in_nearly_the_same_place_on_every_day(samples: TestClient) -> None:
    earlier, later = drawings(samples.get(TWO_DAYS).text)
    usual = drawings(samples.get("/network").text)[-1]
    for drawing in (earlier, later):
        both = drawing.keys() & usual.keys()
        assert len(both) > 4
        moved = [abs(drawing[one][0] - usual[one][0]) + abs(drawing[one][1] - usual[one][1]) for one in both]
        assert sum(moved) / len(moved) < 40


def test_names_in_a_drawing_lead_to_the_ties_of_their_party(samples: TestClient) -> None:
    page = visit(samples, "/network?actor=IRN")
    assert "Ties of Iran" in page.text
    assert "Iran ⇄ Russia" in page.text
    assert "Indonesia ⇄ Palestine" not in page.text


def test_each_tie_opens_to_all_its_events(samples: TestClient, samples_store: Path, capsys) -> None:
    rows = told(capsys, samples_store, "network")
    events = {event for row in rows if {row["source"], row["target"]} == {"IRN", "RUS"} for event in row["events"]}
    page = visit(samples, "/network")
    link = next(link for link in page.links() if link.startswith("/network/ties/pair-IRN-RUS"))
    text = samples.get(link).text
    assert events
    assert all(f'id="{event}"' in text for event in events)


def test_roles_of_third_parties_stand_with_the_sentence_that_tells_them(tmp_path: Path) -> None:
    with open_site(fill(tmp_path, {"perang.txt": WAR})) as client:
        page = visit(client, "/network/roles").text
        assert "Turki menawarkan diri menjadi penengah antara Rusia dan Ukraina." in page
        assert "Türkiye" in page or "Turkey" in page
        assert "Roles of third parties" in visit(client, "/network").text
        assert "Turki menawarkan" not in visit(client, "/network/roles?day=2024-10-11").text


def test_without_script_a_month_is_one_button(samples: TestClient) -> None:
    answer = samples.get(f"{TWO_DAYS}&step=earlier")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/network?day=2024-09-01&since=2023-12-02"
    later = samples.get("/network?day=9999-12-31&step=later").headers["location"]
    assert "9999" not in later


def test_days_in_the_wrong_order_are_put_right(samples: TestClient) -> None:
    swapped = visit(samples, "/network?since=2024-10-01&day=2024-01-01").text
    assert swapped.index("Up to 1 January 2024") < swapped.index("Up to 1 October 2024")


def test_a_day_before_everything_has_no_ties(samples: TestClient) -> None:
    page = visit(samples, "/network?day=1900-01-01")
    assert page.response.status_code == 200
    assert "Nothing to show" in page.text or "nothing" in page.text.casefold()


def test_a_day_that_is_none_is_refused(samples: TestClient) -> None:
    assert samples.get("/network?day=yesterday").status_code == 400


def test_a_tie_that_is_not_there_is_not_found(samples: TestClient) -> None:
    assert samples.get("/network/ties/pair-X-Y").status_code == 404


def test_an_empty_store_has_no_network_and_no_fault(tmp_path: Path) -> None:
    Store.create(tmp_path / "store").close()
    with open_site(tmp_path / "store") as client:
        for path in ("/network", "/ledger", "/map", "/law", "/law?show=charges"):
            assert client.get(path).status_code == 200
        assert client.get("/network/ties/pair-X-Y").status_code == 404
        for name in ("network", "ledger", "sanctions"):
            assert client.get(f"/api/{name}.json").json() == []


@pytest.mark.parametrize(
    ("options", "asked"),
    [
        ((), ""),
        (("--actor", "KOR"), "actor=KOR"),
        (("--type", "CONSULT"), "type=consult"),
        (("--day", "2024-10-01"), "day=2024-10-01"),
        (("--until", "2024-10-01", "--since", "2024-01-01"), "until=2024-10-01&since=2024-01-01"),
        (("--blocs",), "blocs"),
        (("--blocs", "--since", "2024-01-01"), "blocs=1&since=2024-01-01"),
        (("--roles",), "roles"),
        (("--triads",), "triads"),
        (("--balance", "--since", "2024-06-01"), "balance&since=2024-06-01"),
        (("--as-of", "2024-07-01"), "as_of=2024-07-01"),
    ],
)
def test_the_view_as_json_is_that_of_the_command(
    samples: TestClient, samples_store: Path, capsys, options: tuple[str, ...], asked: str
) -> None:
    rows = samples.get(f"/api/network.json?{asked}").json()
    assert rows == told(capsys, samples_store, "network", *options)


def test_what_takes_too_long_is_not_waited_for_and_is_there_later(snapshot: Snapshot) -> None:
    bench, go = Workbench(), threading.Event()

    def make() -> str:
        go.wait()
        return "made"

    assert bench.get(snapshot, "thing", make, wait_s=0.0) is None
    go.set()
    assert bench.get(snapshot, "thing", make, wait_s=60.0) == "made"
    bench.close()


def test_a_thing_is_made_once_for_a_snapshot_and_again_for_the_next(snapshot: Snapshot) -> None:
    bench, made = Workbench(), []

    def make() -> int:
        made.append(None)
        return len(made)

    assert [bench.get(snapshot, "thing", make, wait_s=60.0) for _ in range(3)] == [1, 1, 1]
    assert bench.get(replace(snapshot), "thing", make, wait_s=60.0) == 2
    bench.close()


def test_what_failed_says_so_and_is_tried_again(snapshot: Snapshot) -> None:
    bench, tries = Workbench(), []

    def make() -> str:
        tries.append(None)
        if len(tries) == 1:
            raise ValueError("not now")
        return "made"

    with pytest.raises(ValueError, match="not now"):
        bench.get(snapshot, "thing", make, wait_s=60.0)
    assert bench.get(snapshot, "thing", make, wait_s=60.0) == "made"
    bench.close()


def test_a_step_from_the_calendars_last_day_stays_in_the_calendar(tmp_path: Path) -> None:
    today = "Rusia menyerang Ukraina hari ini, kata Ukraina. Ukraina mengutuk Rusia hari ini.\n"
    with open_site(fill(tmp_path, {"a.txt": today}, date="9999-12-31")) as client:
        answer = client.get("/network?day=9999-12-31&step=later")
        assert answer.status_code == 303
        assert client.get(answer.headers["location"]).status_code in (200, 503)
