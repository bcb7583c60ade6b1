"""Reads a text that is one number, ordinal or sum of money as a whole.

Running news is read by `quantities`, which leaves out bare small numbers and ordinals; here the text is known to
be a number, and the question is only which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from neraca.annotate.numbers import Lexeme, NumberTable, Phrases, lex, number_table, read_number
from neraca.packs.language import Language, Marker, QuantityWords
from neraca.packs.numerals import NumeralWords, load_numerals

_DASHES = frozenset("-–—−")
_MAX_MARKERS = 3
_MAX_LENGTH = 400
_FRACTION = re.compile(r"(\d{1,12})/(\d{1,12})", re.ASCII)
_MINOR_PARTS = 100
_THOUSAND = 1000


class Numeral(NamedTuple):
    """A number, ordinal or sum; both bounds are inclusive, None where open.

    `currency` is an ISO 4217 code, the plain name where several states use it (*dinar*), the name of a minor unit
    (*cent*), or empty.
    """

    low: Decimal | None
    high: Decimal | None
    currency: str = ""
    ordinal: bool = False


class _Value(NamedTuple):
    """A value that ends before lexeme `last`; `scale` and `head` as in `Number`, `bare` unless it names a currency."""

    low: Decimal
    high: Decimal | None
    last: int
    scale: Decimal = Decimal(1)
    head: Decimal = Decimal(0)
    currency: str = ""


class _Table:
    """Look-up tables of a language's numerals."""

    __slots__ = (
        "after", "before", "currencies", "links", "magnitudes", "minors", "numbers", "ordinals", "ranges", "spellings",
        "suffixes", "values", "words",
    )  # fmt: skip

    def __init__(self, quantities: QuantityWords, words: NumeralWords) -> None:
        self.words = words
        self.numbers: NumberTable = number_table(quantities)
        self.before: Phrases[Marker] = Phrases((w, m) for m in quantities.marker if not m.after for w in m.words)
        self.after: Phrases[Marker] = Phrases((w, m) for m in quantities.marker if m.after for w in m.words)
        self.ranges: Phrases[bool] = Phrases((word, True) for word in quantities.ranges)
        self.links: Phrases[bool] = Phrases((word, True) for word in words.links)
        self.values: Phrases[int] = Phrases((word, value) for value, word in words.words)
        self.spellings = dict(words.spellings)
        self.suffixes = {word: Decimal(value) for value, word in quantities.suffixes}
        self.magnitudes = {word: Decimal(value) for value, word in words.magnitudes}
        self.minors = {word: code for code, word in words.minors}
        self.ordinals = {word: value for value, word in words.ordinals}
        names = [(name, row.code) for row in words.currency for name in row.words]
        joined = [(name.replace(" ", ""), code) for name, code in names if " " in name]
        self.currencies: Phrases[str] = Phrases([*names, *joined])


@lru_cache(maxsize=8)
def _numeral_table(quantities: QuantityWords, words: NumeralWords) -> _Table:
    return _Table(quantities, words)


def read_numeral(text: str, language: Language) -> Numeral | None:
    """The number, ordinal or sum of money that the text is as a whole; None when it is none."""
    if len(text) > _MAX_LENGTH:
        return None
    table = _numeral_table(language.quantities, load_numerals(language.code))
    ordinal = _read_ordinal(text.strip().casefold(), table)
    if ordinal is not None:
        return Numeral(ordinal, ordinal, "", True)
    lexemes = list(_prepared(lex(text.strip().rstrip(".")), table))
    at, marks = 0, set[str]()
    for _ in range(_MAX_MARKERS + 1):
        found = _read_bounds(lexemes, at, table)
        if found is not None:
            return _bounded(found, marks)
        marker = table.before.starting(lexemes, at)
        if marker is None:
            return None
        marks.add(marker[1].means)
        at = marker[0]
    return None


def _bounded(value: _Value, marks: set[str]) -> Numeral:
    low: Decimal | None = value.low
    high = value.high
    if low == high and "above" in marks:
        high = None
    elif low == high and "below" in marks:
        low = None
    return Numeral(_tidy(low), _tidy(high), value.currency)


def _tidy(value: Decimal | None) -> Decimal | None:
    if value is None:
        return None
    return value.to_integral_value() if value == value.to_integral_value() else value.normalize()


def _prepared(lexemes: list[Lexeme], table: _Table) -> Iterator[Lexeme]:
    """The lexemes with further number words as figures, other spellings as the usual, and a zero before `.5`."""
    mark, at = table.numbers.decimal, 0
    while at < len(lexemes):
        lexeme = lexemes[at]
        value = table.values.starting(lexemes, at)
        if value is not None:
            yield Lexeme(str(value[1]), str(value[1]), lexeme.start, lexemes[value[0] - 1].end)
            at = value[0]
            continue
        follows = lexemes[at + 1] if at + 1 < len(lexemes) else None
        if lexeme.low == mark and follows and follows.low.isdigit() and follows.start == lexeme.end:
            yield Lexeme(f"0{mark}{follows.text}", f"0{mark}{follows.low}", lexeme.start, follows.end)
            at += 2
            continue
        low = table.spellings.get(lexeme.low, lexeme.low)
        yield lexeme._replace(low=low)
        at += 1


