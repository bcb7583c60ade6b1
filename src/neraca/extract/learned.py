"""Acts as the trained reader sees them, weighed against the words that the event files list.

The files know which words name an act and how its parties stand; the reader knows how likely these words name one
here, and what every other word is to it. Both propose acts, `worth` decides which stay. Of an act that the files list,
the rules' parties stand (they are right more often); the reader fills the sides that they leave empty or only guess,
and those where it is sure of nearer words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from msgspec import structs

from neraca.extract.clauses import roles_before
from neraca.extract.drafts import OTHER, Draft, Memory
from neraca.extract.items import Thing
from neraca.extract.line import Group, Line
from neraca.extract.triggers import Trigger
from neraca.packs.events import EventBook, TriggerRow, Voice
from neraca.packs.worth import load_worth
from neraca.records import (
    Act,
    Argument,
    ArgumentRole,
    Mention,
    MentionForm,
    NameKind,
    Span,
)

# Found on labelled sentences kept from training (bench/claims.py --held-out).
LEAST_ALONE = 0.2  # an act that only the reader sees is looked at from here on; `worth` decides
SURE_WHOLE = 0.35  # a listed act that lacks what its row needs, but that the reader sees
SURE_GOT = 0.6  # the same of a verb of getting, which has many other uses (*mendapat*, *get*)
LISTED_AHEAD = 0.9  # so far a listed type is ahead of another that the reader prefers
SURE_ARGUMENT = 0.5
SURE_ITEMS = 0.8
SURE_NEARER = 0.9
SURE_EQUAL = 0.8  # a further party of a mutual act
# Acts that are about a thing: what stands in their reach is theirs, whatever the reader says.
_GIVING = frozenset(("AID", "MOBILIZE", "SANCTION", "COOPERATE"))
# Acts that mostly are done to nobody.
_ALONE = frozenset(("MOBILIZE",))
SURE_TARGET = 0.9
# Frames whose receiver the words around the act tell.
_RECEIVED = frozenset(("receive", "transfer", "deploy"))
# Rules that take a party from elsewhere in the text, where the act's own words give none: the reader knows better.
_GUESSES = frozenset(
    ("act-inside", "last-doer", "other-party-of-sentence", "other-party-of-clause", "nearest-before", "antecedent")
)
_ARTICLES = frozenset(("the", "a", "an", "para", "sang", "pihak"))
_NAMED = (NameKind.PERSON, NameKind.ORGANISATION, NameKind.PLACE, NameKind.GROUP)
_PARTIES = (ArgumentRole.ACTOR, ArgumentRole.RECIPIENT)
# The frame of rules for an act that no row describes.
# Frames of words of many meanings (*follow*, *use*): where their own is not met, the reader may see another.
_COMMON = frozenset(("arrive", "use", "tally"))
_PLAIN = TriggerRow(frame="direct", strong=True)


@dataclass(frozen=True, slots=True)
class _Context:
    """Who speaks, here or before, and of the act itself in its own sentence; what the sentence before was about."""

    speaker: tuple[Mention, ...]
    covering: tuple[Mention, ...]
    subject: Group | None


def weigh_triggers(line: Line, triggers: Sequence[Trigger], events: EventBook) -> tuple[Trigger, ...]:
    """The listed acts, with the reader's view of each, and those that only the reader sees."""
    acts = _acts(line)
    kept: list[Trigger] = []
    for trigger in triggers:
        met = [act for first, last, act in acts if trigger.first < last and first < trigger.last]
        kept.append(_best_reading(line, trigger, max(met, key=lambda act: act.mass), events) if met else trigger)
    covered = -1
    for first, last, act in acts:
        alone = first > covered and act.score >= LEAST_ALONE and act.event in events.types
        seen = any(trigger.first < last and first < trigger.last for trigger in triggers)
        denial = any(line.has(name, first) for name in ("denies", "doubts", "declines"))  # a stance, not an act
        if alone and not seen and not denial and line.group_at(first) is None:
            kept.append(_plain(line, first, last, act, act.event))
            covered = last - 1
    return tuple(sorted(kept, key=lambda trigger: (trigger.first, trigger.last)))


