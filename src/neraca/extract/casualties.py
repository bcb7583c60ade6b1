"""Whom death and injury befall, whose forces are meant, and what the numbers count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from neraca.extract.clauses import roles_before
from neraca.extract.drafts import OTHER, Draft, Memory
from neraca.extract.items import Thing
from neraca.extract.learned import is_listed
from neraca.extract.line import Line
from neraca.extract.roles import find_roles
from neraca.extract.triggers import Trigger
from neraca.packs.events import Voice
from neraca.records import Mention, MentionForm, Quantity

# Words between a number and the fate that it counts: *600 di antaranya dilaporkan tewas*.
COUNT_REACH = 4
# Forces named so many sentences before are those that *pasukan itu*, *the contingent* mean.
FORCES_LINES = 10
_REST_REACH = 3  # *melukai sekitar 50 lainnya*
_GENERAL = frozenset(("casualties", "lost"))


@dataclass(frozen=True, slots=True)
class _Fate:
    """Words `[first, last)` that say what befell somebody (*tewas dan terluka*), and what a number of it counts."""

    first: int
    last: int
    counts: str


def continues_fate(line: Line, trigger: Trigger, triggers: Sequence[Trigger]) -> bool:
    """*tewas dan terluka*, *kehilangan 4.000 orang, tewas dan terluka*: the later words are no act of their own.

    Nor is a verb that only the reader sees and that gives the number: *counted 4,700 casualties*, *korban mencapai 20*.
    """
    fates = _fates(line, triggers)
    if trigger.row.counts:
        return _is_attribute(line, trigger) or any(fate.first < trigger.first < fate.last for fate in fates)
    if is_listed(trigger) or trigger.event != "ASSAULT" or trigger.voice is Voice.NOUN:
        return False
    return any(_is_count(line, trigger.last, fate.first) or fate.last == trigger.first for fate in fates)


def _is_attribute(line: Line, trigger: Trigger) -> bool:
    """*prajurit terluka dipulangkan*: the fate only says which soldiers; the verb behind it is the act."""
    fate = line.language == "id" and trigger.row.frame == "victim" and trigger.voice is not Voice.NOUN
    i = trigger.last
    return (
        fate
        and i < len(line.words)
        and not line.gap(i).strip()
        and line.words[i].low.startswith("di")
        and line.is_verb(i)
    )


def _is_count(line: Line, first: int, last: int) -> bool:
    """Whether only a number stands in words `[first, last)`: *counted 4,700 casualties*."""
    return first < last and all(line.in_quantity(k) for k in range(first, last))


def find_victims(
    draft: Draft, memory: Memory, *, earlier: Sequence[Draft], things: Sequence[Thing], verbs: frozenset[int]
) -> None:
    """Set the victims of an act of casualties whose words name them only by what they are.

    Args:
        draft: Any draft; one that counts no casualties stays as it is.
        memory: What earlier sentences said.
        earlier: Drafts of the same sentence before this one.
        things: Items of the sentence.
        verbs: Words of the line that are verbs of acts.
    """
    line, trigger = draft.line, draft.trigger
    if not trigger.row.counts:
        return
    same = _same_victims(draft, earlier)
    forces = _forces_before(line, min(trigger.first, trigger.verb), things)
    if trigger.row.frame == "victim":
        draft.actors = tuple(m for m in draft.actors if m.evidence.span.start >= line.words[trigger.last - 1].end)
        verbal = trigger.voice is not Voice.NOUN and forces is None
        subject = find_roles(line, trigger, verbs).recipient if verbal else None
        draft.take("recipients", subject.mentions[:1] if subject is not None else (), rule="victims-die")
    if same:
        draft.take("recipients", same, rule="victims-of-the-same")
        draft.actors = tuple(m for m in draft.actors if m.actor not in {r.actor for r in same})
    done_by = trigger.row.frame == "kill" and trigger.voice is not Voice.PASSIVE
    if done_by or same or (forces is None and any(m.actor != OTHER for m in draft.recipients)):
        return
    bare = trigger.first > 0 and line.in_quantity(trigger.first - 1) and trigger.verb == trigger.first
    if trigger.voice is Voice.PASSIVE and bare:
        roles = find_roles(line, trigger, verbs)
        draft.actors = roles.actor.mentions if roles.actor is not None else ()
    if forces is not None:
        draft.take("recipients", _owner(line, forces, memory), rule="own-forces")
    elif trigger.voice is Voice.NOUN or (trigger.voice is Voice.PASSIVE and bare):
        draft.take("recipients", _known_victims(line, memory), rule="victims-before")


def own_forces(draft: Draft, memory: Memory, things: Sequence[Thing]) -> None:
    """*tentaranya menyerang*, *15.000 tentara dikirim*: whose forces act, where the words name nobody."""
    line, trigger = draft.line, draft.trigger
    if trigger.voice is Voice.NOUN or trigger.row.frame in ("victim", "receive"):
        return
    forces = _forces_before(line, trigger.verb, things)
    if forces is None:
        return
    passive = trigger.voice is Voice.PASSIVE
    if passive and trigger.row.frame not in ("transfer", "deploy"):
        return
    behind = any(m.evidence.span.start >= line.words[trigger.first].end for m in draft.actors)
    if (passive and behind) or (not passive and any(m.actor != OTHER for m in draft.actors)):
        return
    owner = tuple(m for m in _owner(line, forces, memory) if m.actor not in {r.actor for r in draft.recipients})
    draft.take("actors", owner, rule="own-forces")


def count_victims(draft: Draft, triggers: Sequence[Trigger]) -> None:
    """Give each number of persons to the fate that it counts, and note what that is as the draft's `scope`."""
    line = draft.line
    fates = _fates(line, triggers)
    own = next((fate for fate in fates if fate.first <= draft.trigger.first < fate.last), None)
    if own is None:
        draft.quantities = tuple(q for q in draft.quantities if not _counts_another(line, q, draft.trigger, fates))
        return
    draft.decided("scope", own.counts)
    persons = [q for q in line.quantities if q.unit == "person"]
    nearest = {q.evidence: min(fates, key=lambda fate: (_distance(line, q, fate), fate.first)) for q in persons}
    mine = [q for q in persons if nearest[q.evidence] is own]
    near = [q for q in mine if q in draft.quantities or _distance(line, q, own) <= COUNT_REACH]
    if near or (len(fates) > 1 and persons):
        draft.quantities = tuple(near)


