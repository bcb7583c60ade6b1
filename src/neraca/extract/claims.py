"""Claims of a document: every act in every sentence, with its parties, items, modality and voices."""

from __future__ import annotations

from dataclasses import replace

from neraca.extract.answers import weigh_voices
from neraca.extract.arrivals import is_arrival_of_goods, take_announcer, take_earlier
from neraca.extract.attribution import attribute
from neraca.extract.build import build_claims
from neraca.extract.casualties import (
    continues_fate,
    count_victims,
    find_victims,
    named_forces,
    own_forces,
    scope_of,
)
from neraca.extract.clauses import clause_end, clause_start
from neraca.extract.connectives import paid_for
from neraca.extract.contents import by_sentence
from neraca.extract.drafts import Draft, Memory, Scene
from neraca.extract.governing import is_asked
from neraca.extract.items import Thing, find_things
from neraca.extract.learned import is_listed, take_parties, take_things, weigh_triggers
from neraca.extract.line import Line, cue_indexes, prepare_line
from neraca.extract.measures import drop_speaking_day, fit_measures, fit_things, meets_needs
from neraca.extract.modality import Modality, find_modality, past_beside
from neraca.extract.parties import (
    complete_sides,
    fill_parties,
    find_attacker,
    find_parties,
    share_sides,
    speaker_here,
    take_speaker,
)
from neraca.extract.transfers import mend_transfer
from neraca.extract.triggers import Trigger, find_triggers
from neraca.extract.unclear import unclear_acts
from neraca.extract.voices import Voice, find_voices
from neraca.extract.worth import least_of, probability
from neraca.packs.connectives import load_connectives
from neraca.packs.cues import Cues
from neraca.packs.events import EventBook
from neraca.packs.events import Voice as Shape
from neraca.packs.items import ItemBook
from neraca.packs.worth import load_worth
from neraca.records import Certainty, Issue, Reading, Stage, VoiceKind

# A sentence of this many acts is no sentence; what is beyond is left out.
MOST_ACTS = 60
# *sejak* makes a state of what lasts, not of a meeting or a word.
_MOMENTS = frozenset(("CONSULT", "AGREE", "ACCUSE", "REQUEST", "REJECT", "THREATEN", "CONCEDE"))
# What somebody foretells is foretold, for an act that only the reader sees too.
_OUTLOOK = frozenset(("forecast", "analyst"))
_SWALLOW_REACH = 4
SURE_SHADE = 0.7


def find_claims(reading: Reading, *, events: EventBook, items: ItemBook, cues: Cues) -> Reading:
    """The same reading with its claims.

    Args:
        reading: A document's sentences, mentions, times and quantities.
        events: Event types and the words for them.
        items: Item classes and the words for them.
        cues: Function words of the document's language.

    Returns:
        The reading with claims in text order, linked to one another, and an issue for each act seen and not understood.
    """
    memory, indexes, language = Memory(), cue_indexes(cues), reading.document.language
    issues: list[Issue] = []
    lines: list[Line] = []
    for index, contents in enumerate(by_sentence(reading)):
        line = prepare_line(reading, index, contents=contents, cues=indexes, language=language)
        if line.words:
            lines.append(line)
            voices = weigh_voices(line, find_voices(line), memory)
            drafts = _drafts(line, memory, events=events, items=items, voices=voices)
            attribute(line, drafts, memory, events=events, voices=voices)
            memory.remember(line, drafts, voices=voices)
            memory.forces = (index, forces) if (forces := named_forces(line)) else memory.forces
            issues.extend(unclear_acts(line, drafts, load_worth()))
    complete_sides(memory.drafts)
    return replace(reading, claims=build_claims(memory.drafts, lines), issues=(*reading.issues, *issues))


