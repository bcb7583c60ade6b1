"""Histories for forecasts: what they hold, what they leave out, and what nobody could know yet."""

from __future__ import annotations

import hashlib
import operator
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import reduce
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import write_articles
from neraca.codec.columns import pack_columns
from neraca.errors import NeracaError
from neraca.forecast.table import EventTable, make_table, trust_in
from neraca.packs.catalogue import load_packs
from neraca.records import EventSet
from neraca.service import add, build_account
from neraca.service.event_coding import joined
from neraca.service.event_sets import (
    ALL,
    OWN,
    CodedEvents,
    case_at,
    coded_events,
    history_events,
    history_names,
    list_histories,
    own_events,
    stored_events,
)
from neraca.store import Store

FIRST = date(2024, 1, 1)
NOW = datetime(2026, 1, 1, tzinfo=UTC)
Rows = list[tuple[int, str, str, str]]
ROWS: Rows = [
    (0, "Government (Russia)", "Consult", "North Korea"),
    (0, "Military (North Korea)", "Make statement", "Government (Russia)"),
    (1, "Citizen (Russia)", "Accuse", "Government (Russia)"),
    (2, "Armed Rebel (Syria)", "Use conventional military force", "Government (Russia)"),
    (3, "Kim Jong-Un", "Provide military aid", "Vladimir Vladimirovich Putin"),
    (4, "Government (Russia)", "Frobnicate", "North Korea"),
    (5, "United Nations", "Criticize or denounce", "North Korea"),
]


def table_of(rows: Rows, *, published: list[int] | None = None) -> EventTable:
    actors = sorted({side for row in rows for side in (row[1], row[3])})
    relations = sorted({row[2] for row in rows})
    return make_table(
        actors=tuple(actors),
        relations=tuple(relations),
        files=("set/a.txt",),
        day=np.array([FIRST.toordinal() + row[0] for row in rows]),
        source=np.array([actors.index(row[1]) for row in rows]),
        relation=np.array([relations.index(row[2]) for row in rows]),
        target=np.array([actors.index(row[3]) for row in rows]),
        published=None if published is None else np.array([FIRST.toordinal() + day for day in published]),
    )


def read(coded: CodedEvents | EventTable) -> list[tuple[int, str, str, str]]:
    table = coded.table if isinstance(coded, CodedEvents) else coded
    return [
        (
            int(table.day[n]) - FIRST.toordinal(),
            table.actors[table.source[n]],
            table.relations[table.relation[n]],
            table.actors[table.target[n]],
        )
        for n in range(len(table))
    ]


def put_set(store: Store, rows: Rows, *, name: str = "set", at: int = 0) -> EventSet:
    table = table_of(rows)
    columns = pack_columns(
        {part: getattr(table, part) for part in ("day", "source", "relation", "target", "file", "row")}
    )
    with store.writing() as writer:
        events = EventSet(
            name=name,
            format="icews",
            files=("a.txt",),
            originals=(writer.put_original(b"rows", "text/plain"),),
            actors=table.actors,
            relations=table.relations,
            rows=len(table),
            first=table.day_of(0),
            last=table.day_of(len(table) - 1),
            content=hashlib.sha256(columns).hexdigest(),
        )
        writer.put_event_set(events, columns, NOW + timedelta(seconds=at))
    return events


@pytest.fixture
def store(tmp_path: Path):
    with Store.create(tmp_path / "store") as made:
        put_set(made, ROWS)
        yield made


@pytest.fixture
def told(tmp_path: Path):
    with Store.create(tmp_path / "told") as made:
        add([write_articles(tmp_path / "articles")], made)
        yield made


def test_parties_become_actors_and_names_of_acts_become_types() -> None:
    assert read(coded_events(table_of(ROWS), load_packs())) == [
        (0, "RUS", "CONSULT", "PRK"),
        (3, "PRK", "AID", "RUS"),
        (5, "IGO:UN", "ACCUSE", "PRK"),
    ]


