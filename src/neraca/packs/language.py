"""Language packs: the words by which sentences, numbers, quantities and times are recognised in one language.

A language is a folder `data/lang/xx`. This module reads four of its files; the patterns in `times.toml` are
explained there.
"""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from neraca.errors import fail
from neraca.packs.files import data_folder, read_toml


class SentenceWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a period may follow without ending a sentence; all without that last period, in lower case.

    Attributes:
        abbreviations: Stand before another word (`dr`, `jl`): never an end.
        numbered: Stand before a number (`no`, `hlm`): no end before a digit.
        trailing: May close a sentence (`dll`, `inc`): an end before a capital.
        acronyms: Written with periods (`u.s`): an end only before one of the starters.
        starters: Capitalised words that open sentences and hardly ever names.
        followers: Capitalised words that go on behind a trailing one (*10 a.m. Monday*).
        speech: Verbs of speech behind a speaker, in lower case (*“Why?” Kim asked*).
        clauses: Words that open a clause behind such a verb: then it begins a sentence of its own.
    """

    abbreviations: tuple[str, ...]
    numbered: tuple[str, ...]
    trailing: tuple[str, ...]
    acronyms: tuple[str, ...]
    starters: tuple[str, ...]
    followers: tuple[str, ...]
    speech: tuple[str, ...]
    clauses: tuple[str, ...]


class VagueNumber(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A word for a number known only by its size; `high` None leaves it open, `alone` False needs a multiplier."""

    word: str
    low: int
    high: int | None = None
    alone: bool = True


