"""Stories: which articles report one matter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from neraca.records.ids import content_id, require


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Articles that report one matter.

    Attributes:
        documents: Ids, in the order in which the articles arrived.
        terms: The most telling words and names, as the articles write them; the most telling first.
        first, last: Days of the first and the last publication; None when no article is dated.
    """

    documents: tuple[str, ...]
    terms: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None

    def __post_init__(self) -> None:
        require(bool(self.documents), self, "needs a document")
        require(len(set(self.documents)) == len(self.documents), self, "holds a document twice")
        require((self.first is None) == (self.last is None), self, "has one end without the other")
        if self.first is not None and self.last is not None:
            require(self.first <= self.last, self, f"ends on {self.last} before it begins on {self.first}")

    @property
    def id(self) -> str:
        """Content id, made from the first document: a story that grows keeps it."""
        return content_id("story", self.documents[0])
