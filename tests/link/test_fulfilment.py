"""Which events made come true what others foretold."""

from __future__ import annotations

from builders import make_claim, make_document
from neraca.link.events import group_told
from neraca.link.fulfilment import find_fulfilments
from neraca.link.told import tell
from neraca.records import Claim, Document, Stage

JUNE = make_document("a.txt", text="Satu.", published="2025-06-01")
JULY = make_document("b.txt", text="Dua.", published="2025-07-10")
NEXT_YEAR = make_document("c.txt", text="Tiga.", published="2026-07-10")
DOCUMENTS = (JUNE, JULY, NEXT_YEAR)


def troops(document: Document, **fields: object) -> Claim:
    return make_claim(document, **{"items": ("troops",), **fields})  # type: ignore[arg-type]


def came_true(*claims: Claim) -> bool:
    return bool(find_fulfilments(group_told(tell(claims, DOCUMENTS, roots={}), DOCUMENTS)))


PLAN = troops(JUNE, stage=Stage.PLANNED)


def test_a_plan_comes_true_when_a_later_article_tells_the_deed() -> None:
    deed = troops(JULY)
    groups = group_told(tell((PLAN, deed), DOCUMENTS, roots={}), DOCUMENTS)
    assert find_fulfilments(groups) == {PLAN.id: (deed.id,)}


def test_what_was_told_before_makes_no_plan_come_true() -> None:
    assert not came_true(troops(JULY, stage=Stage.PLANNED), troops(JUNE))


def test_another_item_another_receiver_and_another_year_do_not() -> None:
    assert not came_true(PLAN, make_claim(JULY, items=("missiles",)))
    assert not came_true(PLAN, troops(JULY, recipients=("IRN",)))
    assert not came_true(PLAN, troops(NEXT_YEAR))


def test_a_deed_outside_the_time_foretold_does_not() -> None:
    due = troops(JUNE, stage=Stage.PREDICTED, when=("2025-06-10", "2025-06-20"))
    assert came_true(due, troops(JULY, when=("2025-06-15", "2025-06-16")))
    assert not came_true(due, troops(JULY, when=("2025-07-01", "2025-07-02")))


def test_a_smaller_amount_than_was_planned_is_not_enough() -> None:
    plan = troops(JUNE, stage=Stage.PLANNED, figures=((6000, 6000),))
    assert not came_true(plan, troops(JULY, figures=((1000, 1000),)))
    assert came_true(plan, troops(JULY, figures=((6500, None),)))


def test_a_denied_deed_and_one_that_did_not_happen_do_not() -> None:
    assert not came_true(PLAN, troops(JULY, voices=(("PRK", "government", "denies"),)))
    assert not came_true(PLAN, troops(JULY, negated=True))


def test_a_copy_says_no_more_of_plan_or_deed_than_its_original() -> None:
    plan = troops(JUNE, stage=Stage.PLANNED, figures=((6000, 6000),))
    copy = make_document("d.txt", text="Empat.", published="2025-07-11")
    deed, louder = troops(JULY, figures=((1000, 1000),)), troops(copy, figures=((10000, 10000),))
    documents = (*DOCUMENTS, copy)
    told = tell((plan, deed, louder), documents, roots={copy.id: JULY.id})
    assert not find_fulfilments(group_told(told, documents))
