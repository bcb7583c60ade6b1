"""Names that newspapers use for organisations: shown, and never another party's."""

from __future__ import annotations

import pytest

from neraca.packs.catalogue import load_packs
from neraca.service.naming import names_for
from neraca.service.selection import find_actor


@pytest.mark.parametrize(
    ("actor", "indonesian", "english"),
    [("IGO:UN", "PBB", "UN"), ("IGO:NATO", "NATO", "NATO"), ("IGO:EU", "Uni Eropa", "EU"), ("IGO:OIC", "OKI", "OIC")],
)
def test_an_organisation_is_shown_as_newspapers_call_it(actor: str, indonesian: str, english: str) -> None:
    packs = load_packs()
    assert (names_for(packs, "id").actor(actor), names_for(packs, "en").actor(actor)) == (indonesian, english)


def test_a_short_name_leads_back_to_its_party_alone() -> None:
    packs = load_packs()
    for actor, short in packs.actors.short.items():
        assert {find_actor(packs, name) for name in short.values() if name} == {actor}


def test_a_full_name_stays_where_no_short_one_is_told() -> None:
    book = load_packs().actors
    assert book.short_name_of("PRK", "id") == book.name_of("PRK", "id") == "Korea Utara"
    assert book.short_name_of("GRP:NOBODY", "en") == "GRP:NOBODY"
