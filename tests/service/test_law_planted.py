"""Sanctions, vetoes and breaches in the samples: what is planted is found, and nothing else.

What is not reached is listed with its reason; these tests fail when one of them is.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from neraca.packs.catalogue import load_packs
from neraca.packs.files import data_folder
from neraca.pipeline.law import Lawful, read_law
from neraca.records import Account, RestrictionKind, RestrictionStatus
from neraca.service import add, build_account
from neraca.service.law_rows import Law, charges_rows, gather_law, restrictions_rows
from neraca.store import Store

SAMPLES = Path(str(data_folder() / "samples"))
PLANTED = tomllib.loads((SAMPLES / "planted.toml").read_text(encoding="utf-8"))
# By file and the beginning of the quote: what of the planted row is not found, and why.
OUT_OF_REACH = {
    (
        "15-apa-bayaran-rusia.html",
        "Batas yang ditetapkan",
    ): "The target stands in the sentences before, and nothing points back.",
    (
        "32-blinken-rudal-fath-360.txt",
        "AS, Inggris, Prancis",
    ): "Iran Air, named in the next sentence, is no known party.",
}
NOT_FOUND = {
    ("23-langit-dan-jembatan-persahabatan.txt", "sanksi sepihak"): "Issuer and targets are words: Barat, kedua bangsa.",
    ("33-the-ledger-of-friends.txt", "fuel that is capped by sanctions"): "No party stands in the sentence.",
    (
        "15-apa-bayaran-rusia.html",
        "Minyak melampaui batas",
    ): "A heading that names no rule; the rule follows five sentences on.",
}


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Account:
    with Store.create(tmp_path_factory.mktemp("law") / "store") as opened:
        files = sorted(path for path in SAMPLES.iterdir() if path.name[0].isdigit())
        add(files, opened, workers=1, clock=lambda: datetime(2026, 1, 1, 12, tzinfo=UTC))
        return build_account(opened)


@pytest.fixture(scope="module")
def read(account: Account) -> Lawful:
    return read_law(account.documents, account.claims, load_packs())


@pytest.fixture(scope="module")
def law(account: Account) -> Law:
    return gather_law(account, load_packs())


def label(row: dict[str, Any]) -> str:
    return f"{row['file']}#{row['row']}" if "row" in row else str(row["file"])


def reason(row: dict[str, Any], table: dict[tuple[str, str], str]) -> str | None:
    return next(
        (why for (file, start), why in table.items() if row["file"] == file and row["quote"].startswith(start)), None
    )


def planted(kind: str) -> Iterator[dict[str, Any]]:
    for row in PLANTED[kind]:
        if reason(row, NOT_FOUND) is None or (kind == "breach" and row["file"].startswith("33")):
            yield row


def test_planted_restrictions_are_found_and_no_others(account: Account, read: Lawful) -> None:
    labels = {document.id: document.label for document in account.documents}
    found = [(labels[one.document], one) for one in read.measures]
    for row in planted("restriction"):
        own = [
            one
            for name, one in found
            if name == label(row) and one.kind.value == row["kind"] and holds(one.evidence.quote, row["quote"])
        ]
        assert len(own) == 1, row
        (one,) = own
        found = [(name, other) for name, other in found if other is not one]
        assert one.status.value == row["status"], row
        assert list(one.issuer_ids) == row["issuer"], row
        assert (list(one.target_ids) == row["target"]) is (reason(row, OUT_OF_REACH) is None), row
        assert {item.item_class for item in one.items} >= set(row.get("items", ())), row
    assert [(name, one.cue.quote, one.evidence.quote) for name, one in found] == []


def test_planted_breaches_are_found_and_no_others(account: Account, read: Lawful) -> None:
    labels = {document.id: document.label for document in account.documents}
    found = [(labels[one.document], one) for one in read.breaches]
    for row in planted("breach"):
        own = [
            one
            for name, one in found
            if name == label(row) and holds(one.evidence.quote, row["quote"]) and one.stance.value == row["stance"]
        ]
        assert len(own) == 1, row
        (one,) = own
        found = [(name, other) for name, other in found if other is not one]
        assert [rule.key for rule in one.rules] == row["law"], row
        assert sorted(one.who or ("",)) == sorted(row["who"]), row
        assert list(one.parties) == row["parties"], row
    assert [(name, one.cue.quote, one.evidence.quote) for name, one in found] == []


def holds(sentence: str, quote: str) -> bool:
    return " ".join(quote.split()) in " ".join(sentence.split())


def test_what_is_out_of_reach_is_planted() -> None:
    rows = PLANTED["restriction"] + PLANTED["breach"]
    for table in (OUT_OF_REACH, NOT_FOUND):
        for file, start in table:
            assert any(row["file"] == file and row["quote"].startswith(start) for row in rows)


def test_reports_of_one_veto_are_one_tie_with_what_it_stopped(law: Law) -> None:
    (veto,) = [one for one in law.restrictions if one.kind is RestrictionKind.VETO]
    assert (veto.issuers, veto.targets) == (("RUS",), ("PRK",))
    assert len({measure.document for measure in veto.measures}) == 3
    stopped = [measure.subject.quote for measure in veto.measures if measure.subject is not None]
    assert any("panel ahli" in words for words in stopped)


def test_the_monitors_that_ended_are_not_those_that_followed(law: Law) -> None:
    own = [one for one in law.restrictions if one.kind is RestrictionKind.MONITORING]
    assert {(one.status, one.issuers) for one in own} == {
        (RestrictionStatus.ENDED, ()),
        (RestrictionStatus.IMPOSED, ("JPN", "KOR", "USA")),
    }


def test_a_charge_has_both_sides_under_its_pair(account: Account, law: Law) -> None:
    rows = {(tuple(row["pair"]), row["rule"]["rule"]): row for row in charges_rows(account, law)}
    drones = rows[("IRN", "RUS"), "UNSCR 2231"]
    assert (drones["asserted_by"], drones["disputed_by"]) == (["FRA", "GBR", "USA"], ["IRN"])
    assert drones["rule"]["name"] == "UN Security Council resolution 2231"
    events = {claim.id: claim.event for claim in account.claims}
    assert {events[claim] for claim in drones["acts"]} == {"AID"}


def test_every_row_opens_to_its_sentences(account: Account, law: Law) -> None:
    texts = {document.label: document.text for document in account.documents}
    known = {claim.id for claim in account.claims}
    rows = restrictions_rows(account, law) + charges_rows(account, law)
    said = [one for row in rows for key in ("sentences", "asserted", "disputed") for one in row.get(key, ())]
    assert said
    for one in said:
        assert texts[one["document"]][one["start"] : one["end"]] == one["quote"]
        assert one["cue"] in one["quote"]
    assert {claim for row in rows for claim in row.get("claims", row.get("acts", ()))} <= known
