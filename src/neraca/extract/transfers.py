"""Who gives and who gets in a transfer, where its words say so in ways of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from neraca.extract.clauses import roles_before, subject_of
from neraca.extract.drafts import OTHER, Draft, Memory
from neraca.extract.items import Thing
from neraca.extract.learned import SURE_ITEMS, is_listed
from neraca.extract.line import Group, Line
from neraca.extract.roles import receiver_named
from neraca.packs.events import Voice
from neraca.records import Mention

_GIFT = "AID"
_PEOPLE = frozenset(("troops", "labour"))
# Items that may be a thing named before by another word: *drones … the aircraft*.
_LOOSE = frozenset(("goods",))
# Items that may be where something goes: *bantuan ke rumah sakit*, *perbekalan ke kapal*.
_PLACES = frozenset(("infrastructure", "goods", "arms"))
_MOVED = frozenset(("transfer", "deploy"))


def mend_transfer(
    draft: Draft, memory: Memory, *, earlier: Sequence[Draft], things: Sequence[Thing], verbs: frozenset[int]
) -> None:
    """Set right the sides and items of a transfer by what its words alone tell.

    Args:
        draft: Any draft; one that is no transfer stays as it is.
        memory: What earlier sentences said.
        earlier: Drafts of the same sentence before this one.
        things: Items of the sentence.
        verbs: Words of the line that are verbs of acts.
    """
    if draft.event != _GIFT:
        return
    _people_come_from(draft, things)
    _only_subject(draft, verbs)
    _accused_gives(draft, earlier)
    _no_carrier(draft)
    _item_gets_nothing(draft)
    _origin_gives(draft)
    _no_makers(draft)
    _no_purpose(draft)
    _only_given(draft)
    _known_by_another_word(draft, memory)


def _rule(draft: Draft, side: str) -> str:
    """The rule that decided a side."""
    named = {reason.field: reason.rule for reason in draft.reasons}
    return named.get(side, named.get("parties", ""))


def _group(line: Line, mention: Mention) -> Group | None:
    """The group of the line that holds a mention."""
    return next((group for group in line.groups if mention in group.mentions), None)


def _only_subject(draft: Draft, verbs: frozenset[int]) -> None:
    """*crews boarded boats that were taking food*: of doers that the reader sees only the verb's subject gives."""
    if draft.trigger.voice is not Voice.ACTIVE or len(draft.actors) < 2 or _rule(draft, "actor") != "reader":
        return
    tree = draft.line.tree
    if tree is None or tree.relation(tree.verb_of(draft.trigger.verb)) != "acl":
        return
    subject = subject_of(draft.line, draft.trigger.verb, verbs)
    own = tuple(m for m in draft.actors if subject is not None and m in subject.mentions)
    if own and len(own) < len(draft.actors):
        draft.take("actors", own, rule="subject-alone")


def _accused_gives(draft: Draft, earlier: Sequence[Draft]) -> None:
    """*Kyiv accused Pyongyang of preparing to send troops*: the accused gives, not the accuser."""
    line, trigger = draft.line, draft.trigger
    own = {m.actor for m in draft.actors}
    for charge in reversed(earlier):
        of = [k for k in range(charge.trigger.last, trigger.first) if line.words[k].low == "of"]
        if not of or any(line.has("reporting", k) for k in range(charge.trigger.last, trigger.first)):
            continue
        accuser, accused = {m.actor for m in charge.actors}, {m.actor for m in charge.recipients}
        if charge.event == "ACCUSE" and own and own == accuser and accused and not own & accused:
            draft.take("actors", charge.recipients, rule="accused")
            draft.recipients = tuple(m for m in draft.recipients if m.actor not in accused)
            return


def _no_carrier(draft: Draft) -> None:
    """Nobody gives as the means of transport, or as the subject of another verb than the passive one.

    *diangkut dengan kapal Rusia*, *JCS menghitung 220 meriam telah dikirim*.
    """
    line, trigger = draft.line, draft.trigger
    seen = next((reason for reason in draft.reasons if reason.field == "actor" and reason.rule == "reader"), None)
    if trigger.voice is not Voice.PASSIVE or seen is None:
        return
    sure = seen.score >= SURE_ITEMS  # *mempersilakan gandumnya diangkut*: the reader knows who lets it go
    kept = tuple(
        m
        for m in draft.actors
        if not (_carries(line, m) or _of_thing(draft, m) or (not sure and _of_other_verb(line, m, trigger.first)))
    )
    if len(kept) < len(draft.actors):
        draft.actors = kept
        draft.decided("actor", "no-agent")


