"""Words of a sentence that speak of one restriction each: a noun with what is done to it, or a verb that is one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from neraca.extract.clauses import breaks
from neraca.extract.law_lines import LawLine, Mark
from neraca.extract.line import Line
from neraca.records import Claim, RestrictionKind

_DEED_BEFORE, _DEED_BEHIND = 5, 7
# *set up a team of their own to monitor sanctions*.
_FOUNDED = 8
_LIST_REACH = 16
_SUBJECT_REACH = 3
_TRADE_REACH = 6
_CLAIM_REACH = 3
_WATCHED = 7
_VETO, _MONITORING = RestrictionKind.VETO, RestrictionKind.MONITORING
_SANCTION, _EMBARGO, _RESOLUTION = RestrictionKind.SANCTION, RestrictionKind.EMBARGO, RestrictionKind.RESOLUTION
_TYPES = {
    _VETO: frozenset({"REJECT"}),
    _SANCTION: frozenset({"SANCTION", "CONCEDE", "THREATEN"}),
    _EMBARGO: frozenset({"SANCTION", "CONCEDE", "THREATEN"}),
    _RESOLUTION: frozenset({"SUPPORT", "AGREE"}),
    _MONITORING: frozenset({"COOPERATE"}),
}
_VERB_KINDS = {"veto": _VETO, "vetoed": _VETO, "sanction": _SANCTION, "sanctioned": _SANCTION}
_PASSIVE_DEEDS = frozenset({"imposed", "proposed", "eased", "expire", "hold"})
_SUBJECT_DEEDS = _PASSIVE_DEEDS - {"expire"}
# What may be done to each kind: other words beside it are about something else.
_DEEDS = {
    _SANCTION: frozenset({"impose", "imposed", "plan", "suffered", "ease", "eased", "expire", "hold"}),
    _EMBARGO: frozenset({"impose", "imposed", "plan", "suffered", "ease", "eased", "expire", "hold"}),
    _MONITORING: frozenset({"impose", "imposed", "plan", "expire", "watch", "hold"}),
    _RESOLUTION: frozenset({"adopt", "require", "plan", "proposed"}),
    _VETO: frozenset({"use"}),
}


@dataclass(frozen=True, slots=True)
class Head:
    """Words `[first, last)` that name a restriction.

    Attributes:
        at: The word whose subject does it: the deed's, else its own.
        deed: What is done to it; "" for nothing, `veto` ... for a verb that is the restriction itself.
        deed_last: Behind the deed's last word.
        content: Words that a veto stops.
        absorbed: Heads that are only parts of this one: what a veto stopped, whose rule forbids.
        refers_back: Its words stand for a restriction named before.
        lasting: Nothing is done to it: it is spoken of as being there.
        claim: The claim of the sentence that tells it; `own_claim` when that speaks of this very deed.
        gone: The deed itself is a negation (*tidak diperpanjang*).
    """

    kind: RestrictionKind
    first: int
    last: int
    at: int
    deed: str = ""
    deed_last: int = 0
    content: tuple[int, int] = (0, 0)
    absorbed: tuple[Head, ...] = ()
    refers_back: bool = False
    lasting: bool = True
    claim: tuple[str, Claim] | None = None
    own_claim: bool = False
    gone: bool = False

    @property
    def passive(self) -> bool:
        """Whether the restriction is the subject of what is done."""
        return self.deed in _PASSIVE_DEEDS or self.deed in ("vetoed", "sanctioned", "suffered", "forbidden")


def find_heads(law: LawLine, *, again: bool) -> tuple[Head, ...]:
    """The restrictions that a line speaks of, in order; parts of others are left out.

    Args:
        law: The line.
        again: Whether sentences before spoke of restrictions, so that *the panel* may be one of these.
    """
    heads = [*_nouns(law), *_verbs(law)]
    if again and not any(head.kind is _MONITORING for head in heads):
        heads += _named_again(law)
    heads.sort(key=lambda head: (head.first, head.last))
    return tuple(_with_claim(law, head) for head in _united(law, heads) if _says_something(law, head))


def _nouns(law: LawLine) -> Iterator[Head]:
    inside = [mark for mark in law.verbs if mark.name not in ("forbid", "forbidden")]
    for noun in law.nouns:
        if any(mark.first <= noun.first and noun.last <= mark.last for mark in inside):
            continue
        kind = RestrictionKind(noun.name)
        deed = _deed_of(law, noun, kind)
        head = Head(kind, noun.first, noun.last, noun.first, refers_back=_is_definite(law.line, noun))
        if deed is not None:
            gone = law.line.has("negation", deed.first)
            lasting = deed.name in ("hold", "watch") or (kind is _RESOLUTION and _is_under(law, noun))
            head = replace(head, at=deed.first, deed=deed.name, deed_last=deed.last, lasting=lasting, gone=gone)
        if kind is _VETO and deed is None and noun.first > 0 and law.line.has("auxiliary", noun.first - 1):
            head = replace(head, deed="veto", deed_last=noun.last)  # *to veto*, *could veto*
        yield replace(head, lasting=False) if kind is _VETO else head


def _verbs(law: LawLine) -> Iterator[Head]:
    for verb in law.verbs:
        if verb.name in ("forbid", "forbidden"):
            trade = _trade_near(law, verb)
            if trade is not None:
                last = max(verb.last, trade) if verb.name == "forbid" else verb.last
                yield Head(_EMBARGO, verb.first, last, verb.first, verb.name, verb.last, lasting=False)
            continue
        if verb.name == "sanction" and not _has_subject(law.line, verb.first):
            continue
        yield Head(_VERB_KINDS[verb.name], verb.first, verb.last, verb.first, verb.name, verb.last, lasting=False)


def _has_subject(line: Line, verb: int) -> bool:
    """Whether a party stands before a verb, with auxiliaries or the rest of its name between.

    *Officers in Riga seized sanctioned cargo* tells of no deed.
    """
    k = verb
    while k > 0 and verb - k < _SUBJECT_REACH and line.group_at(k - 1) is None:
        named = line.reading.document.text[line.words[k - 1].start].isupper()
        if line.gap(k).strip() or not (named or line.has("auxiliary", k - 1)):
            return False
        k -= 1
    return k > 0 and line.group_at(k - 1) is not None and not line.gap(k).strip()


def _named_again(law: LawLine) -> Iterator[Head]:
    """*Panel … tersebut bertugas memantau*, *its mandate ran out*."""
    for first, last in law.around["again"]:
        deeds = (one for one in law.deeds if one.first >= last and one.name in ("expire", "watch", "eased"))
        deed = next(deeds, None)
        if deed is None or any(breaks(law.line, k) for k in range(last, deed.first + 1)):
            continue
        gone = law.line.has("negation", deed.first)
        yield Head(
            _MONITORING,
            first,
            last,
            deed.first,
            deed.name,
            deed.last,
            refers_back=True,
            lasting=deed.name == "watch",
            gone=gone,
        )


def _deed_of(law: LawLine, noun: Mark, kind: RestrictionKind) -> Mark | None:
    """What is done to what a noun names: the nearest deed before it, or a predicate behind it."""
    line = law.line
    fitting = [deed for deed in law.deeds if deed.name in _DEEDS[kind] and not _is_noun(line, deed)]
    reach = _FOUNDED if kind is _MONITORING else _DEED_BEFORE
    never = _SUBJECT_DEEDS | ({"require"} if kind is _RESOLUTION else frozenset())
    before = [deed for deed in fitting if 0 <= noun.first - deed.last < reach and deed.name not in never]
    before = [deed for deed in before if not _cut(line, deed.last, noun.first, law)]
    before = before or _listed(law, noun, fitting)
    if before:
        nearest = max(before, key=lambda deed: deed.first)
        return replace(nearest, name="ease") if nearest.name == "expire" else nearest
    behind = [deed for deed in fitting if 0 <= deed.first - noun.last < _DEED_BEHIND and not _active_noun(deed, kind)]
    behind = [deed for deed in behind if not _cut(line, noun.last, deed.first, law)]
    return min(behind, key=lambda deed: deed.first, default=None)


def _is_noun(line: Line, deed: Mark) -> bool:
    """*until the end of June* ends nothing."""
    return deed.name == "expire" and deed.first > 0 and line.words[deed.first - 1].low in ("the", "an", "akhir")


def _listed(law: LawLine, noun: Mark, deeds: list[Mark]) -> list[Mark]:
    """*mempertimbangkan langkah ekonomi, termasuk sanksi*: the deed that the list before the noun hangs on."""
    if not any(0 <= noun.first - last <= 1 for _, last in law.line.cues["contains"]):
        return []
    before = [deed for deed in deeds if 0 < noun.first - deed.last < _LIST_REACH and deed.name not in _SUBJECT_DEEDS]
    return before if not any(deed.last <= one.first < noun.first for deed in before[-1:] for one in law.nouns) else []


def _active_noun(deed: Mark, kind: RestrictionKind) -> bool:
    """Whether a deed behind a noun cannot be its own: a resolution demands, a panel watches, sanctions lift nothing."""
    if kind is _RESOLUTION:
        return deed.name not in ("require", "adopt", "proposed")
    return deed.name not in _PASSIVE_DEEDS and deed.name != "watch"


def _cut(line: Line, first: int, last: int, law: LawLine) -> bool:
    """Whether a mark or another restriction stands between two words."""
    if any(breaks(line, k) or "," in line.gap(k) for k in range(first, last + 1) if 0 < k < len(line.words)):
        return True
    return any(first <= noun.first < last for noun in law.nouns)


def _is_under(law: LawLine, noun: Mark) -> bool:
    """*Under UN Security Council resolutions …*: what follows is what they demand."""
    return any(0 <= noun.first - last <= _TRADE_REACH for _, last in law.around["under"])


def _is_definite(line: Line, noun: Mark) -> bool:
    """*sanksi itu*, *sanksinya*, *the sanctions*: said of one that is known."""
    if line.language == "id":
        word = line.words[noun.last - 1]
        behind = noun.last < len(line.words) and line.has("demonstrative", noun.last)
        return behind or word.low.endswith("nya")
    before = line.words[noun.first - 1].low if noun.first > 0 else ""
    return before in ("the", "these", "those", "its", "their", "that", "this")


def _trade_near(law: LawLine, verb: Mark) -> int | None:
    """Behind the word of trade that a verb forbids; None where it forbids something else."""
    if verb.name == "forbid":
        near = (last for first, last in law.around["trade"] if 0 <= first - verb.last < _TRADE_REACH)
        return next((last for last in near if not any(breaks(law.line, k) for k in range(verb.last, last))), None)
    return next((last for first, last in law.around["trade"] if 0 <= verb.first - last < _TRADE_REACH), None)


def _united(law: LawLine, heads: list[Head]) -> list[Head]:
    """Heads without those that only tell what another is about."""
    kept = heads
    for kind in (_VETO, _MONITORING, _EMBARGO, _SANCTION):
        for head in [one for one in kept if one.kind is kind]:
            parts = tuple(one for one in kept if one is not head and _is_part(law, one, head))
            if parts and head in kept:
                kept = [one for one in kept if one not in parts]
                ruled = head.deed == "forbid" and any(one.kind is _RESOLUTION for one in parts)
                kept[kept.index(head)] = replace(head, absorbed=parts, lasting=head.lasting or ruled)
    return [replace(head, content=_content(law, head)) if head.kind is _VETO else head for head in kept]


def _is_part(law: LawLine, part: Head, whole: Head) -> bool:
    first, last = min(part.last, whole.last), max(part.first, whole.first)
    apart = any(breaks(law.line, k) for k in range(first, last + 1) if 0 < k < len(law.line.words))
    if apart or (part.kind is whole.kind and not _overlap(part, whole)):
        return False
    if _overlap(part, whole):
        return True
    if whole.kind is _VETO:
        if part.first < whole.first:
            return whole.deed == "vetoed" or part.kind is _RESOLUTION
        return not any(law.line.has("subordinator", k) for k in range(first, last))
    if whole.kind is _MONITORING:
        away = part.first - whole.deed_last if whole.deed == "watch" else last - first
        return away <= _WATCHED and part.kind in (_SANCTION, _EMBARGO) and part.deed in ("", "watch")
    if whole.deed in ("forbid", "forbidden"):
        return part.kind in (_RESOLUTION, _SANCTION) and part.first < whole.first
    return part.kind is _RESOLUTION


def _overlap(one: Head, other: Head) -> bool:
    return one.first < other.last and other.first < one.last


def _content(law: LawLine, head: Head) -> tuple[int, int]:
    """Words that a veto is about: behind it (behind its agent in a passive nothing is), to the next break."""
    if head.deed == "vetoed":
        return 0, 0
    first = max(head.last, head.deed_last)
    last = first
    while last < len(law.line.words) and not breaks(law.line, last):
        if last > first and law.line.has("subordinator", last):
            break
        last += 1
    return first, last


def _with_claim(law: LawLine, head: Head) -> Head:
    """The head with the claim of the sentence that names the same words."""
    line = law.line
    best: tuple[tuple[bool, int, str], Claim] | None = None
    for key, claim in law.claims:
        if claim.event not in _TYPES[head.kind]:
            continue
        words = line.words_in(claim.trigger.span)
        if not words:
            continue
        first, last = words[0], words[-1] + 1
        beside = _distance(first, last, head.first, head.last)
        done = _distance(first, last, head.at, head.at + 1)
        away = min(beside, done)
        rank = (done > 0 if head.deed in ("ease", "eased") else False, away, key)
        if away <= _CLAIM_REACH and (best is None or rank < best[0]):
            best = (rank, claim)
    if best is None:
        return head
    return replace(head, claim=(best[0][2], best[1]), own_claim=best[0][1] == 0)


def _distance(first: int, last: int, start: int, end: int) -> int:
    return max(0, start - last + 1 if start >= last else first - end + 1 if first >= end else 0)


def _says_something(law: LawLine, head: Head) -> bool:
    """Whether more is said than that there is a rule to keep, or a right to veto."""
    line = law.line
    near = range(max(0, head.first - 4), head.first)
    if head.kind is _RESOLUTION:
        return bool(head.deed) and not any(_covered(law, "obey", k) for k in near)
    if head.kind is _VETO and any(_covered(law, "home", k) for k in range(*head.content)):
        return False
    if head.kind is _VETO and not head.deed:
        return not head.refers_back and not any(_covered(law, "right", k) for k in near)
    if head.deed or head.kind is _MONITORING:
        return True
    return not any(_covered(law, "obey", k) and not breaks(line, k + 1) for k in near)


def _covered(law: LawLine, name: str, word: int) -> bool:
    return any(first <= word < last for first, last in law.around[name])
