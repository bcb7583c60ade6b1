"""Rules by which events become ties, and the words that give third parties a role: from `data/network`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

import msgspec

from neraca.errors import fail
from neraca.packs.files import data_folder, read_toml
from neraca.records import RoleKind
from neraca.text.words import words_of

_GRADES = 6


class TieRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Numbers of `rules.toml`, where each is explained."""

    half_life_days: float
    least: float
    decided: float
    pairs: int
    near: float
    drawn: int
    triads: int
    kinds: tuple[str, ...]
    nobody: tuple[str, ...]
    credibility: dict[str, float]

    def makes_ties(self, actor: str) -> bool:
        """Whether an actor is a party that can have ties."""
        kind = actor.partition(":")[0] if ":" in actor else ""
        return kind in self.kinds and actor not in self.nobody

    def evidence(self, credibility: int) -> float:
        """Weight of an event by its credibility."""
        return self.credibility[str(credibility)]


class _RoleRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kind: str
    language: str
    verb: tuple[str, ...]
    beside: tuple[str, ...] = msgspec.field(name="with")
    not_before: tuple[str, ...]
    not_across: tuple[str, ...]


class _RoleFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    role: tuple[_RoleRow, ...]


Phrase = tuple[str, ...]
"""Words in lower case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleWords:
    """What gives a role in one language; see `roles.toml`."""

    verbs: tuple[Phrase, ...]
    beside: tuple[Phrase, ...]
    not_before: frozenset[str]
    not_across: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NetworkPack:
    """Everything that making a network needs to know; `roles` by kind, then by language."""

    rules: TieRules
    roles: Mapping[RoleKind, Mapping[str, RoleWords]]


@lru_cache(maxsize=1)
def load_network() -> NetworkPack:
    """Read the pack.

    Raises:
        NeracaError: N201, when a file breaks its format; N202, for a role defined twice in one language.
    """
    folder = data_folder() / "network"
    rules = read_toml(folder / "rules.toml", TieRules)
    if set(rules.credibility) != {str(grade) for grade in range(1, _GRADES + 1)} or rules.half_life_days <= 0:
        raise fail("N201", where="rules.toml", detail="needs a weight for each credibility, 1 to 6, and a half-life")
    roles: dict[RoleKind, dict[str, RoleWords]] = {}
    for row in read_toml(folder / "roles.toml", _RoleFile).role:
        if row.kind not in set(RoleKind):
            raise fail("N201", where="roles.toml", detail=f"{row.kind!r} is no kind of role")
        of_kind = roles.setdefault(RoleKind(row.kind), {})
        if row.language in of_kind:
            raise fail("N202", where="roles.toml", name=f"{row.kind} {row.language}")
        of_kind[row.language] = RoleWords(
            verbs=_phrases(row.verb),
            beside=_phrases(row.beside),
            not_before=frozenset(row.not_before),
            not_across=frozenset(row.not_across),
        )
    return NetworkPack(
        rules=rules, roles=MappingProxyType({kind: MappingProxyType(words) for kind, words in roles.items()})
    )


def _phrases(texts: tuple[str, ...]) -> tuple[Phrase, ...]:
    return tuple(sorted({tuple(words_of(text.casefold())) for text in texts}, key=lambda words: (-len(words), words)))
