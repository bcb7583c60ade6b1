"""The format of the files in data/actors."""

from __future__ import annotations

from importlib.resources.abc import Traversable

import msgspec

from neraca.packs.files import read_toml


class Names(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One table of a file of names: states.toml, variants.toml, places.toml, agencies.toml and the others."""

    name_id: str = ""
    name_en: str = ""
    short_id: str = ""
    short_en: str = ""
    names: tuple[str, ...] = ()
    only_id: tuple[str, ...] = ()
    only_en: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    towns: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()


class PersonEntry(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One person of persons.toml."""

    name: str
    actor: str
    also: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()


class Spelling(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Equal spellings of words and endings."""

    words: tuple[tuple[str, ...], ...]
    endings: tuple[tuple[str, ...], ...]


class PersonsFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """persons.toml."""

    family_first: tuple[str, ...]
    any_part: tuple[str, ...]
    whole: tuple[str, ...]
    spelling: Spelling
    person: tuple[PersonEntry, ...]


class OfficesFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """offices.toml and the files by hand, offices_*.toml: rows of person, office, start, end, source, by actor."""

    as_of: dict[str, str]
    terms: dict[str, tuple[tuple[str, str, str, str, str], ...]]


class TitleWords(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One language of titles.toml."""

    persons: tuple[str, ...]
    envoys: tuple[str, ...]
    bodies: tuple[str, ...]
    people: tuple[str, ...]
    between: tuple[str, ...]
    leading: tuple[str, ...]
    former: tuple[str, ...]
    of: tuple[str, ...]
    to: tuple[str, ...]


class TitlesFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """titles.toml."""

    id: TitleWords
    en: TitleWords


class IgnoreFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """ignore.toml."""

    expressions: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    endings: tuple[str, ...]
    no_names: tuple[str, ...]
    particles: tuple[str, ...]
    hyphens: dict[str, tuple[str, ...]]
    needs: dict[str, tuple[str, ...]]
    unless: dict[str, tuple[str, ...]]


def read_names(file: Traversable) -> dict[str, Names]:
    """Tables of one file by actor id.

    Raises:
        NeracaError: N201.
    """
    return read_toml(file, dict[str, Names])
