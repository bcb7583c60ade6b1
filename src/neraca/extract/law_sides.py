"""Who restricts and who is restricted: by the claim that tells it, else by the words beside the restriction."""

from __future__ import annotations

from dataclasses import dataclass

from neraca.extract.clauses import agent_of, breaks, roles_before, subject_of
from neraca.extract.law_heads import Head
from neraca.extract.law_lines import LawLine
from neraca.extract.line import Group
from neraca.packs.law import LawPack
from neraca.records import UNKNOWN_PARTY, Claim, Mention, RestrictionKind

_ADJECTIVES = 2
_TARGET_REACH = 14
_NEAR_TARGET = 5
_AGAINST = frozenset(("against", "to"))
_FROM = frozenset(("by", "from"))
_VETO = RestrictionKind.VETO
_RULE_MAKERS = frozenset(("IGO:UN", "IGO:UNSC", "IGO:UNGA"))


@dataclass(frozen=True, slots=True)
class Sides:
    """The two sides of a restriction; either may be unknown."""

    issuers: tuple[Mention, ...] = ()
    targets: tuple[Mention, ...] = ()


def find_sides(law: LawLine, head: Head, *, pack: LawPack) -> Sides:
    """Issuers and targets of a restriction in its sentence."""
    issuers, targets = _beside(law, head, pack)
    suffering = _sufferers(law, head, {mention.actor for mention in issuers})
    if suffering:
        return Sides(law.known(issuers), law.known(targets or suffering))
    if head.deed in ("sanctioned", "suffered"):
        return _passive(law, head, issuers)
    near = _aims(law, head, pack, taken={mention.actor for mention in issuers}, reach=_NEAR_TARGET)
    targets = targets or near
    if head.claim is not None and _fits(head):
        told = _told(law, head, head.claim[1], Sides(issuers, targets))
        issuers, targets = told.issuers, told.targets
    issuers = issuers or _doers(law, head)
    targets = targets or _aims(law, head, pack, taken={mention.actor for mention in issuers}, reach=_TARGET_REACH)
    own = head.deed in ("impose", "plan", "sanction", "forbid", "adopt", "require") or head.kind is _VETO
    if issuers and not targets and not own and all(one.actor in pack.sanctioned for one in issuers):
        return Sides(targets=law.known(issuers))  # *Korea Utara berharap melonggarkan sanksi*: those against itself
    return Sides(law.known(issuers), law.known(targets))


def _passive(law: LawLine, head: Head, beside: tuple[Mention, ...]) -> Sides:
    """*Korut dijatuhi sanksi (oleh) PBB*: the subject suffers it."""
    subject = subject_of(law.line, head.at, frozenset({head.at}))
    targets = law.known(subject.mentions) if subject is not None else ()
    if not targets and head.claim is not None:
        targets = law.known(head.claim[1].recipients)
    aimed = {mention.actor for mention in targets}
    issuers = law.known(beside) or law.known(_doers(law, head))
    if not issuers and head.claim is not None:
        issuers = law.known(m for m in head.claim[1].actors if _is_near(law, head, m))
    return Sides(tuple(one for one in issuers if one.actor not in aimed), targets)


def _told(law: LawLine, head: Head, claim: Claim, beside: Sides) -> Sides:
    """What the claim tells beyond the words beside the restriction; where the two disagree the words win."""
    issuing, aimed = ({mention.actor for mention in side} for side in (beside.issuers, beside.targets))
    actors = law.known(m for m in claim.actors if m.actor not in aimed and _is_near(law, head, m))
    recipients = law.known(claim.recipients)
    if issuing & {mention.actor for mention in recipients}:  # *balasan atas sanksi Kanada*: Canada's, not on Canada
        return Sides(beside.issuers, beside.targets or tuple(one for one in actors if one.actor not in issuing))
    targets = beside.targets if head.kind is _VETO else beside.targets or recipients
    return Sides(beside.issuers or actors, targets)


def _fits(head: Head) -> bool:
    """Whether a claim can tell the sides.

    Who founds a body of monitors is only named beside whom it watches; nobody restricts the United Nations; and what
    refers to a restriction named before (*the sanctions*) is not what the parties of this sentence do.
    """
    if head.claim is None or head.kind is RestrictionKind.MONITORING or (head.refers_back and not head.deed):
        return False
    if head.kind is RestrictionKind.RESOLUTION and head.passive:
        return False
    against = [mention.actor for mention in head.claim[1].recipients]
    return head.kind is _VETO or not against or any(actor not in _RULE_MAKERS for actor in against)


