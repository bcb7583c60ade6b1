"""Whose act is said to break a rule, and which claims tell it: in the sentence itself, or in those before it."""

from __future__ import annotations

from dataclasses import dataclass

from neraca.extract.clauses import breaks, roles_before, subject_of
from neraca.extract.law_lines import LawLine, Mark
from neraca.extract.line import Group
from neraca.records import UNKNOWN_PARTY, Claim, Stage
from neraca.records.span import Evidence

# What can break a rule; who accuses, asks or meets breaks none.
_ACTS = ("AID", "COOPERATE", "MOBILIZE", "ASSAULT", "COERCE", "SUPPORT", "AGREE", "SANCTION")
_LOOK_BACK = 4
_BEHIND_REACH = 8
# Arms in the wide sense in which resolutions forbid them.
_MILITARY = frozenset(("arms", "munitions", "missiles", "air_defence", "nuclear", "space", "technology"))


@dataclass(frozen=True, slots=True)
class BrokenBy:
    """Whose act it is, sorted ids, and the claims that tell it."""

    parties: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ban:
    """What the sentence says that the rule forbids: to whom, and which item classes; either may be empty."""

    receivers: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()

    def covers(self, claim: Claim) -> bool:
        """Whether a gift is of what is forbidden."""
        to = frozenset(mention.actor for mention in claim.recipients)
        given = frozenset(item.item_class for item in claim.items)
        kinds = self.classes | (_MILITARY if self.classes & _MILITARY else frozenset())
        return bool(self.receivers & to) and (not kinds or bool(kinds & given))


class Told:
    """The acts that the sentences so far have told."""

    def __init__(self) -> None:
        self._acts: list[tuple[int, str, Claim]] = []

    def remember(self, law: LawLine) -> None:
        """Take in a sentence's acts."""
        self._acts += [(law.line.index, key, claim) for key, claim in law.claims if claim.event in _ACTS]

    def before(self, index: int, parties: frozenset[str]) -> tuple[tuple[str, Claim], ...]:
        """The acts of the nearest sentence before that tells a gift of one of the parties, else any act of one."""
        near = [one for one in self._acts if 0 < index - one[0] <= _LOOK_BACK]
        near = [one for one in near if not parties or parties & _sides(one[2])]
        gifts = [one for one in near if one[2].event == "AID"] or near
        latest = max((one[0] for one in gifts), default=-1)
        return tuple((key, claim) for at, key, claim in gifts if at == latest)

    def gifts_of(self, doers: frozenset[str], ban: Ban) -> tuple[tuple[str, Claim], ...]:
        """Every gift told as done so far that somebody made and a ban speaks of; without a fitting one the last.

        *Langkah Rusia ini* of an article's last part is what its first part told.
        """
        done = [one for one in self._acts if one[2].event == "AID" and _is_told_as_done(one[2])]
        own = [one for one in done if doers & {mention.actor for mention in one[2].actors}]
        banned = [one for one in own if ban.covers(one[2])]
        last = max((one[0] for one in own), default=-1)
        return tuple((key, claim) for _, key, claim in banned or [one for one in own if one[0] == last])

    def sentence(self, law: LawLine) -> Evidence:
        """A line's sentence without blanks at its end."""
        span, document = law.line.sentence.span, law.line.reading.document
        return document.evidence(span.start, span.start + len(document.words(span).rstrip()))


def find_act(law: LawLine, mark: Mark, *, start: int, told: Told, culprit: tuple[str, ...] = ()) -> BrokenBy:
    """Whose act the words of breaking speak of.

    Args:
        law: The sentence.
        mark: The words of breaking or keeping.
        start: The first word behind the voice that says so.
        told: What the sentences before told.
        culprit: Whose act it is, where a voice admits it.
    """
    if culprit:
        acts = told.before(law.line.index, frozenset(culprit))
        return BrokenBy(tuple(sorted(culprit)), tuple(sorted(key for key, _ in acts)))
    start = max(start, _behind_that(law, mark))
    inside = _told_here(law, mark, start)
    groups = _accused(law, mark) or _named_here(law, mark, start)
    named = frozenset(mention.actor for group in groups for mention in law.known(group.mentions))
    acts = inside
    if not acts and (_refers_back(law, mark) or not named):
        acts = told.before(law.line.index, named)
    acts = acts or (told.gifts_of(named, _ban(law, mark)) if named and _refers_back(law, mark) else ())
    if not acts:
        acts = _told_behind(law, mark, named)
    if acts and inside == acts:
        named = frozenset()
    doers = frozenset(mention.actor for _, claim in acts for mention in law.known(claim.actors))
    own = named or doers or frozenset(actor for _, claim in acts for actor in _sides(claim))
    return BrokenBy(tuple(sorted(own)), tuple(sorted(key for key, _ in acts)))


