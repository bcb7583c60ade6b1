"""One article as it was read: its text, what is known about it, and how that is known."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from neraca.records.ids import Identified, content_id, is_text, require
from neraca.records.span import Evidence, Span


class ZoneKind(StrEnum):
    """What a stretch of the text is; what no zone covers is the body."""

    TITLE = "title"
    HEADING = "heading"
    BYLINE = "byline"
    DATELINE = "dateline"
    CAPTION = "caption"
    NAVIGATION = "navigation"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Zone:
    """A marked stretch of the text. Navigation, captions, bylines and datelines are not read for claims."""

    span: Span
    kind: ZoneKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A fact about a document and how it was found.

    `how` is `given` (by the person who added it), `metadata` (the format's own field) or `text`;
    in the last case `span` and `quote` say where it stands. A date's `value` is ISO 8601: a day, or a
    minute with its offset from UTC.
    """

    value: str
    how: str
    span: Span | None = None
    quote: str | None = None

    def __post_init__(self) -> None:
        require(bool(self.value), self, "is empty")
        require(is_text(self.value), self, "holds half a surrogate pair")
        require(self.how in ("given", "metadata", "text"), self, f"was found how? {self.how!r}")
        require((self.span is None) == (self.quote is None), self, "has a span without words, or words without a span")
        require((self.how == "text") == (self.span is not None), self, "needs a span exactly when found in the text")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Identified):
    """One article.

    Attributes:
        name: The path given to `add`, relative to the folder added, with `/` between its parts.
        part: Which record of a file with several it is (`3` for the third), or "".
        sha256: Digest of the file's original bytes, in lower-case hexadecimal.
        media_type: IANA media type of the file.
        language: ISO 639-1 code, or `und`.
        text: The article in NFC; all spans count its code points.
        zones: Sorted, not overlapping.
    """

    name: str
    sha256: str
    media_type: str
    language: str
    text: str
    part: str = ""
    title: Found | None = None
    outlet: Found | None = None
    author: Found | None = None
    published: Found | None = None
    url: Found | None = None
    zones: tuple[Zone, ...] = ()

    def __post_init__(self) -> None:
        require(bool(self.name), self, "has no name")
        require(len(self.sha256) == 64 and set(self.sha256) <= set("0123456789abcdef"), self, "needs a SHA-256")
        require(bool(self.text), self, "has no text")
        require(unicodedata.is_normalized("NFC", self.text), self, "text is not in NFC")
        for found in (self.title, self.outlet, self.author, self.published, self.url):
            if found is not None and found.span is not None:
                require(self.words(found.span) == found.quote, self, f"{found.quote!r} does not stand at {found.span}")
        require(is_text(self.text) and is_text(self.name), self, "holds half a surrogate pair")
        if self.published is not None:
            require(_is_day(self.published.value[:10]), self, f"{self.published.value!r} is no date")
        end = 0
        for zone in self.zones:
            require(
                end <= zone.span.start and zone.span.end <= len(self.text), self, f"zone at {zone.span} is misplaced"
            )
            end = zone.span.end

    def _made_id(self) -> str:
        """Content id; it covers everything but the digest of the file that held the article."""
        return content_id(
            "doc",
            self.name,
            self.part,
            self.language,
            self.text,
            self.title,
            self.outlet,
            self.author,
            self.published,
            self.url,
            self.zones,
        )

    @property
    def label(self) -> str:
        """Name for people and exports: the path, and `#part` where the file holds several articles."""
        return f"{self.name}#{self.part}" if self.part else self.name

    @property
    def day(self) -> date | None:
        """Day of publication in the outlet's civil calendar; None when undated."""
        return None if self.published is None else date.fromisoformat(self.published.value[:10])

    def words(self, span: Span) -> str:
        """The text at a span."""
        return self.text[span.start : span.end]

    def evidence(self, start: int, end: int) -> Evidence:
        """Evidence for `[start, end)`; its quote is cut from the text itself.

        Raises:
            NeracaError: N401, when the range is empty or outside the text.
        """
        require(0 <= start < end <= len(self.text), self, f"has no words at [{start}, {end})")
        return Evidence(document=self.id, span=Span(start=start, end=end), quote=self.text[start:end])


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
