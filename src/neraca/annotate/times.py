"""Times: words of time in a document and the days they mean."""

from __future__ import annotations

from datetime import date, timedelta

from neraca.annotate.calendar import UnreadableTimeError, View, resolve
from neraca.annotate.timegrammar import Expression, find_expressions, time_grammar
from neraca.packs.language import Language
from neraca.records import Document, Sentence, TimeSpan, When

_ANCHOR_REACH = 6


def find_times(document: Document, sentences: tuple[Sentence, ...], language: Language) -> tuple[When, ...]:
    """All time expressions in the sentences, in text order and without overlap, resolved against `document.day`.

    In an undated article only what names its year is resolved; the others have no span. A date that does not
    exist has none either. Durations (*30 days*) are quantities.
    """
    found: list[When] = []
    named: list[tuple[int, TimeSpan]] = []
    for index, sentence in enumerate(sentences):
        anchors = tuple(span for at, span in named if index - at <= _ANCHOR_REACH)
        for start, end, span in _read_sentence(document.text, sentence, anchors, document.day, language):
            found.append(When(evidence=document.evidence(start, end), span=span))
            if span is not None:
                named.append((index, span))
    return tuple(found)


def time_ranges(text: str, sentence: Sentence, language: Language) -> tuple[tuple[int, int], ...]:
    """Where time expressions stand in a sentence, half-open and in order."""
    found = find_expressions(text, sentence.span.start, sentence.span.end, time_grammar(language))
    return tuple((expression.start, expression.end) for expression in found)


def _read_sentence(
    text: str, sentence: Sentence, anchors: tuple[TimeSpan, ...], day: date | None, language: Language
) -> list[tuple[int, int, TimeSpan | None]]:
    grammar = time_grammar(language)
    expressions = find_expressions(text, sentence.span.start, sentence.span.end, grammar)
    found: list[tuple[int, int, TimeSpan | None]] = []
    reported: date | None = None
    previous: Expression | None = None
    for expression in expressions:
        seen = reported if reported and expression.rule.kind == "window" and expression.rule.sign < 0 else day
        try:
            span = resolve(expression, View(seen, anchors, grammar))
        except UnreadableTimeError:
            continue
        if expression.rule.anchor and span is not None and span.end is not None:
            last = span.end - timedelta(days=1)
            reported = min(last, day) if day else last
        if found and previous is not None and _continues(text, previous, expression):
            joined = _joined(previous, found[-1], expression, span, View(day, anchors, grammar))
            if joined is not None:
                found[-1] = joined
                previous = None
                continue
        found.append((expression.start, expression.end, span))
        previous = expression
        if span is not None:
            anchors = (*anchors, span)
    return found


def _continues(text: str, first: Expression, second: Expression) -> bool:
    """Whether the second is the end of a range that the first opens (*from late 2023 until early 2025*)."""
    between = text[first.end : second.start]
    return second.bound == "until" and first.bound in (None, "from") and between.isspace()


def _joined(
    first: Expression, opened: tuple[int, int, TimeSpan | None], second: Expression, closed: TimeSpan | None, view: View
) -> tuple[int, int, TimeSpan | None] | None:
    start = opened[2].start if opened[2] else None
    end = closed.end if closed else None
    if end is not None and "month" in first.groups and "year" not in first.groups and "year" in second.groups:
        named = first._replace(groups={**first.groups, "year": str((end - timedelta(days=1)).year)})
        span = resolve(named, view)
        start = span.start if span else None
        if start is not None and start >= end:
            start = start.replace(year=start.year - 1)
    if start is None or end is None or start >= end:
        return None
    return opened[0], second.end, TimeSpan(start=start, end=end)
