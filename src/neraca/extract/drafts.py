"""A claim in the making, and what earlier sentences say about who is meant."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from neraca.extract.items import Thing
from neraca.extract.line import Group, Line
from neraca.extract.modality import Modality
from neraca.extract.triggers import Trigger
from neraca.extract.voices import Voice
from neraca.packs.events import Voice as Shape
from neraca.records import Mention, Quantity, Reason, Stance, When

# No word points back over this many acts; the bound keeps hostile texts linear.
MEMORY = 100
# Words of an amount between a noun and *itu*.
_COUNTED = 6
# The actor of a party that the text names and no pack knows (data/actors/groups.toml).
OTHER = "GRP:OTHER"


@dataclass(slots=True)
class Draft:
    """A claim before it becomes a record; words count in `line`.

    `speaking` holds the first words of groups that name a voice of the sentence; `echo` marks a noun that names no
    party itself and takes both from an earlier act; `outsider` an act whose doer the sentence names, but no pack knows.
    `seen` are all things of the sentence; `earlier` is the act whose things are meant where what is still to come
    names none.
    """

    line: Line
    trigger: Trigger
    event: str
    actors: tuple[Mention, ...] = ()
    recipients: tuple[Mention, ...] = ()
    things: tuple[Thing, ...] = ()
    modality: Modality | None = None
    quantities: tuple[Quantity, ...] = ()
    when: When | None = None
    first: int = 0
    last: int = 0
    echo: bool = False
    outsider: bool = False
    speaking: frozenset[int] = frozenset()
    seen: tuple[Thing, ...] = ()
    earlier: Draft | None = None
    voices: list[tuple[Line, Voice]] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)

    def decided(self, name: str, rule: str, *, score: float = 0.0) -> None:
        """Note which rule decided a field, or with which probability the reader did."""
        self.reasons = [reason for reason in self.reasons if reason.field != name]
        self.reasons.append(Reason(field=name, rule=rule, score=score))

    def take(self, side: Literal["actors", "recipients"], mentions: tuple[Mention, ...], *, rule: str) -> None:
        """Let a rule fill a side; a rule that finds nobody decides nothing."""
        if mentions:
            setattr(self, side, mentions)
            self.decided(side.removesuffix("s"), rule)

    @property
    def parties(self) -> tuple[str, ...]:
        """Distinct actor ids of both sides."""
        return tuple(dict.fromkeys(m.actor for m in self.actors + self.recipients))


@dataclass(frozen=True, slots=True)
class Scene:
    """What a sentence holds for every act in it: the acts, the items, the voices, who speaks, what is paid for."""

    line: Line
    triggers: tuple[Trigger, ...]
    things: tuple[Thing, ...]
    verbs: frozenset[int]
    voices: tuple[Voice, ...]
    speaking: frozenset[int]
    paid_for: tuple[frozenset[int], ...] = ()


class Memory:
    """What the sentences read so far say about the parties: for words whose doer or receiver is left out."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.subject: Group | None = None
        self.speaker: tuple[Mention, ...] = ()
        self.voice: tuple[Line, Voice] | None = None
        self.denial: tuple[Line, Voice, list[Draft]] | None = None
        self.forces: tuple[int, tuple[Mention, ...]] | None = None

    def antecedent(self, event: str) -> Draft | None:
        """The last draft of the same event type; of one sentence one with both sides comes first."""
        last = next((draft for draft in reversed(self.recent) if draft.event == event), None)
        if last is None or (last.actors and last.recipients):
            return last
        beside = (draft for draft in reversed(self.recent) if draft.event == event and draft.line is last.line)
        return next((draft for draft in beside if draft.actors and draft.recipients), last)

    @property
    def recent(self) -> list[Draft]:
        """The drafts of the last sentences: as far as words point back."""
        return self.drafts[-MEMORY:]

    def remember(self, line: Line, drafts: list[Draft], *, voices: tuple[Voice, ...]) -> None:
        """Take in a sentence's drafts, its subject and its last speaker."""
        self.drafts.extend(drafts)
        for voice in voices:
            self.speaker = speaker_of(line, voice) or self.speaker
            if voice.stance is Stance.ASSERTS and line.quotations:
                self.voice = (line, voice)
        parties = [g for g in line.groups if not all(m.actor.startswith("MED:") for m in g.mentions)]
        if not line.heading and parties:
            self.subject = parties[0]


def _is_counted(line: Line, i: int) -> bool:
    """Whether word `i` belongs to an amount, or stands right before one."""
    return any(k < len(line.words) and line.in_quantity(k) and not line.gap(k).strip() for k in (i, i + 1))


def points_back(line: Line, trigger: Trigger) -> bool:
    """Whether a noun of action is marked as known: *pengiriman ini*, *the attack* stays unmarked, *this attack*."""
    if trigger.voice is not Shape.NOUN:
        return False
    behind = trigger.last
    while behind - trigger.last < _COUNTED and line.language == "id" and _is_counted(line, behind):
        behind += 1  # *bantuan seberat 51,5 ton itu*
    end = max(behind + 1, trigger.light or 0)  # *pertemuan tingkat menteri itu akan digelar*
    near = range(behind, min(len(line.words), end))
    after = line.language == "id" and any(line.has("demonstrative", k) for k in near)
    before = trigger.first > 0 and line.has("demonstrative", trigger.first - 1) and line.language == "en"
    return after or before


def is_further(line: Line, trigger: Trigger) -> bool:
    """Whether a noun of action that a verb carries is one more of a kind: *pengiriman kedua akan …*, *more talks*."""
    if trigger.voice is not Shape.NOUN or trigger.light is None:
        return False
    near = (trigger.last, trigger.last + 2) if line.language == "id" else (trigger.first - 2, trigger.first)
    return any(line.has("further", k) for k in range(max(0, near[0]), min(len(line.words), near[1])))


def speaker_of(line: Line, voice: Voice) -> tuple[Mention, ...]:
    """The parties that a voice's own words name, each once."""
    inside = [m for group in line.groups if voice.first <= group.first < voice.last for m in group.mentions]
    kept = {m.actor: m for m in reversed(inside) if m.actor in voice.who}
    return tuple(sorted(kept.values(), key=lambda m: m.evidence.span))
