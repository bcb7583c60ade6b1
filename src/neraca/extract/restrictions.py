"""What sentences say of sanctions, embargoes, resolutions, vetoes and those who watch over them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from neraca.extract.clauses import breaks
from neraca.extract.law_heads import Head, find_heads
from neraca.extract.law_lines import LawLine
from neraca.extract.law_sides import Sides, find_sides
from neraca.extract.modality import modality_at
from neraca.extract.voices import Voice
from neraca.packs.law import LawPack
from neraca.records import (
    Attribution,
    Certainty,
    Claim,
    Item,
    Measure,
    Mention,
    RestrictionKind,
    RestrictionStatus,
    Stage,
    When,
)
from neraca.records.span import Evidence

# So many sentences back words such as *sanksi itu*, *the panel* find what they stand for.
_LOOK_BACK = 6
_ITEM_REACH = 8
# *threatened to veto*, *mengancam akan menjatuhkan*.
_THREAT_REACH = 3
_STATUS = {
    Stage.OCCURRED: RestrictionStatus.IMPOSED,
    Stage.ONGOING: RestrictionStatus.IMPOSED,
    Stage.PLANNED: RestrictionStatus.PLANNED,
    Stage.PREDICTED: RestrictionStatus.FORESEEN,
    Stage.HYPOTHETICAL: RestrictionStatus.FORESEEN,
    Stage.URGED: RestrictionStatus.URGED,
}
_NOT_YET = frozenset({Stage.PLANNED, Stage.PREDICTED, Stage.HYPOTHETICAL, Stage.URGED})
# Rules that only say again what kind of restriction it is.
_VAGUE = frozenset({"SANCTIONS", "UN_SANCTIONS", "EMBARGO", "ARMS_EMBARGO", "LIMIT", "LAW"})
_SHARED = frozenset(
    {RestrictionKind.SANCTION, RestrictionKind.EMBARGO, RestrictionKind.MONITORING, RestrictionKind.VETO}
)


@dataclass(frozen=True, slots=True)
class _Before:
    """What an earlier sentence said: where, of what kind, and against whom."""

    index: int
    kind: RestrictionKind
    targets: tuple[Mention, ...]


def find_measures(lines: Sequence[LawLine], *, pack: LawPack) -> tuple[Measure, ...]:
    """What a document says of restrictions, in text order.

    A sentence that ties nobody says nothing, nor does one that only speaks of keeping what a rule says. Where a
    document names one state alone its restrictions are its own affair, and none is found.

    Args:
        lines: The document's sentences, in order.
        pack: Words and rules.
    """
    mentions = lines[0].line.reading.mentions if lines else ()
    abroad = {mention.actor for mention in mentions if not mention.actor.startswith("MED:")}
    before: list[_Before] = []
    found: list[Measure] = []
    for law in lines:
        here: dict[tuple[object, ...], Measure] = {}
        for head in find_heads(law, again=any(law.line.index - one.index <= _LOOK_BACK for one in before)):
            measure = _measure(law, head, pack=pack, before=before)
            if measure is not None and _is_between_states(measure, abroad):
                here.setdefault((measure.kind, measure.issuer_ids, measure.target_ids), measure)
                before.append(_Before(law.line.index, measure.kind, measure.targets))
        found += here.values()
        if not here and found and law.around["aimed"]:
            found[-1] = _aimed(law, found[-1], last=before[-1].index)
    return tuple(found)


def _aimed(law: LawLine, measure: Measure, *, last: int) -> Measure:
    """*Sasarannya antara lain maskapai Iran Air*: the sentence behind a restriction tells against whom it is."""
    first = law.around["aimed"][0][1]
    named = law.known(m for group in law.line.groups if group.first >= first for m in group.mentions)
    fits = law.line.index - last == 1 and not measure.targets
    return replace(measure, targets=named) if fits and named else measure


def _is_between_states(measure: Measure, abroad: set[str]) -> bool:
    own = {*measure.issuer_ids, *measure.target_ids}
    if measure.issuers and measure.issuer_ids == measure.target_ids:
        return False
    return len(own) > 1 or any(":" in one for one in own) or bool(abroad - own)


def _measure(law: LawLine, head: Head, *, pack: LawPack, before: list[_Before]) -> Measure | None:
    tied = head.claim
    sides = find_sides(law, head, pack=pack)
    known = head.refers_back and bool(head.deed)
    if not sides.targets and head.kind in _SHARED and (known or head.kind is RestrictionKind.VETO):
        sides = replace(sides, targets=_known_before(law, before))
    if not sides.issuers and not sides.targets:
        return None
    line = law.line
    hedged = tied[1].certainty is Certainty.HEDGED if tied else modality_at(line, head.at).certainty is Certainty.HEDGED
    kind, status = _standing(law, head)
    rules = tuple(dict.fromkeys(named.rule for named in law.rules if named.rule.code not in _VAGUE))
    return Measure(
        evidence=_sentence(law),
        cue=line.evidence(head.first, head.last),
        kind=kind,
        status=status,
        issuers=sides.issuers,
        targets=tuple(one for one in sides.targets if one.actor not in {i.actor for i in sides.issuers}),
        rules=rules if head.kind is not RestrictionKind.VETO else (),
        items=_items(law, head),
        subject=_subject(law, head),
        when=_when(law, head) if _has_a_time(head, status) else None,
        hedged=hedged,
        attributions=_voices(law, head, tied[1] if tied else None, sides),
        claims=(tied[0],) if tied else (),
    )


def _has_a_time(head: Head, status: RestrictionStatus) -> bool:
    """What only holds has no time of its own: the words of time in its sentence are of something else."""
    shared = head.kind in (RestrictionKind.SANCTION, RestrictionKind.EMBARGO)
    return not (shared and status is RestrictionStatus.IN_FORCE)


def _when(law: LawLine, head: Head) -> When | None:
    """The claim's time, else the words of time nearest to the restriction, behind it rather than before."""
    if head.claim is not None and head.claim[1].when is not None:
        return head.claim[1].when
    places = [(law.line.words_in(one.evidence.span), one) for one in law.line.times]
    away = [
        (words[0] - head.at if words[0] >= head.at else 2 * (head.at - words[-1]), words[0], one)
        for words, one in places
        if words
    ]
    return min(away, key=lambda found: found[:2])[2] if away else None


