"""The outlet or agency that a report as a whole rests on, by its own words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from neraca.records.ids import require
from neraca.records.span import Evidence


class CreditKind(StrEnum):
    """What is credited."""

    AGENCY = "agency"
    OUTLET = "outlet"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Credit:
    """A report's credit to another outlet: not for one sentence, but for the report.

    Attributes:
        document: Id of the report.
        evidence: The words that credit: the name, with the cue before or behind it.
        source: Id of the actor (`MED:REUTERS`), or the outlet's name where it is no known actor.
        outlet: The outlet's name, as the outlets pack or the collection writes it.
        kind: Agency or another outlet.
    """

    document: str
    evidence: Evidence
    source: str
    outlet: str
    kind: CreditKind

    def __post_init__(self) -> None:
        require(bool(self.source and self.outlet), self, "credits nobody")
        require(self.evidence.document == self.document, self, "quotes another document")
