"""Which articles repeat which, drawn in time: a dot for each article, an arrow from each copy to what it repeats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from neraca.publish.book import Book
from neraca.publish.format import format_day
from neraca.records import Document

WIDTH, _LEFT, _RIGHT, _ROW, _TOP = 600, 100, 24, 26, 42
_MOST_ROWS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """An article, as drawn and as told: `how` says what it repeats, "" for an original; `depth` counts repetitions."""

    document: str
    number: str
    x: float
    y: float
    outlet: str
    title: str
    day: str
    how: str
    depth: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Descent:
    """A drawing of `WIDTH` units; `left_out` counts the articles that are not drawn.

    Attributes:
        arrows: Paths from copies to what they repeat.
        first, last: Days at the ends of the scale, "" where there is one day or none.
    """

    height: float
    dots: tuple[Dot, ...]
    arrows: tuple[str, ...]
    first: str
    last: str
    left_out: int


def draw_descent(documents: Iterable[str], book: Book) -> Descent:
    """Some articles of the book and all that they repeat: originals by day, under each what repeats it.

    Undated articles stand at the left end.
    """
    wanted = [one for one in documents if one in book.documents]
    known = dict.fromkeys(wanted)
    for at in wanted:
        while (row := book.parents.get(at)) is not None and row.parent not in known:
            known[row.parent] = None
            at = row.parent  # noqa: PLW2901
    rows = _rows([book.documents[one] for one in known], book)
    drawn = rows[:_MOST_ROWS]
    days = [document.day.toordinal() for document, _ in drawn if document.day is not None]
    first, last = (min(days), max(days)) if days else (0, 0)
    places = {document.id: (_across(document, first, last), _TOP + _ROW * at) for at, (document, _) in enumerate(drawn)}
    dots = tuple(_dot(document, depth, places[document.id], book) for document, depth in drawn)
    ends = sorted({document.day for document, _ in drawn if document.day is not None})
    return Descent(
        height=_TOP + _ROW * len(drawn) + 4,
        dots=dots,
        arrows=tuple(_arrow(places[dot.document], places[parent]) for dot, parent in _pairs(dots, book, places)),
        first=format_day(ends[0], book.words) if len(ends) > 1 else "",
        last=format_day(ends[-1], book.words) if len(ends) > 1 else "",
        left_out=len(rows) - len(drawn),
    )


def _rows(documents: Sequence[Document], book: Book) -> list[tuple[Document, int]]:
    """Originals by day, each followed by what repeats it, with how far it is from the original."""
    below: dict[str, list[Document]] = {}
    known = {document.id for document in documents}
    for document in sorted(documents, key=lambda one: (one.day or date.max, one.label)):
        row = book.parents.get(document.id)
        parent = row.parent if row is not None and row.parent in known else ""
        below.setdefault(parent, []).append(document)
    rows: list[tuple[Document, int]] = []
    seen: set[str] = set()
    waiting = [(document, 0) for document in reversed(below.get("", []))]
    # Texts that repeat each other in a circle hang on none of the originals.
    circles = [(one, 0) for listed in below.values() for one in listed]
    for start in (waiting, circles[::-1]):
        while start:
            document, depth = start.pop()
            if document.id in seen:
                continue
            seen.add(document.id)
            rows.append((document, depth))
            start += [(one, depth + 1) for one in reversed(below.get(document.id, []))]
    return rows


def _across(document: Document, first: int, last: int) -> float:
    if document.day is None or first == last:
        return float(_LEFT)
    share = (document.day.toordinal() - first) / (last - first)
    return round(_LEFT + share * (WIDTH - _LEFT - _RIGHT), 1)


def _dot(document: Document, depth: int, place: tuple[float, float], book: Book) -> Dot:
    row = book.parents.get(document.id)
    return Dot(
        document=document.id,
        number=book.numbers[document.id],
        x=place[0],
        y=place[1],
        outlet=book.outlet(document),
        title=book.title(document),
        day=book.day(document),
        how="" if row is None else book.words.say(f"way.{row.kind}", number=book.numbers[row.parent]),
        depth=min(depth, 4),
    )


def _pairs(dots: Iterable[Dot], book: Book, places: Mapping[str, object]) -> Iterator[tuple[Dot, str]]:
    for dot in dots:
        row = book.parents.get(dot.document)
        if row is not None and row.parent in places:
            yield dot, row.parent


def _arrow(child: tuple[float, float], parent: tuple[float, float]) -> str:
    """A curve from the left side of the copy to the left side of what it repeats."""
    (x, y), (to_x, to_y) = child, parent
    return f"M{x - 7:g} {y:g}C{x - 34:g} {y:g} {to_x - 34:g} {to_y:g} {to_x - 10:g} {to_y:g}"
