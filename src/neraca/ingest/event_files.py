"""The files of an event data set, wherever they lie: in a folder, in a zip, packed one by one."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from neraca.errors import fail

MOST_BYTES = 950_000_000
"""Of one file, unpacked: SQLite takes no more than 1,000,000,000 in one value."""
_DAMAGED = (zipfile.BadZipFile, EOFError, zlib.error, RuntimeError, NotImplementedError, gzip.BadGzipFile)
GUESSED = ("cp1252", "latin-1")
"""Encodings that nothing in a file names."""
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFile:
    """One file; `name` is its path under what was named, with `/`, without the ending of its packing."""

    name: str
    read: Callable[[], bytes]

    @property
    def stem(self) -> str:
        """The name without its folders, in lower case."""
        return self.name.rpartition("/")[2].casefold()


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


def find_event_files(path: Path) -> tuple[EventFile, ...]:
    """The files in a folder, a zip or a gzip, sorted by name; of archives in a folder what is in them; or the file.

    Raises:
        NeracaError: N301, when there is none; N311, when the system refuses; N331, for a broken archive. Reading a file
            may raise N311, N331, or N332 where it is too large.
    """
    if not path.exists():
        raise fail("N301", where=str(path))
    if path.is_dir():
        inside = [one for one in sorted(path.rglob("*")) if one.is_file() and not _hidden(one.relative_to(path))]
        found = [file for one in inside for file in _files_of(one, one.relative_to(path).as_posix())]
    else:
        found = list(_files_of(path, ""))
    return tuple(sorted(found, key=lambda file: file.name))


def text_encoding(content: bytes) -> str:
    """How a file is to be read: UTF-8, UTF-16 where its mark says so, else Windows-1252, or Latin-1 where that fails.

    Raises:
        NeracaError: N303, when it holds NUL bytes and is no UTF-16.
    """
    if content.startswith(_UTF16):
        return "utf-16"
    if b"\0" in content:
        raise fail("N303", detail="NUL bytes")
    return next((name for name in ("utf-8-sig", GUESSED[0]) if _is_text(content, name)), GUESSED[1])


def text_lines(content: bytes, encoding: str) -> Iterator[tuple[int, str]]:
    """The lines that hold something, without their ends, each with its number from 1."""
    with io.TextIOWrapper(io.BytesIO(content), encoding=encoding, errors="replace") as lines:
        for number, line in enumerate(lines, start=1):
            bare = line.rstrip("\n")
            if bare and not bare.isspace():
                yield number, bare


def _hidden(path: Path) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in path.parts)


def _files_of(path: Path, name: str) -> Iterator[EventFile]:
    """The file itself, or what is packed in it; `name` is "" where the archive was named itself."""
    suffix = path.suffix.casefold()
    if suffix == ".zip":
        yield from _zipped(path, f"{name}/" if name else "")
    elif suffix == ".gz":
        yield EventFile(name=name.removesuffix(path.suffix) or path.stem, read=partial(_gunzip, path))
    else:
        yield EventFile(name=name or path.name, read=partial(_plain, path))


def _zipped(path: Path, before: str) -> Iterator[EventFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            # A name that stands twice is opened as the last of its kind.
            members = dict.fromkeys(one.filename for one in archive.infolist() if not one.is_dir())
    except OSError as error:
        raise fail("N311", where=str(path), detail=error.strerror or error) from error
    except _DAMAGED as error:
        raise fail("N331", where=str(path), detail=error) from error
    for member in members:
        if not _hidden(Path(member)):
            yield EventFile(name=f"{before}{member}", read=partial(_unzip, path, member))


def _plain(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return _bounded(stream, str(path))
    except OSError as error:
        raise fail("N311", where=str(path), detail=error.strerror or error) from error


def _gunzip(path: Path) -> bytes:
    try:
        with path.open("rb") as raw, gzip.GzipFile(fileobj=raw) as stream:
            return _bounded(stream, str(path))
    except _DAMAGED as error:
        raise fail("N331", where=str(path), detail=error) from error
    except OSError as error:
        raise fail("N311", where=str(path), detail=error.strerror or error) from error


def _unzip(path: Path, member: str) -> bytes:
    where = f"{path}/{member}"
    try:
        with zipfile.ZipFile(path) as archive, archive.open(member) as stream:
            return _bounded(stream, where)
    except _DAMAGED as error:
        raise fail("N331", where=where, detail=error) from error
    except OSError as error:
        raise fail("N311", where=where, detail=error.strerror or error) from error


def _bounded(stream: _Readable, where: str) -> bytes:
    """All of a stream, unless it is too much: an archive of a few bytes may unpack to any number."""
    content = stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise fail("N332", where=where, limit=f"{MOST_BYTES:,}")
    return content


def _is_text(content: bytes, encoding: str) -> bool:
    try:
        for _ in io.TextIOWrapper(io.BytesIO(content), encoding=encoding):
            pass
    except UnicodeDecodeError:
        return False
    return True
