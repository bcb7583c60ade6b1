"""Who does it to whom: the parties of an act, by the act's frame and grammatical shape."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from neraca.extract.clauses import (
    agent_of,
    clause_end,
    group_of,
    groups_right,
    opens_clause,
    roles_before,
    same_clause,
    subject_of,
)
from neraca.extract.line import Group, Line
from neraca.extract.triggers import Trigger
from neraca.packs.events import Voice

NOUN_REACH = 16
OWNER_REACH = 6


@dataclass(frozen=True, slots=True)
class Roles:
    """Parties of an act; `rule` names what decided them."""

    actor: Group | None
    recipient: Group | None
    rule: str


# *menerima gencatan senjata*: who accepts one of these does it, who gets something else is its target.
_ACCEPTED = frozenset(("RETREAT", "AGREE", "CONSULT", "COOPERATE", "CONCEDE"))

# *menarik duta besar dari X*, *requested arms from X*: what follows *from* is the other side.
_FROM = frozenset(("SANCTION", "REQUEST"))

Finder = Callable[[Line, Trigger, frozenset[int]], Roles]


def find_roles(line: Line, trigger: Trigger, verbs: frozenset[int]) -> Roles:
    """The parties of an act as the sentence itself gives them.

    Args:
        line: The sentence.
        trigger: The act.
        verbs: Words of the line that are verbs of acts.
    """
    if trigger.voice is Voice.NOUN:
        return _noun_roles(line, trigger, verbs)
    if trigger.voice is Voice.PASSIVE:
        return _passive_roles(line, trigger, verbs)
    return _FRAMES[trigger.row.frame](line, trigger, verbs)


def _right(line: Line, trigger: Trigger) -> int:
    """End of the words that may hold the act's own objects: the clause, up to the next verb or purpose."""
    last = clause_end(line, trigger.last)
    for k in range(trigger.last, last):
        purpose = line.has("purpose", k) and k + 1 < len(line.words) and line.is_verb(k + 1)
        if purpose or (k > trigger.last and line.is_verb(k) and line.group_at(k) is None):
            return k
    return last


def _with_role(line: Line, trigger: Trigger, names: set[str]) -> Group | None:
    found = groups_right(line, trigger.last, _right(line, trigger))
    return next((group for group, roles in found if roles & names), None)


def _object(line: Line, trigger: Trigger, names: set[str]) -> Group | None:
    """The party that is the verb's object in the tree, or the first behind it that is bare or has one of the roles."""
    if line.tree is not None:
        token = line.tree.child(line.tree.verb_of(trigger.verb), "obj", "iobj")
        group = None if token is None else group_of(line, line.tree, token)
        if group is not None and group.first >= trigger.last:
            return group
    for group, roles in groups_right(line, trigger.last, _right(line, trigger)):
        # *mendesak Pakistan menghentikan …*: the object is the subject of the inner verb as well.
        beside = group.first <= trigger.last + 1
        if roles & names or (not roles and (beside or same_clause(line, trigger.verb, group))):
            return group
    return None


def _direct(line: Line, trigger: Trigger, verbs: frozenset[int]) -> Roles:
    names = {"against", "to", "with"} | ({"from"} if trigger.event in _FROM else set())
    return Roles(subject_of(line, trigger.first, verbs), _object(line, trigger, names), "subject-verb-object")


def _transfer(line: Line, trigger: Trigger, verbs: frozenset[int]) -> Roles:
    recipient = _with_role(line, trigger, {"to"})
    if recipient is None:
        near = groups_right(line, trigger.last, trigger.last + 2)
        recipient = next((group for group, roles in near if not roles), None)
    return Roles(subject_of(line, trigger.first, verbs), recipient, "giver-item-to-receiver")


def _receive(line: Line, trigger: Trigger, verbs: frozenset[int]) -> Roles:
    giver = _with_role(line, trigger, {"from", "by"}) or _object(line, trigger, set())
    return Roles(giver, subject_of(line, trigger.first, verbs), "receiver-item-from-giver")


def _mutual(line: Line, trigger: Trigger, verbs: frozenset[int]) -> Roles:
    return Roles(
        subject_of(line, trigger.first, verbs),
        _object(line, trigger, {"with", "between", "to"}),
        "party-meets-party",
    )


def _visit(line: Line, trigger: Trigger, verbs: frozenset[int]) -> Roles:
    return Roles(
        subject_of(line, trigger.first, verbs),
        _object(line, trigger, {"to", "with", "at", "between"}),
        "visitor-to-host",
    )


def _alone(line: Line, trigger: Trigger, verbs: frozenset[int]) -> Roles:
    target = _with_role(line, trigger, {"to", "against"}) if trigger.row.with_target else None
    return Roles(subject_of(line, trigger.first, verbs), target, "subject-verb")