def _is_near(law: LawLine, head: Head, mention: Mention) -> bool:
    """Whether a party stands in the sentence, with no hard mark between it and the restriction."""
    words = law.line.words_in(mention.evidence.span)
    if not words or not mention.evidence.span.within(law.line.sentence.span):
        return False
    first, last = sorted((words[0], head.at))
    return not any(";" in law.line.gap(k) for k in range(first + 1, last + 1))


def _beside(law: LawLine, head: Head, pack: LawPack) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Parties that stand at the restriction's own words: *sanksi AS*, *UN arms embargo*, *North Korea sanctions*.

    The same of a restriction that is part of this one, for its target.
    """
    issuers: list[Mention] = []
    targets: list[Mention] = []
    for part in (head, *head.absorbed):
        if part is head and head.deed in ("veto", "vetoed", "sanction", "sanctioned", "forbid", "forbidden"):
            continue
        for group in _adjacent(law, part):
            known = law.known(group.mentions)
            aimed = part.kind is not _VETO and all(one.actor in pack.sanctioned for one in known)
            if aimed:
                targets += known
            elif part is head or head.kind is not _VETO:
                issuers += known
    return tuple(issuers), tuple(targets)


def _adjacent(law: LawLine, head: Head) -> tuple[Group, ...]:
    """The group at the side on which the language puts whose restriction it is; a veto's stands at either."""
    line = law.line
    found: list[Group] = []
    for group in line.groups:
        before = group.last <= head.first and head.first - group.last <= _ADJECTIVES
        behind = head.last <= group.first and group.first - head.last <= _ADJECTIVES
        if before and (line.language == "en" or head.kind is _VETO) and _plain_between(law, group.last, head.first):
            found.append(group)
        if behind and line.language == "id" and _plain_between(law, head.last, group.first):
            found.append(group)
    return tuple(found)


def _plain_between(law: LawLine, first: int, last: int) -> bool:
    """Whether only describing words stand between: no preposition, verb, mark or conjunction."""
    line = law.line
    names = ("preposition", "conjunction", "relative", "complementizer", "subordinator", "auxiliary", "negation")
    if any(line.gap(k).strip(" '’\n") for k in range(first, last + 1) if 0 < k < len(line.words)):
        return False
    plain = not any(line.has(name, k) for k in range(first, last) for name in names)
    plain = plain and not any(first <= mark.first < last for mark in (*law.verbs, *law.deeds))
    return plain and not any(line.is_verb(k) or line.in_time(k) for k in range(first, last))


def _doers(law: LawLine, head: Head) -> tuple[Mention, ...]:
    line = law.line
    if head.passive:
        agent = agent_of(line, max(head.last, head.deed_last)) if head.deed not in ("hold", "expire") else None
        return (*agent.mentions, *_beside_agent(law, agent)) if agent is not None else _by(law, head)
    if head.deed in ("watch", ""):
        return _by(law, head)
    if head.deed in ("require", "forbid") and head.absorbed:
        return _makers(law)
    subject = subject_of(line, head.at, frozenset({head.at}))
    return (_whole_list(law, subject) if subject is not None else ()) or _by(law, head)


def _whole_list(law: LawLine, group: Group) -> tuple[Mention, ...]:
    """The group and those before and behind it that only commas part from it: *A, the B, C and eight others*."""
    groups = list(law.line.groups)
    at = first = last = groups.index(group) if group in groups else -1
    if at < 0:
        return group.mentions
    while first > 0 and _only_comma(law, groups[first - 1].last, groups[first].first):
        first -= 1
    while last + 1 < len(groups) and _only_comma(law, groups[last].last, groups[last + 1].first):
        last += 1
    return tuple(mention for one in groups[first : last + 1] for mention in one.mentions)


def _only_comma(law: LawLine, first: int, last: int) -> bool:
    """Whether only a comma or *and*, an article and one word more (*eight*) stand between two parties."""
    line, words = law.line, range(first, last)
    joins = [k for k in words if line.has("conjunction", k)]
    others = [k for k in words if k not in joins and line.words[k].low != "the"]
    small = not others or (bool(joins) and len(others) == 1 and not line.has("preposition", others[0]))
    return small and ("," in line.gap(first) or bool(joins)) and not line.gap(last).strip(" ,")


def _beside_agent(law: LawLine, agent: Group) -> tuple[Mention, ...]:
    """*by the South Korean minister together with his American and Japanese colleagues*: those who do it with it."""
    behind = [group for group in law.line.groups if group.first >= agent.last]
    joined = [group for group in behind if "with" in roles_before(law.line, group, floor=agent.last)]
    return joined[0].mentions if joined else ()


