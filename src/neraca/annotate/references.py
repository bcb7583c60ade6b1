"""Words that refer back: *keduanya*, *kedua negara*, *ia*, *mereka*, *the two leaders*, to the parties named before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from neraca.packs.cues import Cues, phrase_index
from neraca.records import Document, Mention, MentionForm, Sentence

_MEMORY = 12
_LOOK_BACK = 24


def find_references(
    document: Document, sentences: tuple[Sentence, ...], *, mentions: tuple[Mention, ...], cues: Cues
) -> tuple[Mention, ...]:
    """Mentions by pronoun or phrase; words whose parties are not clear yield none.

    Args:
        document: The article.
        sentences: Its sentences in order.
        mentions: Names found in it.
        cues: The language's cues.

    Returns:
        One mention for each party that the words stand for, in text order.
    """
    found: list[Mention] = []
    seen: list[Mention] = []
    subject: list[Mention] = []
    last: list[Mention] = []
    references = cues.references
    kinds = (
        ("pair", references.pair),
        ("person", references.person),
        ("people", references.people),
        ("country", references.country),
    )
    where = tuple(f" {word}" for word in (*cues.roles.place, *cues.roles.from_))
    ordered = sorted(mentions, key=_start)
    for sentence in sentences:
        first = bisect_left(ordered, sentence.span.start, key=_start)
        behind = bisect_left(ordered, sentence.span.end, key=_start)
        inside = [m for m in ordered[first:behind] if m.evidence.span.within(sentence.span)]
        meant = [m for m in inside if not _is_where(document, m, where=where)] or inside
        for start, end, kind in _phrases(document, sentence, kinds):
            if any(m.evidence.span.start < end and start < m.evidence.span.end for m in inside):
                continue
            before = seen + [m for m in meant if m.evidence.span.end <= start]
            if kind == "country":
                inside_before = [m for m in before if m in meant]
                before = _of_last_subject(inside_before) or subject
            if kind == "pair" and len(_states(last)) == 2 and not _states(before[len(seen) :]):
                before = last
            for actor, person in _resolve(kind, before, earlier=seen):
                evidence = document.evidence(start, end)
                found.append(Mention(evidence=evidence, actor=actor, form=MentionForm.PRONOUN, person=person))
        seen = (seen + meant)[-_MEMORY:]
        subject = _of_last_subject(meant) or subject
        last = meant if _states(meant) else last
    return tuple(found)


def _start(mention: Mention) -> int:
    return mention.evidence.span.start


def _is_where(document: Document, mention: Mention, *, where: tuple[str, ...]) -> bool:
    """Whether the mention only says where something is (*bertemu di Bali*): nobody is called by it later."""
    if mention.form is not MentionForm.PLACE:
        return False
    start = mention.evidence.span.start
    before = document.text[max(0, start - _LOOK_BACK) : start].split()
    return f" {' '.join(before).casefold()}".endswith(where)


def _states(mentions: list[Mention]) -> frozenset[str]:
    return frozenset(m.actor for m in mentions if ":" not in m.actor)


def _of_last_subject(mentions: list[Mention]) -> list[Mention]:
    """*negara itu* means the state that a sentence began with: its first, if any, and no town of a dateline."""
    states = [m for m in mentions if ":" not in m.actor]
    return [m for m in states if m.form is not MentionForm.PLACE][:1] or states[:1]


def _phrases(
    document: Document, sentence: Sentence, kinds: Iterable[tuple[str, tuple[str, ...]]]
) -> list[tuple[int, int, str]]:
    words = [document.words(span).casefold() for span in sentence.words]
    found: list[tuple[int, int, str]] = []
    for kind, phrases in kinds:
        index = phrase_index(phrases)
        for i, word in enumerate(words):
            for phrase, _ in index.get(word, ()):
                if tuple(words[i : i + len(phrase)]) == phrase:
                    start, end = sentence.words[i].start, sentence.words[i + len(phrase) - 1].end
                    found.append((start, end, kind))
                    break
    found.sort(key=lambda f: (f[0], -f[1]))
    kept: list[tuple[int, int, str]] = []
    for start, end, kind in found:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end, kind))
    return kept


def _resolve(kind: str, before: list[Mention], *, earlier: list[Mention]) -> tuple[tuple[str, str], ...]:
    parties = [m for m in before if m.form is not MentionForm.PRONOUN and not m.actor.startswith(("MED:", "NGO:"))]
    if kind == "pair":
        return tuple((actor, "") for actor in _leading_pair(parties))
    if kind == "person":
        people = [m for m in parties if m.form is MentionForm.PERSON]
        return ((people[-1].actor, people[-1].person),) if people else ()
    if kind == "country":
        states = [m for m in parties if ":" not in m.actor]
        return ((states[-1].actor, ""),) if states else ()
    return _last_subjects(parties, earlier)


def _leading_pair(parties: list[Mention]) -> tuple[str, ...]:
    """*kedua negara*: the two states named most often of late, the later ones where it is even, in text order."""
    states = [m.actor for m in parties if ":" not in m.actor]
    ranked = sorted(set(states), key=lambda actor: (-states.count(actor), -_last_index(states, actor)))[:2]
    return tuple(sorted(ranked, key=states.index)) if len(ranked) == 2 else ()


def _last_index(states: list[str], actor: str) -> int:
    return len(states) - 1 - states[::-1].index(actor)


def _last_subjects(parties: list[Mention], earlier: list[Mention]) -> tuple[tuple[str, str], ...]:
    """*mereka*: the parties that the last sentence with any began with, joined ones together."""
    pool = [m for m in parties if m in earlier] or parties
    if not pool:
        return ()
    last = pool[-1]
    joined = [m for m in pool if 0 <= last.evidence.span.start - m.evidence.span.end <= 60]
    actors = dict.fromkeys([m.actor for m in joined] + [last.actor])
    return tuple((actor, "") for actor in actors)
