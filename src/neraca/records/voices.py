"""Whose word a claim is: who vouches for it, and who denies it."""

from __future__ import annotations

from neraca.records.claim import Attribution, Certainty, Claim, Stance, VoiceKind

UNNAMED = ""
"""Stands for a voice that names no actor, and for the author's own word."""

# Acts that the other side can vouch for as well: who received a gift or a guest knows it at first hand. The target
# of an attack or a sanction accuses; that is another voice, not a confirmation.
_SHARED_ACTS = frozenset({"AGREE", "AID", "CONCEDE", "CONSULT", "COOPERATE", "RETREAT", "SUPPORT"})
_OFFICIAL_KINDS = frozenset({VoiceKind.OFFICIAL, VoiceKind.GOVERNMENT, VoiceKind.MILITARY, VoiceKind.IGO})


def is_asserted(claim: Claim) -> bool:
    """Whether the text lets anybody stand behind the claim.

    A voice that asserts does; so does the author where no voice is named, or where one merely declines to comment.
    A claim that is told only to be denied or doubted has nobody behind it.
    """
    stances = {attribution.stance for attribution in claim.attributions}
    return Stance.ASSERTS in stances or not stances & {Stance.DENIES, Stance.DOUBTS}


def is_plain(claim: Claim) -> bool:
    """Whether somebody who can be held to it asserts the claim without a hedge, and not just in passing.

    Anonymous voices alone cannot be held to it; a heading or a mere mention (`optional`) reports nothing new.
    """
    if claim.optional or claim.certainty is not Certainty.PLAIN or not is_asserted(claim):
        return False
    asserting = [part.kind for part in claim.attributions if part.stance is Stance.ASSERTS]
    return not asserting or any(kind is not VoiceKind.ANONYMOUS for kind in asserting)


def vouching_parties(claim: Claim) -> frozenset[str]:
    """Actors that could confirm the claim at first hand.

    The doers always; the recipients of an act that has two sides; the victims of an act whose doer is not
    named (a state that tells of its own losses).
    """
    actors = frozenset(mention.actor for mention in claim.actors)
    if claim.event in _SHARED_ACTS or not actors:
        return actors | {mention.actor for mention in claim.recipients}
    return actors


def confirming_parties(claim: Claim) -> frozenset[str]:
    """Parties whose officials assert the claim themselves, without a hedge.

    Where a doer is named, the other side confirms only if the text names it apart from the words for the voice: in
    "Seoul said that Pyongyang had sent shells" a reader of parties may take the speaker for the receiver, and that
    mistake must not turn an accusation into a confirmation.
    """
    if claim.certainty is not Certainty.PLAIN:
        return frozenset()
    parties = vouching_parties(claim)
    return frozenset(
        actor
        for voice in claim.attributions
        if voice.stance is Stance.ASSERTS and voice.kind in _OFFICIAL_KINDS
        for actor in voice.who
        if actor in parties and (_does(claim, actor) or _is_named_beside(claim, actor, voice=voice))
    )


def _does(claim: Claim, actor: str) -> bool:
    return not claim.actors or any(mention.actor == actor for mention in claim.actors)


def _is_named_beside(claim: Claim, actor: str, *, voice: Attribution) -> bool:
    return any(
        mention.actor == actor and not mention.evidence.span.meets(voice.evidence.span) for mention in claim.recipients
    )


def denying_voices(claim: Claim) -> frozenset[str]:
    """Actors that deny the claim; `UNNAMED` for a denial by nobody in particular."""
    return _voices(claim, Stance.DENIES)


def asserting_voices(claim: Claim) -> frozenset[str]:
    """Actors that assert the claim; `UNNAMED` for the author's own word and for voices that name no actor."""
    if not is_asserted(claim):
        return frozenset()
    return _voices(claim, Stance.ASSERTS) or frozenset({UNNAMED})


def _voices(claim: Claim, stance: Stance) -> frozenset[str]:
    found: set[str] = set()
    for attribution in claim.attributions:
        if attribution.stance is stance:
            found.update(attribution.who or (UNNAMED,))
    return frozenset(found)
