"""Checks that a dossier's bundle is whole: every file, every original, every quoted word.

Each bundle carries this file as `verify.py`, with its sentences in the page's language. It needs Python 3.11 and
nothing else: run it in the unpacked folder, or give it a bundle. Exit code 0: whole; 4: broken; 2: there is no bundle.
"""

from __future__ import annotations

import hashlib
import json
import re
import stat
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Protocol, TypeVar

# Filled in the copy that a bundle carries; in the program they are in the catalogue, with `bundle.` before them.
SENTENCES: dict[str, str] = {}

FINE, NONE, BROKEN = 0, 2, 4
MANIFEST, SEAL = "manifest.json", "manifest.sha256"
DOCUMENTS, CLAIMS, SPANS, PAGE = "documents.jsonl", "claims.jsonl", "spans.jsonl", "dossier.html"

# No bundle of ours comes near these; a hostile one must not fill memory, or keep us busy for days.
MOST_FILES, MOST_BYTES, MOST_OF_ONE = 2_000_000, 64 << 30, 1 << 30
SMALL, MOST_PACKED = 8 << 20, 300
_CHUNK, _SHOWN = 1 << 20, 100
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(?:/[A-Za-z0-9][A-Za-z0-9._-]*)*")
_ANCHOR = re.compile(rb'id="(claim-[0-9a-f]{16})"')
# What Python's zipfile raises at damage is not one family.
_DAMAGED = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, RuntimeError, ValueError, OverflowError)
_UNREADABLE = (OSError, *_DAMAGED)


