"""What stands of a person's judgements: the latest on each matter that was not undone, and what it does."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations

from neraca.link.judged import Ruling, Side
from neraca.records import Claim, Event, Judgement, JudgementKind

EVENT, OUTLET, VOICE = "event:", "outlet:", "voice:"

VERDICTS = frozenset({JudgementKind.WRONG, JudgementKind.RIGHT, JudgementKind.MISREAD})
_PAIRS = frozenset({JudgementKind.SAME, JudgementKind.DIFFERENT})
_MARK = "judged="


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """All judgements, oldest first, and what became of them.

    Attributes:
        judgements: All of them.
        current: Those that hold, oldest first; one that undoes others is done with that.
        superseded: By id of a judgement, the id of the later one on the same matter.
        undone: By id of a judgement, the id of the one that took it back.
    """

    judgements: tuple[Judgement, ...] = ()
    current: tuple[Judgement, ...] = ()
    superseded: Mapping[str, str] = field(default_factory=dict)
    undone: Mapping[str, str] = field(default_factory=dict)

    @property
    def rulings(self) -> tuple[Ruling, ...]:
        """Which claims and events are the same, and which are not, oldest first."""
        return tuple(
            Ruling(same=one.kind is JudgementKind.SAME, one=_side(first), other=_side(second))
            for one in self.current
            if one.kind in _PAIRS
            for first, second in combinations(one.about, 2)
        )

    @property
    def anchors(self) -> frozenset[str]:
        """Ids of claims that stand for an event somebody judged."""
        return frozenset(name.removeprefix(EVENT) for one in self.current for name in one.about if is_event(name))

    def verdict(self, *names: str) -> Judgement | None:
        """The latest verdict, wrong, right or misread, about any of these."""
        wanted = frozenset(names)
        found = [one for one in self.current if one.kind in VERDICTS and not wanted.isdisjoint(one.about)]
        return found[-1] if found else None

    def is_wrong(self, name: str) -> bool:
        """Whether the latest verdict about a claim, event or document is that it is wrong."""
        verdict = self.verdict(name)
        return verdict is not None and verdict.kind is JudgementKind.WRONG

    def reliability(self, *names: str) -> Judgement | None:
        """The latest reliability that was given to any of these."""
        wanted = frozenset(names)
        found = [one for one in self.current if one.kind is JudgementKind.RELIABILITY]
        return next((one for one in reversed(found) if not wanted.isdisjoint(one.about)), None)

    def about(self, *names: str) -> tuple[Judgement, ...]:
        """All that holds about any of these, oldest first."""
        wanted = frozenset(names)
        return tuple(one for one in self.current if not wanted.isdisjoint(one.about))

    def marks(self, claims: Iterable[Claim]) -> dict[str, str]:
        """`wrong`, `right` or `misread` by id of claim, where it was judged; a claim of a wrong document is wrong."""
        verdicts: dict[str, str] = {}
        for one in self.current:
            if one.kind in VERDICTS:
                verdicts.update((name, one.kind.value) for name in one.about)
        wrong, found = JudgementKind.WRONG.value, {}
        for claim in claims:
            own = verdicts.get(claim.id, "")
            mark = wrong if verdicts.get(claim.document) == wrong else own
            if mark:
                found[claim.id] = mark
        return found


def find_standing(judgements: Iterable[Judgement]) -> Standing:
    """What became of each judgement; nothing depends on their order, since each has its time."""
    ordered = tuple(sorted(judgements, key=lambda one: (one.made_at, one.id)))
    superseded: dict[str, str] = {}
    undone: dict[str, str] = {}
    latest: dict[tuple[str, frozenset[str]], str] = {}
    for one in ordered:
        if one.kind is JudgementKind.UNDO:
            undone.update((key, one.id) for key in one.about if key not in superseded and key not in undone)
            latest = {matter: key for matter, key in latest.items() if key not in undone}
        elif one.kind is not JudgementKind.NOTE:
            matter = (_matter(one.kind), frozenset(one.about))
            if matter in latest:
                superseded[latest[matter]] = one.id
            latest[matter] = one.id
    ended = superseded.keys() | undone.keys()
    current = tuple(one for one in ordered if one.kind is not JudgementKind.UNDO and one.id not in ended)
    return Standing(judgements=ordered, current=current, superseded=superseded, undone=undone)


def is_event(name: str) -> bool:
    """Whether a judgement is about the event of a claim, and not about the claim itself."""
    return name.startswith(EVENT)


def event_mark(event: Event) -> str:
    """`wrong` or `right`, as a person judged the event; "" where nobody did."""
    return next((reason.removeprefix(_MARK) for reason in event.reasons if reason.startswith(_MARK)), "")


def mark_event(event: Event, mark: str) -> Event:
    """The event with a person's verdict among its reasons."""
    return replace(event, reasons=(*event.reasons, f"{_MARK}{mark}")) if mark else event


def untie(claim: Claim, held: Collection[str]) -> Claim:
    """The claim without its links to claims that are not held: those judged wrong, and those of wrong events."""
    links = tuple(link for link in claim.links if link.to in held)
    return claim if links == claim.links else replace(claim, links=links)


def group_mark(claims: Iterable[str], standing: Standing, stand_ins: Mapping[str, str]) -> str:
    """The latest verdict about the event of these claims, or "".

    Args:
        claims: All of the event.
        standing: What stands.
        stand_ins: By claim that is left out, one that stands for its event.
    """
    found = _latest(VERDICTS, claims, standing, stand_ins)
    return "" if found is None else found.kind.value


def group_status(claims: Iterable[str], standing: Standing, stand_ins: Mapping[str, str]) -> Judgement | None:
    """The latest status that a person gave to the event of these claims; arguments as for `group_mark`."""
    return _latest(frozenset({JudgementKind.STATUS}), claims, standing, stand_ins)


def same_matter(one: JudgementKind, other: JudgementKind) -> bool:
    """Whether a later judgement of the one kind supersedes an earlier one of the other about the same."""
    return _matter(one) == _matter(other)


def _latest(
    kinds: Collection[JudgementKind], claims: Iterable[str], standing: Standing, stand_ins: Mapping[str, str]
) -> Judgement | None:
    members = frozenset(claims)
    for one in reversed(standing.current):
        anchors = [name.removeprefix(EVENT) for name in one.about if is_event(name)]
        if one.kind in kinds and any(stand_ins.get(anchor, anchor) in members for anchor in anchors):
            return one
    return None


def _matter(kind: JudgementKind) -> str:
    return "pair" if kind in _PAIRS else "verdict" if kind in VERDICTS else kind.value


def _side(name: str) -> Side:
    return Side(claim=name.removeprefix(EVENT), whole=is_event(name))
