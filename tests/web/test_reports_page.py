"""Reports from the browser: what can be asked for, and that the files are those of the command line."""

from __future__ import annotations

import hashlib
from collections.abc import Generator
from pathlib import Path

import httpx2
import pytest
from sites import Page, fill, open_site, visit
from starlette.testclient import TestClient

from neraca.cli.main import main
from neraca.service.reports import KINDS
from neraca.web.pages import reports

ARTICLES = {
    "a.txt": "Tentara\n\nKorea Utara mengirim 3.000 tentara ke Rusia pada Oktober 2024, kata Korea Selatan.\n",
    "b.txt": "Drone\n\nIran memasok drone ke Venezuela pada Maret 2023, kata Presiden Amerika Serikat.\n",
}
PATIENCE_S = 120.0


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with two articles."""
    return fill(tmp_path_factory.mktemp("reports"), ARTICLES, outlet="Harian Contoh")


@pytest.fixture(scope="module")
def site(store: Path) -> Generator[TestClient]:
    """A visitor at its site."""
    with open_site(store) as client:
        yield client


def ask(client: TestClient, **fields: str) -> Page:
    """Ask for a file, and wait for it."""
    answer = client.post("/reports", data=fields)
    assert answer.status_code == 303, answer.text
    path = answer.headers["location"]
    job = client.app.state.desk.jobs.get(path.rpartition("/")[2], kind="report")  # type: ignore[attr-defined]
    job.future.exception(timeout=PATIENCE_S)
    assert client.get(f"{path}.json").json()["settled"]
    return visit(client, path)


def fetch(client: TestClient, page: Page) -> httpx2.Response:
    (link,) = [one.attributes["href"] for one in page.with_tag("a") if "download" in one.attributes]
    return client.get(link)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if not kind.startswith("dossier")])
def test_an_export_is_the_command_lines(kind: str, site: TestClient, store: Path, tmp_path: Path) -> None:
    own = fetch(site, ask(site, kind=kind))
    path = tmp_path / kind
    assert main(["export", path.stem, "-o", str(path), "--store", str(store)]) == 0
    assert own.content == path.read_bytes()
    assert own.headers["content-disposition"] == f'attachment; filename="{kind}"'


@pytest.mark.parametrize("kind", ["dossier.html", "dossier.zip"])
@pytest.mark.parametrize(
    ("fields", "options"),
    [
        ({}, ()),
        ({"pair": "PRK, Rusia"}, ("--pair", "PRK,Rusia")),
        (
            {"actor": "Iran", "since": "2023-01-01", "until": "2023-12-31"},
            ("--actor", "Iran", "--since", "2023-01-01", "--until", "2023-12-31"),
        ),
        (
            {"question": "berapa tentara Korea Utara", "title": "Tentara"},
            ("--question", "berapa tentara Korea Utara", "--title", "Tentara"),
        ),
        ({"as_of": "2024-10-19", "type": "AID"}, ("--as-of", "2024-10-19", "--type", "AID")),
    ],
    ids=["whole", "pair", "actor and days", "question", "as of"],
)
def test_a_dossier_is_the_command_lines(
    kind: str, fields: dict[str, str], options: tuple[str, ...], site: TestClient, store: Path, tmp_path: Path
) -> None:
    own = fetch(site, ask(site, kind=kind, words="id", **fields))
    path = tmp_path / kind
    assert main(["report", "-o", str(path), *options, "--lang", "id", "--store", str(store)]) == 0
    assert own.content == path.read_bytes()


def test_one_event_makes_a_dossier_and_a_link_fills_the_form(site: TestClient) -> None:
    event = site.get("/api/events.json?actor=PRK").json()[0]["id"]
    form = visit(site, f"/reports?event={event}")
    fields = [one.attributes for one in form.with_tag("input") if one.attributes.get("name") == "event"]
    assert {one["value"] for one in fields} == {event}
    assert len([one for one in fields if one.get("type") != "hidden"]) == 1
    page = fetch(site, ask(site, kind="dossier.html", event=event, words="en")).text
    assert "North Korea" in page
    assert "Venezuela" not in page


def test_the_page_says_what_the_file_is_and_its_digest(site: TestClient) -> None:
    page = ask(site, kind="dossier.zip", pair="PRK,RUS", words="en")
    assert hashlib.sha256(fetch(site, page).content).hexdigest() in page.text
    assert "neraca verify dossier.zip" in page.text


def test_a_file_is_kept_and_not_shown(site: TestClient) -> None:
    answer = fetch(site, ask(site, kind="dossier.html"))
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"kind": "secrets.csv"}, "secrets.csv"),
        ({"pair": "PRK"}, "PRK"),
        ({"actor": "nobody-knows"}, "nobody-knows"),
        ({"since": "never"}, "never"),
    ],
)
def test_what_cannot_be_asked_for_is_said_at_once_and_stays_to_be_mended(
    site: TestClient, fields: dict[str, str], code: str
) -> None:
    answer = site.post("/reports", data={"question": "Siapa & apa", **fields})
    assert answer.status_code == 400
    assert code in answer.text
    assert "Siapa &amp; apa" in answer.text


def test_what_nothing_answers_to_is_said_on_the_page_of_the_work(site: TestClient) -> None:
    page = ask(site, kind="dossier.html", pair="JPN,FRA")
    assert "no event for" in page.text
    assert not [one for one in page.with_tag("a") if "download" in one.attributes]


def test_a_whole_dossier_beyond_the_bound_is_refused_with_the_command(
    site: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports, "MOST_CLAIMS", 1)
    answer = site.post("/reports", data={"kind": "dossier.html"})
    assert answer.status_code == 400
    assert "neraca report -o dossier.html" in answer.text
    assert site.post("/reports", data={"kind": "dossier.html", "pair": "PRK,RUS"}).status_code == 303


@pytest.mark.parametrize("name", ["other.html", "..%2fdossier.html", "progress", "%2e%2e"])
def test_nothing_but_the_file_is_given_out(site: TestClient, name: str) -> None:
    answer = site.post("/reports", data={"kind": "claims.csv"})
    path = answer.headers["location"]
    job = site.app.state.desk.jobs.get(path.rpartition("/")[2], kind="report")  # type: ignore[attr-defined]
    job.future.exception(timeout=PATIENCE_S)
    assert site.get(f"{path}/{name}").status_code == 404


def test_a_party_that_is_none_is_refused_with_names_that_come_near(site: TestClient) -> None:
    near = site.post("/reports", data={"kind": "dossier.html", "pair": "Korea Utra, Rusia"})
    assert near.status_code == 400
    assert "Korea Utara" in near.text
    far = site.post("/reports", data={"kind": "dossier.html", "pair": "Atlantis, Rusia"})
    assert "PRK, RUS, igo:un" in far.text
    assert "--actor" not in far.text
