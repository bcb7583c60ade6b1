"""Rival figures on one scale: where each reading begins and ends, and who gives it."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from neraca.publish.book import Book
from neraca.publish.format import format_number, format_quantity
from neraca.records import Event, Quantity
from neraca.records.figures import distinct_figures, rival_figures
from neraca.records.values import figure_claims

WIDTH = 200.0
_TICK = 3.0
_MARGIN, _OPEN_END = 6.0, 30.0
# Readings further apart than this are drawn on a logarithmic scale: a linear one would squeeze the small into a point.
_WIDE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One reading: its bar on the scale (in units of WIDTH) and its sources; `open` is "", "up" or "down"."""

    amount: str
    x: float
    width: float
    open: str
    claims: tuple[str, ...]
    sources: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """Readings of one unit, in order of amount; `low` and `high` label the ends of the scale."""

    unit: str
    low: str
    high: str
    logarithmic: bool
    readings: tuple[Reading, ...]


def plot_figures(event: Event, book: Book) -> tuple[Plot, ...]:
    """One plot for each unit of which independent voices give amounts that cannot both be right."""
    own = figure_claims(event.amounts) or frozenset(event.claims)
    claims = [book.claims[claim_id] for claim_id in event.claims if claim_id in own]
    roots = {claim.document: book.root(claim.document) for claim in claims}
    rivals = distinct_figures(one for pair in rival_figures(claims, roots) for one, _ in pair)
    units = sorted({quantity.unit for quantity in rivals})
    return tuple(_plot([one for one in rivals if one.unit == unit], event, book) for unit in units)


def _plot(figures: Sequence[Quantity], event: Event, book: Book) -> Plot:
    bounds = [float(bound) for quantity in figures for bound in (quantity.low, quantity.high) if bound is not None]
    low, high = min(bounds), max(bounds)
    logarithmic = low > 0 and high / low > _WIDE

    # An open end needs room for its arrow.
    left = _OPEN_END if any(quantity.low is None for quantity in figures) else _MARGIN
    right = _OPEN_END if any(quantity.high is None for quantity in figures) else _MARGIN

    def place(value: float) -> float:
        if high == low:
            return WIDTH / 2
        part = math.log(value / low) / math.log(high / low) if logarithmic else (value - low) / (high - low)
        return left + part * (WIDTH - left - right)

    edges = [bound for quantity in figures for bound in (quantity.low, quantity.high) if bound is not None]
    return Plot(
        unit=book.words.term("unit", figures[0].unit),
        low=format_number(min(edges), book.words),
        high=format_number(max(edges), book.words),
        logarithmic=logarithmic,
        readings=tuple(_reading(quantity, event, book, start=_bound(quantity, place)) for quantity in figures),
    )


def _bound(quantity: Quantity, place: Callable[[float], float]) -> tuple[float, float]:
    low = None if quantity.low is None else place(float(quantity.low))
    high = None if quantity.high is None else place(float(quantity.high))
    start = _MARGIN / 2 if low is None else low - _TICK / 2
    end = WIDTH - _MARGIN / 2 if high is None else high + _TICK / 2
    return round(start, 1), round(end - start, 1)


def _reading(quantity: Quantity, event: Event, book: Book, *, start: tuple[float, float]) -> Reading:
    claims = tuple(
        claim_id
        for claim_id in event.claims
        if any(
            own.unit == quantity.unit and _amount(own) == _amount(quantity) for own in book.claims[claim_id].quantities
        )
    )
    outlets = dict.fromkeys(book.outlet(book.documents[book.claims[claim_id].document]) for claim_id in claims)
    return Reading(
        amount=format_quantity(quantity, book.words),
        x=start[0],
        width=start[1],
        open="up" if quantity.high is None else "down" if quantity.low is None else "",
        claims=claims,
        sources=book.words.say("comma").join(outlets),
    )


def _amount(quantity: Quantity) -> tuple[object, ...]:
    return quantity.low, quantity.high, quantity.counting
