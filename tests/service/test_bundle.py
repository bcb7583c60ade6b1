"""A bundle is the same for the same dossier; its check finds whatever was changed in it, and refuses hostile zips."""

from __future__ import annotations

import ast
import hashlib
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path

import pytest

from articles import article_files, write_articles
from neraca.packs.catalogue import load_packs
from neraca.packs.words import languages
from neraca.pipeline.judgements import Standing
from neraca.publish import verifier
from neraca.publish.bundle import write_zip
from neraca.publish.verifier import BROKEN, FINE, MANIFEST, NONE, SEAL, Report, check_bundle
from neraca.records import Judgement, JudgementKind
from neraca.service import add, build_account
from neraca.service.background import gather_background
from neraca.service.bundle import verify_bundle, write_bundle
from neraca.service.dossiers import Dossier, write_dossier
from neraca.service.scope import Scope
from neraca.store import Store

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
Files = dict[str, bytes]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("bundle")
    opened = Store.create(folder / "store")
    add(article_files(write_articles(folder / "articles")), opened, workers=1, clock=lambda: NOW)
    return opened


@pytest.fixture(scope="module")
def dossier(store: Store) -> Dossier:
    return make_dossier(store)


def make_dossier(store: Store, scope: Scope | None = None) -> Dossier:
    account, packs = build_account(store), load_packs()
    background = gather_background(account, packs, own=store.findings())
    return write_dossier(account, packs, language="en", background=background, scope=scope or Scope())


def write(
    path: Path, store: Store, dossier: Dossier, *, with_originals: bool = True, standing: Standing | None = None
) -> Path:
    write_bundle(path, dossier, store, language="en", standing=standing or Standing(), with_originals=with_originals)
    return path


@pytest.fixture(scope="module")
def files(store: Store, dossier: Dossier, tmp_path_factory: pytest.TempPathFactory) -> Files:
    path = write(tmp_path_factory.mktemp("whole") / "dossier.zip", store, dossier)
    with zipfile.ZipFile(path) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def pack(path: Path, files: Files) -> Path:
    with zipfile.ZipFile(path, "w") as opened:
        for name, content in files.items():
            opened.writestr(name, content)
    return path


