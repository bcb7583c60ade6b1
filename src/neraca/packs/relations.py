"""What event data sets call acts and parties: names of CAMEO's events to PLOVER types, names of parties to actors."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import msgspec

from neraca.errors import fail
from neraca.packs.actors import ActorBook, Name
from neraca.packs.files import data_folder, read_toml
from neraca.packs.history import load_history_types
from neraca.packs.names import pattern_of
from neraca.records import MentionForm

# A capital may be a place or a government: The Hague is no word for the Netherlands.
_FORMS = frozenset((MentionForm.NAME, MentionForm.PERSON, MentionForm.AGENCY))
_OF = re.compile(r"(.*)\(([^()]+)\)\s*$")


class RelationExample(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a name of an act means."""

    name: str
    code: str


class PartyExample(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whom a name of a party means; "" for nobody."""

    name: str
    actor: str


class RelationsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """relations.toml: rows of code and name."""

    names: tuple[tuple[str, str], ...]
    example: tuple[RelationExample, ...]


class PartiesFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """parties.toml."""

    not_of_state: tuple[str, ...]
    states: dict[str, str]
    example: tuple[PartyExample, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RelationBook:
    """CAMEO codes by the letters of their names; never changed after loading."""

    codes: Mapping[str, str]
    examples: tuple[RelationExample, ...]

    def code_of(self, name: str) -> str | None:
        """The CAMEO code of an event's name; None for a name that CAMEO does not have."""
        return self.codes.get(_letters(name))

    def type_of(self, name: str) -> str | None:
        """The PLOVER type of an act: by its CAMEO name or code, or a type's name, alone or before a colon and a mode.

        "" for a statement, which has no type; None for a name that means nothing known.
        """
        code = self.code_of(name)
        return load_history_types().type_of(code if code is not None else name.partition(":")[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Whom a name of a data set means: an actor, and the person where it is one's name."""

    actor: str
    person: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PartyBook:
    """Parties by what data sets call them; mappings are never changed after loading.

    Attributes:
        actors: The actors and their names.
        known: By the folded words of a name.
        persons: Persons alone, by first and last word of a name of three or more.
        not_of_state: Folded words for whom a state does not answer.
    """

    actors: ActorBook
    known: Mapping[tuple[str, ...], Party]
    persons: Mapping[tuple[str, ...], Party]
    not_of_state: tuple[tuple[str, ...], ...]
    examples: tuple[PartyExample, ...]

    def party_of(self, name: str) -> Party | None:
        """Whom a name means: a state, a person or an organisation, or whoever stands in brackets behind it.

        None for one that nobody knows, and for those who fight their own state (Armed Rebel (Syria)).
        """
        if name in self.actors.actors:
            return Party(actor=name)
        found = _OF.match(name)
        if found is None:
            return self._named(name)
        before, of = self._keys(found.group(1)), found.group(2).strip()
        if any(before[-len(words) :] == words for words in self.not_of_state):
            return None
        actor = of if of in self.actors.actors else getattr(self._named(of), "actor", "")
        own = self._named(found.group(1)) if before else None
        if own is not None and own.person and own.actor == actor:
            return own
        return Party(actor=actor) if actor else None

    def actor_on(self, party: Party, day: date) -> str:
        """For whom the party stood on a day: a person who changed sides counts for the one whose office it was."""
        return self.actors.actor_of(party.person, party.actor, day=day) if party.person else party.actor

    def changes(self, party: Party) -> bool:
        """Whether the day matters."""
        return party.person in self.actors.moved

    def _named(self, name: str) -> Party | None:
        keys = self._keys(name)
        found = self.known.get(keys)
        return found if found is not None or len(keys) < 3 else self.persons.get((keys[0], keys[-1]))

    def _keys(self, name: str) -> tuple[str, ...]:
        return pattern_of(name, self.actors.folding).keys


@lru_cache(maxsize=1)
def load_relations() -> RelationBook:
    """Read `data/coding/relations.toml`, once in a process.

    Raises:
        NeracaError: N201, for a broken file, a name that stands for two codes, or a code that has no type.
    """
    read = read_toml(data_folder() / "coding" / "relations.toml", RelationsFile)
    codes: dict[str, str] = {}
    for code, name in read.names:
        if codes.setdefault(_letters(name), code) != code:
            raise fail("N201", where="relations.toml", detail=f"{name!r} stands for two codes")
        if load_history_types().type_of(code) is None:
            raise fail("N201", where="relations.toml", detail=f"{code!r} has no type")
    return RelationBook(codes=codes, examples=read.example)


@lru_cache(maxsize=1)
def load_parties(actors: ActorBook) -> PartyBook:
    """Read `data/coding/parties.toml` beside the actors' own names.

    Raises:
        NeracaError: N201, for a broken file or one that names an unknown actor.
    """
    read = read_toml(data_folder() / "coding" / "parties.toml", PartiesFile)
    known: dict[tuple[str, ...], Party] = {}
    persons: dict[tuple[str, ...], Party | None] = {}
    for name in (one for names in actors.names.values() for one in names if _counts(one)):
        keys = name.pattern.keys
        party = Party(actor=name.actor, person=name.person)
        known.setdefault(keys, party)
        if name.person and len(keys) == 2:
            persons[keys] = party if persons.get(keys, party) == party else None
    for words, actor in read.states.items():
        if actor not in actors.actors:
            raise fail("N201", where="parties.toml", detail=f"{words}: unknown actor {actor}")
        known[pattern_of(words, actors.folding).keys] = Party(actor=actor)
    return PartyBook(
        actors=actors,
        known=known,
        persons={keys: party for keys, party in persons.items() if party is not None},
        not_of_state=tuple(pattern_of(words, actors.folding).keys for words in read.not_of_state),
        examples=read.example,
    )


def _counts(name: Name) -> bool:
    return bool(name.actor) and not name.alone and name.form in _FORMS and name.language != "id"


def _letters(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalpha())
