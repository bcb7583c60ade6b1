"""The parties of a draft: from its sentence, from the act inside it, or from what was said before."""

from __future__ import annotations

from neraca.extract.drafts import Draft, Memory, points_back
from neraca.extract.line import Group, Line
from neraca.extract.roles import find_roles
from neraca.extract.triggers import Trigger
from neraca.packs.events import EventFile, Voice
from neraca.records import Mention, MentionForm

INNER_REACH = 5
_NEEDS_RECEIVER = frozenset(("AID", "SUPPORT", "ACCUSE", "THREATEN"))
_LEANS_ON_INNER = frozenset(("THREATEN", "REJECT", "REQUEST", "ACCUSE", "SUPPORT"))


def find_parties(draft: Draft, memory: Memory, *, verbs: frozenset[int], triggers: tuple[Trigger, ...]) -> None:
    """Set the draft's actors and recipients.

    Args:
        draft: The draft; its line's groups hold no media.
        memory: What earlier sentences said.
        verbs: Words of the line that are verbs of acts.
        triggers: All acts of the line.
    """
    roles = find_roles(draft.line, draft.trigger, verbs)
    draft.actors, draft.recipients = _mentions(roles.actor), _mentions(roles.recipient)
    draft.decided("parties", roles.rule)
    if not draft.recipients and draft.event in _LEANS_ON_INNER:
        _lean_on_inner(draft, verbs, triggers)
    if draft.trigger.row.frame == "sanction":
        draft.actors = draft.actors if draft.actors != draft.recipients else ()
    shared = {m.actor for m in draft.actors}
    draft.recipients = tuple(m for m in draft.recipients if m.actor not in shared)


def fill_parties(draft: Draft, memory: Memory, kind: EventFile) -> None:
    """Fill in a side that the sentence leaves out but the context makes clear."""
    line, trigger = draft.line, draft.trigger
    if points_back(line, trigger):
        earlier = memory.antecedent(draft.event)
        if earlier is not None and not (draft.actors and draft.recipients):
            draft.actors = draft.actors or earlier.actors
            draft.recipients = draft.recipients or _without(earlier.recipients, draft.actors)
            draft.decided("parties", "antecedent")
    _elided_subject(draft, memory)
    mentions = line.reading.mentions
    if kind.mutual and len(draft.parties) == 1 and draft.trigger.row.needs == "two":
        draft.recipients += _other_in_sentence(draft)
        draft.decided("parties", "other-party-of-sentence")
    if draft.event in _NEEDS_RECEIVER and draft.actors and not draft.recipients:
        draft.recipients = _other_in_sentence(draft) or memory.partner(draft, mentions)
        draft.decided("recipient", "context")
    if draft.event == "AID" and draft.recipients and not draft.actors:
        draft.actors = memory.partner(draft, mentions)
        draft.decided("actor", "context")
    if kind.mutual:
        draft.actors, draft.recipients = draft.actors + _without(draft.recipients, draft.actors), ()


def _mentions(group: Group | None) -> tuple[Mention, ...]:
    if group is None:
        return ()
    kept: dict[str, Mention] = {}
    for mention in group.mentions:
        kept.setdefault(mention.actor, mention)
    return tuple(kept.values())


def _without(mentions: tuple[Mention, ...], others: tuple[Mention, ...]) -> tuple[Mention, ...]:
    taken = {m.actor for m in others}
    return tuple(m for m in mentions if m.actor not in taken)


def _lean_on_inner(draft: Draft, verbs: frozenset[int], triggers: tuple[Trigger, ...]) -> None:
    """*mengancam akan menyerang X*, *mengecam serangan Israel*: the act inside names the other side."""
    last = draft.trigger.last
    inner = next((t for t in triggers if last <= t.first <= last + INNER_REACH), None)
    if inner is None:
        _lean_on_known(draft)
        return
    roles = find_roles(draft.line, inner, verbs)
    doers = _mentions(roles.actor) + (_mentions(roles.recipient) if inner.row.frame == "mutual" else ())
    blamed = draft.event in ("ACCUSE", "SUPPORT") and inner.voice is Voice.NOUN
    target = doers if blamed else _mentions(roles.recipient)
    draft.recipients = _without(target, draft.actors)
    draft.decided("recipient", "act-inside")


def _lean_on_known(draft: Draft) -> None:
    """*mengecam langkah itu*: the nearest bare party behind the verb, if any."""
    line, last = draft.line, draft.trigger.last
    near = [g for g in line.groups if last <= g.first <= last + INNER_REACH]
    draft.recipients = _without(_mentions(near[0]), draft.actors) if near else ()


def _elided_subject(draft: Draft, memory: Memory) -> None:
    trigger = draft.trigger
    verbal = trigger.voice in (Voice.ACTIVE, Voice.BARE) and trigger.row.frame not in ("victim", "receive")
    if draft.actors or not verbal or memory.subject is None or trigger.verb > 5 or draft.line.heading:
        return
    draft.actors = _mentions(memory.subject)
    draft.recipients = _without(draft.recipients, draft.actors)
    draft.decided("actor", "subject-of-sentence-before")


def _other_in_sentence(draft: Draft) -> tuple[Mention, ...]:
    """The nearest other state or organisation of the sentence that is not merely a place."""
    own = {m.actor for m in draft.actors + draft.recipients}
    best: tuple[int, Mention] | None = None
    for group in draft.line.groups:
        for mention in group.mentions:
            if mention.actor in own or _is_place(draft.line, group, mention):
                continue
            distance = abs(group.first - draft.trigger.first)
            if best is None or distance < best[0]:
                best = (distance, mention)
    return (best[1],) if best is not None else ()


def _is_place(line: Line, group: Group, mention: Mention) -> bool:
    return mention.form is MentionForm.PLACE and line.cue_ending("at", group.first) is not None
