"""Quadruple folders, as knowledge-graph benchmarks cut ICEWS: `train.txt`, `entity2id.txt` and their neighbours.

A row has the numbers of source, relation and target, and a time; a fifth cell is not looked at. `entity2id.txt` and
`relation2id.txt` give the names. Times are counted in hours or days from a day that the tables do not tell.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from neraca.errors import fail
from neraca.ingest.event_files import EventFile
from neraca.ingest.event_rows import MOST_EVENTS, Damage, EventRows, told_lines

NAME = "icews"
PARTS = ("train.txt", "valid.txt", "test.txt")
ENTITIES, RELATIONS = "entity2id.txt", "relation2id.txt"
WANTED = "train.txt, valid.txt or test.txt with entity2id.txt and relation2id.txt"
HOURS = 24
IN_HOURS = 0.9
"""Share of the different times that are multiples of 24 where these are hours; times in days have one in 24."""
# "t=0 is 2014-01-01", "0 = 2005-01-01": a line by which whoever cut the folder says where its times begin.
_BEGINS = re.compile(r"(?<![\w.:/-])0\s*(?:=|is|means|:)\s*([0-9]{4}-[0-9]{2}-[0-9]{2})(?![\w-])")
_NOTES = re.compile(r"(?:source|readme|about)[\w.-]*", re.IGNORECASE)
_LAST = date.max.toordinal()
_DIGITS = 12
_WIDTH = 6


def read_icews(files: Sequence[EventFile], first_day: date | None) -> EventRows:
    """Read a quadruple folder.

    Args:
        files: Those of the folder.
        first_day: The day of time 0; None where a note in the folder says it.

    Raises:
        NeracaError: N330, when a file that is needed is missing or there twice; N333, when nothing tells the day of 0;
            N303, N311, N331 or N332, when a file cannot be read; N338, when there are too many events.
    """
    by_name = _needed(files)
    damage = Damage()
    entities = _names(by_name[ENTITIES], damage)
    relations = _names(by_name[RELATIONS], damage)
    parts = [by_name[name] for name in PARTS if name in by_name]
    begins = (first_day or _said_in(files)).toordinal()
    table = _rows(parts, entities, relations, damage)
    unit, odd = _unit(table[:, 3])
    for number in np.flatnonzero(odd).tolist():
        damage.row(
            parts[table[number, 4]].name, int(table[number, 5]), "a time within a day, where the others are days"
        )
    table = table[~odd]
    day = begins + (table[:, 3] // HOURS if unit == "hours" else table[:, 3])
    for number in np.flatnonzero(day > _LAST).tolist():
        damage.row(parts[table[number, 4]].name, int(table[number, 5]), "a day after the year 9999")
    table, day = table[day <= _LAST], day[day <= _LAST]
    actors, (source, target) = _named(entities, table[:, 0], table[:, 2])
    acts, (relation,) = _named(relations, table[:, 1])
    columns = {"day": day, "source": source, "relation": relation, "target": target}
    columns |= {"file": table[:, 4], "row": table[:, 5]}
    return EventRows(
        files=tuple(file.name for file in (*parts, by_name[ENTITIES], by_name[RELATIONS])),
        actors=actors,
        relations=acts,
        columns={name: column.astype(np.int32) for name, column in columns.items()},
        damaged=damage.count,
        problems=damage.all(),
        unit=unit,
    )


def _needed(files: Sequence[EventFile]) -> dict[str, EventFile]:
    found: dict[str, EventFile] = {}
    for file in files:
        if file.stem in (*PARTS, ENTITIES, RELATIONS) and found.setdefault(file.stem, file) is not file:
            raise fail("N330", form=NAME, wanted=WANTED, detail=f"two files {file.stem}")
    missing = [name for name in (ENTITIES, RELATIONS) if name not in found]
    if missing or not any(part in found for part in PARTS):
        raise fail("N330", form=NAME, wanted=WANTED, detail=f"no {' and no '.join(missing or ['train.txt'])}")
    return found


def _said_in(files: Sequence[EventFile]) -> date:
    said: set[str] = set()
    for file in files:
        if _NOTES.fullmatch(file.stem):
            for _, line in told_lines(file, Damage()):
                said.update(_BEGINS.findall(line))
    try:
        (day,) = said
        return date.fromisoformat(day)
    except ValueError as error:
        raise fail("N333") from error


def _names(file: EventFile, damage: Damage) -> dict[int, str]:
    """Names by number; a first line with nothing but a count is not looked at."""
    names: dict[int, str] = {}
    for number, line in told_lines(file, damage):
        words, _, key = line.rpartition("\t")
        name = " ".join(words.split())
        if not name and number == 1 and _number(line) is not None:
            continue
        own = _number(key)
        if own is None or not name:
            damage.row(file.name, number, "no name with a number behind a tab")
        elif names.setdefault(own, name) != name:
            damage.row(file.name, number, f"{own} is another's number already")
    return names


def _rows(
    parts: Sequence[EventFile], entities: Mapping[int, str], relations: Mapping[int, str], damage: Damage
) -> NDArray[np.int64]:
    """Source, relation, target, time, file and row of each row that can be read."""
    taken = array("q")
    for place, file in enumerate(parts):
        for row, line in told_lines(file, damage):
            cells = line.split()
            try:
                if not 4 <= len(cells) <= 5:
                    raise ValueError(f"{len(cells)} cells under 4 columns")
                if "_" in line:
                    raise ValueError(line)
                source, relation, target, time = map(int, cells[:4])
            except ValueError as error:
                detail = str(error) if "columns" in str(error) else "a cell that is no whole number"
                damage.row(file.name, row, detail)
                continue
            if source in entities and target in entities and relation in relations and 0 <= time < 2**31:
                if len(taken) >= MOST_EVENTS * _WIDTH:
                    raise fail("N338", limit=f"{MOST_EVENTS:,}")
                taken.extend((source, relation, target, time, place, row))
            else:
                damage.row(file.name, row, _wrong(source, relation, target, entities, relations))
    return np.array(taken, np.int64).reshape(-1, _WIDTH)


def _unit(times: NDArray[np.int64]) -> tuple[str, NDArray[np.bool_]]:
    """What times are counted in, and which of them do not fit: a damaged one must not turn hours into days."""
    odd = times % HOURS != 0
    different = np.unique(times)
    if len(different) and (different % HOURS == 0).mean() < IN_HOURS:
        return "days", np.zeros(len(times), bool)
    return "hours", odd


def _wrong(source: int, relation: int, target: int, entities: Mapping[int, str], relations: Mapping[int, str]) -> str:
    for key in (source, target):
        if key not in entities:
            return f"{key} has no name in {ENTITIES}"
    if relation not in relations:
        return f"{relation} has no name in {RELATIONS}"
    return "a time before 0, or too large"


def _number(words: str) -> int | None:
    bare = words.strip()
    return int(bare) if bare.isascii() and bare.isdecimal() and len(bare) < _DIGITS else None


def _named(names: Mapping[int, str], *columns: NDArray[np.int64]) -> tuple[tuple[str, ...], list[NDArray[np.intp]]]:
    """The names that stand in the columns, sorted, and the columns as places in them; equal names are one."""
    used = np.unique(np.concatenate(columns))
    listed = sorted({names[key] for key in used.tolist()})
    place = {name: number for number, name in enumerate(listed)}
    of_used = np.array([place[names[key]] for key in used.tolist()] or [0], np.intp)
    return tuple(listed), [of_used[np.searchsorted(used, column)] for column in columns]
