"""Questions beside our own events whose day is not known exactly: a table of events by day does not hold these."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from neraca.forecast.resolution import HAPPENED, Ruling
from neraca.records import Account, Event, Outcome, Question, Stage
from neraca.service.history import has_happened, sides_of

DAY_UNCLEAR = "day-unclear"
# What names no day at all is taken to be news of the days before it was told.
GRACE = timedelta(days=7)
_DAY = timedelta(days=1)
_DONE = frozenset((Stage.OCCURRED, Stage.ONGOING))


def weigh_unclear(ruling: Ruling, question: Question, account: Account, *, told: Mapping[str, date]) -> Ruling:
    """The ruling, with our own events of no single day considered where it found none of a single day.

    One that lies wholly in the window is a yes. One that may lie in it keeps a no open: its span meets the window, or
    it has none and was first told in the window or within a week after; what was told by `as_of` had happened by then.

    Args:
        ruling: By the events of single days.
        question: The question.
        account: As of the same day as the ruling.
        told: Its `first_told`.
    """
    if ruling.outcome is Outcome.YES:
        return ruling
    later = [
        event
        for event in account.events
        if event.type == question.type
        and has_happened(event)
        and (question.actor, question.recipient) in sides_of(event)
        and told.get(event.id, date.min) > question.as_of
    ]
    inside = tuple(event.id for event in later if _is_inside(event, question))
    if inside:
        return Ruling(outcome=Outcome.YES, reason=HAPPENED, evidence=inside)
    perhaps = tuple(event.id for event in later if _may_be_inside(event, question, told[event.id]))
    if ruling.outcome is Outcome.NO and perhaps:
        return Ruling(outcome=None, reason=DAY_UNCLEAR, evidence=perhaps)
    return ruling


def _is_inside(event: Event, question: Question) -> bool:
    span = event.when
    if span is None or span.start is None or span.end is None:
        return False
    return span.start > question.as_of and span.end - _DAY <= question.due


def _may_be_inside(event: Event, question: Question, told: date) -> bool:
    span = event.when
    if span is None or span.start is None or span.end is None:
        return told - GRACE <= question.due
    return span.start <= question.due and span.end - _DAY > question.as_of


def first_told(account: Account) -> Mapping[str, date]:
    """By event, the first day on which a document said that it happened."""
    days = {document.id: document.day for document in account.documents}
    claims = {claim.id: claim for claim in account.claims}
    found: dict[str, date] = {}
    for event in account.events:
        said = [claims[key] for key in event.claims if claims[key].stage in _DONE and not claims[key].negated]
        known = [day for claim in said if (day := days[claim.document]) is not None]
        if known:
            found[event.id] = min(known)
    return found
