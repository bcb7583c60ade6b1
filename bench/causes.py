"""What is wrong with a claim, by kind."""

from __future__ import annotations

from collections.abc import Sequence

from labels import Act, Range
from matching import are_equal, compare, meets

from neraca.records import Claim, Evidence, Mention

Kind = tuple[str, str]  # what is wrong, and its detail


def found_kinds(act: Act, claim: Claim) -> tuple[Kind, ...]:
    """What is wrong with the claim that was found for an act."""
    fields = compare(act, claim)
    kinds: list[Kind] = []
    if not fields["actor"][0] or not fields["recipient"][0]:
        kinds += _party_kinds(act, claim)
    for name, gold, found in (
        ("stage", act.stage, claim.stage.value),
        ("negated", str(act.negated).lower(), str(claim.negated).lower()),
        ("certainty", act.certainty, claim.certainty.value),
    ):
        if gold != found:
            kinds.append((name, f"{gold} > {found}"))
    return (*kinds, *_voice_kinds(act, claim))


def _party_kinds(act: Act, claim: Claim) -> list[Kind]:
    if are_equal(act, claim):
        return [_side_kind("parties", act.actor + act.recipient, claim.actors + claim.recipients)]
    crossed = _touch(act.actor, claim.recipients) or _touch(act.recipient, claim.actors)
    straight = _touch(act.actor, claim.actors) or _touch(act.recipient, claim.recipients)
    if crossed and not straight:
        return [("parties-swapped", "")]
    sides = (("actor", act.actor, claim.actors), ("recipient", act.recipient, claim.recipients))
    kinds = [_side_kind(*one) for one in sides]
    return [kind for kind in kinds if kind[0]]


def _side_kind(name: str, gold: tuple[Range, ...], found: tuple[Mention, ...]) -> Kind:
    """How the parties of a side differ; "" where they do not."""
    unmet = [one for one in gold if not _touch((one,), found)]
    added = [one for one in found if not _touch(gold, (one,))]
    if not unmet and not added:
        return "", name
    if not found:
        return "parties-empty", name
    if not gold:
        return "parties-added", name
    if len(added) == len(found):
        return "parties-other", name
    return ("parties-part" if unmet else "parties-more"), name


def _touch(gold: tuple[Range, ...], found: tuple[Mention, ...]) -> bool:
    return any(meets(one, mention.evidence) for one in gold for mention in found)


def _voice_kinds(act: Act, claim: Claim) -> list[Kind]:
    spoken = [(voice.evidence, voice.stance.value) for voice in claim.attributions]
    kinds: list[Kind] = []
    for words, stance in act.voices:
        said = [other for evidence, other in spoken if meets(words, evidence)]
        if not said:
            kinds.append(("voice-missed", stance))
        elif stance not in said:
            kinds.append(("voice-stance", f"{stance} > {said[0]}"))
    kinds += [("voice-added", stance) for evidence, stance in spoken if not _heard(act, evidence)]
    return kinds


def _heard(act: Act, evidence: Evidence) -> bool:
    return any(meets(words, evidence) for words, _ in act.voices)


def wrong_kind(claim: Claim, acts: Sequence[Act]) -> Kind:
    """What an extra claim is: another type for the words of an act, a second claim for them, or no act at all."""
    here = [act for act in acts if meets(act.trigger, claim.trigger)]
    if any(act.type == claim.event for act in here):
        return "extra-double", claim.event
    if here:
        return "extra-type", claim.event
    alone = any(reason.field == "event" and reason.rule == "reader" for reason in claim.reasons)
    return ("extra-reader" if alone else "extra-words"), claim.event
