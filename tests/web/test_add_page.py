"""Adding articles from the browser: what is taken, how it goes on, and what is told of it."""

from __future__ import annotations

import json
import threading
from collections.abc import Generator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from sites import Page, fill, open_site, visit
from starlette.testclient import TestClient

from neraca.errors import NeracaError
from neraca.service.uploads import add_upload, keep_files, keep_text, read_given, safe_name
from neraca.store import Store
from neraca.web.forms import MOST_FILES
from neraca.web.jobs import Jobs

FIRST = "Korea Utara mengirim 3.000 tentara ke Rusia pada Oktober 2024, kata Kementerian Pertahanan Korea Selatan."
AGAIN = "Korea Utara mengirim 5.000 tentara ke Rusia pada Oktober 2024, kata Badan Intelijen Nasional Korea Selatan."
OTHER = "Iran memasok drone ke Venezuela pada Maret 2023, kata Presiden Amerika Serikat."
PATIENCE_S = 60.0


@pytest.fixture
def site(tmp_path: Path) -> Generator[TestClient]:
    """A visitor at a site with one article."""
    with open_site(fill(tmp_path, {"a.txt": f"Tentara\n\n{FIRST}\n"}, outlet="Harian Contoh")) as client:
        yield client


def send(client: TestClient, files: dict[str, bytes] | None = None, **fields: str) -> Page:
    """Add something, wait until it is done and shown; returns the page that tells what came of it."""
    sent = [("files", (name, content)) for name, content in (files or {}).items()]
    answer = client.post("/add", files=sent, data=fields) if sent else client.post("/add", data=fields)
    assert answer.status_code == 303, answer.text
    path = answer.headers["location"]
    own = path.rpartition("/")[2]
    job = client.app.state.desk.jobs.get(own, kind="add")  # type: ignore[attr-defined]
    assert job.future.exception(timeout=PATIENCE_S) is None
    assert client.app.state.desk.shelf.settle(wait_s=PATIENCE_S)  # type: ignore[attr-defined]
    assert client.get(f"{path}.json").json()["settled"]
    return visit(client, path)


def labels(client: TestClient) -> list[str]:
    return [row["document"] for row in client.get("/api/documents.json").json()]


def test_a_pasted_text_becomes_an_article_with_what_was_said_of_it(site: TestClient) -> None:
    page = send(
        site, title="Drone ke Caracas", text=OTHER, outlet="Koran Uji", date="2023-04-01", url="https://example.org/a"
    )
    (row,) = [one for one in site.get("/api/documents.json").json() if one["outlet"] == "Koran Uji"]
    assert row["title"] == "Drone ke Caracas"
    assert row["published"] == "2023-04-01"
    assert "Drone ke Caracas" in page.text
    assert f"/articles/{row['id']}" in page.links()


def test_what_is_new_and_what_is_told_again_are_told_apart(site: TestClient) -> None:
    page = send(site, title="Tentara lagi", text=f"{AGAIN} {OTHER}", date="2024-11-02")
    new, _, again = page.text.partition("Events told again")
    assert "New events" in new
    assert "Iran → Venezuela" in new.partition("New events")[2]
    assert "North Korea → Russia" in again


def test_files_are_added_under_their_names(site: TestClient) -> None:
    send(site, {"b.txt": f"Satu\n\n{AGAIN}\n".encode(), "c.md": f"# Dua\n\n{OTHER}\n".encode()})
    assert labels(site) == ["a.txt", "b.txt", "c.md"]


def test_two_files_of_one_name_are_two(site: TestClient) -> None:
    answer = site.post("/add", files=[("files", ("b.txt", AGAIN.encode())), ("files", ("b.txt", OTHER.encode()))])
    own = answer.headers["location"].rpartition("/")[2]
    job = site.app.state.desk.jobs.get(own, kind="add")  # type: ignore[attr-defined]
    assert job.future.result(timeout=PATIENCE_S).report.added == 2


def test_files_without_a_suffix_do_not_stand_in_the_way_of_two_of_one_name(tmp_path: Path) -> None:
    kept = keep_files(tmp_path, [(name, BytesIO(name.encode())) for name in ("2", "b.txt", "b.txt", "3", "b.txt")])
    assert [path.name for path in kept] == ["2", "b.txt", "b.txt", "3", "b.txt"]
    assert [path.read_bytes().decode() for path in kept] == ["2", "b.txt", "b.txt", "3", "b.txt"]


