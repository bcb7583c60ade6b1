"""Who is let in, what pages may do, and what of the network is believed."""

from __future__ import annotations

import base64
import re
from collections.abc import Generator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from sites import HOME, Page, fill, open_site, read_page, route_of, walk
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from neraca.errors import NeracaError
from neraca.service.passwords import check_password, hash_password
from neraca.web import guard, routes
from neraca.web.templates import templates

POSTS = [route.path for route in routes.ROUTES if "POST" in (route.methods or ())]
ELSEWHERE = "https://evil.example"
NO_PAGE = "/no-such-page"
WORD = "rahasia päß 密码"


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Generator[TestClient]:
    """A visitor at a site without articles."""
    with open_site(tmp_path_factory.mktemp("empty") / "store") as client:
        yield client


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> Generator[TestClient]:
    """A visitor at a site with a password."""
    with open_site(tmp_path_factory.mktemp("locked") / "store", password=hash_password(WORD)) as client:
        yield client


@pytest.mark.parametrize(
    "host",
    ["localhost", "LOCALHOST", "localhost.", "localhost:8765", "127.0.0.1", "127.0.0.1:80", "[::1]", "[::1]:8765"],
)
def test_the_server_answers_to_its_own_names(empty: TestClient, host: str) -> None:
    assert empty.get("/state.json", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost.evil.example",
        "evil.example:8765",
        "localhost:8765@evil.example",
        "evil.example@localhost",
        "localhost/evil.example",
        "localhost evil.example",
        "localhost,evil.example",
        "[::2]",
        "[::1",
        "127.0.0.1.nip.io",
        "127.1",
        "0.0.0.0",
        "",
    ],
)
def test_a_name_that_is_not_the_servers_is_refused(empty: TestClient, host: str) -> None:
    """A page of somebody else whose name leads here (DNS rebinding) sends its own name."""
    answer = empty.get("/state.json", headers={"host": host})
    assert answer.status_code == 421
    assert "serial" not in answer.text


def test_two_names_at_once_are_refused(empty: TestClient) -> None:
    headers = [("host", "localhost"), ("host", "evil.example")]
    assert empty.get("/state.json", headers=headers).status_code == 421


def test_further_names_are_those_that_the_owner_gave(tmp_path: Path) -> None:
    with open_site(tmp_path / "store", hosts=("localhost", "Redaksi.example")) as client:
        assert client.get("/state.json", headers={"host": "redaksi.example:8765"}).status_code == 200
        assert client.get("/state.json", headers={"host": "127.0.0.1"}).status_code == 421


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize(
    "headers",
    [
        {"origin": ELSEWHERE},
        {"origin": "null"},
        {"origin": "http://localhost:9999"},
        {"origin": "http://localhost.evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": HOME, "sec-fetch-site": "cross-site"},
    ],
    ids=str,
)
def test_no_other_site_can_write(empty: TestClient, path: str, headers: dict[str, str]) -> None:
    assert empty.post(path, data={"text": "x"}, headers=headers).status_code == 403


@pytest.mark.parametrize("path", POSTS)
def test_a_page_of_the_server_can_write(empty: TestClient, path: str) -> None:
    headers = {"origin": HOME, "sec-fetch-site": "same-origin"}
    assert empty.post(path, data={"nothing": ""}, headers=headers).status_code in (303, 400, 404)


def test_every_address_either_reads_or_writes() -> None:
    known = [(route, frozenset(route.methods or ())) for route in routes.ROUTES]
    assert all(methods in (frozenset(("GET", "HEAD")), frozenset(("POST",))) for _, methods in known)
    assert POSTS


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE"])
def test_other_methods_do_nothing(empty: TestClient, method: str) -> None:
    assert empty.request(method, "/events", headers={"origin": HOME}).status_code == 405


def test_web_sockets_are_closed(empty: TestClient) -> None:
    with pytest.raises(WebSocketDisconnect), empty.websocket_connect("/state.json", headers={"host": "localhost"}):
        pass


