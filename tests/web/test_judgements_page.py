"""The history of judgements: who decided what, how it is taken back, sent out and taken in."""

from __future__ import annotations

import json
from collections.abc import Generator
from pathlib import Path

import pytest
from sites import HOME, Page, fill, open_site, visit
from starlette.testclient import TestClient

ARTICLE = (
    "Tentara\n\nKorea Utara mengirim 3.000 tentara ke Rusia pada Oktober 2024, kata Korea Selatan.\n"
    "Iran memasok drone ke Venezuela pada Maret 2023.\n"
)
PATIENCE_S = 60.0


@pytest.fixture
def site(tmp_path: Path) -> Generator[TestClient]:
    """A visitor at a site with an article."""
    with open_site(fill(tmp_path, {"a.txt": ARTICLE}, outlet="Harian Contoh")) as client:
        yield client


def judge(client: TestClient, **fields: str) -> str:
    """Make a judgement; returns its id."""
    data = {"person": "Rini", "back": "/judgements", **fields}
    answer = client.post("/judge", data=data, headers={"origin": HOME})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"].partition("done=")[2]


def claims(client: TestClient) -> list[str]:
    return [row["id"] for row in client.get("/api/claims.json").json()]


def take_in(client: TestClient, content: bytes, name: str = "judgements.jsonl") -> Page:
    """Import a file, and wait for what came of it."""
    answer = client.post("/judgements/import", files={"file": (name, content)})
    assert answer.status_code == 303, answer.text
    path = answer.headers["location"]
    job = client.app.state.desk.jobs.get(path.rpartition("/")[2], kind="import")  # type: ignore[attr-defined]
    job.future.exception(timeout=PATIENCE_S)
    assert client.get(f"{path}.json").json()["settled"]
    return visit(client, path)


def test_without_judgements_the_page_says_how_one_is_made(site: TestClient) -> None:
    assert "Open a claim or an event to judge it" in visit(site, "/judgements").text


def test_the_history_says_who_decided_what_and_why(site: TestClient) -> None:
    own = judge(site, about=claims(site)[0], kind="wrong", note="Bukan tentara & bukan 3.000")
    page = visit(site, f"/judgements?done={own}")
    for words in ("Rini", "wrong", "Bukan tentara & bukan 3.000", "holds", "just now"):
        assert words in page.text
    assert any("#claim-" in link for link in page.links())


def test_the_newest_come_first(site: TestClient) -> None:
    judge(site, about=claims(site)[0], kind="wrong")
    judge(site, about=claims(site)[1], kind="right")
    rows = [one.attributes["id"] for one in visit(site, "/judgements").with_tag("li") if "id" in one.attributes]
    printed = [row["id"] for row in site.get("/api/review.json").json()]
    assert rows == printed[::-1]


def test_what_was_decided_is_taken_back_and_stays_on_record(site: TestClient) -> None:
    own = judge(site, about=claims(site)[0], kind="wrong")
    assert "Take back" in visit(site, "/judgements").text
    judge(site, about=own, kind="undo", note="Ternyata benar")
    rows = {row["id"]: row for row in site.get("/api/review.json").json()}
    assert len(rows) == 2
    assert rows[own]["state"] == "undone"
    page = visit(site, "/judgements")
    assert "undone" in page.text
    assert "Ternyata benar" in page.text
    assert "Take back" not in page.text


def test_all_that_can_be_judged_is_named(site: TestClient) -> None:
    event = site.get("/api/events.json").json()[0]["id"]
    document = site.get("/api/documents.json").json()[0]["id"]
    judge(site, about=event, kind="status", value="confirmed", note="Diakui")
    judge(site, about=document, kind="note", note="Salinan cetak ada")
    judge(site, about="Harian Contoh", kind="reliability", value="B")
    judge(site, about=claims(site)[0], kind="misread", stage="planned")
    page = visit(site, "/judgements")
    for words in ("status confirmed", "a.txt", "Harian Contoh", "reliability B", "stage: planned"):
        assert words in page.text
    assert "not found" not in page.text


def test_judgements_go_out_as_the_command_line_writes_them(site: TestClient) -> None:
    judge(site, about=claims(site)[0], kind="wrong", note="=1+1")
    answer = site.get("/judgements.jsonl")
    (row,) = [json.loads(line) for line in answer.text.splitlines()]
    assert row["decision"] == "wrong"
    assert "attachment" in answer.headers["content-disposition"]
    table = site.get("/judgements.csv")
    assert table.headers["content-type"].startswith("text/csv")
    assert "'=1+1" in table.text
    assert site.get("/judgements.exe").status_code == 404


def test_judgements_of_another_store_come_in_with_name_and_time(site: TestClient, tmp_path: Path) -> None:
    judge(site, about=claims(site)[0], kind="wrong", note="Salah baca")
    content = site.get("/judgements.jsonl").content
    with open_site(fill(tmp_path / "other", {"a.txt": ARTICLE}, outlet="Harian Contoh")) as other:
        page = take_in(other, content)
        assert "added 1" in page.text
        assert "there already 1" in take_in(other, content).text
        assert other.get("/api/review.json").json() == site.get("/api/review.json").json()
        assert "Salah baca" in visit(other, "/judgements").text


def test_a_line_that_cannot_be_taken_is_named_with_a_way_out(site: TestClient) -> None:
    page = take_in(site, b'{"decision": "burn"}\nnonsense\n')
    assert "could not be taken 2" in page.text
    assert "judgements:judgements.jsonl#1" in page.text
    assert "Way out" in page.text
    assert site.get("/api/review.json").json() == []


def test_a_file_that_is_no_text_is_refused_with_a_code(site: TestClient) -> None:
    assert "this is not text" in take_in(site, b"\xff\xfe\x00\x80").text


def test_an_import_without_a_file_is_refused(site: TestClient) -> None:
    answer = site.post("/judgements/import", data={"file": ""})
    assert answer.status_code == 400
    assert "nothing to add" in answer.text


def test_long_histories_are_paged(site: TestClient) -> None:
    for number in range(26):
        judge(site, about=claims(site)[0], kind="note", note=f"Catatan {number}.")
    first, second = visit(site, "/judgements"), visit(site, "/judgements?page=2")
    assert "Catatan 25." in first.text
    assert "Catatan 0." not in first.text
    assert "Catatan 0." in second.text


def test_a_file_that_cannot_be_kept_is_told_and_leaves_no_job_waiting(
    site: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("neraca.web.pages.judgements.keep_files", refuse)
    for _ in range(9):
        answer = site.post("/judgements/import", files={"file": ("j.jsonl", b"{}")})
        assert answer.status_code == 400
        assert "No space left on device" in answer.text
