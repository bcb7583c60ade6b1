"""What changed between two days, and the articles that did it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from hypothesis import given

from builders import make_claim, make_document
from crowds import crowds
from neraca.pipeline import build_account
from neraca.records import Account, Claim, Document, EventStatus, Stage
from neraca.service.changes import Change, ChangeKind, changes_rows, find_changes
from strategies import GENTLE

OLD = make_document("a.txt", text="Satu.", published="2024-10-19", outlet="Koran Satu")
NEW = make_document("b.txt", text="Dua.", published="2024-10-25", outlet="Koran Dua")
LAST = make_document("c.txt", text="Tiga.", published="2024-11-02", outlet="Koran Tiga")

INTELLIGENCE = (("KOR", "intelligence", "asserts"),)
OWN_WORD = (("PRK", "government", "asserts"),)


def troops(document: Document, **fields: object) -> Claim:
    return make_claim(document, **{"items": ("troops",), "voices": INTELLIGENCE, **fields})  # type: ignore[arg-type]


def account(*claims: Claim, documents: Iterable[Document] = (OLD, NEW, LAST)) -> Account:
    held = {claim.document for claim in claims}
    return build_account([one for one in documents if one.id in held], claims)


def changes(before: Iterable[Claim], after: Iterable[Claim]) -> dict[ChangeKind, Change]:
    found = find_changes(account(*before), account(*after))
    assert len({change.kind for change in found}) == len(found)
    return {change.kind: change for change in found}


def test_nothing_new_changes_nothing() -> None:
    assert changes((troops(OLD),), (troops(OLD),)) == {}


def test_a_new_event_comes_with_its_article() -> None:
    shells = make_claim(NEW, items=("munitions",), voices=INTELLIGENCE)
    (change,) = find_changes(account(troops(OLD)), account(troops(OLD), shells))
    assert (change.kind, change.claims, change.documents) == (ChangeKind.NEW, (shells.id,), (NEW.id,))


def test_an_admission_changes_status_and_credibility_and_is_named_with_its_article() -> None:
    admission = troops(LAST, voices=OWN_WORD)
    other = troops(NEW, voices=(("JPN", "government", "asserts"),))
    found = changes((troops(OLD),), (troops(OLD), other, admission))
    status = found[ChangeKind.STATUS]
    assert (status.was, status.now) == ("reported", "confirmed")
    assert status.documents == (LAST.id,)
    assert found[ChangeKind.CREDIBILITY].now == "1"
    witnesses = found[ChangeKind.WITNESSES]
    assert (witnesses.was, witnesses.now, set(witnesses.voices)) == ("1", "3", {"JPN", "PRK"})


def test_a_new_denial_is_named_with_who_denies() -> None:
    denial = troops(NEW, voices=(("RUS", "government", "denies"),))
    found = changes((troops(OLD),), (troops(OLD), denial))
    assert found[ChangeKind.DENIAL].voices == ("RUS",)
    assert found[ChangeKind.DENIAL].documents == (NEW.id,)
    assert found[ChangeKind.STATUS].now == "disputed"


def test_a_claim_of_the_opposite_is_a_new_denial_too() -> None:
    opposite = troops(NEW, negated=True, voices=(("RUS", "government", "asserts"),))
    found = changes((troops(OLD),), (troops(OLD), opposite))
    assert found[ChangeKind.DENIAL].claims == (opposite.id,)
    assert found[ChangeKind.DENIAL].voices == ("RUS",)


def test_an_amount_counts_as_new_once() -> None:
    first, again = troops(OLD, figures=((1500, 1500),)), troops(NEW, figures=((1500, 1500),))
    more = troops(LAST, figures=((11000, 11000),))
    assert ChangeKind.FIGURES not in changes((first,), (first, again))
    assert [one.low for one in changes((first,), (first, again, more))[ChangeKind.FIGURES].figures] == [11000]


def test_an_estimate_changes_with_the_figures_it_rests_on() -> None:
    voices = ("KOR", "USA", "UKR")
    said = [
        troops(
            document,
            figures=((amount, amount),),
            voices=((voice, "government", "asserts"),),
            when=("2024-10-01", "2024-10-15"),
        )
        for document, amount, voice in zip((OLD, NEW, LAST), (10000, 11000, 12000), voices, strict=True)
    ]
    change = changes(said[:2], said)[ChangeKind.ESTIMATE]
    assert change.documents == (LAST.id,)
    assert [one is not None and one.sources for one in change.estimates] == [2, 3]


def test_a_plan_that_came_true_names_the_article_that_says_so() -> None:
    plan = troops(OLD, stage=Stage.PLANNED, when=("2024-10-20", "2024-11-10"))
    deed = troops(LAST, when=("2024-11-01", "2024-11-02"))
    found = find_changes(account(plan), account(plan, deed))
    fulfilled = [change for change in found if change.kind is ChangeKind.FULFILLED]
    assert [change.documents for change in fulfilled] == [(LAST.id,)]


def test_an_earlier_article_that_comes_later_makes_no_new_event() -> None:
    later, earlier = troops(NEW), troops(OLD, voices=(("USA", "government", "asserts"),))
    (before,), (after,) = account(later).events, account(later, earlier).events
    assert before.id != after.id
    found = find_changes(account(later), account(later, earlier))
    assert ChangeKind.NEW not in {change.kind for change in found}
    assert {change.earlier for change in found} == {(before.id,)}


def test_events_that_merge_and_events_that_split() -> None:
    one, other = troops(OLD), troops(NEW, items=("munitions",))
    apart = account(one, other)
    first, second = (next(event for event in apart.events if claim.id in event.claims) for claim in (one, other))
    joined = replace(first, claims=(one.id, other.id))
    together = replace(apart, events=(joined,), entries=())
    (merged,) = [change for change in find_changes(apart, together) if change.kind is ChangeKind.MERGED]
    assert set(merged.earlier) == {first.id, second.id}
    (split,) = find_changes(together, apart)
    assert (split.kind, split.earlier, split.event.id) == (ChangeKind.SPLIT, (joined.id,), second.id)


def test_an_event_none_of_whose_claims_are_left_is_gone() -> None:
    (change,) = find_changes(account(troops(OLD)), account())
    assert (change.kind, change.documents) == (ChangeKind.GONE, ())


def test_what_is_taken_back_is_retracted() -> None:
    before, after = account(troops(OLD)), account(troops(OLD))
    (event,) = after.events
    after = replace(after, events=(replace(event, status=EventStatus.RETRACTED),))
    assert [change.kind for change in find_changes(before, after)] == [ChangeKind.RETRACTED]


def test_rows_name_the_articles_with_day_and_outlet() -> None:
    after = account(troops(OLD), make_claim(NEW, items=("munitions",), voices=INTELLIGENCE))
    (row,) = changes_rows(find_changes(account(troops(OLD)), after), after)
    assert row["documents"] == [{"document": "b.txt", "published": "2024-10-25", "outlet": "Koran Dua"}]
    assert (row["change"], row["from"], row["to"]) == ("new", None, "reported")


@GENTLE
@given(crowds())
def test_every_new_claim_is_in_a_change_that_names_its_event(crowd: tuple[tuple[Document, ...], tuple]) -> None:
    documents, claims = crowd
    dated = sorted(one.day for one in documents if one.day is not None)
    cut = dated[len(dated) // 2] if dated else None
    early = [one for one in documents if cut is not None and one.day is not None and one.day <= cut]
    held = {one.id for one in early}
    before = build_account(early, [claim for claim in claims if claim.document in held])
    after = build_account(documents, claims)
    assert find_changes(after, after) == ()
    known = {claim for event in before.events for claim in event.claims}
    born = {change.event.id for change in find_changes(before, after) if change.kind is ChangeKind.NEW}
    assert born == {event.id for event in after.events if known.isdisjoint(event.claims)}