def _acts(line: Line) -> list[tuple[int, int, Act]]:
    """The reader's acts in words of the line; none where no reader ran."""
    parses = line.reading.parses
    found = []
    for act in parses[line.index].acts if parses else ():
        inside = line.words_in(act.span)
        if inside:
            found.append((inside[0], inside[-1] + 1, act))
    return found


def _best_reading(line: Line, trigger: Trigger, act: Act, events: EventBook) -> Trigger:
    """The trigger with its listed readings in the order of the reader's belief, or in the reader's own type."""
    readings = [replace(one, act=act, others=()) for one in (trigger, *trigger.others)]
    listed = {event for one in readings for event in (one.event, one.row.with_target)}
    # More words make a reading more special than belief in another does.
    readings.sort(key=lambda one: (one.first - one.last, -_belief(act, one)))
    best = max(act.of(event) for event in listed)
    word = line.words[_telling(line, trigger)]
    _, named = load_worth().seen(line.language, (word.low, word.base), act.event)
    known = named > 0 and act.event in events.types and act.event not in listed
    if known and act.score >= best + LISTED_AHEAD:
        row = structs.replace(readings[0].row, with_target="", item="")
        return replace(readings[0], event=act.event, row=row)
    if act.event not in listed and act.event in events.types and all(one.row.frame in _COMMON for one in readings):
        readings.append(_plain(line, trigger.first, trigger.last, act, act.event))
    return replace(readings[0], others=tuple(readings[1:]))


def _telling(line: Line, trigger: Trigger) -> int:
    """The word of a trigger that tells its type: of *menyatakan keprihatinan* the noun, else the first."""
    last = trigger.last - 1
    noun = line.tree is not None and line.tree.tokens[line.tree.at_word[last]].upos == "NOUN"
    return last if noun and line.has("speech", trigger.first) else trigger.first


def _belief(act: Act, trigger: Trigger) -> float:
    return max(act.of(trigger.event), act.of(trigger.row.with_target))


def _plain(line: Line, first: int, last: int, act: Act, event: str) -> Trigger:
    return Trigger(first, last, event, _shape(line, act), _PLAIN, act=act)


def _shape(line: Line, act: Act) -> Voice:
    tokens = [token for token in line.reading.parses[line.index].tokens if token.span.meets(act.span)]
    if not any(token.upos in ("VERB", "AUX") for token in tokens):
        return Voice.NOUN
    passive = any("Voice=Pass" in token.feats for token in tokens)
    return Voice.PASSIVE if passive else Voice.ACTIVE


def is_listed(trigger: Trigger) -> bool:
    """Whether a row of the event files describes the act."""
    return trigger.row is not _PLAIN


def is_sure(draft: Draft) -> bool:
    """Whether the reader sees the act itself, so that it may lack what its row asks for."""
    act = draft.trigger.act
    if act is None:
        return False
    least = SURE_GOT if draft.trigger.row.frame == "receive" and is_listed(draft.trigger) else SURE_WHOLE
    return act.of(draft.event) >= least or (not is_listed(draft.trigger) and act.event == draft.event)


def take_parties(draft: Draft, memory: Memory, *, speaker: tuple[Mention, ...], mutual: bool) -> None:
    """Give a draft the parties that the reader sees for it, where the rules see none or know no row for the act.

    A side whose words name no known party is somebody all the same, another; the rules would fill it with the wrong
    one. A state may stand on both sides where the reader sees two parties of it (*polisi Mesir*, *warga Mesir*). Equal
    parties of a mutual act are those of both.
    """
    act = draft.trigger.act
    if act is None:
        return
    context = _Context(speaker or memory.speaker, speaker, memory.subject)
    if mutual:
        _join_parties(draft, act, context)
        return
    actors = _side(draft, ArgumentRole.ACTOR, draft.actors, context)
    draft.outsider = draft.outsider or (actors is not None and not actors)
    if actors:
        taken = {m.actor for m in actors} - {OTHER}
        draft.recipients = tuple(m for m in draft.recipients if m.actor not in taken)
    draft.actors = draft.actors if actors is None else actors
    recipients = _side(draft, ArgumentRole.RECIPIENT, draft.recipients, context)
    if recipients is not None:
        draft.recipients = _apart(recipients, draft.actors)


