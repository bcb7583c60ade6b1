"""Judgements from the pages: made, shown, taken back, refused."""

from __future__ import annotations

import re
from collections.abc import Generator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from sites import fill, open_site, visit
from starlette.testclient import TestClient

from neraca.records import JudgementKind
from neraca.store import Store
from neraca.web.pages.judging import local_path

FIRST = "SEOUL - Badan intelijen Korea Selatan mengatakan Korea Utara mengirim 1.500 tentara ke Rusia pada Jumat.\n"
SECOND = "MOSKWA - Rusia dan Korea Utara menandatangani perjanjian pertahanan di Pyongyang, kata Kremlin.\n"
THIRD = "TOKYO - Jepang mengirim 20 kendaraan bantuan ke Ukraina pada Kamis.\n"


@pytest.fixture
def site(tmp_path: Path) -> Generator[tuple[TestClient, Path]]:
    store = fill(tmp_path, {"a.txt": FIRST, "b.txt": SECOND, "c.txt": THIRD}, outlet="Harian Uji")
    with open_site(store) as client:
        yield client, store


def first_event(client: TestClient, actor: str = "PRK") -> str:
    found = re.search(r'href="/events/(event-\w+)"', client.get("/events", params={"actor": actor}).text)
    assert found is not None
    return found[1]


def first_claim(client: TestClient, event: str) -> str:
    found = re.search(r"/judge/(claim-\w+)", client.get(f"/events/{event}").text)
    assert found is not None
    return found[1]


def send(client: TestClient, **fields: str | list[str]) -> str:
    """Send a form; the address that it leads back to."""
    answer = client.post("/judge", data={"person": "Rini", **fields})
    assert answer.status_code == 303, answer.text[:3000]
    return answer.headers["location"]


def judgement_in(address: str) -> str:
    return urlsplit(address).query.partition("done=")[2]


def test_an_event_is_marked_wrong_and_the_mark_is_taken_back(site: tuple[TestClient, Path]) -> None:
    client, _ = site
    event = first_event(client)
    before = visit(client, f"/events/{event}").text
    back = send(client, kind="wrong", about=event, note="salah baca", back=f"/events/{event}#judge")
    marked = visit(client, back).text
    assert "Judgement recorded: wrong" in marked
    assert "judged wrong" in marked
    assert "salah baca" in marked
    assert "Rini" in marked
    again = send(client, kind="undo", about=judgement_in(back), back=f"/events/{event}")
    assert urlsplit(again).path == f"/events/{event}"
    after = visit(client, f"/events/{event}").text
    assert "judged wrong" not in after
    assert after.partition("Your judgement")[0] == before.partition("Your judgement")[0]


def test_who_judged_is_remembered(site: tuple[TestClient, Path]) -> None:
    client, _ = site
    event = first_event(client)
    send(client, kind="right", about=event, back="/", person="Sari Dewi")
    assert client.post("/judge", data={"kind": "note", "about": event, "note": "ya", "back": "/"}).status_code == 303
    assert "Sari Dewi" in client.get(f"/events/{event}").text


def test_a_judgement_without_a_name_is_asked_for_one(site: tuple[TestClient, Path]) -> None:
    client, store = site
    event = first_event(client)
    answer = client.post("/judge", data={"kind": "note", "about": event, "note": "perlu <b>dicek</b>", "back": "/"})
    assert answer.status_code == 400
    assert "N112" in answer.text or "nobody" in answer.text
    assert "perlu &lt;b&gt;dicek&lt;/b&gt;" in answer.text
    with Store.open(store) as opened:
        assert opened.judgements() == ()


def test_a_status_needs_a_reason_and_stands_above_the_programs_own(site: tuple[TestClient, Path]) -> None:
    client, _ = site
    event = first_event(client)
    refused = client.post("/judge", data={"kind": "status", "about": event, "value": "denied", "person": "Rini"})
    assert refused.status_code == 400
    assert re.search(r'value="denied" selected', refused.text)
    send(client, kind="status", about=event, value="denied", note="sudah dibantah", back="/")
    page = visit(client, f"/events/{event}").text
    assert "by the program’s rules it is" in page
    assert "sudah dibantah" in page