def _accused(law: LawLine, mark: Mark) -> tuple[Group, ...]:
    """*accused the United States of violating …*: the party right behind the accusation."""
    cues = [last for _, last in law.breach_words["accuse"] if last <= mark.first]
    near = (group for last in cues[-1:] for group in law.line.groups if 0 <= group.first - last <= 2)
    return tuple(group for group in near if group.last <= mark.first)


def holding_that(law: LawLine, mark: Mark) -> tuple[str, ...]:
    """*Laos dan Belarus … berpandangan bahwa …*: who stands before the word that opens what is held."""
    that = _behind_that(law, mark)
    before = [group for group in law.line.groups if group.last < that and not roles_before(law.line, group)]
    return tuple(mention.actor for mention in law.known(before[0].mentions)) if that and before else ()


def _behind_that(law: LawLine, mark: Mark) -> int:
    """Behind the last *bahwa* or *that* before the words of breaking; 0 where there is none."""
    return max((last for _, last in law.line.cues["complementizer"] if last <= mark.first), default=0)


def _sides(claim: Claim) -> frozenset[str]:
    both = claim.actors + claim.recipients
    return frozenset(mention.actor for mention in both if mention.actor != UNKNOWN_PARTY)


def _told_here(law: LawLine, mark: Mark, start: int) -> tuple[tuple[str, Claim], ...]:
    """Acts told between the voice and the words of breaking; the nearest kind of the order of `_ACTS`."""
    inside = []
    for key, claim in law.claims:
        words = law.line.words_in(claim.trigger.span)
        if claim.event in _ACTS and words and start <= words[0] and words[-1] < mark.first:
            inside.append((key, claim))
    kinds = {claim.event for _, claim in inside}
    best = next((event for event in _ACTS if event in kinds), "")
    return tuple((key, claim) for key, claim in inside if claim.event == best)


def _told_behind(law: LawLine, mark: Mark, named: frozenset[str]) -> tuple[tuple[str, Claim], ...]:
    """*violated the resolutions by sending …*: an act of the same party behind the words of breaking, told as done."""
    behind = []
    for key, claim in law.claims:
        words = law.line.words_in(claim.trigger.span)
        own = not named or named & {mention.actor for mention in claim.actors}
        if (
            own
            and claim.event in _ACTS
            and _is_told_as_done(claim)
            and words
            and 0 < words[0] - mark.last <= _BEHIND_REACH
        ):
            behind.append((key, claim))
    return tuple(behind[:1])


def _is_told_as_done(claim: Claim) -> bool:
    return claim.stage in (Stage.OCCURRED, Stage.ONGOING) and not claim.negated and not claim.optional


def _ban(law: LawLine, mark: Mark) -> Ban:
    """What stands behind the words of breaking: *resolusi … yang melarang pasokan senjata ke Korea Utara*."""
    behind = [group for group in law.line.groups if group.first >= mark.last]
    named = law.known(mention for group in behind for mention in group.mentions)
    return Ban(
        receivers=frozenset(mention.actor for mention in named if ":" not in mention.actor),
        classes=frozenset(thing.item_class for thing in law.things if thing.first >= mark.last),
    )


def _named_here(law: LawLine, mark: Mark, start: int) -> tuple[Group, ...]:
    """The parties that the subject of the words of breaking names."""
    line = law.line
    subject = subject_of(line, mark.first, frozenset({mark.first}))
    spoken = [range(voice.first, voice.last) for voice in law.voices]
    if subject is not None and start <= subject.first and not any(subject.first in words for words in spoken):
        return (subject,)
    near = [group for group in line.groups if start <= group.first and group.last <= mark.first]
    near = [group for group in near if not any(group.first in words for words in spoken)]
    near = [group for group in near if not any(breaks(line, k) for k in range(group.last, mark.first + 1))]
    bare = [group for group in near if not roles_before(line, group) & {"to", "at", "against"}]
    return tuple(bare[-1:])


def _refers_back(law: LawLine, mark: Mark) -> bool:
    """Whether words such as *pengiriman itu*, *such a thing* stand before the words of breaking."""
    return any(last <= mark.first for _, last in law.breach_words["act_again"])
