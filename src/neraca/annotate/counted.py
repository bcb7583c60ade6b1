"""The noun that a number counts, and how far its phrase reaches."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from neraca.annotate.numbers import Lexeme, Phrases
from neraca.packs.language import QuantityWords

_REACH = 5
_BACK = 6
_BACK_UNITS = frozenset({"person", "round", "missile", "ton"})
_CHAINED_UNITS = frozenset({"person", "round", "missile"})
_OTHER = "other"


class Counted(NamedTuple):
    """A counted noun at lexemes `[first, last)`: its unit, whether the pack lists it, whether it is to be ignored."""

    first: int
    last: int
    unit: str
    listed: bool
    ignored: bool = False


class NounTable:
    """Look-up tables for counted nouns."""

    __slots__ = (
        "classifiers", "clitics", "coordination", "fate_links", "fates", "ignored", "modifiers", "noun_first",
        "partitives", "stops", "units", "verb_prefixes",
    )  # fmt: skip

    def __init__(self, words: QuantityWords) -> None:
        self.units: Phrases[str] = Phrases((noun, row.unit) for row in words.unit for noun in row.words)
        self.ignored: Phrases[bool] = Phrases((word, True) for word in words.ignored)
        self.classifiers: Phrases[bool] = Phrases((word, True) for word in words.classifiers)
        self.partitives: Phrases[bool] = Phrases((word, True) for word in words.partitives)
        self.modifiers: Phrases[bool] = Phrases((word, True) for word in words.modifiers)
        self.fates: Phrases[bool] = Phrases((word, True) for word in words.fates)
        self.fate_links: Phrases[bool] = Phrases((word, True) for word in words.fate_links)
        self.stops = frozenset(words.stops)
        self.coordination = frozenset(words.coordination)
        self.noun_first = words.noun_first
        self.clitics = words.clitics
        self.verb_prefixes = words.verb_prefixes


@lru_cache(maxsize=8)
def noun_table(words: QuantityWords) -> NounTable:
    """The look-up tables for a language's counted nouns."""
    return NounTable(words)


def counted_behind(lexemes: Sequence[Lexeme], at: int, table: NounTable) -> Counted | None:
    """The noun counted by a number that ends before `at`."""
    start = at
    if start < len(lexemes) and lexemes[start].low in ("-", "–") and lexemes[start].start == lexemes[start - 1].end:
        start += 1
    for _ in range(2):
        partitive = table.partitives.starting(lexemes, start)
        start = partitive[0] if partitive else start
    found = _noun_at(lexemes, start, table)
    if found is None and not table.noun_first:
        found = _noun_behind_adjectives(lexemes, start, table)
    if found is None:
        found = _fate(lexemes, at, table) or _unlisted(lexemes, start, table)
    return found


def _noun_at(lexemes: Sequence[Lexeme], at: int, table: NounTable) -> Counted | None:
    unit = table.units.starting(lexemes, at) or _owned_unit(lexemes, at, table)
    ignored = table.ignored.starting(lexemes, at)
    if ignored is not None and (unit is None or ignored[0] > unit[0]):
        return Counted(at, ignored[0], _OTHER, False, True)
    classifier = table.classifiers.starting(lexemes, at)
    if classifier is not None:
        behind = table.units.starting(lexemes, classifier[0])
        if behind is not None and (unit is None or unit[1] == _OTHER):
            return Counted(at, _phrase_end(lexemes, behind, table), behind[1], True)
    if unit is None:
        return None
    return Counted(at, _phrase_end(lexemes, unit, table), unit[1], True)


def _owned_unit(lexemes: Sequence[Lexeme], at: int, table: NounTable) -> tuple[int, str] | None:
    """The unit of a noun with a possessive ending (*prajuritnya*)."""
    if at >= len(lexemes) or not lexemes[at].low.endswith(table.clitics):
        return None
    word = lexemes[at].low
    for clitic in table.clitics:
        bare = word.removesuffix(clitic)
        unit = table.units.starting([Lexeme(bare, bare, 0, 0)], 0) if bare != word else None
        if unit is not None:
            return at + 1, unit[1]
    return None


