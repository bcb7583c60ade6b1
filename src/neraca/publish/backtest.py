"""A back-test as a page: how the forecasts would have fared, drawn and told, and how to read it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from neraca.packs.words import Names, Words
from neraca.publish.backtest_plots import (
    ReliabilityPlot,
    SkillPlot,
    YearPlot,
    draw_reliability,
    draw_skill,
    draw_years,
)
from neraca.publish.format import format_day, format_probability, format_skill
from neraca.publish.templates import publish_style, publish_templates, style_hash
from neraca.records import BacktestBin, BacktestPart, BacktestResult, BacktestScore

CLIMATOLOGY = "climatology"
"""Key of the model that skill is measured against: the base rate."""
PLOTS = ("reliability", "skill", "years")
"""Names of the drawings."""

# A part with fewer windows in which it happened says too little to be read for itself.
_FEW = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreLine:
    """A row of a table of scores.

    Attributes:
        value: Key of what is counted: a type, an actor id, a year; the key of the model where models are compared.
        share: In how many of its windows it happened.
        interval: Of the skill; "" where it has none.
        is_better: True where the whole interval lies above zero, False where it lies below; else None.
        is_few: So few events that the row says little by itself; then `is_better` is None.
    """

    value: str
    name: str
    windows: str
    events: str
    share: str
    brier: str
    log_score: str
    skill: str
    interval: str
    calibration_error: str
    is_better: bool | None
    is_few: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BinLine:
    """A tenth of the probabilities: how many, their mean, and the share that happened."""

    range: str
    windows: str
    forecast: str
    observed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OnsetLines:
    """All models on windows that begin something (`yes`), or on those in which something goes on (`no`)."""

    value: str
    name: str
    lines: tuple[ScoreLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BacktestView:
    """What a page shows of a back-test.

    Attributes:
        lead: What was done, in a sentence.
        verdict: What came of it, in a sentence, with the interval.
        facts: Label and value.
        models: All models on all windows.
        types, actors: The shown model by type and by party.
        onsets: Windows that begin something, and those in which it goes on, apart.
        bins: What the reliability diagram draws, of the shown model.
    """

    title: str
    lead: str
    verdict: str
    facts: tuple[tuple[str, str], ...]
    reliability: ReliabilityPlot | None
    skill: SkillPlot | None
    years: YearPlot | None
    models: tuple[ScoreLine, ...]
    by_year: tuple[ScoreLine, ...]
    types: tuple[ScoreLine, ...]
    actors: tuple[ScoreLine, ...]
    onsets: tuple[OnsetLines, ...]
    bins: tuple[BinLine, ...]


def lay_out_backtest(result: BacktestResult, *, words: Words, names: Names) -> BacktestView:
    """What a page shows of a back-test, in the language of `words`."""
    shown = result.shown
    every = result.scores_of(BacktestPart.ALL)
    compared = [one for one in every if one.model != CLIMATOLOGY]
    bins = [one for one in result.bins if one.model == shown]

    def lines(part: BacktestPart, name: Mapping[str, str]) -> tuple[ScoreLine, ...]:
        return tuple(
            score_line(one, words, name=name.get(one.value, one.value), value=one.value)
            for one in result.scores_of(part, model=shown)
        )

    return BacktestView(
        title=words.say("backtest.title"),
        lead=_lead(result, words),
        verdict=tell_verdict(result, words),
        facts=_facts(result, words, names),
        reliability=draw_reliability(bins, words),
        skill=draw_skill(compared, shown=shown, names=[model_name(one.model, words) for one in compared], words=words),
        years=draw_years(result.scores_of(BacktestPart.YEAR, model=shown), words),
        models=tuple(_model_lines(every, words)),
        by_year=lines(BacktestPart.YEAR, {}),
        types=lines(BacktestPart.TYPE, names.events),
        actors=lines(BacktestPart.ACTOR, {actor: names.actor(actor) for actor in result.actors}),
        onsets=tuple(
            OnsetLines(value=value, name=words.say(f"backtest.onset.{value}"), lines=held)
            for value in ("yes", "no")
            if (held := tuple(_model_lines(_of_value(result.scores_of(BacktestPart.ONSET), value), words)))
        ),
        bins=tuple(_bin_line(one, words) for one in sorted(bins, key=lambda one: one.low)),
    )


def render_backtest(result: BacktestResult, *, words: Words, names: Names) -> str:
    """A back-test as one HTML page without script, outside request or clock; equal results give equal pages."""
    style = publish_style()
    return (
        publish_templates()
        .get_template("backtest.html.j2")
        .render(
            language=words.language,
            style=style,
            style_hash=style_hash(style),
            say=words.say,
            count=words.count,
            back=lay_out_backtest(result, words=words, names=names),
        )
    )


def draw_svgs(result: BacktestResult, *, words: Words, names: Names) -> dict[str, str]:
    """Each drawing of a back-test as a file of its own, by name (`PLOTS`); one that says nothing is left out."""
    view = lay_out_backtest(result, words=words, names=names)
    page, css = publish_templates().get_template("backtest_svg.html.j2"), _plot_style()
    drawn = {"reliability": view.reliability, "skill": view.skill, "years": view.years}
    return {
        name: page.render(say=words.say, name=name, plot=plot, css=css).strip() + "\n"
        for name, plot in drawn.items()
        if plot is not None
    }


def model_name(key: str, words: Words) -> str:
    """What a model is called."""
    return words.term("forecast.model", key)


def tell_verdict(result: BacktestResult, words: Words) -> str:
    """Whether the shown model does better than the base rate, as far as the windows tell."""
    score = result.scores_of(BacktestPart.ALL, model=result.shown)[0]
    line = score_line(score, words, name="", value="")
    if score.skill is None:
        return words.say("backtest.verdict.none")
    if line.is_few:
        return words.count("backtest.verdict.few", score.windows, events=line.events)
    key = {True: "better", False: "worse", None: "even"}[line.is_better]
    return words.say(
        f"backtest.verdict.{key}",
        skill=line.skill,
        interval=line.interval or "–",
        error=line.calibration_error,
    )


def score_line(score: BacktestScore, words: Words, *, name: str, value: str) -> ScoreLine:
    """A score as a table shows it."""
    low, high = score.low, score.high
    is_few = min(score.events, score.windows - score.events) < _FEW
    return ScoreLine(
        value=value,
        name=name,
        windows=_whole(score.windows, words),
        events=_whole(score.events, words),
        share=format_probability(score.events / score.windows, words),
        brier=_decimal(score.brier, words),
        log_score=_decimal(score.log_score, words),
        skill=format_skill(score.skill, words),
        interval=""
        if low is None or score.model == CLIMATOLOGY
        else f"{format_skill(low, words)} … {format_skill(high, words)}",
        calibration_error=_decimal(score.calibration_error, words),
        is_better=None if is_few or low is None or high is None or low <= 0 <= high else low > 0,
        is_few=is_few,
    )


def _model_lines(scores: Iterable[BacktestScore], words: Words) -> Iterable[ScoreLine]:
    return (score_line(one, words, name=model_name(one.model, words), value=one.model) for one in scores)


def _bin_line(one: BacktestBin, words: Words) -> BinLine:
    low, high = (words.say("percent", n=round(edge * 100)) for edge in (one.low, one.high))
    return BinLine(
        range=f"{low}–{high}",
        windows=_whole(one.windows, words),
        forecast=format_probability(one.forecast, words),
        observed=format_probability(one.observed, words),
    )


def _of_value(scores: Iterable[BacktestScore], value: str) -> tuple[BacktestScore, ...]:
    return tuple(one for one in scores if one.value == value)


def _lead(result: BacktestResult, words: Words) -> str:
    windows = result.scores_of(BacktestPart.ALL, model=result.shown)[0].windows
    return words.count(
        "backtest.lead",
        windows,
        origins=_whole(result.origins, words),
        first=format_day(result.first, words),
        last=format_day(result.last, words),
        days=result.within_days,
    )


def _facts(result: BacktestResult, words: Words, names: Names) -> tuple[tuple[str, str], ...]:
    comma = words.say("comma")
    facts = (
        ("history", words.term("forecast.history", result.history)),
        ("days", words.say("from-to", start=format_day(result.first, words), end=format_day(result.last, words))),
        ("every", words.count("backtest.n-days", result.every_days)),
        ("within", words.count("backtest.n-days", result.within_days)),
        ("actors", comma.join(names.actor(one) for one in result.actors)),
        ("types", comma.join(names.event(one) for one in result.types)),
        ("model", f"{result.model} ({result.model_digest[:12]})" if result.model_digest else result.model),
        ("input", result.input_digest[:12]),
        ("made", format_day(result.made_on, words)),
    )
    return tuple((words.say(f"backtest.fact.{key}"), value) for key, value in facts if value)


def _plot_style() -> str:
    """The rules of drawings with the light colours written into them, for a file that has no other style."""
    style = publish_style()
    colours = dict(re.findall(r"--(\w+):(#[0-9a-f]+)", style.partition("}")[0]))
    rules = (found[0] for found in re.finditer(r"\.plot[ {][^}]*}", style))
    paper = f".plot{{background:{colours['paper']}}}"
    return paper + re.sub(r"var\(--(\w+)\)", lambda found: colours[found[1]], "".join(rules))


def _decimal(value: float, words: Words) -> str:
    return f"{value:.3f}".replace(".", words.decimal)


def _whole(value: int, words: Words) -> str:
    return f"{value:,}".replace(",", words.group)
