"""Which claim answers to which label, and what is wrong with it: on one sentence, by hand."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from builders import make_evidence

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))
from causes import found_kinds, wrong_kind
from labels import Act
from matching import compare, is_record, is_triple, pair

from neraca.records import (
    Attribution,
    Certainty,
    Claim,
    Evidence,
    Item,
    Mention,
    MentionForm,
    Reason,
    Stage,
    Stance,
    VoiceKind,
)

TEXT = "Norway and Latvia sent wheat to Estonia and met Sweden in Oslo, Reuters reported."


def at(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def evidence(words: str) -> Evidence:
    return make_evidence(words, document="doc-a", start=TEXT.index(words))


def mentions(*names: str) -> tuple[Mention, ...]:
    return tuple(Mention(evidence=evidence(name), actor=name.upper(), form=MentionForm.NAME) for name in names)


def voice(words: str, stance: str) -> Attribution:
    return Attribution(evidence=evidence(words), who=(), kind=VoiceKind.AGENCY, stance=Stance(stance))


def label(trigger: str = "sent", *, type: str = "AID", actor=("Norway", "Latvia"), recipient=("Estonia",), **changed):  # noqa: A002
    values = {
        "stage": "occurred",
        "negated": False,
        "certainty": "plain",
        "optional": False,
        "spans": {"quantity": (), "when": (), "where": ()},
        "items": ((at("wheat"), "food"),),
        "voices": ((at("Reuters"), "asserts"),),
    }
    sides = {"actor": tuple(map(at, actor)), "recipient": tuple(map(at, recipient))}
    return Act(type=type, trigger=at(trigger), **{**values, **sides, **changed})


def claim(trigger: str = "sent", *, event: str = "AID", actors=("Norway", "Latvia"), recipients=("Estonia",)) -> Claim:
    return Claim(
        evidence=make_evidence(TEXT, document="doc-a"),
        trigger=evidence(trigger),
        event=event,
        stage=Stage.OCCURRED,
        negated=False,
        certainty=Certainty.PLAIN,
        actors=mentions(*actors),
        recipients=mentions(*recipients),
        items=(Item(evidence=evidence("wheat"), item_class="food"),),
        attributions=(voice("Reuters", "asserts"),),
    )


def test_a_claim_answers_to_the_act_of_its_type_at_its_words():
    sent, met = claim(), claim("met", event="CONSULT")
    assert pair([label()], [met, sent]) == ([(label(), sent)], [met])


def test_a_claim_of_another_type_answers_to_no_act():
    other = claim(event="SUPPORT")
    assert pair([label()], [other]) == ([(label(), None)], [other])


def test_an_optional_act_takes_its_claim_away_and_is_not_asked_for():
    assert pair([label(optional=True)], [claim()]) == ([], [])


def test_a_required_act_has_the_first_choice():
    act, optional = label(), label(optional=True)
    assert pair([optional, act], [claim()]) == ([(act, claim())], [])


def test_a_claim_that_agrees_is_a_record():
    fields = compare(label(), claim())
    assert is_triple(fields)
    assert is_record(fields)
    assert fields["items"] == (1, 1, 1)
    assert found_kinds(label(), claim()) == ()


def test_a_record_needs_its_stage_and_its_voices():
    assert not is_record(compare(label(stage="planned"), claim()))
    assert not is_record(compare(label(voices=()), claim()))


def test_equal_parties_may_stand_on_either_side():
    act = label("met", type="CONSULT", actor=("Norway", "Latvia", "Sweden"), recipient=())
    found = claim("met", event="CONSULT", actors=("Norway", "Latvia"), recipients=("Sweden",))
    assert is_triple(compare(act, found))


@pytest.mark.parametrize(
    ("actors", "recipients", "kinds"),
    [
        (("Estonia",), ("Norway", "Latvia"), [("parties-swapped", "")]),
        ((), ("Estonia",), [("parties-empty", "actor")]),
        (("Norway",), ("Estonia",), [("parties-part", "actor")]),
        (("Norway", "Latvia"), ("Estonia", "Sweden"), [("parties-more", "recipient")]),
        (("Norway", "Latvia"), ("Sweden",), [("parties-other", "recipient")]),
    ],
)
def test_wrong_parties_have_their_kind(actors, recipients, kinds):
    assert list(found_kinds(label(), claim(actors=actors, recipients=recipients))) == kinds


def test_a_party_on_a_side_that_has_none_is_added():
    act = label(actor=("Norway",), recipient=())
    assert found_kinds(act, claim(actors=(), recipients=("Estonia",)))[0] == ("parties-empty", "actor")
    assert ("parties-added", "recipient") in found_kinds(act, claim(actors=(), recipients=("Estonia",)))


def test_a_stage_is_told_with_both_values():
    assert found_kinds(label(stage="planned"), claim()) == (("stage", "planned > occurred"),)


def test_voices_are_missed_added_or_take_another_stance():
    silent = replace(claim(), attributions=())
    denied = replace(claim(), attributions=(voice("Reuters", "denies"),))
    assert found_kinds(label(), silent) == (("voice-missed", "asserts"),)
    assert found_kinds(label(voices=()), claim()) == (("voice-added", "asserts"),)
    assert found_kinds(label(), denied) == (("voice-stance", "asserts > denies"),)


def test_extra_claims_have_their_kind():
    assert wrong_kind(claim(event="SUPPORT"), [label()]) == ("extra-type", "SUPPORT")
    assert wrong_kind(claim(), [label()]) == ("extra-double", "AID")
    assert wrong_kind(claim("met"), [label()]) == ("extra-words", "AID")
    read = replace(claim("met"), reasons=(Reason(field="event", rule="reader", score=0.9),))
    assert wrong_kind(read, [label()]) == ("extra-reader", "AID")
