"""Competing figures on one scale: where each begins and ends, who gives it and when, and the program's own estimate."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from neraca.publish.book import Book
from neraca.publish.format import format_day, format_number, format_quantity
from neraca.records import Counting, Estimate, Event, Figure, FigureGroup, Quantity
from neraca.records.figures import is_compared

WIDTH = 200.0
_TICK = 3.0
_MARGIN, _OPEN_END = 6.0, 30.0
# Readings further apart than this are drawn on a logarithmic scale: a linear one would squeeze the small into a point.
_WIDE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Who gives an amount, and when; `superseded` where all of them have given a later one."""

    name: str
    day: str
    claim: str
    number: str
    superseded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One reading: its bar on the scale (in units of WIDTH) and who gives it; `open` is "", "up" or "down"."""

    amount: str
    x: float
    width: float
    open: str
    said: tuple[Said, ...]

    @property
    def superseded(self) -> bool:
        """Nobody stands by it any more."""
        return all(one.superseded for one in self.said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bracket:
    """The program's estimate: the ends of its interval and its best value on the scale, and both in words."""

    start: float
    best: float
    end: float
    amount: str
    words: str
    claims: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """All readings of one thing, in order of amount; `low` and `high` label the ends of the scale.

    Attributes:
        thing: What is counted, as precisely as it is known.
        conflicting: Independent voices give amounts that cannot both be right.
        estimate: None where the sources give no ground for one.
    """

    thing: str
    unit: str
    low: str
    high: str
    logarithmic: bool
    conflicting: bool
    readings: tuple[Reading, ...]
    estimate: Bracket | None

    @property
    def is_telling(self) -> bool:
        """Whether it belongs beside the facts: figures compete, or there is an estimate."""
        return self.conflicting or self.estimate is not None


def plot_figures(event: Event, book: Book) -> tuple[Plot, ...]:
    """One plot for each thing of which there are several amounts, or an estimate; competing ones first."""
    plots = [_plot(group, book) for group in event.amounts if _is_drawn(group)]
    return tuple(sorted(plots, key=lambda plot: (not plot.conflicting, plot.estimate is None)))


def _is_drawn(group: FigureGroup) -> bool:
    several = len({_amount(figure.quantity) for figure in group.figures}) > 1
    return is_compared(group.unit) and (several or group.estimate is not None)


def _plot(group: FigureGroup, book: Book) -> Plot:
    by_amount: dict[tuple[object, ...], list[Figure]] = {}
    for figure in group.figures:
        by_amount.setdefault(_amount(figure.quantity), []).append(figure)
    quantities = [figures[0].quantity for figures in by_amount.values()]
    edges = [bound for quantity in quantities for bound in (quantity.low, quantity.high) if bound is not None]
    if group.estimate is not None:
        edges += [group.estimate.low, group.estimate.high]
    place, logarithmic = _scale(quantities, edges)
    return Plot(
        thing=_thing(group, book),
        unit=book.words.term("unit", group.unit),
        low=format_number(min(edges), book.words),
        high=format_number(max(edges), book.words),
        logarithmic=logarithmic,
        conflicting=group.conflicting,
        readings=tuple(_reading(figures, book, place=place) for figures in by_amount.values()),
        estimate=None if group.estimate is None else _bracket(group.estimate, book, place=place),
    )


def _scale(quantities: Iterable[Quantity], edges: Iterable[Decimal]) -> tuple[Callable[[Decimal], float], bool]:
    """Where an amount stands, and whether the scale is logarithmic."""
    bounds = [float(edge) for edge in edges]
    low, high = min(bounds), max(bounds)
    logarithmic = low > 0 and high / low > _WIDE
    listed = tuple(quantities)
    # An open end needs room for its arrow.
    left = _OPEN_END if any(quantity.low is None for quantity in listed) else _MARGIN
    right = _OPEN_END if any(quantity.high is None for quantity in listed) else _MARGIN

    def place(amount: Decimal) -> float:
        value = float(amount)
        if high == low:
            return WIDTH / 2
        part = math.log(value / low) / math.log(high / low) if logarithmic else (value - low) / (high - low)
        return left + part * (WIDTH - left - right)

    return place, logarithmic


def _reading(figures: list[Figure], book: Book, *, place: Callable[[Decimal], float]) -> Reading:
    quantity = figures[0].quantity
    start = _MARGIN / 2 if quantity.low is None else place(quantity.low) - _TICK / 2
    end = WIDTH - _MARGIN / 2 if quantity.high is None else place(quantity.high) + _TICK / 2
    return Reading(
        amount=format_quantity(quantity, book.words),
        x=round(start, 1),
        width=round(end - start, 1),
        open="up" if quantity.high is None else "down" if quantity.low is None else "",
        said=tuple(_said(figure, book) for figure in figures if figure.claim in book.claims),
    )


def _said(figure: Figure, book: Book) -> Said:
    document = book.documents[book.claims[figure.claim].document]
    named = tuple(voice for voice in figure.voices if voice)
    return Said(
        name=book.parties(named) if named else book.outlet(document),
        day=format_day(figure.published, book.words) if figure.published else book.day(document),
        claim=figure.claim,
        number=book.numbers[figure.claim],
        superseded=figure.superseded,
    )


def _bracket(estimate: Estimate, book: Book, *, place: Callable[[Decimal], float]) -> Bracket:
    words = book.words
    best, low, high = (format_number(amount, words) for amount in (estimate.best, estimate.low, estimate.high))
    return Bracket(
        start=round(place(estimate.low), 1),
        best=round(place(estimate.best), 1),
        end=round(place(estimate.high), 1),
        amount=f"{best} {words.term('unit', estimate.unit)}",
        words=words.say(
            "estimate-range", low=low, high=high, percent=_percent(estimate.level, book), n=estimate.sources
        ),
        claims=tuple((claim, book.numbers[claim]) for claim in estimate.figures if claim in book.claims),
    )


def _percent(part: float, book: Book) -> str:
    return book.words.say("percent", n=round(part * 100))


def _thing(group: FigureGroup, book: Book) -> str:
    """The fate or item that is counted, and whether amounts are totals or come on top of others."""
    words = book.words
    fate = words.term("fate", group.item_class)
    thing = fate if fate != group.item_class else book.names.item(group.item_class)
    thing = thing if group.item_class else words.term("unit", group.unit)
    return thing if group.counting is Counting.PLAIN else f"{thing} ({words.term('counting', group.counting)})"


def _amount(quantity: Quantity) -> tuple[object, ...]:
    return quantity.low, quantity.high, quantity.approx
