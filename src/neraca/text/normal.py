"""The normal form of a text (Unicode NFC) and the way back to the text as it was."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

# Canonical composites of two lie in the first two planes; what lies above are single ideographs.
_COMPOSITES_END = 0x20000
_HANGUL_VOWELS = range(0x1161, 0x1176)
_HANGUL_FINALS = range(0x11A8, 0x11C3)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Edit:
    """A stretch that normalising changed: `[start, end)` of the normal text stood at `[source_start, source_end)`."""

    start: int
    end: int
    source_start: int
    source_end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Normal:
    """A text in NFC and the edits that made it, in order.

    Ranges are half-open and count code points. Between edits the two texts are equal; a range that
    begins or ends inside an edit is widened to the whole of it, since half a letter has no place.
    """

    text: str
    edits: tuple[Edit, ...] = ()

    def in_source(self, start: int, end: int) -> tuple[int, int]:
        """Where `[start, end)` of the normal text stood in the source."""
        return self._source_of(start)[0], self._source_of(end)[1]

    def in_text(self, start: int, end: int) -> tuple[int, int]:
        """Where `[start, end)` of the source stands in the normal text."""
        return self._text_of(start)[0], self._text_of(end)[1]

    def _source_of(self, offset: int) -> tuple[int, int]:
        index = bisect_right(self.edits, offset, key=attrgetter("start")) - 1
        if index < 0:
            return offset, offset
        edit = self.edits[index]
        return _across(offset, here=(edit.start, edit.end), there=(edit.source_start, edit.source_end))

    def _text_of(self, offset: int) -> tuple[int, int]:
        index = bisect_right(self.edits, offset, key=attrgetter("source_start")) - 1
        if index < 0:
            return offset, offset
        edit = self.edits[index]
        return _across(offset, here=(edit.source_start, edit.source_end), there=(edit.start, edit.end))


def normalise(source: str) -> Normal:
    """Bring a text to NFC; newlines and everything else stay as they are.

    The text is cut where no normalisation can reach across (before a character that neither
    combines nor composes with what precedes it), and every piece is normalised by itself.
    """
    if unicodedata.is_normalized("NFC", source):
        return Normal(text=source)
    pieces: list[str] = []
    edits: list[Edit] = []
    done = 0
    for start, end in _pieces(source):
        piece = source[start:end]
        normal = unicodedata.normalize("NFC", piece)
        if normal != piece:
            edits.append(Edit(start=done, end=done + len(normal), source_start=start, source_end=end))
        pieces.append(normal)
        done += len(normal)
    return Normal(text="".join(pieces), edits=tuple(edits))


def _across(offset: int, *, here: tuple[int, int], there: tuple[int, int]) -> tuple[int, int]:
    """An offset at or behind the start of an edit, moved to the other side: as a start, and as an end."""
    if here[0] < offset < here[1]:
        return there
    moved = there[0] if offset == here[0] else there[1] + offset - here[1]
    return moved, moved


def _pieces(source: str) -> list[tuple[int, int]]:
    starts = [0, *(index for index in range(1, len(source)) if _begins_anew(source[index]))]
    return list(zip(starts, [*starts[1:], len(source)], strict=True))


def _begins_anew(character: str) -> bool:
    if character < "\u0300":
        return True
    # A character may decompose into one that reaches back although it does not do so itself (U+0F73).
    first = unicodedata.normalize("NFD", character)[0]
    return unicodedata.combining(first) == 0 and first not in _composing()


@lru_cache(maxsize=1)
def _composing() -> frozenset[str]:
    """Characters that may compose with the one before them."""
    found = {chr(code) for code in (*_HANGUL_VOWELS, *_HANGUL_FINALS)}
    for code in range(_COMPOSITES_END):
        parts = unicodedata.decomposition(chr(code)).split()
        if len(parts) == 2 and not parts[0].startswith("<"):
            found.add(chr(int(parts[1], 16)))
    return frozenset(found)
