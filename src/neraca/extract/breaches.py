"""What sentences say that an act breaks or keeps: a rule that they name, whose act it is, and on whose word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from neraca.extract.breach_acts import BrokenBy, Told, find_act, holding_that
from neraca.extract.clauses import breaks, subject_of
from neraca.extract.law_lines import LawLine, Mark
from neraca.extract.voices import Voice
from neraca.records import Attribution, Breach, Rule, Stance, VoiceKind

_RULE_REACH = 8
_NEAR = 3
_WISH_REACH = 6
_LOOK_BACK = 2
# Characters between an office and its holder.
_HOLDER_REACH = 400
_REPORTERS = frozenset({VoiceKind.AGENCY, VoiceKind.MEDIA})
# Too vague to be looked for at a distance, or to be anybody's but a state's own affair.
_VAGUE = frozenset({"LAW", "LIMIT", "SANCTIONS", "EMBARGO"})
_FLIPPED = {Stance.ASSERTS: Stance.DENIES, Stance.DENIES: Stance.ASSERTS}


@dataclass(frozen=True, slots=True)
class _Said:
    """A breach with the sentence that tells it, for the answer in a following one."""

    index: int
    breach: Breach


def find_breaches(lines: Iterable[LawLine]) -> tuple[Breach, ...]:
    """What a document says of acts and rules, in text order.

    What is only wished (*must comply with*), what watches for breaches, and what names neither a party nor a voice says
    nothing. A charge that the next sentences reject is denied by whoever rejects it.

    Args:
        lines: The document's sentences, in order.
    """
    said: list[_Said] = []
    told = Told()
    previous: LawLine | None = None
    for law in lines:
        here = [one for mark in law.breach if (one := _breach(law, mark, told=told, previous=previous)) is not None]
        here = here or _answers(law, said)
        said += (_Said(law.line.index, one) for one in _distinct(here))
        told.remember(law)
        previous = law
    return tuple(one.breach for one in said)


def _distinct(found: list[Breach]) -> list[Breach]:
    kept: dict[tuple[object, ...], Breach] = {}
    for one in found:
        kept.setdefault((one.rules, one.stance), one)
    return list(kept.values())


def _breach(law: LawLine, mark: Mark, *, told: Told, previous: LawLine | None) -> Breach | None:
    line = law.line
    rules = _rules(law, mark, previous)
    if not rules or not _says_so(law, mark, rules):
        return None
    keeps = (mark.name == "keeps") != law.negated(mark.first)
    voices, culprit = _without_admission(law, [voice for voice in law.voices if voice.covers(mark.first)])
    start = max((voice.verb + 1 for voice in voices if voice.verb < mark.first), default=0)
    act = find_act(law, mark, start=start, told=told, culprit=culprit)
    speakers = _speakers(voices, act.parties, mark=mark)
    stance = Stance.DENIES if keeps else Stance.ASSERTS
    if any(voice.stance is Stance.DENIES for voice in speakers):
        stance = _FLIPPED[stance]
    elif speakers and all(voice.stance is Stance.DOUBTS for voice in speakers):
        stance = Stance.DOUBTS
    who, claims = _on_whose_word(law, mark, speakers)
    if stance is Stance.ASSERTS:  # nobody says of itself that it breaks a rule
        who = tuple(one for one in who if one not in act.parties)
        who = who or _vouching(law, act)
    if any(voice.stance is Stance.DECLINES for voice in voices):
        who, speakers = (), []
    breach = Breach(
        evidence=told.sentence(law),
        cue=line.evidence(mark.first, mark.last),
        rules=rules,
        stance=stance,
        hedged=_is_hedged(law, mark),
        who=who,
        attributions=tuple(voice.attribution(line) for voice in speakers),
        parties=act.parties,
        acts=act.claims,
        claims=claims,
    )
    return breach if _concerns_states(breach) else None


def _rules(law: LawLine, mark: Mark, previous: LawLine | None) -> tuple[Rule, ...]:
    """The rules behind a word of breaking; behind one that needs none those of the sentence before."""
    line = law.line
    found: list[Rule] = []
    first = -1
    for named in law.rules:
        reach = _NEAR if named.rule.code in _VAGUE else _RULE_REACH
        if not 0 <= named.first - mark.last < reach and not (found and named.first >= mark.last):
            continue
        between = range(mark.last, named.first + 1)
        if any(breaks(line, k) or line.has("complementizer", k) or line.has("subordinator", k) for k in between):
            break
        joined = named.first == first or line.has("conjunction", named.first - 1) or "," in line.gap(named.first)
        if found and not joined:
            break
        first = named.first
        found.append(named.rule)
    if not found and mark.name == "unbound" and previous is not None:
        found = [named.rule for named in previous.rules]
    precise = [rule for rule in found if rule.code != "LAW"]
    return tuple(dict.fromkeys(precise or found))


def _says_so(law: LawLine, mark: Mark, rules: tuple[Rule, ...]) -> bool:
    line = law.line
    before = range(max(0, mark.first - _WISH_REACH), mark.first)
    near = [k for k in before if not any(breaks(line, j) for j in range(k + 1, mark.first + 1))]
    if mark.name == "keeps":
        wished = any(first <= k < last for first, last in law.breach_words["wished"] for k in near)
        return not wished and any(rule.code != "TREATY" for rule in rules)
    if mark.name == "breaking":
        return any(0 <= mark.first - last < _NEAR for _, last in law.breach_words["as"])
    opened = [first for first, _ in line.cues["hypothetical"] if first < mark.first]
    wholly = any(not any("," in line.gap(k) for k in range(first + 1, mark.first + 1)) for first in opened)
    return not wholly and not any(line.has("avoided", k) for k in near[-2:])


def _is_hedged(law: LawLine, mark: Mark) -> bool:
    """Whether a hedge, a condition or a wish stands before the words of breaking, behind the last comma."""
    line = law.line
    start = next((k for k in range(mark.first, 0, -1) if breaks(line, k) or "," in line.gap(k)), 0)
    return any(line.cue_in(name, start, mark.first) is not None for name in ("hedge", "predicted", "hypothetical"))


def _without_admission(law: LawLine, voices: list[Voice]) -> tuple[list[Voice], tuple[str, ...]]:
    """*Seoul menilai Pyongyang telah mengakui perbuatan yang melanggar …*: Seoul says so, and Pyongyang did it."""
    admits = [voice for voice in voices if law.line.has("admits", voice.verb) and voice.who]
    others = [
        voice for voice in voices if voice not in admits and voice.verb < min(one.verb for one in admits or [voice])
    ]
    return (others, admits[0].who) if admits and others else (voices, ())


def _speakers(voices: list[Voice], parties: tuple[str, ...], *, mark: Mark) -> list[Voice]:
    """Whose word it is: of several the nearest before the words of breaking.

    Not the reporter's where it quotes somebody, nor the culprit's own where another accuses.
    """
    kept = [voice for voice in voices if voice.kind not in _REPORTERS] or voices
    kept = [voice for voice in kept if voice.verb < mark.first][-1:] or kept
    others = [voice for voice in kept if not voice.who or set(voice.who) - set(parties)]
    own = len(others) < len(kept) and any(voice.stance is Stance.DENIES for voice in kept)
    return kept if own else (others or kept)


def _vouching(law: LawLine, act: BrokenBy) -> tuple[str, ...]:
    """Those on whose word the act itself is told in this very sentence."""
    told = [claim for key, claim in law.claims if key in act.claims]
    voices = (voice for claim in told for voice in claim.attributions if voice.stance is Stance.ASSERTS)
    return tuple(dict.fromkeys(one for voice in voices for one in voice.who if one not in act.parties))


def _on_whose_word(law: LawLine, mark: Mark, speakers: list[Voice]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ids of the voices, or of those who accuse, with the claims of their accusation."""
    charges = [(key, claim) for key, claim in law.claims if claim.event in ("ACCUSE", "REJECT")]
    claims = tuple(key for key, _ in charges)
    who = tuple(dict.fromkeys(actor for voice in speakers for actor in voice.who))
    if who or speakers:
        return who, claims
    if holder := _office_again(law, mark) or holding_that(law, mark):
        return holder, claims
    before = [claim for _, claim in charges if law.line.words_in(claim.trigger.span)[0] <= mark.first]
    accusers = law.known(mention for claim in before for mention in claim.actors)
    return tuple(mention.actor for mention in accusers), claims


