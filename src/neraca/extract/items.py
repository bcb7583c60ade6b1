"""What is given, moved or used: item words near an act."""

from __future__ import annotations

from dataclasses import dataclass

from neraca.extract.line import Line, find_phrases
from neraca.packs.items import ItemBook
from neraca.records import NameKind, Span


@dataclass(frozen=True, slots=True)
class Thing:
    """Item words `[first, last)` of a line and their class."""

    first: int
    last: int
    item_class: str


def find_things(line: Line, book: ItemBook) -> tuple[Thing, ...]:
    """All item words of a line, the longest where they overlap, in order; none inside an organisation's name."""
    index = book.index.get(line.language, {})
    found = (Thing(a, b, item_class) for a, b, item_class in find_phrases(line.words, index))
    parses = line.reading.parses
    bodies = [name.span for name in (parses[line.index].names if parses else ()) if name.kind is NameKind.ORGANISATION]
    return tuple(thing for thing in found if not any(_inside(line, thing, span) for span in bodies))


def _inside(line: Line, thing: Thing, span: Span) -> bool:
    """Whether item words are only a part of a name (*National Intelligence Service*)."""
    words = line.evidence(thing.first, thing.last).span
    return words.within(span) and words != span


def things_between(things: tuple[Thing, ...], first: int, last: int) -> tuple[Thing, ...]:
    """Items inside words `[first, last)`; a general word is dropped where a special one stands beside it."""
    inside = [thing for thing in things if first <= thing.first and thing.last <= last]
    if any(thing.item_class != "other" for thing in inside):
        inside = [thing for thing in inside if thing.item_class != "other"]
    return tuple(inside)
