"""Keeps what was concluded from a store beside it, so that only the first view after a change waits for it.

A convenience, and no truth: it can be deleted at any time, is made again when anything it rests on changes (documents,
judgements, the program and its data), and `verify` deletes it.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from neraca import __version__
from neraca.codec.json import decode, encode
from neraca.errors import NeracaError
from neraca.records import Derivation, Entry, Event

FOLDER = "accounts"
# Views of several days stand side by side; the oldest go first.
_MOST_KEPT = 8
_DIGEST = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclusions:
    """What an account says beyond documents and claims."""

    derivations: tuple[Derivation, ...]
    events: tuple[Event, ...]
    entries: tuple[Entry, ...]


def name_conclusions(parts: Iterable[str]) -> str:
    """A name for what follows from these ids and digests; with another program it is another."""
    whole = hashlib.sha256(_program().encode())
    for part in parts:
        whole.update(f"\n{part}".encode())
    return whole.hexdigest()[:_DIGEST]


def read_conclusions(store_folder: Path, name: str) -> Conclusions | None:
    """What is kept under a name; None where there is nothing, or nothing that can be used."""
    try:
        packed = (store_folder / FOLDER / name).read_bytes()
        digest, body = packed[:_DIGEST], packed[_DIGEST:]
        if hashlib.sha256(body).digest() != digest:
            return None
        return decode(zlib.decompress(body), Conclusions)
    except (OSError, zlib.error, NeracaError):
        return None


def keep_conclusions(store_folder: Path, name: str, conclusions: Conclusions) -> None:
    """Keep them, whole or not at all; where the folder cannot be written, nothing happens."""
    folder = store_folder / FOLDER
    body = zlib.compress(encode(conclusions), 1)
    with suppress(OSError):
        folder.mkdir(exist_ok=True)
        part = folder / f".{name}.part"
        part.write_bytes(hashlib.sha256(body).digest() + body)
        part.replace(folder / name)
        kept = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime_ns, reverse=True)
        for path in kept[_MOST_KEPT:]:
            path.unlink(missing_ok=True)


def forget_conclusions(store_folder: Path) -> None:
    """Delete all that is kept beside a store."""
    with suppress(OSError):
        for path in (store_folder / FOLDER).iterdir():
            path.unlink(missing_ok=True)
        (store_folder / FOLDER).rmdir()


@lru_cache(maxsize=1)
def _program() -> str:
    """The version, and the sizes and times of the package's files: an editor's change counts as well."""
    root = Path(str(files("neraca")))
    known = [
        f"{path.relative_to(root)} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in sorted(_files(root))
    ]
    return "\n".join((__version__, *known))


def _files(root: Path) -> Iterable[Path]:
    return (path for path in root.rglob("*") if path.is_file() and path.suffix != ".pyc")