def _deploy(line: Line, trigger: Trigger, verbs: frozenset[int]) -> Roles:
    return Roles(subject_of(line, trigger.first, verbs), _destination(line, trigger), "subject-verb-to-place")


def _destination(line: Line, trigger: Trigger) -> Group | None:
    """A party named right behind *ke* / *to*: not *ke perbatasan Ukraina*, which is only a place."""
    for group, roles in groups_right(line, trigger.last, _right(line, trigger)):
        if "to" in roles and line.cue_ending("to", group.first) is not None:
            return group
    return None


def _arrive(line: Line, trigger: Trigger, verbs: frozenset[int]) -> Roles:
    """*gandum dari X tiba di Y*: who sends it owns the subject or stands behind *dari*; an object is reached."""
    target = _with_role(line, trigger, {"to", "at"}) or _object(line, trigger, set())
    sender = _with_role(line, trigger, {"from"}) or _owner_of_subject(line, trigger.first)
    return Roles(None if sender is target else sender, target, "goods-arrive")


def _owner_of_subject(line: Line, verb: int) -> Group | None:
    """The party that a subject belongs to (*tentara Korut tiba*): in its phrase, else right before the verb."""
    tree = line.tree
    token = None if tree is None else tree.subject(verb)
    group = None if tree is None or token is None else group_of(line, tree, token)
    beside = [one for one in line.groups if one.last <= verb and _beside(line, one, verb)]
    return group or next((one for one in reversed(beside) if not roles_before(line, one)), None)


def _victim(line: Line, trigger: Trigger, verbs: frozenset[int]) -> Roles:
    beside = line.group_at(trigger.first - 1) if trigger.first > 0 else None
    victim = beside if beside is not None and not roles_before(line, beside) else subject_of(line, trigger.first, verbs)
    return Roles(_with_role(line, trigger, {"by"}), victim, "victims-die")


def _use(line: Line, trigger: Trigger, verbs: frozenset[int]) -> Roles:
    target = _with_role(line, trigger, {"against", "at", "to"})
    return Roles(subject_of(line, trigger.first, verbs), target, "user-of-weapons-against")


def _speech(line: Line, trigger: Trigger, verbs: frozenset[int]) -> Roles:
    return Roles(subject_of(line, trigger.first, verbs), _with_role(line, trigger, {"to"}), "speaker-calls")


_FRAMES: dict[str, Finder] = {
    "direct": _direct,
    "kill": _direct,
    "pay": _direct,
    "sanction": _direct,
    "fight": _direct,
    "transfer": _transfer,
    "receive": _receive,
    "mutual": _mutual,
    "visit": _visit,
    "self": _alone,
    "protest": _alone,
    "speaker": _alone,
    "deploy": _deploy,
    "victim": _victim,
    "arrive": _arrive,
    "use": _use,
    "speech": _speech,
}


def _passive_roles(line: Line, trigger: Trigger, verbs: frozenset[int]) -> Roles:
    agent = agent_of(line, trigger.last)
    subject = subject_of(line, trigger.first, verbs)
    frame = trigger.row.frame
    if agent is not None and receiver_named(line, trigger) and agent.first > trigger.last:
        # *diberi seragam tentara X*: what is given stands there, not who gives.
        agent = agent if "by" in roles_before(line, agent) else None
    if subject is agent:
        subject = None
    if frame == "arrive":
        return _arrive(line, trigger, verbs)
    if frame in ("transfer", "deploy"):
        target = _with_role(line, trigger, {"to"})
        giver = agent or _with_role(line, trigger, {"from"})
        if target is None and takes_receiver(line, trigger):
            target = subject
        elif giver is None and target is not subject and subject is not None and _beside(line, subject, trigger.first):
            giver = subject
        return Roles(giver, target, "item-is-given")
    if frame in ("self", "mutual", "visit"):
        return Roles(agent or subject, None if agent is None else subject, "done-by")
    if frame == "receive" and agent is not None:  # *bantuan yang diterima X dari Y*
        return Roles(_with_role(line, trigger, {"from"}), agent, "item-is-received")
    if frame == "pay" and agent is None:
        return _paid(line, trigger)
    return Roles(agent, subject, "patient-verb-agent")


def _paid(line: Line, trigger: Trigger) -> Roles:
    """*Pengiriman tenaga dari X ke Y dibayar*: who gets what is paid for pays, who sends it is paid."""
    sides = [(group, roles_before(line, group)) for group in line.groups if group.last <= trigger.first]
    payer = next((group for group, roles in sides if "to" in roles), None)
    paid = next((group for group, roles in sides if "from" in roles or not roles), None)
    return Roles(payer, paid, "what-is-paid-for")


def _beside(line: Line, group: Group, i: int) -> bool:
    """Whether a party stands close before word `i`, no comma between: *tentara Korut dikirim*, not *JCS, … dikirim*."""
    return 0 <= i - group.last <= 4 and not any("," in line.gap(k) for k in range(group.last, i + 1))


