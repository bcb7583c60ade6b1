"""What the program says to people, in each language, and the names it shows for ids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from types import MappingProxyType

import msgspec

from neraca.errors import fail
from neraca.packs.files import data_folder, read_toml


class _Language(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One language of the catalogue: how it writes numbers and months."""

    name: str
    group: str
    decimal: str
    months: tuple[str, ...]
    short_months: tuple[str, ...]


class _Catalogue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file: languages, and one table of sentences for each key."""

    languages: dict[str, _Language]
    words: dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The sentences of one language, by key; a sentence's `{names}` are filled in on use.

    Attributes:
        group: What stands between thousands.
        decimal: What stands before the decimals.
        months: Names of the months, January first.
        short_months: The same, shortened.
    """

    language: str
    name: str
    group: str
    decimal: str
    months: tuple[str, ...]
    short_months: tuple[str, ...]
    sentences: Mapping[str, str]

    def say(self, key: str, /, **values: object) -> str:
        """The sentence for `key`, its braces filled.

        Raises:
            KeyError: No such sentence, or a brace without a value (a fault in the caller).
        """
        return self.sentences[key].format_map(values)

    def count(self, key: str, number: int, /, **values: object) -> str:
        """The sentence `key` for a number, which stands in the brace `{n}` as the language writes it.

        Where the language has one, the sentence `key.one` is used for exactly one.
        """
        one = f"{key}.one"
        chosen = one if number == 1 and one in self.sentences else key
        return self.say(chosen, n=f"{number:,}".replace(",", self.group), **values)

    def term(self, kind: str, value: str, /) -> str:
        """The word for a value of a closed list (`stage`, `occurred`); the value itself where there is none."""
        return self.sentences.get(f"{kind}.{value}", value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Display names in one language, by id; an id without a name stands for itself."""

    actors: Mapping[str, str] = field(default_factory=dict)
    events: Mapping[str, str] = field(default_factory=dict)
    items: Mapping[str, str] = field(default_factory=dict)
    outlets: Mapping[str, str] = field(default_factory=dict)

    def actor(self, code: str) -> str:
        """The party's name."""
        return self.actors.get(code, code.partition(":")[2] or code)

    def event(self, code: str) -> str:
        """The event type's name."""
        return self.events.get(code, code)

    def item(self, code: str) -> str:
        """The item class's name."""
        return self.items.get(code, code)

    def outlet(self, name: str) -> str:
        """The outlet's name, as its readers know it."""
        return self.outlets.get(name, name)


def read_words(language: str, file: Traversable | None = None) -> Words:
    """Read the catalogue for one language.

    Args:
        language: A code that the catalogue has, such as `id`.
        file: Another catalogue than the package's own.

    Raises:
        NeracaError: N107, when the catalogue lacks the language; N201, when the file breaks its format,
            lacks a sentence in one of its languages, or gives it other braces than in another.
    """
    source = file or data_folder().joinpath("publish", "words.toml")
    catalogue = read_toml(source, _Catalogue)
    if language not in catalogue.languages:
        raise fail("N107", value=language, option="--lang", known=" ".join(sorted(catalogue.languages)))
    for key, sentence in catalogue.words.items():
        _check_sentence(source.name, key, sentence, languages=frozenset(catalogue.languages))
    manner = catalogue.languages[language]
    return Words(
        language=language,
        name=manner.name,
        group=manner.group,
        decimal=manner.decimal,
        months=manner.months,
        short_months=manner.short_months,
        sentences=MappingProxyType({key: sentence[language] for key, sentence in catalogue.words.items()}),
    )


def languages(file: Traversable | None = None) -> tuple[str, ...]:
    """Codes of the languages that the catalogue has, sorted."""
    source = file or data_folder().joinpath("publish", "words.toml")
    return tuple(sorted(read_toml(source, _Catalogue).languages))


def _check_sentence(where: str, key: str, sentence: dict[str, str], *, languages: frozenset[str]) -> None:
    if set(sentence) != languages or not all(sentence.values()):
        raise fail("N201", where=where, detail=f"{key!r} must have exactly the languages {sorted(languages)}")
    braces = {_braces(text) for text in sentence.values()}
    if len(braces) != 1:
        raise fail("N201", where=where, detail=f"{key!r} has other braces in one language than in another")


def _braces(text: str) -> frozenset[str]:
    return frozenset(part.split("}")[0] for part in text.split("{")[1:])