def _phrase_end(lexemes: Sequence[Lexeme], noun: tuple[int, str], table: NounTable) -> int:
    """Where a noun's phrase ends: behind its modifiers and nouns of the same unit joined to it."""
    end, unit = noun
    while True:
        further = _more_of_phrase(lexemes, end, unit, table)
        if further is None:
            return end
        end = further


def _more_of_phrase(lexemes: Sequence[Lexeme], end: int, unit: str, table: NounTable) -> int | None:
    if _is_doubled(lexemes, end):
        return end + 2
    modifier = table.modifiers.starting(lexemes, end)
    if modifier is not None and unit not in ("day", "percent", "USD"):
        return modifier[0]
    if unit not in _CHAINED_UNITS:
        return None
    same = table.units.starting(lexemes, end)
    if same is not None and same[1] == unit and not table.fates.starting(lexemes, end):
        return same[0]
    if end < len(lexemes) and lexemes[end].low in table.coordination and unit == "person":
        return _joined(lexemes, end, table)
    return None


def _is_doubled(lexemes: Sequence[Lexeme], end: int) -> bool:
    """Whether the noun is repeated behind a hyphen (*anak-anak*)."""
    return end + 1 < len(lexemes) and lexemes[end].low == "-" and lexemes[end + 1].low == lexemes[end - 1].low


def _joined(lexemes: Sequence[Lexeme], end: int, table: NounTable) -> int | None:
    """The end of a second noun of persons joined to the one that ends before `end`."""
    joined = table.units.starting(lexemes, end + 1)
    if joined is None or joined[1] != "person" or _has_own_owner(lexemes, joined[0]):
        return None
    fates = [table.fates.ending(lexemes, end), table.fates.starting(lexemes, end + 1)]
    return None if fates[1] and not fates[0] else joined[0]


def _has_own_owner(lexemes: Sequence[Lexeme], end: int) -> bool:
    """Whether a joined noun carries a name of its own (*pasukan Korsel dan pasukan AS*)."""
    return end < len(lexemes) and lexemes[end].text[0].isupper()


def _noun_behind_adjectives(lexemes: Sequence[Lexeme], at: int, table: NounTable) -> Counted | None:
    for ahead in range(at, min(at + _REACH, len(lexemes))):
        found = _noun_at(lexemes, ahead, table)
        if found is not None and ahead > at and table.fates.starting(lexemes, ahead):
            return None
        if found is not None:
            return found._replace(first=at if found.ignored else ahead)
        word = lexemes[ahead].low
        if word in table.stops or not (word[0].isalpha() or word in "-–'’"):
            return None
    return None


def _fate(lexemes: Sequence[Lexeme], at: int, table: NounTable) -> Counted | None:
    """Persons without a noun: *600 di antaranya tewas*, *around 1,000 were killed*."""
    position = at
    for _ in range(5):
        if table.fates.starting(lexemes, position):
            return Counted(at, at, "person", True)
        link = table.fate_links.starting(lexemes, position)
        if link is None:
            return None
        position = link[0]
    return None


def _unlisted(lexemes: Sequence[Lexeme], at: int, table: NounTable) -> Counted | None:
    if at >= len(lexemes):
        return None
    word = lexemes[at]
    plain = word.text.isalpha() and word.text.islower() and len(word.text) > 2
    if not plain or word.low in table.stops or word.low.startswith(table.verb_prefixes):
        return None
    return Counted(at, at + 1, _OTHER, False)


def counted_before(lexemes: Sequence[Lexeme], at: int, table: NounTable) -> str:
    """The unit of a number without a noun of its own, from a noun before it in the clause (*troops, 11,000*)."""
    for position in range(at, max(at - _BACK, 0), -1):
        if not lexemes[position - 1].low[0].isalpha():
            break
        noun = table.units.ending(lexemes, position)
        if noun is not None and noun[1] in _BACK_UNITS:
            return noun[1]
    return _OTHER
