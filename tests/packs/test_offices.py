"""Who held the chief offices: no year without a holder, no term twice, and changes that the news of the day report."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import lru_cache

import pytest

from neraca.packs.actors import ActorBook, load_actors

STATES = (
    *("USA", "CAN", "MEX", "BRA", "ARG", "ZAF", "SAU", "IRN", "ISR"),
    *("GBR", "FRA", "DEU", "ITA", "RUS", "TUR", "UKR"),
)
FOREIGN = ("foreign minister", "foreign secretary", "secretary of state")
DEFENCE = ("defence minister", "defence secretary", "secretary of defense")
HEADS = ("president", "prime minister", "chancellor", "king", "supreme leader")
BODIES = {
    "IGO:UN": ("secretary-general",),
    "IGO:NATO": ("secretary general",),
    "IGO:EU": ("president of the european commission", "president of the european council", "high representative"),
    "IGO:IAEA": ("director general",),
}


@lru_cache(maxsize=1)
def book() -> ActorBook:
    return load_actors()


def holders(actor: str, offices: tuple[str, ...], day: date) -> set[str]:
    return {term.person for term in book().office_holders(actor, day) if term.office.removeprefix("acting ") in offices}


@pytest.mark.parametrize("actor", STATES)
@pytest.mark.parametrize("offices", [FOREIGN, DEFENCE, HEADS], ids=["foreign", "defence", "head"])
def test_a_state_has_holders_in_every_year(actor: str, offices: tuple[str, ...]) -> None:
    days = [date(year, month, 25) for year in range(2010, 2026) for month in (4, 9)][:-1]
    assert [day.isoformat() for day in days if not holders(actor, offices, day)] == []


@pytest.mark.parametrize("actor", STATES)
@pytest.mark.parametrize("offices", [FOREIGN, DEFENCE], ids=["foreign", "defence"])
def test_a_ministry_has_one_minister_at_a_time(actor: str, offices: tuple[str, ...]) -> None:
    days = [date(year, month, 25) for year in range(2010, 2026) for month in range(1, 13)]
    assert {day.isoformat(): found for day in days if len(found := holders(actor, offices, day)) > 1} == {}


@pytest.mark.parametrize(("actor", "office"), [(actor, office) for actor, own in BODIES.items() for office in own])
def test_a_body_has_one_head_at_a_time(actor: str, office: str) -> None:
    days = [date(year, month, 25) for year in range(2010, 2026) for month in (4, 9)][:-1]
    assert [day.isoformat() for day in days if len(holders(actor, (office,), day)) != 1] == []


def test_no_term_of_these_offices_stands_twice() -> None:
    chief = {*FOREIGN, *DEFENCE, *HEADS}
    actors = {*STATES, *BODIES}
    terms = Counter(
        (term.actor, term.person, term.office, term.start)
        for term in book().offices
        if term.actor in actors and term.office in chief
    )
    assert [term for term, times in terms.items() if times > 1] == []


@pytest.mark.parametrize(
    ("actor", "office", "day", "person"),
    [
        ("USA", "secretary of defense", date(2019, 3, 1), "Patrick Shanahan"),
        ("USA", "secretary of state", date(2025, 1, 19), "Antony Blinken"),
        ("USA", "secretary of state", date(2025, 7, 1), "Marco Rubio"),
        ("FRA", "foreign minister", date(2016, 3, 1), "Jean-Marc Ayrault"),
        ("FRA", "prime minister", date(2025, 3, 1), "François Bayrou"),
        ("TUR", "prime minister", date(2014, 8, 20), "Recep Tayyip Erdogan"),
        ("TUR", "president", date(2014, 8, 20), "Abdullah Gul"),
        ("UKR", "defence minister", date(2015, 2, 12), "Stepan Poltorak"),
        ("ISR", "defence minister", date(2019, 5, 1), "Benjamin Netanyahu"),
        ("SAU", "defence minister", date(2018, 10, 2), "Mohammed bin Salman"),
        ("BRA", "president", date(2016, 9, 1), "Michel Temer"),
        ("GBR", "queen", date(2022, 9, 7), "Elizabeth II"),
        ("IGO:IAEA", "director general", date(2019, 10, 1), "Cornel Feruta"),
    ],
)
def test_a_change_of_office_is_known_to_the_day(actor: str, office: str, day: date, person: str) -> None:
    assert holders(actor, (office,), day) == {person}


def test_a_minister_who_moved_to_a_body_stands_for_it_from_then_on() -> None:
    person = "Ursula von der Leyen"
    assert book().actor_of(person, "IGO:EU", day=date(2016, 5, 1)) == "DEU"
    assert book().actor_of(person, "DEU", day=date(2021, 5, 1)) == "IGO:EU"