def scope_of(draft: Draft) -> str:
    """What a draft's numbers of persons count; "" where it is no act of casualties."""
    return next((reason.rule for reason in draft.reasons if reason.field == "scope"), "")


def _counts_another(line: Line, quantity: Quantity, trigger: Trigger, fates: Sequence[_Fate]) -> bool:
    """Whether a number of persons counts casualties, not what the act is about."""
    if quantity.unit != "person":
        return False
    away = min((_distance(line, quantity, fate) for fate in fates), default=COUNT_REACH + 1)
    return away <= COUNT_REACH and away < _distance(line, quantity, _Fate(trigger.first, trigger.last, ""))


def _fates(line: Line, triggers: Sequence[Trigger]) -> list[_Fate]:
    """The words of casualties in a line, joined ones together, in order."""
    found: list[tuple[int, int, set[str]]] = []
    for trigger in sorted((t for t in triggers if t.row.counts), key=lambda t: t.first):
        counts = {trigger.row.counts}
        if found and _joined(line, found[-1][1], trigger.first, open_count=bool(found[-1][2] & _GENERAL)):
            first, _, known = found.pop()
            found.append((first, trigger.last, known | counts))
        else:
            found.append((trigger.first, trigger.last, counts))
    return [_Fate(first, last, _together(counts)) for first, last, counts in found]


def _joined(line: Line, first: int, last: int, *, open_count: bool) -> bool:
    """Whether only *and* stands between two fates; between a count and what it is made of also the number itself."""
    between = range(first, last)
    if open_count:
        if any(line.has(name, k) for name in ("among", "of_them") for k in between):
            return False
        small = ("conjunction", "preposition", "auxiliary")
        return all(line.in_quantity(k) or any(line.has(name, k) for name in small) for k in between)
    return bool(between) and all(line.has("conjunction", k) for k in between)


def _together(counts: set[str]) -> str:
    special = counts - _GENERAL
    if len(special) == 1:
        return next(iter(special))
    return "casualties" if special or "casualties" in counts else "lost"


