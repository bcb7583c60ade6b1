"""Adding articles: read what is new, analyse it, and write each file into the store in one piece."""

from __future__ import annotations

import os
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from neraca import __version__
from neraca.errors import NeracaError
from neraca.ingest import Given, Source, SourcePath, issue_of, list_sources, read_documents, read_source
from neraca.packs.catalogue import Packs, load_packs
from neraca.pipeline import Outcome, analyse_all
from neraca.records import Document, Issue, Reading, Run
from neraca.store import Store

Progress = Callable[[int, int], None]
"""Called with the number of files done and the number of all."""

Clock = Callable[[], datetime]

# Starting a process costs about a second of its time; below this size, some 500 articles, one alone is faster.
_BYTES_FOR_PROCESSES = 2_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What an `add` did.

    Attributes:
        added: Documents that are new.
        known: Documents and files that were in already.
        replaced: Documents among the new ones that take the place of an earlier text of the same label.
        failed: Files and records that are not in, or not as they should be; each has an issue.
        claims: Claims of the new documents.
        issues: What went wrong, each with its way out, by place.
    """

    added: int
    known: int
    replaced: int
    failed: int
    claims: int
    issues: tuple[Issue, ...]


@dataclass(slots=True)
class _File:
    """A file on its way: what is still awaited, and what came of it."""

    name: str
    source: Source | None = None
    awaited: int = 0
    known: int = 0
    replaced: int = 0
    readings: list[Reading] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


def add(
    paths: Sequence[Path],
    store: Store,
    *,
    given: Given | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
    clock: Clock | None = None,
) -> Report:
    """Add files and folders to a store.

    Each file is written in one transaction, so that a killed process leaves whole files, and adding again
    completes them. A file is known, and not read again, when the same bytes came before under the same name or under
    one that differs only in the folders before it; facts that are given now make it be read again.

    Args:
        paths: Files and folders.
        store: Is written to.
        given: Facts about every document of this input.
        workers: Number of processes; None chooses by the size of the input.
        progress: Is told how far the work is.
        clock: Gives the time of recording; the system's when None.
    """
    now = clock or (lambda: datetime.now(UTC))
    begun = now()
    files, missing = _listed(paths)
    desk = _Desk(store, load_packs(), given or Given(), now)
    for done, file in enumerate(_processed(files, desk, workers=_workers(workers, files)), start=1):
        desk.write(file)
        if progress is not None:
            progress(done, len(files))
    report = desk.report(missing)
    with store.writing() as writer:
        writer.put_run(
            Run(
                started_at=begun,
                version=__version__,
                inputs=tuple(_spelled(path.name) for path in paths),
                added=report.added,
                known=report.known,
                failed=report.failed,
            )
        )
    return report


class _Desk:
    """What one `add` works with, and its running count."""

    def __init__(self, store: Store, packs: Packs, given: Given, now: Clock) -> None:
        self.store = store
        self.packs = packs
        self.given = given
        self.now = now
        self._names: dict[str, list[str]] = {}
        self._taken: set[str] = set()
        self._count: Counter[str] = Counter()
        self._issues: list[Issue] = []

    def open(self, path: SourcePath) -> tuple[_File, tuple[Document, ...]]:
        """Read a file as far as needed: what came of it so far, and its documents that are new."""
        file = _File(name=path.name)
        try:
            source = read_source(path)
        except NeracaError as error:
            file.issues.append(issue_of(error, path.name))
            return file, ()
        before = self._name_before(source)
        file.name = before or self._own_name(path)
        same = before is not None and self.given == Given()
        if same and not self.store.has_open_issue(file.name):
            file.known = 1
            return file, ()
        source = Source(name=file.name, data=source.data, sha256=source.sha256)
        self._names.setdefault(source.sha256, []).append(source.name)
        self._taken.add(source.name)
        ingested = read_documents(source, self.packs.ingest, given=self.given)
        file.source = source
        file.issues.extend(ingested.issues)
        new = tuple(document for document in ingested.documents if not self._is_known(document, same_bytes=same))
        file.known = len(ingested.documents) - len(new)
        file.replaced = sum(self.store.has_label(document.label) for document in new)
        file.awaited = len(new)
        return file, new

    def _name_before(self, source: Source) -> str | None:
        """The name under which these bytes came before, where it may be the same file."""
        names = (*self.store.names_of(source.sha256), *self._names.get(source.sha256, ()))
        return next((name for name in names if _may_be_same(name, source.name)), None)

    def _is_known(self, document: Document, *, same_bytes: bool) -> bool:
        # The same bytes may have been read with facts given then: these stay.
        return self.store.has_document(document.id) or (same_bytes and self.store.has_label(document.label))

    def _own_name(self, path: SourcePath) -> str:
        """The file's name; where another file of this input has it already, with its folder before it."""
        if path.name not in self._taken:
            return path.name
        return f"{path.path.absolute().parents[path.name.count('/')].name}/{path.name}"

    def write(self, file: _File) -> None:
        """Put all that came of a file into the store, in one transaction."""
        with self.store.writing() as writer:
            at = self.now()
            if file.source is not None and (file.readings or file.known):
                writer.put_known(file.name, at)
            if file.source is not None and file.readings:
                writer.put_original(file.source.data, file.readings[0].document.media_type)
            # Another process may have been faster.
            new = [reading for reading in file.readings if writer.put_reading(reading, at)]
            for issue in file.issues:
                writer.put_issue(issue, at)
        self._issues.extend(file.issues)
        self._issues.extend(issue for reading in new for issue in reading.issues)
        known = file.known + len(file.readings) - len(new)
        if known:
            # What is in already is not read again; its problems stay.
            self._issues.extend(self.store.issues_of(file.name))
        self._count["added"] += len(new)
        self._count["known"] += known
        self._count["replaced"] += file.replaced
        self._count["claims"] += sum(len(reading.claims) for reading in new)

    def report(self, missing: Iterable[Issue]) -> Report:
        """The count so far, and paths that led nowhere."""
        issues = {issue.id: issue for issue in (*missing, *self._issues)}.values()
        return Report(
            added=self._count["added"],
            known=self._count["known"],
            replaced=self._count["replaced"],
            failed=len({issue.where for issue in issues if issue.code.startswith("N3")}),
            claims=self._count["claims"],
            issues=tuple(sorted(issues, key=lambda issue: (issue.where, issue.code, issue.id))),
        )


