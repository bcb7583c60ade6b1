"""Reasons of forecasts in words: what a driver says, in every language, with its past cases."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from neraca.packs.catalogue import Packs
from neraca.packs.words import Names, Words, languages, read_words
from neraca.publish.exports import Row
from neraca.publish.format import format_day, format_number
from neraca.records import Driver
from neraca.service.naming import names_for

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NAMES = frozenset(("source", "target", "relation", "partner", "via", "home", "sort"))
"""Values that are names, however they look."""
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def driver_row(driver: Driver, packs: Packs) -> Row:
    """A reason; `weight` is what it adds, `sentence` says it in every language, `cases` are places of past cases."""
    return {
        "kind": driver.kind,
        "weight": driver.weight,
        "values": dict(driver.values),
        "sentence": {
            language: driver_sentence(driver, read_words(language), names_for(packs, language))
            for language in languages()
        },
        "cases": list(driver.cases),
    }


def driver_sentence(driver: Driver, words: Words, names: Names) -> str:
    """What a reason says: its sentence with days, numbers, actors and types as the language writes them.

    A rule that held within so many days says so, and a reason that looks at a whole history compares it with nothing,
    where there is a sentence for that.
    """
    values = {
        name: name_words(value, names) if name in _NAMES else value_words(value, words, names)
        for name, value in driver.values
    }
    given = dict(driver.values)
    key, days = f"forecast.driver.{driver.kind}", given.get("days", "")
    if given.get("usual") == "" and words.has(f"{key}.whole"):
        key = f"{key}.whole"
    elif "windows" in given:
        key = f"{key}.windows"
    within = f"{key}.within"
    return words.count(within, int(days), **values) if days and words.has(within) else words.say(key, **values)


def value_words(value: str, words: Words, names: Names) -> str:
    """A value of a driver as people read it."""
    if _DAY.fullmatch(value):
        return format_day(date.fromisoformat(value), words)
    if _NUMBER.fullmatch(value):
        return format_number(Decimal(value), words)
    return name_words(value, names)


def name_words(value: str, names: Names) -> str:
    """A party, or an act, as people call it; a set may call one anything, also what looks like a number or a day."""
    return names.events[value] if value in names.events else names.actor(value) if value else ""
