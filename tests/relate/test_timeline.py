"""Events in the order in which they happened, and how they lie in time."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_claim, make_document, make_evidence, make_span
from neraca.records import (
    Chronology,
    Claim,
    Document,
    DueState,
    Event,
    Level,
    Outlook,
    OutlookStatus,
    Precision,
    Stage,
    Story,
    TimeSpan,
)
from neraca.relate import Timeline, build_chronology, build_timeline
from neraca.relate.zoom import precision_of
from neraca.weigh import Sources, assess

WHENS = (
    (None, Precision.NONE),
    (("2024-06-19", "2024-06-20"), Precision.DAY),
    (("2024-02-01", "2024-03-01"), Precision.MONTH),
    (("2023-12-01", "2024-01-01"), Precision.MONTH),
    (("2024-01-01", "2025-01-01"), Precision.YEAR),
    (("2024-10-10", "2024-10-21"), Precision.RANGE),
    (("2024-10-10", "2025-02-01"), Precision.RANGE),
    (("2024-10-01", None), Precision.OPEN),
    ((None, "2024-10-01"), Precision.OPEN),
)


def event(document: str, when: tuple[str | None, str | None] | None) -> Event:
    return assess([make_claim(document, when=when)], sources=Sources(roots={}))


def build(
    *claims: Claim, documents: tuple[Document, ...], stories: tuple[Story, ...] = (), as_of: str = ""
) -> Chronology:
    events = [assess([claim], sources=Sources(roots={})) for claim in claims]
    day = date.fromisoformat(as_of) if as_of else None
    return build_chronology(events, claims, documents, stories=stories, as_of=day)


def test_events_are_sorted_by_their_own_time_the_precise_first() -> None:
    year, day = event("a", ("2024-01-01", "2025-01-01")), event("b", ("2024-01-01", "2024-01-02"))
    later, until = event("c", ("2024-06-19", None)), event("d", (None, "2023-12-01"))
    assert build_timeline([later, year, until, day]).dated == (until, day, year, later)


def test_an_event_without_time_is_not_placed() -> None:
    unknown = event("a", None)
    assert build_timeline([unknown]) == Timeline(dated=(), undated=(unknown,))


@pytest.mark.parametrize(("when", "precision"), WHENS)
def test_a_time_is_as_precise_as_its_days_say(when: tuple[str | None, str | None] | None, precision: Precision) -> None:
    assert precision_of(None if when is None else make_span(*when)) is precision


def test_an_event_is_placed_by_its_own_time_and_never_by_publication() -> None:
    told = make_document("a.txt", published="2025-03-01")
    dated, undated = make_claim(told, when=("2024-06-19", "2024-06-20")), make_claim(told, at=300)
    found = build(dated, undated, documents=(told,))
    assert [bucket.span for bucket in found.months.buckets] == [make_span("2024-06-01", "2024-07-01")]
    assert [moment.claims for moment in found.undated] == [(undated.id,)]
    assert [moment.precision for moment in found.undated] == [Precision.NONE]


def test_a_level_holds_what_is_precise_enough_for_it() -> None:
    told = make_document("a.txt")
    claims = [make_claim(told, at=300 * place, when=when) for place, (when, _) in enumerate(WHENS)]
    found = build(*claims, documents=(told,))
    reasons = {
        zoom.level: {one.reason: len(one.events) for one in zoom.imprecise}
        for zoom in (found.years, found.months, found.day_by_day)
    }
    assert reasons == {
        Level.YEAR: {Precision.RANGE: 1, Precision.OPEN: 2},
        Level.MONTH: {Precision.YEAR: 1, Precision.RANGE: 1, Precision.OPEN: 2},
        Level.DAY: {Precision.MONTH: 2, Precision.YEAR: 1, Precision.RANGE: 2, Precision.OPEN: 2},
    }
    assert [(b.span.start, len(b.events)) for b in found.years.buckets] == [
        (date(2023, 1, 1), 1),
        (date(2024, 1, 1), 4),
    ]


def test_what_is_foreseen_stands_apart_with_what_has_become_of_its_time() -> None:
    told = make_document("a.txt", published="2024-10-19")
    windows = {
        ("2024-10-01", "2024-11-01"): DueState.RUNNING,
        ("2025-01-01", "2026-01-01"): DueState.AHEAD,
        ("2024-06-01", "2024-07-01"): DueState.PASSED,
        ("2024-10-19", "2024-10-20"): DueState.RUNNING,
        ("2024-10-18", "2024-10-19"): DueState.PASSED,
        None: DueState.UNDATED,
    }
    claims = [make_claim(told, at=300 * place, stage=Stage.PLANNED, when=when) for place, when in enumerate(windows)]
    found = build(*claims, documents=(told,))
    states = {moment.claims[0]: moment.due for moment in found.ahead}
    assert [states[claim.id] for claim in claims] == list(windows.values())
    assert (found.past, found.undated, found.seen_from) == ((), (), date(2024, 10, 19))
    assert [moment.due for moment in found.ahead] == sorted(states.values(), key=tuple(DueState).index)
    later = build(*claims, documents=(told,), as_of="2026-02-01")
    assert {moment.due for moment in later.ahead} == {DueState.PASSED, DueState.UNDATED}


def test_an_outlook_lends_its_window_and_its_fate_to_what_names_no_time() -> None:
    told = make_document("a.txt", published="2024-10-19")
    claims = [make_claim(told, at=300 * place, stage=Stage.PLANNED) for place in range(3)]
    events = [assess([claim], sources=Sources(roots={})) for claim in claims]

    def outlook(at: int, status: OutlookStatus, window: TimeSpan, *, stated: bool) -> Outlook:
        own = events[at]
        words = make_evidence("tahun depan", document=told.id) if stated else None
        return Outlook(
            event=own.id, type=own.type, stage=own.stage, voice=(), window=window, window_words=words, status=status,
            claims=own.claims,
        )  # fmt: skip

    register = [
        outlook(0, OutlookStatus.OPEN, make_span("2025-01-01", "2026-01-01"), stated=True),
        outlook(1, OutlookStatus.OPEN, make_span("2024-10-19", None), stated=False),
        outlook(2, OutlookStatus.FULFILLED, make_span("2024-10-19", None), stated=False),
    ]
    found = build_chronology(events, claims, [told], outlooks=register)
    states = {moment.claims[0]: (moment.due, moment.outlooks[0][1]) for moment in found.ahead}
    assert [states[claim.id] for claim in claims] == [
        (DueState.AHEAD, OutlookStatus.OPEN),
        (DueState.UNDATED, OutlookStatus.OPEN),
        (DueState.MET, OutlookStatus.FULFILLED),
    ]
    assert found.ahead[0].window == register[0].window and found.ahead[0].when is None


def test_more_witnesses_and_a_day_that_others_name_make_an_event_important() -> None:
    names = [
        make_document(f"{name}.txt", text=f"Teks {name}.", published=f"2024-06-{20 + at}")
        for at, name in enumerate("abc")
    ]
    when = ("2024-06-19", "2024-06-20")
    together = [make_claim(one, when=when) for one in names]
    alone = make_claim(names[0], at=300, event="CONSULT", when=("2024-05-02", "2024-05-03"))
    passing = make_claim(names[0], at=600, event="CONSULT", when=("2024-05-02", "2024-05-03"), optional=True)
    groups = [together, [alone], [passing]]
    events = [assess(group, sources=Sources(roots={})) for group in groups]
    found = build_chronology(events, [*together, alone, passing], names)
    assert [moment.claims[0] for moment in found.moments] == [group[0].id for group in groups]
    top, second, last = (moment.importance for moment in found.moments)
    assert (top.witnesses, top.days, top.echo) == (0.6, 1.0, 0.5)
    assert last.passing and last.score < second.score / 1.5


def test_an_event_runs_in_the_lanes_of_the_stories_that_tell_it() -> None:
    documents = tuple(make_document(f"{name}.txt", text=f"Teks {name}.") for name in "abc")
    stories = (
        Story(documents=(documents[0].id,)),
        Story(documents=(documents[1].id, documents[2].id), terms=("Kursk",)),
    )
    when = ("2024-06-19", "2024-06-20")
    members = [make_claim(one, at=300 * at, when=when) for at, one in enumerate(documents)]
    found = build_chronology([assess(members, sources=Sources(roots={}))], members, documents, stories=stories)
    (moment,) = found.past
    assert moment.lanes == (stories[1].id, stories[0].id)
    assert [(lane.number, lane.documents, lane.events) for lane in found.lanes] == [
        (1, 1, (moment.event,)),
        (2, 2, (moment.event,)),
    ]


MOMENTS = st.lists(
    st.tuples(st.sampled_from([when for when, _ in WHENS]), st.sampled_from(Stage), st.booleans()), max_size=8
)


@given(MOMENTS, st.randoms(use_true_random=False))
def test_every_event_is_placed_once_at_every_level_whatever_the_order(drawn, random) -> None:
    told = make_document("a.txt")
    claims = [
        make_claim(told, at=300 * place, when=when, stage=stage, optional=optional)
        for place, (when, stage, optional) in enumerate(drawn)
    ]
    found = build(*claims, documents=(told,))
    mixed = random.sample(claims, len(claims))
    assert build(*mixed, documents=(told,)) == found
    assert sorted(moment.rank for moment in found.moments) == list(range(1, len(claims) + 1))
    past = sorted(moment.event for moment in found.past)
    for zoom in (found.years, found.months, found.day_by_day):
        placed = [own for part in (*zoom.buckets, *zoom.imprecise) for own in part.events]
        assert sorted(placed) == past
        told_by = {claim for moment in found.past for claim in moment.claims}
        assert {claim for part in (*zoom.buckets, *zoom.imprecise) for claim in part.claims} == told_by
