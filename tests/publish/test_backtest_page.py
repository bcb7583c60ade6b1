"""The page of a back-test: what it says, what it draws, and that it needs nothing else."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from backtests import backtest, score
from neraca.packs.catalogue import load_packs
from neraca.packs.words import Names, languages, read_words
from neraca.publish.backtest import BacktestView, draw_svgs, lay_out_backtest, render_backtest
from neraca.publish.backtest_plots import draw_reliability, draw_skill, draw_years
from neraca.records import BacktestPart, BacktestResult
from neraca.service.naming import names_for

EN = read_words("en")


def view(result: BacktestResult | None = None) -> BacktestView:
    return lay_out_backtest(result or backtest(), words=EN, names=names_for(load_packs(), "en"))


def page(language: str, result: BacktestResult | None = None) -> str:
    return render_backtest(result or backtest(), words=read_words(language), names=names_for(load_packs(), language))


@pytest.mark.parametrize(
    ("skill", "low", "high", "said"),
    [(0.06, 0.03, 0.09, "Better than"), (0.01, -0.02, 0.04, "Not shown"), (-0.2, -0.3, -0.1, "Worse than")],
)
def test_the_verdict_follows_the_interval_and_not_the_value(skill: float, low: float, high: float, said: str) -> None:
    result = backtest(scores=(score(skill=skill, low=low, high=high),))
    assert view(result).verdict.startswith(said)


@pytest.mark.parametrize("events", [1, 19, 381, 399])
def test_few_events_bear_out_no_verdict_however_narrow_the_interval(events: int) -> None:
    told = view(backtest(scores=(score(events=events, skill=0.02, low=0.01, high=0.2),))).verdict
    assert told.startswith(f"Too little to judge by: {events} of 400 windows")


def test_a_base_rate_that_never_errs_is_no_measure() -> None:
    result = backtest(scores=(score(skill=None, low=None, high=None),))
    assert "nothing to compare" in view(result).verdict
    assert view(result).skill is None


def test_a_point_on_the_diagonal_kept_its_word() -> None:
    kept, surer = backtest().bins
    plot = draw_reliability((kept, surer), EN)
    assert plot is not None
    low, high = plot.dots
    assert low.x - plot.left == pytest.approx(0.05 * plot.side, abs=0.1)
    assert plot.top + plot.side - low.y == pytest.approx(0.04 * plot.side, abs=0.1)
    assert high.y == plot.top
    assert (low.label, high.label) == (
        "Given 5%, happened 4% (300 forecasts).",
        "Given 95%, happened 100% (3 forecasts).",
    )


def test_a_tenth_with_few_forecasts_can_still_be_seen() -> None:
    plot = draw_reliability(backtest().bins, EN)
    assert plot is not None
    assert [dot.radius for dot in plot.dots] == [13.0, 3.0]
    assert [dot.bar_height for dot in plot.dots] == [40.0, 1.0]


def test_without_forecasts_nothing_is_drawn() -> None:
    assert draw_reliability((), EN) is None
    assert draw_years((), EN) is None
    assert draw_years((score(part=BacktestPart.YEAR, value="2012"),), EN) is None


def test_skill_stands_on_its_side_of_zero() -> None:
    plot = view().skill
    assert plot is not None
    own, other = plot.rows
    assert other.x < plot.zero < own.x
    assert own.low is not None
    assert own.low < own.x
    assert own.is_shown
    assert not other.is_shown


def test_a_skill_beyond_the_edge_is_marked_as_such() -> None:
    plot = draw_skill((score(skill=-4.0, low=None, high=None),), shown="neraca", names=("x",), words=EN)
    assert plot is not None
    assert plot.rows[0].cut
    assert plot.rows[0].value == "−4.000"


def test_onsets_are_counted_apart_and_rows_of_few_events_are_marked() -> None:
    shown = view()
    assert [len(one.lines) for one in shown.onsets] == [1, 1]
    assert [line.is_few for line in shown.types] == [True]
    assert [line.is_few for line in shown.actors] == [False]
    assert [line.name for line in shown.actors] == ["North Korea"]


@pytest.mark.parametrize("language", languages())
def test_the_page_asks_for_nothing_and_has_no_script(language: str) -> None:
    shown = page(language)
    assert f'<html lang="{language}">' in shown
    assert "<script" not in shown
    assert not re.search(r'(?:src|href)="(?!#)', shown)
    assert shown == page(language)


@pytest.mark.parametrize("language", languages())
def test_every_drawing_says_in_words_what_it_shows(language: str) -> None:
    drawn = draw_svgs(backtest(), words=read_words(language), names=Names())
    assert set(drawn) == {"reliability", "skill", "years"}
    for text in drawn.values():
        root = ElementTree.fromstring(text)
        title, told = root.find("{*}title"), root.find("{*}desc")
        assert title is not None
        assert told is not None
        assert title.text
        assert "95" in (told.text or "")


def test_drawings_of_their_own_need_no_style_sheet() -> None:
    for text in draw_svgs(backtest(), words=EN, names=Names()).values():
        assert "var(--" not in text
        assert "<style>" in text


def test_numbers_are_written_as_the_language_writes_them() -> None:
    assert "+0,060" in page("id")
    assert "+0.060" in page("en")