def _read_bounds(lexemes: list[Lexeme], at: int, table: _Table) -> _Value | None:
    """One value or a range that reaches to the end."""
    opened = at < len(lexemes) and lexemes[at].low in table.words.openers
    first = _read_sum(lexemes, at + opened, table, joined=not opened)
    if first is None:
        return None
    end = _behind_all(lexemes, first, table)
    if end == len(lexemes):
        return first
    link = (table.links.starting(lexemes, first.last) if opened else None) or table.ranges.starting(lexemes, first.last)
    second = None if link is None else _read_sum(lexemes, link[0], table, joined=True)
    if second is None or _behind_all(lexemes, second, table) < len(lexemes):
        return None
    if first.currency and second.currency and first.currency != second.currency:
        return None
    low = first.low
    if first.scale == 1 and second.scale >= _THOUSAND and first.low < second.head:
        low = first.low * second.scale
    if second.high is not None and low > second.high:
        return None
    return second._replace(low=low, currency=first.currency or second.currency)


def _behind_all(lexemes: list[Lexeme], value: _Value, table: _Table) -> int:
    """The index behind what may follow a value: the same once more in brackets, a word without value."""
    at = value.last
    if at < len(lexemes) and lexemes[at].low == "(" and lexemes[-1].low == ")":
        again = _read_value(lexemes, at + 1, table)
        if again is not None and again.low == value.low and again.last == len(lexemes) - 1:
            return len(lexemes)
    return at + 1 if at + 1 == len(lexemes) and lexemes[at].low in table.words.trailing else at


def _read_sum(lexemes: list[Lexeme], at: int, table: _Table, *, joined: bool) -> _Value | None:
    """A value with its currency before or behind it, and the minor unit; `joined` allows *and* before that."""
    before = table.currencies.starting(lexemes, at)
    start = at if before is None else before[0]
    if before is not None and start < len(lexemes) - 1 and lexemes[start].low == ".":
        start += 1  # Rp. 500
    value = _read_value(lexemes, start, table, money=before is not None) or _one(lexemes, at, table)
    if value is None:
        return None
    behind = None if before else table.currencies.starting(lexemes, value.last)
    if before is None and behind is None:
        return _with_minor_only(lexemes, value, table)
    last, code = behind or (value.last, before[1] if before else "")
    return _with_minor(lexemes, value._replace(currency=code, last=last), table, joined=joined)


def _one(lexemes: list[Lexeme], at: int, table: _Table) -> _Value | None:
    """The article before a currency (*a dollar*)."""
    article = at < len(lexemes) and table.words.article and lexemes[at].low == table.words.article
    if not article or table.currencies.starting(lexemes, at + 1) is None:
        return None
    return _Value(Decimal(1), Decimal(1), at + 1)


def _with_minor_only(lexemes: list[Lexeme], value: _Value, table: _Table) -> _Value:
    code = table.minors.get(lexemes[value.last].low) if value.last < len(lexemes) else None
    return value if code is None else value._replace(currency=code, last=value.last + 1)


def _with_minor(lexemes: list[Lexeme], value: _Value, table: _Table, *, joined: bool) -> _Value:
    """The sum with a hundredth part behind it (*20 dollars and 43 cents*, *$20 43*)."""
    at = value.last
    if joined and at < len(lexemes) and lexemes[at].low in table.words.joints:
        at += 1
    minor = _read_value(lexemes, at, table) if at < len(lexemes) and lexemes[at].low not in _DASHES else None
    fits = minor is not None and 0 < minor.low < _MINOR_PARTS and minor.low % 1 == 0 == value.low % 1
    if minor is None or not fits or value.low != value.high:
        return value
    last = minor.last
    if last < len(lexemes) and lexemes[last].low in table.minors:
        last += 1
    total = value.low + minor.low / _MINOR_PARTS
    return value._replace(low=total, high=total, last=last)


