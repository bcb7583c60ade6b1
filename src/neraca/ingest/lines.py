"""A text's lines: where each stands, its words without the marks around them, and whether it is prose."""

from __future__ import annotations

import re
from dataclasses import dataclass

from neraca.records import Span

# Where the end of a line is looked for its credit.
_TAIL = 80
# A long article has a thousand lines; what holds more is a table or worse, and is not searched to its end.
_MOST_LINES = 20_000
_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_EDGE = "\ufeff\u200b\u200e\u200f \t\xa0\v\f"
# Markdown's marks at the edges of a line: headings, quotes, bullets, rules; then emphasis.
_OPENING = re.compile(r"(?:#{1,6}[ \t]+|>[ \t]*|[*+-][ \t]+)+")
_EMPHASIS = "*_"
_FINAL = re.compile(r"[.…:;,][\"'”’)\]»]*$")
# An agency or initials behind the last sentence: ... katanya. [Antara]
_CREDIT = re.compile(r"(?<=[.!?”\"’'])\s*[(\[][^()\[\]]{1,40}[)\]]\.?$")
# Two sentences in one line; a short word before the stop may be an abbreviation.
_INNER_END = re.compile(r"[^\W\d_]{4}[\"'”’)]*\.[\"'”’)]*\s+[\"'“‘(]*[A-Z]")
_WORD = re.compile(r"\w+(?:[-'’.]\w+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line that is not blank.

    Attributes:
        number: Its place among them, from 0.
        start: Where its words begin in the text: behind indentation, heading signs and emphasis.
        end: Where they end.
        text: These words.
        heading: Depth of a Markdown heading, 0 for none.
        prose: It is a sentence or part of one, not a heading, label or list of names.
        apart: A blank line, or the text's beginning, stands before it.
    """

    number: int
    start: int
    end: int
    text: str
    heading: int
    prose: bool
    apart: bool

    @property
    def span(self) -> Span:
        """Its words' place in the text."""
        return Span(start=self.start, end=self.end)

    @property
    def size(self) -> int:
        """Number of its words."""
        return len(_WORD.findall(self.text))


def split_lines(text: str, *, start: int = 0) -> tuple[Line, ...]:
    """The lines from `start` on that are not blank, in order; no more than the first 20,000."""
    found: list[tuple[int, int, int, bool]] = []
    last = start
    for match in _LINE.finditer(text, start):
        if len(found) == _MOST_LINES:
            break
        start, end = _trim(text, match.start(), match.end())
        heading = 0
        opening = _OPENING.match(text, start, end)
        if opening is not None:
            heading = opening.group().count("#")
            start = opening.end()
        start, end = _bare(text, start, end)
        if start < end:
            gap = text[last : match.start()]
            apart = not found or gap.replace("\r\n", "\n").count("\n") > 1 or "\r\r" in gap
            found.append((start, end, heading, apart))
            last = match.end()
    wrapped = _wrapped(text, found)
    return tuple(
        Line(
            number=number,
            start=start,
            end=end,
            text=text[start:end],
            heading=heading,
            prose=not heading and (number in wrapped or _is_prose(text[start:end])),
            apart=apart,
        )
        for number, (start, end, heading, apart) in enumerate(found)
    )


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return start, end


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Without emphasis around the whole line (`*so*`, `**so**`); emphasis inside stays."""
    for mark in _EMPHASIS:
        width = 0
        while width < 3 and start + width < end - 1 - width and text[start + width] == text[end - 1 - width] == mark:
            width += 1
        if width and mark * width not in text[start + width : end - width]:
            start, end = start + width, end - width
    return _trim(text, start, end)


def _is_prose(line: str) -> bool:
    line = line[:-_TAIL] + _CREDIT.sub("", line[-_TAIL:])
    words = len(_WORD.findall(line))
    ends = _FINAL.search(line[-_TAIL:]) is not None and not line.endswith(":")
    return words > 26 or (words >= 7 and ends) or (words >= 12 and _INNER_END.search(line[:4000]) is not None)


def _wrapped(text: str, found: list[tuple[int, int, int, bool]]) -> frozenset[int]:
    """Lines that belong to a paragraph broken by hand: a long line without an end, then one in lower case."""
    numbers: set[int] = set()
    for number in range(1, len(found)):
        start, end, _, _ = found[number - 1]
        following = found[number]
        joined = not following[3] and text[following[0]].islower()
        if joined and end - start >= 45 and text[end - 1] not in ".!?:":
            numbers.update((number - 1, number))
    # The other lines of such a paragraph are as long, but may begin with a capital.
    joined_by_hand = sorted(numbers)
    for step in (-1, 1):
        numbers.update(_neighbours(found, joined_by_hand, step=step))
    return frozenset(numbers)


def _neighbours(found: list[tuple[int, int, int, bool]], numbers: list[int], *, step: int) -> set[int]:
    """The lines of the same paragraphs before (-1) or behind (1) these; each line is passed once."""
    walked: set[int] = set()
    for number in numbers:
        at = number
        while at not in walked and 0 <= at + step < len(found) and not found[max(at, at + step)][3]:
            walked.add(at)
            at += step
            if found[at][1] - found[at][0] < 45 and step == -1:
                break
        else:
            walked.add(at)
    return walked
