"""Our own events of no single day: wholly in a window they decide, perhaps in it they keep a no open."""

from __future__ import annotations

import pytest

from books import AS_OF, after, make_question
from builders import make_claim, make_document
from neraca.forecast.resolution import HAPPENED, NOT_HAPPENED, Ruling
from neraca.pipeline import build_account
from neraca.records import Outcome, Stage
from neraca.service.own_rulings import DAY_UNCLEAR, first_told, weigh_unclear

NO = Ruling(outcome=Outcome.NO, reason=NOT_HAPPENED)
QUESTION = make_question(history="own")


def weighed(
    *, published: int = 10, when: tuple[int, int] | None = None, ruling: Ruling = NO, stage: Stage = Stage.OCCURRED
) -> Ruling:
    """The ruling beside one report; days are counted from the day of the question, `when` is half-open."""
    document = make_document(published=after(published).isoformat(), text="x" * 300)
    span = None if when is None else (after(when[0]).isoformat(), after(when[1]).isoformat())
    claim = make_claim(document, event="CONSULT", actors=("PRK", "RUS"), recipients=(), stage=stage, when=span)
    account = build_account([document], [claim])
    return weigh_unclear(ruling, QUESTION, account, told=first_told(account))


def test_a_span_that_lies_wholly_in_the_window_is_a_yes() -> None:
    done = weighed(when=(3, 10))
    assert (done.outcome, done.reason, len(done.evidence)) == (Outcome.YES, HAPPENED, 1)
    assert weighed(when=(1, 31), published=60).outcome is Outcome.YES


@pytest.mark.parametrize("when", [(-5, 3), (25, 40), (-5, 40)])
def test_a_span_that_only_meets_the_window_keeps_a_no_open(when: tuple[int, int]) -> None:
    done = weighed(when=when, published=60)
    assert (done.outcome, done.reason, len(done.evidence)) == (None, DAY_UNCLEAR, 1)


@pytest.mark.parametrize(
    ("published", "reason"), [(0, NOT_HAPPENED), (1, DAY_UNCLEAR), (37, DAY_UNCLEAR), (38, NOT_HAPPENED)]
)
def test_what_names_no_day_may_have_happened_until_a_week_before_it_was_told(published: int, reason: str) -> None:
    assert weighed(published=published).reason == reason


@pytest.mark.parametrize("when", [(-9, -2), (31, 35)])
def test_a_span_outside_the_window_changes_nothing(when: tuple[int, int]) -> None:
    assert weighed(when=when, published=60) == NO


def test_what_is_only_planned_changes_nothing() -> None:
    assert weighed(when=(3, 10), stage=Stage.PLANNED) == NO


def test_an_open_question_stays_open_for_its_own_reason() -> None:
    runs = Ruling(outcome=None, reason="window-runs")
    assert weighed(ruling=runs) == runs
    assert weighed(ruling=runs, when=(3, 10)).outcome is Outcome.YES
    assert QUESTION.as_of == AS_OF
