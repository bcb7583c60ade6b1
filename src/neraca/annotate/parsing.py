"""Parses sentences with the trained reader: tokens, trees, names, acts, meaning."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from neraca.annotate.tokens import Range, token_ranges
from neraca.annotate.trees import best_tags, best_tree, following
from neraca.packs.language import Language
from neraca.packs.reader import Labels, ReaderModel, Scores
from neraca.records import (
    Act,
    Argument,
    ArgumentRole,
    Document,
    Name,
    NameKind,
    Parse,
    Sentence,
    Span,
    Stage,
    Token,
)

# Pieces of one run, with padding: more no longer fit a processor's caches and are slower (docs/reading.md).
PIECES_OF_A_RUN = 180
# A sentence with more is read in parts; the model has 514 positions.
PIECES_OF_A_SENTENCE = 400
_BYTE = 127.0
# Words that name an act less likely than this, and types less likely than that, are not looked at.
_LEAST_ACT = 0.05
_LEAST_TYPE = 0.03


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
        acts=tuple(_acts(part, scores, row, labels)),
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


def _acts(part: _Part, scores: Scores, row: int, labels: Labels) -> Iterator[Act]:
    """Every run of words that may name one act: it goes on while the next word rather continues one than begins one."""
    size = 1 + len(part.tokens)
    tags = np.exp(scores.act_tags[row, 1:size].astype(np.float64))
    begins, continues = tags[:, 1::2], tags[:, 2::2]
    mass = 1.0 - tags[:, 0]
    names = [tag[2:] for tag in labels.act_tags[1::2]]
    first = 0
    while first < len(mass):
        after = first + 1
        if mass[first] < _LEAST_ACT:
            first = after
            continue
        while after < len(mass) and mass[after] >= 0.5 and continues[after].sum() > begins[after].sum():
            after += 1
        types = (begins[first:after] + continues[first:after]).max(0)
        order = [int(kind) for kind in np.argsort(-types, kind="stable") if types[kind] >= _LEAST_TYPE]
        if order:
            yield _act(part, scores, row, labels, (first, after), [(names[kind], float(types[kind])) for kind in order])
        first = after


def _act(
    part: _Part, scores: Scores, row: int, labels: Labels, words: Range, types: Sequence[tuple[str, float]]
) -> Act:
    first, last = words
    size, stages = 1 + len(part.tokens), len(labels.stages)
    shades = scores.act_shades[row, first + 1].astype(np.float64)
    sure = np.exp(shades[:stages] - shades[:stages].max())
    stage = int(sure.argmax())
    return Act(
        span=_span(part, first, last),
        types=tuple((name, _rounded(score)) for name, score in types),
        stage=(Stage(labels.stages[stage]), _rounded(float(sure[stage] / sure.sum()))),
        negated=_second(shades[stages : stages + 2]),
        hedged=_second(shades[stages + 2 :]),
        arguments=tuple(_arguments(part, scores.act_roles[row, :, first + 1, 1:size], labels.roles)),
    )


def _arguments(part: _Part, roles: NDArray[np.float32], names: tuple[str, ...]) -> Iterator[Argument]:
    """Runs of words with one role; `roles` holds probabilities [roles, words]."""
    best = roles.argmax(0)
    start = 0
    while start < len(best):
        after = start + 1
        while after < len(best) and best[after] == best[start]:
            after += 1
        if best[start]:
            role = int(best[start])
            score = _rounded(float(roles[role, start:after].mean()))
            yield Argument(span=_span(part, start, after), role=ArgumentRole(names[role]), score=score)
        start = after


def _second(scores: NDArray[np.float64]) -> float:
    """The probability of the second of two scores, to two digits."""
    return round(float(1.0 / (1.0 + np.exp(scores[0] - scores[1]))), 2)


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
        acts=tuple(act for part in parts for act in part.acts),
        meaning=parts[0].meaning,
    )