def _distance(line: Line, quantity: Quantity, fate: _Fate) -> int:
    """Words between a number and a fate; *dan* between them means that the number begins another part."""
    first = line.word_at(quantity.evidence.span.start)
    last = line.word_at(quantity.evidence.span.end - 1) + 1
    between = range(last, fate.first) if last <= fate.first else range(fate.last, first)
    apart = any(line.has("conjunction", k) or "," in line.gap(k) for k in between)
    return len(between) + (COUNT_REACH + 1 if apart else 0)


def _same_victims(draft: Draft, earlier: Sequence[Draft]) -> tuple[Mention, ...]:
    """*300 tentara tewas dan 2.700 lainnya terluka*, *casualties, of whom 1,000 died*: those of the act before."""
    line, trigger = draft.line, draft.trigger
    before = [one for one in earlier if one.trigger.row.counts and one.trigger.first < trigger.first and one.recipients]
    if not before:
        return ()
    places = [(before[-1].trigger.last, trigger.first)]
    if trigger.row.frame == "kill" and trigger.voice is Voice.ACTIVE:
        places.append((trigger.last, min(len(line.words), trigger.last + _REST_REACH)))
    return before[-1].recipients if any(_refers(line, *place) for place in places) else ()


def _refers(line: Line, first: int, last: int) -> bool:
    """Whether words point to people named before, and no party stands behind those words."""
    named = max((group.last for group in line.groups if first <= group.first < last), default=first)
    return any(line.cue_in(name, named, last) is not None for name in ("rest", "of_them", "among"))


def _forces_before(line: Line, verb: int, things: Sequence[Thing]) -> Thing | None:
    """The forces that stand right before a verb as its subject, where the words name no party for them."""
    k = verb - 1
    while k >= 0 and (line.has("auxiliary", k) or line.has("hedge", k) or line.has("completed", k)):
        k -= 1
    ends = k
    while k >= 0 and (line.in_quantity(k) or line.words[k].low == "of" or line.has("demonstrative", k)):
        k -= 1
    for thing in things:
        if thing.item_class == "troops" and thing.last - 1 in (k, ends):
            named = any(group.first < thing.last and thing.first < group.last for group in line.groups)
            beside = thing.first > 0 and line.group_at(thing.first - 1) is not None
            return None if named or beside else thing
    return None


def _owner(line: Line, forces: Thing, memory: Memory) -> tuple[Mention, ...]:
    """Whose the forces are: by their possessive, of the party named before; else of the forces named last."""
    word = line.words[forces.last - 1]
    possessive = word.low != word.base if line.language == "id" else line.has("possessive", forces.first - 1)
    if not possessive:
        return _known_forces(line, memory)
    before = [g for g in line.groups if g.last <= forces.first and not roles_before(line, g)]
    group = before[-1] if before else memory.subject
    return tuple(group.mentions[:1]) if group is not None else ()


def _known_victims(line: Line, memory: Memory) -> tuple[Mention, ...]:
    """*korbannya mencapai …*, *counted 4,700 casualties*: those the text counted last, else the forces it speaks of."""
    counted = [d for d in memory.recent if d.trigger.row.counts and any(m.actor != OTHER for m in d.recipients)]
    near = [d for d in counted if line.index - d.line.index <= FORCES_LINES]
    return near[-1].recipients if near else _known_forces(line, memory)


def _known_forces(line: Line, memory: Memory) -> tuple[Mention, ...]:
    here = named_forces(line)
    if here:
        return here
    if memory.forces is None or line.index - memory.forces[0] > FORCES_LINES:
        return ()
    return memory.forces[1]


def named_forces(line: Line) -> tuple[Mention, ...]:
    """The last party whose forces, or people, the line names as doers (*tentara Korea Utara*, *North Koreans*)."""
    for group in reversed(line.groups):
        state = [m for m in group.mentions if not m.actor.startswith(("MED:", "IGO:"))]
        if len({m.actor for m in state}) != 1 or roles_before(line, group) & {"against", "from", "to"}:
            continue
        demonym = line.language == "en" and state[0].form is MentionForm.DEMONYM
        people = demonym and state[0].evidence.quote.endswith("s")
        words = range(max(0, group.first - 3), min(len(line.words), group.last + 2))
        if people or any(line.has("forces", k) for k in words):
            return (state[0],)
    return ()
