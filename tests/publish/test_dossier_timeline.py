"""The dossier's timeline: every event once, its chart, its folds, its lanes, and what lies ahead."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from dossier_account import make_account, make_names

from neraca.packs.words import read_words
from neraca.publish.background import Background
from neraca.publish.book import Book, open_book
from neraca.publish.dossier import render_dossier
from neraca.publish.moments import LANE, Line
from neraca.publish.relations import Relations
from neraca.publish.strip import PIN, Strip, count_months, draw_strip
from neraca.publish.timeline import Fold, lay_out_time
from neraca.publish.world import read_world
from neraca.records import (
    Account,
    Bucket,
    Story,
    TimeSpan,
)
from neraca.service.timeline_rows import gather_chronology

EN = read_words("en")
ACCOUNT = make_account()
BACKGROUND = Background(stories=(Story(documents=tuple(one.id for one in ACCOUNT.documents), terms=("Kursk",)),))


def open_with(account: Account, background: Background = BACKGROUND) -> Book:
    relations = Relations(chronology=gather_chronology(account, background))
    return open_book(account, names=make_names("en"), words=EN, background=background, relations=relations)


BOOK = open_with(ACCOUNT)


def lines_of(fold: Fold) -> Iterator[Line]:
    yield from fold.lines
    for part in fold.folds:
        yield from lines_of(part)


def test_the_timeline_holds_every_event_once() -> None:
    timeline = lay_out_time(BOOK)
    listed = [line for year in timeline.years for line in lines_of(year)]
    listed += [*timeline.wide, *timeline.undated, *(line for _, lines in timeline.ahead for line in lines)]
    assert sorted(line.id for line in listed) == sorted(event.id for event in ACCOUNT.events)
    assert timeline.total == len(ACCOUNT.events)


def test_a_fold_counts_what_lies_in_it() -> None:
    def check(fold: Fold) -> None:
        assert fold.size == len(list(lines_of(fold)))
        for part in fold.folds:
            check(part)

    for year in lay_out_time(BOOK).years:
        check(year)


def test_the_most_important_are_numbered_in_order_of_time_and_pinned_on_the_chart() -> None:
    timeline = lay_out_time(BOOK)
    assert [line.number for line in timeline.top] == list(range(1, len(timeline.top) + 1))
    numbers = {line.id: line.number for line in timeline.top}
    assert len(timeline.strips) == 2
    for strip in timeline.strips:
        assert strip.pins
        assert all(numbers[pin.event] == pin.number for pin in strip.pins)
        assert all(bar.x >= 0 and bar.x + bar.width <= strip.width for bar in strip.bars)


def test_a_lane_shows_the_events_of_its_story_inside_its_scale() -> None:
    (track,) = lay_out_time(BOOK).tracks
    assert track.name == "Russia and North Korea sign mutual defence pact"
    assert {mark.event for mark in track.marks} == {line.id for line in track.lines}
    assert all(mark.x >= 0 and mark.x + mark.width <= LANE for mark in track.marks)


def test_every_target_of_the_section_is_on_the_page() -> None:
    page = render_dossier(
        ACCOUNT, names=make_names("en"), words=EN, world=read_world(), language="en", title="T",
        background=BACKGROUND, relations=BOOK.relations,
    )  # fmt: skip
    ids = Counter(re.findall(r' id="([^"]+)"', page))
    section = page[page.index('<section id="timeline">') : page.index('<section id="sources">')]
    assert set(re.findall(r'href="#([^"]+)"', section)) <= ids.keys()
    assert [own for own, count in ids.items() if count > 1] == []
    marks = {event.id for event in ACCOUNT.events}
    assert marks <= set(re.findall(r'href="#([^"]+)"', section))


def test_without_events_the_section_says_so() -> None:
    timeline = lay_out_time(open_with(replace(ACCOUNT, events=(), entries=())))
    assert (timeline.strips, timeline.years, timeline.ahead, timeline.total) == ((), (), (), 0)


def bucket(year: int, month: int, *events: str) -> Bucket:
    span = TimeSpan(start=date(year, month, 1), end=date(year + month // 12, month % 12 + 1, 1))
    return Bucket(span=span, events=events, claims=("c",))


def draw(months: list[Bucket], *, numbered: dict[str, int] | None = None, width: float = 720.0) -> Strip | None:
    counted = count_months(months, numbered=numbered or {}, strong=lambda _own: False)
    return draw_strip(counted, numbered=numbered or {}, words=EN, width=width)


@pytest.mark.parametrize("width", [720.0, 340.0])
def test_numbers_on_the_chart_do_not_cover_each_other(width: float) -> None:
    months = [bucket(2024, month, *(f"{month}{letter}" for letter in "abc")) for month in range(1, 13)]
    numbered = {own: place for place, own in enumerate(sorted(own for one in months for own in one.events), start=1)}
    strip = draw(months, numbered=numbered, width=width)
    assert strip is not None
    assert len(strip.pins) == len(numbered)
    for place, pin in enumerate(strip.pins):
        assert strip.top <= pin.y - PIN / 2 + 0.1
        near = [other for other in strip.pins[:place] if abs(other.x - pin.x) < PIN - 0.2]
        assert all(abs(other.y - pin.y) >= PIN - 0.2 for other in near)


def test_a_lone_month_of_long_ago_does_not_press_the_others() -> None:
    months = [bucket(2024, month, *(f"{month}{letter}" for letter in "abc")) for month in range(1, 13)]
    months.append(bucket(1953, 7, "old"))
    strip = draw(months)
    assert strip is not None
    assert (strip.first, strip.last, strip.outside, strip.yearly) == ("January 2024", "December 2024", 1, False)


def test_months_over_many_years_are_shown_by_year() -> None:
    months = [bucket(year, 3, f"e{year}") for year in range(1990, 2020)]
    strip = draw(months)
    assert strip is not None and strip.yearly
    assert strip.bars[0].target == "t-1991" and len(strip.bars) == 28
