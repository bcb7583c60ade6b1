"""The parts of the dossier: forms of days and amounts, sections, scales, outlines, passages."""

from __future__ import annotations

import itertools
import unicodedata
from datetime import date
from decimal import Decimal

import pytest
from dossier_account import make_account, make_names, span
from hypothesis import given
from hypothesis import strategies as st

from neraca.packs.words import read_words
from neraca.publish.balance import weigh_pairs
from neraca.publish.book import MARKS, open_book
from neraca.publish.claims import CONTEXT, cut_passage
from neraca.publish.events import section_of, sort_events
from neraca.publish.figures import WIDTH, plot_figures
from neraca.publish.format import format_day, format_number, format_quantity, format_share, format_span
from neraca.publish.geometry import clip_area, frame_points
from neraca.publish.map import draw_map, pick_side
from neraca.publish.world import read_world
from neraca.records import (
    Account,
    Counting,
    Document,
    EntryStatus,
    EventStatus,
    Evidence,
    Quantity,
    Span,
    Stage,
    Stance,
    TimeSpan,
    VoiceKind,
)

ID, EN = read_words("id"), read_words("en")


BOOK = open_book(make_account(), names=make_names("en"), words=EN)


@pytest.mark.parametrize(
    ("start", "end", "indonesian", "english"),
    [
        ("2025-07-13", "2025-07-14", "13 Juli 2025", "13 July 2025"),
        ("2024-03-01", "2024-04-01", "Maret 2024", "March 2024"),
        ("2025-02-01", "2025-02-11", "awal Februari 2025", "early February 2025"),
        ("2025-02-11", "2025-02-21", "pertengahan Februari 2025", "mid-February 2025"),
        ("2025-02-20", "2025-03-01", "akhir Februari 2025", "late February 2025"),
        ("2025-02-21", "2025-03-01", "akhir Februari 2025", "late February 2025"),
        ("2024-10-08", "2024-10-14", "8–13 Oktober 2024", "8–13 October 2024"),
        ("2024-10-28", "2024-11-03", "28 Oktober – 2 November 2024", "28 October – 2 November 2024"),
        ("2024-12-30", "2025-01-03", "30 Desember 2024 – 2 Januari 2025", "30 December 2024 – 2 January 2025"),
        ("2023-01-01", "2024-01-01", "2023", "2023"),
        ("2023-01-01", "2025-01-01", "2023–2024", "2023–2024"),
        ("2026-05-01", "2026-09-01", "pertengahan 2026", "mid-2026"),
        ("2024-08-01", "2024-10-01", "Agustus–September 2024", "August–September 2024"),
        ("2024-12-01", "2025-02-01", "Desember 2024 – Januari 2025", "December 2024 – January 2025"),
        ("2023-08-01", None, "sejak Agustus 2023", "since August 2023"),
        ("2023-08-05", None, "sejak 5 Agustus 2023", "since 5 August 2023"),
        ("2023-01-01", None, "sejak 2023", "since 2023"),
        (None, "2024-05-01", "sampai April 2024", "until April 2024"),
        (None, "2024-05-12", "sampai 11 Mei 2024", "until 11 May 2024"),
        (None, "2025-01-01", "sampai 2024", "until 2024"),
        (None, None, "waktu tak disebut", "no time given"),
    ],
)
def test_a_span_is_written_as_precisely_as_it_is_wide(
    start: str | None, end: str | None, indonesian: str, english: str
) -> None:
    assert format_span(span(start, end), ID) == indonesian
    assert format_span(span(start, end), EN) == english


@given(st.dates(date(1900, 1, 2), date(2100, 1, 1)), st.integers(1, 800))
def test_any_span_has_a_form_with_its_year(start: date, days: int) -> None:
    end = date.fromordinal(start.toordinal() + days)
    assert str(start.year) in format_span(TimeSpan(start=start, end=end), ID)


@pytest.mark.parametrize(
    ("number", "indonesian", "english"),
    [
        ("6000", "6.000", "6,000"),
        ("1234567.5", "1.234.567,5", "1,234,567.5"),
        ("0.10", "0,1", "0.1"),
        ("7E+3", "7.000", "7,000"),
    ],
)
def test_a_number_is_grouped_as_its_language_does(number: str, indonesian: str, english: str) -> None:
    assert format_number(Decimal(number), ID) == indonesian
    assert format_number(Decimal(number), EN) == english


