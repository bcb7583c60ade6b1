"""Quantities: how much of what, with the bounds that the wording gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache

from neraca.annotate.counted import Counted, NounTable, counted_before, counted_behind, noun_table
from neraca.annotate.numbers import Lexeme, Number, NumberTable, Phrases, lex, number_table, read_number
from neraca.annotate.times import time_ranges
from neraca.packs.language import Language, Marker, QuantityWords
from neraca.records import Counting, Document, Quantity, Sentence

_MAX_MARKERS = 4
# How many words may stand between *total* or *additional* and the number.
_REACH = {"total": 4, "additional": 2}
# The same where the number is what they come to: *total pasukan Korea Utara di sana menjadi 11.000*.
_REACHING = {"total": 9, "additional": 2}
_SMALL = 10
# What no count of persons or things is the total of.
_NO_SUM = frozenset({"day", "percent", "USD"})
_DASHES = frozenset("-–—−")
_PLAIN_SUFFIXES = frozenset({"k", "rb", "jt", "bn", "mn", "tn"})


@dataclass(slots=True)
class _Amount:
    """A quantity while it is being read.

    `first` and `last` are the lexemes it covers, `at` where its number begins; what stands before `floor` belongs to
    the quantity before it.
    """

    at: int
    first: int
    last: int
    low: Decimal | None
    high: Decimal | None
    approx: bool
    number: Number
    floor: int
    currency: str = ""
    ranged: bool = False
    marks: set[str] = field(default_factory=set)


def find_quantities(document: Document, sentences: tuple[Sentence, ...], language: Language) -> tuple[Quantity, ...]:
    """All quantities in the sentences, in text order and without overlap.

    Ordinals, dates, years, clock times, ages, scores and numbers that name something are none. Numbers up to ten
    count only with a noun of the pack or a marker such as *at least*; negative numbers and fractions are not read.
    """
    found: list[Quantity] = []
    table = _quantity_table(language.quantities)
    for sentence in sentences:
        lexemes = lex(document.text, sentence.span.start, sentence.span.end)
        if not any(lexeme.low in table.numbers.starts or lexeme.low[0].isdigit() for lexeme in lexemes):
            continue
        taken = time_ranges(document.text, sentence, language)
        own = list(_read_sentence(document, lexemes, taken, table))
        found.extend(_of_the_same(total, before) for before, total in zip([None, *own], own, strict=False))
    return tuple(found)


def _of_the_same(quantity: Quantity, before: Quantity | None) -> Quantity:
    """A total without a unit counts what the number before it in the sentence does (*seribu lagi, totalnya 11.000*)."""
    bare = quantity.counting is Counting.TOTAL and quantity.unit == "other" and quantity.evidence.quote[-1].isdigit()
    if before is None or not bare or before.unit in _NO_SUM:
        return quantity
    return replace(quantity, unit=before.unit)


class _Table:
    """Look-up tables for a language's quantities."""

    __slots__ = (
        "after",
        "before",
        "currency",
        "labels",
        "not_after",
        "not_before",
        "nouns",
        "numbers",
        "openers",
        "ranges",
    )

    def __init__(self, words: QuantityWords) -> None:
        self.numbers: NumberTable = number_table(words)
        self.nouns: NounTable = noun_table(words)
        self.before: Phrases[Marker] = Phrases((w, m) for m in words.marker if not m.after for w in m.words)
        self.after: Phrases[Marker] = Phrases((w, m) for m in words.marker if m.after for w in m.words)
        self.currency: Phrases[str] = Phrases(words.currency_before)
        self.labels: Phrases[bool] = Phrases((w, True) for w in words.labels)
        self.not_before: Phrases[bool] = Phrases((w, True) for w in words.not_before)
        self.not_after: Phrases[bool] = Phrases((w, True) for w in words.not_after)
        self.ranges: Phrases[bool] = Phrases((w, True) for w in words.ranges)
        self.openers = frozenset(words.range_openers)


