"""Events in the order in which they happened, not in which they were reported."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from neraca.records import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Events with a time, in its order, and those without, whose place is not guessed from publication."""

    dated: tuple[Event, ...]
    undated: tuple[Event, ...]


def build_timeline(events: Iterable[Event]) -> Timeline:
    """Sort events by first day, then last day, then type; what has no first day stands at its last.

    Undated events are in order of type, then id. "Since" and "until" are times: half a span is not none.
    """
    listed = [(event.id, event) for event in events]
    dated = sorted((pair for pair in listed if pair[1].when is not None), key=_by_time)
    undated = sorted((pair for pair in listed if pair[1].when is None), key=lambda pair: (pair[1].type, pair[0]))
    return Timeline(dated=tuple(event for _, event in dated), undated=tuple(event for _, event in undated))


def _by_time(pair: tuple[str, Event]) -> tuple[date, date, str, str]:
    own_id, event = pair
    start = event.when.start if event.when else None
    end = event.when.end if event.when else None
    return start or end or date.max, end or date.max, event.type, own_id