def seal(files: Files) -> Files:
    """The files with a manifest that fits them, as somebody would make it who changed them on purpose."""
    manifest = json.loads(files[MANIFEST])
    kept = {name: content for name, content in files.items() if name not in (MANIFEST, SEAL)}
    manifest["files"] = [
        {"path": name, "sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
        for name, content in kept.items()
    ]
    content = json.dumps(manifest).encode()
    return {**kept, MANIFEST: content, SEAL: f"{hashlib.sha256(content).hexdigest()}  {MANIFEST}\n".encode()}


def codes(report: Report) -> set[str]:
    return {fault.code for fault in report.faults}


def test_a_bundle_is_whole_and_every_quoted_place_was_compared(tmp_path: Path, files: Files, dossier: Dossier) -> None:
    report = check_bundle(pack(tmp_path / "dossier.zip", files))
    assert report.faults == ()
    assert report.documents == len(dossier.account.documents)
    assert report.spans == report.compared > len(dossier.account.claims)
    assert report.digest == hashlib.sha256(files[MANIFEST]).hexdigest()


def test_the_same_dossier_gives_the_same_bytes(tmp_path: Path, store: Store, dossier: Dossier) -> None:
    one, other = (write(tmp_path / name, store, made) for name, made in (("1", dossier), ("2", make_dossier(store))))
    assert one.read_bytes() == other.read_bytes()


def test_originals_are_the_files_that_were_added(store: Store, files: Files, dossier: Dossier) -> None:
    held = {
        name.partition("/")[2].partition(".")[0]: content for name, content in files.items() if "originals/" in name
    }
    assert held == {one.sha256: store.original(one.sha256) for one in dossier.account.documents}


def test_without_originals_neither_files_nor_texts_are_in_it(tmp_path: Path, store: Store, dossier: Dossier) -> None:
    path = write(tmp_path / "dossier.zip", store, dossier, with_originals=False)
    with zipfile.ZipFile(path) as opened:
        names, rows = opened.namelist(), opened.read("documents.jsonl").decode().splitlines()
    assert not [name for name in names if name.startswith(("originals/", "texts/"))]
    assert {json.loads(row)["sha256"] for row in rows} == {one.sha256 for one in dossier.account.documents}
    report = check_bundle(path)
    assert (report.faults, report.compared, report.has_texts) == ((), 0, False)


def test_a_part_is_bundled_without_what_it_does_not_show(tmp_path: Path, store: Store) -> None:
    part = make_dossier(store, Scope(pair=("IRN", "RUS")))
    report = check_bundle(write(tmp_path / "dossier.zip", store, part))
    assert report.faults == ()
    assert report.documents == 1
    with zipfile.ZipFile(tmp_path / "dossier.zip") as opened:
        assert len(opened.read("claims.jsonl").splitlines()) == len(part.account.claims)
        assert json.loads(opened.read(MANIFEST))["limits"] == list(part.limits)


def test_judgements_about_what_is_shown_go_with_it_and_others_do_not(
    tmp_path: Path, store: Store, dossier: Dossier
) -> None:
    def judged(name: str) -> Judgement:
        return Judgement(kind=JudgementKind.NOTE, about=(name,), person="A", made_at=NOW, note="why")

    own, other = judged(dossier.account.claims[0].id), judged("claim-0000000000000000")
    standing = Standing(judgements=(own, other))
    path = write(tmp_path / "dossier.zip", store, dossier, standing=standing)
    with zipfile.ZipFile(path) as opened:
        rows = [json.loads(line) for line in opened.read("judgements.jsonl").splitlines()]
    assert [row["id"] for row in rows] == [own.id]


KINDS = (
    *("README.md", "verify.py", "dossier.html", "claims.jsonl", "events.jsonl", "ledger.jsonl", "spans.jsonl"),
    *("documents.jsonl", "annotations.jsonld", "texts/", "originals/", MANIFEST, SEAL),
)


def first_of(kind: str, files: Files) -> str:
    return next(name for name in files if name == kind or (kind.endswith("/") and name.startswith(kind)))


@pytest.mark.parametrize("kind", KINDS)
def test_one_changed_byte_in_any_file_is_found(tmp_path: Path, files: Files, kind: str) -> None:
    name = first_of(kind, files)
    for place in (0, len(files[name]) // 2, len(files[name]) - 1):
        changed = bytearray(files[name])
        changed[place] ^= 1
        report = check_bundle(pack(tmp_path / f"{place}.zip", {**files, name: bytes(changed)}))
        assert codes(report) & {"changed", "manifest"}, (name, place)


@pytest.mark.parametrize("kind", KINDS)
def test_a_missing_file_is_found(tmp_path: Path, files: Files, kind: str) -> None:
    gone = first_of(kind, files)
    report = check_bundle(pack(tmp_path / "a.zip", {name: held for name, held in files.items() if name != gone}))
    assert "missing" in codes(report)


def test_a_file_too_many_is_found(tmp_path: Path, files: Files) -> None:
    assert codes(check_bundle(pack(tmp_path / "a.zip", {**files, "more.txt": b"x"}))) == {"extra"}


def change(name: str, old: bytes, new: bytes) -> Callable[[Files], Files]:
    def apply(files: Files) -> Files:
        held = first_of(name, files)
        assert old in files[held]
        return {**files, held: files[held].replace(old, new, 1)}

    return apply


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        (change("spans.jsonl", b'"start": ', b'"start": 1'), "words"),
        (change("spans.jsonl", b'"exact": "', b'"exact": "x'), "words"),
        (change("spans.jsonl", b'"start": ', b'"start": "0", "s": '), "words"),
        (change("spans.jsonl", b'"document": "doc-', b'"document": "doc-x'), "unknown"),
        (change("spans.jsonl", b'"exact"', b'"exakt"'), "row"),
        (change("claims.jsonl", b'"exact": "', b'"exact": "x'), "words"),
        (change("claims.jsonl", b'"span": {', b'"span": 1, "s": {'), "row"),
        (change("claims.jsonl", b'"id": "claim-', b'"id": "claim-f'), "page"),
        (change("claims.jsonl", b"{", b"[" * 100_000), "row"),
        (change("texts/", b"Korea", b"Koreb"), "text"),
        (change("originals/", b"Korea", b"Koreb"), "original"),
        (change("documents.jsonl", b'"sha256": "', b'"sha256": "0'), "original"),
        (change("documents.jsonl", b'"text": "texts/', b'"text": "../texts/'), "text"),
        (change("documents.jsonl", b'"text": "', b'"text": ["a"], "t": "'), "row"),
    ],
)
def test_a_change_that_somebody_sealed_anew_is_found_by_the_chain_of_evidence(
    tmp_path: Path, files: Files, changed: Callable[[Files], Files], code: str
) -> None:
    assert code in codes(check_bundle(pack(tmp_path / "a.zip", seal(changed(files)))))


@pytest.mark.parametrize(
    "name",
    [
        "../out.txt",
        "/etc/out.txt",
        "C:/out.txt",
        "a\\..\\b",
        "texts/../../a",
        "a//b",
        ".hidden",
        "folder/",
        "",
        "a\x00b",
    ],
)
def test_a_zip_with_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, files: Files, name: str) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as opened:
        for own, content in files.items():
            opened.writestr(own, content)
        info = zipfile.ZipInfo("x")
        info.filename = name  # what the constructor would make harmless
        opened.writestr(info, b"x")
    assert codes(check_bundle(path)) == {"unsafe"}


