"""Finds time expressions in a sentence by the forms of a language's `times.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from neraca.annotate.counted import NounTable, noun_table
from neraca.annotate.numbers import NumberTable, Phrases, lex, number_table
from neraca.packs.language import Bound, Language, TimePart, TimeRule, TimeUnit, TimeWords

# An expression does not begin inside a word, code or figure, nor end in one.
_FRONT = r"(?<![\w$€£#@/\\])(?<!\d[.,:-])(?<!\w-)"
_BACK = r"(?!\w)(?![.,:/-]\d)(?!-\w)(?!%)"
# A group without groups inside, and whether it may be missing.
_GROUP = re.compile(r"(?<!\\)\((?:\?(?:[:=!]|<[!=]|P<\w+>|-i:))?((?:[^()\\]|\\.)*)\)(\??)")
_NEGATIVE = re.compile(r"\(\?<?!(?:[^()]|\([^()]*\))*\)")
# A word of its own in a pattern, no part of which may be missing.
_LITERAL = re.compile(r"(?<![\\\w])[^\W\d_]{3,}(?![\w?*{])")
_SIGNS = re.compile(r"\{\w+\}|\[[^\]]*\]")
_NAME = re.compile(r"\{(\w+?)(2?)\}")
_CUT = re.compile(r"[;:\"“”]")
_WORDS = re.compile(r"\d+|[^\W\d_]+")
# Centuries in Roman numerals.
_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_ROMANS = tuple(tens + ones for tens in ("", "X", "XX") for ones in _ONES)[1:]
_LATEST_YEAR = 2099
_FUTURE_REACH = 90


class Expression(NamedTuple):
    """A time expression as it stands in a sentence; `start` and `end` count in the text."""

    rule: TimeRule
    groups: dict[str, str]
    bound: Bound | None
    future: bool
    start: int
    end: int


class Form(NamedTuple):
    """A rule, compiled: `needs` are words one of which must stand in the sentence (a digit as `0`), `core` comes first.

    Both only save time: a sentence that lacks them cannot match `pattern`.
    """

    rule: TimeRule
    pattern: re.Pattern[str]
    core: re.Pattern[str]
    needs: tuple[frozenset[str], ...]


class Grammar:
    """A language's forms, compiled, with its calendar words by name."""

    __slots__ = (
        "bounds", "day_first", "few", "few_count", "forms", "future", "labels", "months", "nouns", "numbers",
        "ordinals", "parts", "romans", "seasons", "shifts", "singles", "speech", "units", "weekdays",
    )  # fmt: skip

    def __init__(self, language: Language) -> None:
        words = language.times
        self.numbers: NumberTable = number_table(language.quantities)
        self.nouns: NounTable = noun_table(language.quantities)
        self.labels: Phrases[bool] = Phrases(
            (w, True) for w in language.quantities.labels if w not in _year_words(words)
        )
        self.months = {n.lower(): i + 1 for i, row in enumerate(words.months) for n in row}
        self.months |= {n.lower(): i + 1 for i, row in enumerate(words.short_months) for n in row}
        self.weekdays = {n.lower(): i for i, row in enumerate(words.weekdays) for n in row}
        self.shifts: dict[str, int] = {word: shift for shift, word in words.shifts}
        self.parts: dict[str, TimePart] = {word: part for part, word in words.parts}
        self.units: dict[str, TimeUnit] = {word: unit for unit, word in words.units}
        self.singles: dict[str, TimeUnit] = {word: unit for unit, word in words.singles}
        self.ordinals = {word.lower(): value for value, word in words.ordinals}
        self.romans = {roman: value for value, roman in enumerate(_ROMANS, 1)}
        self.seasons = {word: value for value, word in words.seasons}
        self.few = frozenset(words.few)
        self.few_count = words.few_count
        self.day_first = words.day_first
        self.bounds: dict[str, Bound] = {word: row.means for row in words.bound for word in row.words}
        self.future = re.compile(rf"\b(?:{_any(words.future)})\b", re.IGNORECASE)
        self.speech = re.compile(rf"\b(?:{_any(words.speech)})\b", re.IGNORECASE)
        named = _placeholders(language)
        self.forms = tuple(_compile(rule, words, named) for rule in words.rule)


@lru_cache(maxsize=8)
def time_grammar(language: Language) -> Grammar:
    """The compiled grammar of a language."""
    return Grammar(language)


def find_expressions(text: str, start: int, end: int, grammar: Grammar) -> list[Expression]:
    """All time expressions in `text[start:end]`, ordered, without overlap; the longest wins."""
    return [
        expression._replace(start=expression.start + start, end=expression.end + start)
        for expression in _find(text[start:end], grammar)
    ]


