"""The records and the event files agree on which acts are mutual."""

from __future__ import annotations

from neraca.packs.events import load_events
from neraca.records import MUTUAL_TYPES


def test_the_mutual_types_are_those_that_their_event_files_call_mutual() -> None:
    assert {name for name, kind in load_events().types.items() if kind.mutual} == MUTUAL_TYPES
