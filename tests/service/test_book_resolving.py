"""What became of questions: by rule from later events, by a person with evidence, and what supersedes what."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from articles import write_articles
from books import AS_OF, TODAY, after, make_forecast, make_question, noon, put_history, put_line
from neraca.errors import NeracaError
from neraca.packs.catalogue import load_packs
from neraca.records import Outcome
from neraca.service import add, build_account
from neraca.service.book_lines import BookState, find_line, told_days
from neraca.service.book_resolving import Resolved, resolve, resolve_by_hand
from neraca.store import Store

QUESTION = make_question()
LATER = date(2025, 1, 1)
BEFORE = (after(-9), "KOR", "ACCUSE", "PRK")
ELSEWHERE = (after(60), "KOR", "ACCUSE", "PRK")
INSIDE = (after(5), "RUS", "CONSULT", "PRK")


@pytest.fixture
def store(tmp_path: Path):
    with Store.create(tmp_path / "store") as made:
        put_line(made, QUESTION, make_forecast(QUESTION, 0.5))
        yield made


def ruled(store: Store, *, today: date = TODAY, question: str | None = None, at: int = 0) -> Resolved:
    def clock():
        return noon(TODAY) + timedelta(hours=at)

    (one,) = resolve(store, None, load_packs(), today=today, question=question, clock=clock)
    return one


def decided(store: Store, outcome: Outcome, **changes) -> Resolved:
    fields = {"question": QUESTION.id, "person": "Ani", "note": "seen", "clock": lambda: noon(TODAY)} | changes
    return resolve_by_hand(store, outcome=outcome, **fields)


def test_an_event_in_the_window_is_a_yes_with_its_place(store: Store) -> None:
    put_history(store, [INSIDE, ELSEWHERE])
    done = ruled(store)
    assert (done.outcome, done.reason, done.evidence, done.is_new) == (
        Outcome.YES,
        "happened",
        ("set/a.txt#1",),
        True,
    )
    (held,) = store.resolutions()
    assert (held.by, held.evidence) == ("rule", ("set/a.txt#1",))


def test_an_event_is_a_yes_before_the_window_is_over(store: Store) -> None:
    put_history(store, [INSIDE])
    assert ruled(store, today=after(4)).outcome is None
    assert ruled(store, today=after(5)).outcome is Outcome.YES


def test_a_window_without_the_event_is_a_no_once_the_history_tells_of_it(store: Store) -> None:
    put_history(store, [BEFORE, ELSEWHERE])
    assert ruled(store).outcome is Outcome.NO


@pytest.mark.parametrize(
    ("last", "today", "reason"), [(29, 90, "history-ends"), (60, 90, "history-begins"), (60, 30, "window-runs")]
)
def test_a_question_stays_open_with_a_reason(store: Store, last: int, today: int, reason: str) -> None:
    put_history(store, [(after(last), "KOR", "ACCUSE", "PRK")])
    done = ruled(store, today=after(today))
    assert (done.outcome, done.reason, done.is_new) == (None, reason, False)
    assert store.resolutions() == ()
    assert find_line(store, QUESTION.id).state(after(today)) is (BookState.DUE if today > 30 else BookState.OPEN)


def test_ruling_again_adds_nothing(store: Store) -> None:
    put_history(store, [INSIDE, ELSEWHERE])
    assert [ruled(store, at=at).is_new for at in range(2)] == [True, False]
    assert len(store.resolutions()) == 1


def test_late_news_supersede_a_no_and_edit_nothing(store: Store) -> None:
    put_history(store, [BEFORE, ELSEWHERE])
    first = ruled(store)
    put_history(store, [BEFORE, INSIDE, ELSEWHERE], at=1)
    second = ruled(store, at=1)
    assert (first.outcome, second.outcome) == (Outcome.NO, Outcome.YES)
    assert [one.outcome for one in store.resolutions()] == [Outcome.NO, Outcome.YES]
    assert find_line(store, QUESTION.id).outcome is Outcome.YES


def test_a_person_outranks_the_rule_whoever_comes_last(store: Store) -> None:
    put_history(store, [INSIDE, ELSEWHERE])
    decided(store, Outcome.NO, evidence=("https://example.org/denial",))
    done = ruled(store, question=QUESTION.id)
    assert (done.outcome, done.is_new) == (Outcome.NO, False)
    assert resolve(store, None, load_packs(), today=TODAY) == ()
    assert find_line(store, QUESTION.id).outcome is Outcome.NO


def test_a_rule_that_spoke_first_is_outranked_too(store: Store) -> None:
    put_history(store, [INSIDE, ELSEWHERE])
    ruled(store)
    decided(store, Outcome.VOID)
    assert find_line(store, QUESTION.id).outcome is Outcome.VOID
    assert len(store.resolutions()) == 2


def test_a_later_decision_supersedes_and_the_same_again_adds_nothing(store: Store) -> None:
    made = [decided(store, outcome) for outcome in (Outcome.YES, Outcome.YES, Outcome.NO, Outcome.YES)]
    assert [one.is_new for one in made] == [True, False, True, True]
    assert find_line(store, QUESTION.id).outcome is Outcome.YES


@pytest.mark.parametrize(
    ("changes", "code"), [({"person": ""}, "N112"), ({"note": " "}, "N154"), ({"question": "zz"}, "N151")]
)
def test_a_decision_needs_a_name_a_question_and_evidence(store: Store, changes: dict[str, str], code: str) -> None:
    with pytest.raises(NeracaError) as refused:
        decided(store, Outcome.YES, **changes)
    assert refused.value.code == code
    assert store.resolutions() == ()


def test_our_own_history_tells_until_the_day_before_its_last_publication(tmp_path: Path) -> None:
    with Store.create(tmp_path / "own") as own:
        add([write_articles(tmp_path / "articles")], own)
        account = build_account(own, as_of=LATER)
        days = [one.day for one in account.documents if one.day is not None]
        put_history(own, [ELSEWHERE])
        told = told_days(own, ("own", "set", "all"), today=LATER)
        assert told["own"] == ((min(days), max(days) - timedelta(days=1)),)
        assert [last for _, last in told["set"]] == [after(60)]
        assert told["all"] == tuple(sorted(told["own"] + told["set"]))
        assert told_days(own, ("own", "set"), today=AS_OF)["set"] == ()


@pytest.mark.parametrize(
    ("as_of", "outcome", "reason"),
    [
        (date(2024, 6, 1), Outcome.YES, "happened"),
        (date(2024, 7, 1), Outcome.NO, "not-happened"),
        (date(2024, 10, 15), None, "history-ends"),
    ],
)
def test_our_own_events_decide_by_what_the_articles_say(
    tmp_path: Path, as_of: date, outcome: Outcome | None, reason: str
) -> None:
    with Store.create(tmp_path / "own") as own:
        add([write_articles(tmp_path / "articles")], own)
        put_line(own, make_question(as_of=as_of, history="own"))
        done = ruled(own, today=LATER)
        assert (done.outcome, done.reason) == (outcome, reason)
        events = {event.id: event for event in build_account(own).events}
        assert {events[key].type for key in done.evidence} == ({"CONSULT"} if outcome is Outcome.YES else set())


def test_what_articles_deny_is_no_evidence(tmp_path: Path) -> None:
    text = (
        "Rusia Membantah\n\nHarian Contoh - Rabu (3/7/2024)\n\n"
        "Rusia membantah telah bertemu Korea Utara pada 2 Juli 2024.\n"
    )
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    with Store.create(tmp_path / "own") as own:
        add([tmp_path / "a.txt"], own)
        put_line(own, make_question(as_of=date(2024, 7, 1), history="own"))
        assert ruled(own, today=LATER).outcome is None
