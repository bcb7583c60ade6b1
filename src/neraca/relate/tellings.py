"""When and where claims were first told: a copy tells what its original told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from neraca.records import Claim, Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Tellings:
    """Documents by id, and the root of each that derives from another."""

    documents: Mapping[str, Document]
    roots: Mapping[str, str]

    def root(self, claim: Claim) -> str:
        """Id of the document it goes back to."""
        return self.roots.get(claim.document, claim.document)

    def is_copied(self, claim: Claim) -> bool:
        """Whether its document repeats another."""
        return self.root(claim) != claim.document

    def origin(self, claim: Claim) -> Document:
        """The document it goes back to; its own where that one is not at hand."""
        return self.documents.get(self.root(claim)) or self.documents[claim.document]

    def day(self, claim: Claim) -> date | None:
        """Day on which it was first told."""
        return self.origin(claim).day

    def place(self, claim: Claim) -> tuple[object, ...]:
        """Originals before copies, by day (undated last); of one day full claims before mentions; then by place."""
        day, own = self.day(claim), self.documents[claim.document]
        known = self.is_copied(claim), day is None, day or date.max, claim.optional
        return *known, own.label, claim.evidence.span, claim.id
