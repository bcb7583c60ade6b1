"""Restrictions as ties: which sentences tell of one, what its status is, and that order does not matter."""

from __future__ import annotations

import random
from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from builders import make_document, make_evidence, make_span
from neraca.records import (
    Document,
    Measure,
    Mention,
    MentionForm,
    Restriction,
    RestrictionKind,
    RestrictionStatus,
    When,
)
from neraca.relate.restrictions import find_restrictions

EARLY = make_document("a.txt", text="Satu kalimat pertama tentang sanksi.", published="2024-03-29")
LATE = make_document("b.txt", text="Kalimat lain, terbit kemudian, tentang sanksi.", published="2024-10-17")
UNDATED = make_document("c.txt", text="Kalimat tanpa tanggal.", published=None)
DOCUMENTS = (EARLY, LATE, UNDATED)


def make_measure(
    document: Document = EARLY,
    *,
    at: int = 0,
    kind: str = "sanction",
    status: str = "imposed",
    issuers: Iterable[str] = ("USA",),
    targets: Iterable[str] = ("PRK",),
    when: tuple[str | None, str | None] | None = None,
) -> Measure:
    def mention(actor: str) -> Mention:
        evidence = make_evidence(actor, document=document.id, start=at)
        return Mention(evidence=evidence, actor=actor, form=MentionForm.NAME)

    return Measure(
        evidence=make_evidence("x" * 20, document=document.id, start=at),
        cue=make_evidence("xx", document=document.id, start=at),
        kind=RestrictionKind(kind),
        status=RestrictionStatus(status),
        issuers=tuple(map(mention, issuers)),
        targets=tuple(map(mention, targets)),
        when=None
        if when is None
        else When(evidence=make_evidence("w", document=document.id, start=at), span=make_span(*when)),
    )


def ties(*measures: Measure) -> tuple[Restriction, ...]:
    return find_restrictions(measures, documents=DOCUMENTS, events=())


def test_what_holds_is_one_whenever_it_is_told() -> None:
    (tie,) = ties(make_measure(status="in_force"), make_measure(LATE, status="in_force"))
    assert [one.document for one in tie.measures] == [EARLY.id, LATE.id]


def test_two_rounds_months_apart_are_two() -> None:
    assert len(ties(make_measure(), make_measure(LATE))) == 2


def test_a_later_report_without_a_time_tells_of_the_step_that_was_dated() -> None:
    dated = make_measure(kind="veto", issuers=["RUS"], when=("2024-03-28", "2024-03-29"))
    (tie,) = ties(dated, make_measure(LATE, kind="veto", issuers=["RUS"]))
    assert tie.when == make_span("2024-03-28", "2024-03-29")


def test_steps_of_two_days_are_two() -> None:
    assert (
        len(ties(make_measure(when=("2024-01-01", "2024-01-02")), make_measure(when=("2024-03-01", "2024-03-02")))) == 2
    )


def test_the_newest_sentence_says_what_has_become_of_it() -> None:
    (tie,) = ties(
        make_measure(LATE, kind="monitoring", status="ended", issuers=[]),
        make_measure(kind="monitoring", status="in_force", issuers=[]),
    )
    assert tie.status is RestrictionStatus.ENDED


def test_a_plan_is_not_what_came_of_it() -> None:
    assert {one.status.value for one in ties(make_measure(status="planned"), make_measure(LATE))} == {
        "planned",
        "imposed",
    }


def test_a_heading_that_leaves_a_side_out_belongs_to_its_article() -> None:
    (tie,) = ties(make_measure(issuers=[]), make_measure(at=30))
    assert tie.issuers == ("USA",)


def test_a_sentence_that_fits_two_ties_belongs_to_neither() -> None:
    found = ties(make_measure(issuers=[]), make_measure(at=30), make_measure(at=60, issuers=["JPN"]))
    assert len(found) == 3


def test_a_side_left_out_in_another_article_stays_unknown() -> None:
    assert len(ties(make_measure(issuers=[]), make_measure(LATE))) == 2


measures = st.builds(
    make_measure,
    st.sampled_from(DOCUMENTS),
    at=st.integers(0, 5).map(lambda place: place * 25),
    kind=st.sampled_from(["sanction", "veto"]),
    status=st.sampled_from(["imposed", "in_force", "ended", "planned"]),
    issuers=st.sets(st.sampled_from(["USA", "RUS"]), max_size=2).map(sorted),
    targets=st.just(["PRK"]),
    when=st.sampled_from([None, ("2024-03-28", "2024-03-29"), ("2024-01-01", None), ("2023-01-01", "2024-01-01")]),
)


@settings(max_examples=60)
@given(st.lists(measures, max_size=7), st.randoms(use_true_random=False))
def test_any_order_gives_the_same_ties(told: list[Measure], chance: random.Random) -> None:
    mixed = list(told)
    chance.shuffle(mixed)
    assert ties(*told) == ties(*mixed)
    kept = [measure for tie in ties(*told) for measure in tie.measures]
    assert sorted(one.id for one in kept) == sorted(one.id for one in told)


def test_sentences_with_one_id_have_an_order_of_their_own() -> None:
    dated, undated = make_measure(when=("2024-03-28", "2024-03-29")), make_measure()
    assert dated.id == undated.id
    assert ties(dated, undated) == ties(undated, dated)