class Marker(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words before or after a number that say how to take it; `quoted` when they belong to its evidence.

    `reaching` says what something comes to: *total* may then stand further off.
    """

    means: Literal["above", "below", "about", "additional", "total", "plain", "reaching"]
    words: tuple[str, ...]
    after: bool = False
    quoted: bool = True


class UnitNouns(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Nouns that are counted in one unit; a noun may have several words."""

    unit: str
    words: tuple[str, ...]


class QuantityWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Number words and the nouns they count, all in lower case.

    Attributes:
        decimal: Decimal mark; the other of `.` and `,` groups thousands.
        cardinals: Number words with their values.
        multipliers: Words that multiply what stands before them.
        teens: Words that add ten to what stands before them (*belas*).
        halves: Words for a half, before a multiplier or behind a number.
        joints: Words inside one number (*one hundred **and** four*, *half **a** million*).
        suffixes: Letters glued to digits with their factors (`10K`).
        ranges: Words between the two ends of a range.
        range_openers: Words that open a range (*between*), with what then joins its ends.
        coordination: Words that join two counted nouns.
        currency_before: Currency signs and their unit.
        noun_first: The counted noun follows the number at once; otherwise adjectives may stand between.
        partitives: Words between number and noun (*of the*).
        fates: Words that make an uncounted number one of persons (*600 tewas*).
        fate_links: Words between such a number and the fate.
        classifiers: Counting words that leave the unit to the noun behind them.
        modifiers: Words behind a counted noun that belong to its phrase.
        stops: Words that end the search for a counted noun.
        clitics: Possessive endings of nouns.
        verb_prefixes: Beginnings by which a word that the pack does not list is known as no noun.
        ignored: Nouns whose number says nothing about an exchange (*the two countries*).
        labels: Words before a number that is a name (*Article 5*).
        not_before: Words before a number that is a clock time, an age or part of an idiom.
        not_after: The same, behind it.
    """

    decimal: Literal[".", ","]
    cardinals: tuple[tuple[int, str], ...]
    multipliers: tuple[tuple[int, str], ...]
    teens: tuple[str, ...]
    halves: tuple[str, ...]
    joints: tuple[str, ...]
    suffixes: tuple[tuple[int, str], ...]
    ranges: tuple[str, ...]
    range_openers: tuple[tuple[str, str], ...]
    coordination: tuple[str, ...]
    currency_before: tuple[tuple[str, str], ...]
    noun_first: bool
    partitives: tuple[str, ...]
    fates: tuple[str, ...]
    fate_links: tuple[str, ...]
    classifiers: tuple[str, ...]
    modifiers: tuple[str, ...]
    stops: tuple[str, ...]
    clitics: tuple[str, ...]
    verb_prefixes: tuple[str, ...]
    ignored: tuple[str, ...]
    labels: tuple[str, ...]
    not_before: tuple[str, ...]
    not_after: tuple[str, ...]
    vague: tuple[VagueNumber, ...]
    marker: tuple[Marker, ...]
    unit: tuple[UnitNouns, ...]


TimeUnit = Literal["day", "week", "month", "year"]
TimePart = Literal["early", "mid", "late"]
Bound = Literal["from", "until", "after", "before"]
TimeKind = Literal[
    "date", "month", "year", "weekday", "period", "ago", "window", "offset", "open", "anchored", "season", "fraction"
]


class TimeRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One form of time expression.

    Attributes:
        kind: Which calculation resolves it.
        pattern: A regular expression with placeholders in braces; a space stands for any white space.
        before: Alternatives that must stand before it and are not part of its evidence.
        sign: -1 past, 0 this, 1 future, where the pattern has no word for it.
        days: Distance in days from the day of publication, for kind `offset`.
        anchor: Later windows in the sentence count from it (*Laporan Januari ...*).
        bounded: It may take a bound (*sejak*, *until*) in front.
    """

    kind: TimeKind
    pattern: str
    before: str = ""
    sign: int = 0
    days: int = 0
    anchor: bool = False
    bounded: bool = True


class BoundWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words before a time that leave one of its ends open."""

    means: Bound
    words: tuple[str, ...]


class TimeWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The calendar's words and the forms of time expressions.

    Attributes:
        months: Twelve tuples: the full name, then others.
        short_months: Twelve tuples of abbreviations, used only beside a day or year.
        weekdays: Seven tuples, Monday first; written with a capital.
        month_capital: Whether a month's name needs its capital.
        day_first: Whether 3/4 is the third of April.
        shifts: Words for past (-1), present (0) and future (1) periods.
        singles: One word for one unit (*sebulan*).
        few: Words for an unspecified small number.
        few_count: What they count as in a window (*dalam beberapa bulan terakhir*).
        fillers: Words that may stand between a bound and its time.
        future: Words before a time that turn it to the future.
        links: Words between the two ends of a range.
        speech: Words that end the reach of a future word (*kata*, *said*).
    """

    months: tuple[tuple[str, ...], ...]
    short_months: tuple[tuple[str, ...], ...]
    weekdays: tuple[tuple[str, ...], ...]
    month_capital: bool
    day_first: bool
    shifts: tuple[tuple[int, str], ...]
    parts: tuple[tuple[TimePart, str], ...]
    units: tuple[tuple[TimeUnit, str], ...]
    singles: tuple[tuple[TimeUnit, str], ...]
    ordinals: tuple[tuple[int, str], ...]
    seasons: tuple[tuple[int, str], ...]
    daytimes: tuple[str, ...]
    few: tuple[str, ...]
    few_count: int
    fillers: tuple[str, ...]
    future: tuple[str, ...]
    speech: tuple[str, ...]
    links: tuple[str, ...]
    bound: tuple[BoundWords, ...]
    rule: tuple[TimeRule, ...]


class TokenWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How a written word falls into tokens of syntax; all in lower case.

    Attributes:
        endings: Are tokens of their own behind a stem.
        shortest_stem: Letters that such a stem has at least.
        whole: Words that end so and are one token all the same.
        part_at_hyphens: Whether a hyphen is a token and parts the words beside it.
    """

    endings: tuple[str, ...]
    shortest_stem: int
    whole: frozenset[str]
    part_at_hyphens: bool


class Language(msgspec.Struct, frozen=True, cache_hash=True, kw_only=True):
    """A language: its ISO 639-1 code and its words."""

    code: str
    sentences: SentenceWords
    quantities: QuantityWords
    times: TimeWords
    tokens: TokenWords


def language_codes() -> tuple[str, ...]:
    """Codes of all languages there are packs for, sorted."""
    folders = data_folder().joinpath("lang").iterdir()
    return tuple(sorted(folder.name for folder in folders if re.fullmatch(r"[a-z]{2}", folder.name)))


def load_language(code: str) -> Language:
    """Read a language's pack.

    Raises:
        NeracaError: N107, there is no such pack; N201, one of its files breaks the format.
    """
    known = language_codes()
    if code not in known:
        raise fail("N107", value=code, option="language", known=", ".join(known))
    folder = data_folder().joinpath("lang", code)
    language = Language(
        code=code,
        sentences=read_toml(folder / "sentences.toml", SentenceWords),
        quantities=read_toml(folder / "quantities.toml", QuantityWords),
        times=read_toml(folder / "times.toml", TimeWords),
        tokens=read_toml(folder / "tokens.toml", TokenWords),
    )
    times = language.times
    if (len(times.months), len(times.short_months), len(times.weekdays)) != (12, 12, 7):
        raise fail("N201", where=f"{code}/times.toml", detail="needs 12 months, 12 short months and 7 weekdays")
    return language