def receiver_named(line: Line, trigger: Trigger) -> bool:
    """Whether a passive of giving has its receiver as subject (*prajurit diberi seragam*)."""
    return trigger.row.frame == "transfer" and takes_receiver(line, trigger)


def takes_receiver(line: Line, trigger: Trigger) -> bool:
    """*dikirimi*, *diberi*, *was given*: the subject of the passive is the receiver."""
    word = line.words[trigger.first].low
    return word.endswith("i") if line.language == "id" else word in ("given", "sent", "supplied", "offered", "promised")


def _noun_roles(line: Line, trigger: Trigger, verbs: frozenset[int]) -> Roles:
    frame = trigger.row.frame
    if frame == "tally":  # a total has the parties of what it counts
        return Roles(None, None, "total")
    owner, target = _owner_left(line, trigger, verbs), None
    for group, roles in groups_right(line, trigger.last, _noun_end(line, trigger)):
        if not roles and "," in line.gap(group.first):
            break
        near = group.first - trigger.last <= OWNER_REACH
        if roles & {"from", "by"} or (not roles and owner is None and near):
            owner = owner or group
        elif roles & {"to", "against", "with", "between"} or (not roles and near):
            if roles & {"between"} and owner is None and frame in ("mutual", "visit", "fight"):
                owner = group
            else:
                target = target or group
    owner, target = _english_of(line, trigger, (owner, target))
    if trigger.row.noun_object and owner is not None and target is None and owner.first >= trigger.last:
        owner, target = (None, owner) if not roles_before(line, owner, floor=trigger.last) else (owner, None)
    if trigger.light is None:
        return _frame_noun(frame, owner, target)
    return _light_roles(line, trigger, verbs, (owner, target))


def _noun_end(line: Line, trigger: Trigger) -> int:
    k = trigger.last
    while k < min(len(line.words), trigger.last + NOUN_REACH):
        light = trigger.light_kind == "passive" and trigger.light is not None and k <= trigger.light
        if _adjective_clause(line, k):
            k += 1
            continue
        if not light and (opens_clause(line, k) or (line.is_verb(k) and not line.has("contains", k))):
            return k
        k += 1
    return k


def _adjective_clause(line: Line, k: int) -> bool:
    """*dukungan yang semakin kuat dari X*: a relative clause without a verb only describes the noun."""
    near = range(k + 1, min(len(line.words), k + 4))
    return line.language == "id" and line.has("relative", k) and not any(line.is_verb(j) for j in near)


def _owner_left(line: Line, trigger: Trigger, verbs: frozenset[int]) -> Group | None:
    """English *Russia's invasion*, *North Korean troop deployment*: the party before the noun owns the act."""
    if line.language != "en":
        return None
    for group in reversed(line.groups):
        if group.last <= trigger.first and trigger.first - group.last <= 3:
            between = range(group.last, trigger.first)
            blocked = any(
                k in verbs or line.is_verb(k) or line.has("preposition", k) or line.has("auxiliary", k) for k in between
            )
            return None if blocked or "," in line.gap(trigger.first) else group
    return None


def _english_of(
    line: Line, trigger: Trigger, parties: tuple[Group | None, Group | None]
) -> tuple[Group | None, Group | None]:
    """*invasion of Ukraine* names the target, *visit of Putin* the doer."""
    owner, target = parties
    if line.language != "en" or target is None or owner is not None:
        return owner, target
    of = target.first > 0 and line.words[target.first - 1].low in ("of", "the")
    doer = of and trigger.row.frame in ("visit", "mutual", "transfer", "self", "deploy")
    return (target, None) if doer else (owner, target)


def _frame_noun(frame: str, owner: Group | None, target: Group | None) -> Roles:
    if frame == "victim":
        return Roles(None, target or owner, "noun-of-victims")
    if frame == "receive":
        return Roles(target, owner, "noun-of-receiving")
    if frame in ("self", "protest", "speaker"):
        return Roles(owner, None, "noun-owner")
    return Roles(owner, target, "noun-owner-target")


def _light_roles(
    line: Line, trigger: Trigger, verbs: frozenset[int], parties: tuple[Group | None, Group | None]
) -> Roles:
    owner, target = parties
    light = trigger.light or 0
    if trigger.light_kind == "passive":
        agent = agent_of(line, light + 1)
        if owner is agent:
            owner = None
        return Roles(agent or owner, target or (owner if agent else None), "noun-is-done-by")
    subject = subject_of(line, light, verbs)
    if trigger.light_kind == "get" and trigger.event not in _ACCEPTED:
        return Roles(owner if owner is not subject else target, subject, "subject-gets-noun")
    if owner is not None and target is None and subject is not None:
        target = owner
    if trigger.row.frame == "victim":
        return Roles(subject, target, "subject-does-noun")
    return Roles(subject or owner, target, "subject-does-noun")
