"""Outlets pack: real publishers and agencies by name and domain, from `data/outlets/`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from neraca.errors import fail
from neraca.packs.files import data_folder, folder_files, read_toml

# Hosts end at 253 characters.
_LONGEST = 300
_EXAMPLES = "examples.toml"
_HOST = re.compile(r"^(?:[a-z][a-z0-9+.-]*://)?(?:[^/@\s]*@)?([^/:?#\s]+)", re.IGNORECASE)


class OutletKind(StrEnum):
    """What sort of publisher it is."""

    NEWSPAPER = "newspaper"
    AGENCY = "agency"
    BROADCASTER = "broadcaster"
    STATE_MEDIA = "state_media"
    PORTAL = "portal"
    JOURNAL = "journal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A publisher; `zone` is the IANA zone of its civil calendar, `country` ISO 3166-1 alpha-3."""

    name: str
    aliases: tuple[str, ...]
    domains: tuple[str, ...]
    country: str
    language: str
    zone: str
    kind: OutletKind
    source: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class OutletPack:
    """All known outlets, in the order of the files, and the ways to one of them."""

    outlets: tuple[Outlet, ...]
    by_name: dict[str, Outlet]
    by_domain: dict[str, Outlet]

    def named(self, words: str) -> Outlet | None:
        """The outlet with this name, alias, domain or address; case does not count, except for names of two letters."""
        key = " ".join(words.split())
        known = self.by_name.get(key.casefold())
        if known is not None and len(key) <= 3 and key not in (known.name, *known.aliases):
            known = None
        return known or self.at(key)

    def at(self, address: str) -> Outlet | None:
        """The outlet whose domain an address, host or domain belongs to."""
        match = _HOST.match(address.strip()[:_LONGEST])
        if match is None or "." not in match.group(1):
            return None
        parts = match.group(1).casefold().split(".")
        tails = (".".join(parts[start:]) for start in range(len(parts) - 1))
        return next((self.by_domain[tail] for tail in tails if tail in self.by_domain), None)


class _Row(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    domains: list[str]
    country: str
    language: str
    zone: str
    kind: str
    aliases: list[str] = []


class _File(msgspec.Struct, forbid_unknown_fields=True):
    source: str
    outlet: list[_Row]


def load_outlets() -> OutletPack:
    """Read the pack.

    Raises:
        NeracaError: N201 or N202, when a file breaks its format or a name or domain stands twice.
    """
    by_name: dict[str, Outlet] = {}
    by_domain: dict[str, Outlet] = {}
    outlets: list[Outlet] = []
    for file in folder_files(data_folder() / "outlets", ".toml"):
        if file.name == _EXAMPLES:
            continue
        content = read_toml(file, _File)
        for row in content.outlet:
            outlet = _outlet(row, content.source, where=file.name)
            outlets.append(outlet)
            for name in dict.fromkeys(n.casefold() for n in (outlet.name, *outlet.aliases)):
                _enter(by_name, name, outlet=outlet, where=file.name)
            for domain in outlet.domains:
                _enter(by_domain, domain, outlet=outlet, where=file.name)
    return OutletPack(outlets=tuple(outlets), by_name=by_name, by_domain=by_domain)


def _outlet(row: _Row, source: str, *, where: str) -> Outlet:
    try:
        kind = OutletKind(row.kind)
        ZoneInfo(row.zone)
    except (ValueError, ZoneInfoNotFoundError) as error:
        raise fail("N201", where=where, detail=f"{row.name}: {error}") from error
    if not (
        row.name and row.domains and re.fullmatch("[A-Z]{3}", row.country) and re.fullmatch("[a-z]{2}", row.language)
    ):
        raise fail(
            "N201", where=where, detail=f"{row.name or '(no name)'}: needs a name, domains, country and language"
        )
    if any(domain != domain.casefold() or "." not in domain for domain in row.domains):
        raise fail("N201", where=where, detail=f"{row.name}: domains are written in lower case, without www.")
    return Outlet(
        name=row.name,
        aliases=tuple(row.aliases),
        domains=tuple(row.domains),
        country=row.country,
        language=row.language,
        zone=row.zone,
        kind=kind,
        source=source,
    )


def _enter(table: dict[str, Outlet], key: str, *, outlet: Outlet, where: str) -> None:
    if key in table:
        raise fail("N202", where=where, name=key)
    table[key] = outlet
