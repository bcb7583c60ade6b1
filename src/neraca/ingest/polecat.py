"""POLECAT's tables: tab-separated, a line of column names first, one event a row, a file for each week, month or year.

Of its 40 columns those count that say when, what, who and to whom. `None` is an empty cell; a cell of several values
has `; ` between them, a country cell `|` between the countries of one party. Known faults of published files, and what
is done about them: empty cells behind the last column are cut off; a first line with more names than the rows have
cells is not believed where the rows have exactly the published columns; a row that stands twice counts once.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

from neraca.errors import NeracaError, fail
from neraca.ingest.event_files import EventFile
from neraca.ingest.event_rows import Damage, EventRows, Gathered, told_lines
from neraca.packs.history import load_history_types

NAME = "polecat"
WANTED = "tab-separated tables, .txt or .tsv, alone, in a folder or packed"
COLUMNS = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Event Intensity", "Quad Code", "Contexts"),
    *("Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title"),
    *("Actor Name Raw", "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW"),
    *("Primary Recipient Sector", "Recipient Sectors", "Recipient Title", "Recipient Name Raw"),
    *("Wikipedia Recipient ID", "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude"),
    *("GeoNames ID", "Raw Placename", "Feature Type", "Source", "Publication Date", "Story People"),
    *("Story Organizations", "Story Locations", "Language", "Version"),
)
"""The published columns in their order (Event Intensity was called Intensity before)."""
NEEDED = ("Event Date", "Event Type", "Actor Name", "Actor Country", "Recipient Name", "Recipient Country")
USED = (*NEEDED, "Event Mode", "Publication Date", "Event ID")
_NONE = frozenset(("", "None", "none", "NA", "NaN", "nan"))
_SUFFIXES = (".txt", ".tsv", ".tab")
_SHOWN = 40
_MOST_EVENTS = 1000
"""Of one row, a side of so many parties with each of the other; more are no row of POLECAT's."""


@dataclass(frozen=True, slots=True)
class _Header:
    """Where the columns stand in a row."""

    width: int
    place: Mapping[str, int]
    is_longer: bool


def read_polecat(files: Sequence[EventFile], _first_day: date | None) -> EventRows:
    """Read tables of POLECAT's; rows that cannot be read are named, the others are in.

    Args:
        files: Those that were found; only tables count, by their ending.

    Raises:
        NeracaError: N330, when there is no table; N311, N331 or N332, when a file cannot be fetched; N338,
            when there are too many events.
    """
    tables = [file for file in files if file.stem.endswith(_SUFFIXES)]
    if not tables:
        raise fail("N330", form=NAME, wanted=WANTED, detail="no .txt and no .tsv")
    damage, gathered, types = Damage(), Gathered(), _Types()
    seen: set[bytes] = set()
    repeated = 0
    for place, file in enumerate(tables):
        for number, row in _table(file, damage):
            try:
                event = _event(row, types)
            except ValueError as error:
                damage.row(file.name, number, str(error))
                continue
            if row["Event ID"] not in _NONE:
                key = hashlib.blake2b("\t".join(row.values()).encode(), digest_size=12).digest()
                repeated += key in seen
                if key in seen:
                    continue
                seen.add(key)
            for source, target in product(event.actors, event.recipients):
                gathered.add(event.day, event.published, source, event.act, target, place, number)
    return EventRows(
        files=tuple(file.name for file in tables),
        actors=tuple(gathered.actors),
        relations=tuple(gathered.relations),
        columns=gathered.columns(),
        damaged=damage.count,
        problems=damage.all(),
        repeated=repeated,
    )


@dataclass(frozen=True, slots=True)
class _Event:
    """What a row says; either side is one name or more, [""] for nobody."""

    day: int
    published: int
    act: str
    actors: list[str]
    recipients: list[str]


class _Types:
    """Whether a type is known, looked up once for each spelling."""

    def __init__(self) -> None:
        self._known: dict[str, str | None] = {}

    def name_of(self, cell: str) -> str | None:
        if cell not in self._known:
            known = load_history_types().type_of(cell)
            self._known[cell] = cell.upper() if known else None
        return self._known[cell]


