"""An account as of a day is the account of a store that holds only what had been published by then."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import write_articles
from neraca.packs.catalogue import load_packs
from neraca.records import Found, Judgement, JudgementKind, Reading
from neraca.service import add, build_account
from neraca.service.accounts import read_standing
from neraca.service.checking import find_all
from neraca.service.output import EXPORTS, make_dossier, make_export
from neraca.service.search_book import open_book
from neraca.service.searching import search
from neraca.store import Store
from strategies import GENTLE, documents, readings

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
FIRST = date(2024, 1, 1)


@st.composite
def shelves(draw: st.DrawFn) -> tuple[Reading, ...]:
    """Readings of one to four documents of different names, some without a date."""
    days = st.none() | st.integers(0, 4).map(lambda number: (FIRST + timedelta(days=number)).isoformat())
    made = []
    for number in range(draw(st.integers(1, 4))):
        document, published = draw(documents()), draw(days)
        own = replace(
            document,
            name=f"{number}.txt",
            sha256=sha256(str(number).encode()).hexdigest(),
            published=None if published is None else Found(value=published, how="given"),
        )
        made.append(draw(readings(own)))
    return tuple(made)


def fill(folder: Path, shelf: tuple[Reading, ...], *said: Judgement) -> Store:
    store = Store.create(folder)
    with store.writing() as writer:
        for reading in shelf:
            writer.put_original(reading.document.name.removesuffix(".txt").encode(), "text/plain")
            writer.put_reading(reading, NOON)
        for one in said:
            writer.put_judgement(one)
    return store


@GENTLE
@given(shelves(), st.integers(0, 4), st.data())
def test_a_view_as_of_a_day_knows_nothing_published_later(
    tmp_path_factory: pytest.TempPathFactory, shelf: tuple[Reading, ...], offset: int, data: st.DataObject
) -> None:
    day = FIRST + timedelta(days=offset)
    early = tuple(one for one in shelf if one.document.day is not None and one.document.day <= day)
    claims = [claim.id for reading in shelf for claim in reading.claims] or ["claim-0"]
    names = st.sampled_from([*claims, *(f"event:{claim}" for claim in claims)])
    kinds = st.sampled_from((JudgementKind.WRONG, JudgementKind.RIGHT))
    said = tuple(
        Judgement(kind=kind, about=(name,), person="Rini", made_at=NOON + timedelta(hours=hour))
        for hour, (kind, name) in enumerate(data.draw(st.lists(st.tuples(kinds, names), max_size=3)))
    )
    folder = tmp_path_factory.mktemp("as-of")
    with fill(folder / "all", shelf, *said) as whole, fill(folder / "early", early, *said) as part:
        for with_wrong in (False, True):
            then = build_account(whole, as_of=day, with_wrong=with_wrong)
            assert replace(then, as_of=None) == build_account(part, with_wrong=with_wrong)
        assert whole.findings(day) == part.findings()


def test_findings_exports_and_the_dossier_know_nothing_published_later(tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "articles")
    day, packs = date(2024, 10, 19), load_packs()
    with Store.create(tmp_path / "store") as whole:
        add([articles], whole)
        later = {one.label for one in whole.documents() if one.day is None or one.day > day}
        assert 0 < len(later) < len(whole.documents())
        account, findings = find_all(whole, packs, as_of=day)
        assert {one.label for one in account.documents}.isdisjoint(later)
        kept = {one.id for one in account.documents}
        assert all(finding.evidence.document in kept for finding in findings)
        for name in EXPORTS:
            written = make_export(account, name=name, standing=read_standing(whole)).decode()
            assert all(label not in written for label in later)
        page = make_dossier(account, packs, language="id")
        assert all(label not in page for label in later)
        found = search(whole, open_book(whole, account), "Korea", packs=packs)
        assert found.rows
        assert all(row["document"] not in later for row in found.rows)
