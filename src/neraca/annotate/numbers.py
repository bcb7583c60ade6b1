"""Numbers in figures and words: the value, or its bounds where a word leaves it vague."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from neraca.packs.language import QuantityWords, VagueNumber

V = TypeVar("V")

_LEXEME = re.compile(r"\d+(?:[.,:/]\d+)*|[^\W\d_]+(?:['’.][^\W\d_]+)*|\S")
_SCORE = 20
_LARGEST = Decimal(10) ** 15


class Lexeme(NamedTuple):
    """A word, a figure or a single mark: its text, the same in lower case, and where it stands."""

    text: str
    low: str
    start: int
    end: int


def lex(text: str, start: int = 0, end: int | None = None) -> list[Lexeme]:
    """The lexemes of `text[start:end]`; hyphens stand by themselves, figures keep their inner marks."""
    stop = len(text) if end is None else end
    return [Lexeme(m.group(), m.group().lower(), m.start(), m.end()) for m in _LEXEME.finditer(text, start, stop)]


class Phrases(Generic[V]):
    """Phrases of one or more lexemes with a value each; the longest match wins."""

    __slots__ = ("_first", "_last")

    def __init__(self, rows: Iterable[tuple[str, V]]) -> None:
        self._first: dict[str, list[tuple[tuple[str, ...], V]]] = {}
        self._last: dict[str, list[tuple[tuple[str, ...], V]]] = {}
        for phrase, value in rows:
            key = tuple(lexeme.low for lexeme in lex(phrase))
            self._first.setdefault(key[0], []).append((key, value))
            self._last.setdefault(key[-1], []).append((key, value))
        for table in (self._first, self._last):
            for found in table.values():
                found.sort(key=lambda row: -len(row[0]))

    def starting(self, lexemes: Sequence[Lexeme], at: int) -> tuple[int, V] | None:
        """The index behind the longest phrase that starts at `at`, and its value."""
        if not 0 <= at < len(lexemes):
            return None
        for key, value in self._first.get(lexemes[at].low, ()):
            if all(at + i < len(lexemes) and lexemes[at + i].low == part for i, part in enumerate(key)):
                return at + len(key), value
        return None

    def ending(self, lexemes: Sequence[Lexeme], at: int) -> tuple[int, V] | None:
        """The index of the longest phrase that ends before `at`, and its value."""
        if not 0 < at <= len(lexemes):
            return None
        for key, value in self._last.get(lexemes[at - 1].low, ()):
            first = at - len(key)
            if first >= 0 and all(lexemes[first + i].low == part for i, part in enumerate(key)):
                return first, value
        return None


class Number(NamedTuple):
    """A number read from lexemes `[first, last)`.

    `scale` is the last multiplier (1 without one), `head` the value before it, `figures` whether it began in figures.
    """

    first: int
    last: int
    low: Decimal
    high: Decimal | None
    vague: bool
    scale: Decimal
    head: Decimal
    figures: bool


class NumberTable:
    """Number words of a language, ready for look-up."""

    __slots__ = ("cardinals", "decimal", "halves", "joints", "multipliers", "starts", "suffixes", "teens", "vague")

    def __init__(self, words: QuantityWords) -> None:
        self.decimal = words.decimal
        self.cardinals = {word: Decimal(value) for value, word in words.cardinals}
        self.multipliers = {word: Decimal(value) for value, word in words.multipliers}
        self.suffixes = {word: Decimal(value) for value, word in words.suffixes}
        self.teens = frozenset(words.teens)
        self.halves = frozenset(words.halves)
        self.joints = frozenset(words.joints)
        self.vague: dict[str, VagueNumber] = {row.word: row for row in words.vague}
        self.starts = frozenset((*self.cardinals, *self.multipliers, *self.vague, *self.halves))


@lru_cache(maxsize=8)
def number_table(words: QuantityWords) -> NumberTable:
    """The look-up table for a language's number words."""
    return NumberTable(words)


def figure_value(figure: str, decimal: str) -> Decimal | None:
    """The value of digits with marks between them; None for dates, clock times, scores and long codes.

    A mark used against the language's custom still counts where only one reading makes sense (`1.5` with a
    decimal comma, `6,000`).
    """
    group = "." if decimal == "," else ","
    if figure.isascii() and figure.isdigit():
        return Decimal(figure) if len(figure) <= 12 and not (figure[0] == "0" and len(figure) > 4) else None
    for mark, fraction in ((group, decimal), (decimal, group)):
        custom = mark == group
        grouped = rf"\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+(?:{re.escape(fraction)}\d+)?"
        foreign = rf"[1-9]\d{{0,2}}(?:{re.escape(mark)}\d{{3}}){{2,}}|[1-9]\d{{0,2}}{re.escape(mark)}000"
        if re.fullmatch(grouped if custom else foreign, figure, re.ASCII):
            return Decimal(figure.replace(mark, "").replace(fraction, "."))
    if re.fullmatch(rf"\d+{re.escape(decimal)}\d+|\d+{re.escape(group)}\d{{1,2}}", figure, re.ASCII):
        return Decimal(figure.replace(",", "."))
    return None


