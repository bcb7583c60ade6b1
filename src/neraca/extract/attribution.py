"""Which voice speaks of which act: in the sentence, across a quotation, and back to what was said before."""

from __future__ import annotations

from neraca.extract.answers import answer_in_words, is_called_false, spoken_of_before, stance_towards
from neraca.extract.drafts import Draft, Memory
from neraca.extract.line import Line
from neraca.extract.voices import Voice, voice_in
from neraca.packs.events import EventBook
from neraca.records import ArgumentRole, Evidence, Stance, VoiceKind

# A quotation without a speaker so many sentences behind the last one who spoke is nobody's.
QUOTED_LINES = 10
SURE_VOICE = 0.75
_STANCES = {
    ArgumentRole.VOICE_ASSERTS: Stance.ASSERTS,
    ArgumentRole.VOICE_DENIES: Stance.DENIES,
    ArgumentRole.VOICE_DOUBTS: Stance.DOUBTS,
    ArgumentRole.VOICE_DECLINES: Stance.DECLINES,
}
_PAPERS = (VoiceKind.DOCUMENT, VoiceKind.MEDIA)


def attribute(line: Line, drafts: list[Draft], memory: Memory, *, events: EventBook, voices: tuple[Voice, ...]) -> None:
    """Give the voices of a line to the acts that they speak of.

    Args:
        line: The sentence.
        drafts: Its acts.
        memory: What earlier sentences said; their acts may get a voice from this one.
        events: Event types: in a verbal act the speaker is the actor, not a voice.
        voices: The line's voices.
    """
    answer_in_words(line, drafts, memory, voices)
    for voice in voices:
        covered = [d for d in drafts if voice.covers(d.trigger.first) and _may_say(voice, d, events)]
        if voice.back and not any(d.trigger.first > voice.verb for d in covered):
            covered = [d for d in spoken_of_before(line, voice, drafts, memory, events) if _may_say(voice, d, events)]
            memory.denial = (line, voice, covered) if voice.stance is Stance.DENIES else memory.denial
        quoted = [d for d in _quoted_before(line, voice, memory) if _may_say(voice, d, events)]
        for draft in quoted:  # the speaker named behind a quotation, not whoever spoke before it
            draft.voices = [row for row in draft.voices if row[0].index >= draft.line.index]
        covered += quoted
        for draft in covered:
            draft.voices.append((line, stance_towards(line, voice, draft.trigger.first) if draft in drafts else voice))
    if not voices and memory.voice is not None:
        speaker_line, voice = memory.voice
        near = line.index - speaker_line.index <= QUOTED_LINES
        for draft in drafts:
            if near and _in_quotation(line, draft) and _may_say(voice, draft, events):
                draft.voices.append((speaker_line, voice))
    _add_read_voices(line, drafts, events)
    _keep_speaker(line, memory, voices)


def _add_read_voices(line: Line, drafts: list[Draft], events: EventBook) -> None:
    """Add the voices that the trained reader is sure of and the rules did not find; the doer's own word is none."""
    for draft in drafts:
        act = draft.trigger.act
        for argument in act.arguments if act is not None else ():
            stance = _STANCES.get(argument.role)
            if stance is None or argument.score < SURE_VOICE:
                continue
            known = [_words_of(spoken, voice).span for spoken, voice in draft.voices]
            known += [mention.evidence.span for mention in draft.actors]
            if any(argument.span.meets(span) for span in known):
                continue
            inside = line.words_in(argument.span)
            if stance is Stance.ASSERTS and is_called_false(line, draft.trigger.first):
                if any(line.has("claim_word", i) for i in inside):
                    continue  # *the report that … was false*: who says so denies it, the report is nobody's
                stance = Stance.DENIES
            words = [i for i in inside if not line.has("reporting", i) and not line.has("after", i)]  # *ujarnya*
            voice = voice_in(line, words[0], words[-1] + 1, stance) if words else None
            if voice is not None and _may_say(voice, draft, events):
                draft.voices.append((line, voice))
                draft.decided("attributions", "reader", score=argument.score)


def _words_of(line: Line, voice: Voice) -> Evidence:
    """The words that name a voice."""
    return line.evidence(voice.first, voice.last)


def _keep_speaker(line: Line, memory: Memory, voices: tuple[Voice, ...]) -> None:
    """*X menyatakan, … . “…,” katanya*: who spoke last is whose words a quotation without a speaker gives."""
    people = [voice for voice in voices if voice.stance is Stance.ASSERTS and voice.kind not in _PAPERS]
    if people and not line.quotations:
        memory.voice = (line, people[-1])


def _may_say(voice: Voice, draft: Draft, events: EventBook) -> bool:
    """A speaker's own verbal act is no attribution; a denial reaches acts, not the accusation that it answers."""
    verbal = events.types[draft.event].verbal
    own = bool(voice.who) and set(voice.who) <= {m.actor for m in draft.actors}
    if voice.stance is not Stance.ASSERTS and draft.event == "ACCUSE":
        return False
    return not (verbal and own)


def _quoted_before(line: Line, voice: Voice, memory: Memory) -> list[Draft]:
    """Acts of earlier sentences in the quotation that ends here with its speaker: *“A. B,” tulis Araghchi*."""
    if voice.scope_first != 0 or voice.stance is not Stance.ASSERTS:
        return []
    start = line.sentence.span.start
    open_before = [q for q in line.quotations if q.span.start < start]
    return [d for d in memory.recent if any(_starts_in(d, q.span.start, q.span.end) for q in open_before)]


def _starts_in(draft: Draft, start: int, end: int) -> bool:
    return start <= draft.line.words[draft.trigger.first].start < end


def _in_quotation(line: Line, draft: Draft) -> bool:
    at = line.words[draft.trigger.first].start
    return any(
        q.inner.start <= at < q.inner.end and q.span.start <= line.sentence.span.start + 1 for q in line.quotations
    )
