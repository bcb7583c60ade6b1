"""What data sets call acts and parties is known, or is not guessed at."""

from __future__ import annotations

from datetime import date

import pytest

from neraca.packs.actors import load_actors
from neraca.packs.events import load_events
from neraca.packs.relations import load_parties, load_relations


@pytest.mark.parametrize("example", load_relations().examples, ids=lambda example: example.name)
def test_the_examples_of_acts_hold(example) -> None:
    assert load_relations().code_of(example.name) == example.code


@pytest.mark.parametrize("example", load_parties(load_actors()).examples, ids=lambda example: example.name)
def test_the_examples_of_parties_hold(example) -> None:
    party = load_parties(load_actors()).party_of(example.name)
    assert (party.actor if party is not None else "") == example.actor


def test_every_name_of_an_act_has_a_type_of_plover_or_is_a_statement() -> None:
    book, types = load_relations(), load_events().types
    assert len(book.codes) > 250
    for name, code in book.codes.items():
        kind = book.type_of(name)
        assert kind in types or (kind == "" and code.startswith("01"))


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("ASSAULT: aerial", "ASSAULT"),
        ("consult", "CONSULT"),
        ("0211", "REQUEST"),
        ("Make statement", ""),
        ("Hum", None),
    ],
)
def test_an_act_is_known_by_name_code_or_type(words: str, kind: str | None) -> None:
    assert load_relations().type_of(words) == kind


@pytest.mark.parametrize("words", ["", "()", "(Russia)", "The Hague", "Kim", "Nobody (Nowhere)", "Hacker (Russia)"])
def test_a_name_that_means_nobody_known_is_not_guessed_at(words: str) -> None:
    party = load_parties(load_actors()).party_of(words)
    assert party is None or words == "(Russia)"


def test_a_person_stands_for_the_office_of_the_day() -> None:
    parties = load_parties(load_actors())
    party = parties.party_of("Mark Rutte")
    assert party is not None
    assert parties.changes(party)
    assert parties.actor_on(party, date(2020, 1, 1)) == "NLD"
