"""A part of the samples' account: it stands by itself, lays out as a whole one does, and changes nothing in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest
from lxml import html

from neraca.packs.catalogue import Packs, load_packs
from neraca.packs.words import read_words
from neraca.publish.background import Background
from neraca.publish.book import Book, open_book
from neraca.publish.dossier import Part, render_dossier
from neraca.publish.relations import Relations
from neraca.publish.world import read_world
from neraca.records import Account, Derivation
from neraca.service import add, build_account
from neraca.service.account_index import AccountIndex, index_account
from neraca.service.background import gather_background
from neraca.service.demo import sample_files
from neraca.service.naming import names_for
from neraca.service.narrowing import Narrowed, entries_of, narrow, opposing, tied_events
from neraca.service.relations import gather_relations
from neraca.store import Store


@dataclass(frozen=True)
class Whole:
    """The samples' account, with all that is known beside it."""

    account: Account
    background: Background
    relations: Relations
    index: AccountIndex
    packs: Packs

    def narrow(self, *events: str, documents: tuple[str, ...] = (), entries: tuple[str, ...] | None = None) -> Narrowed:
        """The part that belongs to some events."""
        return narrow(
            self.account,
            background=self.background,
            relations=self.relations,
            events=events,
            entries=entries,
            documents=documents,
            index=self.index,
        )

    def book(self, part: Narrowed) -> Book:
        """The part with the whole's numbers."""
        return open_book(
            part.account,
            names=names_for(self.packs, "en"),
            words=read_words("en"),
            background=part.background,
            relations=part.relations,
            numbers=self.index.numbers,
        )


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    folder = tmp_path_factory.mktemp("narrowing")
    with Store.create(folder / "store") as store, sample_files() as files:
        add(files, store, workers=1, clock=lambda: datetime(2026, 1, 1, 12, tzinfo=UTC))
        account, packs = build_account(store), load_packs()
        background = gather_background(account, packs, own=store.findings())
    relations = gather_relations(account, packs, background=background)
    index = index_account(account, background=background, relations=relations)
    return Whole(account, background, relations, index, packs)


def test_a_part_of_all_events_and_documents_is_the_whole(whole: Whole) -> None:
    events, documents = (event.id for event in whole.account.events), (one.id for one in whole.account.documents)
    entries = tuple(entry.id for entry in whole.account.entries)
    part = whole.narrow(*events, documents=tuple(documents), entries=entries)
    assert part.account == whole.account
    assert part.background == whole.background
    touching = whole.relations
    assert part.relations.chronology.moments == touching.chronology.moments
    assert part.relations.chronology.months == touching.chronology.months
    assert part.relations.chronology.lanes == touching.chronology.lanes
    assert part.relations.reactions == touching.reactions
    assert part.relations.outlooks == touching.outlooks
    assert part.relations.track_records == touching.track_records


def test_without_an_index_the_part_is_the_same(whole: Whole) -> None:
    chosen = [event.id for event in whole.account.events[:5]]
    alone = narrow(whole.account, background=whole.background, relations=whole.relations, events=chosen)
    assert alone == whole.narrow(*chosen)


def test_a_part_holds_its_events_in_the_order_of_the_account(whole: Whole) -> None:
    chosen = [event.id for event in whole.account.events[3:30:4]]
    part = whole.narrow(*reversed(chosen), "event-0000000000000000")
    assert [event.id for event in part.account.events] == chosen


def test_every_document_of_a_part_folds_under_the_root_that_it_has_in_the_whole(whole: Whole) -> None:
    book = open_book(whole.account, names=names_for(whole.packs, "en"), words=read_words("en"))
    for event in whole.account.events:
        part = whole.book(whole.narrow(event.id))
        for document in part.documents:
            assert part.root(document) == book.root(document)


def test_what_speaks_against_an_event_is_in_its_part(whole: Whole) -> None:
    opposed = [event for event in whole.account.events if opposing(event)]
    assert opposed
    for event in opposed:
        part = whole.narrow(event.id)
        assert {*opposing(event), event.strongest_against} - {""} <= {claim.id for claim in part.account.claims}