def _processed(files: Sequence[SourcePath], desk: _Desk, *, workers: int) -> Iterator[_File]:
    """Every file when all its documents have been analysed, in order; files are opened only shortly before."""
    opened: deque[_File] = deque()

    def documents() -> Iterator[Document]:
        for path in files:
            file, new = desk.open(path)
            opened.append(file)
            yield from new

    for outcome in analyse_all(documents(), desk.packs, workers=workers):
        while not opened[0].awaited:
            yield opened.popleft()
        _take(opened[0], outcome)
    yield from opened


def _take(file: _File, outcome: Outcome) -> None:
    file.awaited -= 1
    if outcome.reading is not None:
        file.readings.append(outcome.reading)
    if outcome.failure is not None:
        file.issues.append(outcome.failure)


def _listed(paths: Iterable[Path]) -> tuple[tuple[SourcePath, ...], tuple[Issue, ...]]:
    """The files at all paths, each once and sorted, and an issue for each path that leads nowhere."""
    found: dict[Path, SourcePath] = {}
    missing: list[Issue] = []
    for path in paths:
        try:
            for source in list_sources(path):
                found.setdefault(_place(source.path), source)
        except NeracaError as error:
            missing.append(issue_of(error, _spelled(error.where)))
    return tuple(sorted(found.values())), tuple(missing)


def _place(path: Path) -> Path:
    """The file itself, whichever links lead to it; a link that leads in a circle is left to `read_source`."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path.absolute()


def _spelled(name: str) -> str:
    """The name as text: bytes in it that are no UTF-8 are spelled out in hexadecimal, as in documents' names."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _may_be_same(one: str, other: str) -> bool:
    """Whether one name is the other behind some folders."""
    return one == other or one.endswith(f"/{other}") or other.endswith(f"/{one}")


def _workers(asked: int | None, files: Iterable[SourcePath]) -> int:
    if asked is not None:
        return max(1, asked)
    size = sum(file.path.stat().st_size for file in files if file.path.is_file())
    return (os.cpu_count() or 1) if size >= _BYTES_FOR_PROCESSES else 1
