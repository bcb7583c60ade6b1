"""The parties of a draft: from its sentence, from the act inside it, or from what was said before."""

from __future__ import annotations

from collections import Counter

from neraca.extract.clauses import another_subject, clause_end, clause_start, has_unknown, roles_before
from neraca.extract.connectives import find_connections
from neraca.extract.drafts import OTHER, Draft, Memory, is_further, points_back, speaker_of
from neraca.extract.learned import is_listed
from neraca.extract.line import Group, Line
from neraca.extract.roles import find_roles
from neraca.extract.triggers import Trigger
from neraca.extract.voices import Voice as Speaker
from neraca.packs.connectives import load_connectives
from neraca.packs.events import EventFile, Voice
from neraca.records import Mention, MentionForm

INNER_REACH = 5
ATTACK_LINES = 4
# So many sentences back an act stands that a noun without parties goes on with.
ANTECEDENT_LINES = 4
# A pronoun that no reference resolved stands for somebody else than the last subject, as far as the rules can tell.
_PRONOUNS = frozenset(
    ("i", "we", "you", "he", "she", "it", "they", "saya", "kami", "kita", "ia", "dia", "mereka", "anda")
)
# Whoever blames, threatens or punishes a party is not for that the one it gives to.
_FRIENDLY = frozenset(("AID", "SUPPORT", "COOPERATE", "CONSULT", "AGREE"))
_TWO_SIDED = frozenset(("AID", "SUPPORT"))
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
    verb = draft.trigger.voice is not Voice.NOUN
    draft.outsider = verb and not draft.actors and has_unknown(draft.line, draft.trigger.verb, "nsubj")
    verbal = draft.trigger.voice is not Voice.NOUN or draft.trigger.light is not None
    if not draft.recipients and verbal and draft.event in _LEANS_ON_INNER:
        _lean_on_inner(draft, memory, verbs=verbs, triggers=triggers)
    if draft.trigger.row.frame == "sanction":
        draft.actors = draft.actors if draft.actors != draft.recipients else ()
    shared = {m.actor for m in draft.actors}
    draft.recipients = tuple(m for m in draft.recipients if m.actor not in shared)


def fill_parties(draft: Draft, memory: Memory, kind: EventFile) -> None:
    """Fill in a side that the sentence leaves out but the context makes clear."""
    line, trigger = draft.line, draft.trigger
    if points_back(line, trigger) or _goes_on(draft):
        earlier = memory.antecedent(draft.event)
        if not points_back(line, trigger):
            earlier = _gone_before(draft, memory)
        draft.echo = not draft.parties
        if earlier is not None and not (draft.actors and draft.recipients):
            draft.actors = draft.actors or earlier.actors
            draft.recipients = draft.recipients or _without(earlier.recipients, draft.actors)
            draft.earlier = earlier
            draft.decided("parties", "antecedent")
    _elided_subject(draft, memory)
    verb = trigger.voice is not Voice.NOUN
    if trigger.row.frame == "visit" and not verb and _has_clitic(draft):
        bare = [g for g in line.groups if g.last <= trigger.first and not roles_before(line, g)]
        visitor = _mentions(bare[0] if bare else memory.subject)
        draft.actors = _without(visitor, draft.recipients + draft.actors) + draft.actors
        draft.decided("actor", "his-visit")
    if draft.event == "COOPERATE" and verb and len(draft.parties) == 1:
        draft.take("recipients", draft.recipients + _other_in_sentence(draft), rule="other-party-of-sentence")
    met = trigger.voice is Voice.NOUN or not has_unknown(line, trigger.verb, "obj", "iobj")
    if draft.event == "CONSULT" and len(draft.parties) == 1 and met and not draft.outsider:
        other = _other_in_sentence(draft) or _without(_mentions(memory.subject), draft.actors + draft.recipients)
        draft.take("recipients", draft.recipients + other, rule="other-party-of-sentence")
    if draft.event == "AID" and verb and draft.things and draft.actors and not draft.recipients:
        draft.take("recipients", _other_in_clause(draft), rule="other-party-of-clause")
    if draft.event == "SANCTION" and not draft.parties and trigger.voice is Voice.NOUN:
        _sanctioned(draft)
    share_sides(draft, kind)


def _goes_on(draft: Draft) -> bool:
    """Whether a noun that a verb carries names no party, or is one more of a kind: *pengangkutan kedua akan …*."""
    trigger = draft.trigger
    carried = trigger.voice is Voice.NOUN and trigger.light is not None and trigger.light_kind == "passive"
    behind = (trigger.light or 0) >= trigger.last
    return carried and behind and (not draft.parties or is_further(draft.line, trigger))


