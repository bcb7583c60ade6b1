"""Forecasts as pages show them: each number beside its base rate, and the steps that lead from one to the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import exp, log

from neraca.publish.exports import Row
from neraca.publish.format import format_day, format_probability
from neraca.records import Outcome
from neraca.service.book_lines import PERSON, BookState
from neraca.service.foresight_ground import Spoken, act_words
from neraca.web.visit import Visit

REST = "rest"
"""The step that stands last and holds what makes the others add up."""

# Of the drawings, in their own units.
_WIDTH = 100.0
_ROOM = 0.08
_LEAST_SPAN = 0.5
_SURE = 1e-6

MARKS = {
    Outcome.YES.value: "done",
    Outcome.NO.value: "silent",
    Outcome.VOID.value: "doubt",
    BookState.OPEN.value: "next",
    BookState.DUE.value: "half",
}
"""The mark of what became of a question, or of where it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number in words.

    Attributes:
        number: In percent; "" where there is none.
        term: Its words of ICD 203; "" where there is no number.
        place, base: Of the number and of the base rate on a line from 0 to 100; None where there is none.
        rate: The base rate in percent; "" where there is none.
        grounds: How many past windows the base rate counts.
        persistence: What the last window alone says; "" where there is none.
        why_none: Why there is no number, and what would help; both "" where there is one.
    """

    number: str
    term: str
    place: float | None
    base: float | None
    rate: str
    grounds: str
    persistence: str
    why_none: str
    help: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A question in a list.

    Attributes:
        people: Names and numbers of people who answered too.
        state, mark: Where it stands, or what became of it, in words and as a mark.
    """

    id: str
    act: str
    as_of: str
    due: str
    days: str
    history: str
    figure: Figure
    people: tuple[tuple[str, str], ...]
    state: str
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A reason as a step in log-odds.

    Attributes:
        weight: What it adds, signed; what is shown adds up to the digit.
        factor: By how much it multiplies the odds.
        is_up: Whether it raises the number; None where it adds nothing.
        x, width: Its bar, from where the steps before it led.
        cases: Places of past cases.
    """

    kind: str
    sentence: str
    weight: str
    factor: str
    is_up: bool | None
    x: float
    width: float
    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stair:
    """The way from the base rate to the number.

    Attributes:
        start, end: Log-odds of both, in words; `start_x` and `end_x` their places.
    """

    start: str
    end: str
    start_x: float
    end_x: float
    steps: tuple[Step, ...]


def lay_out_card(visit: Visit, row: Row) -> Card:
    """A row of the book as a list shows it."""
    state = row["outcome"] or row["state"]
    return Card(
        id=row["id"],
        act=tell_act(visit, row),
        **tell_window(visit, row),
        figure=lay_out_figure(visit, row),
        people=tuple(
            (one["person"], format_probability(one["probability"], visit.words))
            for one in row["numbers"]
            if one["person"] is not None and one["probability"] is not None
        ),
        state=tell_state(visit, row),
        mark=MARKS[state],
    )


def tell_act(visit: Visit, row: Row) -> str:
    """Who does what to whom, as a question."""
    speech = Spoken(visit.words, visit.names)
    return f"{act_words(speech, actor=row['actor'], type=row['type'], recipient=row['recipient'])}?"


def tell_window(visit: Visit, row: Row) -> dict[str, str]:
    """The window of a question, and what it is answered from."""
    words = visit.words
    return {
        "as_of": format_day(date.fromisoformat(row["as_of"]), words),
        "due": format_day(date.fromisoformat(row["due"]), words),
        "days": words.count("web.forecast.days", row["horizon_days"]),
        "history": tell_history(visit, row["history"]),
    }


def tell_history(visit: Visit, name: str) -> str:
    """What a history is called."""
    return visit.words.term("forecast.history", name)


def tell_state(visit: Visit, row: Row) -> str:
    """What became of a question, else where it stands."""
    if row["outcome"]:
        return tell_outcome(visit, row["resolution"])
    return visit.words.term("web.forecast.state", row["state"])


def tell_outcome(visit: Visit, decided: Row) -> str:
    """What became of a question; of a no by rule that its history tells of none, which is less than that none was."""
    if decided["outcome"] == Outcome.NO and decided["person"] is None:
        return visit.words.say("web.forecast.not-told")
    return visit.words.term("web.forecast.outcome", decided["outcome"])


def lay_out_figure(visit: Visit, row: Row) -> Figure:
    """A number with its base rate; of a row of the book or of a forecaster's number."""
    words, given, rate = visit.words, row["probability"], row["base_rate"]
    why = (row.get("why_none") or "") if given is None else ""
    return Figure(
        number="" if given is None else format_probability(given, words),
        term="" if given is None else words.say(row["term"]),
        place=place_of(given),
        base=place_of(rate),
        rate="" if rate is None else format_probability(rate, words),
        grounds=tell_grounds(visit, row) if rate is not None and row.get("cases") else "",
        persistence="" if row.get("persistence") is None else format_probability(row["persistence"], words),
        why_none=words.term("forecast.none", why) if why else "",
        help=words.say(f"web.forecast.help.{why}") if why and words.has(f"web.forecast.help.{why}") else "",
    )


