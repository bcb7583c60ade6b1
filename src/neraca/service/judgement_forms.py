"""What a person may choose from when judging: what a form needs."""

from __future__ import annotations

from neraca.packs.catalogue import Packs
from neraca.records import Certainty, EventStatus, Stage
from neraca.service.judging import LETTERS


def judgement_choices(packs: Packs) -> dict[str, list[str]]:
    """The values that a person can choose from, by field: event, stage, certainty, items, status, reliability.

    Actors are not listed, there are too many; `find_actor` knows them by id and name.
    """
    return {
        "event": sorted(packs.events.types),
        "stage": [one.value for one in Stage],
        "certainty": [one.value for one in Certainty],
        "items": list(packs.items.classes()),
        "status": [one.value for one in EventStatus],
        "reliability": list(LETTERS),
    }
