"""Credits pack: words by which a report names the outlet it rests on, and who can be named, from `data/credits/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import msgspec

from neraca.errors import fail
from neraca.packs.actor_files import read_names
from neraca.packs.files import data_folder, folder_files, read_toml
from neraca.packs.outlets import OutletKind, OutletPack

_EXAMPLES = "examples.toml"
_AGENCY_WORDS = ("news agency", "kantor berita")


class CreditWords(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One language's words; what each list means stands in `data/credits/id.toml`."""

    lead: tuple[str, ...]
    whole: tuple[str, ...]
    after: tuple[str, ...]
    label: tuple[str, ...]
    filler: tuple[str, ...]
    joiner: tuple[str, ...]
    own: tuple[str, ...]
    follow: tuple[str, ...]
    short: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditSource:
    """Who can be credited: the actor's id ("" where none is known), the outlet's name, and whether it is an agency.

    `spellings` are its names as they are written; a name in small letters counts only where it is spelled so.
    """

    actor: str
    outlet: str
    agency: bool
    spellings: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CreditPack:
    """The words by language, and the sources by name in lower case."""

    words: Mapping[str, CreditWords]
    sources: Mapping[str, CreditSource]
    short: Mapping[str, CreditSource]

    @property
    def actors(self) -> Mapping[str, str]:
        """Ids of the sources that are actors, by name in lower case."""
        return {name: one.actor for name, one in self.sources.items() if one.actor}


def load_credits(outlets: OutletPack) -> CreditPack:
    """Read the pack.

    Args:
        outlets: The known publishers, who can be credited; so can the actors of `data/actors/media.toml`.

    Raises:
        NeracaError: N201, when a file breaks its format or shortens an unknown outlet.
    """
    files = [file for file in folder_files(data_folder() / "credits", ".toml") if file.name != _EXAMPLES]
    words = {file.name.removesuffix(".toml"): read_toml(file, CreditWords) for file in files}
    sources = _sources(outlets)
    short: dict[str, CreditSource] = {}
    for code, one in words.items():
        for key, name in one.short.items():
            if name.casefold() not in sources:
                raise fail("N201", where=f"{code}.toml", detail=f"short.{key}: {name} is no known outlet")
            short[key] = sources[name.casefold()]
    return CreditPack(words=MappingProxyType(words), sources=MappingProxyType(sources), short=MappingProxyType(short))


def _sources(outlets: OutletPack) -> dict[str, CreditSource]:
    actors = {
        name.casefold(): (actor_id, names)
        for actor_id, entry in sorted(read_names(data_folder() / "actors" / "media.toml").items())
        for names in [(entry.name_en, entry.name_id, *entry.names)]
        for name in names
    }
    found: dict[str, CreditSource] = {}
    for outlet in outlets.outlets:
        spellings = (outlet.name, *outlet.aliases, *outlet.domains)
        known = next((actors[one.casefold()] for one in spellings if one.casefold() in actors), ("", ()))
        source = CreditSource(
            actor=known[0],
            outlet=outlet.name,
            agency=outlet.kind is OutletKind.AGENCY or _is_agency((*spellings, *known[1])),
            spellings=frozenset((*spellings, *known[1])),
        )
        for one in sorted(source.spellings):
            found.setdefault(one.casefold(), source)
    for name, (actor_id, names) in actors.items():
        if name not in found:
            found[name] = CreditSource(
                actor=actor_id, outlet=names[0], agency=_is_agency(names), spellings=frozenset(names)
            )
    return found


def _is_agency(names: tuple[str, ...]) -> bool:
    return any(words in name.casefold() for name in names for words in _AGENCY_WORDS)