def _drafts(
    line: Line, memory: Memory, *, events: EventBook, items: ItemBook, voices: tuple[Voice, ...]
) -> list[Draft]:
    parties = replace(line, groups=tuple(g for g in line.groups if any(m.actor[:4] != "MED:" for m in g.mentions)))
    triggers = weigh_triggers(parties, find_triggers(parties, events), events)
    scene = Scene(
        line=parties,
        triggers=triggers,
        things=find_things(line, items),
        verbs=frozenset(t.first for t in triggers if t.voice is not Shape.NOUN),
        voices=voices,
        speaking=frozenset(g.first for g in line.groups if any(v.first <= g.first < v.last for v in voices)),
        paid_for=paid_for(line, load_connectives(line.language)),
    )
    drafts: list[Draft] = []
    for trigger in triggers:
        if not _no_act(parties, trigger, triggers):
            drafts.extend(_readings(scene, trigger, memory, events=events, earlier=tuple(drafts)))
    return _without_doubles(drafts)


def _readings(
    scene: Scene, trigger: Trigger, memory: Memory, *, events: EventBook, earlier: tuple[Draft, ...]
) -> list[Draft]:
    """The first reading of a trigger that has what it needs; a second one only where each has its own object word."""
    kept: list[Draft] = []
    for reading in (trigger, *trigger.others):
        if kept and not (reading.row.needs_word and kept[-1].trigger.row.needs_word):
            continue
        if any(reading.event == draft.event for draft in kept):
            continue
        if reading.row.frame == "visit" and is_arrival_of_goods(scene.line, reading, scene.things):
            continue  # what comes there is given, nobody visits
        draft = _draft(scene, reading, memory, events=events, earlier=earlier)
        if meets_needs(draft, events.types[draft.event]) and _is_worth_a_claim(draft):
            _place(draft)
            kept.append(draft)
            past = past_beside(draft.line, reading, draft.modality) if draft.modality is not None else None
            if past is not None:
                kept.append(replace(draft, modality=past, voices=[], reasons=list(draft.reasons)))
                kept[-1].decided("stage", past.rule)
    return kept


def _draft(scene: Scene, trigger: Trigger, memory: Memory, *, events: EventBook, earlier: tuple[Draft, ...]) -> Draft:
    draft = Draft(line=scene.line, trigger=trigger, event=trigger.event, speaking=scene.speaking)
    draft.seen = scene.things
    fit_things(draft, scene.things)
    find_parties(draft, memory, verbs=scene.verbs, triggers=scene.triggers)
    _promote(draft, scene.things)
    take_speaker(draft, memory, voices=scene.voices)
    fill_parties(draft, memory, events.types[draft.event])
    speaker = speaker_here(draft, voices=scene.voices)
    take_parties(draft, memory, speaker=speaker, mutual=events.types[draft.event].mutual)
    own_forces(draft, memory, scene.things)
    take_earlier(draft, memory, earlier=earlier, things=scene.things)
    find_victims(draft, memory, earlier=earlier, things=scene.things, verbs=scene.verbs)
    find_attacker(draft, memory, verbs=scene.verbs, triggers=scene.triggers)
    if not events.types[draft.event].within:
        share_sides(draft, events.types[draft.event])
    take_things(draft, scene.things)
    _leave_price(draft, scene.paid_for)
    mend_transfer(draft, memory, earlier=earlier, things=scene.things, verbs=scene.verbs)
    if trigger.act is not None:
        draft.decided("event", "reader" if not is_listed(trigger) else "words", score=trigger.act.of(draft.event))
    if draft.event == "COOPERATE" and trigger.row.strong and len(draft.parties) == 1:
        draft.event = "MOBILIZE"
        draft.decided("event", "drill-of-one-party")
    fit_measures(draft)
    count_victims(draft, scene.triggers)
    draft.modality = _modality(draft, scene)
    drop_speaking_day(draft)
    take_announcer(draft, scene.voices, mutual=events.types[draft.event].mutual)
    return draft


