"""Ties from events: what counts, how much, on which day, and how it fades."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from builders import make_claim, make_document
from neraca.link import group_claims
from neraca.packs.events import load_events
from neraca.packs.network import load_network
from neraca.records import Claim, Document, Network, Stage, Tie
from neraca.relate.network import build_network
from neraca.weigh import assess_groups

PACK, BOOK = load_network(), load_events()
ONE = make_document("a.txt", text="Satu.", published="2024-10-19")
TWO = make_document("b.txt", text="Dua.", published="2024-11-20")
UNDATED = make_document("c.txt", text="Tiga.", published=None)
END = date(2024, 12, 31)
NIS = ("KOR", "intelligence", "asserts")
KYIV = ("UKR", "government", "asserts")


def network(*claims: Claim, day: date = END, documents: tuple[Document, ...] = (ONE, TWO)) -> Network:
    events = assess_groups(group_claims(claims, documents), documents=documents, derivations=())
    return build_network(events, claims, documents, day=day, book=BOOK, pack=PACK)


def ties(*claims: Claim, day: date = END, documents: tuple[Document, ...] = (ONE, TWO)) -> dict[tuple[str, str], Tie]:
    return {(tie.source, tie.target): tie for tie in network(*claims, day=day, documents=documents).ties}


def gift(document: Document = ONE, *, day: str | None = "2024-10-01", **fields: object) -> Claim:
    when = (day, (date.fromisoformat(day) + timedelta(days=1)).isoformat()) if day else None
    return make_claim(document, **{"items": ("arms",), "when": when, "voices": (NIS,), **fields})  # type: ignore[arg-type]


def test_a_gift_ties_its_giver_to_its_receiver_and_opens_to_its_claims() -> None:
    claim = gift()
    (tie,) = ties(claim).values()
    assert (tie.source, tie.target, tie.negative) == ("PRK", "RUS", 0.0)
    assert tie.positive > 0.5
    assert tie.claims == (claim.id,)
    assert tie.last == date(2024, 10, 1)


def test_an_accusation_is_hostile() -> None:
    accused = make_claim(ONE, event="ACCUSE", actors=("KOR",), recipients=("PRK",))
    (tie,) = ties(accused).values()
    assert (tie.source, tie.target, tie.positive) == ("KOR", "PRK", 0.0)
    assert tie.negative > 0.0


def test_a_meeting_ties_all_who_meet_both_ways() -> None:
    met = make_claim(ONE, event="CONSULT", actors=("PRK", "RUS", "CHN"), recipients=())
    assert len(ties(met)) == 6


def test_signing_together_ties_both_but_fighting_together_is_no_quarrel() -> None:
    assert len(ties(make_claim(ONE, event="SUPPORT", actors=("PRK", "RUS"), recipients=()))) == 2
    assert ties(make_claim(ONE, event="ASSAULT", actors=("PRK", "RUS"), recipients=())) == {}


@pytest.mark.parametrize(
    "fields",
    [
        {"stage": Stage.PLANNED},
        {"stage": Stage.PREDICTED},
        {"stage": Stage.HYPOTHETICAL},
        {"stage": Stage.URGED},
        {"negated": True},
        {"voices": (("RUS", "government", "denies"),)},
        {"event": "REQUEST"},
        {"actors": ("GRP:OTHER",)},
        {"actors": ("MED:REUTERS",)},
        {"actors": ()},
    ],
)
def test_what_did_not_happen_or_binds_nobody_makes_no_tie(fields) -> None:
    assert ties(gift(**fields)) == {}


def test_the_better_known_an_act_the_more_it_weighs() -> None:
    denied = ties(gift(), gift(TWO, voices=(("RUS", "government", "denies"),)))
    hedged = ties(gift(hedged=True))
    told = ties(gift())
    twice = ties(gift(), gift(TWO, voices=(KYIV,)))
    weights = [found["PRK", "RUS"].positive for found in (denied, told, twice)]
    assert weights == sorted(set(weights))
    assert hedged["PRK", "RUS"].positive < told["PRK", "RUS"].positive


def test_a_tie_halves_with_its_half_life() -> None:
    claim = gift()
    half_life = timedelta(days=PACK.rules.half_life_days)
    fresh, old = (ties(claim, day=day)["PRK", "RUS"] for day in (date(2024, 10, 1), date(2024, 10, 1) + half_life))
    assert old.positive == pytest.approx(fresh.positive / 2, abs=1e-3)
    assert ties(claim, day=date(2024, 10, 1) + 12 * half_life) == {}


def test_an_act_does_not_count_before_it_happened() -> None:
    assert ties(gift(), day=date(2024, 9, 30)) == {}


def test_an_act_without_a_time_stands_at_its_first_report() -> None:
    (tie,) = ties(gift(day=None)).values()
    assert (tie.last, tie.placed) == (date(2024, 10, 19), 1)
    assert ties(gift(day=None), day=date(2024, 10, 18)) == {}


def test_a_report_without_a_day_had_been_made_by_the_newest() -> None:
    documents = (TWO, UNDATED)
    (tie,) = ties(gift(UNDATED, day=None), documents=documents).values()
    assert tie.last == date(2024, 11, 20)


def test_events_that_no_day_can_be_given_to_are_named() -> None:
    found = network(gift(UNDATED, day=None), documents=(UNDATED,))
    assert (found.ties, len(found.undated)) == ((), 1)


def test_a_vague_time_counts_when_it_is_over_or_reported() -> None:
    claim = gift(day=None, when=("2024-01-01", "2025-01-01"))
    assert ties(claim, day=date(2024, 10, 18)) == {}
    assert ties(claim, day=date(2024, 10, 19))["PRK", "RUS"].last == date(2024, 10, 19)


def test_what_goes_on_does_not_fade_before_its_last_report() -> None:
    goes_on = {"stage": Stage.ONGOING, "day": None, "when": ("2023-08-01", None)}
    claims = gift(**goes_on), gift(TWO, **goes_on)
    assert len({ties(*claims, day=day)["PRK", "RUS"].positive for day in (date(2023, 9, 1), date(2024, 11, 20))}) == 1
    assert ties(*claims)["PRK", "RUS"].last == date(2024, 11, 20)
    assert ties(*claims, day=date(2023, 7, 31)) == {}


def test_claims_that_name_another_giver_do_not_speak_for_a_tie() -> None:
    both = gift(actors=("PRK", "IRN"))
    found = ties(both, gift(TWO, actors=("PRK",), voices=(KYIV,)))
    assert both.id in found["IRN", "RUS"].claims
    assert len(found["IRN", "RUS"].claims) == 1


def test_cooperation_and_hostility_that_balance_have_no_sign() -> None:
    accusations = [
        make_claim(
            TWO, at=300 * at, event=kind, actors=("RUS",), recipients=("PRK",), when=("2024-10-01", "2024-10-02")
        )
        for at, kind in enumerate(("COERCE",), start=1)
    ]
    (dyad,) = network(gift(), *accusations).dyads
    assert (dyad.first, dyad.second, dyad.sign) == ("PRK", "RUS", 0)
