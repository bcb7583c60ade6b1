"""What event data sets call PLOVER's types: codes of CAMEO and older names, from `data/coding/history.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources.abc import Traversable

import msgspec

from neraca.errors import fail
from neraca.packs.events import load_events
from neraca.packs.files import data_folder, read_toml

FILE = "history.toml"


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a cell of a data set means."""

    code: str
    type: str


class _HistoryFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    codes: dict[str, str]
    names: dict[str, str]
    example: tuple[Example, ...]


class HistoryTypes(msgspec.Struct, frozen=True):
    """Types by the beginnings of CAMEO codes and by name; "" for acts that have no type."""

    codes: Mapping[str, str]
    names: Mapping[str, str]
    examples: tuple[Example, ...]

    def type_of(self, cell: str) -> str | None:
        """The type that a cell means: a type's name in any case, or a CAMEO code with all its digits.

        None where it means nothing known: "40" may have lost a zero in a spreadsheet, and is not guessed at.
        """
        words = cell.strip().upper()
        if words in self.names:
            return self.names[words]
        if not (words.isascii() and words.isdecimal() and 2 <= len(words) <= 4):
            return None
        return next((self.codes[words[:end]] for end in range(len(words), 1, -1) if words[:end] in self.codes), None)


@lru_cache(maxsize=1)
def load_history_types() -> HistoryTypes:
    """Read `data/coding/history.toml`, once in a process.

    Raises:
        NeracaError: N201 for a broken file or one that names an unknown type.
    """
    return read_history_types(data_folder() / "coding" / FILE)


def read_history_types(file: Traversable) -> HistoryTypes:
    """Read one file of this format.

    Raises:
        NeracaError: N201 for a broken file or one that names an unknown type.
    """
    read = read_toml(file, _HistoryFile)
    known = load_events().types
    for name in (*read.codes.values(), *read.names.values()):
        if name and name not in known:
            raise fail("N201", where=file.name, detail=f"{name!r} is no event type")
    for code in read.codes:
        if not (code.isascii() and code.isdecimal() and 2 <= len(code) <= 4):
            raise fail("N201", where=file.name, detail=f"{code!r} is no beginning of a CAMEO code")
    return HistoryTypes(codes=read.codes, names={**{name: name for name in known}, **read.names}, examples=read.example)
