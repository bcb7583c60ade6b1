"""What was read inside each sentence: mentions, times, amounts, quotations, sorted into place in one pass."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from neraca.records import Mention, Quantity, Quotation, Reading, Sentence, Span, When

# A quotation of more sentences than this is an unclosed mark.
QUOTATION_REACH = 40

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Contents:
    """What was read inside one sentence; a quotation may begin before it or end behind it."""

    mentions: tuple[Mention, ...] = ()
    times: tuple[When, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    quotations: tuple[Quotation, ...] = ()


def by_sentence(reading: Reading) -> tuple[Contents, ...]:
    """The contents of every sentence of a reading, in order."""
    sentences = reading.sentences
    parts = zip(
        _inside(sentences, reading.mentions, lambda mention: mention.evidence.span),
        _inside(sentences, reading.times, lambda when: when.evidence.span),
        _inside(sentences, reading.quantities, lambda quantity: quantity.evidence.span),
        _touching(sentences, reading.quotations),
        strict=True,
    )
    return tuple(Contents(*part) for part in parts)


def _inside(sentences: tuple[Sentence, ...], things: Iterable[T], span_of: Callable[[T], Span]) -> list[tuple[T, ...]]:
    starts = [sentence.span.start for sentence in sentences]
    buckets: list[list[T]] = [[] for _ in sentences]
    for thing in things:
        span = span_of(thing)
        at = bisect_right(starts, span.start) - 1
        if at >= 0 and span.within(sentences[at].span):
            buckets[at].append(thing)
    return [tuple(bucket) for bucket in buckets]


def _touching(sentences: tuple[Sentence, ...], quotations: Iterable[Quotation]) -> list[tuple[Quotation, ...]]:
    starts = [sentence.span.start for sentence in sentences]
    buckets: list[list[Quotation]] = [[] for _ in sentences]
    for quotation in quotations:
        first = max(0, bisect_right(starts, quotation.span.start) - 1)
        last = min(bisect_right(starts, quotation.span.end), first + QUOTATION_REACH)
        for at in range(first, last):
            if quotation.span.meets(sentences[at].span):
                buckets[at].append(quotation)
    return [tuple(bucket) for bucket in buckets]
