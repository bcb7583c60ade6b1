"""Item classes and the words for them, from `data/items`."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from neraca.errors import fail
from neraca.packs.files import data_folder, folder_files, read_toml
from neraca.text.words import word_ranges


class ItemRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One class of items as the file gives it."""

    item_class: str = msgspec.field(name="class")
    name_id: str
    name_en: str
    id: tuple[str, ...] = ()
    en: tuple[str, ...] = ()


class ItemFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of `data/items`."""

    item: tuple[ItemRow, ...]


class ItemBook(msgspec.Struct, frozen=True):
    """All item classes, and for each language an index from the first word of a name to the names.

    Names are tuples of words, lower case, longest first; each goes with its class.
    """

    rows: tuple[ItemRow, ...]
    index: dict[str, dict[str, tuple[tuple[tuple[str, ...], str], ...]]]

    def classes(self) -> tuple[str, ...]:
        """The classes' names, in file order."""
        return tuple(row.item_class for row in self.rows)

    def name(self, item_class: str, language: str) -> str:
        """What people call a class; the class itself where it is unknown."""
        for row in self.rows:
            if row.item_class == item_class:
                return row.name_id if language == "id" else row.name_en
        return item_class


@lru_cache(maxsize=1)
def load_items() -> ItemBook:
    """Read every file of `data/items`.

    Raises:
        NeracaError: N201 for a broken file, N202 for a class defined twice.
    """
    rows: list[ItemRow] = []
    for file in folder_files(data_folder() / "items", ".toml"):
        for row in read_toml(file, ItemFile).item:
            if any(row.item_class == other.item_class for other in rows):
                raise fail("N202", where=file.name, name=row.item_class)
            rows.append(row)
    return ItemBook(rows=tuple(rows), index={code: _index(rows, code) for code in ("id", "en")})


def _index(rows: list[ItemRow], code: str) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in rows:
        for name in row.id if code == "id" else row.en:
            words = tuple(name[a:b].casefold() for a, b in word_ranges(name))
            index.setdefault(words[0], []).append((words, row.item_class))
    return {first: tuple(sorted(set(names), key=lambda n: (-len(n[0]), n))) for first, names in index.items()}
