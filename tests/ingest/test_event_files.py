"""Files of event data sets are found in folders and archives, and what is hostile or broken is refused."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neraca.errors import NeracaError
from neraca.ingest import event_files
from neraca.ingest.event_files import find_event_files, text_encoding, text_lines


def contents(path: Path) -> dict[str, bytes]:
    return {file.name: file.read() for file in find_event_files(path)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "set"
    made.mkdir()
    (made / "b.txt").write_bytes(b"two")
    (made / "a.txt").write_bytes(b"one")
    (made / ".hidden").write_bytes(b"no")
    return made


def test_the_files_of_a_folder_come_by_name_without_hidden_ones(folder: Path) -> None:
    assert list(contents(folder).items()) == [("a.txt", b"one"), ("b.txt", b"two")]


def test_what_is_packed_in_a_folder_is_unpacked(folder: Path) -> None:
    (folder / "c.txt.gz").write_bytes(gzip.compress(b"three"))
    with zipfile.ZipFile(folder / "d.zip", "w") as archive:
        archive.writestr("in/e.txt", "four")
        archive.writestr("__MACOSX/e.txt", "no")
    assert contents(folder) == {"a.txt": b"one", "b.txt": b"two", "c.txt": b"three", "d.zip/in/e.txt": b"four"}


def test_a_single_file_is_a_set_of_one(folder: Path) -> None:
    packed = folder / "c.tsv.gz"
    packed.write_bytes(gzip.compress(b"three"))
    assert contents(folder / "a.txt") == {"a.txt": b"one"}
    assert contents(packed) == {"c.tsv": b"three"}


@pytest.mark.parametrize(("name", "content"), [("a.zip", b"PK no zip"), ("a.gz", b"no gzip"), ("b.gz", None)])
def test_a_broken_archive_is_refused(tmp_path: Path, name: str, content: bytes | None) -> None:
    path = tmp_path / name
    path.write_bytes(content if content is not None else gzip.compress(bytes(range(256)) * 9)[:-20])
    with pytest.raises(NeracaError, match="N331"):
        contents(path)


def test_what_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_files, "MOST_BYTES", 1000)
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"0" * 1001)
    with pytest.raises(NeracaError, match="N332"):
        contents(path)


def test_a_path_that_leads_nowhere_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NeracaError, match="N301"):
        find_event_files(tmp_path / "none")


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (b"", "utf-8-sig"),
        ("\ufeffKérékou".encode(), "utf-8-sig"),
        ("Kérékou".encode("cp1252"), "cp1252"),
        (b"\x81\xe9", "latin-1"),
        ("Kérékou".encode("utf-16"), "utf-16"),
    ],
)
def test_the_encoding_is_found(content: bytes, encoding: str) -> None:
    assert text_encoding(content) == encoding


def test_nul_bytes_are_no_text() -> None:
    with pytest.raises(NeracaError, match="N303"):
        text_encoding(b"a\0b")


@given(st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=8)), st.sampled_from(["\n", "\r\n"]))
def test_lines_keep_their_numbers_whatever_ends_them(lines: list[str], end: str) -> None:
    content = end.join(lines).encode()
    told = [(number, line) for number, line in enumerate(lines, start=1) if line.strip()]
    assert list(text_lines(content, "utf-8")) == told


def test_a_name_that_stands_twice_in_an_archive_is_one_file(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("a.txt", "old")
        archive.writestr("a.txt", "new")
    found = find_event_files(tmp_path / "a.zip")
    assert [(file.name, file.read()) for file in found] == [("a.txt", b"new")]