def _gone_before(draft: Draft, memory: Memory) -> Draft | None:
    """The act of the last sentences that a noun goes on with: one named by the same word, else the last of its type."""
    line, word = draft.line, draft.line.words[draft.trigger.first].base
    near = [d for d in memory.recent if d.event == draft.event and line.index - d.line.index <= ANTECEDENT_LINES]
    same = [d for d in near if d.line.words[d.trigger.first].base == word]
    return next(reversed(same or near), None)


def share_sides(draft: Draft, kind: EventFile) -> None:
    """Name no party on both sides, and put the equal parties of a mutual act on one."""
    draft.recipients = _without(draft.recipients, draft.actors)
    if kind.mutual:
        draft.actors, draft.recipients = draft.actors + draft.recipients, ()


def take_speaker(draft: Draft, memory: Memory, *, voices: tuple[Speaker, ...]) -> None:
    """Let *kami* and *we* stand for the speaker, and give an accusation made in a statement to whoever states it."""
    line, trigger = draft.line, draft.trigger
    start = clause_start(line, trigger.verb)
    spoken = any(start <= a and b <= trigger.verb for a, b in line.cues["first_person"])
    accuses = trigger.row.frame == "speaker"
    if not (spoken or accuses):
        return
    covering = [voice for voice in voices if voice.covers(trigger.first)]
    speaker = speaker_of(line, covering[-1]) if covering else (memory.speaker if spoken else ())
    if not speaker:
        return
    if accuses:
        draft.recipients = draft.actors or _named_before(draft, memory)
    draft.actors = speaker
    draft.recipients = _without(draft.recipients, draft.actors)
    draft.decided("actor", "speaker")


def speaker_here(draft: Draft, *, voices: tuple[Speaker, ...]) -> tuple[Mention, ...]:
    """Whose words the act stands in, by the voice of its sentence that covers it."""
    covering = [voice for voice in voices if voice.covers(draft.trigger.first)]
    return speaker_of(draft.line, covering[-1]) if covering else ()


def find_attacker(draft: Draft, memory: Memory, *, verbs: frozenset[int], triggers: tuple[Trigger, ...]) -> None:
    """*12 orang tewas dalam serangan Israel*: who made the attack that the victims died in.

    The sentence must name the attack; who made it stands there, or with an attack of the sentences before.
    """
    line = draft.line
    if draft.event != "ASSAULT" or draft.actors or not draft.recipients:
        return
    acts = [t for t in triggers if t.event == "ASSAULT" and t.first != draft.trigger.first]
    nouns = [t for t in acts if t.voice is Voice.NOUN and t.row.frame not in ("victim", "fight")]
    if not nouns:
        return
    group = find_roles(line, nouns[0], verbs).actor
    owner = _mentions(group)
    if owner and group is not None and group.first not in draft.speaking:
        draft.take("actors", _without(owner, draft.recipients), rule="attack-they-died-in")
        return
    own = {m.actor for m in draft.recipients}
    near = [d for d in memory.recent if line.index - d.line.index <= ATTACK_LINES and d.event == "ASSAULT"]
    known = [d for d in near if d.actors and not own & {m.actor for m in d.actors}]
    if known:
        draft.take("actors", known[-1].actors, rule="attack-before")


def _named_before(draft: Draft, memory: Memory) -> tuple[Mention, ...]:
    """*aliansi ini berpotensi mengacaukan …*: the parties of the last act, when the words point back to it."""
    line = draft.line
    back = any(
        line.has("demonstrative", k) for k in range(clause_start(line, draft.trigger.first), draft.trigger.first)
    )
    last = memory.drafts[-1] if memory.drafts and back else None
    return last.actors + _without(last.recipients, last.actors) if last is not None else ()


def _mentions(group: Group | None) -> tuple[Mention, ...]:
    if group is None:
        return ()
    kept: dict[str, Mention] = {}
    for mention in group.mentions:
        kept.setdefault(mention.actor, mention)
    return tuple(kept.values())


