"""Law pack: words of sanctions, vetoes and breaches, and the rules that texts name, from `data/law/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

import msgspec

from neraca.errors import fail
from neraca.packs.cues import Index, Phrases
from neraca.packs.files import data_folder, folder_files, read_toml

NUMBER = "#"
_NO_LANGUAGE = frozenset(("examples.toml", "rules.toml"))


class Nouns(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """What restricts, by kind."""

    sanction: Phrases
    embargo: Phrases
    resolution: Phrases
    monitoring: Phrases
    veto: Phrases


class Verbs(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Verbs that are the restriction themselves, active and passive."""

    veto: Phrases
    vetoed: Phrases
    sanction: Phrases
    sanctioned: Phrases
    forbid: Phrases
    forbidden: Phrases


class Deeds(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """What is done to a restriction."""

    impose: Phrases
    plan: Phrases
    proposed: Phrases
    suffered: Phrases
    imposed: Phrases
    ease: Phrases
    eased: Phrases
    expire: Phrases
    hold: Phrases
    watch: Phrases
    adopt: Phrases
    require: Phrases
    use: Phrases


class Around(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Words beside a restriction that tell what is meant."""

    treaty: Phrases
    trade: Phrases
    threat: Phrases
    suffer: Phrases
    right: Phrases
    aimed: Phrases
    home: Phrases
    under: Phrases
    again: Phrases
    obey: Phrases


class BreachWords(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Breaking and keeping a rule."""

    breaks: Phrases
    accuse: Phrases
    breaking: Phrases
    as_: Phrases = msgspec.field(name="as")
    unbound: Phrases
    broken: Phrases
    keeps: Phrases
    wished: Phrases
    reading: Phrases
    reject: Phrases
    act_again: Phrases


class LawWords(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One language's words; what each list means stands in `data/law/id.toml`."""

    noun: Nouns
    verb: Verbs
    deed: Deeds
    around: Around
    breach: BreachWords


class RuleRow(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A rule that texts name, with its names to show and the words for it."""

    code: str
    name_id: str
    name_en: str
    id: Phrases
    en: Phrases
    issuer: str = ""
    numbered_id: str = ""
    numbered_en: str = ""


class RuleFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """`data/law/rules.toml`."""

    sanctioned: tuple[str, ...]
    rule: tuple[RuleRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LawPack:
    """The words by language, the rules by code, and an index of the rules' phrases for each language."""

    words: Mapping[str, LawWords]
    rules: Mapping[str, RuleRow]
    phrases: Mapping[str, Index]
    sanctioned: frozenset[str]

    def name_of(self, code: str, number: str, language: str) -> str:
        """What people call a rule; the code itself where it is unknown."""
        row = self.rules.get(code)
        if row is None:
            return f"{code} {number}".strip()
        numbered, plain = (row.numbered_id, row.name_id) if language == "id" else (row.numbered_en, row.name_en)
        if not number:
            return plain
        return numbered.format(n=number) if numbered else f"{plain} ({number})"


@lru_cache(maxsize=1)
def load_law() -> LawPack:
    """Read the pack, once in a process.

    Raises:
        NeracaError: N201 for a file that breaks its format, N202 for a rule or phrase given twice.
    """
    folder = data_folder().joinpath("law")
    words = {
        file.name.removesuffix(".toml"): read_toml(file, LawWords)
        for file in folder_files(folder, ".toml")
        if file.name not in _NO_LANGUAGE
    }
    file = read_toml(folder.joinpath("rules.toml"), RuleFile)
    rules: dict[str, RuleRow] = {}
    for row in file.rule:
        if row.code in rules:
            raise fail("N202", where="rules.toml", name=row.code)
        rules[row.code] = row
    return LawPack(
        words=MappingProxyType(words),
        rules=MappingProxyType(rules),
        phrases=MappingProxyType({code: _index(file.rule, code) for code in words}),
        sanctioned=frozenset(file.sanctioned),
    )


def _index(rows: tuple[RuleRow, ...], language: str) -> Index:
    """The rules' phrases by their first word, longest first; the payload is the rule's code."""
    owners: dict[tuple[str, ...], str] = {}
    for row in rows:
        for phrase in row.id if language == "id" else row.en:
            words = tuple(word.replace(".", "") for word in phrase.split())
            if owners.setdefault(words, row.code) != row.code:
                raise fail("N202", where="rules.toml", name=phrase)
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words, code in owners.items():
        index.setdefault(words[0], []).append((words, code))
    return {first: tuple(sorted(found, key=lambda one: (-len(one[0]), one))) for first, found in index.items()}
