"""Claims that say the opposite of an event's, as its assessment names them."""

from __future__ import annotations

from neraca.records import Event

_CODE = "opposed_by_claims="


def opposing_claims(event: Event) -> tuple[str, ...]:
    """Ids of the claims that contradict the event's; they belong to another event, its negation."""
    return next((tuple(one.removeprefix(_CODE).split(",")) for one in event.reasons if one.startswith(_CODE)), ())
