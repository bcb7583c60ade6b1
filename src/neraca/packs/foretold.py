"""What a text says around something foretold: when it falls due, and on what it depends."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from neraca.packs.language import Language, language_codes, load_language
from neraca.packs.outlook import OutlookWords, load_outlook_words
from neraca.records import Claim, Document, Evidence, Span, Stage, TimeSpan
from neraca.records.days import day_after, shift_day
from neraca.text.bounds import sentence_bounds
from neraca.text.words import word_ranges

Length = tuple[int, int]
"""Months and days."""
_UNITS: Mapping[str, Length] = {"day": (0, 1), "week": (0, 7), "month": (1, 0), "year": (12, 0)}
_LONGEST_NUMBER = 3
_REACH = 5
_CUTS = frozenset(',;:—–()“”"')
# A word alone behind "if" is no clause.
_SHORTEST_CLAUSE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """When something is to happen, and the words that say so.

    Attributes:
        span: From the day of telling on where nothing is said; None where that day is not known either.
        words: None where nothing is said.
    """

    span: TimeSpan | None
    words: Evidence | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    """Words of a stretch of text, in small letters, and where they stand."""

    document: Document
    places: tuple[tuple[int, int], ...]
    low: tuple[str, ...]

    def evidence(self, first: int, behind: int) -> Evidence:
        return self.document.evidence(self.places[first][0], self.places[behind - 1][1])


class ForetoldReader:
    """Reads windows and conditions around claims in one language."""

    def __init__(self, words: OutlookWords, language: Language) -> None:
        """Index the words."""
        self._words = words
        self._vague = _Phrases((phrase, (row.months, row.days)) for row in words.window for phrase in row.words)
        self._within = _Phrases((phrase, (0, 0)) for phrase in words.within)
        self._condition = _Phrases((phrase, (0, 0)) for phrase in words.condition)
        self._sequence = _Phrases((phrase, (0, 0)) for phrase in words.sequence)
        self._units = {word: _UNITS[unit] for unit, word in language.times.units}
        self._singles = _Phrases((word, _UNITS[unit]) for unit, word in language.times.singles)
        self._numbers = {word: value for value, word in language.quantities.cardinals}
        self._ranges = frozenset(language.quantities.ranges)
        self._abbreviations = frozenset(language.sentences.abbreviations + language.sentences.numbered)

    def read_due(self, claim: Claim, document: Document, *, told: date | None) -> Due:
        """When what a claim foretells is to happen.

        A time that the claim gives counts where it reaches past the day of telling: what lies before is the day on
        which it was said. Words without a number (*soon*, *in the coming weeks*) and lengths (*within ten days*) count
        from the day of telling; under a condition they count from its coming true, and say nothing here.

        Args:
            claim: Of something foretold.
            document: Where it stands.
            told: Day on which it was first told.
        """
        lengths = () if told is None or self._is_conditional(claim, document) else self._places(claim, document)
        given = claim.when
        if given is not None and given.span is not None and _is_ahead(given.span, told):
            vague = self._length(_line(document, given.evidence.span), told) if lengths else None
            return vague or Due(span=_from(given.span, told), words=given.evidence)
        found = (self._length(_line(document, place), told) for place in lengths)
        unsaid = Due(span=None if told is None else TimeSpan(start=told, end=None))
        return next((due for due in found if due is not None), unsaid)

    def read_condition(self, claim: Claim, document: Document) -> Evidence | None:
        """The clause on which the act depends, from its first word to a comma or the sentence's end; the nearest."""
        act = claim.trigger.span
        clauses = [
            clause
            for clause, is_sequence in self._clauses(claim, document)
            if not act.meets(clause.span) and (not is_sequence or _is_bare_and_behind(clause, act))
        ]
        return min(clauses, key=lambda clause: (_apart(clause.span, act), clause.span), default=None)

    def is_condition(self, claim: Claim, document: Document) -> bool:
        """Whether the act itself stands in the condition of something else."""
        act = claim.trigger.span
        clauses = self._clauses(claim, document)
        return any(act.meets(clause.span) for clause, is_sequence in clauses if not is_sequence)

    def _is_conditional(self, claim: Claim, document: Document) -> bool:
        clauses = self._clauses(claim, document)
        return claim.stage is Stage.HYPOTHETICAL or any(not is_sequence for _, is_sequence in clauses)

    def _clauses(self, claim: Claim, document: Document) -> Iterator[tuple[Evidence, bool]]:
        """Clauses that open with a condition, and those that open with words of sequence."""
        line = _line(document, self._sentence(claim, document))
        for at in range(len(line.low)):
            opens = self._condition.longest(line.low, at)
            sequence = None if opens is not None else self._sequence.longest(line.low, at)
            size = (opens or sequence or (0,))[0]
            if not size or (at and line.low[at - 1] in self._words.whether):
                continue
            clause = line.evidence(at, self._end(line, at))
            if len(clause.quote.split()) >= _SHORTEST_CLAUSE:
                yield clause, opens is None

    def _end(self, line: _Line, at: int) -> int:
        text = line.document.text
        for here in range(at + 1, len(line.low)):
            between = text[line.places[here - 1][1] : line.places[here][0]]
            if not _CUTS.isdisjoint(between) or line.low[here] in self._words.then:
                return here
        return len(line.low)

    def _sentence(self, claim: Claim, document: Document) -> Span:
        own = claim.evidence.span
        start, end = sentence_bounds(document.text, own.start, own.end, abbreviations=self._abbreviations)
        return Span(start=start, end=end)

    def _places(self, claim: Claim, document: Document) -> tuple[Span, ...]:
        """Where a length is looked for: among the claim's words, behind them, before them."""
        own, whole = claim.evidence.span, self._sentence(claim, document)
        return own, Span(start=own.start, end=whole.end), whole

    def _length(self, line: _Line, told: date | None) -> Due | None:
        """The first words of a length, counted from the day of telling."""
        if told is None:
            return None
        for at in range(len(line.low)):
            found = self._vague.longest(line.low, at) or self._counted(line.low, at)
            if found is not None:
                size, (months, days) = found
                last = shift_day(_months_on(told, months), timedelta(days=days))
                return Due(span=TimeSpan(start=told, end=day_after(last)), words=line.evidence(at, at + size))
        return None

    def _counted(self, low: Sequence[str], at: int) -> tuple[int, Length] | None:
        """*within ten days*, *dalam dua hingga tiga tahun*: how many words, and the longest length they allow."""
        opening = self._within.longest(low, at)
        if opening is None:
            return None
        here = at + opening[0]
        single = self._singles.longest(low, here)
        if single is not None:
            return self._unless_past(low, at, here + single[0], single[1])
        most = 0
        for place in range(here, min(here + _REACH, len(low))):
            word = low[place]
            if most and word in self._units:
                months, days = self._units[word]
                return self._unless_past(low, at, place + 1, (months * most, days * most))
            value = int(word) if word.isdecimal() and len(word) <= _LONGEST_NUMBER else self._numbers.get(word)
            if value is None and not (most and word in self._ranges):
                return None
            most = max(most, value or 0)
        return None

    def _unless_past(self, low: Sequence[str], at: int, behind: int, length: Length) -> tuple[int, Length] | None:
        return None if behind < len(low) and low[behind] in self._words.past else (behind - at, length)


