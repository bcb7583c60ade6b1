"""What a person says that a claim should be, or that an event's status is, holds everywhere; the reading is kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from builders import make_claim, make_document, make_evidence
from neraca.pipeline import build_account
from neraca.pipeline.corrections import as_read, changed, correct_claim
from neraca.pipeline.judgements import event_mark, find_standing
from neraca.records import (
    Account,
    Certainty,
    Claim,
    Correction,
    EntryStatus,
    Event,
    EventStatus,
    Judgement,
    JudgementKind,
    MentionForm,
    Reason,
    Stage,
)
from neraca.records.figures import item_class_of

ONE = make_document("a.txt", text="Satu.", published="2024-10-19", outlet="Koran Satu")
TWO = make_document("b.txt", text="Dua.", published="2024-10-25", outlet="Koran Dua")
SENT = make_claim(ONE, items=("troops",), figures=((1500, 1500),), voices=(("KOR", "intelligence", "asserts"),))
SHELLS = make_claim(TWO, items=("munitions",), voices=(("UKR", "military", "asserts"),))
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def judged(kind: str, *about: str, hour: int = 0, value: str = "", **fields: object) -> Judgement:
    text = Correction(**fields).text if fields else value  # type: ignore[arg-type]
    made_at = NOON + timedelta(hours=hour)
    return Judgement(kind=JudgementKind(kind), about=about, person="Rini", made_at=made_at, value=text)


def misread(claim: Claim, hour: int = 0, **fields: object) -> Judgement:
    return judged("misread", claim.id, hour=hour, **fields)


def status(claim: Claim, word: str, hour: int = 0) -> Judgement:
    return judged("status", f"event:{claim.id}", hour=hour, value=word)


def account(*judgements: Judgement, claims: tuple[Claim, ...] = (SENT, SHELLS)) -> Account:
    return build_account((ONE, TWO), claims, judgements=judgements)


def event_of(claim: Claim, made: Account) -> Event:
    return next(event for event in made.events if claim.id in event.claims)


def claim_in(made: Account, key: str) -> Claim:
    return next(claim for claim in made.claims if claim.id == key)


def lines(made: Account) -> set[tuple[str, str, str, EntryStatus]]:
    return {(entry.giver, entry.receiver, entry.item_class, entry.status) for entry in made.entries}


def test_a_corrected_claim_counts_as_it_should_be_under_its_own_id() -> None:
    said = misread(SENT, actors=("IRN",), stage=Stage.PLANNED, certainty=Certainty.HEDGED)
    made = account(said)
    event = event_of(SENT, made)
    assert (event.actors, event.stage, event.id) == (("IRN",), Stage.PLANNED, event_of(SENT, account()).id)
    assert ("IRN", "RUS", "troops", EntryStatus.FORESEEN) in lines(made)
    assert not [line for line in lines(made) if line[0] == "PRK" and line[2] == "troops"]
    corrected = claim_in(made, SENT.id)
    assert corrected.evidence == SENT.evidence
    assert {reason.field for reason in corrected.reasons if reason.rule == said.id} == {"actor", "stage", "certainty"}


def test_the_reading_is_kept_beside_what_it_should_be() -> None:
    said = misread(SENT, negated=True)
    made = account(said)
    assert made.misread == (SENT,)
    assert find_standing([said]).marks(made.claims) == {SENT.id: "misread"}
    assert account().misread == ()


def test_a_party_that_was_put_in_stands_on_the_words_of_the_act_and_says_so() -> None:
    corrected = correct_claim(SENT, misread(SENT, actors=("RUS", "IRN"), recipients=("PRK",)))
    russia, iran = corrected.actors
    assert russia == SENT.recipients[0]
    assert (iran.evidence, iran.form) == (SENT.trigger, MentionForm.GIVEN)
    assert corrected.recipients == SENT.actors


def test_an_item_taken_for_another_keeps_its_words_and_a_new_one_has_none() -> None:
    other = correct_claim(SENT, misread(SENT, items=("labour",)))
    assert [(one.item_class, one.evidence) for one in other.items] == [("labour", SENT.items[0].evidence)]
    more = correct_claim(SENT, misread(SENT, items=("troops", "food")))
    assert more.items[0] == SENT.items[0]
    assert more.is_given(more.items[1].evidence)
    assert not more.is_given(more.items[0].evidence)
    assert item_class_of(more.quantities[0], more) == "troops"
    made = account(misread(SENT, items=("troops", "food")))
    assert {entry.name for entry in made.entries if entry.item_class == "food"} == {"food"}


def test_parties_of_a_mutual_act_are_all_actors() -> None:
    corrected = correct_claim(SENT, misread(SENT, event="CONSULT"))
    assert [one.actor for one in corrected.actors] == ["PRK", "RUS"]
    assert corrected.recipients == ()


def test_reasons_of_a_side_that_stays_are_its_own() -> None:
    read = make_claim(ONE)
    object.__setattr__(read, "reasons", (Reason(field="parties", rule="speaker"), Reason(field="stage", rule="past")))
    said = misread(read, recipients=("IRN",))
    assert correct_claim(read, said).reasons == (
        Reason(field="actor", rule="speaker"),
        Reason(field="recipient", rule=said.id),
        Reason(field="stage", rule="past"),
    )


def test_the_later_of_wrong_right_and_misread_holds_and_undo_brings_the_reading_back() -> None:
    first, second = misread(SENT, stage=Stage.PLANNED), misread(SENT, hour=1, negated=True)
    corrected = claim_in(account(first, second), SENT.id)
    assert (corrected.stage, corrected.negated) == (Stage.OCCURRED, True)
    assert account(first, judged("right", SENT.id, hour=1)) == account()
    assert claim_in(account(judged("wrong", SENT.id), misread(SENT, hour=1, negated=True)), SENT.id).negated
    assert account(first, judged("undo", first.id, hour=1)) == account()


def test_nothing_depends_on_the_order_of_claims_and_judgements() -> None:
    said = (misread(SENT, items=("munitions",)), status(SHELLS, "denied"))
    assert build_account((TWO, ONE), (SHELLS, SENT), judgements=said[::-1]) == account(*said)


def test_a_correction_of_what_is_gone_has_no_effect() -> None:
    said = misread(make_claim(TWO, at=900), negated=True)
    assert account(said) == account()


def test_only_what_is_other_than_it_was_read_is_a_change() -> None:
    assert changed(SENT, as_read(SENT)) == Correction()
    both = make_claim(ONE, event="CONSULT", actors=("PRK", "RUS"), recipients=())
    assert changed(both, Correction(actors=("RUS", "PRK"), recipients=("IRN",))) == Correction(recipients=("IRN",))


def test_a_status_stands_beside_the_programs_own_and_its_reasons() -> None:
    plain, made = event_of(SENT, account()), event_of(SENT, account(status(SENT, "confirmed")))
    assert (made.status, made.proposed) == (EventStatus.CONFIRMED, plain.status)
    assert made.reasons == (*plain.reasons, "judged-status=confirmed", f"proposed-status={plain.status}")
    assert (made.credibility, made.testimony) == (plain.credibility, plain.testimony)


def test_the_latest_status_holds_and_a_verdict_stands_beside_it() -> None:
    made = event_of(SENT, account(status(SENT, "denied"), status(SENT, "disputed", 1), judged("right", SENT.id)))
    assert made.status is EventStatus.DISPUTED
    made = event_of(SENT, account(status(SENT, "denied"), judged("wrong", f"event:{SENT.id}")))
    assert (made.status, event_mark(made)) == (EventStatus.DENIED, "wrong")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("confirmed", EntryStatus.DELIVERED),
        ("corroborated", EntryStatus.DELIVERED),
        ("denied", EntryStatus.DENIED),
        ("retracted", EntryStatus.DENIED),
        ("disputed", EntryStatus.ALLEGED),
        ("foreseen", EntryStatus.FORESEEN),
        ("fulfilled", EntryStatus.ALLEGED),
    ],
)
def test_the_ledger_follows_a_status(word: str, expected: EntryStatus) -> None:
    made = account(status(SENT, word))
    (entry,) = (entry for entry in made.entries if entry.item_class == "troops")
    assert entry.status is expected
    assert entry.gifts[0].journal[-1].status is expected


def test_what_is_still_to_come_stays_so_in_the_ledger_whatever_its_status() -> None:
    plan = make_claim(ONE, items=("troops",), stage=Stage.PLANNED, voices=(("KOR", "government", "asserts"),))
    assert lines(account(status(plan, "confirmed"), claims=(plan,))) == lines(account(claims=(plan,)))
    assert {line[3] for line in lines(account(status(plan, "denied"), claims=(plan,)))} == {EntryStatus.DENIED}


def test_confirmed_of_what_did_not_happen_denies_the_exchange() -> None:
    nothing = make_claim(ONE, items=("troops",), negated=True, voices=(("KOR", "government", "asserts"),))
    assert lines(account(claims=(nothing,))) == set()
    assert {line[3] for line in lines(account(status(nothing, "confirmed"), claims=(nothing,)))} == {EntryStatus.DENIED}


def test_words_of_the_act_are_the_persons_only_in_a_corrected_claim() -> None:
    assert not SENT.is_given(SENT.trigger)
    assert not SENT.is_given(make_evidence("z", document=ONE.id))
