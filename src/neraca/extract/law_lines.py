"""A sentence prepared for the law: words of restrictions and breaches, rules that it names, its claims and voices."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from neraca.extract.answers import weigh_voices
from neraca.extract.clauses import breaks
from neraca.extract.contents import by_sentence
from neraca.extract.drafts import Memory
from neraca.extract.items import Thing, find_things
from neraca.extract.line import Line, Word, cue_indexes, find_phrases, prepare_line
from neraca.extract.voices import Voice, find_voices
from neraca.packs.cues import Cues, Index, Phrases, phrase_index
from neraca.packs.items import ItemBook
from neraca.packs.law import NUMBER, LawPack, LawWords
from neraca.records import UNKNOWN_PARTY, Claim, Mention, Reading, Rule

_NUMBER = re.compile(r"\d[\d/.-]*$")
ASKED_REACH = 8
NEGATION_REACH = 2
_JOINS = frozenset(("dan", "serta", "and", "atau", "or"))
# "Perjanjian New START", "the Minsk agreements": so many words of a name at most.
_LONGEST_NAME = 5
_NEVER_NAMES = frozenset(("the", "a", "this", "that", "its", "their", "under", "in"))


@dataclass(frozen=True, slots=True)
class Mark:
    """Words `[first, last)` of a line from the list `name`."""

    first: int
    last: int
    name: str


@dataclass(frozen=True, slots=True)
class NamedRule:
    """A rule that words `[first, last)` of a line name."""

    first: int
    last: int
    rule: Rule


@dataclass(frozen=True, slots=True)
class LawLine:
    """A line with what it says of the law; `claims` are those whose trigger stands in it, with their ids."""

    line: Line
    nouns: tuple[Mark, ...]
    verbs: tuple[Mark, ...]
    deeds: tuple[Mark, ...]
    around: Mapping[str, tuple[tuple[int, int], ...]]
    breach: tuple[Mark, ...]
    breach_words: Mapping[str, tuple[tuple[int, int], ...]]
    rules: tuple[NamedRule, ...]
    things: tuple[Thing, ...]
    voices: tuple[Voice, ...]
    claims: tuple[tuple[str, Claim], ...]

    def asked_for(self, word: int) -> bool:
        """Whether somebody asks for what stands at a word: a request stands shortly before it."""
        line = self.line
        asked = [claim for _, claim in self.claims if claim.event == "REQUEST"]
        last = [line.words_in(claim.trigger.span) for claim in asked]
        wished = (end for name in ("must", "purpose") for first, end in line.cues[name] if _asks(line, first, name))
        near = any(0 <= word - end < NEGATION_REACH for end in wished)
        return near or any(words and 0 < word - words[-1] <= ASKED_REACH for words in last)

    def negated(self, word: int) -> bool:
        """Whether a negation stands shortly before a word, with no mark between."""
        line = self.line
        for first, last in line.cues["negation"]:
            inside = any(a <= first < b for a, b in line.cues["not_negation"])
            if not inside and 0 <= word - last <= NEGATION_REACH:
                return not any(breaks(line, k) or "," in line.gap(k) for k in range(last, word + 1))
        return False

    def known(self, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
        """Those that name a party, each once; media and unknown parties left out."""
        kept: dict[str, Mention] = {}
        for mention in mentions:
            if mention.actor != UNKNOWN_PARTY and not mention.actor.startswith("MED:"):
                kept.setdefault(mention.actor, mention)
        return tuple(kept.values())


@dataclass(frozen=True, slots=True)
class _Indexes:
    nouns: Index
    verbs: Index
    deeds: Index
    around: Mapping[str, Index]
    breach: Index
    breach_words: Mapping[str, Index]


def read_law_lines(reading: Reading, *, pack: LawPack, items: ItemBook, cues: Cues) -> Iterator[LawLine]:
    """Every sentence of a reading, in order.

    Args:
        reading: With sentences, mentions and claims; parses help and may be missing.
        pack: Words and rules; a language without any yields nothing.
        items: Item classes and the words for them.
        cues: The language's cues.
    """
    language = reading.document.language
    words = pack.words.get(language)
    if words is None:
        return
    indexes, cue_lists, memory = _indexes(words), cue_indexes(cues), Memory()
    claims = [(claim.id, claim) for claim in reading.claims]
    for index, contents in enumerate(by_sentence(reading)):
        line = prepare_line(reading, index, contents=contents, cues=cue_lists, language=language)
        if not line.words:
            continue
        voices = weigh_voices(line, find_voices(line), memory)
        memory.remember(line, [], voices=voices)
        span = line.sentence.span
        yield LawLine(
            line=line,
            nouns=_marks(line, indexes.nouns),
            verbs=_marks(line, indexes.verbs),
            deeds=_marks(line, indexes.deeds),
            around={name: _ranges(line, index) for name, index in indexes.around.items()},
            breach=_marks(line, indexes.breach),
            breach_words={name: _ranges(line, index) for name, index in indexes.breach_words.items()},
            rules=find_rules(line, pack),
            things=find_things(line, items),
            voices=voices,
            claims=tuple((key, claim) for key, claim in claims if claim.trigger.span.within(span)),
        )


def _asks(line: Line, word: int, name: str) -> bool:
    """*agar*, *supaya* say what is asked for; other words of purpose (*untuk*, *to*) need not."""
    return name == "must" or line.words[word].low in ("agar", "supaya")


def find_rules(line: Line, pack: LawPack) -> tuple[NamedRule, ...]:
    """The rules that a line names, in order; each number of a list is a rule of its own."""
    index, nouns = pack.phrases[line.language], pack.words[line.language].around.treaty
    found: list[NamedRule] = []
    i = 0
    while i < len(line.words):
        rules = _rules_at(line, i, pack, index) or _treaty_at(line, i, nouns)
        found += rules
        i = rules[-1].last if rules else i + 1
    return tuple(found)


def _rules_at(line: Line, i: int, pack: LawPack, index: Index) -> list[NamedRule]:
    first = _plain(line.words[i])
    for phrase, code in (*index.get(first, ()), *index.get(NUMBER, ())):
        number = _matches(line.words, i, phrase)
        if number is None:
            continue
        last = i + len(phrase)
        issuer = pack.rules[code].issuer
        found = [NamedRule(i, last, Rule(code=code, number=number, issuer=issuer))]
        while number and (further := _listed(line, last)) is not None:
            value = line.words[further].low
            found.append(NamedRule(i, further + 1, Rule(code=code, number=value, issuer=issuer)))
            last = further + 1
        return found
    return []


def _listed(line: Line, i: int) -> int | None:
    """The next number of a list: `, 1874` or `dan 2397`; in "Resolusi 1718 dan 1874" the second."""
    words = line.words
    if i < len(words) and _NUMBER.match(words[i].low) and line.gap(i).strip() == ",":
        return i
    joined = i + 1 < len(words) and words[i].low in _JOINS and _NUMBER.match(words[i + 1].low)
    return i + 1 if joined and len(words[i + 1].low) > 2 else None


def _matches(words: tuple[Word, ...], i: int, phrase: tuple[str, ...]) -> str | None:
    """The number in the words at `i` ("" where the phrase has none); None where they are not the phrase."""
    if i + len(phrase) > len(words):
        return None
    number = ""
    for word, part in zip(words[i:], phrase, strict=False):
        if part == NUMBER:
            if not _NUMBER.match(word.low):
                return None
            number = word.low
        elif part not in (_plain(word), word.base):
            return None
    return number


def _plain(word: Word) -> str:
    return word.low.replace(".", "")


def _treaty_at(line: Line, i: int, nouns: Phrases) -> list[NamedRule]:
    """A treaty by its own name: *Perjanjian Camp David*, *the Minsk agreements*."""
    first, last = i, i + 1
    if line.words[i].base not in nouns:
        return []
    if line.language == "id":
        while last < min(len(line.words), i + 1 + _LONGEST_NAME) and _capital(line, last):
            last += 1
    else:
        while first > max(0, i - _LONGEST_NAME) and _capital(line, first - 1):
            first -= 1
    if last - first < 2:
        return []
    name = " ".join(line.evidence(first, last).quote.split())
    return [NamedRule(first, last, Rule(code="TREATY", name=name))]


def _capital(line: Line, i: int) -> bool:
    word = line.words[i]
    joined = i == 0 or not line.gap(i).strip()
    return joined and line.reading.document.text[word.start].isupper() and word.low not in _NEVER_NAMES


def _marks(line: Line, index: Index) -> tuple[Mark, ...]:
    return tuple(Mark(first, last, name) for first, last, name in _found(line, index))


def _found(line: Line, index: Index) -> tuple[tuple[int, int, str], ...]:
    present = {form for word in line.words for form in (word.low, word.base)}
    return find_phrases(line.words, index) if not present.isdisjoint(index) else ()


def _ranges(line: Line, index: Index) -> tuple[tuple[int, int], ...]:
    return tuple((first, last) for first, last, _ in _found(line, index))


@lru_cache(maxsize=8)
def _indexes(words: LawWords) -> _Indexes:
    breach = words.breach
    return _Indexes(
        nouns=_joint({name: getattr(words.noun, name) for name in words.noun.__struct_fields__}),
        verbs=_joint({name: getattr(words.verb, name) for name in words.verb.__struct_fields__}),
        deeds=_joint({name: getattr(words.deed, name) for name in words.deed.__struct_fields__}),
        around={name: phrase_index(getattr(words.around, name)) for name in words.around.__struct_fields__},
        breach=_joint({name: getattr(breach, name) for name in ("breaks", "breaking", "unbound", "broken", "keeps")}),
        breach_words={
            "as": phrase_index(breach.as_),
            **{
                name: phrase_index(getattr(breach, name))
                for name in ("accuse", "wished", "reading", "reject", "act_again")
            },
        },
    )


def _joint(lists: Mapping[str, Phrases]) -> Index:
    """One index of several lists, so that the longest phrase of all wins; the payload is the list's name."""
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, phrases in lists.items():
        for phrase in phrases:
            parts = tuple(phrase.split())
            index.setdefault(parts[0], []).append((parts, name))
    return {first: tuple(sorted(found, key=lambda one: (-len(one[0]), one))) for first, found in index.items()}
