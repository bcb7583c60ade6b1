"""Which events of an account answer to a question: by the parties it names, and by the words of their sentences."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from neraca.annotate.mentions import find_mentions
from neraca.annotate.sentences import split_sentences
from neraca.packs.catalogue import Packs
from neraca.packs.function_words import common_words
from neraca.publish.claims import cut_passage
from neraca.records import UNKNOWN_PARTY, Account, Claim, Document, Event, Mention, MentionForm
from neraca.text.stems import stem
from neraca.text.words import word_ranges

_LANGUAGES = ("id", "en")
_PHRASE = re.compile(r"[\"“”„]([^\"“”„]+)[\"“”„]")
_NO_DIGEST = "0" * 64
_NAMES = frozenset({MentionForm.NAME, MentionForm.DEMONYM})

Place = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word of the question, or words in quotation marks that must stand as they are.

    Attributes:
        stems: Of a single word, in both languages; empty for a phrase.
        phrase: Words in lower case; empty for a single word.
        types: Event types that it is a word for.
        items: Item classes that it is a word for.
    """

    text: str
    stems: frozenset[str] = frozenset()
    phrase: tuple[str, ...] = ()
    types: frozenset[str] = frozenset()
    items: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question as it was read.

    Attributes:
        text: As it was written, in one line.
        actors: Ids of the parties that it names.
        terms: Its other words, without those that say nothing of the matter.
    """

    text: str
    actors: tuple[str, ...]
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """The events that answer to a question best.

    Attributes:
        events: Ids, in the account's order.
        met: How many of the question's words each of them meets; all of the words, where any event does.
    """

    events: tuple[str, ...]
    met: int


def read_question(text: str, packs: Packs) -> Question:
    """Read a question in any of the languages: its parties, its phrases, its words.

    Only a country's or body's own name makes a party (*Korea Utara*, *Russian*): a person, a place and a ministry are
    words like others, and so is what stands beside the name (*tentara* Korea Utara).
    """
    line = " ".join(unicodedata.normalize("NFC", text).split())
    parties = _parties_in(line, packs)
    phrases = [match for match in _PHRASE.finditer(line) if match.group(1).strip()]
    taken = [*(place for _, place in parties), *(match.span() for match in phrases)]
    idle = frozenset(word for code in packs.languages for word in common_words(code).function)
    words = [
        line[start:end]
        for start, end in word_ranges(line)
        if not any(start < stop and first < end for first, stop in taken) and line[start:end].lower() not in idle
    ]
    terms = [Term(text=match.group(1).strip(), phrase=_folded(match.group(1))) for match in phrases]
    terms += [_word(word, packs) for word in dict.fromkeys(words)]
    return Question(text=line, actors=tuple(dict.fromkeys(actor for actor, _ in parties)), terms=tuple(terms))


def find_answers(question: Question, account: Account, *, among: Iterable[Event] | None = None) -> Answering:
    """The events with all parties of the question, as parties or voices, and with most of its words.

    A word is met where it stands in one of the event's sentences in any inflection, or where it is a word for the
    event's type or for the class of what was given, in whichever language: *tentara* meets *troops*. A question without
    parties and words is met by nothing.

    Args:
        question: As `read_question` gives it.
        account: Whose events.
        among: Only these of them.
    """
    documents = {document.id: document for document in account.documents}
    claims = {claim.id: claim for claim in account.claims}
    met: dict[str, int] = {}
    for event in account.events if among is None else among:
        told = [claims[own] for own in event.claims if own in claims]
        if _parties(event, told).issuperset(question.actors):
            met[event.id] = _met(question.terms, event, [(claim, documents[claim.document]) for claim in told])
    most = max(met.values(), default=0)
    if not (question.terms or question.actors) or (question.terms and not most):
        return Answering(events=(), met=0)
    return Answering(events=tuple(own for own, count in met.items() if count == most), met=most)


def _parties_in(line: str, packs: Packs) -> list[tuple[str, Place]]:
    """Parties and where their names stand, in the language in which most are found."""
    found: list[list[tuple[str, Place]]] = []
    for code in _LANGUAGES:
        places = ((one, _name_in(one, line, code, packs)) for one in _mentions(line, code, packs))
        found.append([(one.actor, place) for one, place in places if place is not None])
    return max(found, key=len, default=[])


def _mentions(line: str, code: str, packs: Packs) -> tuple[Mention, ...]:
    language = packs.languages.get(code)
    if language is None or not line:
        return ()
    document = Document(name="question", sha256=_NO_DIGEST, media_type="text/plain", language=code, text=line)
    return find_mentions(document, split_sentences(document, language), packs.actors)


def _name_in(mention: Mention, line: str, code: str, packs: Packs) -> Place | None:
    """Where the party's own name stands in a mention; None where it is mentioned by something else of its own."""
    span = mention.evidence.span
    if mention.actor == UNKNOWN_PARTY:
        return None
    if mention.form in _NAMES:
        return span.start, span.end
    if mention.form is not MentionForm.AGENCY:
        return None
    words = word_ranges(line, span.start, span.end)
    ends = [(start, span.end) for start, _ in words[1:]] + [(span.start, end) for _, end in words[:-1]]
    for start, end in ends:
        for one in _mentions(line[start:end], code, packs):
            if one.actor == mention.actor and one.form in _NAMES and len(one.evidence.span) == end - start:
                return start, end
    return None


