"""Which voice speaks of which act: in the sentence, across a quotation, and back to what was said before."""

from __future__ import annotations

from neraca.extract.drafts import Draft, Memory
from neraca.extract.line import Line
from neraca.extract.voices import Voice
from neraca.packs.events import EventBook
from neraca.records import Stance, VoiceKind

BACK_LINES = 4
# A quotation without a speaker so many sentences behind the last one who spoke is nobody's.
QUOTED_LINES = 10
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
    for voice in voices:
        covered = [d for d in drafts if voice.covers(d.trigger.first) and _may_say(voice, d, events)]
        if voice.back and not any(d.trigger.first > voice.verb for d in covered):
            covered = _spoken_of_before(line, voice, drafts, memory)
        covered += [d for d in _quoted_before(line, voice, memory) if _may_say(voice, d, events)]
        for draft in covered:
            draft.voices.append((line, voice))
    if not voices and memory.voice is not None:
        speaker_line, voice = memory.voice
        near = line.index - speaker_line.index <= QUOTED_LINES
        for draft in drafts:
            if near and _in_quotation(line, draft) and _may_say(voice, draft, events):
                draft.voices.append((speaker_line, voice))
    _keep_speaker(line, memory, voices)


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


def _spoken_of_before(line: Line, voice: Voice, drafts: list[Draft], memory: Memory) -> list[Draft]:
    """*klaim ini dibantah*, *Teheran membantah.*: the last act before that concerns the speaker."""
    here = [d for d in drafts if d.trigger.first < voice.verb]
    recent = [d for d in memory.recent if line.index - d.line.index <= BACK_LINES]
    pool = [d for d in recent + here if d.event != "ACCUSE" and not (d.modality and d.modality.negated)]
    if voice.who:
        pool = [d for d in pool if set(voice.who) & set(d.parties)]
    return pool[-1:]


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