@lru_cache(maxsize=8)
def _quantity_table(words: QuantityWords) -> _Table:
    return _Table(words)


def _read_sentence(
    document: Document, lexemes: list[Lexeme], taken: Sequence[tuple[int, int]], table: _Table
) -> Iterator[Quantity]:
    at = floor = 0
    while at < len(lexemes):
        amount = _read_amount(lexemes, at, floor, table)
        if amount is None:
            at = _behind_figure(lexemes, at)
            continue
        covered = lexemes[amount.at].start, lexemes[amount.last - 1].end
        in_time = any(start < covered[1] and covered[0] < end for start, end in taken)
        counted = counted_behind(lexemes, _read_after(lexemes, amount, table), table.nouns)
        if amount.currency and counted is not None and counted.unit != "USD":
            counted = None
        if in_time or _is_no_quantity(lexemes, amount, counted, table):
            at = amount.last
            continue
        yield _quantity(document, lexemes, amount, counted, table)
        at = floor = max(amount.last, counted.last if counted else 0)


def _behind_figure(lexemes: list[Lexeme], at: int) -> int:
    """The next lexeme; behind a rejected code such as `KN-23` the whole code is passed over."""
    at += 1
    while at < len(lexemes) and lexemes[at].start == lexemes[at - 1].end and lexemes[at - 1].low in _DASHES:
        at += 1
    return at


def _read_amount(lexemes: list[Lexeme], at: int, floor: int, table: _Table) -> _Amount | None:
    """The number or range that starts at a lexeme, with currency sign and glued letters."""
    number = _read_free_number(lexemes, at, table)
    if number is None:
        return None
    amount = _Amount(at, at, number.last, number.low, number.high, number.vague, number, floor)
    currency = _currency(lexemes, at, table)
    if currency is not None and currency[0] >= floor:
        amount.at = amount.first = currency[0]
        amount.currency = currency[1]
    if not _read_suffix(lexemes, amount, table):
        return None
    _read_range(lexemes, amount, table)
    return amount


def _currency(lexemes: list[Lexeme], at: int, table: _Table) -> tuple[int, str] | None:
    """The currency sign before a number; one of several marks (`US$`) is written without spaces."""
    sign = table.currency.ending(lexemes, at)
    if sign is None or any(lexemes[i].end != lexemes[i + 1].start for i in range(sign[0], at - 1)):
        short = table.currency.ending(lexemes[at - 1 : at], 1) if at else None
        return None if short is None else (at - 1, short[1])
    return sign


def _read_free_number(lexemes: list[Lexeme], at: int, table: _Table) -> Number | None:
    """A number that is not part of a name: not `G7`, `KN-23`, `ke-5`, `-4`."""
    if not (lexemes[at].low[0].isdigit() or lexemes[at].low in table.numbers.starts or lexemes[at].low == "a"):
        return None
    if at and lexemes[at - 1].end == lexemes[at].start:
        before = lexemes[at - 1].low
        currency = _currency(lexemes, at, table) is not None
        if not currency and (before in _DASHES or before[-1].isalnum() or before in "#.,:/&'’_"):
            return None
    return read_number(lexemes, at, table.numbers)


def _read_suffix(lexemes: list[Lexeme], amount: _Amount, table: _Table) -> bool:
    """Take letters glued to the figures (`10K`); False when they make the figures part of a name (`5G`, `3rd`)."""
    last = amount.last
    if last >= len(lexemes) or lexemes[last].start != lexemes[last - 1].end or not lexemes[last].low[0].isalpha():
        return True
    word = lexemes[last]
    known = word.low in table.numbers.suffixes and (
        bool(amount.currency) or word.low in _PLAIN_SUFFIXES or word.text.isupper()
    )
    if not known:
        unit = table.nouns.units.starting(lexemes, last)
        return unit is not None
    factor = table.numbers.suffixes[word.low]
    amount.low = None if amount.low is None else amount.low * factor
    amount.high = None if amount.high is None else amount.high * factor
    amount.last = last + 1
    return True