# Times and quantities of a document both ask for every sentence.
@lru_cache(maxsize=1024)
def _find(sentence: str, grammar: Grammar) -> tuple[Expression, ...]:
    words = set(_WORDS.findall(sentence.lower()))
    if any(word[0].isdigit() for word in words):
        words.add("0")
    found: list[tuple[int, int, Expression]] = []
    for order, form in enumerate(grammar.forms):
        if any(need.isdisjoint(words) for need in form.needs) or form.core.search(sentence) is None:
            continue
        for match in form.pattern.finditer(sentence):
            expression = _expression(sentence, match, form.rule, grammar)
            if expression is not None:
                found.append((0 if form.rule.anchor else 1, order, expression))
    found.sort(key=lambda row: (row[2].start - row[2].end, row[0], row[2].start, row[1]))
    chosen: list[Expression] = []
    for _, _, expression in found:
        if all(expression.end <= other.start or other.end <= expression.start for other in chosen):
            chosen.append(expression)
    return tuple(sorted(chosen, key=lambda expression: expression.start))


def _expression(sentence: str, match: re.Match[str], rule: TimeRule, grammar: Grammar) -> Expression | None:
    groups: dict[str, str] = {}
    for name, value in match.groupdict().items():
        if value is not None:
            groups.setdefault(name.split("_")[0], " ".join(value.split()))
    first, last = match.span("quote")
    bound = grammar.bounds[groups.pop("bound").lower()] if "bound" in groups else None
    groups.pop("quote")
    if rule.kind == "year" and set(groups) == {"year"} and not _is_year(sentence, first, last, groups["year"], grammar):
        return None
    return Expression(rule, groups, bound, _turns_future(sentence, first, grammar), first, last)


def _is_year(sentence: str, first: int, last: int, year: str, grammar: Grammar) -> bool:
    """Whether four digits are a year: not the number of a resolution, nor of soldiers."""
    if int(year) > _LATEST_YEAR:
        return False
    if not sentence.startswith(year, first):
        return True
    before = lex(sentence, max(0, first - 40), first)
    if before and (grammar.labels.ending(before, len(before)) or before[-1].low in ("-", "–", "$")):
        return False
    counted = grammar.nouns.units.starting(lex(sentence, last, min(len(sentence), last + 40)), 0)
    return counted is None or counted[1] == "other"


def _turns_future(sentence: str, first: int, grammar: Grammar) -> bool:
    """Whether a word of the future reaches the expression: no speech verb or quotation mark stands between."""
    ahead = sentence[max(0, first - _FUTURE_REACH) : first]
    cuts = [m.end() for m in _CUT.finditer(ahead)] + [m.end() for m in grammar.speech.finditer(ahead)]
    return grammar.future.search(ahead, max(cuts, default=0)) is not None


def _year_words(words: TimeWords) -> frozenset[str]:
    """Words that stand before years as well as before numbers of names."""
    return frozenset(
        {*(word for _, word in words.units), *words.fillers, "in", "of", "olympics", "piala dunia", "world cup"}
    )


def _any(words: Iterable[str]) -> str:
    """An alternation, longest first; a space stands for any white space."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)


def _capital(words: Iterable[str]) -> str:
    """An alternation of words that must begin with a capital."""
    listed = list(words)
    return rf"(?-i:{_any([*listed, *(word.upper() for word in listed)])})"


def _placeholders(language: Language) -> dict[str, str]:
    """What each name in braces stands for; named groups are added when a pattern is compiled."""
    words, quantities = language.times, language.quantities
    full = [name for row in words.months for name in row]
    short = [name for row in words.short_months for name in row]
    months = _capital(full) if words.month_capital else _any(full)
    vague = {row.word for row in quantities.vague}
    number_words = [w for _, w in quantities.cardinals] + [w for _, w in quantities.multipliers if w not in vague]
    number = _any([*number_words, *quantities.teens])
    return {
        "weekday": _capital(name for row in words.weekdays for name in row),
        "month": months,
        "short": rf"(?:{months}|{_capital(short)}\.?)",
        "day": r"(?:0?[1-9]|[12]\d|3[01])",
        "number": r"\d{1,2}",
        "year": r"(?:1[89]|20)\d\d",
        "two": r"(?:(?:1[89]|20)\d\d|\d\d)",
        "n": rf"(?:{_any(words.few)}|\d{{1,3}}|(?:{number})(?:[ -](?:{number}))*)",
        "unit": _units(words),
        "single": _any(word for _, word in words.singles) or r"(?!)",
        "shift": _any(word for _, word in words.shifts),
        "yearshift": _any(word for _, word in words.shifts),
        "weekshift": _any(word for _, word in words.shifts),
        "part": _any(word for _, word in words.parts),
        "season": _any(word for _, word in words.seasons),
        "quarter": _any(word for _, word in words.ordinals),
        "half": _any(word for _, word in words.ordinals),
        "daytime": _any(words.daytimes),
    }


def _units(words: TimeWords) -> str:
    """An alternation of units; one that is also a weekday's name (*minggu*) stays in lower case."""
    names = {name.lower() for row in words.weekdays for name in row}
    units = [word for _, word in words.units]
    shared = [word for word in units if word in names]
    free = _any(word for word in units if word not in names)
    return rf"(?:{free}|(?-i:{_any(shared)}))" if shared else free