def _carries(line: Line, mention: Mention) -> bool:
    group = _group(line, mention)
    return group is not None and "with" in roles_before(line, group)


def _of_thing(draft: Draft, mention: Mention) -> bool:
    """*diberi seragam tentara X*: whether a party only says of what kind the thing is that the receiver is given."""
    line, trigger = draft.line, draft.trigger
    group = _group(line, mention)
    behind = group is not None and group.first > trigger.last and receiver_named(line, trigger)
    return behind and group is not None and "by" not in roles_before(line, group)


def _of_other_verb(line: Line, mention: Mention, passive: int) -> bool:
    """Whether a party before a passive verb is the subject of a verb between them."""
    words = line.words_in(mention.evidence.span)
    if line.tree is None or not words or words[-1] >= passive:
        return False
    between = [k for k in range(words[-1] + 1, passive) if line.is_verb(k) and not _helps(line, k)]
    if not between or any(line.has(name, between[0]) for name in ("control", "asked")):
        return False  # *mengizinkan satelitnya dijual*: who allows it gives
    subject = line.tree.subject(between[0])
    return subject is not None and line.tree.word_of[subject] in words


def _helps(line: Line, k: int) -> bool:
    return any(line.has(name, k) for name in ("auxiliary", "hedge", "completed", "ongoing", "planned"))


def _people_come_from(draft: Draft, things: Sequence[Thing]) -> None:
    """Troops and workers that are moved are given by their own state, whoever carries them.

    *pasukan Korea Utara diangkut ke Vladivostok*; *masuknya tentara Korea Utara* into the other party.
    """
    line, trigger = draft.line, draft.trigger
    if trigger.row.item or receiver_named(line, trigger):
        return
    own = [m for m in draft.recipients + draft.actors if _names_people(line, m, things)]
    own = [m for m in own if _is_bare(line, m, trigger.last)]
    behind = bool(own) and own[0].evidence.span.start >= line.words[trigger.last - 1].end
    joint = behind and not is_listed(trigger) and len(draft.actors) > 1
    moved = is_listed(trigger) and trigger.row.frame in _MOVED and trigger.voice is Voice.PASSIVE
    if not own or not (joint or moved):
        return
    giver = own[0].actor
    others = tuple(m for m in draft.actors if m.actor != giver) if joint else ()
    draft.take("actors", (own[0],), rule="people-of-their-state")
    draft.recipients = tuple(m for m in draft.recipients if m.actor != giver) or others
    _take_people(draft, own[0], things)


def _is_bare(line: Line, mention: Mention, floor: int) -> bool:
    """Whether a mention has no preposition of its own; behind the act none before the act counts."""
    group = _group(line, mention)
    return group is not None and not roles_before(line, group, floor=floor if group.first >= floor else 0)


def _take_people(draft: Draft, giver: Mention, things: Sequence[Thing]) -> None:
    """The people moved are what is given, also where their words name the giver."""
    beside = [t for t in things if t.item_class in _PEOPLE and _is_beside(draft.line, giver, t)]
    if beside and not any(t.item_class in _PEOPLE for t in draft.things):
        draft.things = tuple(sorted({*draft.things, *beside}, key=lambda t: t.first))


def _names_people(line: Line, mention: Mention, things: Sequence[Thing]) -> bool:
    """Whether a mention stands in or beside words for troops or workers (*tentara Korut*, *North Korean soldiers*)."""
    return any(thing.item_class in _PEOPLE and _is_beside(line, mention, thing) for thing in things)


def _is_beside(line: Line, mention: Mention, thing: Thing) -> bool:
    span = mention.evidence.span
    first, last = line.word_at(span.start), line.word_at(span.end - 1) + 1
    return thing.first <= last and first <= thing.last


def _item_gets_nothing(draft: Draft) -> None:
    """*Sisanya diangkut dengan pesawat*: what is moved is not who gets it, though it is the subject."""
    line, trigger = draft.line, draft.trigger
    passive = trigger.voice is Voice.PASSIVE and trigger.row.frame in _MOVED and not receiver_named(line, trigger)
    if not passive or _rule(draft, "recipient") != "reader":
        return
    draft.recipients = tuple(
        m for m in draft.recipients if m.actor != OTHER or m.evidence.span.start > line.words[trigger.first].start
    )


