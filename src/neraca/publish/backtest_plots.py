"""Drawings of a back-test: how far probabilities kept their word, and skill by model and over the years."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from neraca.packs.words import Words
from neraca.publish.format import format_number, format_probability, format_skill
from neraca.records import BacktestBin, BacktestScore

# All drawings are so wide, in units of which a letter is 12 high: on the narrowest phone a unit is then one pixel.
WIDTH = 328.0
_SQUARE, _LEFT, _TOP = 264.0, 44.0, 10.0
_BARS, _GAP, _LABEL = 40.0, 30.0, 20.0
_LARGEST = 13.0
_SMALLEST = 3.0
_ROW = 40.0
_YEARS_HEIGHT, _YEARS_FOOT = 168.0, 20.0
# Room for a number such as +0,05 at the left of the years.
_YEARS_LEFT = 40.0
_STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
_MOST_TICKS = 5
_FARTHEST = -1.0
"""Skill below it is drawn at the edge, with an arrow: one bad comparison must not press all others together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A tenth of the probabilities: its point in the square, and its bar below.

    Attributes:
        label: What a reader is told of it.
        bar_x, bar_width, bar_height: Of how many forecasts it holds; the bar stands on the drawing's foot.
    """

    x: float
    y: float
    radius: float
    bar_x: float
    bar_width: float
    bar_height: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReliabilityPlot:
    """The reliability diagram: forecast along, observed upwards, and below how many forecasts each tenth holds.

    Attributes:
        ticks: Along both axes: share of the way, and its label.
        foot: Where the bars stand.
        most: How many forecasts the highest bar holds, in words.
    """

    width: float
    height: float
    left: float
    top: float
    side: float
    ticks: tuple[tuple[float, str], ...]
    dots: tuple[Dot, ...]
    foot: float
    most: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillRow:
    """A model's skill with its interval; `cut` where the point lies beyond the left edge."""

    name: str
    value: str
    y: float
    x: float
    low: float | None
    high: float | None
    is_shown: bool
    cut: bool
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillPlot:
    """Skill of the models, one below the other, against climatology at `zero`."""

    width: float
    height: float
    zero: float
    ticks: tuple[tuple[float, str], ...]
    rows: tuple[SkillRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearMark:
    """Skill of a year with its interval."""

    year: str
    x: float
    y: float
    low: float | None
    high: float | None
    has_name: bool
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class YearPlot:
    """Skill over the years; `line` joins the points."""

    width: float
    height: float
    left: float
    foot: float
    zero: float
    ticks: tuple[tuple[float, str], ...]
    marks: tuple[YearMark, ...]
    line: str


@dataclass(frozen=True, slots=True)
class _Axis:
    """From numbers to places along one direction."""

    low: float
    high: float
    start: float
    end: float

    def place(self, value: float) -> float:
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)


def draw_reliability(bins: Iterable[BacktestBin], words: Words) -> ReliabilityPlot | None:
    """The reliability diagram of one model's bins; None of none."""
    held = sorted(bins, key=lambda one: one.low)
    if not held:
        return None
    most = max(one.windows for one in held)
    foot = _TOP + _SQUARE + _GAP + _BARS
    dots = tuple(
        Dot(
            x=round(_LEFT + one.forecast * _SQUARE, 1),
            y=round(_TOP + (1 - one.observed) * _SQUARE, 1),
            # The area tells the number of forecasts; the smallest can still be seen.
            radius=round(max(_SMALLEST, _LARGEST * math.sqrt(one.windows / most)), 1),
            bar_x=round(_LEFT + one.low * _SQUARE + 1, 1),
            bar_width=round((one.high - one.low) * _SQUARE - 2, 1),
            bar_height=round(max(1.0, _BARS * one.windows / most), 1),
            label=words.count(
                "backtest.dot",
                one.windows,
                forecast=format_probability(one.forecast, words),
                observed=format_probability(one.observed, words),
            ),
        )
        for one in held
    )
    return ReliabilityPlot(
        width=WIDTH,
        height=foot + _LABEL,
        left=_LEFT,
        top=_TOP,
        side=_SQUARE,
        ticks=tuple((share / 100, words.say("percent", n=share)) for share in (0, 25, 50, 75, 100)),
        dots=dots,
        foot=foot,
        most=words.count("backtest.most", most),
    )


