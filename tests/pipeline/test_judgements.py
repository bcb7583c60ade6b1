"""What a person's judgements do to an account: they outrank the program, in whatever order they come."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from builders import make_claim, make_document
from crowds import crowds
from neraca.pipeline import build_account
from neraca.pipeline.judgements import event_mark, find_standing
from neraca.records import Account, Claim, Event, EventStatus, Judgement, JudgementKind
from strategies import GENTLE

ONE = make_document("a.txt", text="Satu.", published="2024-10-19", outlet="Koran Satu")
TWO = make_document("b.txt", text="Dua.", published="2024-10-25", outlet="Koran Dua")
THREE = make_document("c.txt", text="Tiga.", published="2024-11-02", outlet="Koran Tiga")
DOCUMENTS = (ONE, TWO, THREE)
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)

SENT = make_claim(ONE, items=("troops",), figures=((1500, 1500),), voices=(("KOR", "intelligence", "asserts"),))
ALSO = make_claim(TWO, items=("troops",), figures=((10000, 10000),), voices=(("USA", "military", "asserts"),))
SHELLS = make_claim(THREE, items=("munitions",), voices=(("UKR", "military", "asserts"),))


def judged(kind: str, *about: str, hour: int = 0, **fields: str) -> Judgement:
    made_at = NOON + timedelta(hours=hour)
    return Judgement(kind=JudgementKind(kind), about=about, person="Rini", made_at=made_at, **fields)


def account(*judgements: Judgement, claims: tuple[Claim, ...] = (SENT, ALSO, SHELLS)) -> Account:
    return build_account(DOCUMENTS, claims, judgements=judgements)


def event_of(claim: Claim, made: Account) -> Event:
    return next(event for event in made.events if claim.id in event.claims)


def groups(made: Account) -> set[frozenset[str]]:
    return {frozenset(event.claims) for event in made.events}


def test_without_judgements_the_program_decides() -> None:
    assert groups(account()) == {frozenset((SENT.id, ALSO.id)), frozenset((SHELLS.id,))}


def test_two_claims_that_a_person_parts_are_two_events() -> None:
    made = account(judged("different", SENT.id, ALSO.id))
    assert frozenset((SENT.id,)) in groups(made)
    assert frozenset((ALSO.id,)) in groups(made)


def test_a_claim_that_a_person_takes_out_leaves_the_rest_of_its_event_together() -> None:
    third = make_claim(THREE, at=300, items=("troops",), voices=(("JPN", "government", "asserts"),))
    for out, rest in ((SENT, (ALSO, third)), (third, (SENT, ALSO))):
        made = account(judged("different", out.id, f"event:{rest[0].id}"), claims=(SENT, ALSO, third))
        assert groups(made) == {frozenset((out.id,)), frozenset(one.id for one in rest)}


def test_two_events_that_a_person_joins_are_one_with_all_their_claims() -> None:
    made = account(judged("same", f"event:{SHELLS.id}", f"event:{ALSO.id}"))
    assert groups(made) == {frozenset((SENT.id, ALSO.id, SHELLS.id))}


def test_the_later_of_two_judgements_on_one_pair_holds() -> None:
    same, different = judged("same", SENT.id, SHELLS.id), judged("different", SHELLS.id, SENT.id, hour=1)
    assert groups(account(same, different)) == groups(account())
    assert find_standing((different, same)).superseded == {same.id: different.id}


def test_what_is_undone_has_no_effect_and_what_it_superseded_does_not_come_back() -> None:
    wrong, right = judged("wrong", SENT.id), judged("right", SENT.id, hour=1)
    undo = judged("undo", right.id, hour=2)
    assert find_standing((undo, wrong, right)).current == ()
    assert account(wrong, right, undo) == account()


def test_notes_stand_beside_each_other() -> None:
    notes = judged("note", SENT.id, note="satu"), judged("note", SENT.id, hour=1, note="dua")
    assert find_standing(notes).about(SENT.id) == notes


def test_nothing_rests_on_a_claim_that_is_wrong_and_it_stays_among_the_claims() -> None:
    made = account(judged("wrong", ALSO.id))
    event = event_of(SENT, made)
    assert event.claims == (SENT.id,)
    assert [figure.low for figure in event.figures] == [1500]
    assert ALSO.id in {claim.id for claim in made.claims}
    assert all(ALSO.id not in one.claims for one in (*made.events, *made.entries))


def test_nothing_rests_on_a_document_that_is_wrong() -> None:
    made = account(judged("wrong", TWO.id))
    assert event_of(SENT, made).claims == (SENT.id,)
    assert find_standing((judged("wrong", TWO.id),)).marks(made.claims) == {ALSO.id: "wrong"}


def test_an_event_that_is_wrong_is_marked_and_in_no_ledger_entry() -> None:
    made = account(judged("wrong", f"event:{ALSO.id}"))
    assert event_mark(event_of(SENT, made)) == "wrong"
    assert {entry.item_class for entry in made.entries} == {"munitions"}


def test_an_event_that_is_wrong_weighs_on_no_other() -> None:
    denied = make_claim(TWO, items=("munitions",), negated=True, voices=(("PRK", "government", "asserts"),))
    plain, freed = (
        event_of(SHELLS, account(*said, claims=(SHELLS, denied)))
        for said in ((), (judged("wrong", f"event:{denied.id}"),))
    )
    assert plain.status is EventStatus.DISPUTED
    assert freed.status is EventStatus.REPORTED


def test_an_event_stays_wrong_when_the_claim_that_stands_for_it_is_wrong_too() -> None:
    made = account(judged("wrong", f"event:{SENT.id}"), judged("wrong", SENT.id, hour=1))
    assert event_mark(event_of(ALSO, made)) == "wrong"


def test_events_stay_joined_when_the_claim_that_stands_for_one_is_wrong() -> None:
    made = account(judged("same", f"event:{SENT.id}", f"event:{SHELLS.id}"), judged("wrong", SENT.id, hour=1))
    assert groups(made) == {frozenset((ALSO.id, SHELLS.id))}


def test_right_changes_nothing_but_the_mark() -> None:
    made = account(judged("right", f"event:{SENT.id}"))
    assert event_mark(event_of(SENT, made)) == "right"
    assert groups(made) == groups(account())


def test_judgements_about_what_is_gone_have_no_effect() -> None:
    gone = ("claim-0", "event:claim-0")
    said = [judged("same", SENT.id, name) for name in gone] + [judged("different", name, SENT.id) for name in gone]
    said += [judged("wrong", name) for name in (*gone, "doc-0")] + [judged("undo", "judgement-0")]
    said.append(judged("reliability", "outlet:Koran Lama", value="B"))
    assert account(*said) == account()


def test_reliability_changes_no_credibility() -> None:
    assert account(judged("reliability", "outlet:Koran Satu", value="E")) == account()


@GENTLE
@given(crowds(), st.randoms(use_true_random=False), st.data())
def test_neither_the_order_of_judgements_nor_of_claims_counts(
    crowd: tuple[tuple, tuple[Claim, ...]], shuffler: random.Random, data: st.DataObject
) -> None:
    documents, claims = crowd
    names = st.sampled_from([name for claim in claims for name in (claim.id, f"event:{claim.id}")])
    pairs = st.lists(names, min_size=2, max_size=2, unique_by=lambda name: name.removeprefix("event:"))
    listed = []
    for hour in range(data.draw(st.integers(0, 5))):
        kind = data.draw(st.sampled_from(("same", "different", "wrong", "right")))
        about = data.draw(pairs if kind in ("same", "different") and len(claims) > 1 else st.tuples(names))
        if len(about) > 1 or kind in ("wrong", "right"):
            listed.append(judged(kind, *about, hour=hour))
    made = build_account(documents, claims, judgements=listed)
    shuffled, said, read = list(claims), list(listed), list(documents)
    for pile in (shuffled, said, read):
        shuffler.shuffle(pile)
    assert build_account(read, shuffled, judgements=said) == made
    marks = find_standing(listed).marks(claims)
    held = [claim for event in made.events for claim in event.claims]
    assert len(held) == len(set(held))
    assert set(held) == {claim.id for claim in claims if marks.get(claim.id) != "wrong"}
