"""How the numbers in the book of questions fared: scores of forecasters, and of people beside the program."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from neraca.forecast.resolution import Span, tells_of_all
from neraca.forecast.scores import brier, calibration_error, log_score, reliability, skill
from neraca.publish.exports import Row
from neraca.records import Forecast, Outcome, Question
from neraca.service.book_lines import PROGRAM, RULE, BookLine, Timing, read_book, told_days
from neraca.service.selection import Selection
from neraca.store import Store

ALL = Selection()
LEAST_RESOLVED = 10
"""Below this many resolved questions a score says more about chance than about the forecaster."""


class By(StrEnum):
    """What scores are kept by, beside the forecaster."""

    FORECASTER = "forecaster"
    ACTOR = "actor"
    TYPE = "type"
    HORIZON = "horizon"
    MODEL = "model"


_KEYS: Mapping[By, Callable[[Question, Forecast], str]] = {
    By.FORECASTER: lambda _question, forecast: forecast.forecaster,
    By.ACTOR: lambda question, _forecast: question.actor,
    By.TYPE: lambda question, _forecast: question.type,
    By.HORIZON: lambda question, _forecast: str(question.horizon_days),
    By.MODEL: lambda _question, forecast: forecast.model,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scored:
    """A number, or none, beside what happened."""

    question: Question
    forecast: Forecast
    happened: bool
    is_early: bool


def score(store: Store, selection: Selection = ALL, *, today: date, by: By = By.FORECASTER) -> list[Row]:
    """How forecasters fared, one row for each value of `by`, forecaster and timing; foresight before hindsight.

    Of each forecaster and question counts the last number given before the window began (`prospective`); the last one
    given later is `retrospective`, and never mixed with the others. Void questions and answers without a number count
    in no score; `without` tells how many of the latter were resolved. A question counts once its window is over and
    its history tells of all its days, or a person decided: a yes is found early, a no only then, so that questions
    decided early (`early`) would make whoever says yes look good.

    `brier` and `log_score` are better the lower; `skill` compares the Brier score with that of the base rates kept in
    the same forecasts (`n_skill` of them have one): 1 perfect, 0 no better. All are null below `LEAST_RESOLVED`
    resolved questions, where only counts are told.

    Args:
        store: Where the book is kept.
        selection: A party or type that questions are about.
        today: The day on which a window is over.
        by: What else the rows tell apart; by model, only forecasts of models count.
    """
    groups: dict[tuple[Timing, str, str], list[_Scored]] = {}
    lines = _resolved(store, selection, today=today)
    for timing in Timing:
        for one in _scored(lines, timing):
            key = _KEYS[by](one.question, one.forecast)
            if key:
                groups.setdefault((timing, key, one.forecast.forecaster), []).append(one)
    ordered = sorted(groups, key=lambda group: (list(Timing).index(group[0]), group[1], group[2] != PROGRAM, group[2]))
    return [
        {
            "kind": "score",
            "by": by.value,
            "key": key,
            "forecaster": forecaster,
            "timing": timing.value,
            **_figures(groups[group]),
        }
        for group in ordered
        for timing, key, forecaster in (group,)
    ]


def compare(store: Store, selection: Selection = ALL, *, today: date) -> list[Row]:
    """Each person beside the program, on the resolved questions to which both gave a number of the same timing.

    `closer` counts the questions on which the person's number was nearer to what happened, `farther` those on which
    the program's was, `alike` the rest; Brier scores are null below `LEAST_RESOLVED` questions.
    """
    rows = []
    lines = _resolved(store, selection, today=today)
    for timing in Timing:
        by_forecaster: dict[str, dict[str, _Scored]] = {}
        for one in _scored(lines, timing):
            if one.forecast.probability is not None and not one.is_early:
                by_forecaster.setdefault(one.forecast.forecaster, {})[one.question.id] = one
        program = by_forecaster.pop(PROGRAM, {})
        for person, own in sorted(by_forecaster.items()):
            both = sorted(own.keys() & program.keys())
            if both:
                pairs = [(own[key], program[key]) for key in both]
                rows.append({"kind": "compared", "forecaster": person, "timing": timing.value, **_compared(pairs)})
    return rows


def _resolved(store: Store, selection: Selection, *, today: date) -> list[tuple[BookLine, bool]]:
    """Lines with a yes or no, and whether it came too early to count."""
    lines = [line for line in read_book(store) if line.outcome not in (None, Outcome.VOID) and _holds(selection, line)]
    told = told_days(store, {line.question.history for line in lines}, today=today)
    return [(line, _is_early(line, told[line.question.history], today=today)) for line in lines]


def _is_early(line: BookLine, told: Iterable[Span], *, today: date) -> bool:
    is_by_rule = line.resolution is not None and line.resolution.by == RULE
    return today <= line.question.due or (is_by_rule and not tells_of_all(line.question, told))


def _holds(selection: Selection, line: BookLine) -> bool:
    question = line.question
    return selection.holds({question.actor, question.recipient}, {question.type}, None, question.due)


def _scored(lines: Iterable[tuple[BookLine, bool]], timing: Timing) -> list[_Scored]:
    """The forecasts of this timing that count, beside what happened."""
    found = []
    for line, is_early in lines:
        for forecaster in line.forecasters:
            forecast = line.counted(forecaster, timing)
            if forecast is not None:
                happened = line.outcome is Outcome.YES
                found.append(_Scored(question=line.question, forecast=forecast, happened=happened, is_early=is_early))
    return found


def _figures(scored: Sequence[_Scored]) -> Row:
    """Counts, and scores where there are enough."""
    due = [one for one in scored if not one.is_early]
    told = [one for one in due if one.forecast.probability is not None]
    counts: Row = {
        "n": len(told),
        "yes": sum(one.happened for one in told),
        "without": len(due) - len(told),
        "early": len(scored) - len(due),
    }
    given, happened = _columns(told)
    based = [one for one in told if one.forecast.base_rate is not None]
    reference = [one.forecast.base_rate or 0.0 for one in based]
    is_enough, is_enough_based = len(told) >= LEAST_RESOLVED, len(based) >= LEAST_RESOLVED
    return {
        **counts,
        "brier": _number(brier(given, happened)) if is_enough else None,
        "log_score": _number(log_score(given, happened)) if is_enough else None,
        "n_skill": len(based),
        "brier_base_rate": _number(brier(reference, _columns(based)[1])) if is_enough_based else None,
        "skill": _number(skill(_columns(based)[0], reference, _columns(based)[1])) if is_enough_based else None,
        "calibration_error": _number(calibration_error(given, happened)) if is_enough else None,
        "reliability": [
            {"from": one.low, "to": one.high, "forecast": one.forecast, "observed": one.observed, "n": one.count}
            for one in (reliability(given, happened) if is_enough else ())
        ],
        "questions": [one.question.id for one in told],
    }


def _compared(pairs: Sequence[tuple[_Scored, _Scored]]) -> Row:
    """A person's and the program's numbers to the same questions."""
    own, program = ([pair[side] for pair in pairs] for side in (0, 1))
    misses = [(_miss(mine), _miss(theirs)) for mine, theirs in pairs]
    is_enough = len(pairs) >= LEAST_RESOLVED
    return {
        "n": len(pairs),
        "closer": sum(mine < theirs for mine, theirs in misses),
        "farther": sum(mine > theirs for mine, theirs in misses),
        "alike": sum(mine == theirs for mine, theirs in misses),
        "brier": _number(brier(*_columns(own))) if is_enough else None,
        "brier_program": _number(brier(*_columns(program))) if is_enough else None,
        "questions": [one.question.id for one in own],
    }


def _columns(scored: Iterable[_Scored]) -> tuple[list[float], list[bool]]:
    known = [(one.forecast.probability, one.happened) for one in scored if one.forecast.probability is not None]
    return [given for given, _ in known], [happened for _, happened in known]


def _miss(one: _Scored) -> float:
    """How far the number lay from what happened; equal distances from either side are equal."""
    given = one.forecast.probability or 0.0
    return round(abs(given - one.happened), 9)


def _number(value: float) -> float | None:
    """The score; None for what has none, such as skill against a reference that never errs."""
    return value if math.isfinite(value) else None