class _Builder:
    """Adds number words from left to right; each part is larger than what follows it."""

    __slots__ = ("figures", "half", "head", "last", "parts", "scale", "table", "vague")

    def __init__(self, table: NumberTable) -> None:
        self.table = table
        self.parts: list[tuple[Decimal, Decimal | None]] = []
        self.last = ""
        self.vague: VagueNumber | None = None
        self.figures = False
        self.half = False
        self.scale = Decimal(1)
        self.head = Decimal(0)

    def take(self, lexeme: Lexeme) -> bool:
        """Add a lexeme; False when it does not continue the number."""
        word = lexeme.low
        if word[0].isdigit():
            return self._figure(word)
        if word in self.table.vague and not self.parts:
            self.vague = self.table.vague[word]
            high = self.vague.high
            return self._push(Decimal(self.vague.low), None if high is None else Decimal(high), "vague")
        if word in self.table.cardinals:
            return self._cardinal(self.table.cardinals[word])
        if word in self.table.multipliers:
            return self._multiply(self.table.multipliers[word])
        if word in self.table.teens and self.last == "cardinal" and self._tail() < 10:
            return self._replace(self._tail() + 10, "cardinal")
        if word in self.table.halves and self.last in ("", "cardinal", "figure") and not self.half:
            self.half = True
            return self._push(Decimal("0.5"), Decimal("0.5"), "half")
        return False

    def _tail(self) -> Decimal:
        return self.parts[-1][0]

    def _push(self, low: Decimal, high: Decimal | None, kind: str) -> bool:
        self.parts.append((low, high))
        self.last = kind
        return True

    def _replace(self, value: Decimal, kind: str) -> bool:
        self.parts[-1] = (value, value)
        self.last = kind
        return True

    def _figure(self, word: str) -> bool:
        value = figure_value(word, self.table.decimal)
        if value is None or not (self.last == "" or (self.last == "multiplier" and value < self.scale)):
            return False
        self.figures = self.figures or not self.parts
        return self._push(value, value, "figure")

    def _cardinal(self, value: Decimal) -> bool:
        if self.last in ("figure", "vague", "half"):
            return False
        if self.parts and self._tail() % (Decimal(10) ** len(str(value))) != 0:
            return False
        return self._push(value, value, "cardinal")

    def _multiply(self, factor: Decimal) -> bool:
        low, high = Decimal(0), Decimal(0)
        taken = False
        open_end = False
        collective = factor % 10 > 0 or factor == _SCORE  # two hundred dozen
        while self.parts and (self._tail() < factor or collective):
            part_low, part_high = self.parts.pop()
            low += part_low
            open_end = open_end or part_high is None
            high += part_high or 0
            taken = True
        if not taken or low * factor > _LARGEST or (low % 1 and self.half is False and not self.figures):
            return False
        self.scale, self.head = factor, low
        if self.vague is not None:
            high = (high + 1) * factor - 1
        else:
            high *= factor
        return self._push(low * factor, None if open_end else high, "multiplier")

    def number(self, first: int, last: int) -> Number | None:
        """The number read so far; None when the words do not make one."""
        if self.vague is not None and not self.vague.alone and self.last != "multiplier":
            return None
        low = sum((part[0] for part in self.parts), Decimal(0))
        highs = [part[1] for part in self.parts]
        high = None if None in highs else sum((part for part in highs if part is not None), Decimal(0))
        return Number(first, last, low, high, self.vague is not None, self.scale, self.head, self.figures)


def read_number(lexemes: Sequence[Lexeme], at: int, table: NumberTable) -> Number | None:
    """The longest number that starts at a lexeme, or None."""
    if at >= len(lexemes):
        return None
    builder = _Builder(table)
    position = at
    if _is_article(lexemes, at, table):
        builder.take(Lexeme("1", "1", 0, 0))
        builder.figures = False
        position = at + 1
    last = position
    while position < len(lexemes) and builder.take(lexemes[position]):
        last = position + 1
        position = _behind_joint(lexemes, last, builder)
    if last == at or (last == at + 1 and builder.last == "half"):
        return None
    return builder.number(at, last)


def _is_article(lexemes: Sequence[Lexeme], at: int, table: NumberTable) -> bool:
    """Whether *a* stands for one here (*a hundred*)."""
    return (
        lexemes[at].low == "a"
        and "a" in table.joints
        and at + 1 < len(lexemes)
        and lexemes[at + 1].low in table.multipliers
        and lexemes[at + 1].low not in table.vague
    )


def _behind_joint(lexemes: Sequence[Lexeme], at: int, builder: _Builder) -> int:
    """Where the number may go on: behind *and*, *of*, *a* or a hyphen between its words."""
    table = builder.table
    ahead = [lexeme.low for lexeme in lexemes[at : at + 3]]
    if len(ahead) < 2 or not (ahead[0] in table.joints or ahead[0] == "-"):
        return at
    if ahead[0] == "-":
        glued = lexemes[at].start == lexemes[at - 1].end and lexemes[at + 1].start == lexemes[at].end
        goes_on = ahead[1] in table.cardinals or (ahead[1] in table.multipliers and builder.last != "multiplier")
        return at + 1 if glued and goes_on and builder.last != "figure" else at
    if builder.last == "half":
        skip = 2 if ahead[:2] == ["of", "a"] else 1
        return at + skip if ahead[skip:] and ahead[skip] in table.multipliers else at
    if builder.last == "vague":
        return at + 1 if ahead[0] in ("of", "a") and ahead[1] in table.multipliers else at
    if ahead[0] == "and" and ahead[1] == "a" and ahead[2:] and ahead[2] in table.halves:
        return at + 2
    small = ahead[1] in table.cardinals and table.cardinals[ahead[1]] < 100
    return at + 1 if ahead[0] == "and" and builder.last == "multiplier" and small else at