def _without(mentions: tuple[Mention, ...], others: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The mentions of other parties; two unnamed parties are one only where the same words stand for them."""
    taken = {m.actor for m in others} - {OTHER}
    words = {m.evidence for m in others}
    return tuple(m for m in mentions if m.actor not in taken and (m.actor != OTHER or m.evidence not in words))


def _lean_on_inner(draft: Draft, memory: Memory, *, verbs: frozenset[int], triggers: tuple[Trigger, ...]) -> None:
    """*mengancam akan menyerang X*, *mengecam serangan Israel*: the act inside names the other side."""
    last = draft.trigger.last
    inner = next((t for t in triggers if last <= t.first <= last + INNER_REACH), None)
    if inner is None:
        _lean_on_known(draft, memory)
        return
    roles = find_roles(draft.line, inner, verbs)
    doers = _mentions(roles.actor) + (_mentions(roles.recipient) if inner.row.frame == "mutual" else ())
    blamed = draft.event in ("ACCUSE", "SUPPORT") and inner.voice is Voice.NOUN
    target = doers if blamed else _mentions(roles.recipient)
    if draft.event == "REQUEST":
        # *mendesak agar Israel menghentikan …*: who should do it is asked.
        target = _without(doers, draft.actors) or target
    if not target and points_back(draft.line, inner):
        earlier = memory.antecedent(inner.event)
        target = earlier.actors if earlier is not None else ()
    draft.take("recipients", _without(target, draft.actors), rule="act-inside")


def _lean_on_known(draft: Draft, memory: Memory) -> None:
    """*mengecam langkah itu*: the nearest party behind the verb, or whoever last acted, if not the speaker."""
    line, last = draft.line, draft.trigger.last
    end = min(last + INNER_REACH + 1, clause_end(line, last))
    near = [g for g in line.groups if last <= g.first < end]
    if near:
        draft.recipients = _without(_mentions(near[0]), draft.actors)
        return
    marked = any(line.has("demonstrative", k) for k in range(last, min(len(line.words), last + 4)))
    own = {m.actor for m in draft.actors}
    others = [d for d in memory.recent if d.actors and not own & {m.actor for m in d.actors}]
    if marked and others and draft.event in ("ACCUSE", "SUPPORT", "REJECT"):
        draft.recipients = others[-1].actors
        draft.decided("recipient", "last-doer")


def _elided_subject(draft: Draft, memory: Memory) -> None:
    trigger = draft.trigger
    verbal = trigger.voice in (Voice.ACTIVE, Voice.BARE) and trigger.row.frame not in ("victim", "receive", "arrive")
    if draft.actors or not verbal or memory.subject is None or trigger.verb > 5 or draft.line.heading:
        return
    start = clause_start(draft.line, trigger.verb)
    if trigger.verb and draft.line.words[trigger.verb - 1].low == "of":
        return  # *signs of training*: nobody's in particular
    if any(word.low in _PRONOUNS for word in draft.line.words[: trigger.verb]):
        return
    if another_subject(draft.line, start, trigger.verb) and not _may_be_the_same(draft.line, start, trigger.verb):
        return
    draft.actors = _mentions(memory.subject)
    draft.recipients = _without(draft.recipients, draft.actors)
    draft.decided("actor", "subject-of-sentence-before")


def _may_be_the_same(line: Line, first: int, last: int) -> bool:
    """Whether an unknown subject may be the party of the sentence before: a lone surname, or somebody's office."""
    text = line.reading.document.text
    small = ("auxiliary", "conjunction", "preposition", "purpose")
    content = [k for k in range(first, last) if not any(line.has(name, k) for name in small)]
    lone = len(content) == 1 and text[line.words[content[0]].start].isupper() and not line.in_quantity(content[0])
    return lone or any(line.has("speaker:official", k) for k in content)


def _other_in_clause(draft: Draft) -> tuple[Mention, ...]:
    """The other party of the act's own clause, if it is no voice and no mere place."""
    line, trigger = draft.line, draft.trigger
    first, last = clause_start(line, trigger.first), clause_end(line, trigger.last)
    inside = {m.evidence for group in line.groups if first <= group.first < last for m in group.mentions}
    return tuple(m for m in _other_in_sentence(draft) if m.evidence in inside)


def complete_sides(drafts: list[Draft]) -> None:
    """Give help and support that name one side the other side that the article itself gives it.

    The receiver is the one that most acts of the same type by the same doer name, else the most frequent counterpart
    of that doer in friendly acts; likewise for a missing doer. An article that never says it leaves the side empty.
    """
    friendly = [d for d in drafts if d.event in _FRIENDLY]
    pairs = [(d.event, a, r) for d in friendly for a in d.actors for r in d.recipients]
    met = [("", a.actor, b) for d in friendly if not d.recipients for a in d.actors for b in d.actors]
    known = [(event, a.actor, r) for event, a, r in pairs] + met + [("", r.actor, a) for _, a, r in pairs]
    known_doers = [(event, r.actor, a) for event, a, r in pairs if event == "AID"]
    for place, draft in enumerate(drafts):
        if draft.event not in _TWO_SIDED or draft.trigger.light_kind == "get":
            continue
        if draft.event == "AID" and _gives_back(draft):
            _complete_return(draft, drafts[:place])
        if draft.actors and not draft.recipients and len(draft.actors) == 1:
            # An act that only the reader sees says too little to go to whom the doer merely met.
            told = known if is_listed(draft.trigger) else [pair for pair in known if pair[0] == draft.event]
            usual = _usual(told, draft.event, draft.actors[0].actor)
            draft.take("recipients", usual, rule="usual-counterpart")
        elif draft.recipients and not draft.actors and len(draft.recipients) == 1:
            usual = _usual(known_doers, draft.event, draft.recipients[0].actor)
            draft.take("actors", usual, rule="usual-counterpart")


def _gives_back(draft: Draft) -> bool:
    """Whether the words say that it is done in return (*sebagai imbalannya*)."""
    line, start = draft.line, clause_start(draft.line, draft.trigger.first)
    before = [one for one in find_connections(line, load_connectives(line.language)) if one.row.means == "return"]
    return any(start <= one.first < draft.trigger.first for one in before)


def _complete_return(draft: Draft, earlier: list[Draft]) -> None:
    """What is given in return goes the other way than the last gift to or by the side that is known."""
    gifts = [d for d in earlier if d.event == "AID" and d.actors and d.recipients and not d.line.heading]
    own = {m.actor for m in draft.actors + draft.recipients}
    if draft.recipients and not draft.actors:
        there = [d for d in gifts if own & {m.actor for m in d.actors}]
        draft.take("actors", there[-1].recipients if there else (), rule="returns-gift")
    elif draft.actors and not draft.recipients:
        there = [d for d in gifts if own & {m.actor for m in d.recipients}]
        draft.take("recipients", there[-1].actors if there else (), rule="returns-gift")


def _usual(known: list[tuple[str, str, Mention]], event: str, own: str) -> tuple[Mention, ...]:
    pairs = [(kind, m) for kind, side, m in known if side == own and m.actor != own]
    pairs = [pair for pair in pairs if pair[0] == event] or pairs
    if not pairs:
        return ()
    counts = Counter(m.actor for _, m in pairs)
    best = min(counts, key=lambda actor: (-counts[actor], actor))
    return (next(m for _, m in pairs if m.actor == best),)


def _has_clitic(draft: Draft) -> bool:
    """Whether the noun carries *-nya* (his, her, its)."""
    word = draft.line.words[draft.trigger.last - 1]
    return word.low != word.base


def _other_in_sentence(draft: Draft) -> tuple[Mention, ...]:
    """The nearest other state or organisation of the sentence that is not merely a place."""
    own = {m.actor for m in draft.actors + draft.recipients}
    best: tuple[tuple[bool, int], Mention] | None = None
    for group in draft.line.groups:
        for mention in group.mentions:
            if mention.actor in own or group.first in draft.speaking or _is_place(draft.line, group, mention):
                continue
            bare = not roles_before(draft.line, group)
            distance = (not bare, abs(group.first - draft.trigger.first))
            if best is None or distance < best[0]:
                best = (distance, mention)
    return (best[1],) if best is not None else ()


def _sanctioned(draft: Draft) -> None:
    """Sanctions without a party: planned by the last party before them, or else a weight on it.

    *mempertimbangkan langkah, termasuk sanksi* names who would impose them, *sulit diperoleh X akibat sanksi* whom
    they hurt.
    """
    before = [group for group in draft.line.groups if group.last <= draft.trigger.first]
    if not before:
        return
    speaks = before[-1].first in draft.speaking
    if speaks or draft.line.cue_in("planned", before[-1].last, draft.trigger.first) is not None:
        draft.actors = _mentions(before[-1])
    else:
        draft.recipients = _mentions(before[-1])
    draft.decided("parties", "nearest-before")


def _is_place(line: Line, group: Group, mention: Mention) -> bool:
    cited = any(b <= group.first <= b + 4 for _, b in line.cues["according"])
    return cited or mention.form is MentionForm.PLACE or "at" in roles_before(line, group)
