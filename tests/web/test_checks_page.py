"""Findings: the words, what is odd, what would settle it; each has its place."""

from __future__ import annotations

from sites import visit
from starlette.testclient import TestClient

from neraca.packs.words import read_words
from neraca.publish.findings import finding_sentences
from neraca.service.snapshot import Snapshot


def known(client: TestClient) -> Snapshot:
    snapshot: Snapshot = client.app.state.desk.shelf.peek()  # type: ignore[attr-defined]
    return snapshot


def test_every_finding_stands_with_its_words_what_is_odd_and_what_would_settle_it(samples: TestClient) -> None:
    page = visit(samples, "/checks").text
    words = read_words("en")
    for finding in known(samples).background.findings:
        said = finding_sentences(finding.kind, dict(finding.values), words)
        assert said is not None
        for part in (finding.evidence.quote, *said):
            assert " ".join(part.split()) in page


def test_a_kind_finds_those_of_its_kind(samples: TestClient) -> None:
    findings = known(samples).background.findings
    for kind in {one.kind for one in findings}:
        expected = [one.id for one in findings if one.kind == kind]
        page = visit(samples, f"/checks?kind={kind}").response.text
        assert [one.id for one in findings if f'id="{one.id}"' in page] == expected
    assert "Nothing matches." in visit(samples, "/checks?kind=nonsense").text


def test_a_link_to_a_finding_lands_on_the_page_that_holds_it(samples: TestClient) -> None:
    for finding in known(samples).background.findings:
        answer = samples.get(f"/checks/{finding.id}")
        target, _, mark = answer.headers["location"].partition("#")
        assert (answer.status_code, mark) == (303, finding.id)
        assert f'id="{finding.id}"' in samples.get(target).text
    assert samples.get("/checks/finding-0").status_code == 404
