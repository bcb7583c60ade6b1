"""Reactions: what texts say, what was given for what, and what was measured, each marked as what it is."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from sites import HOME, PATIENCE_S, visit
from starlette.testclient import TestClient

from neraca.publish.reactions import first_causes
from neraca.records import Evidence, Reaction, ReactionKind, Saying, Span, TimeOrder
from neraca.service.project import Settings
from neraca.service.snapshot import Snapshot
from neraca.web.app import create_app
from neraca.web.shelf import Shelf


def known(client: TestClient) -> Snapshot:
    snapshot: Snapshot = client.app.state.desk.shelf.peek()  # type: ignore[attr-defined]
    return snapshot


def tie(cause: str, effect: str) -> Reaction:
    saying = Saying(cause="a", effect="b", cue=Evidence(document="doc", span=Span(start=0, end=2), quote="so"))
    return Reaction(
        cause=cause, effect=effect, kind=ReactionKind.TRIGGER, order=TimeOrder.UNKNOWN, sayings=(saying,),
        voices=(), reports=1, witnesses=1,
    )  # fmt: skip


def test_trees_begin_with_first_causes_and_once_for_each_circle() -> None:
    said = [tie("a", "b"), tie("b", "c"), tie("x", "y"), tie("p", "q"), tie("q", "p")]
    assert first_causes(said) == ("a", "x", "p")


def test_every_reaction_and_its_words_are_on_the_pages(samples: TestClient) -> None:
    found = known(samples).relations.reactions.said
    pages = [visit(samples, f"/reactions?part=said&page={number}") for number in (1, 2, 3)]
    links = {link for page in pages for link in page.links()}
    texts = " ".join(page.text.casefold() for page in pages)
    for one in found:
        assert f"/events/{one.cause}" in links and f"/events/{one.effect}" in links
        assert all(" ".join(each.cue.quote.split()).casefold() in texts for each in one.sayings)


def test_chains_are_sentences_and_returns_say_what_for(samples: TestClient) -> None:
    snapshot = known(samples)
    chains = visit(samples, "/reactions?part=chains").text
    assert chains.count("(said by the texts)") >= len(snapshot.relations.reactions.chains) > 0
    returns = visit(samples, "/reactions?part=returns").text
    for one in snapshot.relations.reactions.returns:
        assert " ".join(one.cue.quote.split()) in returns


def test_what_is_said_and_what_is_measured_are_marked_and_called_no_cause(samples: TestClient) -> None:
    page = visit(samples, "/reactions").text
    assert "said by texts" in page and "measured on the history" in page
    assert "neither proves a cause" in page
    assert "Too little history to measure reactions" in page


def test_filters_leave_reactions_with_the_party_on_either_side(samples: TestClient) -> None:
    snapshot = known(samples)
    page = visit(samples, "/reactions?part=said&actor=IRN")
    ties = {(one.cause, one.effect) for one in snapshot.relations.reactions.said}
    shown = set(re.findall(r"/events/(event-[0-9a-f]+)", page.response.text.partition("<main")[2]))
    assert shown
    for own in shown:
        sides = [other for pair in ties if own in pair for other in pair]
        parties = {code for one in sides for code in snapshot.index.events[one].actors}
        parties |= {code for one in sides for code in snapshot.index.events[one].recipients}
        assert "IRN" in parties
    assert "No text says that one act answers another." in visit(samples, "/reactions?actor=BRA").text


def test_a_measured_association_stands_with_its_ratio_interval_and_cases(
    samples: TestClient, samples_store: Path
) -> None:
    snapshot = known(samples)
    event = snapshot.account.events[0]
    row = {
        "kind": "measured", "status": "confirmed", "cause": "AID", "effect": "ACCUSE",
        "sentence": dict.fromkeys(("id", "en"), "After aid, more often accusations; an association, not a cause."),
        "odds_ratio": 2.5, "low": 1.25, "high": 5.0, "after": [["a", "b"]] * 7, "before": [["a", "b"]] * 3,
        "events": [event.id], "claims": list(event.claims),
    }  # fmt: skip
    measured = replace(snapshot, relations=replace(snapshot.relations, measured=(row,)))
    shelf = Shelf(samples_store, beside=False, build=lambda _folder, _day: measured)
    app = create_app(Settings(store=samples_store, language="en"), shelf=shelf)
    with TestClient(app, base_url=HOME) as client:
        assert shelf.settle(wait_s=PATIENCE_S)
        page = visit(client, "/reactions?part=measured&lang=en")
        assert "odds ratio 2.50" in page.text and "interval 1.25–5.00" in page.text
        assert "7 times after it, 3 times before it" in page.text
        assert f"/events/{event.id}" in page.links()
        assert "After aid" not in visit(client, "/reactions?part=measured&type=THREATEN").text
