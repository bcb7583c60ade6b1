"""Articles that come through a browser: kept in a private folder under safe names, then added as any others."""

from __future__ import annotations

import hashlib
import re
import shutil
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from neraca.errors import fail
from neraca.ingest import Given
from neraca.packs.catalogue import load_packs
from neraca.service.adding import Report, add
from neraca.service.imports import Imported, import_file
from neraca.store import Store

PROGRESS = "progress"
FILES = "files"
_LONGEST_NAME = 120
_UNSAFE = re.compile(r"[^\w .,()\[\]+&'’@=-]+")
_SEPARATORS = re.compile(r"[/\\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """What came of files that were added.

    Attributes:
        report: As the command line has it.
        new: Ids of documents that were not there before.
        known: Ids of documents that were.
        state: Of the store behind it (`Store.state`): who shows that state or a later one shows all of this.
    """

    report: Report
    new: tuple[str, ...]
    known: tuple[str, ...]
    state: int


def safe_name(name: str, *, otherwise: str = "upload.txt") -> str:
    """A file's name and nothing else, from what a browser calls it: no folder, no hidden file, no odd character."""
    last = _SEPARATORS.split(unicodedata.normalize("NFC", name))[-1]
    kept = " ".join(_UNSAFE.sub(" ", last).split()).strip(" .")
    stem, dot, suffix = kept.rpartition(".")
    if not dot:
        stem, suffix = kept, ""
    stem = stem.strip(" .")
    while len(stem.encode()) > _LONGEST_NAME:
        stem = stem[:-1]
    tail = f".{suffix.strip()[:10]}" if suffix.strip() else ""
    return f"{stem.strip()}{tail}" if stem.strip() else otherwise


def keep_files(folder: Path, files: Iterable[tuple[str, BinaryIO]]) -> tuple[Path, ...]:
    """Write files into a folder of their own, each under its safe name; two of one name stand in two folders.

    Args:
        folder: Private.
        files: Names as the browser said them, and what they hold.
    """
    kept: list[Path] = []
    for name, content in files:
        safe = safe_name(name)
        place = folder / FILES
        for number in range(2, len(kept) + 3):
            if not (place / safe).exists():
                break
            # No safe name begins with a full stop.
            place = folder / FILES / f".{number}"
        place.mkdir(parents=True, exist_ok=True)
        with (place / safe).open("xb") as out:
            shutil.copyfileobj(content, out)
        kept.append(place / safe)
    return tuple(kept)


def keep_text(folder: Path, *, title: str, text: str) -> Path:
    """Write a pasted text into a folder, with its title as its first line; its name tells the two apart from others."""
    whole = f"{' '.join(title.split())}\n\n{text.strip()}\n" if title.strip() else f"{text.strip()}\n"
    content = unicodedata.normalize("NFC", whole.replace("\r\n", "\n").replace("\r", "\n")).encode("utf-8", "replace")
    words = re.findall(r"\w+", (title.strip() or text.strip())[:80])[:8]
    head = "-".join(words).casefold() or "text"
    place = folder / FILES
    place.mkdir(parents=True, exist_ok=True)
    path = place / safe_name(f"{head}-{hashlib.sha256(content).hexdigest()[:8]}.txt")
    path.write_bytes(content)
    return path


def read_given(*, date: str, outlet: str, url: str) -> Given:
    """What a person says about all the articles.

    Raises:
        NeracaError: N103, when the day is none; N126, when the address is none of the web.
    """
    if date.strip():
        try:
            datetime.fromisoformat(date.strip())
        except ValueError as error:
            raise fail("N103", value=date.strip()) from error
    address = url.strip()
    if address and not _is_address(address):
        raise fail("N126", value=address)
    return Given(date=date.strip(), outlet=" ".join(outlet.split()), url=address)


def add_upload(folder: Path, store: Path, given: Given, workers: int | None) -> Came:
    """Add the files that were kept in a folder; they are gone afterwards, and the store has their bytes.

    Args:
        folder: As for `keep_files`; how far it is stands in its file `progress`.
        store: The store's folder.
        given: Facts about all documents.
        workers: Number of processes.

    Raises:
        NeracaError: As `Store.create`.
    """
    place = folder / FILES
    paths = sorted(path for path in place.rglob("*") if path.is_file())
    digests = [hashlib.sha256(path.read_bytes()).hexdigest() for path in paths]
    with Store.create(store) as opened:
        before = _documents(opened, digests)
        report = add(paths, opened, given=given, workers=workers, progress=progress_of(folder))
        after, state = _documents(opened, digests), opened.state()
    shutil.rmtree(place, ignore_errors=True)
    known = frozenset(before)
    return Came(
        report=report,
        new=tuple(one for one in after if one not in known),
        known=tuple(one for one in after if one in known),
        state=state,
    )


def import_upload(folder: Path, store: Path, name: str) -> Imported:
    """Import the file that was kept in a folder; it is gone afterwards.

    Args:
        folder: As for `keep_files`.
        store: The store's folder.
        name: The format, one of `IMPORTS`.

    Raises:
        NeracaError: As `import_file`.
    """
    place = folder / FILES
    (path,) = (one for one in place.rglob("*") if one.is_file())
    try:
        with Store.create(store) as opened:
            return import_file(path, opened, load_packs(), name=name)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def progress_of(folder: Path) -> Callable[[int, int], None]:
    """Says how far work is, in a file that another process reads whole or not at all."""

    def tell(done: int, total: int) -> None:
        part = folder / f".{PROGRESS}"
        part.write_text(f"{done} {total}", encoding="ascii")
        part.replace(folder / PROGRESS)

    return tell


def _documents(store: Store, digests: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for digest in digests for one in store.documents_from(digest)))


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and not any(map(str.isspace, text))
    except ValueError:
        return False