def _makers(law: LawLine) -> tuple[Mention, ...]:
    """The bodies that made the rules which forbid: *resolusi Dewan Keamanan PBB melarang …*."""
    line = law.line
    issuers = {named.rule.issuer for named in law.rules if named.rule.issuer}
    made = [m for group in line.groups for m in group.mentions if m.actor in issuers]
    return tuple(made) or next((group.mentions for group in line.groups if ":" in group.mentions[0].actor), ())


def _by(law: LawLine, head: Head) -> tuple[Mention, ...]:
    """*sanctions imposed by …*, *sanksi dari Uni Eropa*: behind the restriction, before the next break."""
    for group in law.line.groups:
        if not 0 <= group.first - head.last <= 4:
            continue
        if any(breaks(law.line, k) for k in range(head.last, group.first + 1)):
            break
        if roles_before(law.line, group, floor=head.last) & _FROM:
            return group.mentions
    return ()


def _aims(law: LawLine, head: Head, pack: LawPack, *, taken: set[str], reach: int) -> tuple[Mention, ...]:
    line = law.line
    if head.kind is _VETO:
        return _stopped(law, head, pack, taken)
    if head.deed == "ease" and (freed := _freed(law, head, taken)):
        return freed
    behind = [group for group in line.groups if 0 <= group.first - head.last < reach]
    for group in behind:
        if any(breaks(line, k) or _ends_clause(law, k) for k in range(head.last, group.first + 1)):
            break
        roles = roles_before(line, group, floor=head.last)
        plain = not roles and (head.deed in ("sanction", "forbid") or _is_ruled(law, head, group, pack))
        from_it = head.kind is RestrictionKind.EMBARGO and "from" in roles
        if (roles & _AGAINST or plain or from_it) and (found := _others(law, group, taken)):
            return found
    return _stopped(law, head, pack, taken)


def _freed(law: LawLine, head: Head, taken: set[str]) -> tuple[Mention, ...]:
    """*mengecualikan Suriah dari sanksi*: whom the deed takes out of the restriction stands between the two."""
    line = law.line
    if not any(0 <= head.first - last <= 1 for _, last in line.cues["from"]):
        return ()
    between = (group for group in line.groups if head.deed_last <= group.first and group.last <= head.first)
    return next((found for group in between if (found := _others(law, group, taken))), ())


def _is_ruled(law: LawLine, head: Head, group: Group, pack: LawPack) -> bool:
    """*resolutions …, states were to send home North Koreans*: a state under sanctions that a resolution speaks of."""
    known = law.known(group.mentions)
    return head.kind is RestrictionKind.RESOLUTION and all(one.actor in pack.sanctioned for one in known)


def _ends_clause(law: LawLine, word: int) -> bool:
    """Whether a clause of its own begins: by its word, or behind a comma by a relative (*…, yang kini …*)."""
    line = law.line
    aside = "," in line.gap(word) and line.has("relative", word)
    return aside or any(line.has(name, word) for name in ("subordinator", "complementizer"))


def _stopped(law: LawLine, head: Head, pack: LawPack, taken: set[str]) -> tuple[Mention, ...]:
    """Against whom the parts of a restriction are: the sanctions whose monitors a veto stopped."""
    for part in head.absorbed:
        if part.kind is RestrictionKind.RESOLUTION:
            continue
        if found := _aims(law, part, pack, taken=taken, reach=_TARGET_REACH):
            return found
    return ()


def _others(law: LawLine, group: Group | None, taken: set[str]) -> tuple[Mention, ...]:
    known = law.known(group.mentions) if group is not None else ()
    return tuple(mention for mention in known if mention.actor not in taken and mention.actor != UNKNOWN_PARTY)


def _sufferers(law: LawLine, head: Head, taken: set[str]) -> tuple[Mention, ...]:
    """*Korea Utara … akibat sanksi internasional*: the nearest party before, where the words say that it suffers."""
    first = head.first
    for noun in reversed(law.nouns):  # *akibat embargo dan sanksi*
        joined = noun.last == first - 1 and law.line.has("conjunction", first - 1)
        first = noun.first if joined else first
    cue = next((a for a, last in law.around["suffer"] if 0 <= first - last <= 1), None)
    if cue is None or head.deed:
        return ()
    before = [group for group in law.line.groups if group.last <= cue]
    return next((found for group in reversed(before) if (found := _others(law, group, taken))), ())