def _word(word: str, packs: Packs) -> Term:
    lower = word.lower()
    stems = frozenset(stem(word, code) for code in _LANGUAGES) | {lower}
    types = {
        form.event
        for code in _LANGUAGES
        for form in packs.events.forms.get(code, {}).get(lower, ())
        if form.words == (lower,)
    }
    named = {
        kind for kind in packs.events.types for code in _LANGUAGES if packs.events.name(kind, code).lower() == lower
    }
    items = frozenset(item for each in stems for item in _item_words(packs).get(each, ()))
    return Term(text=word, stems=stems, types=frozenset(types | named), items=items)


@lru_cache(maxsize=1)
def _item_words(packs: Packs) -> dict[str, frozenset[str]]:
    """Item classes by the stems of their one-word names, in both languages."""
    found: dict[str, set[str]] = {}
    for row in packs.items.rows:
        for code, names in (("id", (*row.id, row.name_id)), ("en", (*row.en, row.name_en))):
            for name in names:
                if len(name.split()) == 1:
                    found.setdefault(stem(name, code), set()).add(row.item_class)
    return {word: frozenset(classes) for word, classes in found.items()}


def _parties(event: Event, claims: Iterable[Claim]) -> set[str]:
    voices = (actor for claim in claims for voice in claim.attributions for actor in voice.who)
    return {*event.actors, *event.recipients, *voices}


def _met(terms: Iterable[Term], event: Event, told: list[tuple[Claim, Document]]) -> int:
    sentences = [_sentence(claim, document) for claim, document in told]
    texts = [_folded(sentence) for sentence in sentences]
    stems = {
        form
        for words, (_, document) in zip(texts, told, strict=True)
        for word in words
        for form in (word, stem(word, document.language))
    }
    return sum(_is_met(term, event, stems, texts) for term in terms)


def _is_met(term: Term, event: Event, stems: set[str], texts: list[tuple[str, ...]]) -> bool:
    if term.phrase:
        size = len(term.phrase)
        return any(words[at : at + size] == term.phrase for words in texts for at in range(len(words) - size + 1))
    return bool(term.stems & stems or event.type in term.types or term.items.intersection(event.items))


def _sentence(claim: Claim, document: Document) -> str:
    passage = cut_passage(document, claim.evidence.span, claim.trigger.span)
    return f"{passage.before}{passage.lead}{passage.trigger}{passage.tail}{passage.after}"


def _folded(text: str) -> tuple[str, ...]:
    return tuple(text[start:end].lower() for start, end in word_ranges(text))
