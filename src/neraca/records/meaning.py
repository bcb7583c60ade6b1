"""What the sentences of a document mean, as vectors: to find candidates for being told elsewhere, never to decide."""

from __future__ import annotations

from dataclasses import dataclass

from neraca.records.ids import require
from neraca.records.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Meanings:
    """Vectors of a document's sentences, of one width, in text order.

    Attributes:
        document: Its id.
        spans: The sentences'.
        vectors: One after the other; one signed byte a dimension, each of length 127.
    """

    document: str
    spans: tuple[Span, ...]
    vectors: bytes

    def __post_init__(self) -> None:
        require(bool(self.document), self, "names no document")
        whole = len(self.vectors) % len(self.spans) == 0 if self.spans else not self.vectors
        require(whole, self, f"{len(self.vectors)} bytes for {len(self.spans)} sentences")
        starts = [span.start for span in self.spans]
        require(starts == sorted(starts), self, "sentences are out of order")

    @property
    def width(self) -> int:
        """Dimensions of each vector."""
        return len(self.vectors) // len(self.spans) if self.spans else 0