def _is_guarded(answer_headers: object) -> bool:
    headers = dict(answer_headers)  # type: ignore[call-overload]
    policy = headers.get("content-security-policy", "")
    return (
        "default-src 'none'" in policy
        and "script-src 'self';" in policy
        and "style-src 'self';" in policy
        and "frame-ancestors 'none'" in policy
        and "base-uri 'none'" in policy
        and "unsafe" not in policy
        and headers.get("x-content-type-options") == "nosniff"
        and headers.get("x-frame-options") == "DENY"
        and headers.get("referrer-policy") == "same-origin"
        and headers.get("cross-origin-resource-policy") == "same-origin"
    )


def test_every_page_says_what_it_may_do(samples_pages: dict[str, Page]) -> None:
    assert [path for path, page in samples_pages.items() if not _is_guarded(page.response.headers.items())] == []


def test_answers_that_are_no_pages_say_it_too(empty: TestClient, locked: TestClient) -> None:
    style = templates().globals["asset"]("app.css")  # type: ignore[operator]
    answers = [
        empty.get(style),
        empty.get(NO_PAGE),
        empty.get(f"{NO_PAGE}.json"),
        empty.get("/events", params={"as_of": "never"}),
        empty.get("/state.json", headers={"host": "evil.example"}),
        empty.post("/add", headers={"origin": ELSEWHERE}),
        empty.post("/add", headers={"content-length": "9" * 12}),
        empty.put("/events", headers={"origin": HOME}),
        locked.get("/"),
    ]
    assert [answer.status_code for answer in answers] == [200, 404, 404, 400, 421, 403, 413, 405, 401]
    assert all(_is_guarded(answer.headers.items()) for answer in answers)


def test_a_fault_says_it_too_and_gives_nothing_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fall(*_: object, **__: object) -> None:
        raise RuntimeError("a secret of the inside")

    monkeypatch.setattr("neraca.web.pages.overview.list_events", fall)
    with open_site(fill(tmp_path, {"a.txt": "Rusia mengecam Jepang."}), raise_faults=False) as client:
        answer = client.get("/")
    assert answer.status_code == 500
    assert _is_guarded(answer.headers.items())
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text


def test_pages_are_kept_by_nobody_and_files_of_the_program_by_everybody(samples_pages: dict[str, Page]) -> None:
    kept = {path for path, page in samples_pages.items() if page.response.headers["cache-control"] != "no-store"}
    assert kept
    assert {route.path for path in kept if (route := route_of(path)) is not None} == {"/static/{digest}/{name}"}


def test_no_page_holds_a_script_or_a_style_of_its_own(samples_pages: dict[str, Page]) -> None:
    wrong = []
    for path, page in samples_pages.items():
        wrong += [(path, one.tag) for one in page.with_tag("style")]
        wrong += [(path, "script") for one in page.with_tag("script") if not one.attributes.get("src")]
        for one in page.elements:
            wrong += [(path, name) for name in one.attributes if name == "style" or name.startswith("on")]
    assert wrong == []


def test_pages_ask_nobody_else_for_anything(samples_pages: dict[str, Page]) -> None:
    loaded = [
        one.attributes.get(name, "")
        for page in samples_pages.values()
        for one in page.elements
        for name in ("src", "href", "srcset", "data")
        if one.tag in ("script", "link", "img", "iframe", "object", "embed", "source", "video", "audio", "image")
    ]
    assert [one for one in loaded if one and not re.match(r"/(?!/)", one)] == []


def test_links_lead_to_web_pages_only(samples_pages: dict[str, Page]) -> None:
    schemes = {urlsplit(link).scheme for page in samples_pages.values() for link in page.links()}
    assert schemes <= {"", "http", "https"}


MARKUP = "<script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)>"
HOSTILE = {
    f'nama" onmouseover=alert(4) {number}.txt': (
        f"{MARKUP} Korea Utara kirim {number}.000 tentara ke Rusia\n\n"
        f"Korea Utara mengirim {number}.000 tentara {MARKUP} ke Rusia pada Oktober 2024, kata Korea Selatan. "
        f'"{MARKUP}" kata Presiden Rusia. Rusia membantah menerima tentara Korea Utara. '
        f"{{{{ 70001*3 }}}} {{% raw %}} javascript:alert(5) </title></textarea></blockquote>\n"
    )
    for number in (3, 5)
}