Row = TypeVar("Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something that is not as it was written: a key of `SENTENCES`, the file or row, and what is wrong."""

    code: str
    where: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a check found.

    Attributes:
        digest: SHA-256 of the manifest as it is.
        spans: Quoted places; `compared` of them with their texts.
    """

    faults: tuple[Fault, ...]
    digest: str = ""
    files: int = 0
    documents: int = 0
    spans: int = 0
    compared: int = 0

    @property
    def has_texts(self) -> bool:
        """Whether the texts were there to be compared with."""
        return self.compared == self.spans


class Bundle(Protocol):
    """A bundle that can be read: a folder or a zip."""

    def names(self) -> frozenset[str]:
        """Names of all files, with `/` between their parts."""

    def open(self, name: str) -> IO[bytes]:
        """A file's bytes."""


class UnsafeError(Exception):
    """A bundle that is not read any further; where, and why."""

    def __init__(self, code: str, where: str, detail: str) -> None:
        super().__init__(code, where, detail)
        self.fault = Fault(code=code, where=where, detail=detail)


def check_bundle(path: Path) -> Report:
    """All faults of the bundle at a path, a folder or a zip."""
    try:
        if path.is_dir():
            return _check(_Folder(path))
        with zipfile.ZipFile(path) as opened:
            return _check(_Zip(opened))
    except UnsafeError as error:
        return Report(faults=(error.fault,))
    except _UNREADABLE as error:
        return Report(faults=(Fault(code="damaged", where=path.name, detail=str(error) or type(error).__name__),))


class _Folder:
    """A bundle that was unpacked. Hidden files are not looked at: systems put theirs anywhere."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def names(self) -> frozenset[str]:
        found = set()
        for path in self._root.rglob("*"):
            name = path.relative_to(self._root).as_posix()
            if any(part.startswith(".") or part == "__pycache__" for part in name.split("/")):
                continue
            if path.is_symlink():
                raise UnsafeError("unsafe", name, "a link")
            if path.is_file():
                found.add(name)
        return frozenset(found)

    def open(self, name: str) -> IO[bytes]:
        return (self._root / name).open("rb")


class _Zip:
    """A bundle as it was written; nothing of it is unpacked to disk."""

    def __init__(self, opened: zipfile.ZipFile) -> None:
        self._opened = opened
        self._infos: dict[str, zipfile.ZipInfo] = {}
        listed = opened.infolist()
        if len(listed) > MOST_FILES:
            raise UnsafeError("unsafe", "zip", f"{len(listed)} files")
        if sum(info.file_size for info in listed) > MOST_BYTES:
            raise UnsafeError("unsafe", "zip", "too large when unpacked")
        seen: set[str] = set()
        for info in listed:
            # `orig_filename` is what the file says: Python cuts names at a NUL and turns backslashes on Windows.
            name = info.orig_filename
            why = _refused(info, name)
            if why or name.casefold() in seen:
                raise UnsafeError("unsafe", ascii(name)[:200], why or "the name stands there twice")
            seen.add(name.casefold())
            self._infos[name] = info

    def names(self) -> frozenset[str]:
        return frozenset(self._infos)

    def open(self, name: str) -> IO[bytes]:
        return self._opened.open(self._infos[name])


def _refused(info: zipfile.ZipInfo, name: str) -> str:
    """Why a member of a zip is not read; "" where nothing speaks against it."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    if not _NAME.fullmatch(name):
        return "a name that leads out of the folder, or with other signs than letters, digits, dots and dashes"
    if kind not in (0, stat.S_IFREG):
        return "neither a file nor a folder"
    if info.flag_bits & 1 or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "encrypted, or packed in another way than ours"
    packed_well = info.file_size > SMALL and info.file_size > MOST_PACKED * max(1, info.compress_size)
    if info.file_size > MOST_OF_ONE or packed_well:
        return "too large when unpacked"
    return ""


@dataclass(slots=True)
class _Text:
    """A document as `documents.jsonl` has it; `text` is read when it is needed."""

    id: str
    label: str
    path: str


@dataclass(slots=True)
class _Look:
    """A bundle as it is looked at: what was found in it so far; `held` is the text read last, with its name."""

    bundle: Bundle
    names: frozenset[str]
    faults: list[Fault] = field(default_factory=list)
    digests: dict[str, str] = field(default_factory=dict)
    claims: set[str] = field(default_factory=set)
    spans: int = 0
    compared: int = 0
    held: tuple[str, str] = ("", "")

    def tell(self, code: str, where: str, detail: object = "") -> None:
        """Keep a fault."""
        self.faults.append(Fault(code=code, where=where, detail=str(detail)))


def _check(bundle: Bundle) -> Report:
    look = _Look(bundle, bundle.names())
    manifest, digest = _manifest(look)
    if manifest is None:
        return Report(faults=tuple(look.faults), digest=digest)
    _files(look, manifest)
    documents = {one.id: one for one in _documents(look)}
    _spans(look, documents)
    _claims(look, documents)
    if PAGE in look.digests:
        shown = {found.decode() for found in _ANCHOR.findall(_read(bundle, PAGE))}
        for claim in sorted(shown - look.claims):
            look.tell("page", PAGE, claim)
    return Report(
        faults=tuple(dict.fromkeys(look.faults)),
        digest=digest,
        files=len(look.digests),
        documents=len(documents),
        spans=look.spans,
        compared=look.compared,
    )


def _manifest(look: _Look) -> tuple[Mapping[str, Any] | None, str]:
    for name in (MANIFEST, SEAL):
        if name not in look.names:
            look.tell("missing", name)
            return None, ""
    content = _read(look.bundle, MANIFEST)
    digest = hashlib.sha256(content).hexdigest()
    if _read(look.bundle, SEAL) != f"{digest}  {MANIFEST}\n".encode():
        look.tell("manifest", MANIFEST, f"its SHA-256 is {digest}")
    try:
        manifest = json.loads(content)
        if not isinstance(manifest, dict) or not all(map(_is_listed, manifest["files"])):
            raise ValueError("no list of files")
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        look.tell("manifest", MANIFEST, error)
        return None, digest
    return manifest, digest


def _is_listed(row: object) -> bool:
    return (
        isinstance(row, dict)
        and isinstance(row.get("path"), str)
        and isinstance(row.get("sha256"), str)
        and _NAME.fullmatch(row["path"]) is not None
    )


def _files(look: _Look, manifest: Mapping[str, Any]) -> None:
    """Digests of all files that are there; faults where one is another than the manifest says."""
    listed = {row["path"]: row["sha256"] for row in manifest["files"]}
    for name in sorted(look.names - listed.keys() - {MANIFEST, SEAL}):
        look.tell("extra", name)
    for name, expected in listed.items():
        if name not in look.names:
            look.tell("missing", name)
            continue
        try:
            look.digests[name] = _digest(look.bundle, name)
        except _UNREADABLE as error:
            look.tell("damaged", name, error)
            continue
        if look.digests[name] != expected:
            look.tell("changed", name, look.digests[name])


def _documents(look: _Look) -> Iterator[_Text]:
    def read(row: Mapping[str, Any]) -> tuple[_Text, tuple[tuple[str, str | None, str], ...]]:
        path, file = (None if row[key] is None else _string(row, key) for key in ("text", "original"))
        one = _Text(id=_string(row, "id"), label=_string(row, "document"), path=path if path in look.digests else "")
        return one, (("original", file, _string(row, "sha256")), ("text", path, _string(row, "text_sha256")))

    for _, (one, files) in _rows(look, DOCUMENTS, read=read):
        for code, path, expected in files:
            if path is not None and look.digests.get(path) != expected:
                look.tell(code, one.label, look.digests.get(path) or path)
        yield one


def _spans(look: _Look, documents: Mapping[str, _Text]) -> None:
    def read(row: Mapping[str, Any]) -> tuple[str, Any, Any, str]:
        return _string(row, "document"), row["start"], row["end"], _string(row, "exact")

    for where, (document, start, end, exact) in _rows(look, SPANS, read=read):
        _compare(look, documents.get(document), (start, end, exact), where=where)


def _claims(look: _Look, documents: Mapping[str, _Text]) -> None:
    def read(row: Mapping[str, Any]) -> tuple[str, str, Any, Any, str]:
        span = row["span"]
        return _string(row, "id"), _string(row, "document"), span["start"], span["end"], _string(span, "exact")

    by_label = {one.label: one for one in documents.values()}
    for _, (own_id, label, start, end, exact) in _rows(look, CLAIMS, read=read):
        look.claims.add(own_id)
        _compare(look, by_label.get(label), (start, end, exact), where=own_id)


def _compare(look: _Look, document: _Text | None, place: tuple[Any, Any, str], *, where: str) -> None:
    start, end, exact = place
    look.spans += 1
    if document is None:
        look.tell("unknown", where, exact[:_SHOWN])
        return
    if not document.path:
        return
    look.compared += 1
    if look.held[0] != document.path:
        try:
            look.held = (document.path, _read(look.bundle, document.path).decode("utf-8"))
        except _UNREADABLE as error:
            look.tell("damaged", document.path, error)
            return
    text = look.held[1]
    inside = type(start) is int and type(end) is int and 0 <= start < end <= len(text)
    if not inside or text[start:end] != exact:
        look.tell("words", f"{document.label} [{start}:{end}]"[:300], exact[:_SHOWN])


def _rows(look: _Look, name: str, *, read: Callable[[Mapping[str, Any]], Row]) -> Iterator[tuple[str, Row]]:
    """What is read from each line of a file of JSON lines, with its place."""
    if name not in look.names:
        look.tell("missing", name)
        return
    try:
        with look.bundle.open(name) as opened:
            for number, line in enumerate(opened, start=1):
                where = f"{name}:{number}"
                try:
                    found = read(json.loads(line))
                except (ValueError, KeyError, TypeError, RecursionError) as error:
                    look.tell("row", where, error)
                else:
                    yield where, found
    except _UNREADABLE as error:
        look.tell("damaged", name, error)


def _string(row: Mapping[str, Any], key: str) -> str:
    value = row[key]
    if not isinstance(value, str):
        raise TypeError(key)
    return value


def _digest(bundle: Bundle, name: str) -> str:
    digest, size = hashlib.sha256(), 0
    with bundle.open(name) as opened:
        while part := opened.read(_CHUNK):
            digest.update(part)
            size += len(part)
            if size > MOST_OF_ONE:
                raise UnsafeError("unsafe", name, "too large when unpacked")
    return digest.hexdigest()


def _read(bundle: Bundle, name: str) -> bytes:
    with bundle.open(name) as opened:
        content = opened.read(MOST_OF_ONE + 1)
    if len(content) > MOST_OF_ONE:
        raise UnsafeError("unsafe", name, "too large when unpacked")
    return content


def tell_report(report: Report, path: str, sentences: Mapping[str, str]) -> Iterator[str]:
    """The report in lines for people."""
    for fault in report.faults[:_SHOWN]:
        yield f"{fault.where}: {sentences[fault.code].format(detail=fault.detail)}"
    if report.faults:
        yield sentences["broken"].format(path=path, n=len(report.faults))
        return
    key = "fine" if report.has_texts else "hashes"
    yield sentences[key].format(path=path, files=report.files, documents=report.documents, spans=report.spans)
    yield sentences["digest"].format(digest=report.digest)


def main(arguments: Iterable[str]) -> int:
    """Check the bundle that is named, or the folder that this file lies in; return the exit code."""
    named = list(arguments)
    path = Path(named[0]) if named else Path(__file__).resolve().parent
    if not path.exists():
        print(SENTENCES["none"].format(path=path))  # noqa: T201
        return NONE
    report = check_bundle(path)
    for line in tell_report(report, str(path), SENTENCES):
        # What a file's name or a quote holds must not steer the terminal.
        print("".join(sign if sign.isprintable() else "�" for sign in line))  # noqa: T201
    return BROKEN if report.faults else FINE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
