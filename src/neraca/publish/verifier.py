"""Checks that a dossier's bundle is whole: every file, every original, every quoted word.

Each bundle carries this file as `verify.py`, with its sentences in the page's language. It needs Python 3.11 and
nothing else: run it in the unpacked folder, or give it a bundle. Exit code 0: whole; 4: broken; 2: there is no bundle.
"""

from __future__ import annotations

import hashlib
import json
import re
import stat
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Protocol, TypeVar

# Filled in the copy that a bundle carries; in the program they are in the catalogue, with `bundle.` before them.
SENTENCES: dict[str, str] = {}

FINE, NONE, BROKEN = 0, 2, 4
MANIFEST, SEAL = "manifest.json", "manifest.sha256"
DOCUMENTS, CLAIMS, SPANS, PAGE = "documents.jsonl", "claims.jsonl", "spans.jsonl", "dossier.html"

# No bundle of ours comes near these; a hostile one must not fill memory or disk.
MOST_FILES, MOST_BYTES, MOST_OF_ONE = 200_000, 4 << 30, 1 << 30
_SMALL, _MOST_PACKED, _CHUNK, _SHOWN = 8 << 20, 300, 1 << 20, 100
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(?:/[A-Za-z0-9][A-Za-z0-9._-]*)*")
_ANCHOR = re.compile(rb'id="(claim-[0-9a-f]{16})"')
_UNREADABLE = (zipfile.BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError)


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
    packed_well = info.file_size > _SMALL and info.file_size > _MOST_PACKED * max(1, info.compress_size)
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
class _Counted:
    """What was looked at."""

    spans: int = 0
    compared: int = 0
    claims: set[str] = field(default_factory=set)
    held: tuple[str, str] = ("", "")


def _check(bundle: Bundle) -> Report:
    names = bundle.names()
    faults: list[Fault] = []
    manifest, digest = _manifest(bundle, names, faults)
    if manifest is None:
        return Report(faults=tuple(faults), digest=digest)
    digests = dict(_files(bundle, names, manifest, faults))
    documents = {one.id: one for one in _documents(bundle, names, digests, faults)}
    counted = _Counted()
    for check in (_spans, _claims):
        faults += check(bundle, names, documents, counted)
    if PAGE in digests:
        faults += _page(bundle, counted.claims)
    return Report(
        faults=tuple(dict.fromkeys(faults)),
        digest=digest,
        files=len(digests),
        documents=len(documents),
        spans=counted.spans,
        compared=counted.compared,
    )


def _manifest(bundle: Bundle, names: frozenset[str], faults: list[Fault]) -> tuple[Mapping[str, Any] | None, str]:
    for name in (MANIFEST, SEAL):
        if name not in names:
            faults.append(Fault(code="missing", where=name))
            return None, ""
    content = _read(bundle, MANIFEST)
    digest = hashlib.sha256(content).hexdigest()
    if _read(bundle, SEAL) != f"{digest}  {MANIFEST}\n".encode():
        faults.append(Fault(code="manifest", where=MANIFEST, detail=f"its SHA-256 is {digest}"))
    try:
        manifest = json.loads(content)
        if not isinstance(manifest, dict) or not all(map(_is_listed, manifest["files"])):
            raise ValueError("no list of files")
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        faults.append(Fault(code="manifest", where=MANIFEST, detail=str(error)))
        return None, digest
    return manifest, digest


def _is_listed(row: object) -> bool:
    return (
        isinstance(row, dict)
        and isinstance(row.get("path"), str)
        and isinstance(row.get("sha256"), str)
        and _NAME.fullmatch(row["path"]) is not None
    )


def _files(
    bundle: Bundle, names: frozenset[str], manifest: Mapping[str, Any], faults: list[Fault]
) -> Iterator[tuple[str, str]]:
    """Name and digest of each file that is there; faults where it is another than the manifest says."""
    listed = {row["path"]: row["sha256"] for row in manifest["files"]}
    faults += [Fault(code="extra", where=name) for name in sorted(names - listed.keys() - {MANIFEST, SEAL})]
    for name, expected in listed.items():
        if name not in names:
            faults.append(Fault(code="missing", where=name))
            continue
        try:
            found = _digest(bundle, name)
        except _UNREADABLE as error:
            faults.append(Fault(code="damaged", where=name, detail=str(error)))
            continue
        if found != expected:
            faults.append(Fault(code="changed", where=name, detail=found))
        yield name, found


