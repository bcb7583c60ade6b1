"""Quotations: words between quotation marks of any shape, nested or left open."""

from __future__ import annotations

import re
from collections.abc import Callable

from neraca.records import Document, Quotation, Span

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_MARK = re.compile(r"''|``|[\"“”„‟«»‘’‚'‹›＂「」『』〝〞〟]")
_SHUT = frozenset(("”", "»", "’", "›", "」", "』", "〞", "〟"))
_OPEN = frozenset(("“", "„", "‟", "«", "‘", "‚", "‹", "``", "「", "『", "〝"))
_FAMILY = dict.fromkeys(('"', "“", "”", "„", "‟", "''", "``", "＂"), "double")
_FAMILY |= dict.fromkeys(("'", "‘", "’", "‚"), "single")
_FAMILY |= {"«": "angle", "»": "angle", "‹": "small angle", "›": "small angle"}
_FAMILY |= {"「": "corner", "」": "corner", "『": "white corner", "』": "white corner"}
_FAMILY |= {"〝": "double", "〞": "double", "〟": "double"}


class _Opened:
    """A mark that waits for its partner."""

    __slots__ = ("end", "family", "start")

    def __init__(self, start: int, end: int, family: str) -> None:
        self.start = start
        self.end = end
        self.family = family


def find_quotations(document: Document) -> tuple[Quotation, ...]:
    """All quotations, ordered by start, the outer before the inner.

    Straight and curly marks may close one another. A double mark left open runs to the end of its
    paragraph; a single one left open is no quotation, since it may be an apostrophe.
    """
    found: list[Quotation] = []
    for line in _LINE.finditer(document.text):
        _read_line(document.text, line.start(), line.end(), found)
    return tuple(sorted(found, key=lambda quotation: (quotation.span.start, -quotation.span.end)))


def _read_line(text: str, start: int, end: int, found: list[Quotation]) -> None:
    waiting: list[_Opened] = []
    for mark in _MARK.finditer(text, start, end):
        role = _role(text, mark, start, end, waiting)
        if role == "open":
            waiting.append(_Opened(mark.start(), mark.end(), _FAMILY[mark.group()]))
        elif role == "shut":
            while (opened := waiting.pop()).family != _FAMILY[mark.group()]:
                continue
            _add(text, (opened.start, mark.end()), (opened.end, mark.start()), True, found)
    for opened in waiting:
        if opened.family == "double":
            _add(text, (opened.start, end), (opened.end, end), False, found)


def _add(text: str, span: tuple[int, int], inner: tuple[int, int], closed: bool, found: list[Quotation]) -> None:
    words = text[inner[0] : inner[1]]
    if not words.strip():
        return
    inner_start = inner[0] + len(words) - len(words.lstrip())
    inner_end = inner[0] + len(words.rstrip())
    outer_end = span[1] if closed else inner_end
    found.append(
        Quotation(span=Span(start=span[0], end=outer_end), inner=Span(start=inner_start, end=inner_end), closed=closed)
    )


def _role(text: str, mark: re.Match[str], start: int, end: int, waiting: list[_Opened]) -> str:
    """What a mark does here: `open`, `shut`, or `none` for apostrophes and strays."""
    before = text[mark.start() - 1] if mark.start() > start else " "
    after = text[mark.end()] if mark.end() < end else " "
    shape = mark.group()
    family = _FAMILY[shape]
    is_open = any(opened.family == family for opened in waiting)
    chooser: Callable[[str, str, str, bool], str] = _single_role if family == "single" else _double_role
    role = chooser(shape, before, after, is_open)
    if role == "shut" and family == "single" and before in "sS" and _closes_later(text, mark.end(), end):
        return "none"
    return role


def _double_role(shape: str, before: str, after: str, is_open: bool) -> str:
    opening_place = (before.isspace() or before in "([{—–-/:‘'") and not after.isspace()
    if shape == "“" and is_open and not opening_place:
        return "shut"  # German and Indonesian typists close „ with “
    if shape in _OPEN:
        return "open"
    if shape in _SHUT:
        return "shut" if is_open else ("open" if opening_place and after.isalnum() else "none")
    if is_open:
        return "open" if before.isspace() and after.isalnum() else "shut"
    return "none" if not opening_place and not before.isspace() and not after.isalnum() else "open"


def _single_role(shape: str, before: str, after: str, is_open: bool) -> str:
    if before.isalnum() and after.isalnum():
        return "none"
    opening_place = (before.isspace() or before in '([{"“„«—–-/:') and (after.isalnum() or after in '"“')
    if opening_place and shape not in _SHUT:
        return "open"
    shuts = is_open and shape not in _OPEN and (not before.isspace() or after.isspace())
    return "shut" if shuts else "none"


def _closes_later(text: str, start: int, end: int) -> bool:
    """Whether another closing mark stands in the line before a new opening one (*the workers’ rights’*)."""
    if not text[start : start + 2].strip()[:1].islower():
        return False
    for mark in re.finditer(r"['‘’]", text[start:end]):
        at = start + mark.start()
        before, after = text[at - 1], text[at + 1 : at + 2] or " "
        if before.isalnum() and after.isalnum():
            continue
        return not before.isspace() and mark.group() != "‘"
    return False
