"""What an import is given beside its file, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from neraca.records import EventSet, Issue


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """What a person says about what is imported.

    Attributes:
        name: What a history is to be called; "" for the name of its folder.
        first_day: The day from which times that are numbers are counted.
    """

    name: str = ""
    first_day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedHistory:
    """What is worth saying of an imported history.

    Attributes:
        events: The set; None where no event could be read.
        unit: `hours` or `days`, where times are counted; else "".
        repeated: Rows that stand twice and count once.
        superseded: It takes the place of one of the same name.
    """

    events: EventSet | None
    unit: str = ""
    repeated: int = 0
    superseded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What came of an import: how many records were new, were there already, and could not be taken, and why not.

    Attributes:
        failed: Lines that could not be taken; not every issue is one.
    """

    added: int
    known: int
    failed: int = 0
    issues: tuple[Issue, ...] = ()
    history: ImportedHistory | None = None


def history_row(history: ImportedHistory) -> dict[str, Any]:
    """What is worth saying of an imported history, for machines; days in ISO form."""
    events = history.events
    about: dict[str, Any] = (
        {}
        if events is None
        else {
            "id": events.id,
            "name": events.name,
            "events": events.rows,
            "first": events.first.isoformat(),
            "last": events.last.isoformat(),
            "damaged": events.damaged,
        }
    )
    return {**about, "unit": history.unit, "repeated": history.repeated, "superseded": history.superseded}
