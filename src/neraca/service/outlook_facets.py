"""Which outlooks a filter finds: made once for an account, as for its events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from neraca.publish.outlook import PARTS, part_of
from neraca.records import UNKNOWN_PARTY, Event, Outlook, TrackRecord
from neraca.relate.trackrecords import is_counted
from neraca.service.facets import Facets

OUTLOOK_FACETS = ("fate", "voice", "actor", "type", "outlet", "counted", "part")
ORDER = "register"
WORDS = "~"
"""Stands before what a text calls a voice, where it names no actor."""

_NEVER = date.max.toordinal()


def index_outlooks(outlooks: Sequence[Outlook], events: Mapping[str, Event]) -> Facets:
    """Index a register; its order is that of the parts of the dossier: due, settled, without an end, mentioned.

    Args:
        outlooks: In the register's order.
        events: At least theirs, by id.
    """
    held: dict[str, dict[str, set[int]]] = {facet: {} for facet in OUTLOOK_FACETS}
    for place, outlook in enumerate(outlooks):
        for facet, values in _values(outlook, events[outlook.event]):
            for value in values:
                held[facet].setdefault(value, set()).add(place)
    parts = [PARTS.index(part_of(outlook)) for outlook in outlooks]
    return Facets(
        ids=tuple(outlook.id for outlook in outlooks),
        held={facet: {value: frozenset(found) for value, found in known.items()} for facet, known in held.items()},
        days=tuple(_days(outlook) for outlook in outlooks),
        orders={ORDER: tuple(sorted(range(len(outlooks)), key=lambda place: (parts[place], place)))},
        first_reports=(),
    )


def voice_of(record: TrackRecord) -> str:
    """The value of the facet `voice` that finds the outlooks of a voice's record."""
    return record.source if record.has_id else f"{WORDS}{record.source.casefold()}"


def _values(outlook: Outlook, event: Event) -> Iterable[tuple[str, Iterable[str]]]:
    yield "fate", (outlook.status.value,)
    named = (f"{WORDS}{outlook.voice_words.casefold()}",) if outlook.voice_words else ()
    yield "voice", outlook.voice or named
    yield "actor", {*event.actors, *event.recipients} - {UNKNOWN_PARTY}
    yield "type", (outlook.type,)
    yield "outlet", filter(None, outlook.outlets)
    yield "part", (part_of(outlook),)
    yield "counted", ("yes",) if is_counted(outlook) else ()


def _days(outlook: Outlook) -> tuple[int, int] | None:
    """Days of its window, else of its telling, as `Selection` bounds them."""
    window = outlook.window if outlook.window_words is not None else None
    if window is not None and (window.start or window.end):
        first = window.start.toordinal() if window.start else 0
        return first, (window.end - timedelta(days=1)).toordinal() if window.end else _NEVER
    return (outlook.told.toordinal(), outlook.told.toordinal()) if outlook.told is not None else None
