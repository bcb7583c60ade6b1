"""Is it fine? The state of a store and of the program around it."""

from __future__ import annotations

import platform
import sqlite3
import sys
from collections import Counter
from dataclasses import asdict
from pathlib import Path

from neraca import __version__
from neraca.errors import NeracaError
from neraca.packs.catalogue import load_packs
from neraca.packs.problems import tell_whole
from neraca.packs.reader import load_reader
from neraca.packs.words import Words
from neraca.publish.exports import Row
from neraca.records import Issue
from neraca.service.fitted import forget_fitted
from neraca.service.keeping import forget_conclusions
from neraca.store import Store
from neraca.store.connection import DATABASE
from neraca.store.store import Counts
from neraca.store.verify import fault

_UNOPENED = {"N101": "the file is empty", "N501": "its header is not that of a store, or is another program's"}


def check_up(store_folder: Path, words: Words) -> Row:
    """Versions, packs, the trained reader, search, and the store's counts and open issues.

    Args:
        store_folder: Where the store is.
        words: The language of the findings.

    Returns:
        `fine` says whether nothing needs a look; `findings` lists what does, each with a way out. A folder without
        a store is no finding.
    """
    findings: list[str] = []
    report: Row = {
        "neraca": __version__,
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "system": f"{platform.system()} {platform.machine()}",
        "utf8": sys.getfilesystemencoding().casefold() == "utf-8",
        "search": _has_search(),
        "packs": _packs(findings, words),
        "reader": _reader(findings, words),
        "store": _store(store_folder, findings, words),
    }
    if not report["search"]:
        findings.append(words.say("doctor.no-search"))
    return {"fine": not findings, "findings": findings, **report}


def verify_store(folder: Path) -> tuple[tuple[Issue, ...], Counts | None]:
    """All faults of the store in a folder, and its counts where there is none.

    A file that is there and does not open as a store is a fault too: its header was changed, or it was emptied.

    Raises:
        NeracaError: N101, when there is no file; N502, N503 or N506, when it cannot be looked at.
    """
    try:
        with Store.open(folder) as store:
            faults = store.verify()
            forget_conclusions(folder)
            forget_fitted(folder)
            return faults, None if faults else store.counts()
    except NeracaError as error:
        if error.code == "N504":
            return (fault(error.where or DATABASE, dict(error.values)["detail"]),), None
        what = _UNOPENED.get(error.code)
        if what is None or not (folder / DATABASE).is_file():
            raise
        return (fault(DATABASE, what),), None


def _has_search() -> bool:
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("CREATE VIRTUAL TABLE probe USING fts5 (words)")
    except sqlite3.OperationalError:
        return False
    finally:
        connection.close()
    return True


def _packs(findings: list[str], words: Words) -> Row | None:
    try:
        packs = load_packs()
    except NeracaError as error:
        findings.append(tell_whole(error, words))
        return None
    return {
        "languages": list(packs.languages),
        "event_types": len(packs.events.types),
        "item_classes": len(packs.items.rows),
        "actors": len(packs.actors.actors),
        "offices": len(packs.actors.offices),
        "outlets": len(packs.outlets.outlets),
    }


def _reader(findings: list[str], words: Words) -> Row | None:
    try:
        labels = load_reader().labels
    except NeracaError as error:
        findings.append(tell_whole(error, words))
        return None
    return {"languages": list(labels.syntax_schemes), "model": labels.sha256["model.onnx"][:12]}


def _store(folder: Path, findings: list[str], words: Words) -> Row | None:
    try:
        with Store.open(folder) as store:
            counts = asdict(store.counts())
            codes = Counter(issue.code for issue in store.issues() if issue.is_problem)
            runs = store.runs()
    except NeracaError as error:
        if error.code != "N101":
            findings.append(tell_whole(error, words))
        return None
    if codes:
        listed = ", ".join(f"{code} {number}" for code, number in sorted(codes.items()))
        findings.append(words.count("doctor.issues", sum(codes.values()), codes=listed))
    last = runs[-1].started_at.isoformat(timespec="seconds") if runs else None
    return {"folder": str(folder), **counts, "issues_by_code": dict(sorted(codes.items())), "last_run": last}
