"""Which article translates another, or tells it again in other words: found by the vectors of their sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from types import MappingProxyType

from neraca.link.matching import NOBODY, Side, match
from neraca.link.neighbours import Text, find_neighbours
from neraca.link.precedence import Precedence, find_precedence, reason_for
from neraca.packs.meaning import MeaningSpace
from neraca.records import Derivation, DerivationKind, Document, Meanings, Span
from neraca.records.account import Passage
from neraca.records.credit import Credit


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    """When two texts tell the same all through.

    `close` is the closeness from which a sentence speaks for it; `evidence` is asked of the shorter text's sentences
    together, `share` of the characters of either text in sentences that speak for it.
    """

    kind: DerivationKind
    close: float
    evidence: float
    share: float


# Chosen on our own stories, tested on others that were written afterwards (bench/translations.py). Reports of one event
# resemble each other more within one language than across two.
_TRANSLATION = _Rule(kind=DerivationKind.TRANSLATION, close=0.20, evidence=4.0, share=0.50)
_PARAPHRASE = _Rule(kind=DerivationKind.PARAPHRASE, close=0.23, evidence=6.0, share=0.65)
# A sentence adds this much for each unit of closeness beyond `close`, and no more than the limit for or against.
_STEEPNESS = 12.0
_LIMIT = 2.0
# Less than this is a brief, which every report of the event resembles.
_LEAST_SENTENCES = 4
# A text told almost whole by one that tells more was cut from it, where nothing else gives the direction.
_WHOLE = 0.85
_MORE = 0.75
_FOLDED = frozenset({DerivationKind.COPY, DerivationKind.REWRITE})
_NO_PHRASES: Mapping[str, Sequence[str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class _Held:
    document: Document
    spans: tuple[Span, ...]
    text: Text


@dataclass(frozen=True, slots=True)
class _Match:
    """Two texts that tell the same, by position, with their sentences' partners and the told share of each."""

    one: int
    other: int
    evidence: float
    rule: _Rule
    sides: tuple[Side, Side]
    shares: tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Directed:
    child: int
    parent: int
    reason: str
    match: _Match


def find_translations(
    documents: Iterable[Document],
    meanings: Iterable[Meanings],
    *,
    space: MeaningSpace,
    known: Iterable[Derivation] = (),
    stated: Iterable[Credit] = (),
    translated: Mapping[str, Sequence[str]] = _NO_PHRASES,
) -> tuple[Derivation, ...]:
    """Translations and paraphrases, sorted by child id; a child gets the one parent that it resembles most.

    Children that copy or rewrite another, by `known`, and such pairs are left alone. Only texts published within
    `neighbours.WINDOW` of each other are compared; the undated are compared with all. Parents come before their
    children by `precedence`, but for texts that say that they are translations.

    Args:
        documents: The collection, in any order.
        meanings: Of those that have any.
        space: Where sentences of all languages are compared.
        known: Derivations found by words.
        stated: Credits of the documents.
        translated: By language, phrases by which a text says that it is a translation: it then is the child of
            one of the same day, or without a day, that does not say so.
    """
    kept = _collect(documents, meanings, space)
    held = [one.document for one in kept]
    places = {document.id: at for at, document in enumerate(held)}
    explained = [(places[one.child], places[one.parent]) for one in known if _folds(one, places)]
    linked = {frozenset(pair) for pair in explained}
    folded = {child for child, _ in explained}
    near = find_neighbours([one.text for one in kept], copies=folded)
    pairs = [pair for pair in near if frozenset(pair) not in linked]
    found = [one for one in (_compare(pair, kept) for pair in pairs) if one is not None]
    contained = frozenset(pair for pair in map(_contained, found) if pair is not None)
    met = sorted({(min(pair), max(pair)) for pair in explained} | {(one.one, one.other) for one in found})
    precedence = find_precedence(held, met, stated=stated, contained=contained)
    directed = [_direct(one, held, precedence, translated) for one in found]
    derivations = [_derive(one, kept) for one in _best(directed, precedence) if one.child not in folded]
    return tuple(sorted(derivations, key=lambda one: (one.child, one.parent)))


