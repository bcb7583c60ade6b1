"""What arrives is given: goods and troops that come, with the parties of the act before that sent them."""

from __future__ import annotations

from collections.abc import Sequence

from neraca.extract.clauses import group_of
from neraca.extract.drafts import Draft, Memory
from neraca.extract.items import Thing
from neraca.extract.line import Line
from neraca.extract.triggers import Trigger
from neraca.extract.voices import Voice
from neraca.packs.events import Voice as Shape
from neraca.records import Mention, Stage, VoiceKind

# Sentences that an arrival may stand behind what was sent, and a total behind what it counts.
ARRIVAL_LINES = 8
TOTAL_LINES = 2
_OFFICIALS = frozenset((VoiceKind.OFFICIAL, VoiceKind.GOVERNMENT, VoiceKind.MILITARY, VoiceKind.ANONYMOUS))
_PEOPLE = frozenset(("troops", "labour"))
_ARRIVE, _TOTAL = "arrive", "tally"
# Ships, planes and their like also come to visit: they are given only where an act before gave them.
_MOVES_ITSELF = frozenset(("goods", "arms"))


def is_arrival_of_goods(line: Line, trigger: Trigger, things: Sequence[Thing]) -> bool:
    """Whether a verb of coming has an item as its subject, so that nobody visits (*bantuan tiba di X*)."""
    return trigger.voice is not Shape.NOUN and bool(goods_of(line, trigger, things))


def goods_of(line: Line, trigger: Trigger, things: Sequence[Thing]) -> tuple[Thing, ...]:
    """The items that the subject of a verb names; none without a tree."""
    words = _subject_words(line, trigger)
    return tuple(thing for thing in things if any(thing.first <= word < thing.last for word in words))


def _subject_words(line: Line, trigger: Trigger) -> tuple[int, ...]:
    tree = line.tree
    if tree is None:
        return ()
    verb = tree.verb_of(trigger.verb)
    token = tree.subject(trigger.verb)
    if token is None:  # what stands before the verb is often hung on it as an object
        token = next((k for k in tree.children[verb] if k < verb and tree.relation(k) == "obj"), None)
    if token is None:
        return ()
    found = [tree.word_of[place] for place in tree.phrase(token)]
    if any(word >= 0 and line.has("speaker:official", word) for word in found):
        return ()  # *menteri bantuan sosial tiba*
    return tuple(word for word in found if word >= 0 and line.group_at(word) is None)


def take_earlier(draft: Draft, memory: Memory, *, earlier: Sequence[Draft], things: Sequence[Thing]) -> None:
    """Give an arrival and a total the parties of what they speak of, where the sentence does not name them.

    Args:
        draft: The draft; others are left as they are.
        memory: What earlier sentences said.
        earlier: Drafts of the same sentence before this one.
        things: The items of the sentence.
    """
    frame = draft.trigger.row.frame
    if frame not in (_ARRIVE, _TOTAL) or draft.event != "AID":
        return
    reach = ARRIVAL_LINES if frame == _ARRIVE else TOTAL_LINES
    known = [d for d in (*memory.recent, *earlier) if d.event == "AID" and draft.line.index - d.line.index <= reach]
    if frame == _ARRIVE:
        draft.things = goods_of(draft.line, draft.trigger, things)
        known = _of_these(draft, known)
        if not draft.actors:
            draft.take("actors", _who_plans(draft), rule="plans-the-arrival")
    for sent in reversed(known):
        if (
            not (sent.actors or sent.recipients)
            or _differ(draft.recipients, sent.recipients)
            or _differ(draft.actors, sent.actors)
        ):
            continue
        draft.earlier = sent
        if not draft.actors:
            draft.take("actors", _without(sent.actors, draft.recipients), rule="sent-before")
        if not draft.recipients:
            draft.take("recipients", _without(sent.recipients, draft.actors), rule="sent-before")
        return


def take_announcer(draft: Draft, voices: Sequence[Voice], *, mutual: bool) -> None:
    """Give a plan that names no party to whoever announces it: *penarikan akan dimulai, kata menteri X*.

    Args:
        draft: The draft, with its modality.
        voices: The voices of its sentence.
        mutual: Its type takes two.
    """
    trigger = draft.trigger
    carried = trigger.voice is Shape.NOUN and trigger.light_kind == "passive"
    planned = draft.modality is not None and draft.modality.stage is Stage.PLANNED
    covering = [voice for voice in voices if voice.covers(trigger.first) and voice.kind in _OFFICIALS]
    if not (carried and planned and covering) or mutual or draft.parties:
        return
    words = range(covering[-1].first, covering[-1].last)
    named = {m.actor: m for group in draft.line.groups if group.first in words for m in group.mentions}
    if len(named) == 1:
        draft.take("actors", tuple(named.values()), rule="announcer")


def _of_these(draft: Draft, known: Sequence[Draft]) -> list[Draft]:
    """The acts that may have sent what arrives: those of the same class; *kapal itu* is one named by that word."""
    classes = _kinds(draft)
    heads = {draft.line.words[word].base for word in _subject_words(draft.line, draft.trigger)}
    return [sent for sent in known if _kinds(sent) & classes or heads & _item_words(sent)]


def _kinds(draft: Draft) -> set[str]:
    """Its classes of items; soldiers and workers are people alike (*5,000 builders …; more troops may follow*)."""
    return {"person" if thing.item_class in _PEOPLE else thing.item_class for thing in draft.things}


def _item_words(draft: Draft) -> set[str]:
    return {draft.line.words[word].base for thing in draft.things for word in range(thing.first, thing.last)}


def arrives(draft: Draft) -> bool:
    """Whether items arrive, or what an earlier act sent, by its own word (*kapal tersebut*)."""
    line, trigger = draft.line, draft.trigger
    sent = any(reason.rule == "sent-before" for reason in draft.reasons)
    tree, follows = line.tree, trigger.row.verb_needs == "coming"
    if follows and tree is not None and tree.child(tree.verb_of(trigger.verb), "obj") is not None:
        return False  # *menyusul dua unit yang lebih dulu*, *follow the leaders*
    return sent or (bool(draft.recipients) and any(t.item_class not in _MOVES_ITSELF for t in draft.things))


def _who_plans(draft: Draft) -> tuple[Mention, ...]:
    """*Praha menargetkan peluru tiba …*: who plans an arrival sends it."""
    line, tree = draft.line, draft.line.tree
    if tree is None:
        return ()
    head = tree.tokens[tree.verb_of(draft.trigger.verb)].head
    word = tree.word_of[head] if head >= 0 else -1
    if word < 0 or not line.has("planned", word) or tree.tokens[head].upos != "VERB":
        return ()
    token = tree.subject(word)
    group = None if token is None else group_of(line, tree, token)
    return () if group is None else _without(group.mentions, draft.recipients)


def _differ(mine: Sequence[Mention], theirs: Sequence[Mention]) -> bool:
    """Whether both name parties and none of them is the same."""
    return bool(mine and theirs) and not {m.actor for m in mine} & {m.actor for m in theirs}


def _without(mentions: Sequence[Mention], others: Sequence[Mention]) -> tuple[Mention, ...]:
    taken = {m.actor for m in others}
    return tuple(m for m in mentions if m.actor not in taken)
