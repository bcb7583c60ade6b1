"""Which events made come true what others foretold."""

from __future__ import annotations

from builders import make_claim, make_document
from neraca.link.events import group_told
from neraca.link.fulfilment import Fulfilment, find_fulfilments
from neraca.link.told import tell
from neraca.packs.comparison import LinkModel
from neraca.records import Claim, Document, Stage

JUNE = make_document("a.txt", text="Satu.", published="2025-06-01")
JULY = make_document("b.txt", text="Dua.", published="2025-07-10")
AUGUST = make_document("c.txt", text="Tiga.", published="2025-08-10")
TWO_YEARS_ON = make_document("d.txt", text="Lima.", published="2027-07-10")
DOCUMENTS = (JUNE, JULY, AUGUST, TWO_YEARS_ON)


def troops(document: Document, **fields: object) -> Claim:
    return make_claim(document, **{"items": ("troops",), **fields})  # type: ignore[arg-type]


def meeting(document: Document, **fields: object) -> Claim:
    return make_claim(document, **{"event": "CONSULT", "recipients": (), **fields})  # type: ignore[arg-type]


def fulfil(*claims: Claim) -> Fulfilment:
    found = find_fulfilments(group_told(tell(claims, DOCUMENTS, roots={}), DOCUMENTS))
    return found.get(claims[0].id, Fulfilment())


def came_true(*claims: Claim) -> bool:
    return bool(fulfil(*claims).whole)


PLAN = troops(JUNE, stage=Stage.PLANNED)


def test_a_plan_comes_true_when_a_later_article_tells_the_deed() -> None:
    deed = troops(JULY)
    assert fulfil(PLAN, deed) == Fulfilment(whole=(deed.id,))


def test_what_was_told_before_makes_no_plan_come_true() -> None:
    assert not came_true(troops(JULY, stage=Stage.PLANNED), troops(JUNE))


def test_another_item_another_receiver_and_another_year_do_not() -> None:
    assert not came_true(PLAN, make_claim(JULY, items=("missiles",)))
    assert not came_true(PLAN, troops(JULY, recipients=("IRN",)))
    assert not came_true(PLAN, troops(TWO_YEARS_ON))


def test_a_deed_outside_the_time_foretold_does_not() -> None:
    due = troops(JUNE, stage=Stage.PREDICTED, when=("2025-06-10", "2025-06-20"))
    assert came_true(due, troops(JULY, when=("2025-06-15", "2025-06-16")))
    assert came_true(due, troops(JULY, when=("2025-06-22", "2025-06-23")))  # some days late
    assert not came_true(due, troops(JULY, when=("2025-07-01", "2025-07-02")))


def test_a_day_before_the_telling_is_when_it_was_said() -> None:
    said = troops(JUNE, stage=Stage.PLANNED, when=("2025-05-31", "2025-06-01"))
    assert came_true(said, troops(JULY))


def test_less_than_was_planned_is_a_part() -> None:
    plan = troops(JUNE, stage=Stage.PLANNED, figures=((6000, 6000),))
    less, enough = troops(JULY, figures=((1000, 1000),)), troops(AUGUST, figures=((6500, None),))
    assert fulfil(plan, less) == Fulfilment(parts=(less.id,))
    assert fulfil(plan, enough) == Fulfilment(whole=(enough.id,))


def test_what_makes_one_plan_come_true_wholly_is_no_part_of_another() -> None:
    larger = make_claim(JUNE, stage=Stage.PREDICTED, items=("labour",), figures=((25000, 30000),))
    plan = make_claim(JULY, stage=Stage.PLANNED, items=("labour",), figures=((5000, 5000),), at=200)
    deed = make_claim(AUGUST, items=("labour",), figures=((5000, 5000),))
    assert fulfil(larger, deed) == Fulfilment(parts=(deed.id,))
    assert fulfil(larger, plan, deed) == Fulfilment()


def test_some_of_several_items_are_a_part() -> None:
    plan = make_claim(JUNE, stage=Stage.PLANNED, items=("energy", "food"))
    fuel, grain = make_claim(JULY, items=("energy",)), make_claim(AUGUST, items=("food",), at=500)
    assert fulfil(plan, fuel) == Fulfilment(parts=(fuel.id,))
    assert fulfil(plan, fuel, grain) == Fulfilment(whole=tuple(sorted((fuel.id, grain.id))))


def test_the_very_amount_speaks_for_a_move_told_as_another_act() -> None:
    plan = make_claim(JUNE, stage=Stage.PLANNED, items=("labour",), figures=((5000, 5000),))
    assert came_true(plan, make_claim(JULY, event="MOBILIZE", figures=((5000, 5000),)))
    assert not came_true(plan, make_claim(JULY, event="MOBILIZE", figures=((4000, 4000),)))
    assert not came_true(plan, make_claim(JULY, event="ASSAULT", figures=((5000, 5000),)))


def test_a_meeting_with_a_host_is_the_meeting_of_the_two() -> None:
    likely = LinkModel(weights={"one": 9.0}, least=0.5, margin=0.0)

    def met(*actors: str) -> bool:
        claims = (meeting(JUNE, actors=("ARM", "AZE"), stage=Stage.PLANNED), meeting(JULY, actors=actors))
        groups = group_told(tell(claims, DOCUMENTS, roots={}), DOCUMENTS)
        return bool(find_fulfilments(groups, model=likely))

    assert met("ARM", "AZE")
    assert met("ARM", "AZE", "DEU")
    assert not met("ARM", "DEU")


def test_a_denied_deed_and_one_that_did_not_happen_do_not() -> None:
    assert not came_true(PLAN, troops(JULY, voices=(("PRK", "government", "denies"),)))
    assert not came_true(PLAN, troops(JULY, negated=True))


def test_a_copy_says_no_more_of_plan_or_deed_than_its_original() -> None:
    plan = troops(JUNE, stage=Stage.PLANNED, figures=((6000, 6000),))
    copy = make_document("e.txt", text="Empat.", published="2025-07-11")
    deed, louder = troops(JULY, figures=((1000, 1000),)), troops(copy, figures=((10000, 10000),))
    documents = (*DOCUMENTS, copy)
    told = tell((plan, deed, louder), documents, roots={copy.id: JULY.id})
    assert not find_fulfilments(group_told(told, documents))[plan.id].whole