@lru_cache(maxsize=8)
def load_foretold(code: str) -> ForetoldReader | None:
    """A language's reader; None for a language without a pack.

    Raises:
        NeracaError: N201, when a file breaks its format.
    """
    if code not in language_codes():
        return None
    return ForetoldReader(load_outlook_words(code), load_language(code))


class _Phrases:
    """Phrases with a length each, by their first word."""

    def __init__(self, rows: Iterable[tuple[str, Length]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Length]]] = {}
        for phrase, length in rows:
            words = tuple(phrase.split())
            self._by_first.setdefault(words[0], []).append((words, length))
        for listed in self._by_first.values():
            listed.sort(key=lambda row: (-len(row[0]), row[0]))

    def longest(self, low: Sequence[str], at: int) -> tuple[int, Length] | None:
        """How many words the longest phrase at a place has, and its length; None where none stands there."""
        listed = self._by_first.get(low[at], ()) if at < len(low) else ()
        return next(
            ((len(words), length) for words, length in listed if tuple(low[at : at + len(words)]) == words), None
        )


def _line(document: Document, place: Span) -> _Line:
    places = word_ranges(document.text, place.start, place.end)
    return _Line(document, places, tuple(document.text[start:end].casefold() for start, end in places))


def _is_ahead(span: TimeSpan, told: date | None) -> bool:
    """Whether a time given reaches past the day of telling; where that day is not known, any time does."""
    if told is None:
        return span.start is not None or span.end is not None
    if span.end is None:
        return span.start is not None and span.start > told
    following = day_after(told)
    return following is not None and span.end > following


def _from(span: TimeSpan, told: date | None) -> TimeSpan:
    """The span, begun on the day of telling where the text leaves its beginning open."""
    if span.start is not None or told is None or (span.end is not None and told >= span.end):
        return span
    return TimeSpan(start=told, end=span.end)


def _months_on(day: date, months: int) -> date:
    """The same day so many months later, or that month's last; the calendar's last day where it would lie beyond."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    if year > date.max.year:
        return date.max
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _apart(one: Span, other: Span) -> int:
    return max(0, one.start - other.end, other.start - one.end)


def _is_bare_and_behind(clause: Evidence, act: Span) -> bool:
    return clause.span.start >= act.end and not any(sign.isdigit() for sign in clause.quote)
