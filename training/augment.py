"""More sentences from those with names: each name replaced by another of its kind.

Corpora of domestic news teach a reader the names of domestic politicians. The replacements are the program's own
actors, office-holders and items, so that shapes of names from all over the world stand in real sentences.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace

from neraca.packs.actors import load_actors
from neraca.packs.items import load_items
from neraca.records import ActorKind
from training.corpora import Example

CHANCE = 0.7
KNOWN_BY_ONE_NAME = 0.4  # share of persons called by the last part of their name
WEAPON_CLASSES = frozenset({"missiles", "air_defence", "nuclear", "munitions", "arms"})
BODIES = {
    "id": (
        "Kementerian Luar Negeri {}",
        "Kementerian Pertahanan {}",
        "Kemlu {}",
        "Parlemen {}",
        "Angkatan Laut {}",
        "Angkatan Udara {}",
        "Kedutaan Besar {}",
        "Mahkamah Agung {}",
        "Bank Sentral {}",
        "Garda Nasional {}",
        "Majelis Nasional {}",
    ),
    "en": (
        "{} Foreign Ministry",
        "Ministry of Defence of {}",
        "{} Navy",
        "{} Air Force",
        "Embassy of {}",
        "National Assembly of {}",
        "Central Bank of {}",
    ),
}


def replacements(language: str) -> dict[str, tuple[str, ...]]:
    """Return names of each kind in a language."""
    book = load_actors()
    states, bodies, people = [], [], []
    for actor in book.actors.values():
        name = actor.name_id if language == "id" else actor.name_en
        if actor.kind is ActorKind.STATE:
            states.append(name)
        elif actor.kind in {ActorKind.IGO, ActorKind.MEDIA, ActorKind.NGO}:
            bodies.append(name)
    people.extend({office.person for office in book.offices})
    formed = [form.format(state) for form in BODIES[language] for state in states]
    weapons = [
        word
        for row in load_items().rows
        if row.item_class in WEAPON_CLASSES
        for word in (row.id if language == "id" else row.en)
    ]
    return {
        "place": tuple(sorted(states)),
        "organisation": tuple(sorted([*(bodies * 20), *formed])),
        "person": tuple(sorted(people)),
        "weapon": tuple(sorted(weapons)),
    }


def replace_names(examples: Sequence[Example], names: Mapping[str, Sequence[str]], *, seed: int) -> list[Example]:
    """Return the examples in which a name was replaced, with the replacement."""
    chance = random.Random(seed)
    changed = []
    for example in examples:
        other = _replace(example, names, chance)
        if other is not None:
            changed.append(other)
    return changed


def _replace(example: Example, names: Mapping[str, Sequence[str]], chance: random.Random) -> Example | None:
    assert example.tags is not None
    words: list[str] = []
    spaces: list[bool] = []
    tags: list[tuple[str, ...]] = []
    place, changed = 0, False
    while place < len(example.words):
        tag = example.tags[place]
        end = place + 1
        kind = tag[0][2:] if len(tag) == 1 and tag[0][0] == "B" else ""
        while kind and end < len(example.words) and example.tags[end] == (f"I-{kind}",):
            end += 1
        if names.get(kind) and chance.random() < CHANCE:
            new = chance.choice(names[kind]).split()
            if kind == "person" and chance.random() < KNOWN_BY_ONE_NAME:
                new = new[-1:]
            words.extend(new)
            spaces.extend((example.spaces[place], *(True for _ in new[1:])))
            tags.extend((f"{'I' if number else 'B'}-{kind}",) for number in range(len(new)))
            changed = True
        else:
            words.extend(example.words[place:end])
            spaces.extend(example.spaces[place:end])
            tags.extend(example.tags[place:end])
        place = end
    if not changed:
        return None
    return replace(example, words=tuple(words), spaces=tuple(spaces), tags=tuple(tags), acts=None)
