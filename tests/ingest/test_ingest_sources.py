"""Which files are read, and what is refused before reading."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from neraca.errors import NeracaError
from neraca.ingest import SourcePath, list_sources, read_source
from neraca.ingest.sources import ARTICLE_LIMIT


def names(path: Path) -> list[str]:
    return [source.name for source in list_sources(path)]


def refusal(path: Path) -> str:
    with pytest.raises(NeracaError) as caught:
        read_source(SourcePath(name=path.name, path=path))
    return caught.value.code


def test_a_folder_gives_its_articles_sorted_with_slashes(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("b/2.html", "a.txt", "c.md", "planted.toml", "foto.webp", ".hidden.txt", "README.md"):
        (tmp_path / name).write_text("x")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "d.txt").write_text("x")
    assert names(tmp_path) == ["a.txt", "b/2.html", "c.md"]


def test_a_file_is_named_by_itself(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    assert names(tmp_path / "a.txt") == ["a.txt"]


def test_a_path_to_nothing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NeracaError, match="N301"):
        list_sources(tmp_path / "none")


def test_a_file_without_a_reader_is_named_with_a_way_out(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"PK")
    assert refusal(tmp_path / "a.docx") == "N310"


def test_an_empty_or_missing_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b" \n")
    assert refusal(tmp_path / "a.txt") == "N302"
    assert refusal(tmp_path / "b.txt") == "N301"


def test_a_file_that_is_far_too_large_is_refused_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(ARTICLE_LIMIT + 1)
    assert refusal(path) == "N305"


def test_the_original_bytes_are_kept_and_hashed(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"kata\r\n")
    read = read_source(SourcePath(name="a.txt", path=path))
    assert read.data == b"kata\r\n"
    assert read.sha256 == hashlib.sha256(b"kata\r\n").hexdigest()


def test_a_pipe_among_the_articles_is_refused_and_not_waited_on(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert names(tmp_path) == ["a.txt"]
    assert refusal(tmp_path / "a.txt") == "N311"


def test_a_name_that_is_no_utf_8_is_spelled_out(tmp_path: Path) -> None:
    file = Path(os.fsdecode(os.fsencode(tmp_path) + b"/berita\xff.txt"))
    file.write_text("x")
    assert names(tmp_path) == names(file) == ["berita\\xff.txt"]


def test_a_name_that_is_too_long_leads_nowhere() -> None:
    with pytest.raises(NeracaError) as caught:
        list_sources(Path("x" * 300 + ".txt"))
    assert caught.value.code == "N301"