def _known_before(law: LawLine, before: list[_Before]) -> tuple[Mention, ...]:
    near = (one for one in reversed(before) if law.line.index - one.index <= _LOOK_BACK and one.targets)
    return next((one.targets for one in near), ())


def _standing(law: LawLine, head: Head) -> tuple[RestrictionKind, RestrictionStatus]:
    """Kind and status: *have never been lifted* leaves a sanction in force."""
    stage, negated = _reality(law, head)
    if head.deed in ("ease", "eased"):
        if negated and stage not in _NOT_YET:
            return head.kind, RestrictionStatus.IN_FORCE
        return RestrictionKind.EASING, RestrictionStatus.NOT_IMPOSED if negated else _STATUS[stage]
    if head.deed == "expire":
        if stage is Stage.URGED:
            return RestrictionKind.EASING, RestrictionStatus.URGED
        return head.kind, RestrictionStatus.IN_FORCE if negated and not head.gone else RestrictionStatus.ENDED
    if negated and head.deed != "hold":
        return head.kind, RestrictionStatus.NOT_IMPOSED
    if head.deed in ("plan", "proposed"):
        return head.kind, RestrictionStatus.PLANNED
    lasting = head.lasting and stage not in _NOT_YET
    return head.kind, RestrictionStatus.IN_FORCE if lasting else _STATUS[stage]


def _reality(law: LawLine, head: Head) -> tuple[Stage, bool]:
    """Stage and negation of what is done, by the claim that tells this very deed, else by the words before it."""
    stage, negated = modality_at(law.line, head.at).stage, law.negated(head.at)
    if head.claim is not None and head.own_claim:
        stage, negated = head.claim[1].stage, head.claim[1].negated
    if head.kind is not RestrictionKind.VETO and law.asked_for(head.at):
        stage = Stage.URGED
    if any(0 <= head.at - last <= _THREAT_REACH for _, last in law.around["threat"]):
        stage = Stage.HYPOTHETICAL
    if stage is Stage.PLANNED and any(first >= head.last for first, _ in law.line.cues["hypothetical"]):
        stage = Stage.HYPOTHETICAL
    return stage, negated


def _sentence(law: LawLine) -> Evidence:
    span, text = law.line.sentence.span, law.line.reading.document.text
    start, end = span.start, span.end
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    return law.line.reading.document.evidence(start, end)


def _items(law: LawLine, head: Head) -> tuple[Item, ...]:
    if head.claim is not None and head.claim[1].items:
        return head.claim[1].items
    line = law.line
    first, last = max(0, head.first - 2), min(len(line.words), head.last + _ITEM_REACH)
    while first < head.first and any(breaks(line, k) for k in range(first + 1, head.first + 1)):
        first += 1
    if head.kind in (RestrictionKind.VETO, RestrictionKind.MONITORING):
        return ()
    near = [thing for thing in law.things if first <= thing.first and thing.last <= last]
    near = [thing for thing in near if not any("," in line.gap(k) for k in range(head.last, thing.first + 1))]
    return tuple(
        Item(evidence=line.evidence(thing.first, thing.last), item_class=thing.item_class)
        for thing in near
        if thing.item_class not in ("other", "money")
    )


def _subject(law: LawLine, head: Head) -> Evidence | None:
    """Of a veto what it stopped: the words behind it to the end of its clause."""
    first, last = head.content
    while first < last and (law.line.has("preposition", first) or law.line.in_time(first)):
        first += 1
    if head.kind is not RestrictionKind.VETO or last - first < 2:
        return None
    return law.line.evidence(first, last)


def _voices(law: LawLine, head: Head, claim: Claim | None, sides: Sides) -> tuple[Attribution, ...]:
    if claim is not None:
        return claim.attributions
    covering: Iterable[Voice] = (voice for voice in law.voices if voice.covers(head.at))
    own = {mention.actor for mention in sides.issuers}
    return tuple(voice.attribution(law.line) for voice in covering if not own or set(voice.who) - own or not voice.who)
