"""Which of two texts that share passages came first, and what says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from heapq import heapify, heappop, heappush
from typing import Any

from neraca.records import Document, ZoneKind


@dataclass(frozen=True, slots=True)
class Precedence:
    """An order of documents, first to last, and the pairs in which the later one names the earlier one's outlet."""

    rank: tuple[int, ...]
    credits: frozenset[tuple[int, int]]

    def comes_first(self, one: int, other: int) -> bool:
        """Whether `one` is the one that the other may derive from."""
        return self.rank[one] < self.rank[other]


def find_precedence(documents: Sequence[Document], pairs: Iterable[tuple[int, int]]) -> Precedence:
    """Order documents by day; a credit decides on the same day and for undated texts, then the minute, then the label.

    A credit is the other's outlet named in a text, by an outlet that the other does not name: the two are known to
    share passages, so that no list of cue words is needed. Credits in a circle are broken at the first by date.

    Args:
        documents: The collection.
        pairs: Positions of texts that share passages.
    """
    found: set[tuple[int, int]] = set()
    for one, other in pairs:
        if documents[one].day is None or documents[other].day is None or documents[one].day == documents[other].day:
            found |= {pair for pair in ((one, other), (other, one)) if _credits(*(documents[at] for at in pair))}
    days = [document.day or date.max for document in documents]
    for child, parent in sorted(found):
        if documents[parent].day is None:
            days[parent] = min(days[parent], documents[child].day or date.max)
    keys = [(days[at], *_moment(document), document.label, document.id) for at, document in enumerate(documents)]
    return Precedence(rank=_sorted_with_credits(keys, found), credits=frozenset(found))


def reason_for(child: int, parent: int, *, documents: Sequence[Document], precedence: Precedence) -> str:
    """A code for what makes the parent the parent; `undecided_...` where nothing but the label's order does."""
    mine, theirs = documents[child], documents[parent]
    if mine.day is not None and theirs.day is not None and theirs.day < mine.day:
        return "published_earlier"
    if (child, parent) in precedence.credits and theirs.outlet is not None:
        return f"names_outlet={theirs.outlet.value}"
    if mine.day is None or theirs.day is None:
        return "undecided_undated"
    if _moment(mine)[0] and _moment(theirs)[0] and _moment(theirs) < _moment(mine):
        return "published_earlier_that_day"
    return "undecided_same_day"


def _moment(document: Document) -> tuple[bool, str]:
    # A day without a minute is counted from its beginning, as every half-open span is.
    value = "" if document.published is None else document.published.value
    if len(value) <= len("2025-01-01"):
        return False, ""
    return True, datetime.fromisoformat(value).astimezone(UTC).isoformat()


def _credits(child: Document, parent: Document) -> bool:
    if child.outlet is None or parent.outlet is None or child.outlet.value.casefold() == parent.outlet.value.casefold():
        return False
    return _names(child, parent.outlet.value) and not _names(parent, child.outlet.value)


def _names(document: Document, outlet: str) -> bool:
    hidden = [zone.span for zone in document.zones if zone.kind is ZoneKind.NAVIGATION]
    ends = [0, *(span.end for span in hidden)]
    starts = [*(span.start for span in hidden), len(document.text)]
    name = outlet.casefold()
    return any(name in document.text[a:b].casefold() for a, b in zip(ends, starts, strict=True))


def _sorted_with_credits(keys: Sequence[tuple[Any, ...]], named: Iterable[tuple[int, int]]) -> tuple[int, ...]:
    """Rank of each position: the least key first among those whose credited parents are placed (Kahn 1962)."""
    waiting = [0] * len(keys)
    children: dict[int, list[int]] = {}
    for child, parent in sorted(named):
        if keys[child][0] == keys[parent][0]:
            waiting[child] += 1
            children.setdefault(parent, []).append(child)
    places = sorted(range(len(keys)), key=lambda at: keys[at])
    turn = {at: number for number, at in enumerate(places)}
    ready = [turn[at] for at in places if not waiting[at]]
    heapify(ready)
    rank = [-1] * len(keys)
    placed, stuck = 0, 0
    while placed < len(keys):
        if not ready:
            while rank[places[stuck]] >= 0:
                stuck += 1
            heappush(ready, stuck)
        at = places[heappop(ready)]
        if rank[at] >= 0:
            continue
        rank[at], placed = placed, placed + 1
        for child in children.get(at, ()):
            waiting[child] -= 1
            if not waiting[child] and rank[child] < 0:
                heappush(ready, turn[child])
    return tuple(rank)
