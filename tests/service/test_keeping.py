"""What was concluded is kept beside the store, and is never taken for the truth."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from articles import write_articles
from neraca import service
from neraca.codec.json import encode
from neraca.pipeline import build_account as build_fresh
from neraca.records import Account, Judgement, JudgementKind, Reading
from neraca.service import build_account, keeping
from neraca.service.checkup import verify_store
from neraca.store import Store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Store.create(tmp_path / "store") as store:
        service.add([write_articles(tmp_path / "articles")], store)
    return tmp_path / "store"


def fresh(store: Store, as_of: date | None = None) -> Account:
    return build_fresh(store.documents(as_of), store.claims(as_of), as_of=as_of, meanings=store.meanings(as_of))


def kept(folder: Path) -> list[Path]:
    place = folder / keeping.FOLDER
    return sorted(place.iterdir()) if place.is_dir() else []


def test_the_second_view_is_the_first_byte_for_byte(folder: Path) -> None:
    with Store.open(folder) as store:
        first = build_account(store)
        assert len(kept(folder)) == 1
        assert encode(build_account(store)) == encode(first) == encode(fresh(store))
        day = date(2024, 10, 19)
        assert (
            encode(build_account(store, as_of=day))
            == encode(build_account(store, as_of=day))
            == encode(fresh(store, day))
        )


def test_a_judgement_or_another_article_makes_another_account(folder: Path, tmp_path: Path) -> None:
    with Store.open(folder) as store:
        before = build_account(store)
        wrong = before.claims[0].id
        with store.writing() as writer:
            at = datetime(2026, 1, 1, tzinfo=UTC)
            writer.put_judgement(Judgement(kind=JudgementKind.WRONG, about=(wrong,), person="Rini", made_at=at))
        after = build_account(store)
        assert wrong not in {claim for event in after.events for claim in event.claims}
        (tmp_path / "more.txt").write_text("Jepang mengirim bantuan ke Ukraina.\n", encoding="utf-8")
        service.add([tmp_path / "more.txt"], store)
        assert len(build_account(store).documents) == len(before.documents) + 1


def test_what_is_damaged_or_of_another_program_is_not_used(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(folder) as store:
        first = build_account(store)
        (path,) = kept(folder)
        path.write_bytes(path.read_bytes()[:-9] + b"x" * 9)
        assert build_account(store) == first
        monkeypatch.setattr(keeping, "_program", lambda: "another")
        build_account(store)
        assert len(kept(folder)) == 2


def test_only_the_latest_are_kept_and_verify_deletes_them(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(folder) as store:
        for number in range(12):
            monkeypatch.setattr(keeping, "_program", lambda number=number: str(number))
            build_account(store)
    assert len(kept(folder)) == 8
    faults, counts = verify_store(folder)
    assert (faults, kept(folder)) == ((), [])
    assert counts is not None


def test_a_folder_that_cannot_be_written_keeps_nothing(folder: Path) -> None:
    (folder / keeping.FOLDER).write_text("in the way", encoding="utf-8")
    with Store.open(folder) as store:
        assert build_account(store) == fresh(store)


def test_another_store_in_the_same_folder_has_its_own_account(folder: Path, tmp_path: Path) -> None:
    with Store.open(folder) as store:
        build_account(store)
        documents, claims = store.documents(), store.claims()
        originals = [store.original(document.sha256) for document in documents]
    (folder / "neraca.sqlite").rename(tmp_path / "older.sqlite")
    for rest in folder.glob("neraca.sqlite-*"):
        rest.unlink()
    with Store.create(folder) as store:
        with store.writing() as writer:
            for document, data in zip(documents, originals, strict=True):
                writer.put_original(data, document.media_type)
                own = tuple(replace(claim, links=()) for claim in claims if claim.document == document.id)
                writer.put_reading(Reading(document=document, claims=own[1:]), datetime(2026, 1, 1, tzinfo=UTC))
        assert build_account(store) == fresh(store)