def _read_range(lexemes: list[Lexeme], amount: _Amount, table: _Table) -> None:
    """Extend the amount to a second number: *antara 50 dan 100*, *10-20 ribu*, *three or four*."""
    opener = lexemes[amount.at - 1].low if amount.at > amount.floor else ""
    unit = table.nouns.units.starting(lexemes, amount.last)
    for at in dict.fromkeys((amount.last, unit[0] if unit else amount.last)):
        link = table.ranges.starting(lexemes, at)
        opened = at < len(lexemes) and (opener, lexemes[at].low) in table.openers
        if link or opened:
            _read_second(lexemes, amount, link[0] if link else at + 1, opener, table)
            return


def _read_second(lexemes: list[Lexeme], amount: _Amount, behind: int, opener: str, table: _Table) -> None:
    """Join the second number of a range, which may carry a currency sign, to the amount."""
    sign = behind
    while sign < len(lexemes) and sign < behind + 2 and not lexemes[sign].low[0].isalnum():
        sign += 1
    for start in dict.fromkeys((behind, sign, sign + 1)):
        second = read_number(lexemes, start, table.numbers) if start < len(lexemes) else None
        if second is not None and (start == behind or _currency(lexemes, start, table)):
            _join(lexemes, amount, second, opener)
            return


def _join(lexemes: list[Lexeme], amount: _Amount, second: Number, opener: str) -> None:
    first = amount.number
    low = amount.low or Decimal(0)
    if first.scale == 1 and second.scale >= 1000 and first.low < second.head:
        low = first.low * second.scale
    top = second.low if second.high is None else second.high
    if low >= top or (first.figures and not second.figures and second.low < _SMALL < low):
        return
    amount.low, amount.high, amount.last = low, second.high, second.last
    amount.approx = amount.approx or second.vague
    amount.ranged = True
    if opener and any(opener == word for word in ("antara", "between", "from", "dari")):
        amount.first = amount.at - 1


def _read_after(lexemes: list[Lexeme], amount: _Amount, table: _Table) -> int:
    """Read markers behind the number; the index where the counted noun may begin."""
    at = amount.last
    for _ in range(2):
        marker = table.after.starting(lexemes, at)
        if marker is None or (table.before.starting(lexemes, at) and marker[1].means == "above"):
            break
        amount.marks.add(marker[1].means)
        at = marker[0]
        if marker[1].quoted:
            amount.last = at
    return at


def _is_no_quantity(lexemes: list[Lexeme], amount: _Amount, counted: Counted | None, table: _Table) -> bool:
    number, at = amount.number, amount.at
    if amount.currency or (counted and counted.unit in ("percent", "USD")):
        return False
    if table.not_before.ending(lexemes, at) or table.not_after.starting(lexemes, amount.last):
        return True
    if counted and counted.ignored:
        return True
    listed = counted is not None and counted.listed
    direct = listed and counted is not None and counted.first <= amount.last
    owned = direct and counted is not None and counted.unit != "other"
    if number.figures and number.scale == 1 and not owned and table.labels.ending(lexemes, at):
        return True
    if _is_dashed_name(lexemes, amount):
        return True
    if number.low == 1 and number.high == 1 and not number.figures and not direct:
        return True
    if listed or (amount.ranged and counted is not None):
        return False
    return _is_bare_noise(lexemes, amount, counted, table)


def _is_dashed_name(lexemes: list[Lexeme], amount: _Amount) -> bool:
    """Whether the figures go on behind a dash as a score or code (`2-1`, `24-A`)."""
    last = amount.last
    if last + 1 >= len(lexemes) or lexemes[last].low not in _DASHES or lexemes[last].start != lexemes[last - 1].end:
        return False
    follows = lexemes[last + 1]
    return follows.start == lexemes[last].end and (follows.low[0].isdigit() or follows.text.isupper())