@pytest.fixture(scope="module")
def hostile_pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    """Pages of a site whose articles are an attack."""
    folder = tmp_path_factory.mktemp("hostile")
    store = fill(folder, HOSTILE, outlet=f"Media {MARKUP}", url="javascript:alert(6)")
    with open_site(store, person=MARKUP) as client:
        searches = [f"/search?q={word}" for word in ("tentara", "%3Cscript%3E", '"%3Cimg src=x%3E"', "OR")]
        asked = [f"{route.path}?as_of={MARKUP}" for route in routes.ROUTES if "{" not in route.path]
        return walk(client, begin=[*searches, *asked, f"/search?q={MARKUP}", f"/issues?where={MARKUP}&code={MARKUP}"])


def test_what_stands_in_an_article_is_text_and_nothing_else(hostile_pages: dict[str, Page]) -> None:
    wrong = []
    for path, page in hostile_pages.items():
        wrong += [(path, one) for one in page.with_tag("script") if not one.attributes.get("src", "").startswith("/")]
        wrong += [(path, one) for one in page.with_tag("img") if not one.attributes.get("src", "").startswith("/")]
        wrong += [(path, one) for one in page.elements if any(name.startswith("on") for name in one.attributes)]
        wrong += [(path, link) for link in page.links() if "javascript:" in link.casefold().split("?")[0]]
    assert wrong == []


def test_what_stands_in_an_article_is_shown_as_it_stands(hostile_pages: dict[str, Page]) -> None:
    reader = next(page for path, page in hostile_pages.items() if re.fullmatch(r"/articles/doc-[0-9a-f]+", path))
    assert "<script>alert(1)</script>" in reader.text
    assert "{{ 70001*3 }}" in reader.text
    assert "210003" not in reader.response.text


def test_nothing_in_an_address_leads_elsewhere(samples: TestClient, samples_pages: dict[str, Page]) -> None:
    names = ("return", "to", "next", "back", "url", "redirect", "lang", "page")
    for target in (ELSEWHERE, "//evil.example/", r"/\evil.example", "https:evil.example", "javascript:alert(1)"):
        for path in {path.split("?")[0] for path in samples_pages}:
            answer = samples.get(path, params=dict.fromkeys(names, target))
            assert _stays_here(answer.headers.get("location", "/")), path
            for link in read_page(path, answer).links():
                assert "evil.example" not in urlsplit(link).netloc, path


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize(
    "target", [ELSEWHERE, "//evil.example", r"/\evil.example", "/\t/evil.example", "https:evil.example"]
)
def test_nothing_in_a_form_leads_elsewhere(empty: TestClient, path: str, target: str) -> None:
    data = dict.fromkeys(("return", "to", "next", "back", "url"), target)
    answer = empty.post(path, data={**data, "kind": "undo", "about": "x", "person": "A"}, headers={"origin": HOME})
    assert _stays_here(answer.headers.get("location", "/"))


@pytest.mark.parametrize("path", ["//evil.example/", "//evil.example/events", "/events//evil.example/", "/events/?x=1"])
def test_slashes_lead_nowhere_else(empty: TestClient, path: str) -> None:
    answer = empty.get(f"{HOME}{path}")
    assert _stays_here(answer.headers.get("location", "/").removeprefix(HOME))


def _stays_here(location: str) -> bool:
    return bool(re.match(r"/(?![/\\\t])", location))


def _basic(text: str, encoding: str = "utf-8") -> dict[str, str]:
    return {"authorization": f"Basic {base64.b64encode(text.encode(encoding)).decode()}"}


def test_without_the_password_nothing_is_shown(locked: TestClient) -> None:
    for route in routes.ROUTES:
        answer = locked.request(sorted(route.methods or ())[0], _filled(route), headers={"origin": HOME})
        assert answer.status_code == 401, route.path
        assert answer.headers["www-authenticate"].startswith("Basic")