def _modality(draft: Draft, scene: Scene) -> Modality:
    """Stage, negation and certainty: by the rules; of an act that only the reader sees its stage is the reader's.

    Its negation and hedge are then added where the reader is sure of them.
    """
    trigger = draft.trigger
    requests = [
        t for t in scene.triggers if t.event == "REQUEST" and t.voice is not Shape.NOUN and t.last <= trigger.first
    ]
    requests = [t for t in requests if not draft.line.has("foretell", t.first)]  # *expects X to send*
    asked = any(is_asked(draft.line, trigger, (t.first, t.last)) for t in requests)
    modality = find_modality(draft.line, trigger, future_by_default=asked)
    since = draft.when is not None and draft.when.span is not None and draft.when.span.end is None
    if since and modality.stage is Stage.OCCURRED and draft.event not in _MOMENTS:
        modality = replace(modality, stage=Stage.ONGOING, rule="since")
    if modality.rule == "planned" and any(_foretells(draft, voice) for voice in scene.voices):
        modality = replace(modality, stage=Stage.PREDICTED, rule="analyst")
    draft.decided("negated", "negation-before-the-act" if modality.negated else "no-negation")
    draft.decided("certainty", "hedge-near-the-act" if modality.certainty is Certainty.HEDGED else "no-hedge")
    if trigger.act is not None and not is_listed(trigger):
        stage, score = trigger.act.stage
        outlook = modality.rule in _OUTLOOK and stage in (Stage.OCCURRED, Stage.ONGOING, Stage.PLANNED)
        stage = modality.stage if outlook else stage
        draft.decided("stage", modality.rule if outlook else "reader", score=0.0 if outlook else score)
        hedged = modality.certainty is Certainty.HEDGED or trigger.act.hedged >= SURE_SHADE
        if trigger.act.negated >= SURE_SHADE:
            draft.decided("negated", "reader", score=trigger.act.negated)
        if trigger.act.hedged >= SURE_SHADE:
            draft.decided("certainty", "reader", score=trigger.act.hedged)
        return replace(
            modality,
            stage=stage,
            negated=modality.negated or trigger.act.negated >= SURE_SHADE,
            certainty=Certainty.HEDGED if hedged else Certainty.PLAIN,
            rule=modality.rule if outlook else "reader",
        )
    draft.decided("stage", modality.rule)
    return modality


def _leave_price(draft: Draft, paid_for: tuple[frozenset[int], ...]) -> None:
    """*minyak adalah bayaran untuk senjata*: what something is given for is no item of the gift."""
    other = [words for words in paid_for if draft.trigger.first not in words]
    draft.things = tuple(t for t in draft.things if not any(t.first in words for words in other))


def _foretells(draft: Draft, voice: Voice) -> bool:
    """Whether a voice tells what others will do: an analyst, or a secret service of another state."""
    if not voice.covers(draft.trigger.first):
        return False
    own = bool(set(voice.who) & {m.actor for m in draft.actors})
    return voice.kind is VoiceKind.ANALYST or (voice.kind is VoiceKind.INTELLIGENCE and bool(draft.actors) and not own)


def _is_worth_a_claim(draft: Draft) -> bool:
    """Whether enough speaks for the act; without a trained reader the rules alone decide."""
    if not draft.line.reading.parses:
        return True
    book = load_worth()
    score = probability(draft, book)
    draft.decided("claim", "worth", score=round(score, 2))
    return score >= least_of(draft, book)


def _no_act(line: Line, trigger: Trigger, triggers: tuple[Trigger, ...]) -> bool:
    return (
        _yields(trigger, triggers)
        or _swallowed(trigger, triggers)
        or _mere_purpose(line, trigger)
        or _what_is_denied(line, trigger)
        or continues_fate(line, trigger, triggers)
    )


def _yields(trigger: Trigger, triggers: tuple[Trigger, ...]) -> bool:
    """*berjanji mengirim*: the act promised is the claim, not the promise."""
    return trigger.row.yields and any(0 <= t.first - trigger.last <= 8 for t in triggers if t is not trigger)


def _swallowed(trigger: Trigger, triggers: tuple[Trigger, ...]) -> bool:
    """*mengancam akan menyerang*, *menolak mengirim*: the threat or refusal is the claim, not the act inside."""
    return any(
        t.row.swallows and t.voice is not Shape.NOUN and 0 <= trigger.first - t.last < _SWALLOW_REACH for t in triggers
    )


def _what_is_denied(line: Line, trigger: Trigger) -> bool:
    """*membantah tudingan itu*: the accusation denied is no new accusation."""
    if trigger.voice is not Shape.NOUN or not line.has("claim_word", trigger.first):
        return False
    return any(0 <= trigger.first - b <= 2 for name in ("denies", "doubts") for _, b in line.cues[name])


