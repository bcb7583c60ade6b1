"""Why two claims are together or apart."""

from __future__ import annotations

from builders import make_claim, make_document
from neraca.link.reasons import explain_members, explain_pair, explain_strangers
from neraca.link.told import Told, tell
from neraca.packs.comparison import load_link_model
from neraca.packs.words import languages, read_words
from neraca.records import Claim, Stage

OCTOBER = make_document("a.txt", text="Satu.", published="2024-10-19")
LATER = make_document("b.txt", text="Dua.", published="2024-10-25")


def told(*claims: Claim) -> list[Told]:
    known = {one.id: one for one in tell(claims, (OCTOBER, LATER), roots={})}
    return [known[claim.id] for claim in claims]


SENT = make_claim(OCTOBER, items=("troops",))
AGAIN = make_claim(LATER, items=("troops",))


def test_what_speaks_for_one_event_is_named_with_its_weight() -> None:
    pair = explain_pair(*told(SENT, AGAIN))
    assert pair.barrier == ""
    assert pair.probability > 0.5
    assert dict(pair.parts)["items same"] > 0
    weights = [abs(weight) for _, weight in pair.parts]
    assert weights == sorted(weights, reverse=True)


def test_a_barrier_outweighs_everything() -> None:
    planned = make_claim(LATER, items=("troops",), stage=Stage.PLANNED)
    pair = explain_pair(*told(SENT, planned))
    assert (pair.barrier, pair.probability) == ("stage", 0.0)
    assert explain_pair(*told(SENT, make_claim(LATER, items=("missiles",)))).barrier == "items"
    assert explain_pair(*told(SENT, make_claim(LATER, items=("troops",), recipients=("IRN",)))).barrier == "recipients"


def test_the_verdict_is_the_same_whichever_claim_stands_first() -> None:
    january = make_document("c.txt", text="Tiga.", published="2025-01-19")
    sent = make_claim(OCTOBER, event="AID", items=("troops",))
    for event in ("CONSULT", "AGREE", "ASSAULT"):
        other = make_claim(january, event=event, items=("troops",))
        one, two = tell((sent, other), (OCTOBER, january), roots={})
        there, back = explain_pair(one, two), explain_pair(two, one)
        assert (there.barrier, there.probability) == (back.barrier, back.probability)


def test_members_and_strangers_are_explained_each_by_its_nearest() -> None:
    stranger = make_claim(LATER, at=200, items=("missiles",))
    unlike = make_claim(LATER, at=300, actors=("JPN",), recipients=("USA",))
    first, second, third, fourth = told(SENT, AGAIN, stranger, unlike)
    assert [(pair.one, pair.other) for pair in explain_members((first, second))] == [(second.id, first.id)]
    near = explain_strangers((first, second), (first, second, third, fourth), most=3)
    assert [pair.one for pair in near] == [third.id]


def test_every_weight_and_barrier_has_its_words() -> None:
    for language in languages():
        words = read_words(language)
        for name in load_link_model().weights:
            assert name == "one" or words.has(f"likeness.{name}"), name
        for name in ("event", "stage", "negated", "actors", "recipients", "parties", "items", "time"):
            assert words.has(f"barrier.{name}")
