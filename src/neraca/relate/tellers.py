"""Whose word claims of something foretold are: one teller for what a voice says, wherever it is reported."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from neraca.records import Attribution, Claim, Stage, Stance, VoiceKind
from neraca.records.testimony import origin_voices
from neraca.records.voices import UNNAMED, is_asserted
from neraca.relate.tellings import Tellings

_PASSING_ON = frozenset({VoiceKind.AGENCY, VoiceKind.MEDIA, VoiceKind.DOCUMENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """Who foretells something.

    Attributes:
        voice: Actor ids, sorted; empty when the text names no actor.
        words: What the text calls the voice; "" for the outlet's own word.
        outlet: Name of the outlet, or id of the document, whose own word it is; "" for a quoted voice.
        denies: It says that what others foretell will not be.
    """

    voice: tuple[str, ...] = ()
    words: str = ""
    outlet: str = ""
    denies: bool = False

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two tellers one: the same actors, or the same words where no actor is named."""
        return self.voice, "" if self.voice else self.words.casefold(), self.outlet.casefold(), self.denies


def find_tellers(
    claims: Iterable[Claim], tellings: Tellings, *, verbal: frozenset[str] = frozenset()
) -> tuple[tuple[Teller, tuple[Claim, ...]], ...]:
    """The claims of one event by who foretells; a claim that is only doubted is foretold by nobody.

    A copy follows its original. What a document says in its own words (a heading) is the first voice's that it quotes
    on the same event.

    Args:
        claims: Of one event, in order of `Tellings.place`.
        tellings: Where they stand.
        verbal: Event types whose doer is the speaker.
    """
    found: dict[tuple[object, ...], tuple[Teller, list[Claim]]] = {}
    by_document: dict[str, list[tuple[object, ...]]] = {}
    listed = [(claim, teller) for claim in claims if (teller := _teller(claim, tellings, verbal=verbal)) is not None]
    # Quoted voices first, so that a heading above them finds them.
    listed.sort(key=lambda row: (tellings.is_copied(row[0]), bool(row[1].outlet)))
    for claim, teller in listed:
        told_there = by_document.get(tellings.root(claim), [])
        key = teller.key
        if told_there and key not in told_there and (teller.outlet or tellings.is_copied(claim)):
            key = next((one for one in told_there if one[-1] == teller.denies), told_there[0])
        found.setdefault(key, (teller, []))[1].append(claim)
        listing = by_document.setdefault(tellings.root(claim), [])
        if key not in listing:
            listing.append(key)
    tellers = [(teller, tuple(sorted(of_teller, key=tellings.place))) for teller, of_teller in found.values()]
    return tuple(sorted(tellers, key=lambda row: tellings.place(row[1][0])))


def _teller(claim: Claim, tellings: Tellings, *, verbal: frozenset[str]) -> Teller | None:
    if not is_asserted(claim):
        denying = [part for part in claim.attributions if part.stance is Stance.DENIES]
        return _quoted(denying, origin_voices(claim, Stance.DENIES), denies=True) if denying else None
    asserting = [part for part in claim.attributions if part.stance is Stance.ASSERTS]
    if asserting:
        return _quoted(asserting, origin_voices(claim), denies=False)
    if claim.event in verbal and claim.stage is Stage.PLANNED and claim.actors:
        who = sorted({mention.actor for mention in claim.actors})
        return Teller(voice=tuple(who), words=_one_line(claim.actors[0].evidence.quote))
    outlet = tellings.origin(claim).outlet
    return Teller(outlet=outlet.value if outlet is not None else tellings.root(claim))


def _quoted(voices: Sequence[Attribution], who: frozenset[str], *, denies: bool) -> Teller:
    named = tuple(sorted(who - {UNNAMED}))
    quoted = [part for part in voices if part.kind not in _PASSING_ON] or list(voices)
    speaking = [part for part in (*quoted, *voices) if set(part.who) & who] or quoted
    return Teller(voice=named, words=_one_line(speaking[0].evidence.quote), denies=denies)


def _one_line(words: str) -> str:
    return " ".join(words.split())