@pytest.mark.parametrize(
    ("low", "high", "unit", "approx", "indonesian"),
    [
        (6000, None, "person", False, "sedikitnya 6.000 orang"),
        (None, 5, "day", False, "paling banyak 5 hari"),
        (1000, 9999, "person", True, "sekitar 1.000–9.999 orang"),
        (600, 600, "person", False, "600 orang"),
        (13000, None, "other", False, "sedikitnya 13.000 (“13.000 kontainer”)"),
    ],
)
def test_a_quantity_keeps_its_bounds(
    low: int | None, high: int | None, unit: str, approx: bool, indonesian: str
) -> None:
    words = Evidence(document="doc-1", span=Span(start=0, end=16), quote="13.000 kontainer")
    quantity = Quantity(
        evidence=words,
        low=None if low is None else Decimal(low),
        high=None if high is None else Decimal(high),
        unit=unit,
        approx=approx,
    )
    assert format_quantity(quantity, ID) == indonesian


def test_a_part_never_rounds_to_the_whole() -> None:
    assert format_share(0.996, EN) == "99%"
    assert format_share(1.0, EN) == "100%"


def test_a_day_is_written_in_full() -> None:
    assert format_day(date(2025, 5, 1), ID) == "1 Mei 2025"


@pytest.mark.parametrize("value", [*EventStatus, *EntryStatus, *Stance])
def test_every_status_and_stance_has_a_mark(value: str) -> None:
    assert EN.has(f"legend.{MARKS[value]}")


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("event-status", EventStatus),
        ("entry-status", EntryStatus),
        ("stance", Stance),
        ("stage", Stage),
        ("voice", VoiceKind),
        ("counting", [Counting.ADDITIONAL, Counting.TOTAL]),
    ],
)
def test_every_value_of_a_closed_list_has_a_word(kind: str, values: list[str]) -> None:
    assert all(EN.has(f"{kind}.{value}") for value in values)


def test_every_event_stands_in_exactly_one_section() -> None:
    sections = sort_events(BOOK)
    listed = [row.id for row in (*sections.agreed, *sections.disputed, *sections.foreseen, *sections.single)]
    assert sorted(listed) == sorted(event.id for event in BOOK.account.events)


def test_what_one_witness_confirms_is_not_agreed_on() -> None:
    agreed = {event.id for event in BOOK.account.events if section_of(event) == "agreed"}
    assert all(event.witnesses >= 2 for event in BOOK.account.events if event.id in agreed)
    assert agreed


def test_a_denial_stands_on_the_other_side_of_the_same_event() -> None:
    rows = {row.id: row for row in sort_events(BOOK).disputed}
    pantsir = next(row for row in rows.values() if row.items == "air defence")
    assert {voice.stance for voice in pantsir.supporters} == {"asserts"}
    assert {voice.name for voice in pantsir.opponents} == {"Kedua negara", "Moscow"}


def test_rival_figures_share_one_scale() -> None:
    event = next(event for event in BOOK.account.events if len(event.figures) == 3)
    (plot,) = plot_figures(event, BOOK)
    assert [reading.amount for reading in plot.readings] == ["1,500 people", "10,000 people", "12,000 people"]
    assert all(reading.x >= 0 and reading.x + reading.width <= WIDTH for reading in plot.readings)
    assert [reading.x for reading in plot.readings] == sorted(reading.x for reading in plot.readings)
    assert all(reading.said for reading in plot.readings)


def test_a_single_figure_is_not_plotted() -> None:
    event = next(event for event in BOOK.account.events if len(event.figures) == 1)
    assert plot_figures(event, BOOK) == ()


def test_a_balance_holds_every_line_once_on_its_givers_side() -> None:
    pairs = weigh_pairs(BOOK)
    lines = [line.id for pair in pairs for kind in pair.kinds for line in (*kind.left, *kind.right)]
    assert sorted(lines) == sorted(entry.id for entry in BOOK.account.entries)
    assert (pairs[0].left, pairs[0].right) == ("North Korea", "Russia")
    given_left = [line.id for kind in pairs[0].kinds for line in kind.left]
    assert all(entry.giver == "PRK" for entry in BOOK.account.entries if entry.id in given_left)
    assert len(pairs[0].blocks) == sum(len(kind.left) + len(kind.right) for kind in pairs[0].kinds)


def test_a_line_with_rival_figures_shows_their_range() -> None:
    lines = [line for pair in weigh_pairs(BOOK) for kind in pair.kinds for line in (*kind.left, *kind.right)]
    assert ["1,500 to 12,000 people (3 figures)"] in [[one.amount for one in line.sums] for line in lines]


