"""What an account's documents say of restrictions and breaches: read again in those that speak of any."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from neraca.annotate.read import annotate
from neraca.extract.breaches import find_breaches
from neraca.extract.law_lines import read_law_lines
from neraca.extract.restrictions import find_measures
from neraca.packs.catalogue import Packs
from neraca.packs.law import NUMBER, LawPack, load_law
from neraca.records import Breach, Claim, Document, Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class Lawful:
    """Everything that documents say of the law, by document id and place."""

    measures: tuple[Measure, ...] = ()
    breaches: tuple[Breach, ...] = ()


def read_law(
    documents: Iterable[Document], claims: Iterable[Claim], packs: Packs, *, withdrawn: Iterable[Claim] = ()
) -> Lawful:
    """Read restrictions and breaches in all documents whose words may speak of one.

    Sentences and names are found again, without the trained reader: neither is kept in the store.

    Args:
        documents: In any order.
        claims: At least theirs.
        packs: Everything that is known beforehand.
        withdrawn: Claims that a person judged wrong: what only they tell is not found, though the text is read again.
    """
    gone = tuple(withdrawn)
    told: dict[str, list[Claim]] = {}
    for claim in (*claims, *gone):
        told.setdefault(claim.document, []).append(claim)
    measures: list[Measure] = []
    breaches: list[Breach] = []
    for document in sorted(documents, key=lambda document: document.id):
        own = sorted(told.get(document.id, ()), key=lambda claim: (claim.evidence.span, claim.id))
        read = _read_one(document, tuple(own), packs)
        measures += read.measures
        breaches += read.breaches
    found = Lawful(measures=tuple(measures), breaches=tuple(breaches))
    return _without(found, frozenset(claim.id for claim in gone)) if gone else found


# As many as a large store has: views are made again for each new article, and the others still say what they said.
@lru_cache(maxsize=1 << 14)
def _read_one(document: Document, claims: tuple[Claim, ...], packs: Packs) -> Lawful:
    pack, language = load_law(), packs.languages.get(document.language)
    if language is None or document.language not in pack.words or not _may_speak(document, pack):
        return Lawful()
    cues = packs.cues[document.language]
    read = annotate(document, language=language, actors=packs.actors, cues=cues)
    reading = replace(read, claims=tuple(replace(claim, links=()) for claim in claims))
    lines = tuple(read_law_lines(reading, pack=pack, items=packs.items, cues=cues))
    return Lawful(measures=tuple(find_measures(lines, pack=pack)), breaches=tuple(find_breaches(lines)))


def _without(found: Lawful, gone: frozenset[str]) -> Lawful:
    """What does not rest on these claims alone, and names none of them."""
    measures = (one for one in found.measures if not one.claims or set(one.claims) - gone)
    breaches = (
        one
        for one in found.breaches
        if not (one.claims and set(one.claims) <= gone) and not (one.acts and set(one.acts) <= gone)
    )
    return Lawful(
        measures=tuple(replace(one, claims=_standing(one.claims, gone)) for one in measures),
        breaches=tuple(
            replace(one, claims=_standing(one.claims, gone), acts=_standing(one.acts, gone)) for one in breaches
        ),
    )


def _standing(claims: Iterable[str], gone: frozenset[str]) -> tuple[str, ...]:
    return tuple(claim for claim in claims if claim not in gone)


def _may_speak(document: Document, pack: LawPack) -> bool:
    """Whether a document names a restriction, forbids something, or holds both a word of breaking and a rule."""
    restricting, breaking, rules = _finders(document.language, pack)
    if restricting.search(document.text):
        return True
    return breaking.search(document.text) is not None and rules.search(document.text) is not None


@lru_cache(maxsize=8)
def _finders(language: str, pack: LawPack) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A quick way past all other documents: words of restrictions, of breaking and keeping, and of rules."""
    words = pack.words[language]
    listed = [getattr(words.noun, name) for name in words.noun.__struct_fields__]
    listed += [getattr(words.verb, name) for name in words.verb.__struct_fields__]
    breach = words.breach
    breaking = (*breach.breaks, *breach.breaking, *breach.unbound, *breach.broken, *breach.keeps)
    rules = [phrase[: phrase.index(NUMBER)] if NUMBER in phrase else phrase for phrase, _ in _phrases(language, pack)]
    return (
        _finder(phrase for phrases in listed for phrase in phrases),
        _finder(breaking),
        _finder((*(" ".join(phrase) for phrase in rules if phrase), *words.around.treaty)),
    )


def _phrases(language: str, pack: LawPack) -> Iterator[tuple[tuple[str, ...], str]]:
    for found in pack.phrases[language].values():
        yield from found


def _finder(phrases: Iterable[str]) -> re.Pattern[str]:
    listed = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    either = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in listed)
    return re.compile(rf"(?<!\w)(?:{either})", re.IGNORECASE)
