"""Titles in texts, the offices they name, and whose they were: `office_titles.toml` and the terms of the book."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import msgspec

from neraca.errors import fail
from neraca.packs.actors import ActorBook
from neraca.packs.files import data_folder, read_toml
from neraca.packs.names import Pattern, pattern_of
from neraca.records import Office


class TitleEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Titles that name the same offices."""

    offices: tuple[str, ...]
    id: tuple[str, ...]
    en: tuple[str, ...]
    only: tuple[str, ...] = ()


class FormerWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of one language that say that an office is a former one."""

    before: tuple[str, ...]
    near: tuple[str, ...]


class OfficeTitlesFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """office_titles.toml."""

    standing_in: tuple[str, ...]
    restarts: tuple[str, ...]
    former: dict[str, FormerWords]
    title: tuple[TitleEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeTitle:
    """Words that name an office; `only` holds the actors for which they do, none for all."""

    pattern: Pattern
    offices: frozenset[str]
    only: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class OfficeBook:
    """Which words name which office, and who held it; mappings are never changed after loading.

    Attributes:
        titles: By language, then by the folded first word, longest first.
        of_person: Terms by person, in order of their start.
        of_office: Terms by actor and office, without words such as *acting*.
        person_words: Folded words of all spellings of a person's name.
        restarts: Sources whose start may be that of a later mandate.
        former_before: By language: finds, at its end, words before the phrase that make it a former office.
        former_near: By language: finds words that do so anywhere in a sentence.
        standing_in: Words before an office that do not matter.
    """

    titles: Mapping[str, Mapping[str, tuple[OfficeTitle, ...]]]
    of_person: Mapping[str, tuple[Office, ...]]
    of_office: Mapping[tuple[str, str], tuple[Office, ...]]
    person_words: Mapping[str, frozenset[str]]
    restarts: frozenset[str]
    former_before: Mapping[str, re.Pattern[str]]
    former_near: Mapping[str, re.Pattern[str]]
    standing_in: frozenset[str]

    def plain_office(self, office: str) -> str:
        """The office's name without words such as *acting*."""
        first, _, rest = office.partition(" ")
        return rest if rest and first in self.standing_in else office

    def terms_in(self, actor: str, offices: Iterable[str]) -> tuple[Office, ...]:
        """All terms in some offices of an actor, in order of their start."""
        found = [term for office in sorted(offices) for term in self.of_office.get((actor, office), ())]
        return tuple(sorted(found, key=_by_start))


def load_offices(book: ActorBook) -> OfficeBook:
    """Read office_titles.toml and order the book's terms.

    Raises:
        NeracaError: N201, for a file that breaks its format or limits a title to an unknown actor.
    """
    file = read_toml(data_folder() / "actors" / "office_titles.toml", OfficeTitlesFile)
    for entry in file.title:
        for actor in entry.only:
            if actor not in book.actors:
                raise fail("N201", where="office_titles.toml", detail=f"{entry.offices[0]}: unknown actor {actor}")
    standing_in = frozenset(file.standing_in)
    of_person: dict[str, list[Office]] = {}
    of_office: dict[tuple[str, str], list[Office]] = {}
    for term in sorted(book.offices, key=_by_start):
        first, _, rest = term.office.partition(" ")
        of_person.setdefault(term.person, []).append(term)
        of_office.setdefault((term.actor, rest if rest and first in standing_in else term.office), []).append(term)
    return OfficeBook(
        titles={
            "id": _titles(((entry, entry.id) for entry in file.title), book),
            "en": _titles(((entry, entry.en) for entry in file.title), book),
        },
        of_person={person: tuple(terms) for person, terms in of_person.items()},
        of_office={key: tuple(terms) for key, terms in of_office.items()},
        person_words=_person_words(book),
        restarts=frozenset(file.restarts),
        former_before={code: _finder(words.before, r"\W*$") for code, words in file.former.items()},
        former_near={code: _finder(words.near, r"(?!\w)") for code, words in file.former.items()},
        standing_in=standing_in,
    )


def _by_start(term: Office) -> tuple[date, str, str]:
    return term.start or date.min, term.person, term.office


def _titles(rows: Iterable[tuple[TitleEntry, tuple[str, ...]]], book: ActorBook) -> dict[str, tuple[OfficeTitle, ...]]:
    found: dict[str, list[OfficeTitle]] = {}
    for entry, phrases in rows:
        for phrase in phrases:
            pattern = pattern_of(phrase, book.folding)
            title = OfficeTitle(pattern=pattern, offices=frozenset(entry.offices), only=frozenset(entry.only))
            found.setdefault(pattern.keys[0], []).append(title)
    return {key: tuple(sorted(own, key=lambda title: -len(title.pattern.keys))) for key, own in found.items()}


def _person_words(book: ActorBook) -> dict[str, frozenset[str]]:
    words: dict[str, set[str]] = {}
    for names in book.names.values():
        for name in names:
            if name.person:
                words.setdefault(name.person, set()).update(name.pattern.keys)
    for person, own in words.items():
        own.update(book.folding.joined(person).split())
    return {person: frozenset(own) for person, own in words.items()}


def _finder(phrases: tuple[str, ...], end: str) -> re.Pattern[str]:
    listed = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    inner = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in listed)
    return re.compile(rf"(?<!\w)(?:{inner}){end}", re.IGNORECASE)
