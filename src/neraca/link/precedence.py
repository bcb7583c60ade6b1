"""Which of two texts that share passages came first, and what says so."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from heapq import heapify, heappop, heappush
from typing import Any

from neraca.records import Document, ZoneKind
from neraca.records.credit import Credit


@dataclass(frozen=True, slots=True)
class Precedence:
    """An order of documents, first to last, and the pairs (later, earlier) that something in the texts has ordered.

    In `credits` the later one credits the earlier one's outlet or names it; in `contained` it stands in the earlier one
    almost whole, which is longer.
    """

    rank: tuple[int, ...]
    credits: frozenset[tuple[int, int]]
    contained: frozenset[tuple[int, int]]

    def comes_first(self, one: int, other: int) -> bool:
        """Whether `one` is the one that the other may derive from."""
        return self.rank[one] < self.rank[other]


def find_precedence(
    documents: Sequence[Document],
    pairs: Iterable[tuple[int, int]],
    *,
    stated: Iterable[Credit] = (),
    contained: Collection[tuple[int, int]] = frozenset(),
) -> Precedence:
    """Order documents by day; on the same day and for undated texts a credit decides, then the minute, then the label.

    A credit is one that was found by its words (`find_credits`), else the other's outlet named in a text by an outlet
    that the other does not name: the two are known to share passages, so that no cue is needed. Where there is
    neither, and no minutes to compare, a text that another holds almost whole comes after it: cuts are made more often
    than additions. Circles are broken at the first by date.

    Args:
        documents: The collection.
        pairs: Positions of texts that share passages.
        stated: Credits of the documents, found by their words.
        contained: Pairs of which the first stands in the second almost whole.
    """
    credited: dict[str, set[str]] = {}
    for credit in stated:
        credited.setdefault(credit.document, set()).update((credit.outlet.casefold(), credit.source.casefold()))
    of_each = [credited.get(document.id, set()) for document in documents]
    given = [document.day for document in documents]
    texts = cache(lambda at: _read_text(documents[at]))
    found: set[tuple[int, int]] = set()
    shorter: set[tuple[int, int]] = set()
    for one, other in pairs:
        if given[one] is not None and given[other] is not None and given[one] != given[other]:
            continue
        ways = [
            pair
            for pair in ((one, other), (other, one))
            if _credits(*pair, documents=documents, texts=texts, credited=of_each)
        ]
        found.update(ways)
        if not ways and not all(_moment(documents[at])[0] for at in (one, other)):
            shorter.update(pair for pair in ((one, other), (other, one)) if pair in contained)
    days = [day or date.max for day in given]
    for child, parent in sorted(found | shorter):
        if given[parent] is None:
            days[parent] = min(days[parent], given[child] or date.max)
    keys = [(days[at], *_moment(document), document.label, document.id) for at, document in enumerate(documents)]
    return Precedence(
        rank=_sorted_with_credits(keys, found | shorter), credits=frozenset(found), contained=frozenset(shorter)
    )


def reason_for(child: int, parent: int, *, documents: Sequence[Document], precedence: Precedence) -> str:
    """A code for what makes the parent the parent; `undecided_...` where nothing but the label's order does."""
    mine, theirs = documents[child], documents[parent]
    if mine.day is not None and theirs.day is not None and theirs.day < mine.day:
        return "published_earlier"
    if (child, parent) in precedence.credits and theirs.outlet is not None:
        return f"names_outlet={theirs.outlet.value}"
    if (child, parent) in precedence.contained:
        return "contained_in_longer"
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
    moment = datetime.fromisoformat(value)
    try:
        return moment.tzinfo is not None, "" if moment.tzinfo is None else moment.astimezone(UTC).isoformat()
    except OverflowError:
        return False, ""


def _credits(
    child: int,
    parent: int,
    *,
    documents: Sequence[Document],
    texts: Callable[[int], str],
    credited: Sequence[set[str]],
) -> bool:
    """Whether a text credits the other's outlet and the other does not credit its own."""
    mine, theirs = documents[child].outlet, documents[parent].outlet
    if mine is None or theirs is None:
        return theirs is not None and theirs.value.casefold() in credited[child]
    own, other = mine.value.casefold(), theirs.value.casefold()
    if own == other:
        return False
    there, back = other in credited[child], own in credited[parent]
    if there or back:
        return there and not back
    return other in texts(child) and own not in texts(parent)


def _read_text(document: Document) -> str:
    """The text in lower case, but for navigation."""
    hidden = [zone.span for zone in document.zones if zone.kind is ZoneKind.NAVIGATION]
    ends = [0, *(span.end for span in hidden)]
    starts = [*(span.start for span in hidden), len(document.text)]
    return "\n".join(document.text[a:b] for a, b in zip(ends, starts, strict=True)).casefold()


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