def draw_skill(scores: Sequence[BacktestScore], *, shown: str, names: Sequence[str], words: Words) -> SkillPlot | None:
    """Skill against climatology, one row a score; None where no skill is known.

    Args:
        scores: Those without a skill are left out.
        shown: Key of the model that the program gives.
        names: What the scores' rows are called.
        words: For numbers.
    """
    known = [(name, one, one.skill) for name, one in zip(names, scores, strict=True) if one.skill is not None]
    if not known:
        return None
    bounds = [value for _, one, skill in known for value in (skill, one.low, one.high) if value is not None]
    axis, ticks = _axis(bounds, start=20.0, end=WIDTH - 24.0, words=words)
    rows = tuple(
        SkillRow(
            name=name,
            value=format_skill(skill, words),
            y=_ROW * number + 28,
            x=axis.place(skill),
            low=None if one.low is None else axis.place(one.low),
            high=None if one.high is None else axis.place(one.high),
            is_shown=one.model == shown,
            cut=skill < axis.low,
            label=_label(name, one, words),
        )
        for number, (name, one, skill) in enumerate(known)
    )
    return SkillPlot(width=WIDTH, height=_ROW * len(rows) + 26, zero=axis.place(0), ticks=ticks, rows=rows)


def draw_years(scores: Iterable[BacktestScore], words: Words) -> YearPlot | None:
    """Skill of one model over the years; None where fewer than two are known."""
    held = [(one, one.skill) for one in sorted(scores, key=lambda one: one.value) if one.skill is not None]
    if len(held) < 2:
        return None
    bounds = [value for one, skill in held for value in (skill, one.low, one.high) if value is not None]
    foot = _TOP + _YEARS_HEIGHT
    axis, ticks = _axis(bounds, start=foot, end=_TOP, words=words)
    step = (WIDTH - _YEARS_LEFT) / len(held)
    every = max(1, math.ceil(36.0 / step))
    marks = tuple(
        YearMark(
            year=one.value,
            x=round(_YEARS_LEFT + (number + 0.5) * step, 1),
            y=axis.place(skill),
            low=None if one.low is None else axis.place(one.low),
            high=None if one.high is None else axis.place(one.high),
            has_name=number % every == 0,
            label=_label(one.value, one, words),
        )
        for number, (one, skill) in enumerate(held)
    )
    return YearPlot(
        width=WIDTH,
        height=foot + _YEARS_FOOT,
        left=_YEARS_LEFT,
        foot=foot,
        zero=axis.place(0),
        ticks=ticks,
        marks=marks,
        line="M" + "L".join(f"{one.x} {one.y}" for one in marks),
    )


def _label(name: str, score: BacktestScore, words: Words) -> str:
    """What a reader is told of a point."""
    value = format_skill(score.skill, words)
    if score.low is None or score.high is None:
        return words.count("backtest.point-alone", score.windows, name=name, skill=value)
    return words.count(
        "backtest.point",
        score.windows,
        name=name,
        skill=value,
        low=format_skill(score.low, words),
        high=format_skill(score.high, words),
    )


def _axis(
    values: Sequence[float], *, start: float, end: float, words: Words
) -> tuple[_Axis, tuple[tuple[float, str], ...]]:
    """An axis over the values and zero, and its ticks."""
    low, high = max(_FARTHEST, min(0.0, *values)), max(0.0, *values)
    step = next((one for one in _STEPS if (high - low) / one <= _MOST_TICKS), _STEPS[-1])
    first, last = math.floor(low / step), max(math.ceil(high / step), math.floor(low / step) + 1)
    axis = _Axis(first * step, last * step, start, end)
    return axis, tuple((axis.place(n * step), _tick(n * step, words)) for n in range(first, last + 1))


def _tick(value: float, words: Words) -> str:
    plain = format_number(Decimal(f"{abs(value):.2f}"), words)
    return plain if not round(value, 4) else f"{'−' if value < 0 else '+'}{plain}"
