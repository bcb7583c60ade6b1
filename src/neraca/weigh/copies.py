"""Finds what a copy lost of its original: a hedge, an unnamed or only source, the exact words of a quotation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from neraca.packs.cues import Cues
from neraca.records import (
    Attribution,
    Claim,
    Derivation,
    DerivationKind,
    Document,
    Evidence,
    Finding,
    Span,
    Stance,
    VoiceKind,
)
from neraca.text.words import word_ranges

HEDGE_DROPPED = "hedge_dropped"
ATTRIBUTION_DROPPED = "attribution_dropped"
QUOTATION_DIFFERS = "quotation_differs"

# A sentence is aligned with the one that holds this share of its words, and so many of them.
_LEAST_SHARE = 0.6
_LEAST_WORDS = 5
# The words that a hedge weakens stand right behind it, so many words off at most.
_HEDGE_REACH = 2
_LEAST_QUOTED = 4
_SAME_QUOTE = 0.6
_ENDS = re.compile(r"(?<=[.!?…])[\"”’»')\]]*\s+(?=[\"“‘«(\[]?[A-Z0-9À-Þ])|\n+")
_QUOTED = re.compile(r"[“\"„«]([^“”\"„«»\n]{10,600})[”\"“»]")
_GAP = re.compile(r"\.\.\.|…|\[[^\]]*\]|\([^)]*\)")
_UNRESOLVED = frozenset({VoiceKind.OTHER})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sentence:
    """A stretch of text and its words, folded, with their places."""

    span: Span
    words: tuple[str, ...]
    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """A sentence of a copy and the one of its parent that it repeats.

    `kept` tells which words of the parent stand in the child as well: parent's place to child's.
    """

    child: _Sentence
    parent: _Sentence
    kept: Mapping[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """A document and its claims."""

    document: Document
    claims: tuple[Claim, ...]


def find_copy_errors(
    derivations: Iterable[Derivation],
    *,
    documents: Iterable[Document],
    claims: Iterable[Claim],
    cues: Mapping[str, Cues],
) -> tuple[Finding, ...]:
    """Findings about documents that repeat another of the same language, by document and place.

    Args:
        derivations: Who copies whom.
        documents: Those that derivations name; others do not matter.
        claims: Theirs.
        cues: By language.
    """
    by_document: dict[str, list[Claim]] = {}
    for claim in claims:
        by_document.setdefault(claim.document, []).append(claim)
    sides = {
        document.id: _Side(document=document, claims=tuple(by_document.get(document.id, ()))) for document in documents
    }
    found: dict[tuple[str, Span, str], Finding] = {}
    for derivation in sorted(derivations, key=lambda one: (one.child, -one.share, one.parent)):
        child, parent = sides.get(derivation.child), sides.get(derivation.parent)
        if child is None or parent is None or child.document.language != parent.document.language:
            continue
        words = cues.get(child.document.language)
        if words is not None:
            for finding in _compare(child, parent, kind=derivation.kind, cues=words):
                found.setdefault((derivation.child, finding.evidence.span, finding.kind), finding)
    return tuple(sorted(found.values(), key=lambda one: (one.evidence.document, one.evidence.span, one.kind)))


def _compare(child: _Side, parent: _Side, *, kind: DerivationKind, cues: Cues) -> Iterator[Finding]:
    for pair in _aligned(child.document, parent.document):
        yield from _lost_hedge(pair, child, parent, cues)
        yield from _lost_voice(pair, child, parent, cues)
    if kind is not DerivationKind.EXCERPT:
        yield from _changed_quotations(child, parent, cues)


def _aligned(child: Document, parent: Document) -> Iterator[_Pair]:
    theirs = _sentences(parent)
    for own in _sentences(child):
        mine = set(own.words)
        shared = [len(mine.intersection(other.words)) for other in theirs]
        most = max(shared, default=0)
        if most < max(_LEAST_WORDS, _LEAST_SHARE * len(mine)):
            continue
        other = theirs[shared.index(most)]
        if own.words != other.words:
            yield _Pair(child=own, parent=other, kept=_kept(own.words, other.words))


@lru_cache(maxsize=512)
def _sentences(document: Document) -> tuple[_Sentence, ...]:
    text, found, start = document.text, [], 0
    for end in [*(match.start() for match in _ENDS.finditer(text)), len(text)]:
        places = word_ranges(text, start, end)
        if places:
            words = tuple(text[first:last].casefold() for first, last in places)
            span = Span(start=places[0][0], end=places[-1][1])
            found.append(_Sentence(span=span, words=words, places=places))
        start = end
    return tuple(found)


def _kept(child: Sequence[str], parent: Sequence[str]) -> dict[int, int]:
    blocks = SequenceMatcher(None, parent, child, autojunk=False).get_matching_blocks()
    return {block.a + at: block.b + at for block in blocks for at in range(block.size)}


def _lost_hedge(pair: _Pair, child: _Side, parent: _Side, cues: Cues) -> Iterator[Finding]:
    hedges = _hedges(cues)
    if _first_phrase(pair.child.words, hedges) is not None or _reports_anew(pair, cues):
        return
    for start, phrase in _phrases_in(pair.parent.words, hedges):
        end = start + len(phrase)
        after = next((at for at in range(end, end + 1 + _HEDGE_REACH) if at in pair.kept), None)
        if after is None or pair.kept.get(after + 1) != pair.kept[after] + 1:
            continue
        if _first_phrase(pair.parent.words[end:after], _reporting(cues)) is not None:
            continue
        if _is_name(pair.parent, start, parent.document) or _is_negated(pair.parent.words, start, cues):
            continue
        yield Finding(
            evidence=_quote(pair.child, child.document),
            kind=HEDGE_DROPPED,
            message=(
                f'The word "{" ".join(phrase)}" of the text that this one repeats ({parent.document.label}) is gone: '
                f'there it says "{_words(pair.parent, parent.document)}".'
            ),
            settle="The original source: does it state this as a fact, or as a guess?",
            values=(
                ("word", " ".join(phrase)),
                ("label", parent.document.label),
                ("there", _words(pair.parent, parent.document)),
            ),
        )
        return


def _lost_voice(pair: _Pair, child: _Side, parent: _Side, cues: Cues) -> Iterator[Finding]:
    if _first_phrase(pair.child.words, _reporting(cues)) is not None:
        return
    if any(claim.attributions for claim in _claims_in(pair.child, child)):
        return
    for claim in _claims_in(pair.parent, parent):
        voices = _resolved_voices(claim)
        if claim.optional or not voices or not _is_kept(claim, pair):
            continue
        lost = [voice for voice in voices if not _is_named_in(voice, child, cues)]
        unnamed = any(voice.kind is VoiceKind.ANONYMOUS for voice in lost)
        if not unnamed and len(lost) < len(voices):
            continue
        said = ", ".join(f'"{voice.evidence.quote}"' for voice in lost)
        yield Finding(
            evidence=_quote(pair.child, child.document),
            kind=ATTRIBUTION_DROPPED,
            message=(
                f"The text that this one repeats ({parent.document.label}) says this on the word of {said}; here it "
                f'is told without a voice. There: "{_words(pair.parent, parent.document)}".'
            ),
            settle="Who says so? The voice named by the original, or a second, independent source.",
            values=(
                ("voices", said),
                ("label", parent.document.label),
                ("there", _words(pair.parent, parent.document)),
            ),
        )
        return


def _claims_in(sentence: _Sentence, side: _Side) -> list[Claim]:
    return [claim for claim in side.claims if claim.trigger.span.within(sentence.span)]


def _resolved_voices(claim: Claim) -> list[Attribution]:
    """Voices behind a claim that are more than a word that refers to somebody named elsewhere."""
    return [
        voice
        for voice in claim.attributions
        if voice.stance is Stance.ASSERTS and (voice.who or voice.kind not in _UNRESOLVED)
    ]


def _is_kept(claim: Claim, pair: _Pair) -> bool:
    """Whether the child repeats the words of the parent's claim."""
    span = claim.evidence.span
    own = [at for at, (start, end) in enumerate(pair.parent.places) if span.start <= start and end <= span.end]
    return bool(own) and sum(at in pair.kept for at in own) >= _LEAST_SHARE * len(own)


