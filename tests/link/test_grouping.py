"""Which claims are about one event, and which are kept apart."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from builders import make_claim, make_document
from crowds import crowds
from neraca.link import group_claims
from neraca.link.comparison import features, probability
from neraca.link.outline import combine, outline
from neraca.link.told import tell
from neraca.packs.comparison import load_link_model
from neraca.records import Claim, Document, LinkType, Stage

OCTOBER = make_document("a.txt", text="Satu.", published="2024-10-19")
LATER = make_document("b.txt", text="Dua.", published="2024-10-25")
NEXT_YEAR = make_document("c.txt", text="Tiga.", published="2025-10-25")
UNDATED = make_document("d.txt", text="Empat.", published=None)
DOCUMENTS = (OCTOBER, LATER, NEXT_YEAR, UNDATED)


def together(*claims: Claim) -> bool:
    return len(group_claims(claims, DOCUMENTS)) == 1


def troops(document: Document = OCTOBER, **fields: object) -> Claim:
    return make_claim(document, **{"items": ("troops",), **fields})  # type: ignore[arg-type]


def test_two_articles_on_one_transfer_are_one_event() -> None:
    assert together(troops(), troops(LATER))


def test_different_item_classes_are_different_events() -> None:
    assert not together(troops(), make_claim(LATER, items=("missiles",)))


def test_giver_and_receiver_are_not_exchanged() -> None:
    assert not together(troops(), troops(LATER, actors=("RUS",), recipients=("PRK",)))


def test_a_meeting_is_the_same_whoever_is_named_first() -> None:
    one = make_claim(OCTOBER, event="CONSULT", actors=("PRK", "RUS"), recipients=())
    other = make_claim(LATER, event="CONSULT", actors=("RUS",), recipients=("PRK",))
    assert together(one, other)


def test_meetings_with_different_people_are_different() -> None:
    one, other = (
        make_claim(day, event="CONSULT", actors=("PRK", "RUS"), recipients=(), persons=(("RUS", who),))
        for day, who in ((OCTOBER, "Sergey Shoigu"), (LATER, "Sergey Lavrov"))
    )
    assert not together(one, other)


def test_times_that_do_not_meet_are_different_events() -> None:
    one = troops(when=("2024-10-08", "2024-10-14"))
    assert not together(one, troops(LATER, when=("2024-10-14", "2024-10-20")))
    assert together(one, troops(LATER, when=("2024-10-01", "2024-11-01")))


def test_a_transfer_is_not_reported_before_it_happens() -> None:
    assert not together(troops(), troops(NEXT_YEAR, when=("2025-01-01", "2025-02-01")))


def test_without_times_reports_a_year_apart_are_different_events() -> None:
    assert not together(troops(), troops(NEXT_YEAR))


def test_a_moment_has_a_shorter_window_than_a_stream() -> None:
    month_later = make_document("e.txt", text="Lima.", published="2024-11-20")
    meeting = {"event": "CONSULT", "actors": ("PRK", "RUS"), "recipients": ()}
    claims = [make_claim(day, **meeting) for day in (OCTOBER, month_later)]  # type: ignore[arg-type]
    assert len(group_claims(claims, (OCTOBER, month_later))) == 2
    assert len(group_claims([troops(), troops(month_later)], (OCTOBER, month_later))) == 1


def test_a_plan_and_the_act_are_two_events() -> None:
    assert not together(troops(), troops(LATER, stage=Stage.PLANNED))
    assert together(troops(), troops(LATER, stage=Stage.ONGOING))


def test_what_did_not_happen_is_apart() -> None:
    assert not together(troops(), troops(LATER, negated=True))


def test_no_chain_of_claims_that_do_not_fit_each_other() -> None:
    broad = troops(when=("2024-10-01", "2024-11-01"))
    early, late = troops(LATER, when=("2024-10-01", "2024-10-03")), troops(LATER, at=100, when=("2024-10-20", None))
    groups = group_claims((broad, early, late), DOCUMENTS)
    assert not any(early in group and late in group for group in groups)


def test_an_unspecified_gift_joins_the_only_one_it_fits() -> None:
    vague = make_claim(LATER, items=("other",))
    assert together(troops(), vague)
    assert len(group_claims((troops(), make_claim(OCTOBER, at=200, items=("arms",)), vague), DOCUMENTS)) == 3


def test_an_unknown_giver_joins_where_the_item_is_the_same() -> None:
    assert together(troops(), troops(LATER, actors=()))
    assert not together(troops(), troops(LATER, actors=(), recipients=()))


def test_acts_read_as_of_two_types_are_one_where_all_else_is_the_same() -> None:
    day = ("2024-10-18", "2024-10-19")
    handed = troops(when=day, figures=((1500, 1500),))
    moved = troops(
        make_document("f.txt", text="Enam.", published="2024-10-19"), event="RETREAT", when=day, figures=((1500, 1500),)
    )
    far = make_claim(LATER, event="RETREAT", actors=("PRK",), recipients=("CHN",))
    documents = (*DOCUMENTS, make_document("f.txt", text="Enam.", published="2024-10-19"))
    told = {one.id: one for one in tell((handed, moved, far), documents, roots={})}
    model = load_link_model()

    def likely(one: Claim, other: Claim) -> bool:
        return probability(model.weights, features(told[one.id], told[other.id])) >= model.least

    assert likely(handed, moved)
    assert not likely(handed, far)


def test_an_unknown_party_alone_is_no_tie() -> None:
    accusation = make_claim(OCTOBER, event="ACCUSE", actors=("KOR",), recipients=("PRK",))
    other = make_claim(OCTOBER, at=300, event="ACCUSE", actors=("USA",), recipients=("PRK",))
    nobody = make_claim(LATER, event="ACCUSE", actors=(), recipients=("PRK",))
    assert len(group_claims((accusation, other, nobody), DOCUMENTS)) == 3


def test_a_link_in_the_text_decides_between_two_that_fit() -> None:
    one = troops(when=("2024-10-01", "2024-10-03"))
    other = troops(at=200, when=("2024-10-10", "2024-10-12"))
    heading = troops(UNDATED)
    assert len(group_claims((one, other, heading), DOCUMENTS)) == 3
    linked = troops(UNDATED, links=((LinkType.SAME_EVENT, other.id),))
    assert (other, linked) in group_claims((one, other, linked), DOCUMENTS)


def test_an_undated_article_joins_the_only_event_it_fits() -> None:
    assert together(troops(), troops(UNDATED))
    assert not together(troops(), troops(NEXT_YEAR, at=200), troops(UNDATED))


def test_casualties_without_a_named_doer_are_grouped() -> None:
    one, other = (make_claim(day, event="ASSAULT", actors=(), recipients=("PRK",)) for day in (OCTOBER, LATER))
    assert together(one, other)


def test_groups_are_in_order_of_publication() -> None:
    first, second = troops(OCTOBER), troops(LATER)
    assert group_claims((second, first), DOCUMENTS) == ((first, second),)


@settings(deadline=None, max_examples=60)
@given(crowds(), st.randoms(use_true_random=False))
def test_every_claim_is_in_one_group_whatever_the_order(crowd, random) -> None:  # type: ignore[no-untyped-def]
    documents, claims = crowd
    groups = group_claims(claims, documents)
    assert sorted(claim.id for group in groups for claim in group) == sorted(claim.id for claim in claims)
    shuffled, pile = list(claims), list(documents)
    random.shuffle(shuffled)
    random.shuffle(pile)
    assert group_claims(shuffled, pile) == groups


@settings(deadline=None, max_examples=60)
@given(crowds())
def test_any_two_claims_of_a_group_fit_each_other(crowd) -> None:  # type: ignore[no-untyped-def]
    documents, claims = crowd
    days = {document.id: document.day for document in documents}
    for group in group_claims(claims, documents):
        outlines = [outline(claim, published=days[claim.document]) for claim in group]
        assert all(one.kind == other.kind for one in outlines for other in outlines)
        assert all(combine(one, other) is not None for one in outlines for other in outlines)
