"""The list of the book's questions, and above it how such numbers have fared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from neraca.publish.backtest_plots import ReliabilityPlot, draw_reliability
from neraca.publish.exports import Row
from neraca.publish.format import format_skill
from neraca.records import BacktestBin
from neraca.service.book_lines import BookLine, BookState
from neraca.service.book_rows import line_row
from neraca.service.book_scores import LEAST_RESOLVED
from neraca.service.selection import find_actor
from neraca.store import Store
from neraca.web.book import read_lines, today_of
from neraca.web.foreseen import lay_out_card, score_text, whose
from neraca.web.rows import turn
from neraca.web.visit import Visit

FILTERS = ("state", "actor", "type")
_PER_PAGE = 20
_MOST_CHOICES = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Fared:
    """How a forecaster's numbers fared.

    Attributes:
        timing: Key of when they were given: before their windows began, or later.
        n, yes: Questions that count, and those of them in which it happened.
        brier, base: Brier scores of the numbers and of their base rates; "" below the least number of questions.
        skill, error: Skill over the base rates, and calibration error; "" likewise.
        plot: The reliability diagram, where there are enough.
        others: Counts of questions that do not count: decided early, and without a number.
    """

    name: str
    timing: str
    n: int
    yes: int
    brier: str
    base: str
    skill: str
    error: str
    plot: ReliabilityPlot | None
    early: int
    without: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A person beside the program, on questions that both answered."""

    name: str
    timing: str
    n: int
    closer: int
    farther: int
    alike: int
    brier: str
    program: str


def forecasts_view(visit: Visit) -> dict[str, Any]:
    """What the page of the program's forecasts shows."""
    today = today_of(visit)
    with Store.open(visit.desk.settings.store) as store:
        lines = read_lines(visit, store)
        scores = visit.desk.books.scores(store, today=today)
    wanted = _read_filters(visit)
    found = [own for own, line in _ordered(lines) if all(_holds(visit, line, *each) for each in wanted.items())]
    shown, leaf = turn(found, visit.number("page"), per_page=_PER_PAGE)
    return {
        "cards": [lay_out_card(visit, line_row(lines[one], visit.packs, today=today)) for one in shown],
        "leaf": leaf,
        "total": len(lines),
        "wanted": wanted,
        "choices": [(name, _choices(visit, tuple(lines.values()), name, wanted)) for name in FILTERS],
        "name_of": lambda name, value: _name(visit, name, value),
        "fared": [lay_out_fared(visit, row) for row in scores.rows],
        "beside": [_beside(visit, row) for row in scores.pairs],
        "least": LEAST_RESOLVED,
    }


def lay_out_fared(visit: Visit, row: Row) -> Fared:
    """A row of the book's scores."""
    bins = [
        BacktestBin(
            model=row["forecaster"],
            low=one["from"],
            high=one["to"],
            forecast=one["forecast"],
            observed=one["observed"],
            windows=one["n"],
        )
        for one in row["reliability"]
    ]
    return Fared(
        name=whose(visit, row["forecaster"]),
        timing=row["timing"],
        n=row["n"],
        yes=row["yes"],
        brier=score_text(visit, row["brier"]),
        base=score_text(visit, row["brier_base_rate"]),
        skill=format_skill(row["skill"], visit.words),
        error=score_text(visit, row["calibration_error"]),
        plot=draw_reliability(bins, visit.words),
        early=row["early"],
        without=row["without"],
    )


def _beside(visit: Visit, row: Row) -> Beside:
    return Beside(
        name=whose(visit, row["forecaster"]),
        timing=row["timing"],
        n=row["n"],
        closer=row["closer"],
        farther=row["farther"],
        alike=row["alike"],
        brier=score_text(visit, row["brier"]),
        program=score_text(visit, row["brier_program"]),
    )


def _ordered(lines: Mapping[str, BookLine]) -> Iterator[tuple[str, BookLine]]:
    """As the book lists them: first the undecided, the soonest to end at the top, then the decided, newest first."""
    listed = tuple(lines.items())
    yield from ((own, line) for own, line in listed if line.outcome is None)
    yield from ((own, line) for own, line in reversed(listed) if line.outcome is not None)


def _read_filters(visit: Visit) -> dict[str, str]:
    wanted = {name: visit.query(name) for name in FILTERS}
    wanted["actor"] = find_actor(visit.packs, wanted["actor"]) or wanted["actor"] if wanted["actor"] else ""
    wanted["type"] = wanted["type"].upper()
    return wanted


def _holds(visit: Visit, line: BookLine, name: str, value: str) -> bool:
    return not value or value in _values(visit, line, name)


def _values(visit: Visit, line: BookLine, name: str) -> tuple[str, ...]:
    question = line.question
    if name == "actor":
        return question.actor, question.recipient
    if name == "type":
        return (question.type,)
    state = line.state(today_of(visit))
    return (state.value,) if line.outcome is None else (state.value, line.outcome.value)


def _choices(visit: Visit, lines: Sequence[BookLine], name: str, wanted: dict[str, str]) -> list[tuple[str, str, int]]:
    """Values of a filter among what the other filters find, with how many questions have each."""
    others = {other: value for other, value in wanted.items() if other != name}
    counts: Counter[str] = Counter()
    for line in lines:
        if all(_holds(visit, line, *each) for each in others.items()):
            counts.update(_values(visit, line, name))
    return [(value, _name(visit, name, value), number) for value, number in counts.most_common(_MOST_CHOICES)]


def _name(visit: Visit, name: str, value: str) -> str:
    if name == "actor":
        return visit.names.actor(value)
    if name == "type":
        return visit.names.event(value)
    if value in tuple(BookState):
        return visit.words.term("web.forecast.state", value)
    return visit.words.term("web.forecast.outcome", value)
