"""Fates of the samples' outlooks: every planted one that is read as a claim has exactly the fate planted."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from neraca.packs.files import data_folder
from neraca.records import Account, Outlook
from neraca.service import add, build_account
from neraca.service.outlook_rows import gather_outlooks
from neraca.store import Store

SAMPLES = Path(str(data_folder() / "samples"))
PLANTED = tomllib.loads((SAMPLES / "planted.toml").read_text(encoding="utf-8"))["outlook"]
# Begin of the planted sentence, and why its fate is not found; the test fails when it is.
NOT_READ_YET: tuple[tuple[str, str], ...] = (
    ("Kalau pengakuan itu datang", "no act is named"),
    ("Pekerjaan memantau tidak akan berhenti", "no party is named"),
    ("Pembangunannya dimulai pada 30 April 2025", "a noun of action that refers back"),
)
MISREAD: tuple[tuple[str, str], ...] = (
    ("NIS memperkirakan pengangkutan kedua", "lapsed: no deed is tied to it"),
    ("the total would climb to 10,000", "partly: a smaller number sent is tied to it, not the number there later"),
    ("they would probably reinforce Russian forces", "“they” are read as Russia's forces, not North Korea's soldiers"),
    ("She expects Pyongyang to send replacements", "“she” is read as a Ukrainian, and the receiver as Ukraine"),
    ("pengiriman itu dapat dimulai", "lapsed: no deed is tied to it"),
    ("penerbangan langsung Moskow-Pyongyang dijadwalkan", "lapsed: no deed is tied to it"),
    ("misi perbekalan pertama", "open: its end is not read, and no deed is tied to it"),
)
UNREAD = {quote for quote, _ in NOT_READ_YET}
WRONG = {quote for quote, _ in MISREAD}


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Account]:
    with Store.create(tmp_path_factory.mktemp("outlooks") / "store") as opened:
        files = sorted(path for path in SAMPLES.iterdir() if path.name[0].isdigit())
        add(files, opened, workers=1, clock=lambda: datetime(2026, 1, 1, 12, tzinfo=UTC))
        yield build_account(opened)


def found_for(planted: dict[str, Any], account: Account) -> list[Outlook]:
    """Outlooks one of whose claims overlaps the planted words in the planted file."""
    label = planted["file"] + (f"#{planted['row']}" if "row" in planted else "")
    documents = {document.id: document for document in account.documents}
    claims = {claim.id: claim for claim in account.claims}
    found = []
    for outlook in gather_outlooks(account):
        for claim in (claims[own_id] for own_id in outlook.claims):
            document = documents[claim.document]
            start = document.text.find(planted["quote"])
            span = claim.evidence.span
            is_there = document.label == label and start >= 0
            if is_there and span.start < start + len(planted["quote"]) and start < span.end:
                found.append(outlook)
                break
    return found


def is_listed(planted: dict[str, Any], listed: set[str]) -> bool:
    return any(planted["quote"].startswith(quote) for quote in listed)


READ = [one for one in PLANTED if not is_listed(one, UNREAD | WRONG)]


@pytest.mark.parametrize("planted", READ, ids=lambda one: one["quote"][:50])
def test_what_is_read_has_the_fate_planted(planted: dict[str, Any], account: Account) -> None:
    assert {outlook.status.value for outlook in found_for(planted, account)} == {planted["fate"]}


@pytest.mark.parametrize(
    "planted", [one for one in PLANTED if is_listed(one, UNREAD)], ids=lambda one: one["quote"][:50]
)
def test_what_is_listed_as_unread_gives_no_outlook(planted: dict[str, Any], account: Account) -> None:
    assert found_for(planted, account) == []


@pytest.mark.parametrize(
    "planted", [one for one in PLANTED if is_listed(one, WRONG)], ids=lambda one: one["quote"][:50]
)
def test_what_is_listed_as_misread_has_another_fate(planted: dict[str, Any], account: Account) -> None:
    assert {outlook.status.value for outlook in found_for(planted, account)} != {planted["fate"]}


def test_what_is_listed_is_planted() -> None:
    assert all(any(one["quote"].startswith(quote) for one in PLANTED) for quote in UNREAD | WRONG)