def _documents(
    bundle: Bundle, names: frozenset[str], digests: Mapping[str, str], faults: list[Fault]
) -> Iterator[_Text]:
    def read(row: Mapping[str, Any]) -> tuple[_Text, tuple[tuple[str, Any, str], ...]]:
        path, file = (None if row[key] is None else _string(row, key) for key in ("text", "original"))
        one = _Text(
            id=_string(row, "id"), label=_string(row, "document"), path=path if path and path in digests else ""
        )
        return one, (("original", file, _string(row, "sha256")), ("text", path, _string(row, "text_sha256")))

    for _, (one, files) in _rows(bundle, names, DOCUMENTS, faults, read=read):
        for code, path, expected in files:
            if path is not None and digests.get(path) != expected:
                faults.append(Fault(code=code, where=one.label, detail=digests.get(path) or str(path)))
        yield one


def _spans(bundle: Bundle, names: frozenset[str], documents: Mapping[str, _Text], counted: _Counted) -> Iterator[Fault]:
    def read(row: Mapping[str, Any]) -> tuple[str, Any, Any, str]:
        return _string(row, "document"), row["start"], row["end"], _string(row, "exact")

    faults: list[Fault] = []
    for where, (document, start, end, exact) in _rows(bundle, names, SPANS, faults, read=read):
        faults += _compare(bundle, documents.get(document), (start, end, exact), counted=counted, where=where)
    yield from faults


def _claims(
    bundle: Bundle, names: frozenset[str], documents: Mapping[str, _Text], counted: _Counted
) -> Iterator[Fault]:
    def read(row: Mapping[str, Any]) -> tuple[str, str, Any, Any, str]:
        span = row["span"]
        return _string(row, "id"), _string(row, "document"), span["start"], span["end"], _string(span, "exact")

    by_label = {one.label: one for one in documents.values()}
    faults: list[Fault] = []
    for _, (own_id, label, start, end, exact) in _rows(bundle, names, CLAIMS, faults, read=read):
        counted.claims.add(own_id)
        faults += _compare(bundle, by_label.get(label), (start, end, exact), counted=counted, where=own_id)
    yield from faults


def _compare(
    bundle: Bundle, document: _Text | None, place: tuple[Any, Any, str], *, counted: _Counted, where: str
) -> Iterator[Fault]:
    start, end, exact = place
    counted.spans += 1
    if document is None:
        yield Fault(code="unknown", where=where, detail=exact[:_SHOWN])
        return
    if not document.path:
        return
    counted.compared += 1
    if counted.held[0] != document.path:
        try:
            text = _read(bundle, document.path).decode("utf-8")
        except (UnicodeDecodeError, *_UNREADABLE) as error:
            yield Fault(code="damaged", where=document.path, detail=str(error))
            return
        counted.held = (document.path, text)
    text = counted.held[1]
    inside = type(start) is int and type(end) is int and 0 <= start < end <= len(text)
    if not inside or text[start:end] != exact:
        yield Fault(code="words", where=f"{document.label} [{start}:{end}]"[:300], detail=exact[:_SHOWN])


def _page(bundle: Bundle, claims: set[str]) -> Iterator[Fault]:
    shown = {found.decode() for found in _ANCHOR.findall(_read(bundle, PAGE))}
    for claim in sorted(shown - claims):
        yield Fault(code="page", where=PAGE, detail=claim)


def _rows(
    bundle: Bundle, names: frozenset[str], name: str, faults: list[Fault], *, read: Callable[[Mapping[str, Any]], Row]
) -> Iterator[tuple[str, Row]]:
    """What is read from each line of a file of JSON lines, with its place."""
    if name not in names:
        faults.append(Fault(code="missing", where=name))
        return
    try:
        with bundle.open(name) as opened:
            for number, line in enumerate(opened, start=1):
                where = f"{name}:{number}"
                try:
                    found = read(json.loads(line))
                except (ValueError, KeyError, TypeError, RecursionError) as error:
                    faults.append(Fault(code="row", where=where, detail=str(error)))
                else:
                    yield where, found
    except _UNREADABLE as error:
        faults.append(Fault(code="damaged", where=name, detail=str(error)))


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