def tell_grounds(visit: Visit, row: Row) -> str:
    """How many past windows held such an event, of how many."""
    return visit.words.count("web.forecast.grounds", row["cases"], hits=visit.amount(row["hits"]))


def whose(visit: Visit, forecaster: str) -> str:
    """Who gave a number or a decision."""
    if forecaster.startswith(PERSON):
        return forecaster.removeprefix(PERSON)
    return visit.words.say("web.forecast.rule" if forecaster == "rule" else "forecast.program")


def lay_out_stair(visit: Visit, row: Row) -> Stair | None:
    """The steps from the base rate to a number; None where there is neither."""
    if row["probability"] is None or row["base_rate"] is None or not row["drivers"]:
        return None
    start, end = _log_odds(row["base_rate"]), _log_odds(row["probability"])
    drivers: Sequence[Row] = row["drivers"]
    levels = [start]
    for one in drivers:
        levels.append(levels[-1] + one["weight"])
    low, high = min(levels), max(levels)
    span = max(high - low, _LEAST_SPAN)
    low, span = low - _ROOM * span, span * (1 + 2 * _ROOM)

    def place(level: float) -> float:
        return round(_WIDTH * (level - low) / span, 1)

    shown = rounded_weights(round(end, 2) - round(start, 2), drivers)
    steps = tuple(
        _step(visit, one, shown=shown[number], bar=(place(levels[number]), place(levels[number + 1])))
        for number, one in enumerate(drivers)
    )
    return Stair(
        start=tell_weight(visit, start),
        end=tell_weight(visit, end),
        start_x=place(start),
        end_x=place(levels[-1]),
        steps=steps,
    )


def tell_weight(visit: Visit, value: float) -> str:
    """A signed number with two decimals."""
    text = f"{abs(value):.2f}".replace(".", visit.words.decimal)
    return text if float(f"{value:.2f}") == 0 else f"{'−' if value < 0 else '+'}{text}"


def _step(visit: Visit, driver: Row, *, shown: float, bar: tuple[float, float]) -> Step:
    return Step(
        kind=driver["kind"],
        sentence=driver["sentence"][visit.language],
        weight=tell_weight(visit, shown),
        factor=_factor(visit, driver["weight"]),
        is_up=None if shown == 0 else shown > 0,
        x=min(bar),
        width=round(abs(bar[1] - bar[0]), 1),
        cases=tuple(driver["cases"]),
    )


def _factor(visit: Visit, weight: float) -> str:
    """`× 1,35`: what a step multiplies the odds by."""
    factor = exp(weight)
    return f"× {factor:.2f}".replace(".", visit.words.decimal) if factor < 10 else f"× {factor:.0f}"


def rounded_weights(total: float, drivers: Sequence[Row]) -> list[float]:
    """Weights with two decimals that add up to the total: the last one, the rest, takes what rounding leaves."""
    shown = [round(float(one["weight"]), 2) for one in drivers]
    shown[-1] = round(total - sum(shown[:-1]), 2)
    return shown


def _log_odds(share: float) -> float:
    held = min(max(share, _SURE), 1 - _SURE)
    return log(held / (1 - held))


def place_of(share: float | None) -> float | None:
    """The place of a share on a line from 0 to 100."""
    return None if share is None else round(share * _WIDTH, 1)


def score_text(visit: Visit, value: float | None) -> str:
    """A score with three decimals; "" for none."""
    return "" if value is None else f"{value:.3f}".replace(".", visit.words.decimal)
