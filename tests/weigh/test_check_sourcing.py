"""On whose word a document's claims stand, and figures far outside the others."""

from __future__ import annotations

from dataclasses import replace

import pytest
from readings import read

from builders import make_claim
from neraca.packs.catalogue import load_packs
from neraca.records import Certainty, Claim, Counting, Event, EventStatus, Finding, Reading, Stage
from neraca.weigh.outliers import find_far_figures
from neraca.weigh.sourcing import find_unattributed, measure_sourcing

NAMED = ("KOR", "intelligence", "asserts")
UNNAMED = ("", "anonymous", "asserts")


def test_assertions_are_counted_by_their_voices() -> None:
    claims = [
        make_claim(voices=(NAMED,)),
        make_claim(at=1, voices=(UNNAMED,)),
        make_claim(at=2, voices=(UNNAMED, NAMED)),
        make_claim(at=3),
        make_claim(at=4, optional=True),
    ]
    counts = measure_sourcing(claims)
    assert (counts.assertions, counts.voiceless, counts.anonymous) == (4, 1, 1)
    assert (counts.voiceless_share, counts.anonymous_share) == (0.25, 0.25)
    assert measure_sourcing(()).voiceless_share is None


def _told(*paragraphs: str) -> Reading:
    """A text with one claim at the word *mengirim* of each paragraph."""
    reading = read("\n\n".join(paragraphs))
    text, claims, at = reading.document.text, [], 0
    for _ in paragraphs:
        at = text.index("mengirim", at + 1)
        evidence = reading.document.evidence(at, at + len("mengirim"))
        claims.append(
            Claim(
                evidence=evidence,
                trigger=evidence,
                event="AID",
                stage=Stage.OCCURRED,
                negated=False,
                certainty=Certainty.PLAIN,
            )
        )
    return replace(reading, claims=tuple(claims))


def _unattributed(reading: Reading) -> tuple[Finding, ...]:
    return find_unattributed(reading, cues=load_packs().cues["id"])


def test_a_text_without_any_voice_is_found() -> None:
    (finding,) = _unattributed(_told(*["Mesir mengirim gandum ke Sudan."] * 8))
    assert finding.kind == "unattributed"
    assert "8 of 8" in finding.message


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["Mesir mengirim gandum ke Sudan."] * 7,
        ["Mesir mengirim gandum ke Sudan."] * 7 + ["Mesir mengirim gandum, kata seorang menteri."] * 2,
        ["Kantor menteri mengatakan Mesir mengirim gandum ke Sudan."] * 9,
    ],
)
def test_few_claims_or_some_voices_are_left_alone(paragraphs: list[str]) -> None:
    assert _unattributed(_told(*paragraphs)) == ()


def _event(*claims: Claim) -> Event:
    return Event(
        anchor=claims[0].id,
        type="AID",
        stage=Stage.OCCURRED,
        status=EventStatus.REPORTED,
        actors=("PRK",),
        recipients=("RUS",),
        items=("troops",),
        when=None,
        reports=len(claims),
        witnesses=1,
        denials=(),
        figures=(),
        claims=tuple(claim.id for claim in claims),
    )


def _far(*claims: Claim, roots: dict[str, str] | None = None) -> list[str]:
    by_id = {claim.id: claim for claim in claims}
    return [one.evidence.document for one in find_far_figures([_event(*claims)], claims=by_id, roots=roots or {})]


def _sent(document: str, amount: int, **fields: object) -> Claim:
    return make_claim(document, items=("troops",), figures=((amount, amount),), **fields)  # type: ignore[arg-type]


def test_a_figure_ten_times_above_the_others_is_found() -> None:
    others = (_sent("a", 10_000), _sent("b", 11_000), _sent("c", 12_000))
    assert _far(*others, _sent("d", 110_000)) == ["d"]
    assert _far(*others, _sent("d", 1_100)) == ["d"]
    assert _far(*others, _sent("d", 60_000)) == []


def test_copies_and_other_counts_are_no_other_figures() -> None:
    others = (_sent("a", 10_000), _sent("b", 11_000), _sent("c", 12_000))
    assert _far(*others, _sent("d", 110_000), roots={"b": "a"}) == []
    assert _far(*others, _sent("d", 110_000, counting=Counting.TOTAL)) == []
    assert _far(*others[:2], _sent("d", 110_000)) == []
