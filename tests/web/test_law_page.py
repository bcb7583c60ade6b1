"""Restrictions by target, charges by pair, and the sentences of each."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from asked import told
from sites import visit
from starlette.testclient import TestClient


def test_restrictions_stand_by_target_with_issuer_status_and_sentences(samples: TestClient) -> None:
    page = visit(samples, "/law")
    assert "Concerning North Korea" in page.text
    assert re.search(r"Russia: veto", page.text)
    assert "What the veto stopped:" in page.text
    assert "Neraca does not decide whether a rule is broken." in page.text


def test_filters_leave_what_has_the_target_and_the_issuer(samples: TestClient) -> None:
    page = visit(samples, "/law?target=Korea+Utara&issuer=RUS").text
    assert "Russia: veto" in page
    assert "Target not named" not in page
    assert "Nothing was found." in visit(samples, "/law?target=PRK&issuer=IRN").text


def test_charges_stand_by_pair_with_both_sides(samples: TestClient) -> None:
    page = visit(samples, "/law?show=charges")
    assert "Iran ⇄ Russia" in page.text
    assert "broken, says United States, United Kingdom, France" in page.text
    assert "not broken, says Iran" in page.text
    assert "/pairs/pair-IRN-RUS" in page.links()


def test_each_record_of_the_law_has_a_page(samples: TestClient, samples_store: Path, capsys) -> None:
    for options in ((), ("--breaches",)):
        for row in told(capsys, samples_store, "sanctions", *options):
            page = visit(samples, f"/law/{row['id']}")
            assert page.response.status_code == 200
            said = row.get("sentences") or [*row["asserted"], *row["disputed"]]
            assert all(" ".join(one["quote"].split()) in page.text for one in said)


def test_what_is_not_there_is_not_found(samples: TestClient) -> None:
    assert samples.get("/law/restriction-0").status_code == 404


@pytest.mark.parametrize(
    ("options", "asked"),
    [
        ((), ""),
        (("--actor", "PRK"), "actor=PRK"),
        (("--as-of", "2024-06-01"), "as_of=2024-06-01"),
        (("--breaches",), "breaches"),
        (("--breaches", "--actor", "IRN"), "breaches=1&actor=IRN"),
    ],
)
def test_the_view_as_json_is_that_of_the_command(
    samples: TestClient, samples_store: Path, capsys, options: tuple[str, ...], asked: str
) -> None:
    rows = samples.get(f"/api/sanctions.json?lang=en&{asked}").json()
    assert rows == told(capsys, samples_store, "sanctions", *options)