def _join_parties(draft: Draft, act: Act, context: _Context) -> None:
    """Add to the parties of a mutual act those that the reader sees, where the rules see fewer than two."""
    if len(draft.parties) > 1:
        return
    arguments = [a for a in act.arguments if a.role in _PARTIES and a.score >= SURE_EQUAL]
    known = draft.actors + draft.recipients
    seen = [a for a in arguments if not any(m.evidence.span.meets(a.span) for m in known)]
    added = _parties(draft.line, seen, context)
    added = tuple(m for m in added if m.actor not in {k.actor for k in known} - {OTHER})
    if not added and known and not draft.outsider and draft.trigger.voice is not Voice.NOUN and context.covering:
        # *JK mengaku sudah bicara dengan X*: the one who says so is the other party.
        added = tuple(m for m in context.covering if m.actor not in {k.actor for k in known})
        if added:
            draft.decided("actor", "speaker-is-a-party")
            draft.actors += added
        return
    if added:
        draft.actors += added
        draft.decided("actor", "reader", score=max(argument.score for argument in seen))


def _side(
    draft: Draft, role: ArgumentRole, found: tuple[Mention, ...], context: _Context
) -> tuple[Mention, ...] | None:
    """The parties of one side as the reader sees them; None where the rules' stand."""
    act = draft.trigger.act
    alone = role is ArgumentRole.RECIPIENT and draft.event in _ALONE
    least = SURE_TARGET if alone else SURE_ARGUMENT
    arguments = [] if act is None else [a for a in act.arguments if a.role is role and a.score >= least]
    rules = {reason.field: reason.rule for reason in draft.reasons}
    gets = draft.trigger.row.frame in _RECEIVED or draft.trigger.light_kind == "get"
    told = gets and rules.get("recipient") not in _GUESSES
    if role is ArgumentRole.ACTOR and is_listed(draft.trigger) and told:
        # *Pyongyang menerima drone*, *diberikan kepada Rusia*: who gets something gives nothing.
        arguments = [a for a in arguments if not any(m.evidence.span.meets(a.span) for m in draft.recipients)]
    guessed = any(reason.field == role.value and reason.rule in _GUESSES for reason in draft.reasons)
    if not arguments or (
        found and is_listed(draft.trigger) and not guessed and not _is_nearer(draft, arguments, found)
    ):
        return None
    draft.decided(role.value, "reader", score=max(argument.score for argument in arguments))
    return _parties(draft.line, arguments, context)


def _is_nearer(draft: Draft, arguments: Sequence[Argument], found: tuple[Mention, ...]) -> bool:
    """Whether the reader is sure of words between the act and the party that the rules see, on the same side of it."""
    act = draft.trigger.act
    sure = [a.span for a in arguments if a.score >= SURE_NEARER]
    if act is None or not sure:
        return False
    behind = all(act.span.end <= span.start for span in sure)
    before = all(span.end <= act.span.start for span in sure)
    first, last = min(m.evidence.span.start for m in found), max(m.evidence.span.end for m in found)
    return (behind and first >= max(span.end for span in sure)) or (before and last <= min(span.start for span in sure))