def test_what_is_left_out_is_counted_with_its_reason() -> None:
    coded = coded_events(table_of([*ROWS, (6, "Russia", "Consult", "")]), load_packs())
    assert dict(coded.left_out) == {"alone": 1, "statement": 1, "type": 1, "party": 1, "within": 1}
    assert coded.total == len(ROWS) + 1


def test_a_person_counts_for_the_actor_whose_office_was_theirs_on_the_day() -> None:
    rows = [(0, "Mark Rutte", "Consult", "France"), (300, "Mark Rutte", "Consult", "France")]
    assert [row[1] for row in read(coded_events(table_of(rows), load_packs()))] == ["NLD", "IGO:NATO"]


def test_a_set_is_read_as_it_writes_names(store: Store) -> None:
    assert read(stored_events(store, "set")) == ROWS


def test_a_history_without_its_future_is_the_history_as_of_that_day(tmp_path: Path) -> None:
    packs = load_packs()
    with Store.create(tmp_path / "whole") as whole, Store.create(tmp_path / "past") as past:
        put_set(whole, ROWS)
        put_set(past, ROWS[:5])
        day = FIRST + timedelta(days=3)
        one, other = (history_events(made, None, packs, name="set", as_of=day) for made in (whole, past))
    assert one.table.digest == other.table.digest
    assert one.left_out == other.left_out


def test_what_was_published_later_is_not_known_yet() -> None:
    table = table_of(ROWS[:1], published=[9])
    assert len(table.known_by(FIRST + timedelta(days=8))) == 0
    assert len(table.known_by(FIRST + timedelta(days=9))) == 1


def test_the_last_set_of_a_name_counts(store: Store) -> None:
    put_set(store, ROWS[:1], at=1)
    assert read(stored_events(store, "set")) == ROWS[:1]
    assert [row["events"] for row in list_histories(store) if row["name"] == "set"] == [1]


def test_an_unknown_history_is_refused_with_those_that_there_are(store: Store) -> None:
    with pytest.raises(NeracaError) as caught:
        history_events(store, None, load_packs(), name="sett")
    assert caught.value.code == "N107"
    assert "own, all, set" in str(caught.value)
    assert history_names(store) == ("own", "all", "set")


def test_own_events_know_when_they_were_told_first_and_on_how_many_words(told: Store) -> None:
    account = build_account(told)
    table = own_events(account)
    events = {event.id: event for event in account.events}
    days = {document.id: document.day for document in account.documents}
    claims = {claim.id: claim for claim in account.claims}
    assert len(table) > 0
    for number in range(len(table)):
        event = events[table.place_of(number)]
        assert table.relations[table.relation[number]] == event.type
        assert table.weight[number] == trust_in(event.witnesses)
        assert date.fromordinal(int(table.published[number])) in {days[claims[key].document] for key in event.claims}


def test_own_events_of_a_day_are_those_told_by_then(told: Store) -> None:
    whole = own_events(build_account(told))
    day = date.fromordinal(int(np.median(whole.published)))
    coded = history_events(told, build_account(told, as_of=day), load_packs(), name=OWN, as_of=day)
    assert all(coded.table.published <= day.toordinal())


def test_our_own_history_of_a_day_is_that_of_a_store_without_later_articles(told: Store, tmp_path: Path) -> None:
    days = sorted({document.day for document in told.documents() if document.day is not None})
    packs = load_packs()
    for day in days:
        kept = [document for document in told.documents() if document.day is not None and document.day <= day]
        folder = tmp_path / day.isoformat()
        for document in kept:
            file = folder / document.name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(told.original(document.sha256))
        with Store.create(tmp_path / f"past-{day}") as past:
            add([folder], past)
            one = history_events(told, build_account(told), packs, name=OWN, as_of=day)
            other = history_events(past, None, packs, name=OWN)
        assert one.table.digest == other.table.digest