def _is_named_in(voice: Attribution, side: _Side, cues: Cues) -> bool:
    """Whether a document names a voice anywhere, in its own words or by a claim that rests on it."""
    spoken = [own for claim in side.claims for own in claim.attributions]
    if voice.kind is VoiceKind.ANONYMOUS:
        unnamed = _split(cues.speakers.get("anonymous", ()))
        known = any(own.kind is VoiceKind.ANONYMOUS for own in spoken)
        return known or any(_first_phrase(one.words, unnamed) is not None for one in _sentences(side.document))
    if any(set(own.who) & set(voice.who) for own in spoken):
        return True
    quote = voice.evidence.quote
    words = {quote[start:end].casefold() for start, end in word_ranges(quote)}
    return any(2 * len(words.intersection(one.words)) >= len(words) for one in _sentences(side.document))


def _changed_quotations(child: _Side, parent: _Side, cues: Cues) -> Iterator[Finding]:
    theirs = [(words, quote) for _, words, quote in _quotations(parent.document, cues)]
    for evidence, words, _ in _quotations(child.document, cues):
        near = max(theirs, key=lambda one: _likeness(words, one[0]), default=None)
        if near is None or _likeness(words, near[0]) < _SAME_QUOTE or _says_the_same(words, evidence, near):
            continue
        yield Finding(
            evidence=evidence,
            kind=QUOTATION_DIFFERS,
            message=f'The text that this one repeats ({parent.document.label}) quotes other words: "{near[1]}".',
            settle="A recording or transcript of the speech, or the first report of it.",
            values=(("label", parent.document.label), ("there", near[1])),
        )


