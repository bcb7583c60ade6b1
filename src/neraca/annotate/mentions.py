"""Finding the words that stand for actors: names, people words, capitals, persons, ministries and forces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from neraca.annotate.naming import (
    Clause,
    Introduction,
    Party,
    abbreviation_after,
    beside_other_name,
    capitals_tell_nothing,
    half_a_name,
    hyphenated_away,
    name_before,
    part_of_longer_name,
    party_at,
)
from neraca.annotate.phrases import Phrase, left_phrase, right_phrase
from neraca.packs.actors import LANGUAGES, ActorBook
from neraca.packs.names import atoms_of
from neraca.records import Document, Mention, MentionForm, Sentence

_SHORTEST_SURNAME = 2
_CLOSERS = ".!?"


def find_mentions(document: Document, sentences: Sequence[Sentence], book: ActorBook) -> tuple[Mention, ...]:
    """All mentions in the sentences, in text order, never overlapping.

    A title, its party and the holder's name are one mention ("Menteri Luar Negeri AS, Antony Blinken"); so are
    a force or ministry and its state ("pasukan Korut"). A person whose full name stands anywhere in the document
    is found by the bare surname too. What is only part of another name (Laut Cina Selatan, pro-Rusia, Boston Celtics)
    and holders of former offices are no mentions. A language other than Indonesian is read as English.
    """
    clauses = tuple(_clauses(document, sentences, book))
    phrases = [phrase for clause in clauses for phrase in _search(clause)]
    introduced = _introductions(document, phrases, book)
    if introduced:
        again = (replace(clause, introduced=introduced) for clause in clauses)
        phrases = [phrase for clause in again for phrase in _search(clause)]
    return tuple(
        Mention(
            evidence=document.evidence(phrase.start, phrase.end),
            actor=phrase.actor,
            form=phrase.form,
            person=phrase.person if phrase.form is MentionForm.PERSON else "",
        )
        for phrase in sorted(phrases)
        if phrase.actor
    )


def _clauses(document: Document, sentences: Iterable[Sentence], book: ActorBook) -> Iterator[Clause]:
    language = document.language if document.language in LANGUAGES else "en"
    text = document.text
    cut = [
        (sentence, atoms_of(text, ((word.start, word.end) for word in sentence.words), folding=book.folding))
        for sentence in sentences
    ]
    blocked = _blocked(text, {atom.key for _, atoms in cut for atom in atoms}, book)
    for sentence, atoms in cut:
        yield Clause(
            document=document,
            book=book,
            language=language,
            blocked=blocked,
            introduced={},
            atoms=atoms,
            level=capitals_tell_nothing(atoms, closed=text[sentence.span.end - 1] in _CLOSERS),
        )


def _blocked(text: str, keys: set[str], book: ActorBook) -> frozenset[str]:
    """Names that the document may hold, by their first word, and that stand for nobody in it."""
    lacking = (
        name
        for name, words in book.needs.items()
        if name.partition(" ")[0] in keys and not any(word in text for word in words)
    )
    ambiguous = (
        name
        for name, words in book.unless.items()
        if name.partition(" ")[0] in keys and any(word in text for word in words)
    )
    return frozenset((*lacking, *ambiguous))


def _search(clause: Clause) -> Iterator[Phrase]:
    """Phrases of one sentence from left to right, those that stand for nobody included."""
    at, free = 0, 0
    while at < len(clause.atoms):
        phrase = _phrase_at(clause, at)
        if phrase is None:
            at += 1
            continue
        yield from _apposed(clause, at, phrase=phrase, free=free)
        yield phrase
        at = free = phrase.after


def _phrase_at(clause: Clause, at: int) -> Phrase | None:
    titled = left_phrase(clause, at)
    if titled is not None:
        return titled
    party = party_at(clause, at)
    if party is None:
        return None
    if _stands_for_none(clause, at, party):
        return _plain(clause, at, party=party._replace(actor=""))
    phrase = right_phrase(clause, at, party)
    if phrase is not None:
        return phrase
    if party.form is MentionForm.PLACE and part_of_longer_name(clause, at):
        return _plain(clause, at, party=party._replace(actor=""))
    return _plain(clause, at, party=party)


def _stands_for_none(clause: Clause, at: int, party: Party) -> bool:
    return (
        not party.actor
        or hyphenated_away(clause, at, party.after)
        or beside_other_name(clause, at, party.after)
        or half_a_name(clause, at, party.after)
    )


def _plain(clause: Clause, at: int, *, party: Party) -> Phrase:
    """The name alone, with the bracketed short form that follows it."""
    after, end = party.after, clause.atoms[party.after - 1].end
    bracket = abbreviation_after(clause, after, party.actor, known=True) if party.actor else None
    if bracket is not None:
        after, end = bracket
    return Phrase(clause.atoms[at].start, end, party.actor, party.form, party.person, after, party.alone)


def _apposed(clause: Clause, at: int, *, phrase: Phrase, free: int) -> Iterator[Phrase]:
    """The unknown name before an office ("Maia Sandu, Presiden Moldova")."""
    if phrase.form is not MentionForm.PERSON or phrase.person or not phrase.actor or clause.level:
        return
    end = at
    if end > free and clause.atoms[end - 1].key in ("the", "seorang", "a", "an"):
        end -= 1
    if clause.gap(end - 1) != ",":
        return
    start = name_before(clause, end)
    if start < end and start >= free:
        first, last = clause.atoms[start], clause.atoms[end - 1]
        person = clause.document.text[first.start : last.end]
        yield Phrase(first.start, last.end, phrase.actor, MentionForm.PERSON, person, end)


def _introductions(
    document: Document, phrases: Iterable[Phrase], book: ActorBook
) -> Mapping[tuple[str, ...], tuple[Introduction, ...]]:
    """What persons named in full may be called elsewhere in the document."""
    found: dict[tuple[str, ...], list[Introduction]] = {}
    for phrase in phrases:
        if phrase.form is not MentionForm.PERSON or not phrase.person or not phrase.actor or phrase.alone:
            continue
        for keys in _called(phrase.person, phrase.actor, book):
            found.setdefault(keys, []).append(Introduction(phrase.start, phrase.actor, phrase.person))
    return {keys: tuple(introductions) for keys, introductions in found.items()}


def _called(person: str, actor: str, book: ActorBook) -> Iterator[tuple[str, ...]]:
    """The folded name, and the parts of it that stand for the person."""
    words = person.split()
    if len(words) < 2:
        return
    yield tuple(book.folding.joined(person).split())
    for part in _parts(words, actor, book):
        keys = tuple(book.folding.joined(part).split())
        names = book.names.get(keys[0], ()) if keys else ()
        taken = any(name.pattern.keys == keys and not name.alone for name in names)
        if keys and len(keys[-1]) >= _SHORTEST_SURNAME and not taken:
            yield keys


def _parts(words: list[str], actor: str, book: ActorBook) -> list[str]:
    if actor in book.any_part:
        return words
    if actor in book.family_first:
        return words[:1]
    particle = book.folding.joined(words[-2]) in book.beside["particles"]
    return [words[-1], f"{words[-2]} {words[-1]}"] if particle else words[-1:]
