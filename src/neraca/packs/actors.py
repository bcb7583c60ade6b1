"""Actors, the names that stand for them, and who held which office: read from data/actors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources.abc import Traversable

from neraca.errors import fail
from neraca.packs.actor_files import (
    IgnoreFile,
    Names,
    OfficesFile,
    PersonsFile,
    TitlesFile,
    TitleWords,
    read_names,
)
from neraca.packs.files import data_folder, folder_files, read_toml
from neraca.packs.names import Folding, Pattern, pattern_of
from neraca.records import Actor, ActorKind, MentionForm, Office

NAME_FILES = (
    "states.toml",
    "variants.toml",
    "organisations.toml",
    "united_nations.toml",
    "regional.toml",
    "associations.toml",
    "groups.toml",
    "movements_mideast_africa.toml",
    "movements_other_regions.toml",
    "media.toml",
    "agencies.toml",
    "places.toml",
)
OFFICE_FILES = "offices"  # with what the names of the files of terms begin
LANGUAGES = ("id", "en")
_KINDS = {"IGO": ActorKind.IGO, "GRP": ActorKind.GROUP, "NGO": ActorKind.NGO, "MED": ActorKind.MEDIA}


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """Words that stand for an actor; `actor` is "" for an expression that stands for none.

    Attributes:
        language: The only language in which it holds, or "".
        person: Full name of the person whose name it is, or "".
        alone: Whether it counts only where no other capitalised word makes it part of a longer name: a part of a
            person's name that stands for the person, and a town.
    """

    pattern: Pattern
    actor: str
    form: MentionForm
    language: str = ""
    person: str = ""
    alone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """Words that make one phrase with an actor's name; `kind` is a key of titles.toml."""

    pattern: Pattern
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ActorBook:
    """All actors, their names and offices; mappings are never changed after loading.

    Attributes:
        actors: By id.
        short: By id, then language: what newspapers call an actor whose full name is long (NATO); shown, never matched.
        names: By the folded first word, longest first.
        titles: By language, then by the folded first word, longest first.
        needs: Folded name to words of which the document must hold one.
        unless: Folded name to words of which the document must hold none.
        offices: By actor, then start.
        as_of: By an office's source: the day up to which an open term is known to go on.
        beside: `before` and `after`: folded words that make the name beside them part of another name;
            `endings`: names that are only the end of another behind a capitalised word (Pasifik Barat);
            `no_names`: folded words with a capital that are no person's name; `particles`: small words inside names.
        hyphens: `prefixes` and `suffixes` that make an adjective of a name.
        connectors: By language: `of` and `to`, the words that join a title to its party and an envoy to a place.
        moved: Terms of persons who have held offices of more than one actor.
        family_first: Actors whose people write the family name first.
        any_part: Actors whose people are called by any part of the name.
    """

    actors: Mapping[str, Actor]
    short: Mapping[str, Mapping[str, str]]
    names: Mapping[str, tuple[Name, ...]]
    titles: Mapping[str, Mapping[str, tuple[Title, ...]]]
    needs: Mapping[str, tuple[str, ...]]
    unless: Mapping[str, tuple[str, ...]]
    offices: tuple[Office, ...]
    as_of: Mapping[str, date]
    beside: Mapping[str, frozenset[str]]
    hyphens: Mapping[str, frozenset[str]]
    connectors: Mapping[str, Mapping[str, frozenset[str]]]
    folding: Folding
    moved: Mapping[str, tuple[Office, ...]]
    family_first: frozenset[str]
    any_part: frozenset[str]

    def name_of(self, actor_id: str, language: str) -> str:
        """The actor's name in `id` or any other language (then English); the id itself when unknown."""
        actor = self.actors.get(actor_id)
        if actor is None:
            return actor_id
        return actor.name_id if language == "id" else actor.name_en

    def short_name_of(self, actor_id: str, language: str) -> str:
        """What newspapers call the actor in `id` or any other language (then English); else its name."""
        short = self.short.get(actor_id, {}).get("id" if language == "id" else "en", "")
        return short or self.name_of(actor_id, language)

    def office_holders(self, actor_id: str, day: date) -> tuple[Office, ...]:
        """Terms of the actor's offices that are known to cover the day.

        A term without an end covers days up to its source's own day, and none after it.
        """
        return tuple(office for office in self.offices if office.actor == actor_id and self._covers(office, day))

    def terms_of(self, person: str) -> tuple[Office, ...]:
        """All known terms of a person, by the full name that mentions carry, in order of their start."""
        return tuple(office for office in self.offices if office.person == person)

    def actor_of(self, person: str, actor: str, *, day: date | None) -> str:
        """For whom a person stood on a day; `actor` where the terms do not tell (Mark Rutte: NLD, later IGO:NATO)."""
        terms = self.moved.get(person, ())
        if day is None or not terms:
            return actor
        covering = [term.actor for term in terms if self._covers(term, day)]
        return actor if actor in covering or not covering else covering[-1]

    def _covers(self, office: Office, day: date) -> bool:
        if office.start is not None and day < office.start:
            return False
        return day < office.end if office.end is not None else day <= self.as_of[office.source]