def _quotations(document: Document, cues: Cues) -> Iterator[tuple[Evidence, tuple[str, ...], str]]:
    """Quotations of some length in a paragraph with a word of reporting, with their words."""
    reporting, text = _reporting(cues), document.text
    for match in _QUOTED.finditer(text):
        places = word_ranges(text, *match.span(1))
        words = tuple(text[start:end].casefold() for start, end in places)
        line_start = text.rfind("\n", 0, match.start()) + 1
        line_end = text.find("\n", match.end())
        around = word_ranges(text, line_start, len(text) if line_end < 0 else line_end)
        line = tuple(text[start:end].casefold() for start, end in around)
        if len(words) >= _LEAST_QUOTED and _first_phrase(line, reporting) is not None:
            yield document.evidence(*match.span(1)), words, match.group(1)


def _likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """Share of words in common, of the shorter."""
    return len(set(one) & set(other)) / max(1, min(len(set(one)), len(set(other))))


def _says_the_same(words: tuple[str, ...], evidence: Evidence, other: tuple[tuple[str, ...], str]) -> bool:
    """Whether one is the other or a part of it, with gaps only where marks show them."""
    shorter, longer = sorted((words, other[0]), key=len)
    marked = _GAP.search(evidence.quote) is not None or _GAP.search(other[1]) is not None
    if marked:
        rest = iter(longer)
        return all(word in rest for word in shorter)
    return any(longer[at : at + len(shorter)] == shorter for at in range(len(longer) - len(shorter) + 1))


def _reports_anew(pair: _Pair, cues: Cues) -> bool:
    """Whether the child gives a voice where the parent had none."""
    reporting = _reporting(cues)
    return (
        _first_phrase(pair.child.words, reporting) is not None and _first_phrase(pair.parent.words, reporting) is None
    )


def _is_name(sentence: _Sentence, at: int, document: Document) -> bool:
    """Whether a word inside the sentence has a capital: May is a month."""
    return at > 0 and document.text[sentence.places[at][0]].isupper()


def _is_negated(words: Sequence[str], at: int, cues: Cues) -> bool:
    return at > 0 and words[at - 1] in cues.stage.negation


def _quote(sentence: _Sentence, document: Document) -> Evidence:
    return document.evidence(sentence.span.start, sentence.span.end)


def _words(sentence: _Sentence, document: Document) -> str:
    return document.words(sentence.span)


Phrases = tuple[tuple[str, ...], ...]


def _hedges(cues: Cues) -> Phrases:
    """Words that weaken a claim, but for those that may speak of ability, or follow a past tense of reporting."""
    ability = {*cues.modals.can, *cues.modals.would}
    return _split(tuple(hedge for hedge in cues.stage.hedge if hedge not in ability))


def _reporting(cues: Cues) -> Phrases:
    voices = cues.voices
    return _split((*voices.asserts, *voices.after, *voices.according, *voices.denies, *voices.doubts, *voices.declines))


@lru_cache(maxsize=64)
def _split(phrases: tuple[str, ...]) -> Phrases:
    """Phrases as words, longest first."""
    split = {tuple(phrase.split()) for phrase in phrases}
    return tuple(sorted(split, key=lambda words: (-len(words), words)))


@lru_cache(maxsize=64)
def _by_first(phrases: Phrases) -> dict[str, Phrases]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        found.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(own) for first, own in found.items()}


def _phrases_in(words: tuple[str, ...], phrases: Phrases) -> Iterator[tuple[int, tuple[str, ...]]]:
    known, at = _by_first(phrases), 0
    while at < len(words):
        phrase = next((one for one in known.get(words[at], ()) if words[at : at + len(one)] == one), None)
        if phrase is not None:
            yield at, phrase
        at += 1 if phrase is None else len(phrase)


def _first_phrase(words: tuple[str, ...], phrases: Phrases) -> tuple[int, tuple[str, ...]] | None:
    return next(_phrases_in(words, phrases), None)
