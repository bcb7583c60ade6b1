"""Files on disk: which of them are read, and their bytes."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from neraca.errors import fail

MEDIA_TYPES: dict[str, str] = {
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".json": "application/json",
    ".jsonl": "application/x-ndjson",
    ".csv": "text/csv",
}

# An article of a million words has 7 MB. Tables hold many articles and are read whole: 250 MB need about 1 GB.
ARTICLE_LIMIT = 20_000_000
TABLE_LIMIT = 250_000_000
_TABLES = frozenset((".json", ".jsonl", ".csv"))
# Files about a folder, in any format.
_ABOUT = frozenset(("readme", "license", "licence", "notice", "changelog", "contributing", "copying"))


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class SourcePath:
    """A file to read; `name` is its path relative to what was added, with `/` between its parts."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file's bytes and their SHA-256 in lower-case hexadecimal."""

    name: str
    data: bytes
    sha256: str


def list_sources(path: Path) -> tuple[SourcePath, ...]:
    """The files to read at a path, sorted by name.

    A file is itself, whatever its suffix: `read_source` refuses what has no reader. A folder gives its
    readable files at any depth. Passed over, so that an article's neighbours do no harm: hidden files and folders,
    folders behind links, files of other kinds (images, `.toml`), and files about the folder (`README.md`).

    Raises:
        NeracaError: N301 when nothing is there, N311 when the folder cannot be listed.
    """
    if os.path.isfile(path):  # noqa: PTH113 - unlike Path.is_file, no error for a name that is too long
        return (SourcePath(name=_readable(path.name), path=path),)
    if not os.path.isdir(path):  # noqa: PTH112 - as above
        raise fail("N301", where=_readable(str(path)))
    found: list[SourcePath] = []

    def refuse(error: OSError) -> None:
        raise fail("N311", where=str(error.filename or path), detail=error.strerror or str(error)) from error

    for folder, folders, files in os.walk(path, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in files:
            file = Path(folder, name)
            if not name.startswith(".") and file.suffix.lower() in MEDIA_TYPES and file.stem.lower() not in _ABOUT:
                found.append(SourcePath(name=_readable(file.relative_to(path).as_posix()), path=file))
    return tuple(sorted(found, key=lambda source: source.name))


def _readable(name: str) -> str:
    """The name as text; records hold no others, so bytes that are no UTF-8 are spelled out in hexadecimal."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def read_source(source_path: SourcePath) -> Source:
    """Read a file's bytes.

    Raises:
        NeracaError: N301 gone, N302 empty, N305 too large, N310 no reader for its suffix, N311 cannot be opened.
    """
    suffix = source_path.path.suffix.lower()
    name = source_path.name
    if suffix not in MEDIA_TYPES:
        raise fail("N310", where=name, suffix=suffix or "nameless")
    limit = TABLE_LIMIT if suffix in _TABLES else ARTICLE_LIMIT
    try:
        # Asked before reading: a file that is far too large must cost neither time nor memory.
        status = source_path.path.stat()
        if not stat.S_ISREG(status.st_mode):
            # A pipe would be waited on for ever.
            raise fail("N311", where=name, detail="a pipe, socket or device, not a file")
        if status.st_size > limit:
            raise fail("N305", where=name, size=f"{status.st_size:,}", limit=f"{limit:,}")
        content = source_path.path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise fail("N301", where=name) from error
    except OSError as error:
        raise fail("N311", where=name, detail=error.strerror or str(error)) from error
    if not content.strip():
        raise fail("N302", where=name)
    return Source(name=name, data=content, sha256=hashlib.sha256(content).hexdigest())
