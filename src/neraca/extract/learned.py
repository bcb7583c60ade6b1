"""Acts as the trained reader sees them, joined with those that the rules find.

The rules are sure of what they find and find little; the reader finds more. An act that only the reader sees becomes a
trigger of its own; on an act that both see the reader's parties stand where it is sure of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from neraca.extract.drafts import Draft
from neraca.extract.items import Thing
from neraca.extract.line import Line
from neraca.extract.triggers import Trigger
from neraca.packs.events import EventBook, TriggerRow, Voice
from neraca.records import Act, Argument, ArgumentRole, Mention, Span, Stage

# Found on labelled sentences kept from training (bench/claims.py): below, what only the reader sees is mostly wrong.
SURE_ACT = 0.55
SURE_OTHER_TYPE = 0.8
SURE_PARTY = 0.5
# The frame of rules for an act that no row describes.
_PLAIN = TriggerRow(frame="direct", strong=True)


@dataclass(frozen=True, slots=True)
class Learned:
    """An act of the reader in words `[first, last)` of the line."""

    first: int
    last: int
    act: Act


def learned_acts(line: Line) -> tuple[Learned, ...]:
    """The reader's acts of a line that it is sure of, in order; none where no reader ran."""
    parses = line.reading.parses
    if not parses:
        return ()
    found = []
    for act in parses[line.index].acts:
        words = _words(line, act.span)
        if words and act.score >= SURE_ACT:
            found.append(Learned(words[0], words[-1] + 1, act))
    return tuple(found)


def join_triggers(
    line: Line, triggers: Sequence[Trigger], learned: Sequence[Learned], events: EventBook
) -> tuple[Trigger, ...]:
    """The rules' triggers, of the reader's type where it is surer of another, and those that only the reader sees."""
    joined = [_retyped(line, trigger, learned) for trigger in triggers]
    for one in learned:
        seen = any(_meet(trigger, one) for trigger in triggers)
        if not seen and one.act.event in events.types and line.group_at(one.first) is None:
            joined.append(_trigger(line, one))
    return tuple(sorted(joined, key=lambda trigger: (trigger.first, trigger.last)))


def _retyped(line: Line, trigger: Trigger, learned: Sequence[Learned]) -> Trigger:
    met = [one for one in learned if _meet(trigger, one)]
    if not met or any(one.act.event in _types(trigger) for one in met):
        wanted = {one.act.event for one in met}
        better = next((other for other in trigger.others if other.event in wanted), None)
        return trigger if better is None or trigger.event in wanted else better
    best = max(met, key=lambda one: one.act.score)
    return _trigger(line, best) if best.act.score >= SURE_OTHER_TYPE else trigger


def _types(trigger: Trigger) -> set[str]:
    return {trigger.event, trigger.row.with_target, *(other.event for other in trigger.others)}


def _meet(trigger: Trigger, one: Learned) -> bool:
    return trigger.first < one.last and one.first < trigger.last


def _trigger(line: Line, one: Learned) -> Trigger:
    return Trigger(one.first, one.last, one.act.event, _shape(line, one), _PLAIN)


def _shape(line: Line, one: Learned) -> Voice:
    tokens = [token for token in line.reading.parses[line.index].tokens if token.span.meets(one.act.span)]
    if not any(token.upos in ("VERB", "AUX") for token in tokens):
        return Voice.NOUN
    passive = any("Voice=Pass" in token.feats for token in tokens)
    return Voice.PASSIVE if passive else Voice.ACTIVE


def take_learned(draft: Draft, learned: Sequence[Learned], things: Sequence[Thing]) -> None:
    """Give a draft the parties, items and shades that the reader sees for it.

    A side that the reader fills with words of no known party stays empty: the rules would fill it with somebody else.
    """
    one = _own(draft, learned)
    if one is None:
        return
    line, act = draft.line, one.act
    for side, role in (("actors", ArgumentRole.ACTOR), ("recipients", ArgumentRole.RECIPIENT)):
        arguments = [a for a in act.arguments if a.role is role and a.score >= SURE_PARTY]
        if arguments:
            setattr(draft, side, _parties(line, arguments))
            draft.decided(side.removesuffix("s"), "reader")
            draft.outsider = draft.outsider or (side == "actors" and not draft.actors)
    taken = {m.actor for m in draft.actors}
    draft.recipients = tuple(m for m in draft.recipients if m.actor not in taken)
    if draft.trigger.row is _PLAIN:
        spans = [a.span for a in act.arguments if a.role is ArgumentRole.ITEM]
        draft.things = tuple(t for t in things if any(_touches(line, t, span) for span in spans)) or draft.things
        draft.decided("event", "reader")


def learned_stage(draft: Draft, learned: Sequence[Learned]) -> Stage | None:
    """The stage that the reader reads for an act that no row of the rules describes."""
    one = _own(draft, learned)
    return one.act.stage if one is not None and draft.trigger.row is _PLAIN else None


def _own(draft: Draft, learned: Sequence[Learned]) -> Learned | None:
    met = [one for one in learned if _meet(draft.trigger, one)]
    return max(met, key=lambda one: (one.act.event == draft.event, one.act.score), default=None)


def _parties(line: Line, arguments: Sequence[Argument]) -> tuple[Mention, ...]:
    """Each party once, by its first mention inside the arguments."""
    kept: dict[str, Mention] = {}
    for group in line.groups:
        for mention in group.mentions:
            if any(mention.evidence.span.meets(argument.span) for argument in arguments):
                kept.setdefault(mention.actor, mention)
    return tuple(kept.values())


def _touches(line: Line, thing: Thing, span: Span) -> bool:
    return line.words[thing.first].start < span.end and span.start < line.words[thing.last - 1].end


def _words(line: Line, span: Span) -> list[int]:
    return [i for i, word in enumerate(line.words) if word.start < span.end and span.start < word.end]
