"""Claims as a person says they should be, where the program misread them; and events of the status a person gave."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from neraca.pipeline.judgements import Standing
from neraca.records import (
    MUTUAL_TYPES,
    Claim,
    Correction,
    Event,
    EventStatus,
    Evidence,
    Item,
    Judgement,
    JudgementKind,
    Mention,
    MentionForm,
    Reason,
)
from neraca.records.correction import correction_of, read_correction

STATUS_MARK, PROPOSED_MARK = "judged-status=", "proposed-status="

# A claim gives reasons for its parties together; what stays as it was read keeps them under its own name.
_TOGETHER = "parties"
_SIDES = ("actor", "recipient")


def correct_claims(claims: Iterable[Claim], standing: Standing) -> tuple[tuple[Claim, ...], tuple[Claim, ...]]:
    """The claims with what a person says that they should be, and those that were misread, as they were.

    Args:
        claims: As they were read, in any order.
        standing: What stands of a person's judgements.

    Returns:
        All claims in their order, under their ids; and the misread ones.
    """
    listed = tuple(claims)
    said = {one.about[0]: one for one in standing.current if one.kind is JudgementKind.MISREAD}
    if not said:
        return listed, ()
    corrected, misread = [], []
    for claim in listed:
        judgement = said.get(claim.id)
        if judgement is None:
            corrected.append(claim)
        else:
            corrected.append(correct_claim(claim, judgement))
            misread.append(claim)
    return tuple(corrected), tuple(misread)


def correct_claim(claim: Claim, judgement: Judgement) -> Claim:
    """The claim as the judgement says that it should be: same id and evidence, with the judgement as the reason.

    A party or item that the program had found in the claim keeps its words, also on the other side; what the person
    put in stands on the words of the act (`MentionForm.GIVEN`, `Claim.is_given`). The parties of a mutual act are
    all actors.
    """
    said = read_correction(judgement.value)
    words = {mention.actor: mention for mention in (*claim.actors, *claim.recipients)}
    actors = claim.actors if said.actors is None else _mentions(said.actors, words, claim.trigger)
    recipients = claim.recipients if said.recipients is None else _mentions(said.recipients, words, claim.trigger)
    event = said.event or claim.event
    if event in MUTUAL_TYPES:
        known = {mention.actor for mention in actors}
        actors, recipients = actors + tuple(one for one in recipients if one.actor not in known), ()
    return replace(
        claim,
        event=event,
        stage=said.stage or claim.stage,
        negated=claim.negated if said.negated is None else said.negated,
        certainty=said.certainty or claim.certainty,
        actors=actors,
        recipients=recipients,
        items=claim.items if said.items is None else _items(said.items, claim),
        reasons=_reasons(claim, said, judgement),
        corrects=claim.id,
    )


def as_read(claim: Claim) -> Correction:
    """All that a person can correct, as the claim has it."""
    return Correction(
        event=claim.event,
        stage=claim.stage,
        negated=claim.negated,
        certainty=claim.certainty,
        actors=tuple(dict.fromkeys(mention.actor for mention in claim.actors)),
        recipients=tuple(dict.fromkeys(mention.actor for mention in claim.recipients)),
        items=tuple(dict.fromkeys(item.item_class for item in claim.items)),
    )


def changed(claim: Claim, wanted: Correction) -> Correction:
    """What of a correction is other than the claim has it; the order of parties and items does not count."""
    read = as_read(claim).fields
    return correction_of({name: value for name, value in wanted.fields.items() if not _is_same(value, read[name])})


def _is_same(one: object, other: object) -> bool:
    if isinstance(one, list) and isinstance(other, list):
        return sorted(one) == sorted(other)
    return one == other


def give_status(event: Event, judgement: Judgement | None) -> Event:
    """The event with the status that a person gave it, beside the program's own; as it is where nobody did."""
    if judgement is None:
        return event
    marks = f"{STATUS_MARK}{judgement.value}", f"{PROPOSED_MARK}{event.status.value}"
    status = EventStatus(judgement.value)
    return replace(event, status=status, proposed=event.status, reasons=(*event.reasons, *marks))


def _mentions(actors: Sequence[str], words: dict[str, Mention], trigger: Evidence) -> tuple[Mention, ...]:
    return tuple(words.get(actor) or Mention(evidence=trigger, actor=actor, form=MentionForm.GIVEN) for actor in actors)


def _items(classes: Sequence[str], claim: Claim) -> tuple[Item, ...]:
    """Items of these classes; where one class only was taken for another, the new one has the old one's words."""
    kept = {one: [item for item in claim.items if item.item_class == one] for one in classes}
    new = [one for one in classes if not kept[one]]
    gone = [item for item in claim.items if item.item_class not in kept]
    words = gone[0].evidence if len(new) == len(gone) == 1 else claim.trigger
    return tuple(item for one in classes for item in kept[one] or [Item(evidence=words, item_class=one)])


def _reasons(claim: Claim, said: Correction, judgement: Judgement) -> tuple[Reason, ...]:
    fields = frozenset(said.fields)
    reasons = [reason for reason in claim.reasons if reason.field not in fields]
    if not fields.isdisjoint(_SIDES):
        sides = [side for side in _SIDES if side not in fields]
        together = [reason for reason in reasons if reason.field == _TOGETHER]
        reasons = [reason for reason in reasons if reason.field != _TOGETHER]
        reasons += [replace(reason, field=side) for reason in together for side in sides]
    return tuple(sorted({*reasons, *(Reason(field=name, rule=judgement.id) for name in fields)}))
