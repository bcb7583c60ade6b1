"""Proposed credibility of information, 1 to 6 (Admiralty code, NATO AJP-2.1), and the evidence that weighs most."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from neraca.records import Claim, Stance, VoiceKind
from neraca.records.voices import confirming_parties, denying_voices, is_asserted, is_plain

# From how weighty a voice is, all else equal: those who answer for what they say, then those who can know it.
_RANK = {
    VoiceKind.OFFICIAL: 0,
    VoiceKind.GOVERNMENT: 0,
    VoiceKind.IGO: 1,
    VoiceKind.MILITARY: 1,
    VoiceKind.INTELLIGENCE: 2,
    VoiceKind.DOCUMENT: 2,
    VoiceKind.AGENCY: 3,
    VoiceKind.MEDIA: 4,
    VoiceKind.ANALYST: 5,
    VoiceKind.OTHER: 6,
    VoiceKind.ANONYMOUS: 7,
}
_OWN_WORD = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the rules of credibility look at.

    Attributes:
        foreseen: It has not happened yet.
        asserted: Somebody stands behind it.
        confirmed: A party's own officials say so.
        denied: Somebody denies it who has not confirmed it as well.
        retracted: All who said so have taken it back.
        plain: Independent witnesses without a hedge who can be held to it.
        witnesses: All independent witnesses.
    """

    foreseen: bool
    asserted: bool
    confirmed: bool
    denied: bool
    retracted: bool
    plain: int
    witnesses: int


# In order; the first that holds proposes. Neither the reliability of any source nor what it says of amounts counts.
_RULES: tuple[tuple[str, int], ...] = (
    ("foreseen", 6),
    ("nobody_asserts", 6),
    ("taken_back", 5),
    ("party_confirms_other_denies", 3),
    ("two_witnesses_against_denial", 3),
    ("one_witness_against_denial", 4),
    ("weak_word_against_denial", 5),
    ("party_confirms_with_witness", 1),
    ("party_confirms_alone", 2),
    ("three_witnesses", 1),
    ("two_witnesses", 2),
    ("one_witness", 3),
    ("several_weak_words", 3),
    ("weak_word", 4),
)


def propose_credibility(standing: Standing) -> tuple[int, str]:
    """Credibility and the code of the rule that proposes it."""
    one = standing
    holds = {
        "foreseen": one.foreseen,
        "nobody_asserts": not one.asserted,
        "taken_back": one.retracted,
        "party_confirms_other_denies": one.denied and one.confirmed,
        "two_witnesses_against_denial": one.denied and one.plain >= 2,
        "one_witness_against_denial": one.denied and one.plain == 1,
        "weak_word_against_denial": one.denied,
        "party_confirms_with_witness": one.confirmed and one.plain >= 2,
        "party_confirms_alone": one.confirmed,
        "three_witnesses": one.plain >= 3,
        "two_witnesses": one.plain == 2,
        "one_witness": one.plain == 1,
        "several_weak_words": one.witnesses >= 2,
        "weak_word": True,
    }
    return next((number, rule) for rule, number in _RULES if holds[rule])


def strongest_for(claims: Iterable[tuple[str, Claim]]) -> str:
    """Id of the claim that vouches best for its event; "" when nobody does.

    A party that says it itself comes first, then a word without a hedge, then the weight of the voice, then the order
    of publication.
    """
    asserted = [(own_id, claim) for own_id, claim in claims if is_asserted(claim)]
    return min(enumerate(asserted), key=lambda row: (*_weight(row[1][1]), row[0]), default=(0, ("", None)))[1][0]


def strongest_against(
    claims: Iterable[tuple[str, Claim]], opposing: Iterable[tuple[str, Claim]], parties: frozenset[str]
) -> str:
    """Id of the claim that speaks most weightily against an event: a party's denial before any other; "" when none.

    Args:
        claims: Those of the event, by publication.
        opposing: Those that say the opposite, by publication.
        parties: Of the event.
    """
    denials = [(own_id, denying_voices(claim)) for own_id, claim in claims]
    ranked = [(not voices & parties, at, own_id) for at, (own_id, voices) in enumerate(denials) if voices]
    ranked += [
        (not confirming_parties(claim) & parties, len(denials) + at, own_id)
        for at, (own_id, claim) in enumerate(opposing)
        if is_asserted(claim)
    ]
    return min(ranked, default=(False, 0, ""))[2]


def _weight(claim: Claim) -> tuple[bool, bool, bool, int]:
    kinds = [_RANK[voice.kind] for voice in claim.attributions if voice.stance is Stance.ASSERTS]
    return not confirming_parties(claim), not is_plain(claim), claim.optional, min(kinds, default=_OWN_WORD)
