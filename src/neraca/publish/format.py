"""Numbers, quantities, days and spans of days, each in its language's own form."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from neraca.packs.words import Words
from neraca.records import Counting, Quantity, TimeSpan

_DAY = timedelta(days=1)
_LEAST = 0.01
# Days of a month that "early", "mid" and "late" stand for; "late" begins on the 20th or 21st and runs to the end.
_MONTH_THIRDS = {(1, 10): "early", (11, 20): "mid"}
_YEAR_PARTS = {(1, 3): "early", (5, 8): "mid", (10, 12): "late"}


def format_number(number: Decimal, words: Words) -> str:
    """`6.000` or `6,000`; decimals as they were given, without zeros at the end."""
    plain = format(number.normalize(), ",f")
    whole, _, rest = plain.partition(".")
    whole = whole.replace(",", words.group)
    return f"{whole}{words.decimal}{rest}" if rest else whole


def format_share(share: float, words: Words) -> str:
    """A part of one, in whole percent; a part that is not the whole never rounds to it."""
    percent = round(share * 100)
    if percent == 100 and share < 1:
        percent = 99
    return words.say("percent", n=percent)


def format_probability(share: float, words: Words) -> str:
    """A probability in whole percent; below one percent it says `<1%`, above ninety-nine `>99%`, as its words do."""
    if 0 < share < _LEAST:
        return f"<{words.say('percent', n=1)}"
    if 1 - _LEAST < share < 1:
        return f">{words.say('percent', n=99)}"
    return words.say("percent", n=round(share * 100))


def format_skill(skill: float | None, words: Words) -> str:
    """A signed number with three decimals, such as `+0,051`; "" for none."""
    if skill is None:
        return ""
    plain = f"{abs(skill):.3f}".replace(".", words.decimal)
    sign = "" if float(f"{skill:.3f}") == 0 else "−" if skill < 0 else "+"
    return f"{sign}{plain}"


def format_quantity(quantity: Quantity, words: Words) -> str:
    """`sedikitnya 6.000 orang`, `sekitar 1.000–9.999 orang`; an unlisted unit in the text's own words."""
    amount = _amount(quantity, words)
    if quantity.counting is not Counting.PLAIN:
        amount = f"{amount} ({words.term('counting', quantity.counting)})"
    if quantity.unit == "other":
        return words.say("in-words", n=amount, words=" ".join(quantity.evidence.quote.split()))
    return amount


def _amount(quantity: Quantity, words: Words) -> str:
    low = None if quantity.low is None else format_number(quantity.low, words)
    high = None if quantity.high is None else format_number(quantity.high, words)
    unit = "" if quantity.unit == "other" else f" {words.term('unit', quantity.unit)}"
    if high is None:
        return words.say("at-least", n=f"{low}{unit}")
    if low is None:
        return words.say("at-most", n=f"{high}{unit}")
    amount = f"{low if low == high else f'{low}–{high}'}{unit}"
    return words.say("about", n=amount) if quantity.approx else amount


def format_day(day: date, words: Words) -> str:
    """`13 Juli 2025` or `13 July 2025`."""
    return f"{day.day} {words.months[day.month - 1]} {day.year}"


def format_month(day: date, words: Words) -> str:
    """`Juli 2025`."""
    return f"{words.months[day.month - 1]} {day.year}"


def format_span(span: TimeSpan | None, words: Words) -> str:
    """A span as precisely as it is wide: a day, `akhir Februari 2025`, `Maret 2024`, `2023`, or from-to."""
    if span is None or (span.start is None and span.end is None):
        return words.say("no-time")
    if span.end is None and span.start is not None:
        return words.say("since", when=_edge(span.start, words))
    if span.start is None and span.end is not None:
        last = span.end - _DAY
        return words.say("until", when=_edge(span.end, words, last=last))
    if span.start is None or span.end is None:
        raise AssertionError("both bounds are known here")
    return _between(span.start, span.end - _DAY, words)


def _edge(bound: date, words: Words, last: date | None = None) -> str:
    # "sejak Agustus" is stored as the first of August: the day would be more than the text says.
    shown = last or bound
    if bound.day != 1:
        return format_day(shown, words)
    return str(shown.year) if bound.month == 1 else format_month(shown, words)


def _between(first: date, last: date, words: Words) -> str:
    if first == last:
        return format_day(first, words)
    part = _part_of_month(first, last, words) or _part_of_year(first, last, words)
    if part:
        return part
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{format_day(last, words)}"
    if first.year == last.year:
        return f"{first.day} {words.months[first.month - 1]} – {format_day(last, words)}"
    return f"{format_day(first, words)} – {format_day(last, words)}"


def _part_of_month(first: date, last: date, words: Words) -> str:
    if (first.year, first.month) != (last.year, last.month):
        return ""
    whole = (last + _DAY).day == 1
    if whole and first.day == 1:
        return format_month(first, words)
    third = _MONTH_THIRDS.get((first.day, last.day)) or ("late" if whole and first.day in (20, 21) else "")
    return words.say(f"part.{third}", when=format_month(first, words)) if third else ""


def _part_of_year(first: date, last: date, words: Words) -> str:
    if first.day != 1 or (last + _DAY).day != 1:
        return ""
    if (first.month, last.month) == (1, 12):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if first.year != last.year:
        return f"{format_month(first, words)} – {format_month(last, words)}"
    part = _YEAR_PARTS.get((first.month, last.month))
    if part:
        return words.say(f"part.{part}", when=first.year)
    return f"{words.months[first.month - 1]}–{format_month(last, words)}"
