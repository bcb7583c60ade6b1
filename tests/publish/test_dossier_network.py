"""The network in the dossier: two drawings, every tie open to its events, nothing by colour alone."""

from __future__ import annotations

import re

import pytest

from builders import make_claim, make_document
from neraca.packs.catalogue import load_packs
from neraca.pipeline import build_account
from neraca.publish.graph import break_name, letter_blocs
from neraca.records import Account, Balance, Bloc, Claim, Network, Polarity
from neraca.service.network import networks_of
from neraca.service.output import make_dossier

ONE = make_document("a.txt", text="Satu. " * 300, published="2024-01-20")
TWO = make_document("b.txt", text="Dua. " * 300, published="2024-11-20")


def act(document, kind: str, doer: str, target: str, *, at: int, day: str) -> Claim:
    text, when = document.text, (day, f"{day[:-1]}{int(day[-1]) + 1}")
    claim = make_claim(document, at=at, event=kind, actors=(doer,), recipients=(target,), when=when)
    assert len(text) > at + 90
    return claim


def made_account() -> Account:
    claims = (
        act(ONE, "AID", "PRK", "RUS", at=0, day="2024-01-01"),
        act(ONE, "SANCTION", "USA", "RUS", at=100, day="2024-01-02"),
        act(TWO, "AID", "USA", "KOR", at=0, day="2024-10-01"),
        act(TWO, "ACCUSE", "KOR", "PRK", at=100, day="2024-10-02"),
    )
    return build_account((ONE, TWO), claims)


@pytest.fixture(scope="module")
def section() -> str:
    page = make_dossier(made_account(), load_packs(), language="en")
    found = re.search(r'<section id="network">.*?</section>', page, re.DOTALL)
    assert found
    return found.group(0)


def test_two_days_stand_side_by_side(section: str) -> None:
    assert section.count('<figure class="net">') == 2
    assert "Up to 2 January 2024" in section
    assert "Up to 20 November 2024" in section


def test_every_tie_opens_to_events_and_claims_on_the_page(section: str) -> None:
    page = make_dossier(made_account(), load_packs(), language="id")
    events = set(re.findall(r'href="#(event-[0-9a-f]+)"', section))
    assert events == {event.id for event in made_account().events}
    targets = set(re.findall(r'href="#([^"]+)"', section))
    assert targets <= set(re.findall(r'id="([^"]+)"', page))


def test_hostile_lines_are_broken_and_blocs_have_letters(section: str) -> None:
    assert 'class="e-hostile"' in section
    assert '<text class="lt"' in section
    assert "North Korea, Russia" in section


def test_an_account_without_ties_has_no_section() -> None:
    empty = build_account((ONE,), ())
    assert networks_of(empty, load_packs()) == ()
    assert 'id="network"' not in make_dossier(empty, load_packs(), language="en")


def bare(*members: str, day: str = "2024-01-01") -> Network:
    return Network(
        day=make_document(published=day).day or pytest.fail(day),
        half_life_days=365.0,
        ties=(),
        dyads=(),
        blocs=tuple(Bloc(members=tuple(one), friendly=1.0, hostile=0.0, against=0.0) for one in members),
        triads=(),
        balance=Balance(share=None, triads=0, balanced=0),
        polarity=Polarity(fit=None, division=None, camps=((), ()), exact=True),
    )


def test_a_bloc_keeps_its_letter_from_one_day_to_the_next() -> None:
    earlier, later = bare("DE", "ABX", "FG"), bare("ABC", "DEH")
    letters = letter_blocs((earlier, later))
    own = {"".join(bloc.members): letters[bloc.id] for network in (earlier, later) for bloc in network.blocs}
    assert own == {"ABC": "A", "DEH": "B", "ABX": "A", "DE": "B", "FG": "C"}


def test_a_long_name_breaks_near_its_middle() -> None:
    assert break_name("Rusia") == ("Rusia",)
    assert break_name("Perserikatan Bangsa-Bangsa") == ("Perserikatan", "Bangsa-Bangsa")