def _apart(mentions: tuple[Mention, ...], others: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The mentions whose words are not those of the other side."""
    spans = [m.evidence.span for m in others]
    return tuple(m for m in mentions if not any(m.evidence.span.meets(span) for span in spans))


def _parties(line: Line, arguments: Sequence[Argument], context: _Context) -> tuple[Mention, ...]:
    """The parties of a side, each once: of every part of the arguments its mentions, or else somebody no pack knows.

    Words for an act stand for nobody.
    """
    kept: dict[str, Mention] = {}
    others: list[Mention] = []
    for argument in arguments:
        for part in parts_of(line, argument.span):
            first, last = part[0], part[-1] + 1
            known = _mentions_in(line, first, last) or _in_context(line, first, last, context)
            for mention in known:
                kept.setdefault(mention.actor, mention)
            if not known and not _is_act(line, first, last):
                others.append(Mention(evidence=line.evidence(first, last), actor=OTHER, form=MentionForm.NAME))
    return (*kept.values(), *others)


def parts_of(line: Line, span: Span, *, at_commas: bool = False) -> list[list[int]]:
    """The words of an argument, parted at *dan*; what *termasuk* adds is part of what stands before."""
    parts: list[list[int]] = [[]]
    for i in line.words_in(span):
        if line.has("among", i) and parts[0]:
            break
        joint = line.has("conjunction", i) and line.group_at(i) is None
        if joint or (at_commas and parts[-1] and "," in line.gap(i)):
            parts.append([])
        if not joint:
            parts[-1].append(i)
    return [part for part in parts if part]


def _mentions_in(line: Line, first: int, last: int) -> list[Mention]:
    """The mentions in words `[first, last)` that no preposition makes a mere part of a name.

    Where all stand behind prepositions the first one counts, unless it is a place (*a tribunal in The Hague*).
    """
    inside = [group for group in line.groups if group.first < last and first < group.last]
    bare = [group for group in inside if group.first <= first or not roles_before(line, group, floor=first)]
    named = [group for group in inside if "at" not in roles_before(line, group, floor=first)]
    span = line.evidence(first, last).span
    return [m for group in bare or named[:1] for m in group.mentions if m.evidence.span.meets(span)]


def _in_context(line: Line, first: int, last: int, context: _Context) -> list[Mention]:
    """*kami* of who speaks; *pemerintah*, *the army* without a name of the state named just before."""
    while first < last and line.words[first].low in _ARTICLES:
        first += 1
    if any(a == first and b >= last for a, b in line.cues["first_person"]):
        return list(context.speaker)
    if not any(a == first and b <= last for a, b in line.cues["organ"]):
        return []
    names = [name for name in line.reading.parses[line.index].names if name.kind in _NAMED]
    if any(name.span.meets(line.evidence(first, last).span) for name in names):
        return []
    before = [group for group in line.groups if group.last <= first]
    group = before[-1] if before else context.subject
    states = dict.fromkeys(m.actor for m in group.mentions if ":" not in m.actor) if group is not None else {}
    if len(states) != 1:
        return []
    return [Mention(evidence=line.evidence(first, last), actor=next(iter(states)), form=MentionForm.AGENCY)]


def _is_act(line: Line, first: int, last: int) -> bool:
    span = line.evidence(first, last).span
    return any(act.mass >= LEAST_ALONE and act.span.meets(span) for act in line.reading.parses[line.index].acts)


def take_things(draft: Draft, things: Sequence[Thing]) -> None:
    """Let the reader choose the items of an act that it is sure of; words that name a party are none (*tentara AS*)."""
    act = draft.trigger.act
    parties = [m.evidence.span for m in draft.actors + draft.recipients]
    draft.things = tuple(t for t in draft.things if not any(_touches(draft.line, t, span) for span in parties))
    if act is None or act.of(draft.event) < SURE_ITEMS:
        return
    spans = spans_of(draft, ArgumentRole.ITEM)
    seen = tuple(thing for thing in things if any(_touches(draft.line, thing, span) for span in spans))
    if seen or not is_listed(draft.trigger) or draft.event not in _GIVING:
        draft.things = seen
        draft.decided("items", "reader", score=act.of(draft.event))


def spans_of(draft: Draft, role: ArgumentRole) -> tuple[Span, ...]:
    """The words that the reader sees in a role, where it is sure of them."""
    act = draft.trigger.act
    if act is None:
        return ()
    return tuple(a.span for a in act.arguments if a.role is role and a.score >= SURE_ARGUMENT)


def _touches(line: Line, thing: Thing, span: Span) -> bool:
    return line.words[thing.first].start < span.end and span.start < line.words[thing.last - 1].end