def test_numbers_in_a_part_are_those_of_the_whole(whole: Whole) -> None:
    part = whole.narrow(whole.account.events[-1].id)
    book = whole.book(part)
    assert book.numbers == {own: whole.index.numbers[own] for own in book.numbers}
    assert {claim.id for claim in part.account.claims} <= book.numbers.keys()


def test_a_ledger_line_that_is_asked_for_is_there_with_every_claim(whole: Whole) -> None:
    entry = max(whole.account.entries, key=lambda one: len(one.events))
    part = whole.narrow(entry.events[0], entries=(entry.id,))
    assert part.account.entries == (entry,)
    assert {*entry.claims, *entry.given_for} <= {claim.id for claim in part.account.claims}


def test_a_ledger_line_that_is_only_touched_keeps_its_id_and_loses_claims_of_others(whole: Whole) -> None:
    entry = max(whole.account.entries, key=lambda one: len(one.events))
    part = whole.narrow(entry.events[0])
    found = next(one for one in part.account.entries if one.id == entry.id)
    own = set(whole.index.events[entry.events[0]].claims)
    assert set(found.claims) == own & set(entry.claims) != set(entry.claims)
    assert replace(found, claims=entry.claims) == entry


def test_reactions_and_chains_stay_between_the_events_of_the_part(whole: Whole) -> None:
    chain = whole.relations.reactions.chains[0]
    part = whole.narrow(*chain.events).relations.reactions
    assert chain in part.chains
    assert all({one.cause, one.effect} <= set(chain.events) for one in part.said)
    assert not whole.narrow(chain.events[0]).relations.reactions.said


def test_events_tied_to_one_are_its_opposites_outcomes_and_reactions(whole: Whole) -> None:
    reaction = whole.relations.reactions.said[0]
    assert reaction.effect in tied_events(reaction.cause, whole.index)
    assert reaction.cause in tied_events(reaction.effect, whole.index)
    foretold = next(event for event in whole.account.events if event.fulfilled_by)
    done = whole.index.anchors[foretold.fulfilled_by[0]]
    assert done.id in tied_events(foretold.id, whole.index)
    assert foretold.id in tied_events(done.id, whole.index)
    assert tied_events("event-0000000000000000", whole.index) == ()


def test_a_part_of_nothing_is_empty(whole: Whole) -> None:
    part = whole.narrow()
    assert not (part.account.documents or part.account.claims or part.account.events or part.account.entries)
    assert not (part.background.findings or part.background.stories)


def test_every_event_by_itself_lays_out_and_every_link_on_its_page_leads_somewhere(whole: Whole) -> None:
    for event in whole.account.events:
        part = whole.narrow(event.id, entries=entries_of((event.id,), whole.index))
        page = _render(whole, part)
        assert set(_targets(page)) <= {element.get("id") for element in page.iter() if element.get("id")}


@pytest.mark.parametrize("size", [2, 7, 25])
def test_any_run_of_events_lays_out_and_every_link_on_its_page_leads_somewhere(whole: Whole, size: int) -> None:
    events = [event.id for event in whole.account.events]
    for start in range(0, len(events), 3 * size):
        chosen = events[start : start + size]
        page = _render(whole, whole.narrow(*chosen, entries=entries_of(chosen, whole.index)))
        assert set(_targets(page)) <= {element.get("id") for element in page.iter() if element.get("id")}


def _render(whole: Whole, part: Narrowed) -> html.HtmlElement:
    text = render_dossier(
        part.account,
        names=names_for(whole.packs, "en"),
        words=read_words("en"),
        world=read_world(),
        language="en",
        title="Part",
        background=part.background,
        relations=part.relations,
        part=Part(numbers=whole.index.numbers, limits=("A part.",)),
    )
    return html.document_fromstring(text.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))


def _targets(page: html.HtmlElement) -> Iterator[str]:
    for link in page.xpath(".//a[starts-with(@href,'#')] | .//*[local-name()='a'][starts-with(@href,'#')]"):
        yield link.get("href")[1:]


def test_derivations_of_a_part_lie_between_its_documents(whole: Whole) -> None:
    derivation: Derivation = whole.account.derivations[0]
    part = whole.narrow(documents=(derivation.child,))
    assert derivation in part.account.derivations
    kept = {document.id for document in part.account.documents}
    assert all({one.child, one.parent} <= kept for one in part.account.derivations)
