"""Ingest pack: the words that news pages put around an article, from `data/ingest/`, and the outlets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from neraca.errors import fail
from neraca.packs.files import data_folder, folder_files, read_toml
from neraca.packs.outlets import OutletPack, load_outlets

_SHARED = ("examples.toml", "formats.toml", "places.toml")


class LanguageWords(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One language's words around articles, in lower case; months count from 1, weekdays from Monday = 0."""

    language: str
    day_first: bool
    author: tuple[str, ...]
    editor: tuple[str, ...]
    published: tuple[str, ...]
    updated: tuple[str, ...]
    title: tuple[str, ...]
    outlet: tuple[str, ...]
    newsroom: tuple[str, ...]
    outlet_first: tuple[str, ...]
    outlet_last: tuple[str, ...]
    agency_words: tuple[str, ...]
    navigation: tuple[str, ...]
    navigation_starts: tuple[str, ...]
    sections: tuple[str, ...]
    caption_starts: tuple[str, ...]
    reporting: tuple[str, ...]
    future: tuple[str, ...]
    past: tuple[str, ...]
    lead_in: tuple[str, ...]
    function_words: tuple[str, ...]
    common_words: tuple[str, ...]
    edition: tuple[str, ...]
    clock: dict[str, tuple[str, ...]]
    months: dict[str, int]
    weekdays: dict[str, int]


class _Names(msgspec.Struct, forbid_unknown_fields=True):
    domain: tuple[str, ...]
    image: tuple[str, ...]
    credit: tuple[str, ...]


class _Formats(msgspec.Struct, forbid_unknown_fields=True):
    zones: dict[str, str]
    names: _Names
    fields: dict[str, tuple[str, ...]]
    meta: dict[str, tuple[str, ...]]


class _Places(msgspec.Struct, forbid_unknown_fields=True):
    countries: tuple[str, ...]
    cities: tuple[str, ...]
    regions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class IngestPack:
    """Everything ingest knows beforehand; compared and hashed by identity, so load it once.

    `fields` holds, for each fact of a record (`title`, `date`, ...), the names it may stand under; `meta` the same for
    the meta elements of a page.
    """

    languages: tuple[LanguageWords, ...]
    outlets: OutletPack
    zones: dict[str, str]
    domains: tuple[str, ...]
    images: tuple[str, ...]
    credits: frozenset[str]
    places: frozenset[str]
    fields: dict[str, tuple[str, ...]]
    meta: dict[str, tuple[str, ...]]
    lists: dict[str, frozenset[str]]

    def words(self, name: str) -> frozenset[str]:
        """The rows of one list (`author`, `navigation`, ...) of every language together."""
        return self.lists[name]


def load_ingest() -> IngestPack:
    """Read the pack.

    Raises:
        NeracaError: N201 or N202, when a file breaks its format.
    """
    folder = data_folder() / "ingest"
    files = [file for file in folder_files(folder, ".toml") if file.name not in _SHARED]
    languages = tuple(_language(file) for file in files)
    formats = read_toml(folder / "formats.toml", _Formats)
    places = read_toml(folder / "places.toml", _Places)
    for name, zone in formats.zones.items():
        try:
            ZoneInfo(zone)
        except (ValueError, ZoneInfoNotFoundError) as error:
            raise fail("N201", where="formats.toml", detail=f"{name}: no zone {zone}") from error
    return IngestPack(
        languages=languages,
        outlets=load_outlets(),
        zones=formats.zones,
        domains=formats.names.domain,
        images=formats.names.image,
        credits=frozenset(formats.names.credit),
        places=frozenset((*places.countries, *places.cities, *places.regions)),
        fields=formats.fields,
        meta=formats.meta,
        lists={
            field: frozenset(word for words in languages for word in getattr(words, field))
            for field in LanguageWords.__struct_fields__
            if field not in ("language", "day_first", "clock", "months", "weekdays")
        },
    )


def _language(file: Traversable) -> LanguageWords:
    words = read_toml(file, LanguageWords)
    lists: Iterable[tuple[str, ...]] = (
        words.author,
        words.navigation,
        words.navigation_starts,
        words.sections,
        words.reporting,
        words.future,
        words.past,
        words.function_words,
    )
    if any(word != word.casefold() for rows in lists for word in rows):
        raise fail("N201", where=file.name, detail="words are written in lower case")
    if not all(1 <= month <= 12 for month in words.months.values()):
        raise fail("N201", where=file.name, detail="months count from 1 to 12")
    if not all(0 <= day <= 6 for day in words.weekdays.values()):
        raise fail("N201", where=file.name, detail="weekdays count from 0 to 6")
    return words
