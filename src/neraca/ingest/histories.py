"""The formats of event data sets; a further one is a module beside this one and a line here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from neraca.ingest import icews, polecat
from neraca.ingest.event_files import EventFile
from neraca.ingest.event_rows import EventRows


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryFormat:
    """A format of event data sets.

    Attributes:
        name: What the command line calls it.
        wanted: Which files it comes as, in words.
        read: From the files found, and the day of time 0 where times are numbers, to rows; it names what is damaged.
    """

    name: str
    wanted: str
    read: Callable[[Sequence[EventFile], date | None], EventRows]


HISTORY_FORMATS: tuple[HistoryFormat, ...] = (
    HistoryFormat(name=icews.NAME, wanted=icews.WANTED, read=icews.read_icews),
    HistoryFormat(name=polecat.NAME, wanted=polecat.WANTED, read=polecat.read_polecat),
)