def load_actors() -> ActorBook:
    """Read data/actors.

    Raises:
        NeracaError: N201 for a file that breaks its format, N202 for an actor or person defined twice,
            also in another file.
    """
    folder = data_folder().joinpath("actors")
    persons = read_toml(folder.joinpath("persons.toml"), PersonsFile)
    ignore = read_toml(folder.joinpath("ignore.toml"), IgnoreFile)
    titles = read_toml(folder.joinpath("titles.toml"), TitlesFile)
    folding = Folding.of(persons.spelling.words, persons.spelling.endings)
    tables = [read_names(folder.joinpath(name)) for name in NAME_FILES]
    actors, entries = _actors(tables)
    known = _known_persons(persons, folding)
    terms, as_of = _all_terms(folder, known, folding)
    for office in terms:
        if office.actor not in actors or office.source not in as_of:
            raise fail("N201", where="offices", detail=f"{office.person}: unknown {office.actor} or {office.source}")
    names = [
        *_actor_names(entries, folding),
        *_person_names(persons, actors, folding),
        *_office_names(terms, known, folding, whole=frozenset(persons.whole)),
        *(Name(pattern=pattern_of(words, folding), actor="", form=MentionForm.NAME) for words in ignore.expressions),
    ]
    return ActorBook(
        actors=actors,
        short={
            actor_id: {"id": entry.short_id, "en": entry.short_en}
            for actor_id, entry in entries
            if entry.short_id or entry.short_en
        },
        names=_by_first_key(names),
        titles={"id": _titles(titles.id, folding), "en": _titles(titles.en, folding)},
        needs={folding.joined(name): words for name, words in ignore.needs.items()},
        unless={folding.joined(name): words for name, words in ignore.unless.items()},
        offices=tuple(sorted(terms, key=lambda term: (term.actor, term.start or date.min, term.person, term.office))),
        as_of=as_of,
        beside={
            "before": _folded(ignore.before, folding),
            "after": _folded(ignore.after, folding),
            "endings": _folded(ignore.endings, folding),
            "no_names": _folded(ignore.no_names, folding),
            "particles": _folded(ignore.particles, folding),
        },
        hyphens={kind: _folded(words, folding) for kind, words in ignore.hyphens.items()},
        connectors={"id": _connectors(titles.id), "en": _connectors(titles.en)},
        folding=folding,
        moved=_moved(terms),
        family_first=frozenset(persons.family_first),
        any_part=frozenset(persons.any_part),
    )


def _actors(tables: list[dict[str, Names]]) -> tuple[dict[str, Actor], list[tuple[str, Names]]]:
    actors: dict[str, Actor] = {}
    entries: list[tuple[str, Names]] = []
    for table in tables:
        for actor_id, entry in table.items():
            entries.append((actor_id, entry))
            if not entry.name_id:
                continue
            if actor_id in actors:
                raise fail("N202", where="data/actors", name=actor_id)
            kind = _KINDS.get(actor_id.partition(":")[0], ActorKind.STATE)
            actors[actor_id] = Actor(id=actor_id, kind=kind, name_id=entry.name_id, name_en=entry.name_en)
    for actor_id, _ in entries:
        if actor_id not in actors:
            raise fail("N201", where="data/actors", detail=f"{actor_id} has variants but no name_id")
    return actors, entries


def _actor_names(entries: list[tuple[str, Names]], folding: Folding) -> Iterator[Name]:
    for actor_id, entry in entries:
        yield from _names_of(actor_id, entry, folding=folding)


def _names_of(actor_id: str, entry: Names, *, folding: Folding) -> Iterator[Name]:
    def make(words: str, form: MentionForm, language: str = "", *, alone: bool = False) -> Name:
        return Name(pattern=pattern_of(words, folding), actor=actor_id, form=form, language=language, alone=alone)

    for words in (entry.name_id, entry.name_en, *entry.names):
        if words:
            yield make(words, MentionForm.NAME)
    yield from (make(words, MentionForm.NAME, "id") for words in entry.only_id)
    yield from (make(words, MentionForm.NAME, "en") for words in entry.only_en)
    yield from (make(words, MentionForm.DEMONYM, "en") for words in _with_plurals(entry.demonyms))
    yield from (make(words, MentionForm.PLACE) for words in entry.places)
    yield from (make(words, MentionForm.PLACE, alone=True) for words in entry.towns)
    yield from (make(words, MentionForm.AGENCY) for words in entry.agencies)


def _with_plurals(demonyms: Iterable[str]) -> Iterator[str]:
    for demonym in demonyms:
        yield demonym
        if not demonym.endswith(("s", "sh", "ch", "ese", ".")):
            yield demonym + "s"