def _filled(route: Route) -> str:
    return re.sub(r"\{[^}]*\}", "x", route.path)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        _basic(":wrong"),
        _basic(WORD),
        _basic(f"{WORD}:"),
        _basic(":"),
        _basic(f":{WORD} "),
        _basic(":rahasia päß", "latin-1"),
        {"authorization": "Basic"},
        {"authorization": "Basic ====="},
        {"authorization": "Basic \xff\xfe"},
        {"authorization": f"Bearer {WORD}".encode("ascii", "replace").decode()},
        {"authorization": "Basic " + "A" * 20_000},
    ],
    ids=range(12),
)
def test_a_wrong_password_is_refused(locked: TestClient, headers: dict[str, str]) -> None:
    raw = {name: value.encode("latin-1") for name, value in headers.items()}
    assert locked.get("/state.json", headers=raw).status_code == 401  # type: ignore[arg-type]


def test_the_right_password_lets_in_whatever_the_name(locked: TestClient) -> None:
    for name in ("", "redaksi", "siapa saja"):
        assert locked.get("/state.json", headers=_basic(f"{name}:{WORD}")).status_code == 200


def test_a_right_password_is_not_hashed_anew_for_every_file(
    locked: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert locked.get("/state.json", headers=_basic(f":{WORD}")).status_code == 200
    monkeypatch.setattr(guard, "check_password", lambda *_: pytest.fail("hashed again"))
    assert locked.get("/state.json", headers=_basic(f":{WORD}")).status_code == 200


def test_a_password_does_not_help_a_stranger_to_write(locked: TestClient) -> None:
    headers = {**_basic(f":{WORD}"), "origin": ELSEWHERE}
    assert locked.post("/add", data={"text": "x"}, headers=headers).status_code == 403


def test_a_password_is_kept_as_a_hash_that_gives_nothing_away() -> None:
    kept = hash_password(WORD)
    assert WORD not in kept
    assert kept != hash_password(WORD)
    assert check_password(WORD, kept)
    assert not check_password(f"{WORD}x", kept)


def test_letters_written_in_two_ways_are_one_password() -> None:
    assert check_password("pa\u0308sswords are long", hash_password("p\u00e4sswords are long"))


@pytest.mark.parametrize("word", ["", "rahasia", " " * 20, "123456789 "])
def test_a_short_password_is_refused(word: str) -> None:
    with pytest.raises(NeracaError, match="N125"):
        hash_password(word)


@pytest.mark.parametrize("kept", ["", "rahasia", "scrypt$", "scrypt$00", "scrypt$zz$zz", "md5$00$00"])
def test_what_is_no_hash_lets_nobody_in(kept: str) -> None:
    assert not check_password("rahasia", kept)
    assert not check_password("", kept)


def test_a_body_beyond_its_bound_is_refused_with_a_way_out(empty: TestClient) -> None:
    answer = empty.post("/add", files={"files": ("a.txt", b"x" * (routes.UPLOADS + 1))})
    assert answer.status_code == 413
    assert "25 MB" in answer.text
    assert "neraca add" in answer.text


def test_a_form_without_files_is_bound_to_less(empty: TestClient) -> None:
    assert empty.post("/reports", data={"title": "x" * (guard.MOST_BYTES + 1)}).status_code == 413


def test_a_body_that_does_not_say_how_long_it_is_is_refused(empty: TestClient) -> None:
    def endless() -> Generator[bytes]:
        yield b"text=x"

    headers = {"content-type": "application/x-www-form-urlencoded"}
    assert empty.post("/add", content=endless(), headers=headers).status_code == 411


@pytest.mark.parametrize(
    "name",
    [
        "../pyproject.toml",
        "..%2f..%2ferrors.py",
        "%2e%2e/base.html.j2",
        "base.html.j2",
        "app.css%00.js",
        ".",
        "web.css",
    ],
)
def test_files_of_the_program_are_those_for_pages_only(empty: TestClient, name: str) -> None:
    assert empty.get(f"{HOME}/static/x/{name}").status_code == 404
