"""What third parties do towards a pair, and the network as a whole."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from builders import make_claim, make_document, make_evidence
from crowds import crowds
from neraca.link import group_claims
from neraca.packs.events import load_events
from neraca.packs.network import load_network
from neraca.records import Claim, Document, Event, Network, Remark, RoleKind
from neraca.relate.network import build_network, gather_scenery, halfway_day, place_networks
from neraca.weigh import assess_groups

PACK, BOOK = load_network(), load_events()
ONE = make_document("a.txt", text="Satu " * 200, published="2024-10-19")
TWO = make_document("b.txt", text="Dua.", published="2024-11-20")
END = date(2024, 12, 31)


def events_of(claims: tuple[Claim, ...], documents: tuple[Document, ...]) -> tuple[Event, ...]:
    return assess_groups(group_claims(claims, documents), documents=documents, derivations=())


def network(*claims: Claim, remarks: tuple[Remark, ...] = (), day: date = END) -> Network:
    documents = ONE, TWO
    events = events_of(claims, documents)
    return build_network(events, claims, documents, day=day, book=BOOK, pack=PACK, remarks=remarks)


def roles(*claims: Claim, remarks: tuple[Remark, ...] = ()) -> set[tuple[RoleKind, str, tuple[str, str]]]:
    return {(role.kind, role.actor, role.toward) for role in network(*claims, remarks=remarks).roles}


def act(kind: str, doer: str, target: str, *, at: int = 0) -> Claim:
    if BOOK.types[kind].mutual:
        return make_claim(ONE, at=at, event=kind, actors=(doer, target), recipients=())
    return make_claim(ONE, at=at, event=kind, actors=(doer,), recipients=(target,))


def remark(kind: RoleKind, actor: str) -> Remark:
    quote = ONE.text[:20]
    own = make_evidence(quote, document=ONE.id)
    return Remark(kind=kind, actor=actor, evidence=own, trigger=make_evidence(quote[:4], document=ONE.id))


def test_who_quarrels_with_two_friends_opposes_both() -> None:
    found = roles(
        act("AID", "PRK", "RUS"), act("SANCTION", "JPN", "RUS", at=200), act("SANCTION", "JPN", "PRK", at=400)
    )
    assert (RoleKind.OPPOSES_BOTH, "JPN", ("PRK", "RUS")) in found


def test_a_friend_of_one_enemy_and_foe_of_the_other_sides_with_one() -> None:
    found = roles(act("ASSAULT", "RUS", "UKR"), act("AID", "USA", "UKR", at=200), act("SANCTION", "USA", "RUS", at=400))
    assert (RoleKind.SIDES_WITH_ONE, "USA", ("UKR", "RUS")) in found


def test_who_meets_both_of_two_enemies_talks_to_both() -> None:
    meetings = act("CONSULT", "TUR", "RUS", at=200), act("CONSULT", "TUR", "UKR", at=400)
    assert (RoleKind.TALKS_TO_BOTH, "TUR", ("RUS", "UKR")) in roles(act("ASSAULT", "RUS", "UKR"), *meetings)
    assert roles(act("AID", "RUS", "UKR"), *meetings) == set()


def test_who_gives_to_both_supplies_both_and_opens_to_the_gifts() -> None:
    gifts = act("AID", "IRN", "RUS", at=200), act("AID", "IRN", "PRK", at=400)
    (role,) = network(act("AID", "PRK", "RUS"), *gifts).roles[:1]
    assert (role.kind, role.actor, role.toward) == (RoleKind.SUPPLIES_BOTH, "IRN", ("PRK", "RUS"))
    assert set(role.claims) == {gift.id for gift in gifts}


def test_a_remark_is_about_the_pair_that_its_text_speaks_of_most() -> None:
    watching = remark(RoleKind.WATCHES, "CHN")
    told = act("AID", "PRK", "RUS"), act("AID", "RUS", "PRK", at=200), act("CONSULT", "JPN", "USA", at=400)
    (role,) = network(*told, remarks=(watching,)).roles
    assert (role.kind, role.actor, role.toward) == (RoleKind.WATCHES, "CHN", ("PRK", "RUS"))
    assert role.remarks == (watching,)


def test_a_remark_does_not_count_before_it_was_published() -> None:
    watching = remark(RoleKind.WATCHES, "CHN")
    claims = act("AID", "PRK", "RUS"), act("AID", "RUS", "PRK", at=200)
    assert network(*claims, remarks=(watching,), day=date(2024, 10, 18)).roles == ()
    assert network(*claims, remarks=(watching,), day=date(2024, 10, 19)).roles != ()


@settings(deadline=None, max_examples=40)
@given(crowds(), st.randoms(use_true_random=False))
def test_a_network_is_the_same_whatever_the_order(crowd, random) -> None:
    documents, claims = crowd
    events = events_of(claims, documents)
    deeds = gather_scenery(events, claims, documents, book=BOOK, pack=PACK).deeds
    days = [halfway_day(deeds, end=END) or date(2024, 6, 1), END]
    first = [build_network(events, claims, documents, day=day, book=BOOK, pack=PACK) for day in days]
    piles = list(events), list(claims), list(documents)
    for pile in piles:
        random.shuffle(pile)
    again = [build_network(*piles, day=day, book=BOOK, pack=PACK) for day in days]
    assert again == first
    assert place_networks(*again, drawn=5) == place_networks(*first, drawn=5)
    known = {event.id for event in events}
    assert all(known.issuperset(tie.events) and tie.claims for one in first for tie in one.ties)


def test_half_of_the_events_had_happened_by_the_earlier_day() -> None:
    days = ("2024-01-01", "2024-02-01", "2024-03-01", "2024-04-01")
    claims = tuple(
        make_claim(ONE, at=200 * at, event=kind, actors=("PRK",), recipients=("RUS",), when=(day, f"{day[:-1]}2"))
        for at, (day, kind) in enumerate(zip(days, ("AID", "SUPPORT", "ACCUSE", "ASSAULT"), strict=True))
    )
    deeds = gather_scenery(events_of(claims, (ONE,)), claims, (ONE,), book=BOOK, pack=PACK).deeds
    assert halfway_day(deeds, end=END) == date(2024, 2, 1)
    assert halfway_day(deeds[:1], end=END) is None