def _mere_purpose(line: Line, trigger: Trigger) -> bool:
    """*…, guna membantu X*: what an act is meant for is no act, unless somebody plans, vows or asks to do it."""
    if trigger.voice is Shape.NOUN:
        return False
    start = line.cue_ending("purpose", trigger.first)
    if start is None or (line.language == "en" and line.words[start].low == "to" and trigger.first - start == 1):
        return False
    near = (max(0, start - 6), trigger.first)
    return all(line.cue_in(name, *near) is None for name in ("planned", "predicted", "ongoing"))


def _promote(draft: Draft, things: tuple[Thing, ...]) -> None:
    """*dukungan militer* is help in kind, not words: SUPPORT becomes AID; troops sent *to* a state are AID too."""
    trigger = draft.trigger
    longer = [t for t in things if t.first == trigger.first and t.last > trigger.last]
    ends = [t for t in things if t.last == trigger.last and t.first < trigger.first]
    if draft.event == "SUPPORT" and trigger.voice is Shape.NOUN and (longer or ends):
        draft.event = "AID"
        draft.things = draft.things or tuple(longer + ends)
        draft.decided("event", "support-in-kind")
    if trigger.row.with_target and draft.recipients and trigger.row.frame != "deploy":
        draft.event = trigger.row.with_target
        draft.decided("event", "aimed-at-a-party")
    if trigger.row.frame == "deploy" and draft.recipients and any(t.item_class == "troops" for t in draft.things):
        draft.event = "AID"
        draft.decided("event", "troops-to-a-state")


def _place(draft: Draft) -> None:
    """Set the words that the claim covers: its parties, items and amounts, and for a verb its whole clause."""
    line, trigger = draft.line, draft.trigger
    first, last = min(trigger.first, trigger.verb), max(trigger.last, trigger.verb + 1)
    own = [m.evidence for m in draft.actors + draft.recipients if m.evidence.span.within(line.sentence.span)]
    for group in line.groups:
        if any(m.evidence in own for m in group.mentions):
            first, last = min(first, group.first), max(last, group.last)
    for evidence in own:
        first = min(first, line.word_at(evidence.span.start))
        last = max(last, min(len(line.words), line.word_at(evidence.span.end - 1) + 1))
    for thing in draft.things:
        first, last = min(first, thing.first), max(last, thing.last)
    for quantity in draft.quantities:
        first = min(first, line.word_at(quantity.evidence.span.start))
        last = max(last, line.word_at(quantity.evidence.span.end - 1) + 1)
    if trigger.voice is not Shape.NOUN:
        if not draft.actors:
            first = min(first, clause_start(line, trigger.first))
        last = max(last, clause_end(line, trigger.last))
    draft.first, draft.last = first, last


def _without_doubles(drafts: list[Draft]) -> list[Draft]:
    """Of two drafts of one event type and the same parties that overlap, keep the verb's."""
    kept: list[Draft] = []
    for draft in sorted(
        drafts[:MOST_ACTS], key=lambda d: (d.trigger.voice is Shape.NOUN and d.trigger.light is None, d.first)
    ):
        if not any(_same_act(draft, other) for other in kept):
            kept.append(draft)
    return sorted(kept, key=lambda d: (d.trigger.first, d.event))


def _same_act(one: Draft, other: Draft) -> bool:
    if one.event != other.event or set(one.parties) != set(other.parties) or _is_opposite(one, other):
        return False
    if scope_of(one) != scope_of(other) and one.quantities and other.quantities:
        return False
    if one.trigger is other.trigger and one.modality != other.modality:
        return False
    if one.event == "AID" and {t.item_class for t in one.things} - {t.item_class for t in other.things}:
        return False
    bare_noun = one.trigger.voice is Shape.NOUN and one.trigger.light is None
    shared = min(one.last, other.last) - max(one.first, other.first)
    return bare_noun or 2 * shared >= min(one.last - one.first, other.last - other.first)


def _is_opposite(one: Draft, other: Draft) -> bool:
    """*Pengiriman dari X ke Y dibayar*: what goes back is another act."""
    ours = {m.actor for m in one.actors}, {m.actor for m in one.recipients}
    theirs = {m.actor for m in other.recipients}, {m.actor for m in other.actors}
    return all(ours) and ours == theirs
