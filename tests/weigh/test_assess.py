"""What the sources together say of an event."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import make_claim, make_document, make_span
from crowds import copied, crowds
from neraca.link import group_claims
from neraca.records import Claim, Counting, Derivation, DerivationKind, Event, EventStatus, Stage
from neraca.weigh import Sources, assess, assess_groups, find_roots

NIS = ("KOR", "intelligence", "asserts")
KYIV = ("UKR", "government", "asserts")
ADMITTED = ("PRK", "government", "asserts")
DENIED = ("RUS", "government", "denies")


def weighed(*claims: Claim) -> Event:
    return assess(claims, sources=Sources(roots={}))


def troops(document: str, *voices: tuple[str, str, str], **fields: object) -> Claim:
    return make_claim(document, items=("troops",), voices=voices, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("claims", "status"),
    [
        ((troops("a", NIS),), EventStatus.REPORTED),
        ((troops("a", NIS), troops("b", NIS)), EventStatus.REPORTED),
        ((troops("a", NIS), troops("b", KYIV)), EventStatus.CORROBORATED),
        ((troops("a", NIS), troops("b", KYIV, hedged=True)), EventStatus.REPORTED),
        ((troops("a", NIS), troops("b", ("", "anonymous", "asserts"))), EventStatus.REPORTED),
        ((troops("a", ADMITTED),), EventStatus.CONFIRMED),
        ((troops("a", ADMITTED, hedged=True),), EventStatus.REPORTED),
        ((troops("a", ("RUS", "official", "asserts")),), EventStatus.CONFIRMED),
        ((troops("a", NIS, DENIED),), EventStatus.DISPUTED),
        ((troops("a", NIS), troops("b", DENIED)), EventStatus.DISPUTED),
        ((troops("a", DENIED),), EventStatus.DENIED),
        ((troops("a", ADMITTED), troops("b", DENIED)), EventStatus.DISPUTED),
        ((troops("a", ("PRK", "official", "denies")), troops("b", ADMITTED)), EventStatus.CONFIRMED),
        ((troops("a", ADMITTED), troops("b", ("CHN", "government", "denies"))), EventStatus.CONFIRMED),
        ((troops("a", NIS, ("RUS", "government", "declines")),), EventStatus.REPORTED),
        ((troops("a", NIS, stage=Stage.PLANNED), troops("b", DENIED, stage=Stage.PLANNED)), EventStatus.FORESEEN),
    ],
)
def test_status(claims: tuple[Claim, ...], status: EventStatus) -> None:
    assert weighed(*claims).status is status


def test_a_speaker_taken_for_the_receiver_confirms_nothing() -> None:
    said = troops("a", ("RUS", "official", "asserts"))
    (voice,), (receiver,) = said.attributions, said.recipients
    mistaken = replace(said, recipients=(replace(receiver, evidence=voice.evidence),))
    assert (weighed(said).status, weighed(mistaken).status) == (EventStatus.CONFIRMED, EventStatus.REPORTED)


def test_the_target_of_an_attack_accuses_and_does_not_confirm() -> None:
    attack = make_claim("a", event="ASSAULT", actors=("RUS",), recipients=("UKR",), voices=(KYIV,))
    assert weighed(attack).status is EventStatus.REPORTED


def test_a_state_that_tells_of_its_own_losses_confirms_them() -> None:
    assert weighed(make_claim("a", event="ASSAULT", actors=(), recipients=("UKR",), voices=(KYIV,))).status is (
        EventStatus.CONFIRMED
    )


def test_rival_figures_of_different_voices_make_it_disputed() -> None:
    one = troops("a", NIS, figures=((300, 300),), approx=True)
    other = troops("b", ("GRP:WEST", "official", "asserts"), figures=((1000, 1000),), approx=True)
    event = weighed(one, other)
    assert event.status is EventStatus.DISPUTED
    assert [figure.low for figure in event.figures] == [Decimal(300), Decimal(1000)]


@pytest.mark.parametrize(
    ("figure", "counting"),
    [
        ((1000, 1000), Counting.ADDITIONAL),
        ((10000, None), Counting.TOTAL),
        ((11500, 11500), Counting.TOTAL),
        ((1000, 1000), Counting.PLAIN),
    ],
)
def test_figures_that_may_both_be_right_are_no_rivals(figure: tuple[int, int | None], counting: Counting) -> None:
    one = troops("a", NIS, figures=((11000, 11000),), counting=Counting.TOTAL, approx=True)
    event = weighed(one, troops("b", KYIV, figures=(figure,), counting=counting))
    assert event.status is EventStatus.CORROBORATED
    assert len(event.figures) == 2


def test_a_voice_that_corrects_itself_is_no_rival_of_itself() -> None:
    claims = (troops("a", NIS, figures=((300, 300),)), troops("b", NIS, figures=((2000, 2000),)))
    assert weighed(*claims).status is EventStatus.REPORTED


def test_the_time_is_what_all_times_given_have_in_common() -> None:
    claims = [
        troops(name, when=when) for name, when in (("a", ("2024-10-01", None)), ("b", ("2024-09-01", "2024-10-14")))
    ]
    assert weighed(*claims, troops("c")).when == make_span("2024-10-01", "2024-10-14")


def test_items_are_those_that_all_claims_share() -> None:
    several = make_claim("a", items=("troops", "arms"))
    assert weighed(several).items == ("arms", "troops")
    assert weighed(several, troops("b"), make_claim("c", items=("other",))).items == ("troops",)


def test_articles_of_the_calendars_last_day_dispute_as_others_do() -> None:
    documents = [make_document(name, published="9999-12-31") for name in ("a.txt", "b.txt")]
    claims = [make_claim(one, items=("troops",), negated=at == 1) for at, one in enumerate(documents)]
    events = assess_groups(group_claims(claims, documents), documents=documents, derivations=())
    assert [event.status for event in events] == [EventStatus.DISPUTED] * 2


def test_an_event_and_its_negation_dispute_each_other() -> None:
    documents = (make_document("a.txt", text="Satu."), make_document("b.txt", text="Dua."))
    said = make_claim(documents[0], items=("missiles",), voices=(NIS,))
    opposite = make_claim(documents[1], items=("missiles",), negated=True, voices=(ADMITTED,))
    events = assess_groups(group_claims((said, opposite), documents), documents=documents, derivations=())
    assert {event.status for event in events if not event.negated} == {EventStatus.DISPUTED}
    assert any(f"opposed_by_claims={opposite.id}" in event.reasons for event in events)


def test_an_old_denial_does_not_reach_later_deliveries() -> None:
    early = make_document("a.txt", text="Satu.", published="2022-11-08")
    late = make_document("b.txt", text="Dua.", published="2023-10-15")
    denial = make_claim(early, items=("munitions",), negated=True, voices=(ADMITTED,))
    delivery = make_claim(late, items=("munitions",), voices=(NIS,), when=("2023-08-01", "2023-10-01"))
    documents = (early, late)
    events = assess_groups(group_claims((denial, delivery), documents), documents=documents, derivations=())
    assert {event.status for event in events if not event.negated} == {EventStatus.REPORTED}


def test_reasons_are_codes_with_values() -> None:
    assert weighed(troops("a", NIS), troops("b", DENIED)).reasons == (
        "witnesses=1",
        "plain_witnesses=1",
        "roots=2",
        "asserted_by=KOR",
        "denied_by=RUS",
    )


@settings(deadline=None, max_examples=60)
@given(crowds(), st.randoms(use_true_random=False))
def test_assessments_do_not_depend_on_the_order_of_claims(crowd, random) -> None:  # type: ignore[no-untyped-def]
    documents, claims = crowd
    shuffled, pile = list(claims), list(documents)
    random.shuffle(shuffled)
    random.shuffle(pile)

    def events(own, among):  # type: ignore[no-untyped-def]
        return assess_groups(group_claims(own, among), documents=among, derivations=())

    assert events(shuffled, pile) == events(claims, documents)


@settings(deadline=None, max_examples=80)
@given(crowds())
def test_ten_copies_change_neither_witnesses_nor_status_nor_figures(crowd) -> None:  # type: ignore[no-untyped-def]
    documents, claims = crowd
    _, more, derivations = copied(documents, claims, times=10)
    original = documents[0].id
    copies: dict[str, list[Claim]] = {}
    for claim in more[len(claims) :]:
        copies.setdefault(str(claim.evidence.span), []).append(claim)
    for group in group_claims(claims, documents):
        twins = [copy for claim in group if claim.document == original for copy in copies[str(claim.evidence.span)]]
        alone, crowded = (
            assess(group, sources=Sources(roots={})),
            assess((*group, *twins), sources=Sources(roots=find_roots(derivations))),
        )
        for name in ("status", "witnesses", "when", "items", "stage"):
            assert getattr(alone, name) == getattr(crowded, name)
        assert [(q.low, q.high) for q in alone.figures] == [(q.low, q.high) for q in crowded.figures]


@settings(deadline=None, max_examples=100)
@given(crowds(), st.sampled_from((None, "2024-01-01", "2024-06-01", "2026-01-01")))
def test_from_grouping_on_copies_change_nothing(crowd, day) -> None:  # type: ignore[no-untyped-def]
    documents, claims = crowd
    more_documents, more_claims, derivations = copied(documents, claims, times=3, day=day)

    def weights(own, among, copies):  # type: ignore[no-untyped-def]
        groups = group_claims(own, among, roots=find_roots(copies))
        return {
            (event.type, event.status, event.witnesses, event.when, frozenset(event.claims) & known)
            for event in assess_groups(groups, documents=among, derivations=copies)
        }

    known = {claim.id for claim in claims}
    assert weights(more_claims, more_documents, derivations) == weights(claims, documents, ())


def test_a_rewrite_that_drops_the_voice_adds_no_witness() -> None:
    rewrite = Derivation(child="c", parent="b", kind=DerivationKind.REWRITE, share=0.6, reason="published_earlier")
    group = (troops("a", NIS), troops("b", NIS), troops("c"))
    assert assess(group, sources=Sources(roots=find_roots([rewrite]))).status is EventStatus.REPORTED
