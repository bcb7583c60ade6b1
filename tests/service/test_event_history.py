"""How an event stood on each day of publication."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings

from builders import make_claim, make_document
from crowds import crowds
from neraca.pipeline import build_account
from neraca.records import Account, Claim, Document, EventStatus
from neraca.service.event_history import status_history

SEOUL = (("KOR", "intelligence", "asserts"),)
NATO = (("IGO:NATO", "military", "asserts"),)
MOSCOW = (("RUS", "government", "denies"),)


def account_of(*rows: tuple[Document, Claim]) -> Account:
    return build_account([document for document, _ in rows], [claim for _, claim in rows])


def told(name: str, day: str | None, voices: tuple[tuple[str, str, str], ...]) -> tuple[Document, Claim]:
    document = make_document(name, text=f"Kata-kata {name} sendiri.", published=day, outlet=name)
    return document, make_claim(document, items=("troops",), voices=voices)


def test_a_later_denial_makes_a_report_disputed_from_that_day_on() -> None:
    account = account_of(told("a.txt", "2024-10-19", SEOUL), told("b.txt", "2024-10-22", MOSCOW))
    (event,) = account.events
    history = status_history(event, account)
    assert [(one.day, one.status) for one in history] == [
        (date(2024, 10, 19), EventStatus.REPORTED),
        (date(2024, 10, 22), EventStatus.DISPUTED),
    ]


def test_a_day_that_changes_nothing_is_left_out() -> None:
    account = account_of(told("a.txt", "2024-10-19", SEOUL), told("b.txt", "2024-10-21", SEOUL))
    (event,) = account.events
    assert [one.day for one in status_history(event, account)] == [date(2024, 10, 19)]


def test_what_undated_texts_add_stands_last_without_a_day() -> None:
    account = account_of(told("a.txt", "2024-10-19", SEOUL), told("b.txt", None, NATO))
    (event,) = account.events
    assert [(one.day, one.witnesses) for one in status_history(event, account)] == [
        (date(2024, 10, 19), 1),
        (None, 2),
    ]


@settings(max_examples=40, deadline=None)
@given(crowds())
def test_a_history_ends_with_the_event_as_it_is(crowd: tuple[tuple[Document, ...], tuple[Claim, ...]]) -> None:
    account = build_account(*crowd)
    for event in account.events:
        history = status_history(event, account)
        last = history[-1]
        assert (last.status, last.credibility, last.witnesses) == (
            event.status,
            event.credibility,
            len(event.testimony),
        )
        days = [one.day for one in history if one.day is not None]
        assert days == sorted(set(days))