def _read_value(lexemes: list[Lexeme], at: int, table: _Table, *, money: bool = False) -> _Value | None:
    """A value in figures or words, with sign, fraction, decimals and glued letters."""
    if at >= len(lexemes):
        return None
    if lexemes[at].low in _DASHES or lexemes[at].low in table.words.negatives:
        value = _read_value(lexemes, at + 1, table, money=money) if at + 1 < len(lexemes) else None
        negative = value is not None and value.low >= 0 and value.high is not None
        return value._replace(low=-value.high, high=-value.low) if value and negative and value.high else None
    fraction = _FRACTION.fullmatch(lexemes[at].low)
    if fraction is not None:
        part = Decimal(fraction[1]) / Decimal(fraction[2]) if int(fraction[2]) else None
        return None if part is None else _Value(part, part, at + 1)
    value = _read_decimal_words(lexemes, at, table) or _read_plain(lexemes, at, table)
    return None if value is None else _with_letters(lexemes, value, table, money=money)


def _read_plain(lexemes: list[Lexeme], at: int, table: _Table) -> _Value | None:
    number = read_number(lexemes, at, table.numbers)
    if number is None:
        return None
    value = _Value(number.low, number.high, number.last, number.scale, number.head)
    if number.last == at + 1 and lexemes[at].low in table.numbers.cardinals and 0 < number.low < 10:
        rest = read_number(lexemes, number.last, table.numbers)
        if rest is not None and not rest.figures and not rest.vague and 10 <= rest.low < 100:
            total = 100 * number.low + rest.low  # one twenty-two
            return _Value(total, total, rest.last)
    return value


def _read_decimal_words(lexemes: list[Lexeme], at: int, table: _Table) -> _Value | None:
    """A number whose decimal mark is spoken (*two point five million*, *point 77*)."""
    whole = read_number(lexemes, at, table.numbers)
    mark = at if whole is None else whole.last
    if mark >= len(lexemes) or lexemes[mark].low not in table.words.points:
        return None
    digits, last = "", mark + 1
    while last < len(lexemes) and (digit := _digits(lexemes[last], table, first=not digits)):
        digits, last = digits + digit, last + 1
    if not digits or (whole is not None and (whole.low % 1 or whole.vague)):
        return None
    figure = f"{0 if whole is None else int(whole.low)}{table.numbers.decimal}{digits}"
    spoken = [Lexeme(figure, figure, lexemes[at].start, lexemes[last - 1].end), *lexemes[last:]]
    value = _read_plain(spoken, 0, table)
    return None if value is None else value._replace(last=value.last + last - 1)


def _digits(lexeme: Lexeme, table: _Table, *, first: bool) -> str:
    """The digits behind a spoken decimal mark: figures, or words for one digit each, or one word for two."""
    if lexeme.low.isascii() and lexeme.low.isdigit():
        return lexeme.low if first else ""
    value = table.numbers.cardinals.get(lexeme.low)
    return str(value) if value is not None and (value < 10 or (first and value < 100)) else ""


def _with_letters(lexemes: list[Lexeme], value: _Value, table: _Table, *, money: bool) -> _Value:
    """The value times what letters glued to its figures mean (`3M`, `$10k`)."""
    at = value.last
    if at >= len(lexemes) or lexemes[at].start != lexemes[at - 1].end or value.scale != 1:
        return value
    money = money or table.currencies.starting(lexemes, at + 1) is not None
    factor = (table.suffixes if money else table.magnitudes).get(lexemes[at].low)
    if factor is None:
        return value
    high = None if value.high is None else value.high * factor
    return _Value(value.low * factor, high, at + 1, factor, value.low)


def _read_ordinal(text: str, table: _Table) -> Decimal | None:
    """The value of an ordinal in words or figures (*keempat*, *ke-4*, *twenty-fifth*, *25th*)."""
    words, prefix = table.words, table.words.ordinal_prefix
    figures = re.fullmatch(r"(\d{1,12})([^\W\d_]+)", text, re.ASCII)
    if figures is not None and figures[2] in words.ordinal_endings:
        return Decimal(figures[1])
    prefixed = re.fullmatch(rf"{prefix}[-–—\s]?(\d{{1,12}})", text) if prefix else None
    if prefixed is not None:
        return Decimal(prefixed[1])
    parts = re.sub(r"[-–—\s]+", " ", text).strip()
    if parts in table.ordinals:
        return Decimal(table.ordinals[parts])
    if prefix and parts.startswith(prefix):
        return _whole(parts[len(prefix) :], table)
    for word, value in table.ordinals.items():
        head = parts.removesuffix(word)
        if head != parts:
            return _whole(f"{head} {_cardinal(value, table)}", table)
    return None


def _cardinal(value: int, table: _Table) -> str:
    rows = (*table.numbers.cardinals.items(), *table.numbers.multipliers.items())
    return next((word for word, number in rows if number == value), "")


def _whole(text: str, table: _Table) -> Decimal | None:
    """The value of cardinal words that are a whole number and nothing else."""
    lexemes = lex(text)
    number = read_number(lexemes, 0, table.numbers) if lexemes else None
    whole = number is not None and number.last == len(lexemes) and not number.figures and not number.vague
    return number.low if number is not None and whole else None