def _office_again(law: LawLine, mark: Mark) -> tuple[str, ...]:
    """*The ambassador replied that …*, *juru bicara itu …*: the holder of the office named in the sentences before."""
    line, reading = law.line, law.line.reading
    start = line.sentence.span.start
    near = [m for m in reading.mentions if m.evidence.span.end <= start and start - m.evidence.span.end < _HOLDER_REACH]
    for first, last in line.cues["speaker:official"]:
        if first >= mark.first or line.group_at(first) is not None or not _is_known(law, first, last):
            continue
        office = line.words[last - 1].base
        held = [mention.actor for mention in near if office in mention.evidence.quote.casefold().split()]
        return tuple(held[-1:])
    return ()


def _is_known(law: LawLine, first: int, last: int) -> bool:
    line = law.line
    if line.language == "id":
        return last < len(line.words) and line.has("demonstrative", last)
    return first > 0 and line.words[first - 1].low == "the"


def _concerns_states(breach: Breach) -> bool:
    """Whether parties or voices make it a matter between states; "the law" alone only where one accuses another."""
    if all(rule.code == "LAW" for rule in breach.rules):
        return bool(breach.parties and set(breach.who) - set(breach.parties))
    return bool(breach.parties or breach.acts or breach.who)


def _answers(law: LawLine, said: list[_Said]) -> list[Breach]:
    """*Iran menolak tafsir tersebut*, *Moscow denied the charge*: of what was said to be broken just before."""
    line = law.line
    charge = next(
        (
            one.breach
            for one in reversed(said)
            if 0 < line.index - one.index <= _LOOK_BACK and one.breach.stance is Stance.ASSERTS
        ),
        None,
    )
    if charge is None:
        return []
    for first, last in law.breach_words["reject"]:
        near = (end for start, end in law.breach_words["reading"] if 0 <= start - last < _NEAR)
        reading = next(near, None)
        if reading is None or not _points_back(law, last, reading):
            continue
        subject = subject_of(line, first, frozenset({first}))
        who = law.known(subject.mentions) if subject is not None else ()
        if subject is None or not who:
            continue
        voice = Attribution(
            evidence=line.evidence(subject.first, subject.last),
            who=tuple(mention.actor for mention in who),
            kind=VoiceKind.GOVERNMENT,
            stance=Stance.ASSERTS,
        )
        denied = replace(
            charge,
            evidence=Told().sentence(law),
            cue=line.evidence(first, reading),
            stance=Stance.DENIES,
            hedged=False,
            who=voice.who,
            attributions=(voice,),
            claims=tuple(key for key, claim in law.claims if claim.event == "REJECT"),
        )
        return [denied]
    return []


def _points_back(law: LawLine, first: int, last: int) -> bool:
    """Whether the words for the charge say that it is known, or end the sentence."""
    line = law.line
    words = {line.words[k].low for k in range(first, min(len(line.words), last + 1))}
    shown = any(line.has("demonstrative", k) for k in range(first, min(len(line.words), last + 1)))
    return shown or "the" in words or last >= len(line.words) or "," in line.gap(last)
