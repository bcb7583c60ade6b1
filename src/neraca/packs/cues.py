"""Function words of a language that decide roles, stage, certainty and voices, from `data/lang/xx/cues.toml`."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from neraca.packs.files import data_folder, read_toml

Phrases = tuple[str, ...]
Index = dict[str, tuple[tuple[tuple[str, ...], str], ...]]


class Roles(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Prepositions by the role they give to what follows."""

    to: Phrases
    from_: Phrases = msgspec.field(name="from")
    by: Phrases
    with_: Phrases = msgspec.field(name="with")
    between: Phrases
    against: Phrases
    at: Phrases
    place: Phrases
    place_head: Phrases


class Structure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that join or divide clauses.

    `made` stands between a thing and whose make it is (*drone buatan Iran*), `worth` before the value of a thing
    (*gandum senilai dua juta dolar*).
    """

    relative: Phrases
    complementizer: Phrases
    subordinator: Phrases
    conjunction: Phrases
    purpose: Phrases
    demonstrative: Phrases
    control: Phrases
    disaster: Phrases
    document_noun: Phrases
    contains: Phrases
    each_other: Phrases
    auxiliary: Phrases
    not_verb: Phrases
    be: Phrases = ()
    made: Phrases = ()
    worth: Phrases = ()


class StageCues(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words for stage, negation and certainty.

    `halts` end what is going on. What comes with an `exception` (*unless*) is planned all the same. `foretell` tell
    what comes (*memprediksi*, *forecasts*); `inverted` make a condition by standing before the subject (*should it
    fail*).
    """

    completed: Phrases
    ongoing: Phrases
    planned: Phrases
    predicted: Phrases
    hypothetical: Phrases
    halts: Phrases
    foretell: Phrases
    exception: Phrases
    negation: Phrases
    not_negation: Phrases
    hedge: Phrases
    inverted: Phrases = ()


class Modals(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Auxiliaries by what they make of an act, and words that deny it from where a tree hangs them."""

    will: Phrases
    can: Phrases
    may: Phrases
    must: Phrases
    would: Phrases
    deny: Phrases


class Governors(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Verbs and nouns by what they make of the act in their complement (*want to*, *try to*, *ask to*, *refuse to*).

    `carried` leaves it as real as they are themselves (*begin to*, *manage to*), `owed` too in the past (*had to*).
    `factual` conjunctions leave their clause a fact whatever stands above (*because*).
    """

    wanted: Phrases
    tried: Phrases
    asked: Phrases
    believed: Phrases
    avoided: Phrases
    carried: Phrases
    owed: Phrases
    factual: Phrases


class Light(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Verbs that only carry a noun of action: *give* support, support *is given*, *get* support.

    `happens` say of a noun that is their subject that it takes place (*talks will resume*).
    """

    give: Phrases
    speech: Phrases
    passive: Phrases
    get: Phrases
    happens: Phrases


class Voices(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of reporting, by stance and place.

    `passed_on` stand between what was said and who said it (*disampaikan oleh*); `false` call a claim untrue,
    `calls` are verbs that do so and report nothing else; *quoted him as saying* is of `quotes` and `as_saying`.
    """

    asserts: Phrases
    after: Phrases
    according: Phrases
    denies: Phrases
    doubts: Phrases
    declines: Phrases
    claim_word: Phrases
    denial_noun: Phrases
    admission_noun: Phrases
    admits: Phrases
    passed_on: Phrases
    false: Phrases
    calls: Phrases = ()
    quotes: Phrases = ()
    as_saying: Phrases = ()


class References(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that refer back to parties named before.

    `organ` are bodies and offices of a state (*pemerintah*, *the army*): without a name they are those of the state
    that the text speaks of. `among` names after a party what is counted in it. `forces` are soldiers; `rest`
    (*lainnya*, *others*) and `of_them` (*of whom*) count people named just before; `possessive` owns the next words;
    `further` mark an act as one more of a kind (*kedua*, *next*).
    """

    speaker: Phrases
    pair: Phrases
    person: Phrases
    people: Phrases
    country: Phrases
    organ: Phrases
    among: Phrases
    forces: Phrases
    rest: Phrases
    of_them: Phrases
    further: Phrases
    possessive: Phrases = ()


class Cues(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A language's cues as the file gives them."""

    roles: Roles
    structure: Structure
    stage: StageCues
    modals: Modals
    governors: Governors
    light: Light
    voices: Voices
    speakers: dict[str, Phrases]
    references: References


@lru_cache(maxsize=8)
def load_cues(code: str) -> Cues:
    """Read a language's cues.

    Raises:
        NeracaError: N201 for a broken file.
    """
    return read_toml(data_folder() / "lang" / code / "cues.toml", Cues)


@lru_cache(maxsize=256)
def phrase_index(phrases: Phrases) -> Index:
    """Index from the first word of each phrase to the phrases, longest first; payload is the phrase itself."""
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase in phrases:
        words = tuple(phrase.split())
        index.setdefault(words[0], []).append((words, phrase))
    return {first: tuple(sorted(set(found), key=lambda f: (-len(f[0]), f))) for first, found in index.items()}
