"""Where words stand in a text, and the words themselves."""

from __future__ import annotations

from dataclasses import dataclass

from neraca.records.ids import require


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """Half-open, non-empty range `[start, end)` of Unicode code points in a document's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        require(0 <= self.start < self.end, self, f"[{self.start}, {self.end}) is no range")

    def __len__(self) -> int:
        """Code points covered."""
        return self.end - self.start

    def within(self, other: Span) -> bool:
        """Whether this span lies inside the other (or equals it)."""
        return other.start <= self.start and self.end <= other.end

    def meets(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Evidence:
    """A span of a document and the words that stand there.

    `document` is the document's id. Whether the words do stand there is checked by every record that
    holds the document as well, by the store when it writes, and by `neraca verify`.
    """

    document: str
    span: Span
    quote: str

    def __post_init__(self) -> None:
        require(bool(self.document), self, "names no document")
        require(len(self.quote) == len(self.span), self, f"{len(self.quote)} characters quoted at {self.span}")

    def holds_in(self, text: str) -> bool:
        """Whether the quote stands at the span in this text."""
        return text[self.span.start : self.span.end] == self.quote