@pytest.mark.parametrize("again", ["dossier.html", "DOSSIER.html"])
def test_a_zip_with_a_name_twice_is_refused(tmp_path: Path, files: Files, again: str) -> None:
    path = pack(tmp_path / "a.zip", files)
    told = pytest.warns(UserWarning, match="Duplicate") if again in files else nullcontext()
    with told, zipfile.ZipFile(path, "a") as opened:
        opened.writestr(again, b"x")
    assert codes(check_bundle(path)) == {"unsafe"}


def test_a_link_in_a_zip_is_refused(tmp_path: Path, files: Files) -> None:
    path = pack(tmp_path / "a.zip", files)
    info = zipfile.ZipInfo("link")
    info.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "a") as opened:
        opened.writestr(info, b"/etc/passwd")
    assert codes(check_bundle(path)) == {"unsafe"}


def test_a_zip_that_unpacks_to_far_more_than_it_holds_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as opened:
        opened.writestr(MANIFEST, bytes(20 << 20))
    assert codes(check_bundle(path)) == {"unsafe"}


def test_a_file_of_ours_that_packs_very_well_is_not_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with path.open("wb") as out:
        write_zip(out, [(MANIFEST, bytes(20 << 20))])
    assert "unsafe" not in codes(check_bundle(path))


def test_a_zip_of_too_many_bytes_or_files_is_refused(
    tmp_path: Path, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = pack(tmp_path / "a.zip", files)
    for bound in ("MOST_FILES", "MOST_BYTES", "MOST_OF_ONE"):
        with monkeypatch.context() as patch:
            patch.setattr(verifier, bound, 3)
            assert codes(check_bundle(path)) == {"unsafe"}


def test_what_is_no_zip_is_broken(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    for content in (b"", b"PK\x03\x04", b"x" * 1000):
        path.write_bytes(content)
        assert codes(check_bundle(path)) == {"damaged"}


def test_a_zip_cut_anywhere_is_never_taken_for_whole(tmp_path: Path, files: Files) -> None:
    content = pack(tmp_path / "a.zip", files).read_bytes()
    path = tmp_path / "b.zip"
    for place in range(0, len(content), len(content) // 97):
        path.write_bytes(content[:place])
        assert check_bundle(path).faults


@pytest.mark.parametrize(
    "manifest", [b"", b"[]", b"{}", b'{"files": 1}', b'{"files": [{"path": "../a", "sha256": ""}]}']
)
def test_a_manifest_that_is_none_is_found(tmp_path: Path, files: Files, manifest: bytes) -> None:
    sealed = f"{hashlib.sha256(manifest).hexdigest()}  {MANIFEST}\n".encode()
    report = check_bundle(pack(tmp_path / "a.zip", {**files, MANIFEST: manifest, SEAL: sealed}))
    assert codes(report) == {"manifest"}


def unpack(folder: Path, files: Files) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def test_an_unpacked_bundle_is_checked_like_a_packed_one(tmp_path: Path, files: Files) -> None:
    folder = unpack(tmp_path / "open", files)
    assert verify_bundle(folder).faults == ()
    (folder / "claims.jsonl").write_bytes(files["claims.jsonl"] + b"\n")
    (folder / "more").symlink_to("claims.jsonl")
    assert codes(verify_bundle(folder)) == {"unsafe"}
    (folder / "more").unlink()
    assert "changed" in codes(verify_bundle(folder))


def run_verifier(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "-B", str(folder / "verify.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def test_the_bundles_own_check_runs_alone_and_says_the_same(tmp_path: Path, files: Files) -> None:
    folder = unpack(tmp_path / "open", files)
    fine = run_verifier(folder)
    assert (fine.returncode, fine.stderr) == (FINE, "")
    assert hashlib.sha256(files[MANIFEST]).hexdigest() in fine.stdout
    changed = {**files, "README.md": b"\x1b[2Jx"}
    broken = run_verifier(folder, str(pack(tmp_path / "a.zip", changed)))
    assert (broken.returncode, broken.stderr) == (BROKEN, "")
    assert "README.md" in broken.stdout
    assert run_verifier(folder, str(tmp_path / "none.zip")).returncode == NONE


def test_the_verifier_imports_nothing_but_the_standard_library() -> None:
    tree = ast.parse(Path(verifier.__file__).read_text(encoding="utf-8"))
    imported = {
        name.partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [one.name for one in node.names])
    }
    assert imported <= sys.stdlib_module_names


@pytest.mark.parametrize("language", languages())
def test_a_bundle_explains_itself_in_the_language_of_its_page(tmp_path: Path, store: Store, language: str) -> None:
    account = build_account(store)
    made = write_dossier(account, load_packs(), language=language)
    path = tmp_path / "dossier.zip"
    write_bundle(path, made, store, language=language, standing=Standing())
    with zipfile.ZipFile(path) as opened:
        read_me, names = opened.read("README.md").decode(), opened.namelist()
        assert f"\n{made.title}" in f"\n{read_me.removeprefix('# ')}"
        assert all(f"`{name}`" in read_me for name in names if "/" not in name and name != "README.md")
        assert "SENTENCES: dict[str, str] = {}" not in opened.read("verify.py").decode()