def _table(file: EventFile, damage: Damage) -> Iterator[tuple[int, dict[str, str]]]:
    """The cells that count of each row that has the right number of cells; the others are noted."""
    try:
        lines = told_lines(file, damage)
    except NeracaError as error:
        if error.code != "N303":
            raise
        damage.file(error)
        return
    first = next(lines, None)
    if first is None:
        damage.file(fail("N302", where=file.name))
        return
    header = _header(first[1])
    missing = [name for name in NEEDED if name not in header.place]
    if missing:
        damage.file(fail("N335", where=file.name, missing=", ".join(missing)))
        return
    published = {name: COLUMNS.index(name) for name in USED}
    for number, line in lines:
        cells, place = _cells(line, header.width), header.place
        if len(cells) != header.width and header.is_longer and len(cells) == len(COLUMNS):
            place = published
        elif len(cells) != header.width:
            damage.row(file.name, number, _miscounted(line, len(cells), header.width))
            continue
        row = {name: cells[place[name]] if name in place else "" for name in USED}
        if any(cell.startswith('"') for cell in row.values()):
            damage.row(file.name, number, "a quotation mark that is not closed")
            continue
        yield number, row


def _header(line: str) -> _Header:
    names = [name.strip().strip('"') for name in line.split("\t")]
    while names and not names[-1]:
        names.pop()
    place = {name: number for number, name in reversed(list(enumerate(names))) if name in USED}
    return _Header(len(names), place, len(names) > len(COLUMNS))


def _cells(line: str, width: int) -> list[str]:
    """The cells of a line: cut at every tab, or as quoted where only that gives the right number."""
    cells = line.split("\t")
    while len(cells) > width and not cells[-1].strip():
        cells.pop()
    if '"' not in line:
        return cells
    if len(cells) == width:
        return [_unquoted(cell) for cell in cells]
    try:
        quoted = next(csv.reader([line], delimiter="\t", strict=True))
    except csv.Error:
        return cells
    return quoted if len(quoted) == width else cells


def _unquoted(cell: str) -> str:
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        return cell[1:-1].replace('""', '"')
    return cell


def _miscounted(line: str, count: int, width: int) -> str:
    return "a quotation mark that is not closed" if line.count('"') % 2 else f"{count} cells under {width} columns"


def _event(row: Mapping[str, str], types: _Types) -> _Event:
    """What a row says.

    Raises:
        ValueError: With what is wrong, when the date or the type is none, or the parties are too many.
    """
    kind = types.name_of(row["Event Type"].strip())
    if kind is None:
        raise ValueError(f"{_shown(row['Event Type'])} is no PLOVER type and no CAMEO code")
    day = _day(row["Event Date"])
    told, mode = row["Publication Date"].strip(), row["Event Mode"].strip()
    actors = _side(row["Actor Name"], row["Actor Country"])
    recipients = _side(row["Recipient Name"], row["Recipient Country"])
    if len(actors) * len(recipients) > _MOST_EVENTS:
        raise ValueError(f"{len(actors)} parties with {len(recipients)} others")
    return _Event(
        day,
        day if told in _NONE else _day(told),
        kind if mode in _NONE else f"{kind}: {mode}",
        actors,
        recipients,
    )


def _side(names: str, countries: str) -> list[str]:
    """The parties of a side, each as `Name (COUNTRY)`; where names and countries do not match, countries alone."""
    called, states = _values(names), _values(countries)
    if len(states) == 1:
        states *= max(len(called), 1)
    if len(called) == len(states):
        return _once(map(_party, called, states)) or [""]
    if not any(state not in _NONE for state in states):
        return _once(_party(name, "") for name in called) or [""]
    return _once(_party("", state) for state in states)


def _values(cell: str) -> list[str]:
    values = [" ".join(value.split()) for value in cell.split(";")]
    return [] if values == [""] else values


def _party(name: str, country: str) -> str:
    own, state = ("" if value in _NONE else value for value in (name, country))
    return f"{own} ({state})" if own and state else own or state


def _once(parties: Iterable[str]) -> list[str]:
    return [party for party in dict.fromkeys(parties) if party]


def _day(cell: str) -> int:
    words = cell.strip()
    day, time = words[:10], words[10:]
    try:
        if not (day.isascii() and len(day) == 10 and day[4] == day[7] == "-" and time[:1] in ("", " ", "T")):
            raise ValueError(words)
        return date.fromisoformat(day).toordinal()
    except ValueError as error:
        raise ValueError(f"{_shown(words)} is no date such as 2024-10-19") from error


def _shown(words: str) -> str:
    return repr(words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…")