_GROUP_OF = {"short": "month", "two": "year"}


def _compile(rule: TimeRule, words: TimeWords, named: dict[str, str]) -> Form:
    used: dict[str, int] = {}

    def fill(found: re.Match[str]) -> str:
        name, second = found.groups()
        group = _GROUP_OF.get(name, name) + second
        used[group] = used.get(group, 0) + 1
        label = group if used[group] == 1 else f"{group}_{used[group]}"
        return rf"(?P<{label}>{named[name]})"

    pattern = rule.pattern.replace("{count}", "(?:{n} {unit}|{single})")
    core = _NAME.sub(fill, pattern.replace(" ?", "\x00").replace(" ", r"\s+").replace("\x00", r"\s*"))
    openings = _any(word for row in words.bound for word in row.words)
    bound = rf"(?:(?P<bound>{openings})\s+(?:(?:{_any(words.fillers)})\s+){{0,2}})?" if rule.bounded else ""
    front = _FRONT
    if rule.before:
        before = rf"{_FRONT}(?:{rule.before})\s+".replace(" ", r"\s+")
        front = before if rule.anchor else rf"(?:{before}|{_FRONT}(?=(?:{openings})\s))"
    return Form(
        rule,
        re.compile(rf"{front}(?P<quote>{bound}(?:{core})){_BACK}", re.IGNORECASE),
        re.compile(rf"{_FRONT}(?:{core}){_BACK}", re.IGNORECASE),
        _needs(rule, words),
    )


def _needs(rule: TimeRule, words: TimeWords) -> tuple[frozenset[str], ...]:
    """Sets of words of which a sentence must hold one each, read off the obligatory places of a pattern."""
    obligatory, before = _NEGATIVE.sub("", rule.pattern), ""
    choices: list[frozenset[str]] = []

    def keep(group: re.Match[str]) -> str:
        if group[2]:
            return ""
        if "|" not in group[1]:
            return group[1]
        choices.append(_choice(group[1]))
        return f"{{choice{len(choices) - 1}_}}"

    while obligatory != before:
        before = obligatory
        obligatory = _GROUP.sub(keep, obligatory)
    if "|" in obligatory:
        return tuple(filter(None, [_choice(obligatory)]))
    needs = [frozenset({word}) for word in _literals(obligatory)]
    needs += [choices[int(index)] for index in re.findall(r"\{choice(\d+)_\}", obligatory)]
    tables = {
        "month": [name for row in words.months for name in row],
        "short": [name for row in (*words.months, *words.short_months) for name in row],
        "weekday": [name for row in words.weekdays for name in row],
        "unit": [word for _, word in words.units],
        "count": [word for _, word in (*words.units, *words.singles)],
        "part": [word for _, word in words.parts],
        "season": [word for _, word in words.seasons],
    }
    for name, _ in _NAME.findall(obligatory):
        if name in ("day", "number", "year", "two"):
            needs.append(frozenset("0"))
        elif name in tables:
            needs.append(frozenset(part.lower() for word in tables[name] for part in _WORDS.findall(word)))
    return tuple(need for need in dict.fromkeys(needs) if need)


def _literals(pattern: str) -> list[str]:
    """The words that stand as such in a pattern without groups."""
    return [word.lower() for word in _LITERAL.findall(_SIGNS.sub(" ", pattern))]


def _choice(alternatives: str) -> frozenset[str]:
    """A word of each alternative; none at all where one alternative has no word of its own."""
    firsts = [_literals(option)[:1] for option in alternatives.split("|")]
    return frozenset(first[0] for first in firsts) if all(firsts) else frozenset()