def test_what_was_added_stays_told_when_a_later_version_takes_its_place(site: TestClient) -> None:
    def version(text: str) -> dict[str, bytes]:
        return {"b.json": json.dumps({"title": "T", "text": text, "url": "https://example.org/b"}).encode()}

    first = send(site, version(OTHER))
    send(site, version(f"{OTHER} {AGAIN}"))
    assert site.get(f"{first.path}.json").json()["settled"]
    again = visit(site, first.path)
    assert "data-path" not in again.response.text
    assert site.get(first.path, params={"as_of": "2001-01-01"}).text.count("data-path") == 0


def test_the_same_again_adds_nothing(site: TestClient) -> None:
    send(site, {"b.txt": AGAIN.encode()})
    page = send(site, {"b.txt": AGAIN.encode()})
    assert "new articles 0" in page.text
    assert len(labels(site)) == 2


def test_what_cannot_be_read_is_named_with_a_way_out_and_the_rest_is_in(site: TestClient) -> None:
    page = send(site, {"b.txt": AGAIN.encode(), "c.pdf": b"%PDF-1.4 x", "d.json": b"{"})
    assert "What failed 2" in page.text
    assert "c.pdf" in page.text
    assert "N310" in page.text
    assert "Way out: convert it to one of these" in page.text
    assert labels(site) == ["a.txt", "b.txt"]


def test_a_text_without_claims_is_said_to_have_none(site: TestClient) -> None:
    assert "No claim was read" in send(site, text="Cuaca cerah di Bandung.").text


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("/etc/cron.d/x.txt", "x.txt"),
        ("C:\\Users\\x\\berita.txt", "berita.txt"),
        (".hidden.txt", "hidden.txt"),
        ("a\x00b\n.txt", "a b.txt"),
        ("..", "upload.txt"),
        ("", "upload.txt"),
        ("-rf.txt", "-rf.txt"),
        ("Berita “baru” № 7.txt", "Berita baru 7.txt"),
        ("x" * 400 + ".txt", "x" * 120 + ".txt"),
        ("<img src=x onerror=alert(1)>.txt", "img src=x onerror=alert(1).txt"),
        ("a.tar.gz/../b.html", "b.html"),
    ],
)
def test_a_name_from_the_network_is_a_name_and_no_path(name: str, label: str, tmp_path: Path) -> None:
    assert safe_name(name) == label
    place = tmp_path / "own"
    place.mkdir()
    (path,) = keep_files(place, [(name, BytesIO(b"x"))])
    assert path.resolve().is_relative_to(place.resolve())
    assert [one.name for one in tmp_path.iterdir()] == ["own"]


def test_a_pasted_text_has_a_name_of_its_own(tmp_path: Path) -> None:
    one = keep_text(tmp_path, title="Sama/../../judul", text="Satu.")
    other = keep_text(tmp_path, title="Sama/../../judul", text="Dua.")
    assert one != other
    assert one.parent == other.parent
    assert one.parent.parent == tmp_path
    assert keep_text(tmp_path, title="Sama/../../judul", text="Satu.\r\n") == one


@pytest.mark.parametrize("date", ["kemarin", "2024-13-01", "31/12/2024"])
def test_a_day_that_is_none_is_refused(date: str) -> None:
    with pytest.raises(NeracaError, match="N103"):
        read_given(date=date, outlet="", url="")


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "ftp://example.org", "https://", "x", "http://a b"]
)
def test_an_address_that_is_none_of_the_web_is_refused(url: str) -> None:
    with pytest.raises(NeracaError, match="N126"):
        read_given(date="", outlet="", url=url)


def test_nothing_is_no_article(site: TestClient) -> None:
    answer = site.post("/add", data={"title": "Hanya judul"})
    assert answer.status_code == 400
    assert "nothing to add" in answer.text


def test_what_was_written_is_not_lost_by_a_mistake(site: TestClient) -> None:
    answer = site.post("/add", data={"title": "Judul & isi", "text": OTHER, "date": "kemarin"})
    assert answer.status_code == 400
    assert "Judul &amp; isi" in answer.text
    assert OTHER in answer.text
    assert labels(site) == ["a.txt"]


def test_too_many_files_are_refused_with_the_bound(site: TestClient) -> None:
    files = [("files", (f"{number}.txt", b"x")) for number in range(MOST_FILES + 1)]
    answer = site.post("/add", files=files)
    assert answer.status_code == 400
    assert f"{MOST_FILES} files" in answer.text


