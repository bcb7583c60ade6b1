"""The book of questions in memory: read again only when the store's files have changed."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from neraca.publish.exports import Row
from neraca.service.book_lines import BookLine, read_book
from neraca.service.book_scores import compare, score
from neraca.store import Store

Stamp = tuple[tuple[str, int, int], ...]
"""Name, time of change in nanoseconds and size of each file that a store writes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """How numbers fared: rows of `score`, and rows of `compare`."""

    rows: tuple[Row, ...]
    pairs: tuple[Row, ...]


class Bookkeeper:
    """Remembers the book and its scores as they were last read; to read a thousand questions takes some 100 ms."""

    def __init__(self) -> None:
        """Nothing is read yet."""
        self._lock = threading.Lock()
        self._stamp: Stamp = ()
        self._lines: Mapping[str, BookLine] | None = None
        self._scores: OrderedDict[date, Scores] = OrderedDict()

    def lines(self, store: Store) -> Mapping[str, BookLine]:
        """The questions by id, the soonest to end first."""
        with self._lock:
            self._forget_old(store)
            if self._lines is None:
                found = {line.question.id: line for line in read_book(store)}
                self._lines = dict(sorted(found.items(), key=lambda one: (one[1].question.due, one[0])))
            return self._lines

    def scores(self, store: Store, *, today: date) -> Scores:
        """How the numbers fared as of a day."""
        with self._lock:
            self._forget_old(store)
            if today not in self._scores:
                rows, pairs = (tuple(one(store, today=today)) for one in _WAYS)
                self._scores[today] = Scores(rows=rows, pairs=pairs)
                while len(self._scores) > _MOST_DAYS:
                    self._scores.popitem(last=False)
            return self._scores[today]

    def _forget_old(self, store: Store) -> None:
        stamp = stamp_of(store.path)
        if stamp != self._stamp:
            self._stamp, self._lines = stamp, None
            self._scores.clear()


_MOST_DAYS = 8
_WAYS: tuple[Callable[..., list[Row]], ...] = (score, compare)


def stamp_of(database: Path) -> Stamp:
    """The stamp of a store's database and of the file into which it writes first."""
    found = []
    for path in (database, database.with_name(f"{database.name}-wal")):
        try:
            status = path.stat()
        except OSError:
            continue
        # The second one comes and goes with every connection; nothing is in it then.
        if status.st_size:
            found.append((path.name, status.st_mtime_ns, status.st_size))
    return tuple(found)
