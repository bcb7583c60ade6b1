"""Values of rows as people read them in a table."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from neraca.packs.words import Names, Words
from neraca.publish.format import format_number

_DAY = timedelta(days=1)
_ID_DIGITS = 8
_FORMAT_CHARACTERS = ("Cc", "Cf", "Cs")


def plain(text: str) -> str:
    """One line without control and direction characters: words of an article must not steer the terminal."""
    return " ".join(harmless("".join(" " if character.isspace() else character for character in text)).split())


def harmless(text: str) -> str:
    """The text without control and direction characters."""
    return "".join(character for character in text if unicodedata.category(character) not in _FORMAT_CHARACTERS)


def shorten(text: str, width: int) -> str:
    """The text in at most `width` characters, cut at a word."""
    line = plain(text)
    if len(line) <= width:
        return line
    cut = line[: width - 1]
    return (cut[: cut.rfind(" ")] if " " in cut[width // 2 :] else cut).rstrip(" ,;:") + "…"


def short_id(key: str) -> str:
    """The part of an id that commands accept in its place."""
    return key.partition("-")[2][:_ID_DIGITS]


def parties(row: Mapping[str, Any], names: Names) -> str:
    """Who → to whom, from a claim's row (objects) or an event's (ids)."""
    doers = _listed(row["actor"], names)
    receivers = _listed(row["recipient"], names)
    if not receivers:
        return doers or "?"
    return f"{doers or '?'} → {receivers}"


def act(row: Mapping[str, Any], names: Names, words: Words) -> str:
    """The event type's name, marked where it is negated."""
    name = names.event(row["event"])
    return words.say("not", act=name) if row.get("negated") else name


def items(row: Mapping[str, Any], names: Names) -> str:
    """Names of item classes."""
    classes = [item["class"] if isinstance(item, Mapping) else item for item in row["items"]]
    return ", ".join(dict.fromkeys(names.item(one) for one in classes))


def amount(figure: Mapping[str, Any], words: Words) -> str:
    """A figure with its unit; one of an unlisted unit in the text's own words."""
    if figure["unit"] == "other" and figure.get("text"):
        return plain(figure["text"])
    low, high = (None if bound is None else _number(bound, words) for bound in (figure["low"], figure["high"]))
    if low is None or high is None:
        text = words.say("at-most", n=high) if low is None else words.say("at-least", n=low)
    else:
        text = low if low == high else f"{low}–{high}"
        text = words.say("about", n=text) if figure["approx"] else text
    unit = "" if figure["unit"] == "other" else words.term("unit", figure["unit"])
    return f"{text} {unit}".strip()


def amounts(figures: Iterable[Mapping[str, Any]], words: Words) -> str:
    """Different figures, each once."""
    return "; ".join(dict.fromkeys(amount(figure, words) for figure in figures))


def total(row: Mapping[str, Any], words: Words) -> str:
    """What amounts come to; a range that the program made of several is marked as a sum."""
    shown = amount(row, words)
    return words.say("cell.sum-of", n=shown) if len(row["added"]) + len(row["perhaps_same"]) > 1 else shown


def totals(row: Mapping[str, Any], words: Words) -> str:
    """Totals of a ledger line, then amounts of units that have none."""
    summed = {one["unit"] for one in row["totals"]}
    others = amounts((one for one in row["quantity"] if one["unit"] not in summed), words)
    return "; ".join([*(total(one, words) for one in row["totals"]), *([others] if others else [])])


def matter(row: Mapping[str, Any], names: Names, words: Words) -> str:
    """Act, parties and items of a claim's or event's row in one line; the stage where it is not plainly done."""
    things = ", ".join(part for part in (items(row, names), amounts(row.get("quantity") or (), words)) if part)
    line = f"{act(row, names, words)}: {parties(row, names)}" + (f" ({things})" if things else "")
    stage = row.get("stage", "occurred")
    return line if stage == "occurred" else f"{line} [{words.term('stage', stage)}]"


def days(when: Mapping[str, Any] | None) -> str:
    """When it happened, as short as its precision: `2024-10-19`, `2024-10`, `2024`, `2024-10-01–2025-01-31`."""
    if when is None or not (when["from"] or when["to"]):
        return ""
    start = date.fromisoformat(when["from"]) if when["from"] else None
    last = date.fromisoformat(when["to"]) if when["to"] else None
    if start is None or last is None or start == last:
        return when["from"] if start == last else f"{when['from'] or ''}–{when['to'] or ''}"
    following = last + _DAY
    if start.day == 1 and following == (start.replace(day=28) + 4 * _DAY).replace(day=1):
        return f"{start:%Y-%m}"
    if (start.month, start.day, following) == (1, 1, date(start.year + 1, 1, 1)):
        return f"{start:%Y}"
    return f"{start}–{last}"


def voices(actors: Iterable[str], names: Names, words: Words) -> str:
    """Names of voices; one that names no actor is unnamed."""
    return ", ".join(names.actor(actor) if actor else words.say("unnamed") for actor in actors)


def _listed(values: Iterable[Any], names: Names) -> str:
    ids = [value["id"] if isinstance(value, Mapping) else value for value in values]
    return ", ".join(dict.fromkeys(names.actor(one) for one in ids))


def _number(value: int | float, words: Words) -> str:
    return format_number(Decimal(str(value)), words)
