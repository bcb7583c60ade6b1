"""What the program says to people, in each language, and the names it shows for ids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations

from neraca.errors import fail
from neraca.packs.files import data_folder, folder_files


class _Missing(NullTranslations):
    """What a catalogue falls back to: no sentence, where gettext would say the key."""

    def gettext(self, message: str) -> str:
        raise KeyError(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        raise KeyError(msgid1)

    def pgettext(self, context: str, message: str) -> str:
        raise KeyError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The sentences of one language, by key; a sentence's `{names}` are filled in on use.

    Attributes:
        group: What stands between thousands.
        decimal: What stands before the decimals.
        months: Names of the months, January first.
        short_months: The same, shortened.
        translations: The catalogue, `data/words/xx.po` compiled; a key that it lacks is an error.
    """

    language: str
    name: str
    group: str
    decimal: str
    months: tuple[str, ...]
    short_months: tuple[str, ...]
    translations: NullTranslations = field(repr=False, compare=False)

    def say(self, key: str, /, **values: object) -> str:
        """The sentence for `key`, its braces filled.

        Raises:
            KeyError: No such sentence, or a brace without a value (a fault in the caller).
        """
        return self.translations.gettext(key).format_map(values)

    def count(self, key: str, number: int, /, **values: object) -> str:
        """The sentence `key` for a number, which stands in the brace `{n}` as the language writes it.

        Exactly one and more have sentences of their own, except where one fits every number.
        """
        try:
            sentence = self.translations.ngettext(key, key, number)
        except KeyError:
            sentence = self.translations.gettext(key)
        return sentence.format_map({"n": f"{number:,}".replace(",", self.group), **values})

    def term(self, kind: str, value: str, /) -> str:
        """The word for a value of a closed list (`stage`, `occurred`); the value itself where there is none."""
        try:
            return self.translations.gettext(f"{kind}.{value}")
        except KeyError:
            return value

    def gloss(self, kind: str, text: str, /) -> str:
        """What an English sentence of the code is in this language: `help` of commands, `error` of the catalogue.

        The sentence itself where the language has no other, as English has none.
        """
        try:
            return self.translations.pgettext(kind, text)
        except KeyError:
            return text

    def has(self, key: str, /) -> bool:
        """Whether there is a sentence for `key`, to be said or to be counted."""
        try:
            return bool(self.translations.gettext(key))
        except KeyError:
            pass  # older versions of gettext find what is counted under a number only
        try:
            return bool(self.translations.ngettext(key, key, 1))
        except KeyError:
            return False


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


@lru_cache(maxsize=8)
def read_words(language: str) -> Words:
    """Read the catalogue for one language.

    Args:
        language: A code that the catalogue has, such as `id`.

    Raises:
        NeracaError: N107, when the catalogue lacks the language.
    """
    if language not in languages():
        raise fail("N107", value=language, option="--lang", known=" ".join(languages()))
    with data_folder().joinpath("words", f"{language}.mo").open("rb") as file:
        found = GNUTranslations(file)
    found.add_fallback(_Missing())
    return Words(
        language=language,
        name=found.gettext("manner.name"),
        group=found.gettext("manner.group"),
        decimal=found.gettext("manner.decimal"),
        months=tuple(found.gettext(f"month.{month}") for month in range(1, 13)),
        short_months=tuple(found.gettext(f"short-month.{month}") for month in range(1, 13)),
        translations=found,
    )


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """Codes of the languages that the catalogue has, sorted."""
    return tuple(file.name.removesuffix(".mo") for file in folder_files(data_folder().joinpath("words"), ".mo"))
