"""What an account's documents say of restrictions and breaches: read again in those that speak of any."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from neraca.annotate.read import annotate
from neraca.extract.breaches import find_breaches
from neraca.extract.restrictions import find_measures
from neraca.packs.catalogue import Packs
from neraca.packs.law import NUMBER, LawPack, load_law
from neraca.records import Breach, Claim, Document, Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class Lawful:
    """Everything that documents say of the law, by document id and place."""

    measures: tuple[Measure, ...] = ()
    breaches: tuple[Breach, ...] = ()


def read_law(documents: Iterable[Document], claims: Iterable[Claim], packs: Packs) -> Lawful:
    """Read restrictions and breaches in all documents whose words may speak of one.

    Sentences and names are found again, without the trained reader: neither is kept in the store.

    Args:
        documents: In any order.
        claims: At least theirs.
        packs: Everything that is known beforehand.
    """
    pack = load_law()
    told: dict[str, list[Claim]] = {}
    for claim in claims:
        told.setdefault(claim.document, []).append(claim)
    measures: list[Measure] = []
    breaches: list[Breach] = []
    for document in sorted(documents, key=lambda document: document.id):
        language = packs.languages.get(document.language)
        if language is None or document.language not in pack.words or not _may_speak(document, pack):
            continue
        cues = packs.cues[document.language]
        read = annotate(document, language=language, actors=packs.actors, cues=cues)
        own = sorted(told.get(document.id, ()), key=lambda claim: (claim.evidence.span, claim.id))
        reading = replace(read, claims=tuple(replace(claim, links=()) for claim in own))
        measures += find_measures(reading, pack=pack, items=packs.items, cues=cues)
        breaches += find_breaches(reading, pack=pack, items=packs.items, cues=cues)
    return Lawful(measures=tuple(measures), breaches=tuple(breaches))


def _may_speak(document: Document, pack: LawPack) -> bool:
    return _finder(document.language, pack).search(document.text) is not None


@lru_cache(maxsize=8)
def _finder(language: str, pack: LawPack) -> re.Pattern[str]:
    """Any first word of a restriction, a ban or a breach: a quick way past all other documents."""
    words = pack.words[language]
    lists = [getattr(words.noun, name) for name in words.noun.__struct_fields__]
    lists += [getattr(words.verb, name) for name in words.verb.__struct_fields__]
    lists += [words.breach.breaks, words.breach.broken, words.breach.keeps]
    rules = (first for first in pack.phrases[language] if first != NUMBER)
    firsts = {phrase.split()[0] for phrases in lists for phrase in phrases} | set(rules)
    listed = sorted(firsts, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, listed))})", re.IGNORECASE)
