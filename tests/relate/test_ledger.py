"""Who gave what to whom, and how well that is known."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import make_claim, make_document, make_span
from crowds import crowds
from neraca.link import group_claims
from neraca.records import Account, Claim, Counting, Document, Entry, EntryStatus, LinkType, Stage
from neraca.relate import build_ledger
from neraca.weigh import assess_groups

ONE = make_document("a.txt", text="Satu.", published="2024-10-19")
TWO = make_document("b.txt", text="Dua.", published="2024-10-20")
LATE = make_document("c.txt", text="Tiga.", published="2025-10-20")
DOCUMENTS = (ONE, TWO, LATE)
NIS = ("KOR", "intelligence", "asserts")
KYIV = ("UKR", "government", "asserts")
ADMITTED = ("PRK", "government", "asserts")
DENIED = ("RUS", "government", "denies")


def ledger(*claims: Claim, documents: tuple[Document, ...] = DOCUMENTS) -> tuple[Entry, ...]:
    events = assess_groups(group_claims(claims, documents), documents=documents, derivations=())
    return build_ledger(events, claims)


def troops(document: Document, *voices: tuple[str, str, str], **fields: object) -> Claim:
    return make_claim(document, **{"items": ("troops",), "voices": voices, **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("claims", "status"),
    [
        ((troops(ONE, NIS),), EntryStatus.ALLEGED),
        ((troops(ONE, NIS), troops(TWO, KYIV)), EntryStatus.DELIVERED),
        ((troops(ONE, NIS, hedged=True), troops(TWO, KYIV, hedged=True)), EntryStatus.ALLEGED),
        ((troops(ONE, ADMITTED),), EntryStatus.DELIVERED),
        ((troops(ONE, ADMITTED, stage=Stage.ONGOING),), EntryStatus.UNDER_WAY),
        ((troops(ONE, NIS), troops(TWO, DENIED)), EntryStatus.DENIED),
        ((troops(ONE, NIS, ("CHN", "government", "denies")),), EntryStatus.ALLEGED),
        ((troops(ONE, ADMITTED), troops(TWO, DENIED)), EntryStatus.DELIVERED),
        ((troops(ONE, ADMITTED, stage=Stage.PLANNED),), EntryStatus.PROMISED),
        ((troops(ONE, stage=Stage.PLANNED),), EntryStatus.PROMISED),
        ((troops(ONE, NIS, stage=Stage.PLANNED),), EntryStatus.FORESEEN),
        ((troops(ONE, NIS, stage=Stage.PREDICTED),), EntryStatus.FORESEEN),
        ((troops(ONE, ADMITTED, negated=True),), EntryStatus.DENIED),
    ],
)
def test_status(claims: tuple[Claim, ...], status: EntryStatus) -> None:
    assert [entry.status for entry in ledger(*claims)] == [status]


def test_what_is_urged_or_not_given_is_no_entry() -> None:
    assert ledger(troops(ONE, stage=Stage.URGED)) == ()
    assert ledger(troops(ONE, NIS, negated=True)) == ()
    assert ledger(troops(ONE, event="COOPERATE")) == ()
    assert ledger(troops(ONE, actors=())) == ()


def test_both_directions_are_kept_apart() -> None:
    entries = ledger(troops(ONE), make_claim(ONE, at=200, actors=("RUS",), recipients=("PRK",), items=("energy",)))
    assert [(entry.giver, entry.receiver, entry.item_class) for entry in entries] == [
        ("PRK", "RUS", "troops"),
        ("RUS", "PRK", "energy"),
    ]


def test_each_item_of_a_shipment_is_judged_by_itself() -> None:
    alleged = make_claim(ONE, items=("munitions", "missiles"), voices=(NIS,))
    entries = ledger(alleged, make_claim(TWO, items=("munitions",), voices=(ADMITTED,)))
    assert {entry.item_class: entry.status for entry in entries} == {
        "munitions": EntryStatus.DELIVERED,
        "missiles": EntryStatus.ALLEGED,
    }


def test_an_additional_thousand_and_a_total_are_never_added() -> None:
    entries = ledger(
        troops(ONE, NIS, figures=((1000, 1000),), counting=Counting.ADDITIONAL),
        troops(TWO, NIS, figures=((11000, 11000),), counting=Counting.TOTAL),
    )
    (entry,) = entries
    assert [(int(one.low or 0), one.counting) for one in entry.quantities] == [
        (1000, Counting.ADDITIONAL),
        (11000, Counting.TOTAL),
    ]


def test_a_number_counts_the_item_next_to_it() -> None:
    claim = make_claim(ONE, items=("labour", "munitions"), figures=((6000, None),))
    assert {entry.item_class: len(entry.quantities) for entry in ledger(claim)} == {"labour": 1, "munitions": 0}


def test_a_duration_is_no_amount() -> None:
    assert ledger(troops(ONE, figures=((11, 11),), unit="day"))[0].quantities == ()


def test_an_admission_takes_back_the_same_partys_earlier_denial() -> None:
    denial = troops(ONE, NIS, DENIED, when=("2024-10-08", "2024-10-14"))
    admission = troops(LATE, ("RUS", "military", "asserts"), when=("2025-04-26", "2025-04-27"))
    assert [entry.status for entry in ledger(denial, admission)] == [EntryStatus.ALLEGED, EntryStatus.DELIVERED]


def test_a_negation_by_a_party_denies_what_others_allege() -> None:
    entries = ledger(troops(ONE, NIS), troops(TWO, ADMITTED, negated=True))
    assert [entry.status for entry in entries] == [EntryStatus.DENIED]
    assert len(entries[0].claims) == 2


def test_the_most_frequent_words_name_the_item() -> None:
    claims = [
        make_claim(document, at=at, items=(("munitions", words),))
        for document, at, words in ((ONE, 0, "Amunisi artileri"), (TWO, 0, "amunisi artileri"), (TWO, 200, "peluru"))
    ]
    assert ledger(*claims)[0].name == "amunisi artileri"


def test_entries_know_their_time_and_what_they_were_given_for() -> None:
    price = make_claim(ONE, at=200, actors=("RUS",), recipients=("PRK",), items=("energy",))
    gift = troops(ONE, when=("2024-10-08", "2024-10-14"), links=((LinkType.IN_RETURN_FOR, price.id),))
    entry = next(one for one in ledger(gift, price) if one.giver == "PRK")
    assert entry.when == make_span("2024-10-08", "2024-10-14")
    assert entry.given_for == (price.id,)


@settings(deadline=None, max_examples=60)
@given(crowds(), st.randoms(use_true_random=False))
def test_the_ledger_fits_its_account_in_any_order(crowd, random) -> None:  # type: ignore[no-untyped-def]
    documents, claims = crowd
    events = assess_groups(group_claims(claims, documents), documents=documents, derivations=())
    entries = build_ledger(events, claims)
    Account(as_of=None, documents=documents, claims=claims, derivations=(), events=events, entries=entries)
    keys = [(entry.giver, entry.receiver, entry.item_class, entry.status) for entry in entries]
    assert len(set(keys)) == len(keys)
    shuffled, pile = list(claims), list(events)
    random.shuffle(shuffled)
    random.shuffle(pile)
    assert build_ledger(pile, shuffled) == entries


def test_a_headcount_right_behind_a_gift_is_its_total_and_no_other_is() -> None:
    extra = troops(ONE, NIS, figures=((1000, 1000),), counting=Counting.ADDITIONAL)

    def headcount(at: int, actor: str = "PRK", document: Document = ONE) -> Claim:
        return make_claim(
            document, at=at, event="ASSAULT", actors=(actor,), recipients=("UKR",), figures=((11000, 11000),),
            counting=Counting.TOTAL,
        )  # fmt: skip

    (entry,) = ledger(extra, headcount(100))
    assert [(int(total.low or 0), int(total.high or 0)) for total in entry.totals] == [(11000, 11000)]
    assert headcount(100).id in entry.claims
    assert (entry.witnesses, entry.status) == (1, EntryStatus.ALLEGED)
    for elsewhere in (headcount(100, actor="RUS"), headcount(900), headcount(100, document=TWO)):
        assert [int(total.high or 0) for total in ledger(extra, elsewhere)[0].totals] == [1000]


def test_a_line_is_corrected_day_by_day_and_names_what_it_replaces() -> None:
    denied = troops(ONE, NIS, DENIED, when=("2024-10-08", "2024-10-14"))
    admitted = troops(LATE, ("RUS", "military", "asserts"), when=("2024-10-08", "2024-10-14"))
    events = assess_groups(group_claims((denied, admitted), DOCUMENTS), documents=DOCUMENTS, derivations=())
    days = {document.id: document.day for document in DOCUMENTS}
    (entry,) = build_ledger(events, (denied, admitted), published=days)
    (gift,) = entry.gifts
    assert [(str(one.day), one.status, one.claims, one.replaces) for one in gift.journal] == [
        ("2024-10-19", EntryStatus.DENIED, (denied.id,), None),
        ("2025-10-20", EntryStatus.DELIVERED, (admitted.id,), 0),
    ]


def test_an_admission_elsewhere_corrects_a_denied_gift_and_is_what_the_correction_rests_on() -> None:
    denial = troops(ONE, NIS, DENIED, when=("2024-10-08", "2024-10-14"))
    admission = troops(LATE, ("RUS", "military", "asserts"), when=("2025-04-26", "2025-04-27"))
    events = assess_groups(group_claims((denial, admission), DOCUMENTS), documents=DOCUMENTS, derivations=())
    days = {document.id: document.day for document in DOCUMENTS}
    alleged = next(
        one for one in build_ledger(events, (denial, admission), published=days) if one.status is EntryStatus.ALLEGED
    )
    assert [(one.status, one.claims) for one in alleged.gifts[0].journal] == [
        (EntryStatus.DENIED, (denial.id,)),
        (EntryStatus.ALLEGED, (admission.id,)),
    ]


def test_who_says_that_nothing_was_given_stands_on_the_other_side() -> None:
    (entry,) = ledger(troops(ONE, NIS), troops(TWO, ADMITTED, negated=True))
    assert (entry.asserted_by, entry.denied_by) == (("KOR",), ("PRK",))


@settings(deadline=None, max_examples=40)
@given(crowds())
def test_the_last_posting_of_a_gift_is_its_lines_status(crowd) -> None:  # type: ignore[no-untyped-def]
    documents, claims = crowd
    events = assess_groups(group_claims(claims, documents), documents=documents, derivations=())
    days = {document.id: document.day for document in documents}
    for entry in build_ledger(events, claims, published=days):
        for gift in entry.gifts:
            assert gift.journal[-1].status is entry.status
            assert [one.replaces for one in gift.journal] == [None, *range(len(gift.journal) - 1)]
            assert set(gift.claims) <= set(entry.claims)