def test_the_form_says_its_bounds_before_anything_is_sent(site: TestClient) -> None:
    page = visit(site, "/add")
    assert "At most 20 files, 25 MB together." in page.text
    (field,) = [one for one in page.with_tag("input") if one.attributes.get("type") == "file"]
    assert "multiple" in field.attributes


def test_pages_are_read_while_articles_come_in(site: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    go, begun = threading.Event(), threading.Event()

    def hold(*asked: Any) -> Any:
        begun.set()
        assert go.wait(PATIENCE_S)
        return add_upload(*asked)

    monkeypatch.setattr("neraca.web.pages.adding.add_upload", hold)
    first = site.post("/add", files=[("files", ("b.txt", AGAIN.encode()))]).headers["location"]
    second = site.post("/add", data={"text": OTHER}).headers["location"]
    assert begun.wait(PATIENCE_S)
    assert site.get(f"{first}.json").json()["state"] == "running"
    assert site.get(f"{second}.json").json()["state"] == "waiting"
    assert "Under way" in visit(site, first).text
    assert "Waiting for its turn" in visit(site, second).text
    assert first in visit(site, first).links()
    assert "Harian Contoh" in visit(site, "/events").text
    go.set()


def test_a_page_of_work_under_way_asks_again_by_script_only(site: TestClient) -> None:
    assert "http-equiv" not in visit(site, "/add").response.text


def test_work_that_failed_is_told_with_a_way_out(site: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fall(*_: Any) -> None:
        raise MemoryError("too little")

    monkeypatch.setattr("neraca.web.pages.adding.add_upload", fall)
    path = site.post("/add", data={"text": OTHER}).headers["location"]
    job = site.app.state.desk.jobs.get(path.rpartition("/")[2], kind="add")  # type: ignore[attr-defined]
    assert isinstance(job.future.exception(timeout=PATIENCE_S), MemoryError)
    page = visit(site, path)
    assert "a task ended before it was done" in page.text
    assert "Way out" in page.text
    assert site.get(f"{path}.json").json()["settled"]


@pytest.mark.parametrize("path", ["/add/unknown", "/add/unknown.json", "/add/..%2f..%2fetc", "/reports/unknown"])
def test_work_that_nobody_began_is_not_found(site: TestClient, path: str) -> None:
    assert site.get(path).status_code == 404


def test_nothing_of_an_upload_stays_behind(site: TestClient) -> None:
    answer = site.post("/add", files=[("files", ("b.txt", AGAIN.encode()))])
    job = site.app.state.desk.jobs.get(answer.headers["location"].rpartition("/")[2], kind="add")  # type: ignore[attr-defined]
    assert job.future.exception(timeout=PATIENCE_S) is None
    assert not list(job.folder.rglob("*.txt"))
    with Store.open(site.app.state.desk.settings.store) as store:  # type: ignore[attr-defined]
        assert store.counts().documents == 2


def test_jobs_are_bounded_and_their_folders_private() -> None:
    jobs = Jobs(beside=False)
    try:
        opened = [jobs.open("add") for _ in range(8)]
        assert all(job.folder.stat().st_mode & 0o077 == 0 for job in opened)
        with pytest.raises(NeracaError, match="N123"):
            jobs.open("add")
        jobs.drop(opened[0])
        assert not opened[0].folder.exists()
        assert jobs.get(opened[0].id, kind="add") is None
        assert jobs.get(opened[1].id, kind="report") is None
        assert jobs.open("add")
    finally:
        jobs.close()
    assert not any(job.folder.exists() for job in opened)


def test_the_oldest_jobs_that_are_done_are_forgotten() -> None:
    jobs = Jobs(beside=False)
    try:
        ids = []
        for _ in range(40):
            job = jobs.open("add")
            jobs.start(job, _name_of, lane="adding", then=_nothing)
            assert job.future is not None
            job.future.result(timeout=PATIENCE_S)
            ids.append(job.id)
        kept = [own for own in ids if jobs.get(own, kind="add") is not None]
        assert kept == ids[-len(kept) :]
        assert 20 <= len(kept) <= 33
    finally:
        jobs.close()


def _name_of(folder: Path) -> str:
    return folder.name


def _nothing() -> None:
    pass
