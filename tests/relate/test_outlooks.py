"""The outlook register: who foretells what, for when, and what became of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from builders import make_claim, make_document
from neraca.link.events import group_told
from neraca.link.fulfilment import find_fulfilments
from neraca.link.told import tell
from neraca.records import Claim, Document, Outlook, OutlookReason, OutlookStatus, Stage
from neraca.relate.outlooks import build_outlooks
from neraca.weigh.assess import assess_groups

JUNE = make_document("a.txt", text="Satu.", published="2025-06-01", outlet="Harian Selat")
JULY = make_document("b.txt", text="Dua.", published="2025-07-10", outlet="Warta Teluk")
LATER = make_document("c.txt", text="Tiga.", published="2025-12-01", outlet="Warta Teluk")
COPY = make_document("d.txt", text="Empat.", published="2025-06-02", outlet="Portal Salin")
UNDATED = make_document("e.txt", text="Lima.", published=None)
KOREA = (("KOR", "intelligence", "asserts"),)


def register(
    *claims: Claim,
    documents: tuple[Document, ...] = (JUNE, JULY, LATER),
    roots: dict[str, str] | None = None,
    as_of: date | None = None,
    verbal: frozenset[str] = frozenset(),
) -> tuple[Outlook, ...]:
    told = tell(claims, documents, roots=roots or {})
    groups = group_told(told, documents)
    came_true = find_fulfilments(groups)
    events = assess_groups(
        [tuple(one.claim for one in group) for group in groups],
        documents=documents,
        derivations=(),
        fulfilled={own_id: one.whole for own_id, one in came_true.items()},
        partly={own_id: one.parts for own_id, one in came_true.items()},
    )
    return build_outlooks(events, claims, documents, roots=roots, seen_from=as_of, verbal=verbal)


def troops(document: Document, **fields: object) -> Claim:
    return make_claim(document, **{"items": ("troops",), **fields})  # type: ignore[arg-type]


def plan(document: Document = JUNE, **fields: object) -> Claim:
    return troops(document, **{"stage": Stage.PLANNED, **fields})


def only(outlooks: tuple[Outlook, ...]) -> Outlook:
    (outlook,) = outlooks
    return outlook


def test_a_plan_without_an_end_stays_open_however_late_it_is() -> None:
    outlook = only(register(plan(voices=KOREA)))
    assert (outlook.status, outlook.reason) == (OutlookStatus.OPEN, OutlookReason.NO_END)
    assert outlook.window is not None
    assert (outlook.window.start, outlook.window.end) == (date(2025, 6, 1), None)
    assert outlook.voice == ("KOR",)


def test_a_window_that_is_over_lapses_after_some_days_of_grace() -> None:
    due = plan(when=("2025-06-10", "2025-06-21"))
    fates = {
        day: only(register(due, as_of=date.fromisoformat(day))).reason
        for day in ("2025-06-20", "2025-06-21", "2025-06-27", "2025-06-28")
    }
    assert list(fates.values()) == [
        OutlookReason.WINDOW_RUNS,
        OutlookReason.WINDOW_JUST_OVER,
        OutlookReason.WINDOW_JUST_OVER,
        OutlookReason.WINDOW_OVER,
    ]
    assert only(register(due)).status is OutlookStatus.LAPSED


def test_what_a_later_article_tells_as_done_is_fulfilled() -> None:
    deed = troops(JULY)
    outlook = only(register(plan(), deed))
    assert outlook.status is OutlookStatus.FULFILLED
    assert len(outlook.fulfilled_by) == 1
    assert outlook.values == (("told", "2025-07-10"),)


def test_less_than_was_foretold_is_partly_fulfilled() -> None:
    outlook = only(register(plan(figures=((6000, 6000),)), troops(JULY, figures=((1000, 1000),))))
    assert (outlook.status, outlook.reason) == (OutlookStatus.PARTLY, OutlookReason.DONE_LESS)
    assert dict(outlook.values) == {"told": "2025-07-10", "asked": "6000", "given": "1000", "unit": "person"}


def test_a_later_plain_claim_that_it_did_not_happen_contradicts() -> None:
    against = troops(JULY, negated=True)
    assert only(register(plan(), against)).reason is OutlookReason.SAID_OTHERWISE
    assert only(register(plan(), replace(against, optional=True))).status is OutlookStatus.OPEN
    assert only(register(plan(JULY), troops(JUNE, negated=True))).status is OutlookStatus.OPEN


def test_what_was_not_to_be_done_and_was_done_contradicts() -> None:
    outlook = only(register(plan(negated=True), troops(JULY)))
    assert (outlook.status, outlook.reason) == (OutlookStatus.CONTRADICTED, OutlookReason.DONE_AFTER_ALL)


def test_who_only_denies_foretells_that_it_will_not_be() -> None:
    outlook = only(register(plan(voices=(("RUS", "government", "denies"),))))
    assert (outlook.voice, outlook.negated) == (("RUS",), True)


def test_the_own_voice_that_denies_it_later_takes_it_back() -> None:
    later = plan(JULY, voices=(("KOR", "government", "denies"), ("JPN", "government", "asserts")))
    outlooks = register(plan(voices=KOREA), later)
    fates = {outlook.voice: outlook.reason for outlook in outlooks}
    assert fates == {("KOR",): OutlookReason.TAKEN_BACK, ("JPN",): OutlookReason.NO_END}


def test_told_again_by_the_same_voice_it_is_one_outlook_of_the_first_day() -> None:
    again = plan(JULY, voices=KOREA)
    outlook = only(register(plan(voices=KOREA), again))
    assert outlook.told == date(2025, 6, 1)
    assert outlook.claims == (plan(voices=KOREA).id, again.id)


def test_two_voices_are_two_outlooks_of_one_event() -> None:
    japan = plan(JULY, voices=(("JPN", "government", "asserts"),))
    outlooks = register(plan(voices=KOREA), japan)
    assert len({outlook.event for outlook in outlooks}) == 1
    assert {outlook.voice for outlook in outlooks} == {("KOR",), ("JPN",)}


def test_a_copy_is_its_originals_even_where_it_lost_the_voice() -> None:
    documents = (JUNE, LATER, COPY)
    outlook = only(register(plan(voices=KOREA), plan(COPY), documents=documents, roots={COPY.id: JUNE.id}))
    assert outlook.voice == ("KOR",)
    assert outlook.outlets == ("Harian Selat",)
    assert len(outlook.claims) == 2


def test_a_heading_is_the_voices_that_the_text_quotes() -> None:
    heading = plan(at=300, optional=True)
    outlook = only(register(heading, plan(voices=KOREA)))
    assert (outlook.voice, outlook.in_passing) == (("KOR",), False)
    assert only(register(heading)).in_passing


def test_who_promises_support_is_the_voice_of_the_promise() -> None:
    promise = make_claim(JUNE, event="SUPPORT", stage=Stage.PLANNED)
    assert only(register(promise, verbal=frozenset({"SUPPORT"}))).voice == ("PRK",)
    assert only(register(promise)).voice == ()


def test_an_undated_article_gives_no_window() -> None:
    outlook = only(register(plan(UNDATED), documents=(UNDATED, LATER)))
    assert (outlook.window, outlook.reason) == (None, OutlookReason.UNDATED)


def test_the_soonest_due_come_first_then_what_is_settled() -> None:
    late = plan(when=("2025-08-01", "2025-09-01"), recipients=("IRN",))
    soon = plan(when=("2025-07-01", "2025-08-01"), recipients=("SYR",))
    endless, lapsed = plan(recipients=("CUB",)), plan(when=("2025-06-02", "2025-06-04"), recipients=("VEN",))
    outlooks = register(endless, lapsed, late, soon, as_of=date(2025, 7, 1))
    assert [outlook.claims[0] for outlook in outlooks] == [soon.id, late.id, lapsed.id, endless.id]


CLAIMS = (
    plan(voices=KOREA, figures=((6000, 6000),)),
    plan(JULY, voices=(("JPN", "government", "asserts"),)),
    plan(at=300, optional=True),
    troops(LATER, figures=((1000, 1000),)),
    make_claim(JUNE, event="CONSULT", stage=Stage.URGED, actors=("PRK", "USA"), recipients=(), at=500),
)


@given(st.permutations(CLAIMS), st.permutations((JUNE, JULY, LATER)))
def test_any_order_gives_the_same_register(claims: list[Claim], documents: list[Document]) -> None:
    assert register(*claims, documents=tuple(documents)) == register(*CLAIMS)


def test_nothing_foreseen_is_an_empty_register() -> None:
    assert register(troops(JUNE)) == ()