@given(
    st.lists(st.lists(st.sampled_from([(day, *ROWS[kind][1:]) for day in (0, 1) for kind in (0, 4, 6)]), max_size=6))
)
def test_joined_histories_tell_each_event_as_often_as_the_one_that_tells_it_oftenest(told: list[Rows]) -> None:
    parts = [coded_events(table_of(rows), load_packs()) for rows in told if rows]
    if not parts:
        return
    counts = [Counter(read(part)) for part in parts]
    both = joined(parts)
    most = reduce(operator.or_, counts)
    assert Counter(read(both)) == most
    assert dict(both.left_out).get("repeated", 0) == sum(map(len, parts)) - len(both)
    assert list(both.table.day) == sorted(both.table.day)


def test_all_histories_together_count_once_what_several_tell() -> None:
    one, other = (
        coded_events(table_of(rows), load_packs()) for rows in ([ROWS[0], ROWS[0], ROWS[4]], [ROWS[0], ROWS[6]])
    )
    both = joined([one, other])
    assert read(both) == [*[(0, "RUS", "CONSULT", "PRK")] * 2, (3, "PRK", "AID", "RUS"), (5, "IGO:UN", "ACCUSE", "PRK")]
    assert dict(both.left_out) == {"repeated": 1}


def test_what_several_tell_is_trusted_as_by_the_one_that_is_trusted_most() -> None:
    one, other = (coded_events(table_of([ROWS[0]]), load_packs()) for _ in range(2))
    doubted = replace(one, table=replace(one.table, weight=np.array([trust_in(1)], np.float32)))
    assert list(joined([doubted, other]).table.weight) == [1.0]
    assert list(joined([doubted, doubted]).table.weight) == [0.5]


def test_all_joins_our_own_events_and_every_set(told: Store) -> None:
    put_set(told, ROWS)
    account, packs = build_account(told), load_packs()
    own, of_set, both = (history_events(told, account, packs, name=name) for name in (OWN, "set", ALL))
    assert len(both) == len(own) + len(of_set)
    assert list(both.table.day) == sorted(both.table.day)


def test_a_history_of_nothing_is_empty(tmp_path: Path) -> None:
    with Store.create(tmp_path / "empty") as made:
        assert len(history_events(made, None, load_packs(), name=ALL)) == 0
        assert list_histories(made)[0] == {
            **{"name": OWN, "format": "neraca", "events": 0, "first": None, "last": None, "damaged": 0}
        }


def test_a_case_of_a_set_can_be_read(store: Store) -> None:
    account, packs = build_account(store), load_packs()
    place = stored_events(store, "set").place_of(4)
    found = case_at(store, place, account=account, packs=packs)
    assert found == {
        "place": "set/a.txt#5",
        "history": "set",
        "day": "2024-01-04",
        "actor": "PRK",
        "recipient": "RUS",
        "type": "AID",
        "what": "Provide military aid",
        "actor_name": "Kim Jong-Un",
        "recipient_name": "Vladimir Vladimirovich Putin",
        "event": None,
    }
    for lost in ("set/a.txt#99", "set/a.txt#x", "set/b.txt#1", "event-0"):
        assert case_at(store, lost, account=account, packs=packs) is None


def test_a_case_of_our_own_leads_to_its_event(told: Store) -> None:
    account = build_account(told)
    place = own_events(account).place_of(0)
    found = case_at(told, place, account=account, packs=load_packs())
    assert found is not None
    assert found["event"] == place


def test_what_several_tell_is_known_from_the_day_on_which_the_first_knew_it() -> None:
    late, early = (coded_events(table_of([ROWS[0]]), load_packs()) for _ in range(2))
    late = replace(late, table=replace(late.table, published=late.table.day + 30))
    for parts in ([late, early], [early, late]):
        assert list(joined(parts).table.published) == list(early.table.day)
