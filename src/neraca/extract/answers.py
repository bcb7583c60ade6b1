"""What is said about what was said: words passed on, called false, or denied without repeating them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from neraca.extract.drafts import Draft, Memory
from neraca.extract.line import Line
from neraca.extract.voices import PRONOUNS, Voice, voice_at, voice_between
from neraca.packs.events import EventBook
from neraca.records import Stage, Stance, VoiceKind

BACK_LINES = 4
# A denial that names what it denies reaches further back.
NAMED_LINES = 12
# Words between a verb of speaking and the claim that it calls false, and from there to the word for false.
_CLAIM_REACH = 4
_FALSE_REACH = 14
_PRONOUN_REACH = 2
_BARE = 4  # words of a denial that names nothing
# What is denied was mostly said to have happened, not to be planned.
_DONE = frozenset((Stage.OCCURRED, Stage.ONGOING))
_FOR_CLAIMS = frozenset(("it", "this", "that", "any", "them", "these", "those"))


def weigh_voices(line: Line, voices: tuple[Voice, ...], memory: Memory) -> tuple[Voice, ...]:
    """The voices of a line, with those that call a claim false turned into denials, and those that pass words on.

    *menyebut laporan itu sebagai kabar bohong*, *called the reports groundless* deny what was said before; *perkiraan
    itu disampaikan oleh X* gives the sentence before its speaker, *bantahan serupa disampaikan oleh X* another denial,
    *a similar admission came from X* another party that admits.
    *IRNA quoted him* means the last speaker.
    """
    last = tuple(dict.fromkeys(mention.actor for mention in memory.speaker))
    alone = {v: line.words[v.first].low in PRONOUNS and v.last - v.first == 1 for v in voices}
    voices = tuple(replace(v, who=last, kind=VoiceKind.GOVERNMENT) if alone[v] and last else v for v in voices)
    turned = [replace(v, stance=Stance.DENIES, back=True) if _calls_false(line, v) else v for v in voices]
    called = (voice_at(line, a, b, Stance.DENIES) for a, b in line.cues["calls"] if _false_behind(line, b))
    turned += [replace(v, back=True) for v in called if v is not None]
    taken = {k for v in turned for k in range(v.first, v.last)}
    passed = (_passed_on(line, a, b) for a, b in line.cues["passed_on"])
    return tuple(sorted((*turned, *(v for v in passed if v is not None and v.first not in taken)), key=_place))


def stance_towards(line: Line, voice: Voice, word: int) -> Voice:
    """The voice as it stands to the act at a word: *the claim that Iran sent missiles was wrong, X said* denies it."""
    if voice.stance is Stance.ASSERTS and is_called_false(line, word, scope=(voice.scope_first, voice.scope_last)):
        return replace(voice, stance=Stance.DENIES)
    return voice


def is_called_false(line: Line, word: int, *, scope: tuple[int, int] | None = None) -> bool:
    """Whether the act at a word is the content of a claim that the sentence calls false."""
    first, last = scope or (0, len(line.words))
    opens = [b for a, b in line.cues["claim_word"] if first <= b <= word and line.has("complementizer", b)]
    false = [a for a, b in line.cues["false"] if word < a and b <= last]
    return bool(opens and false) and word - opens[-1] <= _FALSE_REACH and false[0] - word <= _FALSE_REACH


def spoken_of_before(line: Line, voice: Voice, drafts: list[Draft], memory: Memory, events: EventBook) -> list[Draft]:
    """The acts before that a voice speaks of without repeating them.

    What is passed on is the sentence before; a further admission is of what a party to it has admitted. What is denied
    (*klaim ini dibantah*, *Teheran membantah*) is the last act that concerns the speaker, and where the words of the
    denial name an act, a thing or a party, one with these.
    """
    here = [d for d in drafts if d.trigger.first < voice.verb]
    recent = [d for d in memory.recent if line.index - d.line.index <= BACK_LINES]
    pool = [d for d in recent + here if d.event != "ACCUSE"]
    if voice.stance is Stance.ASSERTS and line.cue_in("admission_noun", 0, voice.verb) is not None:
        near = [d for d in memory.recent if line.index - d.line.index <= NAMED_LINES]
        return [d for d in near if _is_admitted(d) and set(voice.who) & set(d.parties)][-1:]
    if voice.stance is Stance.ASSERTS:
        last = [d for d in pool if d.line.index < line.index]
        return [d for d in last if d.line.index == last[-1].line.index and not d.line.heading]
    own = [d for d in pool if not voice.who or set(voice.who) & set(d.parties)]
    named = _fitting(line, voice, memory, here, events)
    chosen = named or own
    if chosen and chosen[-1].modality is not None and chosen[-1].modality.negated:
        chosen = [d for d in pool if _is_twin(d, chosen[-1])]
    positive = [d for d in chosen if not (d.modality and d.modality.negated)]
    done = [d for d in positive if d.modality is None or d.modality.stage in _DONE]
    return (done if named and done else positive)[-1:]


def answer_in_words(line: Line, drafts: list[Draft], memory: Memory, voices: Sequence[Voice]) -> None:
    """*Teheran membantah. “Iran tidak mengirim rudal,” tulis X*: the next sentence says which act was denied."""
    if memory.denial is None or line.index - memory.denial[0].index != 1:
        return
    spoken, voice, denied = memory.denial
    if any(one.stance is Stance.DENIES and one.back and set(one.who) & set(voice.who) for one in voices):
        # *Kremlin menyangkal. Peskov menyebut laporan tentang tentara itu bohong*: the second says what is denied.
        for other in denied if len(spoken.words) <= _BARE else ():
            other.voices = [row for row in other.voices if row[1] is not voice]
        return
    for draft in drafts:
        modality = draft.modality
        if modality is None or not modality.negated or not set(voice.who) & {m.actor for m in draft.actors}:
            continue
        meant = [d for d in memory.recent if line.index - d.line.index <= 2 * BACK_LINES and _is_twin(d, draft)]
        if not meant or any(d in meant for d in denied):
            return
        for other in denied:
            other.voices = [row for row in other.voices if row[1] is not voice]
        meant[-1].voices.append((spoken, voice))
        return


def _place(voice: Voice) -> tuple[int, int]:
    return voice.verb, voice.first


def _calls_false(line: Line, voice: Voice) -> bool:
    """Whether the speaker says of a claim (or of *it*) that it is false."""
    if voice.stance is not Stance.ASSERTS:
        return False
    if voice.verb < voice.first:  # *the allegation is untrue, said X*
        claims = [b for a, b in line.cues["claim_word"] if b < voice.scope_last]
        said = [a for a, b in line.cues["false"] if claims and claims[0] <= a and b <= voice.scope_last]
        return bool(said) and not any(line.has("complementizer", k) for k in range(claims[0], said[0]))
    bound = line.language == "id" and line.words[voice.verb].low.endswith("nya")
    return _false_behind(line, voice.verb + 1, bound=bound)


def _false_behind(line: Line, start: int, *, bound: bool = False) -> bool:
    """Whether words from `start` on name a claim and call it false; `bound` where the verb itself holds *it*."""
    claims = [(a, b) for a, b in line.cues["claim_word"] if start <= a <= start + _CLAIM_REACH]
    if not bound and not claims:
        return False
    first = start if bound else claims[0][1]
    if any(line.has("complementizer", k) for k in range(start, first)):
        return False
    pronoun = bound or (line.language == "en" and line.words[claims[0][0]].low in _FOR_CLAIMS)
    reach = _PRONOUN_REACH if pronoun else _FALSE_REACH
    false = [a for a, _ in line.cues["false"] if first <= a <= first + reach]
    if not false:
        return False
    closed = ("reporting", "subordinator", "be") if pronoun else ("reporting", "subordinator")
    return not any(line.has(name, k) for k in range(first, false[0]) for name in closed)


def _passed_on(line: Line, a: int, b: int) -> Voice | None:
    """*Perkiraan itu disampaikan oleh X*, *bantahan serupa datang dari X*."""
    denial = any(last <= a for _, last in line.cues["denial_noun"])
    known = [last for first, last in line.cues["claim_word"] if last <= a]
    pointed = any(k < a and line.has("demonstrative", k) for last in known for k in (last, last - 2) if k >= 0)
    admission = any(last <= a for _, last in line.cues["admission_noun"])
    if a > 8 or not (denial or pointed or admission):
        return None
    return voice_between(line, b, a, Stance.DENIES if denial else Stance.ASSERTS)


def _fitting(line: Line, voice: Voice, memory: Memory, here: list[Draft], events: EventBook) -> list[Draft]:
    """Acts that the words of a denial name: by their noun, their items, or their parties."""
    span = range(voice.verb, len(line.words)) if voice.scope_first > voice.verb else range(0, voice.verb)
    forms = events.forms.get(line.language, {})
    near = [d for d in memory.recent if line.index - d.line.index <= NAMED_LINES]
    pool = [d for d in near + here if d.event != "ACCUSE"]
    words = {form for k in span for form in (line.words[k].low, line.words[k].base)}
    named = {form.event for word in words for form in forms.get(word, ())}
    nouns = {event for event in named if not events.types[event].verbal}  # a threat called hollow was made
    parties = {m.actor for g in line.groups if g.first in span for m in g.mentions}
    classes = {d.things[at].item_class for d in pool for at in range(len(d.things)) if _thing_words(d, at) & words}
    things = [d for d in pool if any(thing.item_class in classes for thing in d.things)]
    found = [d for d in things if not parties - set(voice.who) or parties & set(d.parties)]
    return found or [d for d in pool if d.event in nouns]


def _is_admitted(draft: Draft) -> bool:
    """Whether a party to the act admits that it was so."""
    own = [row for row in draft.voices if row[1].stance is Stance.ASSERTS and set(row[1].who) & set(draft.parties)]
    admitted = any(spoken.has("admits", voice.verb) for spoken, voice in own)
    return admitted and not (draft.modality and draft.modality.negated)


def _thing_words(draft: Draft, at: int) -> set[str]:
    thing = draft.things[at]
    return {draft.line.words[k].base for k in range(thing.first, thing.last)}


def _is_twin(one: Draft, other: Draft) -> bool:
    """Whether one act is what the other, negated, says was not done."""
    if one.event != other.event or (one.modality and one.modality.negated):
        return False
    mine, theirs = {t.item_class for t in one.things}, {t.item_class for t in other.things}
    doers = {m.actor for m in one.actors} & {m.actor for m in other.actors}
    return bool(doers) and (not mine or not theirs or bool(mine & theirs))
