"""The pairs of the ledger, the balance of each one, and where its lines lead."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from asked import told
from sites import visit
from starlette.testclient import TestClient

from neraca.publish.balance import pair_id
from neraca.records import Entry, EntryStatus
from neraca.service.pairs import Pair, holding, index_pairs, leaves_of

PAIR = "/pairs/pair-PRK-RUS"


def line(giver: str, receiver: str, item: str, *, status: EntryStatus = EntryStatus.ALLEGED) -> Entry:
    return Entry(
        giver=giver, receiver=receiver, item_class=item, name=item, quantities=(), status=status, when=None,
        events=("event-1",), claims=("claim-1",), witnesses=1,
    )  # fmt: skip


def made_pair() -> Pair:
    entries = [line("PRK", "RUS", "arms"), line("PRK", "RUS", "troops"), line("RUS", "PRK", "arms")]
    (pair,) = index_pairs(entries, ()).values()
    return pair


def test_pairs_stand_with_how_many_lines_go_each_way(samples: TestClient) -> None:
    page = visit(samples, "/ledger")
    assert re.search(r"North Korea ⇄ Russia", page.text)
    assert re.search(r"From North Korea to Russia: \d+ lines", page.text)
    assert re.search(r"From Russia to North Korea: \d+ lines", page.text)
    assert "Surest status: delivered" in page.text


def test_the_numbers_of_the_list_are_those_of_all_lines(samples: TestClient, samples_store: Path, capsys) -> None:
    rows = told(capsys, samples_store, "ledger")
    assert f"{len(rows)} lines" in visit(samples, "/ledger").text
    forth = [row for row in rows if (row["giver"], row["receiver"]) == ("PRK", "RUS")]
    assert f"From North Korea to Russia: {len(forth)} lines" in visit(samples, "/ledger").text


def test_filters_leave_the_pairs_that_have_such_a_line(samples: TestClient) -> None:
    page = visit(samples, "/ledger?party=IRN").text
    assert "Iran ⇄ Russia" in page
    assert "North Korea ⇄ Russia" not in page
    assert "North Korea ⇄ Russia" in visit(samples, "/ledger?party=Korea+Utara&item=troops").text
    denied = visit(samples, "/ledger?status=denied").text
    assert "Surest status: denied" in denied
    assert "Surest status: delivered" not in denied


def test_a_filter_nothing_fits_says_so(samples: TestClient) -> None:
    assert "No exchange was found." in visit(samples, "/ledger?party=IRN&item=troops").text


def test_a_pair_has_both_directions_side_by_side_with_what_its_totals_add_up(samples: TestClient) -> None:
    page = visit(samples, PAIR)
    assert "From North Korea to Russia" in page.text
    assert "From Russia to North Korea" in page.text
    assert "denied by North Korea, Russia" in page.text
    assert "How it adds up" in page.text
    assert [one for one in page.with_tag("svg") if one.attributes.get("class") == "beam"]


def test_a_pair_leads_to_its_events_tie_charges_and_dossier(samples: TestClient) -> None:
    links = visit(samples, PAIR).links()
    assert {f"{PAIR}/events", "/network/ties/pair-PRK-RUS", "#charges", "/reports?pair=PRK%2CRUS"} <= set(links)


def test_every_line_opens_to_its_claims_and_events(samples: TestClient) -> None:
    links = visit(samples, PAIR).links()
    assert any(re.fullmatch(r"/articles/doc-\w+(\?\S*)?#claim-\w+", link) for link in links)
    events = [link for link in links if link.startswith("/events/event-")]
    assert events
    assert all(samples.get(link).status_code == 200 for link in events[:5])


def test_a_line_leads_to_its_place_on_the_page_of_its_pair(samples: TestClient, samples_store: Path, capsys) -> None:
    for row in told(capsys, samples_store, "ledger"):
        answer = samples.get(f"/entries/{row['id']}")
        assert answer.status_code == 303
        target = answer.headers["location"]
        assert target.startswith(f"/pairs/{pair_id(row['giver'], row['receiver'])}")
        assert f'id="{row["id"]}"' in samples.get(target).text


def test_events_that_name_both_are_listed_with_the_weightiest_first(samples: TestClient) -> None:
    page = visit(samples, f"{PAIR}/events").text
    assert "Events that name both" in page
    numbers = [int(number) for number in re.findall(r"(\d+) independent sources? sa", page)]
    assert len(numbers) > 5
    assert numbers[0] == max(numbers)


def test_events_of_one_line_are_those_that_it_rests_on(samples: TestClient, samples_store: Path, capsys) -> None:
    rows = told(capsys, samples_store, "ledger")
    row = next(row for row in rows if {row["giver"], row["receiver"]} == {"PRK", "RUS"} and len(row["events"]) > 1)
    text = samples.get(f"{PAIR}/events?line={row['id']}").text
    assert all(f'id="{event}"' in text for event in row["events"])


def test_what_is_not_there_is_not_found(samples: TestClient) -> None:
    for path in ("/pairs/pair-X-Y", "/pairs/pair-X-Y/events", f"{PAIR}/events?line=entry-0", "/entries/entry-0"):
        assert samples.get(path).status_code == 404


def test_the_day_goes_along(samples: TestClient) -> None:
    page = visit(samples, f"{PAIR}?as_of=2024-11-01")
    assert f"{PAIR}/events?as_of=2024-11-01" in page.links()


@pytest.mark.parametrize(
    ("options", "asked"),
    [
        ((), ""),
        (("--actor", "IRN"), "actor=IRN"),
        (("--since", "2024-01-01", "--until", "2024-12-31"), "since=2024-01-01&until=2024-12-31"),
        (("--as-of", "2024-11-01"), "as_of=2024-11-01"),
        (("--balance",), "balance=1"),
        (("--balance", "--by", "year"), "by=year"),
        (("--history",), "history"),
    ],
)
def test_the_view_as_json_is_that_of_the_command(
    samples: TestClient, samples_store: Path, capsys, options: tuple[str, ...], asked: str
) -> None:
    assert samples.get(f"/api/ledger.json?{asked}").json() == told(capsys, samples_store, "ledger", *options)


def test_a_period_that_is_none_is_refused(samples: TestClient) -> None:
    assert samples.get("/api/ledger.json?by=week").status_code == 400


def test_a_pair_keeps_the_directions_apart() -> None:
    pair = made_pair()
    assert (pair.left, pair.right, len(pair.given), len(pair.received)) == ("PRK", "RUS", 2, 1)


def test_a_filter_holds_for_one_line_as_a_whole() -> None:
    pair = made_pair()
    sure = replace(pair.received[0], status=EntryStatus.DELIVERED)
    pair = replace(pair, received=(sure,))
    assert holding(pair, item="troops", status="delivered") is None
    found = holding(pair, item="arms", status="delivered")
    assert found is not None
    assert found.entries == (sure,)
    assert pair.best is EntryStatus.DELIVERED


def test_pages_of_a_pair_hold_every_class_once() -> None:
    pair = made_pair()
    assert leaves_of(pair, most=100) == (("arms", "troops"),)
    assert leaves_of(pair, most=2) == (("arms",), ("troops",))
    assert leaves_of(pair, most=1) == (("arms",), ("troops",))
