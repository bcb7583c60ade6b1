"""Rows of event data sets on their way into columns: names once, numbers in arrays, and what cannot be read beside."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from neraca.errors import NeracaError, fail
from neraca.ingest.event_files import GUESSED, EventFile, text_encoding, text_lines

NAMED_ROWS = 1000
"""Damaged rows of one file that get an issue each; those behind them share one."""
MOST_EVENTS = 30_000_000
"""Of one history: it is kept as one value, of 28 bytes an event, and SQLite takes no more than 1,000,000,000."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class EventRows:
    """What was read of a data set.

    Attributes:
        files: Names of the files read, in order; `file` is a place in here.
        actors: As the set writes them, "" for a side that a row leaves open.
        relations: As the set writes them.
        columns: `day` and `published` (where the set tells it) as `date.toordinal()` counts, `source`, `relation`,
            `target`, `file`, and `row`, the number of the line in its file from 1; all of 32 bits and one length.
        damaged: How many rows could not be read.
        problems: What is wrong with rows (`where` is `FILE#ROW`) and files (`where` is the file's name).
        unit: `hours` or `days`, where times are counted; else "".
        repeated: Rows that say what another row of the same id says, and count once.
    """

    files: tuple[str, ...]
    actors: tuple[str, ...]
    relations: tuple[str, ...]
    columns: Mapping[str, NDArray[np.int32]]
    damaged: int = 0
    problems: tuple[NeracaError, ...] = ()
    unit: str = ""
    repeated: int = 0

    def __len__(self) -> int:
        return len(self.columns["day"])


@dataclass(slots=True)
class _Rows:
    """How many rows of a file are damaged, the first of them that is not named, and the last."""

    count: int = 0
    unnamed: int = 0
    last: int = 0


@dataclass(slots=True)
class Damage:
    """Collects what is wrong, row by row."""

    count: int = 0
    problems: list[NeracaError] = field(default_factory=list)
    _of_file: dict[str, _Rows] = field(default_factory=dict)

    def row(self, file: str, number: int, detail: str) -> None:
        """Note a row that cannot be read."""
        self.count += 1
        rows = self._of_file.setdefault(file, _Rows())
        rows.count += 1
        rows.last = number
        if rows.count == NAMED_ROWS + 1:
            rows.unnamed = number
        if rows.count <= NAMED_ROWS:
            self.problems.append(fail("N313", where=f"{file}#{number}", detail=detail))

    def file(self, problem: NeracaError) -> None:
        """Note what is wrong with a file."""
        self.problems.append(problem)

    def all(self) -> tuple[NeracaError, ...]:
        """Everything noted; one problem stands for the rows of a file behind the first thousand."""
        more = [
            fail(
                "N337",
                where=f"{file}#{rows.unnamed}",
                count=rows.count - NAMED_ROWS,
                rows=f"{rows.unnamed}-{rows.last}",
                most=NAMED_ROWS,
            )
            for file, rows in self._of_file.items()
            if rows.count > NAMED_ROWS
        ]
        return (*self.problems, *more)


def told_lines(file: EventFile, damage: Damage) -> Iterator[tuple[int, str]]:
    """The lines of a file as `text_lines`; an encoding that had to be guessed is noted.

    Raises:
        NeracaError: N303, when it is no text; as `EventFile.read`.
    """
    content = file.read()
    try:
        encoding = text_encoding(content)
    except NeracaError as error:
        raise NeracaError(error.code, file.name, error.values) from error
    if encoding in GUESSED:
        damage.file(fail("N316", where=file.name, encoding=encoding))
    return text_lines(content, encoding)


@dataclass(slots=True)
class Gathered:
    """Collects events; a name gets its number when it comes first."""

    actors: dict[str, int] = field(default_factory=dict)
    relations: dict[str, int] = field(default_factory=dict)
    numbers: array[int] = field(default_factory=lambda: array("i"))

    WIDTH = 7

    def add(self, day: int, published: int, source: str, relation: str, target: str, file: int, row: int) -> None:
        """Add one event.

        Raises:
            NeracaError: N338, when there are too many.
        """
        if len(self.numbers) >= MOST_EVENTS * self.WIDTH:
            raise fail("N338", limit=f"{MOST_EVENTS:,}")
        actors, relations = self.actors, self.relations
        self.numbers.extend(
            (
                day,
                published,
                actors.setdefault(source, len(actors)),
                relations.setdefault(relation, len(relations)),
                actors.setdefault(target, len(actors)),
                file,
                row,
            )
        )

    def columns(self) -> dict[str, NDArray[np.int32]]:
        """The columns of `EventRows`."""
        table = np.array(self.numbers, np.int32).reshape(-1, self.WIDTH)
        names = ("day", "published", "source", "relation", "target", "file", "row")
        return {name: np.ascontiguousarray(table[:, place]) for place, name in enumerate(names)}
