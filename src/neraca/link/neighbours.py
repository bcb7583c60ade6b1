"""Which texts are near enough in time and meaning to be compared sentence by sentence."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from neraca.link.matching import Vectors
from neraca.records import Document, Span

WINDOW = 30  # days between the two publications
_UNDATED = -1
# Texts of each language whose mean vectors are nearest. Of 14 translations among 171 articles of the time the
# farthest was the 29th of its language.
_MOST = 64
# Mean over a text's sentences of the cosine with the nearest sentence of the other: translations have .38 and more.
_LEAST_CLOSENESS = 0.27
_LEAST_CLOSENESS_OF_ONE_LANGUAGE = 0.33
_BLOCK = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """An article's sentences.

    Attributes:
        language: ISO 639-1 code.
        day: Of publication, counted from 1 January of year 1; -1 when undated.
        sizes: Characters of each sentence.
        vectors: Of length 1 [sentences, width].
    """

    language: str
    day: int
    sizes: tuple[int, ...]
    vectors: Vectors

    @classmethod
    def of(cls, document: Document, *, spans: Sequence[Span], vectors: Vectors) -> Self:
        """The sentences of a document at `spans`."""
        day = _UNDATED if document.day is None else document.day.toordinal()
        sizes = tuple(span.end - span.start for span in spans)
        return cls(language=document.language, day=day, sizes=sizes, vectors=vectors)


def find_neighbours(texts: Sequence[Text], *, copies: Collection[int] = ()) -> Iterator[tuple[int, int]]:
    """Pairs of positions, the lower first, in order.

    Args:
        texts: The articles.
        copies: Positions of those whose original is known: of two of them nothing is asked, so that thousands of copies
            of one article make thousands of pairs and not millions.
    """
    if not texts:
        return
    wanted: list[set[int]] = [set() for _ in texts]
    for at, nearest in enumerate(_nearest(texts, frozenset(copies))):
        for other in nearest:
            wanted[min(at, other)].add(max(at, other))
    for at, others in enumerate(wanted):
        for other in _alike(at, sorted(others), texts):
            yield at, other


def _nearest(texts: Sequence[Text], copies: frozenset[int]) -> Iterator[list[int]]:
    means = np.stack([text.vectors.sum(0) for text in texts])
    means /= np.maximum(np.linalg.norm(means, axis=1, keepdims=True), np.float32(1e-6))
    days = np.array([text.day for text in texts])
    languages = np.array([text.language for text in texts])
    copied = np.array([at in copies for at in range(len(texts))])
    groups = [np.flatnonzero(languages == one) for one in sorted(set(languages))]
    for start in range(0, len(texts), _BLOCK):
        cosines = np.round(means[start : start + _BLOCK] @ means.T, 4)
        for row, own in enumerate(cosines):
            at = start + row
            far = (np.abs(days - days[at]) > WINDOW) & (days != _UNDATED) & (days[at] != _UNDATED)
            own[far] = -2
            own[at] = -2
            if copied[at]:
                own[copied] = -2
            yield [int(one) for group in groups for one in _first(own, group)]


def _first(cosines: NDArray[np.float32], group: NDArray[np.intp]) -> NDArray[np.intp]:
    near: NDArray[np.intp] = group[cosines[group] > 0]
    if len(near) <= _MOST:
        return near
    least = np.partition(cosines[near], len(near) - _MOST)[len(near) - _MOST]
    nearest: NDArray[np.intp] = near[cosines[near] >= least]
    return nearest


def _alike(at: int, others: Sequence[int], texts: Sequence[Text]) -> Iterator[int]:
    """Those of `others` whose nearest sentences are near enough, seen from the shorter text."""
    if not others:
        return
    own = texts[at]
    sizes = np.array([len(texts[other].vectors) for other in others])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    cosines = own.vectors @ np.concatenate([texts[other].vectors for other in others]).T
    forth = np.maximum.reduceat(cosines, starts, axis=1).mean(0)
    back = np.add.reduceat(cosines.max(0), starts) / sizes
    closeness = np.where(sizes < len(own.vectors), back, forth)
    for other, near in zip(others, closeness, strict=True):
        same = texts[other].language == own.language
        if near >= (_LEAST_CLOSENESS_OF_ONE_LANGUAGE if same else _LEAST_CLOSENESS):
            yield other
