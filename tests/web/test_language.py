"""Pages speak the visitor's language: what went wrong, and issues that were kept in English."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        ("id-ID,en;q=0.5", ("besok bukan hari atau rentang hari", "tulislah misalnya 2025-04-30")),
        ("en-GB", ("besok names no day or stretch of days", "write for example 2025-04-30")),
    ],
)
def test_what_went_wrong_is_told_in_the_visitors_language(
    samples: TestClient, wish: str, words: tuple[str, ...]
) -> None:
    answer = samples.get("/?as_of=besok", headers={"accept-language": wish})
    assert answer.status_code == 400
    assert all(one in answer.text for one in words)
    as_json = samples.get("/api/events.json?as_of=besok", headers={"accept-language": wish}).json()
    assert as_json["message"] == "besok names no day or stretch of days"


def test_an_issue_is_told_in_the_visitors_language_wherever_it_is_shown(samples: TestClient) -> None:
    page = samples.get("/issues?lang=id").text
    assert "tidak terbaca sebagai klaim" in page
    assert "and is no claim" not in page
    document = next(row for row in samples.get("/api/issues.json").json() if row["code"] == "act-not-read")["where"]
    articles = {row["document"]: row for row in samples.get("/api/documents.json").json()}
    article = samples.get(f"/articles/{articles[document]['id']}?lang=id").text
    assert "tidak terbaca sebagai klaim" in article
    assert "tidak terbaca sebagai klaim" not in samples.get(f"/articles/{articles[document]['id']}?lang=en").text


def test_organisations_are_called_as_newspapers_call_them(samples: TestClient) -> None:
    assert "Perserikatan Bangsa-Bangsa" not in samples.get("/network?lang=id").text
    assert "North Atlantic Treaty" not in samples.get("/network?lang=en").text
    found = samples.get("/api/events.json", params={"actor": "PBB"})
    assert found.status_code == 200