def join_derivations(by_words: Iterable[Derivation], by_meaning: Iterable[Derivation]) -> tuple[Derivation, ...]:
    """Both, sorted by child and parent id; an excerpt gives way where the whole pair was found by meaning."""
    told = tuple(by_meaning)
    whole = {frozenset((one.child, one.parent)) for one in told}
    kept = [
        one
        for one in by_words
        if one.kind is not DerivationKind.EXCERPT or frozenset((one.child, one.parent)) not in whole
    ]
    return tuple(sorted((*kept, *told), key=lambda one: (one.child, one.parent, one.kind)))


def _collect(documents: Iterable[Document], meanings: Iterable[Meanings], space: MeaningSpace) -> list[_Held]:
    by_id = {document.id: document for document in documents}
    known = {one.document: one for one in meanings if one.spans and one.width == space.width}
    kept = []
    for own_id, document in sorted(by_id.items()):
        own = known.get(own_id)
        if own is not None and document.language in space.languages:
            vectors = space.place(own.vectors, language=document.language)
            kept.append(_Held(document, own.spans, Text.of(document, spans=own.spans, vectors=vectors)))
    return kept


def _folds(one: Derivation, places: Mapping[str, int]) -> bool:
    return one.kind in _FOLDED and one.child in places and one.parent in places


def _compare(pair: tuple[int, int], kept: Sequence[_Held]) -> _Match | None:
    one, other = (kept[at].text for at in pair)
    rule = _PARAPHRASE if one.language == other.language else _TRANSLATION
    if min(len(one.vectors), len(other.vectors)) < _LEAST_SENTENCES:
        return None
    sides = match(one.vectors, other.vectors)
    shorter = 0 if (len(one.vectors), sum(one.sizes)) <= (len(other.vectors), sum(other.sizes)) else 1
    evidence = round(fsum(_speaks(close - rule.close) for close in sides[shorter].closeness), 4)
    shares = (_share(sides[0], one, rule.close), _share(sides[1], other, rule.close))
    if evidence < rule.evidence or min(shares) < rule.share:
        return None
    return _Match(*pair, evidence=evidence, rule=rule, sides=sides, shares=shares)


def _speaks(beyond: float) -> float:
    return max(-_LIMIT, min(_LIMIT, _STEEPNESS * beyond))


def _share(side: Side, text: Text, close: float) -> float:
    told = sum(size for size, near in zip(text.sizes, side.closeness, strict=True) if near > close)
    return round(told / sum(text.sizes), 4)


def _contained(one: _Match) -> tuple[int, int] | None:
    """The text that the other tells almost whole, and the other, which tells more."""
    (mine, theirs), pair = one.shares, (one.one, one.other)
    if mine >= _WHOLE > _MORE >= theirs:
        return pair
    return pair[::-1] if theirs >= _WHOLE > _MORE >= mine else None


def _direct(
    one: _Match, held: Sequence[Document], precedence: Precedence, phrases: Mapping[str, Sequence[str]]
) -> _Directed:
    pair = (one.one, one.other)
    days = {held[at].day for at in pair}
    says = [at for at in pair if _says(held[at], phrases)]
    if len(says) == 1 and one.rule is _TRANSLATION and (None in days or len(days) == 1):
        child, reason = says[0], "says_translated"
    else:
        child = one.other if precedence.comes_first(*pair) else one.one
        reason = reason_for(child, sum(pair) - child, documents=held, precedence=precedence)
    return _Directed(child, sum(pair) - child, reason, one)


def _says(document: Document, phrases: Mapping[str, Sequence[str]]) -> bool:
    text = document.text.lower()
    return any(phrase in text for phrase in phrases.get(document.language, ()))


def _best(found: Iterable[_Directed], precedence: Precedence) -> list[_Directed]:
    """Of every child the parent that most speaks for; of equals the first."""
    best: dict[int, _Directed] = {}
    for one in sorted(found, key=lambda one: (-one.match.evidence, precedence.rank[one.parent], one.child)):
        best.setdefault(one.child, one)
    return list(best.values())


def _derive(one: _Directed, kept: Sequence[_Held]) -> Derivation:
    child, parent, place = kept[one.child], kept[one.parent], 0 if one.child == one.match.one else 1
    rule, side = one.match.rule, one.match.sides[place]
    passages = tuple(
        Passage(child=child.spans[at], parent=parent.spans[partner])
        for at, (partner, near) in enumerate(zip(side.partners, side.closeness, strict=True))
        if partner != NOBODY and near > rule.close
    )
    return Derivation(
        child=child.document.id,
        parent=parent.document.id,
        kind=rule.kind,
        share=one.match.shares[place],
        reason=one.reason,
        passages=passages,
    )
