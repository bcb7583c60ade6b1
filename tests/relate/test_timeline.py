"""Events in the order in which they happened."""

from __future__ import annotations

from builders import make_claim
from neraca.records import Event
from neraca.relate import Timeline, build_timeline
from neraca.weigh import Sources, assess


def event(document: str, when: tuple[str | None, str | None] | None) -> Event:
    return assess([make_claim(document, when=when)], sources=Sources(roots={}))


def test_events_are_sorted_by_their_own_time_the_precise_first() -> None:
    year, day = event("a", ("2024-01-01", "2025-01-01")), event("b", ("2024-01-01", "2024-01-02"))
    later, until = event("c", ("2024-06-19", None)), event("d", (None, "2023-12-01"))
    assert build_timeline([later, year, until, day]).dated == (until, day, year, later)


def test_an_event_without_time_is_not_placed() -> None:
    unknown = event("a", None)
    assert build_timeline([unknown]) == Timeline(dated=(), undated=(unknown,))