def _is_bare_noise(lexemes: list[Lexeme], amount: _Amount, counted: Counted | None, table: _Table) -> bool:
    """Whether a number without a noun of the pack is a year, an age, a list number or too small to mean much."""
    number = amount.number
    low = amount.low or Decimal(0)
    if number.figures and number.scale == 1 and len(lexemes[amount.at].text) == 4 and 1000 <= low <= 2100:
        return True
    marker = table.before.ending(lexemes, amount.at)
    marked = bool(amount.marks) or (marker is not None and marker[1].quoted)
    if marker is None and number.figures and number.scale == 1 and _follows_name(lexemes, amount.at):
        return True
    if counted is None:
        return not marked and low < 1000 and not (number.vague and low >= 1000)
    return low <= _SMALL and not marked


def _follows_name(lexemes: list[Lexeme], at: int) -> bool:
    """Whether figures stand behind a capitalised word (*Office 39*)."""
    return at > 0 and lexemes[at - 1].text[0].isupper() and lexemes[at - 1].end < lexemes[at].start


def _quantity(
    document: Document, lexemes: list[Lexeme], amount: _Amount, counted: Counted | None, table: _Table
) -> Quantity:
    _read_before(lexemes, amount, table)
    last = amount.last
    unit = amount.currency
    if counted is not None:
        last = max(last, counted.last)
        after = table.after.starting(lexemes, counted.last)
        if after is not None and after[1].means in ("additional", "total"):
            amount.marks.add(after[1].means)
        unit = unit or counted.unit
    unit = unit or counted_before(lexemes, amount.first, table.nouns)
    low, high = _bounds(amount)
    return Quantity(
        evidence=document.evidence(lexemes[amount.first].start, lexemes[last - 1].end),
        low=low,
        high=high,
        unit=unit,
        approx=amount.approx or "about" in amount.marks,
        counting=_counting(amount.marks, lexemes, amount, counted),
    )


def _bounds(amount: _Amount) -> tuple[Decimal | None, Decimal | None]:
    low, high = _tidy(amount.low), _tidy(amount.high)
    if "above" in amount.marks and not amount.ranged:
        return low, None
    if "below" in amount.marks and not amount.ranged:
        return None, high if high is not None else low
    return low, high


def _tidy(value: Decimal | None) -> Decimal | None:
    if value is None:
        return None
    return value.to_integral_value() if value == value.to_integral_value() else value.normalize()


def _read_before(lexemes: list[Lexeme], amount: _Amount, table: _Table) -> None:
    """Read the markers in front of a number, nearest first; quoted ones join its evidence."""
    at = amount.first
    quoting = True
    for _ in range(_MAX_MARKERS):
        comma = at > 1 and lexemes[at - 1].low == ","
        marker = table.before.ending(lexemes, at - 1 if comma else at)
        if marker is None or marker[0] < amount.floor or (comma and marker[1].means != "total"):
            break
        at = marker[0]
        amount.marks.add(marker[1].means)
        quoting = quoting and marker[1].quoted
        if quoting:
            amount.first = at
    reach = _REACHING if "reaching" in amount.marks else _REACH
    for back in range(1, max(reach.values()) + 1):
        if at - back < amount.floor or not lexemes[at - back].low[0].isalpha():
            return
        marker = table.before.ending(lexemes, at - back)
        if marker is not None and back <= reach.get(marker[1].means, 0):
            amount.marks.add(marker[1].means)
            return


def _counting(marks: set[str], lexemes: list[Lexeme], amount: _Amount, counted: Counted | None) -> Counting:
    inside = {lexeme.low for lexeme in lexemes[amount.last : counted.last if counted else amount.last]}
    if "additional" in marks or inside & {"tambahan", "additional", "extra", "more", "further"}:
        return Counting.ADDITIONAL
    return Counting.TOTAL if "total" in marks else Counting.PLAIN