def _known_persons(persons: PersonsFile, folding: Folding) -> dict[tuple[str, str], str]:
    """The name to show by actor and folded spelling."""
    known: dict[tuple[str, str], str] = {}
    for entry in persons.person:
        own = (entry.actor, folding.joined(entry.name))
        if own in known:
            raise fail("N202", where="persons.toml", name=entry.name)
        known[own] = entry.name
        for words in entry.also:
            known.setdefault((entry.actor, folding.joined(words)), entry.name)
    return known


def _person_names(persons: PersonsFile, actors: Mapping[str, Actor], folding: Folding) -> Iterator[Name]:
    for entry in persons.person:
        if entry.actor not in actors:
            raise fail("N201", where="persons.toml", detail=f"{entry.name}: unknown actor {entry.actor}")
        for words in (entry.name, *entry.also):
            yield _person(words, entry.actor, entry.name, folding=folding)
        for words in entry.alone:
            yield _person(words, entry.actor, entry.name, folding=folding, alone=True)


def _person(words: str, actor: str, name: str, *, folding: Folding, alone: bool = False) -> Name:
    pattern = pattern_of(words, folding)
    return Name(pattern=pattern, actor=actor, form=MentionForm.PERSON, person=name, alone=alone)


def _all_terms(
    folder: Traversable, known: Mapping[tuple[str, str], str], folding: Folding
) -> tuple[list[Office], dict[str, date]]:
    """Terms of all files of offices, and by source the day up to which it knows; a source has one day only."""
    as_of: dict[str, date] = {}
    terms: list[Office] = []
    for path in folder_files(folder, ".toml"):
        if not path.name.startswith(OFFICE_FILES):
            continue
        file = read_toml(path, OfficesFile)
        for source, day in file.as_of.items():
            if as_of.setdefault(source, date.fromisoformat(day)).isoformat() != day:
                raise fail("N201", where=path.name, detail=f"{source} has another day in another file")
        terms.extend(_terms(file, known, folding))
    return terms, as_of


def _terms(file: OfficesFile, known: Mapping[tuple[str, str], str], folding: Folding) -> Iterator[Office]:
    for actor, rows in file.terms.items():
        for person, office, start, end, source in rows:
            yield Office(
                person=known.get((actor, folding.joined(person)), person),
                office=office,
                actor=actor,
                start=date.fromisoformat(start) if start else None,
                end=date.fromisoformat(end) if end else None,
                source=source,
            )


def _office_names(
    terms: Iterable[Office], known: Mapping[tuple[str, str], str], folding: Folding, *, whole: frozenset[str]
) -> Iterator[Name]:
    shown = set(known.values())
    for person, actor in dict.fromkeys((term.person, term.actor) for term in terms):
        words = person.split()
        if person not in shown:
            yield _person(person, actor, person, folding=folding)
        # Few texts write all given names: Gustavo Francisco Petro is Gustavo Petro; Pham Binh Minh is not Pham Minh.
        if actor not in whole and len(words) > 2 and len(words[0]) > 2 and len(words[-1]) > 3:
            yield _person(f"{words[0]} {words[-1]}", actor, person, folding=folding)


def _moved(terms: Iterable[Office]) -> dict[str, tuple[Office, ...]]:
    by_person: dict[str, list[Office]] = {}
    for term in terms:
        by_person.setdefault(term.person, []).append(term)
    return {
        person: tuple(sorted(own, key=lambda term: term.start or date.min))
        for person, own in by_person.items()
        if len({term.actor for term in own}) > 1
    }


def _by_first_key(names: Iterable[Name]) -> dict[str, tuple[Name, ...]]:
    """Longest first; of equals the one that holds in one language alone first, then the one read first."""
    found: dict[str, dict[tuple[tuple[str, ...], str, str], Name]] = {}
    for name in names:
        own = found.setdefault(name.pattern.keys[0], {})
        own.setdefault((name.pattern.keys, name.pattern.shapes, name.language), name)
    return {key: tuple(sorted(own.values(), key=_order)) for key, own in found.items()}


def _order(name: Name) -> tuple[int, bool, bool]:
    return -len(name.pattern.keys), name.form is MentionForm.DEMONYM, not name.language


def _titles(words: TitleWords, folding: Folding) -> dict[str, tuple[Title, ...]]:
    found: dict[str, list[Title]] = {}
    for kind in ("persons", "envoys", "bodies", "people", "between", "leading", "former"):
        for title in getattr(words, kind):
            pattern = pattern_of(title, folding)
            found.setdefault(pattern.keys[0], []).append(Title(pattern=pattern, kind=kind))
    return {key: tuple(sorted(own, key=lambda title: -len(title.pattern.keys))) for key, own in found.items()}


def _connectors(words: TitleWords) -> dict[str, frozenset[str]]:
    return {"of": frozenset(words.of), "to": frozenset(words.to)}


def _folded(words: Iterable[str], folding: Folding) -> frozenset[str]:
    return frozenset(folding.joined(word) for word in words)
