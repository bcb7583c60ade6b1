"""Judgements come from another store as they were made, once, and only about what is there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from articles import write_articles
from neraca.errors import NeracaError
from neraca.packs.catalogue import load_packs
from neraca.records import JudgementKind
from neraca.service import add, build_account
from neraca.service.accounts import read_standing
from neraca.service.corrections import find_correction
from neraca.service.imports import IMPORTS, Imported, import_file
from neraca.service.judging import judge, read_words
from neraca.service.output import make_export
from neraca.store import Store

NOTE = "=SUM(1), kata orang;\n'dua' baris"


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    return write_articles(tmp_path / "articles")


def make_store(folder: Path, articles: Path) -> Path:
    with Store.create(folder) as store:
        add([articles], store)
    return folder


@pytest.fixture
def one(tmp_path: Path, articles: Path) -> Path:
    return make_store(tmp_path / "one", articles)


@pytest.fixture
def other(tmp_path: Path, articles: Path) -> Path:
    return make_store(tmp_path / "other", articles)


def say_everything(store: Store) -> None:
    packs = load_packs()
    account = build_account(store)
    aid = [event for event in account.events if event.type == "AID" and not event.negated]
    claim, last = aid[0].anchor, aid[-1].anchor
    said: list[tuple[tuple[str, ...], str]] = [
        ((claim, "misread"), "salah"),
        ((aid[1].id, "status", "confirmed"), "dua pihak"),
        ((last, "wrong"), ""),
        ((last, "undo"), ""),
        ((account.events[0].id, aid[1].id, "different"), ""),
        (("01-kirim.txt", "note"), NOTE),
        (("Harian Contoh", "reliability", "B"), "'=apa"),
        (("KOR", "reliability", "C"), "-ragu"),
    ]
    for words, note in said:
        wanted = find_correction(packs, stage="planned") if words[-1] == "misread" else None
        names, verb = read_words(words, wanted)
        assert verb is not None
        judge(store, packs, names=names, verb=verb, person="Rini", note=note)


def export(store: Store, *, as_csv: bool = False) -> bytes:
    account = build_account(store, with_wrong=True)
    return make_export(account, name="judgements", as_csv=as_csv, standing=read_standing(store))


def bring(path: Path, store: Store) -> Imported:
    return import_file(path, store, load_packs(), name="judgements")


@pytest.mark.parametrize("suffix", ["jsonl", "csv"])
def test_what_was_exported_makes_the_same_account_of_the_same_articles(
    one: Path, other: Path, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"nilai.{suffix}"
    with Store.open(one) as store, Store.open(other) as empty:
        say_everything(store)
        path.write_bytes(export(store, as_csv=suffix == "csv"))
        assert bring(path, empty) == Imported(added=8, known=0)
        assert empty.judgements() == store.judgements()
        assert build_account(empty, with_wrong=True) == build_account(store, with_wrong=True)
        assert bring(path, empty) == Imported(added=0, known=8)
        assert empty.verify() == ()


def row(store: Store, **changed: Any) -> dict[str, Any]:
    return {
        "made_at": "2026-01-01T12:00:00+00:00",
        "person": "Rini",
        "decision": "wrong",
        "value": None,
        "about": [store.claims()[0].id],
        "note": "",
        **changed,
    }


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"about": ["claim-0000000000000000"]}, "N324"),
        ({"about": ["event:claim-0000000000000000"]}, "N324"),
        ({"about": ["outlet:Tidak Ada"], "decision": "reliability", "value": "B"}, "N324"),
        ({"about": ["voice:XXX"], "decision": "reliability", "value": "B"}, "N324"),
        ({"about": ["judgement-0000000000000000"], "decision": "undo"}, "N324"),
        ({"about": []}, "N323"),
        ({"about": "claim"}, "N323"),
        ({"about": [1]}, "N323"),
        ({"person": ""}, "N323"),
        ({"person": 5}, "N323"),
        ({"note": "\ud800"}, "N323"),
        ({"made_at": "2026-01-01"}, "N323"),
        ({"made_at": "kemarin"}, "N323"),
        ({"decision": "maybe"}, "N323"),
        ({"decision": "same"}, "N323"),
        ({"value": "B"}, "N323"),
        ({"decision": "status", "value": "denied"}, "N323"),
        ({"decision": "misread", "value": '{"stage":"soon"}'}, "N323"),
        ({"decision": "misread", "value": '{"event":"GIVE"}'}, "N107"),
        ({"id": "judgement-0000000000000000"}, "N323"),
    ],
)
def test_a_line_that_does_not_fit_is_named_and_the_rest_is_in(
    one: Path, tmp_path: Path, changed: dict[str, Any], code: str
) -> None:
    path = tmp_path / "nilai.jsonl"
    with Store.open(one) as store:
        lines = [json.dumps(row(store, **changed)), "", json.dumps(row(store, decision="right"))]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        done = bring(path, store)
        assert (done.added, done.failed) == (1, 1)
        assert [(issue.code, issue.where) for issue in done.issues] == [(code, "judgements:nilai.jsonl#1")]
        assert [judgement.kind for judgement in store.judgements()] == [JudgementKind.RIGHT]
        assert {issue.where for issue in store.issues()} >= {"judgements:nilai.jsonl#1"}


@pytest.mark.parametrize("line", ["bukan json", "[]", "null", "7", "{}", '"a"', "[" * 100_000])
def test_a_line_that_is_no_object_is_named(one: Path, tmp_path: Path, line: str) -> None:
    path = tmp_path / "nilai.jsonl"
    path.write_text(line, encoding="utf-8")
    with Store.open(one) as store:
        assert [issue.code for issue in bring(path, store).issues] == ["N323"]


def test_issues_are_settled_when_the_file_comes_again_mended(one: Path, tmp_path: Path) -> None:
    path = tmp_path / "nilai.jsonl"
    with Store.open(one) as store:
        before = store.issues()
        path.write_text("rusak", encoding="utf-8")
        bring(path, store)
        assert len(store.issues()) == len(before) + 1
        path.write_text(json.dumps(row(store)), encoding="utf-8")
        bring(path, store)
        assert store.issues() == before


def test_an_undo_may_follow_in_the_same_file_what_it_takes_back(one: Path, tmp_path: Path) -> None:
    path = tmp_path / "nilai.jsonl"
    with Store.open(one) as store:
        path.write_text(json.dumps(row(store)), encoding="utf-8")
        bring(path, store)
        (wrong,) = store.judgements()
        later = row(store, decision="undo", about=[wrong.id], made_at="2026-01-02T00:00:00+07:00")
        path.write_text(json.dumps(row(store)) + "\n" + json.dumps(later), encoding="utf-8")
        assert bring(path, store) == Imported(added=1, known=1)
        assert read_standing(store).current == ()


def test_a_file_that_cannot_be_read_and_a_format_that_is_none_are_refused(one: Path, tmp_path: Path) -> None:
    broken = tmp_path / "nilai.jsonl"
    broken.write_bytes(b"\xff\xfe\x00")
    with Store.open(one) as store:
        for path, name, code in (
            (tmp_path / "tidak-ada", "judgements", "N301"),
            (tmp_path, "judgements", "N311"),
            (broken, "judgements", "N303"),
            (broken, "apa", "N118"),
        ):
            with pytest.raises(NeracaError) as caught:
                import_file(path, store, load_packs(), name=name)
            assert caught.value.code == code
    assert "judgements" in IMPORTS
