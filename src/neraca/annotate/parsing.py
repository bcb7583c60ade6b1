"""Parses sentences with the trained reader: tokens, trees, names, meaning."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from neraca.annotate.tokens import Range, token_ranges
from neraca.annotate.trees import best_tags, best_tree, following
from neraca.packs.language import Language
from neraca.packs.reader import ReaderModel, Scores
from neraca.records import Document, Name, NameKind, Parse, Sentence, Span, Token

# Pieces of one run, with padding: more no longer fit a processor's caches and are slower (docs/reading.md).
PIECES_OF_A_RUN = 180
# A sentence with more is read in parts; the model has 514 positions.
PIECES_OF_A_SENTENCE = 400
_BYTE = 127.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A sentence, or as much of a very long one as is read at once."""

    sentence: int
    tokens: tuple[Range, ...]
    pieces: tuple[tuple[int, ...], ...]
    length: int


def parse_sentences(
    document: Document, sentences: Sequence[Sentence], *, language: Language, reader: ReaderModel
) -> tuple[Parse, ...]:
    """One parse for each sentence, in their order.

    The sentences of one document are read together, so that the same document gives the same parses whatever is read
    beside it.
    """
    parts = [
        part
        for number, sentence in enumerate(sentences)
        for part in _parts(document.text, number, sentence, language, reader)
    ]
    read: list[list[tuple[int, Parse]]] = [[] for _ in sentences]
    for places in _runs([part.length for part in parts]):
        chosen = [parts[place] for place in places]
        scores = reader.run([part.pieces for part in chosen], language=language.code)
        for row, (place, part) in enumerate(zip(places, chosen, strict=True)):
            span = sentences[part.sentence].span
            read[part.sentence].append((place, _parse(span, part, scores, row, reader)))
    return tuple(_joined([parse for _, parse in sorted(own, key=lambda one: one[0])]) for own in read)


def _parts(text: str, number: int, sentence: Sentence, language: Language, reader: ReaderModel) -> Iterator[_Part]:
    start, end = sentence.span.start, sentence.span.end
    tokens: list[Range] = []
    pieces: list[tuple[int, ...]] = []
    length = 2
    for token in token_ranges(text, start, end, language=language):
        space = token[0] == start or text[token[0] - 1].isspace()
        own = reader.pieces(text[token[0] : token[1]], space=space)
        if length + len(own) > PIECES_OF_A_SENTENCE:
            yield _Part(sentence=number, tokens=tuple(tokens), pieces=tuple(pieces), length=length)
            tokens, pieces, length = [], [], 2
        tokens.append(token)
        pieces.append(own)
        length += len(own)
    yield _Part(sentence=number, tokens=tuple(tokens), pieces=tuple(pieces), length=length)


def _runs(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Places of what is read together: of like length, the shortest first."""
    run: list[int] = []
    for place in sorted(range(len(lengths)), key=lambda place: (lengths[place], place)):
        if run and lengths[place] * (len(run) + 1) > PIECES_OF_A_RUN:
            yield run
            run = []
        run.append(place)
    if run:
        yield run


def _parse(span: Span, part: _Part, scores: Scores, row: int, reader: ReaderModel) -> Parse:
    labels = reader.labels
    size = 1 + len(part.tokens)
    heads = best_tree(scores.arcs[row, :size, :size].astype(np.float64))
    upos, feats, relations = scores.upos[row], scores.feats[row], scores.relations[row]
    tokens = tuple(
        Token(
            span=Span(start=start, end=end),
            upos=labels.upos[upos[place]],
            feats=labels.feats[feats[place]],
            head=head - 1,
            relation="root" if head == 0 else labels.relations[relations[place, head]],
        )
        for place, ((start, end), head) in enumerate(zip(part.tokens, heads, strict=True), 1)
    )
    return Parse(
        span=span,
        tokens=tokens,
        names=tuple(_names(part, scores.tags[row, 1:size].astype(np.float64), labels.tags)),
        meaning=np.round(scores.meaning[row] * _BYTE).astype(np.int8).tobytes(),
    )


@lru_cache(maxsize=4)
def _following(tags: tuple[str, ...]) -> NDArray[np.float64]:
    return following(tags)


def _names(part: _Part, scores: NDArray[np.float64], tags: tuple[str, ...]) -> Iterator[Name]:
    for first, last, kind, score in _tagged(scores, tags):
        yield Name(span=_span(part, first, last), kind=NameKind(kind), score=score)


def _tagged(scores: NDArray[np.float64], tags: tuple[str, ...]) -> Iterator[tuple[int, int, str, float]]:
    """Words `[first, last)` that the best tags mark, with their kind and mean probability."""
    best = best_tags(scores, _following(tags))
    start = 0
    while start < len(best):
        tag = tags[best[start]]
        after = start + 1
        if tag[0] == "B":
            while after < len(best) and tags[best[after]] == "I" + tag[1:]:
                after += 1
            sure = float(np.exp(scores[range(start, after), best[start:after]].mean()))
            yield start, after, tag[2:], _rounded(sure)
        start = after


def _rounded(probability: float) -> float:
    return max(0.01, round(min(1.0, probability), 2))


def _span(part: _Part, first: int, last: int) -> Span:
    return Span(start=part.tokens[first][0], end=part.tokens[last - 1][1])


def _joined(parts: Sequence[Parse]) -> Parse:
    """The parse of a sentence that was read in parts: their roots stand beside the first."""
    if len(parts) == 1:
        return parts[0]
    root = next((place for place, token in enumerate(parts[0].tokens) if token.head < 0), 0)
    tokens: list[Token] = []
    for part in parts:
        moved = len(tokens)
        for token in part.tokens:
            first = not moved or token.head >= 0
            tokens.append(
                Token(
                    span=token.span,
                    upos=token.upos,
                    feats=token.feats,
                    head=(token.head + moved if token.head >= 0 else -1) if first else root,
                    relation=token.relation if first else "parataxis",
                )
            )
    return Parse(
        span=parts[0].span,
        tokens=tuple(tokens),
        names=tuple(name for part in parts for name in part.names),
        meaning=parts[0].meaning,
    )
