"""A store holds claims as they were read: what a person says that they should be is a judgement beside them."""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from store_builders import add, make_reading

from neraca.errors import NeracaError
from neraca.store import Store
from neraca.store.connection import DATABASE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Store.create(tmp_path) as made:
        add(made, make_reading())
    return tmp_path


def rewrite(folder: Path, old: str, new: str) -> None:
    """Write the claims' bodies otherwise, with digests that fit, as another version or program may have."""
    other = sqlite3.connect(folder / DATABASE)
    guards = other.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in guards:
        other.execute(f"DROP TRIGGER {name}")
    for seq, body in other.execute("SELECT seq, body FROM claims").fetchall():
        assert old in body
        changed = body.replace(old, new)
        digest = hashlib.sha256(changed.encode()).hexdigest()
        other.execute("UPDATE claims SET body = ?, digest = ? WHERE seq = ?", (changed, digest, seq))
    for _, sql in guards:
        other.execute(sql)
    other.commit()
    other.close()


def faults(folder: Path) -> list[str]:
    with Store.open(folder) as store:
        return [issue.message for issue in store.verify()]


def test_a_corrected_claim_is_not_stored(folder: Path) -> None:
    reading = make_reading("b.txt")
    claim = replace(reading.claims[0], corrects="claim-0000000000000000")
    with Store.open(folder) as store, pytest.raises(NeracaError) as caught:
        add(store, replace(reading, claims=(claim,)))
    assert caught.value.code == "N401"


def test_a_claim_without_the_field_is_that_of_an_earlier_version(folder: Path) -> None:
    with Store.open(folder) as store:
        before = store.claims()
    rewrite(folder, ',"corrects":""', "")
    with Store.open(folder) as store:
        assert store.claims() == before
    # The document's digest covers those of its claims as they were written; nothing else is amiss.
    assert all("added, changed or taken away" in fault for fault in faults(folder))


def test_a_claim_that_takes_the_id_of_another_is_found(folder: Path) -> None:
    rewrite(folder, '"corrects":""', '"corrects":"claim-0000000000000000"')
    assert any("corrected, and not read" in fault for fault in faults(folder))