def _origin_gives(draft: Draft) -> None:
    """*senjata dari Korea Utara, termasuk yang diberikan kepada Rusia*: where what is given comes from gives it."""
    line, trigger = draft.line, draft.trigger
    known = any(m.actor != OTHER for m in draft.actors) or (draft.outsider and not draft.actors)
    if known or trigger.voice is not Voice.PASSIVE or trigger.row.frame != "transfer":
        return
    own = {m.actor for m in draft.recipients}
    sources = [g for g in line.groups if g.last <= trigger.first and "from" in roles_before(line, g)]
    of_thing = [g for g in sources if any(t.last <= g.first for t in draft.things) and not own & set(g.actors)]
    if of_thing:
        draft.take("actors", of_thing[-1].mentions[:1], rule="origin-of-item")


def _no_makers(draft: Draft) -> None:
    """*drone buatan Tiongkok*: whose make a thing is says nothing about who gives or gets it."""
    line = draft.line

    def made(mention: Mention) -> bool:
        return line.cue_ending("made", line.word_at(mention.evidence.span.start)) is not None

    draft.actors = tuple(m for m in draft.actors if not made(m))
    draft.recipients = tuple(m for m in draft.recipients if not made(m))


def _no_purpose(draft: Draft) -> None:
    """*memberikan data kepada Nigeria untuk memburu ISWAP*: whom the gift is used against is not who gets it."""
    line = draft.line
    if len(draft.recipients) < 2 or _rule(draft, "recipient") != "reader":
        return
    own = tuple(m for m in draft.recipients if not _behind_purpose(line, m, draft.trigger.last))
    draft.recipients = own or draft.recipients


def _behind_purpose(line: Line, mention: Mention, first: int) -> bool:
    """Whether a verb of purpose stands between the act and a party."""
    at = line.word_at(mention.evidence.span.start)
    purposes = [b for a, b in line.cues["purpose"] if first <= a and b < at]
    return any(line.is_verb(b) for b in purposes)


def _only_given(draft: Draft) -> None:
    """Leave out places (*ke kapal*, *di pangkalan*), and the act's own word beside what it gives (*hibah kapal*)."""
    line, trigger = draft.line, draft.trigger
    places = ("place", "to", "from")
    away = [t for t in draft.things if any(line.cue_ending(name, t.first) is not None for name in places)]
    carrier = trigger.voice is Voice.PASSIVE and line.language == "id" and not receiver_named(line, trigger)
    away += [t for t in draft.things if carrier and t.first == trigger.last]  # *diangkut kapal Rusia*
    given = [t for t in draft.things if t not in away or t.item_class not in _PLACES]
    others = [t for t in given if not (trigger.first <= t.first and t.last <= trigger.last) and not _is_value(line, t)]
    draft.things = tuple(others or given)


def _is_value(line: Line, thing: Thing) -> bool:
    """Whether money only says what a thing is worth (*gandum senilai dua juta dolar*)."""
    starts = [line.word_at(q.evidence.span.start) for q in line.quantities if line.in_quantity(thing.first)]
    near = [start for start in starts if start <= thing.first]
    return thing.item_class == "money" and bool(near) and line.cue_ending("worth", near[-1]) is not None


def _known_by_another_word(draft: Draft, memory: Memory) -> None:
    """*the aircraft* of a giver who was said to give drones are these drones."""
    line = draft.line
    givers = {m.actor for m in draft.actors}
    before = [d for d in memory.recent if d.event == _GIFT and givers & {m.actor for m in d.actors}]
    known = [t.item_class for d in before for t in d.things if t.item_class not in _LOOSE | {"other"}]
    if known:
        draft.things = tuple(
            replace(t, item_class=known[-1]) if t.item_class in _LOOSE and _is_pointed(line, t) else t
            for t in draft.things
        )


def _is_pointed(line: Line, thing: Thing) -> bool:
    """Whether item words are marked as known (*the aircraft*, *peralatan itu*)."""
    behind = thing.last < len(line.words) and line.has("demonstrative", thing.last) and line.language == "id"
    return behind or (thing.first > 0 and line.words[thing.first - 1].low == "the")