def test_crimea_is_nobodys_and_hatched() -> None:
    shapes = {shape.code: shape for shape in read_world().shapes}
    assert shapes["X-CRIMEA"].disputed
    assert not shapes["RUS"].disputed and not shapes["UKR"].disputed
    simferopol = (34.1, 44.95)
    for owner in ("RUS", "UKR"):
        for part in shapes[owner].parts:
            xs, ys = zip(*read_world().ring(part[0]), strict=True)
            inside_box = min(xs) <= simferopol[0] <= max(xs) and min(ys) <= simferopol[1] <= max(ys)
            assert not (inside_box and _holds(read_world().ring(part[0]), simferopol))


def _holds(ring: list[tuple[float, float]], point: tuple[float, float]) -> bool:
    x, y = point
    crossings = 0
    for (ax, ay), (bx, by) in itertools.pairwise(ring):
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            crossings += 1
    return crossings % 2 == 1


def test_every_ring_of_the_world_is_closed() -> None:
    world = read_world()
    for shape in world.shapes:
        for ring in itertools.chain(*shape.parts):
            points = world.ring(ring)
            assert points[0] == pytest.approx(points[-1])


def test_the_map_draws_both_directions_and_names_who_is_outside() -> None:
    drawn = draw_map(BOOK, read_world())
    assert drawn is not None
    assert len(drawn.flows) == 3
    assert {label.name for label in drawn.labels if label.main} == {"North Korea", "Russia", "South Korea", "Ukraine"}
    assert "United States" in drawn.outside


def test_hatched_areas_are_named_and_crimea_is_one_of_them() -> None:
    drawn = draw_map(BOOK, read_world())
    assert drawn is not None
    assert "Crimea" in [spot.name for spot in drawn.hatched]
    assert drawn.disputed


def test_a_name_does_not_stand_beside_the_dot_of_another() -> None:
    right, left = ((0.0, 0.0, 50.0, 10.0), 10.0), ((-50.0, 0.0, 0.0, 10.0), 90.0)
    assert pick_side([right, left], dots=[], own=(0.0, 5.0)) == 0
    assert pick_side([right, left], dots=[(55.0, 5.0)], own=(0.0, 5.0)) == 1


def test_the_southern_one_of_two_neighbours_has_its_name_in_the_south() -> None:
    above, below = ((-20.0, -30.0, 20.0, -10.0), 0.0), ((-20.0, 10.0, 20.0, 30.0), 90.0)
    assert pick_side([above, below], dots=[], own=(0.0, 0.0)) == 0
    assert pick_side([above, below], dots=[(5.0, -12.0)], own=(0.0, 0.0)) == 1


def test_an_account_of_unknown_places_has_no_map() -> None:
    empty = open_book(
        Account(as_of=None, documents=(), claims=(), derivations=(), events=(), entries=()),
        names=BOOK.names,
        words=EN,
    )
    assert draw_map(empty, read_world()) is None


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-89, 89)), min_size=1, max_size=5))
def test_a_frame_holds_the_points_it_was_made_for(points: list[tuple[float, float]]) -> None:
    view = frame_points(points, width=720, height=400, smallest=0.4)
    for point in points:
        place = view.place(point)
        assert place is None or view.holds(place, -0.01)


@given(st.lists(st.tuples(st.floats(-500, 900), st.floats(-500, 900)), min_size=3, max_size=12))
def test_a_cut_area_stays_in_the_frame(points: list[tuple[float, float]]) -> None:
    for x, y in clip_area(points, 720, 400):
        assert -0.001 <= x <= 720.001 and -0.001 <= y <= 400.001


@given(st.data(), st.text(st.sampled_from("ab. \n”!Kõ"), min_size=1, max_size=600))
def test_a_passage_holds_its_evidence_and_no_more_than_its_paragraph(data: st.DataObject, text: str) -> None:
    document = Document(
        name="a", sha256="0" * 64, media_type="text/plain", language="id", text=unicodedata.normalize("NFC", text)
    )
    size = len(document.text)
    start = data.draw(st.integers(0, size - 1))
    end = data.draw(st.integers(start + 1, size))
    passage = cut_passage(document, Span(start=start, end=end), Span(start=start, end=end))
    assert passage.lead + passage.trigger + passage.tail == document.text[start:end]
    assert "\n" not in passage.before + passage.after
    assert len(passage.before) <= CONTEXT + 2 and len(passage.after) <= CONTEXT + 2
    assert document.text[:start].endswith(passage.before.removeprefix("… "))