def test_a_misread_claim_counts_as_a_person_says(site: tuple[TestClient, Path]) -> None:
    client, store = site
    claim = first_claim(client, first_event(client))
    form = client.get(f"/judge/{claim}").text
    assert re.search(r'name="recipient" value="Russia"', form)
    send(client, kind="misread", about=claim, recipient="China", back="/")
    with Store.open(store) as opened:
        (made,) = opened.judgements()
    assert made.kind is JudgementKind.MISREAD
    assert made.value == '{"recipient":["CHN"]}'
    where = client.get(f"/claims/{claim}").headers["location"]
    page = visit(client, where).text
    assert "judged misread" in page
    assert "Read at first as:" in page
    assert "Russia" in page


def test_an_unknown_party_keeps_what_was_typed(site: tuple[TestClient, Path]) -> None:
    client, _ = site
    claim = first_claim(client, first_event(client))
    answer = client.post("/judge", data={"kind": "misread", "about": claim, "actor": "Atlantis", "person": "Rini"})
    assert answer.status_code == 400
    assert 'value="Atlantis"' in answer.text


def test_two_events_are_joined_and_parted_again(site: tuple[TestClient, Path]) -> None:
    client, _ = site
    one, other = first_event(client), first_event(client, "JPN")
    choice = client.get(f"/events/{one}/compare", params={"other": f"http://localhost/events/{other}?x=1#y"})
    assert choice.headers["location"] == f"/events/{one}/compare/{other}"
    before = visit(client, f"/events/{one}/compare/{other}").text
    assert "The same event" in before
    back = send(client, kind="same", about=[one, other], back=f"/events/{one}/compare/{other}")
    joined = client.get(back)
    assert joined.status_code == 303
    assert "Judgement recorded: same" in visit(client, joined.headers["location"]).text
    send(client, kind="undo", about=judgement_in(back), back="/")
    assert client.get(f"/events/{other}").status_code == 200


def test_an_event_is_remembered_while_another_is_looked_for(site: tuple[TestClient, Path]) -> None:
    client, _ = site
    one, other = first_event(client), first_event(client, "JPN")
    assert f"/events/{one}/compare/{other}" in client.get("/events", params={"with": one}).text
    assert f"/events/{one}/compare/{other}" in client.get(f"/events/{other}", params={"with": one}).text


def test_an_outlet_is_given_a_letter(site: tuple[TestClient, Path]) -> None:
    client, store = site
    send(client, kind="reliability", about="Harian Uji", value="B", note="berpengalaman", back="/outlets")
    with Store.open(store) as opened:
        (made,) = opened.judgements()
    assert (made.about, made.value) == (("outlet:Harian Uji",), "B")
    assert "berpengalaman" in client.get("/judge/Harian Uji").text


def test_a_claim_judged_wrong_leaves_an_address_that_still_leads_to_it(site: tuple[TestClient, Path]) -> None:
    client, _ = site
    event = first_event(client, "JPN")
    claim = first_claim(client, event)
    back = send(client, kind="wrong", about=claim, back=f"/events/{event}")
    place = client.get(back)
    assert place.status_code == 303
    page = visit(client, place.headers["location"]).text
    assert "judged wrong" in page


def test_writes_from_elsewhere_are_refused(site: tuple[TestClient, Path]) -> None:
    client, store = site
    data = {"kind": "wrong", "about": first_event(client), "person": "Rini"}
    assert client.post("/judge", data=data, headers={"origin": "http://evil.example"}).status_code == 403
    with Store.open(store) as opened:
        assert opened.judgements() == ()


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("/events?x=1#y", True),
        ("//evil.example/", False),
        ("/\\evil.example", False),
        ("https://evil.example/", False),
        ("javascript:alert(1)", False),
        ("/a\nb", False),
        ("///evil.example", False),
        ("events", False),
        ("", False),
    ],
)
def test_only_addresses_of_this_server_are_gone_back_to(address: str, kept: bool) -> None:
    assert local_path(address) == (address if kept else "/")
