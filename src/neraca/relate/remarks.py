"""Sentences that say what a third party does, where that is no claim: it watches, it mediates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from neraca.packs.network import Phrase, RoleWords
from neraca.records import Document, Mention, Remark, RoleKind, Sentence, SentenceKind
from neraca.text.words import words_of

REMARKED = (RoleKind.WATCHES, RoleKind.MEDIATES)
"""Roles that sentences give; others come from claims and ties."""

# Words between the party and its verb, between the verb and what it needs beside it, and before it that deny it.
_REACH, _BESIDE, _BEFORE = 12, 8, 3
# Set between commas right before the verb ("China, an old ally of Pyongyang, is watching"): its parties do nothing.
_SET_IN = re.compile(r",[^,;:]*,[^,;:]{0,40}\Z")


def may_remark(text: str, roles: Mapping[RoleKind, Mapping[str, RoleWords]], *, language: str) -> bool:
    """Whether a text holds the words of any phrase that gives a role: most hold none and need no reading."""
    lower = text.casefold()
    return any(all(word in lower for word in one) for kind in REMARKED for one in _verbs(roles, kind, language))


def find_remarks(
    document: Document,
    *,
    sentences: Iterable[Sentence],
    mentions: Sequence[Mention],
    roles: Mapping[RoleKind, Mapping[str, RoleWords]],
) -> tuple[Remark, ...]:
    """Remarks in text order, one for each sentence, kind and actor.

    The party is the one named last before the verb, not counting those in a phrase set between commas.

    Args:
        document: The article.
        sentences: Of it; headings are left out.
        mentions: Of it.
        roles: The words, by kind and language.
    """
    found: dict[tuple[int, RoleKind, str], Remark] = {}
    for sentence in sentences:
        if sentence.kind is SentenceKind.HEADING:
            continue
        words = [document.text[word.start : word.end].casefold() for word in sentence.words]
        for kind in REMARKED:
            own = roles.get(kind, {}).get(document.language)
            if own is None:
                continue
            for at, length in _places(words, own):
                actor = _doer(document, sentence, mentions, between=_clause_start(words, at, own))
                if actor:
                    trigger = sentence.words[at].start, sentence.words[at + length - 1].end
                    remark = Remark(
                        kind=kind,
                        actor=actor,
                        evidence=document.evidence(sentence.span.start, sentence.span.end),
                        trigger=document.evidence(*trigger),
                    )
                    found.setdefault((sentence.span.start, kind, actor), remark)
    return tuple(found.values())


def holds_phrase(text: str, words: RoleWords) -> bool:
    """Whether a text holds one of the verbs' phrases."""
    listed = [word.casefold() for word in words_of(text)]
    return any(_stands_at(listed, at, phrase) for phrase in words.verbs for at in range(len(listed)))


def _verbs(roles: Mapping[RoleKind, Mapping[str, RoleWords]], kind: RoleKind, language: str) -> tuple[Phrase, ...]:
    own = roles.get(kind, {}).get(language)
    return own.verbs if own else ()


def _places(words: Sequence[str], own: RoleWords) -> Iterator[tuple[int, int]]:
    """Where a verb of how many words stands that has beside it what it needs, and nothing before it that denies it."""
    for at in range(len(words)):
        phrase = next((phrase for phrase in own.verbs if _stands_at(words, at, phrase)), None)
        if phrase is None or _is_denied(words[max(0, at - _BEFORE) : at], own):
            continue
        behind = words[at + len(phrase) : at + len(phrase) + _BESIDE]
        if not own.beside or any(_stands_at(behind, place, one) for one in own.beside for place in range(len(behind))):
            yield at, len(phrase)


def _is_denied(before: Sequence[str], own: RoleWords) -> bool:
    return any(word in own.not_before or word.endswith(("n't", "n’t")) for word in before)


def _stands_at(words: Sequence[str], at: int, phrase: Phrase) -> bool:
    return tuple(words[at : at + len(phrase)]) == phrase


def _clause_start(words: Sequence[str], at: int, own: RoleWords) -> tuple[int, int]:
    """From which word on the party of a verb is looked for, and the verb's own place."""
    first = max(0, at - _REACH)
    return max((place + 1 for place in range(first, at) if words[place] in own.not_across), default=first), at


def _doer(document: Document, sentence: Sentence, mentions: Sequence[Mention], *, between: tuple[int, int]) -> str:
    earliest, verb = (sentence.words[place].start for place in between)
    set_in = _SET_IN.search(document.text, sentence.span.start, verb)
    skipped = range(set_in.start(), document.text.index(",", set_in.start() + 1)) if set_in else range(0)
    near = [
        mention
        for mention in mentions
        if earliest <= mention.evidence.span.start < verb and mention.evidence.span.start not in skipped
    ]
    return near[-1].actor if near else ""
