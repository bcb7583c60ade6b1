"""An event and its negation: one entry with two sides, each in its own words; reasons in words."""

from __future__ import annotations

from dataclasses import replace

from dossier_account import Reader, document, made_event, make_names

from neraca.packs.words import read_words
from neraca.publish.book import Book, open_book
from neraca.publish.dossier import render_dossier
from neraca.publish.events import sort_events
from neraca.publish.reasons import explain_status
from neraca.publish.world import read_world
from neraca.records import Account, Event, EventStatus

EN = read_words("en")
TEXT = "Two voices\n\nIran sent missiles to Russia. Iran did not send missiles to Russia.\n"


def make_opposites() -> tuple[Account, Event, Event]:
    source = document("a.txt", TEXT, outlet="Samudra", day="2024-09-12", language="en")
    reader = Reader(source)
    said = reader.claim("Iran sent missiles to Russia", "sent", "AID", "IRN=Iran", "RUS=Russia")
    not_so = reader.claim("Iran did not send missiles to Russia", "send", "AID", "IRN=Iran", "RUS=Russia", negated=True)
    claims = {"yes": said, "no": not_so}
    event = made_event(
        claims, "yes", EventStatus.DISPUTED, reasons=("witnesses=1", f"opposed_by_claims={not_so.id}", "new_code=7")
    )
    negation = made_event(claims, "no", EventStatus.DISPUTED, reasons=(f"opposed_by_claims={said.id}",))
    account = Account(
        as_of=None, documents=(source,), claims=(said, not_so), derivations=(), events=(event, negation), entries=()
    )
    return account, event, negation


def book(account: Account) -> Book:
    return open_book(account, names=make_names("en"), words=EN)


def test_an_event_and_its_negation_are_one_entry_with_two_sides() -> None:
    account, event, negation = make_opposites()
    (row,) = sort_events(book(account)).disputed
    assert (row.id, row.also) == (event.id, (negation.id,))
    assert [voice.stance for voice in row.supporters] == ["asserts"]
    assert [voice.stance for voice in row.opponents] == ["says the opposite"]
    assert row.counter is not None and row.counter.quoted_claim == negation.anchor
    assert {claim for claim, _ in row.claims} == {event.anchor, negation.anchor}


def test_a_negation_whose_event_is_elsewhere_keeps_an_entry_of_its_own() -> None:
    account, event, negation = make_opposites()
    confirmed = replace(account, events=(replace(event, status=EventStatus.CONFIRMED), negation))
    assert [row.id for row in sort_events(book(confirmed)).disputed] == [negation.id]


def test_both_ids_are_anchors_of_the_page() -> None:
    account, event, negation = make_opposites()
    html = render_dossier(
        account, names=make_names("en"), words=EN, world=read_world(), language="en", title="Two voices"
    )
    assert html.count(f'id="{event.id}"') == html.count(f'id="{negation.id}"') == 1


def test_reasons_are_sentences_and_an_unknown_code_stands_as_it_is() -> None:
    account, event, negation = make_opposites()
    reasons = explain_status(event, book(account))
    assert [why.text for why in reasons] == ["1 witness", "claims that say the opposite:", "new_code=7"]
    assert reasons[1].claims == ((negation.anchor, "1.2"),)
